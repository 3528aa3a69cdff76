"""What the other places of a word in its article tell of it: a team in a table of results is met again in a sentence."""

import numpy as np
from numpy.typing import NDArray

from onrecord.neural.spelling import CASES, Words

_SEVERAL = 8  # rows from which on they are added in pairs, and round otherwise
_CASES = np.eye(CASES, dtype=np.float32)


def describe_elsewhere(vectors: NDArray[np.float32], words: Words) -> NDArray[np.float32]:
    """For each word of an article, the means over its other places: of their vectors, and of how it is written there.

    Case parts no words. A word that stands nowhere else has nothing but 0.
    Shape: vectors [words, size]; [words, size + CASES] comes back.
    """
    every: dict[str, int] = {}
    which = np.array([every.setdefault(text.lower(), len(every)) for text in words.texts], dtype=np.int64)
    counts = np.bincount(which)
    order = np.argsort(which, kind="stable")
    order = order[counts[which[order]] > 1]
    cases = np.array(words.forms, dtype=np.int64)[order] % CASES
    rows = np.concatenate([vectors[order], _CASES[cases]], axis=1)
    found = np.zeros((len(which), rows.shape[1]), dtype=np.float32)
    if len(order):
        often = counts[counts > 1]
        others = np.repeat(_add_up(rows, often), often, axis=0)
        others -= rows
        others /= np.repeat(often - 1, often)[:, None].astype(np.float32)
        found[order] = others
    return found


def _add_up(rows: NDArray[np.float32], sizes: NDArray[np.int64]) -> NDArray[np.float32]:
    """The sums of runs of rows of these sizes: the short ones of a size at once, which gives the same and takes a third."""
    starts = np.cumsum(sizes) - sizes
    sums = np.empty((len(sizes), rows.shape[1]), dtype=np.float32)
    for size in range(2, min(_SEVERAL, int(sizes.max()) + 1)):
        which = np.flatnonzero(sizes == size)
        sums[which] = rows[starts[which, None] + np.arange(size)].sum(axis=1)
    large = np.flatnonzero(sizes >= _SEVERAL)
    if len(large):
        own = rows[np.repeat(sizes >= _SEVERAL, sizes)]
        sums[large] = np.add.reduceat(own, np.cumsum(sizes[large]) - sizes[large], axis=0)
    return sums
