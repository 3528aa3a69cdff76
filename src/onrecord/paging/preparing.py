"""A part of a story made ready to be told: what its entries belong to is looked up, and nothing else of the story is read."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.model import Document
from onrecord.store import slices
from onrecord.store.slices import StoryHead
from onrecord.tell.report.records import Numbers, Prepared, prepare_story


def prepare_part(
    connection: sqlite3.Connection,
    head: StoryHead,
    documents: Sequence[Document],
    *,
    claims: bool = True,
    judged: Mapping[str, tuple[str, ...]] | None = None,
    **parts: Sequence[Any],
) -> Prepared:
    """These documents and these derived values of a story, with what their entries belong to.

    The claims, entities and origins are those of the documents' entries; `judged` is what people decided about each.
    """
    articles = [d.article.id for d in documents]
    quotations = [q.id for d in documents for q in d.reading.quotations]
    figures = [f for d in documents for f in d.reading.figures]
    entries = [*quotations, *(f.id for f in figures)]
    found: dict[str, Sequence[Any]] = dict(parts)
    if claims:
        found.setdefault("claims", slices.get_holding(connection, head.first, "claims", entries))
    names = {f.giver for f in figures if f.giver}
    found.setdefault("entities", slices.get_givers(connection, head.first, quotations, names))
    found.setdefault("origins", slices.get_holding(connection, head.first, "origins", articles))
    numbers = Numbers(
        articles=slices.number_articles(connection, head.first),
        entries=slices.number_entries(connection, articles),
        events=slices.number_events(connection, head.first) if "events" in parts else {},
    )
    return prepare_story(documents, slices.make_record(head, **found), numbers=numbers, judged=judged)
