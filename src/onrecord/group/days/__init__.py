"""The day of publication of articles that do not state it, from the texts of their story.

What an article says of time bounds the day it was published: it is not before what it tells as past, not more than six days
after a day that it calls by its weekday, in the year after the one it calls "last year". `mentions` and `offsets` have what is
said, `bounds` what follows from it. `matches` finds the same event told elsewhere with a day that is known, `events` the day
that a distance counts from. `weeks` takes all weekdays of an article together; `plans` are what it announces and others report
as done, `tolls` the figures that a story corrects. What the bounds leave open `weighing` narrows, from all of it, from how
alike the articles of known days are, and from whether all tell one event (`unity`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.group.days.bounds import Bound, bound_by_match, bound_by_nearness, bound_by_own_text
from onrecord.group.days.events import Events
from onrecord.group.days.matches import Index, find_matches, find_near
from onrecord.group.days.mentions import Told, read_mentions
from onrecord.group.days.plans import Done, bound_by_plans
from onrecord.group.days.runs import share_runs
from onrecord.group.days.spread import Spread
from onrecord.group.days.tolls import Courses
from onrecord.group.days.unity import tell_unity
from onrecord.group.days.weeks import bound_by_weekdays, support_weekdays
from onrecord.group.days.weighing import MASS, Neighbour, find_latest, weigh_days
from onrecord.group.sketches import make_sketch, similarity
from onrecord.model import Document, When

#: Bounds that leave more days open than this are narrowed by what is probable.
_OPEN = 14
#: An article of a known day that lies so many days outside the bounds of another says nothing of its day.
_APART = 60
#: A day that so many articles of a story name is one that it tells of again and again.
_AGAIN = 3
_MOST_OF_A_YEAR = 300
#: Of what speaks against an interval, the strongest; more would not be read.
_MOST_AGAINST = 2


def infer_days(documents: Sequence[Document]) -> dict[str, When]:
    """For the articles of one story whose day is not known: the days on which they were published, by article id.

    Where bounds leave few days, these; else the shortest interval that has four fifths of the weight of all that speaks for a
    day, and says so. An article about which nothing is known is left out.
    """
    documents = sorted(documents, key=lambda d: d.article.id)
    undated = [d for d in documents if not d.layout.published.earliest]
    if not undated:
        return {}
    known = {d.article.id: day for d in documents if (day := _known_day(d.layout.published))}
    around = sorted(set(known.values()))
    told = {d.article.id: read_mentions(d, around=around) for d in documents}
    found = bound_days(documents, told=told)
    wide = [d for d in undated if not _is_narrow(found.get(d.article.id))]
    if not wide:
        return found
    names = _name(documents)
    index, events = Index(told.values()), Events(told.values())
    sketches = {d.article.id: make_sketch(d) for d in documents}
    background = _background(told.values())
    near = known | {id_: _middle(when) for id_, when in found.items() if _is_narrow(when)}
    latest = _find_latest(undated, told, found, near=sorted(near.values()), background=background)
    ends = max((day.year for day in (*near.values(), *latest.values())), default=0)
    shared = share_runs(documents, (d.article.id for d in wide))
    unity = tell_unity(told, sketches, first=min(near.values())) if near else 0.0
    for document in wide:
        id_ = document.article.id
        bounds = found.get(id_, When())
        year = _told_year(told[id_])
        weighed = weigh_days(
            told[id_],
            [
                Neighbour(day=day, sim=similarity(sketches[id_], sketches[k]), name=names[k], shared=shared[id_].get(k, 0.0))
                for k, day in near.items()
                if _may_be_near(day, bounds) and not day.year <= year < ends
            ],
            supports=support_weekdays(told[id_], index, events, known, names=names),
            spread=Spread([*known.values(), *(day for k, day in latest.items() if k != id_)], unity=unity) if known else None,
            unity=unity,
            background=background,
            earliest=_read_day(bounds.earliest),
            latest=_read_day(bounds.latest),
        )
        if weighed:
            begin, end = weighed.earliest.isoformat(), weighed.latest.isoformat()
            probable = f"probable ({MASS:.0%}): {weighed.reason}"
            reason = f"{bounds.reason}; {probable}" if bounds.reason else probable
            found[id_] = When(value=_shared(begin, end), earliest=begin, latest=end, basis="inferred", reason=reason)
    return found


def _find_latest(
    undated: Sequence[Document],
    told: Mapping[str, Told],
    found: Mapping[str, When],
    *,
    near: Sequence[date],
    background: frozenset[date],
) -> dict[str, date]:
    """By article without a day: the latest day that it tells as past, as one of the story.

    A day long before those that are `near` is not one of the story; the first that the article can be of is one, where that
    lies after them all.
    """
    latest = {d.article.id: day for d in undated if (day := find_latest(told[d.article.id], background=background))}
    if not near:
        return latest
    latest = {id_: day for id_, day in latest.items() if (near[0] - day).days < _APART}
    floors = {d.article.id: day for d in undated if (day := _read_day(found.get(d.article.id, When()).earliest))}
    return latest | {id_: day for id_, day in floors.items() if day > max(near[-1], latest.get(id_, near[-1]))}


def _told_year(told: Told) -> int:
    """The latest year that the article tells by its number as past; 0 where it tells none.

    Hardly an article gives the number of its own year to what has happened in it.
    """
    years = (
        m.earliest.year
        for m in told.mentions
        if m.past and m.earliest and m.latest and (m.latest - m.earliest).days > _MOST_OF_A_YEAR
    )
    return max(years, default=0)


def _may_be_near(day: date, bounds: When) -> bool:
    """Whether an article within the bounds may be of the same days: long after the other it tells of something else."""
    first, last = _read_day(bounds.earliest), _read_day(bounds.latest)
    return (first is None or (first - day).days < _APART) and (last is None or (day - last).days < _APART)


def _is_narrow(when: When | None) -> bool:
    first, last = (_read_day(when.earliest), _read_day(when.latest)) if when else (None, None)
    return first is not None and last is not None and (last - first).days < _OPEN


def _middle(when: When) -> date:
    first, last = date.fromisoformat(when.earliest or ""), date.fromisoformat(when.latest or "")
    return first + (last - first) // 2


def _read_day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _name(documents: Sequence[Document]) -> dict[str, str]:
    return {d.article.id: d.article.publisher or d.article.title or d.article.path or d.article.id for d in documents}


def _background(told: Iterable[Told]) -> frozenset[date]:
    """The days that several articles name."""
    named = Counter(
        day for each in told for day in {m.earliest for m in each.mentions if m.earliest and m.earliest == m.latest}
    )
    return frozenset(day for day, n in named.items() if n >= _AGAIN)


def bound_days(documents: Sequence[Document], *, told: Mapping[str, Told] | None = None) -> dict[str, When]:
    """The interval that all texts together allow, by article id; `told` is what they say of time, where that is read already.

    An article about which nothing follows is left out; an end of the interval that nothing bounds is None. Bounds that
    contradict each other are taken by their strength; the weaker is dropped, and named as one that speaks against.
    """
    documents = sorted(documents, key=lambda d: d.article.id)
    undated = [d for d in documents if not d.layout.published.earliest]
    if not undated:
        return {}
    known = {d.article.id: day for d in documents if (day := _known_day(d.layout.published))}
    around = sorted(set(known.values()))
    told = told or {d.article.id: read_mentions(d, around=around) for d in documents}
    names = _name(documents)
    announced = {m.earliest for id_, day in known.items() for m in told[id_].mentions if m.earliest and m.earliest > day}
    done, courses = Done(told.values(), known), Courses(documents, known)
    index, events = Index(told.values()), Events(told.values())
    found = {}
    for document in undated:
        mine = told[document.article.id]
        bounds = bound_by_own_text(mine, announced=announced)
        matched = (bound_by_match(match, name=names[match.known.article]) for match in find_matches(mine, index))
        bounds += [bound for bound in matched if bound]
        floor = max((b.earliest for b in bounds if b.earliest and not b.latest), default=date.min)
        bounds += bound_by_weekdays(mine, index, events, known, names=names, floor=floor)
        bounds += bound_by_plans(mine, done, names=names)
        bounds += [bound_by_nearness(known[near], shared, name=names[near]) for near, shared in find_near(mine, index, known)]
        # a figure narrows what something else bounds, and is no evidence of its own
        inferred = _combine(bounds + courses.bound(document) if bounds else [])
        if inferred:
            found[document.article.id] = inferred
    return found


def _known_day(published: When) -> date | None:
    if published.earliest and published.earliest == published.latest:
        return date.fromisoformat(published.earliest)
    return None


def _combine(bounds: Sequence[Bound]) -> When | None:
    """The days that the bounds allow together, the stronger before the weaker, with the reasons that narrowed them."""
    earliest, latest = date.min, date.max
    reasons: list[str] = []
    against: list[str] = []
    for bound in sorted(bounds, key=lambda b: (-b.strength, b.earliest or date.min, b.latest or date.max, b.reason)):
        first, last = max(earliest, bound.earliest or date.min), min(latest, bound.latest or date.max)
        if first <= last and (first, last) != (earliest, latest):
            earliest, latest = first, last
            reasons.append(bound.reason)
        elif first > last and bound.reason not in against:
            against.append(bound.reason)
    if not reasons:
        return None
    begin = earliest.isoformat() if earliest > date.min else None
    end = latest.isoformat() if latest < date.max else None
    return When(
        value=_shared(begin, end),
        earliest=begin,
        latest=end,
        basis="inferred",
        reason="; ".join(reasons + [f"against it: {a}" for a in against[:_MOST_AGAINST]]),
    )


def _shared(begin: str | None, end: str | None) -> str | None:
    """The day, month or year that both ends lie in."""
    if not begin or not end:
        return None
    return next((begin[:n] for n in (10, 7, 4) if begin[:n] == end[:n]), None)
