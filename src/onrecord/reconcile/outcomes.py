"""Outcomes: what a text tells as done or as not done, as sure or as likely, of all or of a part."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from onrecord.language.words import content_words, stem
from onrecord.text import AnyCase, fold_words

# Predicates that tell an outcome: done or not done.
_OUTCOME_WORDS = """
retake capture control defeat withdraw expel destroy kill attack fire explode collapse sink resign sign ratify accept agree pay
release arrest approve reject win close reopen evacuate recover cause warn receive contain leak contaminate repair restore
breach cross enter leave meet hack steal test inspect vote elect lift open reopen publish resume
"""
_OUTCOMES = frozenset(content_words(_OUTCOME_WORDS))
# "hasn't" is "hasn" and "t" as words
_NOT = frozenset({"not", "never", "cannot", "yet", "t"})
_OF_WHAT = frozenset(("of", "that"))
_SOME = frozenset(("a", "an", "any", "no", "some", "many", "few", "the", "every", "first", "clear"))
_UNSURE = AnyCase(r"\b(?:may|might|could|likely|likelihood|expect(?:s|ed)?|possibl[ey]|perhaps|suspect(?:s|ed)?)\b")
# A part that one of two speaks of and the other not: "most of the ships", "a quarter".
_PART = AnyCase(
    r"\b(?:most|majority|some|part(?:s|ly)?|half|third|quarters?|several|few|many|more than|less than)\b"
    r"|(?<!\d)\d{1,2}(?:\.\d+)? ?(?:%|per ?cent)"
)
_MUST = AnyCase(r"\b(?:must|should|ought to|needs? to|ha(?:s|ve) to)\b")
_ASKS = AnyCase(
    r"\W*(?:do|does|did|is|are|was|were|can|could|will|would|have|has|had|should) (?:you|we|they|he|she|it|i|the|this|that)\b"
    r"|[^.!?]{3,200}\?\W*$"
)
_UNTOLD = AnyCase(
    r"\b(?:did not|didn['’]t|never|failed to|had not|hadn['’]t) (?:mention|sa(?:y|id)|tell|told|disclose|reveal|explain)"
)
_UNREAL = AnyCase(
    r"\b(?:would|will|could|might|may|should|shall|if|unless|soon|goal|aims?|hopes?|plans?|expects?|wants?|intends?|ready|able|need(?:s|ed)?"
    r"|must|until|before|tr(?:y|ies|ied|ying) to|attempt(?:s|ed|ing)?)\b|^to\b|['’]ll\b"
)


def _is_trace(tokens: Sequence[str], at: int) -> bool:
    """Whether a word is the "sign" that is seen of something, rather than what is done to a treaty."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else ""
    return tokens[at] in ("sign", "signs") and (behind in _OF_WHAT or (at > 0 and tokens[at - 1] in _SOME))


@lru_cache(maxsize=16_384)
def outcomes_of(text: str) -> Mapping[str, bool]:
    """The outcomes that a text tells, each with whether it is told as not having come about."""
    if is_unreal(text) or is_question(text):
        return {}
    tokens = fold_words(text)
    told: dict[str, bool] = {}
    for i, sense in enumerate(map(stem, tokens)):
        if sense in _OUTCOMES and not _is_trace(tokens, i):
            before = tokens[max(0, i - 4) : i]
            told.setdefault(sense, bool(_NOT & set(before)))
    return told


def leaves_untold(text: str) -> bool:
    """Whether a text tells what somebody did not say: what stands behind is granted, whatever its negation governs."""
    return bool(_UNTOLD.search(text))


def are_opposed(left: Mapping[str, bool], right: Mapping[str, bool]) -> bool:
    """Whether two texts tell the same outcomes, the one as done, the other as not done."""
    if not left or not right:
        return False
    shared = left.keys() & right.keys()
    return bool(shared) and all(left[o] != right[o] for o in shared)


@lru_cache(maxsize=65_536)
def is_unreal(text: str) -> bool:
    """Whether a text tells what is planned, hoped for, or would be, rather than what is."""
    return bool(_UNREAL.search(text))


@lru_cache(maxsize=65_536)
def is_unsure(text: str) -> bool:
    """Whether a text tells what may be rather than what is."""
    return bool(_UNSURE.search(text))


def is_question(text: str) -> bool:
    """Whether a text asks, also where its mark is lost: "Do you accept any responsibility"."""
    return bool(_ASKS.match(text))


def is_of_part(text: str) -> bool:
    """Whether a text speaks of a part or share of something."""
    return bool(_PART.search(text))


def is_demanded(text: str) -> bool:
    """Whether a text tells what must or should be."""
    return bool(_MUST.search(text))
