"""Counts told alike: one number of like sentences, whatever each label calls what is counted."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from onrecord.language.likeness import Weights, Wording, compare, weigh
from onrecord.language.units import is_measure
from onrecord.language.words import content_words, stem
from onrecord.reconcile.fates import fates_of
from onrecord.reconcile.grounds import ANYBODY
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import interval_of, unit_of

_LEAST = 5  # smaller numbers stand in any sentence
_NEAR = 200  # characters
# (likeness, shared words, days apart) that are asked of two sentences: the seldomer a number, the less.
_ANY = (0.2, 3, 1)
_UNEVEN = (0.1, 3, 1)
_LARGE = (0.2, 2, 3)
_NAMED = (0.08, 2, 3)  # where both passages name who or what is counted: "seven monitors", "seven European monitors"
_ONE_FATE = (0.03, 1, 3)  # an uneven number of people whom one thing befell
_MEASURED = (0.15, 2, 31)
# Metres and feet of one thing are roundings of each other.
_METRIC = {
    "foot": ("m", 0.3048),
    "yard": ("m", 0.9144),
    "mile": ("km", 1.609),
    "pound-mass": ("kg", 0.4536),
    "acre": ("ha", 0.4047),
}
_CONVERTED = frozenset((*_METRIC, *(metric for metric, _ in _METRIC.values())))
# Shares, times and rates are of many things in one story.
_FLEETING = re.compile(r"percent|second|minute|hour|day|week|month|year|degree|times|/")
_DOZEN, _THOUSAND = 12, 1000
_TOGETHER = 30  # figures with one number that are compared
_PEOPLE = frozenset(
    stem(w)
    for w in (
        "person people man men woman women name names figure figures member members other others individual life lives".split()
    )
)
_FIRMS = frozenset(stem(w) for w in "company companies firm firms business businesses bank banks".split())
_DEATH = fates_of(content_words("killed"))
_DIGITS = re.compile(r"[0-9]")


def join_counts(groups: Sequence[Sequence[Quantity]], *, also: Sequence[tuple[str, str]] = ()) -> list[list[Quantity]]:
    """Groups of equal figures, those joined that give one number of like things in like sentences on neighbouring days.

    `also` are pairs of ids of figures that count the same.
    """
    weights = weigh([_around(q) for group in groups for q in group])
    filed: dict[tuple[str, tuple[float, ...]], list[tuple[int, Quantity]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for q in group:
            stated = interval_of(q).stated
            if stated and min(stated) >= _LEAST and q.first and (kind := _kind(q)):
                filed[kind, stated].append((number, q))
            elif stated and q.first and (measured := _read_measure(q)):
                filed[measured].append((number, q))
    root = list(range(len(groups)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for _, listed in sorted(filed.items()):
        for n, (i, a) in enumerate(listed[:_TOGETHER]):
            for j, b in listed[n + 1 : _TOGETHER]:
                if find(i) != find(j) and are_told_alike(a, b, weights):
                    low, high = sorted((find(i), find(j)))
                    root[high] = low
    at = {q.id: number for number, group in enumerate(groups) for q in group}
    for left, right in also:
        low, high = sorted((find(at[left]), find(at[right])))
        root[high] = low
    joined: dict[int, list[Quantity]] = defaultdict(list)
    for number, group in enumerate(groups):
        joined[find(number)] += group
    return [joined[number] for number in sorted(joined)]


def _read_measure(q: Quantity) -> tuple[str, tuple[float, ...]] | None:
    """What a length, weight or sum is filed under: its metric unit, its number rounded as an article does that converts it."""
    unit = unit_of(q)
    if not is_measure(q.figure.unit) or _FLEETING.search(unit):
        return None
    metric, factor = _METRIC.get(unit, (unit, 1.0))
    numbers = tuple(n * factor for n in interval_of(q).stated)
    return (f"({metric})", tuple(float(f"{n:.1e}") if unit in _CONVERTED else n for n in numbers))


def are_told_alike(a: Quantity, b: Quantity, weights: Weights) -> bool:
    """Whether two articles tell one number in like sentences of one day or the next, with no other fate of those counted."""
    if a.article == b.article or a.stance != b.stance or interval_of(a).is_point != interval_of(b).is_point:
        return False
    # two labels that name different fates count different people
    fates = fates_of(a.words), fates_of(b.words)
    named = bool(_counted(a) & _counted(b))
    if (fates[0] != fates[1] and not (named and not all(fates))) or a.figure.change != b.figure.change:
        return False
    if is_measure(a.figure.unit):
        likeness, shared, days = _MEASURED
    else:
        likeness, shared, days = _asked_of(min(interval_of(a).stated))
        if named or (fates[0] and fates[0] == fates[1] and likeness == _UNEVEN[0]):
            likeness, shared, days = _NAMED if named else _ONE_FATE
    apart = (date.fromisoformat(a.first or "") - date.fromisoformat(b.first or "")).days
    if abs(apart) > days and not _looks_back(a, b):
        return False
    left, right = _around(a), _around(b)
    return len(left & right) >= shared and compare(left, right, weights)[0] >= likeness


def _looks_back(a: Quantity, b: Quantity) -> bool:
    """Whether one of two deaths' counts has a day and the other, given later without one, can be of that day."""
    dated, other = (a, b) if a.stated else (b, a)
    if dated.stated == other.stated or fates_of(a.words) != _DEATH or fates_of(b.words) != _DEATH:
        return False
    return bool(dated.first and other.day and dated.first <= other.day)


def _asked_of(number: float) -> tuple[float, int, int]:
    if number >= _THOUSAND:
        return _LARGE
    return _UNEVEN if number > _DOZEN and number % 5 else _ANY


def _kind(q: Quantity) -> str:
    """What is counted, coarsely; nothing for amounts, whose labels tell them apart."""
    if is_measure(q.figure.unit):
        return ""
    unit = stem(unit_of(q).split()[-1]) if unit_of(q).strip() else ""
    return "people" if unit in _PEOPLE else "firms" if unit in _FIRMS else unit


def _counted(q: Quantity) -> Wording:
    """The stems of the nouns that a passage counts, but for those that anybody is."""
    return frozenset(w for w in content_words(q.figure.passage.exact) if w.isalpha() and w not in ANYBODY | _PEOPLE)


def _around(q: Quantity) -> Wording:
    """The words of the sentence near a figure, without its number."""
    at = q.passage_in_context
    near, own = q.context[max(0, at - _NEAR) : at + _NEAR], content_words(q.figure.passage.exact)
    return frozenset(w for w in content_words(near) if w not in own or not _DIGITS.search(w))
