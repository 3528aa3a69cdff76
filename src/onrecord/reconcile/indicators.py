"""Indicators across a story: figures of one thing under one label, and of other things under labels of their own.

The grammar names what one sentence counts ("people displaced", "firms"): too little to tell one thing from another, and too
much where reporters choose other nouns. Here the figures of a story are gathered by how likely two of them count the same
thing: by their labels, numbers and what is said around them. A label that names a place, an event or a measure stays as it is.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from onrecord.language.likeness import Weights, Wording, compare, weigh
from onrecord.language.units import find_measure, is_measure
from onrecord.model import Document
from onrecord.reconcile.counted import Counted, read_counted, stems_of
from onrecord.reconcile.labels import lend_places, with_labels
from onrecord.reconcile.parts import split_parts
from onrecord.reconcile.shared_numbers import join_by_number, join_shares
from onrecord.text import WORD

_SHOWN_BY = 6  # members that speak for a group
_TRIED = 32  # groups that a figure is held against, at the most
_LOG_LARGE = math.log10(1_000)
_CLOSE = 0.7  # of the logarithm: numbers twice as large are of no one state
# A logistic model of `describe_pair`, fitted by training/indicators.py on nine annotated stories, each counting alike.
WEIGHTS = (-3.93, -0.51, 2.1, 1.97, 5.27, -2.42, 6.29, -1.71, 1.64, 3.02, -0.85, 1.25, 2.22, 0.81, -1.73, 1.02)
_CUT = -0.5
_ROUNDED = 1e-9

_NO_NOUN = re.compile(r"(?:ly|ed|ing)$")
_NUMBERS = frozenset(
    "dozens scores hundreds thousands millions hundred thousand million billion least more less than about dozen several three"
    " four five seven eight nine eleven twelve".split()
)
# Words that any count may have beside it tell none from another.
_PALE = frozenset("different separate various other others further same such additional together around".split())
_SHORT = 3
_DAYS = 3
_LIKE = 0.1


def describe_pair(a: Counted, b: Counted, weights: Weights) -> tuple[float, ...]:
    """What speaks for two figures of a story counting the same thing; the first is 1.

    Shape: 16 numbers: the labels (equal, alike), the numbers (equal, large, close, compatible), the words near and
    around, the days.
    """
    same_label = a.figure.indicator == b.figure.indicator
    specific = a.is_specific and b.is_specific
    equal = _share_number(a, b)
    one_article = a.figure.article == b.figure.article
    left, right = a.largest, b.largest
    size = min(1.0, math.log10(left) / _LOG_LARGE) if equal and left > 1 else 0.0
    # how close two numbers are counts for one label alone
    close = 0.0
    if same_label:
        close = max(0.0, 1 - abs(math.log(left / right)) / _CLOSE) if left and right else float(left == right)
    compatible = a.low <= b.high and b.low <= a.high
    befell = same_label and a.befell != ""
    one_time = a.day is not None and b.day is not None and abs(a.day - b.day) <= _DAYS
    around = compare(a.around, b.around, weights)[0]
    return (
        1.0,
        float(same_label and not specific),
        compare(a.label, b.label, weights)[0],
        float(equal),
        equal * size,
        around,
        compare(a.near, b.near, weights)[0],
        float(one_article),
        float(equal and one_article),
        float(same_label and specific),
        float(specific and not same_label),
        equal * around,
        same_label * close,
        float(same_label and compatible and not equal),
        float(befell and close > 0 and compatible),
        float(befell and one_time and (compatible or close > 0)),
    )


def _share_number(a: Counted, b: Counted) -> bool:
    """Whether two figures give one number; "nearly 90" is another than "more than 90"."""
    apart = (a.low == -math.inf and b.high == math.inf) or (b.low == -math.inf and a.high == math.inf)
    return not apart and not a.numbers.isdisjoint(b.numbers)


def are_comparable(a: Counted, b: Counted, weights: Weights) -> bool:
    """Whether two figures may count the same thing at all.

    They have one unit, or the same bounds of things that are counted by other nouns in like words; and the same befell who is
    counted.
    """
    if a.befell != b.befell or a.kind != b.kind:
        return False
    if a.unit == b.unit:
        return True
    plain = not is_measure(a.unit) and not is_measure(b.unit)
    return plain and (a.low, a.high) == (b.low, b.high) and compare(a.around, b.around, weights)[0] >= _LIKE


class Fitting:
    """How well figures fit groups: what `describe_pair` tells, weighed, on average of those that speak for a group."""

    def __init__(self, words: Weights, weights: Sequence[float]) -> None:
        self._words, self._weights = words, weights
        self._labels: dict[tuple[Wording, Wording], float] = {}

    def fit(self, one: Counted, shown: Sequence[Counted], *, least: float) -> float:
        """How well a figure fits a group by those shown of it; -inf where that is no more than `least`."""
        for other in shown:
            if not are_comparable(one, other, self._words):
                return -math.inf
        found = [self._weigh_but_around(one, other) for other in shown]
        # the words around cost most to compare, and mostly speak against
        if math.fsum(most for _, most, _ in found) <= least * len(shown):
            return -math.inf
        told = []
        for other, (products, _, of_around) in zip(shown, found, strict=True):
            around = compare(one.around, other.around, self._words)[0]
            told.append(math.fsum((*products, *(weight * around for weight in of_around))))
        fit = math.fsum(told) / len(told)
        return fit if fit > least else -math.inf

    def _weigh_but_around(self, a: Counted, b: Counted) -> tuple[list[float], float, tuple[float, ...]]:
        """The signals of a pair times their weights but for those of the words around, the most that all come to, and the
        weights of these words."""
        weights = self._weights
        products = [weights[0]]
        same_label = a.figure.indicator == b.figure.indicator
        if a.is_specific and b.is_specific:
            products.append(weights[9 if same_label else 10])
        elif same_label:
            products.append(weights[1])
        products.append(weights[2] * self._alike(a.label, b.label))
        equal = _share_number(a, b)
        one_article = a.figure.article == b.figure.article
        if equal:
            products.append(weights[3])
            products.append(weights[4] * min(1.0, math.log10(a.largest) / _LOG_LARGE) if a.largest > 1 else 0.0)
            products.append(weights[8] * one_article)
        if not a.near.isdisjoint(b.near):
            products.append(weights[6] * compare(a.near, b.near, self._words)[0])
        if one_article:
            products.append(weights[7])
        if same_label:
            left, right = a.largest, b.largest
            close = max(0.0, 1 - abs(math.log(left / right)) / _CLOSE) if left and right else float(left == right)
            compatible = a.low <= b.high and b.low <= a.high
            befell = a.befell != ""
            one_time = a.day is not None and b.day is not None and abs(a.day - b.day) <= _DAYS
            products.append(weights[12] * close)
            products.append(weights[13] * (compatible and not equal))
            products.append(weights[14] * (befell and close > 0 and compatible))
            products.append(weights[15] * (befell and one_time and (compatible or close > 0)))
        of_around = (weights[5], weights[11]) if equal else (weights[5],)
        # rounding may take from a sum what `_ROUNDED` adds
        return products, math.fsum(products) + max(0.0, math.fsum(of_around)) + _ROUNDED, of_around

    def _alike(self, a: Wording, b: Wording) -> float:
        known = self._labels.get((a, b))
        if known is None:
            known = self._labels[a, b] = compare(a, b, self._words)[0]
        return known


def group_counted(
    counted: Sequence[Counted], *, weights: tuple[float, ...] = WEIGHTS, cut: float = _CUT
) -> list[list[Counted]]:
    """The figures by what they count: each joins the group that it fits best, or begins one.

    A label that is specific is one group. Others are tried with the groups of their label and of their numbers alone, the
    nearest in the order given, so that the time is linear in the figures.
    """
    fitting = Fitting(weigh([w for c in counted for w in (c.label, c.near, c.around)]), weights)
    groups: list[list[Counted]] = []
    by_label: dict[str, list[int]] = defaultdict(list)
    by_number: dict[float, list[int]] = defaultdict(list)
    by_unit: dict[str, list[int]] = defaultdict(list)
    own: dict[str, int] = {}

    for one in counted:
        number = own.get(one.figure.indicator) if one.is_specific else None
        if number is None:
            near = by_label[one.figure.indicator][-_TRIED:] + [n for x in sorted(one.numbers) for n in by_number[x][-_TRIED:]]
            near += by_unit[one.unit][-_TRIED:]
            best, number = cut, len(groups)
            for n in sorted(set(near)):
                fit = fitting.fit(one, groups[n][:_SHOWN_BY], least=best)
                if fit > best:
                    best, number = fit, n
            if number == len(groups):
                groups.append([])
            if one.is_specific:
                own[one.figure.indicator] = number
        groups[number].append(one)
        for filed in (by_label[one.figure.indicator], by_unit[one.unit], *(by_number[x] for x in one.numbers)):
            if not filed or filed[-1] != number:
                filed.append(number)
    return groups


def settle_indicators(documents: Sequence[Document]) -> dict[str, str]:
    """The label of each figure of a story, by its id, where it is another than its article alone gives it."""
    lent = lend_places(documents)
    converted = _conversions(documents)
    counted = read_counted([with_labels(d, lent) for d in documents])
    groups = join_shares(join_by_number(group_counted([c for c in counted if c.figure.id not in converted])))
    alone = {f.id: f.indicator for d in documents for f in d.reading.figures}
    texts = {d.article.id: d.article.text for d in documents}
    found = {}
    for label, group in name_groups(groups):
        whole, parts = split_parts(group, texts)
        found.update({c.figure.id: label for c in whole})
        found.update({c.figure.id: f"{label} ({kind})" for kind, members in parts.items() for c in members})
    found.update({id_: found[whole] for id_, whole in converted.items() if whole in found})
    return {id_: label for id_, label in found.items() if label != alone[id_]}


def _conversions(documents: Sequence[Document]) -> dict[str, str]:
    """The figures that stand in another's bracket, with that one: the same amount in another unit."""
    found: dict[str, str] = {}
    for document in documents:
        for whole, inner in pairwise(sorted(document.reading.figures, key=lambda f: (f.passage.start, -f.passage.end))):
            if inner.passage.end < whole.passage.end:
                found[inner.id] = whole.id
    return found


def name_groups(groups: Sequence[Sequence[Counted]]) -> list[tuple[str, Sequence[Counted]]]:
    """Each group with a label of its own: the one that most of it has.

    Where several groups have one label, each adds the word that stands beside it alone.
    """
    by_label: dict[str, list[Sequence[Counted]]] = defaultdict(list)
    for group in groups:
        by_label[_choose_label(group)].append(group)
    named = []
    for label, same in sorted(by_label.items()):
        if len(same) == 1:
            named.append((label, same[0]))
            continue
        holders = Counter(stem for group in same for stem in frozenset().union(*(c.near for c in group)))
        told = set(stems_of(label))
        taken: set[str] = set()
        for group in same:
            word = _telling_word(group, holders, told)
            shown = f"{label} ({word or _quote(group[0])})"
            if shown in taken:
                shown = f"{label} ({_quote(group[0])}, {group[0].figure.id})"
            taken.add(shown)
            named.append((shown, group))
    return named


def _choose_label(group: Sequence[Counted]) -> str:
    count = Counter(c.figure.indicator for c in group)
    specific = {c.figure.indicator for c in group if c.is_specific or c.befell}
    return min(count, key=lambda x: (x not in specific, -count[x], -len(x), x))


def _telling_word(group: Sequence[Counted], holders: Counter[str], told: set[str]) -> str:
    """What tells a group from the others of its label, "" where no word does.

    A word of its passages, a name beside them or another noun, the one that stands in most of them.
    """
    found: Counter[tuple[int, str]] = Counter()
    written: dict[str, str] = {}
    for c in group:
        inside = stems_of(c.figure.passage.exact)
        seen: set[str] = set()
        for m in WORD.finditer(c.beside):
            word = m.group()
            for stem in stems_of(word) - told - seen:
                rank = 0 if stem in inside else 1 if word[0].isupper() and m.start() > 0 else 2
                fit = (
                    word[0].isalpha()
                    and len(word) > _SHORT
                    and not _NO_NOUN.search(word)
                    and word.lower() not in _NUMBERS | _PALE
                )
                fit = fit and not find_measure((word,))
                if fit and holders[stem] == 1:
                    seen.add(stem)
                    found[rank, stem] += 1
                    written.setdefault(stem, word)
    best = min(found, key=lambda key: (key[0], -found[key], -len(key[1]), key[1]), default=None)
    return written[best[1]] if best else ""


def _quote(one: Counted) -> str:
    return f"“{' '.join(one.figure.passage.exact.split())}”"
