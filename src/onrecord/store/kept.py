"""What is kept of stories so that no page goes through one whole: orders and groups of the large ones, sums, doubts.

It follows from the other tables and is made when a story is stored (`onrecord.paging.keeping`). A story that is changed
otherwise loses it and waits in `unkept`; until it is made again, pages work it out from the story.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

CHUNK = 100  # values of a long list in one row
ARRANGED = "counts"
"""The part that every story has of which orders and groups are kept."""
LISTS = "list "
"""What the names of parts begin with that are long lists, kept in chunks."""
_TABLES = (
    """CREATE TABLE kept (
        story TEXT NOT NULL, part TEXT NOT NULL, number INTEGER NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (story, part, number)
    ) WITHOUT ROWID""",
    # what waits for a decision, the least sure first
    """CREATE TABLE doubts (
        p_right REAL NOT NULL, kind TEXT NOT NULL, story TEXT NOT NULL, ids TEXT NOT NULL, number INTEGER NOT NULL,
        relation TEXT, why TEXT, PRIMARY KEY (p_right, kind, story, ids, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX doubts_by_story ON doubts (story, p_right, kind, ids, number)",
    # the stories of which it is yet to be made
    "CREATE TABLE unkept (story TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE INDEX judgements_in_order ON judgements (json_extract(value, '$.at'), id)",
    "CREATE INDEX judgements_by_undone ON judgements (json_extract(value, '$.undoes')) "
    "WHERE json_extract(value, '$.undoes') IS NOT NULL",
    "INSERT INTO unkept SELECT id FROM stories",
    # the first and the last day on which each article may have been published
    "CREATE TABLE article_days (article TEXT PRIMARY KEY, earliest TEXT, latest TEXT) WITHOUT ROWID",
    "CREATE INDEX article_days_by_day ON article_days (earliest, article)",
    "INSERT INTO article_days SELECT article, json_extract(anchor, '$.earliest'), json_extract(anchor, '$.latest') "
    "FROM readings",
    "INSERT OR REPLACE INTO counts VALUES ('doubts', 0)",
)
_COUNT_DOUBTS = "INSERT INTO doubt_counts SELECT p_right, kind, {stretch}, count(*) FROM doubts GROUP BY 1, 2, 3"
# how many doubts wait in each stretch of their order: of a far page those before it are not passed over one by one
_COUNTED = (
    """CREATE TABLE doubt_counts (
        p_right REAL NOT NULL, kind TEXT NOT NULL, stretch TEXT NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY (p_right, kind, stretch)
    ) WITHOUT ROWID""",
    _COUNT_DOUBTS,
    "CREATE TRIGGER doubts_insert AFTER INSERT ON doubts BEGIN INSERT INTO doubt_counts VALUES "
    "(new.p_right, new.kind, {new_stretch}, 1) ON CONFLICT DO UPDATE SET number = number + 1; END",
    "CREATE TRIGGER doubts_delete AFTER DELETE ON doubts BEGIN UPDATE doubt_counts SET number = number - 1 "
    "WHERE (p_right, kind, stretch) = (old.p_right, old.kind, {old_stretch}); "
    "DELETE FROM doubt_counts WHERE (p_right, kind, stretch) = (old.p_right, old.kind, {old_stretch}) AND number = 0; END",
    # in the order in which they are told as new, with their days
    "DROP INDEX IF EXISTS article_days_by_day",
    "CREATE INDEX article_days_by_day ON article_days (earliest, article, latest)",
)
_STRETCH = "substr({}story, 1, 4)"  # stories whose ids, which are digests, begin alike: one in 256
_FORGET = (
    "DELETE FROM kept WHERE story = {0}",
    "UPDATE counts SET number = number - (SELECT count(*) FROM doubts WHERE story = {0}) WHERE name = 'doubts'",
    "DELETE FROM doubts WHERE story = {0}",
)
_TRIGGERS = {
    "kept_story_insert": ("INSERT ON stories", ("INSERT OR IGNORE INTO unkept VALUES (new.id)",)),
    "kept_story_delete": (
        "DELETE ON stories",
        (*(s.format("old.id") for s in _FORGET), "DELETE FROM unkept WHERE story = old.id"),
    ),
    "article_days_insert": (
        "INSERT ON readings",
        (
            "INSERT OR REPLACE INTO article_days VALUES "
            "(new.article, json_extract(new.anchor, '$.earliest'), json_extract(new.anchor, '$.latest'))",
        ),
    ),
}
Doubted = tuple[Any, ...]
"""How sure, kind, story, ids as JSON, which of those that are alike so far, relation, why."""
_DOUBT_KEY = 5  # values of these that no two have alike


def make_tables(connection: sqlite3.Connection) -> None:
    """Makes the tables; every story waits for what is kept of it."""
    for statement in _TABLES:
        connection.execute(statement)
    for name, (event, statements) in _TRIGGERS.items():
        connection.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {'; '.join(statements)}; END")


def follow_stories(connection: sqlite3.Connection) -> None:
    """Has what is kept follow stories that are kept by their first article, and readings that are written over."""
    forgotten = "; ".join((*(s.format("old.story") for s in _FORGET), "DELETE FROM unkept WHERE story = old.story"))
    day = "json_extract(new.anchor, '$.{0}')"
    first, last = day.format("earliest"), day.format("latest")
    for name, event, statement in (
        ("kept_story_insert", "INSERT ON stories", "INSERT OR IGNORE INTO unkept VALUES (new.story)"),
        ("kept_story_delete", "DELETE ON stories", forgotten),
        (
            "article_days_update",
            "UPDATE OF anchor ON readings",
            f"UPDATE article_days SET earliest = {first}, latest = {last} WHERE article = new.article "  # noqa: S608
            f"AND (earliest IS NOT {first} OR latest IS NOT {last})",
        ),
    ):
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {statement}; END")
    connection.execute("DELETE FROM doubt_counts")
    connection.execute(_COUNT_DOUBTS.format(stretch=_STRETCH.format("")))


def count_doubts(connection: sqlite3.Connection) -> None:
    """Makes what tells how many doubts wait where in their order."""
    stretches = {name: _STRETCH.format(of) for name, of in (("stretch", ""), ("new_stretch", "new."), ("old_stretch", "old."))}
    for statement in _COUNTED:
        connection.execute(statement.format(**stretches))


def forget_story(connection: sqlite3.Connection, story: str) -> None:
    """Drops what is kept of a story; it is to be made again. Its doubts stay where they are until then, and are not asked."""
    _forget(connection, story, "")


def forget_judged(connection: sqlite3.Connection, story: str) -> None:
    """Drops what is kept of a story but for what follows from its articles alone; it is to be made again."""
    _forget(connection, story, " AND part <> 'sums'")


def _forget(connection: sqlite3.Connection, story: str, but: str) -> None:
    connection.execute(f"DELETE FROM kept WHERE story = ?{but}", (story,))  # noqa: S608 - fixed parts
    connection.execute("INSERT OR IGNORE INTO unkept VALUES (?)", (story,))


def forget_parts(connection: sqlite3.Connection, story: str, parts: Iterable[str]) -> None:
    """Drops some parts of what is kept of a story; they are to be made again before the transaction ends."""
    query = "DELETE FROM kept WHERE story = ? AND part IN (SELECT value FROM json_each(?))"
    connection.execute(query, (story, json.dumps(sorted(parts))))


def forget_arranged(connection: sqlite3.Connection) -> None:
    """Drops what is kept of the stories of which orders and groups are; they are to be made again."""
    for (story,) in connection.execute("SELECT DISTINCT story FROM kept WHERE part = ?", (ARRANGED,)).fetchall():
        forget_judged(connection, story)


def unkept_stories(connection: sqlite3.Connection, *, limit: int = 1) -> list[str]:
    """Stories of which nothing is kept yet."""
    return [row[0] for row in connection.execute("SELECT story FROM unkept ORDER BY story LIMIT ?", (limit,))]


def is_kept(connection: sqlite3.Connection, story: str | None) -> bool:
    """Whether what is kept of a story is there; of all stories where it is None."""
    if story is None:
        return not unkept_stories(connection)
    return connection.execute("SELECT 1 FROM unkept WHERE story = ?", (story,)).fetchone() is None


def mark_kept(connection: sqlite3.Connection, story: str) -> None:
    """Notes that all that is to be kept of a story is."""
    connection.execute("DELETE FROM unkept WHERE story = ?", (story,))


def put_part(connection: sqlite3.Connection, story: str, part: str, values: Sequence[Any]) -> None:
    """Keeps values of a part of a story in their order."""
    rows = [values[at : at + CHUNK] for at in range(0, len(values), CHUNK)] if part.startswith(LISTS) else values
    connection.executemany(
        "INSERT OR REPLACE INTO kept VALUES (?,?,?,?)",
        [(story, part, n, json.dumps(row, ensure_ascii=False, separators=(",", ":"))) for n, row in enumerate(rows)],
    )


@contextlib.contextmanager
def parts_at_hand(connection: sqlite3.Connection, story: str, parts: Mapping[str, Sequence[Any]]) -> Iterator[None]:
    """Whoever reads within finds these parts of the story kept, and of no other story any; nothing is written to the ledger."""
    # SQLite looks among temporary tables first
    connection.execute(
        "CREATE TEMP TABLE kept (story TEXT, part TEXT, number INTEGER, value TEXT, PRIMARY KEY (story, part, number)) "
        "WITHOUT ROWID"
    )
    try:
        put_parts(connection, story, parts)
        yield
    finally:
        connection.execute("DROP TABLE temp.kept")


def put_parts(connection: sqlite3.Connection, story: str, parts: Mapping[str, Sequence[Any]]) -> None:
    """Keeps the orders and groups of a story; ARRANGED is one of the parts."""
    for part, values in parts.items():
        put_part(connection, story, part, values)


def is_arranged(connection: sqlite3.Connection, story: str) -> bool:
    """Whether orders and groups of a story are kept."""
    return connection.execute("SELECT 1 FROM kept WHERE story = ? AND part = ?", (story, ARRANGED)).fetchone() is not None


def get_part(connection: sqlite3.Connection, story: str, part: str, *, offset: int = 0, limit: int = -1) -> list[Any] | None:
    """The values of a part of a story from `offset` on, all where `limit` is below 0; None where they are not kept."""
    first, last = (offset // CHUNK, (offset + limit - 1) // CHUNK) if part.startswith(LISTS) else (offset, offset + limit - 1)
    within, given = ("", {}) if limit < 0 else (" AND number <= :last", {"last": last})
    rows = connection.execute(
        f"SELECT value FROM kept WHERE story = :story AND part = :part AND number >= :first{within} ORDER BY number",  # noqa: S608
        {"story": story, "part": part, "first": first, **given},
    ).fetchall()
    if not rows and not is_arranged(connection, story):
        return None
    values = [json.loads(value) for (value,) in rows]
    if part.startswith(LISTS):
        values = [value for chunk in values for value in chunk][offset - first * CHUNK :]
        values = values[:limit] if limit >= 0 else values
    return values


def find_row(connection: sqlite3.Connection, story: str, part: str, ids: Iterable[str]) -> int | None:
    """The number of the first single value of a part that names any of these ids; None where none does."""
    row = connection.execute(
        "SELECT min(number) FROM kept, json_each(?) i WHERE story = ? AND part = ? AND instr(kept.value, i.value)",
        (json.dumps([json.dumps(id_) for id_ in ids]), story, part),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def count_rows_of(connection: sqlite3.Connection, story: str, part: str) -> int:
    """How many values a part has that is kept by single values."""
    query = "SELECT max(number) + 1 FROM kept WHERE story = ? AND part = ?"
    return connection.execute(query, (story, part)).fetchone()[0] or 0


def get_only(connection: sqlite3.Connection, story: str, part: str) -> list[Any] | None:
    """The one value of a part that is kept of every story, large or not; None where it is not."""
    row = connection.execute("SELECT value FROM kept WHERE story = ? AND part = ?", (story, part)).fetchone()
    return json.loads(row[0]) if row else None


def list_doubts(connection: sqlite3.Connection, *, offset: int, limit: int) -> list[Doubted]:
    """What waits for a decision in the whole ledger from `offset` on, in its order."""
    begun: tuple[Any, ...] | None = None
    counted = connection.execute("SELECT p_right, kind, stretch, number FROM doubt_counts ORDER BY p_right, kind, stretch")
    for *place, number in counted:
        if offset < number:
            begun = tuple(place)
            break
        offset -= number
    if begun is None:
        return []
    # a stretch comes before all stories that begin with it
    query = (
        "SELECT p_right, kind, story, ids, number, relation, why FROM doubts WHERE (p_right, kind, story) >= (?,?,?) "
        "ORDER BY p_right, kind, story, ids, number LIMIT ? OFFSET ?"
    )
    return connection.execute(query, (*begun, limit, offset)).fetchall()


def drop_doubts(connection: sqlite3.Connection, story: str, kinds: Iterable[str], ids: Iterable[str] | None = None) -> None:
    """Drops what waits for a decision of these kinds in a story, all of it or what is about any of these ids."""
    about = (
        "" if ids is None else " AND EXISTS (SELECT 1 FROM json_each(ids) WHERE value IN (SELECT value FROM json_each(:ids)))"
    )
    given = {"story": story, "kinds": json.dumps(sorted(kinds)), "ids": json.dumps(sorted(set(ids or ())))}
    query = f"DELETE FROM doubts WHERE story = :story AND kind IN (SELECT value FROM json_each(:kinds)){about}"  # noqa: S608
    dropped = connection.execute(query, given).rowcount
    connection.execute("UPDATE counts SET number = number - ? WHERE name = 'doubts'", (dropped,))


def replace_doubts(connection: sqlite3.Connection, story: str, rows: Sequence[Doubted]) -> None:
    """Keeps what waits for a decision in a story, in place of what did; what does as before stays untouched."""
    query = "SELECT p_right, kind, story, ids, number, relation, why FROM doubts WHERE story = ?"
    there = set(connection.execute(query, (story,)))
    gone = [row[:_DOUBT_KEY] for row in there.difference(rows)]
    place = "(story, p_right, kind, ids, number) = (?3, ?1, ?2, ?4, ?5)"
    connection.executemany(f"DELETE FROM doubts WHERE {place}", gone)  # noqa: S608 - fixed parts
    connection.execute("UPDATE counts SET number = number - ? WHERE name = 'doubts'", (len(gone),))
    put_doubts(connection, [row for row in rows if row not in there])


def put_doubts(connection: sqlite3.Connection, rows: Sequence[Doubted]) -> None:
    """Keeps what waits for a decision."""
    connection.executemany("INSERT INTO doubts VALUES (?,?,?,?,?,?,?)", rows)
    connection.execute("UPDATE counts SET number = number + ? WHERE name = 'doubts'", (len(rows),))
