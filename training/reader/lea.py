"""LEA: of each entity the share of its links that is found, weighed by its size.

Source: Moosavi and Strube 2016.
"""

from collections.abc import Iterable, Sequence

Place = tuple[int, int]


def group(rows: Iterable[tuple[int, int, object]]) -> list[frozenset[Place]]:
    """The mentions of each entity that has two or more."""
    clusters: dict[object, set[Place]] = {}
    for start, end, who in rows:
        clusters.setdefault(who, set()).add((start, end))
    return [frozenset(c) for c in clusters.values() if len(c) > 1]


def weigh(key: Sequence[frozenset[Place]], response: Sequence[frozenset[Place]]) -> tuple[float, int]:
    """The share of links that the response has, each entity weighed by its size; and the sum of the sizes."""
    of = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    total = 0.0
    for cluster in key:
        shared: dict[int, int] = {}
        for mention in cluster & of.keys():
            shared[of[mention]] = shared.get(of[mention], 0) + 1
        total += sum(n * (n - 1) for n in shared.values()) / (len(cluster) - 1)
    return total, sum(len(cluster) for cluster in key)
