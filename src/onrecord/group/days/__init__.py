"""The day of publication of articles that do not state it, from the texts of their story.

What an article says of time bounds the day it was published: it is not before what it tells as past, not more than six days
after a day that it calls by its weekday, in the year after the one it calls "last year". `mentions` and `offsets` have what is
said, `bounds` what follows from it. `matches` finds the same event told elsewhere with a day that is known, `events` the day
that a distance counts from. `weeks` takes all weekdays of an article together; `plans` are what it announces and others report
as done, `tolls` the figures that a story corrects.
"""

from collections.abc import Sequence
from datetime import date

from onrecord.group.days.bounds import Bound, bound_by_match, bound_by_nearness, bound_by_own_text
from onrecord.group.days.events import Events
from onrecord.group.days.matches import Index, find_matches, find_near
from onrecord.group.days.mentions import read_mentions
from onrecord.group.days.plans import Done, bound_by_plans
from onrecord.group.days.tolls import Courses
from onrecord.group.days.weeks import bound_by_weekdays
from onrecord.model import Document, When


def infer_days(documents: Sequence[Document]) -> dict[str, When]:
    """For the articles of one story whose day is not known: the interval that all texts together allow, by article id.

    An article about which nothing follows is left out; an end of the interval that nothing bounds is None. Bounds that
    contradict each other are taken by their strength, the weaker is dropped.
    """
    documents = sorted(documents, key=lambda d: d.article.id)
    undated = [d for d in documents if not d.layout.published.earliest]
    if not undated:
        return {}
    known = {d.article.id: day for d in documents if (day := _known_day(d.layout.published))}
    around = sorted(set(known.values()))
    told = {d.article.id: read_mentions(d, around=around) for d in documents}
    names = {d.article.id: d.article.publisher or d.article.title or d.article.path or d.article.id for d in documents}
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
    reasons = []
    for bound in sorted(bounds, key=lambda b: (-b.strength, b.earliest or date.min, b.latest or date.max, b.reason)):
        first, last = max(earliest, bound.earliest or date.min), min(latest, bound.latest or date.max)
        if first <= last and (first, last) != (earliest, latest):
            earliest, latest = first, last
            reasons.append(bound.reason)
    if not reasons:
        return None
    begin = earliest.isoformat() if earliest > date.min else None
    end = latest.isoformat() if latest < date.max else None
    return When(value=_shared(begin, end), earliest=begin, latest=end, basis="inferred", reason="; ".join(reasons))


def _shared(begin: str | None, end: str | None) -> str | None:
    """The day, month or year that both ends lie in."""
    if not begin or not end:
        return None
    return next((begin[:n] for n in (10, 7, 4) if begin[:n] == end[:n]), None)
