"""TimelineJS: the form that it documents, and text that stays text where it takes HTML."""

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import pytest

from onrecord.formats import write_text
from onrecord.tell.tables import Contents

DATE = {
    "type": "object",
    "properties": {"year": {"type": "integer"}, "month": {"minimum": 1, "maximum": 12}, "day": {"minimum": 1, "maximum": 31}},
    "required": ["year"],
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "start_date": DATE,
                    "end_date": DATE,
                    "text": TEXT,
                    "group": {"type": "string"},
                    "unique_id": {"type": "string"},
                },
                "required": ["start_date", "text", "unique_id"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["events"],
    "additionalProperties": False,
}


class Markup(HTMLParser):
    """The elements and attributes of a fragment."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name, (value or "") if name == "href" else "") for name, value in attrs} or {(tag, "", "")}


def made(stories: Sequence[Contents]) -> dict[str, Any]:
    return json.loads("".join(write_text("timelinejs", stories)))


def test_it_is_of_the_documented_form(stories: Sequence[Contents]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    found = made(stories)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    events = sorted((e for c in stories for r in c.records for e in r.events), key=lambda e: e.id)
    assert sorted(e["unique_id"] for e in found["events"]) == [e.id for e in events]


def test_nothing_from_outside_is_markup(stories: Sequence[Contents]) -> None:
    for event in made(stories)["events"]:
        assert Markup(event["text"]["headline"]).found == set()
        assert Markup(event.get("group", "")).found == set()
        for tag, name, value in Markup(event["text"]["text"]).found:
            assert (tag, name) in {("p", ""), ("q", ""), ("a", "href"), ("a", "rel")}
            assert value == "" or value.startswith("https://")
