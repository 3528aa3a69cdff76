"""Sentences that have runs of words or rare words in common, all found at once."""

from collections.abc import Hashable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_HEAPS = 256
_MOST = 2**16 - 1  # that a heap counts
_PAIRS_AT_ONCE = 8_192
_AT_ONCE = 1_000_000  # times that two sentences meet, counted at a time: bounds the memory

Numbers = NDArray[np.int64]


class Postings(NamedTuple):
    """The sentences (by index, in order) of each key that several have, one key after the other, and how many each has."""

    holders: Numbers
    sizes: Numbers


def post_runs(sentences: Sequence[Sequence[Hashable]], length: int) -> Postings:
    """The sentences that have each run of `length` words."""
    told, words = _number(sentences)
    of = np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences])
    runs = told
    # the run that begins at each word, one word longer each time, equal runs under one number
    for k in range(1, length):
        runs = np.unique(runs, return_inverse=True)[1][:-1] * words + told[k:]
    holder = of[: len(runs)]
    inside = holder == of[len(told) - len(runs) :]
    return _post(runs[inside], holder[inside])


def post_words(sentences: Sequence[Sequence[Hashable]]) -> Postings:
    """The sentences that have each word."""
    told, _ = _number(sentences)
    return _post(told, np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences]))


def _number(sentences: Sequence[Sequence[Hashable]]) -> tuple[Numbers, int]:
    """The words of all sentences as numbers, one after the other, and how many different ones there are."""
    number: dict[Hashable, int] = {}
    told = [number.setdefault(word, len(number)) for sentence in sentences for word in sentence]
    return np.array(told, dtype=np.int64), len(number)


def _post(keys: Numbers, holders: Numbers) -> Postings:
    order = np.lexsort((holders, keys))
    keys, holders = keys[order], holders[order]
    new = np.diff(keys, prepend=-1) != 0
    once = new | (np.diff(holders, prepend=-1) != 0)  # a sentence may say it twice
    holders, first = holders[once], np.flatnonzero(new[once])
    sizes = np.diff(first, append=len(holders))
    several = sizes > 1
    return Postings(holders[np.repeat(several, sizes)], sizes[several])


def find_met(postings: Sequence[Postings], sentences: int, *, first: int, most: int) -> list[tuple[int, int]]:
    """Pairs of sentences (by index, the lower first) that meet twice or more, of each those `most` that it meets oftenest.

    Under a key a sentence meets the `first` that have it: of what stands everywhere the first places are enough.
    """
    holders = np.concatenate([p.holders for p in postings])
    sizes = np.concatenate([p.sizes for p in postings])
    begins = np.cumsum(sizes) - sizes
    # of each sentence the keys that it has, one sentence after the other
    by_sentence = np.argsort(holders, kind="stable")
    keys, holders_of = np.repeat(np.arange(len(sizes)), sizes)[by_sentence], holders[by_sentence]
    met = np.minimum(sizes, first)[keys]
    rows = np.searchsorted(holders_of, np.arange(sentences + 1))
    so_far = np.concatenate([[0], np.cumsum(met)])[rows]
    found: set[tuple[int, int]] = set()
    at = 0
    while at < sentences:
        until = max(at + 1, int(np.searchsorted(so_far, so_far[at] + _AT_ONCE, side="right")) - 1)
        part = slice(rows[at], rows[until])
        found |= _find_oftenest(holders, begins[keys[part]], met[part], holders_of[part], sentences, most)
        at = until
    return sorted(found)


def keep_sharing(pairs: Sequence[tuple[int, int]], sentences: Sequence[Sequence[int]], least: int) -> list[tuple[int, int]]:
    """Those of the pairs of sentences, given as numbers of words, that may share so many words: all that do are among them.

    The words of each are counted in heaps: two share no more than the lesser of both in each heap.
    """
    heaps = np.zeros((len(sentences), _HEAPS), dtype=np.uint16)
    lengths = np.array(list(map(len, sentences)), dtype=np.int64)
    told = np.fromiter(chain.from_iterable(sentences), dtype=np.int64, count=int(lengths.sum()))
    np.add.at(heaps, (np.repeat(np.arange(len(sentences)), lengths), told % _HEAPS), 1)
    heaps[lengths > _MOST] = _MOST  # more cannot be counted
    kept = []
    for at in range(0, len(pairs), _PAIRS_AT_ONCE):
        part = pairs[at : at + _PAIRS_AT_ONCE]
        left, right = np.array(part, dtype=np.int64).T
        shared = np.minimum(heaps[left], heaps[right]).sum(axis=1, dtype=np.int64)
        kept += [part[k] for k in np.flatnonzero(shared >= least).tolist()]
    return kept


def _find_oftenest(
    holders: Numbers, begins: Numbers, sizes: Numbers, left: Numbers, sentences: int, most: int
) -> set[tuple[int, int]]:
    """The pairs of the sentences in `left`, each of which meets `sizes` others from `begins` on in `holders`."""
    inside = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    pairs = np.repeat(left, sizes) * sentences + holders[np.repeat(begins, sizes) + inside]
    pairs.sort()
    new = np.flatnonzero(np.diff(pairs, prepend=-1))
    times = np.diff(new, append=len(pairs))
    one, other = np.divmod(pairs[new], sentences)
    kept = (times > 1) & (one != other)
    one, other, times = one[kept], other[kept], times[kept]
    order = np.lexsort((other, -times, one))
    one, other = one[order], other[order]
    near = np.arange(len(one)) - np.searchsorted(one, one) < most
    low, high = np.minimum(one, other)[near], np.maximum(one, other)[near]
    return set(zip(low.tolist(), high.tolist(), strict=True))
