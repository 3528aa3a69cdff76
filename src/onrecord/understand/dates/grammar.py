"""Tagging: from a sentence to its underspecified expressions.

First the terms are found and the longest kept, then terms that stand together become one expression: a modifier and a time
("early March"), a time of day and a day ("10 p.m. Wednesday"), a month and a year that is named by its distance ("March last
year").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord.understand.dates import lexicon
from onrecord.understand.dates.days import DAY_RULES
from onrecord.understand.dates.expressions import (
    Calendar,
    Clock,
    Duration,
    Expression,
    Holiday,
    Meaning,
    Modifier,
    Part,
    Repeated,
    Season,
    Shifted,
    Weekday,
)
from onrecord.understand.dates.lengths import LENGTH_RULES
from onrecord.understand.dates.years import YEAR_RULES

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_FOUR, _PARTED = re.compile(r"[12]\d\d\d"), re.compile(r"\d[/.-]\d")  # what years and numeric dates have
_KINDS: dict[str, str] = {
    **{re.split(r"[ ']", h)[0]: "holiday" for h in lexicon.FIXED_HOLIDAYS},
    **{re.split(r"[ ']", h)[0]: "holiday" for h in (*lexicon.FLOATING_HOLIDAYS, *lexicon.EASTER_HOLIDAYS)},
    **dict.fromkeys(lexicon.MONTHS, "month"), **{m[:3]: "month" for m in lexicon.MONTHS}, "sept": "month",
    **dict.fromkeys(lexicon.WEEKDAYS, "weekday"), **{d + "s": "weekday" for d in lexicon.WEEKDAYS},
    **dict.fromkeys(lexicon.UNITS, "unit"), **{u + "s": "unit" for u in lexicon.UNITS}, "centuries": "unit",
    **dict.fromkeys(("hr", "hrs", "min", "mins", "sec", "secs"), "unit"),
    **dict.fromkeys(lexicon.SEASONS, "season"), **dict.fromkeys(lexicon.PARTS, "part"),
    **dict.fromkeys(("today", "yesterday", "tomorrow", "tonight", "overnight"), "deictic"),
    "half": "half", "period": "period", "noon": "clock", "midday": "clock", "midnight": "clock",
    **dict.fromkeys(("q", "h"), "code"),
    **dict.fromkeys(("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"), "decade"),
    **dict.fromkeys(("s", "nineteen", "thousand"), "decade"),
    **dict.fromkeys(("daily", "weekly", "fortnightly", "monthly", "quarterly", "hourly", "nightly"), "adverb"),
    **dict.fromkeys(("annually", "yearly"), "adverb"),
    **dict.fromkeys(("now", "currently", "present", "nowadays", "moment", "recently", "past", "recent"), "reference"),
    **dict.fromkeys(("future", "term", "coming", "soon", "current", "date"), "reference"),
}  # fmt: skip
_MORE_KINDS = {
    "quarter": ("period",),
    "day": ("unit", "reference"),
    "may": ("holiday",),
    "july": ("holiday",),
    "days": ("unit", "reference"),
    "fourth": ("holiday",),
}

_MODIFIER = re.compile(
    r"(?<!\w)(?:the\s)?(?:(?P<word>as\s(?:early|soon)\sas|very\searly|early|late|mid|earlier|later|sometime)(?:[-‑–]|\s(?:(?:in|on)\s)?)"
    r"|(?P<of>middle|end|start|beginning|close)\sof\s)$",
    re.IGNORECASE,
)
_MODIFIERS: dict[str, Modifier] = {
    "early": "start", "very early": "start", "start": "start", "beginning": "start", "mid": "mid", "middle": "mid",
    "late": "end", "end": "end", "close": "end", "earlier": "earlier", "later": "later", "sometime": "",
    "as early as": "", "as soon as": "",
}  # fmt: skip
_QUANTIFIER = re.compile(
    r"(?<!\w)(?:(?:no\s|little\s|slightly\s)?more\sthan|(?:no\s)?less\sthan|at\s(?:least|most)|about|around|nearly|almost|up\sto|roughly"
    r"|approximately|just\sover|just\sunder|well\sover)\s$",
    re.IGNORECASE,
)
#: "Over a week" is a length, "over the last week" a place in time.
_OVER = re.compile(r"(?<!\w)(?:over|under)\s$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:,?\s{1,2}|\s?[|–-]\s?)(?:the\s)?")
#: "10 a.m. (0700 GMT) Friday": the time again, as it is elsewhere.
_ZONED = re.compile(
    r"\s{1,2}\(\d{1,4}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?,?\s)?(?:GMT|UTC|[A-Z]{2,4}|local\stime)\),?\s{1,2}(?:on\s)?"
)
_WORD_GAP = re.compile(r"\s{1,2}(?:the\s)?")
_NAMED_YEAR = re.compile(r",?\s{1,2}(?:of\s)?|['’]s\s")
#: The rules in their order, those that stand together and need the same in one.
_RULES = [(need, tuple(run)) for need, run in groupby((*DAY_RULES, *YEAR_RULES, *LENGTH_RULES), key=lambda rule: rule.needs)]


@dataclass(frozen=True, slots=True)
class _Term:
    start: int
    end: int
    meaning: Meaning
    weak: bool


def tag(text: str, start: int, end: int) -> list[Expression]:
    """The expressions of time of `text[start:end]`, a sentence, in order and apart from each other."""
    sentence = text[start:end]
    low = sentence.lower()
    kinds = _kinds(sentence, low)
    if not kinds:
        return []
    terms = _longest(_find_terms(sentence, low, kinds))
    return [replace(e, start=e.start + start, end=e.end + start) for e in _compose(sentence, terms)]


def _kinds(sentence: str, low: str) -> set[str]:
    kinds = set()
    if _DIGIT.search(sentence):
        kinds.add("clock")
        if _FOUR.search(sentence):
            kinds.add("four")
        if _PARTED.search(sentence):
            kinds.add("parted")
    for word in _KINDS.keys() & _WORD.findall(low):
        kinds.add(_KINDS[word])
        kinds.update(_MORE_KINDS.get(word, ()))
    return kinds


def _find_terms(sentence: str, low: str, kinds: set[str]) -> Iterator[_Term]:
    """What the rules find; `low` is the sentence in small letters."""
    for rule in [rule for need, rules in _RULES if need in kinds for rule in rules]:
        if rule.holds and not any(map(low.__contains__, rule.holds)):
            continue
        for m in rule.pattern.finditer(sentence):
            built = rule.build(m)
            if built is None:
                continue
            found = built if isinstance(built, Iterator) else iter([(m.start(), m.end(), built)])
            yield from (_Term(a, b, meaning, rule.weak) for a, b, meaning in found)


def _longest(terms: Iterator[_Term]) -> list[_Term]:
    """The terms without overlap: the longer first, of equally long ones one that is not weak, then the earlier rule's."""
    kept: list[_Term] = []
    taken: set[int] = set()
    for term in sorted(terms, key=lambda t: (t.start - t.end, t.weak)):
        covers = range(term.start, term.end)
        if not taken.isdisjoint(covers):
            continue
        taken.update(covers)
        kept.append(term)
    return sorted(kept, key=lambda t: t.start)


def _compose(sentence: str, terms: list[_Term]) -> list[Expression]:
    terms = _share_days(sentence, terms)
    done: list[Expression] = []
    at = 0
    while at < len(terms):
        term = terms[at]
        at += 1
        while at < len(terms) and (joined := _join(sentence, term, terms[at])):
            term = joined
            at += 1
        expression = _modify(sentence, term, done[-1].end if done else 0)
        if expression:
            done.append(expression)
    return [_count_to(sentence, e, done[n + 1]) if n + 1 < len(done) else e for n, e in enumerate(done)]


#: "Two days after the flood in Velden on 25 June".
_TO_EVENT = re.compile(r"\s(?P<way>after|before)\s[^.,;:()\d]{1,60}\son\s(?:the\s)?")
_DAYS = re.compile(r"P(?P<count>\d{1,3})(?P<unit>[DW])")


def _count_to(sentence: str, length: Expression, day: Expression) -> Expression:
    """The day that a length before it counts to from an event that has its day: "two days after his death on 25 June"."""
    counted = _DAYS.fullmatch(length.meaning.value) if isinstance(length.meaning, Duration) else None
    dated = isinstance(day.meaning, Calendar) and day.meaning.day is not None
    way = _TO_EVENT.fullmatch(sentence, length.end, day.start) if counted and dated else None
    if not counted or not way:
        return length
    steps = int(counted["count"]) * (1 if way["way"].lower() == "after" else -1) * (7 if counted["unit"] == "W" else 1)
    return replace(length, meaning=Shifted(unit="day", steps=steps, of=day.meaning))


def _share_days(sentence: str, terms: list[_Term]) -> list[_Term]:
    """The terms, where a time of day and its day stand apart ("midday on Friday"), with the day made known to the time."""
    shared = list(terms)
    for i in range(len(terms) - 1):
        left, right = shared[i], shared[i + 1]
        gap = sentence[left.end : right.start].strip().lower()
        if gap not in {"on", "at", "by", "around", "at about", "at around"}:
            continue
        if isinstance(left.meaning, Clock) and left.meaning.day is None and _is_day(right.meaning):
            shared[i] = replace(left, meaning=replace(left.meaning, day=right.meaning))
        elif isinstance(right.meaning, Clock) and right.meaning.day is None and not right.weak and _is_day(left.meaning):
            shared[i + 1] = replace(right, meaning=replace(right.meaning, day=left.meaning))
    return shared


def _join(sentence: str, left: _Term, right: _Term) -> _Term | None:
    """The two terms as one, where they stand together and say one time."""
    gap = sentence[left.end : right.start]
    if _ZONED.fullmatch(gap):
        gap = " "
    if len(gap) > 6:
        return None
    if _WORD_GAP.fullmatch(gap) and (counted := _count_from(left, right)):
        return counted
    meaning = _join_year(left.meaning, right.meaning) if _NAMED_YEAR.fullmatch(gap) and not right.weak else None
    if meaning is None and _BETWEEN.fullmatch(gap):
        meaning = _join_clock(left, right)
    return _Term(left.start, right.end, meaning, weak=False) if meaning else None


def _count_from(left: _Term, right: _Term) -> _Term | None:
    """The two terms as one, where a day or week counts from the day after it: "the day before last Tuesday"."""
    a, b = left.meaning, right.meaning
    if isinstance(a, Shifted) and a.about and not right.weak and (_is_day(b) or isinstance(b, Holiday)):
        return _Term(left.start, right.end, Shifted(unit=a.unit, steps=a.steps, of=b), weak=False)
    return None


def _join_year(left: Meaning, right: Meaning) -> Meaning | None:
    """A month, day or season with the year said after it, or a quarter with the year said before it."""
    if isinstance(right, Part) and right.year is None and right.years_on is None:
        return _with_year(right, left)
    if ((isinstance(left, Calendar) and left.month) or isinstance(left, Season)) and left.year is None:
        return _with_year(left, right)
    return None


def _with_year(meaning: Calendar | Season | Part, year: Meaning) -> Meaning | None:
    if isinstance(year, Calendar) and year.year and not year.month:
        return replace(meaning, year=year.year)
    if isinstance(year, Shifted) and year.unit == "year" and year.base == "anchor" and not isinstance(meaning, Season):
        return replace(meaning, years_on=year.steps)
    return None


def _join_clock(left: _Term, right: _Term) -> Meaning | None:
    a, b = left.meaning, right.meaning
    if isinstance(a, Clock) and a.day is None and _is_day(b) and not right.weak:
        return replace(a, day=b)
    if _is_day(a) and isinstance(b, Clock) and b.day is None and not left.weak and not right.weak:
        return replace(b, day=a)
    return None


def _is_day(meaning: Meaning) -> bool:
    if isinstance(meaning, Calendar):
        return meaning.day is not None
    return isinstance(meaning, Weekday) or (isinstance(meaning, Shifted) and meaning.unit == "day")


def _modify(sentence: str, term: _Term, limit: int) -> Expression | None:
    before = sentence[max(limit, term.start - 24) : term.start]
    meaning, start = term.meaning, term.start
    if isinstance(meaning, Repeated):
        return Expression(start=start, end=term.end, meaning=meaning)
    modifier: Modifier = ""
    if (m := _MODIFIER.search(before)) and not isinstance(meaning, Duration):
        word = re.sub(r"\s+", " ", (m["word"] or m["of"]).lower())
        if word not in {"earlier", "later"} or isinstance(meaning, Shifted | Clock | Weekday | Calendar):
            modifier, start = _MODIFIERS[word], term.start - len(m.group())
            return Expression(start=start, end=term.end, meaning=meaning, modifier=modifier)
    if term.weak:
        return None
    counted = isinstance(meaning, Duration) or (
        isinstance(meaning, Shifted) and sentence[term.start : term.end].endswith("ago")
    )
    if counted and (m := _QUANTIFIER.search(before) or (_OVER.search(before) if sentence[term.start] in "aA" else None)):
        start = term.start - len(m.group())
    return Expression(start=start, end=term.end, meaning=meaning)
