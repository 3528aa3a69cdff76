"""Sentences that tell what happened and name no day: which of them do, and on which day an article has its news."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.model import Document, Passage, Timex
from onrecord.tell.happenings import Happening, is_within
from onrecord.tense import is_past, tell_tense
from onrecord.words import content_words

_LEAST_WORDS = 5
_LONGEST = 600
_NEAR = 160  # letters
# A shorter first sentence is a heading.
_LEAD = 60
_READ = 40
# News is of the day of publication or the one before.
_NEWS = 1
# What is told within so many sentences of a day so long ago is background.
_CONTEXT, _LONG_AGO = 3, 7


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


#: Past forms of verbs that tell what was done, or befell somebody; general news English.
_DONE = _words(
    """
    abducted acquitted annexed appointed approved arrested assassinated attacked banned barred beat blew bombed bombarded
    broke burned cancelled canceled captured charged clashed climbed closed collapsed collided condemned convicted crashed
    cut defeated deployed deported derailed detained detonated died dismissed drowned ejected elected ended erupted escaped
    evacuated exchanged executed expelled exploded fell fined fired fled flooded freed froze frozen halted handed hit
    imposed indicted injured intercepted invaded jailed jumped kidnapped killed launched lifted looted lost murdered
    nominated opened ousted plunged postponed raided rallied ransacked recalled recaptured rejected released reopened
    resigned resumed retook retreated rose sacked sank seized sentenced shelled shot shut signed slumped smashed sparked
    stabbed stormed struck sued surged surrendered suspended swept tested toppled torched tumbled turned vetoed voted won
    withdrew wounded
    """
)
_DETERMINERS = _words("the a an of to its their his her")
_BE = _words("was were")
_PERFECT = _words("had has have having been be being would could should might may will is are am")
_PRONOUNS = _words("he she it they we i you who which where what whose")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SAID = _words(
    """
    said say says told believe believes think thought warned claim claims claimed alleged suggested that if when because
    since
    """
)
_LEANING = _words(
    """
    he she they it his her its their this that these those such who which i we you if when as since after before although
    though while despite
    """
)
_JOINING = _words("but and also meanwhile however then so")
_BACK = re.compile(
    r"\b(?:ago|earlier|previous(?:ly)?|former|last|once|recent(?:ly)?|in (?:19|20)\d\d|years?|months?|decades?)\b",
    re.IGNORECASE,
)


def find_undated(document: Document) -> Iterator[tuple[Happening, bool]]:
    """The undated sentences of an article's body as happenings of the day of its news, each with whether it stands alone.

    A sentence does that tells a deed, and the first one of an article that names its day nowhere. Nothing where that day is
    not known.
    """
    quoted = sorted((c.start, c.end) for q in document.reading.quotations if q.form == "direct" for c in q.content)
    day = _news_day(document, quoted)
    if not day:
        return
    text, marks = document.article.text, sorted(document.reading.dates, key=lambda t: t.passage.start)
    lead_wanted = all(t.earliest != day or t.latest != day for t in marks)
    at = near = 0
    since = _CONTEXT
    for sentence in document.layout.sentences:
        while at < len(marks) and marks[at].passage.start < sentence.start:
            since = 0 if _is_back(marks[at], day) else _CONTEXT
            at += 1
        since += 1
        is_lead = lead_wanted and sentence.kind == "body" and sentence.end - sentence.start >= _LEAD
        lead_wanted = lead_wanted and not is_lead
        while near < len(quoted) and quoted[near][1] <= sentence.start:
            near += 1
        if (
            sentence.kind != "body"
            or (at < len(marks) and marks[at].passage.start < sentence.end)
            or sentence.end - sentence.start > _LONGEST
        ):
            continue
        if near < len(quoted) and quoted[near][0] <= sentence.start + 1:
            continue
        exact = text[sentence.start : sentence.end]
        wording = frozenset(content_words(exact))
        if len(wording) < _LEAST_WORDS:
            continue
        yield (
            Happening(
                first=day,
                last=day,
                passage=Passage(article=document.article.id, start=sentence.start, end=sentence.end, exact=exact),
                words=wording,
                near=wording if len(exact) <= _NEAR else frozenset(content_words(exact[:_NEAR])),
            ),
            since > _CONTEXT and ((is_lead and not _leans(exact)) or _is_deed(exact)),
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
            if tell_tense(text, sentence.start, sentence.end, at, to) == "past":
                told.add(t.earliest)
    return max(told, default=anchor.earliest)


def _is_news(day: str, published: date) -> bool:
    try:
        return 0 <= (published - date.fromisoformat(day)).days <= _NEWS
    except ValueError:
        return False


def _is_back(timex: Timex, day: str) -> bool:
    try:
        return bool(timex.latest) and (date.fromisoformat(day) - date.fromisoformat(timex.latest or "")).days > _LONG_AGO
    except ValueError:
        return False


def _leans(exact: str) -> bool:
    """Whether a sentence does not say of itself whom it speaks of."""
    return exact.split()[0].lower() in _LEANING


def _is_deed(exact: str) -> bool:
    """Whether the first verb of the sentence tells a deed as done, of somebody who is named there."""
    words = [m.group().lower() for m in _TOKEN.finditer(exact)]
    if words and words[0] in _JOINING:
        words = words[1:]
    if not words or words[0] in _LEANING or _BACK.search(exact):
        return False
    for i, word in enumerate(words[1:_READ], 1):
        if word in _SAID or word in _PERFECT or word in _PRONOUNS:
            return False
        if word in _BE:
            return any(w in _DONE for w in words[i + 1 : i + 3])
        # "a team captured by rebels" is what the sentence speaks of, and not what it tells
        if "-" not in word and is_past(word) and words[i - 1] not in _DETERMINERS and words[i + 1 : i + 2] != ["by"]:
            return word in _DONE
    return False
