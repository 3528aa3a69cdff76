"""Which of two articles that share wording had it first."""

from datetime import date

from rapidfuzz.distance import LCSseq

from onrecord.model import Document, Earlier
from onrecord.text import fold, fold_words

TOLERANCE_DAYS = 2
LONGEST = 200_000  # characters of a text that are compared with a revision of it
LEAST_KEPT = 0.5  # of the shorter version's words, in the same order
LEAST_ADDED = 5  # words
LEAST_GROWTH = 5  # words added for each that was dropped


def credited_names(document: Document) -> tuple[str, ...]:
    """The agencies and outlets that the article says it took its text from, folded."""
    return tuple(fold(name) for name in document.layout.agency)


def publisher(document: Document) -> str:
    """The publisher, folded; empty where none is known."""
    return fold(document.article.publisher or "")


def is_named(name: str, document: Document) -> bool:
    """Whether a credit names the article's publisher ("Meridian" names "Meridian News Agency")."""
    return f" {fold(name)} " in f" {publisher(document)} "


def is_credited(document: Document, other: Document) -> bool:
    """Whether the article credits the other's publisher."""
    return any(is_named(name, other) for name in document.layout.agency)


def who_is_earlier(left: Document, right: Document) -> tuple[Earlier, str]:
    """Which of two articles had the wording first, and why: a credit tells, then the days, then who is an agency.

    A credit names an outlet, not an article: one that was published days later is not what was credited. Unknown where nothing
    tells.
    """
    if left.article.id == right.article.id:
        return "left", "the same article, further up"
    by_day = _earlier_by_day(left, right)
    to_left, to_right = is_credited(right, left), is_credited(left, right)
    if to_left != to_right:
        credited, crediting = (left, right) if to_left else (right, left)
        if not _is_days_later(credited, crediting):
            reason = f"{crediting.article.publisher or 'the other'} credits {credited.article.publisher}"
            return ("left" if to_left else "right"), reason
    if by_day:
        return by_day
    if publisher(left) == publisher(right):
        grown = which_grew(left.article.text, right.article.text)
        if grown:
            return grown, "a version of one text that grew: the other adds to it and drops hardly a word"
    if is_credited(left, left) != is_credited(right, right):
        first: Earlier = "left" if is_credited(left, left) else "right"
        wire = left if first == "left" else right
        return first, f"{wire.article.publisher} writes as the agency of its own dateline"
    return "unknown", "the same or an unknown day, and neither credits the other"


def _earlier_by_day(left: Document, right: Document) -> tuple[Earlier, str] | None:
    a, b = left.reading.anchor, right.reading.anchor
    if a.latest and b.earliest and a.latest < b.earliest:
        return "left", f"published {_days(left)}, the other {_days(right)}"
    if b.latest and a.earliest and b.latest < a.earliest:
        return "right", f"published {_days(right)}, the other {_days(left)}"
    return None


def which_grew(left: str, right: str) -> Earlier | None:
    """Which of two versions of one text is the earlier: texts that are revised grow, so the one that lost hardly a word.

    None where nearly nothing is shared, or much was added and much was dropped.
    """
    a, b = (fold_words(text[:LONGEST]) for text in (left, right))
    shared = LCSseq.similarity(a, b)
    if not shared or shared < LEAST_KEPT * min(len(a), len(b)):
        return None
    less, more = sorted((len(a) - shared, len(b) - shared))
    if more < LEAST_ADDED or more < LEAST_GROWTH * less:
        return None
    return "left" if len(a) < len(b) else "right"


def _is_days_later(credited: Document, crediting: Document) -> bool:
    """Whether what is credited came out after what credits it by more than time zones and embargoes explain."""
    a, b = credited.reading.anchor, crediting.reading.anchor
    if not (a.earliest and b.latest):
        return False
    return (date.fromisoformat(a.earliest) - date.fromisoformat(b.latest)).days > TOLERANCE_DAYS


def _days(document: Document) -> str:
    day = document.reading.anchor
    return day.value or f"between {day.earliest} and {day.latest}"
