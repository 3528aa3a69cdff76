"""The ledger as a Python object: open or create it, read into it, look at what it holds."""

import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from onrecord import formats, pipeline
from onrecord.errors import ConfigError, LedgerError
from onrecord.intake import Intake, Progress, ReadSummary
from onrecord.judge.standing import find_home
from onrecord.meaning import search_meaning
from onrecord.model import (
    Article,
    Claim,
    Document,
    Entity,
    Event,
    Figure,
    Origin,
    Place,
    Quotation,
    Relation,
    Reuse,
    Story,
    StoryRecord,
)
from onrecord.neural import why_absent
from onrecord.paging.pages import TablePage, page_table, shorten_timeline
from onrecord.read import ArticleStream, Failure, FetchPolicy, Limits, read_sources
from onrecord.review.docket import Docket
from onrecord.showing.display import show_rows
from onrecord.showing.listing import Listing
from onrecord.since import Since, find_since
from onrecord.steps import StepFailedWarning, Steps
from onrecord.store import articles as rows
from onrecord.store import stories as derived
from onrecord.store.connection import one_state, open_ledger, translate_errors
from onrecord.store.nearest import NearHit
from onrecord.store.search import Among, Hit, search_sentences
from onrecord.tell import exports
from onrecord.tell.brief import WORDS, write_brief
from onrecord.tell.lines import StoryBrief
from onrecord.tell.tables import TABLES, Contents, Table, gather

if TYPE_CHECKING:
    from onrecord.check import Check
    from onrecord.formats.dossier import Dossier

T = TypeVar("T")


class Ledger(Docket):
    """One ledger file; `connection` is its SQLite connection, for what reads it in parts.

    Use as a context manager. Readers never wait for a writer; one process writes at a time.
    Raises: LedgerError and its kinds from any method.
    """

    def __init__(self, path: str | Path, *, create: bool = True, read_only: bool = False, steps: Steps | None = None) -> None:
        self.path = Path(path)
        self._steps = steps or pipeline.DEFAULT
        self.connection = open_ledger(self.path, create=create, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was stored stays."""
        self.connection.close()

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
        stream = read_sources(
            [str(source) for source in sources],
            metadata=Path(metadata) if metadata else None,
            limits=limits,
            fetch=fetch,
        )
        return self.add(stream, progress=progress)

    def add(self, items: Iterable[Article | Failure], *, progress: Callable[[Progress], None] | None = None) -> ReadSummary:
        """Adds articles (failures are passed on), then brings up to date the stories that they touch."""
        # a step that failed is told with the rest, not in the middle of it
        with translate_errors(self.path), warnings.catch_warnings(record=True) as noted:
            summary = self._add(items, progress)
        failed = [str(w.message) for w in noted if issubclass(w.category, StepFailedWarning)]
        for other in noted:
            if not issubclass(other.category, StepFailedWarning):
                warnings.showwarning(other.message, other.category, other.filename, other.lineno)
        return replace(summary, warnings=(*summary.warnings, *dict.fromkeys(failed)))

    def _add(self, items: Iterable[Article | Failure], progress: Callable[[Progress], None] | None) -> ReadSummary:
        stream = items if isinstance(items, ArticleStream) else None
        intake = Intake(self.connection, self._steps, given=stream is None or stream.has_metadata)

        def note(done: int, total: int, doing: str) -> None:
            if progress:
                progress(Progress(done=done, total=total, articles=intake.taken, doing=doing))

        for count, item in enumerate(items, start=1):
            intake.take(item)
            note(stream.done if stream else count, len(stream.inputs) if stream else count, "reading")
        intake.flush()
        pipeline.settle(
            self.connection,
            steps=self._steps,
            progress=lambda done, total: note(done, total, "comparing"),
            steady=intake.steady,
        )
        counts = rows.count_rows(self.connection)
        return ReadSummary(
            added=intake.added,
            known=intake.known,
            updated=intake.updated,
            failures=tuple(intake.failures),
            unread=tuple(intake.unread),
            warnings=self._warnings(stream, intake.added),
            articles=counts["articles"],
            statements=counts["quotations"],
            figures=counts["figures"],
            disputes=derived.count_relations(self.connection, "contradicts"),
            stories=counts["stories"],
        )

    def _warnings(self, stream: ArticleStream | None, added: int) -> tuple[str, ...]:
        absent = why_absent() if added else None
        return (*(stream.warnings if stream else ()), *([absent] if absent else ()))

    def articles(self) -> Listing[Article]:
        """The articles in the order of their ids."""
        return self._list(Article, "articles", rows.iterate_articles)

    def article(self, id_: str) -> Document:
        """One article with its layout and reading.

        Raises: LedgerError where the ledger does not hold it.
        """
        with translate_errors(self.path):
            found = rows.get_documents(self.connection, [id_])
        if not found:
            raise LedgerError(f"{self.path}: no article {id_!r}. List them with: onrecord show {self.path} articles")
        return found[0]

    def documents(self) -> Iterator[Document]:
        """The articles with layout and reading, in the order of their ids."""
        with translate_errors(self.path):
            ids = rows.article_ids(self.connection)
        for at in range(0, len(ids), 100):
            yield from self._documents(ids[at : at + 100])

    def quotations(self) -> Listing[Quotation]:
        """The quotations, by article, in the order of the text."""
        return self._list(Quotation, "quotations", rows.iterate_quotations)

    def figures(self) -> Listing[Figure]:
        """The figures, by article, in the order of the text."""
        return self._list(Figure, "figures", rows.iterate_figures)

    def stories(self) -> Listing[Story]:
        """The stories in the order of their ids."""
        return self._list(Story, "stories", derived.iterate_stories)

    def records(self) -> Iterator[StoryRecord]:
        """The stories with all that is derived of each."""
        with translate_errors(self.path):
            stories = derived.list_keys(self.connection)
        for story in stories:
            with translate_errors(self.path):
                record = derived.get_record(self.connection, story)
            yield record

    def entities(self) -> Listing[Entity]:
        """The entities, by story."""
        return self._list_derived(Entity, "entities")

    def claims(self) -> Listing[Claim]:
        """The claims, by story."""
        return self._list_derived(Claim, "claims")

    def relations(self) -> Listing[Relation]:
        """The relations, by story."""
        return self._list_derived(Relation, "relations")

    def reuse(self) -> Listing[Reuse]:
        """The passages that share wording, by story."""
        return self._list_derived(Reuse, "reuse")

    def origins(self) -> Listing[Origin]:
        """The origins, by story."""
        return self._list_derived(Origin, "origins")

    def events(self) -> Listing[Event]:
        """The events, by story, in the order of their days."""
        return self._list_derived(Event, "events")

    def places(self) -> Listing[Place]:
        """The places that the stories name, by story, those most named first."""
        return self._list_derived(Place, "places")

    def search(self, words: str, *, offset: int = 0, limit: int = 50, among: Among | None = None) -> list[Hit]:
        """The sentences that hold all the words (a phrase in double quotes), the best first; `among` leaves out others."""
        with translate_errors(self.path):
            return search_sentences(self.connection, words, offset=offset, limit=limit, among=among)

    def search_meaning(self, words: str, *, offset: int = 0, limit: int = 50, among: Among | None = None) -> list[NearHit]:
        """The statements that say what lies nearest to the words, in whatever words, the nearest first.

        Raises: WeightsError where the weights for it are not installed, or were not when the ledger was read.
        """
        with translate_errors(self.path):
            return search_meaning(self.connection, words, offset=offset, limit=limit, among=among)

    def report(self, *, title: str | None = None) -> str:
        """The report, one self-contained HTML page."""
        from onrecord.tell.report import render_report  # the templates are read only where a page is made

        return render_report(list(self.documents()), list(self.records()), title=title, judgements=self.judgements())

    def briefs(self, *, words: int = WORDS) -> list[StoryBrief]:
        """Each story in at most so many words, in its articles' own sentences; the largest story first."""
        records = sorted(self.records(), key=lambda r: (-len(r.story.articles), r.story.earliest or "9999", r.story.id))
        documents = {d.article.id: d for d in self.documents()}
        return [write_brief([documents[a] for a in r.story.articles], r, words=words) for r in records]

    def table(self, name: str) -> Table:
        """One of the tables of TABLES: disputes, figures, timeline, sources, claims, copies, places, articles.

        Raises: ConfigError where there is no such table.
        """
        if name not in TABLES:
            raise ConfigError(f"{name!r}: no such table. There are: {', '.join(TABLES)}.")
        return TABLES[name](gather(self.documents(), self.records()))

    def page(
        self, name: str, *, story: str | None = None, offset: int = 0, limit: int = 50, after: str | None = None
    ) -> TablePage:
        """Rows of a table from `offset` on, without reading the ledger whole: of all stories, or of the one that `story` is in.

        `story` is its id, or that of an article, statement or figure in it, which lasts when the story grows.
        `after`, of a page of all stories, asks for the rows that follow that page: however far, it costs what the first costs.
        Raises: ConfigError where there is no such table, or `after` is of another, LedgerError where there is no such story.
        """
        if name not in TABLES:
            raise ConfigError(f"{name!r}: no such table. There are: {', '.join(TABLES)}.")
        found = self._find_story(story) if story else None
        with translate_errors(self.path):
            return page_table(self.connection, name, story=found, offset=offset, limit=limit, after=after)

    def timeline(self, *, story: str | None = None, limit: int = 50) -> TablePage:
        """The most reported and most consequential events, at most `limit`, in order of their days; `story` as for `page`.

        Raises: LedgerError where there is no such story.
        """
        found = self._find_story(story) if story else None
        with translate_errors(self.path):
            return shorten_timeline(self.connection, story=found, limit=limit)

    def since(self, day: str, *, limit: int = 50) -> Since:
        """What is new since a day, by the days that articles were published; "last" is the last of these.

        Raises: ConfigError where it is not a day.
        """
        with translate_errors(self.path):
            return find_since(self.connection, day, limit=limit)

    def contents(self, *, story: str | None = None) -> Iterator[Contents]:
        """The contents of each story with its articles, one story after the other; last those of articles that are in none.

        A judgement is of the story that holds the first thing that it speaks of.
        Of one story alone where `story` is its id, or that of an article, statement or figure in it.
        Raises: LedgerError where there is no such story.
        """
        every = self.judgements()
        made = [(find_home(j.judgement, every), j) for j in every]
        if story is not None:
            found = self._find_story(story)
            with translate_errors(self.path):
                record = derived.get_record(self.connection, found)
            own = [j for home, j in made if home in record.story.articles]
            yield gather(self._documents(record.story.articles), [record], own)
            return
        told: set[str] = set()
        for record in self.records():
            held = set(record.story.articles)
            told |= held
            yield gather(self._documents(record.story.articles), [record], [j for home, j in made if home in held])
        with translate_errors(self.path):
            left = derived.pending_articles(self.connection)
        for at in range(0, len(left), 100):
            yield gather(self._documents(left[at : at + 100]), ())
        if elsewhere := [j for home, j in made if home not in told]:
            yield gather((), (), elsewhere)

    def _documents(self, ids: Sequence[str]) -> list[Document]:
        with translate_errors(self.path):
            return rows.get_documents(self.connection, ids)

    def check(self, draft: str, *, day: str | None = None) -> "Check":
        """What the ledger has against a draft that is not yet printed; nothing of it is stored.

        `day` is the ISO day that the draft's "yesterday" goes by.
        Raises: InputError (no words, not English, not a day), LimitError (too long).
        """
        from onrecord.check import check_document, read_draft  # its rules are read only where a draft is checked

        document = read_draft(draft, day=day, steps=self._steps)
        with translate_errors(self.path):
            return check_document(document, self.connection)

    def export(self) -> dict[str, Any]:
        """The ledger as one JSON object, version 1 of the public form."""
        return exports.to_json(list(self.documents()), list(self.records()), self.judgements())

    def export_json(self) -> str:
        """The export as text; the same ledger gives the same bytes."""
        return "".join(self.export_text("json"))

    def export_lines(self) -> Iterator[str]:
        """The export as JSON lines, each entry with its kind first, story by story."""
        return self.export_text("jsonl")

    def export_csv(self, table: str) -> str:
        """One table as CSV, story by story."""
        return "".join(self.export_text("csv", table=table))

    def export_text(self, form: str, *, table: str = "sources") -> Iterator[str]:
        """The ledger in a format of `onrecord.formats.FORMATS`, in pieces; `table` is the table of CSV.

        Raises: ConfigError where there is no such format or table, or the format is a folder of files.
        """
        return self._steady(formats.write_text(form, self.contents(), table=table))

    def export_to(self, path: str | Path, form: str, *, table: str = "sources") -> None:
        """Writes the ledger in a format of `onrecord.formats.FORMATS` to a file, whole or not at all, or to a new folder.

        Raises: ConfigError where there is no such format or table, or the path cannot be written.
        """
        with one_state(self.connection):
            formats.write_path(form, self.contents(), Path(path), table=table)

    def dossier(self, *, story: str | None = None, title: str | None = None) -> "Dossier":
        """One HTML page in which a reader checks every passage and hash again, offline: of one story, or of all.

        Raises: LedgerError where there is no such story, LimitError where the articles are too long for one page.
        """
        from onrecord.formats.dossier import make_dossier  # the templates are read only where a page is made

        with one_state(self.connection):
            return make_dossier(self.contents(story=story), title=title)

    def write_sources(self, path: str | Path, *, story: str | None = None) -> int:
        """Writes the texts of the articles as a web archive (WACZ): of one story, or of all; returns how many.

        Raises: LedgerError where there is no such story, ConfigError where the file cannot be written.
        """
        from onrecord.formats.dossier import write_wacz

        with one_state(self.connection):
            return write_wacz(self.contents(story=story), Path(path))

    def _steady(self, pieces: Iterator[str]) -> Iterator[str]:
        with one_state(self.connection):
            yield from pieces

    def _list(self, kind: type[T], name: str, read: Callable[[sqlite3.Connection], Iterator[T]]) -> Listing[T]:
        def values() -> Iterator[T]:
            with translate_errors(self.path):
                yield from read(self.connection)

        return Listing(kind, name, values)

    def _list_derived(self, kind: type[T], name: str) -> Listing[T]:
        return self._list(kind, name, lambda connection: derived.iterate_derived(connection, name))

    def _repr_html_(self) -> str:
        """What the ledger holds, in a notebook."""
        with translate_errors(self.path):
            counts = rows.count_rows(self.connection)
        return show_rows(["holds", "number"], [{"holds": k, "number": n} for k, n in counts.items()], caption=str(self.path))
