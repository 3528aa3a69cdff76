"""The libraries for near duplicates that ours is measured beside, each in the way its own documentation shows.

pip install rensa datasketch
"""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from itertools import combinations

PERMUTATIONS = 128
SEED = 42


def are_here() -> bool:
    """Whether the peers are installed."""
    return all(find_spec(name) for name in ("rensa", "datasketch"))


def shingles(text: str) -> list[str]:
    """The runs of three words that a peer is given, the words split at white space and in lower case."""
    words = text.lower().split()
    return [" ".join(words[i : i + 3]) for i in range(len(words) - 2)] or words


def rensa_pairs(texts: Sequence[str], *, threshold: float, bands: int | None = None) -> set[tuple[int, int]]:
    """Pairs whose Jaccard index rensa estimates at `threshold` or more, found through its index (RMinHash, RMinHashLSH)."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands or 16)
    made = []
    for i, text in enumerate(texts):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(shingles(text))
        index.insert(i, sketch)
        made.append(sketch)
    found = set()
    for i, sketch in enumerate(made):
        found.update((i, j) for j in index.query(sketch) if i < j and sketch.jaccard(made[j]) >= threshold)
    return found


def datasketch_pairs(texts: Sequence[str], *, threshold: float) -> set[tuple[int, int]]:
    """Pairs whose Jaccard index datasketch estimates at `threshold` or more (MinHash, MinHashLSH)."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    made = []
    for i, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update_batch([s.encode() for s in shingles(text)])
        index.insert(i, sketch)
        made.append(sketch)
    found = set()
    for i, sketch in enumerate(made):
        found.update((i, j) for j in index.query(sketch) if i < j and sketch.jaccard(made[j]) >= threshold)
    return found


def rensa_jaccard(left: str, right: str) -> float:
    """The Jaccard index of two texts as rensa estimates it."""
    from rensa import RMinHash

    sketches = []
    for text in (left, right):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(shingles(text))
        sketches.append(sketch)
    return float(sketches[0].jaccard(sketches[1]))


def datasketch_jaccard(left: str, right: str) -> float:
    """The Jaccard index of two texts as datasketch estimates it."""
    from datasketch import MinHash

    sketches = []
    for text in (left, right):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update_batch([s.encode() for s in shingles(text)])
        sketches.append(sketch)
    return float(sketches[0].jaccard(sketches[1]))


def close(pairs: Iterable[tuple[int, int]], size: int) -> set[tuple[int, int]]:
    """All pairs that are tied together by the pairs, as a person who groups them would have it."""
    group = {i: {i} for i in range(size)}
    for a, b in pairs:
        if group[a] is not group[b]:
            joined = group[a] | group[b]
            for i in joined:
                group[i] = joined
    whole = {min(g): sorted(g) for g in group.values()}
    return {pair for members in whole.values() for pair in combinations(members, 2)}
