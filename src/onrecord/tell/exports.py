"""The ledger in the forms that other programs read: one JSON object (the public form), JSON lines, CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.codec import encode
from onrecord.model import Document, Place, StoryRecord, When
from onrecord.tell.arithmetic import find_checks
from onrecord.tell.tables import Table
from onrecord.tell.unverified import find_unverified

VERSION = 1


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"value": when.value, "earliest": when.earliest, "latest": when.latest, "basis": when.basis, "reason": when.reason}


def _location(place: Place) -> dict[str, Any]:
    return {
        "name": place.name, "latitude": place.latitude, "longitude": place.longitude, "gazetteer_id": place.gazetteer_id,
    }  # fmt: skip


def _article(document: Document, entity_of_name: dict[str, str], places: Sequence[Place]) -> dict[str, Any]:
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
        "places": sorted(
            (
                {"passage": {"start": m.start, "end": m.end, "exact": m.exact}, **_location(p)}
                for p in places
                for m in p.mentions
                if m.article == article.id
            ),
            key=lambda row: row["passage"]["start"],
        ),
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
    located = [p for r in records for p in r.places if p.gazetteer_id]
    place_of = {id_: p for p in located for id_ in (*p.figures, *p.events)}
    places_of: dict[str, list[Place]] = {}
    for p in located:
        for id_ in {m.article for m in p.mentions}:
            places_of.setdefault(id_, []).append(p)
    by_id = {d.article.id: d for d in documents}
    unverified = find_unverified(documents, records)
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
        "articles": [_article(d, entity_of_name, places_of.get(d.article.id, ())) for d in documents],
        "quotations": quotations,
        "figures": [
            {**encode(f), "as_of": _when(f.as_of), "location": _location(place_of[f.id]) if f.id in place_of else None}
            for d in documents
            for f in d.reading.figures
        ],
        "entities": [encode(e) for r in records for e in r.entities],
        "claims": [{**encode(c), "cannot_verify": list(unverified.get(c.id, ()))} for r in records for c in r.claims],
        "relations": [encode(x) for r in records for x in r.relations],
        "reuse": [encode(x) for r in records for x in r.reuse],
        "origins": [encode(x) for r in records for x in r.origins],
        "stories": [encode(r.story) for r in records],
        "events": [
            {
                **encode(x),
                "place": place_of[x.id].name if x.id in place_of else None,
                "location": _location(place_of[x.id]) if x.id in place_of else None,
            }
            for r in records
            for x in r.events
        ],
        "places": [encode(x) for r in records for x in r.places],
        "checks": [encode(c) for r in records for c in find_checks(by_id[a] for a in r.story.articles if a in by_id)],
    }


def to_jsonl(ledger: dict[str, Any]) -> Iterator[str]:
    """The export as lines: each entry as one JSON object with its kind ("article", "quotation", "figure", ...) first."""
    for plural, kind in KINDS.items():
        for row in ledger[plural]:
            yield json.dumps(
                {"kind": kind, **row} if "kind" not in row else {"kind": kind, **_rename_kind(row)}, ensure_ascii=False
            )


KINDS = {
    "articles": "article",
    "quotations": "quotation",
    "figures": "figure",
    "entities": "entity",
    "claims": "claim",
    "relations": "relation",
    "reuse": "reuse",
    "origins": "origin",
    "stories": "story",
    "events": "event",
    "places": "place",
    "checks": "check",
}


def _rename_kind(row: dict[str, Any]) -> dict[str, Any]:
    return {("entity_kind" if key == "kind" else key): value for key, value in row.items()}


def to_csv(table: Table) -> str:
    """A table as CSV (RFC 4180, with a header) that a spreadsheet cannot take for formulas.

    A text that begins with one of = + - @ is given a leading apostrophe, since articles are hostile input.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_cell(row[column]) for column in table.columns])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value
