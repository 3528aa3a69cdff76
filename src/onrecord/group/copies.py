"""Which of many texts are copies of each other: found by their keys, verified word by word.

Work and memory grow with the number of texts, times the logarithm for the sorting of keys: no text is compared with all others,
and a text that stands in 10,000 places is compared with two of them for each of its keys.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from onrecord.group.signatures import KEYS, Keys, sign_texts, split_words

LEAST_SHARE = 0.5  # of the shorter text's words, in the same order: two texts on one subject share about a quarter
SHORT = 20  # words: of a text with fewer, a headline say, nearly all of both must be the same
LEAST_SHARE_OF_SHORT = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two texts, by their places in the sequence, that share wording; `share` is that of the shorter one's words, 0 to 1."""

    left: int
    right: int
    share: float


def find_copies(texts: Sequence[str]) -> Iterator[Copy]:
    """Pairs of texts that share at least half of the shorter one's wording, enough of them to tie all such texts together.

    `texts` is gone through once, then asked for single texts, so it can be a view of what lies on a disk.
    """
    size = len(texts)
    keys: Keys = np.zeros((size, KEYS), dtype=np.uint64)
    at = 0
    for count, rows in sign_texts(texts[i] for i in range(size)):
        keys[at : at + count] = rows
        at += count
    for left, right in pair_candidates(keys):
        share = share_of_wording(texts[left], texts[right])
        if share:
            yield Copy(left=left, right=right, share=share)


def group_copies(copies: Iterator[Copy] | Sequence[Copy], size: int) -> list[int]:
    """For each of `size` texts the first of those that it is tied to by copies, itself where there is none."""
    first = list(range(size))

    def find(i: int) -> int:
        while first[i] != i:
            first[i] = first[first[i]]
            i = first[i]
        return i

    for copy in copies:
        a, b = find(copy.left), find(copy.right)
        first[max(a, b)] = min(a, b)
    return [find(i) for i in range(size)]


def pair_candidates(keys: Keys) -> list[tuple[int, int]]:
    """Pairs of rows with a key in common, the lower first, each once; those with one key tied to its first and to each other.

    Shape: (texts, KEYS); a key of 0 is none.
    """
    found = [np.empty(0, dtype=np.uint64)]
    size = np.uint64(len(keys))
    for column in range(keys.shape[1]):
        order = np.argsort(keys[:, column], kind="stable").astype(np.uint64)
        sorted_ = keys[order, column]
        same = np.flatnonzero((sorted_[1:] == sorted_[:-1]) & (sorted_[1:] != 0)) + 1
        if not len(same):
            continue
        # a stable sort keeps the rows of one key in their order: the first of its run has the lowest number
        begins = np.concatenate(([True], sorted_[1:] != sorted_[:-1]))
        first = order[np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))[same]]
        found.append(np.unique(np.concatenate((order[same - 1] * size + order[same], first * size + order[same]))))
    pairs: NDArray[np.uint64] = np.unique(np.concatenate(found))
    return [(int(pair // size), int(pair % size)) for pair in pairs]


def share_of_wording(left: str, right: str) -> float:
    """The share of the shorter text's words that stand in the other in the same order; 0 where it is too little for a copy."""
    a, b = split_words(left), split_words(right)
    shorter, longer = sorted((len(a), len(b)))
    least = LEAST_SHARE * shorter if shorter >= SHORT else LEAST_SHARE_OF_SHORT * longer
    shared = LCSseq.similarity(a, b)
    return shared / shorter if shorter and shared >= least else 0.0
