"""Clauses that a sentence tells beside: "the mayor, who resigned on Monday, ..." is not of Monday in all its words."""

import re
from collections import deque
from dataclasses import dataclass

from onrecord.language.tense import is_past
from onrecord.text import trim

_REACH = 200
#: Words that begin a clause; "when", "while" and "as" say of one time what stands on either side of them.
_MARKER = re.compile(
    r"(?:^|[\s,(—–-])(?P<word>who|which|whose|whom|where|after|before|since|because|than(?!\sexpected)|until|although|though|that|when|while|as)\s",
    re.IGNORECASE,
)
_TOGETHER = frozenset(("that", "when", "while", "as"))
_PREPOSITIONS = frozenset(("before", "after", "since", "until"))
_MARKERS = 3
_RELATIVE = frozenset(("who", "which", "whose", "whom", "where"))
_LAST = re.compile(r"\b(?P<word>[^\W\d_]{2,20})\s$")
_SAYING = frozenset("say says saying so now is was all those fact".split())
_BREAK = re.compile(r"[,;:–—()]|\s-{1,2}\s")
_VERB = re.compile(r"[^\W\d_]{2,20}(?:['’]t)?")
_FINITE = frozenset("is are was were has have had will would can could may might did does do".split())
#: "Who on Monday resigned".
_LED = re.compile(r"\s?(?:on\s|in\s|late\s|early\s)?")
#: "The lower harbour of Vell, which": what a clause is about, from its determiner or its capital on.
_ABOUT = re.compile(r"\b(?:the|an?|its|his|her|their)\s(?:[^\W_][\w'’-]{0,30}\s){0,5}[^\W_][\w'’-]{0,30},?\s$", re.IGNORECASE)
_NAMED = re.compile(r"(?:\b[A-Z][\w'’-]{0,30}\s){0,4}\b[A-Z][\w'’-]{0,30},?\s$")
#: "Divers who", the one word that a clause without more is about.
_NOUN = re.compile(r"\b(?!(?:and|or|of|in|those|but|to)\b)[^\W\d_]{3,30},?\s$")
_WHEN = re.compile(r"\s?,?\s?when\s")
#: Where such a clause ends: at a stop, or at who says so.
_CLOSE = re.compile(r"[;:–—()]|\s-{1,2}\s|\s?,\s[^,;]{1,60}\b(?:said|says|told|according)\b")


@dataclass(frozen=True, slots=True)
class Aside:
    """A subordinate clause `text[start:end]`; `about` is where what it is about begins, else its start."""

    start: int
    end: int
    about: int
    relative: bool


def find_aside(text: str, start: int, end: int, at: int, to: int) -> Aside | None:
    """The subordinate clause of the sentence `text[start:end]` that a time at `text[at:to]` belongs to, None for the main."""
    marker = _find_marker(text, max(start, at - _REACH), at)
    if marker is None:
        return None
    told = marker["word"].lower() == "that" and _tells_of(text, marker.start("word"), marker.end(), at)
    if marker["word"].lower() in _TOGETHER and not told:
        return None
    relative = told or marker["word"].lower() in _RELATIVE
    between = text[marker.end() : at]
    close = _BREAK.search(text, to, end)
    begin, until = marker.start("word"), close.start() if close else end
    led = relative and _LED.fullmatch(between) and _has_verb(text[to:until])
    if _BREAK.search(between) or not (led or _has_verb(between)):
        return None
    if not relative:
        return Aside(begin, until, marker.end(), relative=False)
    before = text[max(start, begin - _REACH) : begin]
    if marker["word"].lower() == "whose":
        # "whose harbour master resigned" tells of the harbour master
        return Aside(begin, until, marker.end(), relative=True)
    found = [m for m in (_ABOUT.search(before), _NAMED.search(before), _NOUN.search(before)) if m and not _has_verb(m.group())]
    about = begin - len(max(found, key=lambda m: len(m.group())).group()) if found else begin
    return Aside(begin, until, about, relative=True)


def _find_marker(text: str, start: int, at: int) -> re.Match[str] | None:
    """The last word before `at` that begins a clause: "after the flood on Monday" is none."""
    last = list(deque(_MARKER.finditer(text, start, at), maxlen=_MARKERS))
    while len(last) > 1 and last[-1]["word"].lower() in _PREPOSITIONS and not _has_verb(text[last[-1].end() : at]):
        last.pop()
    return last[-1] if last else None


def _tells_of(text: str, start: int, end: int, at: int) -> bool:
    """Whether a "that" is what its own verb tells of ("a bomb that wounded nine"), and not what somebody says."""
    verb = _VERB.match(text, end, at)
    before = _LAST.search(text, max(0, start - 40), start)
    if not verb or not before or not (is_past(verb.group()) or verb.group() in _FINITE):
        return False
    return not is_past(before["word"].lower()) and before["word"].lower() not in _SAYING


def find_when(text: str, at: int, end: int) -> tuple[int, int] | None:
    """What a day that ends at `at` is told for in a clause of its own: "closed since Monday, when the pier burned"."""
    opened = _WHEN.match(text, at, end)
    if opened is None:
        return None
    close = _CLOSE.search(text, opened.end(), end)
    start, until = trim(text, opened.end(), close.start() if close else end)
    return (start, until) if _has_verb(text[start:until]) else None


def _has_verb(clause: str) -> bool:
    return any((word := m.group().lower()) in _FINITE or is_past(word) for m in _VERB.finditer(clause))
