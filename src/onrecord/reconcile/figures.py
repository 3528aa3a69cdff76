"""Figures against figures: which give the same number for the same thing, which cannot both hold, which came later."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from onrecord.likeness import Weights, compare, find_pairs, weigh
from onrecord.reconcile.intervals import Interval, are_alike, are_disjoint, judge
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.statements import Finding

_SAME_SERIES = 0.72
# Figures whose labels differ by more than a common word may be part and whole: they can agree, not contradict.
_SAME_QUESTION = 0.88
# An as-of time longer than a month says too little for two figures to exclude each other.
_LONGEST = 31
# A count that only grew more exact is news rather than a nuance after this many days.
_NEWS = 3
_CLOSE = 160
# Claims of one series are compared with this many before them in time, and give at most so many relations of a kind.
_REACH = 24
_EACH = 6
_STATES = 6

# What makes a number another question than the one beside it: a peak, a worst case, a forecast, a first estimate, a part.
_ASIDE = re.compile(
    r"\b(?:worst[ -]case|peak(?:ed)?|at (?:its|the) height|capacity|capable|target|forecasts?|projections?|projected|expected"
    r"|predict(?:s|ed)?|(?:low|high)[ -](?:ball|end)|initial(?:ly)?|original(?:ly)?|at first"
    r"|first (?:thought|estimated|reported|said)|previous(?:ly)?|earlier"
    r"|(?:down|up|compared|rose|fell|risen|fallen|increased|decreased) (?:from|with)|last (?:week|month|year)|if|could|might"
    r"|may|would|in theory|total(?:s|led)?|so far|further|another|additional|more than half|average)\b",
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


def is_aside(quantity: Quantity) -> bool:
    """Whether the words just before the number make it a peak, a forecast, a first estimate, a part of something."""
    at = quantity.passage_in_context
    return bool(_ASIDE.search(quantity.context[max(0, at - 48) : at + len(quantity.figure.passage.exact)]))


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
            if are_alike(interval_of(groups[number][0]), interval) and not _denied_apart(groups[number][0], q):
                groups[number].append(q)
                break
        else:
            filed[interval.stated].append(len(groups))
            groups.append([q])
    return sorted(groups, key=lambda g: (min(q.first or "9999" for q in g), g[0].article, g[0].start, g[0].id))


def _denied_apart(a: Quantity, b: Quantity) -> bool:
    return (a.stance == "denies") != (b.stance == "denies")


def _overlap(a: Quantity, b: Quantity) -> bool:
    if not a.first or not a.last or not b.first or not b.last:
        return False
    return a.first <= b.last and b.first <= a.last


def _later(a: Quantity, b: Quantity) -> bool:
    """Whether the second is for a later time than the first."""
    return bool(a.last and b.first and a.last < b.first)


def _apart(a: Quantity, b: Quantity) -> bool:
    """Whether source or article differ, so that the two are not one voice in one breath."""
    return a.article != b.article or (a.source != b.source and bool(a.source or b.source))


def _wording(quantity: Quantity) -> str:
    return "“" + " ".join(quantity.figure.passage.exact.split()) + "”"


def _giver(quantity: Quantity, publisher_of: dict[str, str]) -> str:
    return quantity.figure.giver or publisher_of.get(quantity.article) or "an article"


def _show_day(day: str | None) -> str:
    if not day:
        return ""
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{parsed.day} {parsed:%B %Y}"


def _show_days(a: Quantity, b: Quantity) -> str:
    day = max(d for d in (a.first, b.first) if d) if a.first or b.first else None
    return f" on {_show_day(day)}" if day and (a.first == a.last or b.first == b.last) else " for the same time"


def _subject(a: Quantity, b: Quantity) -> str:
    return min((q.text for q in (a, b) if q.text), key=lambda t: (len(t), t), default="the same number")


def _length(q: Quantity) -> int:
    if not q.first or not q.last:
        return _LONGEST + 1
    return (date.fromisoformat(q.last) - date.fromisoformat(q.first)).days + 1


def _same_time(a: Quantity, b: Quantity) -> bool:
    """Whether both are for one time; a figure without an as-of day speaks for its day of publication alone."""
    if not _overlap(a, b) or max(_length(a), _length(b)) > _LONGEST:
        return False
    if a.stated and b.stated:
        return True
    return bool(a.day and b.day) and abs((date.fromisoformat(a.day or "") - date.fromisoformat(b.day or "")).days) <= 1


def _days_between(a: Quantity, b: Quantity) -> int:
    return (date.fromisoformat(b.first or "") - date.fromisoformat(a.last or "")).days


def _contradict(a: Quantity, b: Quantity, listed: frozenset[str]) -> bool:
    if not _apart(a, b) or not _same_time(a, b):
        return False
    if _denied_apart(a, b):
        return are_alike(interval_of(a), interval_of(b))
    if a.stance != "asserts" or b.stance != "asserts" or is_aside(a) or is_aside(b) or {a.id, b.id} & listed:
        return False
    return are_disjoint(interval_of(a), interval_of(b))


def find_listed(series: Sequence[Quantity]) -> frozenset[str]:
    """The ids of figures that stand close to another number of their giver for the same thing: a history, a range, a list."""
    together: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for q in sorted(series, key=lambda q: (q.article, q.start, q.id)):
        together[q.article, q.source].append(q)
    return frozenset(
        q.id
        for group in together.values()
        for left, right in pairwise(group)
        if right.start - left.start <= _CLOSE and not are_alike(interval_of(left), interval_of(right))
        for q in (left, right)
    )


def _both_floors(a: Quantity, b: Quantity) -> bool:
    """Whether both are lower bounds ("at least 90"), which a later day does not take back, given within two weeks."""
    floors = all(q.figure.low is not None and q.figure.high is None for q in (a, b))
    return (
        floors
        and bool(a.last and b.last)
        and abs((date.fromisoformat(a.last or "") - date.fromisoformat(b.last or "")).days) <= 2 * 7
    )


def _relate(a: Quantity, b: Quantity, publisher_of: dict[str, str], listed: frozenset[str]) -> Finding | None:
    """The relation of two figures of one series, if any."""
    if interval_of(b).stated < interval_of(a).stated:
        a, b = b, a
    subject, wa, wb = _subject(a, b), _wording(a), _wording(b)
    ga, gb = _giver(a, publisher_of), _giver(b, publisher_of)
    certain = 0.9 if a.text == b.text else 0.75
    if _contradict(a, b, listed):
        if _denied_apart(a, b):
            denier, other = (a, b) if a.stance == "denies" else (b, a)
            reason = f"{_giver(denier, publisher_of)} denies {_wording(other)}, given by {_giver(other, publisher_of)}"
            return Finding(left=other.id, right=denier.id, relation="contradicts", reason=reason, score=certain)
        reason = f"Both give {subject}{_show_days(a, b)}: {wa} ({ga}) and {wb} ({gb}) cannot both hold"
        return Finding(
            left=a.id,
            right=b.id,
            relation="contradicts",
            reason=reason,
            score=certain if a.stated and b.stated else certain - 0.15,
        )
    if "denies" in (a.stance, b.stance) or is_aside(a) != is_aside(b):
        return None
    if {a.id, b.id} & listed:
        return None
    earlier, later = (b, a) if _later(b, a) else (a, b)
    verdict = judge(interval_of(earlier), interval_of(later))
    if _later(earlier, later) and a.stated and b.stated and max(_length(a), _length(b)) <= _LONGEST:
        moved = verdict == "disjoint" or (verdict == "narrower" and _days_between(earlier, later) >= _NEWS)
        if moved:
            reason = (
                f"A later figure for {subject}: {_wording(earlier)} on {_show_day(earlier.first)}, "
                f"{_wording(later)} on {_show_day(later.first)}"
            )
            return Finding(left=earlier.id, right=later.id, relation="updates", reason=reason, score=certain)
    if verdict in ("narrower", "wider") and _apart(a, b) and (_same_time(a, b) or _both_floors(a, b)):
        wide, narrow = (earlier, later) if verdict == "narrower" else (later, earlier)
        reason = f"{_wording(narrow)} is more exact than {_wording(wide)} for {subject}, and both can hold"
        return Finding(left=wide.id, right=narrow.id, relation="narrows", reason=reason, score=certain)
    return None


def _states(group: Sequence[Quantity]) -> list[Quantity]:
    """One figure for each time and giver of a group, the first few."""
    seen: dict[tuple[str | None, str | None, str, bool], Quantity] = {}
    for q in sorted(group, key=lambda q: (q.first or "9999", not q.stated, q.article, q.start, q.id)):
        seen.setdefault((q.first, q.last, q.source, is_aside(q)), q)
    return list(seen.values())[:_STATES]


_ORDER = {"contradicts": 0, "updates": 1, "narrows": 2}


def _one_question(a: Quantity, b: Quantity, weights: Weights) -> bool:
    return a.words == b.words or compare(a.words, b.words, weights)[0] >= _SAME_QUESTION


def _is_next(earlier: Quantity, later: Quantity, times: Sequence[str]) -> bool:
    """Whether an update is a step of the ladder: the next time that the series gives, or the same giver's next word."""
    between = [day for day in times if (earlier.last or "") < day < (later.first or "")]
    return not between or (bool(earlier.source) and earlier.source == later.source)


def relate_groups(groups: Sequence[Sequence[Quantity]], publisher_of: dict[str, str]) -> list[Finding]:
    """The relations between the groups of equal figures of one series: at most one between two, and a few for each."""
    found: list[Finding] = []
    members = [q for group in groups for q in group]
    weights = weigh([q.words for q in members])
    listed = find_listed(members)
    states = [_states(group) for group in groups]
    times = sorted({q.first for q in members if q.first and q.stated and q.id not in listed and not is_aside(q)})
    of = {q.id: q for q in members}
    given: dict[tuple[int, str], int] = defaultdict(int)
    for j in range(len(groups)):
        # the nearest in time first, so that the bound keeps the steps of a ladder
        for i in range(j - 1, max(-1, j - 1 - _REACH), -1):
            options = [
                f
                for a in states[i]
                for b in states[j]
                if _one_question(a, b, weights) and (f := _relate(a, b, publisher_of, listed))
                if f.relation != "updates" or _is_next(of[f.left], of[f.right], times)
            ]
            if not options:
                continue
            best = min(options, key=lambda f: (_ORDER[f.relation], -f.score, f.left, f.right))
            if given[i, best.relation] < _EACH and given[j, best.relation] < _EACH:
                given[i, best.relation] += 1
                given[j, best.relation] += 1
                found.append(best)
    return found
