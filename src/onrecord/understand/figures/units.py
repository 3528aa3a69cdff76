"""Units: measures, money, shares and rates, read from the tokens beside a number."""

from typing import NamedTuple

from onrecord.language.measures import BY_SYMBOL
from onrecord.language.units import (
    ADVERBS,
    CODES,
    COINS,
    CUBED,
    CURRENCIES,
    LOST,
    MEASURES,
    NATIONAL,
    NATIONS,
    PERIODS,
    PHRASES,
    PREFIXED,
    SIGNS,
    SQUARED,
    find_measure,
)
from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set


class Unit(NamedTuple):
    """A unit by its canonical name and dimension; the tokens before `last` are part of it."""

    name: str
    dimension: str
    last: int


_LARGE = word_set("thousand million billion trillion bn m k tn mn")
_LARGE_DIGITS = 3
_SHORT = 3


def read_unit(tokens: list[Token], i: int) -> Unit | None:
    """The measure or currency at token `i`, or None."""
    if i >= len(tokens):
        return None
    low, next_ = tokens[i].low, low_at(tokens, i + 1)
    if (low, next_) in PHRASES:
        return Unit(*PHRASES[low, next_], i + 2)
    if low in {"m", "k"} and [t.low for t in tokens[i : i + 5]] == [low, ".", "p", ".", "h"]:
        return Unit("mph" if low == "m" else "km/h", "speed", i + 5 + (low_at(tokens, i + 5) == "."))
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
    if (power := _read_power(tokens, i)) or (power := _read_torque(tokens, i)):
        return power
    if low in {"m", "g"} and not are_joined(tokens, i) and next_.isalpha():
        return None
    if low == "second" and i and tokens[i - 1].kind == "word" and low_at(tokens, i - 1) != "one":
        return None
    if _is_of_name(tokens, i):
        return None
    if low in MEASURES and (
        len(low) > 2 or tokens[i].text not in BY_SYMBOL or MEASURES[low] == find_measure((tokens[i].text,))
    ):
        return Unit(*MEASURES[low], i + 1)
    if low == "g" and are_joined(tokens, i) and (found := _read_g(tokens, i)):
        return found
    if tokens[i].text == _OVER_REPLACEMENT and i and "." in tokens[i - 1].text[:-1]:
        return Unit("WAR", "point", i + 1)
    return _read_currency_word(tokens, i) or _read_library(tokens, i)


def _read_g(tokens: list[Token], i: int) -> Unit | None:
    """What the letter behind a number is: grams ("71.7g", "5g of salt"), or of a network ("5G")."""
    number = tokens[i - 1].text if i else ""
    if tokens[i].text == "G":
        return Unit("generation", "name", i + 1) if number in _GENERATIONS else None
    weighed = "." in number[:-1] or len(number) > 1 or low_at(tokens, i + 1) == "of"
    return Unit("g", "mass", i + 1) if weighed else None


def _is_of_name(tokens: list[Token], i: int) -> bool:
    """Whether the word belongs to what is counted: "barrel bombs", "two Kr-24 helicopters"."""
    if tokens[i].low in {"barrel", "barrels"}:
        return low_at(tokens, i + 1) in {"bomb", "bombs"}
    short = tokens[i].text[:1].isupper() and len(tokens[i].text) <= _SHORT
    return short and low_at(tokens, i + 1) == "-" and low_at(tokens, i + 2)[:1].isdigit()


_OVER_REPLACEMENT = "WAR"
"""What a player is worth beyond a substitute, in wins; a decimal before it."""
_GENERATIONS = frozenset("23456")
_LETTERS = frozenset("WVJKN")
"""Symbols of one letter that may stand apart from the number; the others are joined to it, or are none."""
_JOINED = frozenset("WVJNAΩ")
_SHORT_WORDS = word_set("in at no to as us am pm ac pa um mol bit bar rad cal pc cd lx gal mi t l m s b h c f k")
"""Symbols that are words of the language, or too short to be told from one."""


def _read_library(tokens: list[Token], i: int) -> Unit | None:
    """A measure that the news seldom has, by symbol or words: "MPa", "fluid ounces"."""
    text = tokens[i].text
    second = i + 1 + (low_at(tokens, i + 1) == "-")
    if second < len(tokens) and (found := find_measure((text, tokens[second].text))):
        return Unit(*found, second + 1)
    if len(text) == 1:
        apart = text in _LETTERS and i > 0 and tokens[i - 1].kind == "number" and low_at(tokens, i + 1) not in {".", "&"}
        if not (apart or (text in _JOINED and are_joined(tokens, i))):
            return None
    elif text in _SHORT_WORDS and text not in _WRITTEN_OUT:
        return None
    found = find_measure((text,))
    return Unit(*found, i + 1) if found else None


_WRITTEN_OUT = word_set("bit bar mol")


def _read_power(tokens: list[Token], i: int) -> Unit | None:
    """ "km2", "cm³", "m3": a length squared or cubed."""
    text = tokens[i].low
    power = text[-1:] if text[-1:] in "²³" else ""
    word, last = (text[:-1], i + 1) if power else (text, i + 2)
    if not power:
        if low_at(tokens, i + 1) not in {"2", "3"} or not are_joined(tokens, i + 1) or len(text) > 2:
            return None
        power = "²" if tokens[i + 1].low == "2" else "³"
    name, dimension = MEASURES.get(word, ("", ""))
    table, kind = (SQUARED, "area") if power == "²" else (CUBED, "volume")
    return Unit(table[name], kind, last) if dimension == "length" and name in table else None


def _read_torque(tokens: list[Token], i: int) -> Unit | None:
    """ "lb-ft", "ft-lb"."""
    words = [t.low for t in tokens[i : i + 3]]
    return Unit("lb-ft", "torque", i + 3) if words in (["lb", "-", "ft"], ["ft", "-", "lb"], ["ft", "-", "lbs"]) else None


def _read_currency_word(tokens: list[Token], i: int) -> Unit | None:
    for length in (3, 2) if tokens[i].low in NATIONS else ():
        words = tuple(t.low for t in tokens[i : i + length])
        key = (*words[:-1], _as_singular(words[-1]))
        if key in NATIONAL:
            return Unit(NATIONAL[key], "money", i + len(words))
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
    if (
        i > 1
        and tokens[i - 1].text in "-−"
        and tokens[i - 2].text in SIGNS
        and are_joined(tokens, i)
        and are_joined(tokens, i - 1)
    ):
        i -= 1
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
    if i > 1 and sign.text == "=" and tokens[i - 2].text == "Y" and are_joined(tokens, i) and are_joined(tokens, i - 1):
        return LOST["Y="], i - 2
    if sign.text in LOST and are_joined(tokens, i) and (scaled or "," in tokens[i].text):
        return LOST[sign.text], i - 1
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
    if low == "/" and word in {"h", "hr"}:
        return "hour", j + 1
    if low == "per" and word == "annum":
        return "year", j + 1
    if low in {"per", "/"} and (unit := read_unit(tokens, j)) and unit.dimension != "money":
        return unit.name, unit.last
    if low == "per" and word in {"person", "head", "capita", "household", "share", "game"}:
        return "person" if word in {"head", "capita"} else word, j + 1
    return None
