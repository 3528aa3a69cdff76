"""Quotation marks: which passages stand between them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import Sentence

_MARK = re.compile(r"''|``|[“”„«»\"‘’'`]")
_DOUBLE = re.compile(r"[“”„«»\"]")
_LONGEST_RUN = 12  # sentences that a quotation may run over before its opening mark counts as a stray
_LONGEST_SINGLE = 600
_LONGEST_SINGLE_RUN = 1500
_OF_SELF = re.compile(r"(?i)\b(?:I|we|you|my|our|your|me|us)\b")
_CLOSES_RUN = re.compile(r"(?<=[.,!?…])[’'](?!\w)")


class Quoted(NamedTuple):
    """A passage between marks: the passage itself, and with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a straight mark at `at` can open a quotation: nothing or a space before it, something after it."""
    before = text[at - 1] if at > start else " "
    if before == text[at]:
        before = text[at - 2] if at - 1 > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-“‘\"'") and not after.isspace()


def _closes_single(text: str, at: int) -> bool:
    """Whether a single mark at `at` can close: it does not stand inside a word."""
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isalnum() and at > 0 and not text[at - 1].isspace()


def _single_end(text: str, at: int, end: int, *, clear: int) -> int:
    """Where a single-quoted passage that opens at `at` closes, or -1; nothing closes before `clear`."""
    for i in range(max(at + 1, clear), min(end, at + _LONGEST_SINGLE)):
        if text[i] in "’'" and _closes_single(text, i):
            return i
        if text[i] in '“”"':
            return -1
    return -1


def _single_run_end(text: str, at: int, sentences: Sequence[Sentence], number: int) -> int:
    """Where a single-quoted passage that opens a sentence closes in a later one, or -1; each paragraph opens with the mark."""
    closing = _CLOSES_RUN.search(text, at + 1, at + _LONGEST_SINGLE_RUN)
    if closing is None or any(mark in text[at : closing.start()] for mark in '“”"'):
        return -1
    for before, sentence in zip(sentences[number:], sentences[number + 1 : number + _LONGEST_RUN], strict=False):
        goes_on = sentence.paragraph == before.paragraph or text[sentence.start] == text[at]
        if sentence.kind != before.kind or not goes_on:
            return -1
        if closing.start() < sentence.end:
            return closing.start() if closing.start() > sentence.start else -1
    return -1


def find_quoted(text: str, sentences: Sequence[Sentence]) -> list[Quoted]:
    """The quoted passages of the sentences in the order of the text, nested ones left out.

    A passage that is not closed in its sentence runs on to the sentence that closes it, a few sentences at most; paragraphs
    that open with a mark again go on with it. Else it ends with its own sentence.
    """
    found: list[Quoted] = []
    opened, opened_in, width, clear, passed, gone_on = -1, -1, 1, 0, 0, False
    for number, sentence in enumerate(sentences):
        lost = _end_of_lost(text, sentences, number, opened, opened_in, gone_on=gone_on) if opened >= 0 else 0
        if lost:
            found.append(Quoted(opened + (width if gone_on else 1), lost, opened, lost))
            opened = -1
        at = max(sentence.start, passed)
        while m := _MARK.search(text, at, sentence.end):
            i, at, mark = m.start(), m.end(), m.group()
            if len(mark) == 2:
                mark = '"'
            if mark in "‘’'`":
                if opened < 0 and mark in "‘'`" and _opens(text, i, sentence.start):
                    end = _single_end(text, i, sentence.end, clear=clear)
                    if end > i + 1:
                        found.append(Quoted(i + 1, end, i, end + 1))
                        at = end + 1
                    elif end < 0 and i == sentence.start and (end := _single_run_end(text, i, sentences, number)) > 0:
                        found.append(Quoted(i + 1, end, i, end + 1))
                        at = passed = end + 1
                        break
                    clear = max(clear, end if end >= 0 else min(sentence.end, i + _LONGEST_SINGLE))
                continue
            can_open = mark in "“„«" or (mark == '"' and _opens(text, at - 1, sentence.start))
            if opened < 0:
                if can_open:
                    opened, opened_in, width, gone_on = i, number, at - i, False
            elif can_open and i == sentence.start and number > opened_in and not _is_misplaced(text, i, sentences, number):
                gone_on = True  # the paragraph goes on with the quotation
            elif can_open and mark != '"':
                found.append(_stray(text, opened, sentences[opened_in], before=i))
                opened, opened_in, width, gone_on = i, number, at - i, False
            else:
                found.append(Quoted(opened + width, i, opened, at))
                opened = -1
    if opened >= 0:
        found.append(_stray(text, opened, sentences[opened_in]))
    return [q for q in found if q.end > q.start]


def _is_misplaced(text: str, at: int, sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a straight mark at the head of a sentence closes the quotation before it ('"It is. "Berg left.').

    It stands inside a paragraph, nobody speaks of himself behind it, and the next mark opens again or there is none.
    """
    own = sentences[number]
    if text[at] != '"' or text[at + 1 : at + 2] == "[" or sentences[number - 1].paragraph != own.paragraph:
        return False
    end = at
    for sentence in sentences[number : number + _LONGEST_RUN]:
        if sentence.paragraph != own.paragraph:
            break
        end = sentence.end
    following = text.find('"', at + 1, end)
    if following >= 0 and not _opens(text, following, own.start):
        return False
    return not _OF_SELF.search(text, at, following if following >= 0 else end)


def _end_of_lost(text: str, sentences: Sequence[Sentence], number: int, opened: int, first: int, *, gone_on: bool) -> int:
    """Where a quotation ends that is open before a sentence and that the sentence does not go on with, 0 where it does."""
    own = sentences[number]
    if number - first > _LONGEST_RUN or own.kind != sentences[first].kind:
        return _stray(text, opened, sentences[first]).end
    if not gone_on or own.paragraph == sentences[number - 1].paragraph or text[own.start] in "“\"„«‘'`":
        return 0
    # each paragraph before opened with a mark; this one has none, and the next mark opens
    following = _DOUBLE.search(text, own.start, sentences[min(len(sentences), number + _LONGEST_RUN) - 1].end)
    opens = following is not None and (
        following.group() in "“„«" or (following.group() == '"' and _opens(text, following.start(), own.start))
    )
    return sentences[number - 1].end if opens else 0


def _stray(text: str, opened: int, sentence: Sentence, *, before: int | None = None) -> Quoted:
    """A passage whose closing mark is lost: it ends with the sentence it opens in."""
    end = sentence.end if before is None else min(before, sentence.end)
    while end > opened + 1 and text[end - 1].isspace():
        end -= 1
    return Quoted(opened + 1, end, opened, end)
