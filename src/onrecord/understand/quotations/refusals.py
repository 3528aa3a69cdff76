"""What counts as a denial of a claim: claims taken back or called false, against refusals to speak and plain pessimism."""

import re
from collections.abc import Sequence

from onrecord.understand.grammar import BE, PREPOSITIONS, TIME_WORDS, word_set
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.phrases import QUOTE, STOPS, is_adverb, is_agent, is_finite, phrase_before, verb_group
from onrecord.understand.quotations.verbs import NOUNS
from onrecord.understand.tokens import Token

_TAKEN_BACK = word_set(
    "retracted retracts retract retracting withdrew withdrawn withdraws withdraw withdrawing dropped drops drop dropping"
    " abandoned abandons abandon recanted recants recant rescinded rescinds rescind disowned disowns revoked revokes"
)
_TAKE = word_set("took takes taken take taking walked walks rowed")
_SILENCE = word_set(
    "comment say answer respond reply speak talk discuss elaborate disclose specify identify reveal name speculate explain"
)
_GIVING = word_set("give provide offer be")
_OWN_NAME = word_set("name names identity details named identified quoted")
LEAVING = word_set("resign quit leave go step stand retire withdraw apologise apologize")
_AHEAD = word_set("will would 'll won't wouldn't going")
OUTLOOK = word_set("expect anticipate foresee hope want plan intend think believe feel fear predict forecast")
_VIEWS = word_set("think believe feel")
_CALLING = word_set("call label brand dub describe dismiss characterise characterize denounce reject deem portray")
_FALSE = word_set(
    "false untrue baseless unfounded groundless forgery forgeries fake fakes hoax hoaxes lie lies fabrication fabrications"
    " fabricated invention inventions nonsense fiction fictions myth myths fairy slander incorrect inaccurate"
)
_LIGHT = word_set(
    "a an the as complete pure utter total simple entirely completely wholly totally simply outright and “ \" ‘ '"
)
_CLAIMED = word_set("charge charges reports figures idea notion talk theory story version account accounts it them this that")
_POINTING = word_set("it them this that idea talk figures version")
_NO_CLAIMS = word_set("denial denials hope hopes fear fears order appeal")
CLAIMED_NOUNS = frozenset(NOUNS) - _NO_CLAIMS | word_set("charge charges")
_SAID = frozenset(NOUNS) - _NO_CLAIMS | _CLAIMED - _POINTING
_LONG_SUBJECT = 20  # items
_OCCASIONS = word_set(
    "conference briefing interview statement speech letter hearing post message tweet broadcast address rally interviews"
    " statements"
)
_SPANS = word_set("hours days minutes weeks months hour day week")
_SHORT = 10  # items of an object that is surely one noun phrase
_DENYING = word_set("nobody none")
_OWN = word_set("i we")
_DONE = word_set(
    "broke came went took saw did made had gave kept told left got knew fell ran shot stole hit set sent held struck was were"
)


def is_silence(items: Sequence[Token], i: int, lemma: str) -> bool:
    """Whether a refusal is one to speak ("refused to comment"), which states nothing."""
    if lemma != "refuse" or i + 2 >= len(items) or items[i + 1].low != "to":
        return False
    giving = items[i + 2].low in _GIVING and any(t.low in _OWN_NAME for t in items[i + 3 : i + 7])
    return items[i + 2].low in _SILENCE or giving  # "refused to give her name"


def looks_ahead(items: Sequence[Token], i: int, lemma: str) -> bool:
    """Whether a negated belief is about what is to come, and so answers nobody's claim."""
    if lemma not in _VIEWS:
        return True
    for token in items[i + 1 : i + 16]:
        if token.low in STOPS or token.low == ",":
            return False
        if token.low in _AHEAD:
            return True
    return False


def taken_back(items: Sequence[Token], noun: int, low: int) -> Hit | None:
    """Read "retracted its claim that" and "took back the allegation that" as a denial by whoever had claimed it."""
    for k in range(noun - 1, max(low, noun - 6), -1):
        token = items[k]
        if token.low in STOPS or token.low in (",", QUOTE):
            return None
        if token.low not in _TAKEN_BACK and not (token.low in _TAKE and "back" in [t.low for t in items[k + 1 : noun]]):
            continue
        group = verb_group(items, k, low)
        if group.start > low and items[group.start - 1].low == "since":  # "has since withdrawn"
            group = verb_group(items, group.start - 1, low)
        source = phrase_before(items, group.start, low)
        if group.negated or group.infinitive or source is None or not is_agent(items[slice(*source)]):
            return None
        return Hit("verb", "retract", "c", "denies", (k, noun + 1), group.start, source, "past")
    return None


def called_false(items: Sequence[Token], part: Range, lemma: str) -> Range | None:
    """The rejected object of "called the report a forgery" and "dismissed the report as false", None where none is."""
    if lemma not in _CALLING:
        return None
    start, end = part
    k = end - 1
    while k > start and items[k].low in _FALSE | {"tale", ".", "”", '"', "’", "'"}:
        k -= 1
    if not any(t.low in _FALSE for t in items[k + 1 : end]) or any(is_finite(t) for t in items[start : k + 1]):
        return None
    while k > start and (items[k].low in _LIGHT or is_adverb(items[k])):
        k -= 1
    return (start, k + 1) if k > start or items[k].low in ("it", "this", "that") else None


def says_false(items: Sequence[Token], part: Range) -> bool:
    """Whether a clause says of a claim that it is false ("the reports were untrue", "its position that claims were false")."""
    start, end = part
    while end > start and not items[end - 1].text[0].isalnum():
        end -= 1
    k = end - 1
    if k <= start or items[k].low not in _FALSE:
        return False
    while k > start and (items[k - 1].low in _LIGHT or is_adverb(items[k - 1])):
        k -= 1
    if items[k - 1].low not in BE or k - 1 <= start:
        return False
    subject = items[start : k - 1]
    return any(t.low in _SAID for t in subject[-_LONG_SUBJECT:])


def before_adjuncts(items: Sequence[Token], part: Range) -> Range:
    """A nominal object without the time and the occasion that trail it ("the accusation | within hours")."""
    start, end = part
    if any(is_finite(t) or t.low == QUOTE for t in items[start:end]):
        return part
    last = end
    while last > start and items[last - 1].low in STOPS | {","}:
        last -= 1
    for k in range(start + 1, min(last, start + _SHORT)):
        if items[k].low == "," or items[k].low.endswith("ed"):
            return part
        if _is_occasion(items, k, last) or _is_time(items, k, last):
            return start, k
    return part


def _is_time(items: Sequence[Token], k: int, end: int) -> bool:
    """Whether the rest is only a time: "on Tuesday", "within two hours", "last week"."""
    low, rest = items[k].low, items[k + 1 : end]
    if low == "within":
        return bool(rest) and len(rest) <= 4 and rest[-1].low in _SPANS
    if low in ("on", "late", "early", "earlier", "last", "this"):
        return bool(rest) and all(t.low in TIME_WORDS or t.low in ("this", "last", "late") or t.low.isdigit() for t in rest)
    return low in ("yesterday", "today") and not rest


def _is_occasion(items: Sequence[Token], k: int, end: int) -> bool:
    """Whether "at a news conference" or "in an interview with" opens here."""
    if items[k].low not in ("at", "in", "during") or k + 2 >= end or items[k + 1].low not in ("a", "an", "his", "her", "its"):
        return False
    for j in range(k + 2, min(k + 6, end)):
        if items[j].low in PREPOSITIONS:
            return False
        if items[j].low in _OCCASIONS:
            return True
    return False


_DISCLAIMING = re.compile(
    r"(?:it|they|he|she|we|i) (?:(?:ha[ds]|have) (?:nothing to do with|no (?:part|role|hand|share|involvement|knowledge) )"
    r"|(?:is|was|are|were|am) (?:not|never) (?:involved|responsible|behind|to blame)|played no (?:part|role)"
    r"|(?:ha[ds]|have) (?:not|never) been (?:involved|behind)"
    r"|(?:ha[ds]|have) no (?:connections?|ties|links?) (?:to|with) "
    r"|(?:is|was|are|were|am) (?:(?:not|never|neither) (?:even )?(?:present|there|part of|members?|supporters?"
    r"|an? (?:member|supporter)|affiliated|linked|connected)\b|(?:not|never) even (?:in|at|near|on) |unaffiliated|unconnected)"
    r"|(?:was|were) (?:[a-z]+ )?too [a-z]+ to have [a-z]+(?:ed|en|ne|wn)\b)"
    r"|there (?:is|was) (?:no evidence|nothing) against (?:me|us|him|her|them)\b"
    r"|there (?:is|was|were) (?:absolutely )?no (?:truth|such) |(?:it|they|he|she|we|i|no one|nobody) (?:[a-z]+ ){1,3}no such "
    r"|(?:it|they|he|she|we|i) (?:did|could|had|would|was|were|have|has)(?: not|n't)\.?\Z"
    r"|(?:it|this|that)(?: is| was|'s| 's) (?:[a-z]+ ){0,3}?"
    r"(?:not true|untrue|false|nonsense|rubbish|a lie|lies|slander|fabrications?|inventions?"
    r"|(?:complete|total|utter|pure|absolute) lie)\b"
    r"|(?:he|she|they|i|we) (?:did|had|have|has)(?: not|n't|n’t| never) (?:intend|intended|mean|meant) to "
)


def evaluates(items: Sequence[Token], part: Range, lemma: str) -> bool:
    """Whether "rejected the vote as a farce" judges a thing, where "rejected the claim as false" answers a claim."""
    if lemma not in ("reject", "dismiss"):
        return False
    lows = [t.low for t in items[slice(*part)]]
    if "as" not in lows[:_SHORT]:
        return False
    return not any(low in NOUNS or low in _CLAIMED for low in lows[: lows.index("as")])


def opens_with_denial(words: Sequence[str]) -> bool:
    """Whether an utterance opens as a plain denial of a deed: "Nobody broke in", "We did not take it"."""
    words = list(words)
    if _DISCLAIMING.match(" ".join(words)):
        return True
    if words[:2] == ["no", "one"]:
        words = ["nobody", *words[2:]]
    if len(words) < 3:
        return len(words) == 2 and words[0] in _DENYING and _is_done(words[1])
    if words[0] in _DENYING:
        return _is_done(words[1])
    if words[0] in _OWN:
        return words[1] in ("didn't", "never") or words[1:3] in (
            ["did", "not"],
            ["did", "n't"],
            ["have", "never"],
            ["had", "never"],
        )
    return False


def _is_done(word: str) -> bool:
    return word in _DONE or word.endswith("ed")
