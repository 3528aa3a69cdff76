"""Dated passages: what a sentence says happened, and on which day by its own words."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from onrecord.language.likeness import Wording
from onrecord.language.tense import is_past
from onrecord.language.words import content_words
from onrecord.model import Document, Passage, Sentence, Timex
from onrecord.tell.asides import Aside, find_aside, find_when
from onrecord.tell.occasions import is_bound, tell_occasion
from onrecord.text import trim

# Characters on either side of a day that are around it.
_NEAR = 80
_LEAST_WORDS = 3
# A shorter clause is a mere "he said on Monday": the sentence is told whole.
_LEAST_CLAUSE = 6
_LEAST_ASIDE = 2
# Two days in one breath are one stretch where no more lie between them, or no more of which the text gives both ends.
_LONGEST, _REACH = 3, 366

_CLAUSE = re.compile(
    r"(?:[,;:–—]|\s-{1,2}\s)\s*(?:(?:and|but|while|when|who|which|after|before|with|where)\b\s*)?|\s(?:after|before|while|when|but|and)\s"
)
#: How a clause begins that does not stand alone.
_TORN = re.compile(
    r"(?:who|which|whose|whom|it|he|she|they|was|were|is|are|has|have|had|will|would|be|been|because|that|than|to|of|by|as|[a-z]{1,20}ed|made|given|held|taken)\b"
)
#: How a clause begins that leaves open whom it is about: "since she fled", "since the first was found".
_PRONOUN = re.compile(
    r"(?:i|we|he|she|it|they|this|that|these|those|then|the\s(?:first|last|other|latter|former)\s(?:was|were|had|has|[a-z]{1,20}ed))\b",
    re.IGNORECASE,
)
#: A day at the head of its clause, and the word after it.
_LED = re.compile(r"(?:also\s)?(?:on|in|late|early)?\s?")
#: "Two days after", "a week before".
_COUNTED = re.compile(r"\s(?:after|before)\s")
_COUNT = re.compile(r"\b(?:hour|day|night|week|month|year)s?$", re.IGNORECASE)
_VERB = re.compile(r"\s(?P<word>[a-z]{2,20})\b")
#: "A mason who said he had fled": who speaks, not what happened.
_SPEAKER = re.compile(r"who\s(?:(?:said|says)\s(?:that\s)?(?:he|she|they)\s(?!on\b)|(?:was|were)\samong\b)")
_HELPS = frozenset("was were is are has have had will would".split())
#: "On Tuesday and Wednesday", "between 2 and 9 May".
_JOINED = re.compile(r"\s?(?:(?:and|or|to|through|until)\s(?:on\s|in\s)?|[-–—]\s?)")
_MONTH = re.compile(r"\d{4}-\d\d")
_REACHES = re.compile(r"to|through|until|[-–—]")
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:the\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A passage that tells what happened from the first to the last day.

    `near` are the words around the day. `planned` is what was to come when it was
    written; `referred` only speaks of what happened then ("Monday's vote"); `beside`
    tells it in a clause or of no day, so that others tell it better. What is not `alone`
    makes no event by itself; `lead` opens an article.
    """

    first: str
    last: str
    passage: Passage
    words: Wording
    near: Wording
    planned: bool = False
    referred: bool = False
    beside: bool = False
    alone: bool = True
    lead: bool = False

    @property
    def date(self) -> str:
        """The day, or "first/last" day."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


def _clauses(text: str, sentence: Sentence, marks: Sequence[Timex]) -> list[tuple[int, int]]:
    """The part of the sentence that each expression dates: split at the last clause boundary between two of them."""
    starts, ends = [sentence.start], []
    for left, right in pairwise(marks):
        # "two days after the blast of Monday" is one time
        between = list(_CLAUSE.finditer(text, left.passage.end, right.passage.start))
        if between and _counts(text, left):
            between = between[1:]
        # a mark divides better than a word: "before reporters" begins no clause
        between = [m for m in between if not m.group()[0].isspace()] or between
        starts.append(between[-1].end() if between else starts[-1])
        ends.append(between[-1].start() if between else sentence.end)
    return list(zip(starts, [*ends, sentence.end], strict=True)) if marks else []


def _counts(text: str, timex: Timex) -> bool:
    """Whether a time is counted from what follows it: "two days after the blast of 12 May"."""
    return _COUNTED.match(text, timex.passage.end) is not None and _COUNT.search(timex.passage.exact) is not None


def _join_days(dated: Sequence[Timex], text: str) -> list[Timex]:
    """The expressions, two days in a row, or the ends of a stretch, that are told in one breath as one."""
    joined: list[Timex] = []
    for timex in dated:
        last = joined[-1] if joined else None
        if last and _JOINED.fullmatch(text, last.passage.end, timex.passage.start):
            first, final = last.earliest or "", timex.latest or ""
            days = (date.fromisoformat(final) - date.fromisoformat(first)).days
            between = _BETWEEN.search(text, max(0, last.passage.start - 20), last.passage.start) is not None
            reaches = between or _REACHES.search(text, last.passage.end, timex.passage.start) is not None
            if 0 < days < (_REACH if reaches else _LONGEST) or _are_months(last, timex):
                span = replace(last.passage, end=timex.passage.end, exact=text[last.passage.start : timex.passage.end])
                joined[-1] = replace(last, passage=span, latest=final)
                continue
            if between:
                joined.pop()
                continue
        joined.append(timex)
    return joined


def _are_months(one: Timex, other: Timex) -> bool:
    """Whether two expressions are a month and the next: "during January and February"."""
    if not (_MONTH.fullmatch(one.value) and _MONTH.fullmatch(other.value)):
        return False
    return date.fromisoformat(other.earliest or "") == date.fromisoformat(one.latest or "") + timedelta(days=1)


def _passage(text: str, start: int, end: int, sentence: Sentence, timex: Timex) -> tuple[int, int, Wording]:
    """The clause without white space, or the whole sentence where the clause alone says too little."""
    start, end = trim(text, start, end)
    wording = frozenset(content_words(text[start:end]))
    if len(wording) >= _LEAST_CLAUSE and (start == sentence.start or not _is_torn(text, start, timex)):
        return start, end, wording
    return sentence.start, sentence.end, frozenset(content_words(text[sentence.start : sentence.end]))


def _is_torn(text: str, start: int, timex: Timex) -> bool:
    """Whether a clause begins amid another, or its verb with none that did it: "on Monday resigned"."""
    if _LED.fullmatch(text, start, timex.passage.start):
        verb = _VERB.match(text, timex.passage.end)
        return verb is not None and (is_past(verb["word"]) or verb["word"] in _HELPS)
    return _TORN.match(text, start) is not None


def _near(text: str, start: int, end: int, timex: Timex) -> Wording:
    """The content words around the expression, without its own and without words cut in two."""
    at, to = timex.passage.start, timex.passage.end
    before, after = text[max(start, at - _NEAR) : at], text[to : min(max(end, to), to + _NEAR)]
    if at - _NEAR > start:
        before = before.partition(" ")[2]
    if to + _NEAR < end:
        after = after.rpartition(" ")[0]
    return frozenset(content_words(f"{before} | {after}"))


def is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the spans, which are in order and apart."""
    i = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]


def _tell_beside(text: str, aside: Aside) -> Wording:
    """The content words of a clause beside, none where it says too little by itself or leans on its sentence."""
    words = frozenset(content_words(text[aside.about : aside.end]))
    if not aside.relative and _PRONOUN.match(text, aside.about):
        return frozenset()
    return words if len(words) >= (_LEAST_WORDS if aside.relative else _LEAST_ASIDE) else frozenset()


def _days_of(timex: Timex, published: str | None) -> tuple[str, str]:
    """The first and last day of an expression; "overnight" is the night to the article's day, or from another."""
    first, last = timex.earliest or "", timex.latest or ""
    if timex.passage.exact.lower() != "overnight" or first != last:
        return first, last
    try:
        other = (date.fromisoformat(first) + timedelta(days=-1 if first == published else 1)).isoformat()
    except OverflowError:
        return first, last
    return min(first, other), max(first, other)


def _tell_once(told: Sequence[Happening]) -> Iterator[Happening]:
    """What one sentence tells; a week or month that it names only in words that tell of a day is referred to."""
    days = [h.passage for h in told if h.first == h.last and not h.referred]
    for h in told:
        whole = h.first != h.last and any(h.passage.start <= p.start and p.end <= h.passage.end for p in days)
        yield replace(h, referred=True) if whole else h


def find_happenings(document: Document) -> Iterator[Happening]:
    """The dated passages of an article, in the order of its text."""
    # of an article that is known to be after a day, what lies before that is as long ago at the least
    text, published = document.article.text, document.reading.anchor.latest or document.reading.anchor.earliest
    marks = sorted(document.reading.dates, key=lambda t: (t.passage.start, t.passage.end))
    quoted = sorted((c.start, c.end) for q in document.reading.quotations if q.form == "direct" for c in q.content)
    at = 0
    for sentence in document.layout.sentences:
        while at < len(marks) and marks[at].passage.start < sentence.start:
            at += 1
        inside = []
        while at < len(marks) and marks[at].passage.start < sentence.end:
            inside.append(marks[at])
            at += 1
        occasions = {
            t: tell_occasion(
                t, text, sentence.start, sentence.end, published=published, quoted=is_within(t.passage.start, quoted)
            )
            for t in inside
        }
        dated = _join_days([t for t in inside if occasions[t] != "none"], text)
        bases = {right for left, right in pairwise(dated) if _counts(text, left)}
        told_here: list[Happening] = []
        for timex, (start, end) in zip(dated, _clauses(text, sentence, dated), strict=True):
            aside = find_aside(text, sentence.start, end, timex.passage.start, timex.passage.end)
            when = find_when(text, timex.passage.end, end)
            scant = aside is not None and aside.relative and _SPEAKER.match(text, aside.start) is not None
            if when and is_bound(text, start, timex.passage.start):
                (start, end), wording = when, frozenset(content_words(text[slice(*when)]))
            elif aside and (told := _tell_beside(text, aside)):
                (start, end), wording = trim(text, aside.about, aside.end), told
            else:
                start, end, wording = _passage(text, start, end, sentence, timex)
                # "Reyle, whom he met on Monday": too little for an event, in a sentence about another day
                scant = scant or (aside is not None and (aside.relative or text.startswith("since", aside.start)))
            exact = text[start:end]
            if len(wording) < (_LEAST_ASIDE if aside else _LEAST_WORDS):
                continue
            first, last = _days_of(timex, published)
            told_here.append(
                Happening(
                    first=first,
                    last=last,
                    passage=Passage(article=document.article.id, start=start, end=end, exact=exact),
                    words=wording,
                    near=_near(text, start, end, timex),
                    planned=bool(published) and (timex.earliest or "") > (published or ""),
                    referred=scant or timex in bases or occasions.get(timex) == "referred",
                    beside=aside is not None,
                )
            )
        yield from _tell_once(told_here)
