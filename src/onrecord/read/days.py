"""Days as publishers and people write them: a day, a month or a year, with the local day of a time as it is written.

Source: ISO 8601, RFC 5322 section 3.3 (as feeds use it), TIMEX3 (values of seasons and quarters are not taken here).
"""

import calendar
import datetime
import re

from onrecord.model import Basis, When

FORMS = "2025-03-12, 2025-03, 2025, 2025-03-12T09:30:00+02:00, 12 March 2025 or 12.03.2025"
MONTHS = {name[:3].lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_CLOCK = r"(?:[T ,]\s{0,3}(?:at )?\d{1,2}[:.]?\d{2}.{0,40})?"
ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})" + _CLOCK + r")?)?", re.DOTALL)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.{0,10})?")
DAY_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,? )?(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?" + _MONTH + r",?[ -](\d{4})" + _CLOCK, re.IGNORECASE
)
MONTH_FIRST = re.compile(r"(?:[a-z]{3,9}\.?,? )?" + _MONTH + r" (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _CLOCK, re.IGNORECASE)
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
EPOCH = re.compile(r"\d{10}(?:\d{3})?")
LONGEST = 80


def make_when(year: int, month: int | None = None, day: int | None = None, *, basis: Basis, reason: str) -> When:
    """A day, month or year with the first and last day that it can mean.

    Raises: ValueError where the calendar has no such day.
    """
    if not 1400 <= year <= 2199:
        raise ValueError(f"no year of a publication: {year}")
    first = datetime.date(year, month or 1, day or 1)
    last_month = month or 12
    last = first if month and day else datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])
    value = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    return When(value=value, earliest=first.isoformat(), latest=last.isoformat(), basis=basis, reason=reason)


def parse_day(wording: object, *, basis: Basis, reason: str) -> When:
    """What a date as it is written means, to its own precision; of a time with a zone, the day as it is written.

    Seconds since 1970 are taken too, as a day in UTC. A date in digits whose order is not certain (03/04/2025) is not taken.

    Raises: ValueError where the wording is no date in one of the forms of `FORMS`.
    """
    if isinstance(wording, int) and not isinstance(wording, bool):
        wording = str(wording)
    if not isinstance(wording, str) or not wording.strip() or len(wording) > LONGEST:
        raise ValueError("no date")
    written = " ".join(wording.split())
    if found := COMPACT.fullmatch(written):
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12:
            return make_when(year, month, day, basis=basis, reason=reason)
    if EPOCH.fullmatch(written):
        moment = datetime.datetime.fromtimestamp(int(written[:10]), tz=datetime.UTC)
        return make_when(moment.year, moment.month, moment.day, basis=basis, reason=f"{reason}, seconds since 1970, in UTC")
    if found := ISO.fullmatch(written):
        given = [int(part) if part else None for part in found.groups()]
        return make_when(given[0] or 0, given[1], given[2], basis=basis, reason=reason)
    if basis == "given" and (found := DOTTED.fullmatch(written)):
        # with points the day comes first (14.03.2025); only a person's own list is trusted to hold to that
        day, month, year = (int(part) for part in found.groups())
        return make_when(year, month, day, basis=basis, reason=reason)
    if found := DAY_FIRST.fullmatch(written):
        day_part, name, year_part = found.groups()
    elif found := MONTH_FIRST.fullmatch(written):
        name, day_part, year_part = found.groups()
    else:
        raise ValueError("no date")
    return make_when(int(year_part), MONTHS[name[:3].lower()], int(day_part) if day_part else None, basis=basis, reason=reason)
