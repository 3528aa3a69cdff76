"""What findings are made of before they are numbered, and passages of the ledger as evidence."""

from dataclasses import dataclass

from onrecord.check.findings import Difference, Evidence, Kind, Severity
from onrecord.check.lookup import Index
from onrecord.model import Figure, Quotation
from onrecord.tell.report.safe import quote_address
from onrecord.tell.report.wording import clip, tell_value

MAX_EVIDENCE = 4
_LONGEST = 160
_EDGES = ' ,;“”"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding without its number and words."""

    kind: Kind
    severity: Severity
    start: int
    end: int
    message: str
    evidence: tuple[Evidence, ...] = ()
    differences: tuple[Difference, ...] = ()


def show(index: Index, role: str, article: str, start: int, end: int, entry: Quotation | Figure | None = None) -> Evidence:
    """A passage of an article as evidence."""
    outline = index.outline_of(article)
    exact = index.text_of(article)[start:end]
    anchor = outline.reading.anchor
    source = entry.source.name if isinstance(entry, Quotation) and entry.source else None
    if isinstance(entry, Figure):
        source = entry.giver
    return Evidence(
        role=role,
        article=article,
        start=start,
        end=end,
        exact=exact,
        place=f"{article}:{start}-{end}",
        publisher=outline.article.publisher,
        published=anchor.value or anchor.latest,
        url=quote_address(outline.article.url, exact),
        entry=entry.id if entry else None,
        source=source,
    )


def show_entry(index: Index, role: str, entry: Quotation | Figure) -> Evidence:
    """The sentence that a statement or figure stands in, as evidence."""
    start = entry.passage.start if isinstance(entry, Figure) else min(p.start for p in entry.content)
    end = entry.passage.end if isinstance(entry, Figure) else max(p.end for p in entry.content)
    held = index.sentence_at(entry.article, start)
    return show(index, role, entry.article, min(held.start, start), max(held.end, end), entry)


def cite(index: Index, article: str) -> str:
    """An article in a sentence: its outlet and day."""
    outline = index.outline_of(article)
    day = outline.reading.anchor.value or outline.reading.anchor.latest
    name = outline.article.publisher or (outline.article.path or article).replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}, {tell_value(day)}" if day else f"{name}, undated"


def quoted(text: str) -> str:
    """Words in quotation marks, cut where they are long."""
    return f"“{clip(' '.join(text.split()).strip(_EDGES), _LONGEST)}”"
