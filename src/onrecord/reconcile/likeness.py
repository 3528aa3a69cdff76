"""How alike statements are: shared content words, weighed by how rare they are in the story, found through an index."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from onrecord.reconcile.items import Item

# Bounds that keep the work linear in a story of any size: keys an item is filed under, and how far along the list of a
# key, sorted by what its items are about, an item looks.
_KEYS = 10
_REACH = 20
_LEAST_SHARE = 0.12


def weigh(items: Sequence[Item]) -> dict[str, float]:
    """The weight of each content word: the rarer among different wordings in the story, the more it says."""
    wordings = {item.words for item in items}
    counts = Counter(word for wording in wordings for word in wording)
    total = len(wordings) + 1
    return {word: math.log(1 + total / (count + 0.5)) for word, count in counts.items()}


def norm(wording: frozenset[str], weights: dict[str, float]) -> float:
    """The length of a wording in the space of weighed words."""
    return math.sqrt(math.fsum(weights[w] ** 2 for w in sorted(wording)))


def compare(a: frozenset[str], b: frozenset[str], weights: dict[str, float]) -> tuple[float, float]:
    """(cosine, containment): how much of both wordings is shared, and how much of the shorter one."""
    shared = math.fsum(weights[w] ** 2 for w in sorted(a & b))
    if not shared:
        return 0.0, 0.0
    left, right = norm(a, weights), norm(b, weights)
    return shared / (left * right), shared / min(left, right) ** 2


def find_candidates(
    items: Sequence[Item], weights: dict[str, float], *, apart: Callable[[Item, Item], bool] | None = None
) -> list[tuple[int, int]]:
    """Pairs of positions in `items` worth comparing, near neighbours under their rarest shared words.

    Items that `apart` tells apart are not paired.
    """
    ranked = [sorted(item.words, key=lambda w: (-weights[w], w)) for item in items]
    posted: dict[str, list[int]] = defaultdict(list)
    for i, wording in enumerate(ranked):
        for word in wording[:_KEYS]:
            posted[word].append(i)
    norms = [norm(item.words, weights) for item in items]
    pairs: dict[tuple[int, int], float] = defaultdict(float)
    for word in sorted(posted):
        listed = sorted(posted[word], key=lambda i: (ranked[i][:4], items[i].article, items[i].start, items[i].id))
        gain = weights[word] ** 2
        for at, i in enumerate(listed):
            for j in listed[at + 1 : at + 1 + _REACH]:
                if apart is None or not apart(items[i], items[j]):
                    pairs[min(i, j), max(i, j)] += gain / (norms[i] * norms[j])
    return sorted(pair for pair, share in pairs.items() if share >= _LEAST_SHARE)
