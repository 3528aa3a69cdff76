"""The days on which an article was probably published, by all that speaks for one weighed together.

Where bounds leave much open, a weight is given to each day: by how the story lies in time, and by its articles of known day,
the more alike the nearer; by the weekdays told as past, of which the latest is mostly the day of publication or the one
before, and which others may date; by the latest full date and the months told as past, and the last day still to come; and by
the bounds. The interval is the shortest run of days that has enough of the weight for `MASS` of the articles.

Source: shares and lengths were counted on four topics of Timeline17 (Tran et al. 2013: the protests in Egypt, the financial
crisis, the war in Iraq, the death of a singer), the odds of shared wording on these and on Wikinews events. What the latest
date and the weekdays at the head count was fitted (the true days most likely, held near the counts) on groups of articles of
these topics and of PolNeAR (Newell et al. 2018) of 7 to 90 days, with one to all but one of their days known; how long ago a
month is was counted on both. What is told of dates and weekdays counts less than alone, since it is not independent. How far
beyond its known days a story runs, what neighbours and bounds count and how much weight an interval needs was fitted on 3,232
cases of groups of 7 to 150 days of the same five, with none to all but one of their days known; what it counts that a story
tells one event on a third of these and on five Wikinews events, counted sixfold. The other topics and events serve to measure
how often the interval holds.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.group.days.events import add_days
from onrecord.group.days.mentions import Mention, Told
from onrecord.group.days.spread import Spread
from onrecord.group.days.weeks import Support

#: The share of articles whose day an interval is said to hold, at the least.
MASS = 0.8
#: The share of the weight that it is given for that: four fifths hold so also in stories that run for five months, of which a
#: few articles of known day tell little. Where articles tell one event (from that unity on), it needs no more than it says.
_KEPT, _ONE_EVENT = 0.88, 0.2
#: An interval longer than this says nothing.
_LONGEST = 365
#: What a day counts by how many days ago the latest weekday told as past is, by how many of them are told.
_LATEST = {
    1: (0.48, 0.42, 0.25, 0.15, 0.14, 0.12, 0.1),
    2: (0.64, 0.4, 0.21, 0.12, 0.07, 0.04, 0.04),
    3: (0.88, 0.24, 0.09, 0.04, 0.03, 0.03, 0.03),
}
#: What a day counts besides by how many days ago the latest weekday told as past at the head is, where the news is told.
_AT_HEAD = (1.9, 2.9, 0.8, 0.7, 0.7, 0.6, 0.8)
#: What it counts besides where the text says "earlier Tuesday" or "later Tuesday": that is mostly of the day itself.
_OF_THE_DAY = (2.5, 1.0, 0.2, 0.1, 0.1, 0.1, 0.3)
#: How many sentences are the head.
_HEAD = 3
#: What a weekday counts for on the day that others put it on, beside those on which they do not.
_DATED = 3.0
#: Articles alike in their telling words lie some days apart, this share of them; the others lie as the story does, or anywhere.
_NEAR, _NEAR_SHARE, _ANYWHERE = 4.0, 0.39, 0.00005
#: Where all articles of a story tell one event: by how much more that share is, and as a factor how much fewer lie anywhere.
_MORE_NEAR, _NOT_ANYWHERE = 0.09, 0.12
#: Articles that share wording which hardly any other has are so near each other; what a share counts against all else, as the
#: odds at `_SHARE` and the power with which they grow.
_SAME_NEWS, _ODDS, _SHARE, _GROWTH = 1.27, 0.3, 0.03, 0.58
#: The power of its likeness that an article counts with; what one without any likeness counts; how many are looked at.
_POWER, _LEAST, _MOST_ALIKE = 2, 0.05, 24
#: An article is looked for so many days before and after those of its story, and after its own latest date.
_BEYOND = 240
#: No farther than this from the article most alike, however long the story runs.
_FARTHEST = 1500
#: What a day that the bounds exclude counts.
_EXCLUDED = 0.5
#: What a day counts on which the latest date told as past lies less than so many days ago, where the text calls no past day
#: by its weekday and where it does: who does seldom gives the date of one of the last seven.
_LAST = ((-30, 0.002), (0, 0.026), (1, 1.44), (2, 0.24), (4, 0.08), (7, 0.09), (14, 0.06), (30, 0.04), (60, 0.02))
_LAST_NAMED = ((-30, 0.002), (0, 0.013), (1, 0.46), (2, 0.32), (4, 0.11), (7, 0.07), (14, 0.14), (30, 0.09), (60, 0.03))
_LONG_AGO = 0.02
#: What one of the last seven days counts that is given by its date where the text calls the same day of the week by its name.
_GIVEN_TWICE = 0.3
#: What a day counts by how many months ago a month told as past is ("in April"), and one that is called the last of its name.
_MONTHS_AGO = (0.55, 2.25, 2.1, 1.65, 1.05, 1.0, 1.0, 0.5, 0.5, 0.65, 0.45, 0.45)
_LAST_MONTHS_AGO = (0.65, 0.65, 0.8, 1.0, 0.8, 1.0, 0.8, 1.15, 1.15, 1.6, 1.45, 0.8)
#: What a day counts by how far ahead the last day told as to come lies: less than so many days.
_AHEAD = ((0, 0.25), (7, 1.0), (30, 0.8))
_LONG_AHEAD = 0.6
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article of known day: its likeness (0 to 1), its name, and the share of wording that the two have and few others."""

    day: date
    sim: float
    name: str
    shared: float = 0.0


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
    spread: Spread | None = None,
    unity: float = 0.0,
    background: frozenset[date] = frozenset(),
    earliest: date | None = None,
    latest: date | None = None,
) -> Weighed | None:
    """The most probable days, of which `earliest` and `latest` are the bounds found; None where nothing gives a hold.

    `spread` is how the story lies in time, by the neighbours where it is not given; `unity` is how far its articles tell one
    event, 0 to 1. The `background` are the days that a story tells of again and again: they say nothing of when an article was
    written.
    """
    alike = sorted(neighbours, key=lambda n: (-n.sim, n.day, n.name))[:_MOST_ALIKE]
    last = _find_last(told, background)
    news = _day_of(last) if last else None
    if not alike:
        return _weigh_alone(told, last, earliest=earliest, latest=latest) if last else None
    spread = spread or Spread((n.day for n in neighbours), unity=unity)
    days = _list_days(spread, alike, news, earliest, latest)
    weekdays = {m.number: m.exact for m in told.mentions if m.form == "weekday" and m.past and not m.turned}
    at_head = {m.number for m in told.mentions if m.form == "weekday" and m.past and not m.turned and m.at < _HEAD}
    of_the_day = {n for n, exact in weekdays.items() if exact.lower().startswith(("earlier ", "later "))}
    past_months = [m for m in told.mentions if m.form == "month" and m.past]
    months = {(m.number, m.exact[:4].lower() == "last"): m.exact for m in past_months}
    coming = [m for m in told.mentions if not m.past and (_day_of(m) or date.min) > (news or date.min)]
    ahead = max(coming, key=lambda m: (_day_of(m) or date.min, m.exact), default=None)
    weights = []
    for day in days:
        weight = _weigh_neighbours(day, alike, spread, unity) * _weigh_news(day, news, weekdays)
        weight *= _weigh_weekdays(day, weekdays) * _weigh_months(day, months)
        weight *= _weigh_latest(day, at_head, _AT_HEAD) * _weigh_latest(day, of_the_day, _OF_THE_DAY)
        weight *= _weigh_ahead(day, _day_of(ahead) if ahead else None)
        weight *= math.prod(1 + _DATED * s.days.get(_back(day, s.number), 0.0) for s in supports)
        weights.append(weight if (earliest or date.min) <= day <= (latest or date.max) else weight * _EXCLUDED)
    first, final = _shorten(weights, kept=_KEPT - (_KEPT - MASS) * min(1.0, unity / _ONE_EVENT))
    first = _after_weekday(days, weights, weekdays, first, final)
    if (days[final] - days[first]).days > _LONGEST:
        return None
    reasons = []
    if weekdays:
        reasons.append(f"its text tells of {' and '.join(sorted(weekdays.values()))} as just past")
    if last:
        reasons.append(f"'{last.exact}' is the latest date in it")
    if months:
        reasons.append(f"it tells of {' and '.join(sorted(months.values()))} as past")
    if ahead:
        reasons.append(f"'{ahead.exact}' is not told as past in it")
    reasons.append(f"the most alike article of a known day is {alike[0].name} of {alike[0].day.isoformat()}")
    return Weighed(earliest=days[first], latest=days[final], reason=", ".join(reasons))


def _weigh_alone(told: Told, last: Mention, *, earliest: date | None, latest: date | None) -> Weighed | None:
    """The week of the latest full date, where the article has it at its head and tells of no later month or year.

    A date within the last year is told without its year, but for the day of the news: others lie back by years.
    """
    day = _day_of(last)
    if not day or last.yearless or last.at >= _HEAD or any(m.past and m.earliest and m.earliest > day for m in told.mentions):
        return None
    first, final = max(day, earliest or day), min(add_days(day, _WEEK), latest or date.max)
    reason = f"'{last.exact}' at its head is the latest date in it"
    return Weighed(earliest=first, latest=final, reason=reason) if first <= final else None


def find_latest(told: Told, *, background: frozenset[date]) -> date | None:
    """The latest day that an article tells as past, other than those that its story tells of again and again."""
    last = _find_last(told, background)
    return _day_of(last) if last else None


def _find_last(told: Told, background: frozenset[date]) -> Mention | None:
    dated = [m for m in told.mentions if m.past and _day_of(m) and _day_of(m) not in background]
    return max(dated, key=lambda m: (_day_of(m) or date.min, m.exact), default=None)


def _day_of(mention: Mention) -> date | None:
    return mention.earliest if mention.form == "known" and mention.earliest == mention.latest else None


def _back(day: date, number: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - (day.isoweekday() - number) % 7))


def _list_days(
    spread: Spread, alike: Sequence[Neighbour], news: date | None, earliest: date | None, latest: date | None
) -> list[date]:
    """The days of the story and around it, after the latest date told and within the bounds next to their ends."""
    around = [n.day.toordinal() for n in alike]
    first, last = spread.ends or (around[0], around[0])
    first, last = max(min(first, *around), around[0] - _FARTHEST), min(max(last, *around), around[0] + _FARTHEST)
    stretches = [(first - _BEYOND, last + _BEYOND)]
    if news:
        stretches.append((news.toordinal(), news.toordinal() + _BEYOND))
    if earliest:
        stretches.append((earliest.toordinal(), earliest.toordinal() + _BEYOND))
    if latest:
        stretches.append((latest.toordinal() - _BEYOND, latest.toordinal()))
    ordinals = {n for first, last in stretches for n in range(first, last + 1)}
    return [date.fromordinal(n) for n in sorted(ordinals) if 1 <= n <= date.max.toordinal()]


def _weigh_neighbours(day: date, alike: Sequence[Neighbour], spread: Spread, unity: float) -> float:
    counts = [max(_LEAST, n.sim) ** _POWER for n in alike]
    falls = [math.exp(-abs((day - n.day).days) / _NEAR) / (2 * _NEAR) for n in alike]
    near = math.fsum(count * fall for count, fall in zip(counts, falls, strict=True)) / math.fsum(counts)
    share = _NEAR_SHARE + _MORE_NEAR * unity
    weight = share * near + (1 - share) * spread.weigh(day) + _ANYWHERE * math.pow(_NOT_ANYWHERE, unity)
    odds = [_ODDS * (n.shared / _SHARE) ** _GROWTH if n.shared else 0.0 for n in alike]
    same = [math.exp(-abs((day - n.day).days) / _SAME_NEWS) * math.tanh(0.5 / _SAME_NEWS) for n in alike]
    told = math.fsum(o * s for o, s in zip(odds, same, strict=True))
    return (weight + told) / (1 + math.fsum(odds))


def _weigh_news(day: date, news: date | None, weekdays: Collection[int]) -> float:
    if not news:
        return 1.0
    ago = (day - news).days
    weight = _look_up(_LAST_NAMED if weekdays else _LAST, ago, beyond=_LONG_AGO)
    return weight * (_GIVEN_TWICE if 0 <= ago < 7 and news.isoweekday() in weekdays else 1.0)


def _weigh_weekdays(day: date, weekdays: Collection[int]) -> float:
    if not weekdays:
        return 1.0
    return _LATEST[min(len(weekdays), max(_LATEST))][_days_since(day, weekdays)]


def _weigh_latest(day: date, weekdays: Collection[int], table: Sequence[float]) -> float:
    return table[_days_since(day, weekdays)] if weekdays else 1.0


def _days_since(day: date, weekdays: Collection[int]) -> int:
    """How many days ago the latest of the weekdays was."""
    return min((day.isoweekday() - n) % 7 for n in weekdays)


def _weigh_months(day: date, months: Collection[tuple[int, bool]]) -> float:
    """By the months told as past, each with whether it is called the last of its name."""
    return math.prod((_LAST_MONTHS_AGO if last else _MONTHS_AGO)[(day.month - month) % 12] for month, last in months)


def _weigh_ahead(day: date, ahead: date | None) -> float:
    return _look_up(_AHEAD, (ahead - day).days, beyond=_LONG_AHEAD) if ahead else 1.0


def _look_up(steps: Sequence[tuple[int, float]], days: int, *, beyond: float) -> float:
    """The weight of the first step that the days are less than."""
    return next((weight for limit, weight in steps if days < limit), beyond)


def _after_weekday(days: Sequence[date], weights: Sequence[float], weekdays: Collection[int], first: int, final: int) -> int:
    """Where an interval of less than a week begins: with the weekday told as past last before its likeliest day, or later.

    On the days before that weekday the article would tell of one a week earlier.
    """
    if not weekdays or (days[final] - days[first]).days >= _WEEK:
        return first
    likeliest = max(range(first, final + 1), key=lambda k: (weights[k], -k))
    told = add_days(days[likeliest], -_days_since(days[likeliest], weekdays))
    return next(k for k in range(first, likeliest + 1) if days[k] >= told)


def _shorten(weights: Sequence[float], *, kept: float) -> tuple[int, int]:
    """The shortest run that has the share `kept` of the weight, the earliest of those as short; the indexes of its ends."""
    needed = kept * math.fsum(weights) * (1 - 1e-9)
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
