"""The plot of a ladder: values over time with their bounds, who gives each by the shape of its mark."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.tell.report.wording import clip, read_day, tell_number, tell_range

LOG_RATIO = 150
MAX_CALM = 9
_TALLEST = 420
_CHARACTER = 7.2
SHAPE_NAMES = ("square", "circle", "triangle", "diamond", "cross", "bar", "ring")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of a plot and its margins, in SVG units."""

    kind: str
    width: int
    height: int
    left: int = 76
    right: int = 150
    top: int = 26
    bottom: int = 34


WIDE = Size(kind="wide", width=860, height=270)
NARROW = Size(kind="narrow", width=400, height=240, left=58, right=16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A value to be plotted: first and last day, bounds (None is open), who gives it in which words.

    `href` is the anchor of its sentence, `rows` are those of the figures that it stands for.
    """

    first: str | None
    last: str | None
    low: float | None
    high: float | None
    approximate: bool
    dated: bool
    giver: str
    shape: int
    wording: str
    href: str
    label: str
    short: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A mark with its place: centre, ends of its days and bounds, arrow of an open bound, outline, place of its label."""

    mark: Mark
    x: float
    y: float
    x0: float
    x1: float
    y0: float
    y1: float
    arrow: str
    path: str
    label_x: float
    label_y: float
    anchor: str
    labelled: bool
    words: str
    sub: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of an axis: its place and its words."""

    at: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a shape stands for."""

    giver: str
    path: str
    shape: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A plot ready to be drawn."""

    name: str
    size: Size
    drawn: tuple[Drawn, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    keys: tuple[Key, ...]
    logarithmic: bool
    one_day: str
    undated: int
    has_open: bool
    has_about: bool
    has_printed: bool


def outline(shape: int, x: float, y: float, r: float = 6) -> str:
    """The outline of the shape of a giver as an SVG path around a point."""
    if shape == 0:
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z"
    if shape == 2:
        return f"M{x:.1f} {y - r * 1.2:.1f}L{x + r * 1.15:.1f} {y + r * 0.9:.1f}H{x - r * 1.15:.1f}z"
    if shape == 3:
        return f"M{x:.1f} {y - r * 1.3:.1f}L{x + r * 1.3:.1f} {y:.1f}L{x:.1f} {y + r * 1.3:.1f}L{x - r * 1.3:.1f} {y:.1f}z"
    if shape == 4:
        a, b = r * 0.4, r * 1.1
        return (
            f"M{x - a:.1f} {y - b:.1f}h{2 * a:.1f}v{b - a:.1f}h{b - a:.1f}v{2 * a:.1f}h{a - b:.1f}v{b - a:.1f}"
            f"h{-2 * a:.1f}v{a - b:.1f}h{a - b:.1f}v{-2 * a:.1f}h{b - a:.1f}z"
        )
    if shape == 5:
        return f"M{x - r * 1.3:.1f} {y - r * 0.45:.1f}h{2.6 * r:.1f}v{0.9 * r:.1f}h{-2.6 * r:.1f}z"
    hole = (
        f"M{x - r * 0.5:.1f} {y:.1f}a{r * 0.5:.1f} {r * 0.5:.1f} 0 1 1 {r:.1f} 0a{r * 0.5:.1f} {r * 0.5:.1f} 0 1 1 {-r:.1f} 0z"
    )
    ring = f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"
    return ring if shape == 1 else ring + hole


def draw_plot(marks: Sequence[Mark], *, size: Size, name: str, whole: float | None = None) -> Plot:
    """The plot of the marks; those without a day are counted and left to the table. No axis goes past `whole`."""
    dated = [m for m in marks if read_day(m.first) and read_day(m.last)]
    crowded = len(dated) > MAX_CALM
    size = replace(size, height=min(size.height + 8 * max(len(dated) - MAX_CALM, 0), _TALLEST))
    scale = _Scale([v for m in dated for v in (m.low, m.high) if v is not None], size, whole)
    # room for the longest number of the axis
    size = replace(size, left=max(size.left, 14 + 7 * max(len(t.text) for t in scale.ticks())))
    days = [d for m in dated for d in (read_day(m.first), read_day(m.last)) if d]
    one_day = tell_range(days[0].isoformat(), days[-1].isoformat()) if days and min(days) == max(days) else ""
    axis = _Days(days, size, spread=len(dated) if one_day else 0)
    boxes: list[tuple[float, float, float, float]] = []
    drawn: list[Drawn] = []
    told: set[str] = set()
    places = [_place(m, n, axis, scale) for n, m in enumerate(dated)]
    boxes.extend((x - 9, y - 9, x + 9, y + 9) for x, _, _, y in places)
    for m, (x, x0, x1, y) in zip(dated, places, strict=True):
        y0 = scale.at(m.low) if m.low is not None else y
        y1 = scale.at(m.high) if m.high is not None else y
        sub = clip(m.giver, 26)
        words, sub = (m.short, "") if crowded else (clip(m.wording, 24), sub)
        label_x, label_y, anchor, free = x, y, "start", False
        if not (crowded and words in told):
            label_x, label_y, anchor, free = _find_room(x, y, words, sub, size, boxes)
            told.add(words)
        drawn.append(
            Drawn(
                mark=m,
                x=x,
                y=y,
                x0=x0,
                x1=x1,
                y0=y0,
                y1=y1,
                arrow="" if m.low is not None and m.high is not None else "down" if m.low is None else "up",
                path=outline(m.shape, x, y),
                label_x=label_x,
                label_y=label_y,
                anchor=anchor,
                labelled=free,
                words=words,
                sub=sub,
            )
        )
    givers = {m.shape: m.giver for m in reversed(dated)}
    others = len({m.giver for m in dated if m.shape == len(SHAPE_NAMES) - 1})
    if others > 1:
        givers[len(SHAPE_NAMES) - 1] = f"{others} others"
    return Plot(
        name=name,
        size=size,
        drawn=tuple(drawn),
        across=() if one_day else tuple(axis.ticks()),
        up=tuple(scale.ticks()),
        keys=tuple(Key(giver=givers[s], path=outline(s, 8, 9), shape=s) for s in sorted(givers)),
        logarithmic=scale.logarithmic,
        one_day=one_day,
        undated=len(marks) - len(dated),
        has_open=any(d.arrow for d in drawn),
        has_about=any(m.approximate for m in dated),
        has_printed=any(not m.dated for m in dated),
    )


def _place(m: Mark, n: int, axis: "_Days", scale: "_Scale") -> tuple[float, float, float, float]:
    x0, x1 = axis.at(read_day(m.first), n), axis.at(read_day(m.last), n)
    known = [v for v in (m.low, m.high) if v is not None]
    y = sum(scale.at(v) for v in known) / len(known)
    return (x0 + x1) / 2, x0, x1, y


def _find_room(
    x: float, y: float, words: str, sub: str, size: Size, boxes: list[tuple[float, float, float, float]]
) -> tuple[float, float, str, bool]:
    """A place for a label near its mark that covers no other; the box is taken where there is one."""
    width = max(len(words) * _CHARACTER * 1.12, len(sub) * _CHARACTER * 0.92)
    for dx, dy, anchor in ((13, -1, "start"), (-13, -1, "end"), (13, -24, "start"), (-13, -24, "end"), (13, 24, "start")):
        left = x + dx if anchor == "start" else x + dx - width
        top = y + dy - 13
        box = (left, top, left + width, top + (32 if sub else 17))
        inside = left >= size.left + 2 and box[2] <= size.width - 2 and top >= 2 and box[3] <= size.height - size.bottom + 12
        if inside and not any(a < box[2] and box[0] < c and b < box[3] and box[1] < d for a, b, c, d in boxes):
            boxes.append(box)
            return x + dx, y + dy, anchor, True
    return x, y, "start", False


#: What is smaller lies at nought on any axis, what is larger beyond its end: neither has logarithms or steps to count by.
_LEAST, _MOST = 1e-12, 1e300


class _Scale:
    """Values to heights: from nought, or logarithmic where they lie far apart."""

    def __init__(self, values: Sequence[float], size: Size, whole: float | None) -> None:
        finite = [v if abs(v) >= _LEAST else 0.0 for v in values if abs(v) <= _MOST] or [0.0]
        self._low, self._high = min(finite), max(finite)
        self._size = size
        self.logarithmic = self._low > 0 and self._high / self._low >= LOG_RATIO
        if self.logarithmic:
            self._low, self._high = 10 ** math.floor(math.log10(self._low)), 10 ** math.ceil(math.log10(self._high) - 1e-9)
        else:
            self._low = min(self._low, 0.0)
            step = _nice_step((self._high - self._low) or 1.0)
            self._step = step
            self._high += (self._high - self._low) * 0.12 or step
            if whole is not None and max(finite) <= whole < self._high:
                self._high = whole
            self._low = math.floor(self._low / step) * step

    def at(self, value: float) -> float:
        """The height of a value."""
        s = self._size
        if not math.isfinite(value):
            value = self._high
        if self.logarithmic:
            share = (math.log10(value) - math.log10(self._low)) / (math.log10(self._high) - math.log10(self._low))
        else:
            share = (value - self._low) / (self._high - self._low)
        return round(s.height - s.bottom - min(max(share, 0.0), 1.0) * (s.height - s.top - s.bottom), 1)

    def ticks(self) -> list[Tick]:
        """The marks of the axis."""
        if self.logarithmic:
            first, last = round(math.log10(self._low)), round(math.log10(self._high))
            by = max(1, (last - first) // 6)
            return [Tick(at=self.at(10.0**e), text=tell_number(10.0**e)) for e in range(first, last + 1, by)]
        steps = math.floor((self._high - self._low) / self._step + 1e-9)
        return [Tick(at=self.at(v), text=tell_number(v)) for v in (self._low + n * self._step for n in range(steps + 1))]


def _nice_step(span: float) -> float:
    raw = span / 4
    size = 10.0 ** math.floor(math.log10(raw))
    return size * next(k for k in (1, 2, 2.5, 5, 10) if raw / size <= k + 1e-9)


class _Days:
    """Days to places across; where all are one day, the marks are spread in order."""

    def __init__(self, days: Sequence[dt.date], size: Size, *, spread: int) -> None:
        self._size = size
        self._spread = spread
        numbers = [d.toordinal() for d in days] or [1]
        self._low, self._high = min(numbers), max(numbers)
        room = max((self._high - self._low) * 0.03, 0.5)
        self._a, self._b = self._low - room, self._high + room

    def at(self, day: dt.date | None, n: int) -> float:
        """The place of a day, or of the nth mark where all are one day."""
        s = self._size
        width = s.width - s.left - s.right
        if self._spread:
            return round(s.left + width * (n + 0.5) / self._spread, 1)
        number = day.toordinal() if day else self._low
        return round(s.left + width * (number - self._a) / (self._b - self._a), 1)

    def ticks(self) -> list[Tick]:
        """The marks of the axis: days, months or years, as many as there is room for."""
        room = 6 if self._size.kind == "wide" else 3
        days = self._high - self._low
        for step in (1, 2, 5, 7, 14):
            if days / step <= room:
                starts = [dt.date.fromordinal(n) for n in range(self._low, self._high + 1, step)]
                return [Tick(at=self.at(d, 0), text=f"{d.day} {d:%b}") for d in starts]
        first, last = dt.date.fromordinal(self._low), dt.date.fromordinal(self._high)
        for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
            if days / 30.4 / months <= room:
                ticks = self._month_ticks(first, last, months)
                return ticks if len(ticks) > 1 else self._end_ticks(first, last)
        return self._end_ticks(first, last)

    def _end_ticks(self, first: dt.date, last: dt.date) -> list[Tick]:
        ends = ((first, "start"), (last, "end"))
        return [Tick(at=self.at(d, 0), text=f"{d.day} {d:%b %Y}", anchor=anchor) for d, anchor in ends]

    def _month_ticks(self, first: dt.date, last: dt.date, months: int) -> list[Tick]:
        at = (first.year * 12 + first.month - 1 + months - 1) // months * months
        ticks: list[Tick] = []
        while at <= last.year * 12 + last.month - 1:
            day = dt.date(at // 12, at % 12 + 1, 1)
            if first <= day:
                text = str(day.year) if months >= 12 else f"{day:%b %Y}" if not ticks or day.month <= months else f"{day:%b}"
                ticks.append(Tick(at=self.at(day, 0), text=text))
            at += months
        return ticks
