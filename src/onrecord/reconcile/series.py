"""Series: the figures that count the same thing, and which of them give the same number."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from onrecord.likeness import Weights, compare, find_pairs, weigh
from onrecord.reconcile.intervals import Interval, are_alike
from onrecord.reconcile.items import Quantity

_SAME_SERIES = 0.72
# Figures whose labels differ by more than a common word may be part and whole: they can agree, not contradict.
_SAME_QUESTION = 0.88
# Two numbers of one giver for one thing, this few letters apart, are a history, a range or a list.
_CLOSE = 160
_BEFORE = 60

# What makes a number another question than the one beside it: a peak, a worst case, a forecast, a first estimate, a part.
_ASIDE = re.compile(
    r"\b(?:worst[ -]case|peak(?:ed)?|at (?:its|the) height|capacity|capable|target|forecasts?|projections?|projected|expected"
    r"|predict(?:s|ed)?|(?:low|high)[ -](?:ball|end)|initial(?:ly)?|original(?:ly)?|at first"
    r"|first (?:thought|estimated|reported|said)|previous(?:ly)?|earlier"
    r"|(?:down|up|rose|fell|risen|fallen|increased|decreased) from|compared (?:to|with)|last (?:week|month|year)|if|could|might"
    r"|may|would|in theory|total(?:s|led)?|so far|further|another|additional|more than half|average|famil(?:y|ies))\b",
    re.IGNORECASE,
)


def interval_of(quantity: Quantity) -> Interval:
    """The bounds of a figure."""
    f = quantity.figure
    return Interval(low=f.low, high=f.high, approximate=f.approximate)


def find_series(quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """The figures that count the same thing: equal labels, or labels alike in the words that are rare in the story."""
    labelled: dict[tuple[str, tuple[str, ...]], list[Quantity]] = defaultdict(list)
    alone = []
    for q in quantities:
        if q.words:
            labelled[q.figure.unit, tuple(sorted(q.words))].append(q)
        else:
            alone.append([q])
    keys = sorted(labelled)
    wordings = [frozenset(words) for _, words in keys]
    weights = weigh(wordings)
    root = list(range(len(keys)))
    for i, j, cosine, _ in find_pairs(wordings, weights, within=[unit for unit, _ in keys]):
        if cosine >= _SAME_SERIES:
            a, b = _root(root, i), _root(root, j)
            root[max(a, b)] = min(a, b)
    joined: dict[int, list[Quantity]] = defaultdict(list)
    for i, key in enumerate(keys):
        joined[_root(root, i)] += labelled[key]
    return [joined[i] for i in sorted(joined)] + alone


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
            if are_alike(interval_of(first), interval) and not denied_apart(first, q) and not in_other_places(first, q):
                groups[number].append(q)
                break
        else:
            filed[interval.stated].append(len(groups))
            groups.append([q])
    return sorted(groups, key=lambda g: (min(q.first or "9999" for q in g), g[0].article, g[0].start, g[0].id))


def denied_apart(a: Quantity, b: Quantity) -> bool:
    """Whether one of the two is given in a denial and the other is not."""
    return (a.stance == "denies") != (b.stance == "denies")


def in_other_places(a: Quantity, b: Quantity) -> bool:
    """Whether both figures are for a place and the places have no word in common, with each other or with the label."""
    return bool(a.places and b.places) and not a.places & (b.places | b.words) and not b.places & a.words


def is_one_question(a: Quantity, b: Quantity, weights: Weights) -> bool:
    """Whether two figures of a series answer the same question, so that they may exclude or replace each other."""
    if in_other_places(a, b) or len(a.words | a.places) < 2 or len(b.words | b.places) < 2:
        return False
    return a.words == b.words or compare(a.words, b.words, weights)[0] >= _SAME_QUESTION


def is_aside(quantity: Quantity) -> bool:
    """Whether the words just before the number make it a peak, a forecast, a first estimate, a part of something."""
    at = quantity.passage_in_context
    return bool(_ASIDE.search(quantity.context[max(0, at - _BEFORE) : at + len(quantity.figure.passage.exact)]))


def find_listed(series: Sequence[Quantity]) -> frozenset[str]:
    """The ids of figures that stand close to another number for the same thing: a history, a range, a list.

    Two numbers of two sources are no list, nor three of three.
    """
    articles: dict[str, list[Quantity]] = defaultdict(list)
    for q in sorted(series, key=lambda q: (q.article, q.start, q.id)):
        articles[q.article].append(q)
    listed: set[str] = set()
    for group in articles.values():
        for left, right in pairwise(group):
            one_voice = left.source == right.source or not left.source or not right.source
            if one_voice and _stand_close(left, right):
                listed |= {left.id, right.id}
        for first, second, third in zip(group, group[1:], group[2:], strict=False):
            few = len({first.source, second.source, third.source}) < 3
            if few and _stand_close(first, second) and _stand_close(second, third):
                listed |= {first.id, second.id, third.id}
    return frozenset(listed)


def _stand_close(left: Quantity, right: Quantity) -> bool:
    return right.start - left.start <= _CLOSE and not are_alike(interval_of(left), interval_of(right))
