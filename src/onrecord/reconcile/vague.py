"""Vague counts and what sharpens them close behind: "dozens of captives were freed", then "70 people were let go"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from onrecord.language.words import content_words
from onrecord.reconcile.fates import fates_of
from onrecord.reconcile.figures import Telling
from onrecord.reconcile.grounds import Grounds
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import in_other_places, interval_of
from onrecord.reconcile.standing import is_aside, owner_of
from onrecord.reconcile.statements import Finding
from onrecord.reconcile.times import days_between, is_count, overlap_in_time

_BEHIND = 500  # characters
_MOST = 40  # times the least that a vague word may mean
_SCORE = 0.7
_LEAST_AGREED = 5
_ARTICLES = 12  # that agree on a number, which are compared
_DAYS = 3
_TWICE = 2
# A part of those just counted.
_OF_THOSE = re.compile(r"\bof (?:those|them|these|whom|the)\b", re.IGNORECASE)


def fate_of(quantity: Quantity) -> int | None:
    """The number of what befell those who are counted, by the words of the label and the passage; None where unclear."""
    told = fates_of((*quantity.words, *content_words(quantity.figure.passage.exact)))
    return min(told) if len(told) == 1 else None


def find_sharpened(quantities: Sequence[Quantity], grounds: Grounds, telling: Telling) -> Iterator[Finding]:
    """The first exact count close behind a vague one of the same article that somebody else gives for the same fate."""
    articles: dict[str, list[Quantity]] = defaultdict(list)
    for q in sorted(quantities, key=lambda q: (q.article, q.start, q.id)):
        if is_count(q) and q.stance == "asserts" and q.figure.unit == "person" and fate_of(q) is not None:
            articles[q.article].append(q)
    for counts in articles.values():
        for at, vague in enumerate(counts):
            if not grounds.is_vague(vague) or is_aside(vague):
                continue
            for exact in counts[at + 1 :]:
                if exact.start - vague.start > _BEHIND:
                    break
                if _sharpens(vague, exact, grounds):
                    reason = f"{_said(exact)} ({telling.giver(exact)}) is more exact than {_said(vague)} just before it"
                    yield Finding(left=vague.id, right=exact.id, relation="narrows", reason=reason, score=_SCORE)
                    break


def _sharpens(vague: Quantity, exact: Quantity, grounds: Grounds) -> bool:
    """Whether an exact number may be what a vague one means."""
    least, given = interval_of(vague).low, interval_of(exact).low
    if least is None or given is None or grounds.is_vague(exact) or is_aside(exact) or not exact.source:
        return False
    other = exact.source != vague.source and owner_of(exact) is None
    same = fate_of(vague) == fate_of(exact) and not in_other_places(vague, exact) and vague.context != exact.context
    return other and same and least <= given <= least * _MOST


def find_beside_one_toll(groups: Sequence[Sequence[Quantity]], grounds: Grounds, telling: Telling) -> Iterator[Finding]:
    """A floor and a more exact number of one fate, of articles that agree on the number of another fate.

    "15 dead, more than 30 hurt" and "15 dead, 47 hurt" are of one event, wherever each says that it was.
    """
    tolls: dict[str, dict[int, list[Quantity]]] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        for q in group:
            fate = fate_of(q) if is_count(q) and q.figure.unit == "person" and q.stance == "asserts" else None
            if fate is not None and not is_aside(q) and not _OF_THOSE.search(q.figure.passage.exact):
                tolls[q.article][fate].append(q)
    done: set[tuple[str, str]] = set()
    for group in groups:
        agreed = {q.article: fate_of(q) for q in group if max(interval_of(q).stated, default=0) >= _LEAST_AGREED}
        articles = sorted(a for a, fate in agreed.items() if fate is not None)[:_ARTICLES]
        for wide, narrow in permutations(articles, 2):
            for fate in sorted(tolls[wide].keys() & tolls[narrow].keys() - {agreed[wide]}):
                floor, exact = _one_of(tolls[wide][fate]), _one_of(tolls[narrow][fate])
                if not floor or not exact or (floor.id, exact.id) in done or not _is_narrower(floor, exact, grounds):
                    continue
                done.add((floor.id, exact.id))
                reason = (
                    f"{_said(exact)} ({telling.giver(exact)}) is more exact than {_said(floor)} ({telling.giver(floor)}); both "
                    f"articles give {_said(group[0])} besides"
                )
                yield Finding(left=floor.id, right=exact.id, relation="narrows", reason=reason, score=_SCORE)


def _one_of(counts: Sequence[Quantity]) -> Quantity | None:
    """The first of the counts of a fate in an article, where they give one number."""
    return counts[0] if len({interval_of(q).stated for q in counts}) == 1 else None


def _is_narrower(wide: Quantity, narrow: Quantity, grounds: Grounds) -> bool:
    floor, number = interval_of(wide), interval_of(narrow)
    near = overlap_in_time(wide, narrow) or abs(days_between(wide.day, narrow.day) or 0) <= _DAYS
    if floor.low is None or floor.high is not None or number.low is None or not near or grounds.is_vague(narrow):
        return False
    return number.is_point and floor.low < number.low <= (_MOST if grounds.is_vague(wide) else _TWICE) * floor.low


def _said(quantity: Quantity) -> str:
    return "“" + " ".join(quantity.figure.passage.exact.split()) + "”"
