"""Series: the figures that count the same thing, and which of them give the same number."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.language.likeness import Wording, find_pairs, weigh
from onrecord.language.units import in_barrels, is_measure, to_base
from onrecord.language.words import content_words, stem
from onrecord.reconcile.fates import fates_of
from onrecord.reconcile.intervals import Interval, are_alike
from onrecord.reconcile.items import Quantity

_SAME_SERIES = 0.72
# Figures whose labels differ by more than a common word may be part and whole: they can agree, not contradict.
_SAME_QUESTION = 0.88
# Labels that share this many words before their place are one question where both have a number as large as this on a day.
_LEAST_CORE = 2
_LARGE = 8
_LABELS = 12  # with one number on one day, that are compared
# Words that two vague shares have in common near them, those whom they are of among them.
_SHARED = 2
_SORTS = frozenset(stem(w) for w in ("men", "women", "children"))
_PLACE = re.compile(r"\s(?:in|at|near|on)\s")
# The place beside a prison term is that of the crime, of the court or of the prison: it tells no two terms apart.
_TERM = re.compile(r"\bsentence\b")


def interval_of(quantity: Quantity) -> Interval:
    """The bounds of a figure, in the unit that it is compared in."""
    f = quantity.figure
    return _interval(f.unit, f.low, f.high, f.approximate)


@lru_cache(maxsize=16_384)
def _interval(unit: str, low: float | None, high: float | None, approximate: bool) -> Interval:
    oil = in_barrels(unit)
    if oil:
        low, high = (None if n is None else float(f"{n * oil[1]:.3g}") for n in (low, high))
    else:
        factor = to_base(unit)[1]
        low, high = (None if n is None else n * factor for n in (low, high))
    return Interval(low=low, high=high, approximate=approximate)


def unit_of(quantity: Quantity) -> str:
    """The unit that a figure is compared in."""
    oil = in_barrels(quantity.figure.unit)
    return oil[0] if oil else to_base(quantity.figure.unit)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures that count the same thing; `question_of` numbers what each label asks, so that only like excludes like."""

    members: tuple[Quantity, ...]
    question_of: Mapping[Wording, int]


def find_series(quantities: Sequence[Quantity]) -> list[Series]:
    """The figures by what they count: one unit, and labels that are alike in the words that are rare in the story.

    Labels that differ in their place alone are one question where articles give one large number for both: a toll is told
    as of the town, the tunnel, the hospital.
    """
    labelled: dict[tuple[str, tuple[str, ...]], list[Quantity]] = defaultdict(list)
    alone = []
    for q in quantities:
        if q.words:
            labelled[unit_of(q), tuple(sorted(q.words))].append(q)
        else:
            alone.append(Series(members=(q,), question_of={}))
    keys = sorted(labelled)
    wordings = [frozenset(words) for _, words in keys]
    weights = weigh(wordings)
    series, question = list(range(len(keys))), list(range(len(keys)))
    for i, j, cosine, _ in find_pairs(wordings, weights, within=[unit for unit, _ in keys]):
        if cosine >= _SAME_SERIES:
            _join(series, i, j)
        if cosine >= _SAME_QUESTION:
            _join(question, i, j)
    for i, j in _find_other_nouns(keys):
        _join(series, i, j)
        _join(question, i, j)
    groups = [labelled[key] for key in keys]
    for i, j in _find_shared_numbers(groups):
        _join(series, i, j)
        _join(question, i, j)
    for i, j in _find_longer(groups):
        _join(series, i, j)
    for i, j in _find_bare(groups, question):
        _join(series, i, j)
        _join(question, i, j)
    joined: dict[int, list[int]] = defaultdict(list)
    for i in range(len(keys)):
        joined[_root(series, i)].append(i)
    return [
        Series(
            members=tuple(q for i in positions for q in labelled[keys[i]]),
            question_of={wordings[i]: _root(question, i) for i in positions},
        )
        for _, positions in sorted(joined.items())
    ] + alone


def _find_other_nouns(keys: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[int, int]]:
    """Positions of counts that the story gave one label though their articles count other nouns: "planets", "worlds"."""
    first: dict[tuple[str, ...], int] = {}
    found = [(first.setdefault(words, i), i) for i, (unit, words) in enumerate(keys) if not is_measure(unit)]
    return [(i, j) for i, j in found if i != j]


def _find_shared_numbers(groups: Sequence[Sequence[Quantity]]) -> list[tuple[int, int]]:
    """Positions of labels with the same core ("people killed" of "people killed in Vell") and one large number on one day."""
    first: dict[tuple[str, frozenset[str], float, str], int] = {}
    found = []
    for i, group in enumerate(groups):
        for q in group:
            core = _core(q)
            number = max(interval_of(q).stated, default=0.0)
            if len(core) < _LEAST_CORE or number < _LARGE or not q.first:
                continue
            at = first.setdefault((unit_of(q), core, number, q.first), i)
            if at != i:
                found.append((at, i))
    return found


def _find_longer(groups: Sequence[Sequence[Quantity]]) -> list[tuple[int, int]]:
    """Positions of labels of which one adds to the other, with one large number on one day: they say the same of it alone."""
    filed: dict[tuple[str, tuple[float, ...], str], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        for q in group:
            numbers = interval_of(q).stated
            if q.first and numbers and min(numbers) >= _LARGE and len(q.words) >= _LEAST_CORE:
                filed[unit_of(q), numbers, q.first].append(i)
    found = set()
    for listed in filed.values():
        at = list(dict.fromkeys(listed))[:_LABELS]
        for n, i in enumerate(at):
            found |= {(i, j) for j in at[n + 1 :] if _adds(groups[i][0].words, groups[j][0].words)}
    return sorted(found)


def _adds(a: Wording, b: Wording) -> bool:
    return (a <= b or b <= a) and not any(w.startswith("(") for w in a ^ b)


def _core(q: Quantity) -> Wording:
    """What is counted, without the place: "people killed" of "people killed in Vell"."""
    return frozenset(content_words(_PLACE.split(q.text.partition(" (")[0])[0]))


def _find_bare(groups: Sequence[Sequence[Quantity]], question: list[int]) -> list[tuple[int, int]]:
    """Positions of a label without a place and of the one question that most figures with its core answer."""
    by_core: dict[tuple[str, Wording], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        by_core[unit_of(group[0]), _core(group[0])].append(i)
    found = []
    for (_, core), every in by_core.items():
        positions = [i for i in every if not any(w.startswith("(") for w in groups[i][0].words)]
        bare = [i for i in positions if groups[i][0].words == core]
        sizes: dict[int, int] = defaultdict(int)
        for i in positions:
            if i not in bare:
                sizes[_root(question, i)] += len(groups[i])
        if bare and len(core) >= _LEAST_CORE and sizes:
            most = min(sizes, key=lambda r: (-sizes[r], r))
            if 2 * sizes[most] > sum(sizes.values()):
                found += [(i, most) for i in bare]
    return found


def _join(root: list[int], i: int, j: int) -> None:
    a, b = _root(root, i), _root(root, j)
    root[max(a, b)] = min(a, b)


def _root(root: list[int], i: int) -> int:
    while root[i] != i:
        root[i] = root[root[i]]
        i = root[i]
    return i


def group_equal(series: Sequence[Quantity]) -> list[list[Quantity]]:
    """The figures of one series by the number that they give, in order of the first day that each is for."""
    groups: list[list[Quantity]] = []
    filed: dict[tuple[float, ...], list[int]] = defaultdict(list)
    # exact figures first, so that "at least 90" joins "90" before another open bound does
    for q in sorted(
        series, key=lambda q: (interval_of(q).stated, not interval_of(q).is_point, q.first or "", q.article, q.start, q.id)
    ):
        interval = interval_of(q)
        for number in filed[interval.stated]:
            first = groups[number][0]
            elsewhere = first.words == q.words and not _TERM.search(q.text) and in_other_places(first, q)
            apart = denied_apart(first, q) or first.revises != q.revises
            others = are_of_other_people(first, q) or (is_none_in_particular(q) and not _share_matter(first, q))
            if are_alike(interval_of(first), interval) and not (apart or elsewhere or others):
                groups[number].append(q)
                break
        else:
            filed[interval.stated].append(len(groups))
            groups.append([q])
    return sorted(groups, key=lambda g: (min(q.first or "9999" for q in g), g[0].article, g[0].start, g[0].id))


def is_none_in_particular(q: Quantity) -> bool:
    """Whether a share is none in particular: "a majority"."""
    return q.figure.unit == "percent" and q.figure.approximate and None in (q.figure.low, q.figure.high)


def are_of_other_people(a: Quantity, b: Quantity) -> bool:
    """Whether the passages of two figures count sorts of people of whom none is of the other: "12 children", "a dozen men"."""
    sorts = [_SORTS & q.counted for q in (a, b)]
    return all(sorts) and not sorts[0] & sorts[1]


def _share_matter(a: Quantity, b: Quantity) -> bool:
    """Whether the words near two figures are of one matter, whatever their number."""
    return len(a.near & b.near) >= _SHARED


def denied_apart(a: Quantity, b: Quantity) -> bool:
    """Whether one of the two is given in a denial and the other is not."""
    return (a.stance == "denies") != (b.stance == "denies")


def in_other_places(a: Quantity, b: Quantity) -> bool:
    """Whether both figures are for a place and the places have no word in common, with each other or with the label."""
    return bool(a.places and b.places) and not a.places & (b.places | b.words) and not b.places & a.words


def is_one_question(a: Quantity, b: Quantity, question_of: Mapping[Wording, int]) -> bool:
    """Whether two figures of a series answer the same question, so that they may exclude or replace each other."""
    if len(a.words | a.places) < 2 or len(b.words | b.places) < 2 or question_of[a.words] != question_of[b.words]:
        return False
    if any(w.startswith("(") for w in a.words ^ b.words):  # a part, an addition, or what the story tells apart
        return False
    fates = fates_of(a.words), fates_of(b.words)
    if all(fates) and not fates[0] & fates[1]:
        return False
    return a.words != b.words or not in_other_places(a, b)
