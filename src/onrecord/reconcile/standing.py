"""How a figure stands in its sentence: who puts it forward, whether it is a level at all, which one it took the place of."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.language.likeness import Wording
from onrecord.language.units import is_measure
from onrecord.reconcile.intervals import Interval, are_alike, are_disjoint
from onrecord.reconcile.items import Quantity, source_key
from onrecord.reconcile.series import interval_of, unit_of
from onrecord.text import AnyCase

# Two numbers of one giver for one thing, this few letters apart, are a history, a range or a list.
_CLOSE = 160
_BEFORE = 60
_RIGHT_BEFORE = 16
_BEHIND = 90
# How many of the last early numbers of an article are held against how many levels behind them.
_EARLY = 2
_SINCE = 4
# How many figures of a series may say that a number is passed.
_REVISED = 40
# How many numbers of one voice in one article are held to be of two things each.
_TOGETHER = 12

# What makes a number another question than the level told around it: a peak, a forecast, a supposition, an average.
_ASIDE = AnyCase(
    r"\b(?:worst[ -]case|peak(?:ed)?|at (?:its|the) height|capacity|capable|target|forecasts?|projections?|projected|expected"
    r"|predict(?:s|ed)?|(?:low|high)[ -](?:ball|end)|compared (?:to|with)|if"
    # "the agency said last week that" only tells when it spoke
    r"|(?<!said )(?<!announced )(?<!reported )last (?:week|month|year)(?! (?:said|announced|reported|estimated|put|that)\b)"
    r"|assum(?:es?|ed|ing)|suppos(?:e|ing)"
    r"|(?:would|could|might|may|will) (?:\w+ )?(?:rise|reach|climb|grow|increase|exceed|top|take|spew)"
    r"|in theory|(?<!a )total(?:s|led)?(?! of\b)|so far|more than half|average|famil(?:y|ies))\b"
)
# One end of what is given.
_END = AnyCase(r"\b(?:lowest|highest)\b[^.;]{0,80}$")
# A number that is no longer the one given, as its own source may have left it since.
_FORMER = AnyCase(
    r"\b(?:initially|initial (?:reports?|figures?|tolls?|counts?)|original(?:ly)?|at first"
    r"|first (?:thought|estimated|reported|said|(?:they|he|she|it|we) (?:said|claimed|thought|put))"
    r"|then (?:they|he|she|it|we) said"
    r"|previous(?:ly)?|once|used to|earlier (?:\w+ ){0,2}(?:of|at|put|given|fallen|risen|estimated|reported|said))"
    r"\b[^.;]{0,40}$"
    r"|\b(?:down|up|ris(?:e|es|en|ing)|rose|fall(?:s|en|ing)?|fell|increas(?:ed|es)|decreas(?:ed|es)|lower(?:ed|s)|rais(?:ed|es)|cut|corrected"
    r"|revis(?:ed|es)|dropped|climbed|grew|grown|changed|reduc(?:ed|es))\b[^.;]{0,60}\b(?:from|on)\b[^.;]{0,30}$"
)
# "not by 100 per cent"
_DENIED = AnyCase(
    r"(?:\b(?:not|never|cannot)\b|n['’]t\b)(?! (?:until|only|just|less|fewer|more|at least|counting|including)\b)[^.;,]{0,60}$"
)
_BEGAN_FORMER = AnyCase(r"^\W*(?:early (?:in|on)|at first|initially|originally|at the (?:start|beginning|outset))\b")
# An addition to a level or a part of it: "five more bodies", "a further 40".
_ADDED = AnyCase(r"\b(?:further|another|additional|extra|more(?! (?:\w+ )?than| likely| or less))\b")
# The words around a number that somebody else gave and the speaker does not uphold.
_REJECTED = AnyCase(
    r"\b(?:nowhere near|far too (?:low|high|small|large)|(?:is|was|are|were) wrong"
    r"|(?:not|isn['’]t|wasn['’]t) (?:relevant|correct|accurate|credible|based|reliable|true)"
    r"|irrelevant|inaccurate|implausible|no (?:chance|possibility)|misrepresent\w*|exaggerat\w+|understat\w+|myth"
    r"|keeps? (?:using|saying|citing|repeating))\b"
)
_NAME = r"(?:[A-Z][\w&.-]*)(?: (?:[A-Z][\w&.-]*|of|and|for|the)){0,5}"
# "BP's 5,000", "the estimate cited by officials of about 5,000", "5,000, used by the company"
_OWNED = (
    re.compile(
        rf"(?P<owner>{_NAME})['’]s? "
        r"(?:(?:own|first|latest|official|recent|estimate|estimated|figure|claim|count|toll|of|original) ){0,3}$"
    ),
    re.compile(rf"\b(?:cited|given|used|claimed|quoted|offered|published) by (?P<owner>(?:the )?{_NAME}(?: [a-z]+)?) of $"),
)
# "..., with the surveyors arguing that": whose number the narrator tells
_ARGUED_BEHIND = re.compile(
    r"^[^.;]{0,60}?\bwith (?:the |many |some |several |other )?"
    r"(?P<owner>[a-z]{3,20}(?: [a-z]{3,20})?|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}) "
    r"(?:arguing|saying|claiming|insisting|estimating|adding|noting|reckoning|explaining)\b"
)
_OWNED_BEHIND = re.compile(
    rf"^[^,.;]{{0,20}},? (?:\w+ )?(?:used|cited|given|claimed|quoted|put forward|announced)"
    rf" by (?P<owner>(?:the )?{_NAME}(?: [a-z]+)*?)(?=[,.;]| in | on |$)"
)


class _Place(NamedTuple):
    """A figure in its sentence, as far as that tells how its number stands: what several ask for is found once."""

    context: str
    at: int
    passage: str
    stated: bool
    given: bool
    denies: bool

    def before(self, letters: int) -> str:
        return self.context[max(0, self.at - letters) : self.at]

    def behind(self, letters: int) -> str:
        end = self.at + len(self.passage)
        return self.context[end : end + letters]


def _place_of(q: Quantity) -> _Place:
    return _Place(q.context, q.passage_in_context, q.figure.passage.exact, q.stated, bool(q.source), q.stance == "denies")


def _before(q: Quantity, letters: int) -> str:
    return _place_of(q).before(letters)


def _behind(q: Quantity, letters: int) -> str:
    return _place_of(q).behind(letters)


def owner_of(q: Quantity) -> str | None:
    """Whoever the words right beside the number say it belongs to, other than whoever mentions it."""
    return _find_owner(_place_of(q))


@lru_cache(maxsize=16_384)
def _find_owner(q: _Place) -> str | None:
    for pattern in _OWNED:
        if found := pattern.search(q.before(_BEHIND)):
            return found["owner"].removeprefix("the ")
    found = _OWNED_BEHIND.match(q.behind(_BEHIND))
    if found is None and not q.given:
        found = _ARGUED_BEHIND.match(q.behind(_BEHIND))
    return found["owner"].removeprefix("the ") if found else None


def _is_former(q: _Place) -> bool:
    """Whether the words before the number make it one that was given before ("up from an earlier estimate of")."""
    return bool(_FORMER.search(q.before(_BEHIND)) or (not q.stated and _BEGAN_FORMER.match(q.context)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the figures of one series stand, by their ids: those that are no level, and whose number each is.

    `rounded` are the bare counts that their article gives as a floor elsewhere: "90 dead" of "at least 90 people".
    """

    unlevel: frozenset[str]
    listed: frozenset[str]
    rounded: frozenset[str]
    voice: Mapping[str, str]
    owner: Mapping[str, str]

    def is_level(self, q: Quantity) -> bool:
        """Whether the number is one that its source puts forward for the question of its series."""
        return q.id not in self.unlevel

    def bounds_of(self, q: Quantity) -> Interval:
        """The bounds of a figure as its whole article gives them."""
        interval = interval_of(q)
        return replace(interval, high=None) if q.id in self.rounded else interval


def read_standing(series: Sequence[Quantity], question_of: Mapping[Wording, int]) -> Standing:
    """How each figure of a series stands in its sentence."""
    owner = {q.id: owner for q in series if (owner := owner_of(q))}
    voice = {q.id: source_key(owner[q.id]) if q.id in owner else q.source for q in series}
    aside = frozenset(q.id for q in series if is_aside(q))
    listed = find_listed(series, question_of, aside=aside, voice=voice) | {q.id for q in _find_converted(series)}
    return Standing(unlevel=aside | listed, listed=listed, rounded=_find_rounded(series), voice=voice, owner=owner)


def _find_rounded(series: Sequence[Quantity]) -> frozenset[str]:
    floors = {(q.article, q.figure.low) for q in series if q.figure.low is not None and q.figure.high is None}
    bare = (q for q in series if interval_of(q).is_point and not q.source and not is_measure(q.figure.unit))
    return frozenset(q.id for q in bare if (q.article, q.figure.low) in floors)


def _find_converted(series: Sequence[Quantity]) -> list[Quantity]:
    """The figures that give the number right before them again in another unit: "5,000 barrels (210,000 gallons)"."""
    ordered = sorted(series, key=lambda q: (q.article, q.start, q.id))
    return [
        right
        for left, right in pairwise(ordered)
        if left.article == right.article and left.figure.unit != right.figure.unit
        if right.start - left.start - len(left.figure.passage.exact) <= _RIGHT_BEFORE
    ]


def is_aside(q: Quantity) -> bool:
    """Whether the words around the number make it no level that stands: a peak, a former one, a part, a rejected one."""
    return _stands_aside(_place_of(q))


@lru_cache(maxsize=16_384)
def _stands_aside(q: _Place) -> bool:
    before = q.before(_BEFORE)
    if _ASIDE.search(before + q.passage) or _ADDED.search(q.before(_RIGHT_BEFORE) + q.passage) or _is_former(q):
        return True
    if _END.search(q.before(_BEHIND)) and _find_owner(q) is None:
        return True
    if not q.denies and _DENIED.search(before):
        return True
    close = q.before(_CLOSE) + q.passage + q.behind(_CLOSE)
    return bool(_REJECTED.search(close)) and _find_owner(q) is None


def _is_trailing(q: Quantity) -> bool:
    """Whether the number trails off, or follows one that does ("12 ... 20 ... 40."): one of several put up for choice."""
    # the sentences of such a row end at its dots: the last is a number alone
    alone = q.context.strip(" .…") == q.figure.passage.exact.strip(" .…")
    return alone or _behind(q, 4).startswith(("...", "…", " ...", " …"))


# "; the ministry puts it at 40", "Organisers put the crowd at 500": somebody else gives the second number
_GIVES = re.compile(
    r"(?:^|[;.]\s)(?:[^;.,]{0,60}\s)?(?:puts?|estimate[sd]?|admit(?:s|ted)|says?|said|claim(?:s|ed)|reckon(?:s|ed)|speaks?|concede[sd]?)\b[^;]{0,60}$"
)


def _gives_its_own(left: Quantity, right: Quantity) -> bool:
    """Whether the clause of the second number says who gives it."""
    at = right.passage_in_context
    since = at - (right.start - left.start) + len(left.figure.passage.exact)
    return bool(_GIVES.search(right.context[max(0, since, at - _CLOSE) : at])) and (since < 0 or ";" in right.context[since:at])


def _stand_close(left: Quantity, right: Quantity) -> bool:
    return right.start - left.start <= _CLOSE and not are_alike(interval_of(left), interval_of(right))


def in_one_breath(a: Quantity, b: Quantity, voice: Mapping[str, str]) -> bool:
    """Whether two numbers stand close together and are not told as of two who disagree: a range, a history."""
    left, right = (a, b) if a.start <= b.start else (b, a)
    if left.article != right.article or not _stand_close(left, right):
        return False
    voices = voice[left.id], voice[right.id]
    return voices[0] == voices[1] if all(voices) else not _gives_its_own(left, right)


def find_listed(
    series: Sequence[Quantity], question_of: Mapping[Wording, int], *, aside: frozenset[str], voice: Mapping[str, str]
) -> frozenset[str]:
    """The ids of figures that are one of several put up together: parts of a total, three numbers in a row, trailing ones.

    Three numbers of three sources are no list.
    """
    articles: dict[tuple[str, int | None], list[Quantity]] = defaultdict(list)
    for q in sorted(series, key=lambda q: (q.article, q.start, q.id)):
        articles[q.article, question_of.get(q.words)].append(q)
    listed: set[str] = {q.id for q in series if _is_trailing(q)}
    for group in articles.values():
        for i, whole in enumerate(group):
            for first, second in ((i + 1, i + 2), (i - 2, i - 1), (i - 1, i + 1)):
                if first >= 0 and second < len(group) and _are_parts(whole, group[first], group[second]):
                    listed |= {group[first].id, group[second].id}
        level = [q for q in group if q.id not in listed | aside]
        for trio in zip(level, level[1:], level[2:], strict=False):
            few = len({voice[q.id] for q in trio}) < len(trio)
            if few and all(_stand_close(left, right) for left, right in pairwise(trio)):
                listed |= {q.id for q in trio}
    return frozenset(listed)


def _are_parts(whole: Quantity, a: Quantity, b: Quantity) -> bool:
    """Whether two numbers beside a third make it up: "95, 70 from the one and 25 from the other"."""
    if max(abs(a.start - whole.start), abs(b.start - whole.start)) > 2 * _CLOSE:
        return False
    numbers = [interval_of(q) for q in (whole, a, b)]
    if not all(n.is_point for n in numbers):
        return False
    total, first, second = (n.stated[0] for n in numbers)
    return first > 0 and second > 0 and first + second == total


_CHANGE = AnyCase(
    r"\b(?:cut|lower|rais|ris[ei]|rose|fall|fell|increas|decreas|drop|climb|grow|grew|correct|revis|chang|up|down|reduc|updat"
    r"|jump|surg|soar|leap|leapt|slip|plung|shr[aiu]nk|swell|swoll|went|gone)\w*\b[^.;]{0,60}"
    r"\bfrom (?:an? |the )?(?:\w+ ){0,4}$"
)
_TO = re.compile(r"^[^.;,]{0,30}\bto (?:\w+ ){0,3}$")
_UP_FROM = AnyCase(
    r"^[^.;]{0,60}\b(?:up|down|increase|decrease|rise|fall|drop|uptick|higher|lower|more|fewer) (?:from|on|than) "
    r"(?:(?:an?|the|its|their|his|her) )?(?:[\w’'-]+ ){0,4}$"
)


def find_steps(series: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """(former, later) of numbers that one sentence sets against each other: "cut from 14 to 11", "15, up on the 12".

    They have one unit; what each is a number of, the sentence need not say twice.
    """
    articles: dict[str, list[Quantity]] = defaultdict(list)
    for q in sorted(series, key=lambda q: (q.article, q.start, q.id)):
        articles[q.article].append(q)
    found = []
    for group in articles.values():
        for left, right in pairwise(group):
            begin = left.passage_in_context + len(left.figure.passage.exact)
            end = left.passage_in_context + right.start - left.start
            if not _stand_close(left, right) or left.context != right.context or end < begin or unit_of(left) != unit_of(right):
                continue
            between = left.context[begin:end]
            if _UP_FROM.search(between):
                found.append((right, left))
            elif _TO.search(between) and _CHANGE.search(_before(left, _BEHIND)):
                found.append((left, right))
    return found


def find_revised(series: Sequence[Quantity], standing: Standing) -> list[tuple[Quantity, Quantity]]:
    """(former, later) of a number and of who says that it is passed: "more than the 40 tons it first estimated"."""
    found = []
    for later in [q for q in series if q.revises and q.stance == "asserts"][:_REVISED]:
        former = [
            q
            for q in series
            if not q.revises and interval_of(q).is_point and interval_of(q).low == interval_of(later).low
            if standing.is_level(q) and q.stance == "asserts" and (q.day or "9999") < (later.day or "")
        ]
        own = [q for q in former if standing.voice[q.id] == standing.voice[later.id]]
        if former:
            found.append((max(own or former, key=lambda q: (bool(q.figure.quotation), q.day or "", q.id)), later))
    return found


def find_since(series: Sequence[Quantity], standing: Standing) -> list[tuple[Quantity, Quantity]]:
    """(former, later) of a number told as an early one and of the first levels that its article gives after it."""
    articles: dict[str, list[Quantity]] = defaultdict(list)
    for q in sorted(series, key=lambda q: (q.article, q.start, q.id)):
        articles[q.article].append(q)
    found = []
    for group in articles.values():
        early: list[tuple[Quantity, int]] = []
        for q in group:
            if not standing.is_level(q) or q.stance != "asserts":
                if _BEGAN_FORMER.match(q.context) and q.id not in standing.listed:
                    early.append((q, 0))
                continue
            for i, (former, since) in enumerate(early[-_EARLY:], start=max(0, len(early) - _EARLY)):
                if since < _SINCE and are_disjoint(interval_of(former), interval_of(q)):
                    found.append((former, q))
                    early[i] = (former, since + 1)
    return found


def find_beside(groups: Sequence[Sequence[Quantity]], standing: Standing) -> frozenset[frozenset[int]]:
    """Pairs of groups whose numbers one article gives in one voice without taking back either: they are of two things."""
    voices: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for q in group:
            if (
                standing.is_level(q)
                and q.stance == "asserts"
                and interval_of(q).is_point
                and (q.source or not q.figure.quotation)
            ):
                voices[q.article, standing.voice[q.id]].add(number)
    few = (sorted(numbers)[:_TOGETHER] for numbers in voices.values())
    return frozenset(frozenset((i, j)) for numbers in few for i in numbers for j in numbers if i < j)
