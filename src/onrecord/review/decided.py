"""What people decided about statements and figures, as rows: for programs and agents that ask about these."""

import sqlite3
from collections.abc import Collection
from typing import Any

from onrecord.judge.corrections import changes_of
from onrecord.judge.standing import Judged
from onrecord.judge.targets import find_entity
from onrecord.model import Entity, Target
from onrecord.review.judging import look_up_states, look_up_targets
from onrecord.store import slices
from onrecord.store.judgements import count_judgements, judgements_on
from onrecord.tell.report.verdicts import tell_decision

Row = dict[str, Any]


def find_decided(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, list[Row]]:
    """What stands of what people decided about each of these statements and figures, by its id, in order of time.

    What was decided about a source is told with each of its statements, and about the day of an article with each of its
    entries; of a relation or claim `about` tells the other entries.
    """
    if not count_judgements(connection):
        return {}
    quotations, figures = slices.get_entries(connection, ids)
    article_of = {q.id: q.article for q in quotations} | {f.id: f.article for f in figures}
    sources = _find_sources(connection, [q.id for q in quotations])
    # a source is judged in an article that it speaks in, whichever that is
    said = {q for source in sources.values() for q in source.sources}
    every = judgements_on(connection, {*article_of.values(), *slices.articles_of_entries(connection, said)})
    if not every:
        return {}
    bound = look_up_targets(connection, every)
    found: dict[str, list[Row]] = {}
    for state in sorted(look_up_states(connection, every), key=lambda s: (s.judgement.at, s.judgement.id)):
        j = state.judgement
        if state.state != "stands" or j.decision == "undo":
            continue
        row = tell_decided(state, bound)
        for id_, article in article_of.items():
            if any(_speaks_of(t, id_, article, bound, sources.get(id_), j.decision) for t in (*j.targets, *j.rest)):
                found.setdefault(id_, []).append(row)
    return found


def tell_decided(judged: Judged, bound: dict[Target, str]) -> Row:
    """A judgement as a row: what was decided in words, by whom, when, why, about which ids, as these go now."""
    j = judged.judgement
    return {
        "id": j.id,
        "decision": j.decision,
        "decided": tell_decision(j),
        "changes": changes_of(j),
        "editor": j.editor,
        "at": j.at,
        "why": j.why,
        "about": list(dict.fromkeys(bound.get(t, t.id) for t in j.targets)),
        "state": judged.state,
    }


def _speaks_of(target: Target, id_: str, article: str, bound: dict[Target, str], source: Entity | None, decision: str) -> bool:
    if target.kind == "entity":
        return source is not None and find_entity(target, [source]) is not None
    if target.kind == "article":
        return decision == "correct-date" and bound.get(target) == article
    return bound.get(target) == id_


def _find_sources(connection: sqlite3.Connection, quotations: Collection[str]) -> dict[str, Entity]:
    """The source of each of these statements, as one across its story."""
    found: dict[str, Entity] = {}
    by_story: dict[str, list[str]] = {}
    for id_ in quotations:
        story = slices.find_story(connection, id_)
        if story:
            by_story.setdefault(story, []).append(id_)
    for story, held in by_story.items():
        for entity in slices.get_givers(connection, story, held):
            found |= {q: entity for q in held if q in entity.sources}
    return found
