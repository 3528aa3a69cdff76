"""Polarity: what a text denies of its own words, and whether a denying verb denies a claim or turns down a wish."""

import re
from functools import lru_cache

from onrecord.language.words import is_content, stem
from onrecord.model import Quotation
from onrecord.text import AnyCase
from onrecord.text import words as split_words

_REACH = 7
_VERBAL = frozenset({"not", "never", "cannot", "t"})
_CLAIM_NOUN = AnyCase(
    r"\b(?:claims?|allegations?|accusations?|reports?|assertions?|statements?|charges?|suggestions?|rumou?rs?|accounts?|version"
    r"|findings?|involve(?:d|ment)|responsib(?:le|ility)|wrongdoing|(?:any|a|no) (?:role|part|hand|knowledge|links?|ties))\b"
)
_DENY = AnyCase(r"\b(?:den(?:y|ies|ied|ying|ial)|disput|refut|rebut|debunk|contest|contradict)")
_DISMISS = AnyCase(r"\b(?:reject|dismiss|object|brush|shrug|scoff|call|branded|described)")
# A refusal of what somebody wants is no denial of what somebody says.
_WANTED = AnyCase(
    r"^(?:to|as to|over|about|whether|how)\b"
    r"|^(?:[\w'’“‘\"-]+ ){0,5}(?:calls?|proposals?|offers?|demands?|requests?|invitations?|ultimatum|terms"
    r"|licen[cs]es?|access|entry|visas?|permission|appeals?|bid|deal|plan)\b"
)
_NEGATIVE = AnyCase(r"\b(?:not|never|no|nobody|none|neither|nor|cannot)\b|n['’]t\b")
_TURN = re.compile(
    r"\s(?:but|although|though|while|whereas)\s|;\s|,? (?:in|by|during|after) which\s|, (?:which|where|who|when)\s"
)

_NUMBER_NOUN = AnyCase(
    r"\b(?:estimates?|figures?|numbers?|counts?|tolls?|calculations?|measur(?:e|es|ed|ing|ement)|rates?|amount|flow|size|range"
    r"|scenario)\b|\d"
)
_SOUND = r"(?:accurate(?:ly)?|correct|reliabl[ey]|realistic|credible|plausible|based on reality|relevant)"
_FAULTED = AnyCase(
    r"\btoo (?:low|high|small|large|conservative|optimistic)\b|\bnowhere near\b"
    r"|\b(?:inaccurate|incorrect|unreliable|implausible|irrelevant|wrong|flawed|misleading|inflated|exaggerated|understated|overstated)\b"
    rf"|(?:\b(?:no|not|never|nor|hardly|cannot)\b|n['’]t\b)[^.;:]{{0,60}}?\b{_SOUND}\b"
)
_NOT_FAULTED = AnyCase(r"(?:\b(?:not|never|hardly)\b|n['’]t\b)[^.;:]{0,20}$")

CLAIMS = (
    r"(?:claims?|allegations?|accusations?|reports?|assertions?|statements?|charges?|suggestions?|rumou?rs?"
    r"|idea|notion|story|stories)"
)
_UNTRUE = (
    r"(?:false|untrue|not true|baseless|unfounded|groundless|nonsense|rubbish|fabricated|fabrications?|invented|fictitious"
    r"|(?:a |an )?(?:outright |complete |total )?(?:lies?|myth|fabrication|invention|hoax|slander|trick|fiction))"
)
# "claims about the mayor taking money were false", "the idea that the dam leaks is a myth"
_VERDICT = AnyCase(
    rf"\b{CLAIMS} (?:that|about|of|by|on) (?P<what>[^.;:“”\"]{{8,200}}?) (?:is|are|was|were|being|as) "
    rf"(?:\w+ ){{0,2}}?{_UNTRUE}\b"
)
# "it is not true that the dam leaks", "it is a lie that ..."
_NOT_TRUE = AnyCase(
    rf"\b(?:(?:is|was) not|(?:is|was)n['’]t) (?:true|the case|correct) that (?P<what>[^.;:“”\"]{{8,200}})"
    rf"|\b(?:is|was) (?!not true){_UNTRUE} that (?P<such>[^.;:“”\"]{{8,200}})"
)


@lru_cache(maxsize=65_536)
def called_untrue(text: str) -> str:
    """The clause that a text says is untrue ("claims that the dam leaks are false"); nothing where it gives no such verdict."""
    found = _VERDICT.search(text) or _NOT_TRUE.search(text)
    if not found:
        return ""
    start, end = found.span(found.lastgroup or 0)
    return text[start:end]


def faults_number(text: str) -> bool:
    """Whether a text finds fault with a number or the way it was reached: "far too low", "no reliable way to estimate"."""
    found = _NUMBER_NOUN.search(text) and _FAULTED.search(text)
    return bool(found) and not (found and _NOT_FAULTED.search(text[: found.start()]))


def denies_claim(quotation: Quotation) -> bool:
    """Whether a quotation read as a denial denies what somebody says is so, rather than refusing or saying a negative."""
    text = quotation.content[0].exact if quotation.content else ""
    cue = quotation.cue.exact if quotation.cue else ""
    if called_untrue(text):
        return True
    if _WANTED.search(text):
        return False
    if _DENY.search(cue):
        return True
    if _DISMISS.search(cue):
        return bool(_CLAIM_NOUN.search(text) or _CLAIM_NOUN.search(cue))
    return not cue


def scope_of(text: str) -> str:
    """What a denial is of: "denied wrongdoing but paid" denies no payment."""
    return _TURN.split(text, maxsplit=1)[0]


@lru_cache(maxsize=65_536)
def is_negative(text: str) -> bool:
    """Whether a text holds a negation at all."""
    return bool(_NEGATIVE.search(text))


def negated_words(text: str) -> frozenset[str]:
    """The stems of the content words that a verb's negation governs: behind "not", "never", "-n't" in its clause."""
    found: set[str] = set()
    left = 0
    last = 0
    for word, start, end in split_words(text):
        if any(c in ".;:" for c in text[last:start]):
            left = 0
        last = end
        if word in _VERBAL and (word != "t" or text[start - 1 : start] in ("'", "’")):
            left = _REACH
        elif left:
            left -= 1
            if is_content(word):
                found.add(stem(word))
    return frozenset(found)
