"""The way of the data: runs the steps, in memory (`process`) or into a ledger file (`store_articles`, `settle`)."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from onrecord.codec import decode
from onrecord.group.stories import Sketch, are_linked, make_sketch, make_story
from onrecord.model import Article, Document, Reading, StoryRecord, When
from onrecord.steps import Steps, run_steps
from onrecord.store import articles as rows
from onrecord.store import stories as derived
from onrecord.store.connection import transaction

DEFAULT = Steps()
_ROUNDS = 10


def read_document(article: Article, *, steps: Steps = DEFAULT) -> Document:
    """One article by itself: its layout and its reading."""
    layout = steps.layout.run(article=article)
    document = Document(article=article, layout=layout, reading=Reading(anchor=layout.published))
    return _understand(document, layout.published, steps)


def _understand(document: Document, day: When, steps: Steps) -> Document:
    if not document.layout.readable:
        reading = Reading(anchor=day)
    else:
        found = run_steps(steps.reading, {"article": document.article, "layout": document.layout, "anchor": day})
        reading = Reading(
            anchor=day,
            dates=found["dates"],
            names=found["names"],
            quotations=tuple({q.id: q for q in found["quotations"]}.values()),
            figures=tuple({f.id: f for f in found["figures"]}.values()),
        )
    return Document(article=document.article, layout=document.layout, reading=reading)


def _with_day(document: Document, day: When, steps: Steps) -> Document:
    return document if day == document.reading.anchor else _understand(document, day, steps)


def record_story(documents: Sequence[Document], *, steps: Steps = DEFAULT) -> tuple[list[Document], StoryRecord]:
    """What is derived across the articles of one story, and its documents in the order of their ids, inferred days applied."""
    # a day inferred earlier, from fewer articles, must leave no trace
    documents = [_with_day(d, d.layout.published, steps) for d in sorted(documents, key=lambda d: d.article.id)]
    days = steps.days.run(documents=documents)
    documents = [_with_day(d, days.get(d.article.id, d.reading.anchor), steps) for d in documents]
    found = run_steps(steps.story, {"documents": documents})
    reconciled = found["reconciled"]
    record = StoryRecord(
        story=make_story(documents),
        reuse=found["reuse"],
        origins=found["origins"],
        entities=reconciled.entities,
        claims=reconciled.claims,
        relations=reconciled.relations,
        events=found["events"],
        places=found["places"],
    )
    return documents, record


def group_documents(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents by story: the connected components of the links between their sketches, in the order of their ids."""
    by_id = {d.article.id: d for d in documents}
    posted: dict[int, list[str]] = {}
    sketches: dict[str, Sketch] = {}
    story_of: dict[str, set[str]] = {}
    for id_ in sorted(by_id):
        sketch = make_sketch(by_id[id_])
        candidates = sorted({other for key in sketch.keys for other in posted.get(key, ())})
        joined = {id_}
        for other in candidates:
            if other not in joined and are_linked(sketches[other], sketch):
                joined |= story_of[other]
        for member in joined:
            story_of[member] = joined
        sketches[id_] = sketch
        for key in sketch.keys:
            posted.setdefault(key, []).append(id_)
    groups = {min(group): sorted(group) for group in story_of.values()}
    return [[by_id[i] for i in groups[first]] for first in sorted(groups)]


def process(articles: Iterable[Article], *, steps: Steps = DEFAULT) -> tuple[list[Document], list[StoryRecord]]:
    """The whole way in memory: articles in, documents and the records of their stories out."""
    read = {a.id: read_document(a, steps=steps) for a in articles}
    done: list[Document] = []
    records: list[StoryRecord] = []
    for group in group_documents(list(read.values())):
        documents, record = record_story(group, steps=steps)
        done.extend(documents)
        records.append(record)
    return done, records


def store_documents(connection: sqlite3.Connection, documents: Sequence[Document], *, steps: Steps = DEFAULT) -> None:
    """Stores documents in one transaction: either all are in the ledger afterwards, or none."""
    with transaction(connection):
        for document in documents:
            rows.put_document(connection, document, version=steps.version)
            # another day or publisher may change what it belongs to, and what its neighbours belong to
            derived.dissolve_story(connection, document.article.id)
            sketch = make_sketch(document)
            derived.put_sketch(connection, document.article.id, sketch.keys, sketch)


def settle(
    connection: sqlite3.Connection, *, steps: Steps = DEFAULT, progress: Callable[[int, int], None] | None = None
) -> int:
    """Puts every stored article into its story and derives again the stories that this touches; returns how many.

    Each story is stored in one transaction, so that a killed process leaves the others done and this one still to do.
    """
    stale = rows.articles_of_other_version(connection, steps.version)
    for id_ in stale:
        article = rows.get_article(connection, id_)
        if article:
            store_documents(connection, [read_document(article, steps=steps)], steps=steps)
    settled = 0
    # another process that reads into the same ledger may bring back articles meanwhile; what is left then is its to do
    for _ in range(_ROUNDS):
        groups = _touched_groups(connection, derived.pending_articles(connection))
        if not groups:
            break
        _settle_groups(connection, groups, steps, progress)
        settled += len(groups)
    return settled


def _settle_groups(
    connection: sqlite3.Connection, groups: Sequence[Sequence[str]], steps: Steps, progress: Callable[[int, int], None] | None
) -> None:
    for number, group in enumerate(groups):
        stored = rows.get_documents(connection, group)
        documents, record = record_story(stored, steps=steps)
        with transaction(connection):
            for before, document in zip(stored, documents, strict=True):
                if document.reading is not before.reading:
                    rows.put_reading(connection, document.article.id, document.reading)
            derived.put_record(connection, record)
        if progress:
            progress(number + 1, len(groups))


def _touched_groups(connection: sqlite3.Connection, pending: Sequence[str]) -> list[list[str]]:
    """The articles of each story that the pending articles join, start or bring together."""
    group_of: dict[str, set[str]] = {}

    def members(article: str) -> set[str]:
        if article not in group_of:
            story = derived.story_of(connection, article)
            group = set(derived.articles_of(connection, story)) if story else {article}
            for member in group:
                group_of[member] = group
        return group_of[article]

    for id_ in pending:
        (sketch,) = (decode(Sketch, value) for value in derived.get_sketches(connection, [id_]))
        group = members(id_)
        for other in derived.articles_sharing_keys(connection, sketch.keys):
            if other in group:
                continue
            (near,) = (decode(Sketch, value) for value in derived.get_sketches(connection, [other]))
            if are_linked(near, sketch):
                group |= members(other)
                for member in group:
                    group_of[member] = group
    touched = {min(group_of[id_]): sorted(group_of[id_]) for id_ in pending}
    return [touched[first] for first in sorted(touched)]
