"""What looks like a quantity and is none: dates, clock times, ages, ordinals, list numbers, scores, parts of names."""

import re

from onrecord.understand.figures.nouns import Head
from onrecord.understand.figures.numerals import Numeral
from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set
from onrecord.understand.figures.units import read_sign

_MONTHS = word_set(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec"""
)
_ZONES = word_set("gmt bst utc est edt pst pdt cst cdt cet cest am pm a.m. p.m. hrs o'clock local noon uk et")
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_BEFORE_A_RANK = word_set(
    """no no. nos number numbers page pages chapter article section resolution room flight route highway phase version
    channel rule act scene gate platform line division brigade unit block building apartment level stage step round week
    day volume issue episode season class type model category grade tier zone area district ward sector paragraph clause
    figure table item lot group bus train interstate junction exit grid camp hall court formula boeing airbus apollo
    schedule"""
)
_STREET = re.compile(r"(?:Street|Avenue|Road|Lane|Drive|Boulevard|Square|Downing|Place|Way|Court)$")
_CENTURY_HINTS = word_set(
    """in since of from until till by to early late mid the during before after between and for month year spring summer
    autumn winter fall circa ended ending election elections through - – — ( , /"""
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages)\s+(?:of\s+|between\s+|from\s+|over\s+|under\s+|around\s+|about\s+)?(?:\d+\s+(?:and|to|or)\s+)?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"(?:[\s-]{1,2}(?:years?|months?|weeks?|days?)[\s-]{1,2}old\b|[\s-]years?[\s-]of[\s-]age\b)", re.IGNORECASE
)
_LASTING = word_set(
    """war conflict uprising insurgency invasion rebellion revolt crisis dispute siege occupation strike ban blockade
    campaign"""
)
_DEICTIC_AFTER = word_set("ago earlier later before after prior hence previously back into")
_TIME_UNITS = word_set("second minute hour day week month year decade century")


def is_excluded(text: str, tokens: list[Token], numeral: Numeral, *, measured: bool) -> bool:
    """Whether the number is a date, a time, an age, an ordinal, a rank or a part of a name.

    `measured` says that it has a unit, so that it can be no year, day or rank.
    """
    first, last = numeral.first, numeral.last
    if numeral.form in {"vague", "fraction"}:
        return False
    if low_at(tokens, last) in {"-", "–"} and low_at(tokens, last + 1) in {
        "point",
        "way",
        "pronged",
        "sided",
        "tier",
        "part",
        "dimensional",
    }:
        return True
    if is_age(text, tokens, numeral):
        return True
    if tokens[first].kind != "number":
        return low_at(tokens, last) == "o'clock"
    if _is_code(tokens, numeral) or _is_clock(text, tokens, numeral) or _is_score(tokens, numeral):
        return True
    return not measured and (_is_date(tokens, numeral) or _is_rank(tokens, numeral))


_ACRONYM = re.compile(r"[A-Z]{3,}")


def _is_code(tokens: list[Token], numeral: Numeral) -> bool:
    """ "G7", "COVID-19", "F-16s", "225th", "1.2.3", "555-0134"."""
    first, last = numeral.first, numeral.last
    if last < len(tokens) and are_joined(tokens, last) and tokens[last].low in {*_ORDINAL, "s"}:
        return True
    if are_joined(tokens, first):
        before = tokens[first - 1]
        if before.kind == "word":
            return read_sign(tokens, first, scaled=numeral.scaled) is None
        if before.text == "-" and first > 1 and are_joined(tokens, first - 1) and tokens[first - 2].kind == "word":
            return tokens[first - 2].low not in {"sub", "minus", "some", "about"}
        if before.text in {"_", "@"}:
            return True
        if before.text == "-" and first > 1 and _ACRONYM.fullmatch(tokens[first - 2].text) and low_at(tokens, last) != "%":
            return True
        if before.text in {"/", "."} and first > 1 and are_joined(tokens, first - 1):
            return tokens[first - 2].kind == "number"
    lettered = last + 1 < len(tokens) and are_joined(tokens, last) and are_joined(tokens, last + 1)
    if lettered and tokens[last].text.isupper() and tokens[last + 1].kind == "number" and len(tokens[last].text) > 1:
        return True
    if _is_slashed_date(tokens, first) or _is_dialled(tokens, first):
        return True
    joined = last < len(tokens) and are_joined(tokens, last)
    if joined and tokens[last].text == "." and are_joined(tokens, last + 1) and tokens[last + 1].kind == "number":
        return True
    return joined and tokens[last].text == "-" and _is_phone(tokens, last)


def _is_dialled(tokens: list[Token], i: int) -> bool:
    """ "0800 555 123": a number that begins with 0, or is one of a row of three or that begins so."""
    left = i
    while left > max(0, i - 4) and tokens[left - 1].kind == "number":
        left -= 1
    first = tokens[left].text
    row = tokens[left : left + 3]
    in_row = len(row) == 3 and all(t.kind == "number" for t in row)
    return in_row or (len(first) > 1 and first[0] == "0" and first.isdigit())


def _is_slashed_date(tokens: list[Token], i: int) -> bool:
    return (
        low_at(tokens, i + 1) == "/"
        and low_at(tokens, i + 3) == "/"
        and are_joined(tokens, i + 1)
        and are_joined(tokens, i + 2)
        and tokens[i + 2].kind == "number"
    )


def _is_phone(tokens: list[Token], dash: int) -> bool:
    """ "555-0134", "020-7946-0018": groups of digits of which a later one begins with 0 or is as long as no range's."""
    if dash + 1 >= len(tokens) or not are_joined(tokens, dash + 1) or tokens[dash + 1].kind != "number":
        return False
    right, left = tokens[dash + 1].text, tokens[dash - 1].text
    chained = (
        low_at(tokens, dash + 2) == "-"
        and are_joined(tokens, dash + 2)
        and dash + 3 < len(tokens)
        and tokens[dash + 3].kind == "number"
    )
    return chained or (left.startswith("0") and "." not in left) or (right.startswith("0") and "." not in right)


def _is_clock(text: str, tokens: list[Token], numeral: Numeral) -> bool:
    first, last = numeral.first, numeral.last
    token = tokens[first]
    for a, b in ((first, first + 1), (first - 2, first - 1)):
        if a >= 0 and low_at(tokens, b) == ":" and are_joined(tokens, b) and are_joined(tokens, b + 1):
            other = tokens[b + 1] if a == first else tokens[a]
            if other.kind == "number" and b + 1 < len(tokens) and tokens[b + 1].kind == "number":
                return True
    zone = low_at(tokens, last)
    if zone in _ZONES and (
        zone not in {"local", "uk", "et", "hrs"} or low_at(tokens, last + 1) == "time" or len(token.text) == 4
    ):
        return True
    range_ = low_at(tokens, last) in {"and", "to"} and last + 1 < len(tokens) and tokens[last + 1].kind == "number"
    end = last + 2 * range_
    goes_on = end >= len(tokens) or tokens[end].kind != "word" or tokens[end].low in _GO_ON
    if goes_on and _is_hour(tokens, first):
        return True
    return bool(re.match(r"\s?[ap]\.?m\b", text[tokens[last - 1].end : tokens[last - 1].end + 5], re.IGNORECASE))


_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_AT_HOUR = word_set("at until till after before between")
_LEVELS = word_set("stood stands closed put puts estimated valued priced ended opened traded set remained peaked up down")
_GO_ON = word_set("and to on the he she it they but when while as that found which who was were or in with local")


def _is_hour(tokens: list[Token], i: int) -> bool:
    """Whether a bare number of four digits is a time of day: "at about 1100", "between 1040 and 1050", "until 1221"."""
    if not _HOUR.fullmatch(tokens[i].text) or tokens[i].text[:2] in {"19", "20"}:
        return False
    j = i - 1
    if low_at(tokens, j) in {"and", "to"} and j > 1 and _HOUR.fullmatch(tokens[j - 1].text):
        j -= 2
    j -= low_at(tokens, j) in {"about", "around"}
    return low_at(tokens, j) in _AT_HOUR and low_at(tokens, j - 1) not in _LEVELS


def _is_date(tokens: list[Token], numeral: Numeral) -> bool:
    first, last = numeral.first, numeral.last
    digits = tokens[first].text
    if numeral.scaled or not digits.isdigit() or last - first > 1:
        return False
    value = int(digits)
    before, after = low_at(tokens, first - 1), low_at(tokens, last)
    if value <= 31:
        if _is_month(tokens, first - 1) or _is_month(tokens, last) or (after == "of" and _is_month(tokens, last + 1)):
            return True
        if after in {"and", "to", "-", "–", "or", ","} and low_at(tokens, last + 1).isdigit() and _is_month(tokens, last + 2):
            return True
        if before in {"and", "to", "-", "–", "or"} and _is_month(tokens, first - 3):
            return True
    if value < 100 and before in {"'", "’", "‘"} and are_joined(tokens, first):
        return True
    return 1000 <= value <= 2100 and len(digits) == 4 and is_year(tokens, numeral)


def _is_score(tokens: list[Token], numeral: Numeral) -> bool:
    """ "won 2-1", "drew 2-2": joined numbers, the first not smaller, that are no range."""
    for left in (numeral.first, numeral.first - 2):
        right = left + 2
        if left < 0 or right >= len(tokens) or low_at(tokens, left + 1) not in {"-", "–"}:
            continue
        if not (are_joined(tokens, left + 1) and are_joined(tokens, right)):
            continue
        a, b = tokens[left].text, tokens[right].text
        if a.isdigit() and b.isdigit() and max(len(a), len(b)) <= 3 and int(a) >= int(b):
            return True
    return False


def _is_month(tokens: list[Token], i: int) -> bool:
    if low_at(tokens, i) == "." and low_at(tokens, i - 1) in _MONTHS:
        i -= 1
    return low_at(tokens, i) in _MONTHS and (tokens[i].text[0].isupper() or tokens[i].low not in {"may", "march", "mar"})


def is_year(tokens: list[Token], numeral: Numeral) -> bool:
    """Whether four digits are a year by what is before and after them."""
    before, after = low_at(tokens, numeral.first - 1), low_at(tokens, numeral.last)
    if after in {"s", "'"} and are_joined(tokens, numeral.last):
        return True
    if after in {"people", "soldiers", "troops", "men", "women", "children", "km", "miles", "years", "barrels"}:
        return False
    bounded = before in {"least", "most"} and low_at(tokens, numeral.first - 2) == "at"
    if bounded and low_at(tokens, numeral.first - 3) in {"since", "from", "until", "till", "in", "before"}:
        return True
    day = low_at(tokens, numeral.first - 1).isdigit() and _is_month(tokens, numeral.first - 2)
    if day or _is_month(tokens, numeral.first - 1) or (before == "," and low_at(tokens, numeral.first - 2).isdigit()):
        return True
    recent = 1700 <= float(tokens[numeral.first].text) <= 2100
    return recent and (before in _CENTURY_HINTS or not after or not after[0].isalnum() or not before or after[0].isalpha())


def _is_rank(tokens: list[Token], numeral: Numeral) -> bool:
    first, last = numeral.first, numeral.last
    before, after = low_at(tokens, first - 1), low_at(tokens, last)
    if before in _BEFORE_A_RANK and not (
        before in {"line", "group", "week", "day", "figure", "number", "unit"} and after == "people"
    ):
        return before != "no" or tokens[first - 1].text != "no"
    if before == "." and first > 1 and low_at(tokens, first - 2) in {"no", "nos"}:
        return True
    if before == "#" and not (numeral.scaled or "," in tokens[first].text):
        return True
    starts = first == 0
    listed = tokens[first].text.isdigit() and low_at(tokens, last + 1) != "."
    if starts and listed and after in {".", ")"} and last - first == 1:
        return True
    return (
        last < len(tokens)
        and bool(_STREET.search(tokens[min(last + 1, len(tokens) - 1)].text))
        and tokens[last].text[:1].isupper()
    )


def is_age(text: str, tokens: list[Token], numeral: Numeral) -> bool:
    """ "aged 12", "12 years old", "Ana Ruiz, 44,"; not "three-year-old conflict"."""
    start, end = tokens[numeral.first].start, tokens[numeral.last - 1].end
    if _AGE_BEFORE.search(text[max(0, start - 40) : start]):
        return True
    m = _AGE_AFTER.match(text, end)
    if m:
        following = re.match(r"\W*(\w+)", text[m.end() : m.end() + 30])
        return not (following and following.group(1).lower() in _LASTING)
    i, j = numeral.first, numeral.last
    named = low_at(tokens, i - 1) == "," and i > 1 and tokens[i - 2].text[:1].isupper()
    return (
        named
        and numeral.low <= 110
        and tokens[i].kind == "number"
        and low_at(tokens, j) in {",", ")", ".", ";"}
        and not numeral.scaled
        and (low_at(tokens, j) == "," or j + 1 >= len(tokens))
    )


def is_deictic(tokens: list[Token], at: int, unit: str) -> bool:
    """Whether a duration places something in time ("two days later", "three years ago") and does not measure it."""
    return (
        unit in _TIME_UNITS
        and low_at(tokens, at) in _DEICTIC_AFTER
        and not (low_at(tokens, at) in {"after", "before", "into", "later"} and low_at(tokens, at + 1) == "of")
    )


_INDICES = word_set("sp nasdaq dow ftse dax cac stoxx nikkei russell asx topix")
"""Names of share indices, which a number is part of."""
_BRAND = re.compile(r"[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]")


def is_model(tokens: list[Token], numeral: Numeral) -> bool:
    """Whether a bare number belongs to a word with capitals inside it ("iPhone 11"), even before a noun."""
    i = numeral.first
    bare = i > 0 and tokens[i].text.isdigit() and not numeral.scaled
    return bare and _BRAND.match(tokens[i - 1].text) is not None and tokens[i - 1].end < tokens[i].start


def is_name_part(tokens: list[Token], numeral: Numeral, head: Head | None) -> bool:
    """Whether a bare number belongs to the capitalised name before it ("Windows 10", "Area 51")."""
    i = numeral.first
    if i < 2 or tokens[i].kind != "number" or "," in tokens[i].text or numeral.scaled:
        return False
    before = tokens[i - 1]
    if before.low in _INDICES:
        return True
    named = before.kind == "word" and before.text != before.low and low_at(tokens, i - 2) not in {".", "“", '"', ":"}
    return named and (head is None or not head.is_people)
