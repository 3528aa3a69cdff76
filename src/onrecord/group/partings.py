"""Where articles that are tied together tell of two matters: two events of one kind, in the same words but for who and where.

Among articles on two quakes "quake" tells nothing, so words are weighed by how rare they are among these articles alone. Two
sides are told apart where articles are much less alike across them than within either. Any articles fall into two sides by
chance, the more so the fewer they are. So the sides are found by half of the words and measured by the other half, which knows
nothing of how they were found: chance does not carry over, two matters do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.group.sketches import Sketch, similarity

LEAST_ARTICLES = 4  # of a side, copies counted once
MOST_ALIKE = 0.5  # across the sides, where within is 1
MOST_ALIKE_OF_FEW = 0.6  # of a smaller side of n articles 1 - 2 / n of it: of few the parting must be the clearer
LEAST_OF_COPIES = 0.75  # alike
SPLITS = 4  # of the words into halves
_CUT = 3  # articles of a side while it is looked for
_STEPS = 60
_ROUNDS = 20

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Side = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
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


def part_sketches(sketches: Sequence[Sketch]) -> list[list[str]]:
    """The ids of the articles by the matter that they tell of; the order of `sketches` changes nothing."""
    units = _join_copies(sorted(sketches, key=lambda s: s.place))
    return sorted(sorted(s.article for unit in part for s in unit) for part in _part(units))


def _join_copies(sketches: Sequence[Sketch]) -> list[list[Sketch]]:
    """Copies, and what stood at one address, as one: who took a text over has told nothing more, and they stay together."""
    first: dict[int, list[Sketch]] = {}
    units: list[list[Sketch]] = []
    for sketch in sketches:
        found = first.get(sketch.address) if sketch.address is not None else None
        for key in sketch.copy_keys:
            other = first.get(key)
            if found is None and other and similarity(other[0], sketch) >= LEAST_OF_COPIES:
                found = other
        if found is None:
            found = []
            units.append(found)
        found.append(sketch)
        for key in (*sketch.copy_keys, *([] if sketch.address is None else [sketch.address])):
            first.setdefault(key, found)
    return units


def _part(units: list[list[Sketch]]) -> list[list[list[Sketch]]]:
    waiting, whole = [units], []
    while waiting:
        part = waiting.pop()
        side = _find_sides(part) if len(part) >= 2 * LEAST_ARTICLES else None
        if side is None:
            whole.append(part)
        else:
            waiting += [[unit for unit, on in zip(part, side, strict=True) if on == here] for here in (True, False)]
    return whole


def _find_sides(units: Sequence[Sequence[Sketch]]) -> Side | None:
    """Which of the articles are on one side; None where all tell of one matter."""
    firsts = [unit[0] for unit in units]
    size = len(firsts)
    rows = np.repeat(np.arange(size), [len(s.terms) for s in firsts])
    terms = np.array([term for s in firsts for term in s.terms], dtype=np.int64)
    weights = np.array([weight for s in firsts for weight in s.weights])
    side = _divide(_weigh(rows, terms, weights, size))
    smaller = int(min(side.sum(), size - side.sum()))
    if smaller < LEAST_ARTICLES:
        return None
    across = within = 0.0
    for number in range(SPLITS):
        half = (terms * 2654435761 >> (11 + 3 * number)) % 2 == 0
        for finding, measuring in ((half, ~half), (~half, half)):
            found = _divide(_weigh(rows[finding], terms[finding], weights[finding], size))
            left, right, between = _measure(_weigh(rows[measuring], terms[measuring], weights[measuring], size), found)
            across += between
            within += min(left, right)
    most = min(MOST_ALIKE, MOST_ALIKE_OF_FEW * (1 - 2 / smaller))
    return side if across <= most * within else None


def _weigh(rows: Places, terms: Places, weights: Floats, size: int) -> _Words:
    """The words weighed by how rare they are among these articles."""
    known, columns = np.unique(terms, return_inverse=True)
    holders = np.bincount(columns, minlength=len(known))
    local = weights * np.log((size + 1) / holders)[columns]
    squares = _add_up(rows, local**2, size)
    lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
    return _Words(rows=rows, columns=columns, weights=local / lengths[rows], own=np.sign(squares), width=len(known))


def _divide(words: _Words) -> Side:
    """The two sides that the articles fall into most easily: cut, then each put where it is more at home."""
    side = _cut(words)
    for _ in range(_ROUNDS):
        counts = np.array([side.sum(), words.size - side.sum()])
        if counts.min() < 2:
            break
        to_left, to_right = (words.like(words.sum_rows(s.astype(float))) for s in (side, ~side))
        better = (to_left - words.own * side) / (counts[0] - side) > (to_right - words.own * ~side) / (counts[1] - ~side)
        if (better == side).all():
            break
        side = better
    return side


def _cut(words: _Words) -> Side:
    """The normalised cut, along the second eigenvector.

    Source: Shi, Malik 2000.
    """
    size = words.size
    degree = words.like(words.sum_rows(np.ones(size))) - words.own + 1e-9
    place = _find_places(words, degree)
    order = np.lexsort((np.arange(size), place))
    starts = np.searchsorted(words.rows, np.arange(size + 1))
    whole = words.sum_rows(np.ones(size))
    volume = float(degree.sum())
    taken = np.zeros(words.width)
    to_whole = to_taken = held = 0.0
    best, at = math.inf, size // 2
    for count, row in enumerate(order[:-1], 1):
        entries = slice(starts[row], starts[row + 1])
        columns, weights = words.columns[entries], words.weights[entries]
        to_whole += float(weights @ whole[columns])
        to_taken += 2 * float(weights @ taken[columns]) + float(words.own[row])
        taken[columns] += weights
        held += float(degree[row])
        loss = (to_whole - to_taken) * (1 / held + 1 / (volume - held))
        if _CUT <= count <= size - _CUT and loss < best:
            best, at = loss, count
    side = np.zeros(size, dtype=bool)
    side[order[:at]] = True
    return side


def _find_places(words: _Words, degree: Floats) -> Floats:
    """Where each article stands on the line that best keeps like with like, by power iteration."""
    root = np.sqrt(degree)
    trivial = root / np.linalg.norm(root)
    odd = np.arange(words.size) == np.argmin(degree)
    vector: Floats = words.like(words.sum_rows(odd.astype(float))) / root
    for _ in range(_STEPS):
        vector = vector - trivial * (trivial @ vector)
        length = np.linalg.norm(vector)
        if not length:
            break
        vector = vector / length
        scaled = vector / root
        # the vector itself is added so that no eigenvalue is negative
        vector = vector + (words.like(words.sum_rows(scaled)) - words.own * scaled) / root
    last: Floats = (vector - trivial * (trivial @ vector)) / root
    return last


def _measure(words: _Words, side: Side) -> tuple[float, float, float]:
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
