"""The way of the data: runs the steps, in memory (`process`) or into a ledger file (`store_articles`, `settle`)."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.beside import beside
from onrecord.collecting import collecting_seldom
from onrecord.group.copies import share_of_wording
from onrecord.group.sketches import body_text, make_sketch
from onrecord.group.stories import group_sketches, make_story
from onrecord.judge.corrections import correct_documents, judged_days
from onrecord.judge.standing import standing
from onrecord.judge.targets import bind_targets, entries_of
from onrecord.linking import link_articles
from onrecord.model import Article, Document, Figure, Judgement, Quotation, Reading, StoryRecord, When
from onrecord.neural import Marks
from onrecord.paging.keeping import keep_record, keep_waiting, make_sums
from onrecord.reconcile.judged import OVERLAID, apply_judgements
from onrecord.reconcile.labels import with_labels
from onrecord.review.judging import DEEP, find_groups, settle_without_story
from onrecord.review.overlaying import lay_over
from onrecord.steady import Steady
from onrecord.steps import Step, Steps, iterate_steps, run_steps, untouched_by, without_labels
from onrecord.store import articles as rows
from onrecord.store import judgements as judged
from onrecord.store import links
from onrecord.store import stories as derived
from onrecord.store.connection import transaction, undoing_in_memory
from onrecord.store.kept import is_kept

DEFAULT = Steps()
_ROUNDS = 10
_LINKED_AT_ONCE = 200  # articles a transaction
_SEVERAL = 50  # articles of a story for which a second process pays


@collecting_seldom()
def read_document(article: Article, *, steps: Steps = DEFAULT, steady: Steady | None = None) -> Document:
    """One article by itself: its layout and its reading; `steady` takes what need not be found again once its day is."""
    layout = run_steps([steps.layout], {"article": article})["layout"]
    document = Document(article=article, layout=layout, reading=Reading(anchor=layout.published))
    steady = steady or Steady()
    steady.forget(article.id)
    return _understand(document, layout.published, steps, steady)


def _understand(document: Document, day: When, steps: Steps, steady: Steady) -> Document:
    if not document.layout.readable:
        return replace(document, reading=Reading(anchor=day))
    id_, layout = document.article.id, document.layout
    known = steady.given(id_)
    values = {"article": document.article, "layout": layout, "anchor": day, **known}
    found = {**known, **run_steps([_spare(s, document.reading) for s in steps.reading if s.gives not in known], values)}
    quotations = {q.id: q for q in found["quotations"]}
    reading = Reading(
        anchor=day,
        dates=found["dates"],
        names=found["names"],
        quotations=tuple(quotations.values()),
        figures=tuple({f.id: f for f in found["figures"]}.values()),
        meanings=tuple(found["meanings"][id_] for id_ in quotations) if found["meanings"] else (),
    )
    document = replace(document, reading=reading)
    if layout.published.basis == "unknown":
        steady.note(document, {name: found[name] for name in untouched_by("anchor", steps.reading)})
    return document


def _spare(step: Step, before: Reading) -> Step:
    """The step; of that which gives vectors one that takes those which an earlier reading has of the same statements."""
    if step.gives != "meanings" or not before.meanings:
        return step
    known = {q.id: vector for q, vector in zip(before.quotations, before.meanings, strict=True)}

    def run(*, quotations: Sequence[Quotation], marks: Marks | None) -> dict[str, bytes]:
        new = [q for q in quotations if q.id not in known]
        found = step.run(quotations=new, marks=marks) if new else {}
        if new and not found:
            return {}
        return {q.id: known[q.id] if q.id in known else found[q.id] for q in quotations}

    return replace(step, run=run)


def _with_day(document: Document, day: When, steps: Steps, steady: Steady) -> Document:
    if day == document.reading.anchor:
        return document
    known = steady.reading(document.article.id, day)
    return replace(document, reading=known) if known else _understand(document, day, steps, steady)


def record_story(
    documents: Sequence[Document],
    *,
    steps: Steps = DEFAULT,
    steady: Steady | None = None,
    judgements: Sequence[Judgement] = (),
) -> tuple[list[Document], StoryRecord]:
    """What is derived across the articles of one story, and its documents by id with inferred days and the story's labels.

    `judgements` are those of people, undos among them, in any order; those that speak of other stories do nothing.
    """
    made = standing(judgements)
    dated = read_story(documents, steps=steps, steady=steady or Steady(), judgements=made)
    derived_ = derive_story(dated, steps=steps, judgements=made)
    return derived_.documents, _judge(derived_.documents, derived_.record, made)


def read_story(
    documents: Sequence[Document], *, steps: Steps, steady: Steady, judgements: Sequence[Judgement]
) -> list[Document]:
    """The documents of one story by id, read for the days that they tell of, without the story's labels.

    `judgements` are those in force.
    """
    given = judged_days(judgements, documents)
    documents = [
        replace(d, layout=replace(d.layout, published=given[d.article.id])) if d.article.id in given else d for d in documents
    ]
    # a day inferred or a label given earlier, from fewer articles, must leave no trace
    documents = [with_labels(d, {}) for d in sorted(documents, key=lambda d: d.article.id)]
    documents = [_with_day(d, d.layout.published, steps, steady) for d in documents]
    days = run_steps([steps.days], {"documents": documents})["days"]
    return [_with_day(d, days.get(d.article.id, d.reading.anchor), steps, steady) for d in documents]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What the tool derives across the articles of one story.

    `labelled` are its documents with the story's labels, `documents` the same as people corrected them.
    """

    labelled: list[Document]
    documents: list[Document]
    record: StoryRecord


def derive_story(dated: Sequence[Document], *, steps: Steps, judgements: Sequence[Judgement]) -> Derived:
    """What the tool derives across the articles of one story, from what `read_story` gives.

    What hangs on no label is found in a second process, where there can be one and the story is large enough.
    """
    aside = without_labels(steps.story)

    def find_aside() -> Iterator[Any]:
        return iterate_steps(aside, {"documents": correct_documents(dated, judgements)})

    with beside(find_aside, worth=len(dated) >= _SEVERAL) as given:
        labels = run_steps([steps.labels], {"documents": dated})["labels"]
        labelled = [with_labels(d, labels) for d in dated]
        documents = correct_documents(labelled, judgements)
        story = make_story(documents)
        found: dict[str, Any] = {"documents": documents}
        for step in steps.story:
            found |= {step.gives: next(given)} if step in aside else run_steps([step], found)
    reconciled = found["reconciled"]
    record = StoryRecord(
        story=story,
        reuse=found["reuse"],
        origins=found["origins"],
        entities=found["entities"],
        claims=reconciled.claims,
        relations=reconciled.relations,
        events=found["events"],
        places=found["places"],
    )
    return Derived(labelled=labelled, documents=documents, record=record)


def _judge(documents: Sequence[Document], record: StoryRecord, judgements: Sequence[Judgement]) -> StoryRecord:
    """The record as people decided it."""
    article_of = {e.id: d.article.id for d in documents for e in entries_of(d.reading)}

    def read(entries: Iterable[str]) -> list[Document]:
        wanted = {article_of[e] for e in entries}
        return [d for d in documents if d.article.id in wanted]

    return apply_judgements(record, judgements, bound=bind_targets(judgements, documents), read=read)


def group_documents(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents by story, in the order of their ids."""
    by_id = {d.article.id: d for d in documents}

    def are_copies(left: str, right: str) -> bool:
        return share_of_wording(body_text(by_id[left]), body_text(by_id[right])) > 0

    groups = group_sketches([make_sketch(d) for d in by_id.values()], are_copies=are_copies)
    return [[by_id[i] for i in group] for group in groups]


@collecting_seldom()
def process(articles: Iterable[Article], *, steps: Steps = DEFAULT) -> tuple[list[Document], list[StoryRecord]]:
    """The whole way in memory: articles in, documents and the records of their stories out."""
    steady = Steady()
    read = {a.id: read_document(a, steps=steps, steady=steady) for a in articles}
    done: list[Document] = []
    records: list[StoryRecord] = []
    for group in group_documents(list(read.values())):
        documents, record = record_story(group, steps=steps, steady=steady)
        done.extend(documents)
        records.append(record)
    return done, records


def store_documents(
    connection: sqlite3.Connection, documents: Sequence[Document], *, steps: Steps = DEFAULT, steady: Steady | None = None
) -> None:
    """Stores documents in one transaction: either all are in the ledger afterwards, or none.

    `steady` is what took notice when they were read.
    """
    version = steps.version
    steady = steady or Steady()
    with undoing_in_memory(connection), transaction(connection):
        for document in documents:
            rows.put_document(connection, document, version=version)
            rows.put_marks(connection, document.article.id, steady.marked(document.article.id))
            # another day or publisher may change what it belongs to, and what its neighbours belong to
            derived.dissolve_story(connection, document.article.id)
            sketch = make_sketch(document)
            links.put_sketch(connection, document.article.id, sketch.keys, sketch)


@collecting_seldom()
def settle(
    connection: sqlite3.Connection,
    *,
    steps: Steps = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
    steady: Steady | None = None,
) -> int:
    """Puts every stored article into its story and derives again the stories that this touches; returns how many.

    Each story is stored in one transaction, so that a killed process leaves the others done and this one still to do.
    """
    steady = steady or Steady()
    with undoing_in_memory(connection):
        _read_again(connection, rows.articles_of_other_version(connection, steps.version), steps, steady)
        settled = 0
        # another process that reads into the same ledger may bring back articles meanwhile; what is left then is its to do
        for _ in range(_ROUNDS):
            groups = _touched_groups(connection, derived.pending_articles(connection))
            if not groups:
                break
            _settle_groups(connection, groups, steps, progress, steady)
            settled += len(groups)
        lay_judgements_over(connection)
    return settled


@collecting_seldom()
def settle_judgements(connection: sqlite3.Connection, *, steps: Steps = DEFAULT) -> None:
    """Works into their stories the judgements that are not yet, and leaves all else as it is.

    Where they change relations, claims and entities alone, what was derived stands and they are laid over it. Articles that
    an older version of the steps read stay as they are until the next `settle`: reading a large story again takes minutes, in
    which it would be in no story.
    """
    steady = Steady()
    with undoing_in_memory(connection):
        for _ in range(_ROUNDS):
            waiting = _waiting(connection)
            if not waiting:
                break
            _settle_groups(connection, find_groups(connection, waiting), steps, None, steady)
        lay_judgements_over(connection)


def _waiting(connection: sqlite3.Connection) -> list[str]:
    """The articles whose stories are to be derived again for a judgement."""
    with transaction(connection):
        return settle_without_story(connection, _list_deep(connection))


def count_deriving(connection: sqlite3.Connection) -> int:
    """How many articles the stories hold that are to be derived again for a judgement."""
    stories = {derived.story_of(connection, article) for article in _list_deep(connection)}
    return sum(len(derived.articles_of(connection, story)) if story else 1 for story in stories)


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether a judgement is yet to be worked in, or what pages are made of is yet to be kept of a story."""
    return bool(judged.list_unjudged(connection)) or not is_kept(connection, None)


def _list_deep(connection: sqlite3.Connection) -> list[str]:
    return sorted({article for article, _, decision in judged.list_unjudged(connection) if decision in DEEP})


def lay_judgements_over(connection: sqlite3.Connection) -> None:
    """Works in the judgements that change relations, claims, entities or what waits for a decision, and no others."""
    while waiting := [article for article, _, decision in judged.list_unjudged(connection) if decision not in DEEP]:
        with transaction(connection):
            lay_over(connection, waiting[0])
    keep_waiting(connection)


def _read_again(connection: sqlite3.Connection, articles: Iterable[str], steps: Steps, steady: Steady) -> None:
    for id_ in articles:
        article = rows.get_article(connection, id_)
        if article:
            store_documents(connection, [read_document(article, steps=steps, steady=steady)], steps=steps, steady=steady)


def _settle_groups(
    connection: sqlite3.Connection,
    groups: Sequence[Sequence[str]],
    steps: Steps,
    progress: Callable[[int, int], None] | None,
    steady: Steady,
) -> None:
    for number, group in enumerate(groups):
        judgements = judged.judgements_on(connection, group)
        made = standing(judgements)
        stored = rows.get_documents(connection, group, as_read=True)
        corrected = judged.corrected_articles(connection, group)
        first = [with_labels(d, {}) for d in stored]
        dated = [d for d in first if d.reading.anchor != d.layout.published]
        for document in (*dated, *rows.get_own(connection, dated)):
            steady.note(document)
        undated = (d.article.id for d in stored if d.layout.published.basis == "unknown")
        steady.note_marked(rows.get_marks(connection, undated))
        dated = read_story(stored, steps=steps, steady=steady, judgements=made)
        found = derive_story(dated, steps=steps, judgements=made)
        documents, record = found.documents, found.record
        # who judged meanwhile: what is laid over is taken in, what changes readings is left to the next round
        laid = _list_laid_over(connection, group)
        final = _judge(documents, record, laid)
        values, sums = derived.dump_record(final), make_sums(documents)
        with transaction(connection):
            now = judged.judgements_on(connection, group)
            if _list_laid_over(connection, group) != laid:
                final = _judge(documents, record, standing(now))
                values = derived.dump_record(final)
            for before, unlabelled, plain, document in zip(stored, first, found.labelled, documents, strict=True):
                if document.reading != before.reading or document.article.id in corrected:
                    if before.reading.anchor == before.layout.published != document.reading.anchor:
                        rows.keep_own(connection, unlabelled)
                    rows.put_reading(connection, document.article.id, document.reading, as_read=_differing(plain, document))
            derived.put_record(connection, final, values=values)
            judged.put_plain(connection, record, final)
            later = {id_ for _, id_, decision in judged.list_unjudged(connection, group) if decision in DEEP}
            judged.mark_judged(connection, group, {j.id for j in now} - (later - {j.id for j in judgements}))
            keep_record(connection, final, documents, now, sums=sums)
        if progress:
            progress(number + 1, len(groups))


def _list_laid_over(connection: sqlite3.Connection, articles: Sequence[str]) -> list[Judgement]:
    return [j for j in standing(judged.judgements_on(connection, articles)) if j.decision in OVERLAID]


def _differing(found: Document, corrected: Document) -> list[Quotation | Figure]:
    """The entries as they were read that a person has corrected."""
    pairs = zip(entries_of(found.reading), entries_of(corrected.reading), strict=True)
    return [before for before, after in pairs if before != after]


def _touched_groups(connection: sqlite3.Connection, pending: Sequence[str]) -> list[list[str]]:
    """The articles of each story that the pending articles join, start or take articles from."""
    for at in range(0, len(pending), _LINKED_AT_ONCE):
        with transaction(connection):
            link_articles(connection, pending[at : at + _LINKED_AT_ONCE], waiting=frozenset(pending))
    return find_groups(connection, sorted({*derived.pending_articles(connection), *_waiting(connection)}))
