"""What a number measures or counts: the unit, rate or head noun beside it."""

import re

from onrecord.understand.figures.drafts import Draft
from onrecord.understand.figures.nouns import Head, find_head
from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set
from onrecord.understand.figures.units import read_rate, read_unit


def read_share(tokens: list[Token], draft: Draft) -> None:
    """A fraction is a share in percent, unless it is of a unit ("half a mile")."""
    after = draft.last + (low_at(tokens, draft.last) == "of") + (low_at(tokens, draft.last + 1) in {"a", "an"})
    after += low_at(tokens, after) in {"us", "u.s."}
    if low_at(tokens, after) == "second" and low_at(tokens, after - 1) == "a":
        draft.name, draft.dimension, draft.last = "second", "time", after + 1  # "three-tenths of a second"
        return
    unit = read_unit(tokens, after)
    if unit and after > draft.last:
        draft.name, draft.dimension, draft.last = unit.name, unit.dimension, unit.last
        return
    draft.name, draft.dimension = "percent", "share"
    draft.low *= 100
    draft.high = None if draft.high is None else draft.high * 100
    draft.head = find_head(tokens, draft.last, single=True)


def read_measure(tokens: list[Token], draft: Draft) -> None:
    """Adds the unit, the rate and the head noun that follow the number; "" stays the unit where nothing does."""
    i = _after_bound(tokens, draft.last)
    hyphen = low_at(tokens, i) == "-" and are_joined(tokens, i) and i + 1 < len(tokens) and are_joined(tokens, i + 1)
    if hyphen and low_at(tokens, i + 1) in {"strong", "member", "person", "man"}:
        draft.name, draft.dimension, draft.last = "person", "people", i + 2
        draft.head = find_head(tokens, i + 2, single=True, reach=1)
        draft.last = draft.head.at + 1 if draft.head else draft.last
        return
    if low_at(tokens, i) == "of" and draft.numeral.form != "vague":
        _read_several_of(tokens, draft, i)
        return
    of = low_at(tokens, i) == "of"
    unit = read_unit(tokens, i + hyphen + of)
    if draft.dimension == "money":
        if unit and unit.dimension == "money" and not hyphen:
            draft.last = unit.last
        elif i == draft.last and i < len(tokens) and tokens[i].text in {"U.S.", "US"}:
            draft.last += 1
        draft.head = (
            find_head(tokens, draft.last, single=True, reach=3) if low_at(tokens, draft.last) not in {"of", "-"} else None
        )
        _read_money_rate(tokens, draft)
        return
    if unit is None:
        if not hyphen:
            draft.head = find_head(tokens, i, single=draft.numeral.low == 1)
            if draft.head and draft.head.lemma in _ABSTRACT and draft.numeral.form == "vague":
                draft.head = None
            if draft.head:
                draft.last = draft.head.at + 1
                draft.name, draft.dimension = ("person", "people") if draft.head.is_people else (draft.head.lemma, "count")
                rate = read_rate(tokens, draft.last) if draft.head.is_people else None
                if rate and rate[0] in _PERIODS:
                    draft.name, draft.last = f"person/{rate[0]}", rate[1]
        return
    draft.name, draft.dimension, draft.last = unit.name, unit.dimension, unit.last
    if unit.dimension == "time":
        _read_lasting(tokens, draft, hyphen=hyphen)
        return
    _read_long_rate(tokens, draft)
    if unit.dimension == "money":
        draft.head = (
            find_head(tokens, draft.last, single=True, reach=3) if low_at(tokens, draft.last) not in {"of", "-"} else None
        )
        _read_money_rate(tokens, draft)
    if unit.dimension == "share" and low_at(tokens, draft.last) not in _SHARE_STOP:
        draft.head = find_head(tokens, draft.last, single=True, reach=3)


def _read_several_of(tokens: list[Token], draft: Draft, i: int) -> None:
    """What several of are counted, where the words say of which: "eleven of the companies", "three of its leading members"."""
    definite = low_at(tokens, i + 1) in _WHOSE and not read_unit(tokens, i + 2)
    if draft.name or not definite or draft.low < _SEVERAL or draft.high != draft.low:
        return
    head = find_head(tokens, i, reach=_OF_WHICH)
    if head and head.lemma not in _ABSTRACT:
        draft.head, draft.last = head, head.at + 1
        draft.name, draft.dimension = ("person", "people") if head.is_people else (head.lemma, "count")


_WHOSE = word_set("the its their his her these those our my")
_SEVERAL, _OF_WHICH = 2, 4
_PERIODS = word_set("hour day week month year")
_ABSTRACT = word_set("occasion front time way reason factor point issue aspect thing matter question step respect option side")
_SHARE_STOP = word_set("of in on to from by - , . and")


def _after_bound(tokens: list[Token], i: int) -> int:
    """The token after a bound between the number and its noun: "90 or more buses", "150+ prisoners", "100-plus days"."""
    if low_at(tokens, i) == "or" and low_at(tokens, i + 1) in {"more", "so", "fewer", "less"}:
        return i + 2
    if low_at(tokens, i) == "-" and low_at(tokens, i + 1) in {"plus", "odd"}:
        return i + 2
    return i + 1 if low_at(tokens, i) in {"+", "plus"} else i


def _read_money_rate(tokens: list[Token], draft: Draft) -> None:
    closing = _closing(tokens, draft.last)
    rate = read_rate(tokens, closing or draft.last)
    if rate and closing:
        draft.name, draft.crossed = f"{draft.name}/{rate[0]}", draft.last
    elif rate:
        draft.name, draft.last = f"{draft.name}/{rate[0]}", rate[1]


def _read_lasting(tokens: list[Token], draft: Draft, *, hyphen: bool) -> None:
    """What a duration is of: "30-day truce", "three-year-old conflict", "three years of war"."""
    i = draft.last
    if low_at(tokens, i) == "-" and low_at(tokens, i + 1) in {"old", "long"}:
        i += 2
        hyphen = True
    elif low_at(tokens, i) == "of":
        draft.head = find_head(tokens, i, single=True, reach=3)
    elif low_at(tokens, i) == "'":
        i += 1
        hyphen = True
    if hyphen:
        draft.head = _lasting(tokens, i)
    if draft.head:
        draft.last = draft.head.at + 1


def _lasting(tokens: list[Token], i: int) -> Head | None:
    """What a hyphenated duration qualifies: a thing known to last, else the last word of the phrase that is no participle."""
    for j in range(i, min(i + 3, len(tokens))):
        if tokens[j].low in LASTING:
            return Head(j, tokens[j].low, False, ())
    head = find_head(tokens, i, single=True, reach=2)
    return None if head and head.lemma.endswith("ed") else head


LASTING = word_set(
    """truce ceasefire war conflict uprising siege blockade occupation insurgency campaign strike sentence term deal contract
    plan ban curfew lockdown pause extension deadline period trial investigation career reign absence suspension visit
    tour mission operation battle streak run drought wait delay history record stay"""
)


def _read_long_rate(tokens: list[Token], draft: Draft) -> None:
    """A rate beside the unit, or after a bracket, the substance or its verb ("litres (55 gallons) of oil are lost a day")."""
    if draft.name == "mile" and (per := read_rate(tokens, draft.last)) and per[0] in {"gallon", "hour"}:
        draft.name, draft.dimension = ("mpg", "economy") if per[0] == "gallon" else ("mph", "speed")
        draft.last = per[1]
        return
    if draft.dimension not in {"volume", "mass", "length", "count", "power", "energy"} or "/" in draft.name:
        return
    i = draft.last
    steps = 0
    closing = _closing(tokens, i)
    if closing:
        i = closing
    elif low_at(tokens, i) == "," and low_at(tokens, i + 1) == "or":
        j = i + 2
        while j < len(tokens) and j - i < 7 and tokens[j].text != ",":
            j += 1
        if low_at(tokens, j) == "," and read_rate(tokens, j + 1):
            i, closing = j + 1, j + 1
    while i < len(tokens) and steps < 5:
        rate = read_rate(tokens, i)
        if rate:
            draft.name = f"{draft.name}/{rate[0]}"
            if closing:
                draft.crossed = draft.last
            else:
                draft.last = rate[1]
            return
        if tokens[i].kind != "word" or not (
            tokens[i].low in {"of", "oil", "crude", "gas", "water", "are", "is", "was", "were"} or tokens[i].low.endswith("ing")
        ):
            break
        i, steps = i + 1, steps + 1
    period = _read_far_rate(tokens, draft.last) if draft.dimension in {"volume", "mass"} else ""
    if period:
        draft.name, draft.crossed = f"{draft.name}/{period}", draft.last


_FLOWS = re.compile(
    r"(?:leak|gush|flow|pour|spew|spill|escap|discharg|pump|produc|captur|collect|siphon|emerg|seep|belch|stream|bleed|bled|spilt"
    r"|consum|refin|skim)(?:e|s|es|ed|t|ing|ping|ning|ming)?"
)
_FAR = 16  # tokens between an amount and what it is per
_STOPS = word_set("but when while which that who than if because before after though although compared against")
_LASTS = word_set("for in within over during of on about almost nearly only half under after than the")


def _read_far_rate(tokens: list[Token], i: int) -> str:
    """The period that a flow told later in the clause is per ("900 litres (238 gallons) have poured into the bay each day")."""
    end, flows = min(len(tokens), i + _FAR), False
    while i < end:
        if closing := _closing(tokens, i):
            i, end = closing, min(len(tokens), end + closing - i)
            flows = flows or read_rate(tokens, i) is not None
            continue
        rate = read_rate(tokens, i)
        if rate and rate[0] in _LONG_PERIODS:
            return rate[0] if flows and low_at(tokens, i - 1) not in _LASTS else ""
        token = tokens[i]
        if token.kind != "word" or token.low in _STOPS or (token.low == "and" and low_at(tokens, i + 1) != "every"):
            return ""
        flows = flows or _FLOWS.fullmatch(token.low) is not None
        i += 1
    return ""


_LONG_PERIODS = word_set("minute hour day week month year")


def _closing(tokens: list[Token], i: int) -> int:
    """The token after a short bracket that opens at token `i`, or 0."""
    if low_at(tokens, i) not in {"(", "["}:
        return 0
    for j in range(i + 1, min(len(tokens), i + 12)):
        if tokens[j].text in ")]":
            return j + 1
    return 0
