"""Stories and what is derived across their articles, as rows."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.codec import decode, dump
from onrecord.model import Claim, Entity, Event, Origin, Place, Relation, Reuse, Story, StoryRecord
from onrecord.store import kept

DERIVED: dict[str, type] = {
    "reuse": Reuse,
    "origins": Origin,
    "entities": Entity,
    "claims": Claim,
    "relations": Relation,
    "events": Event,
    "places": Place,
}


def pending_articles(connection: sqlite3.Connection) -> list[str]:
    """The articles that are stored and not yet in a story, in the order of their ids."""
    return [row[0] for row in connection.execute("SELECT article FROM pending ORDER BY article")]


def story_of(connection: sqlite3.Connection, article: str) -> str | None:
    """The story that the article is in."""
    row = connection.execute("SELECT story FROM story_articles WHERE article = ?", (article,)).fetchone()
    return row[0] if row else None


def articles_of(connection: sqlite3.Connection, story: str) -> list[str]:
    """The articles of a story, in the order of their ids."""
    return [
        row[0] for row in connection.execute("SELECT article FROM story_articles WHERE story = ? ORDER BY article", (story,))
    ]


def dissolve_story(connection: sqlite3.Connection, article: str) -> None:
    """Takes the article's story apart: its articles are to be put into stories again, as if newly read."""
    story = story_of(connection, article)
    if story:
        connection.execute("INSERT OR IGNORE INTO pending SELECT article FROM story_articles WHERE story = ?", (story,))
        connection.execute("DELETE FROM story_articles WHERE story = ?", (story,))
        connection.execute("DELETE FROM stories WHERE id = ?", (story,))


def dump_record(record: StoryRecord) -> dict[str, list[str]]:
    """What is derived of a story as JSON, by kind."""
    return {kind: [dump(value) for value in getattr(record, kind)] for kind in DERIVED}


def put_record(
    connection: sqlite3.Connection, record: StoryRecord, *, values: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Stores a story with all that is derived of it, in place of the stories its articles were in before.

    An article of those stories that is not in this one (another process has put it there meanwhile) is to be put into a story
    again. Where it is the same articles' story, what is derived alike stays as it is stored. `values` are what `dump_record`
    gives, where that was done before the transaction.
    """
    story = record.story
    values = values or dump_record(record)
    if articles_of(connection, story.id) == sorted(story.articles):
        _put_changes(connection, record, values)
        return
    old = {found for a in story.articles if (found := story_of(connection, a))} | {story.id}
    for id_ in sorted(old):
        connection.execute("INSERT OR IGNORE INTO pending SELECT article FROM story_articles WHERE story = ?", (id_,))
        connection.execute("DELETE FROM story_articles WHERE story = ?", (id_,))
    connection.execute("DELETE FROM stories WHERE id = ?", (story.id,))
    connection.execute("INSERT INTO stories VALUES (?,?)", (story.id, dump(story)))
    connection.executemany("INSERT OR REPLACE INTO story_articles VALUES (?,?)", [(a, story.id) for a in story.articles])
    connection.executemany("DELETE FROM pending WHERE article = ?", [(a,) for a in story.articles])
    connection.executemany(
        "INSERT INTO derived VALUES (?,?,?,?)",
        [(story.id, kind, i, value) for kind in DERIVED for i, value in enumerate(values[kind])],
    )
    # last: what is called the same in the one that takes their place is then not written twice
    connection.executemany("DELETE FROM stories WHERE id = ?", [(id_,) for id_ in sorted(old - {story.id})])


def _put_changes(connection: sqlite3.Connection, record: StoryRecord, values: Mapping[str, Sequence[str]]) -> None:
    story = record.story.id
    kept.forget_story(connection, story)
    connection.execute("DELETE FROM plain WHERE story = ?", (story,))
    connection.execute("UPDATE stories SET value = ? WHERE id = ?", (dump(record.story), story))
    connection.executemany("DELETE FROM pending WHERE article = ?", [(a,) for a in record.story.articles])
    for kind in DERIVED:
        put_rows(connection, story, kind, get_rows(connection, story, kind), values[kind])


def story_ids(connection: sqlite3.Connection) -> list[str]:
    """The ids of all stories, in their order."""
    return [row[0] for row in connection.execute("SELECT id FROM stories ORDER BY id")]


def get_record(connection: sqlite3.Connection, story: str, *, kinds: Sequence[str] = tuple(DERIVED)) -> StoryRecord:
    """A story with all that is derived of it, or with these kinds alone."""
    value = connection.execute("SELECT value FROM stories WHERE id = ?", (story,)).fetchone()[0]
    parts = {kind: tuple(get_kind(connection, story, kind)) for kind in kinds}
    return StoryRecord(story=decode(Story, json.loads(value)), **parts)


def get_kind(connection: sqlite3.Connection, story: str, kind: str) -> list[Any]:
    """The derived values of a kind (a key of DERIVED) of a story."""
    rows = connection.execute("SELECT value FROM derived WHERE story = ? AND kind = ? ORDER BY position", (story, kind))
    return [decode(DERIVED[kind], json.loads(value)) for (value,) in rows]


def get_rows(connection: sqlite3.Connection, story: str, kind: str) -> list[tuple[int, str]]:
    """The derived values of a kind of a story as JSON, each with its position, in their order."""
    query = "SELECT position, value FROM derived WHERE story = ? AND kind = ? ORDER BY position"
    return connection.execute(query, (story, kind)).fetchall()


def find_rows(connection: sqlite3.Connection, story: str, held: str, keys: Collection[str]) -> list[tuple[int, str]]:
    """What holds any of the keys (`held` is the name of a kind of derived values), as JSON, each with its position."""
    rows = connection.execute(
        "SELECT DISTINCT d.position, d.value FROM json_each(:keys) k CROSS JOIN holds h ON h.story = :story "
        "AND h.held = :held AND h.key = k.value CROSS JOIN derived d ON d.story = :story AND d.kind = :held "
        "AND d.position = h.position ORDER BY d.position",
        {"story": story, "held": held, "keys": json.dumps(list(keys))},
    )
    return rows.fetchall()


def put_rows(
    connection: sqlite3.Connection, story: str, kind: str, before: Sequence[tuple[int, str]], after: Sequence[str]
) -> bool:
    """Stores derived values of a kind, as JSON in their order, in place of those before; whether any differs.

    What is the same keeps its position, since others tell of it by that; so positions may have gaps.
    """
    held = {value: position for position, value in before}
    placed: dict[int, str] = {}
    last = -1
    for value in after:
        position = held.pop(value, -1)
        last = position if position > last else last + 1
        placed[last] = value
    was = dict(before)
    new = {position: value for position, value in placed.items() if was.get(position) != value}
    gone = [position for position in was if position in new or position not in placed]
    _replace(connection, story, kind, gone, new)
    return bool(gone or new)


def update_rows(connection: sqlite3.Connection, story: str, kind: str, rows: Mapping[int, str]) -> None:
    """Stores derived values of a kind, as JSON, each in place of that at its position."""
    _replace(connection, story, kind, rows, rows)


def _replace(connection: sqlite3.Connection, story: str, kind: str, gone: Iterable[int], new: Mapping[int, str]) -> None:
    taken = [(story, kind, position) for position in gone]
    connection.executemany("DELETE FROM derived WHERE story = ? AND kind = ? AND position = ?", taken)
    connection.executemany("INSERT INTO derived VALUES (?,?,?,?)", [(story, kind, *row) for row in new.items()])


def iterate_derived(connection: sqlite3.Connection, kind: str) -> Iterator[Any]:
    """All derived values of a kind (a key of DERIVED), by story."""
    for (value,) in connection.execute("SELECT value FROM derived WHERE kind = ? ORDER BY story, position", (kind,)):
        yield decode(DERIVED[kind], json.loads(value))


def iterate_stories(connection: sqlite3.Connection) -> Iterator[Story]:
    """All stories, in the order of their ids."""
    for (value,) in connection.execute("SELECT value FROM stories ORDER BY id"):
        yield decode(Story, json.loads(value))


def count_relations(connection: sqlite3.Connection, relation: str) -> int:
    """How many relations of a kind ("contradicts", ...) the ledger holds."""
    row = connection.execute("SELECT number FROM counts WHERE name = ?", (relation,)).fetchone()
    return row[0] if row else 0
