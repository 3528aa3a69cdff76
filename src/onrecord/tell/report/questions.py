"""Which contradictions are of one question, and on which side of it each claim stands."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from onrecord.language.units import is_measure
from onrecord.model import Figure, Relation
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.rungs import name_quantity, name_unit
from onrecord.text import fold


def gather_components(edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected components of a graph, each in the order in which its nodes first stand in the edges."""
    root: dict[str, str] = {}

    def find(node: str) -> str:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for left, right in edges:
        a, b = find(left), find(right)
        if a != b:
            root[b] = a
    found: dict[str, list[str]] = {}
    for node in root:
        found.setdefault(find(node), []).append(node)
    return list(found.values())


def group_contradictions(
    relations: Iterable[Relation],
    *,
    node: Callable[[str], str],
    given: Mapping[str, Sequence[str]],
    asks: Mapping[str, Hashable],
) -> list[list[Relation]]:
    """The contradictions of each dispute: those between claims (`node`) that are joined by others, or ask one thing (`asks`).

    Those of statements whose figures (`given`) stand in one dispute are left out: it is shown once, by its figures.
    """
    between = [r for r in relations if r.relation == "contradicts" and node(r.left) != node(r.right)]
    edges = [(node(r.left), node(r.right)) for r in between if r.left in asks]
    first: dict[Hashable, str] = {}
    # how much leaks a day is one question, however many rival values there are to it
    edges += [(first.setdefault(asks[i], node(i)), node(i)) for r in between for i in (r.left, r.right) if i in asks]
    told = gather_components(edges)
    question = {name: n for n, group in enumerate(told) for name in group}

    def is_told(r: Relation) -> bool:
        sides = [{question[node(f)] for f in given.get(i, ()) if node(f) in question} for i in (r.left, r.right)]
        return not sides[0].isdisjoint(sides[1])

    kept = [r for r in between if r.decided_by == "person" or not is_told(r)]
    joined = {n for r in kept for n in (node(r.left), node(r.right))}
    components = gather_components([(node(r.left), node(r.right)) for r in kept] + [e for e in edges if joined.issuperset(e)])
    number = {name: n for n, group in enumerate(components) for name in group}
    groups: list[list[Relation]] = [[] for _ in components]
    for r in kept:
        groups[number[node(r.left)]].append(r)
    return groups


def name_question(figure: Figure) -> Hashable:
    """What a figure answers: how much of what it counts, of a count where."""
    place = None if is_measure(figure.unit) else fold(figure.place or "")
    return name_quantity(figure.indicator), name_unit(figure.unit), place


def split_sides(story: Prepared, nodes: list[str], relations: list[Relation]) -> tuple[list[str], list[str]]:
    """The claims of a dispute as those that were said first and those that counter them.

    Sides alternate along the contradictions, from the claim with the most contradictions among those that deny nothing;
    where more than two exclude each other, each stands against the first that reached it.
    """
    near: dict[str, list[str]] = defaultdict(list)
    for r in relations:
        a, b = story.node(r.left), story.node(r.right)
        near[a].append(b)
        near[b].append(a)

    def rank(node: str) -> tuple[bool, str, int, str]:
        entries = [story.entries[m] for m in story.members(node)]
        return all(e.stance_class == "denies" for e in entries), min(e.day for e in entries), -len(near[node]), node

    side: dict[str, int] = {}
    queue: list[str] = []
    at = 0
    for root in sorted(nodes, key=rank):
        if root not in side:
            side[root] = 0
            queue.append(root)
        while at < len(queue):
            for other in sorted(near[queue[at]], key=rank):
                if other not in side:
                    side[other] = 1 - side[queue[at]]
                    queue.append(other)
            at += 1
    return [n for n in queue if side[n] == 0], [n for n in queue if side[n] == 1]
