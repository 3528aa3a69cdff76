"""What a page is made of: its template and context, the story it belongs to, the pages before and after it."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Document
from onrecord.paging.preparing import prepare_part
from onrecord.review.judging import look_up_states
from onrecord.store import slices
from onrecord.store.judgements import judgements_on
from onrecord.store.slices import StoryHead
from onrecord.tell.report.entries import Spot
from onrecord.tell.report.page import StoryView, Summary
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.verdicts import mark_entries
from onrecord.tell.report.wording import clip, count, tell_range
from onrecord.web.links import article_path, make_link, make_original, make_path, map_anchors, page_query

MAX_TITLE = 300
MAX_HEADING = 140  # of a story, on each of its pages: an article without a headline has its first paragraph for one
PARTS = {
    "disputes": "In dispute",
    "figures": "Figures",
    "timeline": "Day by day",
    "map": "Where",
    "sources": "Who said what",
    "claims": "Claims",
    "copies": "Copies",
    "articles": "Articles",
}


class MissingError(InputError):
    """What an address names is not in the ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page stands among its like, and the addresses of its neighbours."""

    page: int
    pages: int
    before: str | None
    after: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A part of a story: its name, address, how much it holds."""

    name: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page before it is rendered: `verbatim` says that its heading is an article's own words.

    `review` are the judgements on what it shows (`onrecord.web.review.Review`).
    """

    body: str
    title: str
    verbatim: bool = False
    head: StoryHead | None = None
    tabs: tuple[Tab, ...] = ()
    pager: Pager | None = None
    review: Any = None
    context: Mapping[str, Any] = field(default_factory=dict)


def make_pager(steps: Sequence[str], page: int, total: int, size: int, noun: str, values: str | None = None) -> Pager:
    """The pager of a page with `size` of `total` things.

    Raises: MissingError where there is no such page.
    """
    pages = max(-(-total // size), 1)
    if not 1 <= page <= pages:
        raise MissingError(f"There is no page {page:,}; there {'is' if pages == 1 else 'are'} {pages:,}.")
    first = (page - 1) * size + 1
    return Pager(
        page=page,
        pages=pages,
        before=make_path(*steps, page=page_query(page - 1), values=values) if page > 1 else None,
        after=make_path(*steps, page=page + 1, values=values) if page < pages else None,
        words=f"{first:,}–{min(first + size - 1, total):,} of {count(total, *noun.split('|'))}" if pages > 1 else "",
    )


def find_head(connection: sqlite3.Connection, key: str) -> StoryHead:
    """The story that an id leads to.

    Raises: MissingError.
    """
    story = slices.find_story(connection, key)
    head = slices.get_head(connection, story) if story else None
    if not head:
        article = slices.article_of(connection, key) or key
        if connection.execute("SELECT 1 FROM pending WHERE article = ?", (article,)).fetchone():
            raise MissingError("This was just read, and is not yet put into a story. Ask again when the reading is done.")
        raise MissingError("Nothing in this ledger goes by that id.")
    return head


def make_tabs(head: StoryHead, counts: Mapping[str, int], current: str) -> tuple[Tab, ...]:
    """The parts of a story, for its navigation."""
    held = {
        "disputes": counts["contradicts"],
        "figures": counts["figures"],
        "timeline": counts["events"],
        "map": counts["places"],
        "sources": counts["quotations"],
        "claims": counts["claims"],
        "copies": counts["reuse"],
        "articles": head.articles,
    }
    return tuple(
        Tab(name=name, href=make_path("stories", head.first, part), count=held[part], current=part == current)
        for part, name in PARTS.items()
    )


def show_title(head: StoryHead) -> str:
    """The heading of a story."""
    return clip(head.title or "Untitled", MAX_HEADING)


def prepare(
    connection: sqlite3.Connection,
    head: StoryHead,
    documents: Sequence[Document],
    *,
    claims: bool = True,
    **parts: Sequence[Any],
) -> Prepared:
    """A part of a story made ready for the page, with what people decided about its entries (`prepare_part`)."""
    judgements = judgements_on(connection, [d.article.id for d in documents])
    judged = mark_entries(look_up_states(connection, judgements), documents) if judgements else {}
    return prepare_part(connection, head, documents, claims=claims, judged=judged, **parts)


def view_part(head: StoryHead, *, questions: str = "", offset: int = 0, **parts: Any) -> StoryView:
    """The view of a story that has one part alone."""
    summary = Summary(
        articles=count(head.articles, "article"),
        days=tell_range(head.earliest, head.latest),
        origins="",
        statements="",
        sources="",
        figures="",
        disputes=questions,
        undated=0,
    )
    return StoryView(
        anchor=make_anchor("s", head.id),
        suffix="",
        title=show_title(head),
        verbatim=True,
        summary=summary,
        offset=offset,
        **parts,
    )


def link_context(
    story: Prepared, head: StoryHead, *, here: bool = False, own: Collection[str] = (), spots: Iterable[Spot] = ()
) -> dict[str, Any]:
    """The links of a page that shows a part of a story, and places in others; `own` are the anchors that it holds itself."""
    places = {a: p for a, p in map_anchors(story, key=head.first, here=here).items() if a not in own}
    places |= {s.at: article_path(s.article, position=s.position, anchor=s.at) for s in spots if s.at not in places}
    link: Callable[[str], str] = make_link(places)
    return {"link": link, "original": make_original(story), "lv": 2}
