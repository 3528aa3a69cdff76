"""Figures against figures: which cannot both hold, which came later, which is more exact."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.language.likeness import Wording
from onrecord.reconcile.exactness import both_floors, in_same_days, is_more_exact
from onrecord.reconcile.fates import fates_of
from onrecord.reconcile.grounds import Grounds, is_sum
from onrecord.reconcile.intervals import are_alike, are_disjoint, have_moved, have_shifted, is_rounding, judge
from onrecord.reconcile.items import Quantity, Statement
from onrecord.reconcile.series import denied_apart, interval_of, is_one_question
from onrecord.reconcile.spoken import speak
from onrecord.reconcile.standing import (
    Standing,
    find_beside,
    find_revised,
    find_since,
    find_steps,
    in_one_breath,
    read_standing,
)
from onrecord.reconcile.statements import Finding
from onrecord.reconcile.times import (
    are_of_one_past,
    are_of_one_time,
    days_between,
    is_count,
    is_later,
    overlap_in_time,
    show_day,
)

# Groups of a series are compared with this many before them in time, and give at most so many relations of a kind.
_REACH = 24
_EACH = 6
_STATES = 12
# How many times that a series gives lie between two steps of its ladder, at the most, one read with a wrong day among them.
_SKIPPED = 1
# A floor still speaks of the same count for so many days.
_FLOOR_DAYS = 14
_JUST_OVER = 1.5
_NEAR_DAYS = 2
# A count of people or things this many times another one of the same day is rather of a part of it.
_PART = 5
_HALF = 2
# Rival estimates of a rate or sum, given within so many days without a time of their own, are of one time. Shares and
# prices move too fast for that.
_RIVAL_DAYS = 7
_RECENT_DAYS = 14
_OTHER_SIZE = 2
_LESS_SURE = 0.1  # of rival estimates that are not of one day
_MOVING = ("percent", "percentage point")
# "Five times the estimate" says nothing of another day's "twice the estimate".
_RELATIVE = "times"
# A number this near to an end of the range that was given before is no news.
_NO_NEWS = 0.02
# What befalls some on one day and others on another: no later number of the same.
_AT_ONCE = re.compile(r"\b(?:sentenced|convicted|charged|arrested|detained|abducted|kidnapped|released|freed|dismissed)\b")
_TOLL = re.compile(r"\b(?:killed|dead|injured)\b")


def _are_rival_estimates(a: Quantity, b: Quantity, standing: Standing) -> bool:
    """Whether two named sources measure or reckon one rate or sum in the same week, or count what befell nobody in two days."""
    voices = standing.voice[a.id], standing.voice[b.id]
    between = days_between(a.day, b.day)
    tolls = is_count(a) and bool(fates_of(a.words) | fates_of(b.words))
    steady = not tolls and a.figure.unit not in _MOVING and _are_current(a, b)
    days = _NEAR_DAYS if is_count(a) else _RIVAL_DAYS
    return steady and all(voices) and voices[0] != voices[1] and between is not None and abs(between) <= days


def _are_current(a: Quantity, b: Quantity) -> bool:
    """Whether neither is for a time of its own, or one rate alone is, for days shortly before it is given."""
    if a.stated and b.stated:
        return False
    return all(not q.stated or (not is_count(q) and _is_recent(q)) for q in (a, b))


def _is_recent(q: Quantity) -> bool:
    since = days_between(q.first, q.day)
    return "/" in q.figure.unit and since is not None and 0 <= since <= _RECENT_DAYS


def _apart(a: Quantity, b: Quantity, standing: Standing) -> bool:
    """Whether source or article differ, so that the two are not one voice in one breath."""
    if a.article != b.article:
        return True
    voices = {standing.voice[a.id], standing.voice[b.id]}
    return len(voices) > 1 and not in_one_breath(a, b, standing.voice)


def _wording(quantity: Quantity) -> str:
    return "“" + " ".join(quantity.figure.passage.exact.split()) + "”"


def _show_time(a: Quantity, b: Quantity) -> str:
    """ "on 12 March 2031" where one of two overlapping times is a day."""
    day = next((q.first for q in (a, b) if q.first == q.last), None)
    return f"on {show_day(day)}" if day else "for the same time"


def _known(earlier: Quantity, later: Quantity) -> tuple[str | None, str | None]:
    """The days that tell two figures apart: what they are for, else when they were given."""
    return (earlier.day, later.day) if overlap_in_time(earlier, later) else (earlier.first, later.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What reasons call the givers of figures: their owner, their source, else the publisher of the article."""

    publisher_of: Mapping[str, str]
    owner: Mapping[str, str]

    def giver(self, q: Quantity) -> str:
        """The name of whoever gives a figure."""
        if not q.source and q.figure.quotation:
            return self.owner.get(q.id) or "an unnamed source"
        return self.owner.get(q.id) or q.figure.giver or self.publisher_of.get(q.article) or "an article"


def _subject(a: Quantity, b: Quantity) -> str:
    return min((a.text, b.text), key=lambda t: (len(t), t))


def _contradict(a: Quantity, b: Quantity, standing: Standing, grounds: Grounds) -> bool:
    one_voice = standing.voice[a.id] == standing.voice[b.id] != ""
    if one_voice or not _apart(a, b, standing):
        return False
    at_once = are_of_one_time(a, b) or are_of_one_past(a, b) or _are_rival_estimates(a, b, standing)
    if not at_once and not _falls_below(a, b) and not _falls_below(b, a):
        return False
    if denied_apart(a, b):
        return are_alike(interval_of(a), interval_of(b))
    if a.stance != "asserts" or b.stance != "asserts" or not (standing.is_level(a) and standing.is_level(b)):
        return False
    one, other = standing.bounds_of(a), standing.bounds_of(b)
    apart = are_disjoint(one, other) or (not one.is_point and have_moved(one, other))
    named = bool(standing.voice[a.id] and standing.voice[b.id])
    return grounds.are_clear(a, b) and grounds.are_alike(a, b) and apart and not _may_be_part(a, b, named=named)


def _falls_below(claim: Quantity, later: Quantity) -> bool:
    """Whether somebody else soon gives less than the "at least" that a source claimed for a toll, which can only grow.

    Its own source that gives less corrects itself; a number without a source may be anybody's.
    """
    floor, given = interval_of(claim), interval_of(later)
    if floor.low is None or floor.high is not None or not _TOLL.search(claim.text):
        return False
    between = days_between(claim.day, later.day)
    lower = given.high is not None and given.high < floor.low
    rivals = bool(claim.source) and bool(later.source) and claim.source != later.source
    return lower and rivals and between is not None and 0 <= between <= _FLOOR_DAYS


def _may_be_part(a: Quantity, b: Quantity, *, named: bool = True) -> bool:
    """Whether one count or sum is so much smaller that it may be of a part: six of the ninety. Rates and areas have none.

    Of two counts that nobody is named for (`named`), half is rather of a part too.
    """
    if not is_count(a) and not is_sum(a):
        return False
    small, large = sorted((max(interval_of(a).stated), max(interval_of(b).stated)))
    return small * (_PART if named or not is_count(a) else _HALF) <= large


def _dispute(a: Quantity, b: Quantity, certain: float, telling: Telling) -> Finding:
    giver = telling.giver
    if denied_apart(a, b):
        denier, other = (a, b) if a.stance == "denies" else (b, a)
        reason = f"{_wording(other)} ({giver(other)}) for {_subject(a, b)}. Denied by {giver(denier)}"
        return Finding(left=other.id, right=denier.id, relation="contradicts", reason=reason, score=certain)
    score = certain if a.stated and b.stated else certain - 0.15
    claim, later = (a, b) if _falls_below(a, b) else (b, a)
    if _falls_below(claim, later) and not are_of_one_time(a, b):
        reason = (
            f"{_wording(claim)} ({giver(claim)}) for {_subject(a, b)} against {_wording(later)} ({giver(later)}), "
            f"in a text of {show_day(later.day)}; a toll does not fall"
        )
        return Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=round(score, 2))
    values = f"{_wording(a)} ({giver(a)}) and {_wording(b)} ({giver(b)})"
    if are_of_one_time(a, b) or are_of_one_past(a, b):
        reason = f"Both give {_subject(a, b)} {_show_time(a, b)}: {values} cannot both hold"
    else:
        values = " and ".join(
            f"{_wording(q)} ({giver(q)}, {show_day(q.day)})" for q in sorted((a, b), key=lambda q: q.day or "")
        )
        reason, score = f"Rival estimates of {_subject(a, b)} within a week: {values}", score - _LESS_SURE
    return Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=round(score, 2))


def tell_step(former: Quantity, later: Quantity) -> Finding:
    """The finding that one sentence gives a number and the one that took its place; of what, where both labels say it."""
    alike = former.words <= later.words or later.words <= former.words
    what = f" for {_subject(former, later)}" if alike else ""
    reason = f"One sentence gives both{what}: {_wording(former)} before, {_wording(later)} after"
    return Finding(left=former.id, right=later.id, relation="updates", reason=reason, score=0.95)


def _since(former: Quantity, later: Quantity) -> Finding:
    reason = f"One article gives {_wording(former)} as an early figure for {_subject(former, later)}, then {_wording(later)}"
    return Finding(left=former.id, right=later.id, relation="updates", reason=reason, score=0.8)


def _revised(former: Quantity, later: Quantity) -> Finding:
    values = f"{_wording(former)}, then {_wording(later)}"
    reason = f"The later text says that the number is passed for {_subject(former, later)}: {values}"
    return Finding(left=former.id, right=later.id, relation="updates", reason=reason, score=0.85)


def _is_raised(earlier: Quantity, later: Quantity, standing: Standing) -> bool:
    """Whether a source that gave a number gives a ceiling far above it later."""
    before, after = interval_of(earlier), interval_of(later)
    one_voice = standing.voice[earlier.id] == standing.voice[later.id] != ""
    ceiling = after.low is None and after.high is not None and before.is_point
    return one_voice and ceiling and max(after.stated) > _JUST_OVER * max(before.stated)


def _relate(a: Quantity, b: Quantity, telling: Telling, standing: Standing, grounds: Grounds) -> Finding | None:
    """The relation of two figures of one series, if any."""
    if interval_of(b).stated < interval_of(a).stated:
        a, b = b, a
    if a.figure.unit == _RELATIVE:
        return None
    certain = 0.9 if a.words == b.words else 0.75
    if _contradict(a, b, standing, grounds):
        return _dispute(a, b, certain, telling)
    if "denies" in (a.stance, b.stance) or not (standing.is_level(a) and standing.is_level(b)):
        return None
    earlier, later = (b, a) if is_later(b, a) else (a, b)
    verdict = judge(interval_of(earlier), interval_of(later))
    before, after = interval_of(earlier), interval_of(later)
    moved = have_moved(before, after) or have_shifted(before, after)
    settled = after.is_point and not before.is_point and any(abs(n - after.stated[0]) <= _NO_NEWS * n for n in before.stated)
    newer = verdict in ("disjoint", "narrower") or moved or _is_raised(earlier, later, standing)
    if (
        newer
        and not settled
        and grounds.are_clear(earlier, later)
        and is_later(earlier, later)
        and not _may_be_part(earlier, later)
    ):
        reason = (
            f"A later figure for {_subject(a, b)}: {_wording(earlier)} on {show_day(_known(earlier, later)[0])}, "
            f"{_wording(later)} on {show_day(_known(earlier, later)[1])}"
        )
        return Finding(left=earlier.id, right=later.id, relation="updates", reason=reason, score=certain)
    rounded = (before, after) if is_rounding(before, after) else (after, before) if is_rounding(after, before) else None
    if (verdict in ("narrower", "wider") or (rounded and a.day == b.day)) and _apart(a, b, standing):
        wide, narrow = (earlier, later) if verdict == "narrower" or (rounded and rounded[0] is before) else (later, earlier)
        at_once = (
            are_of_one_time(a, b)
            or (not is_count(a) and overlap_in_time(a, b))
            or both_floors(wide, narrow)
            or in_same_days(wide, narrow)
        )
        ranged = None not in (wide.figure.low, wide.figure.high)
        sourced = ranged or a.article != b.article or (standing.voice[a.id] and standing.voice[b.id])
        exact = is_more_exact(wide, narrow) and (grounds.is_vague(wide) or not grounds.is_vague(narrow))
        if at_once and sourced and exact:
            reason = (
                f"{_wording(narrow)} ({telling.giver(narrow)}) is more exact than {_wording(wide)} ({telling.giver(wide)}) "
                f"for {_subject(a, b)}, and both can hold"
            )
            return Finding(left=wide.id, right=narrow.id, relation="narrows", reason=reason, score=certain)
    return None


def _states(group: Sequence[Quantity], standing: Standing) -> list[Quantity]:
    """One figure for each time and giver of a group, the first and the last of a number that is given over and over."""
    seen: dict[tuple[str | None, str | None, str, bool], Quantity] = {}
    for q in sorted(group, key=lambda q: (q.first or "9999", not q.stated, not q.figure.quotation, q.article, q.start, q.id)):
        if standing.is_level(q) or q.stance == "denies" or len(group) == 1:
            seen.setdefault((q.first, q.last, standing.voice[q.id], interval_of(q).is_point), q)
    states = list(seen.values())
    return states if len(states) <= _STATES else states[: _STATES // 2] + states[-_STATES // 2 :]


def _is_one_toll(a: Quantity, b: Quantity) -> bool:
    """Whether two tolls have the label that the story settled on, for days next to each other: one may sharpen the other."""
    between = days_between(a.first, b.first)
    return a.text == b.text and _TOLL.search(a.text) is not None and between is not None and abs(between) < _NEAR_DAYS


def _is_next(earlier: Quantity, later: Quantity, times: Sequence[str]) -> bool:
    """Whether an update is a step of the ladder: the next time but one that the series gives, or the giver's next word."""
    first, last = bisect_right(times, earlier.last or ""), bisect_left(times, later.first or "")
    return last - first <= _SKIPPED or (bool(earlier.source) and earlier.source == later.source)


def relate_groups(
    groups: Sequence[Sequence[Quantity]],
    question_of: Mapping[Wording, int],
    publisher_of: Mapping[str, str],
    *,
    spoken: Mapping[str, Statement],
    grounds: Grounds,
) -> list[Finding]:
    """The relations between the groups of equal figures of one series: one of a kind between two, and a few for each.

    Where both figures of a relation are the matter of statements (`spoken`, by the figure's id), these have it too.
    """
    found: list[Finding] = []
    said: list[Finding] = []
    members = [q for group in groups for q in group]
    standing = read_standing(members, question_of)
    telling = Telling(publisher_of=publisher_of, owner=standing.owner)
    states = [_states(group, standing) for group in groups]
    times = sorted({q.first for q in members if q.first and standing.is_level(q)})
    of = {q.id: q for q in members}
    beside = find_beside(groups, standing)
    given: dict[tuple[int, str], int] = defaultdict(int)
    for j in range(len(groups)):
        # the nearest in time first, so that the bound keeps the steps of a ladder
        for i in range(j - 1, max(-1, j - 1 - _REACH), -1):
            options = [
                f
                for a in states[i]
                for b in states[j]
                if is_one_question(a, b, question_of)
                if (one := denied_apart(a, b) or grounds.are_one(a, b)) or _is_one_toll(a, b)
                if (f := _relate(a, b, telling, standing, grounds))
                if one or f.relation == "narrows"
                if frozenset((i, j)) not in beside or not (f.relation == "contradicts" or _AT_ONCE.search(a.text))
                if f.relation != "updates" or _is_next(of[f.left], of[f.right], times)
            ]
            for relation in ("contradicts", "updates", "narrows"):
                alike = [f for f in options if f.relation == relation]
                if not alike:
                    continue
                if given[i, relation] < _EACH and given[j, relation] < _EACH:
                    given[i, relation] += 1
                    given[j, relation] += 1
                    alike.sort(key=lambda f: _clearest_first(of[f.left], of[f.right], f, standing))
                    found.append(alike[0])
                    # rivals of one day stand for those of a week
                    least = alike[0].score - _LESS_SURE if relation == "contradicts" else 0
                    told = [f for f in alike if f.score > least and _is_spoken(of[f.left], of[f.right], spoken, standing)]
                    said += [f for f in told if relation != "narrows" or interval_of(of[f.right]).is_point][:_EACH]
    group_of = {q.id: number for number, group in enumerate(groups) for q in group}
    ends = {(group_of[i], standing.voice[i]) for f in found if f.relation == "contradicts" for i in (f.left, f.right)}
    opposed = {frozenset((group_of[f.left], group_of[f.right])) for f in found if f.relation == "contradicts"}

    def holds(f: Finding) -> bool:
        ends_met = [(group_of[i], standing.voice[i]) in ends for i in (f.left, f.right)]
        one_voice = standing.voice[f.left] == standing.voice[f.right] != ""
        rival = frozenset((group_of[f.left], group_of[f.right])) in opposed or _is_rival(of[f.left], of[f.right], ends_met)
        # whoever comes back to an old number of somebody else's is no step on the ladder
        returns = group_of[f.right] < group_of[f.left]
        return f.relation != "updates" or one_voice or not (rival or returns)

    steps = [tell_step(a, b) for a, b in find_steps(members) if is_one_question(a, b, question_of)]
    steps += [_revised(a, b) for a, b in find_revised(members, standing) if is_one_question(a, b, question_of)]
    steps += [_since(a, b) for a, b in find_since(members, standing) if is_one_question(a, b, question_of)]
    return [f for f in found if holds(f)] + steps + speak([f for f in [*said, *steps] if holds(f)], spoken)


def _is_spoken(a: Quantity, b: Quantity, spoken: Mapping[str, Statement], standing: Standing) -> bool:
    """Whether both figures are the matter of statements whose sources put them forward themselves, for one time or in turn."""
    fell = _falls_below(a, b) or _falls_below(b, a)
    return not fell and all(q.id in spoken and q.id not in standing.owner for q in (a, b))


def _clearest_first(a: Quantity, b: Quantity, found: Finding, standing: Standing) -> tuple[float, int, int, int, str, str]:
    """The order of what could tell of two groups: surest, of named sources, exact numbers, close in time."""
    unnamed = sum(not standing.voice[q.id] for q in (a, b))
    inexact = sum(not interval_of(q).is_point for q in (a, b))
    return -found.score, unnamed, inexact, abs(days_between(a.day, b.day) or 0), found.left, found.right


def _is_rival(earlier: Quantity, later: Quantity, disputed: Sequence[bool]) -> bool:
    """Whether an update is none, as one of its two numbers is a disputed one.

    A rival claim, made in the same days, updates nothing; nor does anybody's later number settle which of two estimates of
    a rate or sum was right, or follow within two weeks on one of quite another size.
    """
    between = days_between(earlier.day, later.day)
    soon = between is None or between <= _RIVAL_DAYS
    if is_count(earlier):
        return soon and disputed[1] and bool(later.source)
    before, after = interval_of(earlier).stated, interval_of(later).stated
    far = min(after) > _OTHER_SIZE * max(before) or min(before) > _OTHER_SIZE * max(after)
    near = between is None or between <= _FLOOR_DAYS
    return disputed[0] or (soon and disputed[1] and bool(later.source)) or (far and near and bool(later.source))
