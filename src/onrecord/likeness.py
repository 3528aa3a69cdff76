"""How alike wordings are: shared content words, weighed by how rare they are in the story, found through an index."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Wording = frozenset[str]

# Bounds that keep the work linear in a story of any size: keys a wording is filed under, and how far along the list of a
# key, sorted by what its wordings are about, a wording looks.
_KEYS = 8
_REACH = 20
# Pairs are compared in full once the rare words that they met under make up so much of both, and kept from a cosine of so much.
_WORTH = 0.12
_LEAST = 0.2


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
    counts = Counter(word for wording in different for word in wording)
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


def find_pairs(wordings: Sequence[Wording], weights: Weights, *, within: Sequence[Hashable] | None = None) -> list[Pair]:
    """The pairs of wordings that share enough to be looked at, near neighbours under their rarest shared words.

    Only wordings with an equal `within` are paired. The order of `wordings` breaks ties, so give them in a stable one.
    """
    squares = weights.squares
    every = frozenset().union(*wordings)
    rank = {word: at for at, word in enumerate(sorted(every, key=lambda w: (-squares[w], w)))}
    ranked = [sorted(wording, key=rank.__getitem__)[:_KEYS] for wording in wordings]
    posted: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for i, words in enumerate(ranked):
        inside = within[i] if within else None
        for word in words:
            posted[inside, word].append(i)
    size = len(wordings)
    lengths = [weights.norms[wording] for wording in wordings]
    # neighbours in the order of their rarest words are the likeliest to say the same
    place = [0] * size
    for at, i in enumerate(sorted(range(size), key=lambda i: (ranked[i][:4], i))):
        place[i] = at
    met: dict[int, float] = {}  # by both positions in one number
    pairs = []
    for (_, word), listed in posted.items():
        if len(listed) == 1:
            continue
        gain = squares[word]
        listed.sort(key=place.__getitem__)
        for at, i in enumerate(listed, 1):
            length = lengths[i]
            for j in listed[at : at + _REACH]:
                pair = i * size + j if i < j else j * size + i
                before = met.get(pair, 0.0)
                if before >= _WORTH:
                    continue
                met[pair] = share = before + gain / (length * lengths[j])
                if share >= _WORTH:
                    cosine, inside = compare(wordings[i], wordings[j], weights)
                    if cosine >= _LEAST:
                        pairs.append(Pair(min(i, j), max(i, j), cosine, inside))
    return sorted(pairs)
