"""CSL-JSON: valid by the schema of csl-data 1.0, as far as our items go."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from onrecord.formats import write_text
from onrecord.formats.csl import tell_citation
from onrecord.model import When
from onrecord.tell.tables import Contents
from tests.formats.made import make_hostile

NUMBER = {"type": ["string", "number"]}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": NUMBER, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "circa": {"type": ["string", "number", "boolean"]},
    },
    "additionalProperties": False,
}
NAME = {"type": "object", "properties": {"literal": {"type": "string"}}, "additionalProperties": False}
# csl-data.json of the Citation Style Language, 1.0: the variables that newspaper articles have
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": ["article", "article-journal", "article-magazine", "article-newspaper", "webpage"]},
            "id": NUMBER,
            "language": {"type": "string"},
            "author": {"type": "array", "items": NAME},
            "issued": DATE,
            "container-title": {"type": "string"},
            "note": {"type": "string"},
            "title": {"type": "string"},
            "URL": {"type": "string"},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


def test_it_is_of_the_schema(stories: Sequence[Contents]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    found = json.loads("".join(write_text("csl", stories)))
    jsonschema.Draft7Validator(SCHEMA).validate(found)
    assert [item["id"] for item in found] == [id_ for c in stories for id_ in c.documents]
    assert all(item.get("URL", "https://").startswith("https://") for item in found)


@pytest.mark.parametrize(
    ("when", "issued"),
    [
        (When(value="2031-05-14", earliest="2031-05-14", latest="2031-05-14", basis="given"), {"date-parts": [[2031, 5, 14]]}),
        (When(value="2031-05", earliest="2031-05-01", latest="2031-05-31", basis="stated"), {"date-parts": [[2031, 5]]}),
        (
            When(value="2031-05-14", earliest="2031-05-14", latest="2031-05-14", basis="inferred"),
            {"date-parts": [[2031, 5, 14]], "circa": True},
        ),
        (When(value="2031-SU", earliest="2031-06-01", latest="2031-08-31", basis="stated"), None),
        (When(), None),
    ],
)
def test_a_day_keeps_its_precision_and_its_doubt(when: When, issued: object) -> None:
    document = next(iter(make_hostile().documents.values()))
    item = tell_citation(replace(document, reading=replace(document.reading, anchor=when)))
    assert item.get("issued") == issued
