"""Articles, sources, statements, events and places as FollowTheMoney entities, an entity a line, or as its statements.

A statement is a Note on its source with the article as proof; a relay is a link from the source to who passed it on.

Source: FollowTheMoney 4 (Article, Person, Organization, LegalEntity, Note, Mention, UnknownLink, Event, Address).
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.formats.parts import Entry, date_of, dump, language_of, tell_chain, tell_entries, title_of
from onrecord.model import Document, Entity, Event, Place
from onrecord.tell.report.safe import find_address
from onrecord.tell.tables import Contents
from onrecord.text import make_id

DATASET = "onrecord"
_SCHEMATA = {"person": "Person", "organisation": "Organization", "group": "LegalEntity"}
_LANGUAGES = {
    "en": "eng",
    "de": "deu",
    "fr": "fra",
    "es": "spa",
    "it": "ita",
    "pt": "por",
    "nl": "nld",
    "ru": "rus",
    "uk": "ukr",
}

Row = dict[str, Any]


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """The entities; those of a story come together, and one that several stories name comes once."""
    for row in _rows(stories):
        yield dump(row) + "\n"


def write_statements(stories: Iterable[Contents]) -> Iterator[str]:
    """Each value of each entity as a FollowTheMoney statement, one a line, with the id that FollowTheMoney gives it."""
    for row in _rows(stories):
        for prop, values in row["properties"].items():
            for value in values:
                key = f"{DATASET}.{row['id']}.{prop}.{value}"
                statement = {
                    "canonical_id": row["id"],
                    "entity_id": row["id"],
                    "prop": prop,
                    "schema": row["schema"],
                    "value": value,
                    "dataset": DATASET,
                    "lang": None,
                    "original_value": None,
                    "first_seen": None,
                    "last_seen": None,
                    "external": False,
                    "origin": None,
                    "id": hashlib.sha1(key.encode("utf-8", "backslashreplace"), usedforsecurity=False).hexdigest(),
                }
                yield dump(statement) + "\n"


def _rows(stories: Iterable[Contents]) -> Iterator[Row]:
    outlets: set[str] = set()
    for contents in stories:
        for document in contents.documents.values():
            yield _article(document)
        named = {}
        for record in contents.records:
            for entity in record.entities:
                if entity.kind in _SCHEMATA:
                    named[entity.id] = entity
                    yield _entity(entity)
        mentioned: set[str] = set()
        for entry in tell_entries(contents):
            if entry.quotation and not entry.figure:
                for row in _statement(entry, named):
                    if row["schema"] == "Organization":
                        if row["id"] in outlets:
                            continue
                        outlets.add(row["id"])
                    elif row["schema"] == "Mention":
                        if row["id"] in mentioned:
                            continue
                        mentioned.add(row["id"])
                    yield row
        for record in contents.records:
            yield from (_event(event) for event in record.events)
            yield from (_place(place) for place in record.places if place.latitude is not None)


def _row(id_: str, schema: str, **properties: Iterable[str | None] | str | None) -> Row:
    """An entity; a property holds each of its values once."""
    found: dict[str, list[str]] = {}
    for name, given in properties.items():
        values = [given] if isinstance(given, str) or given is None else given
        kept = list(dict.fromkeys(value for value in values if value))
        if kept:
            found[name] = kept
    return {"id": id_, "schema": schema, "properties": found}


def _article(document: Document) -> Row:
    article = document.article
    return _row(
        article.id,
        "Article",
        title=title_of(document),
        author=article.authors,
        publisher=article.publisher,
        publishedAt=date_of(document.reading.anchor),
        sourceUrl=find_address(article.url),
        fileName=(article.path or "").replace("\\", "/").rpartition("/")[2],
        language=_LANGUAGES.get(language_of(document) or ""),
        bodyText=article.text,
    )


def _entity(entity: Entity) -> Row:
    return _row(entity.id, _SCHEMATA[entity.kind], name=entity.name, alias=entity.aliases, description=entity.descriptions)


def _statement(entry: Entry, named: dict[str, Entity]) -> Iterator[Row]:
    q, article = entry.quotation, entry.document.article
    assert q is not None
    source = entry.entity if entry.entity in named else None
    told = f"{entry.source or 'No source named'}, {q.stance}, {q.form}"
    yield _row(
        q.id,
        "Note",
        name=told,
        description=entry.words,
        summary=f"Through {tell_chain(q)}" if q.chain else None,
        entity=source,
        keywords=[q.stance, q.form],
        publisher=article.publisher,
        sourceUrl=find_address(article.url),
        createdAt=date_of(entry.when),
        proof=article.id,
    )
    if source and q.source and q.source.mention:
        yield _row(make_id("m", article.id, source), "Mention", document=article.id, name=named[source].name, resolved=source)
    giver = source
    for relay in q.chain:
        outlet = make_id("p", relay.name)
        yield _row(outlet, "Organization", name=relay.name)
        if giver:
            yield _row(
                make_id("l", q.id, giver, outlet),
                "UnknownLink",
                subject=giver,
                object=outlet,
                role="statement passed on by",
                description=entry.words,
                proof=article.id,
            )
        giver = outlet


def _event(event: Event) -> Row:
    first, _, last = event.date.partition("/")
    days = {"startDate": first, "endDate": last} if last else {"date": first}
    return _row(event.id, "Event", name=event.text, proof=event.articles, **days)


def _place(place: Place) -> Row:
    return _row(
        place.id,
        "Address",
        name=place.name,
        full=", ".join(part for part in (place.name, place.within) if part),
        country=(place.country or "").lower(),
        latitude=str(place.latitude),
        longitude=str(place.longitude),
    )
