"""An article from a text and what is given about it: the one place where articles are made."""

from dataclasses import dataclass, field

from onrecord.config import Limits
from onrecord.errors import InputError, LimitError
from onrecord.model import Article, Block, When
from onrecord.read.addresses import host_of
from onrecord.read.plain import article_id
from onrecord.text import as_input_text

LONGEST_FIELD = 500
MOST_AUTHORS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where bytes come from: `source` as messages name it, the file or address, and the encoding that a header declares."""

    source: str
    path: str | None = None
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of an article beside its text."""

    url: str | None = None
    external_id: str | None = None
    publisher: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: When = field(default_factory=When)

    def over(self, other: "Given") -> "Given":
        """These fields, and those of `other` where these say nothing."""
        return Given(
            url=self.url or other.url,
            external_id=self.external_id or other.external_id,
            publisher=self.publisher or other.publisher,
            title=self.title or other.title,
            authors=self.authors or other.authors,
            language=self.language or other.language,
            published=self.published if self.published.basis != "unknown" else other.published,
        )


def keep_field(value: object) -> str | None:
    """A short field (a name, a title) on one line, or None where there is nothing in it."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    one_line = " ".join(as_input_text(str(value)[: LONGEST_FIELD * 4]).split())
    return one_line[:LONGEST_FIELD].rstrip() or None


def keep_names(value: object) -> tuple[str, ...]:
    """The names in a list, or in one string where ";" or "," parts them; objects with a "name" count too."""
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    names = (keep_field(item.get("name") if isinstance(item, dict) else item) for item in value[:MOST_AUTHORS])
    return tuple(dict.fromkeys(name for name in names if name))


def keep_language(value: object) -> str | None:
    """The primary language of a tag such as "en-GB", in small letters."""
    if not isinstance(value, str):
        return None
    tag = value.strip().replace("_", "-").partition("-")[0].lower()
    return tag if 2 <= len(tag) <= 3 and tag.isascii() and tag.isalpha() else None


def make_article(
    text: str, place: Place, given: Given, *, limits: Limits, hints: tuple[Block, ...] = (), name: str | None = None
) -> Article:
    """The article of a text and its fields; `hints` count in `text`, which is then already as an article keeps it.

    Raises: InputError where there is no text, LimitError where it is longer than `limits.article_chars`.
    """
    if not hints:
        text = as_input_text(text)
    if not text.strip():
        raise InputError(f"{place.source}: there is no text in it; leave it out, or give the article itself")
    if len(text) > limits.article_chars:
        raise LimitError(
            f"{place.source}: {len(text):,} characters of text, more than the {limits.article_chars:,} of one article; "
            "split it into its articles"
        )
    name = name or (place.path.replace("\\", "/").rsplit("/", 1)[-1] if place.path else None)
    return Article(
        id=article_id(text, url=given.url, external_id=given.external_id, name=name),
        text=text,
        path=place.path,
        url=given.url,
        external_id=given.external_id,
        publisher=given.publisher or host_of(given.url),
        title=given.title,
        authors=given.authors,
        language=given.language,
        published=given.published,
        hints=hints,
    )
