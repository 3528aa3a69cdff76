"""The ledger as a Python object: open or create it, read into it, look at what it holds."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from onrecord import pipeline
from onrecord.errors import ConfigError, LedgerError
from onrecord.model import (
    Article,
    Claim,
    Document,
    Entity,
    Event,
    Figure,
    Origin,
    Quotation,
    Relation,
    Reuse,
    Story,
    StoryRecord,
)
from onrecord.read.sources import Failure, FetchPolicy, Limits, expand_sources, read_sources
from onrecord.steps import Steps
from onrecord.store import articles as rows
from onrecord.store import stories as derived
from onrecord.store.connection import open_ledger, translate_errors
from onrecord.store.search import Hit, search_sentences
from onrecord.tell import exports
from onrecord.tell.tables import TABLES, Table, gather

T = TypeVar("T")
_BATCH = 16  # articles a transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a read has come: inputs done of all that are known, articles stored, and what is being done."""

    done: int
    total: int
    articles: int
    doing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSummary:
    """What a read did (added, known before, updated by new metadata, failed and why), then what the ledger holds."""

    added: int
    known: int
    updated: int
    failures: tuple[Failure, ...]
    unread: tuple[str, ...]
    articles: int
    statements: int
    figures: int
    disputes: int
    stories: int


class Ledger:
    """One ledger file.

    Use as a context manager. Readers never wait for a writer; one process writes at a time.
    Raises: LedgerError and its kinds from any method.
    """

    def __init__(self, path: str | Path, *, create: bool = True, read_only: bool = False, steps: Steps | None = None) -> None:
        self.path = Path(path)
        self._steps = steps or pipeline.DEFAULT
        self._connection = open_ledger(self.path, create=create, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was stored stays."""
        self._connection.close()

    def read(
        self,
        sources: Sequence[str | Path],
        *,
        metadata: str | Path | None = None,
        limits: Limits | None = None,
        fetch: FetchPolicy | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> ReadSummary:
        """Reads folders, files, globs, addresses or standard input ("-") into the ledger.

        Raises: ConfigError (metadata that cannot be used), InputError (a source that does not exist), LedgerWriteError.
        """
        inputs = expand_sources([str(s) for s in sources])
        items = read_sources(
            inputs,
            metadata=Path(metadata) if metadata else None,
            limits=limits or Limits(),
            fetch=fetch or FetchPolicy(),
        )
        return self.add(items, total=len(inputs), progress=progress)

    def add(
        self,
        items: Iterable[Article | Failure],
        *,
        total: int = 0,
        progress: Callable[[Progress], None] | None = None,
    ) -> ReadSummary:
        """Adds articles (failures are counted), then brings up to date the stories that they touch."""
        with translate_errors(self.path):
            return self._add(items, total, progress)

    def _add(self, items: Iterable[Article | Failure], total: int, progress: Callable[[Progress], None] | None) -> ReadSummary:
        added = known = updated = 0
        failures: list[Failure] = []
        unread: list[str] = []
        batch: dict[str, Document] = {}

        def flush() -> None:
            if batch:
                pipeline.store_documents(self._connection, list(batch.values()), steps=self._steps)
                batch.clear()

        for count, item in enumerate(items, start=1):
            if isinstance(item, Failure):
                failures.append(item)
            elif item.id in batch or rows.has_article(self._connection, item.id):
                stored = batch[item.id].article if item.id in batch else rows.get_article(self._connection, item.id)
                if stored and (better := _with_metadata(stored, item)) != stored:
                    batch[item.id] = pipeline.read_document(better, steps=self._steps)
                    updated += 1
                else:
                    known += 1
            else:
                document = pipeline.read_document(item, steps=self._steps)
                batch[item.id] = document
                added += 1
                if not document.layout.readable:
                    unread.append(f"{item.path or item.url or item.id}: {document.layout.note}")
            if len(batch) >= _BATCH:
                flush()
            if progress:
                progress(Progress(done=count, total=max(total, count), articles=added + known + updated, doing="reading"))
        flush()

        def report(done: int, stories: int) -> None:
            if progress:
                progress(Progress(done=done, total=stories, articles=added + known + updated, doing="comparing"))

        pipeline.settle(self._connection, steps=self._steps, progress=report)
        counts = rows.count_rows(self._connection)
        return ReadSummary(
            added=added,
            known=known,
            updated=updated,
            failures=tuple(failures),
            unread=tuple(unread),
            articles=counts["articles"],
            statements=counts["quotations"],
            figures=counts["figures"],
            disputes=sum(r.relation == "contradicts" for r in self.relations()),
            stories=counts["stories"],
        )

    def articles(self) -> Iterator[Article]:
        """The articles in the order of their ids."""
        return self._iterate(rows.iterate_articles(self._connection))

    def article(self, id_: str) -> Document:
        """One article with its layout and reading.

        Raises: LedgerError where the ledger does not hold it.
        """
        with translate_errors(self.path):
            found = rows.get_documents(self._connection, [id_])
        if not found:
            raise LedgerError(f"{self.path}: no article {id_!r}. List them with: onrecord show {self.path} articles")
        return found[0]

    def documents(self) -> Iterator[Document]:
        """The articles with layout and reading, in the order of their ids."""
        with translate_errors(self.path):
            ids = rows.article_ids(self._connection)
        for at in range(0, len(ids), 100):
            with translate_errors(self.path):
                documents = rows.get_documents(self._connection, ids[at : at + 100])
            yield from documents

    def quotations(self) -> Iterator[Quotation]:
        """The quotations, by article, in the order of the text."""
        return self._iterate(rows.iterate_quotations(self._connection))

    def figures(self) -> Iterator[Figure]:
        """The figures, by article, in the order of the text."""
        return self._iterate(rows.iterate_figures(self._connection))

    def stories(self) -> Iterator[Story]:
        """The stories in the order of their ids."""
        return self._iterate(derived.iterate_stories(self._connection))

    def records(self) -> Iterator[StoryRecord]:
        """The stories with all that is derived of each."""
        with translate_errors(self.path):
            ids = derived.story_ids(self._connection)
        for id_ in ids:
            with translate_errors(self.path):
                record = derived.get_record(self._connection, id_)
            yield record

    def entities(self) -> Iterator[Entity]:
        """The entities, by story."""
        return self._iterate(derived.iterate_derived(self._connection, "entities"))

    def claims(self) -> Iterator[Claim]:
        """The claims, by story."""
        return self._iterate(derived.iterate_derived(self._connection, "claims"))

    def relations(self) -> Iterator[Relation]:
        """The relations, by story."""
        return self._iterate(derived.iterate_derived(self._connection, "relations"))

    def reuse(self) -> Iterator[Reuse]:
        """The passages that share wording, by story."""
        return self._iterate(derived.iterate_derived(self._connection, "reuse"))

    def origins(self) -> Iterator[Origin]:
        """The origins, by story."""
        return self._iterate(derived.iterate_derived(self._connection, "origins"))

    def events(self) -> Iterator[Event]:
        """The events, by story, in the order of their days."""
        return self._iterate(derived.iterate_derived(self._connection, "events"))

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """The sentences that hold all the words (a phrase in double quotes), the best first."""
        with translate_errors(self.path):
            return search_sentences(self._connection, words, limit=limit)

    def report(self, *, title: str | None = None) -> str:
        """The report, one self-contained HTML page."""
        from onrecord.tell.report import render_report  # the templates are read only where a page is made

        return render_report(list(self.documents()), list(self.records()), title=title)

    def table(self, name: str) -> Table:
        """One of the tables of TABLES: disputes, figures, timeline, sources, claims, copies, articles.

        Raises: ConfigError where there is no such table.
        """
        if name not in TABLES:
            raise ConfigError(f"{name!r}: no such table. There are: {', '.join(TABLES)}.")
        return TABLES[name](gather(self.documents(), self.records()))

    def export(self) -> dict[str, Any]:
        """The ledger as one JSON object, version 1 of the public form."""
        return exports.to_json(list(self.documents()), list(self.records()))

    def export_json(self) -> str:
        """The export as text; the same ledger gives the same bytes."""
        return json.dumps(self.export(), ensure_ascii=False, indent=1)

    def export_lines(self) -> Iterator[str]:
        """The export as JSON lines, each entry with its kind first."""
        return exports.to_jsonl(self.export())

    def export_csv(self, table: str) -> str:
        """One table as CSV."""
        return exports.to_csv(self.table(table))

    def _iterate(self, values: Iterator[T]) -> Iterator[T]:
        with translate_errors(self.path):
            yield from values


def _with_metadata(stored: Article, found: Article) -> Article:
    """The stored article with what a newer reading knows more surely: given beats stated, anything beats nothing."""
    rank = {"unknown": 0, "inferred": 1, "stated": 2, "given": 3}
    better_day = rank[found.published.basis] >= rank[stored.published.basis] and found.published.value is not None
    return replace(
        stored,
        publisher=found.publisher or stored.publisher,
        title=found.title or stored.title,
        authors=found.authors or stored.authors,
        language=found.language or stored.language,
        published=found.published if better_day else stored.published,
    )
