"""Loose figures and what another article says more exactly: "thousands of pages" and "6,000 pages", "more than 700" and "715".

The days do not matter here as they do for levels that move: who says "thousands" of what somebody else counted says no other
number.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.language.likeness import Wording, compare, weigh
from onrecord.language.words import content_words
from onrecord.reconcile.counted import NO_STATE
from onrecord.reconcile.fates import fates_of
from onrecord.reconcile.figures import Telling
from onrecord.reconcile.grounds import ANYBODY, Grounds
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import in_other_places, interval_of, unit_of
from onrecord.reconcile.standing import is_aside
from onrecord.reconcile.statements import Finding
from onrecord.reconcile.times import days_between, is_count

_SCORE = 0.7
_TRIED = 24  # exact numbers nearest above a loose one
_JUST = 1.1  # times a bound that a number beside it is, at the most
_LEAST = 10
# Times the least of what "dozens" and "hundreds", and what "thousands" may mean.
_HUNDREDS, _THOUSANDS, _THOUSAND = 10, 100, 1000
_DAYS = 14
_TOLD_ALIKE = 0.1
_ALIKE = 0.2
_NEAR_DAYS = 2
_ROOT = 5  # letters that "planets" and "planetary" have in common
_PEOPLE = "person"
_RELATIVE = "times"
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_FLEETING = re.compile(r"percent|second|minute|hour|day|week|month|year|degree|times|/")
_ADVERB = re.compile(r"\b\w+ly\b")
_NEAR = 200  # characters


def find_sharper(quantities: Sequence[Quantity], grounds: Grounds, telling: Telling) -> Iterator[Finding]:
    """A loose figure and the one number that other articles give for what it counts."""
    level = [
        q
        for q in sorted(quantities, key=lambda q: (q.day or "9999", q.article, q.start, q.id))
        if q.stance == "asserts" and not is_aside(q) and interval_of(q).stated and unit_of(q) != _RELATIVE
    ]
    around = {q.id: _around(q) for q in level}
    weights = weigh(list(around.values()))
    shelves: dict[str, list[Quantity]] = defaultdict(list)
    for q in level:
        if not grounds.is_vague(q):
            for shelf in _shelves(q):
                shelves[shelf].append(q)
    for loose in level:
        if interval_of(loose).is_point and not grounds.is_vague(loose):
            continue
        for shelf in _shelves(loose):
            met = [
                q
                for q in _nearest(loose, shelves[shelf])
                if q.article != loose.article
                and _is_sharper(loose, q, vague=grounds.is_vague(loose))
                and compare(around[loose.id], around[q.id], weights)[0] >= _asked_of(loose, q)
            ]
            if not met or len({interval_of(q).stated for q in met}) > 1:
                continue
            sharp = min(met, key=lambda q: (abs(days_between(loose.day, q.day) or 0), q.id))
            reason = f"{_said(sharp)} ({telling.giver(sharp)}) is more exact than {_said(loose)} ({telling.giver(loose)})"
            yield Finding(left=loose.id, right=sharp.id, relation="narrows", reason=reason, score=_SCORE)
            break


def _nearest(loose: Quantity, shelf: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures of a shelf that were given nearest to one, in days: as many as are tried."""
    at = bisect_left(shelf, loose.day or "9999", key=lambda q: q.day or "9999")
    return shelf[max(0, at - _TRIED) : at + _TRIED]


def _shelves(q: Quantity) -> list[str]:
    """What a figure is filed under: its label, and the noun that its passage counts, or the unit of a measure."""
    if is_count(q):
        head = _nouns(q)[-1:]
        return [q.text, *(f"[{noun}]" for noun in head)]
    unit = unit_of(q)
    return [f"{unit} {q.text}", *([f"[{unit}]"] if unit not in NO_STATE and not _FLEETING.search(unit) else [])]


def _nouns(q: Quantity) -> list[str]:
    """The stems that say what a passage counts, the noun last."""
    return [w for w in content_words(_ADVERB.sub("", q.figure.passage.exact)) if w.isalpha() and w not in ANYBODY]


def _asked_of(loose: Quantity, sharp: Quantity) -> float:
    """How alike the sentences of two figures have to be: little where they are told to count one thing."""
    return _TOLD_ALIKE if loose.text == sharp.text or (_nouns(loose) and _count_alike(loose, sharp)) else _ALIKE


def _count_alike(a: Quantity, b: Quantity) -> bool:
    """Whether neither passage counts what the other does not: "troops" and "Russian troops", not "guards" and "rebels"."""
    one, other = ({noun[:_ROOT] for noun in _nouns(q)} for q in (a, b))
    return one <= other or other <= one


def _is_of_one_event(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can be of one event: near in time, of one fate and place, of people on one day."""
    between = days_between(a.day, b.day)
    if between is None or abs(between) > _DAYS or in_other_places(a, b) or fates_of(a.words) != fates_of(b.words):
        return False
    names = [set(_NAME.findall(q.text)) for q in (a, b)]
    if all(names) and not names[0] & names[1]:
        return False
    one_label = a.text == b.text and bool(names[0])
    apart = days_between(a.first, b.first)
    return a.figure.unit != _PEOPLE or one_label or (apart is not None and abs(apart) < _NEAR_DAYS)


def _is_sharper(loose: Quantity, sharp: Quantity, *, vague: bool) -> bool:
    """Whether the one figure may be what the other means by its word or bound."""
    return _lies_within(loose, sharp, vague=vague) and _is_of_one_event(loose, sharp)


def _lies_within(loose: Quantity, sharp: Quantity, *, vague: bool) -> bool:
    """Whether the number of the one is among those that the word or bound of the other may mean."""
    one, other = interval_of(loose), interval_of(sharp)
    if vague:
        if one.low is None or other.low is None or not is_count(loose):
            return False
        most = (_HUNDREDS if one.low < _THOUSAND else _THOUSANDS) * one.low
        return one.low <= other.low <= most and _tell_whom(loose, sharp) and _count_alike(loose, sharp)
    if one.low is not None and one.high is None:
        return other.is_point and one.low >= _LEAST and one.low < other.stated[0] <= _JUST * one.low
    if one.high is not None and one.low is None:
        ceiling = other.is_point and one.high >= _LEAST and other.stated[0] < one.high <= _JUST * other.stated[0]
        return ceiling or (other.high == one.high and other.low is not None and not other.is_point)
    inside = one.low is not None and one.high is not None and one.low <= other.stated[0] <= one.high
    return inside and is_count(loose) and not one.is_point and other.is_point and _count_alike(loose, sharp)


def _tell_whom(loose: Quantity, sharp: Quantity) -> bool:
    """Whether it is told what befell those of a vague number, or both passages tell what they count."""
    return bool(fates_of(loose.words)) or all(_nouns(q) for q in (loose, sharp))


def _around(q: Quantity) -> Wording:
    at = q.passage_in_context
    return frozenset(w for w in content_words(q.context[max(0, at - _NEAR) : at + _NEAR]) if w.isalpha())


def _said(quantity: Quantity) -> str:
    return "“" + " ".join(quantity.figure.passage.exact.split()) + "”"
