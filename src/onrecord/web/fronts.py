"""The pages that lead into the ledger: its stories, one story in short, search, what the words mean."""

import datetime as dt
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import ConfigError, WeightsError
from onrecord.ledger import Ledger
from onrecord.paging.pages import tell_articles
from onrecord.paging.shortening import find_short
from onrecord.store import articles as rows
from onrecord.store import slices
from onrecord.store.nearest import NearHit
from onrecord.store.search import KINDS, MOST, STATUSES, Among, Hit
from onrecord.tell.report.records import UNNAMED_OUTLET
from onrecord.tell.report.safe import quote_address
from onrecord.tell.report.wording import capitalise, clip, count, read_day, tell_likeness, tell_value, tell_when
from onrecord.web.links import article_path, event_path, make_link, make_path, page_query
from onrecord.web.news import list_missing, tell_news
from onrecord.web.shown import MissingError, Shown, find_head, make_pager, make_tabs, show_title

STORIES = 30
HITS = 25
NEWS = 40  # rows a section, of which the page shows each thing once
MAX_SENTENCE = 1_200
_ABOUT = (
    "What contradicts what, with the reason, and where each side comes from.",
    "Each quantity with its values over time, as a plot and a table.",
    "What the articles say happened, under the day that their wording leads to.",
    "The places that the articles name, on a map and as a list.",
    "Every source, with all that it is quoted as saying.",
    "What several say alike, and how many origins stand behind it.",
    "Shared wording side by side, and who had it first.",
    "The texts in full, every entry marked in its place.",
)
_WORDS = (
    ("article", "One unchanging version of a text, with publisher and day."),
    ("source", "Whoever a statement is attributed to; never the outlet that prints it."),
    ("statement", "What a source is quoted as saying, in its own words or the article’s, with the cue that says so."),
    ("figure", "A quantity with its bounds, unit, what it counts and the day it holds for."),
    ("claim", "What several statements and figures say alike, in the words of the clearest."),
    ("origin", "An independent beginning of information: copies and rewrites of one text count once."),
    (
        "contradicts",
        "Two statements or figures that cannot both hold, for the reason given. A later value is an update, not this.",
    ),
    (
        "judgement",
        "What a person decided, with who, when and why: laid over what the tool found, and taken back by a later one.",
    ),
    ("derived", "Worked out by the tool from the words, not in them."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a search asks for, as it was typed."""

    q: str = ""
    kind: str = ""
    source: str = ""
    publisher: str = ""
    first: str = ""
    last: str = ""
    story: str = ""
    by: str = ""
    status: str = ""


def show_stories(ledger: Ledger, page: int) -> Shown:
    """The stories of the ledger, those of most articles first."""
    connection = ledger.connection
    counts = rows.count_rows(connection)
    pager = make_pager((), page, counts["stories"], STORIES, "story|stories")
    heads = slices.list_stories(connection, offset=(page - 1) * STORIES, limit=STORIES)
    totals = (
        f"{count(counts['articles'], 'article')} in {count(counts['stories'], 'story', 'stories')}: "
        f"{count(counts['quotations'], 'statement')}, {count(counts['figures'], 'figure')}."
    )
    if counts["pending"]:
        totals += f" {count(counts['pending'], 'article')} just read and not yet put into a story."
    context = {"stories": [(h, slices.count_parts(connection, h.id)) for h in heads], "totals": totals}
    return Shown(body="stories.html.j2", title="Stories on the record", pager=pager, context=context)


def show_story(ledger: Ledger, key: str) -> Shown:
    """A story in short: its numbers, biggest disputes and the figures that moved most."""
    connection = ledger.connection
    head = find_head(connection, key)
    counts = slices.count_parts(connection, head.first)
    short = find_short(connection, head)
    places = {d.anchor: make_path("disputes", d.entry) for d in short.disputes}
    places |= {anchor: make_path("stories", head.first, "figures", anchor=anchor) for anchor in short.ladders}
    places |= {s.at: article_path(s.article, position=s.position, anchor=s.at) for s in short.spots}
    places |= {d.event: event_path(head.first, d.number, anchor=d.event) for d in short.days}
    places |= {d.told.article.anchor: article_path(d.article) for d in short.days}
    context = {
        "counts": counts,
        "days": short.days,
        "questions": short.questions,
        "briefs": short.briefs,
        "about": _ABOUT,
        "link": make_link(places),
    }
    tabs = make_tabs(head, counts, "")
    return Shown(body="story.html.j2", title=show_title(head), verbatim=True, head=head, tabs=tabs, context=context)


def narrow(ledger: Ledger, query: Query) -> Among:
    """The filters of a search, those that are no filter left out.

    Raises: MissingError where the story is not there.
    """
    return Among(
        kind=query.kind if query.kind in KINDS else None,
        source=query.source.strip() or None,
        publisher=query.publisher.strip() or None,
        first=query.first if read_day(query.first) else None,
        last=query.last if read_day(query.last) else None,
        story=find_head(ledger.connection, query.story).first if query.story else None,
        status=next((status for status in STATUSES if status == query.status), None),
    )


def show_search(ledger: Ledger, query: Query, page: int) -> Shown:
    """The sentences that hold the words, or the statements near to them in meaning; without words, what a source said."""
    among = narrow(ledger, query)
    worded = bool(re.search(r"[^\W_]", query.q))
    asked, near = worded or bool(among.source), worded and query.by == "meaning"
    hits: Sequence[Hit] = []
    why_not = None
    try:
        find = ledger.search_meaning if near else ledger.search
        hits = find(query.q, offset=(page - 1) * HITS, limit=HITS + 1, among=among) if asked else []
    except WeightsError as error:
        why_not = str(error)
    given = {
        "q": query.q, "kind": query.kind, "source": query.source, "publisher": query.publisher, "from": query.first,
        "to": query.last, "story": query.story, "by": "meaning" if query.by == "meaning" else "", "status": query.status,
    }  # fmt: skip
    shown = []
    outlines = {d.article.id: d for d in slices.get_outlines(ledger.connection, {h.sentence.article for h in hits})}
    for hit in hits[:HITS]:
        s, d = hit.sentence, outlines[hit.sentence.article]
        shown.append(
            {
                "text": clip(s.exact, MAX_SENTENCE),
                "href": article_path(s.article, position=s.start, anchor=f"s-{s.start}"),
                "original": quote_address(d.article.url, s.exact),
                "publisher": d.article.publisher or UNNAMED_OUTLET,
                "day": tell_when(d.reading.anchor) or "undated",
                "likeness": tell_likeness(hit.likeness) if isinstance(hit, NearHit) else None,
                "entries": [
                    {"href": make_path("entries", e), "kind": "figure" if e.startswith("f") else "statement"}
                    for e in hit.entries[:12]
                ],
            }
        )
    context = {
        "given": given,
        "statuses": STATUSES,
        "narrowed": any((query.kind, query.source, query.publisher, query.status, query.first, query.last)),
        "asked": asked,
        "near": near,
        "why_not": why_not,
        "hits": shown,
        "page": page,
        "before": make_path("search", page=page_query(page - 1), **given) if page > 1 else None,
        "after": make_path("search", page=page + 1, **given) if len(hits) > HITS and page * HITS < MOST else None,
    }
    title = f"Search: {clip(query.q, 80)}" if query.q else "Search"
    return Shown(body="search.html.j2", title=title, context=context)


def show_since(ledger: Ledger, day: str) -> Shown:
    """What is new since a day, or since the last on which an article was published.

    Raises: MissingError where it is not a day.
    """
    try:
        found = ledger.since(day or "last", limit=NEWS)
    except ConfigError as error:
        raise MissingError(str(error)) from error
    entry = functools.partial(make_path, "entries")
    news = tell_news(found, tell_articles(ledger.connection, list_missing(found)).rows)
    title = f"New since {tell_value(found.day)}" if found.last else "Nothing new"
    context = {"found": found, "news": news, "entry": entry, "week": _before(found.last, 7), "month": _before(found.last, 30)}
    context |= {"tell_value": tell_value, "capitalise": capitalise}
    return Shown(body="since.html.j2", title=title, context=context)


def _before(day: str | None, days: int) -> str | None:
    last = read_day(day)
    return (last - dt.timedelta(days=days)).isoformat() if last and last.toordinal() > days else None


def show_about(_: Ledger) -> Shown:
    """What the words mean, what addresses hold to."""
    return Shown(body="about.html.j2", title="Words and addresses", context={"words": _WORDS})
