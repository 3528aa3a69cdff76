"""The page of a dossier: texts and entries as data, each entry beside its sentence, and a script that checks one by the other.

The page is readable without the script, which asks for nothing and changes nothing but the marks of what it found.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import pairwise
from typing import Any

from onrecord.errors import LimitError
from onrecord.formats.dossier.decided import decided_data, show_decided
from onrecord.formats.parts import NO_SOURCE, Entry, dump, outlet_of, sentence_of, tell_chain, tell_entries, title_of
from onrecord.judge.standing import Judged
from onrecord.model import Document, Span, StoryRecord
from onrecord.tell.report.page import make_environment, style_sheet
from onrecord.tell.report.safe import find_address, make_anchor
from onrecord.tell.report.verdicts import mark_entries
from onrecord.tell.report.wording import capitalise, clip, count, tell_amount, tell_basis, tell_when
from onrecord.tell.tables import Contents

MAX_TEXT = 64 * 1024 * 1024  # characters of the articles together: a browser holds the page whole
_PACKAGE = "onrecord.formats.dossier"
_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier as one HTML page, and the SHA-256 of its data, by which a receiver knows that it is the one that was sent."""

    html: str
    fingerprint: str
    articles: int
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an article's text, marked where it is an entry's words; `anchors` are the entries that begin at it."""

    text: str
    marked: bool
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry as it is shown: its number in the data, who gives it in words, its sentence in pieces, what people decided."""

    number: int
    anchor: str
    at: str
    kind: str
    who: str
    pieces: tuple[Piece, ...]
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as it is shown, with its entries."""

    number: int
    anchor: str
    title: str
    about: str
    address: str | None
    sha256: str
    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A contradiction: two entries by what is shown of them, and its reason, by its number in the data."""

    number: int
    left: Line
    right: Line
    reason: str


def hash_text(text: str) -> str:
    """The SHA-256 of a text in UTF-8; a lone surrogate counts as U+FFFD, as browsers encode it."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


def make_dossier(stories: Iterable[Contents], *, title: str | None = None) -> Dossier:
    """The dossier of stories, which it holds whole.

    Raises: LimitError where the articles together are longer than a page can be.
    """
    documents: list[Document] = []
    entries: list[Entry] = []
    records: list[StoryRecord] = []
    judgements: list[Judged] = []
    size = 0
    for contents in stories:
        size += sum(len(d.article.text) for d in contents.documents.values())
        if size > MAX_TEXT:
            raise LimitError(
                f"The articles together are longer than the {MAX_TEXT // 2**20} million characters that one page takes. "
                "Name one story: onrecord dossier LEDGER STORY -o FILE.html"
            )
        documents.extend(contents.documents.values())
        entries.extend(entry for entry in tell_entries(contents) if entry.spans)
        records.extend(contents.records)
        judgements.extend(contents.judgements)
    return _render(documents, entries, records, judgements, title)


def _render(
    documents: list[Document],
    entries: list[Entry],
    records: list[StoryRecord],
    judgements: list[Judged],
    title: str | None,
) -> Dossier:
    documents.sort(key=lambda d: (d.reading.anchor.earliest or "9999", d.article.id))
    pairs = [r for record in records for r in record.relations if r.relation == "contradicts"]
    known = {entry.id: n for n, entry in enumerate(entries)}
    pairs = [r for r in pairs if r.left in known and r.right in known]
    decided = show_decided(judgements, known)
    marks = mark_entries(judgements, documents) if judgements else {}
    data = {
        "articles": [_article_data(d) for d in documents],
        "entries": [{**_entry_data(entry), "judged": list(marks.get(entry.id, ()))} for entry in entries],
        "judgements": decided_data(judgements, decided),
        "disputes": [{"left": r.left, "right": r.right, "reason": r.reason} for r in pairs],
    }
    # nothing in it can end the element that holds it, and a lone surrogate stands as its escape
    block = dump(data).replace("<", "\\u003c").encode("utf-8", "backslashreplace").decode("utf-8")
    fingerprint = hashlib.sha256(block.encode("utf-8")).hexdigest()
    lines = {entry.id: replace(_show(entry, n), judged=marks.get(entry.id, ())) for n, entry in enumerate(entries)}
    of_article: dict[str, list[Entry]] = {}
    for entry in entries:
        of_article.setdefault(entry.document.article.id, []).append(entry)
    texts = [_show_text(d, n, of_article.get(d.article.id, []), lines) for n, d in enumerate(documents)]
    against = [Against(number=n, left=lines[r.left], right=lines[r.right], reason=r.reason) for n, r in enumerate(pairs)]
    script = (resources.files(_PACKAGE) / "templates" / "dossier.js").read_text(encoding="utf8")
    style = style_sheet() + (resources.files(_PACKAGE) / "templates" / "dossier.css").read_text(encoding="utf8")
    heading = title or (records[0].story.title if len(records) == 1 else "") or count(len(records), "story", "stories")
    html = _template(
        heading=clip(heading, _TITLE),
        totals=f"{count(len(documents), 'article')}, {count(sum(len(e.spans) for e in entries), 'passage')}",
        texts=texts,
        against=against,
        decided=decided,
        fingerprint=fingerprint,
        script=script,
        style_=style,
        policy=(
            f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        data=block,
    )
    return Dossier(html=html, fingerprint=fingerprint, articles=len(documents), entries=len(entries))


def _template(*, script: str, style_: str, data: str, policy: str, **shown: Any) -> str:
    from markupsafe import Markup

    # our own files, JSON without "<", and a policy of hashes: what is not escaped holds nothing that could need it
    own = {"script": Markup(script), "sheet": Markup(style_), "data": Markup(data), "policy": Markup(policy)}  # noqa: S704
    return make_environment(_PACKAGE).get_template("dossier.html.j2").render(**own, **shown)


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _article_data(document: Document) -> dict[str, Any]:
    article = document.article
    return {
        "id": article.id,
        "publisher": article.publisher,
        "title": clip(title_of(document), _TITLE),
        "about": _about(document),
        "published": document.reading.anchor.value,
        "url": find_address(article.url),
        "sha256": hash_text(article.text),
        "text": article.text,
    }


def _about(document: Document) -> str:
    """Outlet, day and how it is known, and size."""
    outlet, day = outlet_of(document), document.reading.anchor
    told = [tell_when(day), clip(tell_basis(day), _TITLE), f"{len(document.article.text):,} characters"]
    return " · ".join(part for part in (clip(outlet, _TITLE) if outlet else "outlet not known", *told) if part)


def _entry_data(entry: Entry) -> dict[str, Any]:
    q = entry.quotation
    start, end = _around(entry)
    return {
        "id": entry.id,
        "article": entry.document.article.id,
        "kind": entry.kind,
        "who": _who(entry),
        "source": entry.source,
        "stance": q.stance if q and not entry.figure else None,
        "chain": [relay.name for relay in q.chain] if q else [],
        "passages": [[s.start, s.end, s.exact] for s in entry.spans],
        "sentence": [start, end],
    }


def _around(entry: Entry) -> tuple[int, int]:
    """What is shown around an entry's words: their sentences."""
    start, end = sentence_of(entry.document, entry.spans)
    return min(start, *(s.start for s in entry.spans)), max(end, *(s.end for s in entry.spans))


def _who(entry: Entry) -> str:
    q, f = entry.quotation, entry.figure
    day = tell_when(entry.when)
    if f:
        counted = f"{capitalise(f.indicator)}: " if f.indicator else ""
        return f"{counted}{tell_amount(f)}, given by {entry.source or 'the article'}" + (f", as of {day}" if day else "")
    chain = f", through {tell_chain(q)}" if q and q.chain else ""
    stance = q.stance.replace("-", " ") if q else ""
    return f"{entry.source or capitalise(NO_SOURCE)} {stance}{chain}" + (f", {day}" if day and q and q.said else "")


def _show(entry: Entry, number: int) -> Line:
    anchor = make_anchor("e", entry.id)
    pieces = _cut(entry.document.article.text, *_around(entry), entry.spans)
    return Line(number=number, anchor=anchor, at=f"at-{anchor}", kind=entry.kind, who=_who(entry), pieces=pieces)


def _show_text(document: Document, index: int, entries: Sequence[Entry], lines: dict[str, Line]) -> Text:
    article = document.article
    spans = [s for entry in entries for s in entry.spans]
    begins: dict[int, list[str]] = {}
    for entry in entries:
        begins.setdefault(min(s.start for s in entry.spans), []).append(lines[entry.id].at)
    return Text(
        number=index + 1,
        anchor=make_anchor("a", article.id),
        title=clip(title_of(document), _TITLE),
        about=_about(document),
        address=find_address(article.url),
        sha256=hash_text(article.text),
        lines=tuple(lines[e.id] for e in sorted(entries, key=lambda e: (e.spans[0].start, e.id))),
        pieces=_cut(article.text, 0, len(article.text), spans, begins),
    )


def _cut(
    text: str, start: int, end: int, spans: Iterable[Span], begins: dict[int, list[str]] | None = None
) -> tuple[Piece, ...]:
    """The text in pieces that are marked or not, and begin anew wherever an entry begins."""
    merged: list[list[int]] = []
    for a, b in sorted((s.start, s.end) for s in spans):
        if merged and a <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], b)
        else:
            merged.append([a, b])
    edges = sorted({start, end, *(edge for pair in merged for edge in pair), *(begins or {})})
    pieces: list[Piece] = []
    inside = iter(merged)
    at = next(inside, None)
    for a, b in pairwise(edges):
        while at and at[1] <= a:
            at = next(inside, None)
        marked = bool(at and at[0] <= a < at[1])
        pieces.append(Piece(text=text[a:b], marked=marked, anchors=tuple((begins or {}).get(a, ()))))
    return tuple(pieces)
