"""The pages of a story, one for each part: what is in dispute, its figures, days, claims, copies and articles."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.ledger import Ledger
from onrecord.model import Relation
from onrecord.store import slices
from onrecord.store.orders import page_rows
from onrecord.store.slices import StoryHead
from onrecord.tell.report.alone import show_claim
from onrecord.tell.report.changes import MAX_PLOTS, MAX_WIDE, Changes, Ladder, make_ladder, make_register, split_figures
from onrecord.tell.report.copies import MAX_COMPARED, MAX_PICTURE, find_copies
from onrecord.tell.report.disputes import MAX_DISPUTES, Disputes, find_disputes, group_contradictions, name_question
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.rungs import Value, in_one_unit
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

LADDERS = 6
MAX_RUNGS = 40  # values of one ladder that a page shows
MAX_ALIKE = 5  # figures of one of them
MAX_SAME = 12  # figures of a quantity with one value
REGISTERS = 30
CLAIMS = 30
MAX_MEMBERS = 10
ARTICLES = 50


def show_part(head: StoryHead, tabs: tuple[Tab, ...], body: str, pager: Pager | None, context: Mapping[str, object]) -> Shown:
    """A part of a story as a page."""
    return Shown(
        body=body, title=show_title(head), verbatim=True, head=head, tabs=tabs, pager=pager, context={"lv": 2, **context}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """The contradictions of a story by dispute, biggest first; `claim_of` leads from an entry to its claim."""

    groups: list[list[Relation]]
    claim_of: dict[str, str]
    members: dict[str, tuple[str, ...]]

    def node(self, entry: str) -> str:
        """The claim of an entry, or the entry itself."""
        return self.claim_of.get(entry, entry)

    def entries(self, group: list[Relation]) -> set[str]:
        """The entries on either side of a dispute."""
        nodes = {self.node(i) for r in group for i in (r.left, r.right)}
        return {m for n in nodes for m in self.members.get(n, (n,))}


def find_contradictions(ledger: Ledger, head: StoryHead) -> Contradictions:
    """The disputes of a story, without their entries."""
    connection = ledger.connection
    relations = slices.get_related(connection, head.id, "contradicts")
    ids = {i for r in relations for i in (r.left, r.right)}
    members = slices.list_members(connection, head.id, sorted(ids))
    given: dict[str, list[str]] = {}
    for figure, quotation in slices.list_given(connection, ids.union(*members.values())):
        given.setdefault(quotation, []).append(figure)
    found = Contradictions(
        groups=[], claim_of={m: claim for claim, made_by in members.items() for m in made_by}, members=members
    )
    asks = {f.id: name_question(f) for f in slices.get_entries(connection, ids)[1]}
    groups = group_contradictions(relations, node=found.node, given=given, asks=asks)
    groups.sort(key=lambda g: (-len(g), -len(found.entries(g)), min(r.left for r in g)))
    return replace(found, groups=groups)


def show_disputes(ledger: Ledger, key: str, page: int) -> Shown:
    """What is in dispute in a story."""
    head = find_head(ledger.connection, key)
    found = find_contradictions(ledger, head)
    pager = make_pager(("stories", head.first, "disputes"), page, len(found.groups), MAX_DISPUTES, "dispute")
    at = (page - 1) * MAX_DISPUTES
    return show_groups(ledger, head, found, found.groups[at : at + MAX_DISPUTES], at, pager)


def show_dispute(ledger: Ledger, entry: str) -> Shown:
    """The dispute that a statement or figure, or its claim, is in.

    Raises: MissingError where it is in none.
    """
    head = find_head(ledger.connection, entry)
    found = find_contradictions(ledger, head)
    number = find_dispute(ledger, found, entry)
    shown = show_groups(ledger, head, found, [found.groups[number]], number, None)
    return replace(shown, context={**shown.context, "of": entry})


def find_dispute(ledger: Ledger, found: Contradictions, entry: str) -> int:
    """The number of the dispute that a statement or figure, or its claim, is in.

    Raises: MissingError where it is in none.
    """
    # a statement's dispute may be shown by the figures that it gives
    given = ledger.connection.execute(
        "SELECT id FROM figures WHERE article = (SELECT article FROM quotations WHERE id = :id) "
        "AND json_extract(value, '$.quotation') = :id",
        {"id": entry},
    )
    wanted = {entry, *(row[0] for row in given)}
    for number, group in enumerate(found.groups):
        if wanted & found.entries(group):
            return number
    raise MissingError("This entry is in no dispute.")


def show_groups(
    ledger: Ledger, head: StoryHead, found: Contradictions, groups: list[list[Relation]], offset: int, pager: Pager | None
) -> Shown:
    """Some of the disputes of a story."""
    counts = slices.count_parts(ledger.connection, head.id)
    entries = {i for g in groups for i in found.entries(g)}
    documents = slices.get_parts(ledger.connection, entries, stances=("cannot-verify",))
    story = prepare(ledger.connection, head, documents, relations=[r for g in groups for r in g])
    shown = find_disputes(story)
    shown = Disputes(shown=(*shown.shown, *shown.more), pairs=counts["contradicts"])
    view = view_part(head, questions=count(len(found.groups), "question"), disputes=shown, offset=offset)
    context = {
        "s": view,
        "of": None,
        "dispute_at": lambda d: make_path("disputes", d.pairs[0].left.id),
        **link_context(story, head),
    }
    return show_part(head, make_tabs(head, counts, "disputes"), "disputes.html.j2", pager, context)


@dataclass(frozen=True, slots=True)
class _Light:
    """What of a figure tells which ladder it stands on."""

    id: str
    article: str
    indicator: str
    unit: str
    low: float | None
    high: float | None
    place: str | None
    giver: str | None
    day: str | None


def _sort_figures(connection: sqlite3.Connection, head: StoryHead) -> tuple[list[list[_Light]], list[list[_Light]]]:
    """Those quantities of a story that have several values, and those that have one, the weightiest first."""
    rows = connection.execute(
        "SELECT f.id, f.article, f.indicator, f.unit, f.low, f.high, json_extract(f.value, '$.place'), "
        "json_extract(f.value, '$.giver'), coalesce(json_extract(f.value, '$.as_of.latest'), "
        "json_extract(r.anchor, '$.earliest')) FROM figures f "
        "JOIN story_articles sa ON sa.article = f.article AND sa.story = ? "
        "JOIN readings r ON r.article = f.article ORDER BY f.id",
        (head.id,),
    )
    moving, still = split_figures([_Light(*row) for row in rows])
    for groups in (moving, still):
        groups.sort(key=lambda g: (-_weigh(g), g[0].id))
    return moving, still


def _choose_figures(group: list[_Light]) -> list[_Light]:
    """The figures of a ladder that a page shows: of the values that most articles print, the first that name their givers."""
    values: dict[Value, list[_Light]] = {}
    for f in sorted(group, key=lambda f: (f.giver is None, f.day or "9999", f.id)):
        values.setdefault((f.low, f.high), []).append(f)
    most = sorted(values.values(), key=lambda fs: -len({f.article for f in fs}))[:MAX_RUNGS]
    return [f for fs in most for f in fs[:MAX_ALIKE]]


def make_ladders(
    connection: sqlite3.Connection, head: StoryHead, groups: list[list[_Light]], *, rank: int = 0
) -> tuple[Prepared, tuple[Ladder, ...]]:
    """The ladders of these quantities and the part of the story that they show; `rank` says how large the first is drawn."""
    chosen = [_choose_figures(g) for g in groups]
    story = prepare(connection, head, slices.get_parts(connection, [f.id for g in chosen for f in g]))
    ladders = []
    for n, (group, own) in enumerate(zip(groups, chosen, strict=True)):
        # of a part of them alone it could not be seen which unit the story tells them in
        figures = [replace(story.figures[f.id], low=f.low, high=f.high, unit=f.unit) for f in own if f.id in story.figures]
        articles: dict[Value, set[str]] = {}
        for f in group:
            articles.setdefault((f.low, f.high), set()).add(f.article)
        if figures:
            printed = {value: len(by) for value, by in articles.items()}
            ladders.append(make_ladder(story, figures, rank=rank + n, printed=printed))
    return story, tuple(ladders)


def find_ladders(connection: sqlite3.Connection, head: StoryHead, limit: int) -> tuple[Prepared, tuple[Ladder, ...]]:
    """The ladders that tell most, without plots, and the part of the story that they show."""
    moving, _ = _sort_figures(connection, head)
    return make_ladders(connection, head, moving[:limit], rank=MAX_PLOTS)


def show_figures(ledger: Ledger, key: str, page: int, *, single: bool = False) -> Shown:
    """The figures of a story: the quantities with several values as ladders, or those with one as tables."""
    connection = ledger.connection
    head = find_head(connection, key)
    moving, still = _sort_figures(connection, head)
    groups, size = (still, REGISTERS) if single else (moving, LADDERS)
    noun = "quantity with one value|quantities with one value" if single else "quantity|quantities"
    steps = ("stories", head.first, "figures")
    pager = make_pager(steps, page, len(groups), size, noun, values="one" if single else None)
    chosen = groups[(page - 1) * size : page * size]
    if single:
        story = prepare(connection, head, slices.get_parts(connection, [f.id for g in chosen for f in g[:MAX_SAME]]))
        parts = [in_one_unit(story.figures[f.id] for f in g[:MAX_SAME] if f.id in story.figures) for g in chosen]
        changes = Changes(other_figures=make_register(story, [p for p in parts if p]))
    else:
        story, ladders = make_ladders(connection, head, chosen, rank=0 if page == 1 else MAX_WIDE)
        changes = Changes(ladders=ladders)
    context = {
        "s": view_part(head, changes=changes),
        "single": single,
        "moving": len(moving),
        "still": len(still),
        "steps": steps,
        "unshown": sum(max(len(g) - MAX_SAME, 0) for g in chosen) if single else 0,
        **link_context(story, head),
    }
    return show_part(
        head, make_tabs(head, slices.count_parts(connection, head.id), "figures"), "figures.html.j2", pager, context
    )


def _weigh(group: list[_Light]) -> int:
    """How much a quantity tells: different givers, values and articles, how many figures."""
    givers, values = len({f.giver for f in group}), len({(f.low, f.high) for f in group})
    return 4 * min(givers, 8) + 4 * min(values, 8) + 4 * min(len({f.article for f in group}), 8) + min(len(group), 30)


def show_claims(ledger: Ledger, key: str, page: int) -> Shown:
    """What several statements and figures of a story say alike, those in dispute first."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.id)
    pager = make_pager(("stories", head.first, "claims"), page, counts["claims"], CLAIMS, "claim")
    keys = page_rows(connection, "claims", story=head.id, offset=(page - 1) * CLAIMS, limit=CLAIMS)
    claims = slices.get_derived(connection, "claims", keys)
    documents = slices.get_parts(connection, {m for c in claims for m in c.members[:MAX_MEMBERS]})
    story = prepare(connection, head, documents, claims=False)
    story = replace(story, claims={c.id: c for c in claims})
    shown = [(show_claim(story, c), c.members[0]) for c in claims if story.members(c.id)]
    rows = connection.execute(
        "SELECT json_extract(value, '$.status'), count(*) FROM derived WHERE story = ? AND kind = 'claims' GROUP BY 1",
        (head.id,),
    ).fetchall()
    context = {"claims": shown, "standings": dict(rows), "s": view_part(head), **link_context(story, head)}
    return show_part(head, make_tabs(head, counts, "claims"), "claims.html.j2", pager, context)


def show_copies(ledger: Ledger, key: str, page: int) -> Shown:
    """Who shares wording with whom in a story; of a small story also the picture of it and the credits."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.id)
    pairs = connection.execute(
        "SELECT min(l, r), max(l, r), sum(size) AS n, json_group_array(position) FROM (SELECT position, "
        "json_extract(value, '$.left.article') AS l, json_extract(value, '$.right.article') AS r, "
        "json_extract(value, '$.left.end') - json_extract(value, '$.left.start') AS size FROM derived "
        "WHERE story = ? AND kind = 'reuse') WHERE l <> r GROUP BY 1, 2 ORDER BY n DESC, 1, 2",
        (head.id,),
    ).fetchall()
    pager = make_pager(("stories", head.first, "copies"), page, len(pairs), MAX_COMPARED, "pair of articles|pairs of articles")
    chosen = pairs[(page - 1) * MAX_COMPARED : page * MAX_COMPARED]
    whole = head.articles <= MAX_PICTURE
    positions = [p for *_, held in (pairs if whole else chosen) for p in json.loads(held)]
    reuse = slices.get_derived(connection, "reuse", [(head.id, p) for p in positions])
    articles = (
        slices.number_articles(connection, head.id) if whole else {a for left, right, *_ in chosen for a in (left, right)}
    )
    story = prepare(connection, head, slices.get_parts(connection, (), articles=articles), reuse=reuse, claims=False)
    copies = find_copies(story)
    if whole:
        at = (page - 1) * MAX_COMPARED
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
    counts = slices.count_parts(connection, head.id)
    pager = make_pager(("stories", head.first, "articles"), page, head.articles, ARTICLES, "article")
    numbers = slices.number_articles(connection, head.id)
    on_page = list(numbers)[(page - 1) * ARTICLES : page * ARTICLES]
    rows = {row.id: row for row in slices.list_articles(connection, on_page)}
    context = {"rows": [(numbers[a], rows[a]) for a in on_page if a in rows]}
    return show_part(head, make_tabs(head, counts, "articles"), "articles_page.html.j2", pager, context)
