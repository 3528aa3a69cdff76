"""What a sentence only supposes, doubts or lacks: cues that state nothing of their own."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.understand.grammar import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    PERSON_ROLES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    TIME_WORDS,
    word_set,
)
from onrecord.understand.quotations.hits import Hit
from onrecord.understand.quotations.phrases import (
    DASHES,
    MARKS,
    QUOTE,
    STOPS,
    head_of,
    is_adverb,
    is_agent,
    is_finite,
    phrase_after,
)
from onrecord.understand.tokens import Token, is_capital

_FAR = 30  # items that a condition or a doubt reaches over
_BREAKS = STOPS | DASHES | {",", QUOTE}
_LACKING = word_set("no without little scant zero nor neither any")
_LACKED = word_set(
    "evidence proof sign signs suggestion suggestions indication indications hint hints reason reasons report reports claim"
    " claims allegation allegations basis grounds word confirmation guarantee"
)
_UNSURE = word_set(
    "clear known true certain sure proven established confirmed apparent evident obvious possible likely believed thought"
    " shown verified correct case unclear unknown untrue false unlikely doubtful unproven uncertain mean suggest imply"
)
_ALONE = word_set("unclear unknown untrue false unlikely doubtful unproven uncertain")
_NOT = word_set("not n't never no isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't nor cannot far hardly")
_NOBODY = word_set("nobody none neither no-one")
_WITHOUT = word_set("without")
_CONDITIONS = word_set("if unless whether lest suppose supposing provided")
_INVERTED = word_set("should were had")
_CLAUSE = frozenset({"that", "whether", "if"})


def states_nothing(items: Sequence[Token], hit: Hit) -> bool:
    """Whether a cue stands under a condition, a negation or a doubt, or has nobody for its subject."""
    if hit.shape in ("according", "citing", "colon"):
        return False
    if hit.shape == "noun" and _is_lacked(items, hit.start):
        return True
    if hit.source and not hit.inverted and _is_nobody(items, hit.source[0]):
        return True
    if hit.form == "ing" and _is_left_unsaid(items, hit.start):
        return True
    if _is_deed(items, hit):
        return True
    first = hit.source[0] if hit.source and not hit.inverted and hit.source[0] < hit.start else hit.start
    return _is_doubted(items, first) or _is_supposed(items, first, free=hit.source is None)


_CALLED = word_set(
    "meeting election elections strike vote session summit referendum conference halt ambulance police rally poll debate"
)
_ARTICLES = frozenset({"a", "an", "the"})
_DONE_TO = frozenset({"call", "question", "dismiss"})  # a person is telephoned, interrogated, sent away
_SETTING = word_set("on in at from after before for when while and but to")
_MONEY = frozenset("£$€¥")


def _is_deed(items: Sequence[Token], hit: Hit) -> bool:
    """Whether a verb of saying is something that is done: "claimed £900 in expenses", "called a meeting", "backed Berg"."""
    behind = items[hit.cue[1] : hit.cue[1] + 4]
    if hit.shape not in ("verb", "by") or not behind:
        return False
    if hit.lemma == "claim":
        lives = any(t.low in ("life", "lives", "expenses", "benefits", "compensation") for t in behind)
        return behind[0].text in _MONEY or lives or (hit.shape == "by" and behind[0].low == "for")
    if hit.lemma == "brief":
        return is_agent(behind[:1])
    if hit.shape == "verb" and hit.lemma == "say" and _is_said_only(items, hit):
        return True
    if hit.lemma in _JUDGING and behind[0].low in _JUDGED and hit.cue[1] - hit.cue[0] == 1:
        return hit.form == "past"  # "suspect declared dead"
    if hit.lemma == "find":
        return hit.shape == "verb" and _is_come_upon(items, hit)
    if hit.lemma in _DONE_TO and hit.shape == "verb" and _is_done_to(items, hit):
        return True
    if hit.lemma == "call" and hit.shape == "by":
        return any(t.low in _CALLED for t in items[max(0, hit.start - 3) : hit.start])
    if hit.lemma == "call" and hit.cue[1] - hit.cue[0] == 1:
        led = behind[0].low in ("a", "an", "the") or behind[0].low in _CALLED
        if (led and any(t.low in _CALLED for t in behind)) or behind[0].text[0].isdigit():
            return True  # a number is telephoned
    if hit.lemma in ("support", "back"):
        named = [t for t in behind if t.text[0].isalpha() and t.low != "the"]
        stop = next((k for k, t in enumerate(behind) if not is_capital(t) and t.low != "the"), len(behind))
        return bool(named) and stop > 0 and (stop == len(behind) or behind[stop].low in _BREAKS | {".", "in", "with", "and"})
    return False


_SAID_ONLY = word_set("something nothing everything anything enough much")
_AGAIN = word_set("over again twice all best better loud aloud first")
_EVERYTHING = word_set("everything anything nothing whatever")


def _is_said_only(items: Sequence[Token], hit: Hit) -> bool:
    """Whether nothing is told but that something was ("said it over and over", "everything Berg says")."""
    if hit.source and not hit.inverted and hit.source[1] - hit.source[0] > 1 and items[hit.source[0]].low in _EVERYTHING:
        return True
    own = [t.low for t in items[hit.cue[1] : hit.cue[1] + 2]]
    if len(own) < 2:
        return False
    ends = own[1] in _BREAKS or own[1] in PREPOSITIONS
    return (own[0] in _SAID_ONLY and ends) or (own[0] == "it" and own[1] in _AGAIN)


_JUDGING = frozenset({"declare", "pronounce", "rule"})
_JUDGED = word_set(
    "dead incompetent competent bankrupt insolvent fit unfit safe unsafe null void illegal unlawful unconstitutional invalid"
    " innocent insane extinct missing eligible ineligible"
)
_IN_STATE = word_set("guilty dead alive unconscious unresponsive hanged stabbed shot wandering lying abandoned")
_BODILY = word_set(
    "body bodies remains corpse corpses car vehicle gun weapon weapons drugs cash bomb bombs explosives wreckage"
)


def _is_come_upon(items: Sequence[Token], hit: Hit) -> bool:
    """Whether somebody or a thing is found, not a fact ("a body found in the lake", "found the bodies when he came")."""
    first = items[hit.cue[1]]
    if hit.cue[1] - hit.cue[0] == 1 and (first.low in PREPOSITIONS or first.low in _IN_STATE):
        return True
    found = phrase_after(items, hit.cue[1], len(items))
    if found is None or found[0] != hit.cue[1]:
        return False
    head = head_of(items[slice(*found)])
    behind = items[found[1]].low if found[1] < len(items) else "."
    return (head in _BODILY or head in GROUP_NOUNS or head in PERSON_ROLES) and (
        behind in _BREAKS | _SETTING | PREPOSITIONS | _IN_STATE | {"that", "who", "where"} or behind in TIME_WORDS
    )


def _is_done_to(items: Sequence[Token], hit: Hit) -> bool:
    """Whether a verb has a person alone for its object ("called his mother", "questioned Ms Berg on Monday")."""
    found = phrase_after(items, hit.cue[1], len(items))
    if "o" not in hit.frames and hit.lemma == "call":
        return False  # "called for an inquiry"
    if found is None or found[0] != hit.cue[1]:
        return False
    object_ = items[slice(*found)]
    of_people = len(object_) > 2 and object_[0].low == "one" and object_[1].low == "of"
    bare = len(object_) == 1 and object_[0].low in PRONOUNS | POSSESSIVES
    if any(t.low in _ARTICLES for t in object_[1:]) and not of_people:
        return False  # "called her rival a liar"
    if not (is_agent(object_) or of_people or bare) or head_of(object_) in DOCUMENT_NOUNS:
        return False
    behind = items[found[1]] if found[1] < len(items) else None
    if behind is not None and (behind.low == QUOTE or behind.low in MARKS):
        return False  # 'called his mother "a saint"'
    return behind is None or behind.low in _BREAKS | _SETTING or is_adverb(behind)


def _is_lacked(items: Sequence[Token], noun: int) -> bool:
    """Whether a noun is denied to exist ("no firm evidence that", "without any sign that")."""
    return any(
        items[k].low in _LACKING and not any(items[j].low in _BREAKS or is_finite(items[j]) for j in range(k + 1, noun))
        for k in range(max(0, noun - 3), noun)
    )


def _is_nobody(items: Sequence[Token], first: int) -> bool:
    if items[first].text == "No" and first + 1 < len(items) and items[first + 1].text.isdigit():
        return False  # "No 10"
    return items[first].low in _NOBODY or (items[first].low == "no" or (first > 0 and items[first - 1].low == "no"))


def _is_left_unsaid(items: Sequence[Token], verb: int) -> bool:
    """Read "without saying", "far from saying", "instead of saying", "rather than saying"."""
    before = [t.low for t in items[max(0, verb - 2) : verb]]
    return bool(before) and (
        before[-1] in _WITHOUT or before in (["far", "from"], ["instead", "of"], ["short", "of"], ["rather", "than"])
    )


def _is_doubted(items: Sequence[Token], first: int) -> bool:
    """Whether a clause hangs on a doubt ("no evidence that", "it is not clear whether")."""
    for k in range(first - 1, max(0, first - _FAR), -1):
        low = items[k].low
        if low in _BREAKS or low == "but":
            return False
        if low in _CLAUSE and k > 1:
            lead = items[k - 1].low
            if (lead in _LACKED and _is_lacked(items, k - 1)) or lead in _ALONE:
                return True
            if lead in _UNSURE and any(t.low in _NOT for t in items[max(0, k - 5) : k - 1]):
                return True
    return False


def _is_supposed(items: Sequence[Token], first: int, *, free: bool) -> bool:
    """Whether a clause stands under "if", "whether" or an inverted "should"; `free` where its subject is elsewhere."""
    linked = False
    for k in range(first - 1, max(-1, first - _FAR), -1):
        low = items[k].low
        if (
            low == ","
            and not free
            and any(t.low in _CONDITIONS and u.low == "," for t, u in pairwise(items[max(0, k - 6) : k]))
        ):
            return True  # "If, as expected, the mayor denies"
        if low in _BREAKS or low == "but":
            return False
        if low in _CONDITIONS or (low in _INVERTED and _opens(items, k)):
            return linked or not any(_is_verb(items[j]) for j in range(k + 1, first))
        linked = linked or low == "that"
        if free and low in ("and", "or") and k > 0:
            return _is_joined_under(items, k)
    return False


def _opens(items: Sequence[Token], k: int) -> bool:
    """Whether an auxiliary stands before its subject, as in "Should the council refuse"."""
    return k == 0 or items[k - 1].low in _BREAKS | {"and", "but", "that"}


def _is_joined_under(items: Sequence[Token], joint: int) -> bool:
    """Whether the verb that "and" or "or" joins goes on a condition, with the condition's own subject right after it."""
    verbs = 0
    for k in range(joint - 1, max(-1, joint - _FAR), -1):
        low = items[k].low
        if low in _BREAKS or low == "but":
            return False
        if low in _CONDITIONS or (low in _INVERTED and _opens(items, k)):
            # a verb before the condition may as well be the one that is joined
            return not any(_is_verb(items[j]) for j in range(max(0, k - _FAR), k)) and verbs <= 1
        verbs += _is_verb(items[k])
    return False


def _is_verb(token: Token) -> bool:
    return is_finite(token) and not is_adverb(token)
