"""Searching statements by what they mean: the vectors that lie nearest to one, read cell by cell.

Of few vectors all are read, and what is found is the nearest there are. Of many, those of the cells that lie nearest are, until
MOST are read: docs/interface.md has how often that misses one of the nearest.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby, islice
from typing import Any

import numpy as np

from onrecord.cells import WIDTH, lengths, order_cells, to_rows
from onrecord.codec import decode
from onrecord.model import Passage, Quotation
from onrecord.store.search import Among, Hit

MOST = 20_000  # vectors that a search reads
LEAST = 0.35
"""The likeness below which a statement is about something else."""
_TOGETHER = 500  # statements held against what narrows, at a time


Read = tuple[str, str, bytes]
Ranked = tuple[str, str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearHit(Hit):
    """A statement that means something near to what was asked; `entries` is its id, `sentence` the one it begins in.

    `likeness` is the cosine of its content's vector with that of the words asked for, to four places; `source` is who it is
    attributed to, None where nobody is named.
    """

    likeness: float
    source: str | None
    content: tuple[Passage, ...]


_OF_ARTICLES = {
    "publisher": "a.value IN (SELECT id FROM articles WHERE lower(publisher) = lower(:publisher))",
    "first": "(SELECT latest FROM article_days d WHERE d.article = a.value) >= :first",
    "last": "(SELECT earliest FROM article_days d WHERE d.article = a.value) <= :last",
    "story": "EXISTS (SELECT 1 FROM story_articles s WHERE s.article = a.value AND s.story = :story)",
}
_OF_STATEMENTS = {
    "kind": "(:kind = 'statement' OR EXISTS (SELECT 1 FROM figures f WHERE json_extract(f.value, '$.quotation') = q.id "
    "AND f.article = q.article))",
    "source": "instr(lower(q.source), lower(:source)) > 0",
}


def has_vectors(connection: sqlite3.Connection) -> bool:
    """Whether the ledger holds any vector, or nothing that could have one."""
    (found,) = connection.execute("SELECT EXISTS (SELECT 1 FROM meanings) OR NOT EXISTS (SELECT 1 FROM quotations)").fetchone()
    return bool(found)


def search_near(
    connection: sqlite3.Connection, vector: bytes, *, offset: int = 0, limit: int = 50, among: Among | None = None
) -> list[NearHit]:
    """The statements whose vectors lie nearest to this one, the nearest first, equals by id; none below LEAST.

    `kind` "figure" narrows to statements that give one.
    """
    if len(vector) != WIDTH or not any(vector):
        return []
    given = {k: v for k, v in asdict(among).items() if v is not None} if among else {}
    narrowed = _narrow(connection, _rank(_read(connection, vector, given.get("story")), vector), given)
    chosen = [hit for at, hit in zip(range(offset + limit), narrowed, strict=False) if at >= offset]
    return [_tell(connection, id_, likeness) for id_, _, likeness in chosen]


def _read(connection: sqlite3.Connection, vector: bytes, story: str | None) -> list[Read]:
    """Statements, their articles and vectors: all of a story that has no more than MOST, else those of the nearest cells."""
    if story:
        own = "FROM meanings WHERE article IN (SELECT article FROM story_articles WHERE story = ?) AND cell >= 0"
        (held,) = connection.execute(f"SELECT count(*) {own}", (story,)).fetchone()
        if held <= MOST:
            return connection.execute(f"SELECT quotation, article, value {own}", (story,)).fetchall()
    found: list[Read] = []
    for cell in order_cells(vector):
        if len(found) >= MOST:
            break
        # by id, so that of a cell too large to be read whole it is the same part whatever was stored first
        found += connection.execute(
            "SELECT quotation, article, value FROM meanings WHERE cell = ? ORDER BY quotation LIMIT ?",
            (cell, MOST - len(found)),
        )
    return found


def _rank(found: list[Read], vector: bytes) -> Iterator[Ranked]:
    """Those that are like enough, the most alike first: sums of whole numbers, so that no order of adding up changes any."""
    rows, asked = to_rows([value for _, _, value in found]), to_rows([vector])
    likeness = (rows @ asked[0]).astype(np.float64) / (lengths(rows) * lengths(asked))
    near = np.flatnonzero(likeness >= LEAST)
    near = near[np.argsort(-likeness[near], kind="stable")]
    # few of the thousands are asked for: only these are put in order by id where they are equally alike
    for like, equals in groupby(near.tolist(), key=lambda i: float(likeness[i])):
        for id_, article in sorted(found[i][:2] for i in equals):
            yield id_, article, like


def _narrow(connection: sqlite3.Connection, ranked: Iterator[Ranked], given: dict[str, Any]) -> Iterator[Ranked]:
    """Those that what is given does not leave out, looked at until nobody asks for more: first their articles."""
    queries = []
    for at, rows, conditions in (
        (1, "SELECT a.value FROM json_each(:ids) a", _OF_ARTICLES),
        (0, "SELECT q.id FROM json_each(:ids) k CROSS JOIN quotations q ON q.id = k.value", _OF_STATEMENTS),
    ):
        asked = [condition for name, condition in conditions.items() if name in given]
        queries += [(at, f"{rows} WHERE {' AND '.join(asked)}")] if asked else []
    while part := list(islice(ranked, _TOGETHER if queries else 1)):
        for at, query in queries:
            ids = json.dumps(sorted({hit[at] for hit in part}))
            kept = {id_ for (id_,) in connection.execute(query, {**given, "ids": ids})}
            part = [hit for hit in part if hit[at] in kept]
        yield from part


def _tell(connection: sqlite3.Connection, id_: str, likeness: float) -> NearHit:
    (value,) = connection.execute("SELECT value FROM quotations WHERE id = ?", (id_,)).fetchone()
    said = decode(Quotation, json.loads(value))
    first = said.content[0]
    start, end, exact = connection.execute(
        'SELECT s.start, s."end", substr(a.text, s.start + 1, s."end" - s.start) FROM sentences s JOIN articles a '
        "ON a.id = s.article WHERE s.article = ? AND s.start <= ? ORDER BY s.start DESC LIMIT 1",
        (said.article, first.start),
    ).fetchone() or (first.start, first.end, first.exact)
    return NearHit(
        sentence=Passage(article=said.article, start=start, end=end, exact=exact),
        entries=(id_,),
        likeness=round(likeness, 4),
        source=said.source.name if said.source else None,
        content=tuple(Passage(article=said.article, start=s.start, end=s.end, exact=s.exact) for s in said.content),
    )
