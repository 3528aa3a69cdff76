"""The days on which an article was probably published, by all that speaks for one weighed together.

Where bounds leave much open, a weight is given to each day: by the articles of the story whose day is known, the more alike the
nearer; by the weekdays told as past, of which the latest is mostly the day of publication or the one before, and which others
may date; by the latest full date told as past; and by the bounds, which hold nearly always. The interval is the shortest run of
days that has `MASS` of the weight.

Source: shares and lengths were counted on the dated articles of Timeline17 (Tran et al. 2013), without its topics that onrecord
is measured on, and rounded.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.group.days.mentions import Mention, Told
from onrecord.group.days.weeks import Support

#: The share of the weight that an interval has at least.
MASS = 0.8
#: How often the latest weekday told as past is so many days before publication: where it is the only one, and with others.
_ONE = (0.51, 0.25, 0.11, 0.05, 0.03, 0.03, 0.02)
_SEVERAL = (0.76, 0.17, 0.03, 0.015, 0.01, 0.008, 0.007)
#: What a weekday counts for on the day that others put it on, beside those on which they do not.
_DATED = 3.0
#: Articles alike in their telling words lie some days apart, or without bearing on each other some weeks.
_NEAR, _FAR, _FAR_SHARE = 3.0, 30.0, 0.5
#: The power of its likeness that an article counts with; what one without any likeness counts; how many are looked at.
_POWER, _LEAST, _MOST_ALIKE = 4, 0.05, 24
#: A story is looked for so many days beyond its articles of known day, an article so many days after its own latest date.
_BEYOND, _AFTER = 60, 120
#: After so many days a date told counts half; a day before it counts little, a day that the bounds exclude too.
_HALF, _BEFORE, _EXCLUDED = 20, 0.03, 0.05
#: Who calls days by their weekday seldom gives the date of one of the last seven.
_SAME_WEEK = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article of the story whose day is known, with its likeness (0 to 1) and its name."""

    day: date
    sim: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The first and last day of the interval, and in plain words what it rests on beside the bounds."""

    earliest: date
    latest: date
    reason: str


def weigh_days(
    told: Told,
    neighbours: Sequence[Neighbour],
    *,
    supports: Sequence[Support] = (),
    background: frozenset[date] = frozenset(),
    earliest: date | None = None,
    latest: date | None = None,
) -> Weighed | None:
    """The most probable days, of which `earliest` and `latest` are the bounds found; None where nothing gives a hold.

    The `background` are the days that a story tells of again and again: they say nothing of when an article was written.
    """
    alike = sorted(neighbours, key=lambda n: (-n.sim, n.day, n.name))[:_MOST_ALIKE]
    dated = [m for m in told.mentions if m.past and _day_of(m) and _day_of(m) not in background]
    last = max(dated, key=lambda m: (_day_of(m) or date.min, m.exact), default=None)
    news = _day_of(last) if last else None
    days = _list_days(alike, news, earliest, latest)
    if not days or not (alike or news):
        return None
    weekdays = {m.number: m.exact for m in told.mentions if m.form == "weekday" and m.past and not m.turned}
    weights = []
    for day in days:
        weight = _weigh_neighbours(day, alike) * _weigh_news(day, news, named=bool(weekdays)) * _weigh_weekdays(day, weekdays)
        weight *= math.prod(1 + _DATED * s.days.get(_back(day, s.number), 0.0) for s in supports)
        weights.append(weight if (earliest or date.min) <= day <= (latest or date.max) else weight * _EXCLUDED)
    first, final = _shorten(weights)
    reasons = []
    if weekdays:
        reasons.append(f"its text tells of {' and '.join(sorted(weekdays.values()))} as just past")
    if last:
        reasons.append(f"'{last.exact}' is the latest date in it")
    if alike:
        reasons.append(f"the most alike article of a known day is {alike[0].name} of {alike[0].day.isoformat()}")
    return Weighed(earliest=days[first], latest=days[final], reason=", ".join(reasons))


def _day_of(mention: Mention) -> date | None:
    return mention.earliest if mention.form == "known" and mention.earliest == mention.latest else None


def _back(day: date, number: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - (day.isoweekday() - number) % 7))


def _list_days(alike: Sequence[Neighbour], news: date | None, earliest: date | None, latest: date | None) -> list[date]:
    """The days around the neighbours, after the latest date told and within the bounds next to their ends."""
    stretches = [(n.day.toordinal() - _BEYOND, n.day.toordinal() + _BEYOND) for n in alike]
    if news:
        stretches.append((news.toordinal(), news.toordinal() + _AFTER))
    if earliest:
        stretches.append((earliest.toordinal(), earliest.toordinal() + _BEYOND))
    if latest:
        stretches.append((latest.toordinal() - _BEYOND, latest.toordinal()))
    ordinals = {n for first, last in stretches for n in range(first, last + 1)}
    return [date.fromordinal(n) for n in sorted(ordinals) if 1 <= n <= date.max.toordinal()]


def _weigh_neighbours(day: date, alike: Sequence[Neighbour]) -> float:
    if not alike:
        return 1.0
    counts = [max(_LEAST, n.sim) ** _POWER for n in alike]
    falls = [_fall(abs((day - n.day).days)) for n in alike]
    return math.fsum(count * fall for count, fall in zip(counts, falls, strict=True)) / math.fsum(counts)


def _fall(days: int) -> float:
    """A mixture of two exponentials."""
    return (1 - _FAR_SHARE) * math.exp(-days / _NEAR) / _NEAR + _FAR_SHARE * math.exp(-days / _FAR) / _FAR


def _weigh_news(day: date, news: date | None, *, named: bool) -> float:
    if not news:
        return 1.0
    if day < news:
        return _BEFORE
    ago = (day - news).days
    return _HALF / (_HALF + ago) * (_SAME_WEEK if named and ago < 7 else 1.0)


def _weigh_weekdays(day: date, weekdays: dict[int, str]) -> float:
    if not weekdays:
        return 1.0
    return (_ONE if len(weekdays) == 1 else _SEVERAL)[min((day.isoweekday() - n) % 7 for n in weekdays)]


def _shorten(weights: Sequence[float]) -> tuple[int, int]:
    """The shortest run that has the mass, the earliest of those as short; the indexes of its ends."""
    needed = MASS * math.fsum(weights) * (1 - 1e-9)
    best = (0, len(weights) - 1)
    first, held = 0, 0.0
    for final, weight in enumerate(weights):
        held += weight
        while first < final and held - weights[first] >= needed:
            held -= weights[first]
            first += 1
        if held >= needed and final - first < best[1] - best[0]:
            best = (first, final)
    return best
