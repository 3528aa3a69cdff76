"""Articles in part: with what is said in them, or with what stands in a list of them."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from onrecord.codec import decode
from onrecord.model import Article, Document, Figure, Layout, Quotation, Reading, Sentence, When
from onrecord.store.slices import get_outlines
from onrecord.text import LEADS, find_lead


def get_spoken(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Document]:
    """The articles with these ids without text, with where their sentences stand and all their statements."""
    wanted = json.dumps(sorted(set(ids)))
    rows = connection.execute(
        "SELECT q.value FROM json_each(?) a CROSS JOIN quotations q ON q.article = a.value ORDER BY q.article, q.position",
        (wanted,),
    )
    quotations = [decode(Quotation, json.loads(value)) for (value,) in rows]
    sentences = _list_sentences(connection, wanted)
    return [
        replace(d, layout=replace(d.layout, sentences=tuple(sentences.get(d.article.id, ()))))
        for d in get_outlines(connection, json.loads(wanted), quotations=quotations)
    ]


def get_counted(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Document]:
    """The articles with these ids that have figures, with text, with where their sentences stand and all their figures."""
    wanted = json.dumps(sorted(set(ids)))
    rows = connection.execute(
        "SELECT f.value FROM json_each(?) a CROSS JOIN figures f ON f.article = a.value ORDER BY f.article, f.position",
        (wanted,),
    )
    figures = [decode(Figure, json.loads(value)) for (value,) in rows]
    counted = json.dumps(sorted({f.article for f in figures}))
    sentences = _list_sentences(connection, counted)
    query = "SELECT a.id, a.text FROM json_each(?) w CROSS JOIN articles a ON a.id = w.value"
    texts = dict(connection.execute(query, (counted,)).fetchall())
    return [
        replace(
            d,
            article=replace(d.article, text=texts[d.article.id]),
            layout=replace(d.layout, sentences=tuple(sentences.get(d.article.id, ()))),
        )
        for d in get_outlines(connection, texts, figures=figures)
    ]


def _list_sentences(connection: sqlite3.Connection, articles: str) -> dict[str, list[Sentence]]:
    """Where the sentences of articles stand, whose ids are given as JSON."""
    found: dict[str, list[Sentence]] = {}
    query = 'SELECT s.article, s.start, s."end" FROM json_each(?) a CROSS JOIN sentences s ON s.article = a.value ORDER BY 1, 2'
    for article, start, end in connection.execute(query, (articles,)):
        found.setdefault(article, []).append(Sentence(start=start, end=end, paragraph=0))
    return found


def list_heads(connection: sqlite3.Connection, ids: Iterable[str]) -> list[tuple[Document, int, int, str | None]]:
    """The articles with these ids, without text and readings, how many statements and figures are read in each, and its story.

    One without a title goes by its first sentence that reads as one.
    """
    rows = connection.execute(
        "SELECT a.id, a.path, a.url, a.publisher, a.title, (SELECT json_group_array(exact) FROM (SELECT "
        'substr(a.text, s.start + 1, s."end" - s.start) AS exact FROM sentences s '
        "WHERE s.article = a.id ORDER BY s.start LIMIT :leads)), r.anchor, json_extract(l.value, '$.language'), "
        "json_extract(l.value, '$.note'), json_extract(l.value, '$.agency'), "
        "(SELECT count(*) FROM quotations q WHERE q.article = a.id), (SELECT count(*) FROM figures f WHERE f.article = a.id), "
        "(SELECT s.id FROM story_articles sa JOIN stories s ON s.story = sa.story WHERE sa.article = a.id) "
        "FROM json_each(:ids) w CROSS JOIN articles a ON a.id = w.value JOIN layouts l ON l.article = a.id "
        "JOIN readings r ON r.article = a.id ORDER BY a.id",
        {"ids": json.dumps(sorted(set(ids))), "leads": LEADS},
    )
    return [
        (
            Document(
                article=Article(
                    id=id_, text="", path=path, url=url, publisher=publisher, title=title or find_lead(json.loads(leads))
                ),
                layout=Layout(blocks=(), sentences=(), language=language or "", note=note or "", agency=_texts(agency)),
                reading=Reading(anchor=decode(When, json.loads(anchor))),
            ),
            statements,
            figures,
            story,
        )
        for id_, path, url, publisher, title, leads, anchor, language, note, agency, statements, figures, story in rows
    ]


def _texts(value: str | None) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()
