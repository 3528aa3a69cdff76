"""The tables in their order, a page at a time: which entries stand on it, found without reading the ledger whole.

Each order is that of the table of the same name in `onrecord.tell.tables`; a test holds the two together. `weightiest` is the
timeline as `onrecord.tell.ranking` shortens it. Within one story the
work grows with that story, across all stories with the ledger.
"""

import sqlite3
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A query for one table: `key` names its rows, `rest` is what follows FROM with {of} for the story, and the order."""

    key: str
    rest: str
    order: str
    before: str = ""


_SAID = (
    "coalesce(CASE WHEN json_extract(q.value, '$.said') IS NULL THEN json_extract(r.anchor, '$.earliest') "
    "ELSE json_extract(q.value, '$.said.earliest') END, '9999')"
)
_OF_ARTICLE = "JOIN story_articles sa ON sa.article = {} AND sa.story = :story"
_START = "coalesce(json_extract(q.value, '$.content[0].start'), 0)"
_STATUS = "json_extract(d.value, '$.status')"
_STANDING = f"CASE {_STATUS} WHEN 'disputed' THEN 0 WHEN 'superseded' THEN 1 WHEN 'corroborated' THEN 2 ELSE 3 END"

ORDERS: dict[str, Order] = {
    "disputes": Order(
        key="d.story, d.position",
        rest="derived d WHERE d.kind = 'relations' {of} AND json_extract(d.value, '$.relation') = 'contradicts'",
        order="-json_extract(d.value, '$.score'), json_extract(d.value, '$.left'), json_extract(d.value, '$.right')",
    ),
    "figures": Order(
        key="q.id",
        rest="figures q {of}",
        order="q.indicator, q.unit, coalesce(json_extract(q.value, '$.as_of.earliest'), '9999'), q.article, "
        "json_extract(q.value, '$.passage.start')",
    ),
    "timeline": Order(
        key="d.story, d.position",
        rest="derived d WHERE d.kind = 'events' {of}",
        order="json_extract(d.value, '$.date'), json_extract(d.value, '$.id')",
    ),
    "weightiest": Order(
        key="d.story, d.position",
        rest="derived d WHERE d.kind = 'events' {of}",
        order="-coalesce(json_extract(d.value, '$.weight'), 0), json_extract(d.value, '$.date'), json_extract(d.value, '$.id')",
    ),
    "sources": Order(
        before="WITH naming AS (SELECT j.value AS id, json_extract(d.value, '$.name') AS name, max(d.position) "  # noqa: S608 - parts of this file
        "FROM derived d, json_each(d.value, '$.sources') j WHERE d.kind = 'entities' {derived} GROUP BY j.value), "
        "said AS (SELECT q.id, q.article, coalesce(n.name, q.source, 'no source named') AS name, "
        f"{_SAID} AS day, {_START} AS start "
        "FROM quotations q {rows} JOIN readings r ON r.article = q.article LEFT JOIN naming n ON n.id = q.id), "
        "often AS (SELECT name, count(*) AS n FROM said GROUP BY name) ",
        key="said.id",
        rest="said JOIN often ON often.name = said.name",
        order="often.n DESC, said.name, said.day, said.article, said.start",
    ),
    "claims": Order(
        key="d.story, d.position",
        rest="derived d WHERE d.kind = 'claims' {of}",
        order=f"{_STANDING}, -json_extract(d.value, '$.origins'), -json_array_length(d.value, '$.members'), "
        "json_extract(d.value, '$.id')",
    ),
    "copies": Order(
        key="d.story, d.position",
        rest="derived d JOIN stories s ON s.id = d.story WHERE d.kind = 'reuse' {of}",
        order="coalesce(json_extract(s.value, '$.earliest'), '9999'), d.story, d.position",
    ),
    "places": Order(
        key="d.story, d.position",
        rest="derived d JOIN stories s ON s.id = d.story WHERE d.kind = 'places' {of}",
        order="coalesce(json_extract(s.value, '$.earliest'), '9999'), d.story, d.position",
    ),
    "articles": Order(
        key="q.article",
        rest="readings q {of}",
        order="coalesce(json_extract(q.anchor, '$.earliest'), '9999'), q.article",
    ),
}


def page_rows(
    connection: sqlite3.Connection, name: str, *, story: str | None = None, offset: int = 0, limit: int = 50
) -> list[tuple[Any, ...]]:
    """The keys of a table's rows from `offset` on: (story, position) of what is derived, else the id."""
    order = ORDERS[name]
    rest, before = _within(order, story)
    query = f"{before}SELECT {order.key} FROM {rest} ORDER BY {order.order} LIMIT :limit OFFSET :offset"  # noqa: S608
    return connection.execute(query, {"story": story, "limit": limit, "offset": offset}).fetchall()


def count_page_rows(connection: sqlite3.Connection, name: str, *, story: str | None = None) -> int:
    """How many rows a table has."""
    if name == "sources":  # each statement is a row of it
        rest = "quotations q " + (_OF_ARTICLE.format("q.article") if story else "")
    else:
        rest, _ = _within(ORDERS[name], story)
    return int(connection.execute(f"SELECT count(*) FROM {rest}", {"story": story}).fetchone()[0])  # noqa: S608


def _within(order: Order, story: str | None) -> tuple[str, str]:
    """The query's parts, of the whole ledger or of one story."""
    derived = "AND d.story = :story" if story else ""
    rows = _OF_ARTICLE.format("q.article") if story else ""
    of = derived if " d " in f" {order.rest}" else rows
    return order.rest.format(of=of), order.before.format(derived=derived, rows=rows)
