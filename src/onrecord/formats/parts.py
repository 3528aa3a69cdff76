"""What several formats say of an entry: its words, who gives them, when, where they stand, and names for it all."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import Article, Document, Entity, Figure, Quotation, SourceKind, Span, When
from onrecord.tell.report.safe import find_address
from onrecord.tell.tables import Contents, words_of

NO_SOURCE = "no source named"
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement or figure as formats tell it.

    `source` is the name of who gives it as the story has it, None where there is none; `spans` are its words in the article;
    `when` is the day that it was said on or holds for.
    """

    id: str
    document: Document
    words: str
    spans: tuple[Span, ...]
    source: str | None
    source_kind: SourceKind
    entity: str | None
    quotation: Quotation | None
    figure: Figure | None
    when: When | None

    @property
    def kind(self) -> str:
        """Statement or figure."""
        return "figure" if self.figure else "statement"


def tell_entries(contents: Contents) -> Iterator[Entry]:
    """The statements and figures of a story, by article in the order of ids, then in the order of the text."""
    giver = {q: e for record in contents.records for e in record.entities for q in e.sources}
    for document in contents.documents.values():
        said = {q.id: q for q in document.reading.quotations}
        for q in said.values():
            yield _statement(document, q, giver.get(q.id))
        for f in document.reading.figures:
            yield _figure(document, f, said.get(f.quotation or ""), giver.get(f.quotation or ""))


def _statement(document: Document, q: Quotation, entity: Entity | None) -> Entry:
    return Entry(
        id=q.id,
        document=document,
        words=words_of(q),
        spans=q.content or ((q.cue,) if q.cue else ()),
        source=entity.name if entity else q.source.name if q.source else None,
        source_kind=q.source.kind if q.source else "anonymous",
        entity=entity.id if entity else None,
        quotation=q,
        figure=None,
        when=q.said or document.reading.anchor,
    )


def _figure(document: Document, f: Figure, q: Quotation | None, entity: Entity | None) -> Entry:
    return Entry(
        id=f.id,
        document=document,
        words=f.passage.exact,
        spans=(f.passage,),
        source=entity.name if entity else f.giver,
        source_kind=q.source.kind if q and q.source else "anonymous",
        entity=entity.id if entity else None,
        quotation=q,
        figure=f,
        when=f.as_of or document.reading.anchor,
    )


def sentence_of(document: Document, spans: Iterable[Span]) -> tuple[int, int]:
    """Where the sentences that the spans begin and end in lie; of what is in no sentence, the line."""
    ends = [(s.start, max(s.start, s.end - 1)) for s in spans]
    if not ends:
        return 0, 0
    first, last = min(a for a, _ in ends), max(b for _, b in ends)
    return _around(document, first)[0], _around(document, last)[1]


def _around(document: Document, at: int) -> tuple[int, int]:
    sentences, text = document.layout.sentences, document.article.text
    i = bisect_right(sentences, at, key=lambda s: s.start) - 1
    if i >= 0 and at < sentences[i].end:
        return sentences[i].start, sentences[i].end
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def make_urn(id_: str) -> str:
    """The name of anything of the ledger in formats that want an IRI; ids are hashes, the same wherever it is read again."""
    return f"urn:onrecord:{id_}"


def name_article(article: Article) -> str:
    """The address of an article where it came from one, else the name of its text."""
    return find_address(article.url) or make_urn(article.id)


def outlet_of(document: Document) -> str | None:
    """The publisher, None where it is not known."""
    return document.article.publisher or None


def title_of(document: Document) -> str:
    """The article's title, else its first sentence, else its id."""
    article = document.article
    return article.title or next((article.text[s.start : s.end] for s in document.layout.sentences), "") or article.id


def date_of(when: When | None) -> str | None:
    """A day, month or year in ISO 8601 as far as it is known, None where it is none of these."""
    if when is None:
        return None
    for value in ((when.value or "").partition("T")[0], when.earliest if when.earliest == when.latest else None):
        if value and _DATE.fullmatch(value):
            return value
    return None


def language_of(document: Document) -> str | None:
    """The language tag, where it is one."""
    tag = document.layout.language
    return tag if tag and tag != "und" and _LANGUAGE.fullmatch(tag) else None


def tell_chain(quotation: Quotation) -> str:
    """The relays between source and article, the outermost last; empty where there are none."""
    return " → ".join(relay.name for relay in quotation.chain)


def dump(value: object) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def without_empty(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without what is None, empty text or an empty list."""
    return {key: value for key, value in row.items() if value is not None and value != "" and value != []}


def write_object(head: dict[str, Any], name: str, items: Iterable[str], tail: dict[str, Any] | None = None) -> Iterator[str]:
    """A JSON object: the fields of `head`, a list `name` of items that are JSON already, one a line, the fields of `tail`."""
    yield "{" + "".join(f"{dump(key)}: {dump(value)}, " for key, value in head.items()) + f"{dump(name)}: ["
    yield from write_items(items)
    yield "]" + "".join(f", {dump(key)}: {dump(value)}" for key, value in (tail or {}).items()) + "}\n"


def write_items(items: Iterable[str]) -> Iterator[str]:
    """Items that are JSON already as the inside of a list, one a line."""
    before = "\n"
    for item in items:
        yield before + item
        before = ",\n"
    yield "" if before == "\n" else "\n"
