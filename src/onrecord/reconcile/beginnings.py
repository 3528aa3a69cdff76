"""How many independent beginnings a claim has: copies of one passage, articles of one origin and of one outlet count once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.model import Beginning
from onrecord.reconcile.items import Item, Material
from onrecord.text import fold

_SHOWN = 10  # words of a shared passage that a receipt quotes


def find_beginnings(group: Sequence[Item], material: Material) -> tuple[Beginning, ...]:
    """The members of a claim by where they begin, each beginning with the receipt it rests on.

    Members begin together where they stand in one article, in articles that go back to one origin, or in a passage whose
    wording their articles share: what two outlets took over word for word counts once, what each wrote beside it counts twice.
    An outlet that says it again is no second voice.
    """
    if len(group) == 1:
        return (_make_beginning(group, (), material),)
    members = sorted(group, key=lambda item: (item.article, item.start, item.id))
    root = list(range(len(members)))
    reasons: dict[int, list[str]] = defaultdict(list)

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    def join(i: int, j: int, reason: str) -> None:
        a, b = sorted((find(i), find(j)))
        if a != b:
            root[b] = a
            reasons[a] += [*reasons.pop(b, []), *([reason] if reason else [])]

    first_of: dict[str, int] = {}
    for i, item in enumerate(members):
        join(first_of.setdefault(material.origin_of[item.article], i), i, "")
    for number, at in sorted(_by_passage(members).items()):
        for i in at[1:]:
            join(at[0], i, _tell_passage(members[at[0]], members[i], material.shared[number], material.name_of))
    of_outlet: dict[str, int] = {}
    for i, item in enumerate(members):
        outlet = material.publisher_of.get(item.article)
        if outlet:
            first = of_outlet.setdefault(fold(outlet), i)
            join(first, i, "" if members[first].article == item.article else f"{outlet} has it in several articles")
    kept: dict[int, list[Item]] = defaultdict(list)
    for i, item in enumerate(members):
        kept[find(i)].append(item)
    return tuple(_make_beginning(items, reasons[i], material) for i, items in sorted(kept.items()))


def _by_passage(members: Sequence[Item]) -> dict[int, list[int]]:
    """The places of the members that stand in each shared passage, where it ties several articles."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, item in enumerate(members):
        for number in item.reused:
            found[number].append(i)
    return {number: at for number, at in found.items() if len({members[i].article for i in at}) > 1}


def _tell_passage(left: Item, right: Item, passage: str, name_of: Mapping[str, str]) -> str:
    words = passage.split()
    told = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
    return f"{name_of[left.article]} and {name_of[right.article]} share the passage “{told}”"


def _make_beginning(items: Sequence[Item], reasons: Sequence[str], material: Material) -> Beginning:
    """A beginning; articles of one origin are told by what joined them there."""
    several: dict[str, set[str]] = defaultdict(set)
    for item in items:
        several[material.origin_of[item.article]].add(item.article)
    told = [material.reason_of.get(origin, "") for origin, articles in sorted(several.items()) if len(articles) > 1]
    return Beginning(members=tuple(sorted(i.id for i in items)), reason="; ".join(r for r in (*told, *reasons) if r))
