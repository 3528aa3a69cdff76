"""Every kind of value that a ledger holds as a Parquet file, for pandas, polars, DuckDB, R and their like.

Source: Apache Parquet format 2. Needs the extra `[tables]` (pyarrow).
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.codec import encode
from onrecord.model import (
    Block,
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
    When,
)
from onrecord.showing.columns import load, make_batch, make_schema
from onrecord.tell.tables import Contents

_BATCH = 4000  # rows that wait before they are written, which readers then skip or take together


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article with what is known of it by itself, as a row: its story, text, blocks, day of publication."""

    id: str
    story: str | None
    external_id: str | None
    path: str | None
    url: str | None
    publisher: str | None
    title: str | None
    authors: tuple[str, ...]
    agency: tuple[str, ...]
    language: str
    published: When
    text: str
    blocks: tuple[Block, ...]


def make_article_row(document: Document, story: str | None) -> ArticleRow:
    """The row of an article."""
    a, layout = document.article, document.layout
    return ArticleRow(
        id=a.id, story=story, external_id=a.external_id, path=a.path, url=a.url, publisher=a.publisher, title=a.title,
        authors=a.authors, agency=layout.agency, language=layout.language, published=document.reading.anchor, text=a.text,
        blocks=layout.blocks,
    )  # fmt: skip


def _articles(contents: Contents) -> Iterator[ArticleRow]:
    story = contents.records[0].story.id if contents.records else None
    return (make_article_row(d, story) for d in contents.documents.values())


def _derived(name: str) -> Callable[[Contents], Iterator[Any]]:
    def values(contents: Contents) -> Iterator[Any]:
        return (value for record in contents.records for value in getattr(record, name))

    return values


TABLES: dict[str, tuple[type, Callable[[Contents], Iterable[Any]]]] = {
    "articles": (ArticleRow, _articles),
    "quotations": (Quotation, lambda c: c.quotations.values()),
    "figures": (Figure, lambda c: c.figures.values()),
    "stories": (Story, lambda c: (r.story for r in c.records)),
    "entities": (Entity, _derived("entities")),
    "claims": (Claim, _derived("claims")),
    "relations": (Relation, _derived("relations")),
    "reuse": (Reuse, _derived("reuse")),
    "origins": (Origin, _derived("origins")),
    "events": (Event, _derived("events")),
    "places": (Place, _derived("places")),
}


def write_folder(stories: Iterable[Contents], folder: Path) -> None:
    """A Parquet file for each kind of value in the folder, written story by story.

    Raises: ConfigError where pyarrow is not installed.
    """
    pa, parquet = load("pyarrow", "tables"), load("pyarrow.parquet", "tables")
    schemas = {name: make_schema(kind) for name, (kind, _) in TABLES.items()}
    waiting: dict[str, list[Any]] = {name: [] for name in TABLES}
    writers = {
        name: parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") for name, schema in schemas.items()
    }
    try:

        def flush(name: str) -> None:
            if waiting[name]:
                # a table is written at once; batches would wait in memory for a million rows
                writers[name].write_table(pa.Table.from_batches([make_batch(waiting[name], schemas[name])]))
                waiting[name].clear()

        for contents in stories:
            for name, (_, values) in TABLES.items():
                for value in values(contents):
                    waiting[name].append(encode(value))
                    if len(waiting[name]) >= _BATCH:
                        flush(name)
        for name in TABLES:
            flush(name)
    finally:
        for writer in writers.values():
            writer.close()
