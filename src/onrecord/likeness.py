"""How alike wordings are: shared content words, weighed by how rare they are in the story, found through an index."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

Wording = frozenset[str]

# Bounds that keep the work linear in a story of any size: keys a wording is filed under, and how far along the list of a
# key, sorted by what its wordings are about, a wording looks.
_KEYS = 10
_REACH = 20
_LEAST_SHARE = 0.12


def weigh(wordings: Sequence[Wording]) -> dict[str, float]:
    """The weight of each content word: the rarer among different wordings, the more it says."""
    different = set(wordings)
    counts = Counter(word for wording in different for word in wording)
    total = len(different) + 1
    return {word: math.log(1 + total / (count + 0.5)) for word, count in counts.items()}


def norm(wording: Wording, weights: dict[str, float]) -> float:
    """The length of a wording in the space of weighed words."""
    return math.sqrt(math.fsum(weights[w] ** 2 for w in wording))


def compare(a: Wording, b: Wording, weights: dict[str, float]) -> tuple[float, float]:
    """(cosine, containment): how much of both wordings is shared, and how much of the shorter one."""
    common = a & b
    if not common:
        return 0.0, 0.0
    shared = math.fsum(weights[w] ** 2 for w in common)
    left, right = norm(a, weights), norm(b, weights)
    return shared / (left * right), shared / min(left, right) ** 2


def find_candidates(
    wordings: Sequence[Wording], weights: dict[str, float], *, within: Sequence[Hashable] | None = None
) -> list[tuple[int, int]]:
    """Pairs of positions in `wordings` worth comparing, near neighbours under their rarest shared words.

    Only wordings with an equal `within` are paired. The order of `wordings` breaks ties, so give them in a stable one.
    """
    ranked = [sorted(wording, key=lambda w: (-weights[w], w)) for wording in wordings]
    norms = [norm(wording, weights) for wording in wordings]
    posted: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for i, words in enumerate(ranked):
        for word in words[:_KEYS]:
            posted[within[i] if within else None, word].append(i)
    shares: dict[tuple[int, int], float] = defaultdict(float)
    for (_, word), listed in posted.items():
        # neighbours in the order of their rarest words are the likeliest to say the same
        listed.sort(key=lambda i: (ranked[i][:4], i))
        gain = weights[word] ** 2
        for at, i in enumerate(listed):
            for j in listed[at + 1 : at + 1 + _REACH]:
                shares[min(i, j), max(i, j)] += gain / (norms[i] * norms[j])
    return sorted(pair for pair, share in shares.items() if share >= _LEAST_SHARE)
