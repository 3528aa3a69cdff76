"""Units: measures, money, shares and rates, read from the tokens beside a number."""

from typing import NamedTuple

from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set
from onrecord.units import (
    ADVERBS,
    CODES,
    COINS,
    CUBED,
    CURRENCIES,
    MEASURES,
    NATIONAL,
    NATIONS,
    PERIODS,
    PHRASES,
    PREFIXED,
    SIGNS,
    SQUARED,
)


class Unit(NamedTuple):
    """A unit by its canonical name and dimension; the tokens before `last` are part of it."""

    name: str
    dimension: str
    last: int


_LARGE = word_set("thousand million billion trillion bn m k tn mn")
_LARGE_DIGITS = 3


def read_unit(tokens: list[Token], i: int) -> Unit | None:
    """The measure or currency at token `i`, or None."""
    if i >= len(tokens):
        return None
    low, next_ = tokens[i].low, low_at(tokens, i + 1)
    if (low, next_) in PHRASES:
        return Unit(*PHRASES[low, next_], i + 2)
    if low in {"sq", "square", "cubic", "cu"}:
        dot = i + 1 < len(tokens) and next_ == "."
        word = low_at(tokens, i + 1 + dot)
        name = MEASURES.get(word, ("", ""))[0]
        table, dimension = (SQUARED, "area") if low.startswith("sq") else (CUBED, "volume")
        return Unit(table[name], dimension, i + 2 + dot) if name in table else None
    if low in {"km", "kms"} and next_ == "/" and low_at(tokens, i + 2) in {"h", "hr", "hour"}:
        return Unit("km/h", "speed", i + 3)
    if low == "bpd":
        return Unit("barrel/day", "volume", i + 1)
    if low == "km" and next_ == "2" and are_joined(tokens, i + 1):
        return Unit("km2", "area", i + 2)
    if low in {"m", "g"} and not are_joined(tokens, i) and next_.isalpha():
        return None
    if low == "second" and i and tokens[i - 1].kind == "word" and low_at(tokens, i - 1) != "one":
        return None
    if low in MEASURES:
        return Unit(*MEASURES[low], i + 1)
    return _read_currency_word(tokens, i)


def _read_currency_word(tokens: list[Token], i: int) -> Unit | None:
    for length in (3, 2) if tokens[i].low in NATIONS else ():
        words = tuple(t.low for t in tokens[i : i + length])
        key = (*words[:-1], _as_singular(words[-1]))
        if key in NATIONAL:
            return Unit(NATIONAL[key], "money", i + length)
    word = _as_singular(tokens[i].low)
    if word in CURRENCIES:
        return Unit(CURRENCIES[word], "money", i + 1)
    if word in COINS and i:
        last = tokens[i - 1]
        large = last.low in _LARGE or (last.kind == "number" and len(last.text) >= _LARGE_DIGITS)
        return Unit(word, "money", i + 1) if large else None
    if tokens[i].text in CODES:
        return Unit(tokens[i].text, "money", i + 1)
    if tokens[i].text in {"€", "₽", "₴", "£"} and are_joined(tokens, i):
        return Unit(SIGNS[tokens[i].text], "money", i + 1)
    if tokens[i].text == "p" and are_joined(tokens, i) and tokens[i - 1].kind == "number":
        return Unit("pence", "money", i + 1)
    return None


def _as_singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def read_sign(tokens: list[Token], i: int, *, scaled: bool) -> tuple[str, int] | None:
    """The currency before the number at token `i` and the token that it begins at.

    "#" is the pound sign that an old encoding lost; it counts only before a scaled or grouped number, else it is a rank.
    """
    if i == 0:
        return None
    sign = tokens[i - 1]
    if sign.text in SIGNS:
        if sign.text == "#" and not (scaled or "," in tokens[i].text):
            return None
        if sign.text == "$" and i > 1 and tokens[i - 2].text.isupper():
            code = PREFIXED.get(low_at(tokens, i - 2).replace(".", ""))
            if code and (are_joined(tokens, i - 1) or tokens[i - 2].text in {"US", "HK", "NZ", "C", "S", "A$"}):
                return code, i - 2
        return SIGNS[sign.text], i - 1
    if i > 1 and tokens[i - 2].text == "$" and sign.low in PREFIXED and are_joined(tokens, i):
        return PREFIXED[sign.low], i - 2
    if sign.text in CODES and (sign.text.isupper() or sign.text == "Rs"):
        return {"RM": "MYR", "Rs": "INR"}.get(sign.text, sign.text), i - 1
    return None


def read_rate(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """The period of a rate at token `i` ("a day", "per hour", "-a-day", "daily") and the token after it."""
    while low_at(tokens, i) == "-":
        i += 1
    low = low_at(tokens, i)
    if low in ADVERBS:
        return ADVERBS[low], i + 1
    if low not in {"a", "an", "per", "each", "every", "/"}:
        return None
    j = i + 1
    while low_at(tokens, j) == "-":
        j += 1
    word = low_at(tokens, j)
    if word in PERIODS:
        return None if low_at(tokens, j + 1) in {"earlier", "ago", "later", "before", "after", "on"} else (word, j + 1)
    if low == "per" and word == "annum":
        return "year", j + 1
    if low in {"per", "/"} and (unit := read_unit(tokens, j)) and unit.dimension != "money":
        return unit.name, unit.last
    if low == "per" and word in {"person", "head", "capita", "household", "share", "game"}:
        return "person" if word in {"head", "capita"} else word, j + 1
    return None
