"""Decoding: from what the heads say of each word to spans of words."""

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


def find_cues(logits: Floats, *, p_cue: float = P_CUE) -> list[tuple[int, int, float]]:
    """The cues among words, as (first word, behind the last, probability).

    Shape: logits [words, 3] for outside, begins, goes on.
    """
    p = np.exp(log_softmax(logits))
    inside = p[:, 0] <= 1 - p_cue
    found: list[tuple[int, int, float]] = []
    at = 0
    while at < len(p):
        if not inside[at]:
            at += 1
            continue
        end = at + 1
        while end < len(p) and inside[end] and p[end, 2] >= p[end, 1]:
            end += 1
        found.append((at, end, float(1 - p[at:end, 0].min())))
        at = end
    return found


def label_words(logits: Floats, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The likeliest labels for each cue's words, where a span goes on only after it began.

    Shape: logits [cues, words, 5], padded behind `lengths`; the same without the last axis comes back.
    Source: Viterbi 1967.
    """
    cues, width, _ = logits.shape
    log_p = log_softmax(logits)
    padding = np.arange(width)[None, :] >= lengths[:, None]
    log_p[padding] = FORBIDDEN
    log_p[padding, OUTSIDE] = 0
    best = log_p[:, 0].copy() if width else np.zeros((cues, 5), dtype=np.float32)
    best[:, [SOURCE + 1, CONTENT + 1]] = FORBIDDEN
    back = np.zeros((cues, width, 5), dtype=np.int64)
    rows = np.arange(cues)
    for t in range(1, width):
        before = best.argmax(axis=1)
        back[:, t] = before[:, None]
        step = np.repeat(best[rows, before][:, None], 5, axis=1)
        for label in (SOURCE, CONTENT):
            goes_on = best[:, label + 1] > best[:, label]
            back[:, t, label + 1] = np.where(goes_on, label + 1, label)
            step[:, label + 1] = np.maximum(best[:, label], best[:, label + 1])
        best = step + log_p[:, t]
    labels = np.zeros((cues, width), dtype=np.int64)
    if width:
        labels[:, -1] = best.argmax(axis=1)
        for t in range(width - 1, 0, -1):
            labels[:, t - 1] = back[rows, t, labels[:, t]]
    return labels


def runs(labels: NDArray[np.int64], label: int) -> list[tuple[int, int]]:
    """The spans of words that bear the label (or go on from it), joined where they touch."""
    inside = (labels == label) | (labels == label + 1)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
