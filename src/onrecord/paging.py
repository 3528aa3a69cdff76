"""A page of a table: its rows as the whole table has them, from the entries that stand on it and no more."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.display import show_rows
from onrecord.model import StoryRecord
from onrecord.store.articles import get_documents
from onrecord.store.orders import count_page_rows, page_rows
from onrecord.store.slices import (
    articles_of_entries,
    get_derived,
    get_entries,
    get_givers,
    get_head,
    get_outlines,
    make_record,
    with_stance,
)
from onrecord.store.stories import articles_of, story_of
from onrecord.tell.tables import TABLES, Contents, Row, gather

_KINDS = {"disputes": "relations", "timeline": "events", "claims": "claims", "copies": "reuse", "places": "places"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """Rows of a table from `offset` on, and how many it has in all."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    offset: int
    total: int

    def _repr_html_(self) -> str:
        """The rows, in a notebook."""
        return show_rows(self.columns, self.rows, caption=f"{self.name}, {self.total} in all")


def page_table(
    connection: sqlite3.Connection, name: str, *, story: str | None = None, offset: int = 0, limit: int = 50
) -> TablePage:
    """A page of the table, of one story or of all."""
    keys = page_rows(connection, name, story=story, offset=offset, limit=limit)
    if name in _KINDS:
        contents = gather_derived(connection, _KINDS[name], keys)
    else:
        contents = gather_entries(connection, name, [str(key[0]) for key in keys])
    table = TABLES[name](contents)
    rows = table.rows
    if name not in _KINDS:
        # a table orders what it is given: of a part, the order is that of the whole
        by_id = {row["id"]: row for row in rows}
        rows = tuple(by_id[key] for (key,) in keys)
    total = count_page_rows(connection, name, story=story)
    return TablePage(name=name, columns=table.columns, rows=rows, offset=offset, total=total)


def shorten_timeline(connection: sqlite3.Connection, *, story: str | None = None, limit: int = 50) -> TablePage:
    """The weightiest events of one story or of all, at most so many, in order of their days."""
    keys = page_rows(connection, "weightiest", story=story, limit=limit)
    table = TABLES["timeline"](gather_derived(connection, "events", keys))
    total = count_page_rows(connection, "timeline", story=story)
    return TablePage(name="timeline", columns=table.columns, rows=table.rows, offset=0, total=total)


def gather_entries(connection: sqlite3.Connection, name: str, ids: list[str]) -> Contents:
    """What the rows of these articles, statements or figures draw on."""
    if name == "articles":
        in_story: dict[str, list[str]] = {}
        for article in ids:
            in_story.setdefault(story_of(connection, article) or "", []).append(article)
        records = [_record(connection, story, articles=articles) for story, articles in in_story.items()]
        return gather(get_documents(connection, ids), filter(None, records))
    quotations, figures = get_entries(connection, ids)
    articles = {q.article for q in quotations} | {f.article for f in figures}
    records = []
    if name == "sources":
        said: dict[str, list[str]] = {}
        for q in quotations:
            said.setdefault(story_of(connection, q.article) or "", []).append(q.id)
        records = [_record(connection, story, entities=get_givers(connection, story, own)) for story, own in said.items()]
    if name == "figures":
        # sums tie figures of a whole story together
        stories = sorted({story for a in articles if (story := story_of(connection, a))})
        whole = {story: articles_of(connection, story) for story in stories}
        records = [_record(connection, story, articles=members) for story, members in whole.items()]
        return gather(get_documents(connection, sorted({*articles}.union(*whole.values()))), filter(None, records))
    outlines = get_outlines(connection, articles, quotations=quotations, figures=figures)
    return gather(outlines, filter(None, records))


def gather_derived(connection: sqlite3.Connection, kind: str, keys: list[tuple[str, int]]) -> Contents:
    """What the rows of these derived values draw on."""
    by_story: dict[str, list[tuple[str, int]]] = {}
    for story, position in keys:
        by_story.setdefault(story, []).append((story, position))
    found = {story: get_derived(connection, kind, own) for story, own in by_story.items()}
    records = [_record(connection, story, **{kind: values}) for story, values in found.items()]
    if kind == "claims":
        # who could not verify a claim says so beside it
        beside = articles_of_entries(connection, {m for own in found.values() for claim in own for m in claim.members})
        doubting = with_stance(connection, beside, "cannot-verify")
        return gather(get_documents(connection, doubting), filter(None, records))
    values = [value for own in found.values() for value in own]
    entries = {id_ for r in values for id_ in (r.left, r.right)} if kind == "relations" else set()
    quotations, figures = get_entries(connection, entries)
    articles = {q.article for q in quotations} | {f.article for f in figures}
    if kind == "reuse":
        articles |= {a for r in values for a in (r.left.article, r.right.article)}
    outlines = get_outlines(connection, articles, quotations=quotations, figures=figures)
    return gather(outlines, filter(None, records))


def _record(connection: sqlite3.Connection, story: str, **parts: Sequence[Any]) -> StoryRecord | None:
    head = get_head(connection, story)
    return make_record(head, **parts) if head else None
