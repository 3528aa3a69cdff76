"""Articles and what is read in each, as rows."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.codec import decode, dump
from onrecord.model import Article, Block, Document, Figure, Layout, Name, Quotation, Reading, Timex, When
from onrecord.store.judgements import get_as_read, put_as_read
from onrecord.store.keys import date_statements
from onrecord.store.vectors import add_vectors, take_vectors

_ARTICLE_COLUMNS = "id, text, path, url, external_id, publisher, title, authors, language, published, hints"
_CHUNK = 400  # ids a query; SQLite's oldest limit on parameters is 999


def _dump(value: object) -> str:
    return dump(value, tight=True)


def _tuple(kind: type, value: str) -> tuple[Any, ...]:
    return tuple(decode(kind, row) for row in json.loads(value))


def article_ids(connection: sqlite3.Connection) -> list[str]:
    """The ids of all articles, in their order."""
    return [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id")]


def keep_known(connection: sqlite3.Connection, ids: Iterable[str]) -> list[str]:
    """Those of the ids that are of articles which the ledger holds."""
    found = connection.execute(
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(sorted(set(ids))),)
    )
    return [row[0] for row in found]


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many articles, quotations, figures and stories the ledger holds, and how many articles are in no story yet."""
    known = dict(connection.execute("SELECT name, number FROM counts"))
    pending: int = connection.execute("SELECT count(*) FROM pending").fetchone()[0]
    return {table: known[table] for table in ("articles", "quotations", "figures", "stories")} | {"pending": pending}


def articles_of_other_version(connection: sqlite3.Connection, version: str) -> list[str]:
    """The ids of the articles whose layout and reading another version of the code made."""
    # "version <> ?" would go through all layouts
    query = "SELECT article FROM layouts WHERE version < :v UNION ALL SELECT article FROM layouts WHERE version > :v"
    return sorted(row[0] for row in connection.execute(query, {"v": version}))


def put_document(connection: sqlite3.Connection, document: Document, *, version: str) -> None:
    """Stores an article with its layout and reading, or what a re-reading of it gave; marks it as not yet in a story."""
    a = document.article
    connection.execute(
        f"INSERT INTO articles ({_ARTICLE_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?) "  # noqa: S608
        "ON CONFLICT (id) DO UPDATE SET url = excluded.url, publisher = excluded.publisher, title = excluded.title, "
        "authors = excluded.authors, language = excluded.language, published = excluded.published",
        (a.id, a.text, a.path, a.url, a.external_id, a.publisher, a.title, _dump(a.authors), a.language, _dump(a.published),
         _dump(a.hints)),
    )  # fmt: skip
    _index_sentences(connection, document)
    connection.execute("INSERT OR REPLACE INTO layouts VALUES (?,?,?)", (a.id, version, _dump(document.layout)))
    connection.execute("DELETE FROM own_readings WHERE article = ?", (a.id,))
    put_reading(connection, a.id, document.reading)
    connection.execute("INSERT OR IGNORE INTO pending VALUES (?)", (a.id,))


def put_reading(
    connection: sqlite3.Connection, article: str, reading: Reading, *, as_read: Iterable[Quotation | Figure] = ()
) -> None:
    """Stores what is understood of an article, in place of an earlier reading.

    `as_read` are the entries that a person has corrected, as they were read.
    """
    put_as_read(connection, article, as_read)
    connection.execute(
        "INSERT INTO readings VALUES (?,?,?,?) ON CONFLICT (article) DO UPDATE SET anchor = excluded.anchor, "
        "dates = excluded.dates, names = excluded.names",
        (article, _dump(reading.anchor), _dump(reading.dates), _dump(reading.names)),
    )
    _put_rows(connection, "quotations", article, [
        (q.id, article, i, q.source.name if q.source else None, q.form, q.stance, _dump(q))
        for i, q in enumerate(reading.quotations)
    ])  # fmt: skip
    date_statements(connection, article)
    _put_rows(connection, "figures", article, [
        (f.id, article, i, f.indicator, f.unit, f.low, f.high, _dump(f)) for i, f in enumerate(reading.figures)
    ])  # fmt: skip
    _put_meanings(connection, article, reading)


def _put_rows(connection: sqlite3.Connection, table: str, article: str, rows: list[tuple[Any, ...]]) -> None:
    """Stores an article's rows of a table in place of those before; of one that is there what differs alone is written."""
    # fixed names
    found = connection.execute(f"SELECT rowid, * FROM {table} WHERE article = ?", (article,))  # noqa: S608
    names = [column[0] for column in found.description[1:]]
    there = {row[1]: row for row in found}
    gone = [(there[id_][0],) for id_ in there.keys() - {r[0] for r in rows}]
    connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", gone)  # noqa: S608
    for row in rows:
        number, *before = there.get(row[0], (None,))
        changed = [n for n, (old, new) in enumerate(zip(before, row, strict=False)) if old != new]
        if changed:
            setting = ", ".join(f"{names[n]} = ?" for n in changed)
            connection.execute(f"UPDATE {table} SET {setting} WHERE rowid = ?", (*(row[n] for n in changed), number))  # noqa: S608
    new = [r for r in rows if r[0] not in there]
    connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(names))})", new)  # noqa: S608


def _put_meanings(connection: sqlite3.Connection, article: str, reading: Reading) -> None:
    there = dict(connection.execute("SELECT quotation, value FROM meanings WHERE article = ?", (article,)))
    given = {q.id: value for q, value in zip(reading.quotations, reading.meanings, strict=False)}
    if there == given:
        return
    take_vectors(connection, article, [q for q, v in there.items() if given.get(q) != v])
    add_vectors(connection, [(q, article, v) for q, v in given.items() if there.get(q) != v])


def keep_own(connection: sqlite3.Connection, document: Document) -> None:
    """Keeps what was understood of an article by its own day, before another is taken for it."""
    reading, vectors = document.reading, document.reading.meanings
    connection.execute(
        "INSERT OR REPLACE INTO own_readings VALUES (?,?,?)",
        (document.article.id, _dump(replace(reading, meanings=())), b"".join(vectors)),
    )


def get_own(connection: sqlite3.Connection, documents: Iterable[Document]) -> list[Document]:
    """Those of the documents for which another day is taken, as they were understood by their own."""
    found = []
    for d in documents:
        own = "SELECT value, meanings FROM own_readings WHERE article = ?"
        row = d.reading.anchor != d.layout.published and connection.execute(own, (d.article.id,)).fetchone()
        if row:
            reading = decode(Reading, json.loads(row[0]))
            width = len(row[1]) // max(1, len(reading.quotations))
            vectors = tuple(row[1][at : at + width] for at in range(0, len(row[1]), width or 1))
            found.append(replace(d, reading=replace(reading, meanings=vectors)))
    return found


def put_marks(connection: sqlite3.Connection, article: str, value: str | None) -> None:
    """Keeps what the reader marked in an article, in place of what was kept before; None keeps nothing."""
    if value is None:
        connection.execute("DELETE FROM marks WHERE article = ?", (article,))
    else:
        connection.execute("INSERT OR REPLACE INTO marks VALUES (?,?)", (article, value))


def get_marks(connection: sqlite3.Connection, articles: Iterable[str]) -> dict[str, str]:
    """What the reader marked in those of the articles of which it is kept."""
    query = "SELECT article, value FROM marks WHERE article IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(query, (json.dumps(sorted(articles)),)))


def _index_sentences(connection: sqlite3.Connection, document: Document) -> None:
    article, text = document.article.id, document.article.text
    old = connection.execute('SELECT number, start, "end" FROM sentences WHERE article = ?', (article,)).fetchall()
    for number, start, end in old:
        # a contentless index takes a row out by being told what stood in it
        connection.execute(
            "INSERT INTO sentence_index (sentence_index, rowid, words) VALUES ('delete', ?, ?)", (number, text[start:end])
        )
    connection.execute("DELETE FROM sentences WHERE article = ?", (article,))
    for s in document.layout.sentences:
        row = connection.execute('INSERT INTO sentences (article, start, "end") VALUES (?,?,?)', (article, s.start, s.end))
        connection.execute("INSERT INTO sentence_index (rowid, words) VALUES (?, ?)", (row.lastrowid, text[s.start : s.end]))


def _article(row: tuple[Any, ...]) -> Article:
    id_, text, path, url, external_id, publisher, title, authors, language, published, hints = row
    return Article(
        id=id_, text=text, path=path, url=url, external_id=external_id, publisher=publisher, title=title,
        authors=tuple(json.loads(authors)), language=language, published=decode(When, json.loads(published)),
        hints=_tuple(Block, hints),
    )  # fmt: skip


def get_article(connection: sqlite3.Connection, article: str) -> Article | None:
    """One article by its id."""
    row = connection.execute(f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article,)).fetchone()  # noqa: S608
    return _article(row) if row else None


def iterate_articles(connection: sqlite3.Connection) -> Iterator[Article]:
    """All articles in the order of their ids."""
    for row in connection.execute(f"SELECT {_ARTICLE_COLUMNS} FROM articles ORDER BY id"):  # noqa: S608
        yield _article(row)


def iterate_quotations(connection: sqlite3.Connection) -> Iterator[Quotation]:
    """All quotations, by article, in the order of the text."""
    for (value,) in connection.execute("SELECT value FROM quotations ORDER BY article, position"):
        yield decode(Quotation, json.loads(value))


def iterate_figures(connection: sqlite3.Connection) -> Iterator[Figure]:
    """All figures, by article, in the order of the text."""
    for (value,) in connection.execute("SELECT value FROM figures ORDER BY article, position"):
        yield decode(Figure, json.loads(value))


def get_documents(connection: sqlite3.Connection, ids: Iterable[str], *, as_read: bool = False) -> list[Document]:
    """The articles with these ids, with layout and reading, in the order of their ids.

    `as_read` gives statements and figures as they were read, without what people corrected.
    """
    wanted = sorted(set(ids))
    documents = []
    for at in range(0, len(wanted), _CHUNK):
        documents.extend(_documents(connection, wanted[at : at + _CHUNK], as_read=as_read))
    return documents


def _documents(connection: sqlite3.Connection, ids: list[str], *, as_read: bool) -> list[Document]:
    marks = ",".join("?" * len(ids))
    before = get_as_read(connection, ids) if as_read else {}

    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query.format(marks), ids).fetchall()

    quotations: dict[str, list[Quotation]] = {}
    for id_, article, value in rows(
        "SELECT id, article, value FROM quotations WHERE article IN ({}) ORDER BY article, position"
    ):
        quotations.setdefault(article, []).append(decode(Quotation, json.loads(before.get(id_, value))))
    figures: dict[str, list[Figure]] = {}
    for id_, article, value in rows("SELECT id, article, value FROM figures WHERE article IN ({}) ORDER BY article, position"):
        figures.setdefault(article, []).append(decode(Figure, json.loads(before.get(id_, value))))
    meanings = dict(rows("SELECT quotation, value FROM meanings WHERE article IN ({})"))
    layouts = dict(rows("SELECT article, value FROM layouts WHERE article IN ({})"))
    readings = {row[0]: row[1:] for row in rows("SELECT article, anchor, dates, names FROM readings WHERE article IN ({})")}
    documents = []
    for row in rows(f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE id IN ({{}}) ORDER BY id"):  # noqa: S608
        article = _article(row)
        anchor, dates, names = readings[article.id]
        said = tuple(quotations.get(article.id, ()))
        documents.append(
            Document(
                article=article,
                layout=decode(Layout, json.loads(layouts[article.id])),
                reading=Reading(
                    anchor=decode(When, json.loads(anchor)),
                    dates=_tuple(Timex, dates),
                    names=_tuple(Name, names),
                    quotations=said,
                    figures=tuple(figures.get(article.id, ())),
                    meanings=tuple(meanings[q.id] for q in said) if all(q.id in meanings for q in said) else (),
                ),
            )
        )
    return documents
