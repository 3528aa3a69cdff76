"""Numerals: digits, words, scales, fractions and vague numbers as values."""

from typing import Literal, NamedTuple

from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set

Form = Literal["digits", "words", "vague", "fraction", "article"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ONES = {word: value for value, word in enumerate(_SMALL.split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "mn": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "mil": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
_LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_VAGUE = {
    "dozens": 24.0,
    "scores": 40.0,
    "tens": 20.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "millions": 2e6,
    "billions": 2e9,
    "trillions": 2e12,
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_PARTS |= {part + "s": n for part, n in _PARTS.items() if part != "half"} | {"halves": 2}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
_LONGEST = 18
"""More digits than this are an identifier, not a quantity."""


class Numeral(NamedTuple):
    """A number as written: tokens `first` to `last` (exclusive), its value, and whether a larger one is meant ("dozens")."""

    first: int
    last: int
    low: float
    high: float | None
    form: Form
    approximate: bool = False
    scaled: bool = False


BEGINNINGS = frozenset({*_ONES, *_TENS, *_VAGUE, "a", "an", "half", "several", "few", "couple"})


def read_numeral(tokens: list[Token], i: int) -> Numeral | None:
    """The longest numeral that begins at token `i`, or None."""
    token = tokens[i]
    if token.kind == "number":
        return _read_digits(tokens, i)
    if token.kind != "word" or token.low not in BEGINNINGS:
        return None
    for read in (_read_vague, _read_fraction, _read_words):
        found = read(tokens, i)
        if found:
            return found
    return None


def is_negative(tokens: list[Token], i: int) -> bool:
    """Whether a minus stands before the number: "-5 degrees", "minus 20", "minus-5"; not the dash of "COVID -19"."""
    if i and tokens[i - 1].text in {"-", "−"} and are_joined(tokens, i):
        if low_at(tokens, i - 2) == "minus":
            return True
        if low_at(tokens, i + 1) == "%" or (i > 1 and tokens[i - 2].text in "$£€"):
            return not (i > 1 and are_joined(tokens, i - 1) and tokens[i - 2].text not in "($£€")
        return not are_joined(tokens, i - 1) and not (
            i > 1 and (tokens[i - 2].text.isupper() or tokens[i - 2].kind == "number")
        )
    return low_at(tokens, i - 1) == "minus" and low_at(tokens, i - 2) != "or"


def _value(token: Token) -> float | None:
    digits = token.text
    for mark in ", \u00a0\u2009\u202f":
        digits = digits.replace(mark, "")
    return float(digits) if len(digits) <= _LONGEST else None


def _read_digits(tokens: list[Token], i: int) -> Numeral | None:
    value = _value(tokens[i])
    if value is None:
        return None
    if is_negative(tokens, i):
        value = -value
    j = i + 1
    if (power := _read_power_of_ten(tokens, j)) is not None:
        value *= 10.0 ** power[0]
        return Numeral(i, power[1], value, value, "digits", scaled=True)
    if low_at(tokens, j) in {"/", "⁄"} and j + 1 < len(tokens) and tokens[j + 1].kind == "number":
        return _read_slashed(tokens, i, value)
    if low_at(tokens, j) in _GLYPHS:
        value, j = value + _GLYPHS[tokens[j].low], j + 1
    elif j + 2 < len(tokens) and tokens[j + 1].low == "/" and (part := _slash_part(tokens, j)) is not None:
        value, j = value + part, j + 3
    scaled = False
    while low_at(tokens, j) in SCALES:
        value, j, scaled = value * SCALES[tokens[j].low], j + 1, True
    if not scaled and low_at(tokens, j) in _LETTERS and _is_scale_letter(tokens, i, j):
        value, j, scaled = value * _LETTERS[tokens[j].low], j + 1, True
    if not scaled and low_at(tokens, j) == "-" and low_at(tokens, j + 1) in SCALES:
        value, j, scaled = value * SCALES[tokens[j + 1].low], j + 2, True
    return Numeral(i, j, value, value, "digits", scaled=scaled)


_LARGEST_POWER = 30


def _read_power_of_ten(tokens: list[Token], j: int) -> tuple[int, int] | None:
    """The exponent of "× 10^6", "×10−8" at token `j`, and the token after it."""
    if low_at(tokens, j) not in {"×", "x", "*"} or low_at(tokens, j + 1) != "10":
        return None
    j += 2
    j += low_at(tokens, j) == "^"
    minus = low_at(tokens, j) in {"-", "−", "–"}
    j += minus
    digits = low_at(tokens, j)
    if not digits.isdigit() or not are_joined(tokens, j) or int(digits) > _LARGEST_POWER:
        return None
    return (-int(digits) if minus else int(digits)), j + 1


def _is_scale_letter(tokens: list[Token], i: int, j: int) -> bool:
    """Whether the letter after the digits is a scale: "k", "M"; "m", "b", "t" beside money; "m" before a noun, else metres."""
    letter = tokens[j].text
    if not are_joined(tokens, j):
        return letter == "B" and low_at(tokens, j + 1) == "people"
    if letter in {"k", "K"} or (letter == "M" and low_at(tokens, j + 1) not in {"/", "-"}):
        return True
    if i and (tokens[i - 1].text in "$£€¥#" or tokens[i - 1].text in _MONEY):
        return True
    if letter == "m" and low_at(tokens, j + 1) in _RANGE and low_at(tokens, j + 3) in {"m", "bn"} and are_joined(tokens, j + 3):
        i, j = j + 2, j + 3
    return letter == "m" and j + 1 < len(tokens) and tokens[j + 1].kind == "word" and tokens[j + 1].low not in _AFTER_METRES


_MONEY = word_set("USD GBP EUR CHF RM Rs US AUD CAD JPY CNY")
_RANGE = frozenset({"and", "to", "-", "–", "or"})
_AFTER_METRES = word_set(
    """high long tall wide deep thick from above below away across apart off under underwater race sprint freestyle hurdles
    final relay dash pool track and to or by x in at on was is were are into beneath down up tunnel wall wave waves bridge
    tower cable trench fence yacht section stretch"""
)


def _slash_part(tokens: list[Token], j: int) -> float | None:
    """The value of "1/2" at token `j` where it is a common fraction."""
    over = low_at(tokens, j + 2)
    if tokens[j].text in {"1", "2", "3"} and over in {"2", "3", "4", "8"} and int(tokens[j].text) < int(over):
        return int(tokens[j].text) / int(over)
    return None


_FINEST = 1000


def _read_slashed(tokens: list[Token], i: int, value: float) -> Numeral | None:
    """ "1/2", and "21/2" as the two and a half whose space was lost."""
    top, over = tokens[i].text, tokens[i + 2].text
    if low_at(tokens, i + 3) == "/" or not over.isdigit() or int(over) == 0:
        return None
    if low_at(tokens, i + 3) == "of" and top.isdigit() and 0 < value < int(over) <= _FINEST:
        return Numeral(i, i + 3, value / int(over), value / int(over), "fraction")
    if over not in {"2", "3", "4", "5", "8", "10"}:
        return None
    if value < int(over):
        return Numeral(i, i + 3, value / int(over), value / int(over), "fraction")
    if top.isdigit() and top[-1] in "13" and int(top[-1]) < int(over) and over in "2348" and len(top) <= 3:
        mixed = int(top[:-1]) + int(top[-1]) / int(over)
        return Numeral(i, i + 3, mixed, mixed, "digits")
    return None


def _read_vague(tokens: list[Token], i: int) -> Numeral | None:
    low = tokens[i].low
    if low in _VAGUE:
        value, j = _VAGUE[low], i + 1
        while (
            low_at(tokens, j) in {"of", "upon"}
            and (next_ := low_at(tokens, j + 1)) in _VAGUE
            and next_ not in {"dozens", "scores"}
        ):
            value, j = value * (_VAGUE[next_] / 2 if tokens[j].low == "of" else 1), j + 2
        return Numeral(i, j, value, None, "vague", approximate=True, scaled=True)
    if low in {"several", "few"}:
        if low == "few" and (low_at(tokens, i - 1) != "a" or low_at(tokens, i + 1) not in SCALES):
            return None
        scale = SCALES.get(low_at(tokens, i + 1))
        return Numeral(i, i + 2 if scale else i + 1, 3 * (scale or 1), None, "vague", approximate=True, scaled=bool(scale))
    if low == "couple" and low_at(tokens, i - 1) in {"a", "next", "last", "past"}:
        scale = SCALES.get(low_at(tokens, i + 1), SCALES.get(low_at(tokens, i + 2)) if low_at(tokens, i + 1) == "of" else None)
        step = 1 if not scale else 2 if low_at(tokens, i + 1) in SCALES else 3
        return Numeral(i, i + step, 2 * (scale or 1), 3 * (scale or 1), "vague", approximate=True)
    return None


def _read_fraction(tokens: list[Token], i: int) -> Numeral | None:
    """ "a fifth", "two-thirds", "half of", as a share; "half a million" as a number."""
    low = tokens[i].low
    if low == "half":
        if low_at(tokens, i + 1) in {"a", "an"} and low_at(tokens, i + 2) in SCALES:
            value, j = SCALES[tokens[i + 2].low] / 2, i + 3
            return Numeral(i, j, value, value, "words", scaled=True)
        if low_at(tokens, i + 1) in {"of", "the", "its", "their", "all"} and low_at(tokens, i - 1) not in {
            "and",
            "first",
            "second",
        }:
            return Numeral(i, i + 1, 0.5, 0.5, "fraction")
        return None
    top: float | None = 1.0 if low in {"a", "an"} else float(_ONES[low]) if low in _ONES else None
    if top is None:
        return None
    j = i + 1
    hyphen = low_at(tokens, j) == "-"
    part = _PARTS.get(low_at(tokens, j + hyphen))
    if part is None or (top == 1) == low_at(tokens, j + hyphen).endswith("s"):
        return None
    after = low_at(tokens, j + hyphen + 1)
    by = low_at(tokens, i - 1) in {"by", "than", "nearly", "almost", "under", "over", "about", "around", "roughly"}
    if top == 1 and not (after == "of" or by):
        return None
    value = top / part
    if after == "of" and low_at(tokens, j + hyphen + 2) in {"a", "an"} and low_at(tokens, j + hyphen + 3) in SCALES:
        j += hyphen + 3
        value *= SCALES[tokens[j].low]
        return Numeral(i, j + 1, value, value, "words", scaled=True)
    return Numeral(i, j + hyphen + 1, value, value, "fraction") if 0 < value < 1 else None


def _read_words(tokens: list[Token], i: int) -> Numeral | None:
    """Number words in the usual order: "a hundred and twenty-five thousand", "two dozen", "a million and a half"."""
    low = tokens[i].low
    j = i
    total, group, scaled = 0.0, 0.0, False
    if low in {"a", "an"}:
        if low_at(tokens, i + 1) not in SCALES:
            return None
        group, j = 1.0, i + 1
    elif low not in _ONES and low not in _TENS:
        return None
    free = {"ones", "tens"}
    while j < len(tokens) and j - i < 16:
        word = tokens[j].low
        if word in _TENS and "tens" in free:
            group, free = group + _TENS[word], {"ones"}
        elif word in _ONES and "ones" in free and (_ONES[word] < 10 or "tens" in free):
            group, free = group + _ONES[word], set()
        elif word == "hundred" and 0 < group < 100:
            group, free, scaled = group * 100, {"ones", "tens"}, True
        elif word in SCALES and word != "hundred" and group:
            total, group, free, scaled = total + group * SCALES[word], 0.0, {"ones", "tens"}, True
        elif (
            word == "-"
            and are_joined(tokens, j)
            and are_joined(tokens, j + 1)
            and low_at(tokens, j + 1) in {*_ONES, *SCALES}
            and j > i
        ):
            if "ones" not in free and low_at(tokens, j + 1) not in SCALES:
                break
        elif word == "and" and scaled and low_at(tokens, j + 1) in {*_ONES, *_TENS} and free and group % 100 == 0:
            pass
        else:
            break
        j += 1
    if low_at(tokens, j) == "and" and low_at(tokens, j + 1) == "a" and low_at(tokens, j + 2) == "half":
        before = SCALES.get(low_at(tokens, j - 1), 1.0)
        total, j = total + before / 2, j + 3
        if low_at(tokens, j) in SCALES and before == 1.0:
            total, group, j = (total + group) * SCALES[tokens[j].low], 0.0, j + 1
    value = total + group
    return Numeral(i, j, value, value, "article" if low in {"a", "an"} else "words", scaled=scaled) if j > i else None
