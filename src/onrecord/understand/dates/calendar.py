"""TIMEX3 values of the calendar: making, shifting, and the days they span."""

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, date]

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])"
    r"|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T[\w:]+)?"
)


def add_months(year: int, month: int, steps: int) -> tuple[int, int]:
    """(year, month) that many months on."""
    index = year * 12 + month - 1 + steps
    return index // 12, index % 12 + 1


def month_days(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


def week_value(day: date) -> str:
    """The value of the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def season_value(year: int, season: str) -> str:
    """The value of a season of the northern year; a winter belongs to the year it begins in."""
    return f"{year}-{season}"


def value_days(value: str) -> Days | None:
    """The first and last day that a fully known value spans, inclusive; None for any other value."""
    try:
        return _value_days(value)
    except (ValueError, OverflowError):
        return None


def _value_days(value: str) -> Days | None:
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    if re.fullmatch(r"\d{2}", value):
        return date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31)
    m = _VALUE.fullmatch(value)
    if not m:
        return None
    year = int(m["year"])
    if m["week"]:
        monday = date.fromisocalendar(year, int(m["week"]), 1)
        return monday + timedelta(days=5 if m["weekend"] else 0), monday + timedelta(days=6)
    if m["day"]:
        day = date(year, int(m["month"]), int(m["day"]))
        return day, day
    if m["month"]:
        return _months(year, int(m["month"]), 1)
    if m["quarter"]:
        return _months(year, 3 * int(m["quarter"]) - 2, 3)
    if m["half"]:
        return _months(year, 6 * int(m["half"]) - 5, 6)
    if m["season"]:
        return _months(year, _SEASON_STARTS[m["season"]], 3)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, month: int, count: int) -> Days:
    last_year, last_month = add_months(year, month, count - 1)
    return date(year, month, 1), date(last_year, last_month, month_days(last_year, last_month))


def shift_value(day: date, unit: str, steps: int) -> str | None:
    """The value, in the precision of `unit`, of the time `steps` units from a day; None beyond the calendar."""
    try:
        if unit in {"day", "night"}:
            return (day + timedelta(days=steps)).isoformat() + ("TNI" if unit == "night" else "")
        if unit in {"week", "weekend", "fortnight"}:
            weeks = steps * 2 if unit == "fortnight" else steps
            return week_value(day + timedelta(weeks=weeks)) + ("-WE" if unit == "weekend" else "")
        if unit in {"month", "quarter"}:
            year, month = add_months(day.year, day.month, steps * (3 if unit == "quarter" else 1))
            return date(year, month, 1).isoformat()[:7] if unit == "month" else f"{year}-Q{(month + 2) // 3}"
        if unit == "year":
            return f"{date(day.year + steps, 1, 1).year:04d}"
        if unit == "decade":
            return f"{day.year // 10 + steps:03d}"
        if unit == "century":
            return f"{day.year // 100 + steps:02d}"
    except (ValueError, OverflowError):
        return None
    return None


def floating_day(year: int, month: int, weekday: int, which: int) -> date:
    """The `which`-th ISO weekday of a month; -1 is the last."""
    if which < 0:
        last = date(year, month, month_days(year, month))
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Easter Sunday of the western calendar.

    Source: the anonymous Gregorian algorithm, as in J. Meeus, Astronomical Algorithms, chapter 8.
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
