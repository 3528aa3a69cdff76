"""Addresses. What is cited is an article, a statement or a figure, whose ids last; what is derived is found by one of them.

A story, a claim, a dispute or a source has an id that changes as the ledger grows. Its address names an article or entry that
it holds, and goes on leading to whatever holds that later.
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from onrecord.tell.report.copies import reuse_at
from onrecord.tell.report.days import event_at
from onrecord.tell.report.entries import Entry
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.safe import make_anchor, quote_address

PART_CHARS = 200_000  # of an article's text on one page
EVENTS = 40  # on one page of a timeline


def make_path(*steps: str, anchor: str = "", **query: str | int | None) -> str:
    """A path on this server, its steps and query escaped."""
    # a page has hundreds of addresses, nearly all of letters, digits and hyphens
    path = "/" + "/".join([s if s.isascii() and s.replace("-", "").isalnum() else quote(s, safe="") for s in steps])
    if not query and not anchor:
        return path
    given = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "")}
    return path + (f"?{urlencode(given)}" if given else "") + (f"#{quote(anchor, safe='')}" if anchor else "")


def page_query(page: int) -> int | None:
    """A page as it stands in an address: the first is not named."""
    return page if page > 1 else None


def article_path(article: str, *, position: int = 0, anchor: str = "") -> str:
    """The page of an article that holds the position in its text."""
    return make_path("articles", article, anchor=anchor, page=page_query(position // PART_CHARS + 1))


def event_path(key: str, number: int, *, anchor: str) -> str:
    """The page of the timeline of a story that holds the event of this number."""
    return make_path("stories", key, "timeline", anchor=anchor, page=(number - 1) // EVENTS + 1)


def map_anchors(story: Prepared, *, key: str, here: bool = False) -> Mapping[str, str]:
    """The address that each anchor of the view models leads to; `here` leaves out the events, which the page itself holds."""
    places: dict[str, str] = {}
    for article, ref in story.refs.items():
        places[ref.anchor] = article_path(article)
    for id_, e in story.entries.items():
        quotation, figure = story.quotations.get(id_), story.figures.get(id_)
        article = quotation.article if quotation else figure.article if figure else ""
        places[e.at] = article_path(article, position=e.position, anchor=e.at)
        places[e.anchor] = make_path("entries", id_)
        said = id_ if quotation else figure.quotation if figure and figure.quotation in story.quotations else None
        if e.giver.anchor and said:
            places.setdefault(e.giver.anchor, make_path("sources", said))
        for anchor in (e.claim, e.own_claim):
            if anchor:
                places[anchor] = make_path("claims", id_)
    for entity in story.record.entities:
        if entity.sources:
            places.setdefault(make_anchor("p", entity.id), make_path("sources", entity.sources[0]))
    for event in story.record.events:
        for n, p in enumerate(event.passages):
            anchor = event_at(event, n)
            places[anchor] = article_path(p.article, position=p.start, anchor=anchor)
        if not here and story.numbers:
            anchor = make_anchor("e", event.id)
            places[anchor] = event_path(key, story.numbers.events[event.id], anchor=anchor)
    for r in story.record.reuse:
        for side, passage in (("l", r.left), ("r", r.right)):
            anchor = reuse_at(r, side)
            places[anchor] = article_path(passage.article, position=passage.start, anchor=anchor)
    return places


def make_link(places: Mapping[str, str]) -> Callable[[str], str]:
    """The address that an anchor leads to: elsewhere where it is known, else on the same page."""
    return lambda anchor: places.get(anchor, f"#{anchor}")


def make_original(story: Prepared) -> Callable[[Entry], str | None]:
    """The address of the page that an entry came from, with its words to look for."""
    urls = {d.article.id: d.article.url for d in story.documents}

    def find(entry: Entry) -> str | None:
        quotation, figure = story.quotations.get(entry.id), story.figures.get(entry.id)
        if quotation:
            return quote_address(urls.get(quotation.article), quotation.content[0].exact)
        return quote_address(urls.get(figure.article), figure.passage.exact) if figure else None

    return find
