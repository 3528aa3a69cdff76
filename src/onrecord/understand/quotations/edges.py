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
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.hits import Range

_LEADING = DETERMINERS | POSSESSIVES | PREPOSITIONS | AUXILIARIES | RELATIVES
_ALONE = word_set("that this these those any another each every all both several many few most more some no so there")
_LAST = re.compile(r"([^\W\d_]+)\Z")
_WORD = re.compile(r" (?=[^\W_]|[$€£¥“\"'‘])")
_CUT = re.compile(r",?\s+\w+\Z")
_STOP = re.compile(r"[,;:](?=[\s”\"’')\]]|\Z)|\s[–—-]+\s|—|[\n()\[\]”]")
_FARTHEST = 240  # characters in which the phrase must end
_LONGEST_WORD = 40


def complete_contents(text: str, sentences: Sequence[Sentence], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with contents that stop in the middle of a phrase led on to its end, or back before a joint ("… and").

    A content is never led over a cue or a source, nor over the end of its sentence.
    """
    taken = sorted({r[0] for d in drafts for r in (d.cue, d.source) if r})
    starts = [s.start for s in sentences]
    return [
        replace(d, content=content)
        if d.content and (content := tuple(_complete(text, starts, sentences, taken, r) for r in d.content)) != d.content
        else d
        for d in drafts
    ]


def _complete(text: str, starts: Sequence[int], sentences: Sequence[Sentence], taken: Sequence[int], content: Range) -> Range:
    start, end = content
    last = _LAST.search(text, max(start, end - _LONGEST_WORD), end)
    if last is None or last.start() == start or not _WORD.match(text, end):
        return content
    low = last[1].lower()
    if low in COORDINATORS:
        cut = _CUT.search(text, max(start, last.start() - 2), end)
        return (start, cut.start()) if cut and cut.start() > start else content
    if low not in _LEADING or low in _ALONE:
        return content
    sentence = sentences[max(0, bisect_right(starts, start) - 1)]
    k = bisect_left(taken, end)
    high = min(sentence.end, taken[k] if k < len(taken) else len(text))
    stop = _STOP.search(text, end, min(high, end + _FARTHEST))
    if stop is None and high > end + _FARTHEST:
        return content
    at = stop.start() if stop else high
    while at > end and text[at - 1] in " .,;:":
        at -= 1
    return (start, at) if at > end else content
