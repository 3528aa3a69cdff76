"""The terms for weeks, months and years by their distance, seasons, quarters, years, decades, and for now and then."""

import re
from collections.abc import Iterator

from onrecord.understand.dates import lexicon
from onrecord.understand.dates.expressions import Calendar, Fixed, Meaning, Part, Period, Season, Shifted, Weekend
from onrecord.understand.dates.lengths import make_length
from onrecord.understand.dates.rules import Build, Found, Rule, is_name, make_rule, read_turn, read_year

_SEASON_PART = re.compile(r"\b(?:early|late|mid)[\s-]$", re.IGNORECASE)
_YEAR_PREPOSITION = re.compile(
    r"\b(?:in|since|of|from|until|till|by|to|through|during|before|after|between|and|early|late|mid|year|fiscal)[\s-]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:[a-z]*(?:s|people|men|women|children)\b(?!['’])|per\s?cent|percent|million|billion|(?:k?m|kg|ft)\b)"
)
_QUOTED = re.compile(r"[\"“‘'`]\s?$")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DECADE_WORDS = {tens.removesuffix("y") + "ies": 20 + 10 * n for n, tens in enumerate(_TENS)}
_CENTURY_WORDS = ("seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")
_BEFORE_YEAR = r"(?:(?<=\bfor\s)|(?<=\bmonths\sof\s)|(?<=\brest\sof\s))"
#: "In the past it ...", not "the past three days".
_GOES_ON = r"(?:and|as|but|by|for|from|has|have|he|is|it|or|she|that|they|to|was|we|when|which|who|with)\b"
#: A quarter that ends so early in a month is that of the month before.
_NEW_MONTH = 10
_OF_YEAR = r"(?: of (?:<year>|(?P<named>(?:last|next|this|the) year)))"


def _turned_unit(m: re.Match[str]) -> Meaning | None:
    unit, words = m["unit"].lower(), m["turn"].lower().split()
    word, definite = words[-1], words[0] == "the"
    steps = read_turn(word)
    if m["unit"][0].isupper() and m["turn"][0].isupper() and _QUOTED.search(m.string[max(0, m.start() - 2) : m.start()]):
        return None  # the name of a programme
    if unit in {"second", "minute", "hour"} or (unit in {"night", "fortnight"} and word != "last"):
        return None
    told = word in {"previous", "following", "same", "that", "preceding"} or (unit == "day" and word == "next" and definite)
    if word == "preceding":
        steps = -1
    if told:
        return Shifted(unit=unit, steps=steps, base="mention")
    if unit == "day":
        return None
    if definite and word in {"past", "last", "next", "coming"} and unit not in {"weekend", "quarter", "century"}:
        return make_length(1, unit, reach=steps)
    if unit == "weekend" and steps == 0:
        return Weekend()
    return Shifted(unit=unit, steps=steps)


def _about_day(m: re.Match[str]) -> Shifted:
    return Shifted(
        unit=m["unit"].lower(), steps=-1 if m["side"].lower() == "before" else 1, base="mention", about=m["about"] or ""
    )


def _week_of(m: re.Match[str]) -> Shifted:
    return Shifted(unit=m["unit"].lower(), steps=0, base="mention", about="of")


def _season(m: re.Match[str]) -> Season | None:
    word, turn = m["season"].lower(), (m["turn"] or "").lower()
    part = _SEASON_PART.search(m.string[max(0, m.start() - 12) : m.start()])
    sure = word in {"summer", "winter", "autumn"} and (turn or part)
    if not (m["year"] or turn.split()[-1:] in (["last"], ["next"], ["this"], ["past"], ["coming"]) or sure):
        return None
    return Season(code=lexicon.SEASONS[word], turn=read_turn(turn), year=read_year(m))


def _ordinal(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else lexicon.ORDINALS.index(word.lower()) + 1


def _part_of_year(m: re.Match[str]) -> Part | None:
    kind = m["kind"].lower()
    number = 2 if m.groupdict().get("final") else _ordinal(m["ordinal"])
    if kind == "half" and (number > 2 or not (m["year"] or m["named"])):
        return None
    named = (m["named"] or "").lower()
    years_on = read_turn(named.split()[0]) if named.endswith("year") and not named.startswith("the") else None
    return Part(code=f"{kind[0].upper()}{number}", year=read_year(m), years_on=years_on)


def _coded_part(m: re.Match[str]) -> Part:
    return Part(code=m["code"].upper(), year=read_year(m))


def _told_quarter(m: re.Match[str]) -> Period | None:
    led = "latest" in m.group().lower() or re.search(
        r"\b(?:in|for|during)\s$", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE
    )
    return Period(called=True) if led else None


def _quarter_to(m: re.Match[str]) -> Period | None:
    """The quarter told of, else that of the calendar which has the middle of the three months that end with the day named."""
    if not is_name(m["month"]):
        return None
    month, day = lexicon.month_number(m["month"]), int(re.sub(r"\D", "", m["dayno"] or "") or 31)
    middle = (month - (2 if day > _NEW_MONTH else 3)) % 12
    return Period(called=True, code=f"Q{middle // 3 + 1}")


def _spelled_year(m: re.Match[str]) -> Calendar:
    return Calendar(year=1900 + int(lexicon.read_number(f"{m['tens']} {m['ones'] or ''}".strip()) or 0) if m["tens"] else 2000)


def _bare_year(m: re.Match[str]) -> Calendar | None:
    year, text = int(m["year"]), m.string
    before, after = text[max(0, m.start() - 12) : m.start()], text[m.end() : m.end() + 16]
    led = m["led"] or _YEAR_PREPOSITION.search(before)
    if re.search(r"[$£€#.,/:+]\s?$|\bNo\.?\s$|\d\s$", before) and not re.search(r"[a-z)],\s$", before):
        return None
    if re.match(r"[-–/]\d{3}|[:/]\d|\sGMT|\s?(?:am|pm)\b", after):
        return None
    if _COUNTED.match(after) and (not led or re.search(r"\b(?:of|to|from|by|and|about|around)\s$", before, re.IGNORECASE)):
        return None
    if not 1900 <= year <= 2079 and not (led and 1400 <= year <= 2079):
        return None
    return Calendar(year=year)


def _year_range_end(m: re.Match[str]) -> Iterator[Found]:
    first = int(m["year"])
    last = first // 100 * 100 + int(m["second"])
    if 1900 <= first < last <= 2079:
        yield m.start("year"), m.end("year"), Calendar(year=first)
        yield m.start("second"), m.end("second"), Calendar(year=last)


def _decade(m: re.Match[str]) -> Fixed:
    digits = m["digits"]
    return Fixed(value=digits[:3] if len(digits) == 4 else f"19{digits[0]}")


def _decade_word(m: re.Match[str]) -> Fixed:
    return Fixed(value=f"{1900 + _DECADE_WORDS[m['word'].lower()]}"[:3])


def _this_unit(m: re.Match[str]) -> Shifted:
    return Shifted(unit=m["unit"].lower(), steps=0)


def _latest_period(_: re.Match[str]) -> Period:
    return Period(called=False)


def _period_of_year(m: re.Match[str]) -> Period:
    return Period(called=m["kind"].lower() == "quarter", year=read_year(m))


def _year_before(m: re.Match[str]) -> Part | Period:
    if m["ordinal"]:
        return Part(code=f"Q{_ordinal(m['ordinal'])}", years_on=-1)
    return Period(called=(m["kind"] or "").lower() == "quarter", years_on=-1)


def _same_period(m: re.Match[str]) -> Period:
    return Period(called=m["kind"].lower() == "quarter", year=read_year(m), years_on=-1)


def _whole_year(_: re.Match[str]) -> Meaning | None:
    return make_length(1, "year")


def _current_year(_: re.Match[str]) -> Shifted:
    return Shifted(unit="year", steps=0)


def _century(m: re.Match[str]) -> Fixed | None:
    number = int(m["number"]) if m["number"] else 17 + _CENTURY_WORDS.index(m["word"].lower())
    return Fixed(value=f"{number - 1:02d}") if number > 9 else None


def _reference(value: str) -> Build:
    return lambda _: Fixed(value=value)


#: The rules of this part of the grammar.
YEAR_RULES: tuple[Rule, ...] = (
    make_rule(
        "unit",
        r"(?P<turn>(?:the |this )?(?:last|past|next|coming|upcoming|previous|preceding|following|same|current)|this|that) "
        r"(?:fiscal |financial |calendar )?<unit>",
        _turned_unit,
        holds="last past next coming previous preceding following same current this that",
    ),
    make_rule(
        "unit",
        r"the (?P<unit>day|week|month|year) (?P<side>before|after)(?=(?P<about>(?: [\w’'-]{1,30}){0,6}))",
        _about_day,
        holds="before after",
    ),
    make_rule("unit", r"the (?P<unit>week) of", _week_of, weak=True, holds="week"),
    make_rule("unit", r"the (?:latest )?quarter(?= end(?:ed|ing) <month>(?: <dayno>)?)", _quarter_to, holds="quarter"),
    make_rule("unit", r"the (?:latest )?quarter", _told_quarter, holds="quarter"),
    make_rule("unit", r"last year['’]s (?P<year>)(?P<kind>quarter|period)", _same_period, holds="quarter period"),
    make_rule("period", r"the latest period", _latest_period),
    make_rule("unit", r"the <year> (?P<kind>quarter)", _period_of_year, holds="quarter"),
    make_rule("period", r"the <year> (?P<kind>period)", _period_of_year),
    make_rule(
        "unit", r"the quarter (?P<kind>)(?:a year (?:ago|earlier)|last year)(?P<ordinal>)", _year_before, holds="quarter"
    ),
    make_rule("unit", r"(?:the|this) (?P<unit>day|week|month|quarter|year|decade|century)", _this_unit, weak=True),
    make_rule("unit", r"(?:the )?turn of the (?P<unit>year|decade|century)", _this_unit, holds="turn"),
    make_rule("unit", r"the (?:(?:full|fiscal|business) )?year(?= (?:ended|ending) )", _whole_year, holds="ended ending"),
    make_rule("unit", r"the (?:full|fiscal) year", _current_year, holds="full fiscal"),
    make_rule(
        "unit",
        rf"{_BEFORE_YEAR}the year(?!-| (?:before|after|ahead|to|of|that|ended|ending|just|now)\b)",
        _current_year,
        holds="year",
    ),
    make_rule("unit", r"the weekend", lambda _: Weekend(), holds="weekend"),
    make_rule(
        "season",
        r"(?:(?P<turn>(?:this |the )?(?:last|next|past|coming)|this|the|in) )?<season>(?:,?(?: of)? <year>)?",
        _season,
    ),
    make_rule("unit", r"(?:the )?(?:fiscal )?<ordinal> (?P<kind>quarter)" + _OF_YEAR + "?", _part_of_year, holds="quarter"),
    make_rule("unit", r"<ordinal>-(?P<kind>quarter)(?P<year>)(?P<named>)", _part_of_year, holds="quarter"),
    make_rule(
        "unit",
        r"(?:(?:the|a) )?(?:comparable )?year-(?:ago|earlier)(?: (?P<kind>quarter|period)| <ordinal>(?: |-)quarter)?",
        _year_before,
        holds="year-",
    ),
    make_rule(
        "period",
        r"(?:the|a) (?:same|corresponding|comparable|like|year-earlier|prior-year) (?P<kind>period|quarter)"
        r"(?:,? (?:last year|the previous year|the year before|a year (?:ago|earlier|before)|(?:in|of) <year>))",
        _same_period,
    ),
    make_rule("half", r"the (?:<ordinal>|(?P<final>last|latter)) (?P<kind>half)" + _OF_YEAR, _part_of_year),
    make_rule("code", r"(?P<code>Q[1-4]|H[12])(?:,?(?: of)? <year>)?", _coded_part),
    make_rule("four", r"(?:(?:the )?(?P<led>fiscal|year) )?<year>", _bare_year),
    make_rule("four", r"<year>[-–/](?P<second>\d\d)(?![-–/\d])", _year_range_end),
    make_rule(
        "decade",
        rf"(?:the year )?(?:nineteen (?P<tens>{'|'.join(_TENS)})"
        r"(?:[ -](?P<ones>one|two|three|four|five|six|seven|eight|nine))?|two thousand)",
        _spelled_year,
        holds="nineteen thousand",
    ),
    make_rule("decade", r"(?:the )?['’]?(?P<digits>(?:1[5-9]|20)\d0|(?<=['’])[2-9]0)['’]?s", _decade, holds="0"),
    make_rule("decade", rf"(?:the )?(?:nineteen )?(?P<word>{'|'.join(_DECADE_WORDS)})", _decade_word, holds="ties"),
    make_rule(
        "unit",
        rf"(?:the )?(?:(?P<number>\d\d)(?:st|nd|rd|th)|(?P<word>{'|'.join(_CENTURY_WORDS)}))(?: |-)century",
        _century,
        holds="century",
    ),
    make_rule(
        "reference",
        r"now(?! known)|current(?= [a-z])|currently|at present|nowadays|these days|at the moment|the present",
        _reference("PRESENT_REF"),
        holds="now current present these moment",
    ),
    make_rule(
        "reference",
        r"(?<=\bwill\s)one day|(?<=\bwould\s)one day|(?<=\bcould\s)one day",
        _reference("FUTURE_REF"),
        holds="day",
    ),
    make_rule(
        "reference",
        r"(?:(?:more|most) )?recently"
        rf"|the (?:recent |distant )?past(?! (?!{_GOES_ON})[a-z0-9])"
        r"|recent (?:days|weeks|months|quarters|years|decades|times)(?: and (?:weeks|months|years))?",
        _reference("PAST_REF"),
        holds="recent past",
    ),
    make_rule(
        "reference",
        r"the (?:(?:near|foreseeable|immediate) )?future|the (?:near|short|long) term"
        r"|(?:the )?coming (?:days|weeks|months|quarters|years)|a (?:later|future) date|(?<!as\s)soon(?! after| as)",
        _reference("FUTURE_REF"),
        holds="future term coming date soon",
    ),
)
