"""Interval logic: what two sets of bounds say of each other."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Verdict = Literal["equal", "narrower", "wider", "compatible", "disjoint"]

# Two rounded readings of one quantity differ by less than this share ("about 1,000" against "1,020").
_ROUNDING = 0.05
# Two numbers that differ by less than this share are rather two roundings of one.
_MOVED = 0.02


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Inclusive bounds, None where open; `approximate` where the wording says so."""

    low: float | None
    high: float | None
    approximate: bool = False

    @cached_property
    def stated(self) -> tuple[float, ...]:
        """The numbers that the wording gives."""
        return tuple(sorted({n for n in (self.low, self.high) if n is not None}))

    @property
    def is_point(self) -> bool:
        """Whether one number is given, without a range."""
        return self.low is not None and self.low == self.high


def _is_round(number: float) -> bool:
    """Whether a number is of the sort that reporters round to: thousands and more with two digits at the most."""
    return abs(number) >= 1000 and float(f"{number:.1e}") == number


def _slack(a: Interval, b: Interval, x: float, y: float) -> float:
    size = max(abs(x), abs(y))
    if a.approximate or b.approximate or _is_round(x) or _is_round(y):
        return _ROUNDING * size
    if float(x).is_integer() != float(y).is_integer():
        return 0.5
    return 1e-9 * max(size, 1.0)


def are_disjoint(a: Interval, b: Interval) -> bool:
    """Whether no number lies in both, roundings allowed for."""
    for x, y in ((a, b), (b, a)):
        if x.high is not None and y.low is not None and x.high + _slack(a, b, x.high, y.low) < y.low:
            return True
    return False


def digits_of(number: float) -> int:
    """The significant digits of a number as it is given: 2 of 250."""
    return len(f"{abs(number):.12g}".replace(".", "").strip("0")) or 1


def have_moved(a: Interval, b: Interval) -> bool:
    """Whether two numbers, or two ranges, are plainly two ("some 250", then "some 260") and not one rounded differently."""
    if a.is_point and b.is_point:
        (x,), (y,) = a.stated, b.stated
        digits = min(digits_of(x), digits_of(y))
        apart = abs(x - y) > _MOVED * max(abs(x), abs(y))
        return apart and digits > 1 and float(f"{x:.{digits - 1}e}") != float(f"{y:.{digits - 1}e}")
    if None in (a.low, a.high, b.low, b.high) or a.is_point or b.is_point:
        return False
    return a.stated[-1] < b.stated[0] or b.stated[-1] < a.stated[0]


def have_shifted(a: Interval, b: Interval) -> bool:
    """Whether both ends of the second range lie plainly above, or both below, those of the first: "12 to 25", "20 to 40"."""
    if a.low is None or a.high is None or b.low is None or b.high is None or a.is_point or b.is_point:
        return False
    ends = ((a.low, b.low), (a.high, b.high))
    plain = all(abs(x - y) > _ROUNDING * max(abs(x), abs(y)) for x, y in ends)
    return plain and (a.low < b.low) == (a.high < b.high)


def is_rounding(wide: Interval, narrow: Interval) -> bool:
    """Whether one number is the other given to fewer digits: "7" of "6.8", "1,300" of "1,268"."""
    if not (wide.is_point and narrow.is_point) or wide.stated == narrow.stated:
        return False
    (x,), (y,) = wide.stated, narrow.stated
    digits = digits_of(x)
    return x != 0 and digits < digits_of(y) and abs(x - y) <= _ROUNDING * abs(x) and float(f"{y:.{digits - 1}e}") == x


def are_alike(a: Interval, b: Interval) -> bool:
    """Whether both give the same number or range, be it as "90", "about 90" or "at least 90"."""
    if not a.stated or not b.stated:
        return False
    if a.low is not None and b.low is not None:
        return a.low == b.low and (a.high == b.high or (a.high is None and b.is_point) or (b.high is None and a.is_point))
    if a.low is None and b.low is None:
        return a.high == b.high
    open_below, other = (a, b) if a.low is None else (b, a)
    return other.is_point and other.low == open_below.high


def judge(a: Interval, b: Interval) -> Verdict:
    """What the second interval is against the first."""
    if are_alike(a, b):
        return "equal"
    if are_disjoint(a, b):
        return "disjoint"
    if _holds(a, b):
        return "narrower"
    if _holds(b, a):
        return "wider"
    return "compatible"


def _holds(outer: Interval, inner: Interval) -> bool:
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low and high
