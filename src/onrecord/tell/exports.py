"""The ledger as one JSON object, the public form."""

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.codec import encode
from onrecord.model import Document, StoryRecord, When

VERSION = 1


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"value": when.value, "earliest": when.earliest, "latest": when.latest, "basis": when.basis, "reason": when.reason}


def _article(document: Document, entity_of_name: dict[str, str]) -> dict[str, Any]:
    article, layout, reading = document.article, document.layout, document.reading
    return {
        "id": article.id,
        "external_id": article.external_id,
        "path": article.path,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "authors": list(article.authors),
        "agency": list(layout.agency),
        "language": layout.language,
        "published": _when(reading.anchor),
        "text": article.text,
        "blocks": encode(layout.blocks),
        "dates": encode(reading.dates),
        "places": [],
        "names": [
            {"passage": encode(n.passage), "kind": n.kind, "entity": entity_of_name.get(n.full), "name": n.full}
            for n in reading.names
        ],
    }


def to_json(documents: Sequence[Document], records: Iterable[StoryRecord]) -> dict[str, Any]:
    """The ledger as LEDGER version 1: documents in the order of their ids, entries in the order of their articles."""
    documents = sorted(documents, key=lambda d: d.article.id)
    records = sorted(records, key=lambda r: r.story.id)
    entity_of_source = {q: e.id for r in records for e in r.entities for q in e.sources}
    entity_of_name = {name: e.id for r in records for e in r.entities for name in (e.name, *e.aliases)}
    quotations = []
    for d in documents:
        for q in d.reading.quotations:
            row = encode(q)
            row["said"] = _when(q.said)
            if row["source"] is not None:
                row["source"]["entity"] = entity_of_source.get(q.id)
            quotations.append(row)
    return {
        "version": VERSION,
        "articles": [_article(d, entity_of_name) for d in documents],
        "quotations": quotations,
        "figures": [{**encode(f), "as_of": _when(f.as_of)} for d in documents for f in d.reading.figures],
        "entities": [encode(e) for r in records for e in r.entities],
        "claims": [encode(c) for r in records for c in r.claims],
        "relations": [encode(x) for r in records for x in r.relations],
        "reuse": [encode(x) for r in records for x in r.reuse],
        "origins": [encode(x) for r in records for x in r.origins],
        "stories": [encode(r.story) for r in records],
        "events": [encode(x) for r in records for x in r.events],
    }
