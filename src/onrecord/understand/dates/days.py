"""The terms for months, days, weekdays, holidays and times of day."""

import re
from collections.abc import Iterator

from onrecord.understand.dates import lexicon
from onrecord.understand.dates.calendar import month_days
from onrecord.understand.dates.expressions import Calendar, Clock, Holiday, Meaning, Repeated, Shifted, Weekday
from onrecord.understand.dates.rules import Found, Rule, is_name, make_rule, read_turn, read_year

_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|through|throughout|during|before|after|between|and|or|for|on|early|late|mid|end|last|next|this"
    r"|each|every|around|about|as|the|previous|[-–/(])[\s-]*$",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:until|till|through|by)\s(?:(?:early|mid|late)[\s-]|the\s(?:end|middle|start)\sof\s)?$", re.IGNORECASE
)
_BEFORE_CLOCK = re.compile(r"\b(?:at|by|around|about|until|after|before|since|from)\s$", re.IGNORECASE)
#: A weekday in the name of a newspaper, or of a day that history knows.
_NAMED_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Herald|Mail|Post|People|Independent|Sun|Star|Tribune|Age|World|Business|Review)\b"
)
_NAMED_BEFORE = re.compile(r"\b(?:(?:Mail|Independent|Scotland|Wales|Herald|Star|Post)\son\s|Bloody\s)$")
_IN = re.compile(r"\b[Ii]n\s$")
#: A noun that a number counts: none of the words that go on after a day.
_COUNTED = re.compile(
    r"\s(?!(?:a[mst]|in|on|an?|and|to|the|when|after|before|but|or|as|for|with|from|that|this|is|was|were|are|has|had|have|which"
    r"|who|where|while|by|of|near|if|so|he|she|they|it|we|would|will|until|through|since|because|under|during|between)\b)"
    r"[a-z]{3,20}s?\b"
)


def _dated(m: re.Match[str]) -> Calendar | None:
    if not is_name(m["month"]):
        return None
    month, day = lexicon.month_number(m["month"]), int(re.sub(r"\D", "", m["dayno"]))
    if not 1 <= day <= month_days(2000, month) or _is_count(m):
        return None
    named = m.groupdict().get("wday")
    weekday = lexicon.weekday_number(named) if named else None
    return Calendar(year=read_year(m), month=month, day=day, weekday=weekday)


def _is_count(m: re.Match[str]) -> bool:
    """Whether the number after a month counts what follows: "in December, 29 people died"."""
    groups = m.groupdict()
    if groups.get("wday") or groups.get("year") or not m["dayno"].isdigit() or m.start("month") > m.start("dayno"):
        return False
    led = _IN.search(m.string, max(0, m.start() - 4), m.start())
    return bool(led or "," in m.string[m.end("month") : m.start("dayno")]) and bool(_COUNTED.match(m.string, m.end()))


def _month_day_pair(m: re.Match[str]) -> Iterator[Found]:
    first = _dated(m)
    if first and first.month and 1 <= int(m["second"]) <= month_days(2000, first.month):
        yield m.start(), m.end("dayno"), first
        yield m.start("second"), m.end(), Calendar(year=first.year, month=first.month, day=int(m["second"]))


def _month_year(m: re.Match[str]) -> Calendar | None:
    return Calendar(year=read_year(m), month=lexicon.month_number(m["month"])) if is_name(m["month"]) else None


def _month(m: re.Match[str]) -> Meaning | None:
    word, before = m["month"], m.string[max(0, m.start() - 16) : m.start()]
    if not is_name(word) or (len(word.rstrip(".")) <= 3 and word.lower() != "may"):
        return None
    led = m["turn"] or _PREPOSITION.search(before)
    told_of = before.lower().endswith("the ") and m.string.startswith(" of ", m.end())  # "the March of ..."
    if word.lower() in {"may", "march"} and (not led or told_of):
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
    return Calendar(
        month=lexicon.month_number(word),
        years_on=0 if named == "this" else None,
        turn=read_turn(named),
        limit=bool(_LIMIT.search(before)),
    )


def _weekday(m: re.Match[str]) -> Meaning | None:
    if not is_name(m["weekday"]) or _NAMED_AFTER.match(m.string, m.end()):
        return None
    if _NAMED_BEFORE.search(m.string, max(0, m.start() - 16), m.start()):
        return None
    number, turn = lexicon.weekday_number(m["weekday"]), (m["turn"] or "").lower()
    part = m["part"]
    if turn in {"each", "every"} or m["plural"]:
        return Repeated(value=f"XXXX-WXX-{number}" + (f"T{lexicon.PARTS[part.lower()]}" if part else ""))
    day = Weekday(number=number, turn=read_turn(turn))
    return Clock(time=f"T{lexicon.PARTS[part.lower()]}", day=day) if part else day


def _weekdays(m: re.Match[str]) -> Meaning | None:
    return Repeated(value=f"XXXX-WXX-{lexicon.weekday_number(m['weekdays'])}") if is_name(m["weekdays"]) else None


def _deictic_day(m: re.Match[str]) -> Meaning:
    word = m["deictic"].lower()
    if word == "tonight":
        return Clock(time="TNI", day=Shifted(unit="day", steps=0))
    day = Shifted(unit="day", steps={"yesterday": -1, "today": 0, "tomorrow": 1}[word])
    if m["beyond"]:
        return Shifted(unit="day", steps=2 * day.steps)
    return Clock(time=f"T{lexicon.PARTS[m['part'].lower()]}", day=day) if m["part"] else day


def _part_of_day(m: re.Match[str]) -> Meaning:
    turn = m["turn"].lower().removeprefix("the ")
    steps = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1}.get(turn, 0)
    base = Shifted(unit="day", steps=steps) if turn in {"this", "last"} else Shifted(unit="day", steps=steps, base="mention")
    return Clock(time=f"T{lexicon.PARTS[m['part'].lower()]}", day=base)


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
    return Holiday(name=name, year=read_year(m), turn=read_turn(m["turn"])) if is_name(m["holiday"]) else None


def _holiday_week(m: re.Match[str]) -> Shifted | None:
    holiday = _holiday(m)
    return Shifted(unit=m["unit"].lower(), steps=0, of=holiday) if holiday else None


def _named_clock(m: re.Match[str]) -> Clock:
    return Clock(time="T24:00" if m["word"].lower() == "midnight" else "T12:00")


def _clock(m: re.Match[str]) -> Clock | None:
    hour, minute, half = int(m["hour"]), m["minute"], (m["half"] or "").lower()
    plain = m["mark"] == ":" and len(m["hour"]) == 2 and _BEFORE_CLOCK.search(m.string[max(0, m.start() - 8) : m.start()])
    if not (half or m["zoned"] or m["oclock"] or plain):
        return None
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if half.startswith("p") or (m["zoned"] or "").strip().lower() in {"in the afternoon", "in the evening"}:
        hour = hour % 12 + 12
    elif half.startswith("a"):
        hour %= 12
    second = f":{m['second']}" if m["second"] else ""
    return Clock(time=f"T{hour:02d}:{minute or '00'}{second}")


_TURN = (
    r"(?:(?P<turn>last|next|this past|this coming|this upcoming|this|past|each|every|(?:the )?previous|the following|the coming"
    r"|upcoming|an?) )?"
)

#: The rules of this part of the grammar.
DAY_RULES: tuple[Rule, ...] = (
    make_rule("four", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?", _iso),
    make_rule(
        "parted",
        r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)(?: (?P<clock>\d\d:\d\d)(?::\d\d)?)?",
        _slashed,
    ),
    make_rule("month", r"(?:<wday>,? )?(?:the )?<dayno>(?: of)? <month>(?:,? <year>)?", _dated),
    make_rule("month", r"(?:<wday>,? )?<month>,? (?:the )?<dayno>(?:\s?,? <year>)?", _dated),
    make_rule("month", r"<dayno>-<month>-<year>", _dated),
    make_rule(
        "month",
        r"<month> <dayno>(?: and | to |\s?[-–]\s?)(?P<second>\d{1,2})(?!\d|[.,]\d|\s?%|\sper\s?cent)(?:,? <year>)?",
        _month_day_pair,
    ),
    make_rule("month", r"<dayno>(?=(?: and | to | or |, |\s?[-–]\s?)\d{1,2}(?:st|nd|rd|th)? <month>(?:,? <year>)?)", _dated),
    make_rule("month", r"<month>,?(?: of)? <year>", _month_year),
    make_rule("month", _TURN + r"<month>", _month),
    make_rule("weekday", _TURN + r"<weekday>(?:(?: |-)<part>(?P<plural>s)?)?", _weekday),
    make_rule("weekday", r"(?P<weekdays>mon|tues|wednes|thurs|fri|satur|sun)days", _weekdays, holds="days"),
    make_rule(
        "deictic",
        r"(?P<beyond>(?:the )?day (?:before|after) )?(?P<deictic>yesterday|today|tomorrow|tonight)(?: <part>)?",
        _deictic_day,
    ),
    make_rule(
        "part", r"(?P<turn>this|last|that|the same|the next|the following|the previous|the preceding) <part>", _part_of_day
    ),
    make_rule("part", r"(?:the )?<part>", lambda m: Clock(time=f"T{lexicon.PARTS[m['part'].lower()]}"), weak=True),
    make_rule("deictic", r"overnight", lambda _: Clock(time="TNI")),
    make_rule("unit", r"year[ -]end(?! [a-z])", lambda _: Calendar(month=12, day=31), holds="end"),
    make_rule("unit", r"(?:the )?year['’]s end", lambda _: Calendar(month=12, day=31), holds="end"),
    make_rule("holiday", r"(?:(?P<turn>last|next|this) )?<holiday>(?:,? <year>)?", _holiday),
    make_rule("holiday", r"(?:(?P<turn>last|next|this) )?<holiday> (?P<unit>week|weekend)(?:,? <year>)?", _holiday_week),
    make_rule("clock", r"(?P<word>noon|midday|midnight)", _named_clock, holds="noon mid"),
    make_rule(
        "clock",
        r"(?P<hour>\d{1,2})(?:(?P<mark>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
        r"(?P<oclock> o['’]clock)?\s?(?P<half>[ap]\.?m\b\.?)?(?P<zoned><zone>)?",
        _clock,
    ),
)
