"""Attributions as the reader finds them: spans of source, cue and content that belong together."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.neural.decoding import CONTENT, OUTSIDE, SOURCE, find_cue_words, join_cues, label_words, log_softmax, runs
from onrecord.neural.spelling import Words
from onrecord.neural.weights import Asked, Reader
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


class Cue(NamedTuple):
    """A cue, how likely it is one, and the label logits of its paragraph's words."""

    place: Asked
    score: float
    logits: NDArray[np.float32]


def find_text_cues(reader: Reader, words: Words, said: NDArray[np.float32], vectors: NDArray[np.float32]) -> list[Cue]:
    """The cues of an article, each with what its pass says of the words of its paragraph.

    Shape: said [words, 3]; vectors [words, size].
    """
    ends = list(accumulate(words.sizes))
    found: list[tuple[Asked, float]] = []
    near = find_cue_words(np.exp(log_softmax(said)))
    for n, own in groupby(near, key=lambda word: bisect_right(ends, word[0])):
        size = words.sizes[n]
        at = ends[n] - size
        cues = [(a - at, b - at, score) for a, b, score in join_cues(own)]
        if len(cues) > MOST_CUES:
            cues = sorted(sorted(cues, key=lambda c: (-c[2], c[0]))[:MOST_CUES])
        found += [(Asked(at, size, a, b), score) for a, b, score in cues]
    logits = reader.read_pairs(vectors, [place for place, _ in found])
    return [Cue(place, score, own) for (place, score), own in zip(found, logits, strict=True)]


def decode_cues(text: str, words: Words, cues: Sequence[Cue]) -> tuple[Attribution, ...]:
    """The attributions of an article's cues, in their order."""
    if not cues:
        return ()
    lengths = np.array([c.place.words for c in cues])
    logits = np.zeros((len(cues), int(lengths.max()), 5), dtype=np.float32)
    for i, cue in enumerate(cues):
        logits[i, : lengths[i]] = cue.logits
    labels = label_words(logits, lengths)
    for own, cue in zip(labels, cues, strict=True):
        own[cue.place.start : cue.place.end] = OUTSIDE

    def cut(cue: Cue, first: int, behind: int) -> Span:
        return span(text, words.spans[cue.place.at + first][0], words.spans[cue.place.at + behind - 1][1])

    return tuple(
        Attribution(
            source=tuple(cut(cue, a, b) for a, b in source),
            cue=cut(cue, cue.place.start, cue.place.end),
            content=tuple(cut(cue, a, b) for a, b in content),
            score=round(cue.score, 4),
        )
        for cue, source, content in zip(cues, runs(labels, SOURCE), runs(labels, CONTENT), strict=True)
        if content
    )
