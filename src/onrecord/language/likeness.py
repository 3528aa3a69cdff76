"""How alike wordings are: shared content words, weighed by how rare they are in the story, found through an index."""

import math
from array import array
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Wording = frozenset[str]

# Bounds that keep the work linear in a story of any size: keys a wording is filed under, and how far along the list of a
# key, sorted by what its wordings are about, a wording looks.
_KEYS = 8
_REACH = 20
# Pairs are compared in full once the rare words that they met under make up so much of both, and kept from a cosine of so much.
_WORTH = 0.12
_LEAST = 0.2
_HEAPS = 64
_AT_ONCE = 8_192  # pairs
_ROUNDED = 1 + 1e-5  # what rounding may take from a sum in 32 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each content word of a story says (squared), and the length of each wording in the space of weighed words."""

    squares: Mapping[str, float]
    norms: Mapping[Wording, float]


class Pair(NamedTuple):
    """Positions of two wordings: `cosine` is the share of both that they share, `inside` that of the shorter one."""

    left: int
    right: int
    cosine: float
    inside: float


def weigh(wordings: Sequence[Wording]) -> Weights:
    """The weight of each content word: the rarer among different wordings, the more it says."""
    different = set(wordings)
    counts = Counter(chain.from_iterable(different))
    total = len(different) + 1
    squares = {word: math.log(1 + total / (count + 0.5)) ** 2 for word, count in counts.items()}
    # fsum, so that the order of a set does not change the last digit
    return Weights(squares=squares, norms={w: math.sqrt(math.fsum(map(squares.__getitem__, w))) for w in different})


def _norm(wording: Wording, weights: Weights) -> float:
    """The length of a part of a wording that was weighed."""
    return math.sqrt(math.fsum(weights.squares.get(w, 0.0) for w in wording))


def compare(a: Wording, b: Wording, weights: Weights) -> tuple[float, float]:
    """(cosine, containment): how much of both wordings is shared, and how much of the shorter one."""
    common = a & b
    if not common:
        return 0.0, 0.0
    shared = math.fsum(map(weights.squares.__getitem__, common))
    left, right = weights.norms.get(a), weights.norms.get(b)
    left = _norm(a, weights) if left is None else left
    right = _norm(b, weights) if right is None else right
    return shared / (left * right), shared / min(left, right) ** 2


def find_pairs(
    wordings: Sequence[Wording], weights: Weights, *, within: Sequence[Hashable] | None = None, across: int | None = None
) -> list[Pair]:
    """The pairs of wordings that share enough to be looked at, near neighbours under their rarest shared words.

    Only wordings with an equal `within` are paired; with `across`, only one before that position with one from there on. The
    order of `wordings` breaks ties, so give them in a stable one.
    """
    squares = weights.squares
    every = frozenset().union(*wordings)
    rank = {word: at for at, word in enumerate(sorted(every, key=lambda w: (-squares[w], w)))}
    named = list(rank)
    ranked = [[named[at] for at in sorted(map(rank.__getitem__, wording))[:_KEYS]] for wording in wordings]
    lists: dict[tuple[Hashable, str], int] = {}
    filed = array("q")  # the lists of each wording, one wording after the other
    gains = array("d")
    for i, words in enumerate(ranked):
        inside = within[i] if within else None
        for word in words:
            at = lists.setdefault((inside, word), len(lists))
            if at == len(gains):
                gains.append(squares[word])
            filed.append(at)
    # neighbours in the order of their rarest words are the likeliest to say the same
    order = sorted(range(len(wordings)), key=lambda i: (ranked[i][:4], i))
    place = np.empty(len(wordings), dtype=np.int64)
    place[order] = np.arange(len(wordings))
    norms = [weights.norms[wording] for wording in wordings]
    posted = np.repeat(np.arange(len(wordings)), [len(words) for words in ranked])
    pairs = []
    left, right = _find_met(np.frombuffer(filed, dtype=np.int64), posted, np.frombuffer(gains), np.array(norms), place)
    if across is not None:
        wanted = (left < across) & (right >= across)
        left, right = left[wanted], right[wanted]
    likely = _Heaps(wordings, squares).bound(left, right) >= _LEAST * np.array(norms)[left] * np.array(norms)[right]
    left, right = left[likely], right[likely]
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        # as `compare` does, which is called too often here to be called
        shared = math.fsum(map(squares.__getitem__, wordings[i] & wordings[j]))
        one, other = norms[i], norms[j]
        cosine = shared / (one * other)
        if cosine >= _LEAST:
            pairs.append(Pair(i, j, cosine, shared / min(one, other) ** 2))
    return pairs


class _Heaps:
    """The weights of the words of each wording in so many heaps: what two share is no more than the lesser of both in each."""

    def __init__(self, wordings: Sequence[Wording], squares: Mapping[str, float]) -> None:
        self._heaps = np.zeros((len(wordings), _HEAPS), dtype=np.float32)
        heap = {word: at % _HEAPS for at, word in enumerate(sorted(frozenset().union(*wordings)))}
        rows = np.repeat(np.arange(len(wordings)), list(map(len, wordings)))
        words = list(chain.from_iterable(wordings))
        heaps = np.array([heap[word] for word in words], dtype=np.int64)
        np.add.at(self._heaps, (rows, heaps), np.array([squares[word] for word in words]))

    def bound(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """What the words that the wordings of each pair share weigh at the most."""
        parts = [np.empty(0)]
        for at in range(0, len(left), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            parts.append(np.minimum(self._heaps[left[part]], self._heaps[right[part]]).sum(axis=1, dtype=np.float64))
        return np.asarray(np.concatenate(parts) * _ROUNDED)


def _find_met(
    lists: NDArray[np.int64],
    posted: NDArray[np.int64],
    gains: NDArray[np.float64],
    lengths: NDArray[np.float64],
    place: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of positions that meet in lists whose words make up enough of both, in order: the first of each, the others.

    Shape: `lists` and `posted` are equally long: which list has which position.
    """
    size = len(lengths)
    by_list = np.lexsort((place[posted], lists))
    lists, posted = lists[by_list], posted[by_list]
    met = [np.empty(0, dtype=np.int64)]
    for apart in range(1, _REACH + 1):
        one = np.flatnonzero(lists[:-apart] == lists[apart:])
        if not len(one):
            break
        left, right = posted[one], posted[one + apart]
        pair = np.minimum(left, right) * size + np.maximum(left, right)
        met.append(pair * len(gains) + lists[one])
    every = np.sort(np.concatenate(met))
    pair, word = np.divmod(every, max(1, len(gains)))
    left, right = np.divmod(pair, max(1, size))
    share = gains[word] / (lengths[left] * lengths[right])
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    count = np.diff(first, append=len(pair))
    total = share[first]
    # word by word in the order of the lists, as no order of adding up may change a digit
    for at in range(1, int(count.max(initial=1))):
        more = count > at
        total[more] += share[first[more] + at]
    enough = first[total >= _WORTH]
    return left[enough], right[enough]
