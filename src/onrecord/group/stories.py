"""Which articles are about one matter."""

from dataclasses import dataclass

from onrecord.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What tells an article's story, small enough to be kept: two articles can be linked only where they share a key."""

    article: str
    keys: tuple[int, ...]
    earliest: str | None
    latest: str | None


def make_sketch(document: Document) -> Sketch:
    """The sketch of an article, from that article alone."""
    published = document.layout.published
    return Sketch(article=document.article.id, keys=(0,), earliest=published.earliest, latest=published.latest)


def are_linked(left: Sketch, right: Sketch) -> bool:
    """Whether two articles are about one matter, from their sketches alone; symmetric."""
    return True
