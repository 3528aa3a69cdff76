"""Meanings: statements whose vectors lie near, and how probably two of them say the same.

Vectors are small whole numbers, so that their products are exact and no order of adding up changes a digit. Candidates are
found in cells: each statement is filed under the few pivots that lie nearest, and held against those under the same ones.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.language.likeness import Weights
from onrecord.reconcile.items import Statement
from onrecord.reconcile.signals import LIKELY, NEAR, SAME, Bounds, p_same
from onrecord.reconcile.statements import overlap_in_text

_SMALL = 1500  # statements that are one cell
_PIVOTS = 3
_NEAREST = 10
_FEW = 20
_AT_ONCE = 4_096  # pairs whose vectors are multiplied at a time
_EVEN = 800.0  # length of a vector before it is centred, so that products stay whole and exact in 32 bits
TOGETHER = 0.55


class Near(NamedTuple):
    """Pairs of statements by their positions, in order, and the cosine of the vectors of each."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    cosine: NDArray[np.float64]


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


def find_near(statements: Sequence[Statement], rows: NDArray[np.float32]) -> Near:
    """Pairs of statements whose vectors (`rows`) lie near, the nearest few of each, of other articles or sources."""
    found = [np.empty((3, 0))]
    numbers: dict[str, int] = {}
    article = np.array([numbers.setdefault(s.article, len(numbers)) for s in statements])
    for cell in _cells(rows):
        part = rows[cell]
        likeness = cosines(part, part)
        np.fill_diagonal(likeness, 0.0)
        one, other = np.nonzero(likeness >= NEAR)
        at = np.array(cell)
        beside = np.flatnonzero(article[at[one]] == article[at[other]])
        sides = zip(beside.tolist(), at[one[beside]].tolist(), at[other[beside]].tolist(), strict=True)
        alone = [k for k, i, j in sides if overlap_in_text(statements[i], statements[j])]
        one, other = np.delete(one, alone), np.delete(other, alone)
        nearest = np.lexsort((other, -likeness[one, other], one))
        one, other = one[nearest], other[nearest]
        # the place of each in the row of its statement
        place = np.arange(len(one)) - np.searchsorted(one, one)
        one, other = one[place < _NEAREST], other[place < _NEAREST]
        found.append(np.stack([np.minimum(at[one], at[other]), np.maximum(at[one], at[other]), likeness[one, other]]))
    left, right, cosine = np.concatenate(found, axis=1)
    # a pair that is found twice has one cosine
    pairs, first = np.unique(left.astype(np.int64) * len(statements) + right.astype(np.int64), return_index=True)
    return Near(*np.divmod(pairs, max(1, len(statements))), cosine[first])


def _cells(rows: NDArray[np.float32]) -> list[list[int]]:
    """Positions by the pivots that lie nearest; all in one cell where they are few."""
    if len(rows) <= _SMALL:
        return [list(range(len(rows)))]
    pivots = np.arange(0, len(rows), max(1, math.isqrt(len(rows)) // 2))
    nearest = np.concatenate(
        [
            np.argsort(-cosines(rows[start : start + _SMALL], rows[pivots]), axis=1, kind="stable")[:, :_PIVOTS]
            for start in range(0, len(rows), _SMALL)
        ]
    )
    order = np.argsort(nearest, axis=None, kind="stable")
    pivot, of = nearest.ravel()[order], order // nearest.shape[1]
    return [cell[:_SMALL].tolist() for cell in np.split(of, np.flatnonzero(np.diff(pivot)) + 1)]


Known = Mapping[tuple[int, int], float]
"""How probably statements say the same, by the positions of both, the lower first."""


class Meanings:
    """How probably the statements of a story say the same: `likely` pairs, most probable first, and `together` for groups.

    `known` is what `find_known` gives of them, where that was done before.
    """

    def __init__(self, statements: Sequence[Statement], weights: Weights, known: Known | None = None) -> None:
        self._statements, self._weights = statements, weights
        self._rows = stack(statements)
        self._centred = centre(self._rows)
        self._lengths = [np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1)) for rows in (self._rows, self._centred)]
        self._known = dict(known) if known is not None else self.find_known()
        found = [(p, i, j) for (i, j), p in self._known.items() if p >= SAME]
        self.likely = sorted(found, key=lambda row: (-row[0], row[1], row[2]))

    def find_known(self) -> dict[tuple[int, int], float]:
        """The probability of each pair that lies near, all vectors multiplied at once, but of those that cannot be likely."""
        known: dict[tuple[int, int], float] = {}
        if not self._rows.shape[1]:
            return known
        near = find_near(self._statements, self._rows)
        signs = Bounds(self._statements, self._weights)
        for at in range(0, len(near.left), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            left, right, cosine = near.left[part], near.right[part], near.cosine[part]
            products = np.einsum("ij,ij->i", self._centred[left], self._centred[right]).astype(np.float64)
            nearer = products / np.maximum(1.0, self._lengths[1][left] * self._lengths[1][right])
            most = signs.bound(left, right, cosine, nearer)
            for k in np.flatnonzero(most >= LIKELY).tolist():
                i, j = int(left[k]), int(right[k])
                a, b = self._statements[i], self._statements[j]
                known[i, j] = p_same(a, b, float(cosine[k]), self._weights, centred=float(nearer[k]))
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
        # one pair is as likely as it is; what joins more than that has to be likelier
        return math.fsum(several) >= (TOGETHER if len(several) > 1 else SAME) * len(several)
