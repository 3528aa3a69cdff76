"""What the other places of a word in its article tell of it: a team in a table of results is met again in a sentence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.neural.spelling import CASES, Words


def describe_elsewhere(vectors: Sequence[NDArray[np.float32]], words: Sequence[Words]) -> list[NDArray[np.float32]]:
    """For each word of an article's windows, the means over its other places: of their vectors, and of how it is written there.

    Case parts no words. A word that stands nowhere else has nothing but 0.
    Shape: vectors [words, size] for each window; [words, size + CASES] comes back for each.
    """
    if not vectors:
        return []
    every: dict[str, int] = {}
    which = np.array([every.setdefault(text.lower(), len(every)) for own in words for text in own.texts])
    counts = np.bincount(which)
    order = np.argsort(which, kind="stable")
    order = order[counts[which[order]] > 1]
    cases = np.array([form % CASES for own in words for form in own.forms])
    rows = np.concatenate([np.concatenate(vectors)[order], np.eye(CASES, dtype=np.float32)[cases[order]]], axis=1)
    found = np.zeros((len(which), rows.shape[1]), dtype=np.float32)
    if len(order):
        often = counts[counts > 1]
        sums = np.repeat(np.add.reduceat(rows, np.cumsum(often) - often, axis=0), often, axis=0)
        found[order] = (sums - rows) / np.repeat(often - 1, often)[:, None].astype(np.float32)
    return np.split(found, np.cumsum([len(own.texts) for own in words])[:-1])
