"""The ledger in the forms that other programs read: one JSON object (the public form), JSON lines, CSV."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from onrecord.codec import encode
from onrecord.judge.standing import Judged
from onrecord.model import Document, Place, StoryRecord, Timex, When
from onrecord.tell.arithmetic import find_checks
from onrecord.tell.tables import Contents, gather
from onrecord.tell.unverified import find_unverified

VERSION = 1
# what begins a formula, its full-width forms too, also behind what an importer may strip
_FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_PRECISIONS = (len("2031-05-12"), len("2031-05"), len("2031"))
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
    "judgements": "judgement",
}


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"value": when.value, "earliest": when.earliest, "latest": when.latest, "basis": when.basis, "reason": when.reason}


def _location(place: Place) -> dict[str, Any]:
    return {
        "name": place.name, "latitude": place.latitude, "longitude": place.longitude, "gazetteer_id": place.gazetteer_id,
    }  # fmt: skip


def _dates(timex: Timex) -> list[dict[str, Any]]:
    """The expression, and where its value is no calendar date ("2031-05-12TEV", "2031-W20") the one that holds it as well."""
    row: dict[str, Any] = encode(timex)
    held = None if timex.type not in ("DATE", "TIME") or _CALENDAR.fullmatch(timex.value) else _calendar_date(timex)
    return [row] if held is None else [row, {**row, "type": "DATE", "value": held}]


def _calendar_date(timex: Timex) -> str | None:
    """The day, month or year that holds the whole of an expression; None where it reaches over a year's end or is open."""
    first, last = timex.earliest, timex.latest
    if not first or not last:
        return None
    return next((first[:n] for n in _PRECISIONS if first[:n] == last[:n]), None)


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
        "dates": [row for t in reading.dates for row in _dates(t)],
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


def tell_rows(contents: Contents) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The rows of the public form that one story gives: table, the id that orders it there, and the row."""
    documents, records = contents.documents.values(), contents.records
    entity_of_source = {q: e.id for r in records for e in r.entities for q in e.sources}
    entity_of_name = {name: e.id for r in records for e in r.entities for name in (e.name, *e.aliases)}
    located = [p for r in records for p in r.places if p.gazetteer_id]
    place_of = {id_: p for p in located for id_ in (*p.figures, *p.events)}
    places_of: dict[str, list[Place]] = {}
    for p in located:
        for id_ in {m.article for m in p.mentions}:
            places_of.setdefault(id_, []).append(p)
    for d in documents:
        id_ = d.article.id
        yield "articles", id_, _article(d, entity_of_name, places_of.get(id_, ()))
        for q in d.reading.quotations:
            row = {**encode(q), "said": _when(q.said)}
            if row["source"] is not None:
                row["source"]["entity"] = entity_of_source.get(q.id)
            yield "quotations", id_, row
        for f in d.reading.figures:
            location = _location(place_of[f.id]) if f.id in place_of else None
            yield "figures", id_, {**encode(f), "as_of": _when(f.as_of), "location": location}
    unverified = find_unverified(documents, records)
    for r in records:
        story = r.story.id
        for table, values in (("entities", r.entities), ("relations", r.relations), ("reuse", r.reuse), ("origins", r.origins)):
            for value in values:
                yield table, story, encode(value)
        for claim in r.claims:
            yield "claims", story, {**encode(claim), "cannot_verify": list(unverified.get(claim.id, ()))}
        yield "stories", story, encode(r.story)
        for event in r.events:
            place = place_of.get(event.id)
            yield (
                "events",
                story,
                {**encode(event), "place": place.name if place else None, "location": _location(place) if place else None},
            )
        for named in r.places:
            yield "places", story, encode(named)
        for check in find_checks(contents.documents[a] for a in r.story.articles if a in contents.documents):
            yield "checks", story, encode(check)
    yield from (("judgements", f"{j.judgement.at} {j.judgement.id}", tell_judged(j)) for j in contents.judgements)


def tell_judged(judged: Judged) -> dict[str, Any]:
    """A judgement in the public form, with how it stands."""
    return {
        **encode(judged.judgement),
        "state": judged.state,
        "lost": list(judged.lost),
        "by": judged.by,
        "waiting": judged.waiting,
    }


def to_json(documents: Sequence[Document], records: Iterable[StoryRecord], judgements: Iterable[Judged] = ()) -> dict[str, Any]:
    """The ledger as LEDGER version 1: documents in the order of their ids, entries in the order of their articles.

    What is told of entries and stories is so as the judgements have it; these are listed beside in order of time.
    """
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {table: [] for table in KINDS}
    for contents in (*part_stories(documents, records), gather((), (), judgements)):
        for table, key, row in tell_rows(contents):
            found[table].append((key, row))
    ordered = {table: [row for _, row in sorted(rows, key=itemgetter(0))] for table, rows in found.items()}
    return {"version": VERSION, **ordered}


def part_stories(documents: Sequence[Document], records: Iterable[StoryRecord]) -> Iterator[Contents]:
    """The contents of each story by itself, in the order of their ids, then those of articles that are in none."""
    by_id = {d.article.id: d for d in documents}
    for record in sorted(records, key=lambda r: r.story.id):
        yield gather([found for a in record.story.articles if (found := by_id.pop(a, None))], [record])
    if by_id:
        yield gather(by_id.values(), ())


def write_line(table: str, row: dict[str, Any]) -> str:
    """A row of the public form as one line of JSON with its kind ("article", "quotation", "figure", ...) first."""
    return json.dumps({"kind": KINDS[table], **(_rename_kind(row) if "kind" in row else row)}, ensure_ascii=False) + "\n"


def _rename_kind(row: dict[str, Any]) -> dict[str, Any]:
    return {("entity_kind" if key == "kind" else key): value for key, value in row.items()}


def write_csv_row(values: Iterable[object]) -> str:
    """Values as one row of CSV (RFC 4180) that a spreadsheet cannot take for formulas.

    A text that begins with one of = + - @ (or with a tab or line break, which may stand before one) is given a leading
    apostrophe, since articles are hostile input.
    """
    out = io.StringIO()
    csv.writer(out).writerow([_cell(value) for value in values])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value
