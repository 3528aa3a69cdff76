"""Series: the figures that count the same thing, and which of them give the same number."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.likeness import Wording, find_pairs, weigh
from onrecord.reconcile.intervals import Interval, are_alike
from onrecord.reconcile.items import Quantity
from onrecord.units import to_base
from onrecord.words import content_words

_SAME_SERIES = 0.72
# Figures whose labels differ by more than a common word may be part and whole: they can agree, not contradict.
_SAME_QUESTION = 0.88
# Two numbers of one giver for one thing, this few letters apart, are a history, a range or a list.
_CLOSE = 160
_BEFORE = 60
# Labels that share this many words before their place are one question where both have a number as large as this on a day.
_LEAST_CORE = 2
_LARGE = 8
_PLACE = re.compile(r"\s(?:in|at|near|on)\s")

# What makes a number another question than the one beside it: a peak, a worst case, a forecast, a first estimate, a part.
_ASIDE = re.compile(
    r"\b(?:worst[ -]case|peak(?:ed)?|at (?:its|the) height|capacity|capable|target|forecasts?|projections?|projected|expected"
    r"|predict(?:s|ed)?|(?:low|high)[ -](?:ball|end)|initial(?:ly)?|original(?:ly)?|at first"
    r"|first (?:thought|estimated|reported|said)|previous(?:ly)?|earlier"
    r"|(?:down|up|rose|fell|risen|fallen|increased|decreased) from|compared (?:to|with)|last (?:week|month|year)|if|could|might"
    r"|may|would|in theory|(?<!a )total(?:s|led)?(?! of\b)|so far|further|another|additional|more than half"
    r"|more(?! than| likely)|average"
    r"|famil(?:y|ies))\b",
    re.IGNORECASE,
)


def interval_of(quantity: Quantity) -> Interval:
    """The bounds of a figure, in the unit that it is compared in."""
    f = quantity.figure
    factor = to_base(f.unit)[1]
    low, high = (None if n is None else n * factor for n in (f.low, f.high))
    return Interval(low=low, high=high, approximate=f.approximate)


def unit_of(quantity: Quantity) -> str:
    """The unit that a figure is compared in."""
    return to_base(quantity.figure.unit)[0]


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
    groups = [labelled[key] for key in keys]
    for i, j in _find_shared_numbers(groups):
        _join(series, i, j)
        _join(question, i, j)
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


def _core(q: Quantity) -> Wording:
    """What is counted, without the place: "people killed" of "people killed in Vell"."""
    return frozenset(content_words(_PLACE.split(q.text)[0]))


def _find_bare(groups: Sequence[Sequence[Quantity]], question: list[int]) -> list[tuple[int, int]]:
    """Positions of a label without a place and of the one question that most figures with its core answer."""
    by_core: dict[tuple[str, Wording], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        by_core[unit_of(group[0]), _core(group[0])].append(i)
    found = []
    for (_, core), positions in by_core.items():
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
            elsewhere = first.words == q.words and in_other_places(first, q)
            if are_alike(interval_of(first), interval) and not denied_apart(first, q) and not elsewhere:
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


def is_one_question(a: Quantity, b: Quantity, question_of: Mapping[Wording, int]) -> bool:
    """Whether two figures of a series answer the same question, so that they may exclude or replace each other."""
    if len(a.words | a.places) < 2 or len(b.words | b.places) < 2 or question_of[a.words] != question_of[b.words]:
        return False
    return a.words != b.words or not in_other_places(a, b)


def is_aside(quantity: Quantity) -> bool:
    """Whether the words just before the number make it a peak, a forecast, a first estimate, a part of something."""
    at = quantity.passage_in_context
    return bool(_ASIDE.search(quantity.context[max(0, at - _BEFORE) : at + len(quantity.figure.passage.exact)]))


def find_listed(series: Sequence[Quantity], question_of: Mapping[Wording, int]) -> frozenset[str]:
    """The ids of figures that stand close to another number for the same question: a history, a range, a list.

    Two numbers of two sources are no list, nor three of three.
    """
    articles: dict[tuple[str, int | None], list[Quantity]] = defaultdict(list)
    for q in sorted(series, key=lambda q: (q.article, q.start, q.id)):
        articles[q.article, question_of.get(q.words)].append(q)
    listed: set[str] = {q.id for q in series if _is_trailing(q)}
    for group in articles.values():
        for left, right in pairwise(group):
            unknown = (not left.source or not right.source) and not _gives_its_own(left, right)
            one_voice = unknown or (left.source == right.source and bool(left.source))
            if one_voice and _stand_close(left, right):
                listed |= {left.id, right.id}
        for first, second, third in zip(group, group[1:], group[2:], strict=False):
            few = len({first.source, second.source, third.source}) < 3
            if few and _stand_close(first, second) and _stand_close(second, third):
                listed |= {first.id, second.id, third.id}
    return frozenset(listed)


# "; the ministry puts it at 40", "Organisers put the crowd at 500": somebody else gives the second number
_GIVES = re.compile(
    r"(?:^|[;.]\s)(?:[^;.,]{0,60}\s)?(?:puts?|estimate[sd]?|admit(?:s|ted)|says?|said|claim(?:s|ed)|reckon(?:s|ed)|speaks?|concede[sd]?)\b[^;]{0,60}$"
)


def _is_trailing(q: Quantity) -> bool:
    """Whether the number trails off ("12 ... 20 ... 40"): one of several that are put up for choice."""
    return q.context[q.passage_in_context + len(q.figure.passage.exact) :].startswith(("...", "…", " ...", " …"))


def _gives_its_own(left: Quantity, right: Quantity) -> bool:
    """Whether the clause of the second number says who gives it."""
    at = right.passage_in_context
    since = at - (right.start - left.start) + len(left.figure.passage.exact)
    return bool(_GIVES.search(right.context[max(0, since, at - _CLOSE) : at])) and (since < 0 or ";" in right.context[since:at])


def _stand_close(left: Quantity, right: Quantity) -> bool:
    return right.start - left.start <= _CLOSE and not are_alike(interval_of(left), interval_of(right))
