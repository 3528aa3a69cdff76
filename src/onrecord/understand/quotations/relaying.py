"""Who passes on another's words: "quoted the mayor as saying", "was quoted as saying", "Citing police, the Herald said"."""

from collections.abc import Sequence

from onrecord.model import Stance
from onrecord.understand.grammar import BE, word_set
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.phrases import QUOTE, STOPS, is_agent, is_finite, phrase_after, phrase_before, verb_group
from onrecord.understand.tokens import Token

QUOTING = word_set("quote quotes quoted quoting cite cites cited citing")
_AS = word_set("saying telling reporting stating warning claiming adding declaring insisting writing denying announcing")
_REACH = 20  # items between a verb of quoting and "as saying"


def _as_saying(items: Sequence[Token], start: int, high: int) -> int | None:
    """Where "as saying" begins behind a verb of quoting."""
    for k in range(start, min(high - 1, start + _REACH)):
        if items[k].low in STOPS or items[k].low == QUOTE or is_finite(items[k]):
            return None
        if items[k].low == "as" and items[k + 1].low in _AS:
            return k
    return None


def find_relayed(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """Read "quoted Ada Berg as saying" (a hit whose source is whom it quotes) and "Ada Berg was quoted as saying"."""
    if items[i].low not in QUOTING:
        return None
    at = _as_saying(items, i + 1, high)
    if at is None:
        return None
    stance: Stance = "denies" if items[at + 1].low == "denying" else "asserts"
    if at == i + 1:
        group = verb_group(items, i, low)
        source = phrase_before(items, group.start, low) if group.passive or items[i - 1].low in BE else None
        if source is None or not is_agent(items[slice(*source)]):
            return None
        end = at + 2
        agent = phrase_after(items, end + 1, high) if end < high and items[end].low == "by" else None
        return Hit("verb", "quote", "cq", stance, (i, agent[1] if agent else end), group.start, source, "past")
    return Hit("relayed", "say", "c", stance, (at, at + 2), i, (i + 1, at), "ing")


def outer_of(items: Sequence[Token], hit: Hit, speaker: Range | None) -> Range | None:
    """Who quotes in "the agency quoted Ada Berg as saying": the verb's subject, else the speaker before."""
    group = verb_group(items, hit.start, 0)
    found = phrase_before(items, group.start, 0)
    if found and is_agent(items[slice(*found)]):
        return found
    return speaker
