"""Cues that are whole turns of phrase: a toll that is put at a number, a claim that could not be verified."""

from collections.abc import Sequence

from onrecord.understand.grammar import RELATIVES, word_set
from onrecord.understand.quotations.hits import Hit
from onrecord.understand.quotations.phrases import QUOTE, STOPS, is_agent, is_finite, phrase_before, verb_group
from onrecord.understand.tokens import Token

_PUTTING = word_set("put puts raised raises lowered lowers revised revises increased cut")
_COUNTS = word_set("toll number count figure total estimate tally")
_VERIFIED = word_set("verified confirmed corroborated")
IDIOMS = _PUTTING | _VERIFIED
"""The verbs of these turns of phrase."""


def find_idiom(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """The turn of phrase that the token at `i` is the verb of, if any."""
    if items[i].low in _PUTTING:
        return _putting(items, i, low, high)
    return _unverified(items, i, low) if items[i].low in _VERIFIED else None


def _putting(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """Read "put the toll at ten" and "raised the toll to ten" as a count that somebody gives."""
    joint = ("at",) if items[i].low in ("put", "puts") else ("to", "from")
    for k in range(i + 2, min(high - 1, i + 9)):
        if items[k].low in STOPS or items[k].low in (",", QUOTE) or is_finite(items[k]):
            return None
        if items[k].low not in joint:
            continue
        number = next((t for t in items[k + 1 : k + 4] if t.text[0].isdigit()), None)
        counted = any(t.low in _COUNTS for t in items[i + 1 : k])
        group = verb_group(items, i, low)
        source = phrase_before(items, group.start, low)
        if number is None or not counted or group.infinitive or group.passive or group.negated or source is None:
            return None
        return (
            Hit("verb", "put", "n", "asserts", (i, i + 1), group.start, source, "past")
            if is_agent(items[slice(*source)])
            else None
        )
    return None


def _unverified(items: Sequence[Token], i: int, low: int) -> Hit | None:
    """Read "could not be independently verified": nobody is named who tried."""
    group = verb_group(items, i, low)
    led = {t.low for t in items[group.start : i]}
    if not (group.passive and group.negated and led & {"could", "cannot", "couldn't", "can't", "can"}):
        return None
    if i + 1 < len(items) and items[i + 1].low == "by":
        return None
    subject = phrase_before(items, group.start, low)
    if subject is None or items[subject[0]].low in RELATIVES | {"it"}:
        return None
    return Hit("unverified", "verify", "n", "cannot-verify", (group.start, i + 1), group.start, None)
