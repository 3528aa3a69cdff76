"""Which judgements stand: those that no standing undo withdraws, in the order in which they were made."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.codec import encode
from onrecord.model import Judgement, Target
from onrecord.text import make_id

State = Literal["stands", "withdrawn", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement and whether it stands, is withdrawn, or speaks of something that is no longer found (`lost` says of what)."""

    judgement: Judgement
    state: State
    lost: tuple[str, ...] = ()


def identify(judgement: Judgement) -> str:
    """The id of a judgement, from all that it says."""
    fields = encode(judgement)
    del fields["id"]
    return make_id("j", *(f"{name}={value!r}" for name, value in sorted(fields.items())))


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in the order in which they were made, whatever the order in which they arrived."""
    return sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.at, j.id))


def withdrawn(judgements: Iterable[Judgement]) -> set[str]:
    """The ids of the judgements that a standing undo withdraws; an undo may be undone."""
    undone: dict[str, list[Judgement]] = defaultdict(list)
    every = in_order(judgements)
    for j in every:
        if j.undoes:
            undone[j.undoes].append(j)
    by_id = {j.id: j for j in every}
    gone: set[str] = set()
    # an id is a hash of what is undone, too: no undo leads back to itself, and those that nothing undoes come first
    for j in sorted(every, key=lambda j: -_count_steps(j, by_id)):
        if any(u.id not in gone for u in undone[j.id]):
            gone.add(j.id)
    return gone


def _count_steps(judgement: Judgement, by_id: Mapping[str, Judgement]) -> int:
    """How many undos lie between a judgement and the one that they lead back to."""
    steps = 0
    at: Judgement | None = judgement
    while at and at.undoes and steps <= len(by_id):
        at = by_id.get(at.undoes)
        steps += 1
    return steps


def find_home(judgement: Judgement, every: Iterable["Judged"]) -> str | None:
    """The article of the first thing that a judgement speaks of; of an undo, that of what it undoes."""
    by_id = {j.judgement.id: j.judgement for j in every} if judgement.undoes else {}
    at: Judgement | None = judgement
    while at and at.undoes:
        at = by_id.get(at.undoes)
    return at.targets[0].article if at and at.targets else None


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that are in force, undos left out, in the order in which they were made."""
    every = in_order(judgements)
    gone = withdrawn(every)
    return [j for j in every if j.id not in gone and j.decision != "undo"]


def tell_states(
    judgements: Iterable[Judgement],
    bound: Mapping[Target, str],
    holds: Callable[[Target], bool],
    *,
    undoing: Iterable[Judgement] = (),
) -> list[Judged]:
    """Each judgement in its order, with its state.

    `bound` has the targets that are found, but for entities: `holds` tells whether the story of one still holds it. `undoing`
    are others that may undo some of the judgements.
    """
    every = in_order(judgements)
    gone = withdrawn([*every, *undoing])
    found = []
    for j in every:
        lost = tuple(t.id for t in (*j.targets, *j.rest) if (not holds(t) if t.kind == "entity" else t not in bound))
        state: State = "withdrawn" if j.id in gone else "lost" if lost else "stands"
        found.append(Judged(judgement=j, state=state, lost=lost))
    return found
