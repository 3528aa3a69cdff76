"""The report's own words: days, numbers, bounds, counts."""

import calendar
import datetime as dt
import functools
import math
import re
from collections.abc import Sequence

from onrecord.model import Figure, When

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_UNITS = {
    "person": "people",
    "km2": "km²",
    "m2": "m²",
    "km3": "km³",
    "m3": "m³",
    "percent": "%",
    "USD": "US dollars",
    "GBP": "pounds",
    "EUR": "euros",
    "1": "",
    "foot": "feet",
    "inch": "inches",
}
_ONES = {"person": "person", "USD": "US dollar", "GBP": "pound", "EUR": "euro", "foot": "foot", "inch": "inch"}
_PLURALS = {
    **{word: word for word in ("pence", "aircraft", "percent", "sheep", "hertz")},
    "life": "lives",
    "half": "halves",
    "child": "children",
    "man": "men",
    "woman": "women",
}
STANCES = {
    "asserts": "asserts",
    "denies": "denies",
    "questions": "questions",
    "orders": "orders",
    "promises": "promises",
    "cannot-verify": "cannot verify",
}
STANCE_MARKS = {"asserts": "+", "denies": "×", "questions": "?", "orders": "!", "promises": "»", "cannot-verify": "?"}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@functools.lru_cache(maxsize=8_192)
def read_day(text: str | None) -> dt.date | None:
    """The calendar day that an ISO 8601 text names, or None."""
    m = _DAY.fullmatch(text or "")
    if not m:
        return None
    try:
        return dt.date(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        return None


def tell_day(day: dt.date, *, year: bool = True, weekday: bool = False) -> str:
    """A day in words: "Thu 13 March 2025"."""
    name = f"{calendar.day_abbr[day.weekday()]} " if weekday else ""
    return f"{name}{day.day} {calendar.month_name[day.month]}" + (f" {day.year:04d}" if year else "")


def tell_value(value: str, *, year: bool = True) -> str:
    """A TIMEX3 value in words as far as it is a day, month, season or year; any other is given as it stands."""
    day = read_day(value)
    if day:
        return tell_day(day, year=year)
    t = _TIME.fullmatch(value)
    if t and (day := read_day(t[1])):
        return f"{tell_day(day, year=year)}, {t[2]}"
    m = _MONTH.fullmatch(value)
    if m and 1 <= int(m[2]) <= 12:
        return f"{calendar.month_name[int(m[2])]} {m[1]}"
    if len(value) == 7 and value[4] == "-" and value[5:] in _SEASONS:
        return f"{_SEASONS[value[5:]]} {value[:4]}"
    return value


def tell_range(first: str | None, last: str | None, *, year: bool = True) -> str:
    """The days from `first` to `last` in as few words as are clear; an end that is not known is told as open."""
    a, b = read_day(first), read_day(last)
    if a is None or b is None:
        return f"{tell_day(a, year=year)} or later" if a else f"by {tell_day(b, year=year)}" if b else ""
    if a == b:
        return tell_day(a, year=year)
    if (a.day, a.year, a.month) == (1, b.year, b.month) and b.day == calendar.monthrange(b.year, b.month)[1]:
        return f"{calendar.month_name[a.month]} {a.year}"
    if (a.month, a.day, b.month, b.day, a.year) == (1, 1, 12, 31, b.year):
        return str(a.year)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{tell_day(b, year=year)}"
    return f"{tell_day(a, year=a.year != b.year)} to {tell_day(b, year=year or a.year != b.year)}"


def tell_when(when: When | None, *, year: bool = True) -> str:
    """When something was, in words, with its precision; empty where it is not known."""
    if when is None:
        return ""
    told = tell_value(when.value, year=year) if when.value else ""
    if told and (told != when.value or not (when.earliest and when.latest) or re.fullmatch(r"\d{4}", told)):
        return told
    return tell_range(when.earliest, when.latest, year=year)


def tell_holding(when: When | None) -> str:
    """The day that a figure holds for: what the text names, or before which day it must lie; else empty.

    Where the text names no day, that on which it was said or printed is told as that.
    """
    if when is None:
        return ""
    if when.basis != "inferred":
        return tell_when(when)
    return tell_range(None, when.latest) if when.latest and not when.earliest else ""


def tell_basis(when: When) -> str:
    """How a day of publication is known, where it was not simply given."""
    if when.basis == "given" and (when.value or when.earliest):
        return ""
    if not (when.value or when.earliest or when.latest):
        return "date not known"
    how = {"stated": "as stated in the text", "inferred": "inferred", "unknown": "not certain", "given": "given"}[when.basis]
    return f"{how}: {when.reason}" if when.reason else how


def tell_number(value: float) -> str:
    """A number with thousands marked, and millions and billions in words where that loses nothing."""
    if not math.isfinite(value):
        return "?"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        short = value / size
        if abs(short) >= 1 and math.isclose(round(short, 3), short, rel_tol=1e-12):
            return f"{short:.3f}".rstrip("0").rstrip(".") + f" {word}"
    if abs(value - round(value)) < 1e-9:
        return f"{round(value):,}"
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def tell_unit(unit: str, *, one: bool = False) -> str:
    """A unit as it is written after a number, or after `one` alone."""
    if unit in _UNITS:
        return _ONES.get(unit, _UNITS[unit]) if one else _UNITS[unit]
    if "/" in unit:
        what, per = unit.split("/", 1)
        return f"{tell_unit(what, one=one)} {'an' if per == 'hour' else 'a'} {per}"
    return _plural(unit) if not one and unit.isalpha() and unit.islower() and len(unit) > 2 else unit


def _plural(noun: str) -> str:
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("s") or not noun.isalpha() or len(noun) < 3:
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x", "z")) else "s")


def tell_bounds(figure: Figure) -> str:
    """What a figure is read as: "= 1,300", "≈ 1,000", "≥ 90", "≤ 200", "90–110"."""
    low, high = figure.low, figure.high
    about = "≈ " if figure.approximate else ""
    if low is not None and high is not None:
        return f"{about or '= '}{tell_number(low)}" if low == high else f"{about}{tell_number(low)}–{tell_number(high)}"
    if low is not None:
        return f"≥ {'about ' * figure.approximate}{tell_number(low)}"
    if high is not None:
        return f"≤ {'about ' * figure.approximate}{tell_number(high)}"
    return "no number"


def tell_amount(figure: Figure) -> str:
    """What a figure is read as, with its unit."""
    unit = tell_unit(figure.unit, one=figure.low == 1 and figure.high in (1, None))
    return tell_bounds(figure) + (f" {unit}" if unit and unit != "%" else " %" if unit else "")


def capitalise(text: str) -> str:
    """The text with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def clip(text: str, limit: int) -> str:
    """The text, or its beginning with "…" where it is longer than any real name or heading."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def clip_quotes(reason: str, limit: int = 36) -> str:
    """A reason with its long quotations cut at a word: the words themselves stand beside it."""
    long = re.compile(rf"“([^“”]{{{limit},}})”")
    return long.sub(lambda m: f"“{m[1][:limit].rsplit(' ', 1)[0].rstrip(',;:')} …”", reason)


def count(n: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: "1 article", "3 articles", "1,200 articles"."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def spell(n: int) -> str:
    """A small count as a word, any other in digits."""
    return _SMALL[n] if 0 <= n < len(_SMALL) else f"{n:,}"


def join_names(names: Sequence[str], *, limit: int = 4) -> str:
    """Names as a list in words; past the limit only the count of the others."""
    if len(names) > limit:
        return ", ".join(names[:limit]) + f" and {spell(len(names) - limit)} more"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else ""


def tell_gap(days: int) -> str:
    """A stretch of days without an entry, in the unit that reads best."""
    if days >= 730:
        return f"{spell(round(days / 365.25))} years"
    if days >= 61:
        return f"{spell(round(days / 30.44))} months"
    if days >= 21:
        return f"{spell(round(days / 7))} weeks"
    return f"{spell(days)} days"


def tell_likeness(cosine: float) -> str:
    """How near in meaning, in two places: "likeness .71"."""
    text = f"{cosine:.2f}"
    return "likeness " + (text.removeprefix("0"))
