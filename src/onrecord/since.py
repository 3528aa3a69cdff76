"""What is new since a day: by the days that the articles were published, which is what a ledger knows.

When an article was read is not kept: an old article read today is not new here. Articles without a day are counted, not shown.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from onrecord.errors import ConfigError
from onrecord.model import Relation
from onrecord.paging.pages import gather_derived, gather_entries, tell_articles
from onrecord.tell.tables import TABLES, Contents, Row, tell_entry, tell_update

_FOLLOWING = "section = :name AND day >= :day"
SECTIONS = ("disputed", "moved", "superseded", "reversed", "corroborated", "claims", "changed", "articles")
_FEW = 4  # times as many: by day where fewer than one of so many articles are of it
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
    published since replaces, `reversed` those of the latter that their own source takes back; `corroborated` are claims said
    before of which a second origin was first heard since; `claims` those first said since; `changed` articles published since
    at the address of an earlier one with another text; `articles` those published since. `undated` articles have no day and are
    in none of these; `last` is the last day on which one was published.
    """

    day: str
    last: str | None
    disputed: Section
    moved: Section
    superseded: Section
    reversed: Section
    corroborated: Section
    claims: Section
    changed: Section
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
    finders: dict[str, Callable[[sqlite3.Connection, str, int], Section]] = {
        **{name: partial(_find, name) for name in ("disputed", "moved", "superseded", "reversed", "claims")},
        "corroborated": _find_corroborated,
        "changed": _find_changed,
        "articles": _find_articles,
    }
    found = {name: finders[name](connection, day, limit) if name in sections else _NOTHING for name in SECTIONS}
    undated = connection.execute("SELECT count(*) FROM article_days WHERE earliest IS NULL").fetchone()[0]
    return Since(day=day, last=last, undated=undated, **found)


def _find_corroborated(connection: sqlite3.Connection, day: str, limit: int) -> Section:
    among = (
        "FROM derived INDEXED BY claims_by_second WHERE kind = 'claims' AND json_extract(value, '$.corroborated') >= :day "
        "AND json_extract(value, '$.first_said') < :day"
    )
    given = {"day": day, "limit": limit}
    total = connection.execute(f"SELECT count(*) {among}", given).fetchone()[0]
    ordered = f"SELECT story, position {among} ORDER BY json_extract(value, '$.origins') DESC, story, position LIMIT :limit"
    keys = connection.execute(ordered, given).fetchall() if total else []
    contents = gather_derived(connection, "claims", keys)
    return Section(total=total, rows=_add_givers(connection, contents, _tell("claims", contents)))


def _find_changed(connection: sqlite3.Connection, day: str, limit: int) -> Section:
    """Articles that stand where an earlier one stood: each with that one, the latest first."""
    counting = "SELECT count(*) FILTER (WHERE earliest >= ?), count(*) FROM article_days"
    new, every = connection.execute(counting, (day,)).fetchone()
    # where few are new, their addresses alone are looked through
    of_new = "IN (SELECT a.url FROM article_days d JOIN articles a ON a.id = d.article WHERE d.earliest >= :day)"
    which = of_new if new * _FEW < every else "IS NOT NULL"
    several = f"SELECT url FROM articles INDEXED BY articles_by_url WHERE url {which} GROUP BY url HAVING count(*) > 1"  # noqa: S608
    query = (
        f"SELECT a.url, a.id, d.earliest, a.rowid FROM ({several}) s JOIN articles a ON a.url = s.url "  # noqa: S608
        "JOIN article_days d ON d.article = a.id WHERE d.earliest IS NOT NULL"
    )
    rows = sorted(connection.execute(query, {"day": day}).fetchall(), key=lambda row: (row[0], row[2], row[3]))
    pairs = [(b, a) for a, b in pairwise(rows) if a[0] == b[0] and b[2] >= day]
    pairs.sort(key=lambda pair: (pair[0][2], pair[0][1]), reverse=True)
    heads = {
        r["id"]: r
        for r in tell_articles(connection, [i for after, before in pairs[:limit] for i in (after[1], before[1])]).rows
    }
    told = [
        {
            "url": after[0], "after": after[1], "before": before[1], "day": after[2], "before_day": before[2],
            "publisher": heads[after[1]]["publisher"], "title": heads[after[1]]["title"],
            "before_title": heads[before[1]]["title"],
        }
        for after, before in pairs[:limit]
    ]  # fmt: skip
    return Section(total=len(pairs), rows=tuple(told))


def _find_articles(connection: sqlite3.Connection, day: str, limit: int) -> Section:
    given = {"day": day, "limit": limit}
    query = "SELECT article FROM article_days WHERE earliest >= :day ORDER BY earliest, article LIMIT :limit"
    found = connection.execute(query, given).fetchall()
    by_id = {row["id"]: row for row in tell_articles(connection, [row[0] for row in found]).rows}
    total = connection.execute("SELECT count(*) FROM article_days WHERE earliest >= :day", given).fetchone()[0]
    return Section(total=total, rows=tuple(by_id[id_] for (id_,) in found))


def _find(name: str, connection: sqlite3.Connection, day: str, limit: int) -> Section:
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
        given = {"entry": best["id"], "said_by": best["source"], "publisher": best["publisher"], "article": best["article"]}
        told.append({**row, **given, "indicator": figure.indicator if figure else ""})
    return tuple(told)


def _tell(name: str, contents: Contents) -> tuple[Row, ...]:
    if name == "claims":
        return TABLES["claims"](contents).rows
    if name == "disputed":
        # what is asked: of two figures what they count
        figures = contents.figures
        asked = {f.id: f.indicator for f in figures.values()}
        return tuple({**row, "indicator": asked.get(row["left"], "")} for row in TABLES["disputes"](contents).rows)
    relations: list[Relation] = [r for record in contents.records for r in record.relations]
    return tuple(tell_update(contents, r) for r in relations)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
