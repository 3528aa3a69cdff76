"""How alike articles are by the words that are rare among these articles alone.

Words are the entries of a sparse matrix, so that work grows with the articles, not with their pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.group.sketches import Sketch

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Side = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of articles as the entries of a sparse matrix, each row of unit length; `own` is a row's length, 0 or 1."""

    rows: Places
    columns: Places
    weights: Floats
    own: Floats
    width: int

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.own)

    def sum_rows(self, by_row: Floats) -> Floats:
        """The sum of the rows, each times its number."""
        return _add_up(self.columns, self.weights * by_row[self.rows], self.width)

    def like(self, by_column: Floats) -> Floats:
        """How alike each row is to a sum of rows."""
        return _add_up(self.rows, self.weights * by_column[self.columns], self.size)


def _add_up(places: Places, values: Floats, size: int) -> Floats:
    return np.asarray(np.bincount(places, values, size), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words of sketches in a row: the number of the sketch, the word, its weight there."""

    rows: Places
    terms: Places
    weights: Floats
    size: int

    def choose(self, chosen: Side) -> "Terms":
        """Some of the words."""
        return Terms(rows=self.rows[chosen], terms=self.terms[chosen], weights=self.weights[chosen], size=self.size)


def list_terms(sketches: Sequence[Sketch]) -> Terms:
    """The words of sketches."""
    return _list([s.terms for s in sketches], [s.weights for s in sketches])


def list_lead_terms(sketches: Sequence[Sketch]) -> Terms:
    """The words of the leads of sketches."""
    return _list([s.lead_terms for s in sketches], [s.lead_weights for s in sketches])


def _list(terms: Sequence[Sequence[int]], weights: Sequence[Sequence[float]]) -> Terms:
    return Terms(
        rows=np.repeat(np.arange(len(terms)), [len(row) for row in terms]),
        terms=np.array([term for row in terms for term in row], dtype=np.int64),
        weights=np.array([weight for row in weights for weight in row], dtype=np.float64),
        size=len(terms),
    )


def weigh_words(terms: Terms) -> Words:
    """The words weighed by how rare they are among these articles."""
    known, columns = np.unique(terms.terms, return_inverse=True)
    holders = np.bincount(columns, minlength=len(known))
    local = terms.weights * np.log((terms.size + 1) / holders)[columns]
    squares = _add_up(terms.rows, local**2, terms.size)
    lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
    return Words(rows=terms.rows, columns=columns, weights=local / lengths[terms.rows], own=np.sign(squares), width=len(known))


def measure_sides(words: Words, side: Side) -> tuple[float, float, float]:
    """How alike articles are on the mean: within one side, within the other, across."""
    left, right = (words.sum_rows(s.astype(float)) for s in (side, ~side))
    a, b = int(side.sum()), int((~side).sum())

    def inside(total: Floats, own: float, count: int) -> float:
        return float(total @ total - own) / max(1, count * (count - 1))

    return (
        inside(left, words.own[side].sum(), a),
        inside(right, words.own[~side].sum(), b),
        float(left @ right) / max(1, a * b),
    )
