"""The pieces of one body line: its sentences, and what an earlier extraction has fused into them."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.clean.blocks.captions import (
    find_credit,
    find_fused_start,
    find_headline_end,
    find_last_capital,
    find_lost_pull_quote,
    is_dated_scene,
    is_file_picture,
    is_pictured,
)
from onrecord.clean.blocks.lines import Line
from onrecord.clean.blocks.patterns import (
    AGENCY_LINE,
    COMMENT_POLICY,
    FURNITURE,
    FUSED_PROMPT,
    FUSED_PULL_QUOTE,
    PAGE_UPDATED,
    SITE_DISCLAIMER,
    STAMP,
    STAMP_WITHIN,
)
from onrecord.clean.blocks.structure import is_final_credit
from onrecord.clean.sentences import split_sentences
from onrecord.model import BlockKind
from onrecord.text import WORD, trim

_WIDE = 600  # characters of a sentence that can be furniture
_BEFORE = 3000  # letters before a line in which a quotation may have opened that it goes on with
_TITLE, _SMALL = 160, 4  # characters of another page's title, and of the words that are small in it


class Piece(NamedTuple):
    """A sentence of a body or title line, or another stretch of one kind."""

    start: int
    end: int
    paragraph: int
    kind: BlockKind


def cut_line(text: str, line: Line, *, opening: bool, head: bool, before: list[Piece]) -> list[Piece]:
    """The pieces of a line taken for body.

    `opening` says that it is the article's first, `head` that no full body sentence came before. A picture credit at its
    start makes captions of the sentences in `before` that belong to it, in place.
    """
    pieces: list[Piece] = []
    for start, end in split_sentences(text, line.start, line.end):
        for a, b, kind in _cut_sentence(text, start, end, opening=opening and start == line.start, leads=start == line.start):
            pieces.append(Piece(start=a, end=b, paragraph=line.number, kind=kind))
    return _join_captions(text, line, pieces, head=head, before=before)


def _cut_sentence(text: str, start: int, end: int, *, opening: bool, leads: bool) -> list[tuple[int, int, BlockKind]]:
    """The (start, end, kind) of what a sentence is made of."""
    sentence = text[start : min(end, start + 1600)]
    cuts: list[tuple[int, int, BlockKind]] = []

    def keep(a: int, b: int, kind: BlockKind) -> None:
        a, b = trim(text, a, b)
        if a < b:
            cuts.append((a, b, kind))

    if front := _find_front(sentence, leads=leads):
        keep(start, start + front[0], front[1])
        return cuts + _cut_rest(text, start + front[0], end, opening=opening and front[1] == "boilerplate")
    if leads and (m := STAMP.match(sentence)):
        keep(start, start + m.end(), "body")
        return cuts + _cut_rest(text, start + m.end(), end, opening=False)
    if opening and (m := STAMP_WITHIN.search(sentence, 0, 400)):
        keep(start, start + m.start(), "title")
        keep(start + m.start(), start + m.end(), "body")
        return cuts + _cut_rest(text, start + m.end(), end, opening=False)
    if m := SITE_DISCLAIMER.search(sentence):
        keep(start, start + m.start(), "body")
        keep(start + m.start(), end, "boilerplate")
        return cuts
    if (len(sentence) <= _WIDE and _is_furniture_sentence(sentence)) or _is_bracketed_title(sentence):
        return [(start, end, "boilerplate")]
    if credit := find_credit(sentence):
        keep(start, start + credit[1], "caption")
        return cuts + _cut_rest(text, start + credit[1], end, opening=False)
    if is_file_picture(sentence) or is_dated_scene(sentence):
        return [(start, end, "caption")]
    if leads and (pulled := _find_pulled(text, start, sentence)):
        keep(start, start + pulled, "repeat")
        return cuts + _cut_rest(text, start + pulled, end, opening=False)
    if leads and (fused := find_fused_start(sentence, first=opening)):
        keep(start, start + fused[0], "title" if opening else "body")
        keep(start + fused[0], start + fused[1], "caption")
        return cuts + _cut_rest(text, start + fused[1], end, opening=False)
    if opening and (headline := find_headline_end(sentence)):
        keep(start, start + headline, "title")
        keep(start + headline, end, "body")
        return cuts
    return [(start, end, "body")]


def _find_front(sentence: str, *, leads: bool) -> tuple[int, BlockKind] | None:
    """Where words of the page end that are fused to the front of a sentence, and their kind."""
    if leads and (m := PAGE_UPDATED.match(sentence)):
        return m.end(), "boilerplate"
    if m := FUSED_PROMPT.match(sentence):
        return m.end(), "boilerplate"
    if m := FUSED_PULL_QUOTE.match(sentence):
        return m.end(), "repeat"
    return None


def _find_pulled(text: str, start: int, sentence: str) -> int | None:
    """Where a pull quote without its opening mark ends, where no quotation is open before it."""
    pulled = find_lost_pull_quote(sentence) if "”" in sentence else None
    before = text[max(0, start - _BEFORE) : start]
    return pulled if pulled and before.rfind("“") <= before.rfind("”") else None


def _cut_rest(text: str, start: int, end: int, *, opening: bool) -> list[tuple[int, int, BlockKind]]:
    """The cuts of what is left of a sentence behind something fused to its front."""
    start, end = trim(text, start, end)
    if start >= end:
        return []
    if end - start < 3 and not any(c.isalnum() for c in text[start:end]):
        return [(start, end, "caption")]
    return _cut_sentence(text, start, end, opening=opening, leads=opening)


def _is_furniture_sentence(sentence: str) -> bool:
    plain = sentence.replace("’", "'")
    if len(plain) > _WIDE or plain[:1] in '“"':
        return False
    return (
        FURNITURE.is_in(plain) or COMMENT_POLICY.is_in(plain) or is_final_credit(plain) or AGENCY_LINE.match(plain) is not None
    )


def _is_bracketed_title(sentence: str) -> bool:
    """Whether a sentence is another page's title in brackets, all its long words capital ("[Ferry Fares Explained (Map)]")."""
    if len(sentence) > _TITLE or sentence[:1] != "[" or sentence[-1:] != "]":
        return False
    words = [w for w in WORD.findall(sentence) if len(w) > _SMALL]
    return len(words) >= 3 and all(w[0].isupper() for w in words)


def _join_captions(text: str, line: Line, pieces: list[Piece], *, head: bool, before: list[Piece]) -> list[Piece]:
    """Sentences that stand under the same picture as a credit are captions too."""
    credit = next((n for n, p in enumerate(pieces) if p.kind == "caption" and _has_credit(text, p)), None)
    if credit is None:
        return pieces
    closing = credit == len(pieces) - 1
    of_picture = any(is_pictured(text[p.start : p.end]) for p in pieces[: credit + 1])
    if closing and line.length <= 110 and (of_picture or (head and credit <= 3 and line.length <= 60)):
        return [p._replace(kind="caption") if p.kind == "body" else p for p in pieces]
    if not head and not (closing and credit == 1 and line.length <= 40):
        return pieces
    pieces = [
        p._replace(kind="caption") if n < credit and p.kind == "body" and _is_short(p) else p for n, p in enumerate(pieces)
    ]
    for n in range(len(before) - 1, max(-1, len(before) - 4), -1):
        piece = before[n]
        if piece.kind != "body" or not _is_short(piece):
            break
        if STAMP.match(text[piece.start : piece.end]):
            break
        before[n] = piece._replace(kind="caption")
    _part_headline(text, before)
    return pieces


def _has_credit(text: str, piece: Piece) -> bool:
    return find_credit(text[piece.start : piece.end]) is not None


def _is_short(piece: Piece) -> bool:
    return piece.end - piece.start <= 260


def _part_headline(text: str, before: Sequence[Piece]) -> None:
    """Where the first caption holds the headline too, part them; in place."""
    if not before or before[0].kind != "caption" or not isinstance(before, list):
        return
    first = before[0]
    at = find_last_capital(text[first.start : first.end])
    if at is not None:
        middle = first.start + at
        before[0:1] = [
            first._replace(end=trim(text, first.start, middle)[1], kind="title"),
            first._replace(start=middle),
        ]
