"""The days of a story, with the way to each month."""

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from onrecord.ledger import Ledger
from onrecord.paging.shortening import prepare_events
from onrecord.store import slices
from onrecord.store.orders import page_rows
from onrecord.store.slices import StoryHead
from onrecord.tell.report.days import tell_days
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import tell_value
from onrecord.web.links import EVENTS, make_path, page_query
from onrecord.web.parts import show_part
from onrecord.web.shown import Shown, find_head, link_context, make_pager, make_tabs, prepare, view_part

_MANY = 12  # months that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A stretch of a timeline: its name, how many events it has, and the address of the first."""

    name: str
    events: int
    href: str


def show_timeline(ledger: Ledger, key: str, page: int) -> Shown:
    """What happened in a story, day by day."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.first)
    pager = make_pager(("stories", head.first, "timeline"), page, counts["events"], EVENTS, "event")
    keys = page_rows(connection, "timeline", story=head.first, offset=(page - 1) * EVENTS, limit=EVENTS)
    story = prepare_events(connection, head, keys, prepare=prepare)
    months = _find_months(connection, head) if pager.pages > 1 else ()
    context = {"months": months, "s": view_part(head, timeline=tell_days(story)), **link_context(story, head, here=True)}
    return show_part(head, make_tabs(head, counts, "timeline"), "timeline.html.j2", pager, context)


def _find_months(connection: sqlite3.Connection, head: StoryHead) -> tuple[Month, ...]:
    """The way to each month of the story; what was before its first article, and is after its last, by itself.

    Of a story of many months each year has one way.
    """
    rows = slices.list_months(connection, head.first)
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
