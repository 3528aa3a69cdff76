"""The terms for lengths of time and for what is repeated: "five days", "a year ago", "every week"."""

import re
from collections.abc import Iterator

from onrecord.understand.dates import lexicon
from onrecord.understand.dates.expressions import Base, Duration, Fixed, Meaning, Repeated, Shifted
from onrecord.understand.dates.rules import Found, Rule, make_rule

_CODES = {
    "second": ("T", "S", 1), "minute": ("T", "M", 1), "hour": ("T", "H", 1), "day": ("", "D", 1), "night": ("", "D", 1),
    "week": ("", "W", 1), "weekend": ("", "WE", 1), "fortnight": ("", "W", 2), "month": ("", "M", 1), "quarter": ("", "Q", 1),
    "year": ("", "Y", 1), "decade": ("", "Y", 10), "century": ("", "Y", 100),
}  # fmt: skip
_HALVES = {"year": (6, "month"), "hour": (30, "minute"), "day": (12, "hour"), "minute": (30, "second"), "decade": (5, "year")}
_DAYS = {
    "second": 0,
    "minute": 0,
    "hour": 0,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 31,
    "quarter": 92,
    "year": 366,
    "decade": 3653,
}
_ADVERBS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P3M",
    "hourly": "PT1H", "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip
_BEFORE_ARTICLE = re.compile(
    r"\b(?:for|in|within|over|after|about|than|nearly|almost|during|least|only|just|takes?|took|lasts?|lasted|spen[dt]|within|under|around|of"
    r"|half|once|through|until|before|roughly|up\sto|to)\s$",
    re.IGNORECASE,
)


_QUOTED = re.compile(r"[\"“‘'`]\s?$")


def make_length(number: float | None, unit: str, *, reach: int = 0) -> Duration | None:
    """A duration of so many units; `reach` is -1 where it ends with the anchor, 1 where it begins with it."""
    sign, code, times = _CODES[unit]
    days = None
    if reach and number and unit in _DAYS:
        days = reach * max(1, round(number * _DAYS[unit]))
        days = days if abs(days) < 400_000 else None
    if number is None:
        vague = {"decade": "DE", "century": "CE"}.get(unit, code)
        return Duration(value=f"P{sign}X{vague}", reach=None)
    whole, rest = int(number), number % 1
    if rest == 0.5 and unit in _HALVES:
        count, smaller = _HALVES[unit]
        small_sign, small_code, _ = _CODES[smaller]
        head = f"P{sign}{whole * times}{code}" if whole else "P"
        return Duration(value=head + ("" if sign == small_sign and whole else small_sign) + f"{count}{small_code}", reach=days)
    shown = whole * times if rest == 0 else f"{number * times:g}"
    return Duration(value=f"P{sign}{shown}{code}", reach=days)


def _length(m: re.Match[str]) -> Duration | None:
    number, unit, reach = m["number"].lower(), lexicon.unit_name(m["units"]), (m["reach"] or "").lower()
    text = m.string
    before, after = text[max(0, m.start() - 14) : m.start()], text[m.end("units") : m.end("units") + 8]
    if _QUOTED.search(before) and m["units"][0].isupper():
        return None  # the name of a programme
    if re.match(r"[\s-]{0,2}olds?\b|[\s-]of[\s-]age", after):
        return None
    plural = m["units"].lower().endswith("s")
    if (unit == "quarter" and not reach) or (unit == "second" and not (reach or plural)):
        return None
    if number in {"a", "an"}:
        led = reach or _BEFORE_ARTICLE.search(before) or re.match(r"\s(?:after|before|and\sa|or)\b", after)
        if plural or not led or unit == "quarter":
            return None
    elif re.search(r"[$£€]$|\d[.,]?$", before):
        return None
    count = lexicon.read_number(number)
    if count is not None and text[m.end("units") : m.end()].lower() == " and a half":
        count += 0.5
    return make_length(count, unit, reach={"past": -1, "last": -1, "next": 1, "coming": 1}.get(reach, 0))


def _hours_and_minutes(m: re.Match[str]) -> Duration | None:
    hours, minutes = lexicon.read_number(m["hours"]), lexicon.read_number(m["number"])
    if hours is None or minutes is None or hours % 1 or minutes % 1 or minutes >= 60:
        return None
    return Duration(value=f"PT{int(hours)}H{int(minutes)}M")


def _years_and_months(m: re.Match[str]) -> Duration | None:
    years, months = lexicon.read_number(m["years"]), lexicon.read_number(m["number"])
    if years is None or months is None or years % 1 or months % 1 or months >= 12:
        return None
    return Duration(value=f"P{int(years)}Y{int(months)}M")


def _bare_plural(m: re.Match[str]) -> Duration | None:
    return make_length(None, lexicon.unit_name(m["plural"]))


def _from_day(m: re.Match[str]) -> Meaning | Iterator[Found] | None:
    number, unit, way = lexicon.read_number(m["number"]), lexicon.unit_name(m["units"]), m["way"].lower()
    past = way in {"ago", "earlier", "before", "previously", "back"}
    base: Base = "anchor" if way in {"ago", "back", "from now", "hence"} else "mention"
    compared = way in {"ago", "earlier"} and number == 1 and unit == "year"
    if way == "before" and re.match(r"\s[\w“\"‘]", m.string[m.end() : m.end() + 2]):
        length = make_length(number, unit)
        return iter([(m.start(), m.end("units"), length)]) if length else None
    if number is None and base == "mention":
        return make_length(None, unit)
    if number is None:
        return Fixed(value="PAST_REF" if past else "FUTURE_REF")
    if unit in {"hour", "minute", "second"}:
        return make_length(number, unit)
    if number % 1:
        if (number * 2) % 1 or unit not in {"year", "decade"}:
            return make_length(number, unit)
        number, unit = number * (12 if unit == "year" else 10), {"year": "month", "decade": "year"}[unit]
    steps = int(number) * (-1 if past else 1)
    return Shifted(unit=unit, steps=steps, base=base, compared=compared) if abs(steps) < 10_000 else None


def _every(m: re.Match[str]) -> Repeated | None:
    unit, count = lexicon.unit_name(m["units"]), m.groupdict().get("number")
    number = 2.0 if m["other"] else lexicon.read_number(count) if count else 1.0
    length = make_length(number, unit)
    return Repeated(value=length.value) if length else None


def _repeated_part(m: re.Match[str]) -> Repeated:
    return Repeated(value=f"XXXX-XX-XXT{lexicon.PARTS[m['part'].lower()]}")


def _adverb(m: re.Match[str]) -> Repeated | None:
    adverb, after = m["adverb"].lower(), m.string[m.end() : m.end() + 2]
    # "Quarterly" before a noun is a kind of report or dividend, and before a name a title.
    if re.match(r"\s[A-Z]", after) or (adverb in {"quarterly", "annually"} and re.match(r"\s[a-z]", after)):
        return None
    return Repeated(value=_ADVERBS[adverb])


_REACH = (
    r"(?:(?:the|these|those|its|his|her|their) )?(?:(?P<reach>past|last|next|coming|first|previous|preceding|final|latest) )?"
)
_FILL = r"(?: |-)(?:(?:more|further|additional|full|consecutive|straight|whole|long|trading|working|calendar) )?"
_SMALL = r"\d{1,3}|an|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_VAGUE = "years months weeks days hours minutes decades centuries"
_VAGUE_UNITS = rf"(?P<plural>{_VAGUE.replace(' ', '|')})"

#: The rules of this part of the grammar.
LENGTH_RULES: tuple[Rule, ...] = (
    make_rule("unit", _REACH + "<number>" + _FILL + r"<units>(?: and a half| or (?:so|two|more)|-long)?", _length),
    make_rule("unit", r"(?P<reach>)<number>(?:-)<units>", _length, holds="-"),
    make_rule("unit", rf"(?P<hours>{_SMALL}) h(?:ou)?rs?,?(?: and)? <number> min(?:ute)?s?", _hours_and_minutes, holds="min"),
    make_rule("unit", rf"(?P<years>{_SMALL}) years?,?(?: and)? <number> months?", _years_and_months, holds="month"),
    make_rule(
        "unit",
        r"(?:(?<=\bfor\s)|(?<=\bwithin\s)|(?<=\btime\sin\s))(?:the )?" + _VAGUE_UNITS,
        _bare_plural,
        holds=_VAGUE,
    ),
    make_rule(
        "unit", _VAGUE_UNITS + r"(?=(?:-long)? (?:of|after|before|later|since|to come|ahead))", _bare_plural, holds=_VAGUE
    ),
    make_rule(
        "unit",
        r"<number>(?: |-)(?:(?:full|more) )?<units> (?:or (?:so|more) )?"
        r"(?P<way>ago|earlier|later|before|back|previously|from now|hence)",
        _from_day,
        holds="ago earlier later before back previously from hence",
    ),
    make_rule("unit", r"(?:every|each) (?P<other>other )?(?:<number> )?<units>", _every, holds="every each"),
    make_rule(
        "unit",
        r"(?:once|twice|(?:\d+|three|four|five|several) times) (?:an?|per|every|each) (?P<other>other )?<units>",
        _every,
        holds="once twice times",
    ),
    make_rule(
        "unit",
        r"(?P<units>day|week|month|year|decade|hour)-long",
        lambda m: make_length(1, m["units"].lower()),
        holds="-long",
    ),
    make_rule("part", r"(?:every|each) <part>", _repeated_part),
    make_rule("adverb", rf"(?P<adverb>{'|'.join(_ADVERBS)})", _adverb),
)
