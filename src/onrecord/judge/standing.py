"""Which judgements stand: those that no standing undo withdraws, in the order in which they were made."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.codec import encode
from onrecord.judge.corrections import CORRECTIONS, changes_of
from onrecord.model import Judgement, Target
from onrecord.text import make_id

State = Literal["stands", "overruled", "withdrawn", "lost"]
_RIGHT, _CORRECTED = "right as read", "corrected"
_ABOUT_ONE = ("correct-source", "correct-date", "grade-source", "grade-information")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement and whether it stands.

    If not, it is overruled (`by` a later one that decides otherwise about the same), withdrawn, or speaks of something that
    is no longer found (`lost` says of what). One that is `waiting` is not yet worked in.
    """

    judgement: Judgement
    state: State
    lost: tuple[str, ...] = ()
    by: str | None = None
    waiting: bool = False


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


def find_overruled(judgements: Iterable[Judgement], name: Callable[[Target], Hashable]) -> dict[str, str]:
    """The judgements that a later one decides otherwise about the same, each with the last that does.

    `judgements` are those that are in force. `name` is what goes for one thing: of a relation the claim of an entry.
    """
    every = in_order(judgements)
    last = {subject: (j, set_) for j in every for subject, set_ in _list_decided(j, name)}
    found: dict[str, str] = {}
    for j in every:
        # that an entry is not right as read is no decision of its own
        own = [(last[subject], set_) for subject, set_ in _list_decided(j, name) if set_ != _CORRECTED]
        # one that sets several fields stands while any of them is as it set it
        if own and all(later != set_ for (_, later), set_ in own):
            found[j.id] = in_order(by for (by, _), _ in own)[-1].id
    return found


def _list_decided(judgement: Judgement, name: Callable[[Target], Hashable]) -> Iterator[tuple[Hashable, Hashable]]:
    """What a judgement decides about what: subjects that another may decide otherwise about, and what is decided of each."""
    given = changes_of(judgement)
    decision, targets = judgement.decision, [name(t) for t in judgement.targets]
    if decision in ("confirm-relation", "reject-relation"):
        yield ("relation", given.get("relation"), frozenset(targets)), decision
    elif decision in _ABOUT_ONE:
        yield (decision, targets[0]), tuple(sorted(given.items()))
    elif decision == "correct-figure":
        yield from (((decision, field, targets[0]), value) for field, value in given.items())
    if decision in (*CORRECTIONS, "confirm-entry"):
        # right as read holds until it is corrected; a correction is not taken back by it
        yield ("as read", targets[0]), _RIGHT if decision == "confirm-entry" else _CORRECTED


def tell_states(
    judgements: Iterable[Judgement],
    bound: Mapping[Target, str],
    holds: Callable[[Target], bool],
    *,
    others: Iterable[Judgement] = (),
    claim_of: Mapping[str, str] | None = None,
    waiting: Collection[str] = (),
) -> list[Judged]:
    """Each judgement in its order, with its state.

    `bound` has the targets that are found, but for entities: `holds` tells whether the story of one still holds it. `others`
    are those that may undo or overrule some of the judgements, `claim_of` the claims of what relations are between; `waiting`
    are the ids of those that are not yet worked in.
    """
    made = in_order(judgements)
    every = in_order([*made, *others])
    gone = withdrawn(every)

    def name(target: Target) -> str:
        return bound.get(target, target.id)

    standing_ = [j for j in every if j.id not in gone and j.decision != "undo"]
    claims = claim_of or {}
    related = [j for j in standing_ if j.decision.endswith("-relation")]
    by = find_overruled((j for j in standing_ if not j.decision.endswith("-relation")), name)
    by |= find_overruled(related, lambda t: claims.get(name(t), name(t)))
    found = []
    for j in made:
        lost = tuple(t.id for t in (*j.targets, *j.rest) if (not holds(t) if t.kind == "entity" else t not in bound))
        state: State = "withdrawn" if j.id in gone else "lost" if lost else "overruled" if j.id in by else "stands"
        over = by[j.id] if state == "overruled" else None
        found.append(Judged(judgement=j, state=state, lost=lost, by=over, waiting=j.id in waiting))
    return found
