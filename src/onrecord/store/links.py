"""What tells an article's story, findable by its keys, and which article it follows, as rows."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.codec import encode


def put_sketch(connection: sqlite3.Connection, article: str, keys: Mapping[int, float], value: object) -> None:
    """Stores what tells an article's story, and the keys to find it by, each with how much it says."""
    connection.execute("DELETE FROM sketch_keys WHERE article = ?", (article,))
    connection.execute("INSERT OR REPLACE INTO sketches VALUES (?,?)", (article, json.dumps(encode(value))))
    rows = [(key, article, weight) for key, weight in keys.items()]
    connection.executemany("INSERT INTO sketch_keys VALUES (?,?,?)", rows)


def get_sketch(connection: sqlite3.Connection, article: str) -> Any:
    """The stored sketch of an article, as a plain JSON value; None where there is none."""
    row = connection.execute("SELECT value FROM sketches WHERE article = ?", (article,)).fetchone()
    return json.loads(row[0]) if row else None


def find_near(connection: sqlite3.Connection, keys: Mapping[int, float], *, least: float) -> list[str]:
    """The articles that share keys which together say at least so much, in the order of their ids."""
    shared: dict[str, float] = {}
    for key, weight in keys.items():
        for article, its in connection.execute("SELECT article, weight FROM sketch_keys WHERE key = ?", (key,)):
            shared[article] = shared.get(article, 0.0) + weight * its
    return sorted(article for article, share in shared.items() if share >= least)


def put_link(connection: sqlite3.Connection, article: str, parent: str | None, score: float) -> None:
    """Stores which article another follows, None for one that begins a story."""
    if parent is None:
        connection.execute("DELETE FROM links WHERE article = ?", (article,))
    else:
        connection.execute("INSERT OR REPLACE INTO links VALUES (?,?,?)", (article, parent, score))


def get_link(connection: sqlite3.Connection, article: str) -> tuple[str, float] | None:
    """The article that another follows, and how much alike they are."""
    row = connection.execute("SELECT parent, score FROM links WHERE article = ?", (article,)).fetchone()
    return (row[0], row[1]) if row else None


def list_tied(connection: sqlite3.Connection, article: str) -> list[str]:
    """The article that another follows, and those that follow it."""
    rows = connection.execute(
        "SELECT parent FROM links WHERE article = ? UNION ALL SELECT article FROM links WHERE parent = ?", (article, article)
    )
    return [row[0] for row in rows]


def tied_articles(connection: sqlite3.Connection, article: str) -> set[str]:
    """All articles of the tree that the article stands in, itself among them."""
    tied = {article}
    ahead = [article]
    while ahead:
        for other in list_tied(connection, ahead.pop()):
            if other not in tied:
                tied.add(other)
                ahead.append(other)
    return tied


def await_story(connection: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Marks articles as to be put into stories again."""
    connection.executemany("INSERT OR IGNORE INTO pending VALUES (?)", [(article,) for article in articles])
