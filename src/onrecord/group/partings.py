"""Where articles that are tied together tell of two matters: two events of one kind, in the same words but for who and where.

Among articles on two quakes "quake" tells nothing, so words are weighed by how rare they are among these articles alone. Two
sides are told apart where articles are much less alike across them than within either. Any articles fall into two sides by
chance, the more so the fewer they are. So the sides are found by half of the words and measured by the other half, which knows
nothing of how they were found: chance does not carry over, two matters do. They are measured by the words of the leads once
more: who writes of one matter begins with the same and goes on to what others leave out; who writes of two begins with what is
each one's own. Where the days are known, so does a silence part two matters, of however few articles
(`onrecord.group.silences`).
"""

import math
from collections.abc import Sequence

import numpy as np

from onrecord.group.sides import Floats, Side, Terms, Words, list_lead_terms, list_terms, measure_sides, weigh_words
from onrecord.group.silences import find_silences
from onrecord.group.sketches import Sketch, similarity

LEAST_ARTICLES = 3  # of a side, copies counted once
LEAST_MEANWHILE = 4  # of a side, where each side was written about while the other was, or may have been
MOST_ALIKE = 0.5  # across the sides, where within is 1
MOST_ALIKE_OF_FEW = 0.75  # of a smaller side of n articles 1 - 2 / n of it: of few the parting must be the clearer
LEAST_OF_COPIES = 0.75  # alike
SPLITS = 4  # of the words into halves
_CUT = 3  # articles of a side while it is looked for
_STEPS = 60
_ROUNDS = 20


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
        side = _find_sides([unit[0] for unit in part]) if len(part) >= 2 * LEAST_ARTICLES else None
        if side is not None:
            waiting += [[unit for unit, on in zip(part, side, strict=True) if on == here] for here in (True, False)]
            continue
        apart = find_silences([unit[0] for unit in part])
        if len(apart) > 1:
            waiting += [[part[place] for place in places] for places in apart]
        else:
            whole.append(part)
    return whole


def _find_sides(firsts: Sequence[Sketch]) -> Side | None:
    """Which of the articles are on one side; None where all tell of one matter."""
    terms = list_terms(firsts)
    side = _divide(weigh_words(terms))
    smaller = int(min(side.sum(), len(firsts) - side.sum()))
    if smaller < (LEAST_MEANWHILE if _is_meanwhile(firsts, side) else LEAST_ARTICLES):
        return None
    leads = list_lead_terms(firsts)
    across = within = 0.0
    for number in range(SPLITS):
        for other in (False, True):
            found = _divide(weigh_words(_choose_half(terms, number, other=other)))
            for measuring in (terms, leads):
                left, right, between = measure_sides(weigh_words(_choose_half(measuring, number, other=not other)), found)
                across += between
                within += min(left, right)
    most = min(MOST_ALIKE, MOST_ALIKE_OF_FEW * (1 - 2 / smaller))
    return side if across <= most * within else None


def _choose_half(terms: Terms, number: int, *, other: bool) -> Terms:
    """One half of the words, or the other, of that split."""
    return terms.choose(((terms.terms * 2654435761 >> (11 + 3 * number)) % 2 == 0) != other)


def _is_meanwhile(firsts: Sequence[Sketch], side: Side) -> bool:
    """Whether the days on which the two sides were written about overlap, or may: of one of them alone none is known."""
    days = [
        [day for s, on in zip(firsts, side, strict=True) if on == here for day in (s.earliest, s.latest) if day]
        for here in (True, False)
    ]
    if not all(days):
        return any(days)
    return min(days[0]) <= max(days[1]) and min(days[1]) <= max(days[0])


def _divide(words: Words) -> Side:
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


def _cut(words: Words) -> Side:
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


def _find_places(words: Words, degree: Floats) -> Floats:
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
