"""Articles taken in one by one and stored by the batch."""

import sqlite3
from dataclasses import dataclass, replace

from onrecord import pipeline
from onrecord.model import Article, Document
from onrecord.read import Failure
from onrecord.steady import Steady
from onrecord.steps import Steps
from onrecord.store import articles as rows

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
    """What a read did (added, known before, updated by new metadata, failed and why), then what the ledger holds.

    `unread` names stored articles whose text is not read, and why (another language, no text); `warnings` is what was noticed
    on the way, such as metadata that matches no article.
    """

    added: int
    known: int
    updated: int
    failures: tuple[Failure, ...]
    unread: tuple[str, ...]
    warnings: tuple[str, ...]
    articles: int
    statements: int
    figures: int
    disputes: int
    stories: int


class Intake:
    """Takes articles in one by one, stores them by the batch, and counts."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps, *, given: bool) -> None:
        self.steady = Steady()
        self._connection = connection
        self._given = given
        self._steps = steps
        self._batch: dict[str, Document] = {}
        self.added = self.known = self.updated = 0
        self.failures: list[Failure] = []
        self.unread: list[str] = []

    @property
    def taken(self) -> int:
        """How many articles were taken in, new or known."""
        return self.added + self.known + self.updated

    def take(self, item: Article | Failure) -> None:
        """Takes one article, or notes one failure."""
        if isinstance(item, Failure):
            self.failures.append(item)
            return
        held = self._batch.get(item.id)
        stored = held.article if held else rows.get_article(self._connection, item.id)
        if stored is None:
            self._read(item)
            self.added += 1
        elif (better := _with_metadata(stored, item, given=self._given)) != stored:
            self._read(better)
            self.updated += 1
        else:
            self.known += 1
        if len(self._batch) >= _BATCH:
            self.flush()

    def _read(self, article: Article) -> None:
        document = pipeline.read_document(article, steps=self._steps, steady=self.steady)
        self._batch[article.id] = document
        if not document.layout.readable:
            # of a file with many articles its path alone does not say which
            named = f"{article.path or article.url or article.id}{f', {article.external_id}' if article.external_id else ''}"
            self.unread.append(f"{named}: {document.layout.note}")

    def flush(self) -> None:
        """Stores what was taken, all or nothing."""
        if self._batch:
            pipeline.store_documents(self._connection, list(self._batch.values()), steps=self._steps, steady=self.steady)
            self._batch.clear()


def _with_metadata(stored: Article, found: Article, *, given: bool) -> Article:
    """The stored article with what a newer reading knows more surely: given beats stated, anything beats nothing.

    `given` says that a person vouches for all that was found; else only a given day says so, and a page read again without
    the metadata file takes nothing back.
    """
    rank = {"unknown": 0, "inferred": 1, "stated": 2, "given": 3}
    better_day = rank[found.published.basis] >= rank[stored.published.basis] and found.published.value is not None
    first, second = (found, stored) if given or found.published.basis == "given" else (stored, found)
    return replace(
        stored,
        url=stored.url or found.url,
        publisher=first.publisher or second.publisher,
        title=first.title or second.title,
        authors=first.authors or second.authors,
        language=first.language or second.language,
        published=found.published if better_day else stored.published,
    )
