"""The weekdays that an article tells of as one system: they all lie in the week that ends with its publication."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.group.days.bounds import Bound
from onrecord.group.days.events import Events, Placed, add_days
from onrecord.group.days.matches import Index
from onrecord.group.days.mentions import Mention, Told

#: What a likeness counts where the other article names no day and is published that many days after the weekday.
_UNNAMED = (0.6, 0.3)
#: Evidence for a week below this is none; a day with this share of the best one's evidence is kept beside it.
_ENOUGH = 0.35
#: The words of a sentence alone tell its day where so much of what fits the weekday is on one day, and count so much.
_SHARE = 0.6
_WORDS = 3.0
_RUNNER_UP = 0.6
#: How many sentences are the head of an article, where it tells its news.
_HEAD = 3
#: The latest days come first in a reason; more of them would not be read.
_MAX_REASONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The days that a weekday (`number`) in the text can be, with the evidence for each (0 to 1), and the reason in words.

    `alike` are the days that a sentence like its own names, or that rest on an event; the others rest on words alone.
    """

    number: int
    days: Mapping[date, float]
    reasons: Mapping[date, str]
    alike: frozenset[date]


def bound_by_weekdays(
    told: Told, index: Index, events: Events, published: Mapping[str, date], *, names: Mapping[str, str], floor: date
) -> list[Bound]:
    """The days of publication on which most of the article's weekdays are those on which others tell the same.

    The latest weekday told is the news where it stands at the head: published that day or the next. Two weekdays lie close
    before publication, one alone anywhere in the week.
    """
    said = _say(told)
    placed = [p for offset in told.offsets if offset.past and (p := events.place(offset))]
    bounds = [Bound(earliest=p.day, strength=1.0 + p.share, reason=_tell(p)) for p in placed]
    long = len(told.sentences) > _HEAD
    supports = support_weekdays(told, index, events, published, names=names)
    supports += [
        Support(number=p.offset.weekday, days={p.day: p.share}, reasons={p.day: _tell(p)}, alike=frozenset({p.day}))
        for p in placed
        if p.offset.weekday
    ]
    scores: dict[date, float] = {}
    for candidate in sorted({add_days(day, more) for s in supports for day in s.days for more in range(7)}):
        if candidate < floor:
            continue
        scores[candidate] = math.fsum(s.days.get(_back(candidate, s.number), 0.0) for s in supports)
    best = max((score for day, score in scores.items() if _is_grounded(day, supports)), default=0.0)
    if best < _ENOUGH:
        return bounds
    kept = [
        day
        for day, score in scores.items()
        if score >= _RUNNER_UP * best and _is_grounded(day, supports) and _is_near(day, said, long=long)
    ]
    if not kept:
        return bounds
    top = max(kept, key=lambda day: (scores[day], -day.toordinal()))
    reasons = sorted({(_back(top, s.number), s.reasons.get(_back(top, s.number), "")) for s in supports}, reverse=True)
    told_by = ", ".join([reason for _, reason in reasons if reason][:_MAX_REASONS])
    bounds.append(Bound(earliest=kept[0], latest=kept[-1], strength=1.0 + best, reason=told_by))
    return bounds


def support_weekdays(
    told: Told, index: Index, events: Events, published: Mapping[str, date], *, names: Mapping[str, str]
) -> list[Support]:
    """The evidence for the days that the article's past weekdays can be."""
    covered = _cover(published)
    once = {(m.at, m.number): m for m in _say(told)}.values()
    return [_support(m, index, events, published, names=names, covered=covered) for m in once]


def _say(told: Told) -> list[Mention]:
    return [m for m in told.mentions if m.form == "weekday" and m.past and not m.turned]


def _is_grounded(day: date, supports: Sequence[Support]) -> bool:
    """Whether more than single words speak for that day of publication."""
    return any(_back(day, s.number) in s.alike for s in supports)


def _tell(placed: Placed) -> str:
    return f"'{placed.offset.exact}' in its text counts from {placed.event.isoformat()} and is {placed.day.isoformat()}"


def _support(
    said: Mention, index: Index, events: Events, published: Mapping[str, date], *, names: Mapping[str, str], covered: float
) -> Support:
    """The days of that weekday on which other articles tell the same."""
    found: dict[date, dict[str, float]] = {}
    for known, sim in index.near_known(said.words):
        day = known.earliest
        if known.article != said.article and day and day == known.latest and day.isoweekday() == said.number:
            by_article = found.setdefault(day, {})
            by_article[known.article] = max(sim, by_article.get(known.article, 0.0))
    for article, sim in index.near_undated(said.words):
        day = published.get(article)
        back = (day.isoweekday() - said.number) % 7 if day else 7
        if article != said.article and day and back < len(_UNNAMED):
            by_article = found.setdefault(add_days(day, -back), {})
            by_article[article] = max(sim * _UNNAMED[back], by_article.get(article, 0.0))
    days = {day: 1.0 - math.prod(1.0 - sim for _, sim in sorted(by.items())) for day, by in sorted(found.items())}
    fitting = {day: score for day, score in events.weigh(said.words).items() if day.isoweekday() == said.number}
    whole = math.fsum(fitting.values())
    for day, score in fitting.items():
        if score >= _SHARE * whole:
            days[day] = 1.0 - (1.0 - days.get(day, 0.0)) * (1.0 - min(0.5, _WORDS * covered * score))
    reasons = {day: f"'{said.exact}' in its text is {day.isoformat()} in what the others tell of it" for day in days}
    reasons |= {
        day: f"'{said.exact}' in its text is {day.isoformat()} in {names[max(by, key=lambda a: (by[a], a))]}"
        for day, by in found.items()
    }
    return Support(number=said.number, days=days, reasons=reasons, alike=frozenset(found))


def _cover(published: Mapping[str, date]) -> float:
    """The share of the story's weeks, and of one before and after, in which articles of a known day were published."""
    weeks = {day.toordinal() // 7 for day in published.values()}
    share = len(weeks) / (max(weeks) - min(weeks) + 2) if weeks else 0.0
    return share if share >= 0.5 else 0.0


def _back(day: date, number: int) -> date:
    """The last day of that weekday up to `day`."""
    return add_days(day, -((day.isoweekday() - number) % 7))


def _is_near(day: date, said: Sequence[Mention], *, long: bool) -> bool:
    """Whether an article of that day would have been news: how long ago the latest weekday told may be.

    Only an article that is `long` enough has a head.
    """
    ago = {(day.isoweekday() - m.number) % 7 for m in said}
    at_head = {(day.isoweekday() - m.number) % 7 for m in said if long and m.at < _HEAD}
    nearest, news = min(ago, default=0), min(at_head, default=0)
    heads, several = nearest in at_head, len(ago) > 1
    return nearest <= (1 if heads and several else 2 if heads or several else 6) and news <= 2
