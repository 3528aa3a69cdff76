"""The content of a statement: what a cue says of it begins and ends where."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.understand.grammar import DETERMINERS, INTRODUCTORY, PREPOSITIONS, SUBJECT_PRONOUNS, TIME_WORDS, word_set
from onrecord.understand.quotations.hits import Hit, Range
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

_ENDS = frozenset({".", ";", "?", "!", "|"})
_LOOK_AHEAD = 30
_ASIDE = 9  # items of an aside between a verb and its "that"


class Complement(NamedTuple):
    """What follows a cue: where it starts (None: nothing), the addressee, and where the cue's own surroundings end."""

    start: int | None
    addressee: Range | None
    around: int


def complement_of(items: Sequence[Token], hit: Hit, high: int) -> Complement:
    """The complement of a verb: past time, place and addressee, and past "that" or a colon."""
    if hit.lemma == "plead" and "n" in hit.frames:
        return Complement(hit.cue[1], None, hit.cue[1])  # "pleaded | not guilty"
    at = hit.source[1] if hit.inverted and hit.source else hit.cue[1]
    at = _past_time(items, at, high)
    addressee = None
    if "a" in hit.frames and not hit.inverted and at < high:
        addressee = _addressee(items, at, high, hit)
        at = _past_time(items, addressee[1], high) if addressee else at
    if (
        hit.lemma in ("say", "write", "add", "complain", "explain")
        and at + 1 < high
        and items[at].low == "to"
        and addressee is None
    ):
        addressee = phrase_after(items, at + 1, high, inverted=True)
        at = _past_time(items, addressee[1], high) if addressee else at
    start, around = _start(items, at, high, hit)
    return Complement(start, addressee, around)


_BEFORE_SPEECH = frozenset({"that", ":", "to", QUOTE, "“", '"', ",", "not"})


def _addressee(items: Sequence[Token], at: int, high: int, hit: Hit) -> Range | None:
    if items[at].low in ("that", ":", ",", QUOTE, "how", "why", "what", "of") or items[at].low in MARKS | PREPOSITIONS:
        return None
    if items[at].low in ("him", "her", "them", "us", "me", "you", "reporters", "journalists", "it"):
        return (at, at + 1)
    found = phrase_after(items, at, high, inverted=True)
    if found and found[1] < high and is_finite(items[found[1]]):
        start = at + 1 if items[at].low in DETERMINERS else at
        return (at, start + 1) if found[1] - at > 1 and hit.lemma == "tell" else None
    if hit.lemma != "tell" and found:
        after = _past_time(items, found[1], high)
        return (
            found
            if after < high and (items[after].low in _BEFORE_SPEECH - {","} or items[after].low in SUBJECT_PRONOUNS)
            else None
        )
    return found


def _past_time(items: Sequence[Token], at: int, high: int) -> int:
    """Past adverbs and dates: "on Monday", "last week", "earlier", "later on Friday evening"."""
    i = at
    while i < high:
        low = items[i].low
        after = items[i + 1].low if i + 1 < high else ""
        if low in ("on", "in", "late", "early", "this", "last", "earlier", "at", "later") and (
            after in TIME_WORDS or (after.isdigit() and low != "at")
        ):
            i += 2
        elif (
            (low in TIME_WORDS and low != "may")
            or (is_adverb(items[i]) and low not in ("both", "all", "even", "only", "just", "no"))
        ) or (low.isdigit() and i > at and items[i - 1].low in TIME_WORDS):
            i += 1
        else:
            break
    return i


def _start(items: Sequence[Token], at: int, high: int, hit: Hit) -> tuple[int | None, int]:
    if at >= high or items[at].low in _ENDS:
        return None, at
    low = items[at].low
    if low == "that" and not set("cta") & set(hit.frames):
        return at, at
    if low == "that":
        return (_past_that(at, high), at)
    if low == ":" or (low == "," and at + 1 < high and (items[at + 1].low == QUOTE or items[at + 1].low in '“"')):
        return (at + 1 if at + 1 < high else None), at
    if low == "," and at + 1 < high and items[at + 1].low in ("citing", "quoting"):
        behind = next((k for k in range(at + 2, min(high, at + _LOOK_AHEAD)) if items[k].low == ","), None)
        if behind is not None:
            return _start(items, behind + 1, high, hit)  # "reported, citing an official, that"
    if low == "," and set("ct") & set(hit.frames) and (behind := _past_aside(items, at, high)):
        return _past_that(behind, high), at
    if low in (",", ")") or low in DASHES:
        return None, at
    if low in ("to", "not") and (set("io") & set(hit.frames) or hit.lemma == "tell") and hit.form != "":
        return at, at
    if low in PREPOSITIONS and not (low in _APPROXIMATE and at + 1 < high and _is_number(items[at + 1])):
        return _past_adverbial(items, at, high, hit)
    if low in ("as", "it") and "o" not in hit.frames and hit.lemma in ("see", "say") and low == "as":
        return None, at
    return (at, at) if _fits(items, at, high, hit) else (None, at)


_APPROXIMATE = word_set("over about around up between under")


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit() or token.low in (
        "a",
        "half",
        "one",
        "two",
        "three",
        "four",
        "five",
        "ten",
        "dozens",
        "hundreds",
        "to",
    )


def _past_aside(items: Sequence[Token], at: int, high: int) -> int | None:
    """Where "that" stands behind an aside between commas ("said, from the first day, that")."""
    for k in range(at + 2, min(high - 1, at + _ASIDE)):
        if is_finite(items[k]) or items[k].low in STOPS or items[k].low == QUOTE:
            return None
        if items[k].low == ",":
            return k + 1 if items[k + 1].low == "that" else None
    return None


def _past_that(at: int, high: int) -> int | None:
    return at + 1 if at + 1 < high else None


def _past_adverbial(items: Sequence[Token], at: int, high: int, hit: Hit) -> tuple[int | None, int]:
    """Past "in a statement", "at talks in the capital", "with a reporter" to what is said, where the sentence marks it."""
    if hit.inverted and items[at].low == "of":
        return None, at
    for i in range(at, min(high, at + _LOOK_AHEAD)):
        low = items[i].low
        if low == "that" and "c" in hit.frames + "t":
            return _past_that(i, high), i
        if low in (":", QUOTE):
            return (i + 1 if low == ":" else i), i
        if low == "," and i + 1 < high and items[i + 1].low == QUOTE:
            return i + 1, i
        if low in _ENDS or low in {",", ")"} | DASHES:
            return (at, at) if _leads_clause(items, at, i, hit, high) else (None, i)
        if low in SUBJECT_PRONOUNS and i > at + 1 and "c" in hit.frames:
            return i, i
    return (at, at) if _leads_clause(items, at, min(high, at + _LOOK_AHEAD), hit, high) else (None, min(high, at + _LOOK_AHEAD))


def _leads_clause(items: Sequence[Token], at: int, end: int, hit: Hit, high: int) -> bool:
    """Whether the preposition opens the clause that is said ("said in one case a wall fell", "said at least ten died")."""
    if items[at].low in ("at", "between", "under", "over") and at + 1 < high and items[at + 1].low in ("least", "most"):
        return True
    return "c" in hit.frames and not hit.inverted and any(is_finite(items[k]) for k in range(at + 2, end))


# what somebody is told to do follows one of these ("directs a company" tells nobody anything)
_BIDDEN = frozenset({"to", "not", "that", "for", "on", ":", QUOTE})


_INQUIRING = word_set("poll polls survey surveys study studies report review audit assessment analysis court inquiry inquest")
_MAKING = word_set("announce outline detail")
_KNOWN = word_set("the this that these those its his her their")


def _is_bare(items: Sequence[Token], at: int, high: int) -> bool:
    """Whether nothing but a thing already known follows ("announced the new measures")."""
    stop = next((k for k in range(at, high) if items[k].low in STOPS | PREPOSITIONS or items[k].low == ","), high)
    return not any(is_finite(t) or t.text[0].isdigit() or t.low in MARKS for t in items[at:stop])


def _is_told_only(items: Sequence[Token], at: int, high: int) -> bool:
    """Whether nothing but whom it warns follows ("warned the mill's owners")."""
    stop = next((k for k in range(at, high) if items[k].low in STOPS or items[k].low == ","), high)
    plain = not any(is_finite(t) or t.low in MARKS | PREPOSITIONS | {QUOTE, "to", "that"} for t in items[at:stop])
    return plain and is_agent(items[at:stop])


def _fits(items: Sequence[Token], at: int, high: int, hit: Hit) -> bool:
    """Whether what stands after the cue fits one of its frames without "that"."""
    if hit.frames == "o" and hit.stance == "orders":
        deed = any(t.low == "of" for t in items[at:high]) and not is_agent(items[at:high])
        doing = hit.lemma == "urge" and (items[at].low.endswith("ing") or deed)  # "urge scrapping the treaty"
        return doing or any(t.low in _BIDDEN or t.low in MARKS for t in items[at:high])
    if hit.lemma in _MAKING and items[at].low in _KNOWN and _is_bare(items, at, high):
        return False
    if hit.lemma in ("warn", "caution") and _is_told_only(items, at, high):
        return False
    if hit.lemma == "add":
        high = next((k for k in range(at, high) if items[k].low in ("to", "into", "and")), high)
    if {"n", "o"} & set(hit.frames) or hit.lemma in ("say", "tell"):
        return True
    if hit.lemma == "find" and hit.source and head_of(items[slice(*hit.source)]) in _INQUIRING:
        return True  # "a poll found overwhelming opposition"
    if "c" not in hit.frames:
        return False
    stop = next((k for k in range(at, high) if items[k].low in STOPS or items[k].low == ","), high)
    return any(is_finite(items[k]) or items[k].low.endswith("ed") for k in range(at + 1, stop)) or items[at].low in MARKS


def end_of(items: Sequence[Token], start: int, high: int, hit: Hit, hits: Sequence[Hit]) -> int:
    """Where a content that begins at `start` ends: before the next cue of the same speaker, a new clause or an aside."""
    for other in hits:
        if other.cue[0] < start or other is hit:
            continue
        first = other.start
        if other.shape == "verb" and other.source and not other.inverted and other.source[0] > start:
            first = other.source[0]
        k = first - 1
        if k <= start:
            continue
        if other.shape == "according" and items[k].low not in ("that", "and", "but"):
            return k if items[k].low == "," else k + 1
        if other.shape == "citing" or other.shared:
            cut = _join_before(items, k, start)
            if cut is not None and not (other.form == "ing" and items[k].low not in {",", "and", "but", "while"} | DASHES):
                return cut
        elif other.shape in ("verb", "noun") and (cut := _new_clause(items, k, start, other, high)) is not None:
            return cut
    return _before_aside(items, start, high, clause="c" in hit.frames)


def _join_before(items: Sequence[Token], k: int, start: int) -> int | None:
    """Where a joint (", and", "but", ",", "while") that ends at `k` begins."""
    if items[k].low in ("and", "but", "or", "while", "then", "also"):
        return k - 1 if items[k - 1].low in {","} | DASHES and k - 1 > start else k
    return k if items[k].low == "," or items[k].low in DASHES else None


def _new_clause(items: Sequence[Token], k: int, start: int, other: Hit, high: int) -> int | None:
    if items[k].low in ("but", "while", "although", "though", "whereas") or items[k].low == ";":
        return k - 1 if items[k - 1].low == "," and k - 1 > start else k
    if items[k].low == "and" and items[k - 1].low == ",":
        return k - 1
    after = _past_time(items, other.source[1] if other.inverted and other.source else other.cue[1], high)
    if items[k].low == "," and (
        after >= high or items[after].low in _ENDS or items[after].low in TIME_WORDS or items[after].low == ","
    ):
        return k
    return None


def _before_aside(items: Sequence[Token], start: int, high: int, *, clause: bool) -> int:
    """The end of the clause: before a dash with spaces, ", which" with nothing after it, a semicolon or a full stop."""
    high = before_relative(items, start, high)
    for i in range(start + 3, high):
        low = items[i].low
        if low in (";", "|"):
            return i
        if low in ("–", "—", "-", "--") and items[i].start > items[i - 1].end and not _dash_again(items, i, high):
            return i
        if low == "," and not clause and i + 1 < high and items[i + 1].low in ("but", "while", "although"):
            return i
        relative = low == "," and i + 1 < high and items[i + 1].low in ("which", "who", "whose", "whom")
        if relative and not any(items[k].low == "," for k in range(i + 2, high)):
            return i
    return high


_POINTING = frozenset({"this", "that"})
_AFTER = word_set("after because")


def _is_clause(items: Sequence[Token], at: int, high: int) -> bool:
    """Whether a clause with a subject begins, that a finite verb soon follows."""
    found = phrase_after(items, at, high)
    return found is not None and found[1] < high and is_finite(items[found[1]])


_APART = word_set("which who despite although though while")


def before_relative(items: Sequence[Token], start: int, high: int) -> int:
    """The end of a content that is no clause: before the first ", which" ("an apology, | which she gave")."""
    pointing = start + 1 < high and items[start].low in SUBJECT_PRONOUNS | _POINTING
    if pointing and items[start + 1].low.endswith("s"):
        return high  # "this presents a danger because"
    for i in range(start + 1, high - 1):
        past = items[i].low.endswith("ed") and items[i].text.islower()
        if is_finite(items[i]) or past or items[i].low in MARKS or items[i].low == QUOTE:
            return high
        if items[i].low in _AFTER and i > start + 1 and _is_clause(items, i + 1, high):
            return i - 1 if items[i - 1].low == "," else i  # "called for an inquiry | after a court ruled that"
        if items[i].low == "," and items[i + 1].low in _APART:
            return high if any(t.low == "," for t in items[i + 1 : high]) else i
    return high


def _dash_again(items: Sequence[Token], i: int, high: int) -> bool:
    return any(items[k].low == items[i].low and items[k].start > items[k - 1].end for k in range(i + 1, high))


def trim_range(items: Sequence[Token], start: int, end: int) -> Range:
    """The range without commas, full stops, dashes and joints at either end."""
    while start < end and (
        items[start].low in {",", ":", ".", ";"} | DASHES
        or (items[start].low in ("and", "but", "so", "that") and not is_capital(items[start]))
    ):
        start += 1
    if (
        start + 1 < end
        and items[start].low in INTRODUCTORY
        and (items[start + 1].low == "," or items[start].low in ("but", "and"))
    ):
        start += 2 if items[start + 1].low == "," else 1
    while end > start and (items[end - 1].low in {",", ":", ".", ";"} | DASHES or items[end - 1].low in ("and", "but")):
        end -= 1
    return start, end
