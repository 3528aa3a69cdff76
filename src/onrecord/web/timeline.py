"""The days of a story: the page of all of them, with the way to each month, and those that weigh most."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from onrecord.ledger import Ledger
from onrecord.store import slices
from onrecord.store.orders import page_rows
from onrecord.store.slices import StoryHead
from onrecord.tell.report.days import Told, tell_days
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import tell_value
from onrecord.web.links import EVENTS, make_path, page_query
from onrecord.web.parts import show_part
from onrecord.web.shown import Shown, find_head, link_context, make_pager, make_tabs, prepare, view_part

KEY_DAYS = 8
_MANY = 12  # months that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A stretch of a timeline: its name, how many events it has, and the address of the first."""

    name: str
    events: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDay:
    """A day that weighs much in a story, and what is told of it."""

    name: str
    href: str
    told: Told


def show_timeline(ledger: Ledger, key: str, page: int) -> Shown:
    """What happened in a story, day by day."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.id)
    pager = make_pager(("stories", head.first, "timeline"), page, counts["events"], EVENTS, "event")
    story = _prepare(
        connection, head, page_rows(connection, "timeline", story=head.id, offset=(page - 1) * EVENTS, limit=EVENTS)
    )
    months = _find_months(connection, head) if pager.pages > 1 else ()
    context = {"months": months, "s": view_part(head, timeline=tell_days(story)), **link_context(story, head, here=True)}
    return show_part(head, make_tabs(head, counts, "timeline"), "timeline.html.j2", pager, context)


def _prepare(connection: sqlite3.Connection, head: StoryHead, keys: Iterable[tuple[str, int]]) -> Prepared:
    events = slices.get_derived(connection, "events", keys)
    outlines = slices.get_outlines(connection, {p.article for e in events for p in e.passages})
    return prepare(connection, head, outlines, events=events, claims=False)


def _find_months(connection: sqlite3.Connection, head: StoryHead) -> tuple[Month, ...]:
    """The way to each month of the story; what was before its first article, and is after its last, by itself.

    Of a story of many months each year has one way.
    """
    rows = slices.list_months(connection, head.id)
    first, last = (head.earliest or "0001-01")[:7], (head.latest or "9999-12")[:7]
    size = 7 if len({month for month, _ in rows if first <= month <= last}) <= _MANY else 4

    def name(month: str) -> str:
        told = tell_value(month[:size])
        return f"before {tell_value(first)}" if month < first else f"after {tell_value(last)}" if month > last else told

    found, at = [], 0
    for named, group in groupby(rows, key=lambda row: name(row[0])):
        events = [id_ for _, id_ in group]
        anchor = make_anchor("e", events[0])
        href = make_path("stories", head.first, "timeline", anchor=anchor, page=page_query(at // EVENTS + 1))
        found.append(Month(name=named, events=len(events), href=href))
        at += len(events)
    return tuple(found)


def find_key_days(connection: sqlite3.Connection, head: StoryHead) -> tuple[Prepared, tuple[KeyDay, ...]]:
    """The days that weigh most in a story, in order of time, each with its weightiest event; and the part that they show."""
    keys = page_rows(connection, "weightiest", story=head.id, limit=KEY_DAYS)
    story = _prepare(connection, head, keys)
    timeline = tell_days(story)
    link = link_context(story, head)["link"]
    days = timeline.days or tuple(d for month in timeline.months for d in month.days)
    return story, tuple(KeyDay(name=d.name, href=link(d.shown[0].anchor), told=d.shown[0].first) for d in days)
