"""Searching statements by what they mean: the vectors that lie nearest to one.

Short codes of the vectors in the nearest cells tell which are likely; these are then held against it as they are. The vectors
of a few articles, where a search is narrowed to them, are all held against it. docs/interface.md has how often one is missed.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.cells import WIDTH, lengths, order_cells, to_rows
from onrecord.codec import decode
from onrecord.model import Passage, Quotation
from onrecord.store.search import HAS_STATUS, Among, Hit, find_articles, narrow_articles, read_among
from onrecord.store.vectors import Codes, make_signs, read_codes

MOST = 100_000
"""Codes that a search reads."""
LIKELY = 4_000
"""Of these, the vectors whose signs are most often those of what is asked; they can be paged through."""
TOGETHER, ENOUGH = 500, 100
"""Of these, the vectors that are looked at in one go, the likeliest first, and how many that fit are put in order together."""
FEW = 300
"""Articles of which all vectors are looked at."""
SOME = 5_000
"""Articles up to which those that a search is narrowed to are looked up before their statements are."""
LEAST = 0.35
"""The likeness below which a statement is about something else."""
Read = tuple[str, str, bytes]
"""A statement, its article and its vector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearHit(Hit):
    """A statement that means something near to what was asked; `entries` is its id, `sentence` the one it begins in.

    `likeness` is the cosine of its content's vector with that of the words asked for, to four places; `source` is who it is
    attributed to, None where nobody is named.
    """

    likeness: float
    source: str | None
    content: tuple[Passage, ...]


# "+": held against a column as such, what is extracted would have to be made text of, and no index of it would do
_OF_STATEMENTS = {
    "kind": "(:kind = 'statement' OR EXISTS (SELECT 1 FROM figures f WHERE f.article = q.article "
    "AND json_extract(f.value, '$.quotation') = +q.id))",
    "source": "instr(lower(q.source), lower(:source)) > 0",
    "status": HAS_STATUS.format(entry="q.id", article="q.article"),
}


def has_vectors(connection: sqlite3.Connection) -> bool:
    """Whether the ledger holds any vector, or nothing that could have one."""
    (found,) = connection.execute("SELECT EXISTS (SELECT 1 FROM meanings) OR NOT EXISTS (SELECT 1 FROM quotations)").fetchone()
    return bool(found)


def search_near(
    connection: sqlite3.Connection, vector: bytes, *, offset: int = 0, limit: int = 50, among: Among | None = None
) -> list[NearHit]:
    """The statements whose vectors lie nearest to this one, the nearest first, equals by id; none below LEAST.

    Of many that is so among the likeliest; behind these come the next likeliest, in their order again.
    `kind` "figure" narrows to statements that give one.
    """
    if len(vector) != WIDTH or not any(vector):
        return []
    given = read_among(connection, among)
    articles, left = find_articles(connection, given, most=SOME)
    if articles is not None and len(articles) <= FEW:
        parts = iter([_narrow(connection, _read_all(connection, articles), given, left)])
    else:
        parts = _look_in_turn(connection, _find_likely(connection, vector, articles), given, left)
    found: list[tuple[str, float]] = []
    while len(found) < offset + limit and (part := next(parts, None)) is not None:
        found += _rank(part, vector)
    return [_tell(connection, id_, likeness) for id_, likeness in found[offset : offset + limit]]


def _look_in_turn(
    connection: sqlite3.Connection, likely: Sequence[int], given: dict[str, Any], left: Sequence[str]
) -> Iterator[list[Read]]:
    """What is left by what narrows, ENOUGH or more at a time: who pages on is given the next likeliest."""
    found: list[Read] = []
    for at in range(0, len(likely), TOGETHER):
        found += _narrow(connection, _read(connection, likely[at : at + TOGETHER]), given, left)
        if len(found) >= ENOUGH:
            yield found
            found = []
    yield found


def _find_likely(connection: sqlite3.Connection, vector: bytes, articles: set[str] | None) -> list[int]:
    """The numbers of vectors in the nearest cells, those that by their signs lie nearest first."""
    codes = read_codes(connection, order_cells(vector), most=MOST, articles=articles)
    apart = np.bitwise_count(codes["signs"] ^ make_signs([vector])[0]).sum(axis=1, dtype=np.int16)
    if len(codes) > LIKELY:
        # all that differ in no more, so that it is not told by what was stored first
        codes = codes[apart <= np.partition(apart, LIKELY - 1)[LIKELY - 1]]
    # what is asked is known to more than its signs
    near = _spread(codes) @ to_rows([vector])[0]
    order = np.lexsort((*codes["signs"].T, -near))
    numbers: list[int] = codes["number"][order][:LIKELY].tolist()
    return numbers


def _spread(codes: Codes) -> np.ndarray[Any, np.dtype[np.float32]]:
    """The signs of each vector as 1 and -1."""
    bits = np.unpackbits(np.ascontiguousarray(codes["signs"]).view(np.uint8).reshape(-1, WIDTH // 8), axis=1)
    return 2 * bits.astype(np.float32) - 1


def _read(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Read]:
    query = "SELECT m.quotation, m.article, m.value FROM json_each(?) n CROSS JOIN meanings m ON m.number = n.value"
    return connection.execute(query, (json.dumps(numbers),)).fetchall()


def _read_all(connection: sqlite3.Connection, articles: set[str]) -> list[Read]:
    query = (
        "SELECT m.quotation, m.article, m.value FROM json_each(?) a CROSS JOIN meanings m ON m.article = a.value "
        "WHERE m.cell >= 0"
    )
    return connection.execute(query, (json.dumps(sorted(articles)),)).fetchall()


def _rank(found: Sequence[Read], vector: bytes) -> list[tuple[str, float]]:
    """Those that are like enough, the most alike first: sums of whole numbers, so that no order of adding up changes any."""
    rows, asked = to_rows([value for _, _, value in found]), to_rows([vector])
    likeness = (rows @ asked[0]).astype(np.float64) / (lengths(rows) * lengths(asked))
    near = [(id_, like) for (id_, *_), like in zip(found, likeness.tolist(), strict=True) if like >= LEAST]
    return sorted(near, key=lambda hit: (-hit[1], hit[0]))


def _narrow(connection: sqlite3.Connection, found: list[Read], given: dict[str, Any], left: Sequence[str]) -> list[Read]:
    """Those that what is given does not leave out; `left` names what is yet to be looked at of their articles."""
    own = narrow_articles(connection, {article for _, article, _ in found}, given, left)
    found = [row for row in found if row[1] in own]
    asked = [condition for name, condition in _OF_STATEMENTS.items() if name in given]
    if asked:
        query = f"SELECT q.id FROM json_each(:ids) k CROSS JOIN quotations q ON q.id = k.value WHERE {' AND '.join(asked)}"  # noqa: S608
        ids = json.dumps([id_ for id_, *_ in found])
        kept = {id_ for (id_,) in connection.execute(query, {**given, "ids": ids})}
        found = [row for row in found if row[0] in kept]
    return found


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
