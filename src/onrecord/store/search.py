"""Searching the sentences of the articles."""

import re
import sqlite3
from dataclasses import dataclass

from onrecord.model import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that holds the words, and the ids of the quotations and figures that stand in it."""

    sentence: Passage
    entries: tuple[str, ...]


def search_sentences(connection: sqlite3.Connection, words: str, *, limit: int = 50) -> list[Hit]:
    """The sentences that hold all the words (a phrase in double quotes), the best first, equals by article and place."""
    terms = re.findall(r'"([^"]*)"|(\S+)', words)
    # each term as a quoted string: what a person types is never read as query syntax
    query = " ".join('"' + (phrase or word).replace('"', "") + '"' for phrase, word in terms if (phrase or word).strip('"'))
    if not query:
        return []
    rows = connection.execute(
        'SELECT s.article, s.start, s."end", substr(a.text, s.start + 1, s."end" - s.start) '
        "FROM sentence_index JOIN sentences s ON s.number = sentence_index.rowid JOIN articles a ON a.id = s.article "
        "WHERE sentence_index MATCH ? ORDER BY round(bm25(sentence_index), 6), s.article, s.start LIMIT ?",
        (query, limit),
    ).fetchall()
    return [
        Hit(
            sentence=Passage(article=article, start=start, end=end, exact=exact),
            entries=_entries_in(connection, article, start, end),
        )
        for article, start, end, exact in rows
    ]


def _entries_in(connection: sqlite3.Connection, article: str, start: int, end: int) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT DISTINCT q.id FROM quotations q, json_each(q.value, '$.content') c WHERE q.article = :a "
        "AND json_extract(c.value, '$.start') < :e AND json_extract(c.value, '$.end') > :s "
        "UNION ALL SELECT f.id FROM figures f WHERE f.article = :a "
        "AND json_extract(f.value, '$.passage.start') < :e AND json_extract(f.value, '$.passage.end') > :s",
        {"a": article, "s": start, "e": end},
    ).fetchall()
    return tuple(row[0] for row in found)
