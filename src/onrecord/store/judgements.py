"""What people decided, as rows that are added to and never changed; and which stories they are yet to be worked into."""

import json
import sqlite3
from collections.abc import Iterable

from onrecord.codec import decode, encode
from onrecord.model import Claim, Entity, Figure, Judgement, Quotation, Relation, StoryRecord

LAID_OVER: dict[str, type] = {"entities": Entity, "claims": Claim, "relations": Relation}
"""The kinds of derived values that judgements change, kept beside as the tool derived them."""


def add_judgement(connection: sqlite3.Connection, judgement: Judgement, *, articles: Iterable[str], deep: bool) -> bool:
    """Stores a judgement that bears on these articles, and has their stories take it in; False where it is there already.

    `deep` is of what changes readings or stories, which are then derived again.
    """
    value = json.dumps(encode(judgement), ensure_ascii=False, separators=(",", ":"))
    if connection.execute("SELECT 1 FROM judgements WHERE id = ?", (judgement.id,)).fetchone():
        return False
    connection.execute("INSERT INTO judgements (id, value) VALUES (?,?)", (judgement.id, value))
    named = sorted(set(articles))
    connection.executemany("INSERT INTO judged_articles VALUES (?,?)", [(a, judgement.id) for a in named])
    connection.executemany(
        "INSERT INTO unjudged VALUES (?,?) ON CONFLICT (article) DO UPDATE SET deep = max(deep, excluded.deep)",
        [(a, int(deep)) for a in named],
    )
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


def undoing(connection: sqlite3.Connection, judgements: Iterable[str]) -> list[Judgement]:
    """The judgements that undo any of these, and those that undo them in turn."""
    found: dict[str, Judgement] = {}
    ahead = sorted(set(judgements))
    while ahead:
        rows = connection.execute(
            "SELECT j.id, j.value FROM json_each(?) a CROSS JOIN judgements j ON json_extract(j.value, '$.undoes') = a.value "
            "AND json_extract(j.value, '$.undoes') IS NOT NULL ORDER BY j.id",
            (json.dumps(ahead),),
        )
        new = {id_: decode(Judgement, json.loads(value)) for id_, value in rows if id_ not in found}
        found |= new
        ahead = sorted(new)
    return list(found.values())


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


def count_judgements(connection: sqlite3.Connection) -> int:
    """How many judgements there are, undos among them."""
    return int(connection.execute("SELECT count(*) FROM judgements").fetchone()[0])


def articles_judged(connection: sqlite3.Connection, id_: str) -> list[str]:
    """The articles that a judgement bears on."""
    return [row[0] for row in connection.execute("SELECT article FROM judged_articles WHERE judgement = ? ORDER BY 1", (id_,))]


def unjudged_articles(connection: sqlite3.Connection, *, deep: bool | None = None) -> list[str]:
    """The articles whose stories judgements are yet to be worked into: those to derive again (`deep`), the others, or all."""
    query = "SELECT article FROM unjudged WHERE deep = coalesce(?, deep) ORDER BY article"
    return [row[0] for row in connection.execute(query, (None if deep is None else int(deep),))]


def are_waiting(connection: sqlite3.Connection, articles: Iterable[str]) -> bool:
    """Whether a judgement on any of these articles is yet to be worked in."""
    given = (json.dumps(sorted(set(articles))),)
    return bool(
        connection.execute("SELECT 1 FROM unjudged WHERE article IN (SELECT value FROM json_each(?))", given).fetchone()
    )


def mark_judged(connection: sqlite3.Connection, articles: Iterable[str], *, deep: bool = True) -> None:
    """Notes that the judgements on these articles have been worked in, but for those that change readings where not `deep`."""
    connection.execute(
        "DELETE FROM unjudged WHERE article IN (SELECT value FROM json_each(?)) AND deep <= ?",
        (json.dumps(sorted(set(articles))), int(deep)),
    )


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


def put_plain(connection: sqlite3.Connection, record: StoryRecord | None, *, story: str) -> None:
    """Keeps what the tool derived of a story by itself, where judgements have changed it; None where they have not."""
    connection.execute("DELETE FROM plain WHERE story = ?", (story,))
    for kind in LAID_OVER if record else ():
        connection.executemany(
            "INSERT INTO plain VALUES (?,?,?,?)",
            [(story, kind, n, json.dumps(encode(v), ensure_ascii=False)) for n, v in enumerate(getattr(record, kind))],
        )


def get_plain(connection: sqlite3.Connection, story: str) -> dict[str, tuple[object, ...]] | None:
    """What the tool derived of a story by itself, by kind; None where no judgement has changed it."""
    rows = connection.execute("SELECT kind, value FROM plain WHERE story = ? ORDER BY kind, position", (story,)).fetchall()
    if not rows:
        return None
    return {kind: tuple(decode(of, json.loads(v)) for k, v in rows if k == kind) for kind, of in LAID_OVER.items()}


def keep_plain(connection: sqlite3.Connection, story: str) -> None:
    """Keeps what is derived of a story now, as what the tool derived by itself."""
    connection.execute(
        "INSERT INTO plain SELECT story, kind, position, value FROM derived "
        "WHERE story = ? AND kind IN (SELECT value FROM json_each(?))",
        (story, json.dumps(list(LAID_OVER))),
    )


def put_laid_over(connection: sqlite3.Connection, before: StoryRecord, after: StoryRecord) -> bool:
    """Stores the entities, claims and relations of a story in place of those before, only what differs; whether any does."""
    story = before.story.id
    changed = False
    for kind in LAID_OVER:
        old, new = getattr(before, kind), getattr(after, kind)
        differ = [n for n, value in enumerate(new) if n >= len(old) or old[n] != value]
        changed = changed or bool(differ) or len(new) < len(old)
        connection.executemany(
            "DELETE FROM derived WHERE story = ? AND kind = ? AND position = ?",
            [(story, kind, n) for n in (*differ, *range(len(new), len(old)))],
        )
        rows = [(story, kind, n, json.dumps(encode(new[n]), ensure_ascii=False)) for n in differ]
        connection.executemany("INSERT INTO derived VALUES (?,?,?,?)", rows)
    return changed
