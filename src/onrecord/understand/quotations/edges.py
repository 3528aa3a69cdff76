"""Where contents end: not in the middle of a phrase ("put off by the | town council")."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Sentence
from onrecord.understand.grammar import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    word_set,
)
from onrecord.understand.quotations.contents import before_relative
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.phrases import is_finite
from onrecord.understand.tokens import tokenise

_LEADING = DETERMINERS | POSSESSIVES | PREPOSITIONS | AUXILIARIES | RELATIVES
_ALONE = word_set("that this these those any another each every all both several many few most more some no so there")
_SUBJECTS = word_set("i he she we they")
_TIED = re.compile(r" (?:of|ones?)\b")
_LAST = re.compile(r"([^\W\d_]+)\Z")
_WORD = re.compile(r" (?=[^\W_]|[$€£¥“\"'‘])")
_CUT = re.compile(r",?\s+\w+\Z")
_STOP = re.compile(r"[,;:](?=[\s”\"’')\]]|\Z)|\s[–—-]+\s|—|[\n()\[\]”]")
_CLOSING = re.compile(r",\s+")
_VERB_BEHIND = re.compile(r"[,;:–—“\"]|\b(?:that|who|which|but|while|as|when|because)\b")
_BARRED = re.compile(r"[;:“”\"\n|]|\s[–—-]+\s|\bthat\b")
_LEADING_JOINT = re.compile(r"(?:And|But|So|Yet)\s+")
_LONG_FRONT, _ADDRESSED, _LEAST = 12, 7, 3  # tokens
_BESIDE = 12  # drafts on either side that may speak in the same sentence
_FARTHEST = 240  # characters in which the phrase must end
_LONGEST_WORD = 40


def complete_contents(text: str, sentences: Sequence[Sentence], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with contents that stop in the middle of a phrase led on to its end, or back before a joint ("… and").

    A content is never led over a cue or a source, nor over the end of its sentence. What ", she said" closes is led back to
    where its clause begins.
    """
    taken = sorted({r[0] for d in drafts for r in (d.cue, d.source) if r})
    starts = [s.start for s in sentences]
    out = []
    for k, d in enumerate(drafts):
        content = tuple(_complete(text, starts, sentences, taken, r) for r in d.content)
        near = [o for o in drafts[max(0, k - _BESIDE) : k + _BESIDE] if o is not d]
        sentence, own = sentences[d.sentence], replace(d, content=content) if content != d.content else d
        content = _from_start(text, sentence, own, near) or _past_front(text, sentence, own) or content
        out.append(replace(d, content=content) if content != d.content else d)
    return out


def _from_start(text: str, sentence: Sentence, draft: Draft, near: Sequence[Draft]) -> tuple[Range, ...] | None:
    """The content from the beginning of its sentence on, where its speaker and cue close the sentence and nobody else speaks
    before it ("Members gave money and | made bids on ten items, Berg said")."""
    if not draft.content or draft.quotes or draft.within >= 0 or draft.source is None or draft.cue is None:
        return None
    (start, end), source, cue = (draft.content[0][0], draft.content[-1][1]), draft.source, draft.cue
    if draft.shape != "verb" or not (sentence.start < start and end <= source[0] < cue[0]) or len(draft.content) > 2:
        return None
    closes = _CLOSING.fullmatch(text, end, source[0]) and not _VERB_BEHIND.search(text, cue[1], sentence.end)
    before = text[sentence.start : start]
    if not closes or not any(c.isalnum() for c in before) or _BARRED.search(before):
        return None
    own = (sentence.start, start)
    if any(r and own[0] <= r[0] < own[1] for o in near for r in (o.cue, o.source)):
        return None
    lead = _LEADING_JOINT.match(before)
    return ((sentence.start + (lead.end() if lead else 0), end),)


def _past_front(text: str, sentence: Sentence, draft: Draft) -> tuple[Range, ...] | None:
    """The content behind the cue, where only an adverbial ahead of the speaker was taken ("In a first, Berg | asked")."""
    if not draft.content or draft.quotes or draft.within >= 0 or draft.source is None or draft.cue is None:
        return None
    (start, end), source, cue = draft.content[0], draft.source, draft.cue
    if draft.shape != "verb" or start != sentence.start or not end <= source[0] < cue[0] or draft.content[-1][1] > sentence.end:
        return None
    front = tokenise(text, start, end)
    if front[0].low not in PREPOSITIONS or len(front) > _LONG_FRONT or any(is_finite(t) for t in front):
        return None
    behind = tokenise(text, cue[1], sentence.end)
    while behind and not behind[-1].text[-1].isalnum():
        behind = behind[:-1]
    comma = next((k for k, t in enumerate(behind[:_ADDRESSED]) if t.low == ","), None)
    if comma == 0:
        return None
    if comma is not None and draft.lemma == "tell":
        behind = behind[comma + 1 :]
    if len(behind) < _LEAST or not any(is_finite(t) or t.low == "to" for t in behind):
        return None
    stop = before_relative(behind, 0, len(behind))
    return ((behind[0].start, behind[stop - 1].end),)


def _complete(text: str, starts: Sequence[int], sentences: Sequence[Sentence], taken: Sequence[int], content: Range) -> Range:
    start, end = content
    last = _LAST.search(text, max(start, end - _LONGEST_WORD), end)
    if last is None or last.start() == start or not _WORD.match(text, end):
        return content
    low = last[1].lower()
    if low in COORDINATORS:
        cut = _CUT.search(text, max(start, last.start() - 2), end)
        return (start, cut.start()) if cut and cut.start() > start else content
    leads = low in _LEADING and low not in _ALONE
    # "four days after he | blamed them", and not what "… ,' she said" closes
    inside = low in _SUBJECTS and text[last.start() - 2].isalnum()
    if not (leads or inside or _TIED.match(text, end)):
        return content
    sentence = sentences[max(0, bisect_right(starts, start) - 1)]
    k = bisect_left(taken, end + 2 if inside else end)
    high = min(sentence.end, taken[k] if k < len(taken) else len(text))
    stop = _STOP.search(text, end, min(high, end + _FARTHEST))
    if stop is None and high > end + _FARTHEST:
        return content
    at = stop.start() if stop else high
    while at > end and text[at - 1] in " .,;:":
        at -= 1
    return (start, at) if at > end else content
