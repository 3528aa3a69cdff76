"""The pages of what can be cited: an article, a statement or figure; and of what leads from there: its claim, its source."""

import json
from dataclasses import replace

from onrecord.ledger import Ledger
from onrecord.store import slices, sources
from onrecord.store.articles import get_documents
from onrecord.tell.report.alone import show_claim
from onrecord.tell.report.people import make_person
from onrecord.tell.report.records import NO_SOURCE, by_time
from onrecord.tell.report.texts import ArticleText, LeftOut, Paragraph, show_articles
from onrecord.tell.report.wording import STANCE_MARKS, STANCES, clip
from onrecord.web.links import PART_CHARS, article_path, make_path
from onrecord.web.shown import (
    MAX_TITLE,
    MissingError,
    Pager,
    Shown,
    find_head,
    link_context,
    make_pager,
    make_tabs,
    prepare,
    show_title,
    view_part,
)

SOURCES = 60
SAID = 40
MAX_RELATED = 30
_RELATIONS = {
    "contradicts": "Contradicts, or is contradicted by",
    "updates": "Updates, or is updated by",
    "narrows": "Makes more exact, or is made more exact by",
    "same": "Says the same as",
}


def show_article(ledger: Ledger, article: str, page: int) -> Shown:
    """An article in full, with every entry marked in its place."""
    connection = ledger.connection
    head = find_head(connection, article)
    documents = get_documents(connection, [article])
    if not documents:
        raise MissingError("This ledger holds no such article.")
    events = slices.get_holding(connection, head.first, "events", [article])
    reuse = slices.get_holding(connection, head.first, "reuse", [article])
    others = {a for r in reuse for a in (r.left.article, r.right.article)} - {article}
    outlines = slices.get_outlines(connection, others)
    story = prepare(connection, head, [*documents, *outlines], events=events, reuse=reuse)
    # an event leads to its own place here, and from there to the timeline
    (text,) = show_articles(story, only={article})
    pages = _paginate(text)
    steps = ("articles", article)
    pager = Pager(page=1, pages=1, before=None, after=None, words="")
    if len(pages) > 1 or page != 1:
        pager = make_pager(steps, page, len(pages), 1, "part of its text|parts of its text")
    numbers = slices.number_articles(connection, head.first)
    order = list(numbers)
    at = order.index(article)
    context = {
        "a": replace(text, parts=pages[page - 1]),
        "cited": True,
        "s": view_part(head),
        "before": article_path(order[at - 1]) if at else None,
        "after": article_path(order[at + 1]) if at + 1 < len(order) else None,
        "sources": sum(q.source is not None for q in documents[0].reading.quotations),
        "id": article,
        **link_context(story, head),
    }
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "articles")
    title = clip(text.title or text.ref.publisher, MAX_TITLE)
    return Shown(
        body="article.html.j2", title=title, verbatim=bool(text.title), head=head, tabs=tabs, pager=pager, context=context
    )


def _paginate(text: ArticleText) -> list[tuple[Paragraph | LeftOut, ...]]:
    """The parts of an article by page; a page is known by the offset in the text, so that addresses can name it."""
    pages: list[list[Paragraph | LeftOut]] = [[]]
    for part in text.parts:
        starts = [bit.at for bits in part.sentences for bit in bits] if isinstance(part, Paragraph) else []
        while starts and starts[0] // PART_CHARS >= len(pages):
            pages.append([])
        pages[-1].append(part)
    return [tuple(p) for p in pages]


def show_entry(ledger: Ledger, id_: str) -> Shown:
    """One statement or figure: its words in their sentence, its claim, what it contradicts or updates, how to cite it."""
    connection = ledger.connection
    article = slices.article_of(connection, id_)
    if article is None:
        raise MissingError("This ledger holds no such statement or figure.")
    head = find_head(connection, id_)
    relations = slices.get_holding(connection, head.first, "relations", [id_])[:MAX_RELATED]
    wanted = {id_, *(i for r in relations for i in (r.left, r.right))}
    given = connection.execute(
        "SELECT id FROM figures WHERE article = ? AND json_extract(value, '$.quotation') = ? ORDER BY position", (article, id_)
    )
    inside = [row[0] for row in given]
    story = prepare(connection, head, slices.get_parts(connection, {*wanted, *inside}), relations=relations)
    entry = story.entries[id_]
    claim = story.claim_of.get(id_)
    related: dict[str, list[tuple[object, str]]] = {}
    for r in relations:
        other = story.entries.get(r.right if r.left == id_ else r.left)
        if other:
            related.setdefault(_RELATIONS[r.relation], []).append((other, story.tell_reason(r.reason)))
    contested = (claim and claim.status == "disputed") or any(r.relation == "contradicts" for r in relations)
    quotation, figure = story.quotations.get(id_), story.figures.get(id_)
    spans = quotation.content if quotation else (figure.passage,) if figure else ()
    context = {
        "e": entry,
        "id": id_,
        "article": article,
        "passage": f"{article}:{spans[0].start}-{spans[-1].end}",
        "figures": [story.entries[i] for i in inside if i in story.entries],
        "claim": show_claim(story, claim) if claim and len(claim.members) > 1 else None,
        "claim_path": make_path("claims", id_),
        "disputed": make_path("disputes", id_) if contested else None,
        "related": related,
        "s": view_part(head),
        **link_context(story, head),
    }
    kind = "A figure" if entry.amount else "A statement"
    title = f"{kind} in article {entry.article.number}"
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "")
    return Shown(body="entry.html.j2", title=title, head=head, tabs=tabs, context=context)


def show_claim_of(ledger: Ledger, entry: str, page: int) -> Shown:
    """The claim that a statement or figure makes, with all that make it."""
    connection = ledger.connection
    head = find_head(connection, entry)
    claims = slices.get_holding(connection, head.first, "claims", [entry])
    if not claims:
        raise MissingError("This entry makes no claim on the record.")
    claim = claims[0]
    first = [r[0] for r in _by_day(ledger, claim.members)]
    pager = make_pager(("claims", entry), page, len(first), SAID, "entry|entries")
    on_page = first[(page - 1) * SAID : page * SAID]
    story = prepare(connection, head, slices.get_parts(connection, on_page), claims=False)
    story = replace(story, claims={claim.id: claim})
    chosen = [i for i in on_page if i in story.entries]
    contested = any(r.relation == "contradicts" for r in slices.get_holding(connection, head.first, "relations", claim.members))
    context = {
        "claim": show_claim(story, claim),
        "entries": sorted((story.entries[i] for i in chosen), key=by_time),
        "disputed": make_path("disputes", entry) if contested else None,
        "s": view_part(head),
        **link_context(story, head),
    }
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "claims")
    return Shown(body="claim.html.j2", title="A claim", head=head, tabs=tabs, pager=pager, context=context)


def _by_day(ledger: Ledger, entries: tuple[str, ...]) -> list[tuple[str, str]]:
    """The entries in the order of the days that their articles were published."""
    rows = ledger.connection.execute(
        "SELECT e.id, coalesce(json_extract(r.anchor, '$.earliest'), '9999') FROM (SELECT id, article FROM quotations "
        "WHERE id IN (SELECT value FROM json_each(:ids)) UNION ALL SELECT id, article FROM figures "
        "WHERE id IN (SELECT value FROM json_each(:ids))) e JOIN readings r ON r.article = e.article ORDER BY 2, 1",
        {"ids": json.dumps(entries)},
    )
    return rows.fetchall()


def show_sources(ledger: Ledger, key: str, page: int) -> Shown:
    """The sources of a story, the most quoted first."""
    connection = ledger.connection
    head = find_head(connection, key)
    found, total = sources.page_sources(connection, head.first, offset=(page - 1) * SOURCES, limit=SOURCES)
    pager = make_pager(("stories", head.first, "sources"), page, total, SOURCES, "source")
    shown = [
        {
            "name": clip(f.name, MAX_TITLE) or NO_SOURCE,
            "href": make_path("sources", f.first),
            "statements": f.statements,
            "tallies": [(STANCE_MARKS.get(s, "+"), n, STANCES.get(s, s)) for s, n in f.stances],
        }
        for f in found
    ]
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "sources")
    context = {"sources": shown, "lv": 2}
    return Shown(
        body="sources.html.j2", title=show_title(head), verbatim=True, head=head, tabs=tabs, pager=pager, context=context
    )


def show_source(ledger: Ledger, quotation: str, page: int) -> Shown:
    """All that the source of a statement says in the story, in order of time."""
    connection = ledger.connection
    head = find_head(connection, quotation)
    quotations, figures = slices.get_entries(connection, [quotation])
    if not quotations and not (figures and figures[0].quotation):
        raise MissingError("This entry has no source on the record.")
    quotation = quotations[0].id if quotations else figures[0].quotation or ""
    name = sources.name_source(connection, quotation)
    said = sources.list_said(connection, head.first, name)
    pager = make_pager(("sources", quotation), page, len(said), SAID, "statement")
    on_page = said[(page - 1) * SAID : page * SAID]
    story = prepare(connection, head, slices.get_parts(connection, on_page))
    entries = [story.entries[i] for i in on_page if i in story.entries]
    person = make_person("said", entries)
    entity = next((e for e in story.record.entities if e.name == name), None)
    context = {
        "person": replace(person, entries=tuple(entries)),
        "total": len(said),
        "aliases": entity.aliases[:12] if entity else (),
        "descriptions": entity.descriptions[:6] if entity else (),
        "search": make_path("search", source=name) if name else None,
        "story_href": make_path("stories", head.first),
        "s": view_part(head),
        **link_context(story, head, own={e.anchor for e in entries}),
    }
    title = clip(name, MAX_TITLE) or NO_SOURCE
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "sources")
    return Shown(body="source.html.j2", title=title, head=head, tabs=tabs, pager=pager, context=context)
