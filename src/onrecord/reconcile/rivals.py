"""Rival blame: two who lay one deed at the door of opposite sides, the state's forces and those who fight it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.likeness import Weights, Wording, compare, weigh
from onrecord.language.polarity import is_negative
from onrecord.language.words import content_words, stem
from onrecord.reconcile.denials import denied_part
from onrecord.reconcile.items import Statement
from onrecord.reconcile.outcomes import is_unreal
from onrecord.reconcile.statements import Finding, comes_before, deny, differ_in_source, overlap_in_text
from onrecord.reconcile.times import days_between
from onrecord.reconcile.wording import name_of, quote, tell_said
from onrecord.text import AnyCase, fold_words

_STATE = frozenset(
    content_words("government regime army military forces troops soldiers police state authorities security junta servicemen")
)
_FOES = frozenset(
    content_words(
        "rebels rebel opposition insurgents insurgency terrorists terrorist militants militant gunmen separatists separatist"
        " gangs extremists jihadists guerrillas fighters mercenaries mutineers saboteurs"
    )
)
_ARMED = AnyCase(r"\barmed (?:men|groups?|gangs?|bands?|elements?|organi[sz]ations?)\b")
_BLAMES = AnyCase(r"\bblam(?:e|es|ed|ing)\b|\bh[eo]ld\w* .{0,40}responsible\b|\baccus(?:e|es|ed|ing)\b")
# "accused the army of shelling the mill": who, of what; what somebody left undone, another may have done.
_OF_WHAT = re.compile(r"\s(?:of|for|over)\s")
_OMITTED = AnyCase(r"(?:\w+ )?(?:fail|not\b|refus|neglect|ignor|stand\w* by|do\w+ (?:too )?little|turning a blind)")
# What makes somebody the doer of a deed that another may be blamed for. Before it stands who did it.
_DID = AnyCase(
    r"\b(?:(?:is|was|are|were|been|be) (?:\w+ )?(?:responsible|to blame|behind)|carried out|carrying out|perpetrated"
    r"|unleashed|committed|massacred|shelled|shelling|bombed|bombing|bombarded|gassed|executed|shot|killed|attacked"
    r"|fired|opened fire|torched"
    r"|us(?:ed|ing|es) (?:[\w’'-]+ ){0,3}(?:weapons?|gas|agents?|bombs?|rockets?))\b"
)
_PART_IN = AnyCase(r"\b(?:involve(?:d|ment)|(?:any|a|no) (?:role|part|hand)|responsib(?:le|ility)|behind|to blame)\b")
# "the attack was carried out by gunmen"
_BY = AnyCase(r"^[^.;,]{0,20}?\bby (?P<who>[^.;,]{3,60})")
# Who says that there are none of those on one side clears them: "there are no armed gangs in the town".
_NONE_THERE = AnyCase(
    r"\bthere (?:is|are|was|were|have been|has been|had been) (?:no|not a single|not any) (?P<who>(?:[\w’'-]+ ){0,2}[\w’'-]+)"
)
# "is shelling the town" is of what goes on, not of the deed that is over.
_GOING_ON = AnyCase(r"\b(?:is|are|['’]re) (?:\w+ly )?$")
# "he was shot by a patrol": one whom others cannot count
_ONE = re.compile(r"\W*(?:he|she|I) (?:was|had been|has been)\b", re.IGNORECASE)
# "Ada Lorn was shot by the police": the death of one person by name, not of those that others count.
_ONE_VICTIM = re.compile(
    r"\b(?P<victim>(?:[A-Z][\w’'-]+ ){1,4}(?:[a-z]{1,3}[ -])?[A-Z][\w’'-]+) ?,? (?:was|has been|had been) (?:\w+ly )?"
    r"(?:shot|killed|murdered|executed|tortured|stabbed|beaten|poisoned|bombed|attacked)\b"
)
# "more than 7,000 have been killed since March", "40 across the country": what befell many, and in no one place.
_IN_ALL = AnyCase(r"\d[^.;]{0,80}?\b(?:since|across (?:the|all)|nationwide|throughout)\b")
# Those to whom it was done, before the verb.
_PASSIVE = AnyCase(r"\b(?:was|were|been|being|be|got)(?: \w+)?\s*$")
# Blame for all that happens in a war is not of one deed.
_WHOLE = AnyCase(r"^(?:the )?(?:violence|unrest|crisis|conflict|war|bloodshed|fighting|tensions?)\b")
_DOER = 60  # letters before the verb
_SUBJECT = 5  # words
_OPENING = 12  # words in which blame names whom it is of
_DEEDS = frozenset(
    content_words(
        "attack massacre killing bombing strike gas gassed chemical poison shelling explosion blast murder assassination"
        " shooting raid crash downing bombardment arson ambush"
    )
)
_LEAST_SHARED = 2
_LEAST_NAME = 4  # letters that "Vellian" and "Vellia" have in common
_DAYS = 10
_NEAR_DAYS = 2
_ALIKE = 0.08
_RIVALS = 60  # of a side, that are held against each other
_EACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """Who blames which side (`state` or its foes), or denies it for that side, with the stems around it but for their names.

    `victim` is whom by name the deed was done to, where that is one person.
    """

    statement: Statement
    state: bool
    denied: bool
    around: Wording
    victim: Wording = frozenset()


def _side(text: str) -> bool | None:
    """Whether a text names the state's side; None where it names neither or both."""
    named = set(map(stem, fold_words(text)))
    state, foes = bool(named & _STATE), bool(named & _FOES or _ARMED.search(text))
    return None if state == foes else state


def blamed_side(statement: Statement) -> bool | None:
    """Whether the side that a statement makes the doer is the state's; None where it blames nobody, or no side is clear."""
    if statement.stance != "asserts" or is_negative(statement.text) or _IN_ALL.search(statement.text):
        return None
    if _ONE.match(statement.text):
        return None
    cue = statement.quotation.cue.exact if statement.quotation.cue else ""
    if _BLAMES.search(cue):
        culprit, *deed = _OF_WHAT.split(statement.text, maxsplit=1)
        if _WHOLE.match(statement.text) or (deed and _OMITTED.match(deed[0])):
            return None
        return _side(" ".join(culprit.split()[:_OPENING]))
    found = _DID.search(statement.text)
    if found is None or is_unreal(statement.text[: found.end()].removeprefix("to have ")):
        return None
    by = _BY.match(statement.text[found.end() :])
    if by:
        return _side(by["who"])
    before = statement.text[max(0, found.start() - _DOER) : found.start()]
    if _GOING_ON.search(before) and found.group().endswith("ing"):
        return None
    if _PASSIVE.search(before):
        return None
    # "armed men came over the hills with mortars and attacked the town": the subject of a sentence does what comes last too
    opening = " ".join(statement.text.split()[:_SUBJECT])
    return _side(before) if _side(before) is not None or ", " in opening else _side(opening)


def _none_there(statement: Statement) -> re.Match[str] | None:
    """Where a statement says that there are none of somebody: "there are no armed gangs in the town"."""
    return _NONE_THERE.search(statement.text) if statement.stance == "asserts" else None


def denied_side(statement: Statement) -> bool | None:
    """Whether the side that a denial clears of a deed is the state's; None where it clears none, or no side is clear."""
    # "there is no military option" clears no army
    if (none := _none_there(statement)) and _side(none["who"]) is False:
        return False
    part = denied_part(statement)
    return _side(part) if _PART_IN.search(part) or _DID.search(part) else None


def _answers(blame: Statement, accusation: Statement) -> bool:
    """Whether those who blame their foes are the ones accused, by their name or as the government, within days."""
    between = days_between(accusation.day, blame.day)
    own, accused = content_words(blame.source), accusation.words
    named = any(a[:_LEAST_NAME] == b[:_LEAST_NAME] for a in own for b in accused if min(len(a), len(b)) >= _LEAST_NAME)
    return named and between is not None and abs(between) <= _DAYS


def _is_in_time(accusation: Statement, denial: Statement) -> bool:
    """Whether a denial is of what was said before it, or stands when it is said again within days."""
    between = days_between(denial.day, accusation.day)
    return comes_before(accusation, denial) or (between is not None and between <= _DAYS)


def _are_near(a: Statement, b: Statement) -> bool:
    between = days_between(a.day, b.day)
    return between is not None and abs(between) <= _NEAR_DAYS


def _name_one_place(a: Statement, b: Statement) -> bool:
    """Whether two statements of days next to each other name one place or thing that is no name of a source.

    Who count other dead there tell of other deeds.
    """
    between = days_between(a.day, b.day)
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return False
    sources = {w[:_LEAST_NAME] for w in (*content_words(a.source), *content_words(b.source))}
    shared = [w for w in a.named & b.named if w[:_LEAST_NAME] not in sources]
    return bool(shared) and between is not None and abs(between) < _NEAR_DAYS


def _victim_of(statement: Statement) -> Wording:
    """The name of the one person to whom a deed was done; nothing where they were others, or several."""
    found = _ONE_VICTIM.search(statement.text)
    return frozenset(content_words(found["victim"])) if found else frozenset()


def _read_blames(statements: Sequence[Statement]) -> list[Blame]:
    found = []
    for s in statements:
        named = frozenset(content_words(s.source)) | _STATE | _FOES
        for denied, side in ((False, blamed_side(s)), (True, denied_side(s))):
            if side is not None and s.source:
                around = frozenset(content_words(s.context)) - named
                found.append(Blame(statement=s, state=side, denied=denied, around=around, victim=_victim_of(s)))
    return found


def find_rivals(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Who blames one side against who blames the other or denies it, where like words or one deed stand around both."""
    blames = _read_blames(statements)
    weights = weigh([b.around for b in blames])
    for state in (True, False):
        accusers = [b for b in blames if b.state == state and not b.denied][:_RIVALS]
        foes = [b for b in blames if b.state != state and not b.denied][:_RIVALS] if state else []
        deniers = [b for b in blames if b.state == state and b.denied][:_RIVALS]
        for accuser in accusers:
            for rivals in (foes, deniers):
                for likeness, rival in _rank(accuser, rivals, weights):
                    yield _tell(accuser.statement, rival, likeness)


def _rank(accuser: Blame, rivals: Sequence[Blame], weights: Weights) -> list[tuple[float, Blame]]:
    """Those who may speak of the deed of an accusation, the likest first."""
    a = accuser.statement
    ranked = []
    for rival in rivals:
        b = rival.statement
        if not differ_in_source(a, b) or overlap_in_text(a, b) or (rival.denied and not _is_in_time(a, b)):
            continue
        apart = days_between(a.day, b.day)
        if apart is not None and abs(apart) > _DAYS:
            continue
        if not (accuser.victim <= b.words and rival.victim <= a.words):
            continue
        likeness = compare(accuser.around, rival.around, weights)[0]
        shared = accuser.around & rival.around
        alike = len(shared) >= _LEAST_SHARED and likeness >= _ALIKE
        none = rival.denied and not rival.state and _none_there(b) is not None and _are_near(a, b)
        if alike or none or (shared & _DEEDS and (_answers(b, a) or _name_one_place(a, b))):
            ranked.append((-likeness, b.article != a.article, b.article, b.start, b.id, rival))
    return [(-row[0], row[5]) for row in sorted(ranked, key=lambda row: row[:5])[:_EACH]]


def _tell(accusation: Statement, rival: Blame, likeness: float) -> Finding:
    a, b = accusation, rival.statement
    if rival.denied and (none := _none_there(b)):
        score = round(0.55 + 0.3 * likeness, 3)
        reason = f"{tell_said(a)}. Denied by {name_of(b)}: {quote(none.group())}"
        return Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=score)
    if rival.denied:
        return deny(b, a, 0.55 + 0.3 * likeness)
    reason = f"They blame opposite sides: {name_of(a)}, {quote(a.text)}, and {name_of(b)}, {quote(b.text)}"
    return Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=round(0.55 + 0.3 * likeness, 3))
