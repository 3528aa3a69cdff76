"""Feeds: RSS and Atom through feedparser, JSON feeds by hand."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Article, When
from onrecord.read.addresses import keep_url
from onrecord.read.articles import Given, Place, keep_field, keep_language, keep_names
from onrecord.read.days import make_when, parse_day
from onrecord.read.limits import Failure, Limits

# Entities are how an XML of a kilobyte becomes gigabytes; no feed needs its own.
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
CUT_OFF = re.compile(
    r"(?:\.{3}|…|\[…\]|\[\.{3}\]"
    r"|(?:read more|continue reading|read (?:the )?full (?:story|article)|(?<=\s)more)\s?[»›→>.…]{0,3})\s*$",
    re.IGNORECASE,
)
APPEARED = re.compile(r"\n?the post .{1,300}? appeared first on .{1,120}$", re.IGNORECASE)
SHORTEST = 250


def read_feed(data: bytes, place: Place, *, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of an RSS or Atom feed, and a failure for each entry that is only a teaser.

    Raises: InputError where the feed defines entities or holds no entries.
    """
    if ENTITY.search(data):
        raise InputError(
            f"{place.source}: a feed that defines its own XML entities is not read; take the definitions out of it"
        )
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
    from html import escape

    detail = holder.get("summary_detail", holder)
    value = detail.get("value")
    if not isinstance(value, str):
        return ""
    # a type of text/plain is also what feeds say that put markup there
    is_plain = detail.get("type") == "text/plain" and not re.search(r"</?[a-zA-Z][^>]{0,200}>", value)
    return escape(value, quote=False).replace("\n", "<br>") if is_plain else value


def _plain(title: object) -> str | None:
    """A title without markup."""
    from html import unescape

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
