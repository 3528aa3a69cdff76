"""The mention of a source to its letters: what a span took in or left out of it."""

import re
from collections.abc import Sequence

from onrecord.model import Name
from onrecord.understand.grammar import (
    ADVERBS,
    BE,
    COORDINATORS,
    DETERMINERS,
    ORGANISATION_NOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    is_role,
)
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.phrases import head_of
from onrecord.understand.tokens import Token, is_capital, tokenise

_OPENING = (PREPOSITIONS | COORDINATORS | SUBORDINATORS | ADVERBS) - {"that", "first", "former"}
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,6}")
_REACH = 90  # letters behind a mention that belong to it
_NAMELESS = re.compile(
    r"\s*,?\s+(?:who|which)\s+(?:asked|requested|declined|wished|preferred|did\s+not\s+want|spoke|insisted)\b"
    r"[^.,;:“”\"]{0,60}?(?:named?|identified|anonym(?:ity|ous(?:ly)?))\b"
    r"|\s*,?\s+speaking\s+(?:on|under)\s+(?:the\s+)?condition\s+of\s+anonymity\b"
    r"|\s+(?:familiar\s+with|with\s+(?:direct\s+)?knowledge\s+of|briefed\s+(?:on|about)|close\s+to|involved\s+in)"
    r"(?:\s+[^\s.,;:“”\"]{1,20}){1,4}(?=\s+(?:said|says|told|have|has|had|who)\b|[.,])"
)
_KNOWN_AS = re.compile(
    r"\b(?:(?:better\s+|only\s+)?known(?:\s+only)?\s+(?:as|by)|g(?:i|a)ve(?:s|n)?\s+(?:his|her|their|its)\s+(?:first\s+)?name"
    r"(?:\s+only)?\s+as|g(?:i|a)ve(?:s|n)?\s+(?:only\s+)?(?:his|her|their|its)\s+(?:(?:first|last|given)\s+)?name,|(?:identified|named)(?:\s+only)?\s+as)\s+(?:the\s+)?$"
)


def trim_mention(text: str, start: int, end: int) -> Range:
    """The mention without a preposition or adverb before it and without a day behind it; never empty."""
    tokens = tokenise(text, start, end)
    low, high = 0, len(tokens)
    while high - low > 1 and (tokens[low].low in _OPENING or not tokens[low].text[0].isalnum()) and not is_capital(tokens[low]):
        low += 1
    if low == 0 and high > 2 and tokens[0].low in PREPOSITIONS | COORDINATORS and tokens[0].text.istitle():
        low = 1
    while high - low > 1 and not _ends_mention(tokens[high - 1].text):
        high -= 1
    k = high
    while k - low > 1 and tokens[k - 1].low in TIME_WORDS:
        k -= 1
    if k < high and k - low > 1 and tokens[k - 1].low in ("on", "in", "last", "this", "late", "early"):
        high = k - 1
    elif k < high and tokens[k].text in ("last", "late", "earlier", "yesterday", "today"):
        high = k  # "the water board last week"
    return (tokens[low].start, tokens[high - 1].end) if tokens else (start, end)


def _ends_mention(word: str) -> bool:
    """Whether a mention may end with a token: a word, a mark that belongs to one, an abbreviation ("the U.N.")."""
    return word[-1].isalnum() or word in ").'’%" or _DOTTED.fullmatch(word) is not None


def core_of(tokens: Sequence[Token]) -> Sequence[Token]:
    """The phrase before its apposition, bracket or relative clause."""
    cut = next((k for k, t in enumerate(tokens) if k and _ends_core(t, tokens[k + 1 : k + 2])), len(tokens))
    return tokens[:cut]


def _ends_core(token: Token, after: Sequence[Token]) -> bool:
    if token.low in ("quoted", "cited", "interviewed", "contacted"):
        return bool(after) and after[0].low == "by"  # "an official quoted by the Herald"
    return token.low in (",", "who", "which", "whose", "–", "—") or token.text in "(["


def name_behind(text: str, core: Sequence[Token], end: int, names: Sequence[Name]) -> Name | None:
    """The person whom an apposition names behind a role: "its chief, Ada Berg", "a mediator, the retired bishop Ada Berg"."""
    if not core or core[-1].low in BE:
        return None
    if head_of(core) != core[-1].low and is_role(core[-1].low):
        return None  # "a spokesman for the mayor, Ada Berg" may name the mayor
    here = text[end : end + _REACH]
    if here[:1] != ",":
        return None
    person = next((n for n in names if n.kind == "person" and n.passage.start > end), None)
    if person is None or person.passage.start - end > _REACH:
        return None
    between = tokenise(text, end + 1, person.passage.start)
    if any(not _leads_to_name(t) for t in between) or len(between) > 6:
        return None
    after = text[person.passage.end : person.passage.end + 1]
    follows = text[person.passage.end :].lstrip()[:1]
    led = any(is_role(t.low) or is_role(t.low.removesuffix("s")) for t in core) or (
        core[0].low in DETERMINERS and any(is_role(t.low) for t in between)
    )
    if not led or (between and between[0].low in POSSESSIVES):
        return None
    return person if after in ("", ",", ".", ";", "\n", ")", " ") and follows not in ("'", "’") else None


def body_behind(text: str, core: Sequence[Token], names: Sequence[Name]) -> Name | None:
    """The body that commas name behind a general word for it: "the oil giant, Vell Fuel, said"."""
    if (
        not core
        or core[0].low not in ("the", "a", "an")
        or head_of(core) != core[-1].low
        or core[-1].low not in ORGANISATION_NOUNS
    ):
        return None
    at = core[-1].end + 2
    name = names[0] if names and names[0].passage.start == at and text[at - 2 : at] == ", " else None
    named = name is not None and name.kind in ("organisation", "other") and text[name.passage.end : name.passage.end + 1] == ","
    return name if named else None


def _leads_to_name(token: Token) -> bool:
    if token.low in ("the", "a", "an", "former", "retired", "then", "of", "for", "mr", "mrs", "ms", "dr", "."):
        return True
    return is_role(token.low) or (token.text[0].islower() and token.low.endswith(("ed", "ing", "al", "an", "er", "ior")))


def nameless_behind(text: str, end: int) -> int:
    """Where the words end that say how near an unnamed source is, or that it wants no name; `end` where there are none."""
    found = _NAMELESS.match(text, end, end + 2 * _REACH)
    return found.end() if found else end


def name_known_as(text: str, start: int, end: int, names: Sequence[Name]) -> Name | None:
    """The name that a description gives its bearer: "a teacher known only as Falk"."""
    for name in names:
        at = name.passage.start
        if start < at < end + 2 * _REACH and _KNOWN_AS.search(text, max(start, at - 50), at):
            between = text[end:at] if at > end else ""
            if not any(mark in between for mark in '.;:“”"\n'):
                return name
    return None


def without_article(tokens: Sequence[Token]) -> str:
    """The words of a phrase as the text has them, without a leading article."""
    first = 1 if len(tokens) > 1 and tokens[0].low in ("the", "a", "an") else 0
    parts = [tokens[first].text] if tokens else []
    for before, token in zip(tokens[first:], tokens[first + 1 :], strict=False):
        parts.append((" " if token.start > before.end else "") + token.text)
    return "".join(parts)


def is_definite(core: Sequence[Token]) -> bool:
    """Whether a phrase speaks of somebody already known."""
    return (
        core[0].low in DETERMINERS & {"the", "this", "that"} or core[0].low in POSSESSIVES or any(t.low == "'s" for t in core)
    )
