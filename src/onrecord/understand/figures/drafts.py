"""A quantity while it is read: its numeral or range of two, and what is known of its unit."""

import re
from dataclasses import dataclass

from onrecord.language.units import CODES
from onrecord.understand.figures.nouns import Head
from onrecord.understand.figures.numerals import Numeral, read_numeral
from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set
from onrecord.understand.figures.units import read_rate, read_unit

_SMALL = 20
_DASHES = frozenset("-–—")
_CHANGED = word_set(
    """by up down rose rise risen fell fall fallen jumped dropped gained lost added slipped climbed slid sank increased
    decreased declined dipped surged plunged tumbled grew closed"""
)


_MOVED = re.compile(
    r"r[oi]s[ei]|risen|f[ae]ll|grow|grew|increas|enlarg|expand|cut|reduc|rais|lower|drop|declin|jump|climb|revis|doubl|chang|went|moved"
    r"|shr[ia]nk|surg|soar|plung|slid|slash|bring|brought|up$|down$"
)


@dataclass(slots=True)
class Draft:
    """What is known of a quantity while it is read: tokens `first` to `last` (exclusive), numeral and unit.

    `crossed` is the token to read on from where something inside the passage is to be read by itself.
    """

    numeral: Numeral
    first: int
    last: int
    low: float
    high: float | None
    name: str = ""
    dimension: str = ""
    head: Head | None = None
    ranged: bool = False
    crossed: int = 0


def read_range(tokens: list[Token], draft: Draft) -> None:
    """Joins a second numeral: "12,000-19,000", "two to three", "between 5 km and 10 km", "$4 to $5 billion"."""
    between = any(low_at(tokens, draft.first - k) in {"between", "from"} for k in (1, 2))
    moved = low_at(tokens, draft.first - 1) == "from" and _is_moved(tokens, draft.first - 2)
    i, unit = _skip_unit(tokens, draft, between=between)
    # "a four- to seven-day operation"
    i += low_at(tokens, i) == "-" and low_at(tokens, i + 1) == "to"
    word = low_at(tokens, i)
    if not _is_joint(tokens, i, draft, between=between):
        return
    j = i + 1
    if word in {"and", "or"}:
        while low_at(tokens, j) in {"up", "to", "about", "around"}:
            j += 1
    if word == "to":
        j += low_at(tokens, j) == "-"
    if word == "up":
        j += low_at(tokens, j) == "to"
    signed = draft.dimension == "money" and j < len(tokens) and (tokens[j].kind == "mark" or tokens[j].text in CODES)
    j += signed
    second = read_numeral(tokens, j) if j < len(tokens) else None
    if second is None or second.high is None or draft.high is None or second.form == "fraction":
        return
    near = draft.numeral.form == second.form == "digits" and draft.low < second.low <= 2 * draft.low
    small = draft.numeral.form == second.form == "words" and second.low <= _SMALL
    if word == "or" and not between and not near and not small:
        return
    if not _agree(tokens, draft, second, unit, between=between) or (moved and not _goes_on(tokens, second)):
        return
    low = draft.low
    if second.scaled and not draft.numeral.scaled and low < 1000 and (factor := _scale(tokens, second)) > 1:
        low = low * factor if low * factor < second.low or not signed else low
    if low < second.low:
        draft.low, draft.high, draft.last, draft.ranged = low, second.low, second.last, True


def _skip_unit(tokens: list[Token], draft: Draft, *, between: bool) -> tuple[int, str]:
    """The token after a unit that stands between the two numerals, and the unit's name."""
    unit = read_unit(tokens, draft.last)
    if not unit or not (between or (unit.dimension == "share" and low_at(tokens, unit.last) == "to")):
        return draft.last, ""
    rate = read_rate(tokens, unit.last)
    return rate[1] if rate else unit.last, unit.name


def _is_joint(tokens: list[Token], i: int, draft: Draft, *, between: bool) -> bool:
    word = low_at(tokens, i)
    if word == "up" and between:
        return low_at(tokens, i + 1) == "to"
    if word == "to":
        return low_at(tokens, draft.first - 1) not in _CHANGED
    if word in _DASHES:
        spaced = not are_joined(tokens, i) and i + 1 < len(tokens) and not are_joined(tokens, i + 1)
        return (are_joined(tokens, i) and are_joined(tokens, i + 1)) or (
            spaced and (word == "–" or _is_spaced_range(tokens, i))
        )
    return word == "or" or (word == "and" and between)


def _is_moved(tokens: list[Token], i: int) -> bool:
    """Whether a verb of change stands before token `i`, in the same clause and at most seven tokens back."""
    for j in range(i, max(-1, i - 7), -1):
        if tokens[j].text in ",;:":
            return False
        if _MOVED.match(tokens[j].low):
            return True
    return False


def _goes_on(tokens: list[Token], second: Numeral) -> bool:
    """Whether a third number follows: "from 5 to 7 per cent to 3" moves from the range of the first two."""
    unit = read_unit(tokens, second.last)
    i = unit.last if unit else second.last
    return low_at(tokens, i) == "to" and i + 1 < len(tokens) and read_numeral(tokens, i + 1) is not None


def _is_spaced_range(tokens: list[Token], i: int) -> bool:
    """ "2000 - 2500 calories": two numbers of one length around a dash, a unit after them."""
    pair = tokens[i - 1].text, low_at(tokens, i + 1)
    return all(n.replace(",", "").isdigit() for n in pair) and len(pair[0]) == len(pair[1]) and bool(read_unit(tokens, i + 2))


def _agree(tokens: list[Token], draft: Draft, second: Numeral, unit: str, *, between: bool) -> bool:
    """Whether the second numeral can be of the unit of the first: "4.5% to 312p" is no range."""
    later = read_unit(tokens, second.last)
    if unit and not between:
        return bool(later and later.name == unit)
    return not (unit and later and later.name != unit) and not (
        draft.dimension == "money" and later and later.dimension != "money"
    )


def _scale(tokens: list[Token], numeral: Numeral) -> float:
    bare = read_numeral([tokens[numeral.first]], 0)
    return numeral.low / bare.low if bare and bare.low else 1.0
