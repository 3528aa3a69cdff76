"""The days of a story, with the way to each month."""

import sqlite3
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord.ledger import Ledger
from onrecord.paging.shortening import prepare_events
from onrecord.store import slices
from onrecord.store.orders import page_rows
from onrecord.store.slices import StoryHead
from onrecord.tell.report.days import tell_days
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import tell_value
from onrecord.web.links import EVENTS, make_path
from onrecord.web.parts import show_part
from onrecord.web.shown import Shown, find_head, link_context, make_pager, make_tabs, prepare, view_part

_MANY = 12  # months that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A stretch of a timeline: its name, how many events it has, the page and address of the first.

    One `before` the story is of what its articles tell of earlier times.
    """

    name: str
    events: int
    page: int
    href: str
    before: bool


def show_timeline(ledger: Ledger, key: str, page: int | None) -> Shown:
    """What happened in a story, day by day; where no page is asked for, from the month on in which its first article came out.

    Raises: MissingError where there is no such page.
    """
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.first)
    months = _find_months(connection, head) if counts["events"] > EVENTS else ()
    if page is None:
        page = next((m.page for m in months if not m.before), 1)
    steps = ("stories", head.first, "timeline")
    pager = make_pager(steps, page, counts["events"], EVENTS, "event")
    if page == 2:  # without a number the address leads to where the story begins
        pager = replace(pager, before=make_path(*steps, page=1))
    keys = page_rows(connection, "timeline", story=head.first, offset=(page - 1) * EVENTS, limit=EVENTS)
    story = prepare_events(connection, head, keys, prepare=prepare)
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
        page = at // EVENTS + 1
        href = make_path("stories", head.first, "timeline", anchor=anchor, page=page)
        found.append(Month(name=named, events=len(events), page=page, href=href, before=named.startswith("before ")))
        at += len(events)
    return tuple(found)
