"""How alike wordings are: shared content words, weighed by how rare they are in the story, found through an index."""

import math
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
_ABOUT = 4  # of its rarest words, by which a wording is sorted
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
    filed = _file(wordings, squares, within)
    norms = [weights.norms[wording] for wording in wordings]
    pairs = []
    left, right = _find_met(filed, np.array(norms), across)
    likely = filed.heaps.bound(left, right) >= _LEAST * np.array(norms)[left] * np.array(norms)[right]
    left, right = left[likely], right[likely]
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        # as `compare` does, which is called too often here to be called
        shared = math.fsum(map(squares.__getitem__, wordings[i] & wordings[j]))
        one, other = norms[i], norms[j]
        cosine = shared / (one * other)
        if cosine >= _LEAST:
            pairs.append(Pair(i, j, cosine, shared / min(one, other) ** 2))
    return pairs


class _Filed(NamedTuple):
    """Wordings under their rarest words.

    Shape: `lists` and `posted` are equally long: which list, numbered as they come, has which position; `gains` are the weights
    of the words of the lists, `place` that of each position when they are sorted by what they are about.
    """

    lists: NDArray[np.int64]
    posted: NDArray[np.int64]
    gains: NDArray[np.float64]
    place: NDArray[np.int64]
    heaps: "_Heaps"


def _file(wordings: Sequence[Wording], squares: Mapping[str, float], within: Sequence[Hashable] | None) -> _Filed:
    named = sorted(frozenset().union(*wordings))
    number = {word: at for at, word in enumerate(named)}
    gains = np.array([squares[word] for word in named])
    lengths = np.array(list(map(len, wordings)), dtype=np.int64)
    rows = np.repeat(np.arange(len(wordings)), lengths)
    words = np.fromiter(map(number.__getitem__, chain.from_iterable(wordings)), dtype=np.int64, count=int(lengths.sum()))
    heaps = _Heaps(len(wordings), rows, words, gains[words])
    # the rarest first, and of those as rare in the order of letters
    rarest = np.argsort(-gains, kind="stable")
    rank = np.empty(len(named), dtype=np.int64)
    rank[rarest] = np.arange(len(named))
    size = max(1, len(named))
    rows, words = np.divmod(np.sort(rows * size + rank[words]), size)
    words = rarest[words]
    at = np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    # neighbours in the order of their rarest words are the likeliest to say the same
    first = np.full((_ABOUT, len(wordings)), -1)
    about = at < _ABOUT
    first[at[about], rows[about]] = words[about]
    place = np.empty(len(wordings), dtype=np.int64)
    place[np.lexsort(first[::-1])] = np.arange(len(wordings))
    rows, words = rows[at < _KEYS], words[at < _KEYS]
    keys = words
    if within:
        apart: dict[Hashable, int] = {}
        keys = keys + size * np.array([apart.setdefault(of, len(apart)) for of in within], dtype=np.int64)[rows]
    _, begins, key = np.unique(keys, return_index=True, return_inverse=True)
    coming = np.argsort(begins)
    numbers = np.empty(len(begins), dtype=np.int64)
    numbers[coming] = np.arange(len(begins))
    return _Filed(numbers[key], rows, gains[words[begins[coming]]], place, heaps)


class _Heaps:
    """The weights of the words of each wording in so many heaps: what two share is no more than the lesser of both in each."""

    def __init__(self, size: int, rows: NDArray[np.int64], words: NDArray[np.int64], gains: NDArray[np.float64]) -> None:
        heaps = np.bincount(rows * _HEAPS + words % _HEAPS, weights=gains, minlength=size * _HEAPS)
        self._heaps = heaps.reshape(size, _HEAPS).astype(np.float32)

    def bound(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """What the words that the wordings of each pair share weigh at the most."""
        parts = [np.empty(0)]
        for at in range(0, len(left), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            parts.append(np.minimum(self._heaps[left[part]], self._heaps[right[part]]).sum(axis=1, dtype=np.float64))
        return np.asarray(np.concatenate(parts) * _ROUNDED)


def _find_met(filed: _Filed, lengths: NDArray[np.float64], across: int | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of positions that meet in lists whose words make up enough of both, in order: the first of each, the others.

    Shape: `lengths` are those of the wordings.
    """
    lists, posted, gains, place, _ = filed
    size = len(lengths)
    by_list = np.lexsort((place[posted], lists))
    lists, posted = lists[by_list], posted[by_list]
    met = [np.empty(0, dtype=np.int64)]
    for apart in range(1, _REACH + 1):
        one = np.flatnonzero(lists[:-apart] == lists[apart:])
        if not len(one):
            break
        sides = posted[one], posted[one + apart]
        left, right = np.minimum(*sides), np.maximum(*sides)
        wanted = slice(None) if across is None else np.flatnonzero((left < across) & (right >= across))
        met.append((left * size + right)[wanted] * len(gains) + lists[one][wanted])
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
