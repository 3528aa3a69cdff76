"""Statements against statements: which say the same, which deny or oppose each other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.language.likeness import Pair, Weights, compare
from onrecord.language.polarity import is_negative, scope_of
from onrecord.language.words import content_words
from onrecord.model import RelationKind
from onrecord.reconcile.items import Statement
from onrecord.reconcile.outcomes import are_opposed, is_of_part, is_unreal, is_unsure, leaves_untold, outcomes_of
from onrecord.reconcile.wording import name_of, quote, tell_said
from onrecord.text import AnyCase

_SAME_SOURCE = 0.5
_COPIED = 0.4
_OTHER_SOURCE = 0.62
_SAME_NUMBER = 0.48
_NEAR = 0.8
_WHOLE = 0.85
_LEAST_WORDS = 4
_INSIDE = 0.85
_LEAST_SHARED = 3
_CUT = 0.9
_LEAST_LETTERS = 16
_EDGES = " .,;:!?“”\"'‘’"
_DENIED = 0.5
_OPPOSED = 0.65
_OPPOSED_OUTCOME = 0.25
_BRIEF = 14  # content words
_EVEN = 0.6  # the shorter of two opposites has so much of the longer one's words: what is beside has its own polarity
_DENIALS_EACH = 3
# A denial looks back this many sentences of its article for what it denies.
_LOOK_BACK = 6
_LOOK_AT = 30
_CLOSE_BY = 3  # sentences from "the claim" to what it means
# A denial that only points ("Adler's claims") has so few content words.
_POINTING = 4
# Different wordings of denials and accusations that are held against each other in one story.
_WORDINGS = 300

_A_CLAIM = AnyCase(
    r"\b(?:claims?|allegations?|accusations?|reports?|assertions?|statements?|charges?|suggestions?|rumou?rs?|accounts?|version|it|this"
    r"|that|these|those)\b"
)
_CLAIMED = AnyCase(r"claim|alleg|accus|assert|insist|declar|report")
_ACCUSED = AnyCase(r"accus|blam|alleg|charg|claim|suspect|condemn")
CLAIM_WORDS = frozenset(
    content_words("claim allegation accusation report assertion statement charge suggestion rumour account version")
)
_INVOLVEMENT = AnyCase(
    r"\b(?:involve(?:d|ment)|(?:any|a|no) (?:role|part|hand)|responsib(?:le|ility)|(?:was|were|being) behind|to blame"
    r"|carr(?:y|ied|ying) out|used|attacked|fired|struck|bombed|shelled|killed)\b"
)
_DENIES = AnyCase(r"\b(?:den(?:y|ies|ied|ying)|contest(?:s|ed)?|reject(?:s|ed)?|refut(?:es|ed))\b")
_FIRST_PERSON = AnyCase(r"(?:we|i) (?:did not|didn['’]t|never|have (?:not|never)|had no)\b")
_NOTHING_TO_DO = AnyCase(r"\b(?:has|have|had) nothing to do with\b")
# "Adler's claims", "claims by Adler"
_WHOSE = re.compile(r"([A-Z][\w-]+)['’]s?(?=\s)|(?<=\bby )([A-Z][\w-]+)")
_POINTS = re.compile(
    r"(?:(?:any|the|these|those|this|that|such|all) )?"
    r"(?:claims?|allegations?|accusations?|reports?|assertions?|charges?|suggestions?|rumou?rs?)"
    r"(?:\s(?:within|on|at|in|as|after)\b.{0,40})?",
    re.IGNORECASE,
)
_ARMED = frozenset(content_words("army forces soldiers militia militias police regime mercenaries gunmen"))
ARMY = frozenset(content_words("army military forces soldiers troops brigade regiment battalion"))
# "four soldiers were killed": those who are armed are not who did it
_VICTIMS = AnyCase(
    r"\b(?:soldiers?|troops|servicemen|fighters|gunmen|militiamen|policemen|police|officers|personnel|forces)\b(?:\s\w+){0,3}?\s"
    r"(?:(?:were|was|been|being)\s|(?:killed|wounded|dead|injured)\b(?=\s*(?:in|and|on|by|since|$|[,.;])))"
    r"|\b(?:attack|kill|target|ambush|shoot|fir)\w* (?:\w+ ){0,2}(?:soldiers?|troops|servicemen|police|army|forces)\b"
)
_HARM_WORDS = """
killed attacked executed massacre shot bombed destroyed injured abducted tortured poisoned raped murdered butchered burned
"""
_HARM = frozenset(content_words(_HARM_WORDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found between two items, before it is settled which of their claims it joins."""

    left: str
    right: str
    relation: RelationKind
    reason: str
    score: float


def _ranges(statement: Statement) -> Iterator[tuple[int, int]]:
    for part in statement.quotation.content:
        yield part.start, part.end


def overlap_in_text(a: Statement, b: Statement) -> bool:
    """Whether two statements share letters of one article: one is nested in the other."""
    return a.article == b.article and any(s < f and t < e for s, e in _ranges(a) for t, f in _ranges(b))


def are_one_source(a: Statement, b: Statement) -> bool:
    """Whether both sources are named and the name of one is the other's or a part of it: "Adler", "Ada Adler"."""
    return bool(a.source and b.source) and not differ_in_source(a, b)


def _holds_wording(a: Statement, b: Statement) -> bool:
    """Whether the one text is a longer cut of the other."""
    short, long = sorted((t.casefold().replace("’", "'").strip(_EDGES) for t in (a.text, b.text)), key=len)
    return len(short) >= _LEAST_LETTERS and short in long


def _begins_alike(a: Statement, b: Statement) -> bool:
    """Whether the one text goes on where the other ends: what is negative behind is no part of what both say."""
    short, long = sorted((t.casefold().replace("’", "'").strip(_EDGES) for t in (a.text, b.text)), key=len)
    return len(short) >= _LEAST_LETTERS and long.startswith(short)


def agree(a: Statement, b: Statement) -> bool:
    """Whether stance and polarity let the two say the same."""
    one = are_one_source(a, b)
    if a.faults != b.faults:
        return False
    if a.negated != b.negated and (not one or a.negative != b.negative) and not (a.faults or _begins_alike(a, b)):
        return False
    if a.stance == b.stance:
        return True
    if {a.stance, b.stance} == {"asserts", "orders"} and a.demands and b.demands:
        return True
    return (a.upheld and b.upheld) or (one and {a.stance, b.stance} <= {"asserts", "promises", "orders"})


def likeness_of(a: Statement, b: Statement, weights: Weights, *, met: Pair | None = None) -> float:
    """How surely the two statements say the same about the same question, 0 where they do not.

    Wording that the one passage copied from the other (`Statement.reused`) needs less in common. `met` is the pair as it was
    found, where its words were compared already.
    """
    if met and met.cosine < _SAME_NUMBER and not are_one_source(a, b):
        return 0.0
    if overlap_in_text(a, b) or not agree(a, b):
        return 0.0
    if a.source and a.source == b.source and a.stance == b.stance and a.words and a.text.casefold() == b.text.casefold():
        return 1.0
    one = are_one_source(a, b)
    if one and a.stance == b.stance and a.numbers == b.numbers and _holds_wording(a, b):
        return _CUT
    left, right = a.numbers, b.numbers
    if left and right and not left & right:
        return 0.0
    cosine, inside = (met.cosine, met.inside) if met else compare(a.words, b.words, weights)
    shared = len(a.words & b.words)
    if shared < 2:
        return 0.0
    if cosine >= _WHOLE and a.numbers == b.numbers and a.demands == b.demands:
        return cosine
    if one:
        fits = cosine >= (_COPIED if a.reused & b.reused else _SAME_SOURCE) or (inside >= _INSIDE and shared >= _LEAST_SHARED)
    else:
        # a bare phrase ("the harbour pilots") stands in what others say without saying it
        whole = min(len(a.words), len(b.words)) >= _LEAST_WORDS or cosine >= _NEAR
        fits = shared >= 3 and whole and cosine >= (_SAME_NUMBER if left & right else _OTHER_SOURCE)
    return cosine if fits else 0.0


def find_same(statements: Sequence[Statement], pairs: Sequence[Pair], weights: Weights) -> list[tuple[float, int, int]]:
    """(likeness, position, position) of pairs of statements that say the same."""
    scored = ((likeness_of(statements[p.left], statements[p.right], weights, met=p), p.left, p.right) for p in pairs)
    return [row for row in scored if row[0]]


def differ_in_source(a: Statement, b: Statement) -> bool:
    """Whether the sources are two, neither part of the other by name."""
    if not a.source or not b.source:
        return bool(a.source or b.source) and a.article == b.article
    left, right = a.named_as, b.named_as
    return not (left <= right or right <= left)


def deny(denier: Statement, asserter: Statement, score: float) -> Finding:
    """The finding that one statement denies the other."""
    reason = f"{tell_said(asserter)}. Denied by {name_of(denier)}: {quote(denier.text)}"
    return Finding(left=asserter.id, right=denier.id, relation="contradicts", reason=reason, score=round(min(1.0, score), 3))


def _speaks_inside(outer: Statement, inner: Statement) -> bool:
    """Whether the one statement reports the other: its cue stands in what the outer says."""
    cue = inner.quotation.cue
    return cue is not None and outer.article == inner.article and any(a <= cue.start < b for a, b in _ranges(outer))


def comes_before(a: Statement, b: Statement) -> bool:
    """Whether the first was said no later than the day after the second, so that the second can be about it."""
    if not a.day or not b.day:
        return True
    return (date.fromisoformat(a.day) - date.fromisoformat(b.day)).days <= 1


def _find_alike_denials(statements: Sequence[Statement], pairs: Sequence[Pair], weights: Weights) -> Iterator[Finding]:
    """A denial against an assertion of what it denies, in near-equal words."""
    for pair in pairs:
        a, b = statements[pair.left], statements[pair.right]
        if (a.stance == "denies") == (b.stance == "denies"):
            continue
        denier, other = (a, b) if a.stance == "denies" else (b, a)
        if not other.upheld or not differ_in_source(a, b) or not comes_before(other, denier):
            continue
        if len(other.words) < 2 or _speaks_inside(denier, other) or _speaks_inside(other, denier):
            continue
        denied = scope_of(denier.text)
        if is_negative(denied) != is_negative(other.text) or is_unsure(other.text):
            continue
        meant = frozenset(content_words(denied))
        shared = len(meant & other.words)
        one_passage = overlap_in_text(a, b)
        numbers = a.numbers, b.numbers
        if not shared or (all(numbers) and not numbers[0] & numbers[1]):
            continue
        cosine, inside = compare(meant, other.words, weights)
        if (one_passage and cosine >= _DENIED) or (shared >= 3 and (cosine >= _DENIED or inside >= _INSIDE)):
            yield deny(denier, other, 0.6 + 0.4 * cosine)


def _find_opposites(statements: Sequence[Statement], pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Near-equal content of which one is negative: "has retaken" against "has not regained"."""
    outcomes = [outcomes_of(s.text) if s.stance == "asserts" else {} for s in statements]
    negative = [is_negative(s.text) for s in statements]
    for i, j, cosine, _ in pairs:
        if cosine < _OPPOSED_OUTCOME:
            continue
        opposed = are_opposed(outcomes[i], outcomes[j])
        if not opposed and (negative[i] == negative[j] or cosine < _OPPOSED):
            continue
        a, b = statements[i], statements[j]
        if a.stance != "asserts" or b.stance != "asserts" or not differ_in_source(a, b) or overlap_in_text(a, b):
            continue
        # a long passage has more than one verb to be negative
        short, long = sorted((len(a.words), len(b.words)))
        shared = len(a.words & b.words)
        brief = long <= _BRIEF and short >= _EVEN * long
        turned = (
            brief
            and cosine >= _OPPOSED
            and shared >= 4
            and a.numbers == b.numbers
            and bool(a.turned & b.words) != bool(b.turned & a.words)
            and negative[i] != negative[j]
        )
        outcome = opposed and short >= 3 and shared >= max(2, short // 2)
        outcome = outcome and not leaves_untold(a.text) and not leaves_untold(b.text)
        if turned or (outcome and not is_of_part(a.text) and not is_of_part(b.text)):
            reason = f"{name_of(a)} and {name_of(b)} say the opposite: {quote(a.text)} and {quote(b.text)}"
            yield Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=round(0.5 + 0.4 * cosine, 3))


def _is_accusation(statement: Statement) -> bool:
    cue = statement.quotation.cue.exact if statement.quotation.cue else ""
    return bool(_ACCUSED.search(cue)) or bool(statement.words & _HARM)


def _find_referred(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A denial that only points at a claim ("disputed Adler's claims") against the last things that source said before it."""
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        by_article[s.article].append(s)
    answered: dict[str, Statement] = {}
    for said in by_article.values():
        for at, denier in enumerate(said):
            first = _FIRST_PERSON.match(denier.text.lstrip("“\"' "))
            if first and at and denier.sentence - said[at - 1].sentence <= 2 and said[at - 1].id in answered:
                # "denied any involvement. “We did not ...,” said its spokeswoman": one denial
                yield deny(denier, answered[said[at - 1].id], 0.65)
                continue
            nothing = _NOTHING_TO_DO.search(denier.text)
            if len(denier.words) > _POINTING or not (denier.stance == "denies" or nothing):
                continue
            told = _told_of(denier, said[max(0, at - _LOOK_AT) : at])
            if told:
                answered[denier.id] = told
                yield deny(denier, told, 0.7)
                continue
            involvement = nothing or _INVOLVEMENT.search(denier.text)
            if not involvement and not _A_CLAIM.search(denier.text):
                continue
            named = frozenset(content_words(" ".join(m.group() for m in _WHOSE.finditer(denier.text))))
            points = not named and bool(_POINTS.fullmatch(denier.text.strip(_EDGES)))
            if not named and not points:
                named = denier.words - CLAIM_WORDS
            before = [
                s
                for s in said[max(0, at - _LOOK_AT) : at]
                if s.stance == "asserts"
                and not _DENIES.search(s.text)
                and s.start < denier.start
                and s.sentence >= denier.sentence - _LOOK_BACK
                and differ_in_source(s, denier)
                and not overlap_in_text(s, denier)
            ]
            if involvement:
                # "denied any involvement": somebody accused the denier by name
                accused = set(content_words(denier.source))
                meant = [s for s in before if accused & s.words and _is_accusation(s)]
            else:
                meant = [
                    s
                    for s in before
                    if (named & set(content_words(s.source)) if named else points and _is_pointed_at(s, denier))
                ]
            own = frozenset(content_words(denier.source))
            # what was said of the denier is meant before other things, what was "claimed" before what was said, and before a
            # direct quotation, which is seldom the claim itself
            meant.sort(
                key=lambda s, own=own: (  # type: ignore[misc]
                    not own & s.words,
                    not _CLAIMED.search(s.quotation.cue.exact if s.quotation.cue else ""),
                    s.quotation.form == "direct",
                    -s.start,
                )
            )
            for s in meant[:1]:
                answered[denier.id] = s
                yield deny(denier, s, 0.75)


def _told_of(denier: Statement, before: Sequence[Statement]) -> Statement | None:
    """The last statement close by that names who denies and tells what is denied: "took money", "denied taking money"."""
    own = frozenset(content_words(denier.source))
    matter = denier.words - own - CLAIM_WORDS
    for s in reversed(before):
        if denier.sentence - s.sentence > _CLOSE_BY:
            break
        if (
            own & s.words
            and matter & s.words - own
            and s.upheld
            and not is_negative(s.text)
            and differ_in_source(s, denier)
            and not overlap_in_text(s, denier)
        ):
            return s
    return None


def _is_pointed_at(said: Statement, denier: Statement) -> bool:
    """Whether "the claim" can mean a statement: it stands close by, and claims, accuses, or speaks of who denies."""
    cue = said.quotation.cue.exact if said.quotation.cue else ""
    close = denier.sentence - said.sentence <= _CLOSE_BY
    return close and bool(_CLAIMED.search(cue) or _ACCUSED.search(cue) or set(content_words(denier.source)) & said.words)


def _different(statements: Sequence[Statement]) -> list[Statement]:
    """The first statement of each source and wording, as many as are compared."""
    first: dict[tuple[str, frozenset[str]], Statement] = {}
    for s in statements:
        first.setdefault((s.source, s.words), s)
    return list(first.values())[:_WORDINGS]


def _find_involvement(statements: Sequence[Statement], weights: Weights) -> Iterator[Finding]:
    """ "Denied any army involvement" against those who say that soldiers, the regime, its militia did it."""
    accusations = _different(
        [
            s
            for s in statements
            if s.upheld and not s.negated and s.words & _ARMED and s.words & _HARM and not _VICTIMS.search(s.text)
            if not is_unreal(s.text)
        ]
    )
    deniers = [s for s in statements if s.stance == "denies" and s.words & _ARMED and _INVOLVEMENT.search(s.text)]
    for denier in _different(deniers):
        ranked = sorted(
            (
                (s.article != denier.article, -compare(s.words, denier.words, weights)[0], s.article, s.start, s.id, s)
                for s in accusations
                if differ_in_source(s, denier) and not overlap_in_text(s, denier) and s.words & denier.words
            ),
            key=lambda row: row[:5],
        )
        for row in ranked[:_DENIALS_EACH]:
            yield deny(denier, row[5], 0.6)


def find_disputes(statements: Sequence[Statement], pairs: Sequence[Pair], weights: Weights) -> list[Finding]:
    """Statements that contradict each other."""
    found = [
        *_find_alike_denials(statements, pairs, weights),
        *_find_opposites(statements, pairs),
        *_find_referred(statements),
        *_find_involvement(statements, weights),
    ]
    best: dict[tuple[str, str], Finding] = {}
    for f in found:
        key = (min(f.left, f.right), max(f.left, f.right))
        if key not in best or f.score > best[key].score:
            best[key] = f
    return [best[key] for key in sorted(best)]
