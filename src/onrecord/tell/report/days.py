"""What happened, day by day, with the stretches that no article tells of named."""

import datetime as dt
import math
from dataclasses import dataclass

from onrecord.model import Event
from onrecord.tell.report.entries import ArticleRef
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import count, read_day, tell_gap, tell_range, tell_value

MAX_EVENTS = 4
MAX_DAYS = 40
MAX_PASSAGES = 6
GAP_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A passage that tells an event, and the anchor of its place in the article."""

    text: str
    at: str
    article: ArticleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event: the clearest words, the other passages, how many articles and origins."""

    anchor: str
    label: str
    first: Told
    others: tuple[Told, ...]
    unshown: int
    counts: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The events of one date, the weightiest that most origins tell first; `gap` names the time since the date before."""

    name: str
    note: str
    gap: str
    shown: tuple[Happening, ...]
    more: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Days under one heading, folded where the story is long."""

    name: str
    days: tuple[Day, ...]
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The days of a story; by month where they are many."""

    days: tuple[Day, ...] = ()
    months: tuple[Month, ...] = ()
    total: int = 0


def label_events(story: Prepared) -> dict[str, str]:
    """The short name of each event, by id, in order of time."""
    numbers = story.numbers
    return {e.id: f"e{numbers.events[e.id] if numbers else n}" for n, e in enumerate(_in_order(story), 1)}


def event_at(event: Event, n: int) -> str:
    """The anchor of the nth passage of an event in its article."""
    return f"at-{make_anchor('e', event.id)}-{n}"


def _in_order(story: Prepared) -> list[Event]:
    unique = {e.id: e for e in story.record.events if any(p.article in story.refs for p in e.passages)}
    return sorted(unique.values(), key=lambda e: (e.date.partition("/")[0], e.date.partition("/")[2], e.id))


def tell_days(story: Prepared) -> Timeline:
    """The events of a story day by day."""
    labels = label_events(story)
    days: list[Day] = []
    months: dict[str, list[Day]] = {}
    groups: dict[str, list[Event]] = {}
    for event in _in_order(story):
        groups.setdefault(event.date, []).append(event)
    last: dt.date | None = None
    for date, events in groups.items():
        first, _, end = date.partition("/")
        start = read_day(first)
        gap = ""
        if start and last and (start - last).days - 1 >= GAP_DAYS:
            gap = f"{tell_gap((start - last).days - 1)} with no dated entry in these articles"
        finish = read_day(end) or start
        last = max(d for d in (last, finish) if d) if finish or last else None
        made = sorted((_show(story, e, labels[e.id]) for e in events), key=lambda h: -h.weight)
        name = tell_range(first, end) if end else tell_value(first)
        note = f"{start:%A}" if start and not end else "day not fixed" if end else ""
        days.append(Day(name=name, note=note, gap=gap, shown=tuple(made[:MAX_EVENTS]), more=tuple(made[MAX_EVENTS:])))
        months.setdefault(tell_value(first[:7]), []).append(days[-1])
    total = sum(len(d.shown) + len(d.more) for d in days)
    if len(days) <= MAX_DAYS:
        return Timeline(days=tuple(days), total=total)
    folded = tuple(
        Month(name=name, days=tuple(ds), events=sum(len(d.shown) + len(d.more) for d in ds)) for name, ds in months.items()
    )
    return Timeline(months=folded, total=total)


def _show(story: Prepared, event: Event, label: str) -> Happening:
    told = [
        Told(text=p.exact, at=event_at(event, n), article=story.refs[p.article])
        for n, p in enumerate(event.passages)
        if p.article in story.refs
    ]
    told.sort(key=lambda t: t.text != event.text)
    articles = {p.article for p in event.passages} | set(event.articles)
    origins = {o.id if (o := story.origin_of.get(a)) else a for a in articles}
    return Happening(
        anchor=make_anchor("e", event.id),
        label=label,
        first=told[0],
        others=tuple(told[1 : MAX_PASSAGES + 1]),
        unshown=max(len(told) - 1 - MAX_PASSAGES, 0),
        counts=f"{count(len(articles), 'article')}, {count(len(origins), 'origin')}",
        weight=event.weight * math.log1p(len(origins)),
    )
