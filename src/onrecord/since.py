"""What is new since a day: by the days that the articles were published, which is what a ledger knows.

When an article was read is not kept: an old article read today is not new here. Articles without a day are counted, not shown.
"""

import datetime as dt
import sqlite3
from dataclasses import dataclass

from onrecord.errors import ConfigError
from onrecord.model import Relation
from onrecord.paging import gather_derived, gather_entries
from onrecord.tell.tables import TABLES, Contents, Row, tell_update

DAY = "json_extract(r.anchor, '$.earliest')"
_RECENT = (
    f"WITH recent AS MATERIALIZED (SELECT r.article FROM readings r WHERE {DAY} >= :day), "  # noqa: S608
    "touched AS MATERIALIZED (SELECT DISTINCT story FROM story_articles WHERE article IN (SELECT article FROM recent)) "
)
_PRINTED = (
    "(SELECT q.article FROM quotations q WHERE q.id = json_extract(d.value, '$.{0}') UNION ALL "
    "SELECT f.article FROM figures f WHERE f.id = json_extract(d.value, '$.{0}')) IN recent"
)
_BOTH_FIGURES = (
    "(SELECT count(*) FROM figures f WHERE f.id IN (json_extract(d.value, '$.left'), json_extract(d.value, '$.right'))) {} 2"
)
_RELATIONS = "derived d WHERE d.kind = 'relations' AND d.story IN touched AND json_extract(d.value, '$.relation') = '{}' AND "
_EITHER = f"({_PRINTED.format('left')} OR {_PRINTED.format('right')})"
_LATER = _PRINTED.format("right")
# what each section takes from the ledger, and in which order
_SECTIONS = {
    "disputed": (_RELATIONS.format("contradicts") + _EITHER, "json_extract(d.value, '$.score') DESC, d.story, d.position"),
    "moved": (_RELATIONS.format("updates") + _LATER + " AND " + _BOTH_FIGURES.format("="), "d.story, d.position"),
    "superseded": (_RELATIONS.format("updates") + _LATER + " AND " + _BOTH_FIGURES.format("<"), "d.story, d.position"),
    "claims": (
        "derived d WHERE d.kind = 'claims' AND d.story IN touched AND json_extract(d.value, '$.first_said') >= :day",
        "-json_extract(d.value, '$.origins'), -json_array_length(d.value, '$.members'), json_extract(d.value, '$.id')",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The first rows of one kind of news, and how many there are."""

    total: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is new since `day`, that day included.

    `disputed` are contradictions of which a side was published since; `moved` figures and `superseded` statements that one
    published since replaces; `claims` those first said since; `articles` those published since. `undated` articles have no day
    and are in none of these; `last` is the last day on which one was published.
    """

    day: str
    last: str | None
    disputed: Section
    moved: Section
    superseded: Section
    claims: Section
    articles: Section
    undated: int


def last_day(connection: sqlite3.Connection) -> str | None:
    """The last day on which an article of the ledger was published."""
    row = connection.execute(f"SELECT max({DAY}) FROM readings r").fetchone()  # noqa: S608
    return str(row[0]) if row[0] else None


def find_since(connection: sqlite3.Connection, day: str, *, limit: int = 50) -> Since:
    """What is new since `day` (an ISO day, or "last" for the last on which an article was published), `limit` rows a section.

    Raises: ConfigError where it is not a day.
    """
    last = last_day(connection)
    if day == "last":
        day = last or "0001-01-01"
    elif not _is_day(day):
        raise ConfigError(f"{day[:40]!r}: not a day. Write it as 2031-05-14, or say last.")
    sections = {name: _find(connection, name, day, limit) for name in _SECTIONS}
    given = {"day": day, "limit": limit}
    of = f"FROM readings r WHERE {DAY} >= :day"
    found = connection.execute(
        f"SELECT r.article {of} ORDER BY {DAY}, r.article LIMIT :limit",
        given,
    ).fetchall()
    articles = TABLES["articles"](gather_entries(connection, "articles", [row[0] for row in found])).rows
    total = connection.execute(f"SELECT count(*) {of}", given).fetchone()[0]
    undated = connection.execute(f"SELECT count(*) FROM readings r WHERE {DAY} IS NULL").fetchone()[0]  # noqa: S608
    return Since(day=day, last=last, undated=undated, articles=Section(total=total, rows=articles), **sections)


def _find(connection: sqlite3.Connection, name: str, day: str, limit: int) -> Section:
    rest, order = _SECTIONS[name]
    given = {"day": day, "limit": limit}
    total = connection.execute(f"{_RECENT}SELECT count(*) FROM {rest}", given).fetchone()[0]  # noqa: S608 - parts of this file
    keys = connection.execute(
        f"{_RECENT}SELECT d.story, d.position FROM {rest} ORDER BY {order} LIMIT :limit",  # noqa: S608
        given,
    ).fetchall()
    contents = gather_derived(connection, "claims" if name == "claims" else "relations", keys)
    return Section(total=total, rows=_tell(name, contents))


def _tell(name: str, contents: Contents) -> tuple[Row, ...]:
    if name in ("claims", "disputed"):
        return TABLES["claims" if name == "claims" else "disputes"](contents).rows
    relations: list[Relation] = [r for record in contents.records for r in record.relations]
    return tuple(tell_update(contents, r) for r in relations)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
