"""Decoding: from what the heads say of each word to spans of words."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

OUTSIDE, SOURCE, CONTENT = 0, 1, 3  # the label after SOURCE and CONTENT says that the span goes on
P_CUE = 0.5
FORBIDDEN = np.float32(-1e9)


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def find_cues(p: Floats, *, p_cue: float = P_CUE) -> list[tuple[int, int, float]]:
    """The cues among words, as (first word, behind the last, probability).

    Shape: p [words, 3], the probabilities of outside, begins, goes on.
    """
    return join_cues(find_cue_words(p, p_cue=p_cue))


def find_cue_words(p: Floats, *, p_cue: float = P_CUE) -> list[tuple[int, float, bool]]:
    """The words of cues: where they stand, how likely they are such, and whether they go on with the word before."""
    inside = np.flatnonzero(p[:, 0] <= 1 - p_cue)
    return list(zip(inside.tolist(), (1 - p[inside, 0]).tolist(), (p[inside, 2] >= p[inside, 1]).tolist(), strict=True))


def join_cues(words: Iterable[tuple[int, float, bool]]) -> list[tuple[int, int, float]]:
    """Cues from their words, as `find_cues` gives them."""
    found: list[tuple[int, int, float]] = []
    for at, score, goes_on in words:
        if goes_on and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1, max(found[-1][2], score))
        else:
            found.append((at, at + 1, score))
    return found


def label_words(logits: Floats, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The likeliest labels for each cue's words, where a span goes on only after it began.

    Shape: logits [cues, words, 5], padded behind `lengths`; the same without the last axis comes back.
    Source: Viterbi 1967.
    """
    cues, width, _ = logits.shape
    padding = np.arange(width)[None, :] >= lengths[:, None]
    greedy = np.where(padding, OUTSIDE, logits.argmax(axis=2))
    goes_on = (greedy == SOURCE + 1) | (greedy == CONTENT + 1)
    before = np.concatenate([np.zeros((cues, 1), dtype=np.int64), greedy[:, :-1]], axis=1)
    broken = np.flatnonzero((goes_on & (before != greedy) & (before != greedy - 1)).any(axis=1))
    if len(broken):  # elsewhere the likeliest labels of the words are allowed as they are
        most = int(lengths[broken].max())
        greedy[broken, :most] = _find_way(log_softmax(logits[broken, :most]), padding[broken, :most])
    return greedy


def _find_way(log_p: Floats, padding: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The likeliest allowed labels of rows of words. Shape: log_p [cues, words, 5]; padding [cues, words]."""
    cues, width, _ = log_p.shape
    log_p[padding] = FORBIDDEN
    log_p[padding, OUTSIDE] = 0
    # words first, cues last: each step of the way is a few operations on whole rows of cues
    best = np.ascontiguousarray(log_p.transpose(1, 2, 0))
    best[:1, [SOURCE + 1, CONTENT + 1]] = FORBIDDEN
    for before, here in pairwise(best):
        any_ = before.max(axis=0)
        for label in (SOURCE, CONTENT):
            here[label] += any_
            here[label + 1] += np.maximum(before[label], before[label + 1])
        here[OUTSIDE] += any_
    back = np.repeat(best.argmax(axis=1)[:, None], 5, axis=1)
    for label in (SOURCE, CONTENT):
        back[:, label + 1] = np.where(best[:, label + 1] > best[:, label], label + 1, label)
    labels = np.zeros((width, cues), dtype=np.int64)
    if width:
        rows = np.arange(cues)
        labels[-1] = back[-1, OUTSIDE]
        for t in range(width - 1, 0, -1):
            labels[t - 1] = back[t - 1, labels[t], rows]
    return labels.T


def runs(labels: NDArray[np.int64], label: int) -> list[list[tuple[int, int]]]:
    """For each row of labels the spans of words that bear the label (or go on from it), joined where they touch.

    Shape: labels [rows, words].
    """
    rows, width = labels.shape
    inside = np.zeros((rows, width + 2), dtype=np.int8)
    inside[:, 1:-1] = (labels == label) | (labels == label + 1)
    found: list[list[tuple[int, int]]] = [[] for _ in range(rows)]
    which, edges = (place.tolist() for place in np.nonzero(np.diff(inside, axis=1)))
    for row, start, end in zip(which[::2], edges[::2], edges[1::2], strict=True):
        found[row].append((start, end))
    return found
