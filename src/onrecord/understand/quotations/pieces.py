"""The reader's spans as ranges of the text: whole quotations by their numbers, the rest trimmed to its words."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Sentence
from onrecord.neural import Attribution
from onrecord.understand.grammar import RELATIVES
from onrecord.understand.quotations.contents import before_relative
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.tokens import tokenise

OPENING, _CLOSING = '“„«"', '”»"'
_EDGE = " \t\n\u00a0,;:–—-"


@dataclass(frozen=True, slots=True)
class Page:
    """What the article has besides the reader's spans."""

    text: str
    sentences: Sequence[Sentence]
    quoted: Sequence[Quoted]


def content_of_reader(page: Page, one: Attribution) -> tuple[tuple[Range, ...], tuple[int, ...]]:
    """The content as ranges and, where nothing but quoted passages is in a piece, as their numbers."""
    ranges: list[Range] = []
    numbers: list[int] = []
    for piece in one.content:
        inside = _quotes_in(page, piece.start, piece.end)
        if inside:
            numbers += inside
            continue
        behind = piece.end <= one.cue.start
        part = _of_one_kind(page, piece.start, piece.end, last=behind)
        if (trimmed := _trim(page.text, *_in_one_line(page.text, *part))) is not None:
            ranges.append(_before_relative(page.text, *trimmed))
    return tuple(ranges), tuple(dict.fromkeys(numbers))


def _before_relative(text: str, start: int, end: int) -> Range:
    items = tokenise(text, start, end)
    stop = before_relative(items, 0, len(items))
    return (start, items[stop - 1].end if stop < len(items) else end)


def _of_one_kind(page: Page, start: int, end: int, *, last: bool) -> Range:
    """The first part of a range, or the `last`, that what is no part of the article, or the end of its title, cuts it into."""
    k = max(0, bisect_right(page.sentences, start, key=lambda s: s.start) - 1)
    while k + 1 < len(page.sentences) and page.sentences[k + 1].start < end:
        one, after = page.sentences[k], page.sentences[k + 1]
        if one.kind != after.kind or _has_words(page.text, one.end, after.start):
            if not last:
                return (start, max(one.end, start))
            start = after.start
        k += 1
    return (start, min(end, max(page.sentences[k].end, start))) if page.sentences else (start, end)


def _in_one_line(text: str, start: int, end: int) -> Range:
    """The longest line of a range: a heading or a date above a paragraph is no part of what is said in it."""
    if "\n" not in text[start:end]:
        return start, end
    lines, at = [], start
    for line in text[start:end].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return max(lines, key=lambda r: (r[1] - r[0], r[0]))


def _quotes_in(page: Page, start: int, end: int) -> list[int]:
    """The quoted passages that a piece is made of; none where it holds words beside them."""
    at, found = start, []
    for n in range(max(0, bisect_right(page.quoted, start, key=lambda q: q.outer_start) - 1), len(page.quoted)):
        q = page.quoted[n]
        if q.outer_start >= end:
            break
        if q.outer_end <= start:
            continue
        if (
            _has_words(page.text, at, q.outer_start)
            or _has_words(page.text, q.start, start)
            or _has_words(page.text, end, q.end)
        ):
            return []
        found.append(n)
        at = q.outer_end
    return [] if _has_words(page.text, at, end) else found


def _has_words(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])


def _trim(text: str, start: int, end: int) -> Range | None:
    """The range without space and marks at its ends, nor a quotation mark that has no partner in it, nor "that"."""
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE + ".":
            end -= 1
        while text.startswith(("''", "``"), start) and start + 2 < end:
            start += 2
        inner = text[start:end]
        if inner and inner[0] in OPENING and not any(c in _CLOSING for c in inner[1:]):
            start += 1
        elif inner and inner[-1] in _CLOSING and not any(c in OPENING for c in inner[:-1]):
            end -= 1
    if text[start : start + 5].lower() == "that " and end - start > 5:
        start += 5
    if text[start:end].lower() in RELATIVES:
        return None
    return (start, end) if _has_words(text, start, end) else None
