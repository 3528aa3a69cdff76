"""Names as the reader finds them: spans of words with a kind.

A word is outside of names (label 0) or, four labels for each kind, begins a name, stands inside one, ends one, or is one alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import NameKind
from onrecord.neural.decoding import FORBIDDEN, log_softmax
from onrecord.neural.spelling import Words

KINDS: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
PLACES = 4
LABELS = 1 + PLACES * len(KINDS)
BEGINS, INSIDE, ENDS, ALONE = range(PLACES)


class NameSpan(NamedTuple):
    """A name from `start` to `end` of the text; `score` is the least probability that a word of it has of being in a name."""

    start: int
    end: int
    kind: NameKind
    score: float


def allowed_steps() -> NDArray[np.bool_]:
    """Which label may follow which: LABELS before the first word, and LABELS behind the last as the last row and column."""
    place = np.array([ALONE, *[p for _ in KINDS for p in range(PLACES)], ALONE])
    kind = np.array([-1, *[k for k in range(len(KINDS)) for _ in range(PLACES)], -1])
    opened = (place == BEGINS) | (place == INSIDE)
    goes_on = (place == INSIDE) | (place == ENDS)
    return np.asarray(np.where(opened[:, None], goes_on[None, :] & (kind[:, None] == kind[None, :]), ~goes_on[None, :]))


ALLOWED = allowed_steps()


def find_paragraph_names(text: str, words: Words, logits: NDArray[np.float32], steps: NDArray[np.float32]) -> list[NameSpan]:
    """The names of an article's paragraphs, in order.

    Shape: logits [words, LABELS]; steps [LABELS + 1, LABELS + 1], how likely a label follows another; the last row is before
    the first word, the last column behind the last one.
    """
    rows = _paragraphs(words.sizes)
    lengths = np.array([size for _, size in rows], dtype=np.int64)
    found: list[NameSpan] = []
    # paragraphs of like length are decoded together
    labels: dict[int, list[int]] = {}
    order = sorted(range(len(rows)), key=lambda n: lengths[n])
    for low in range(0, len(order), _TOGETHER):
        group = order[low : low + _TOGETHER]
        padded = np.zeros((len(group), int(lengths[group].max()), LABELS), dtype=np.float32)
        for row, n in enumerate(group):
            at, size = rows[n]
            padded[row, :size] = logits[at : at + size]
        best = label_names(padded, lengths[group], steps)
        labels |= {n: best[row, : lengths[n]].tolist() for row, n in enumerate(group)}
    outside = np.exp(log_softmax(logits)[:, 0])
    for n, (at, _) in enumerate(rows):
        for first, behind, kind in spans_of(labels[n]):
            start, end = _trim(text, words.spans[at + first][0], words.spans[at + behind - 1][1])
            if start < end:
                found.append(NameSpan(start, end, KINDS[kind], round(float(1 - outside[at + first : at + behind].max()), 4)))
    return found


_TOGETHER = 64


def _paragraphs(sizes: Sequence[int]) -> list[tuple[int, int]]:
    at, found = 0, []
    for size in sizes:
        if size:
            found.append((at, size))
        at += size
    return found


def label_names(logits: NDArray[np.float32], lengths: NDArray[np.int64], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest allowed labels of each paragraph's words.

    Shape: logits [paragraphs, words, LABELS], padded behind `lengths`; the same without the last axis comes back.
    Source: Viterbi 1967; Lafferty et al. 2001 (steps between labels).
    """
    paragraphs, width, _ = logits.shape
    moves = np.where(ALLOWED, steps, FORBIDDEN)
    inner, last = np.ascontiguousarray(moves[:-1, :-1]), moves[:-1, -1:]
    order = np.argsort(-lengths, kind="stable")
    # at each place those stand in front that have so many words, and paragraphs come last: steps are done on whole rows of them
    on = (lengths[order][None, :] > np.arange(width)[:, None]).sum(axis=1).tolist()
    best = np.ascontiguousarray(logits[order].transpose(1, 2, 0))
    best[:1] += moves[-1, :-1, None]
    for t in range(1, width):
        best[t, :, : on[t]] += np.maximum.reduce(best[t - 1, :, None, : on[t]] + inner[:, :, None], axis=0)
    finals = (best[lengths[order] - 1, :, np.arange(paragraphs)] + last[:, 0]).argmax(axis=1)
    labels = np.zeros((width, paragraphs), dtype=np.int64)
    ahead = np.zeros(0, dtype=np.int64)
    for t in range(width - 1, -1, -1):
        size = len(ahead)
        if size:
            ahead = (best[t, :, :size] + inner[:, ahead]).argmax(axis=0)
        if size < on[t]:
            ahead = np.concatenate([ahead, finals[size : on[t]]])
        labels[t, : on[t]] = ahead
    found = np.empty((paragraphs, width), dtype=np.int64)
    found[order] = labels.T
    return found


def spans_of(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    """The names that the labels of a paragraph's words make, as (first word, behind the last, kind)."""
    found, start = [], 0
    for i, label in enumerate(labels):
        if not label:
            continue
        kind, place = divmod(label - 1, PLACES)
        if place in (BEGINS, ALONE):
            start = i
        if place in (ENDS, ALONE):
            found.append((start, i + 1, kind))
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks at its ends; a full stop stays ("Marn Inc.")."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] != ".":
        end -= 1
    return start, end
