"""Parts of a story: the documents and derived values that one page or table needs, and no more."""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from onrecord.codec import decode
from onrecord.model import Article, Document, Figure, Layout, Quotation, Reading, Story, StoryRecord, When
from onrecord.store import kept
from onrecord.store.stories import DERIVED, story_of
from onrecord.text import LEADS, find_lead

_CHUNK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryHead:
    """A story without what is in it: how many articles, and the first of them, which is its lasting address and its key."""

    id: str
    title: str
    earliest: str | None
    latest: str | None
    articles: int
    first: str


def list_stories(connection: sqlite3.Connection, *, offset: int = 0, limit: int = 50) -> list[StoryHead]:
    """The stories, those of most articles first."""
    rows = connection.execute(
        "SELECT story FROM story_counts WHERE name = 'articles' ORDER BY number DESC, story LIMIT ? OFFSET ?", (limit, offset)
    ).fetchall()
    return [head for (story,) in rows if (head := get_head(connection, story))]


def get_head(connection: sqlite3.Connection, story: str) -> StoryHead | None:
    """One story by its key."""
    row = connection.execute(
        "SELECT json_extract(value, '$.title'), json_extract(value, '$.earliest'), json_extract(value, '$.latest'), "
        "json_array_length(value, '$.articles'), id FROM stories WHERE story = ?",
        (story,),
    ).fetchone()
    return (
        StoryHead(id=row[4], title=row[0] or "", earliest=row[1], latest=row[2], articles=row[3], first=story) if row else None
    )


def find_story(connection: sqlite3.Connection, key: str) -> str | None:
    """The key of the story that an id leads to: its own, or that of any article, statement or figure in it."""
    row = connection.execute("SELECT story FROM stories WHERE id = ?", (key,)).fetchone()
    if row:
        return str(row[0])
    article = article_of(connection, key)
    return story_of(connection, article or key)


def article_of(connection: sqlite3.Connection, entry: str) -> str | None:
    """The article that a statement or figure stands in."""
    for table in ("quotations", "figures"):
        row = connection.execute(f"SELECT article FROM {table} WHERE id = ?", (entry,)).fetchone()  # noqa: S608
        if row:
            return str(row[0])
    return None


def articles_of_entries(connection: sqlite3.Connection, entries: Iterable[str]) -> list[str]:
    """The articles that any of these statements and figures stand in, in the order of their ids."""
    rows = connection.execute(
        "SELECT article FROM quotations WHERE id IN (SELECT value FROM json_each(:ids)) UNION "
        "SELECT article FROM figures WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY 1",
        {"ids": json.dumps(sorted(set(entries)))},
    )
    return [row[0] for row in rows]


def with_stance(connection: sqlite3.Connection, articles: Iterable[str], stance: str) -> list[str]:
    """Those of these articles in which a statement has the stance."""
    rows = connection.execute(
        "SELECT DISTINCT q.article FROM json_each(?) a CROSS JOIN said q ON q.article = a.value WHERE q.stance = ? ORDER BY 1",
        (json.dumps(sorted(set(articles))), stance),
    )
    return [row[0] for row in rows]


def count_parts(connection: sqlite3.Connection, story: str) -> dict[str, int]:
    """How many of everything a story holds, by kind; `disputes` are its contradicting pairs."""
    known = kept.get_part(connection, story, kept.ARRANGED)
    if known is not None:
        return dict(known)
    counts: dict[str, int] = dict.fromkeys((*DERIVED, "contradicts", "updates", "narrows"), 0)
    held = connection.execute("SELECT name, number FROM story_counts WHERE story = ?", (story,))
    counts |= {name: number for name, number in held if name in counts}
    for table in ("quotations", "figures"):
        counts[table] = connection.execute(
            f"SELECT count(*) FROM {table} t JOIN story_articles sa ON sa.article = t.article AND sa.story = ?",  # noqa: S608
            (story,),
        ).fetchone()[0]
    return counts


def number_articles(connection: sqlite3.Connection, story: str) -> dict[str, int]:
    """The number of each article of a story, in order of time, from 1."""
    known = kept.get_part(connection, story, "list articles")
    if known is not None:
        return {article: n for n, article in enumerate(known, 1)}
    rows = connection.execute(
        "SELECT sa.article FROM story_articles sa JOIN readings r ON r.article = sa.article WHERE sa.story = ? "
        "ORDER BY coalesce(json_extract(r.anchor, '$.earliest'), '9999'), coalesce(json_extract(r.anchor, '$.latest'), ''), "
        "sa.article",
        (story,),
    )
    return {article: n for n, (article,) in enumerate(rows, 1)}


def number_events(connection: sqlite3.Connection, story: str) -> dict[str, int]:
    """The number of each event of a story, in order of its days, from 1."""
    known = kept.get_part(connection, story, "list events")
    if known is not None:
        return {event: n for n, event in enumerate(known, 1)}
    rows = connection.execute(
        "SELECT json_extract(value, '$.id'), json_extract(value, '$.date') FROM derived WHERE story = ? AND kind = 'events'",
        (story,),
    ).fetchall()
    rows.sort(key=lambda row: (row[1].partition("/")[0], row[1].partition("/")[2], row[0]))
    return {id_: n for n, id_ in enumerate(dict.fromkeys(row[0] for row in rows), 1)}


def list_months(connection: sqlite3.Connection, story: str) -> list[tuple[str, str]]:
    """The month of each event of a story, with its id, in the order of the timeline."""
    known = kept.get_part(connection, story, "list months")
    if known is not None:
        return [(month, event) for month, event in known]
    rows = connection.execute(
        "SELECT substr(json_extract(value, '$.date'), 1, 7), json_extract(value, '$.id') FROM derived "
        "WHERE story = ? AND kind = 'events' ORDER BY json_extract(value, '$.date'), json_extract(value, '$.id')",
        (story,),
    )
    return rows.fetchall()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An article in a list: who published it when, its title or first sentence, how much is read in it."""

    id: str
    publisher: str | None
    title: str
    published: When
    statements: int
    figures: int


def list_articles(connection: sqlite3.Connection, ids: Iterable[str]) -> list[ArticleHead]:
    """The heads of these articles."""
    rows = connection.execute(
        "SELECT a.id, a.publisher, a.title, (SELECT json_group_array(exact) FROM (SELECT "
        'substr(a.text, s.start + 1, s."end" - s.start) AS exact FROM sentences s '
        "WHERE s.article = a.id ORDER BY s.start LIMIT :leads)), r.anchor, "
        "(SELECT count(*) FROM quotations q WHERE q.article = a.id), (SELECT count(*) FROM figures f WHERE f.article = a.id) "
        "FROM articles a JOIN readings r ON r.article = a.id WHERE a.id IN (SELECT value FROM json_each(:ids)) ORDER BY a.id",
        {"ids": json.dumps(list(ids)), "leads": LEADS},
    )
    return [
        ArticleHead(
            id=id_,
            publisher=publisher,
            title=title or find_lead(json.loads(leads)),
            published=decode(When, json.loads(anchor)),
            statements=n,
            figures=m,
        )
        for id_, publisher, title, leads, anchor, n, m in rows
    ]


def get_derived(connection: sqlite3.Connection, kind: str, keys: Iterable[tuple[str, int]]) -> list[Any]:
    """The derived values of a kind at these places (story, position), in the order given."""
    query = "SELECT value FROM derived WHERE story = ? AND kind = ? AND position = ?"
    found: list[Any] = []
    for story, position in keys:
        row = connection.execute(query, (story, kind, position)).fetchone()
        if row:
            found.append(decode(DERIVED[kind], json.loads(row[0])))
    return found


def get_related(connection: sqlite3.Connection, story: str, relation: str) -> list[tuple[int, Any]]:
    """The relations of one kind in a story, in their order, each with its place among all."""
    rows = connection.execute(
        "SELECT position, value FROM derived WHERE story = ? AND kind = 'relations' AND json_extract(value, '$.relation') = ? "
        "ORDER BY position",
        (story, relation),
    )
    return [(position, decode(DERIVED["relations"], json.loads(value))) for position, value in rows]


def get_holding(connection: sqlite3.Connection, story: str, kind: str, ids: Collection[str]) -> list[Any]:
    """The derived values of a kind that hold any of the ids: claims and relations of entries, the others of articles."""
    return _get_held(connection, story, kind, {kind: ids})


def get_givers(
    connection: sqlite3.Connection, story: str, quotations: Collection[str], names: Collection[str] = ()
) -> list[Any]:
    """The entities that are the source of any of the quotations, or are called by any of the names."""
    return _get_held(connection, story, "entities", {"entities": quotations, "names": names})


def _get_held(connection: sqlite3.Connection, story: str, kind: str, keys: Mapping[str, Collection[str]]) -> list[Any]:
    places: set[int] = set()
    for held, wanted in keys.items():
        rows = connection.execute(
            "SELECT h.position FROM json_each(?) k CROSS JOIN holds h ON h.story = ? AND h.held = ? AND h.key = k.value",
            (json.dumps(list(wanted), ensure_ascii=False), story, held),
        )
        places.update(row[0] for row in rows)
    return get_derived(connection, kind, [(story, place) for place in sorted(places)])


def list_members(connection: sqlite3.Connection, story: str, entries: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The claims of these entries by id, each with all that make it."""
    rows = connection.execute(
        "SELECT DISTINCT d.position, json_extract(d.value, '$.id'), json_extract(d.value, '$.members') FROM json_each(:ids) k "
        "CROSS JOIN holds h ON h.story = :story AND h.held = 'claims' AND h.key = k.value "
        "CROSS JOIN derived d ON d.story = :story AND d.kind = 'claims' AND d.position = h.position ORDER BY d.position",
        {"story": story, "ids": json.dumps(list(entries))},
    )
    return {id_: tuple(json.loads(members)) for _, id_, members in rows}


def list_given(connection: sqlite3.Connection, figures: Collection[str]) -> list[tuple[str, str]]:
    """Those of these figures that a statement gives, each with the statement."""
    rows = connection.execute(
        "SELECT f.id, json_extract(f.value, '$.quotation') AS given FROM json_each(?) k CROSS JOIN figures f ON f.id = k.value "
        "WHERE given IS NOT NULL ORDER BY f.id",
        (json.dumps(sorted(set(figures))),),
    )
    return rows.fetchall()


def get_entries(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[list[Quotation], list[Figure]]:
    """The quotations and figures with these ids."""
    wanted = sorted(set(ids))
    quotations: list[Quotation] = []
    figures: list[Figure] = []
    for at in range(0, len(wanted), _CHUNK):
        part = wanted[at : at + _CHUNK]
        marks = ",".join("?" * len(part))
        rows = connection.execute(f"SELECT value FROM quotations WHERE id IN ({marks}) ORDER BY id", part)  # noqa: S608
        quotations.extend(decode(Quotation, json.loads(value)) for (value,) in rows)
        rows = connection.execute(f"SELECT value FROM figures WHERE id IN ({marks}) ORDER BY id", part)  # noqa: S608
        figures.extend(decode(Figure, json.loads(value)) for (value,) in rows)
    return quotations, figures


def get_outlines(
    connection: sqlite3.Connection,
    ids: Iterable[str],
    *,
    quotations: Sequence[Quotation] = (),
    figures: Sequence[Figure] = (),
) -> list[Document]:
    """The articles with these ids without text and layout: who published them when, with the entries that are given."""
    said: dict[str, list[Quotation]] = {}
    for q in quotations:
        said.setdefault(q.article, []).append(q)
    counted: dict[str, list[Figure]] = {}
    for f in figures:
        counted.setdefault(f.article, []).append(f)
    rows = connection.execute(
        "SELECT a.id, a.path, a.url, a.external_id, a.publisher, a.title, r.anchor FROM json_each(?) w "
        "CROSS JOIN articles a ON a.id = w.value JOIN readings r ON r.article = a.id ORDER BY a.id",
        (json.dumps(sorted(set(ids))),),
    )
    return [
        Document(
            article=Article(id=id_, text="", path=path, url=url, external_id=external_id, publisher=publisher, title=title),
            layout=Layout(blocks=(), sentences=(), language=""),
            reading=Reading(
                anchor=decode(When, json.loads(anchor)),
                quotations=tuple(said.get(id_, ())),
                figures=tuple(counted.get(id_, ())),
            ),
        )
        for id_, path, url, external_id, publisher, title, anchor in rows
    ]


def get_parts(
    connection: sqlite3.Connection,
    entries: Iterable[str],
    *,
    articles: Iterable[str] = (),
    stances: Collection[str] = (),
    unread: Iterable[str] = (),
) -> list[Document]:
    """The articles that the entries stand in, and those named, with the entries alone: no names, no dates, no other entry.

    With a figure comes the statement that gives it; `stances` brings in all statements of those stances in these articles.
    Of the layout of an article that is not named, and has no such statement, come the sentences and blocks in which its entries
    begin and end. `unread` are further entries whose sentences are not asked for: an article of these alone comes without
    text and layout.
    """
    wanted, whole = set(entries), set(articles)
    quotations, figures = get_entries(connection, {*wanted, *unread})
    # a statement is read where it is asked for, or its figure is
    wanted |= {f.quotation for f in figures if f.quotation and f.id in wanted}
    more = {f.quotation for f in figures if f.quotation} - {q.id for q in quotations}
    ids = {*whole, *(q.article for q in quotations), *(f.article for f in figures)}
    if stances:
        found = connection.execute(
            "SELECT q.id, q.article FROM json_each(?) a CROSS JOIN said q ON q.article = a.value "
            "WHERE q.stance IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)), json.dumps(sorted(stances))),
        )
        for id_, article in found:
            more.add(id_)
            whole.add(article)
    quotations += get_entries(connection, more - {q.id for q in quotations})[0]
    outlines = get_outlines(connection, ids, quotations=quotations, figures=figures)
    read = whole | {q.article for q in quotations if q.id in wanted} | {f.article for f in figures if f.id in wanted}
    rows = connection.execute(
        "SELECT a.id, a.text, l.value FROM json_each(?) w CROSS JOIN articles a ON a.id = w.value "
        "JOIN layouts l ON l.article = a.id",
        (json.dumps(sorted(read)),),
    )
    texts = {id_: (text, value) for id_, text, value in rows}
    return [_lay_out(d, *texts[d.article.id], wanted, whole) if d.article.id in texts else d for d in outlines]


def _lay_out(outline: Document, text: str, value: str, wanted: Collection[str], whole: Collection[str]) -> Document:
    """The article with its text, and with its layout: whole, or around those of its entries that are wanted."""
    layout = json.loads(value)
    if outline.article.id not in whole:
        spans = [s for q in outline.reading.quotations if q.id in wanted for s in q.content]
        spans += [f.passage for f in outline.reading.figures if f.id in wanted]
        places = {at for s in spans for at in (s.start, s.end - 1)}
        layout |= {part: _keep_around(layout[part], places) for part in ("sentences", "blocks")}
    return replace(outline, article=replace(outline.article, text=text), layout=decode(Layout, layout))


def _keep_around(stretches: list[dict[str, Any]], places: Collection[int]) -> list[dict[str, Any]]:
    """Of stretches of a text, in order, those in which a place is or behind which it comes: making thousands takes long."""
    starts = [s["start"] for s in stretches]
    return [stretches[n] for n in sorted({bisect_right(starts, at) - 1 for at in places}) if n >= 0]


def number_entries(connection: sqlite3.Connection, articles: Iterable[str]) -> dict[str, int]:
    """The number of each statement, and of each figure, in its article, in the order of the text."""
    given = (json.dumps(sorted(set(articles))),)
    numbers: dict[str, int] = {}
    for query in (
        "SELECT q.article, q.id FROM json_each(?) a CROSS JOIN said q ON q.article = a.value ORDER BY q.article, q.start, q.id",
        # a figure has one passage
        "SELECT p.article, p.entry FROM json_each(?) a CROSS JOIN spans p ON p.article = a.value AND p.kind = 'figure' "
        "ORDER BY p.article, p.start, p.entry",
    ):
        for _, group in groupby(connection.execute(query, given), key=itemgetter(0)):
            numbers.update((id_, n) for n, (_, id_) in enumerate(group, 1))
    return numbers


def make_record(head: StoryHead, *, articles: Sequence[str] = (), **parts: Sequence[Any]) -> StoryRecord:
    """A record of a story that holds these parts of it alone."""
    story = Story(id=head.id, title=head.title, articles=tuple(articles), earliest=head.earliest, latest=head.latest)
    return StoryRecord(story=story, **{kind: tuple(values) for kind, values in parts.items()})
