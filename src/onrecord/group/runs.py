"""Runs of words that several sentences have in common, all found at once."""

from collections.abc import Iterator, Sequence

import numpy as np


def post_runs(sentences: Sequence[Sequence[str]], length: int) -> Iterator[list[int]]:
    """The sentences (by index, in order) that have a run of `length` words in common, for each run that several have."""
    number: dict[str, int] = {}
    told = np.array([number.setdefault(word, len(number)) for sentence in sentences for word in sentence], dtype=np.int64)
    of = np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences])
    runs = told
    # the run that begins at each word, one word longer each time, equal runs under one number
    for k in range(1, length):
        runs = np.unique(runs, return_inverse=True)[1][:-1] * len(number) + told[k:]
    holder = of[: len(runs)]
    inside = holder == of[len(told) - len(runs) :]
    runs, holder = runs[inside], holder[inside]
    order = np.lexsort((holder, runs))
    runs, holder = runs[order], holder[order]
    new = np.diff(runs, prepend=-1) != 0
    once = new | (np.diff(holder, prepend=-1) != 0)  # a sentence may say it twice
    runs, holder, new = runs[once], holder[once], new[once]
    first = np.flatnonzero(new)
    size = np.diff(first, append=len(runs))
    for at, n in zip(first[size > 1].tolist(), size[size > 1].tolist(), strict=True):
        yield holder[at : at + n].tolist()
