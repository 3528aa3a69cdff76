"""Nouns as cues: "the mayor's claim that", "a call from the union to wait", "Norranian accusations that"."""

from collections.abc import Sequence

from onrecord.understand.countries import country_of_adjective
from onrecord.understand.grammar import POSSESSIVES, PREPOSITIONS, SUBJECT_PRONOUNS, is_role, word_set
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.phrases import STOPS, is_agent, is_finite, phrase_after, phrase_before
from onrecord.understand.quotations.refusals import taken_back
from onrecord.understand.quotations.verbs import NOUNS
from onrecord.understand.tokens import Token, is_capital

_NAME_WORDS = frozenset({"the", "of", "and", "for", "de", "van", "von", "bin", "."})
_CLAUSE_PRONOUNS = frozenset({"he", "she", "it", "they"})
_AMID = frozenset({"after", "amid", "over", "about", "despite", "following", "on", "of"})
# behind "that" these say something of the noun itself ("charges that included fraud")
_OF_THEIRS = word_set(
    "include included includes ranged stemmed involve involved led resulted followed emerged surfaced circulated appeared"
)
_ASIDE = 16  # items of an apposition between a noun's giver and what it says


def find_noun_hit(items: Sequence[Token], i: int, low: int, high: int, hits: Sequence[Hit]) -> Hit | None:
    """The noun at `i` as a cue: "the mayor's claim that", "fears that" and "claims from the ministry that"."""
    stance = NOUNS[items[i].low]
    k = i + 1
    source: Range | None = None
    if k < high and items[k].low in ("from", "by", "among") and (source := phrase_after(items, k + 1, high)):
        source = (source[0], _past_aside(items, source[1], high))
        k = source[1] + (source[1] < high and items[source[1]].low == ",")
    if k >= high:
        return None
    owned = _owner(items, i, low) or _nation(items, i, low)
    if i > low + 1 and items[i - 1].low == "to":  # "a debate called by the union | to demand that"
        agent = phrase_before(items, i - 1, low)
        owned = agent if agent and is_agent(items[slice(*agent)]) else None
    source = owned or source
    if owned is None and source is None and i > low and items[i - 1].low in _AMID and _opens_clause(items, k, high):
        return Hit("noun", items[i].low, "c", stance, (i, i + 1), i, None)
    if items[k].low == "that" or (owned and items[k].low in _CLAUSE_PRONOUNS and k + 1 < high and is_finite(items[k + 1])):
        if items[k].low == "that" and k + 1 < high and (is_finite(items[k + 1]) or items[k + 1].low in _OF_THEIRS):
            return None
        if taken := taken_back(items, i, low):
            return taken
        closing = (j for j in range(k + 1, high - 1) if items[j].low == "," and is_finite(items[j + 1]))
        return Hit("noun", items[i].low, "c", stance, (i, i + 1), i, source, stop=next(closing, 0))
    if hits and hits[-1].shape == "verb" and hits[-1].cue[1] == i and items[k].low == "for" and stance == "orders":
        return Hit("noun", items[i].low, "n", stance, (i, k + 1), i, source)
    if source and items[k].low == "to" and stance == "asserts" and k + 1 < high and items[k + 1].low == "have":
        return Hit("noun", items[i].low, "ni", stance, (i, i + 1), i, source)  # "the guards' claim to have seen it"
    if source and items[k].low in ("to", "of", "for") and (stance in ("orders", "promises") or items[k].low == "of"):
        if items[k].low == "of" and items[i].low not in (
            "claim",
            "claims",
            "accusation",
            "accusations",
            "warning",
            "warnings",
            "allegations",
        ):
            return None
        stop = next((j for j in range(k, high) if items[j].low == ","), 0)
        return Hit("noun", items[i].low, "ni", stance, (i, i + 1 if items[k].low == "to" else k + 1), i, source, stop=stop)
    return None


def _opens_clause(items: Sequence[Token], k: int, high: int) -> bool:
    """Whether a clause without "that" follows ("after claims | she had paid")."""
    verb = k + 1 < high and (is_finite(items[k + 1]) or items[k + 1].low.endswith("ed"))
    return items[k].low in _CLAUSE_PRONOUNS and verb


def _past_aside(items: Sequence[Token], at: int, high: int) -> int:
    """The end of a phrase with what commas add to it ("a call from the president, Ada Berg, | to wait")."""
    if at >= high or items[at].low != ",":
        return at
    closing = [k for k in range(at + 1, min(high - 1, at + _ASIDE)) if items[k].low == ","]
    return next((k for k in closing if items[k + 1].low in ("to", "for", "that")), at)


def _nation(items: Sequence[Token], i: int, low: int) -> Range | None:
    """The adjectives that say whose a claim is ("Norranian and Western claims that")."""
    k = i
    while k > low and (is_nation(items[k - 1]) or (k < i and items[k - 1].low == "and")):
        k -= 1
    while k < i and items[k].low == "and":
        k += 1
    return (k, i) if k < i else None


def is_nation(token: Token) -> bool:
    """Whether a word is the adjective of a country, or of the West."""
    return token.text == "Western" or bool(country_of_adjective(token.text))


def _owner(items: Sequence[Token], i: int, low: int) -> Range | None:
    """The possessor before a noun ("the mayor's claim", "her claim"), with adjectives between."""
    k = i - 1
    while (
        k > low
        and i - k < 4
        and items[k].low not in POSSESSIVES
        and items[k].low != "'s"
        and not _ends_plural(items, k)
        and items[k].low not in STOPS
    ):
        if items[k].low in PREPOSITIONS or items[k].low in SUBJECT_PRONOUNS or is_finite(items[k]):
            return None
        k -= 1
    if items[k].low in POSSESSIVES:
        return (k, k + 1)
    if (items[k].low == "'s" or _ends_plural(items, k)) and k > low:
        found = _possessor(items, phrase_before(items, k, low))
        return found if found and is_agent(items[slice(*found)]) else None
    return None


def _ends_plural(items: Sequence[Token], k: int) -> bool:
    """Whether a bare apostrophe makes a possessive of the word before it ("the guards' claims")."""
    return items[k].text in ("'", "’") and k > 0 and items[k - 1].low.endswith("s") and items[k - 1].end == items[k].start


def _possessor(items: Sequence[Token], found: Range | None) -> Range | None:
    """A possessor that is a name without the words before it ("heed | Berg's call")."""
    if found is None:
        return None
    if not is_capital(items[found[1] - 1]):
        # "the assembly debated | a lawmaker's call"
        first = max((k for k in range(*found) if items[k].low in ("a", "an", "the")), default=found[0])
        return (first, found[1]) if first == found[0] or items[first - 1].low not in PREPOSITIONS | {"and"} else found
    k = found[1] - 1
    while k > found[0] and (is_capital(items[k - 1]) or is_role(items[k - 1].low) or items[k - 1].low in _NAME_WORDS):
        k -= 1
    while items[k].low in _NAME_WORDS - {"the"} and k + 1 < found[1]:
        k += 1
    return (k, found[1])
