"""Which of two articles that share wording had it first."""

from onrecord.model import Document, Earlier
from onrecord.text import fold


def credited_names(document: Document) -> tuple[str, ...]:
    """The agencies and outlets that the article says it took its text from, folded."""
    return tuple(fold(name) for name in document.layout.agency)


def publisher(document: Document) -> str:
    """The publisher, folded; empty where none is known."""
    return fold(document.article.publisher or "")


def is_credited(document: Document, other: Document) -> bool:
    """Whether the article credits the other's publisher."""
    name = publisher(other)
    return bool(name) and any(name == credit or f" {credit} " in f" {name} " for credit in credited_names(document))


def who_is_earlier(left: Document, right: Document) -> tuple[Earlier, str]:
    """Which of two articles had the wording first, and why: a credit tells, then the days; unknown where nothing tells."""
    if left.article.id == right.article.id:
        return "left", "the same article, further up"
    to_left, to_right = is_credited(right, left), is_credited(left, right)
    if to_left != to_right:
        credited, crediting = (left, right) if to_left else (right, left)
        return (
            "left" if to_left else "right",
            f"{crediting.article.publisher or 'the other'} credits {credited.article.publisher}",
        )
    a, b = left.reading.anchor, right.reading.anchor
    if a.latest and b.earliest and a.latest < b.earliest:
        return "left", f"published {_days(left)}, the other {_days(right)}"
    if b.latest and a.earliest and b.latest < a.earliest:
        return "right", f"published {_days(right)}, the other {_days(left)}"
    return "unknown", "the same or an unknown day, and neither credits the other"


def _days(document: Document) -> str:
    day = document.reading.anchor
    return day.value or f"between {day.earliest} and {day.latest}"
