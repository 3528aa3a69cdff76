"""A page of a table: its rows as the whole table has them, from the entries that stand on it and no more.

What follows a row of the whole ledger is asked for by a cursor, which names the row's place in the order: it costs the same
however far that is, and while the ledger stays as it is no row is lost or told twice. One whose place has changed since may be.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import ConfigError
from onrecord.model import Entity, StoryRecord
from onrecord.paging.arranging import find_doubters
from onrecord.paging.cursors import read_cursor, write_cursor
from onrecord.showing.display import show_rows
from onrecord.store import kept
from onrecord.store.orders import ORDERS, count_page_rows, find_place, page_rows, rows_after
from onrecord.store.outlines import get_counted, list_heads
from onrecord.store.slices import get_derived, get_entries, get_head, get_outlines, make_record
from onrecord.store.sources import name_source
from onrecord.store.stories import articles_of, story_of
from onrecord.tell.arithmetic import Check, find_checks
from onrecord.tell.tables import ARTICLE_COLUMNS, TABLES, Contents, Row, Table, gather, tell_article

_KINDS = {"disputes": "relations", "timeline": "events", "claims": "claims", "copies": "reuse", "places": "places"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """Rows of a table from `offset` on, and how many it has in all.

    `after` is the cursor by which those that follow are asked for; None at the end of the table, and for one story.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    offset: int
    total: int
    after: str | None = None

    def _repr_html_(self) -> str:
        """The rows, in a notebook."""
        return show_rows(self.columns, self.rows, caption=f"{self.name}, {self.total} in all")


def page_table(
    connection: sqlite3.Connection,
    name: str,
    *,
    story: str | None = None,
    offset: int = 0,
    limit: int = 50,
    after: str | None = None,
) -> TablePage:
    """A page of the table, of one story or of all; of all from behind the cursor `after`, where one is given.

    Raises: ConfigError where it is no cursor of this table.
    """
    if after is not None and story is not None:
        raise ConfigError("after: follows a page of all stories; within one, say offset.")
    if after is not None:
        offset, place = read_cursor(name, after, ORDERS[name].kinds)
        keys = rows_after(connection, name, place, limit=limit)
    else:
        keys = page_rows(connection, name, story=story, offset=offset, limit=limit)
    total = count_page_rows(connection, name, story=story)
    end = offset + len(keys)
    cursor = None
    if story is None and keys and len(keys) == limit and end < total:
        cursor = write_cursor(name, end, find_place(connection, name, keys[-1]))
    table = _fill(connection, name, keys)
    return TablePage(name=name, columns=table.columns, rows=table.rows, offset=offset, total=total, after=cursor)


def _fill(connection: sqlite3.Connection, name: str, keys: list[tuple[Any, ...]]) -> Table:
    """The rows with these keys, in this order."""
    if name in _KINDS:
        return TABLES[name](gather_derived(connection, _KINDS[name], keys))
    ids = [str(key[0]) for key in keys]
    table = tell_articles(connection, ids) if name == "articles" else TABLES[name](gather_entries(connection, name, ids))
    # a table orders what it is given: of a part, the order is that of the whole
    by_id = {row["id"]: row for row in table.rows}
    return Table(name=name, columns=table.columns, rows=tuple(by_id[id_] for id_ in ids))


def tell_articles(connection: sqlite3.Connection, ids: Sequence[str]) -> Table:
    """The rows of these articles, in the order of their ids."""
    rows = [
        tell_article(document, statements=statements, figures=figures, story=story)
        for document, statements, figures, story in list_heads(connection, ids)
    ]
    return Table(name="articles", columns=ARTICLE_COLUMNS, rows=tuple(rows))


def shorten_timeline(connection: sqlite3.Connection, *, story: str | None = None, limit: int = 50) -> TablePage:
    """The weightiest events of one story or of all, at most so many, in order of their days."""
    keys = page_rows(connection, "weightiest", story=story, limit=limit)
    table = TABLES["timeline"](gather_derived(connection, "events", keys))
    total = count_page_rows(connection, "timeline", story=story)
    return TablePage(name="timeline", columns=table.columns, rows=table.rows, offset=0, total=total)


def gather_entries(connection: sqlite3.Connection, name: str, ids: list[str]) -> Contents:
    """What the rows of these statements (`sources`) or figures, or of either (`entries`), draw on."""
    quotations, figures = get_entries(connection, ids)
    articles = {q.article for q in quotations} | {f.article for f in figures}
    outlines = get_outlines(connection, articles, quotations=quotations, figures=figures)
    if name == "figures":
        # sums tie figures of a whole story together
        stories = sorted({story for a in articles if (story := story_of(connection, a))})
        return gather(outlines, (), checks=[check for story in stories for check in _sums(connection, story)])
    if name == "entries":
        return gather(outlines, ())
    said: dict[str, dict[str, list[str]]] = {}
    for q in quotations:
        story, name = story_of(connection, q.article) or "", name_source(connection, q.id)
        if name:
            said.setdefault(story, {}).setdefault(name, []).append(q.id)
    records = []
    for story, by in said.items():
        # an entity of many statements is known here by its name and these
        entities = [Entity(id="", name=name, kind="other", sources=tuple(own)) for name, own in by.items()]
        records.append(_record(connection, story, entities=entities))
    return gather(outlines, filter(None, records))


def _sums(connection: sqlite3.Connection, story: str) -> Sequence[Check]:
    known = kept.get_only(connection, story, "sums")
    if known is None:
        return find_checks(get_counted(connection, articles_of(connection, story)))
    return [Check(text=text, fits=fits, figures=tuple(figures)) for text, fits, figures in known]


def gather_derived(connection: sqlite3.Connection, kind: str, keys: list[tuple[str, int]]) -> Contents:
    """What the rows of these derived values draw on."""
    by_story: dict[str, list[tuple[str, int]]] = {}
    for story, position in keys:
        by_story.setdefault(story, []).append((story, position))
    found = {story: get_derived(connection, kind, own) for story, own in by_story.items()}
    records = [_record(connection, story, **{kind: values}) for story, values in found.items()]
    if kind == "claims":
        # who could not verify a claim says so beside it
        shown = {claim.id for own in found.values() for claim in own}
        unverified = {c: ids for story in found for c, ids in find_doubters(connection, story) if c in shown}
        quotations, _ = get_entries(connection, {i for ids in unverified.values() for i in ids})
        outlines = get_outlines(connection, {q.article for q in quotations}, quotations=quotations)
        return gather(outlines, filter(None, records), unverified=unverified)
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
    return make_record(head, articles=[story], **parts) if head else None
