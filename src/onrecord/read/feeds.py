"""Feeds: RSS and Atom through feedparser, JSON feeds by hand."""

import io
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

from onrecord.config import Limits
from onrecord.errors import InputError
from onrecord.model import Article, When
from onrecord.read.addresses import keep_url
from onrecord.read.articles import Given, Place, keep_field, keep_language, keep_names
from onrecord.read.days import make_when, parse_day
from onrecord.read.failures import Failure
from onrecord.read.formats import ENTITY, UNPRINTABLE
from onrecord.text import as_input_text

NAMED = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,30});")
BARE = re.compile(r"&(?!#?[a-zA-Z0-9]{1,31};)")
CUT_OFF = re.compile(
    r"(?:\.{3}|…|\[…\]|\[\.{3}\]"
    r"|(?:read more|continue reading|read (?:the )?full (?:story|article)|(?<=\s)more)\s?[»›→>.…]{0,3})\s*$",
    re.IGNORECASE,
)
APPEARED = re.compile(r"\n?the post .{1,300}? appeared first on .{1,120}$", re.IGNORECASE)
SHORTEST = 250


def read_feed(text: str, place: Place, *, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of an RSS or Atom feed, and a failure for each entry that is only a teaser.

    Raises: InputError where the feed defines entities, cannot be mended or holds no entries.
    """
    data = mend_feed(text, source=place.source)
    import feedparser

    try:
        # as a stream, for feedparser would take a string for an address or a file to open
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise InputError(f"{place.source}: a feed that cannot be parsed ({type(error).__name__}); get it again") from error
    if not feed.entries:
        raise InputError(f"{place.source}: a feed without entries; give the addresses of the articles themselves")
    about = Given(
        publisher=keep_field(feed.feed.get("title")),
        language=keep_language(feed.feed.get("language")),
    )
    for number, entry in enumerate(feed.entries, 1):
        whole = max((_value(content) for content in entry.get("content", [])), key=len, default="")
        origin = entry.get("source")
        given = Given(
            url=keep_url(entry.get("link"), base=place.url),
            external_id=keep_field(entry.get("id")),
            publisher=keep_field(origin.get("title")) if isinstance(origin, Mapping) else None,
            title=_plain(entry.get("title")),
            authors=keep_names([dict(author) for author in entry.get("authors", [])]),
            published=_day_of(entry),
        )
        yield _read_entry(number, whole, _value(entry), given.over(about), place, limits=limits)


def mend_feed(text: str, *, source: str) -> bytes:
    """A feed as well-formed XML in UTF-8: feedparser reads others too, but in time that grows with the square of their size.

    Raises: InputError where the feed defines entities or nothing is left of it.
    """
    from lxml import etree

    if ENTITY.search(text):
        raise InputError(f"{source}: a feed that defines its own XML entities is not read; take the definitions out of it")
    text = re.sub(
        r"^\s*<\?xml[^>]{0,200}>", "", UNPRINTABLE.sub(" ", as_input_text(text).replace("\ufffe", " ").replace("\uffff", " "))
    )
    # what HTML has names for and XML has not; inside CDATA the letter means the same
    text = NAMED.sub(lambda m: m.group() if m.group(1) in {"amp", "lt", "gt", "quot", "apos"} else _letter(m), text)
    text = BARE.sub("&amp;", text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        tree = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{source}: a feed that cannot be parsed ({type(error).__name__}); get it again") from error
    if tree is None:
        raise InputError(f"{source}: a feed with nothing readable in it; get it again")
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def _letter(entity: re.Match[str]) -> str:
    letter = unescape(entity.group())
    return "&amp;" + entity.group()[1:] if letter == entity.group() else letter


def read_json_feed(feed: Mapping[str, Any], place: Place, *, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a JSON feed, and a failure for each item that is only a teaser.

    Source: JSON Feed 1.1.
    """
    about = Given(publisher=keep_field(feed.get("title")), language=keep_language(feed.get("language")))
    for number, item in enumerate(feed["items"], 1):
        source = f"{place.source}, entry {number}"
        if not isinstance(item, Mapping):
            yield Failure(source=source, error=InputError(f"{source}: not an object; an item has an id and its content"))
            continue
        try:
            published = parse_day(item.get("date_published"), basis="given", reason='the feed\'s field "date_published"')
        except (ValueError, OverflowError, OSError):
            published = When()
        given = Given(
            url=keep_url(item.get("url"), base=place.url),
            external_id=keep_field(item.get("id")),
            title=keep_field(item.get("title")),
            authors=keep_names(item.get("authors") or item.get("author")),
            language=keep_language(item.get("language")),
            published=published,
        )
        whole, text, summary = (item.get(key) for key in ("content_html", "content_text", "summary"))
        if isinstance(text, str) and text.strip() and not (isinstance(whole, str) and whole.strip()):
            from onrecord.read.articles import make_article

            try:
                yield make_article(text, _at(place, number, given), given.over(about), limits=limits)
            except InputError as error:
                yield Failure(source=source, error=error)
            continue
        yield _read_entry(
            number,
            whole if isinstance(whole, str) else "",
            summary if isinstance(summary, str) else "",
            given.over(about),
            place,
            limits=limits,
        )


def _at(place: Place, number: int, given: Given) -> Place:
    return Place(source=f"{place.source}, entry {number}" + (f" ({given.url})" if given.url else ""), path=place.path)


def _read_entry(number: int, whole: str, summary: str, given: Given, place: Place, *, limits: Limits) -> Article | Failure:
    from onrecord.read.html import read_fragment

    at = _at(place, number, given)
    markup = whole if len(whole) >= len(summary) else summary
    try:
        article = read_fragment(markup, at, given, limits=limits)
    except InputError as error:
        return Failure(source=at.source, error=error)
    body = article.text[article.hints[0].end :] if article.hints and article.hints[0].kind == "title" else article.text
    ending = APPEARED.sub("", body.rstrip()[-600:])
    if CUT_OFF.search(ending) or (not whole and len(body.strip()) < SHORTEST):
        remedy = f"read the article itself: {given.url}" if given.url else "get the article itself"
        return Failure(source=at.source, error=InputError(f"{at.source}: the feed has only a teaser of it; {remedy}"))
    return article


def _value(holder: Mapping[str, Any]) -> str:
    """The markup of a content or summary; plain text is made markup, so that both go one way."""
    detail = holder.get("summary_detail", holder)
    value = detail.get("value")
    if not isinstance(value, str):
        return ""
    # a type of text/plain is also what feeds say that put markup there
    is_plain = detail.get("type") == "text/plain" and not re.search(r"</?[a-zA-Z][^>]{0,200}>", value)
    return escape(value, quote=False).replace("\n", "<br>") if is_plain else value


def _plain(title: object) -> str | None:
    """A title without markup."""
    return keep_field(unescape(re.sub(r"<[^<>]{0,500}>", "", title))) if isinstance(title, str) else None


def _day_of(entry: Mapping[str, Any]) -> When:
    """The day of an entry: published, else updated (which Atom demands and which may be later)."""
    for field in ("published", "updated"):
        # `in` and not `get`: feedparser gives the one for the other with a warning
        if field not in entry.keys():  # noqa: SIM118
            continue
        reason = f'the feed\'s field "{field}"'
        try:
            return parse_day(entry[field], basis="given", reason=reason)
        except (ValueError, OverflowError, OSError):
            parsed = entry.get(f"{field}_parsed")
        if parsed:
            try:
                return make_when(parsed.tm_year, parsed.tm_mon, parsed.tm_mday, basis="given", reason=f"{reason}, in UTC")
            except ValueError:
                continue
    return When()
