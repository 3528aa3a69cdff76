"""The pages of a story, one for each part: what is in dispute, its figures, days, claims, copies and articles."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.ledger import Ledger
from onrecord.paging.arranging import (
    Disputes,
    Quantity,
    count_standings,
    find_dispute_of,
    find_disputes,
    find_pairs,
    find_quantities,
)
from onrecord.paging.disputing import tell_disputes
from onrecord.paging.shortening import make_ladders
from onrecord.store import slices
from onrecord.store.orders import page_rows
from onrecord.store.slices import StoryHead
from onrecord.tell.report.alone import show_claim
from onrecord.tell.report.changes import MAX_WIDE, Changes, make_register
from onrecord.tell.report.copies import MAX_COMPARED, MAX_PICTURE, find_copies
from onrecord.tell.report.disputes import MAX_DISPUTES
from onrecord.tell.report.disputes import Disputes as Told
from onrecord.tell.report.entries import Entry
from onrecord.tell.report.rungs import in_one_unit
from onrecord.tell.report.wording import count
from onrecord.web.links import make_path
from onrecord.web.shown import (
    MissingError,
    Pager,
    Shown,
    Tab,
    find_head,
    link_context,
    make_pager,
    make_tabs,
    prepare,
    show_title,
    view_part,
)

LADDERS = 4
REGISTERS = 10
CLAIMS = 20
MAX_MEMBERS = 10
ARTICLES = 50


def show_part(head: StoryHead, tabs: tuple[Tab, ...], body: str, pager: Pager | None, context: Mapping[str, object]) -> Shown:
    """A part of a story as a page."""
    return Shown(
        body=body, title=show_title(head), verbatim=True, head=head, tabs=tabs, pager=pager, context={"lv": 2, **context}
    )


def show_disputes(ledger: Ledger, key: str, page: int) -> Shown:
    """What is in dispute in a story."""
    head = find_head(ledger.connection, key)
    at = (page - 1) * MAX_DISPUTES
    found = find_disputes(ledger.connection, head.first, offset=at, limit=MAX_DISPUTES)
    pager = make_pager(("stories", head.first, "disputes"), page, found.total, MAX_DISPUTES, "dispute")
    return show_groups(ledger, head, found, pager)


def find_dispute(ledger: Ledger, head: StoryHead, entry: str) -> Disputes | None:
    """The dispute that a statement or figure, or its claim, is in; of a statement also that of the figures that it gives."""
    given = ledger.connection.execute(
        "SELECT id FROM figures WHERE article = (SELECT article FROM quotations WHERE id = :id) "
        "AND json_extract(value, '$.quotation') = :id",
        {"id": entry},
    )
    return find_dispute_of(ledger.connection, head.first, {entry, *(row[0] for row in given)})


def show_dispute(ledger: Ledger, entry: str) -> Shown:
    """The dispute that a statement or figure, or its claim, is in.

    Raises: MissingError where it is in none.
    """
    head = find_head(ledger.connection, entry)
    found = find_dispute(ledger, head, entry)
    if found is None:
        raise MissingError("This entry is in no dispute.")
    shown = show_groups(ledger, head, found, None)
    return replace(shown, context={**shown.context, "of": entry})


def show_groups(ledger: Ledger, head: StoryHead, found: Disputes, pager: Pager | None) -> Shown:
    """Some of the disputes of a story."""
    connection = ledger.connection
    counts = slices.count_parts(connection, head.first)
    page = tell_disputes(connection, head, found.shown, prepare=prepare)
    disputes = Told(shown=page.disputes, pairs=counts["contradicts"])
    view = view_part(head, questions=count(found.total, "question"), disputes=disputes, offset=found.offset)
    context = {
        "s": view,
        "of": None,
        "dispute_at": lambda d: make_path("disputes", d.pairs[0].left.id),
        **link_context(page.story, head, spots=page.spots),
    }
    return show_part(head, make_tabs(head, counts, "disputes"), "disputes.html.j2", pager, context)


def show_figures(ledger: Ledger, key: str, page: int, *, single: bool = False) -> Shown:
    """The figures of a story: the quantities with several values as ladders, or those with one as tables."""
    connection = ledger.connection
    head = find_head(connection, key)
    size = REGISTERS if single else LADDERS
    chosen, moving, still = find_quantities(connection, head.first, single=single, offset=(page - 1) * size, limit=size)
    noun = "quantity with one value|quantities with one value" if single else "quantity|quantities"
    steps = ("stories", head.first, "figures")
    pager = make_pager(steps, page, still if single else moving, size, noun, values="one" if single else None)
    if single:
        figures = [f.id for q in chosen for f in q.figures]
        story = prepare(connection, head, slices.get_parts(connection, (), unread=figures))
        parts = [in_one_unit(story.figures[f.id] for f in q.figures if f.id in story.figures) for q in chosen]
        changes = Changes(other_figures=make_register(story, [p for p in parts if p]))
    else:
        story, ladders = make_ladders(connection, head, chosen, rank=0 if page == 1 else MAX_WIDE, prepare=prepare)
        changes = Changes(ladders=ladders)
    context = {
        "s": view_part(head, changes=changes),
        "single": single,
        "moving": moving,
        "still": still,
        "steps": steps,
        "all_of": lambda entry: find_rest(chosen, entry),
        **link_context(story, head),
    }
    return show_part(
        head, make_tabs(head, slices.count_parts(connection, head.first), "figures"), "figures.html.j2", pager, context
    )


def find_rest(quantities: Sequence[Quantity], entry: Entry) -> Mapping[str, object] | None:
    """Where all figures of the quantity of an entry are listed, and how many they are; None where the page shows them all."""
    for quantity in quantities:
        if quantity.every and any(f.id == entry.id for f in quantity.figures):
            return {"href": make_path("quantities", entry.id), "total": quantity.total}
    return None


def show_claims(ledger: Ledger, key: str, page: int) -> Shown:
    """What several statements and figures of a story say alike, those in dispute first."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.first)
    pager = make_pager(("stories", head.first, "claims"), page, counts["claims"], CLAIMS, "claim")
    keys = page_rows(connection, "claims", story=head.first, offset=(page - 1) * CLAIMS, limit=CLAIMS)
    claims = slices.get_derived(connection, "claims", keys)
    documents = slices.get_parts(connection, {m for c in claims for m in c.members[:MAX_MEMBERS]})
    story = prepare(connection, head, documents, claims=False)
    story = replace(story, claims={c.id: c for c in claims})
    shown = [(show_claim(story, c), c.members[0]) for c in claims if story.members(c.id)]
    context = {
        "claims": shown,
        "standings": count_standings(connection, head.first),
        "s": view_part(head),
        **link_context(story, head),
    }
    return show_part(head, make_tabs(head, counts, "claims"), "claims.html.j2", pager, context)


def show_copies(ledger: Ledger, key: str, page: int) -> Shown:
    """Who shares wording with whom in a story; of a small story also the picture of it and the credits."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.first)
    whole = head.articles <= MAX_PICTURE
    at = (page - 1) * MAX_COMPARED
    chosen, total = find_pairs(connection, head.first, offset=at, limit=MAX_COMPARED)
    pager = make_pager(("stories", head.first, "copies"), page, total, MAX_COMPARED, "pair of articles|pairs of articles")
    pairs = find_pairs(connection, head.first)[0] if whole else chosen
    reuse = slices.get_derived(connection, "reuse", [(head.first, place) for *_, places in pairs for place in places])
    articles = (
        slices.number_articles(connection, head.first) if whole else {a for left, right, *_ in chosen for a in (left, right)}
    )
    story = prepare(connection, head, slices.get_parts(connection, (), articles=articles), reuse=reuse, claims=False)
    copies = find_copies(story)
    if whole:
        on_page = frozenset(frozenset((left, right)) for left, right, *_ in chosen)
        part = [r for r in reuse if frozenset((r.left.article, r.right.article)) in on_page]
        compared = find_copies(replace(story, record=replace(story.record, reuse=tuple(part)))).compared
        first = {"credited": (), "origins": (), "pictures": (), "repeats": ()} if at else {}
        copies = replace(copies, compared=compared, more=(), **first)
    else:
        copies = replace(copies, credited=(), origins=(), repeats=())
    context = {"s": view_part(head, copies=copies), "whole": whole, **link_context(story, head)}
    return show_part(head, make_tabs(head, counts, "copies"), "copies_page.html.j2", pager, context)


def show_articles(ledger: Ledger, key: str, page: int) -> Shown:
    """The articles of a story in order of time."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.first)
    pager = make_pager(("stories", head.first, "articles"), page, head.articles, ARTICLES, "article")
    numbers = slices.number_articles(connection, head.first)
    on_page = list(numbers)[(page - 1) * ARTICLES : page * ARTICLES]
    rows = {row.id: row for row in slices.list_articles(connection, on_page)}
    context = {"rows": [(numbers[a], rows[a]) for a in on_page if a in rows]}
    return show_part(head, make_tabs(head, counts, "articles"), "articles_page.html.j2", pager, context)
