"""Attributions as the reader finds them: spans of source, cue and content that belong together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.neural.decoding import CONTENT, SOURCE, find_cues, label_words, runs
from onrecord.neural.weights import Reader
from onrecord.neural.windows import Pieces
from onrecord.text import span

MOST_CUES = 16  # of one paragraph or part of one: no writer has more, and each costs a pass


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


def find_unit_cues(reader: Reader, pieces: Pieces, said: NDArray[np.float32], vectors: NDArray[np.float32]) -> list[Cue]:
    """The cues of one paragraph, with what their pass says of its words. Shape: said [pieces, 3], vectors [pieces, size]."""
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
    found = []
    for i, cue in enumerate(cues):
        own = labels[i, : lengths[i]]
        own[cue.start : cue.end] = 0
        content = runs(own, CONTENT)
        if content:
            found.append(
                Attribution(
                    source=tuple(_span(text, cue, a, b) for a, b in runs(own, SOURCE)),
                    cue=_span(text, cue, cue.start, cue.end),
                    content=tuple(_span(text, cue, a, b) for a, b in content),
                    score=round(cue.score, 4),
                )
            )
    return tuple(found)


def _span(text: str, cue: Cue, first: int, behind: int) -> Span:
    last = int(cue.words[behind]) if behind < len(cue.words) else len(cue.pieces.ids)
    return span(text, cue.pieces.offsets[int(cue.words[first])][0], cue.pieces.offsets[last - 1][1])
