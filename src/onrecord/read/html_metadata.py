"""What a page says of itself: title, authors, publisher, address, language, day of publication."""

import itertools
import re
from typing import Any

from lxml.html import HtmlElement

from onrecord.model import When
from onrecord.read.addresses import host_of, keep_url
from onrecord.read.articles import Given, keep_field, keep_language
from onrecord.read.days import parse_day
from onrecord.read.html_linked import Linked, read_linked
from onrecord.read.html_trees import one_line

SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{3,2000})", re.IGNORECASE)
SAVED_BY = re.compile(r"Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s<>\"]{3,2000})")
SITE_SUFFIX = re.compile(r"\s+[|–—·»:-]\s+")
BYLINE = re.compile(r"^(?:(?:written|words|story|reported)\s+)?by\s+", re.IGNORECASE)
NO_NAME = re.compile(r"https?://|www\.|@|^(?:admin|staff|editor|author|unknown|null|undefined|none)$", re.IGNORECASE)
SCRIPTED = re.compile(r'"datePublished"\s{0,3}:\s{0,3}"([^"]{4,40})"')
# how many elements after the headline, after what it stands in, and before it are looked at for a day, and parts of each
BESIDE, PARTS = 4, 60
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "published_at",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "published",
    "date",
)
LATER = re.compile(r"modif|updat|revis|expir", re.IGNORECASE)
FIRST = re.compile(r"publi|posted|pub-?date|entry-date|dt-published|datePublished", re.IGNORECASE)


def read_metadata(tree: HtmlElement, markup: str, *, address: str | None) -> Given:
    """What a page says of itself; `address` is where it was fetched from, None for a saved page.

    The tree loses what speaks of later changes, so that a day of change is never taken for the day of publication.
    """
    metas = _metas(tree)
    linked = read_linked(tree)
    url = _url(tree, metas, linked, markup, address)
    publisher = keep_field(metas.get("og:site_name")) or linked.publisher or keep_field(metas.get("application-name"))
    return Given(
        url=url,
        publisher=publisher or host_of(url),
        title=_title(tree, metas, linked, publisher),
        authors=_authors(tree, metas, linked),
        language=_language(tree, metas, linked),
        published=_published(tree, metas, linked, url),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each named meta element."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content[:4000])
    return found


def _url(tree: HtmlElement, metas: dict[str, str], linked: Linked, markup: str, address: str | None) -> str | None:
    """The page's own address; a fetched page may correct its address on its own host, but not claim another's."""
    canonical = next((e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()), None)
    saved = SAVED_FROM.search(markup[:4000]) or SAVED_BY.search(markup[:4000])
    candidates = [canonical, metas.get("og:url"), linked.url, saved.group(1) if saved else None]
    urls = [url for url in (keep_url(candidate, base=address) for candidate in candidates) if url]
    if address:
        own = [url for url in urls if host_of(url) == host_of(address)]
        return own[0] if own and not _is_front(own[0]) else keep_url(address)
    inner = [url for url in urls if not _is_front(url)]
    return next(iter(inner or urls), None)


def _is_front(url: str) -> bool:
    return url.count("/") <= 3 and url.endswith("/")


def _title(tree: HtmlElement, metas: dict[str, str], linked: Linked, publisher: str | None) -> str | None:
    """The headline that readers see: the h1 where the page's metadata bear it out, else what they give."""
    element = next(tree.iter("title"), None)
    whole = one_line(element.text_content()) if element is not None else ""
    stated = [one_line(t) for t in (metas.get("og:title"), linked.headline, metas.get("twitter:title"), whole) if t]
    heads = [one_line(h.text_content()) for h in tree.iter("h1")]
    heads = [h for h in heads if 0 < len(h) <= 400 and h != publisher]
    for head in heads:
        if any(_agree(head, other) for other in stated):
            return keep_field(head)
    if stated == [whole] and len(heads) == 1 and _is_name(whole) and not _is_name(heads[0]):
        # the page is titled by its site alone
        return keep_field(heads[0])
    if stated:
        return keep_field(
            _without_site(stated[0], publisher) if stated[0] != whole else _without_site(whole, publisher, always=True)
        )
    return keep_field(heads[0]) if len(heads) == 1 else None


def _is_name(text: str) -> bool:
    """Whether a text is too short for a headline: at most three words."""
    return len(text.split()) <= 3


def _agree(head: str, other: str) -> bool:
    """Whether two headlines are one: most words of the shorter stand in the longer."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (head, other))
    return bool(a and b) and len(a & b) >= 0.7 * min(len(a), len(b)) and min(len(a), len(b)) >= min(3, len(a))


def _without_site(title: str, publisher: str | None, *, always: bool = False) -> str:
    """A title without the name of the site after it."""
    cuts = list(SITE_SUFFIX.finditer(title))
    if not cuts:
        return title
    rest = title[cuts[-1].end() :]
    is_site = publisher is not None and rest.casefold() in {publisher.casefold(), publisher.casefold().removeprefix("the ")}
    return title[: cuts[-1].start()] if is_site or (always and "|" in cuts[-1].group()) else title


def split_names(byline: str) -> tuple[str, ...]:
    """The names in a byline."""
    byline = BYLINE.sub("", one_line(byline))
    parts = (keep_field(part.strip(" .|")) for part in re.split(r"\s*[,;|]\s*|\s+(?:and|&)\s+", byline[:400]))
    names = [name for name in parts if name and 2 < len(name) <= 80 and not NO_NAME.search(name) and not re.search(r"\d", name)]
    return tuple(dict.fromkeys(names))


def _authors(tree: HtmlElement, metas: dict[str, str], linked: Linked) -> tuple[str, ...]:
    for bylines in (
        linked.authors,
        [
            metas[name]
            for name in ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
            if name in metas
        ],
    ):
        names = tuple(dict.fromkeys(name for byline in bylines for name in split_names(byline)))
        if names:
            return names
    from trafilatura.metadata import extract_author

    found = extract_author(tree)
    return split_names(found) if isinstance(found, str) else ()


def _language(tree: HtmlElement, metas: dict[str, str], linked: Linked) -> str | None:
    stated = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), linked.language)
    metas_of = (metas.get("og:locale"), metas.get("content-language"), metas.get("dc.language"))
    return next((tag for tag in map(keep_language, (*stated, *metas_of)) if tag), None)


def _published(tree: HtmlElement, metas: dict[str, str], linked: Linked, url: str | None) -> When:
    """The day of publication, by what says so most plainly."""
    claims: list[tuple[str | None, str]] = [(linked.published, "datePublished in the page's structured data")]
    claims.extend((metas.get(name), f'the page\'s metadata "{name}"') for name in PUBLISHED if name in metas)
    for element in tree.iter("time", "span", "div", "p", "abbr", "meta"):
        names = " ".join(element.get(key) or "" for key in ("itemprop", "class", "pubdate", "id"))[:300]
        if "pubdate" in element.attrib or (names.strip() and FIRST.search(names) and not LATER.search(names)):
            wording = element.get("datetime") or element.get("content") or element.get("title")
            if wording is None and element.tag == "time":
                wording = element.text_content()
            if wording:
                claims.append((wording, "an element of the page marked as the time of publication"))
    shown = _shown_day(tree)
    for wording, reason in claims:
        try:
            claimed = parse_day(wording, basis="stated", reason=reason)
        except (ValueError, OverflowError, OSError):
            continue
        # a page moved into another system bears that day in its markup, and shows readers the first one
        return shown if shown.latest and claimed.earliest and shown.latest < claimed.earliest else claimed
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and (found := SCRIPTED.search(script.text or "")):
            try:
                return parse_day(found[1], basis="stated", reason="datePublished in the page's structured data")
            except (ValueError, OverflowError, OSError):
                continue
    return shown if shown.earliest else _found_by_htmldate(tree, url)


def _shown_day(tree: HtmlElement) -> When:
    """The day that stands by itself beside the headline, where the page has one headline."""
    headlines = list(tree.iter("h1"))
    if len(headlines) != 1:
        return When()
    headline, parent = headlines[0], headlines[0].getparent()
    beside = list(itertools.islice(headline.itersiblings(), BESIDE))
    if parent is not None and parent.tag not in {"main", "body"}:
        beside += itertools.islice(parent.itersiblings(), BESIDE)
    beside += itertools.islice(headline.itersiblings(preceding=True), BESIDE)
    for element in beside:
        if not isinstance(element.tag, str) or element.tag in {"aside", "nav", "footer", "script"}:
            continue
        for part in itertools.islice(element.iter("div", "p", "span", "time", "li"), PARTS):
            wording = part.get("datetime") or (one_line(part.text_content()) if len(part) == 0 else "")
            if 8 <= len(wording) <= 32 and not LATER.search(_before(part)):
                try:
                    day = parse_day(wording, basis="stated", reason="the day shown beside the headline")
                except (ValueError, OverflowError, OSError):
                    continue
                return day if day.earliest == day.latest else When()
    return When()


def _before(element: HtmlElement) -> str:
    """The words right before an element, and its names: what a date stands for."""
    previous, parent = element.getprevious(), element.getparent()
    told = (previous.text_content() + (previous.tail or "")) if previous is not None and isinstance(previous.tag, str) else ""
    led = (parent.text or "") if parent is not None else ""
    return f"{told[-80:]} {led[-80:]} {element.get('class') or ''}"


def _found_by_htmldate(tree: HtmlElement, url: str | None) -> When:
    from htmldate import find_date

    for element in list(tree.iter("meta", "time", "span", "abbr", "script")):
        names = " ".join(element.get(key) or "" for key in ("property", "name", "itemprop", "class"))[:300]
        parent = element.getparent()
        if parent is not None and (LATER.search(names) or (element.tag == "script" and LATER.search(element.text or ""))):
            element.drop_tree()
    try:
        # a fixed last day: what is read must not depend on the day it is read
        found: Any = find_date(tree, extensive_search=False, original_date=True, url=url, max_date="2099-12-31")
        return parse_day(found, basis="stated", reason="a date in the page's markup or address")
    except Exception:  # noqa: BLE001 - a page without a day is no reason to lose the page
        return When()
