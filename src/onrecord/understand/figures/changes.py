"""Former values: the day of a number that another has replaced ("41, up from 23 a day earlier")."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from onrecord.model import Figure, Sentence, Timex, When
from onrecord.understand.figures.quantities import Quantity

_FROM = re.compile(
    r"\b(?:(?:up|down|ris(?:e[sn]?|ing)|rose|f[ae]ll(?:s|en|ing)?|(?:in|de)creas(?:ed?|ing)|revis(?:ed?|ing)|raised|cut|reduced|lowered|dropp(?:ed|ing)"
    r"|climb(?:ed|ing)|jump(?:ed|ing)|grown?|grew|corrected|changed)\b[^;:.]{0,60}?\bfrom|compared\s(?:with|to))\s"
    r"(?:(?:the|an?|its|about|around|some|nearly|almost|at|least|more|than|over|just|earlier|previous|initial|original|first|estimated"
    r"|reported|figure|toll|count|estimate|total|number|of)\s){0,4}$",
    re.IGNORECASE,
)
_TO = re.compile(r"\sto\s")
_BREAK = re.compile(r"[;,]|\sto\s(?:[a-z]+\s){0,3}\d|\b(?:after|as|when|while|but|and)\b")
_AGO = re.compile(r"\s(?:an?|one|the)\s(?P<unit>day|week)\s(?:earlier|before|previously)\b")
_DAYS = {"day": 1, "week": 7}
# "than the 30 collected in the previous 24 hours": the day before that of the number it is held against
_PREVIOUS = re.compile(
    r"(?:\s[a-z]+){0,4}?\s(?:in|over|during|for)\sthe\s(?:previous|preceding|prior)\s(?:24[\s-]hours?(?:\speriod)?|twenty-four\shours)\b"
)
# what was said once, told again: "at first they said 40", "its first estimate of 40", "early in the flood they counted 40"
_ONCE = re.compile(
    r"(?:\b(?P<once>[Aa]t\sfirst|[Ii]nitially|[Oo]riginally|[Ee]arly\s(?:in|on)|[Pp]reviously"
    r"|(?:[Ff]irst|[Tt]hen)(?=\s(?:they|he|she|it|we|you|officials)\b))\b[^.;:]{0,70}?"
    r"\b(?:said|told|estimated|thought|put|claimed|counted|reported|spoke|insisted)\b"
    r"|\b(?P<its>(?:first|initial|original|early|earlier|previous)\s(?:[a-z]+\s)?"
    r"(?:estimates?|figures?|claims?|forecasts?|tally|counts?|tolls?))\b(?!\s(?:puts?|is|are|shows?)\b))[^.;:]{0,60}$"
)
_ONCE_BEHIND = re.compile(
    r"(?:\s[a-z]+){0,3}?\s(?:it|they|he|she|officials)\s(?P<once>initially|originally|first|previously|earlier)\s[a-z]+ed\b"
)
_NOW = re.compile(r"\b(?:now|today|instead|but|while|although|despite)\b|\bthan\b", re.IGNORECASE)
# "the service says that flow rate could have been reached before the gate was shut on 3 June", of the sentence before
_THAT_RATE = re.compile(
    r"(?:[^.;:]{0,60}?\s)?(?:[Tt]hat|[Tt]his|[Ss]uch\sa)\s(?:[a-z]+\s)?(?:rate|figure|number|total|toll|amount|level|count|sum)\s"
    r"[^.;:]{0,60}?\b(?:before|until|up\sto|prior\sto)\b[^.;:,]{0,60}$"
)
_THAN = re.compile(r"\bthan\b")
_REACH = 110
_WINDOW = 60


def is_former(text: str, q: Quantity, sentence: Sentence) -> bool:
    """Whether a quantity is the value that another one replaced ("up from 23", "from 14 to 11")."""
    return _FROM.search(text, max(sentence.start, q.start - _REACH), q.start) is not None


def date_formers(
    text: str, rows: Sequence[tuple[Quantity, Sentence]], figures: Sequence[Figure], dates: Sequence[Timex]
) -> tuple[Figure, ...]:
    """The figures with each former value on the day named beside it, else on the days before its successor.

    A value that is told as what was said once ("at first they said 40") holds for some day before the article.
    """
    done = list(figures)
    dates = sorted((d for d in dates if d.type in {"DATE", "TIME"} and d.earliest), key=lambda d: d.passage.start)
    for number, (q, sentence) in enumerate(rows):
        if not is_former(text, q, sentence):
            continue
        successor = _successor(text, rows, number)
        if successor is None:
            continue
        later = done[successor].as_of
        own = _own_date(text, q, sentence, dates)
        last = later.earliest if later else None
        ago = _AGO.match(text, q.end)
        if ago and last and (day := _day_before(last, days=_DAYS[ago.group("unit")])):
            reason = f"“{ago.group().strip()}” in its sentence"
            when = When(value=day, earliest=day, latest=day, basis="stated", reason=reason)
        elif own and own.latest and (last is None or own.latest < last):
            reason = f"“{own.passage.exact}” in its sentence"
            when = When(value=own.value, earliest=own.earliest, latest=own.latest, basis="stated", reason=reason)
        elif last and (before := _day_before(last)):
            when = When(latest=before, basis="inferred", reason=f"before “{done[successor].passage.exact}”")
        else:
            continue
        done[number] = replace(done[number], as_of=when)
    for number, (q, sentence) in enumerate(rows):
        previous = _PREVIOUS.match(text, q.end, min(sentence.end, q.end + _REACH))
        later = done[number - 1].as_of if previous and number and rows[number - 1][1] is sentence else None
        if previous and later and later.basis == "stated" and later.earliest == later.latest and later.earliest:
            day = _day_before(later.earliest)
            reason = f"“{previous.group().strip()}” in its sentence"
            done[number] = replace(done[number], as_of=When(value=day, earliest=day, latest=day, basis="stated", reason=reason))
    for number, (q, sentence) in enumerate(rows):
        as_of = done[number].as_of
        once = _told_once(text, q, sentence) if as_of and as_of.basis == "inferred" and as_of.earliest else None
        if as_of and once and as_of.latest and (before := _day_before(as_of.latest)):
            when = When(latest=before, basis="inferred", reason=f"“{once}”: told again on {as_of.latest}")
            done[number] = replace(done[number], as_of=when)
    return tuple(done)


def date_taken_up(
    text: str,
    rows: Sequence[tuple[Quantity, Sentence]],
    figures: Sequence[Figure],
    sentences: Sequence[Sentence],
    dates: Sequence[Timex],
) -> tuple[Figure, ...]:
    """The figures with the day that the next sentence gives ("that rate was reached before the gate was shut on 3 June").

    `rows` are the quantities with their sentences, `sentences` all of the article. Only the last number of a sentence is taken
    up so, with those in other units that it repeats.
    """
    after = {s.start: later for s, later in pairwise(sentences)}
    dates = sorted((d for d in dates if d.type == "DATE" and d.earliest), key=lambda d: d.passage.start)
    done = list(figures)
    last = {s.start: n for n, (_, s) in enumerate(rows)}
    for start, n in last.items():
        later, as_of = after.get(start), done[n].as_of
        if later is None or later.kind != rows[n][1].kind or (as_of and as_of.basis == "stated"):
            continue
        first = n
        while first and rows[first][0].equivalent:
            first -= 1
        for d in dates[bisect_left(dates, later.start, key=lambda d: d.passage.start) :]:
            if d.passage.start >= min(later.end, later.start + 2 * _REACH):
                break
            if _THAT_RATE.match(text[later.start : d.passage.start]):
                reason = f"“{d.passage.exact}” in the next sentence, of the same"
                when = When(value=d.value, earliest=d.earliest, latest=d.latest, basis="stated", reason=reason)
                done[first : n + 1] = [replace(f, as_of=when) for f in done[first : n + 1]]
                break
    return tuple(done)


def _told_once(text: str, q: Quantity, sentence: Sentence) -> str | None:
    """The word by which a value is told as what was said before ("initially")."""
    ahead = text[max(sentence.start, q.start - _REACH - _WINDOW) : q.start]
    once = _ONCE.search(ahead)
    if once and _NOW.search(ahead, once.start()):
        once = None
    # "more than the 40 it first counted" is what it says now
    held = _THAN.search(text, q.start, q.core) is not None
    once = once or (None if held else _ONCE_BEHIND.match(text, q.end, min(sentence.end, q.end + _WINDOW)))
    return next(iter(filter(None, once.groups())), None) if once else None


def _successor(text: str, rows: Sequence[tuple[Quantity, Sentence]], number: int) -> int | None:
    """The number that replaced a former value: "from 14 to 11", else the one before it in its sentence."""
    q, sentence = rows[number]
    ahead = rows[number + 1] if number + 1 < len(rows) else None
    if ahead and ahead[1] is sentence and ahead[0].dimension == q.dimension:
        between = text[q.end : ahead[0].start]
        if len(between) < _WINDOW and _TO.search(between) and not re.search(r"[;,]", between):
            return number + 1
    behind = rows[number - 1] if number else None
    if behind and behind[1] is sentence and behind[0].dimension == q.dimension:
        return number - 1
    return None


def _own_date(text: str, q: Quantity, sentence: Sentence, dates: Sequence[Timex]) -> Timex | None:
    """The date that stands with the former value itself."""
    end = min(sentence.end, q.end + _WINDOW)
    stop = _BREAK.search(text, q.end, end)
    end = stop.start() if stop else end
    first = bisect_left(dates, q.end, key=lambda d: d.passage.start)
    return dates[first] if first < len(dates) and dates[first].passage.start < end else None


def _day_before(day: str, *, days: int = 1) -> str | None:
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None
