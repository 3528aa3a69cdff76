"""Searching the sentences of the articles."""

import re
import sqlite3
from dataclasses import asdict, dataclass

from onrecord.model import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that holds the words, and the ids of the quotations and figures that stand in it."""

    sentence: Passage
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which sentences a search looks at; what is None does not narrow it.

    `kind` is "statement" or "figure": the sentence holds one. `source` is part of the name that a statement in it is given
    to, `publisher` the outlet. `first` and `last` are ISO days between which the article was published. `story` is an id.
    """

    kind: str | None = None
    source: str | None = None
    publisher: str | None = None
    first: str | None = None
    last: str | None = None
    story: str | None = None


_IN_SENTENCE = (
    "EXISTS (SELECT 1 FROM quotations q, json_each(q.value, '$.content') c WHERE q.article = s.article "
    "AND json_extract(c.value, '$.start') < s.\"end\" AND json_extract(c.value, '$.end') > s.start{})"
)
_CONDITIONS = {
    "kind": "",
    "source": _IN_SENTENCE.format(" AND instr(lower(q.source), lower(:source)) > 0"),
    "publisher": "lower(a.publisher) = lower(:publisher)",
    "first": "json_extract(r.anchor, '$.latest') >= :first",
    "last": "json_extract(r.anchor, '$.earliest') <= :last",
    "story": "s.article IN (SELECT article FROM story_articles WHERE story = :story)",
}
_KINDS = {
    "statement": _IN_SENTENCE.format(""),
    "figure": "EXISTS (SELECT 1 FROM figures f WHERE f.article = s.article "
    "AND json_extract(f.value, '$.passage.start') < s.\"end\" AND json_extract(f.value, '$.passage.end') > s.start)",
}
KINDS = tuple(_KINDS)
_MATCHING = (
    "SELECT rowid AS number, round(bm25(sentence_index), 6) AS rank FROM sentence_index WHERE sentence_index MATCH :query"
)
_SAID_BY = (
    "SELECT s.number, 0 AS rank FROM quotations q JOIN sentences s ON s.article = q.article "
    "AND s.start <= json_extract(q.value, '$.content[0].start') AND s.\"end\" > json_extract(q.value, '$.content[0].start') "
    "WHERE instr(lower(q.source), lower(:source)) > 0 GROUP BY s.number"
)
MOST = 20_000  # sentences that a search looks at: past that, the words are too common to tell the best


def search_sentences(
    connection: sqlite3.Connection, words: str, *, offset: int = 0, limit: int = 50, among: Among | None = None
) -> list[Hit]:
    """The sentences that hold all the words (a phrase in double quotes), the best first, equals by article and place.

    Without words, those that begin what the source of `among` said.
    Of words that stand in more than MOST sentences, it looks at the first MOST.
    """
    terms = re.findall(r'"([^"]*)"|(\S+)', words)
    # each term as a quoted string: what a person types is never read as query syntax
    query = " ".join('"' + (phrase or word).replace('"', "") + '"' for phrase, word in terms if (phrase or word).strip('"'))
    if not query and not (among and among.source):
        return []
    given = {k: v for k, v in asdict(among).items() if v is not None} if among else {}
    narrowed = "".join(f" AND {_KINDS[given['kind']] if k == 'kind' else _CONDITIONS[k]}" for k in given)
    rows = connection.execute(
        f"WITH found AS ({_MATCHING if query else _SAID_BY} LIMIT :most) "  # noqa: S608
        'SELECT s.article, s.start, s."end", substr(a.text, s.start + 1, s."end" - s.start) '
        "FROM found JOIN sentences s ON s.number = found.number JOIN articles a ON a.id = s.article "
        f"JOIN readings r ON r.article = s.article WHERE 1{narrowed} "
        "ORDER BY found.rank, s.article, s.start LIMIT :limit OFFSET :offset",
        {**given, "query": query, "most": MOST, "limit": limit, "offset": offset},
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
