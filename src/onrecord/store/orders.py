"""The tables in their order, a page at a time: which entries stand on it, found without reading the ledger whole.

Each order is that of the table of the same name in `onrecord.tell.tables`; a test holds the two together. `weightiest` is the
timeline as `onrecord.tell.ranking` shortens it. Across all stories what follows a row is found in an index by the row's own
place, however far that is. Within one story the order is kept where the story is large; the work on others grows with them.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.store import kept
from onrecord.store.keys import SAID_OF

Place = tuple[str | int | float, ...]
"""Where a row stands in an order: its values of the columns that the order goes by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A query for one table: `key` names its rows, `rest` is what follows FROM with {of} for the story.

    Of `columns`, which no two rows have alike and whose values are of these `kinds`, those in `falling` go from the greatest
    down. `index` has the whole ledger in this order.
    """

    key: str
    rest: str
    columns: tuple[str, ...]
    kinds: tuple[type, ...] = ()
    falling: frozenset[str] = frozenset()
    index: str | None = None

    def sort(self, start: int = 0) -> str:
        """What stands behind ORDER BY, where the columns before `start` are all alike."""
        return ", ".join(f"{c} DESC" if c in self.falling else c for c in self.columns[start:])


_OF_ARTICLE = "JOIN story_articles sa ON sa.article = {} AND sa.story = :story"
_STATUS = "json_extract(d.value, '$.status')"
_STANDING = f"CASE {_STATUS} WHEN 'disputed' THEN 0 WHEN 'superseded' THEN 1 WHEN 'corroborated' THEN 2 ELSE 3 END"
_DERIVED = "d.story, d.position"
_STORY_DAY = "coalesce(json_extract(s.value, '$.earliest'), '9999')"

ORDERS: dict[str, Order] = {
    "disputes": Order(
        key=_DERIVED,
        rest="derived d WHERE d.kind = 'relations' {of} AND json_extract(d.value, '$.relation') = 'contradicts'",
        columns=(
            "-json_extract(d.value, '$.score')",
            "json_extract(d.value, '$.left')",
            "json_extract(d.value, '$.right')",
            "d.story",
            "d.position",
        ),
        index="disputes_in_order",
        kinds=(float, str, str, str, int),
    ),
    "figures": Order(
        key="q.id",
        rest="figures q {of}",
        columns=(
            "q.indicator",
            "q.unit",
            "coalesce(json_extract(q.value, '$.as_of.earliest'), '9999')",
            "q.article",
            "json_extract(q.value, '$.passage.start')",
            "q.id",
        ),
        kinds=(str, str, str, str, int, str),
    ),
    "timeline": Order(
        key=_DERIVED,
        rest="derived d WHERE d.kind = 'events' {of}",
        columns=("json_extract(d.value, '$.date')", "json_extract(d.value, '$.id')", "d.story", "d.position"),
        index="events_in_order",
        kinds=(str, str, str, int),
    ),
    "weightiest": Order(
        key=_DERIVED,
        rest="derived d WHERE d.kind = 'events' {of}",
        columns=(
            "-coalesce(json_extract(d.value, '$.weight'), 0)",
            "json_extract(d.value, '$.date')",
            "json_extract(d.value, '$.id')",
        ),
    ),
    "sources": Order(
        key="q.id",
        rest="speakers often CROSS JOIN said q ON q.name = often.name",
        columns=("often.number", "often.name", "q.day", "q.article", "q.start", "q.id"),
        falling=frozenset({"often.number"}),
        kinds=(int, str, str, str, int, str),
    ),
    "claims": Order(
        key=_DERIVED,
        rest="derived d WHERE d.kind = 'claims' {of}",
        columns=(
            _STANDING,
            "-json_extract(d.value, '$.origins')",
            "-json_array_length(d.value, '$.members')",
            "d.story",
            "d.position",
        ),
        index="claims_in_order",
        kinds=(int, int, int, str, int),
    ),
    "copies": Order(
        key=_DERIVED,
        rest="stories s CROSS JOIN derived d ON d.story = s.story AND d.kind = 'reuse' {of}",
        columns=(_STORY_DAY, "s.id", "d.position"),
        kinds=(str, str, int),
    ),
    "places": Order(
        key=_DERIVED,
        rest="stories s CROSS JOIN derived d ON d.story = s.story AND d.kind = 'places' {of}",
        columns=(_STORY_DAY, "s.id", "d.position"),
        kinds=(str, str, int),
    ),
    "articles": Order(
        key="q.article",
        rest="readings q {of}",
        columns=("coalesce(json_extract(q.anchor, '$.earliest'), '9999')", "q.article"),
        kinds=(str, str),
    ),
}


# within a story, how often its sources are quoted there
_SOURCES_OF_STORY = (
    "WITH q AS (SELECT said.* FROM story_articles sa CROSS JOIN said ON said.article = sa.article WHERE sa.story = :story), "
    "often AS (SELECT name, count(*) AS number FROM q GROUP BY name) "
    "SELECT q.id FROM q JOIN often ON often.name = q.name"
)
_SAID_AS = f"quotations e CROSS JOIN said q ON {SAID_OF.format('q', 'e')} CROSS JOIN speakers often ON often.name = q.name"
_COUNTED = {"disputes": "contradicts", "timeline": "events", "copies": "reuse", "sources": "quotations"}


def page_rows(
    connection: sqlite3.Connection, name: str, *, story: str | None = None, offset: int = 0, limit: int = 50
) -> list[tuple[Any, ...]]:
    """The keys of a table's rows from `offset` on: (story, position) of what is derived, else the id."""
    found = kept.get_part(connection, story, f"list of {name}", offset=offset, limit=limit) if story else None
    if found is None:
        return order_rows(connection, name, story=story, offset=offset, limit=limit)
    return [(story, key) if ORDERS[name].key == _DERIVED else (key,) for key in found]


def order_rows(
    connection: sqlite3.Connection, name: str, *, story: str | None = None, offset: int = 0, limit: int = -1
) -> list[tuple[Any, ...]]:
    """As `page_rows`, by putting the rows in order; all from `offset` on where `limit` is below 0."""
    order = ORDERS[name]
    if name == "sources" and not story:
        return _said_from(connection, offset, limit)
    query = f"SELECT {order.key} FROM {_within(order, story)}"  # noqa: S608 - parts of this file
    if name == "sources" and story:
        query = _SOURCES_OF_STORY
    query += f" ORDER BY {order.sort()} LIMIT :limit OFFSET :offset"
    return connection.execute(query, {"story": story, "limit": limit, "offset": offset}).fetchall()


def find_place(connection: sqlite3.Connection, name: str, key: Sequence[Any]) -> Place:
    """Where the row with this key stands in a table of all stories."""
    order = ORDERS[name]
    named = " AND ".join(f"{column} = ?" for column in order.key.split(", "))
    # from the row to its place in the order, not along the order to the row
    rest = _SAID_AS if name == "sources" else order.rest.format(of="")
    rest = rest.replace("stories s CROSS JOIN derived d ON", "derived d CROSS JOIN stories s ON")
    query = f"SELECT {', '.join(order.columns)} FROM {rest} {'AND' if 'WHERE' in rest else 'WHERE'} {named}"  # noqa: S608
    place: Place = connection.execute(query, tuple(key)).fetchone()
    return place


def rows_after(connection: sqlite3.Connection, name: str, place: Place, *, limit: int = 50) -> list[tuple[Any, ...]]:
    """The keys of the rows that follow a place in a table of all stories, whether a row is there or not."""
    order = ORDERS[name]
    if name == "sources":
        return _said_after(connection, place, limit)
    rest = _within(order, None)
    rest += " AND " if "WHERE" in rest else " WHERE "
    given: dict[str, Any] = {f"v{n}": value for n, value in enumerate(place)}
    found: list[tuple[Any, ...]] = []
    # those that are alike in all columns but the last, then in all but the last two: each a range of the index
    for at in reversed(range(len(order.columns))):
        alike = "".join(f"{column} = :v{n} AND " for n, column in enumerate(order.columns[:at]))
        further = f"{order.columns[at]} {'<' if order.columns[at] in order.falling else '>'} :v{at}"
        query = f"SELECT {order.key} FROM {rest}{alike}{further} ORDER BY {order.sort(at)} LIMIT :limit"  # noqa: S608
        found += connection.execute(query, {**given, "limit": limit - len(found)}).fetchall()
        if len(found) >= limit:
            break
    return found


def _said_from(connection: sqlite3.Connection, offset: int, limit: int) -> list[tuple[Any, ...]]:
    """The statements by source from `offset` on: the number of each source's tells which are passed over."""
    found: list[tuple[Any, ...]] = []
    query = "SELECT id FROM said WHERE name = ? ORDER BY day, article, start, id LIMIT ? OFFSET ?"
    for number, name in connection.execute("SELECT number, name FROM speakers ORDER BY number DESC, name"):
        if offset < number:
            found += connection.execute(query, (name, limit - len(found) if limit >= 0 else -1, offset)).fetchall()
        offset = max(offset - number, 0)
        if 0 <= limit <= len(found):
            break
    return found


def _said_after(connection: sqlite3.Connection, place: Place, limit: int) -> list[tuple[Any, ...]]:
    """The statements by source that follow a place: the rest of that source's, then those of the sources after it."""
    number, source, *rest = place
    query = (
        "SELECT id FROM said WHERE name = ? AND (day, article, start, id) > (?,?,?,?) ORDER BY day, article, start, id LIMIT ?"
    )
    found = connection.execute(query, (source, *rest, limit)).fetchall()
    further = connection.execute(
        "SELECT name FROM speakers WHERE number <= :n AND (number < :n OR name > :name) ORDER BY number DESC, name",
        {"n": number, "name": source},
    )
    for (name,) in further:
        if len(found) >= limit:
            break
        query = "SELECT id FROM said WHERE name = ? ORDER BY day, article, start, id LIMIT ?"
        found += connection.execute(query, (name, limit - len(found))).fetchall()
    return found


def count_page_rows(connection: sqlite3.Connection, name: str, *, story: str | None = None) -> int:
    """How many rows a table has."""
    counted = _COUNTED.get(name, name)
    if story is None:
        row = connection.execute("SELECT number FROM counts WHERE name = ?", (counted,)).fetchone()
        return int(row[0]) if row else 0
    known = kept.get_part(connection, story, kept.ARRANGED)
    if known is not None and counted in dict(known):
        return int(dict(known)[counted])
    if name in ("figures", "sources"):  # of these, a story holds what its articles hold
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
