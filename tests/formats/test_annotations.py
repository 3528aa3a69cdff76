"""Web Annotation: expands with its vocabulary's terms alone, and its selectors lead to the words."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from onrecord.formats import write_text
from onrecord.formats.parts import tell_entries
from onrecord.tell.tables import Contents
from tests.formats.contexts import ANNOTATION, load

TERMS = set(ANNOTATION) | {"@context"}
REQUIRED = {
    "Annotation": {"id", "target"},
    "SpecificResource": {"source"},
    "TextQuoteSelector": {"exact"},
    "TextPositionSelector": {"start", "end"},
    "TextualBody": {"value"},
    "AnnotationPage": {"id", "items"},
    "AnnotationCollection": {"id", "label", "total", "first"},
    "TimeState": {"cached"},
}


def made(stories: Sequence[Contents]) -> dict[str, Any]:
    return json.loads("".join(write_text("annotations", stories)))


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(n for v in value.values() for n in nodes(v))]
    return [n for v in value for n in nodes(v)] if isinstance(value, list) else []


def test_every_word_is_of_the_vocabulary(stories: Sequence[Contents]) -> None:
    for node in nodes(made(stories)):
        assert node.keys() <= TERMS
        assert REQUIRED.get(node.get("type", ""), set()) <= node.keys()


def test_there_is_one_for_each_entry(stories: Sequence[Contents]) -> None:
    found = made(stories)
    items = found["first"]["items"]
    entries = [entry for contents in stories for entry in tell_entries(contents) if entry.spans]
    assert [item["id"] for item in items] == [f"urn:onrecord:{entry.id}" for entry in entries]
    assert found["total"] == len(items)


def test_selectors_lead_to_the_words(stories: Sequence[Contents]) -> None:
    texts = {f"urn:onrecord:{d.article.id}": d.article.text for c in stories for d in c.documents.values()}
    checked = 0
    for item in made(stories)["first"]["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            text = texts[target["state"]["cached"]]
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert target["source"]["id"].startswith(("https://", "urn:onrecord:a-"))
            checked += 1
    assert checked > 1 or not stories


def test_it_expands_offline(example: list[Contents]) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    (expanded,) = jsonld.expand(made(example), {"documentLoader": load})
    (page,) = expanded["https://www.w3.org/ns/activitystreams#first".replace("https", "http")]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    annotation = items["@list"][0]
    assert annotation["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
    assert annotation["http://www.w3.org/ns/oa#motivatedBy"] == [{"@id": "http://www.w3.org/ns/oa#describing"}]
    (target,) = annotation["http://www.w3.org/ns/oa#hasTarget"]
    kinds = {kind for selector in target["http://www.w3.org/ns/oa#hasSelector"] for kind in selector["@type"]}
    assert kinds == {"http://www.w3.org/ns/oa#TextQuoteSelector", "http://www.w3.org/ns/oa#TextPositionSelector"}
