"""What the other places of a word in its article tell of it: a team in a table of results is met again in a sentence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.neural.spelling import CASES, Words, number_words


def describe_elsewhere(vectors: Sequence[NDArray[np.float32]], words: Sequence[Words]) -> list[NDArray[np.float32]]:
    """For each word of an article's windows, the means over its other places: of their vectors, and of how it is written there.

    Case parts no words. A word that stands nowhere else has nothing but 0.
    Shape: vectors [words, size] for each window; [words, size + CASES] comes back for each.
    """
    if not vectors:
        return []
    _, which = number_words([text.lower() for own in words for text in own.texts])
    cases = np.array([form % CASES for own in words for form in own.forms])
    rows = np.concatenate([np.concatenate(vectors), np.eye(CASES, dtype=np.float32)[cases]], axis=1)
    numbers = np.array(which)
    order = np.argsort(numbers, kind="stable")
    counts = np.bincount(numbers)
    sums = np.add.reduceat(rows[order], np.cumsum(counts) - counts, axis=0)
    others = (counts - 1)[numbers][:, None]
    found = np.where(others, (sums[numbers] - rows) / np.maximum(others, 1), 0).astype(np.float32)
    return np.split(found, np.cumsum([len(own.texts) for own in words])[:-1])
