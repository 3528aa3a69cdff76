"""Sentences that tell what happened and name no day: which of them do, and on which day an article has its news."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.language.tense import tell_tense
from onrecord.language.words import content_words
from onrecord.model import Document, Passage, Sentence, Timex
from onrecord.tell.asides import find_aside
from onrecord.tell.deeds import is_deed, leans, tells_past
from onrecord.tell.happenings import Happening, is_within
from onrecord.tell.readable import is_part

_LEAST_WORDS = 5
_LONGEST = 600
_NEAR = 160  # letters
# A shorter first sentence is a heading.
_LEAD = 60
# News is of the day of publication or the one before.
_NEWS = 1
#: "Nine died in the attack": more of what is told elsewhere, of a day of its own.
_BACK = re.compile(
    r"\b(?:in|during|from|by|of)\s(?:the|that|those|these)\s(?:initial\s|same\s|first\s|deadly\s)?"
    r"(?:attacks?|violence|clash(?:es)?|crash|accident|incident|arrests?|blasts?|explosions?|shootings?|fire|raids?|event"
    r"|protests?|fighting|battle|melee|massacre|disaster|riots?|unrest|bombings?)(?=[,.;]|\s(?:and|when|as|that)\b|$)"
    r"|\b(?:in|during|over)\sthe\s(?:preceding|previous|past|last|intervening)\s(?:hours|days|weeks|months|years)\b"
)
_THING = re.compile(r"\b[Tt]he\s[a-z]{3,20}\s$")
# What is told within so many sentences of a day before the news is background.
_CONTEXT, _LONG_AGO = 2, 1


def find_undated(document: Document) -> Iterator[Happening]:
    """The undated sentences of an article's body as happenings of the day of its news.

    One stands alone that tells a deed; so does the first of an article, where it tells what was or the article names its day
    nowhere. Nothing where that day is not known.
    """
    quoted = sorted((c.start, c.end) for q in document.reading.quotations if q.form == "direct" for c in q.content)
    day = _news_day(document, quoted)
    if not day:
        return
    text, marks = document.article.text, sorted(document.reading.dates, key=lambda t: t.passage.start)
    dayless = all(t.earliest != day or t.latest != day for t in marks)
    lead_wanted = True
    at = near = 0
    since = _CONTEXT
    for sentence in document.layout.sentences:
        while at < len(marks) and marks[at].passage.start < sentence.start:
            since = 0 if _is_back(marks[at], day) else _CONTEXT
            at += 1
        until = bisect_left(marks, sentence.end, lo=at, key=lambda t: t.passage.start)
        inside = marks[at:until]
        since += 1
        is_lead = lead_wanted and sentence.kind == "body" and sentence.end - sentence.start >= _LEAD
        lead_wanted = lead_wanted and not is_lead
        while near < len(quoted) and quoted[near][1] <= sentence.start:
            near += 1
        if (
            sentence.kind != "body"
            or any(_dates(t, text, sentence) for t in inside)
            or sentence.end - sentence.start > _LONGEST
        ):
            continue
        if near < len(quoted) and quoted[near][0] <= sentence.start + 1:
            continue
        exact = text[sentence.start : sentence.end]
        told = _leave_out(text, sentence, inside)
        wording = frozenset(content_words(told))
        if len(wording) < _LEAST_WORDS:
            continue
        brief = len(exact) <= _NEAR and told == exact
        lead = is_lead and not leans(exact) and (dayless or tells_past(exact))
        yield Happening(
            first=day,
            last=day,
            passage=Passage(article=document.article.id, start=sentence.start, end=sentence.end, exact=exact),
            words=wording,
            near=wording if brief else frozenset(content_words(exact[:_NEAR])) & wording,
            beside=not lead,
            alone=since > _CONTEXT and (lead or (is_deed(exact) and not is_part(exact) and not _BACK.search(exact))),
            lead=lead,
        )


def _news_day(document: Document, quoted: Sequence[tuple[int, int]]) -> str | None:
    """The day of publication or the one before, the later one of which the article tells as past; else the first."""
    anchor = document.reading.anchor
    if not anchor.earliest or anchor.earliest != anchor.latest:
        return None
    published, text = date.fromisoformat(anchor.earliest), document.article.text
    sentences = document.layout.sentences
    told = set()
    for t in document.reading.dates:
        if t.earliest and t.earliest == t.latest and t.earliest not in told and _is_news(t.earliest, published):
            at, to = t.passage.start, t.passage.end
            if is_within(at, quoted):
                continue
            sentence = sentences[bisect_right(sentences, at, key=lambda s: s.start) - 1]
            if _is_of(text, at) or tell_tense(text, sentence.start, sentence.end, at, to) == "past":
                told.add(t.earliest)
    return max(told, default=anchor.earliest)


def _is_of(text: str, at: int) -> bool:
    """Whether a day says which thing is spoken of: "the vote today"."""
    return _THING.search(text, max(0, at - 60), at) is not None


def _is_news(day: str, published: date) -> bool:
    try:
        return 0 <= (published - date.fromisoformat(day)).days <= _NEWS
    except ValueError:
        return False


def _dates(timex: Timex, text: str, sentence: Sentence) -> bool:
    """Whether a time is that of the sentence: neither a length nor told beside, of what the sentence speaks of."""
    if timex.type not in ("DATE", "TIME"):
        return False
    aside = find_aside(text, sentence.start, sentence.end, timex.passage.start, timex.passage.end)
    return not (aside and aside.relative)


def _leave_out(text: str, sentence: Sentence, marks: Sequence[Timex]) -> str:
    """What the sentence says without the clauses that it tells of another time."""
    kept, at = [], sentence.start
    for timex in marks:
        aside = find_aside(text, sentence.start, sentence.end, timex.passage.start, timex.passage.end)
        if aside and aside.start >= at:
            kept.append(text[at : aside.start])
            at = aside.end
    return "".join([*kept, text[at : sentence.end]])


def _is_back(timex: Timex, day: str) -> bool:
    try:
        return bool(timex.latest) and (date.fromisoformat(day) - date.fromisoformat(timex.latest or "")).days > _LONG_AGO
    except ValueError:
        return False
