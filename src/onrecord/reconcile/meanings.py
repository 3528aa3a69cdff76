"""Meanings: statements whose vectors lie near, and how probably two of them say the same.

Vectors are small whole numbers, so that their products are exact and no order of adding up changes a digit. Candidates are
found in cells: each statement is filed under the few pivots that lie nearest, and held against those under the same ones.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.likeness import Weights, compare
from onrecord.reconcile.items import Statement
from onrecord.reconcile.polarity import is_negative
from onrecord.reconcile.statements import are_one_source, overlap_in_text

_SMALL = 1500  # statements that are one cell
_PIVOTS = 3
_NEAREST = 10
_LEAST_WORDS = 3
_DAYS = 10
SAME = 0.75
NEAR = 0.6  # cosine below which words alone decide
TOGETHER = 0.5

# Fitted on pairs labelled by hand (training/pairs); of a statement's sentence vector, its words and its source.
COEFFICIENTS: Mapping[str, float] = {
    "bias": -5.47,
    "near": 2.49,
    "words": 3.1,
    "inside": 2.52,
    "one source": 0.93,
    "number shared": 0.49,
    "numbers beside": -0.26,
    "one negative": -0.31,
    "words of the shorter": 0.84,
    "days apart": -0.57,
}


class Near(NamedTuple):
    """Positions of two statements, and the cosine of their vectors."""

    left: int
    right: int
    cosine: float


def stack(statements: Sequence[Statement]) -> NDArray[np.float32]:
    """The vectors of the statements, whole numbers in rows; a row of noughts where one has none."""
    width = max((len(s.meaning) for s in statements), default=0)
    rows = np.zeros((len(statements), width), dtype=np.float32)
    for i, s in enumerate(statements):
        if len(s.meaning) == width:
            rows[i] = np.frombuffer(s.meaning, dtype=np.int8)
    return rows


def cosines(rows: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float64]:
    """The cosines of all rows with all others: whole numbers below 2 ** 24, so exact in 32 bits whatever the order."""
    lengths = [np.sqrt(np.einsum("ij,ij->i", part, part).astype(np.float64)) for part in (rows, others)]
    scale = np.maximum(np.outer(*lengths), 1.0)
    return np.asarray((rows @ others.T).astype(np.float64) / scale)


def find_near(statements: Sequence[Statement]) -> list[Near]:
    """Pairs of statements whose vectors lie near, the nearest few of each, of other articles or sources."""
    rows = stack(statements)
    if not rows.shape[1]:
        return []
    found: dict[tuple[int, int], float] = {}
    for cell in _cells(rows):
        part = rows[cell]
        likeness = cosines(part, part)
        places = np.nonzero(likeness >= NEAR)
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for at, k, cosine in zip(*(p.tolist() for p in places), likeness[places].tolist(), strict=True):
            if at != k:
                near[cell[at]].append((-cosine, cell[k]))
        for i, others in near.items():
            beside = ((c, j) for c, j in sorted(others) if not overlap_in_text(statements[i], statements[j]))
            found |= {(min(i, j), max(i, j)): -c for c, j in islice(beside, _NEAREST)}
    return [Near(i, j, cosine) for (i, j), cosine in sorted(found.items())]


def _cells(rows: NDArray[np.float32]) -> list[list[int]]:
    """Positions by the pivots that lie nearest; all in one cell where they are few."""
    if len(rows) <= _SMALL:
        return [list(range(len(rows)))]
    pivots = np.arange(0, len(rows), max(1, math.isqrt(len(rows)) // 2))
    cells: dict[int, list[int]] = defaultdict(list)
    for start in range(0, len(rows), _SMALL):
        likeness = cosines(rows[start : start + _SMALL], rows[pivots])
        nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :_PIVOTS]
        for i, own in enumerate(nearest):
            for pivot in own:
                cells[int(pivot)].append(start + i)
    return [cell[:_SMALL] for _, cell in sorted(cells.items())]


def can_be_same(a: Statement, b: Statement) -> bool:
    """Whether nothing in stance, polarity and numbers keeps two statements from saying the same of each other's question."""
    one = are_one_source(a, b)
    if overlap_in_text(a, b) or min(len(a.words), len(b.words)) < _LEAST_WORDS:
        return False
    if a.article == b.article and (one or not a.source or not b.source):
        return False
    if a.faults != b.faults or (a.stance == "denies") != (b.stance == "denies"):
        return False
    if not one and (is_negative(a.text) != is_negative(b.text) or a.demands != b.demands):
        return False
    return not (a.numbers and b.numbers) or bool(a.numbers & b.numbers)


def signals_of(a: Statement, b: Statement, cosine: float, weights: Weights) -> dict[str, float]:
    """What speaks for and against two statements' saying the same, by the names of the coefficients."""
    words, inside = compare(a.words, b.words, weights)
    apart = abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) if a.day and b.day else 0
    return {
        "bias": 1.0,
        "near": cosine,
        "words": words,
        "inside": inside,
        "one source": float(are_one_source(a, b)),
        "number shared": float(bool(a.numbers & b.numbers)),
        "numbers beside": min(2, len(a.numbers ^ b.numbers)) / 2,
        "one negative": float(is_negative(a.text) != is_negative(b.text)),
        "words of the shorter": math.log1p(min(len(a.words), len(b.words))),
        "days apart": min(apart, _DAYS) / _DAYS,
    }


def p_same(a: Statement, b: Statement, cosine: float, weights: Weights) -> float:
    """The probability that two statements say the same about the same question."""
    if cosine < NEAR or not can_be_same(a, b):
        return 0.0
    signals = signals_of(a, b, cosine, weights)
    return 1 / (1 + math.exp(-math.fsum(COEFFICIENTS[name] * value for name, value in signals.items())))


class Meanings:
    """How probably the statements of a story say the same: `likely` pairs, most probable first, and `together` for groups."""

    def __init__(self, statements: Sequence[Statement], weights: Weights) -> None:
        self._statements, self._weights = statements, weights
        self._rows = stack(statements)
        scored = (
            (p_same(statements[n.left], statements[n.right], n.cosine, weights), n.left, n.right) for n in find_near(statements)
        )
        self.likely = sorted((row for row in scored if row[0] >= SAME), key=lambda row: (-row[0], row[1], row[2]))
        self._known: dict[tuple[int, int], float] = {(i, j): p for p, i, j in self.likely}

    def p_of(self, i: int, j: int) -> float:
        """The probability that the statements at two positions say the same."""
        key = (min(i, j), max(i, j))
        if key not in self._known:
            cosine = float(cosines(self._rows[i : i + 1], self._rows[j : j + 1])[0, 0])
            self._known[key] = p_same(self._statements[key[0]], self._statements[key[1]], cosine, self._weights)
        return self._known[key]

    def hold_together(self, left: Sequence[int], right: Sequence[int], *, most: int = 8) -> bool:
        """Whether the statements of two groups say the same on average."""
        several = [self.p_of(i, j) for i in left[:most] for j in right[:most]]
        return math.fsum(several) >= TOGETHER * len(several)
