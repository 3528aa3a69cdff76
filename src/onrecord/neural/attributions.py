"""Attributions as the reader finds them: spans of source, cue and content that belong together."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.neural.decoding import CONTENT, OUTSIDE, P_CUE, SOURCE, find_cues, label_words, log_softmax, runs
from onrecord.neural.weights import Heads, Reader
from onrecord.neural.windows import Pieces, Window
from onrecord.text import span

MOST_CUES = 16  # of one paragraph or part of one: no writer has more, and each costs a pass
_SPARE = 0.01  # paragraphs are looked at that nearly have a cue, so that how this is worked out decides nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what, as the text has it: passages of source (none where the text names none), cue and content.

    `score` is the probability that the cue is one.
    """

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue among the words of its paragraph, with the label logits of these words."""

    pieces: Pieces
    words: NDArray[np.int64]
    start: int
    end: int
    score: float
    logits: NDArray[np.float32]


def find_window_cues(reader: Reader, window: Window, heads: Heads) -> list[Cue]:
    """The cues of a window's paragraphs, each with what its pass says of the words of its paragraph."""
    p_outside = np.exp(log_softmax(heads.cues)[:, 0])
    near = np.flatnonzero(p_outside < 1 - P_CUE + _SPARE).tolist()
    found: list[Cue] = []
    for at, pieces in window.units:
        if bisect_left(near, at) < bisect_left(near, end := at + len(pieces.ids)):
            found += _find_unit_cues(reader, pieces, heads.cues[at:end], heads.vectors[at:end])
    return found


def _find_unit_cues(reader: Reader, pieces: Pieces, said: NDArray[np.float32], vectors: NDArray[np.float32]) -> list[Cue]:
    """The cues of one paragraph. Shape: said [pieces, 3], vectors [pieces, size]."""
    words = np.flatnonzero(np.array(pieces.firsts))
    ends = [*words[1:].tolist(), len(pieces.ids)]
    found = find_cues(said[words])
    if not found:
        return []
    if len(found) > MOST_CUES:
        found = sorted(sorted(found, key=lambda c: (-c[2], c[0]))[:MOST_CUES])
    logits = reader.read_pairs(vectors, [(int(words[a]), ends[b - 1]) for a, b, _ in found])
    return [Cue(pieces, words, a, b, p, logits[i][words]) for i, (a, b, p) in enumerate(found)]


def decode_cues(text: str, cues: Sequence[Cue]) -> tuple[Attribution, ...]:
    """The attributions of an article's cues, in their order."""
    if not cues:
        return ()
    lengths = np.array([len(c.words) for c in cues])
    logits = np.zeros((len(cues), int(lengths.max()), 5), dtype=np.float32)
    for i, cue in enumerate(cues):
        logits[i, : lengths[i]] = cue.logits
    labels = label_words(logits, lengths)
    for own, cue in zip(labels, cues, strict=True):
        own[cue.start : cue.end] = OUTSIDE
    return tuple(
        Attribution(
            source=tuple(_span(text, cue, a, b) for a, b in source),
            cue=_span(text, cue, cue.start, cue.end),
            content=tuple(_span(text, cue, a, b) for a, b in content),
            score=round(cue.score, 4),
        )
        for cue, source, content in zip(cues, runs(labels, SOURCE), runs(labels, CONTENT), strict=True)
        if content
    )


def _span(text: str, cue: Cue, first: int, behind: int) -> Span:
    last = int(cue.words[behind]) if behind < len(cue.words) else len(cue.pieces.ids)
    return span(text, cue.pieces.offsets[int(cue.words[first])][0], cue.pieces.offsets[last - 1][1])
