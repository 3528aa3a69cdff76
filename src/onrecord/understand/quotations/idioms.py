"""Cues that are whole turns of phrase: a toll put at a number, a claim not verified, "by the ministry's count"."""

from collections.abc import Sequence

from onrecord.understand.grammar import RELATIVES, word_set
from onrecord.understand.quotations.hits import Hit
from onrecord.understand.quotations.phrases import QUOTE, STOPS, head_of, is_agent, is_finite, phrase_before, verb_group
from onrecord.understand.quotations.subjects import antecedent
from onrecord.understand.tokens import Token

_PUTTING = word_set("put puts raised raises lowered lowers revised revises increased cut")
_COUNTS = word_set("toll number count figure total estimate tally flow damage cost costs loss losses value turnout")
_COMPARED = word_set("higher lower")
_MAKING = word_set("make makes made")
_BEFORE_CLEAR = word_set("it very quite perfectly abundantly crystal also absolutely")
_VERIFIED = word_set("verified confirmed corroborated")
_RECKONINGS = word_set("account accounts count estimate estimates tally reckoning calculation calculations admission telling")
_POSSESSION = frozenset({"'s", "'", "’"})
_LONGEST = 8  # items from "by" to the reckoning
_PLEADING = word_set("plead pleads pleaded pled")
_TO_COME = word_set("will would may might could should must 'll")
_HEARING = word_set("court jury inquest inquiry tribunal hearing trial")
IDIOMS = _PUTTING | _VERIFIED | _MAKING | _PLEADING | {"by", "heard"}
"""The words that lead these turns of phrase."""


def find_idiom(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """The turn of phrase that the token at `i` is the verb of, if any."""
    if items[i].low in _PUTTING:
        return _putting(items, i, low, high)
    if items[i].low == "by":
        return _reckoning(items, i, high)
    if items[i].low == "heard":
        return _heard(items, i, low, high)
    if items[i].low in _MAKING:
        return _made_clear(items, i, low, high)
    if items[i].low in _PLEADING:
        return _pleaded(items, i, low, high)
    return _unverified(items, i, low) if items[i].low in _VERIFIED else None


def _putting(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """Read "put the toll at ten" and "raised the toll to ten" as a count that somebody gives."""
    joint = ("at",) if items[i].low in ("put", "puts") else ("to", "from")
    for k in range(i + 2, min(high - 1, i + 9)):
        if items[k].low in STOPS or items[k].low in (",", QUOTE) or is_finite(items[k]):
            return None
        compared = items[k].low in _COMPARED and joint == ("at",)
        if items[k].low not in joint and not compared:
            continue
        number = compared or next((t for t in items[k + 1 : k + 4] if t.text[0].isdigit()), None)
        counted = any(t.low in _COUNTS for t in items[i + 1 : k])
        group = verb_group(items, i, low)
        source = phrase_before(items, group.start, low)
        if not number or not counted or group.infinitive or group.passive or group.negated or source is None:
            return None
        return (
            Hit("verb", "put", "n", "asserts", (i, i + 1), group.start, source, "past")
            if is_agent(items[slice(*source)])
            else None
        )
    return None


def _heard(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """Read ", a court has heard" behind what somebody said there."""
    if i + 1 < high and items[i + 1].low not in STOPS:
        return None
    group = verb_group(items, i, low)
    source = phrase_before(items, group.start, low)
    if source is None or group.negated or group.passive or source[0] == low or items[source[0] - 1].low not in (",", QUOTE):
        return None
    court = head_of(items[slice(*source)]) in _HEARING
    return Hit("verb", "hear", "cq", "asserts", (i, i + 1), group.start, source, "past", stop=i + 1) if court else None


def _made_clear(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """Read "made it clear that"."""
    at = next((k for k in range(i + 1, min(high - 1, i + 4)) if items[k].low == "clear"), None)
    if at is None or items[at + 1].low != "that" or any(t.low not in _BEFORE_CLEAR for t in items[i + 1 : at]):
        return None
    group = verb_group(items, i, low)
    source = phrase_before(items, group.start, low)
    if group.negated or group.infinitive or group.passive or source is None or not is_agent(items[slice(*source)]):
        return None
    return Hit("verb", "make", "c", "asserts", (i, at + 1), group.start, source, "past")


def _pleaded(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """Read "has pleaded not guilty to fraud" as a denial of the charge, and "pleaded guilty" as its admission."""
    at = i + 1 + (i + 1 < high and items[i + 1].low == "not")
    if at >= high or items[at].low not in ("guilty", "innocent"):
        return None
    group = verb_group(items, i, low)
    source = phrase_before(items, group.start, low)
    if source is not None and items[source[0]].low in RELATIVES:
        source = antecedent(items, source[0], low)
    if group.infinitive or group.negated or any(t.low in _TO_COME for t in items[group.start : i]):
        return None
    if source is None or not is_agent(items[slice(*source)]):
        return None
    denied = at > i + 1 or items[at].low == "innocent"
    return Hit("verb", "plead", "n", "denies" if denied else "asserts", (i, i + 1), group.start, source, "past")


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


def _reckoning(items: Sequence[Token], i: int, high: int) -> Hit | None:
    """Read "by the ministry's own count": what stands beside it is said by whoever counts."""
    at = next((k for k in range(i + 2, min(high, i + _LONGEST)) if items[k].low in _RECKONINGS), None)
    if at is None or (at + 1 < high and items[at + 1].low not in STOPS | {",", "and", "but"}):
        return None
    owned = next((k for k in range(at - 1, i + 1, -1) if items[k].low in _POSSESSION), None)
    if owned is None or any(t.low in STOPS | {",", QUOTE} or is_finite(t) for t in items[i + 1 : at]):
        return None
    source = (i + 1, owned)
    return Hit("according", "according", "c", "asserts", (at, at + 1), i, source) if is_agent(items[slice(*source)]) else None
