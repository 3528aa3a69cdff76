"""Judgements worked into a ledger: which articles are of one story, and what is derived of it, as people decided."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from onrecord.errors import ConfigError
from onrecord.judge.corrections import CORRECTIONS
from onrecord.judge.groups import GROUPINGS, regroup
from onrecord.judge.standing import Judged, identify, in_order, standing, tell_states
from onrecord.judge.targets import bind_targets, find_entity
from onrecord.linking import list_tied_stories
from onrecord.model import Entity, Judgement, Target
from onrecord.store import articles as rows
from onrecord.store import judgements as judged
from onrecord.store import links, slices
from onrecord.store import stories as derived
from onrecord.store.connection import transaction

DEEP = (*GROUPINGS, *CORRECTIONS)
"""The decisions that change readings or stories, which are then derived again."""
_BESIDE = ("note", "grade-source", "grade-information")
"""The decisions on which nothing hangs that is derived or kept: they are in force as soon as they are stored."""


def store_judgements(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Stores judgements, all or none, for their stories to take in; returns how many were not there.

    Raises: ConfigError where one has another id than what it says gives.
    """
    every = sorted(in_order(judgements), key=lambda j: j.undoes is not None)
    for j in every:
        if identify(j) != j.id:
            raise ConfigError(f"{j.id[:60]}: not the id of what this judgement says. It was changed after it was made.")
    with transaction(connection):
        return sum(_store(connection, j) for j in every)


def _store(connection: sqlite3.Connection, judgement: Judgement) -> bool:
    first: Judgement | None = judgement
    while first and first.undoes:
        first = judged.get_judgement(connection, first.undoes)
    if first is None:
        raise ConfigError(f"{judgement.id[:60]}: undoes a judgement that is not in this ledger. Add that one, too.")
    articles = {t.article for t in (*first.targets, *first.rest)}
    decision = None if first.decision in _BESIDE else first.decision
    return judged.add_judgement(connection, judgement, articles=articles, decision=decision)


def look_up_states(connection: sqlite3.Connection, judgements: Sequence[Judgement]) -> list[Judged]:
    """Each judgement with its state, whatever others undo or overrule it."""
    known: dict[str, Sequence[Entity]] = {}

    def holds(target: Target) -> bool:
        story = derived.story_of(connection, target.article)
        if story is None:
            return False
        # most go by the name that they went by then; a story may have thousands
        if target.name and slices.get_givers(connection, story, (), [target.name]):
            return True
        if story not in known:
            known[story] = derived.get_kind(connection, story, "entities")
        return find_entity(target, known[story]) is not None

    others = judged.judgements_beside(connection, [j.id for j in judgements])
    bound = look_up_targets(connection, [*judgements, *others])
    related = {bound[t]: t.article for j in others if j.decision.endswith("-relation") for t in j.targets if t in bound}
    return tell_states(
        judgements,
        bound,
        holds,
        others=others,
        claim_of=_find_claims(connection, related),
        waiting=judged.keep_waiting(connection, (j.id for j in judgements)),
    )


def _find_claims(connection: sqlite3.Connection, entries: Mapping[str, str]) -> dict[str, str]:
    """The claim of each of these entries, given with their articles."""
    by_story: dict[str, list[str]] = {}
    for entry, article in entries.items():
        if story := derived.story_of(connection, article):
            by_story.setdefault(story, []).append(entry)
    claims = {c: m for story, held in by_story.items() for c, m in slices.list_members(connection, story, held).items()}
    return {m: claim for claim, members in claims.items() for m in members}


def page_states(connection: sqlite3.Connection, *, offset: int, limit: int, latest: bool = False) -> tuple[list[Judged], int]:
    """Some judgements in order of time, or the `latest` first, each with its state, and how many there are."""
    made = judged.page_judgements(connection, offset=offset, limit=limit, latest=latest)
    of = {s.judgement.id: s for s in look_up_states(connection, made)}
    return [of[j.id] for j in made], judged.count_judgements(connection)


def look_up_targets(connection: sqlite3.Connection, judgements: Sequence[Judgement]) -> dict[Target, str]:
    """The id by which each article, statement and figure that the judgements speak of goes now; what is gone is left out."""
    targets = {t for j in judgements for t in (*j.targets, *j.rest)}
    held = set(rows.keep_known(connection, {t.article for t in targets if t.kind == "article"}))
    found = {t: t.article for t in targets if t.kind == "article" and t.article in held}
    found |= {
        t: t.id for t in targets if t.kind in ("quotation", "figure") and slices.article_of(connection, t.id) == t.article
    }
    # what was read anew with other bounds goes by its passage
    moved = {t.article for t in targets - found.keys() if t.kind in ("quotation", "figure")}
    return bind_targets(judgements, rows.get_documents(connection, moved)) | found


def find_groups(connection: sqlite3.Connection, articles: Sequence[str]) -> list[list[str]]:
    """The articles of each story that these are in, as the texts tell it and as people decided.

    With one article more, what it is tied to may be parted otherwise: stories beside its own that change by it are among them.
    """
    group_of: dict[str, list[str]] = {}
    ahead = list(articles)
    while ahead:
        for id_ in ahead:
            if id_ not in group_of:
                for group in list_tied_stories(connection, id_):
                    group_of.update(dict.fromkeys(group, group))
        decisions = [j for j in standing(judged.judgements_on(connection, group_of)) if j.decision in GROUPINGS]
        named = {t.article for j in decisions for t in j.targets} - group_of.keys()
        ahead = sorted(rows.keep_known(connection, named))
    groups = {group[0]: group for group in group_of.values()}
    parts = regroup(groups.values(), decisions, neighbours=lambda a: links.list_tied(connection, a)) if articles else []
    asked = set(articles)
    return [part for part in parts if asked & set(part) or _is_other(connection, part)]


def _is_other(connection: sqlite3.Connection, articles: Sequence[str]) -> bool:
    """Whether any of the articles is stored in a story of other articles."""
    held = {story for a in articles if (story := derived.story_of(connection, a))}
    return any(derived.articles_of(connection, story) != list(articles) for story in held)


def settle_without_story(connection: sqlite3.Connection, articles: Iterable[str]) -> list[str]:
    """Those of the articles that are in a story; of the others nothing is left to do until they are."""
    held = [a for a in articles if derived.story_of(connection, a)]
    judged.mark_judged(connection, set(articles) - set(held))
    return held
