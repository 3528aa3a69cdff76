"""Clauses that follow a noun without a relative word: "a man police say was shot", "the first step the board hopes to take"."""

from collections.abc import Sequence

from onrecord.understand.grammar import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    word_set,
)
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.phrases import MARKS, QUOTE, STOPS, is_adverb, is_agent, is_finite
from onrecord.understand.tokens import Token, is_capital

_QUANTIFIED = word_set("few dozen dozens hundred hundreds thousand thousands number couple handful lot lots many group")
_BEFORE_ARTICLE = word_set("all both half such twice not what than quite rather double only even")
_LEADING = frozenset({"the", "a", "an"}) | POSSESSIVES
_LATER = word_set("later earlier afterwards ago")
_SHOWN = word_set("man woman boy girl teenager suspect gunman car vehicle truck ship boat plane body device")
_BODIES = ORGANISATION_NOUNS | word_set("state federal local city county school company union")


def speaker_of_contact(items: Sequence[Token], source: Range) -> Range | None:
    """Who speaks in a clause that follows its noun without a relative word, out of the stretch that holds both; None where the
    stretch is one noun phrase."""
    first, end = source
    if any(t.low in COORDINATORS or t.low == "," for t in items[first:end]):
        return None
    for k in range(end - 1, first + 1, -1):
        if items[k].low in _LEADING:
            before = items[k - 1]
            ended = _ends_phrase(before) or before.low in _LATER
            return (k, end) if ended and is_agent(items[k:end]) else None
    if end - first < 3 or items[end - 1].low not in GROUP_NOUNS or any(t.low in PREPOSITIONS for t in items[first:end]):
        return None
    start = end - 1
    while start - 1 > first + 1 and (is_capital(items[start - 1]) or items[start - 1].low in _BODIES):
        start -= 1
    noun = items[start - 1]
    single = items[first].low in ("a", "an") and not any(t.low in _QUANTIFIED for t in items[first:end])
    shown = items[first].low == "the" and noun.low in _SHOWN
    return (start, end) if (single or shown) and noun.text.islower() else None


def _ends_phrase(token: Token) -> bool:
    """Whether a word can be the noun that the clause belongs to."""
    low = token.low
    closed = low in PREPOSITIONS or low in COORDINATORS or low in SUBORDINATORS or low in ADVERBS or low in TIME_WORDS
    plain = token.text.isalpha() and token.text.islower() and len(low) > 2
    return plain and not (closed or low in _BEFORE_ARTICLE or low in AUXILIARIES or is_adverb(token) or is_finite(token))


def end_of_contact(items: Sequence[Token], start: int, high: int) -> int:
    """Where what is said in such a clause ends: before the verb of the sentence that the noun is the subject of, 0 where none
    follows ("was shot | was jailed")."""
    if start >= high or not (is_finite(items[start]) or items[start].low == "to"):
        return 0
    k = start
    while k < high and (is_finite(items[k]) or is_adverb(items[k])):
        k += 1
    while k < high:
        token = items[k]
        if token.low in STOPS or token.low in (",", QUOTE) or token.low in MARKS:
            return 0
        if token.low in RELATIVES or token.low in SUBORDINATORS or token.low in SUBJECT_PRONOUNS or token.low in COORDINATORS:
            return 0
        if is_finite(token):
            return k
        k += 1
    return 0
