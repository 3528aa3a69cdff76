"""Days that a draft gives against those that the ledger's sentences about the same thing give."""

import calendar
import re
from collections.abc import Sequence

from onrecord.check.lookup import Index
from onrecord.check.matters import Held, matter_of
from onrecord.check.passages import Draft, cite, show
from onrecord.model import Document, Sentence, Timex
from onrecord.tell.report.wording import read_day, tell_value
from onrecord.text import fold

_LIKE = 0.6
_BESIDE = 0.2
_LEAST = 4  # stems
_SEVERAL = 2  # days that a sentence may give
_WEEKDAYS = {fold(name): number for number, name in enumerate(calendar.day_name)}
_IN_YEAR = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)")
_DATED = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\b.*[A-Za-z]{3}|[A-Za-z]{3}.*\b\d{1,2}(?:st|nd|rd|th)?\b|^\d{4}-\d\d-\d\d$")


def _exact(dates: Sequence[Timex]) -> list[Timex]:
    return [t for t in dates if t.type in ("DATE", "TIME") and t.earliest and t.earliest == t.latest]


def _weekday_of(timex: Timex) -> int | None:
    """The weekday that an expression names and nothing more: "on Tuesday", "Tuesday night"."""
    if _DATED.search(timex.passage.exact):
        return None
    found = [_WEEKDAYS[w] for w in re.findall(r"[a-z]+", fold(timex.passage.exact)) if w in _WEEKDAYS]
    return found[0] if len(found) == 1 else None


def _fits(timex: Timex, day: str) -> bool:
    """Whether an expression of the draft can mean a day: a weekday alone any such day, a date that date."""
    weekday = _weekday_of(timex)
    held = read_day(day)
    if held is None:
        return False
    if weekday is not None:
        return held.weekday() == weekday
    return _month_day(timex) == day[5:10]


def _month_day(timex: Timex) -> str | None:
    """The day of the year that an expression names, with or without a year."""
    m = _IN_YEAR.match(timex.value)
    return m.group(1) if m and _DATED.search(timex.passage.exact) else None


def check_days(draft: Document, index: Index, stories: Sequence[str]) -> list[Draft]:
    """The days of a draft that the ledger gives otherwise for the same thing."""
    text = draft.article.text
    found = []
    for sentence in draft.layout.sentences:
        dates = [t for t in draft.reading.dates if sentence.start <= t.passage.start < sentence.end]
        told = [t for t in dates if _weekday_of(t) is not None or _month_day(t)]
        if len(told) == 1 and len([t for t in dates if t.type == "DATE"]) == 1:
            wrong = _check_day(text, sentence, told[0], index, stories)
            if wrong:
                found.append(wrong)
    return found


def _check_day(text: str, sentence: Sentence, timex: Timex, index: Index, stories: Sequence[str]) -> Draft | None:
    whole = text[sentence.start : sentence.end]
    matter = matter_of(whole)
    if len(matter) < _LEAST:
        return None
    held_near = [(index.share(matter, h.matter), h) for h in index.find_near(whole) if h.story in stories]
    best = max((share for share, _ in held_near), default=0.0)
    like = [(h, _days(index, h)) for share, h in held_near if share >= max(_LIKE, best - _BESIDE)]
    given = [(h, days) for h, days in like if days]
    if not given or any(_fits(timex, day) for _, days in given for day in days):
        return None
    if any(_fits(timex, index.day_of(h.article)) for h, _ in like):
        return None  # the day on which it was told
    # who gives several days does not say which of them is meant
    near = [row for row in given if index.share(matter, row[0].matter) >= best - _BESIDE / 2]
    days = sorted({day for _, held_days in near for day in held_days})
    if not 1 <= len(days) <= _SEVERAL:
        return None
    held = near[0][0]
    return Draft(
        kind="day-differs",
        severity="error" if len(days) == 1 else "warning",
        start=timex.passage.start,
        end=timex.passage.end,
        message=f"Another day: the ledger has {' or '.join(map(_tell, days))} for this ({cite(index, held.article)}).",
        evidence=tuple(show(index, "the source", h.article, h.start, h.end) for h, _ in near[:3]),
    )


def _days(index: Index, held: Held) -> list[str]:
    dates = _exact(index.dates_in(held.article, held.start, held.end))
    return sorted({t.earliest for t in dates if t.earliest})


def _tell(day: str) -> str:
    held = read_day(day)
    return f"{calendar.day_name[held.weekday()]}, {tell_value(day)}" if held else day
