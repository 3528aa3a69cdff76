"""Quantities without a plain numeral, or with one that means another: shares, factors, "a mile", "no casualties"."""

from onrecord.understand.figures.bounds import bounds_before
from onrecord.understand.figures.drafts import Draft, read_range
from onrecord.understand.figures.nouns import Head, find_head, is_person_noun
from onrecord.understand.figures.numerals import BEGINNINGS as NUMERALS
from onrecord.understand.figures.numerals import Numeral, read_numeral
from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set
from onrecord.understand.figures.units import read_unit

_NEAR = word_set("nearly almost over about roughly around than at")
_COMPARED = word_set(
    """more higher larger greater bigger less fewer lower faster as the that what its their his previous current normal worse
    smaller longer deadlier"""
)
_LARGE = word_set("vast large great overwhelming clear slim narrow big huge")
_LOSSES = {"casualties": "casualty", "injuries": "injury", "deaths": "death", "fatalities": "fatality", "survivors": "survivor"}
_PARTS_OF = frozenset({3, 4, 5, 6, 7, 8, 10, 12, 20, 100, 1000})
_AFTER_SCORES = word_set("of more were are have had killed dead injured wounded missing others remain")
_MEASURED_FROM = word_set("below above from away long wide beneath under deep off")


def is_pronoun(tokens: list[Token], numeral: Numeral) -> bool:
    """Whether "one" is a pronoun or an article ("one of the", "one morning"), or "scores" a verb."""
    low, after = tokens[numeral.first].low, low_at(tokens, numeral.last)
    if low == "one" and numeral.last - numeral.first == 1:
        unit = read_unit(tokens, numeral.last)
        if unit:
            return unit.dimension in {"time", "point"} or low_at(tokens, numeral.first - 1) in {"no", "this", "that", "the"}
        return not is_person_noun(after)
    return low == "scores" and numeral.first > 0 and after not in _AFTER_SCORES


_NO_ONE = word_set("no each every this that which the same another any bbc channel day")
_OF_ONE = 8


def read_one(tokens: list[Token], i: int) -> Draft | None:
    """ "one of the people", "one particular demand": one of several, which counts nothing that a story tells."""
    if tokens[i].low != "one" or low_at(tokens, i - 1) in _NO_ONE:
        return None
    unit = read_unit(tokens, i + 1)
    if unit and not (unit.dimension == "point" and low_at(tokens, i - 1) == "at"):
        return None
    of = low_at(tokens, i + 1) == "of"
    if of and (j := i + 2) < len(tokens):
        j += low_at(tokens, j) in {"the", "my", "his", "her", "its", "our", "their", "your", "these", "those"}
        j += low_at(tokens, j) == "most"
        if j < len(tokens) and read_numeral(tokens, j):
            return None
        head = find_head(tokens, j, reach=_OF_ONE)
    else:
        head = None if of else find_head(tokens, i + 1, single=True, reach=3)
    if head is None:
        return None
    name, dimension = ("person", "people") if head.is_people else (head.lemma, "count")
    return Draft(Numeral(i, i + 1, 1.0, 1.0, "words"), i, head.at + 1, 1.0, 1.0, name, dimension, head)


_PARTED = {"hour": "minute", "minute": "second"}
_PARTS = 60


def read_clocked(tokens: list[Token], i: int) -> Draft | None:
    """A time in two units, or in decimals of a second, as results give it: "1m44.2s", "one minute 44.2 seconds", "0.3s"."""
    first = read_numeral(tokens, i)
    if first is None or first.form not in {"digits", "words"} or first.last >= len(tokens):
        return None
    letter = tokens[first.last].low if are_joined(tokens, first.last) else ""
    if letter == "s" and "." in tokens[i].text:
        return _clocked(i, first.last + 1, first.low, "second")
    unit = read_unit(tokens, first.last) if letter != "m" else None
    at = first.last + 1 if letter == "m" else unit.last if unit and unit.name in _PARTED else 0
    if unit and at:
        at += low_at(tokens, at) == "and"
    second = read_numeral(tokens, at) if 0 < at < len(tokens) and tokens[at].kind == "number" else None
    if second is None or second.last >= len(tokens) or second.low >= _PARTS:
        return None
    if letter == "m":
        whole = are_joined(tokens, at) and are_joined(tokens, second.last) and tokens[second.last].low == "s"
        return _clocked(i, second.last + 1, _PARTS * first.low + second.low, "second") if whole else None
    small = read_unit(tokens, second.last)
    if unit is None or small is None or small.name != _PARTED[unit.name]:
        return None
    return _clocked(i, small.last, _PARTS * first.low + second.low, small.name)


def _clocked(first: int, last: int, value: float, unit: str) -> Draft:
    value = round(value, 3)
    return Draft(Numeral(first, last, value, value, "digits"), first, last, value, value, unit, "time")


_PERIODS = word_set("hour day week month year decade")
_LONG = {f"{period}long": period for period in _PERIODS}
BEGINNINGS = NUMERALS | frozenset({"no", "majority", "twice", "thrice", "decades", "centuries", *_LONG, *_PERIODS})
"""The words, in lower case, that a quantity begins with, besides those that end in "fold"."""
FACTORS = frozenset({"times", "fold"})
"""Words without one of which no number is a factor."""


def read_special(tokens: list[Token], i: int, numeral: Numeral | None, *, factors: bool) -> Draft | None:
    """The quantity at token `i` where the words around the number make it another: a share, a factor, none.

    `numeral` is the number there, if any, `factors` whether one of FACTORS stands in the sentence.
    """
    low = tokens[i].low
    found = _read_none(tokens, i) if low == "no" else _read_majority(tokens, i) if low == "majority" else _read_fold(tokens, i)
    if found is None and numeral:
        found = _read_in_ten(tokens, i, numeral) or _read_part(tokens, i, numeral)
        found = found or (_read_times(tokens, numeral) if factors else None)
    return found or (_read_long(tokens, i) if low in _LONG or low in _PERIODS else None)


def _read_long(tokens: list[Token], i: int) -> Draft | None:
    """ "weeklong", "an hour-long call": one of the unit."""
    period = _LONG.get(tokens[i].low)
    hyphened = (
        [t.low for t in tokens[i : i + 3]][1:] == ["-", "long"] and are_joined(tokens, i + 1) and are_joined(tokens, i + 2)
    )
    if (not period and not (tokens[i].low in _PERIODS and hyphened)) or are_joined(tokens, i):
        return None
    last = i + 1 if period else i + 3
    return Draft(Numeral(i, last, 1.0, 1.0, "words"), i, last, 1.0, 1.0, period or tokens[i].low, "time")


def _read_none(tokens: list[Token], i: int) -> Draft | None:
    """ "no casualties"."""
    loss = _LOSSES.get(low_at(tokens, i + 1))
    if not loss:
        return None
    return Draft(Numeral(i, i + 1, 0.0, 0.0, "words"), i, i + 2, 0.0, 0.0, "person", "people", Head(i + 1, loss, True, ()))


def _read_majority(tokens: list[Token], i: int) -> Draft | None:
    """ "a majority of voters": more than half of them."""
    first = i - 1 - (low_at(tokens, i - 1) in _LARGE)
    if low_at(tokens, i + 1) != "of" or low_at(tokens, first) not in {"a", "the", "an"}:
        return None
    head = find_head(tokens, i + 1)
    if head is None or not head.is_people:
        return None
    return Draft(
        Numeral(first, head.at + 1, 50.0, None, "vague", approximate=True),
        first,
        head.at + 1,
        50.0,
        None,
        "percent",
        "share",
        head,
    )


def _read_fold(tokens: list[Token], i: int) -> Draft | None:
    """ "sixfold", "twice the rate"."""
    low = tokens[i].low
    if low in {"twice", "thrice"} and (low_at(tokens, i + 1) in _COMPARED or low_at(tokens, i - 1) in _NEAR):
        value = 2.0 if low == "twice" else 3.0
        return Draft(Numeral(i, i + 1, value, value, "words"), i, _compared_end(tokens, i + 1), value, value, "times", "factor")
    if not low.endswith("fold") or len(low) <= 5:
        return None
    bare = read_numeral([tokens[i]._replace(text=low[:-4], low=low[:-4])], 0)
    if bare is None:
        return None
    return Draft(bare._replace(first=i, last=i + 1), i, i + 1, bare.low, bare.high, "times", "factor")


def _read_in_ten(tokens: list[Token], i: int, numeral: Numeral) -> Draft | None:
    """ "one in five", "nine out of ten" as a share in percent."""
    out = low_at(tokens, numeral.last) == "out" and low_at(tokens, numeral.last + 1) == "of"
    if not out and low_at(tokens, numeral.last) != "in":
        return None
    joint = numeral.last + (2 if out else 1)
    other = read_numeral(tokens, joint) if joint < len(tokens) else None
    if not other or numeral.form == "vague" or other.low not in _PARTS_OF or not numeral.low < other.low:
        return None
    # "one in 10", but not "two in 10 months", nor "12 in 100"
    alike = other.form == "words" or (other.form == "digits" and numeral.form == "words" and numeral.low == 1)
    if not alike or read_unit(tokens, other.last):
        return None
    value = 100 * numeral.low / other.low
    return Draft(
        numeral._replace(last=other.last), i, other.last, value, value, "percent", "share", find_head(tokens, other.last)
    )


def _read_part(tokens: list[Token], i: int, numeral: Numeral) -> Draft | None:
    """ "52 of 120 seats", "two out of the three suspects": the first counts what the second does, and both are quantities."""
    if numeral.high is None or numeral.form == "fraction" or is_pronoun(tokens, numeral):
        return None
    j = numeral.last + (low_at(tokens, numeral.last) == "out")
    if low_at(tokens, j) != "of":
        return None
    j += 1
    j += low_at(tokens, j) in {"the", "its", "their", "these", "those", "some", "about"}
    second = read_numeral(tokens, j) if j < len(tokens) else None
    head = find_head(tokens, second.last) if second and second.low > numeral.low else None
    if head is None:
        return None
    unit = ("person", "people") if head.is_people else (head.lemma, "count")
    return Draft(numeral, i, numeral.last, numeral.low, numeral.high, *unit, head)


def _read_times(tokens: list[Token], numeral: Numeral) -> Draft | None:
    """ "five times more", "two to three times the rate", "10-fold"; not "visited three times"."""
    if numeral.high is None or numeral.form == "fraction" or numeral.scaled:
        return None
    draft = Draft(numeral, numeral.first, numeral.last, numeral.low, numeral.high, "times", "factor")
    read_range(tokens, draft)
    at = draft.last + (low_at(tokens, draft.last) == "-")
    word = low_at(tokens, at)
    compared = low_at(tokens, at + 1) in _COMPARED or low_at(tokens, at + 1).endswith("'s")
    if word != "fold" and not (word == "times" and compared):
        return None
    draft.last = _compared_end(tokens, at + 1) if word == "times" else at + 1
    return draft


def _compared_end(tokens: list[Token], i: int) -> int:
    """The token after what a factor is compared with, at most four words on."""
    j = i
    while (
        j < len(tokens)
        and j - i < 4
        and tokens[j].kind == "word"
        and tokens[j].low not in {"and", "but", "in", "on", "by", "from"}
    ):
        j += 1
    return j


def read_article(text: str, tokens: list[Token], i: int) -> Draft | None:
    """ "a mile", "a decade": one of a unit, where it is a length or a bound says that it is measured; "decades" of time."""
    low = tokens[i].low
    if low in {"decades", "centuries"} and low_at(tokens, i - 1) in {"for", "over", "of", "than", "took", "take"}:
        value = 20.0 if low == "decades" else 200.0
        return Draft(Numeral(i, i + 1, value, None, "vague", approximate=True), i, i + 1, value, None, "year", "time")
    if low not in {"a", "an"} or i + 1 >= len(tokens):
        return None
    unit = read_unit(tokens, i + 1)
    if unit is None or unit.dimension not in {"length", "time", "area"} or tokens[i + 1].low.endswith("s"):
        return None
    bounds = bounds_before(text, tokens[0].start, tokens[i].start)
    if bounds.bound is None and (unit.dimension == "time" or not bounds.approximate):
        far = unit.name in {"mile", "km", "light-year"} and low_at(tokens, unit.last) in _MEASURED_FROM
        if not far:
            return None
    return Draft(Numeral(i, i + 1, 1.0, 1.0, "article"), i, unit.last, 1.0, 1.0, unit.name, unit.dimension)
