"""What follows for the day of publication from what an article says of time."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.group.days.matches import Match
from onrecord.group.days.mentions import Mention, Told

_WEEK = timedelta(days=6)
#: A day longer ago than this is told with its year.
_YEAR = timedelta(days=300)
#: How far apart articles that share rare wording beyond one sentence are taken to lie.
_NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The first and last day that something said allows (None is open), how strong it is, and why in plain words."""

    earliest: date | None = None
    latest: date | None = None
    strength: float = 1.0
    reason: str = ""


def bound_by_own_text(told: Told, *, announced: Set[date] = frozenset()) -> list[Bound]:
    """What the article's own dated mentions tell.

    It is not before them, unless other articles name the day before it comes (`announced`); less than a year after a day that
    it names without its year; and within a week of a full date at its head that it also calls by its weekday.
    """
    known = [
        m for m in told.mentions if m.form == "known" and m.past and m.earliest and (m.heads or m.earliest not in announced)
    ]
    if not known:
        return []
    last = max(known, key=lambda m: (m.earliest or date.min, m.exact))
    bounds: list[Bound] = [Bound(earliest=last.earliest, strength=3.0, reason=f"after '{last.exact}' in its text")]
    if last.yearless and last.latest:
        bounds.append(Bound(latest=_add(last.latest, _YEAR), strength=2.0, reason=f"'{last.exact}' is given without its year"))
    if last.heads and last.earliest:
        weekday = last.earliest.isoweekday()
        named = [m for m in told.mentions if m.form == "weekday" and m.number == weekday and m.past]
        if named:
            reason = f"'{named[0].exact}' in its text is taken to be that day"
            bounds.append(Bound(earliest=last.earliest, latest=_add(last.earliest, _WEEK), strength=2.0, reason=reason))
    return bounds


def bound_by_match(match: Match, *, name: str) -> Bound | None:
    """What follows where another article tells the same with a day or month that is known."""
    first, last = match.known.earliest, match.known.latest
    if not first or not last:
        return None
    days = _days_of(match.said, first, last)
    if not days:
        return None
    reason = f"'{match.said.exact}' in its text is {_show(match.known)} in {name}"
    return Bound(earliest=days[0], latest=days[1], strength=1.0 + match.sim_words, reason=reason)


def bound_by_nearness(day: date, shared: int, *, name: str) -> Bound:
    """What follows from rare wording that the article shares with one of a known day."""
    reason = f"shares wording of {shared} sentences with {name} of {day.isoformat()}"
    return Bound(earliest=_add(day, -_NEAR), latest=_add(day, _NEAR), strength=min(0.9, shared / 20), reason=reason)


def _days_of(said: Mention, first: date, last: date) -> tuple[date, date] | None:
    """The days of publication on which `said` would mean the days from `first` to `last`."""
    day = first if first == last else None
    if said.form == "weekday" and said.turned and day and day.isoweekday() == said.number:
        # some say "last Tuesday" of the latest, some of the one before
        return (_add(day, timedelta(days=1)), _add(day, 2 * _WEEK)) if said.past and said.exact[:4].lower() == "last" else None
    if said.form == "weekday" and day and day.isoweekday() == said.number:
        return (day if said.past else _add(day, -_WEEK)), _add(day, _WEEK)
    if said.form == "month" and said.past and first.month == last.month == said.number and first.year == last.year:
        return date(first.year, first.month, 1), _add(date(first.year + 1, first.month, 1), -timedelta(days=1))
    if said.form in {"last year", "this year"} and first.year == last.year:
        year = first.year + (1 if said.form == "last year" else 0)
        return date(year, 1, 1), date(year, 12, 31)
    if said.form in {"last month", "this month"} and (first.year, first.month) == (last.year, last.month):
        begin = first.replace(day=1)
        if said.form == "last month":
            begin = _add(begin, timedelta(days=31)).replace(day=1)
        return begin, _add(_add(begin, timedelta(days=31)).replace(day=1), -timedelta(days=1))
    if said.form in {"today", "yesterday"} and day:
        # A rewritten text keeps the word for a day or so.
        return day, _add(day, timedelta(days=2 if said.form == "yesterday" else 1))
    return None


def _show(known: Mention) -> str:
    first, last = known.earliest, known.latest
    if first is None or last is None or first == last:
        return str(first)
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else str(first.year)


def _add(day: date, delta: timedelta) -> date:
    try:
        return day + delta
    except OverflowError:
        return day
