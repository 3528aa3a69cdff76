"""Stories and what is derived across their articles, as rows.

A story is kept by the id of its first article, which stays when others join, not by its own id, which is made of all of them:
what is derived alike then stays where it is. Positions leave room between them for what comes in later.
"""

import json
import sqlite3
from bisect import bisect_left
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
SPACE = 256  # between positions, that others may come in where they belong


def pending_articles(connection: sqlite3.Connection) -> list[str]:
    """The articles that are stored and not yet in a story, in the order of their ids."""
    return [row[0] for row in connection.execute("SELECT article FROM pending ORDER BY article")]


def key_of(story: Story) -> str:
    """What a story is kept by: its first article."""
    return story.articles[0]


def story_of(connection: sqlite3.Connection, article: str) -> str | None:
    """The key of the story that the article is in."""
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
        _part(connection, story, ())
        connection.execute("DELETE FROM stories WHERE story = ?", (story,))


def _part(connection: sqlite3.Connection, story: str, but: Iterable[str]) -> None:
    """Takes the articles out of a story but for these: they are to be put into stories again."""
    given = {"story": story, "but": json.dumps(list(but))}
    of = "FROM story_articles WHERE story = :story AND article NOT IN (SELECT value FROM json_each(:but))"
    connection.execute(f"INSERT OR IGNORE INTO pending SELECT article {of}", given)
    connection.execute(f"DELETE {of}", given)


def dump_record(record: StoryRecord) -> dict[str, list[str]]:
    """What is derived of a story as JSON, by kind."""
    return {kind: [dump(value) for value in getattr(record, kind)] for kind in DERIVED}


def put_record(
    connection: sqlite3.Connection, record: StoryRecord, *, values: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Stores a story with all that is derived of it, in place of the stories its articles were in before.

    An article of those stories that is not in this one (another process has put it there meanwhile) is to be put into a story
    again. What is derived alike stays as it is stored. `values` are what `dump_record` gives, where that was done before the
    transaction.
    """
    story, key = record.story, key_of(record.story)
    values = values or dump_record(record)
    old = sorted({found for a in story.articles if (found := story_of(connection, a))} - {key})
    for other in old:
        _part(connection, other, ())
    _part(connection, key, story.articles)
    held = set(articles_of(connection, key))
    kept.forget_story(connection, key)
    connection.execute("DELETE FROM plain WHERE story = ?", (key,))
    connection.execute(
        "INSERT INTO stories (story, id, value) VALUES (?,?,?) ON CONFLICT (story) DO UPDATE SET id = excluded.id, "
        "value = excluded.value",
        (key, story.id, dump(story)),
    )
    connection.executemany("INSERT INTO story_articles VALUES (?,?)", [(a, key) for a in story.articles if a not in held])
    connection.executemany("DELETE FROM pending WHERE article = ?", [(a,) for a in story.articles])
    for kind in DERIVED:
        put_rows(connection, key, kind, get_rows(connection, key, kind), values[kind])
    # last: what is called the same in the one that takes their place is then not written twice
    connection.executemany("DELETE FROM stories WHERE story = ?", [(other,) for other in old])


def list_keys(connection: sqlite3.Connection) -> list[str]:
    """The keys of all stories, in the order of their ids."""
    return [row[0] for row in connection.execute("SELECT story FROM stories ORDER BY id")]


def get_record(connection: sqlite3.Connection, story: str, *, kinds: Sequence[str] = tuple(DERIVED)) -> StoryRecord:
    """A story with all that is derived of it, or with these kinds alone."""
    value = connection.execute("SELECT value FROM stories WHERE story = ?", (story,)).fetchone()[0]
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

    What is the same keeps its position, since others tell of it by that.
    """
    placed = place_values(before, after)
    was = dict(before)
    new = {position: value for position, value in placed.items() if was.get(position) != value}
    gone = [position for position in was if position in new or position not in placed]
    _replace(connection, story, kind, gone, new)
    return bool(gone or new)


def place_values(before: Sequence[tuple[int, str]], after: Sequence[str]) -> dict[int, str]:
    """The position of each value that comes after those before, which stay where they are as far as the order allows it."""
    held: dict[str, list[int]] = {}
    for position, value in reversed(before):
        held.setdefault(value, []).append(position)
    known = [(n, own.pop()) for n, value in enumerate(after) if (own := held.get(value))]
    kept_at = _longest_rise(known)
    placed: dict[int, str] = {}
    last, waiting = 0, 0  # the position behind which the next comes, and from which value on they wait for one
    for n, position in [*kept_at, (len(after), -1)]:
        number = n - waiting
        if position < 0:
            places = [last + SPACE * (i + 1) for i in range(number)]
        elif position - last > number:
            places = [last + (position - last) * (i + 1) // (number + 1) for i in range(number)] + [position]
        else:
            continue  # no room: what stands here moves, too
        placed.update(zip(places, after[waiting:], strict=False))
        last, waiting = position, n + 1
    return placed


def _longest_rise(known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs of a number and a position, by number, the most that rise in position, too.

    Source: Fredman 1975 (patience sorting).
    """
    ends: list[int] = []
    at: list[int] = []
    behind: list[int] = []
    for i, (_, position) in enumerate(known):
        length = bisect_left(ends, position)
        behind.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(position)
            at.append(i)
        else:
            ends[length], at[length] = position, i
    rise = []
    i = at[-1] if at else -1
    while i >= 0:
        rise.append(known[i])
        i = behind[i]
    return rise[::-1]


def update_rows(connection: sqlite3.Connection, story: str, kind: str, rows: Mapping[int, str]) -> None:
    """Stores derived values of a kind, as JSON, each in place of that at its position."""
    _replace(connection, story, kind, rows, rows)


def _replace(connection: sqlite3.Connection, story: str, kind: str, gone: Iterable[int], new: Mapping[int, str]) -> None:
    taken = [(story, kind, position) for position in gone]
    connection.executemany("DELETE FROM derived WHERE story = ? AND kind = ? AND position = ?", taken)
    connection.executemany("INSERT INTO derived VALUES (?,?,?,?)", [(story, kind, *row) for row in new.items()])


def iterate_derived(connection: sqlite3.Connection, kind: str) -> Iterator[Any]:
    """All derived values of a kind (a key of DERIVED), by story, these in the order of their ids."""
    query = "SELECT d.value FROM stories s CROSS JOIN derived d ON d.story = s.story AND d.kind = ? ORDER BY s.id, d.position"
    for (value,) in connection.execute(query, (kind,)):
        yield decode(DERIVED[kind], json.loads(value))


def iterate_stories(connection: sqlite3.Connection) -> Iterator[Story]:
    """All stories, in the order of their ids."""
    for (value,) in connection.execute("SELECT value FROM stories ORDER BY id"):
        yield decode(Story, json.loads(value))


def count_relations(connection: sqlite3.Connection, relation: str) -> int:
    """How many relations of a kind ("contradicts", ...) the ledger holds."""
    row = connection.execute("SELECT number FROM counts WHERE name = ?", (relation,)).fetchone()
    return row[0] if row else 0
