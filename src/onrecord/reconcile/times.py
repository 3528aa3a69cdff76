"""Times: what two figures are for, and which came later."""

from datetime import date

from onrecord.language.units import is_measure
from onrecord.reconcile.items import Quantity

# An as-of time longer than a month says too little for two figures to exclude each other.
_LONGEST = 31


def days_between(first: str | None, last: str | None) -> int | None:
    """Days from the one to the other, None where either is unknown."""
    try:
        return (date.fromisoformat(last or "") - date.fromisoformat(first or "")).days
    except ValueError:
        return None


def is_short(q: Quantity) -> bool:
    """Whether a figure is for a time short enough to be compared."""
    length = days_between(q.first, q.last)
    return length is not None and length < _LONGEST


def overlap_in_time(a: Quantity, b: Quantity) -> bool:
    """Whether the times that both are for are short and have a day in common."""
    return is_short(a) and is_short(b) and (a.first or "") <= (b.last or "") and (b.first or "") <= (a.last or "")


def is_count(q: Quantity) -> bool:
    """Whether people or things are counted, whose number grows as more is known, rather than a rate, sum or measure."""
    return not is_measure(q.figure.unit)


def are_of_one_time(a: Quantity, b: Quantity) -> bool:
    """Whether both are for one time.

    A figure without an as-of day of its own speaks for its day of publication alone. A count of one day that is given on
    another ("14 are now known to have died on Tuesday") is the later one.
    """
    between = days_between(a.day, b.day)
    if not overlap_in_time(a, b) or (is_count(a) and between != 0):
        return False
    return (a.stated and b.stated) or (between is not None and abs(between) <= 1)


def are_of_one_past(a: Quantity, b: Quantity) -> bool:
    """Whether both are counts for one stated time that was long over when each was given: such a count no longer grows."""
    if not (is_count(a) and a.stated and b.stated and (a.first, a.last) == (b.first, b.last)):
        return False
    since = [days_between(q.last, q.day) for q in (a, b)]
    return all(days is not None and days >= _LONGEST for days in since)


def is_later(a: Quantity, b: Quantity) -> bool:
    """Whether the second is for a later time than the first, or a count for the same time given later."""
    if is_count(a) and overlap_in_time(a, b):
        return (a.day or "9999") < (b.day or "")
    return is_short(a) and is_short(b) and (a.last or "") < (b.first or "")


def show_day(day: str | None) -> str:
    """A day as reasons tell it: 12 March 2031."""
    parsed = date.fromisoformat(day or "")
    return f"{parsed.day} {parsed:%B %Y}"
