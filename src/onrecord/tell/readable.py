"""Whether a sentence can be read by itself: neither scrap nor paragraph, and none that leans on the one before it."""

import re

from onrecord.language.words import content_words
from onrecord.model import Quotation

_LONGEST = 60  # words of a sentence that reads well
_LEAST_LOWER = 3
_LEAST_SAID = 3  # content words of a statement that says something by itself
_LEANING = frozenset(
    "It He She They This That These Those If But And So His Her Its Their Such Another Here There Others Also".split()
)
#: "The other eight died", "One of the two drowned", "In a separate case".
_PART = re.compile(
    r"(?:The|All|Both|Some|Most|Several|Many)\s(?:other|others|remaining|rest|latter|former)\b"
    r"|(?:One|Some|Both|Two|Most|Many|All|None|Several)\sof\s(?:the|them|those|these)\b"
    r"|(?:Others|A\sfurther)\b"
)
_BACK = re.compile(r"In\s(?:a|an|another)\s(?:separate|similar|second|other)\b|In\saddition\b|Besides\b")
#: "Flour came over the pass, she said", and no name before.
_PRONOUN = re.compile(r"(?:[,”’\"]|'')\s(?:he|she|it|they)\s(?:said|says|added|told|warned|wrote|claims|claimed)\b")
_NAMED = re.compile(
    r"(?<=[\w,’”] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)[A-Z]\w"
)
_END = re.compile(r"[.!?…][\s\"'”’)\]]{0,4}$")
_OPENING = re.compile(r"[\s'’,.]")
_NEGATED = re.compile(r"\b(?:not|never|no|none|nor|neither|nothing|nobody|false|untrue|lie|lies)\b|n['’]t\b", re.IGNORECASE)
#: Verbs whose content is what somebody is held to have done: "accused the owner of overloading the ferry".
_CHARGING = re.compile(r"\b(?:accus|blam|charg|alleg)\w{0,4}\b", re.IGNORECASE)


def reads_well(text: str) -> bool:
    """Whether a sentence is one: neither a dateline or a list of names nor a paragraph."""
    words = text.split()
    return len(words) <= _LONGEST and sum(w[:1].islower() and len(w) > 2 for w in words) >= _LEAST_LOWER


def is_quoted(text: str) -> bool:
    """Whether a sentence begins with somebody's own words."""
    return text.lstrip().startswith(("“", '"', "‘", "'", "«", "``"))


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does; a heading does not."""
    return _END.search(text) is not None


def is_open(text: str) -> bool:
    """Whether a sentence breaks off amid somebody's words: a mark opens that it does not close, or closes one of before."""
    closing = text.count("''")
    return bool(text.count('"') % 2 or text.count("“") != text.count("”") or (closing != text.count("``") and closing % 2))


def leans_back(text: str) -> bool:
    """Whether a sentence speaks of what only the one before it tells ("It", "The other eight", "..., she said")."""
    opening = text.lstrip("“\"'‘ ")
    if _OPENING.split(opening, maxsplit=1)[0] in _LEANING or _BACK.match(opening) or _PART.match(opening):
        return True
    said = _PRONOUN.search(text)
    return said is not None and (opening != text or not _NAMED.search(text, 0, said.start()))


def is_part(text: str) -> bool:
    """Whether a sentence speaks of some of those of whom the one before it told ("The other eight", "One of the men")."""
    return _PART.match(text) is not None


def needs_sentence(quotation: Quotation) -> bool:
    """Whether a statement's own words mislead or say too little without their sentence: "denied *the accusation*"."""
    words = " ".join(span.exact for span in quotation.content)
    if quotation.form == "direct":
        return False
    return (
        (quotation.stance == "denies" and not _NEGATED.search(words))
        or (quotation.cue is not None and _CHARGING.search(quotation.cue.exact) is not None)
        or len(set(content_words(words))) < _LEAST_SAID
    )
