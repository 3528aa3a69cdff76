"""Statements and figures of an article where they stand, and the sentences around them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model import Document, Figure, Passage, Quotation
from onrecord.tell.readable import needs_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement or figure where it stands; `scant` is one that misleads or says too little without its sentence."""

    id: str
    article: str
    start: int
    end: int
    exact: str
    who: str
    day: str
    scant: bool = False


def find_entries(document: Document) -> Iterator[Entry]:
    """The statements and figures of an article."""
    published = day_of(document)
    source_of = {q.id: q.source.name for q in document.reading.quotations if q.source}
    for q in document.reading.quotations:
        if q.content:
            entry = _entry(q, q.content[0].start, q.content[-1].end, source_of.get(q.id, ""), published, document)
            yield replace(entry, scant=needs_sentence(q))
    for f in document.reading.figures:
        yield _entry(f, f.passage.start, f.passage.end, f.giver or source_of.get(f.quotation or "", ""), published, document)


def _entry(item: Quotation | Figure, start: int, end: int, who: str, day: str, document: Document) -> Entry:
    return Entry(
        id=item.id,
        article=document.article.id,
        start=start,
        end=end,
        exact=document.article.text[start:end],
        who=who or document.article.publisher or "",
        day=day,
    )


def day_of(document: Document) -> str:
    """The day of an article, "first/last" where it is one of several, or nothing."""
    anchor = document.reading.anchor
    first, last = anchor.earliest or "", anchor.latest or ""
    return first if first == last or not first else f"{first}/{last or '..'}"


def sentence_at(document: Document | None, start: int) -> Passage | None:
    """The sentence of an article in which an offset stands."""
    if document is None:
        return None
    sentences = document.layout.sentences
    at = bisect_right(sentences, start, key=lambda s: s.start) - 1
    if at < 0 or sentences[at].end <= start:
        return None
    s = sentences[at]
    return Passage(article=document.article.id, start=s.start, end=s.end, exact=document.article.text[s.start : s.end])
