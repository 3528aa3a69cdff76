"""The places that the stories name, with what is said to hold or to have happened there, as GeoJSON.

Source: RFC 7946. A place that no gazetteer is sure to have is a feature without geometry (section 3.2).
"""

from collections.abc import Iterable, Iterator

from onrecord.formats.parts import (
    NO_SOURCE,
    Entry,
    date_of,
    dump,
    name_article,
    outlet_of,
    tell_entries,
    without_empty,
    write_object,
)
from onrecord.model import Event, Passage, Place
from onrecord.tell.tables import Contents


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """A FeatureCollection, a place a line, those most named in a story first."""
    return write_object({"type": "FeatureCollection"}, "features", (dump(f) for c in stories for f in _features(c)))


def _features(contents: Contents) -> Iterator[dict[str, object]]:
    if not any(record.places for record in contents.records):
        return
    entries = {entry.id: entry for entry in tell_entries(contents)}
    for record in contents.records:
        events = {event.id: event for event in record.events}
        for place in record.places:
            told = [_tell_figure(entries[id_]) for id_ in place.figures if id_ in entries]
            told += [_tell_event(contents, events[id_]) for id_ in place.events if id_ in events]
            yield _feature(contents, place, record.story.id, told)


def _feature(contents: Contents, place: Place, story: str, entries: list[dict[str, object]]) -> dict[str, object]:
    geometry = None
    if place.longitude is not None and place.latitude is not None:
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    properties = {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "within": place.within,
        "gazetteer_id": place.gazetteer_id,
        "reason": place.reason,
        "story": story,
        "mentioned": len(place.mentions),
        "mentions": [_tell_passage(contents, passage) for passage in place.mentions],
        "entries": entries,
    }
    return {"type": "Feature", "id": place.id, "geometry": geometry, "properties": properties}


def _tell_passage(contents: Contents, passage: Passage) -> dict[str, object]:
    document = contents.documents.get(passage.article)
    return without_empty(
        {
            "article": passage.article,
            "address": name_article(document.article) if document else None,
            "start": passage.start,
            "end": passage.end,
            "exact": passage.exact,
        }
    )


def _tell_figure(entry: Entry) -> dict[str, object]:
    figure = entry.figure
    return without_empty(
        {
            "kind": entry.kind,
            "id": entry.id,
            "words": entry.words,
            "indicator": figure.indicator if figure else None,
            "low": figure.low if figure else None,
            "high": figure.high if figure else None,
            "unit": figure.unit if figure else None,
            "day": date_of(entry.when),
            "source": entry.source or NO_SOURCE,
            "publisher": outlet_of(entry.document),
            "article": entry.document.article.id,
            "start": entry.spans[0].start,
            "end": entry.spans[-1].end,
        }
    )


def _tell_event(contents: Contents, event: Event) -> dict[str, object]:
    passages = [_tell_passage(contents, passage) for passage in event.passages]
    return {"kind": "event", "id": event.id, "words": event.text, "day": event.date, "passages": passages}
