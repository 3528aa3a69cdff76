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
    """A query for one table: `key` names its rows, `rest` is what follows FROM with {of} for the story, and the order.

    `index` has the whole ledger in this order.
    """

    key: str
    rest: str
    order: str
    index: str | None = None


_OF_ARTICLE = "JOIN story_articles sa ON sa.article = {} AND sa.story = :story"
_STATUS = "json_extract(d.value, '$.status')"
_STANDING = f"CASE {_STATUS} WHEN 'disputed' THEN 0 WHEN 'superseded' THEN 1 WHEN 'corroborated' THEN 2 ELSE 3 END"

ORDERS: dict[str, Order] = {
    "disputes": Order(
        key="d.story, d.position",
        rest="derived d WHERE d.kind = 'relations' {of} AND json_extract(d.value, '$.relation') = 'contradicts'",
        order="-json_extract(d.value, '$.score'), json_extract(d.value, '$.left'), json_extract(d.value, '$.right')",
        index="disputes_in_order",
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
        index="events_in_order",
    ),
    "weightiest": Order(
        key="d.story, d.position",
        rest="derived d WHERE d.kind = 'events' {of}",
        order="-coalesce(json_extract(d.value, '$.weight'), 0), json_extract(d.value, '$.date'), json_extract(d.value, '$.id')",
    ),
    "sources": Order(
        key="q.id",
        rest="speakers often CROSS JOIN said q ON q.name = often.name",
        order="often.number DESC, often.name, q.day, q.article, q.start",
    ),
    "claims": Order(
        key="d.story, d.position",
        rest="derived d WHERE d.kind = 'claims' {of}",
        order=f"{_STANDING}, -json_extract(d.value, '$.origins'), -json_array_length(d.value, '$.members'), "
        "json_extract(d.value, '$.id')",
        index="claims_in_order",
    ),
    "copies": Order(
        key="d.story, d.position",
        rest="stories s CROSS JOIN derived d ON d.story = s.id AND d.kind = 'reuse' {of}",
        order="coalesce(json_extract(s.value, '$.earliest'), '9999'), s.id, d.position",
    ),
    "places": Order(
        key="d.story, d.position",
        rest="stories s CROSS JOIN derived d ON d.story = s.id AND d.kind = 'places' {of}",
        order="coalesce(json_extract(s.value, '$.earliest'), '9999'), s.id, d.position",
    ),
    "articles": Order(
        key="q.article",
        rest="readings q {of}",
        order="coalesce(json_extract(q.anchor, '$.earliest'), '9999'), q.article",
    ),
}


# within a story, how often its sources are quoted there
_SOURCES_OF_STORY = (
    "WITH q AS (SELECT said.* FROM story_articles sa CROSS JOIN said ON said.article = sa.article WHERE sa.story = :story), "
    "often AS (SELECT name, count(*) AS number FROM q GROUP BY name) "
    "SELECT q.id FROM q JOIN often ON often.name = q.name"
)
_COUNTED = {"disputes": "contradicts", "timeline": "events", "copies": "reuse", "sources": "quotations"}


def page_rows(
    connection: sqlite3.Connection, name: str, *, story: str | None = None, offset: int = 0, limit: int = 50
) -> list[tuple[Any, ...]]:
    """The keys of a table's rows from `offset` on: (story, position) of what is derived, else the id."""
    order = ORDERS[name]
    query = f"SELECT {order.key} FROM {_within(order, story)}"  # noqa: S608 - parts of this file
    if name == "sources" and story:
        query = _SOURCES_OF_STORY
    query += f" ORDER BY {order.order} LIMIT :limit OFFSET :offset"
    return connection.execute(query, {"story": story, "limit": limit, "offset": offset}).fetchall()


def count_page_rows(connection: sqlite3.Connection, name: str, *, story: str | None = None) -> int:
    """How many rows a table has."""
    counted = _COUNTED.get(name, name)
    if story is None:
        row = connection.execute("SELECT number FROM counts WHERE name = ?", (counted,)).fetchone()
    elif name in ("figures", "sources"):  # of these, a story holds what its articles hold
        rest = f"{counted} q {_OF_ARTICLE.format('q.article')}"
        row = connection.execute(f"SELECT count(*) FROM {rest}", {"story": story}).fetchone()  # noqa: S608
    else:
        query = "SELECT number FROM story_counts WHERE story = ? AND name = ?"
        row = connection.execute(query, (story, counted)).fetchone()
    return int(row[0]) if row else 0


def _within(order: Order, story: str | None) -> str:
    """What follows FROM, of the whole ledger or of one story."""
    derived = "AND d.story = :story" if story else ""
    rows = _OF_ARTICLE.format("q.article") if story else ""
    if order.index and not story:
        return order.rest.format(of="").replace("derived d", f"derived d INDEXED BY {order.index}")
    return order.rest.format(of=derived if " d " in f" {order.rest}" else rows)
