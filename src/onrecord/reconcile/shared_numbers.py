"""Numbers that two articles share: what says that figures under other labels count one thing."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter

from onrecord.language.likeness import Weights, compare, weigh
from onrecord.language.units import is_measure
from onrecord.reconcile.counted import NO_STATE, Counted

_TRIED = 32  # figures with a number near it that one is held against, at the most
# Numbers that chance does not repeat in a story: 715, not 700 or 2014; others where what stands around is alike.
_RARE, _RARE_DIGITS, _FIRST_YEAR, _LAST_YEAR = 100, 3, 1900, 2100
_LEAST_FLOOR, _JUST_ABOVE = 10, 1.1
_SHARE = re.compile(r"share of (?:(?P<kind>[a-z]+) )?(?P<noun>[a-z]+)")
_MANY_HARMED = 20
_MANY, _TOLD_ALIKE, _AMOUNT_ALIKE = 8, 0.3, 0.2


def join_by_number(groups: Sequence[Sequence[Counted]]) -> list[list[Counted]]:
    """The groups with those joined that one telling number says are one: "715 planets" of this article, "715 worlds" of that.

    A count that chance does not repeat tells it alone; a smaller one, or an amount, where the words around are alike and the
    articles are two; so does an exact number just above a floor ("more than 700"). Each number is held against the nearest
    before it, so that the time hardly grows faster than the figures.
    """
    words = weigh([w for group in groups for c in group for w in (c.around,)])
    root = list(range(len(groups)))
    filed: dict[float, list[tuple[int, Counted]]] = defaultdict(list)
    for i, group in enumerate(groups):
        for c in group:
            for number in c.numbers:
                filed[number].append((i, c))
    for number, holders in sorted(filed.items()):
        for k, (j, b) in enumerate(holders):
            for i, a in holders[max(0, k - _TRIED) : k]:
                if _root(root, i) != _root(root, j) and _tells(number, a, b, words):
                    _join(root, i, j)
    exact = sorted(((c.low, i) for i, group in enumerate(groups) for c in group if c.low == c.high), key=itemgetter(0, 1))
    of = {(c.low, i): c for i, group in enumerate(groups) for c in group if c.low == c.high}
    for i, group in enumerate(groups):
        for floor in (c for c in group if c.high == math.inf and c.low >= _LEAST_FLOOR):
            first = bisect_left(exact, (floor.low, -1))
            for number, j in exact[first : first + _TRIED]:
                if number > _JUST_ABOVE * floor.low:
                    break
                if _root(root, i) != _root(root, j) and _is_floor(floor, of[number, j], words):
                    _join(root, i, j)
    joined: dict[int, list[Counted]] = defaultdict(list)
    for i, group in enumerate(groups):
        joined[_root(root, i)] += group
    return list(joined.values())


def _join(root: list[int], i: int, j: int) -> None:
    low, high = sorted((_root(root, i), _root(root, j)))
    root[high] = low


def _root(root: list[int], i: int) -> int:
    while root[i] != i:
        i = root[i]
    return i


def _tells(number: float, a: Counted, b: Counted, weights: Weights) -> bool:
    """Whether a number that two figures give says that they count one thing."""
    if a.kind != b.kind or (a.befell and b.befell and a.befell != b.befell):
        return False
    counts = not is_measure(a.unit) and not is_measure(b.unit)
    digits = len(f"{abs(number):.10g}".replace(".", "").strip("0"))
    if counts and number >= _RARE and digits >= _RARE_DIGITS and not _FIRST_YEAR <= number <= _LAST_YEAR:
        return True
    if a.figure.article == b.figure.article or a.befell != b.befell:
        return False
    where = [c.figure.indicator.partition(c.befell)[2] for c in (a, b)] if a.befell else ["", ""]
    if counts and number >= _MANY_HARMED and where[0] == where[1] != "":
        return True  # "120 soldiers" and "120 men" killed in one place
    if counts:
        return number >= _MANY and compare(a.around, b.around, weights)[0] >= _TOLD_ALIKE
    amount = a.unit == b.unit and is_measure(a.unit) and a.unit not in NO_STATE
    return amount and digits > 1 and compare(a.around, b.around, weights)[0] >= _AMOUNT_ALIKE


def _is_floor(floor: Counted, exact: Counted, weights: Weights) -> bool:
    """Whether one article only says that what another counts exactly is more than a number just below."""
    if floor.figure.article == exact.figure.article or (floor.kind, floor.befell) != (exact.kind, exact.befell):
        return False
    counts = not is_measure(floor.unit) and not is_measure(exact.unit)
    one_unit = floor.unit == exact.unit and floor.unit not in NO_STATE
    return (counts or one_unit) and compare(floor.around, exact.around, weights)[0] >= _AMOUNT_ALIKE


def join_shares(groups: Sequence[Sequence[Counted]]) -> list[list[Counted]]:
    """The groups with those shares joined that are of one stuff under other nouns: of chemicals, of chemical weapons.

    What one calls a noun the other, or both, have beside theirs; the articles are two and the words around are alike.
    """
    words = weigh([c.around for group in groups for c in group])
    root = list(range(len(groups)))
    stuffs = [[s for c in group if (s := _stuff_of(c))] for group in groups]
    kinds = [{kind for kind, _ in stuff if kind} for stuff in stuffs]
    nouns = [{noun for _, noun in stuff} for stuff in stuffs]
    filed: dict[str, list[int]] = defaultdict(list)
    for i in range(len(groups)):
        for word in sorted(kinds[i] | nouns[i]):
            for j in filed[word][-_TRIED:]:
                beside, both = word in kinds[i] | kinds[j], word in nouns[i] and word in nouns[j]
                if beside and not both and _are_told_alike(groups[i], groups[j], words):
                    _join(root, i, j)
            filed[word].append(i)
    joined: dict[int, list[Counted]] = defaultdict(list)
    for i, group in enumerate(groups):
        joined[_root(root, i)] += group
    return list(joined.values())


def _stuff_of(c: Counted) -> tuple[str, str] | None:
    """The kind and the noun that a figure is a share of; None of any other figure."""
    of = _SHARE.fullmatch(c.figure.indicator) if c.unit == "percent" else None
    return (of.group("kind") or "", of.group("noun")) if of else None


def _are_told_alike(left: Sequence[Counted], right: Sequence[Counted], weights: Weights) -> bool:
    pairs = [(a, b) for a in left[:_TRIED] for b in right[:_TRIED]]
    if any(a.figure.article == b.figure.article for a, b in pairs):
        return False
    return max((compare(a.around, b.around, weights)[0] for a, b in pairs), default=0.0) >= _AMOUNT_ALIKE
