"""Figures against figures: which cannot both hold, which came later, which is more exact."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.likeness import Wording
from onrecord.reconcile.intervals import are_alike, are_disjoint, judge
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import denied_apart, find_listed, interval_of, is_aside, is_one_question
from onrecord.reconcile.statements import Finding
from onrecord.units import is_measure

# Groups of a series are compared with this many before them in time, and give at most so many relations of a kind.
_REACH = 24
_EACH = 6
_STATES = 6
# An as-of time longer than a month says too little for two figures to exclude each other.
_LONGEST = 31
# A floor still speaks of the same count for so many days; a more exact figure is not more than so many times as high.
_FLOOR_DAYS = 14
_MORE_EXACT = 3
# A count of people or things this many times another one of the same day is rather of a part of it.
_PART = 5
_TOLL = re.compile(r"\b(?:killed|dead|injured)\b")


def _days(first: str | None, last: str | None) -> int | None:
    """Days from the one to the other, None where either is unknown."""
    try:
        return (date.fromisoformat(last or "") - date.fromisoformat(first or "")).days
    except ValueError:
        return None


def _is_short(q: Quantity) -> bool:
    length = _days(q.first, q.last)
    return length is not None and length < _LONGEST


def _overlap(a: Quantity, b: Quantity) -> bool:
    return _is_short(a) and _is_short(b) and (a.first or "") <= (b.last or "") and (b.first or "") <= (a.last or "")


def _is_count(q: Quantity) -> bool:
    """Whether people or things are counted, whose number grows as more is known, rather than a rate, sum or measure."""
    return not is_measure(q.figure.unit)


def _same_time(a: Quantity, b: Quantity) -> bool:
    """Whether both are for one time.

    A figure without an as-of day of its own speaks for its day of publication alone. A count of one day that is given on
    another ("14 are now known to have died on Tuesday") is the later one.
    """
    between = _days(a.day, b.day)
    if not _overlap(a, b) or (_is_count(a) and between != 0):
        return False
    return (a.stated and b.stated) or (between is not None and abs(between) <= 1)


def _later(a: Quantity, b: Quantity) -> bool:
    """Whether the second is for a later time than the first, or a count for the same time given later."""
    if _is_count(a) and _overlap(a, b):
        return (a.day or "9999") < (b.day or "")
    return _is_short(a) and _is_short(b) and (a.last or "") < (b.first or "")


def _apart(a: Quantity, b: Quantity) -> bool:
    """Whether source or article differ, so that the two are not one voice in one breath."""
    return a.article != b.article or (a.source != b.source and bool(a.source or b.source))


def _wording(quantity: Quantity) -> str:
    return "“" + " ".join(quantity.figure.passage.exact.split()) + "”"


def _show_day(day: str | None) -> str:
    parsed = date.fromisoformat(day or "")
    return f"{parsed.day} {parsed:%B %Y}"


def _show_time(a: Quantity, b: Quantity) -> str:
    """ "on 12 March 2031" where one of two overlapping times is a day."""
    day = next((q.first for q in (a, b) if q.first == q.last), None)
    return f"on {_show_day(day)}" if day else "for the same time"


def _known(earlier: Quantity, later: Quantity) -> tuple[str | None, str | None]:
    """The days that tell two figures apart: what they are for, else when they were given."""
    return (earlier.day, later.day) if _overlap(earlier, later) else (earlier.first, later.first)


def _subject(a: Quantity, b: Quantity) -> str:
    return min((a.text, b.text), key=lambda t: (len(t), t))


def _contradict(a: Quantity, b: Quantity, listed: frozenset[str]) -> bool:
    if not _apart(a, b) or not (_same_time(a, b) or _falls_below(a, b) or _falls_below(b, a)):
        return False
    if denied_apart(a, b):
        return are_alike(interval_of(a), interval_of(b))
    if a.stance != "asserts" or b.stance != "asserts" or is_aside(a) or is_aside(b) or {a.id, b.id} & listed:
        return False
    return are_disjoint(interval_of(a), interval_of(b)) and not _may_be_part(a, b)


def _falls_below(claim: Quantity, later: Quantity) -> bool:
    """Whether somebody else soon gives less than the "at least" that a source claimed for a toll, which can only grow.

    Its own source that gives less corrects itself; a number without a source may be anybody's.
    """
    floor, given = interval_of(claim), interval_of(later)
    if floor.low is None or floor.high is not None or not _TOLL.search(claim.text):
        return False
    between = _days(claim.day, later.day)
    lower = given.high is not None and given.high < floor.low
    rivals = bool(claim.source) and bool(later.source) and claim.source != later.source
    return lower and rivals and between is not None and 0 <= between <= _FLOOR_DAYS


def _may_be_part(a: Quantity, b: Quantity) -> bool:
    """Whether one count is so much smaller that it may be of a part: six of the ninety. Rates have no such parts."""
    if not _is_count(a):
        return False
    small, large = sorted((max(interval_of(a).stated), max(interval_of(b).stated)))
    return small * _PART <= large


def _is_more_exact(wide: Quantity, narrow: Quantity) -> bool:
    """Whether the narrower figure says more about the same count: a number above a floor, a part of a range.

    A number below a ceiling ("up to 900", "40") is another number rather than a more exact one.
    """
    floor = interval_of(wide).low
    low = interval_of(narrow).low
    return floor is not None and low is not None and (wide.figure.high is not None or low <= floor * _MORE_EXACT)


def _both_floors(a: Quantity, b: Quantity) -> bool:
    """Whether both are lower bounds ("at least 90"), which a later day does not take back, given within two weeks."""
    between = _days(a.last, b.last)
    floors = all(q.figure.low is not None and q.figure.high is None for q in (a, b))
    return floors and between is not None and abs(between) <= _FLOOR_DAYS


def _dispute(a: Quantity, b: Quantity, certain: float, publisher_of: Mapping[str, str]) -> Finding:
    def giver(q: Quantity) -> str:
        return q.figure.giver or publisher_of.get(q.article) or "an article"

    if denied_apart(a, b):
        denier, other = (a, b) if a.stance == "denies" else (b, a)
        reason = f"{giver(other)} gives {_wording(other)} for {_subject(a, b)}; {giver(denier)} denies it"
        return Finding(left=other.id, right=denier.id, relation="contradicts", reason=reason, score=certain)
    score = certain if a.stated and b.stated else certain - 0.15
    claim, later = (a, b) if _falls_below(a, b) else (b, a)
    if not _same_time(a, b):
        reason = (
            f"{giver(claim)} gives {_wording(claim)} for {_subject(a, b)}; {giver(later)} gives {_wording(later)} on "
            f"{_show_day(later.day)}, and a toll does not fall"
        )
        return Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=round(score, 2))
    values = f"{_wording(a)} ({giver(a)}) and {_wording(b)} ({giver(b)})"
    reason = f"Both give {_subject(a, b)} {_show_time(a, b)}: {values} cannot both hold"
    return Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=round(score, 2))


def _relate(a: Quantity, b: Quantity, publisher_of: Mapping[str, str], listed: frozenset[str]) -> Finding | None:
    """The relation of two figures of one series, if any."""
    if interval_of(b).stated < interval_of(a).stated:
        a, b = b, a
    certain = 0.9 if a.words == b.words else 0.75
    if _contradict(a, b, listed):
        return _dispute(a, b, certain, publisher_of)
    if "denies" in (a.stance, b.stance) or is_aside(a) or is_aside(b) or {a.id, b.id} & listed:
        return None
    earlier, later = (b, a) if _later(b, a) else (a, b)
    verdict = judge(interval_of(earlier), interval_of(later))
    if _later(earlier, later) and not _may_be_part(earlier, later) and verdict in ("disjoint", "narrower"):
        reason = (
            f"A later figure for {_subject(a, b)}: {_wording(earlier)} on {_show_day(_known(earlier, later)[0])}, "
            f"{_wording(later)} on {_show_day(_known(earlier, later)[1])}"
        )
        return Finding(left=earlier.id, right=later.id, relation="updates", reason=reason, score=certain)
    if verdict in ("narrower", "wider") and _apart(a, b) and (_same_time(a, b) or _both_floors(a, b)):
        wide, narrow = (earlier, later) if verdict == "narrower" else (later, earlier)
        if _is_more_exact(wide, narrow):
            reason = f"{_wording(narrow)} is more exact than {_wording(wide)} for {_subject(a, b)}, and both can hold"
            return Finding(left=wide.id, right=narrow.id, relation="narrows", reason=reason, score=certain)
    return None


def _states(group: Sequence[Quantity]) -> list[Quantity]:
    """One figure for each time and giver of a group, the first few."""
    seen: dict[tuple[str | None, str | None, str, bool], Quantity] = {}
    for q in sorted(group, key=lambda q: (q.first or "9999", not q.stated, q.article, q.start, q.id)):
        seen.setdefault((q.first, q.last, q.source, is_aside(q)), q)
    return list(seen.values())[:_STATES]


def _is_next(earlier: Quantity, later: Quantity, times: Sequence[str]) -> bool:
    """Whether an update is a step of the ladder: the next time that the series gives, or the same giver's next word."""
    between = [day for day in times if (earlier.last or "") < day < (later.first or "")]
    return not between or (bool(earlier.source) and earlier.source == later.source)


_ORDER = {"contradicts": 0, "updates": 1, "narrows": 2}


def relate_groups(
    groups: Sequence[Sequence[Quantity]], question_of: Mapping[Wording, int], publisher_of: Mapping[str, str]
) -> list[Finding]:
    """The relations between the groups of equal figures of one series: at most one between two, and a few for each."""
    found: list[Finding] = []
    members = [q for group in groups for q in group]
    listed = find_listed(members, question_of)
    states = [_states(group) for group in groups]
    times = sorted({q.first for q in members if q.first and q.id not in listed and not is_aside(q)})
    of = {q.id: q for q in members}
    given: dict[tuple[int, str], int] = defaultdict(int)
    for j in range(len(groups)):
        # the nearest in time first, so that the bound keeps the steps of a ladder
        for i in range(j - 1, max(-1, j - 1 - _REACH), -1):
            options = [
                f
                for a in states[i]
                for b in states[j]
                if is_one_question(a, b, question_of) and (f := _relate(a, b, publisher_of, listed))
                if f.relation != "updates" or _is_next(of[f.left], of[f.right], times)
            ]
            if not options:
                continue
            best = min(options, key=lambda f: (_ORDER[f.relation], -f.score, f.left, f.right))
            if given[i, best.relation] < _EACH and given[j, best.relation] < _EACH:
                given[i, best.relation] += 1
                given[j, best.relation] += 1
                found.append(best)
    disputed = {id_ for f in found if f.relation == "contradicts" for id_ in (f.left, f.right)}
    return [f for f in found if f.relation != "updates" or not _is_rival(of[f.left], of[f.right], disputed)]


def _is_rival(earlier: Quantity, later: Quantity, disputed: set[str]) -> bool:
    """Whether the later number is a disputed one of another source: a rival claim updates nothing."""
    return later.id in disputed and bool(later.source) and later.source != earlier.source
