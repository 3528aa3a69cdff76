"""The libraries for near duplicates that ours is measured beside.

pip install rensa datasketch
"""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from itertools import combinations

PERMUTATIONS = 128
SEED = 42
BATCH = 1_000


def are_here() -> bool:
    """Whether the peers are installed."""
    return all(find_spec(name) for name in ("rensa", "datasketch"))


def shingles(text: str) -> list[str]:
    """The runs of three words that a peer is given, the words split at white space and in lower case."""
    words = text.lower().split()
    return [" ".join(words[i : i + 3]) for i in range(len(words) - 2)] or words


def rensa_pairs(texts: Sequence[str], *, threshold: float) -> set[tuple[int, int]]:
    """Pairs whose Jaccard index rensa estimates at `threshold` or more, found through its index."""
    return rensa_candidates(texts, permutations=PERMUTATIONS, bands=32, threshold=threshold)


def rensa_candidates(texts: Sequence[str], *, permutations: int, bands: int, threshold: float = 0.0) -> set[tuple[int, int]]:
    """Pairs that rensa's index finds (RMinHash, RMinHashLSH), of an estimated Jaccard index of `threshold` or more."""
    from rensa import RMinHash, RMinHashLSH

    # its threshold chooses nothing where the bands are given
    index = RMinHashLSH(threshold=0.5, num_perm=permutations, num_bands=bands)
    made: list[RMinHash] = []
    for at in range(0, len(texts), BATCH):
        batch = RMinHash.from_token_sets([shingles(t) for t in texts[at : at + BATCH]], permutations, SEED)
        index.insert_many(batch, at)
        made.extend(batch)
    found = set()
    for at in range(0, len(texts), BATCH):
        for i, others in enumerate(index.query_all(made[at : at + BATCH]), at):
            found.update((i, j) for j in others if i < j and (not threshold or made[i].jaccard(made[j]) >= threshold))
    return found


def datasketch_pairs(texts: Sequence[str], *, threshold: float) -> set[tuple[int, int]]:
    """Pairs whose Jaccard index datasketch estimates at `threshold` or more, found through its index."""
    return datasketch_candidates(texts, permutations=PERMUTATIONS, bands=32, threshold=threshold)


def datasketch_candidates(
    texts: Sequence[str], *, permutations: int, bands: int, threshold: float = 0.0
) -> set[tuple[int, int]]:
    """Pairs that datasketch's index finds (MinHash, MinHashLSH), of an estimated Jaccard index of `threshold` or more."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=permutations, params=(bands, permutations // bands))
    made = []
    for i, text in enumerate(texts):
        sketch = MinHash(num_perm=permutations, seed=SEED)
        sketch.update_batch([s.encode() for s in shingles(text)])
        index.insert(i, sketch)
        made.append(sketch)
    found = set()
    for i, sketch in enumerate(made):
        found.update((i, j) for j in index.query(sketch) if i < j and (not threshold or sketch.jaccard(made[j]) >= threshold))
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
