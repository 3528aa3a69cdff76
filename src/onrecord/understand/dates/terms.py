"""The terms of the grammar: one pattern for each way of saying a time, and what it says.

A pattern is a template: `<name>` stands for a named group of the lexicon and a space for white space. A rule's builder takes
the match and gives a meaning, or None where the words turn out to say no time. Rules are tried only in sentences that hold a
word of their kind. `weak` terms ("the year", "morning") say a time only together with another term.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.understand.dates import lexicon
from onrecord.understand.dates.calendar import month_days
from onrecord.understand.dates.expressions import (
    Calendar, Clock, Fixed, Holiday, Meaning, Part, Repeated, Season, Shifted, Weekday, Weekend,
)  # fmt: skip
from onrecord.understand.dates.lengths import LENGTH_RULES, Found, unit_code

_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|through|throughout|during|before|after|between|and|or|for|on|early|late|mid|end|last|next|this"
    r"|each|every|around|about|as|the|previous|[-–/(])[\s-]*$",
    re.I,
)
_YEAR_PREPOSITION = re.compile(
    r"\b(?:in|since|of|from|until|till|by|to|through|during|before|after|between|and|early|late|mid|year|fiscal)[\s-]*$", re.I
)
_COUNTED = re.compile(
    r"\s(?:[a-z]+(?:s|people|men|women|children)\b(?!['’])|per\s?cent|percent|million|billion|(?:k?m|kg|ft)\b)"
)
_DECADE_WORDS = {
    w: 20 + 10 * n
    for n, w in enumerate(("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"))
}


def _turn(word: str | None) -> int:
    head = (word or "").lower().split()
    if not head:
        return 0
    if head[-1] in {"last", "past", "previous"}:
        return -1
    return 1 if head[-1] in {"next", "coming", "upcoming", "following"} else 0


def _year(m: re.Match[str], name: str = "year") -> int | None:
    return int(m[name]) if m.groupdict().get(name) else None


def _is_name(word: str) -> bool:
    return word[0].isupper()


def _dated(m: re.Match[str]) -> Calendar | None:
    if not _is_name(m["month"]):
        return None
    month, day = lexicon.month_number(m["month"]), int(re.sub(r"\D", "", m["dayno"]))
    if day > month_days(2000, month):
        return None
    named = m.groupdict().get("wday")
    weekday = lexicon.weekday_number(named) if named else None
    return Calendar(year=_year(m), month=month, day=day, weekday=weekday)


def _month_day_pair(m: re.Match[str]) -> Iterator[Found]:
    first = _dated(m)
    if first and first.month and int(m["second"]) <= month_days(2000, first.month):
        yield m.start(), m.end("dayno"), first
        yield m.start("second"), m.end(), Calendar(year=first.year, month=first.month, day=int(m["second"]))


def _month_year(m: re.Match[str]) -> Calendar | None:
    return Calendar(year=_year(m), month=lexicon.month_number(m["month"])) if _is_name(m["month"]) else None


def _month(m: re.Match[str]) -> Meaning | None:
    word, before = m["month"], m.string[max(0, m.start() - 16) : m.start()]
    if not _is_name(word) or (len(word.rstrip(".")) <= 3 and word.lower() != "may"):
        return None
    led = m["turn"] or _PREPOSITION.search(before)
    if word.lower() in {"may", "march"} and not led:
        return None
    if (
        word.lower() in {"april", "june", "august", "may"}
        and re.match(r"\s[A-Z][a-z]", m.string[m.end() : m.end() + 3])
        and not led
    ):
        return None
    if (m["turn"] or "").lower() in {"each", "every"}:
        return Repeated(value=f"XXXX-{lexicon.month_number(word):02d}")
    named = (m["turn"] or "").lower()
    return Calendar(month=lexicon.month_number(word), years_on=0 if named == "this" else None, turn=_turn(named))


def _weekday(m: re.Match[str]) -> Meaning | None:
    if not _is_name(m["weekday"]):
        return None
    number, turn = lexicon.weekday_number(m["weekday"]), (m["turn"] or "").lower()
    part = m["part"]
    if turn in {"each", "every"} or m["plural"]:
        return Repeated(value=f"XXXX-WXX-{number}" + (f"T{lexicon.PARTS[part.lower()]}" if part else ""))
    day = Weekday(number=number, turn=_turn(turn))
    return Clock(time=f"T{lexicon.PARTS[part.lower()]}", day=day) if part else day


def _weekdays(m: re.Match[str]) -> Meaning | None:
    return Repeated(value=f"XXXX-WXX-{lexicon.weekday_number(m['weekdays'])}") if _is_name(m["weekdays"]) else None


def _deictic_day(m: re.Match[str]) -> Meaning:
    word = m["deictic"].lower()
    if word == "tonight":
        return Clock(time="TNI", day=Shifted(unit="day", steps=0))
    day = Shifted(unit="day", steps={"yesterday": -1, "today": 0, "tomorrow": 1}[word])
    if m["beyond"]:
        return Shifted(unit="day", steps=2 * day.steps)
    return Clock(time=f"T{lexicon.PARTS[m['part'].lower()]}", day=day) if m["part"] else day


def _part_of_day(m: re.Match[str]) -> Meaning:
    turn = m["turn"].lower()
    steps = {"this": 0, "last": -1, "next": 1, "tomorrow": 1}.get(turn, 0)
    base = Shifted(unit="day", steps=steps) if turn in {"this", "last"} else Shifted(unit="day", steps=steps, base="mention")
    return Clock(time=f"T{lexicon.PARTS[m['part'].lower()]}", day=base)


def _turned_unit(m: re.Match[str]) -> Meaning | None:
    unit, words = m["unit"].lower(), m["turn"].lower().split()
    word, definite = words[-1], words[0] == "the"
    steps = _turn(word)
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
        from onrecord.understand.dates.lengths import make_length

        return make_length(1, unit, reach=steps)
    if unit == "weekend" and steps == 0:
        return Weekend()
    return Shifted(unit=unit, steps=steps)


def _about_day(m: re.Match[str]) -> Shifted:
    return Shifted(
        unit=m["unit"].lower(), steps=-1 if m["side"].lower() == "before" else 1, base="mention", about=m["about"] or ""
    )


def _season(m: re.Match[str]) -> Season | None:
    word, turn = m["season"].lower(), (m["turn"] or "").lower()
    sure = word in {"summer", "winter", "autumn"} and turn
    if not (m["year"] or turn.split()[-1:] in (["last"], ["next"], ["this"], ["past"], ["coming"]) or sure):
        return None
    return Season(code=lexicon.SEASONS[word], turn=_turn(turn), year=_year(m))


def _ordinal(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else lexicon.ORDINALS.index(word.lower()) + 1


def _part_of_year(m: re.Match[str]) -> Part | None:
    number, kind = _ordinal(m["ordinal"]), m["kind"].lower()
    if kind == "half" and (number > 2 or not (m["year"] or m["named"])):
        return None
    named = (m["named"] or "").lower()
    years_on = _turn(named.split()[0]) if named.endswith("year") and not named.startswith("the") else None
    return Part(code=f"{kind[0].upper()}{number}", year=_year(m), years_on=years_on)


def _coded_part(m: re.Match[str]) -> Part:
    return Part(code=m["code"].upper(), year=_year(m))


def _told_quarter(m: re.Match[str]) -> Shifted | None:
    led = "latest" in m.group().lower() or re.search(
        r"\b(?:in|for|during)\s$", m.string[max(0, m.start() - 8) : m.start()], re.I
    )
    return Shifted(unit="quarter", steps=0, base="mention") if led else None


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
    if _COUNTED.match(after) and (not led or re.search(r"\b(?:of|to|from|by|and|about|around)\s$", before, re.I)):
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
    if m["word"]:
        return Fixed(value=f"{1900 + _DECADE_WORDS[m['word'].lower()]}"[:3])
    digits = m["digits"]
    return Fixed(value=digits[:3] if len(digits) == 4 else f"19{digits[0]}")


def _century(m: re.Match[str]) -> Fixed | None:
    words = ("seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")
    number = int(m["number"]) if m["number"] else 17 + words.index(m["word"].lower())
    return Fixed(value=f"{number - 1:02d}") if number > 9 else None


def _iso(m: re.Match[str]) -> Meaning | None:
    year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    return _on_day(year, month, day, m["clock"])


def _slashed(m: re.Match[str]) -> Meaning | None:
    first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        if m["mark"] == ".":
            return None
        year += 1900 if year >= 70 else 2000
    swap = second <= 12 and (first > 12 or m["mark"] == ".")
    month, day = (second, first) if swap else (first, second)
    return _on_day(year, month, day, m["clock"])


def _on_day(year: int, month: int, day: int, clock: str | None) -> Meaning | None:
    if not (1 <= month <= 12 and year >= 1000 and 1 <= day <= month_days(year, month)):
        return None
    on = Calendar(year=year, month=month, day=day)
    return Clock(time=f"T{clock}", day=on) if clock else on


def _holiday(m: re.Match[str]) -> Holiday | None:
    name = re.sub(r"\s+", " ", m["holiday"].lower().replace("’", "'"))
    return Holiday(name=name, year=_year(m), turn=_turn(m["turn"])) if _is_name(m["holiday"]) else None


def _clock(m: re.Match[str]) -> Clock | None:
    named = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
    if m["word"]:
        return Clock(time=named[m["word"].lower()])
    hour, minute, half = int(m["hour"]), m["minute"], (m["half"] or "").lower()
    marked = half or m["zoned"] or m["oclock"]
    if not marked and not (
        minute
        and m["mark"] == ":"
        and len(m["hour"]) == 2
        and re.search(r"\b(?:at|by|around|about|until|after|before|since|from)\s$", m.string[max(0, m.start() - 8) : m.start()])
    ):
        return None
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if half.startswith("p") or (m["zoned"] or "").strip().lower() in {"in the afternoon", "in the evening"}:
        hour = hour % 12 + 12
    elif half.startswith("a"):
        hour %= 12
    second = f":{m['second']}" if m["second"] else ""
    return Clock(time=f"T{hour:02d}:{minute or '00'}{second}")


def _reference(value: str) -> Callable[[re.Match[str]], Fixed]:
    return lambda _: Fixed(value=value)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying a time: the kind of word it needs, its pattern, what it says."""

    needs: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Meaning | Iterator[Found] | None]
    weak: bool = False


def _rule(
    needs: str, template: str, build: Callable[[re.Match[str]], Meaning | Iterator[Found] | None], *, weak: bool = False
) -> Rule:
    spaced = template.replace(" ", r"\s{1,3}")
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda m: lexicon.PLACEHOLDERS[m.group(1)], spaced)
    return Rule(needs, re.compile(rf"(?<![\w]){filled}(?!\w)", re.IGNORECASE), build, weak)


_TURN = r"(?:(?P<turn>last|next|this past|this coming|this|past|each|every|the previous|the following|an?) )?"
RULES: tuple[Rule, ...] = (
    _rule("digit", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?", _iso),
    _rule(
        "digit",
        r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)(?: (?P<clock>\d\d:\d\d)(?::\d\d)?)?",
        _slashed,
    ),
    _rule("month", r"(?:<wday>,? )?(?:the )?<dayno>(?: of)? <month>(?:,? <year>)?", _dated),
    _rule("month", r"(?:<wday>,? )?<month> (?:the )?<dayno>(?:,? <year>)?", _dated),
    _rule("month", r"<month> <dayno>(?: and | to |\s?[-–]\s?)(?P<second>\d{1,2})(?:,? <year>)?", _month_day_pair),
    _rule("month", r"<dayno>(?=(?: and | to | or |, |\s?[-–]\s?)\d{1,2}(?:st|nd|rd|th)? <month>(?:,? <year>)?)", _dated),
    _rule("month", r"<month>,?(?: of)? <year>", _month_year),
    _rule("month", _TURN + r"<month>", _month),
    _rule("weekday", _TURN + r"<weekday>(?:(?: |-)<part>(?P<plural>s)?)?", _weekday),
    _rule("weekday", r"(?P<weekdays>mon|tues|wednes|thurs|fri|satur|sun)days", _weekdays),
    _rule(
        "deictic",
        r"(?P<beyond>(?:the )?day (?:before|after) )?(?P<deictic>yesterday|today|tomorrow|tonight)(?: <part>)?",
        _deictic_day,
    ),
    _rule("part", r"(?P<turn>this|last|that|the same|the next|the following) <part>", _part_of_day),
    _rule("part", r"(?:the )?<part>", lambda m: Clock(time=f"T{lexicon.PARTS[m['part'].lower()]}"), weak=True),
    _rule("deictic", r"overnight", lambda _: Clock(time="TNI")),
    _rule(
        "unit",
        r"(?P<turn>(?:the |this )?(?:last|past|next|coming|upcoming|previous|preceding|following|same|current)|this|that) (?:fiscal |financial |calendar )?<unit>",
        _turned_unit,
    ),
    _rule("unit", r"the (?P<unit>day|week|month|year) (?P<side>before|after)(?=(?P<about>(?: [\w’'-]+){0,6}))", _about_day),
    _rule("unit", r"the (?:latest )?quarter", _told_quarter),
    _rule(
        "unit",
        r"(?:the|this) (?P<unit>day|week|month|quarter|year|decade|century)",
        lambda m: Shifted(unit=m["unit"].lower(), steps=0),
        weak=True,
    ),
    _rule("unit", r"(?:the )?turn of the (?P<unit>year|decade|century)", lambda m: Shifted(unit=m["unit"].lower(), steps=0)),
    _rule("unit", r"the weekend", lambda _: Weekend()),
    _rule(
        "season", r"(?:(?P<turn>(?:this |the )?(?:last|next|past|coming)|this|the|in) )?<season>(?:,?(?: of)? <year>)?", _season
    ),
    _rule(
        "unit",
        r"(?:the (?=[\w ]* ))?(?:fiscal )?<ordinal>(?: |-)(?P<kind>quarter)(?: of (?:<year>|(?P<named>(?:last|next|this|the) year)))?",
        _part_of_year,
    ),
    _rule(
        "unit",
        r"(?:(?:the|a) )?year-(?:ago|earlier)(?: (?:quarter|period))?",
        lambda _: Shifted(unit="year", steps=-1, base="mention"),
    ),
    _rule(
        "decade",
        r"(?:the year )?(?:nineteen (?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?P<ones>one|two|three|four|five|six|seven|eight|nine))?|two thousand)",
        _spelled_year,
    ),
    _rule("unit", r"year[ -]end(?! [a-z])", lambda _: Calendar(month=12, day=31)),
    _rule("half", r"the <ordinal> (?P<kind>half)(?: of (?:<year>|(?P<named>(?:last|next|this|the) year)))", _part_of_year),
    _rule("code", r"(?P<code>Q[1-4]|H[12])(?:,?(?: of)? <year>)?", _coded_part),
    _rule("digit", r"(?:(?:the )?(?P<led>fiscal|year) )?<year>", _bare_year),
    _rule("digit", r"<year>[-–/](?P<second>\d\d)(?![-–/\d])", _year_range_end),
    _rule(
        "decade",
        r"(?:the )?(?:['’]?(?P<digits>(?:1[5-9]|20)\d0|(?<=['’])[2-9]0)['’]?s|(?:nineteen )?(?P<word>"
        + "|".join(_DECADE_WORDS)
        + "))",
        _decade,
    ),
    _rule(
        "unit",
        r"(?:the )?(?:(?P<number>\d\d)(?:st|nd|rd|th)|(?P<word>seventeenth|eighteenth|nineteenth|twentieth|twenty-first))(?: |-)century",
        _century,
    ),
    _rule("holiday", r"(?:(?P<turn>last|next|this) )?<holiday>(?:,? <year>)?", _holiday),
    _rule(
        "clock",
        r"(?:(?P<word>noon|midday|midnight)|(?P<hour>\d{1,2})(?:(?P<mark>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?(?P<oclock> o['’]clock)?\s?(?P<half>[ap]\.?m\b\.?)?(?P<zoned><zone>)?)",
        _clock,
    ),
    _rule(
        "reference",
        r"now(?! known)|current(?= [a-z])|currently|at present|nowadays|these days|at the moment|the present",
        _reference("PRESENT_REF"),
    ),
    _rule(
        "reference",
        r"(?:(?:more|most) )?recently|previously|the (?:recent |distant )?past(?! [a-z0-9])|recent (?:days|weeks|months|years|decades|times)(?: and (?:weeks|months|years))?",
        _reference("PAST_REF"),
    ),
    _rule(
        "reference",
        r"the (?:(?:near|foreseeable|immediate) )?future|the (?:near|short|long) term|(?:the )?coming (?:days|weeks|months|years)|(?<!as\s)soon(?! after| as)",
        _reference("FUTURE_REF"),
    ),
    *(_rule(needs, template, build) for needs, template, build in LENGTH_RULES),
)

assert unit_code  # the codes of units are shared with the lengths
