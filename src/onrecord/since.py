"""What is new since a day: by the days that the articles were published, which is what a ledger knows.

When an article was read is not kept: an old article read today is not new here. Articles without a day are counted, not shown.
"""

import datetime as dt
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.errors import ConfigError
from onrecord.model import Relation
from onrecord.paging.pages import gather_derived, gather_entries, tell_articles
from onrecord.tell.tables import TABLES, Contents, Row, tell_entry, tell_update

_FOLLOWING = "section = :name AND day >= :day"
SECTIONS = ("disputed", "moved", "superseded", "claims", "articles")
_LOOKED = 8  # members of a claim among which that is sought whose words it has


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The first rows of one kind of news, and how many there are."""

    total: int
    rows: tuple[Row, ...]


_NOTHING = Section(total=0, rows=())


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
    row = connection.execute("SELECT max(earliest) FROM article_days").fetchone()
    return str(row[0]) if row[0] else None


def find_since(connection: sqlite3.Connection, day: str, *, limit: int = 50, sections: Collection[str] = SECTIONS) -> Since:
    """What is new since `day` (an ISO day, or "last" for the last on which an article was published), `limit` rows a section.

    Of those not among `sections` nothing is told.

    Raises: ConfigError where it is not a day.
    """
    last = last_day(connection)
    if day == "last":
        day = last or "0001-01-01"
    elif not _is_day(day):
        raise ConfigError(f"{day[:40]!r}: not a day. Write it as 2031-05-14, or say last.")
    found = {name: _find(connection, name, day, limit) if name in sections else _NOTHING for name in SECTIONS[:-1]}
    undated = connection.execute("SELECT count(*) FROM article_days WHERE earliest IS NULL").fetchone()[0]
    articles = _find_articles(connection, day, limit) if "articles" in sections else _NOTHING
    return Since(day=day, last=last, undated=undated, articles=articles, **found)


def _find_articles(connection: sqlite3.Connection, day: str, limit: int) -> Section:
    given = {"day": day, "limit": limit}
    query = "SELECT article FROM article_days WHERE earliest >= :day ORDER BY earliest, article LIMIT :limit"
    found = connection.execute(query, given).fetchall()
    by_id = {row["id"]: row for row in tell_articles(connection, [row[0] for row in found]).rows}
    total = connection.execute("SELECT count(*) FROM article_days WHERE earliest >= :day", given).fetchone()[0]
    return Section(total=total, rows=tuple(by_id[id_] for (id_,) in found))


def _find(connection: sqlite3.Connection, name: str, day: str, limit: int) -> Section:
    total, every = (
        connection.execute("SELECT coalesce(sum(number), 0) FROM counts WHERE name >= ? AND name < ?", bounds).fetchone()[0]
        for bounds in ((f"{name} {day}", f"{name}!"), (f"{name} ", f"{name}!"))
    )
    given = {"name": name, "day": day, "limit": limit}
    # by day those that are new are put in order; in order those are passed over that are not: whichever are fewer
    few = total * total < limit * every
    if name == "claims":
        index = "INDEXED BY claim_news_by_day" if few else "NOT INDEXED"
        order = "origins, members, story, position"
        query = f"SELECT story, position FROM claim_news {index} WHERE day >= :day ORDER BY {order}"  # noqa: S608
    else:
        index = "INDEXED BY news_by_day" if few else "NOT INDEXED"
        query = f"SELECT story, position FROM news {index} WHERE {_FOLLOWING} ORDER BY rank, story, position"  # noqa: S608
    keys = connection.execute(f"{query} LIMIT :limit", given).fetchall() if total else []
    contents = gather_derived(connection, "claims" if name == "claims" else "relations", keys)
    rows = _tell(name, contents)
    return Section(total=total, rows=_add_givers(connection, contents, rows) if name == "claims" else rows)


def _add_givers(connection: sqlite3.Connection, contents: Contents, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of claims with the statement or figure whose words they are, what it counts, who gives it and who prints it."""
    claims = {c.id: c for record in contents.records for c in record.claims}
    members = {id_: c.members[:_LOOKED] for id_, c in claims.items()}
    found = gather_entries(connection, "entries", [m for own in members.values() for m in own])
    told = []
    for row in rows:
        entries = [tell_entry(found, m) for m in members[row["id"]]]
        best = next((e for e in entries if row["words"] in e["words"]), entries[0])
        figure = found.figures.get(best["id"])
        given = {"entry": best["id"], "said_by": best["source"], "publisher": best["publisher"]}
        told.append({**row, **given, "indicator": figure.indicator if figure else ""})
    return tuple(told)


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
