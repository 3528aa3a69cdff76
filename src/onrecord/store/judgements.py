"""What people decided, as rows that are added to and never changed; and which stories they are yet to be worked into."""

import json
import sqlite3
from collections.abc import Iterable

from onrecord.codec import decode, dump, encode
from onrecord.model import Figure, Judgement, Quotation, StoryRecord
from onrecord.store.stories import key_of

LAID_OVER = ("entities", "claims", "relations")
"""The kinds of derived values that judgements change, kept beside as the tool derived them."""
_MARK = -1  # the position of the row that tells that a kind is kept, also where the tool derived nothing of it


def add_judgement(
    connection: sqlite3.Connection, judgement: Judgement, *, articles: Iterable[str], decision: str | None
) -> bool:
    """Stores a judgement that bears on these articles, and has their stories take it in; False where it is there already.

    `decision` is what it, or what it undoes, decides; None where nothing that is derived or kept hangs on it.
    """
    value = json.dumps(encode(judgement), ensure_ascii=False, separators=(",", ":"))
    if connection.execute("SELECT 1 FROM judgements WHERE id = ?", (judgement.id,)).fetchone():
        return False
    connection.execute("INSERT INTO judgements (id, value) VALUES (?,?)", (judgement.id, value))
    named = sorted(set(articles))
    connection.executemany("INSERT INTO judged_articles VALUES (?,?)", [(a, judgement.id) for a in named])
    if decision:
        connection.executemany("INSERT INTO unjudged VALUES (?,?,?)", [(a, judgement.id, decision) for a in named])
    return True


def get_judgement(connection: sqlite3.Connection, id_: str) -> Judgement | None:
    """One judgement by its id."""
    row = connection.execute("SELECT value FROM judgements WHERE id = ?", (id_,)).fetchone()
    return decode(Judgement, json.loads(row[0])) if row else None


def list_judgements(connection: sqlite3.Connection) -> list[Judgement]:
    """All judgements."""
    rows = connection.execute("SELECT value FROM judgements ORDER BY id")
    return [decode(Judgement, json.loads(value)) for (value,) in rows]


def page_judgements(connection: sqlite3.Connection, *, offset: int, limit: int, latest: bool = False) -> list[Judgement]:
    """Some judgements in order of time, or the `latest` first."""
    way = "DESC" if latest else "ASC"
    rows = connection.execute(
        f"SELECT value FROM judgements ORDER BY json_extract(value, '$.at') {way}, id {way} LIMIT ? OFFSET ?",  # noqa: S608
        (limit, offset),
    )
    return [decode(Judgement, json.loads(value)) for (value,) in rows]


def latest_judgements(connection: sqlite3.Connection, limit: int) -> list[Judgement]:
    """Those that were added last, undos among them."""
    rows = connection.execute("SELECT value FROM judgements ORDER BY number DESC LIMIT ?", (limit,))
    return [decode(Judgement, json.loads(value)) for (value,) in rows]


def judgements_on(connection: sqlite3.Connection, articles: Iterable[str]) -> list[Judgement]:
    """The judgements that bear on any of these articles, undos among them."""
    rows = connection.execute(
        "SELECT DISTINCT j.id, j.value FROM json_each(?) a JOIN judged_articles x ON x.article = a.value "
        "JOIN judgements j ON j.id = x.judgement ORDER BY j.id",
        (json.dumps(sorted(set(articles))),),
    )
    return [decode(Judgement, json.loads(value)) for _, value in rows]


def judgements_beside(connection: sqlite3.Connection, judgements: Iterable[str]) -> list[Judgement]:
    """The judgements that bear on any article on which one of these does, undos among them."""
    query = "SELECT DISTINCT article FROM judged_articles WHERE judgement IN (SELECT value FROM json_each(?))"
    rows = connection.execute(query, (json.dumps(sorted(set(judgements))),))
    return judgements_on(connection, [row[0] for row in rows])


def count_judgements(connection: sqlite3.Connection) -> int:
    """How many judgements there are, undos among them."""
    return int(connection.execute("SELECT count(*) FROM judgements").fetchone()[0])


def articles_judged(connection: sqlite3.Connection, id_: str) -> list[str]:
    """The articles that a judgement bears on."""
    return [row[0] for row in connection.execute("SELECT article FROM judged_articles WHERE judgement = ? ORDER BY 1", (id_,))]


def list_unjudged(connection: sqlite3.Connection, articles: Iterable[str] | None = None) -> list[tuple[str, str, str]]:
    """What is yet to be worked in, of these articles or of all: the article, the judgement, what this decides or undoes."""
    of = "" if articles is None else "WHERE article IN (SELECT value FROM json_each(?)) "
    given = () if articles is None else (json.dumps(sorted(set(articles))),)
    query = f"SELECT article, judgement, decision FROM unjudged {of}ORDER BY article, judgement"  # noqa: S608 - parts of this file
    return connection.execute(query, given).fetchall()


def list_targets(connection: sqlite3.Connection, judgements: Iterable[str]) -> set[str]:
    """The ids, as they were then, of what these judgements speak of, or of what they undo does."""
    found = {j.id: j for id_ in judgements if (j := get_judgement(connection, id_))}
    ids: set[str] = set()
    for judgement in found.values():
        first: Judgement | None = judgement
        while first and first.undoes:
            first = get_judgement(connection, first.undoes)
        ids |= {t.id for t in first.targets} if first else set()
    return ids


def unjudged_articles(connection: sqlite3.Connection) -> list[str]:
    """The articles whose stories judgements are yet to be worked into."""
    return [row[0] for row in connection.execute("SELECT DISTINCT article FROM unjudged ORDER BY article")]


def are_waiting(connection: sqlite3.Connection, articles: Iterable[str]) -> bool:
    """Whether a judgement on any of these articles is yet to be worked in."""
    given = (json.dumps(sorted(set(articles))),)
    return bool(
        connection.execute("SELECT 1 FROM unjudged WHERE article IN (SELECT value FROM json_each(?))", given).fetchone()
    )


def keep_waiting(connection: sqlite3.Connection, judgements: Iterable[str]) -> set[str]:
    """Those of these judgements that are yet to be worked in."""
    given = (json.dumps(sorted(set(judgements))),)
    query = "SELECT DISTINCT judgement FROM unjudged WHERE judgement IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(query, given)}


def mark_judged(connection: sqlite3.Connection, articles: Iterable[str], judgements: Iterable[str] | None = None) -> None:
    """Notes that the judgements on these articles, all or these alone, have been worked in."""
    among = "" if judgements is None else " AND judgement IN (SELECT value FROM json_each(?))"
    given = [json.dumps(sorted(set(ids))) for ids in (articles, judgements) if ids is not None]
    query = f"DELETE FROM unjudged WHERE article IN (SELECT value FROM json_each(?)){among}"  # noqa: S608 - parts of this file
    connection.execute(query, given)


def put_as_read(connection: sqlite3.Connection, article: str, entries: Iterable[Quotation | Figure]) -> None:
    """Keeps statements and figures of an article as the tool read them, where a person has corrected them."""
    connection.execute("DELETE FROM as_read WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO as_read VALUES (?,?,?)",
        [(e.id, article, json.dumps(encode(e), ensure_ascii=False, separators=(",", ":"))) for e in entries],
    )


def get_as_read(connection: sqlite3.Connection, articles: Iterable[str]) -> dict[str, str]:
    """The statements and figures of these articles that a person has corrected, by id, as JSON of how they were read."""
    rows = connection.execute(
        "SELECT id, value FROM as_read WHERE article IN (SELECT value FROM json_each(?))", (json.dumps(sorted(set(articles))),)
    )
    return dict(rows.fetchall())


def corrected_articles(connection: sqlite3.Connection, articles: Iterable[str]) -> set[str]:
    """Those of these articles in which a person has corrected an entry."""
    rows = connection.execute(
        "SELECT DISTINCT article FROM as_read WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(articles))),),
    )
    return {row[0] for row in rows}


def put_plain(connection: sqlite3.Connection, record: StoryRecord, final: StoryRecord) -> None:
    """Keeps what the tool derived of a story by itself, of the kinds in which judgements have changed it."""
    story = key_of(record.story)
    connection.execute("DELETE FROM plain WHERE story = ?", (story,))
    for kind in LAID_OVER:
        values = getattr(record, kind)
        if values != getattr(final, kind):
            rows = [(story, kind, _MARK, "null"), *((story, kind, n, dump(v)) for n, v in enumerate(values))]
            connection.executemany("INSERT INTO plain VALUES (?,?,?,?)", rows)


def get_plain(connection: sqlite3.Connection, story: str, kind: str) -> list[str] | None:
    """What the tool derived of a story by itself, of one kind, as JSON; None where it stands as it was derived."""
    rows = connection.execute(
        "SELECT value FROM plain WHERE story = ? AND kind = ? ORDER BY position", (story, kind)
    ).fetchall()
    return [value for (value,) in rows[1:]] if rows else None


def keep_plain(connection: sqlite3.Connection, story: str, kind: str) -> None:
    """Keeps what is derived of a story now, of one kind, as what the tool derived by itself."""
    connection.execute("INSERT INTO plain VALUES (?,?,?,'null')", (story, kind, _MARK))
    connection.execute(
        "INSERT INTO plain SELECT story, kind, position, value FROM derived WHERE story = ? AND kind = ?", (story, kind)
    )


def forget_plain(connection: sqlite3.Connection, story: str) -> None:
    """Drops what the tool derived by itself, where no judgement changes it any more."""
    connection.execute("DELETE FROM plain WHERE story = ?", (story,))


def key_by_judgement(connection: sqlite3.Connection) -> None:
    """Makes the table of what is yet to be worked in anew, by judgement, from one by article; marks the kinds that are kept."""
    waiting = unjudged_articles(connection)
    connection.execute("DROP TABLE unjudged")
    connection.execute(
        "CREATE TABLE unjudged (article TEXT NOT NULL, judgement TEXT NOT NULL, decision TEXT NOT NULL, "
        "PRIMARY KEY (article, judgement)) WITHOUT ROWID"
    )
    query = (
        "WITH RECURSIVE back (article, id, judgement) AS (SELECT article, judgement, judgement FROM judged_articles "
        "WHERE article IN (SELECT value FROM json_each(?)) UNION ALL "
        "SELECT b.article, json_extract(j.value, '$.undoes'), b.judgement FROM back b JOIN judgements j ON j.id = b.id "
        "WHERE json_extract(j.value, '$.undoes') IS NOT NULL) INSERT INTO unjudged "
        "SELECT b.article, b.judgement, json_extract(j.value, '$.decision') FROM back b JOIN judgements j ON j.id = b.id "
        "WHERE json_extract(j.value, '$.undoes') IS NULL"
    )
    connection.execute(query, (json.dumps(waiting),))
    for kind in LAID_OVER:
        mark = "INSERT OR REPLACE INTO plain SELECT DISTINCT story, ?, ?, 'null' FROM plain WHERE position >= 0"
        connection.execute(mark, (kind, _MARK))
