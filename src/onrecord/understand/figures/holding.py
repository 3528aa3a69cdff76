"""For which day a number holds where the dates of its own sentence do not say it: told before it, elsewhere, or counted from.

What has been found for a figure by its own sentence stays; only a day that is taken from the article's is replaced.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from onrecord.model import Figure, Sentence, Timex, When
from onrecord.understand.dates.calendar import shift_value, value_days
from onrecord.understand.figures.quantities import Quantity

_GIVEN = r"(?:estimate|figure|count|toll|tally|tallie|calculation|projection|assessment|finding)s?"
# "New estimates of the leak prior to 3 June follow a survey": the estimates in the next sentence are of then
_ANNOUNCED = re.compile(
    rf"\b{_GIVEN}\s(?:for|of|on)\s[^.;:,\d]{{3,80}}\s(?:(?:prior\sto|up\sto|before|until|as\sof|by)\s)(?:the\s)?$"
)
_OF_IT = re.compile(rf"\b{_GIVEN}\b")
# "was leaking 40 barrels a day before they closed the gate"
_BEFORE_DONE = re.compile(
    r"[^.;:,\d]{0,60}\sbefore\s(?:it|they|he|she|the|its|their|an?)\s[^.;:,\d]{0,40}?(?:[a-z]ed|put|cut|shut|began|came|went|took|fell)\b"
)
_UP_TO = re.compile(r"\b(?:before|prior\sto|until)\b[^.;:,]{0,60}$")
# "which takes four weeks, by which stage 40 boats could be lost"
_STAGE = re.compile(r"\b[Bb]y\s(?:which|that|this)\s(?:stage|time|point)\b[^.;:\d]{0,80}$")
_WILL = re.compile(r"\b(?:will|would|could|may|might|expected\sto|going\sto)\b[^.;:]{0,80}$")
_STEPS = frozenset({"day", "week", "month", "year"})
# "the 2021 Marn disaster"
_OF_YEAR = re.compile(
    r"\bthe\s(?P<year>1[5-9]\d\d|20\d\d)\s(?P<name>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})\s(?:[a-z]+\s)?"
    r"(?:disasters?|spills?|crash|crashes|wars?|earthquakes?|quakes?|massacres?|attacks?|bombings?|floods?|fires?|sinking|collapse)\b"
)
_REACH = 300
_NEAR = 260
_UP = 90


def date_by_context(
    text: str,
    rows: Sequence[tuple[Quantity, Sentence]],
    figures: Sequence[Figure],
    sentences: Sequence[Sentence],
    dates: Sequence[Timex],
    *,
    anchor: When,
) -> tuple[Figure, ...]:
    """The figures with the day that the words before them, or the same quantity elsewhere in the article, tell.

    `rows` are the quantities with their sentences, `sentences` all of the article, `anchor` is its day. An amount that repeats
    another in a second unit has the day of the first.
    """
    dates = sorted((d for d in dates if d.type == "DATE" and d.earliest), key=lambda d: d.passage.start)
    before = {s.start: earlier for earlier, s in pairwise(sentences)}
    years = {m.group("name"): m.group("year") for s in sentences for m in _OF_YEAR.finditer(text, s.start, s.end)}
    done: list[Figure] = []
    for n, ((q, sentence), figure) in enumerate(zip(rows, figures, strict=True)):
        if q.equivalent and done:
            done.append(replace(figure, as_of=done[-1].as_of))
            continue
        told = None
        if figure.as_of and figure.as_of.basis == "inferred" and figure.as_of.earliest:
            told = _find_stage(text, rows, n, anchor) or _find_announced(text, q, sentence, before.get(sentence.start), dates)
            told = told or _find_year(figure, years)
        done.append(replace(figure, as_of=told) if told else figure)
    return _date_before(text, rows, done, dates)


def _find_stage(text: str, rows: Sequence[tuple[Quantity, Sentence]], number: int, anchor: When) -> When | None:
    """The time that a length told before counts up to: "takes four weeks, by which stage 40 boats could be lost"."""
    q, sentence = rows[number]
    if (
        not anchor.earliest
        or anchor.earliest != anchor.latest
        or not _STAGE.search(text, max(sentence.start, q.start - _REACH), q.start)
    ):
        return None
    length, told = rows[number - 1] if number else (None, None)
    if length is None or told is None or length.unit not in _STEPS or q.start - length.end > _NEAR or length.low is None:
        return None
    if not _WILL.search(text, max(told.start, length.start - _REACH), length.start):
        return None
    high = length.high if length.high is not None else length.low
    first, last = (shift_value(date.fromisoformat(anchor.earliest), length.unit, round(n)) for n in (length.low, high))
    ends = value_days(first or ""), value_days(last or "")
    if not ends[0] or not ends[1]:
        return None
    reason = f"“{text[length.start : length.end]}” from the day of its article"
    return When(
        value=first if first == last else None,
        earliest=ends[0][0].isoformat(),
        latest=ends[1][1].isoformat(),
        basis="stated",
        reason=reason,
    )


def _find_announced(text: str, q: Quantity, sentence: Sentence, before: Sentence | None, dates: Sequence[Timex]) -> When | None:
    """The day of the estimates that the sentence before announces, for those of an estimate."""
    if before is None or before.kind != sentence.kind or before.end - before.start > 2 * _REACH:
        return None
    if not _OF_IT.search(text, max(sentence.start, q.start - _REACH), q.start):
        return None
    for d in _between(dates, before.start, before.end):
        if _ANNOUNCED.search(text, max(before.start, d.passage.start - _REACH), d.passage.start):
            return _stated(d, f"“{d.passage.exact}” in the sentence before, of its estimates")
    return None


def _find_year(figure: Figure, years: dict[str, str]) -> When | None:
    """The year by which the article names the event that a figure is of ("the 2021 Marn disaster")."""
    for name, year in years.items():
        if figure.indicator.endswith(f" by {name}"):
            reason = f"“the {year} {name}” in its article"
            return When(value=year, earliest=f"{year}-01-01", latest=f"{year}-12-31", basis="stated", reason=reason)
    return None


def _date_before(
    text: str, rows: Sequence[tuple[Quantity, Sentence]], figures: Sequence[Figure], dates: Sequence[Timex]
) -> tuple[Figure, ...]:
    """The figures that hold "before" something undated, on the one day before which the article has the same quantity hold."""
    ends = {
        d.earliest
        for d in dates
        if d.earliest == d.latest and _UP_TO.search(text, max(0, d.passage.start - 90), d.passage.start)
    }
    known: dict[str, set[str | None]] = {}
    for f in figures:
        if f.as_of and f.as_of.basis == "stated" and f.as_of.earliest == f.as_of.latest and f.as_of.earliest in ends:
            known.setdefault(f.indicator, set()).add(f.as_of.earliest)
    done = list(figures)
    for n, ((q, sentence), figure) in enumerate(zip(rows, figures, strict=True)):
        days = known.get(figure.indicator, set())
        if len(days) != 1 or not figure.as_of or figure.as_of.basis != "inferred":
            continue
        if _BEFORE_DONE.match(text, q.end, min(sentence.end, q.end + _REACH)):
            (day,) = days
            when = When(
                value=day, earliest=day, latest=day, basis="stated", reason=f"“before …”, which is {day} in its article"
            )
            done[n] = replace(figure, as_of=when)
    return tuple(done)


def _between(dates: Sequence[Timex], start: int, end: int) -> Sequence[Timex]:
    return dates[
        bisect_left(dates, start, key=lambda d: d.passage.start) : bisect_left(dates, end, key=lambda d: d.passage.start)
    ]


def _stated(d: Timex, reason: str) -> When:
    return When(value=d.value, earliest=d.earliest, latest=d.latest, basis="stated", reason=reason)
