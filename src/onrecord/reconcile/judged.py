"""What people decided, laid over what the tool found in one story: relations, claims and entities."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.judge.corrections import changes_of
from onrecord.judge.targets import find_entity
from onrecord.model import Claim, Document, Entity, Judgement, Origin, Relation, Reuse, StoryRecord, Target
from onrecord.reconcile.claims import make_claim, tell_status
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.items import source_key
from onrecord.text import make_id

OVERLAID = ("reject-relation", "confirm-relation", "merge-claims", "split-claim", "merge-entities", "split-entity")
"""The decisions that change what is derived of a story, and neither its readings nor its articles."""
REGROUPING = ("merge-claims", "split-claim")
NAMING = ("merge-entities", "split-entity")
_DESCRIPTIONS = 6

Read = Callable[[Collection[str]], Sequence[Document]]


def apply_judgements(
    record: StoryRecord, judgements: Sequence[Judgement], *, bound: Mapping[Target, str], read: Read
) -> StoryRecord:
    """The record of a story as people decided it; `record` is what the tool derived by itself.

    `judgements` are those in force, in their order; `bound` are the ids of what they speak of, of which those of other stories
    do nothing here. `read` gives documents of the story by their ids.
    """
    mine = [j for j in judgements if j.decision in OVERLAID]
    if not mine:
        return record
    entities = judge_entities(record.entities, mine, bound=bound, read=read)
    if all(j.decision in NAMING for j in mine):
        return replace(record, entities=entities)
    groups, changed = regroup_claims(record.claims, mine, bound)
    claim_of = {member: number for number, group in enumerate(groups) for member in group}
    relations = judge_relations(record.relations, mine, bound=bound, claim_of=claim_of)
    claims = judge_claims(record.claims, groups, changed, relations, reuse=record.reuse, origins=record.origins, read=read)
    return replace(record, entities=entities, claims=claims, relations=relations)


def regroup_claims(
    claims: Sequence[Claim], judgements: Sequence[Judgement], bound: Mapping[Target, str]
) -> tuple[list[list[str]], set[int]]:
    """The members of each claim, and which of these groups are not the tool's."""
    groups = [list(c.members) for c in claims]
    at = {m: n for n, group in enumerate(groups) for m in group}
    changed: set[int] = set()
    for j in judgements:
        if j.decision == "merge-claims":
            met = sorted({at[i] for i in _bound(j.targets, bound) if i in at})
            for other in met[1:]:
                groups[met[0]] += groups[other]
                at.update(dict.fromkeys(groups[other], met[0]))
                groups[other] = []
                changed |= {met[0], other}
        elif j.decision == "split-claim":
            out, rest = (set(_bound(targets, bound)) for targets in (j.targets, j.rest))
            for number in sorted({at[i] for i in out if i in at}):
                held = set(groups[number])
                if rest & held and held - out:
                    groups.append([m for m in groups[number] if m in out])
                    groups[number] = [m for m in groups[number] if m not in out]
                    at.update(dict.fromkeys(groups[-1], len(groups) - 1))
                    changed |= {number, len(groups) - 1}
    return groups, changed


def _bound(targets: Iterable[Target], bound: Mapping[Target, str]) -> list[str]:
    return [bound[t] for t in targets if t in bound]


def judge_relations(
    relations: Sequence[Relation],
    judgements: Sequence[Judgement],
    *,
    bound: Mapping[Target, str],
    claim_of: Mapping[str, Hashable],
) -> tuple[Relation, ...]:
    """The relations between two claims, one of a kind, without those that were rejected, with those that were confirmed.

    `claim_of` names the claim of each entry that the relations and judgements speak of.
    """

    def pair(left: str, right: str) -> frozenset[Hashable]:
        return frozenset((claim_of[left], claim_of[right]))

    by_pair: dict[frozenset[Hashable], list[Relation]] = defaultdict(list)
    for r in sorted(relations, key=lambda r: (-r.score, r.left, r.right)):
        between = pair(r.left, r.right)
        if len(between) == 2 and all(r.relation != other.relation for other in by_pair[between]):
            by_pair[between].append(r)
    for j in judgements:
        if j.decision not in ("reject-relation", "confirm-relation"):
            continue
        ids = _bound(j.targets, bound)
        if len(ids) != 2 or not all(i in claim_of for i in ids) or len(between := pair(*ids)) != 2:
            continue
        kind: Any = changes_of(j).get("relation")
        found = next((r for r in by_pair[between] if r.relation == kind), None)
        if found:
            by_pair[between].remove(found)
        if j.decision == "confirm-relation":
            by_pair[between].append(_confirm(found, ids, kind, j))
    kept = [r for rows in by_pair.values() for r in rows]
    return tuple(sorted(kept, key=lambda r: (r.relation, -r.score, r.left, r.right)))


def _confirm(found: Relation | None, ids: Sequence[str], kind: Any, judgement: Judgement) -> Relation:
    why = f": {judgement.why}" if judgement.why else ""
    told = f"{'confirmed' if found else 'stated'} by {judgement.editor}, {judgement.at[:10]}{why}"
    if found:
        reason = found.reason if found.decided_by == "person" else f"{found.reason}; {told}"
        return replace(found, reason=reason, score=1.0, decided_by="person")
    return Relation(left=ids[0], right=ids[1], relation=kind, reason=told, decided_by="person")


def judge_claims(
    found: Sequence[Claim],
    groups: Sequence[Sequence[str]],
    changed: Collection[int],
    relations: Sequence[Relation],
    *,
    reuse: Sequence[Reuse],
    origins: Sequence[Origin],
    read: Read,
) -> tuple[Claim, ...]:
    """The claims that are found, those of `changed` groups made anew, each with the status that the relations give it."""
    disputed = {i for r in relations if r.relation == "contradicts" for i in (r.left, r.right)}
    superseded = {r.left for r in relations if r.relation == "updates"}
    claims: list[Claim] = []
    for number, claim in enumerate(found):
        if number not in changed:
            status = tell_status(claim.members, claim.origins, disputed, superseded)
            claims.append(claim if status == claim.status else replace(claim, status=status))
    anew = [groups[n] for n in sorted(changed) if groups[n]]
    if anew:
        members = {m for group in anew for m in group}
        material = gather(read(members), reuse, origins)
        items = {item.id: item for item in (*material.statements, *material.quantities) if item.id in members}
        claims += [make_claim([items[m] for m in group], material, disputed, superseded) for group in anew]
    return tuple(sorted(claims, key=lambda c: (c.first_said or "9999", c.id)))


def judge_entities(
    entities: Sequence[Entity], judgements: Sequence[Judgement], *, bound: Mapping[Target, str], read: Read
) -> tuple[Entity, ...]:
    """The entities of a story, those put together that a person says are one, and those apart that are not."""
    found = list(entities)
    for j in judgements:
        if j.decision == "merge-entities":
            met = list(dict.fromkeys(e for t in j.targets if (e := find_entity(t, found))))
            if len(met) > 1:
                found = [*(e for e in found if e not in met), _merge(met)]
        elif j.decision == "split-entity":
            old = find_entity(j.rest[0], found) if j.rest else None
            if old:
                parts = _split(old, j, found, bound, read)
                found = [*(e for e in found if e is not old and e.id not in {x.id for x in parts}), *parts]
    return tuple(sorted(found, key=lambda e: e.id))


def _merge(met: Sequence[Entity]) -> Entity:
    first = met[0]
    return replace(
        first,
        aliases=tuple(sorted({form for e in met for form in (e.name, *e.aliases)} - {first.name})),
        descriptions=tuple(dict.fromkeys(d for e in met for d in e.descriptions))[:_DESCRIPTIONS],
        sources=tuple(sorted({q for e in met for q in e.sources})),
    )


def _split(
    old: Entity, judgement: Judgement, found: Sequence[Entity], bound: Mapping[Target, str], read: Read
) -> tuple[Entity, ...]:
    """The entity without what it did not say, and whoever did; one of the story that goes by that name takes it."""
    name = changes_of(judgement).get("name") or old.name
    moved = set(_bound(judgement.targets, bound)) & set(old.sources)
    alias = next((a for a in old.aliases if a == name), None)
    if alias:
        # what was said under that name goes with it
        said = {q.id: q.source.name for d in read(old.sources) for q in d.reading.quotations if q.source}
        moved |= {q for q in old.sources if said.get(q) == alias}
    if not moved and not alias:
        return (old,)
    left = replace(old, aliases=tuple(a for a in old.aliases if a != name), sources=tuple(sorted(set(old.sources) - moved)))
    other = next((e for e in found if e is not old and name in (e.name, *e.aliases)), None)
    if other:
        return left, replace(other, sources=tuple(sorted({*other.sources, *moved})))
    # an id of its own, also where both go by one name
    id_ = make_id("n", "judged", source_key(name), old.id)
    return left, Entity(id=id_, name=name, kind=old.kind, sources=tuple(sorted(moved)))
