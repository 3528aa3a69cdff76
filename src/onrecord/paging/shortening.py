"""A story in short, as its front tells it: its biggest disputes, the figures that moved most, the days that weigh most.

Of a large story it is kept with it: to choose these lines, thousands of entries are weighed.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.codec import decode, encode
from onrecord.paging.arranging import Quantity, find_disputes, find_quantities
from onrecord.paging.disputing import Prepare, tell_disputes
from onrecord.paging.preparing import prepare_part
from onrecord.store import kept, slices
from onrecord.store.orders import page_rows
from onrecord.store.slices import StoryHead
from onrecord.tell.report.briefs import Brief, choose_ladders, write_briefs
from onrecord.tell.report.changes import MAX_PLOTS, Changes, Ladder, make_ladder
from onrecord.tell.report.copies import Copies
from onrecord.tell.report.days import Told, tell_days
from onrecord.tell.report.disputes import Disputes
from onrecord.tell.report.entries import Entry, Spot, find_spot
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.safe import make_anchor

SHORT = "short"
"""The part that is kept of a large story in short."""
KEY_DAYS = 8
_WEIGHED = 3  # disputes, of which the biggest are told
_CHARS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDay:
    """A day that weighs much in a story: its weightiest event, the number of this, what is told of it, in which article."""

    name: str
    event: str
    number: int
    told: Told
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Where a line of a story in short leads: from the anchor of a dispute to an entry in it."""

    anchor: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A story in short: how many questions are in dispute, the lines of its record, its days, and where all of them lead."""

    questions: int
    briefs: tuple[Brief, ...]
    days: tuple[KeyDay, ...]
    disputes: tuple[Lead, ...]
    ladders: tuple[str, ...]
    spots: tuple[Spot, ...]


def find_short(connection: sqlite3.Connection, head: StoryHead) -> Short:
    """A story in short."""
    known = kept.get_only(connection, head.first, SHORT)
    return make_short(connection, head) if known is None else decode(Short, known)


def tell_short(connection: sqlite3.Connection, story: str) -> list[Any]:
    """A story in short as it is kept; its orders and groups must be at hand."""
    head = slices.get_head(connection, story)
    return [encode(make_short(connection, head))] if head else []


def keep_short(connection: sqlite3.Connection, story: str, *, days: bool = True) -> None:
    """Keeps a story in short; its orders and groups must be kept. Its `days` may be as they were."""
    head = slices.get_head(connection, story)
    if head:
        known = None if days else kept.get_only(connection, story, SHORT)
        made = make_short(connection, head, days=decode(Short, known).days if known else None)
        kept.put_part(connection, story, SHORT, [encode(made)])


def make_short(connection: sqlite3.Connection, head: StoryHead, *, days: tuple[KeyDay, ...] | None = None) -> Short:
    """As `find_short`, from the story, but for its `days` where they are known."""
    found = find_disputes(connection, head.first, limit=_WEIGHED)
    told = tell_disputes(connection, head, found.shown).disputes
    chosen, *_ = find_quantities(connection, head.first, single=False, offset=0, limit=MAX_PLOTS)
    story, ladders = make_ladders(connection, head, chosen, rank=MAX_PLOTS)
    ladders = choose_ladders(ladders, Disputes(shown=told))
    briefs = write_briefs(Disputes(shown=told), Changes(ladders=ladders), Copies())
    named = {v.at for b in briefs for v in b.values}
    return Short(
        questions=found.total,
        briefs=briefs,
        days=_find_days(connection, head) if days is None else days,
        disputes=tuple(Lead(anchor=d.anchor, entry=d.pairs[0].left.id) for d in told if d.pairs),
        ladders=tuple(x.anchor for x in ladders),
        spots=tuple(find_spot(e) for e in _list_entries(ladders) if e.at in named and e.id in story.entries),
    )


def _list_entries(ladders: Iterable[Ladder]) -> list[Entry]:
    every = (e for x in ladders for r in (*x.rows, *x.more) for e in (r.entry, r.first, r.latest))
    return list({e.at: e for e in every}.values())


def make_ladders(
    connection: sqlite3.Connection,
    head: StoryHead,
    quantities: Sequence[Quantity],
    *,
    rank: int = 0,
    prepare: Prepare = prepare_part,
) -> tuple[Prepared, tuple[Ladder, ...]]:
    """The ladders of these quantities and the part of the story that they show; `rank` says how large the first is drawn."""
    figures = [f.id for q in quantities for f in q.figures]
    story = prepare(connection, head, slices.get_parts(connection, figures))
    ladders = []
    for n, quantity in enumerate(quantities):
        # of a part of them alone it could not be seen which unit the story tells them in
        in_unit = [
            replace(story.figures[f.id], low=f.low, high=f.high, unit=f.unit) for f in quantity.figures if f.id in story.figures
        ]
        if in_unit:
            ladders.append(make_ladder(story, in_unit, rank=rank + n, printed=quantity.printed))
    return story, tuple(ladders)


def prepare_events(
    connection: sqlite3.Connection, head: StoryHead, keys: Iterable[tuple[str, int]], *, prepare: Prepare = prepare_part
) -> Prepared:
    """The part of a story that these of its events show."""
    events = slices.get_derived(connection, "events", keys)
    outlines = slices.get_outlines(connection, {p.article for e in events for p in e.passages})
    return prepare(connection, head, outlines, events=events, claims=False)


def _find_days(connection: sqlite3.Connection, head: StoryHead) -> tuple[KeyDay, ...]:
    """The days that weigh most in a story, in order of time, each with its weightiest event."""
    story = prepare_events(connection, head, page_rows(connection, "weightiest", story=head.first, limit=KEY_DAYS))
    timeline = tell_days(story)
    numbers = {make_anchor("e", e): n for e, n in (story.numbers.events if story.numbers else {}).items()}
    articles = {ref.anchor: article for article, ref in story.refs.items()}
    days = timeline.days or tuple(d for month in timeline.months for d in month.days)
    found = []
    for day in days:
        event = day.shown[0]
        told = replace(event.first, text=event.first.text[:_CHARS])
        article = articles[told.article.anchor]
        found.append(KeyDay(name=day.name, event=event.anchor, number=numbers[event.anchor], told=told, article=article))
    return tuple(found)
