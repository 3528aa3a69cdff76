"""Dated passages: what a sentence says happened, and on which day by its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.likeness import Wording
from onrecord.model import Document, Passage, Sentence, Timex
from onrecord.text import trim
from onrecord.words import content_words

# A date wider than a month is background, one further back than this many days before the article history.
_LONGEST = 31
_OLDEST = 2 * 365
_LEAST_WORDS = 3
# A shorter clause is a mere "he said on Monday": the sentence is told whole.
_LEAST_CLAUSE = 6

_FURNITURE = re.compile(
    r"\b(?:(?:last )?updated|(?:first )?published|posted|copyright|all rights reserved|subscribe|sign up|newsletter"
    r"|photograph(?:er)?|file (?:photo|picture|image)|read more|picture|image)\b[^.]{0,40}$",
    re.IGNORECASE,
)
# Ranges that only say when something is to come or goes on ("this week", "in the coming days").
_VAGUE = re.compile(
    r"\b(?:next|coming|upcoming|following|(?<!earlier )this (?:week|month|year)|soon|recent|past|these|several)\b",
    re.IGNORECASE,
)
# A day that only bounds a state ("closed since March", "shut until Monday") is not the day of what is told.
_BOUND = re.compile(r"\b(?:since|until|till|before|prior to)\s(?:(?:early|late|mid)[\s-])?$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:[,;:–—]|\s-{1,2}\s)\s*(?:(?:and|but|while|when|who|which|after|before|with|where)\b\s*)?|\s(?:after|before|while|when|but|and)\s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A passage that tells what happened from the first to the last day; `unwieldy` where it is a scrap or a paragraph."""

    first: str
    last: str
    passage: Passage
    words: Wording
    unwieldy: bool

    @property
    def date(self) -> str:
        """The day, or "first/last" day."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def _is_event_date(timex: Timex, sentence: str, at: int, published: str | None) -> bool:
    """Whether the expression dates what its sentence tells."""
    if timex.type not in ("DATE", "TIME") or not timex.earliest or not timex.latest:
        return False
    try:
        length = _days(timex.earliest, timex.latest)
        age = _days(timex.latest, published) if published else 0
    except ValueError:
        return False
    if length < 1 or length > _LONGEST or age > _OLDEST:
        return False
    if length > 1 and _VAGUE.search(timex.passage.exact):
        return False
    if _BOUND.search(sentence[max(0, at - 20) : at]):
        return False
    return not _FURNITURE.search(sentence[max(0, at - 60) : at])


def _clauses(text: str, sentence: Sentence, marks: Sequence[Timex]) -> list[tuple[int, int]]:
    """The part of the sentence that each expression dates: split at the last clause boundary between two of them."""
    starts, ends = [sentence.start], []
    for left, right in pairwise(marks):
        between = list(_CLAUSE.finditer(text, left.passage.end, right.passage.start))
        # a mark divides better than a word: "before reporters" begins no clause
        between = [m for m in between if not m.group()[0].isspace()] or between
        starts.append(between[-1].end() if between else starts[-1])
        ends.append(between[-1].start() if between else sentence.end)
    return list(zip(starts, [*ends, sentence.end], strict=True)) if marks else []


def _passage(text: str, start: int, end: int, sentence: Sentence) -> tuple[int, int, Wording]:
    """The clause without white space, or the whole sentence where the clause alone says too little."""
    start, end = trim(text, start, end)
    wording = frozenset(content_words(text[start:end]))
    if len(wording) >= _LEAST_CLAUSE:
        return start, end, wording
    return sentence.start, sentence.end, frozenset(content_words(text[sentence.start : sentence.end]))


def find_happenings(document: Document) -> Iterator[Happening]:
    """The dated passages of an article, in the order of its text."""
    text, published = document.article.text, document.reading.anchor.latest
    marks = sorted(document.reading.dates, key=lambda t: (t.passage.start, t.passage.end))
    at = 0
    for sentence in document.layout.sentences:
        while at < len(marks) and marks[at].passage.start < sentence.start:
            at += 1
        inside = []
        while at < len(marks) and marks[at].passage.start < sentence.end:
            inside.append(marks[at])
            at += 1
        words = text[sentence.start : sentence.end]
        dated = [t for t in inside if _is_event_date(t, words, t.passage.start - sentence.start, published)]
        for timex, (start, end) in zip(dated, _clauses(text, sentence, dated), strict=True):
            start, end, wording = _passage(text, start, end, sentence)
            exact = text[start:end]
            if len(wording) < _LEAST_WORDS:
                continue
            yield Happening(
                first=timex.earliest or "",
                last=timex.latest or "",
                passage=Passage(article=document.article.id, start=start, end=end, exact=exact),
                words=wording,
                unwieldy=not 60 <= len(exact) <= 260,
            )
