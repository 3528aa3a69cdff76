"""Time expressions in the TIMEX3 sense: tagged by a grammar, then resolved against the day of publication.

`lexicon` has the words; `days`, `years` and `lengths` the patterns, by the form that `rules` gives; `grammar` joins what they
find to `expressions`, which hold whenever they are said; `clauses` tells past from future, `calendar` has the values, and
`resolve` puts days to expressions.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.language.tense import Tense, tell_tense
from onrecord.model import Sentence, Timex, When
from onrecord.text import span
from onrecord.understand.dates.calendar import value_days
from onrecord.understand.dates.expressions import Calendar, Expression, Meaning, Period, Shifted, Weekday
from onrecord.understand.dates.grammar import tag
from onrecord.understand.dates.resolve import Narrative, Resolved, resolve

#: How many characters to either side of an expression are kept to recognise what it is told with.
_AROUND = 200
#: Characters of an article in which its people are named first.
_NAMED_WITHIN = 10_000

#: "Proposed by May", where somebody of that name is spoken of: "Mrs May", "Ada May".
_AGENT = re.compile(r"\b(?:by|of|for|to|from|with|against)\s$")
_NAMED_MAY = re.compile(
    r"\b(?!(?:In|On|By|Of|To|For|From|And|Or|Since|Until|Till|Last|Next|This|Early|Late|Mid|During|After|Before|Through|Between"
    r"|Each|Every|The|But|As|Around|About|Throughout|[A-Z][a-z]{2,5}day|April|March)\b)[A-Z][a-z]{1,20}\.?\sMay\b(?!\s\d)"
)

Tagged = tuple[int, Sentence, Tense, Expression]


def find_dates(text: str, sentences: Sequence[Sentence], *, anchor: When) -> tuple[Timex, ...]:
    """The time expressions of the sentences, resolved against the day of publication.

    Where only an interval of days is known, an expression has the value that the whole interval agrees on, else the value
    that needs no anchor ("XXXX-WXX-2") with the first and last day it can mean. Without any anchor such expressions have no
    days at all. Passages leave out the preposition.

    Source: TimeML 1.2.1, TIMEX3; ISO 8601 for weeks and durations.
    """
    named = " May" in text and _NAMED_MAY.search(text, 0, _NAMED_WITHIN) is not None
    tagged = [
        (number, sentence, tell_tense(text, sentence.start, sentence.end, e.start, e.end), e)
        for number, sentence in enumerate(sentences)
        for e in tag(text, sentence.start, sentence.end)
        if not (named and _is_person(text, e))
    ]
    first, last = _day(anchor.earliest), _day(anchor.latest)
    if first is None or last is None:
        resolved = _resolve_all(text, tagged, None)
    elif first == last:
        resolved = _resolve_all(text, tagged, first)
    else:
        ends = (_resolve_all(text, tagged, first), _resolve_all(text, tagged, last))
        resolved = [_agree(*three) for three in zip(*ends, _resolve_all(text, tagged, None), strict=True)]
    return tuple(
        Timex(
            passage=span(text, e.start, e.end),
            type=r.type,
            value=r.value,
            earliest=r.earliest.isoformat() if r.earliest else None,
            latest=r.latest.isoformat() if r.latest else None,
        )
        for (_, _, _, e), r in zip(tagged, resolved, strict=True)
    )


def _is_person(text: str, e: Expression) -> bool:
    """Whether a bare "May" can be somebody who did it."""
    return text[e.start : e.end] == "May" and _AGENT.search(text, max(0, e.start - 8), e.start) is not None


def _day(value: str | None) -> date | None:
    days = value_days(value) if value else None
    return days[0] if days else None


def _resolve_all(text: str, tagged: Sequence[Tagged], anchor: date | None) -> list[Resolved]:
    narrative = Narrative(anchor=anchor)
    done: list[Resolved] = []
    for n, (number, sentence, tense, expression) in enumerate(tagged):
        resolved = resolve(expression, tense=tense, sentence=number, narrative=narrative)
        if n and tagged[n - 1][0] == number and _is_again(expression.meaning, tagged[n - 1][3].meaning, done[-1]):
            resolved = done[-1]
        if not _is_compared(expression.meaning):
            around = max(sentence.start, expression.start - _AROUND), min(sentence.end, expression.end + _AROUND)
            narrative.remember(number, text[slice(*around)], resolved)
        done.append(resolved)
    return done


def _is_again(meaning: Meaning, before: Meaning, told: Resolved) -> bool:
    """Whether a weekday is that of the date told just before it: "on 3 June, after Friday prayers"."""
    if not isinstance(meaning, Weekday) or meaning.turn or told.earliest is None:
        return False
    return isinstance(before, Calendar) and before.day is not None and told.earliest.isoweekday() == meaning.number


def _is_compared(meaning: Meaning) -> bool:
    """Whether the time is only held against the one that is told of."""
    if isinstance(meaning, Period):
        return bool(meaning.year or meaning.years_on)
    return isinstance(meaning, Shifted) and meaning.compared


def _agree(early: Resolved, late: Resolved, free: Resolved) -> Resolved:
    """What both ends of an interval of days say; where they differ, all days between, under the value that needs no anchor."""
    value = early.value if early.value == late.value else free.value
    if early.earliest and early.latest and late.earliest and late.latest:
        return replace(early, value=value, earliest=min(early.earliest, late.earliest), latest=max(early.latest, late.latest))
    return replace(early, value=value, earliest=None, latest=None)
