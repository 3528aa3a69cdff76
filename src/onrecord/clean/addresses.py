"""The day of publication that an article's address bears, as the systems that newsrooms publish with write it."""

import calendar
import re
from datetime import date
from urllib.parse import urlsplit

from onrecord.model import When

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
_NAME = "|".join(_MONTHS)
#: "/2014/05/09/", "/2014/may/09/", "/2014/May-09/", "/2014-05/09/", "-2014-05-09".
_PARTED = re.compile(rf"{_YEAR}(?P<mark>[/_-])(?P<month>\d\d?|{_NAME})[/_-](?P<day>\d\d?)(?!\d)", re.IGNORECASE)
#: "/20140509/", "/20140509-": at the front of a segment alone, since many numbers of articles look alike ("uk-20110421").
_TOGETHER = re.compile(rf"(?<=/)(?P<mark>){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=[/_-])")
_MONTH = re.compile(rf"(?<=/){_YEAR}/(?P<month>\d\d)(?=/)")


def find_day_in_address(url: str) -> When:
    """The day in the path of an address, else the month, else unknown. Of several days the first counts."""
    path = urlsplit(url).path
    found = sorted((m for form in (_PARTED, _TOGETHER) for m in form.finditer(path)), key=lambda m: m.start())
    for m in found:
        month, day = m["month"].lower(), m["day"]
        if m["mark"] in {"-", "_"} and month.isdigit() and (len(month) < 2 or len(day) < 2):
            continue  # "2014-5-1" in a title counts something else as often
        try:
            iso = date(int(m["year"]), _MONTHS.get(month) or int(month), int(day)).isoformat()
        except ValueError:
            continue
        return When(value=iso, earliest=iso, latest=iso, basis="stated", reason="the day in its address")
    for m in _MONTH.finditer(path):
        year, number = int(m["year"]), int(m["month"])
        if 1 <= number <= 12:
            value, last = f"{year}-{number:02}", calendar.monthrange(year, number)[1]
            return When(
                value=value,
                earliest=f"{value}-01",
                latest=f"{value}-{last}",
                basis="stated",
                reason="the month in its address",
            )
    return When()
