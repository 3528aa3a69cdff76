"""What is new since a day: by the days that the articles were published, which is what a ledger knows.

When an article was read is not kept: an old article read today is not new here. Articles without a day are counted, not shown.
"""

import datetime as dt
import sqlite3
from dataclasses import dataclass

from onrecord.errors import ConfigError
from onrecord.model import Relation
from onrecord.paging import gather_derived, tell_articles
from onrecord.store.keys import DAY
from onrecord.tell.tables import TABLES, Contents, Row, tell_update

_FOLLOWING = "section = :name AND day >= :day"
_CLAIMS = "derived d WHERE d.kind = 'claims' AND json_extract(d.value, '$.first_said') >= :day"
_CLAIM_ORDER = "-json_extract(d.value, '$.origins'), -json_array_length(d.value, '$.members'), json_extract(d.value, '$.id')"
_SECTIONS = ("disputed", "moved", "superseded", "claims")
_FEW = 50
"""Where fewer than one in so many is new, they are found by their day and put in order; else in order, by looking at each."""


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
    row = connection.execute(f"SELECT {DAY} FROM readings r WHERE {DAY} < '9999' ORDER BY {DAY} DESC LIMIT 1").fetchone()  # noqa: S608
    return str(row[0]) if row else None


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
    of = f"FROM readings r WHERE {DAY} >= :day AND {DAY} < '9999'"
    found = connection.execute(f"SELECT r.article {of} ORDER BY {DAY}, r.article LIMIT :limit", given).fetchall()
    by_id = {row["id"]: row for row in tell_articles(connection, [row[0] for row in found]).rows}
    articles = tuple(by_id[id_] for (id_,) in found)
    total = connection.execute(f"SELECT count(*) {of}", given).fetchone()[0]
    undated = connection.execute(f"SELECT count(*) FROM readings r WHERE {DAY} = '9999'").fetchone()[0]  # noqa: S608
    return Since(day=day, last=last, undated=undated, articles=Section(total=total, rows=articles), **sections)


def _find(connection: sqlite3.Connection, name: str, day: str, limit: int) -> Section:
    total, every = (
        connection.execute("SELECT coalesce(sum(number), 0) FROM counts WHERE name >= ? AND name < ?", bounds).fetchone()[0]
        for bounds in ((f"{name} {day}", f"{name}!"), (f"{name} ", f"{name}!"))
    )
    given = {"name": name, "day": day, "limit": limit}
    few = _FEW * total < every
    if name == "claims":
        index = "claims_by_day" if few else "claims_as_news"
        found = _CLAIMS.replace("derived d", f"derived d INDEXED BY {index}")
        query = f"SELECT d.story, d.position FROM {found} ORDER BY {_CLAIM_ORDER}"  # noqa: S608 - parts of this file
    else:
        index = "INDEXED BY news_by_day" if few else "NOT INDEXED"
        query = f"SELECT story, position FROM news {index} WHERE {_FOLLOWING} ORDER BY rank, story, position"  # noqa: S608
    keys = connection.execute(f"{query} LIMIT :limit", given).fetchall() if total else []
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
