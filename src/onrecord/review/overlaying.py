"""Judgements laid over what the tool derived of a story: no more of it is read, compared or written than they touch."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from onrecord.codec import decode, dump
from onrecord.judge.corrections import changes_of
from onrecord.judge.standing import standing
from onrecord.model import Claim, Document, Entity, Judgement, Relation, Target
from onrecord.paging.keeping import Touched, renew_story
from onrecord.reconcile.claims import tell_status
from onrecord.reconcile.judged import (
    NAMING,
    OVERLAID,
    REGROUPING,
    judge_claims,
    judge_entities,
    judge_relations,
    regroup_claims,
)
from onrecord.review.judging import DEEP, look_up_targets
from onrecord.store import articles as rows
from onrecord.store import judgements as judged
from onrecord.store import slices
from onrecord.store import stories as derived
from onrecord.store.sources import list_spoken
from onrecord.text import fold

_NOTHING = Touched()


def lay_over(connection: sqlite3.Connection, article: str) -> None:
    """Lays what waits for the story of an article over what the tool derived of it; to be called within a transaction.

    What has the story derived again is left to wait.
    """
    story = derived.story_of(connection, article)
    if story is None:
        # it comes into one with the judgements on it
        judged.mark_judged(connection, [article])
        return
    articles = derived.articles_of(connection, story)
    waiting = [row for row in judged.list_unjudged(connection, articles) if row[2] not in DEEP]
    decisions = {decision for *_, decision in waiting}
    touched = _NOTHING
    if decisions.intersection(OVERLAID):
        made = [j for j in standing(judged.judgements_on(connection, articles)) if j.decision in OVERLAID]
        naming, relating = ([j for j in made if (j.decision in NAMING) == named] for named in (True, False))
        bound = look_up_targets(connection, made)
        if decisions.intersection(NAMING):
            touched |= _lay_names(connection, story, naming, bound)
        if decisions.intersection(REGROUPING):
            touched |= _lay_groups(connection, story, relating, bound)
        elif decisions.intersection(OVERLAID) - set(NAMING):
            touched |= _lay_relations(connection, story, relating, bound)
        if not made:
            judged.forget_plain(connection, story)
    told = {judgement for _, judgement, decision in waiting if decision == "confirm-entry"}
    renew_story(connection, story, touched, settled=judged.list_targets(connection, told))
    judged.mark_judged(connection, articles, {judgement for _, judgement, _ in waiting})


def _get_plain(connection: sqlite3.Connection, story: str, kind: str) -> list[str]:
    """What the tool derived by itself, of one kind, as JSON, which is kept from now on."""
    known = judged.get_plain(connection, story, kind)
    if known is None:
        judged.keep_plain(connection, story, kind)
        return [value for _, value in derived.get_rows(connection, story, kind)]
    return known


def _make(kind: type, values: Collection[str]) -> list[Any]:
    return [decode(kind, json.loads(value)) for value in values]


def _lay_names(connection: sqlite3.Connection, story: str, made: Sequence[Judgement], bound: dict[Target, str]) -> Touched:
    """Entities put together and apart; those that no judgement names are not even made."""
    targets = [t for j in made for t in (*j.targets, *j.rest)]
    names = {fold(name) for name in (*(t.name for t in targets), *(changes_of(j).get("name") for j in made)) if name}
    ids = {t.id for t in targets}
    plain = {row["id"]: (row, value) for value in _get_plain(connection, story, "entities") for row in [json.loads(value)]}
    chosen = [
        decode(Entity, row) for id_, (row, _) in plain.items()
        if id_ in ids or any(fold(form) in names for form in (row["name"], *row["aliases"]))
    ]  # fmt: skip
    after = {id_: value for id_, (_, value) in plain.items()}
    for entity in chosen:
        del after[entity.id]
    after |= {e.id: dump(e) for e in judge_entities(chosen, made, bound=bound, read=_reader(connection))}
    before = derived.get_rows(connection, story, "entities")
    values = [after[id_] for id_ in sorted(after)]
    if not derived.put_rows(connection, story, "entities", before, values):
        return _NOTHING
    changed = _make(Entity, {value for _, value in before} ^ set(values))
    said = {q for e in changed for q in e.sources}
    called = {form for e in changed for form in (e.name, *e.aliases)}
    return Touched(kinds=frozenset({"entities"}), entries=frozenset(list_spoken(connection, story, said, called)))


def _lay_relations(connection: sqlite3.Connection, story: str, made: Sequence[Judgement], bound: dict[Target, str]) -> Touched:
    """Relations rejected and confirmed between claims that stay; of the claims those alone are read whose status may change."""
    plain = _make(Relation, _get_plain(connection, story, "relations"))
    rows_before = derived.get_rows(connection, story, "relations")
    before = _make(Relation, [value for _, value in rows_before])
    ends = {i for r in (*plain, *before) for i in (r.left, r.right)} | set(bound.values())
    claim_of = {m: claim for claim, members in slices.list_members(connection, story, ends).items() for m in members}
    # with nothing left in force, all that the tool found stands again
    after = judge_relations(plain, made, bound=bound, claim_of=claim_of) if made else plain
    if not derived.put_rows(connection, story, "relations", rows_before, [dump(r) for r in after]):
        return _NOTHING
    entries = {i for r in {*before} ^ {*after} for i in (r.left, r.right)}
    disputed, superseded = split_ends(after)
    known = derived.find_rows(connection, story, "claims", entries)
    renewed: dict[int, str] = {}
    for position, value in known:
        claim = decode(Claim, row := json.loads(value))
        status = tell_status(claim.members, claim.origins, disputed, superseded)
        if status != claim.status:
            renewed[position] = json.dumps({**row, "status": status}, ensure_ascii=False)
    derived.update_rows(connection, story, "claims", renewed)
    return Touched(kinds=frozenset({"relations", "claims"} if renewed else {"relations"}), entries=frozenset(entries))


def _lay_groups(connection: sqlite3.Connection, story: str, made: Sequence[Judgement], bound: dict[Target, str]) -> Touched:
    """Claims put together and apart, which are counted anew, and the relations between them."""
    claims: list[Claim] = _make(Claim, _get_plain(connection, story, "claims"))
    relations = _make(Relation, _get_plain(connection, story, "relations"))
    groups, changed = regroup_claims(claims, made, bound)
    claim_of = {member: number for number, group in enumerate(groups) for member in group}
    related = judge_relations(relations, made, bound=bound, claim_of=claim_of) if made else tuple(relations)
    parts = derived.get_record(connection, story, kinds=("reuse", "origins")) if changed else None
    reuse, origins = (parts.reuse, parts.origins) if parts else ((), ())
    grouped = judge_claims(claims, groups, changed, related, reuse=reuse, origins=origins, read=_reader(connection))
    before = derived.get_rows(connection, story, "claims")
    differs = derived.put_rows(connection, story, "claims", before, [dump(c) for c in grouped])
    was = derived.get_rows(connection, story, "relations")
    differs = derived.put_rows(connection, story, "relations", was, [dump(r) for r in related]) or differs
    return Touched(kinds=frozenset({"claims", "relations", "groups"})) if differs else _NOTHING


def split_ends(relations: Collection[Relation]) -> tuple[set[str], set[str]]:
    """The entries that others contradict, and those that others bring up to date."""
    disputed = {i for r in relations if r.relation == "contradicts" for i in (r.left, r.right)}
    return disputed, {r.left for r in relations if r.relation == "updates"}


def _reader(connection: sqlite3.Connection) -> Any:
    def read(entries: Collection[str]) -> list[Document]:
        return rows.get_documents(connection, slices.articles_of_entries(connection, entries))

    return read
