"""Resolving: from an underspecified expression and a day of publication to a TIMEX3 value."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.language.tense import Tense
from onrecord.model import TimexType
from onrecord.understand.dates import lexicon
from onrecord.understand.dates.calendar import easter, floating_day, month_days, season_value, shift_value, value_days
from onrecord.understand.dates.expressions import (
    Calendar,
    Clock,
    Duration,
    Expression,
    Fixed,
    Holiday,
    Meaning,
    Modifier,
    Part,
    Period,
    Repeated,
    Season,
    Shifted,
    Weekday,
    Weekend,
)

_UNKNOWN = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "week": "XXXX-WXX", "fortnight": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_LENGTHS = {"week": 6, "weekend": 6, "month": 31, "quarter": 92, "year": 366, "decade": 3653, "century": 36525}
_WORD = re.compile(r"[^\W\d_]{4,}")
_TODAY = Shifted(unit="day", steps=0)
#: How many sentences back "two days later" may look for the day it counts from.
_MENTION_REACH = 4
#: How many months ahead what was said to last until a month still lies.
_NEAR_LIMIT = 3
#: The same for the quarter that a report on business is about.
_QUARTER_REACH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What an expression says once it is known when it was said."""

    type: TimexType
    value: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    sentence: int
    value: str
    first: date
    last: date
    words: frozenset[str]


@dataclass(slots=True)
class Narrative:
    """What has been told so far: the times named, in order, with the words of their sentences."""

    anchor: date | None
    mentions: list[_Mention] = field(default_factory=list)

    def remember(self, sentence: int, words: str, resolved: Resolved) -> None:
        """A time that the sentence told of, with the words around it, where its days are known."""
        if resolved.earliest and resolved.latest and resolved.type in ("DATE", "TIME"):
            told = frozenset(w.lower() for w in _WORD.findall(words))
            self.mentions.append(_Mention(sentence, resolved.value, resolved.earliest, resolved.latest, told))

    def base(self, sentence: int, unit: str, about: str, *, reach: int = _MENTION_REACH) -> date | None:
        """The day that an expression counts from: the latest told that is at least as exact as the unit.

        "The day before X" counts from the latest day told together with the words of X, else from the latest near by.
        """
        wanted = {w.lower() for w in _WORD.findall(about)}
        fitting = [m for m in self.mentions[-40:] if (m.last - m.first).days <= _LENGTHS.get(unit, 0)]
        for mention in reversed(fitting if wanted else []):
            if len(wanted & mention.words) >= min(2, len(wanted)):
                return mention.first
        if fitting and sentence - fitting[-1].sentence <= reach:
            return fitting[-1].first
        return None

    def quarter(self, sentence: int, *, reach: int) -> str | None:
        """The quarter told of last, so many sentences back: one that has ended, before one that has not."""
        near = [m for m in self.mentions[-40:] if sentence - m.sentence <= reach and _QUARTER.fullmatch(m.value)]
        ended = [m for m in near if self.anchor and m.last < self.anchor]
        return (ended or near)[-1].value if near else None


def resolve(expression: Expression, *, tense: Tense, sentence: int, narrative: Narrative) -> Resolved:
    """The type, value and days of an expression in a clause of that tense."""
    meaning = expression.meaning
    kind: TimexType = "DATE"
    if isinstance(meaning, Duration):
        earliest, latest = _reach(meaning, narrative.anchor)
        return Resolved(type="DURATION", value=meaning.value, earliest=earliest, latest=latest)
    if isinstance(meaning, Repeated):
        return Resolved(type="SET", value=meaning.value)
    if isinstance(meaning, Clock) or (isinstance(meaning, Shifted) and meaning.unit == "night"):
        kind = "TIME"
    value = _value(meaning, tense, sentence, narrative)
    days = value_days(value)
    if not days:
        return Resolved(type=kind, value=value)
    earliest, latest = _narrow(*days, expression.modifier, narrative.anchor)
    return Resolved(type=kind, value=value, earliest=earliest, latest=latest)


def _reach(meaning: Duration, anchor: date | None) -> tuple[date | None, date | None]:
    if not meaning.reach or not anchor:
        return None, None
    try:
        other = anchor + timedelta(days=meaning.reach)
    except OverflowError:
        return None, None
    return min(anchor, other), max(anchor, other)


def _narrow(earliest: date, latest: date, modifier: Modifier, anchor: date | None) -> tuple[date, date]:
    """The part of a stretch of days that is meant; halves, since "early" and "late" have no sharper bounds."""
    length = (latest - earliest).days
    half = timedelta(days=length // 2)
    if not length:
        return earliest, latest
    if modifier == "start":
        return earliest, earliest + half
    if modifier == "end":
        return latest - half, latest
    if modifier == "mid":
        return earliest + timedelta(days=length // 4), latest - timedelta(days=length // 4)
    if anchor and earliest <= anchor <= latest:
        if modifier == "earlier":
            return earliest, anchor
        if modifier == "later":
            return anchor, latest
    return earliest, latest


def _value(meaning: Meaning, tense: Tense, sentence: int, narrative: Narrative) -> str:
    anchor = narrative.anchor
    if isinstance(meaning, Calendar):
        return _calendar(meaning, tense, anchor)
    if isinstance(meaning, Weekday):
        day = _weekday(meaning, tense, anchor)
        return day.isoformat() if day else f"XXXX-WXX-{meaning.number}"
    if isinstance(meaning, Shifted):
        if meaning.of:
            days = value_days(_value(meaning.of, tense, sentence, narrative))
            return (shift_value(days[0], meaning.unit, meaning.steps) if days else None) or _UNKNOWN[meaning.unit]
        if meaning.compared and (told := narrative.quarter(sentence, reach=_MENTION_REACH)):
            return f"{int(told[:4]) + meaning.steps}{told[4:]}"
        day = anchor if meaning.base == "anchor" else narrative.base(sentence, meaning.unit, meaning.about)
        if day is None and meaning.base == "mention" and meaning.unit not in {"day", "night"}:
            day = anchor
        return (shift_value(day, meaning.unit, meaning.steps) if day else None) or _UNKNOWN[meaning.unit]
    if isinstance(meaning, Season):
        return _season(meaning, tense, anchor)
    if isinstance(meaning, Part):
        return _part(meaning, tense, anchor)
    if isinstance(meaning, Period):
        return _period(meaning, tense, sentence, narrative)
    if isinstance(meaning, Weekend):
        return _weekend(tense, anchor)
    if isinstance(meaning, Holiday):
        return _holiday(meaning, tense, anchor)
    if isinstance(meaning, Clock):
        just_told = narrative.base(sentence, "day", "", reach=1) if tense == "past" and not meaning.day else None
        day_value = just_told.isoformat() if just_told else _value(meaning.day or _TODAY, tense, sentence, narrative)
        return day_value.partition("T")[0] + meaning.time
    return meaning.value if isinstance(meaning, Fixed) else "XXXX"


def _calendar(meaning: Calendar, tense: Tense, anchor: date | None) -> str:
    year = meaning.year
    if year is None and meaning.years_on is not None and anchor:
        year = anchor.year + meaning.years_on
    if year is None and anchor and meaning.month:
        year = _guess_year(meaning, tense, anchor)
    shown = f"{year:04d}" if year and year > 0 else "XXXX"
    if meaning.month is None:
        return shown
    if meaning.day is None:
        return f"{shown}-{meaning.month:02d}"
    return f"{shown}-{meaning.month:02d}-{meaning.day:02d}"


def _guess_year(meaning: Calendar, tense: Tense, anchor: date) -> int:
    """The year of a month or day that names none: told by weekday, turn ("last May") and tense, else the nearest."""
    month = meaning.month or 1
    day = meaning.day
    if day is None:
        away = anchor.month - month
        back = anchor.year if away >= 0 else anchor.year - 1
        ahead = anchor.year if away <= 0 else anchor.year + 1
        if meaning.turn < 0:
            # "last June" is not said of the month that has just ended
            return back if away % 12 > 1 else back - 1
        if meaning.turn > 0:
            return ahead if away else ahead + 1
        months_on = (month - anchor.month) % 12
        if meaning.limit and months_on <= (_NEAR_LIMIT if tense == "past" else 6):
            return ahead
        if tense == "past":
            return back
        if tense == "future":
            return ahead
        # News tells of what was: a month to come is meant without a sign of it only where it is near and the last one far.
        return ahead if months_on * 3 < (anchor.month - month) % 12 else back
    years = range(max(1, anchor.year - 6), min(9999, anchor.year + 6) + 1)
    candidates = [date(y, month, day) for y in years if 1 <= day <= month_days(y, month)]
    if meaning.weekday:
        candidates = [d for d in candidates if d.isoweekday() == meaning.weekday]
    if tense == "past" and not meaning.weekday:
        # A date soon to come is meant even in a clause told in the past ("said it would be paid on ...", the verb far off).
        candidates = [d for d in candidates if (d - anchor).days <= 45] or candidates
    if tense == "future" and not meaning.weekday:
        candidates = [d for d in candidates if (anchor - d).days <= 45] or candidates
    return min(candidates, key=lambda d: (abs((d - anchor).days), d)).year if candidates else anchor.year


def _weekday(meaning: Weekday, tense: Tense, anchor: date | None) -> date | None:
    if not anchor:
        return None
    back = (anchor.isoweekday() - meaning.number) % 7
    try:
        if meaning.turn < 0:
            return anchor - timedelta(days=back or 7)
        # the weekday of yesterday is hardly said of the day after a week: "it was not clear whether it would end on Monday"
        if meaning.turn > 0 or (tense == "future" and back > 1):
            return anchor + timedelta(days=7 - back)
        return anchor - timedelta(days=back)
    except OverflowError:
        return None


def _season(meaning: Season, tense: Tense, anchor: date | None) -> str:
    if meaning.year:
        return season_value(meaning.year, meaning.code)
    if not anchor:
        return f"XXXX-{meaning.code}"
    ahead = meaning.turn > 0 or (meaning.turn == 0 and tense == "future")
    for year in range(anchor.year - 1, anchor.year + 2) if ahead else range(anchor.year + 1, anchor.year - 3, -1):
        value = season_value(year, meaning.code)
        days = value_days(value)
        if not days:
            continue
        first, last = days
        if ahead and (first > anchor or (last >= anchor and meaning.turn == 0)):
            return value
        if not ahead and (last < anchor or (first <= anchor and meaning.turn == 0)):
            return value
    return f"XXXX-{meaning.code}"


def _part(meaning: Part, tense: Tense, anchor: date | None) -> str:
    year = meaning.year
    if year is None and anchor:
        if meaning.years_on is not None:
            year = anchor.year + meaning.years_on
        else:
            days = value_days(f"{anchor.year}-{meaning.code}")
            late = days and days[0] > anchor and tense != "future"
            year = anchor.year - 1 if late and days and (days[0] - anchor).days > 92 else anchor.year
    return f"{year or 'XXXX'}-{meaning.code}"


def _period(meaning: Period, tense: Tense, sentence: int, narrative: Narrative) -> str:
    anchor = narrative.anchor
    told = narrative.quarter(sentence, reach=_QUARTER_REACH)
    if not told and meaning.code:
        return _part(Part(code=meaning.code), tense, anchor)
    if not told and not meaning.called:
        return f"{meaning.year or (anchor.year + meaning.years_on if anchor else 'XXXX')}"
    if not told and anchor:
        told = shift_value(anchor, "quarter", -1)
    if not told:
        return f"{meaning.year or 'XXXX'}-QX"
    return f"{meaning.year or int(told[:4]) + meaning.years_on:04d}{told[4:]}"


def _weekend(tense: Tense, anchor: date | None) -> str:
    if not anchor:
        return "XXXX-WXX-WE"
    steps = 0 if tense == "future" or anchor.isoweekday() >= 6 else -1
    return shift_value(anchor, "weekend", steps) or "XXXX-WXX-WE"


def _holiday_day(name: str, year: int) -> date:
    if name in lexicon.FIXED_HOLIDAYS:
        return date(year, *lexicon.FIXED_HOLIDAYS[name])
    if name in lexicon.FLOATING_HOLIDAYS:
        return floating_day(year, *lexicon.FLOATING_HOLIDAYS[name])
    return easter(year) + timedelta(days=lexicon.EASTER_HOLIDAYS[name])


def _holiday(meaning: Holiday, tense: Tense, anchor: date | None) -> str:
    if meaning.year:
        return _holiday_day(meaning.name, meaning.year).isoformat()
    if not anchor:
        fixed = lexicon.FIXED_HOLIDAYS.get(meaning.name)
        return f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX"
    days = [_holiday_day(meaning.name, y) for y in range(max(1, anchor.year - 2), min(9999, anchor.year + 2) + 1)]
    if meaning.turn < 0:
        days = [d for d in days if d < anchor] or days
    elif meaning.turn > 0:
        days = [d for d in days if d > anchor] or days
    elif tense == "past":
        days = [d for d in days if (d - anchor).days <= 92] or days
    elif tense == "future":
        days = [d for d in days if d >= anchor] or days
    return min(days, key=lambda d: (abs((d - anchor).days), d)).isoformat()
