"""Meanings: statements whose vectors lie near, and how probably two of them say the same.

Vectors are small whole numbers, so that their products are exact and no order of adding up changes a digit. Candidates are
found in cells: each statement is filed under the few pivots that lie nearest, and held against those under the same ones.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from operator import mul
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.language.likeness import Weights, compare
from onrecord.reconcile.items import Statement
from onrecord.reconcile.polarity import is_negative
from onrecord.reconcile.statements import are_one_source, overlap_in_text

_SMALL = 1500  # statements that are one cell
_PIVOTS = 3
_NEAREST = 10
_LEAST_WORDS = 3
_DAYS = 10
_FEW = 20
_AT_ONCE = 4_096  # pairs whose vectors are multiplied at a time
_EVEN = 800.0  # length of a vector before it is centred, so that products stay whole and exact in 32 bits
SAME = 0.52
NEAR = 0.5  # cosine below which words alone decide
TOGETHER = 0.4

# Fitted on annotated stories (training/pairs/stories); of a statement's sentence vector, its words, its source and its place.
COEFFICIENTS: Mapping[str, float] = {
    "bias": -7.1,
    "near": 1.01,
    "nearer than others": 2.71,
    "words": 2.51,
    "inside": 2.31,
    "one source": 1.66,
    "one article": -0.32,
    "close by": 0.27,
    "number shared": 1.49,
    "numbers beside": -0.05,
    "names shared": 0.57,
    "one negative": -0.59,
    "one stance": -0.07,
    "both order": 2.89,
    "one demands": -0.18,
    "words of the shorter": 0.66,
    "days apart": -0.33,
    "one direct": 0.6,
    "headline": 0.93,
    "brief": 1.14,
}
_CLOSE_BY = 2  # sentences


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


def centre(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors less the mean of all, whole numbers again: what a story's statements have in common tells none apart.

    Each is first brought to one length, so that the mean is of directions; of few statements it is held small, as their mean
    is what they say.
    """
    lengths = np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1, keepdims=True))
    even = np.rint(rows / np.maximum(lengths, 1.0) * _EVEN)
    mean = np.rint(even.sum(axis=0) / (len(even) + _FEW))
    return np.asarray(even - mean, dtype=np.float32)


def find_near(statements: Sequence[Statement]) -> list[Near]:
    """Pairs of statements whose vectors lie near, the nearest few of each, of other articles or sources."""
    rows = stack(statements)
    if not rows.shape[1]:
        return []
    found: dict[tuple[int, int], float] = {}
    for cell in _cells(rows):
        part = rows[cell]
        likeness = cosines(part, part)
        np.fill_diagonal(likeness, 0.0)
        one, other = np.nonzero(likeness >= NEAR)
        nearest = np.lexsort((other, -likeness[one, other], one))
        ends = np.cumsum(np.bincount(one, minlength=len(cell))).tolist()
        others, near = other[nearest].tolist(), likeness[one, other][nearest].tolist()
        for i, first, end in zip(cell, [0, *ends], ends, strict=False):
            taken = 0
            for k, cosine in zip(others[first:end], near[first:end], strict=True):
                j = cell[k]
                if not overlap_in_text(statements[i], statements[j]):
                    found[(i, j) if i < j else (j, i)] = cosine
                    taken += 1
                    if taken == _NEAREST:
                        break
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
    if overlap_in_text(a, b) or min(len(a.words), len(b.words)) < (1 if one else _LEAST_WORDS):
        return False
    if a.faults != b.faults or (a.stance == "denies") != (b.stance == "denies"):
        return False
    if not one and (is_negative(a.text) != is_negative(b.text) or a.demands != b.demands):
        return False
    return not (a.numbers and b.numbers) or bool(a.numbers & b.numbers)


def signals_of(a: Statement, b: Statement, cosine: float, weights: Weights, *, centred: float = 0.0) -> dict[str, float]:
    """What speaks for and against two statements' saying the same, by the names of the coefficients and in their order.

    `centred` is the cosine of their vectors less what all statements of the story have in common.
    """
    words, inside = compare(a.words, b.words, weights)
    apart = abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) if a.day and b.day else 0
    shorter = min(len(a.words), len(b.words))
    one_article = a.article == b.article
    return {
        "bias": 1.0,
        "near": cosine,
        "nearer than others": centred,
        "words": words,
        "inside": inside,
        "one source": float(are_one_source(a, b)),
        "one article": float(one_article),
        "close by": float(one_article and abs(a.sentence - b.sentence) <= _CLOSE_BY),
        "number shared": float(bool(a.numbers & b.numbers)),
        "numbers beside": min(2, len(a.numbers ^ b.numbers)) / 2,
        "names shared": len(a.named & b.named) / max(1, min(len(a.named), len(b.named))),
        "one negative": float(is_negative(a.text) != is_negative(b.text)),
        "one stance": float(a.stance == b.stance),
        "both order": float(a.stance == b.stance == "orders"),
        "one demands": float(a.demands != b.demands),
        "words of the shorter": math.log1p(shorter),
        "days apart": min(apart, _DAYS) / _DAYS,
        "one direct": float((a.quotation.form == "direct") != (b.quotation.form == "direct")),
        "headline": float(a.headline or b.headline),
        "brief": float(shorter < _LEAST_WORDS),
    }


def p_same(a: Statement, b: Statement, cosine: float, weights: Weights, *, centred: float = 0.0) -> float:
    """The probability that two statements say the same about the same question."""
    if cosine < NEAR or not can_be_same(a, b):
        return 0.0
    signals = signals_of(a, b, cosine, weights, centred=centred)
    return 1 / (1 + math.exp(-math.fsum(map(mul, COEFFICIENTS.values(), signals.values()))))


class Meanings:
    """How probably the statements of a story say the same: `likely` pairs, most probable first, and `together` for groups."""

    def __init__(self, statements: Sequence[Statement], weights: Weights) -> None:
        self._statements, self._weights = statements, weights
        self._rows = stack(statements)
        self._centred = centre(self._rows)
        self._lengths = [np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1)) for rows in (self._rows, self._centred)]
        near = find_near(statements)
        self._known = self._p_of_all(near)
        found = [(self._known[n.left, n.right], n.left, n.right) for n in near]
        self.likely = sorted((row for row in found if row[0] >= SAME), key=lambda row: (-row[0], row[1], row[2]))

    def _p_of_all(self, near: Sequence[Near]) -> dict[tuple[int, int], float]:
        """The probability of each of many pairs, their vectors multiplied at once."""
        known: dict[tuple[int, int], float] = {}
        for at in range(0, len(near), _AT_ONCE):
            part = near[at : at + _AT_ONCE]
            left, right = [n.left for n in part], [n.right for n in part]
            products = np.einsum("ij,ij->i", self._centred[left], self._centred[right]).astype(np.float64)
            scale = np.maximum(1.0, self._lengths[1][left] * self._lengths[1][right])
            for n, centred in zip(part, (products / scale).tolist(), strict=True):
                a, b = self._statements[n.left], self._statements[n.right]
                known[n.left, n.right] = p_same(a, b, n.cosine, self._weights, centred=centred)
        return known

    def p_of(self, i: int, j: int) -> float:
        """The probability that the statements at two positions say the same."""
        key = (min(i, j), max(i, j))
        if key not in self._known:
            near, centred = (
                float(rows[i] @ rows[j]) / max(1.0, float(lengths[i] * lengths[j]))
                for rows, lengths in zip((self._rows, self._centred), self._lengths, strict=True)
            )
            a, b = (self._statements[k] for k in key)
            self._known[key] = p_same(a, b, near, self._weights, centred=centred)
        return self._known[key]

    def hold_together(self, left: Sequence[int], right: Sequence[int], *, most: int = 8) -> bool:
        """Whether the statements of two groups say the same on average."""
        several = [self.p_of(i, j) for i in left[:most] for j in right[:most]]
        return math.fsum(several) >= TOGETHER * len(several)
