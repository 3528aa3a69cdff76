"""GeoJSON: valid by its own library, places where they lie, those without coordinates without geometry."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from onrecord.formats import write_text
from onrecord.tell.tables import Contents
from tests.formats.made import NASTY, make_hostile


def made(stories: Sequence[Contents]) -> dict[str, Any]:
    return json.loads("".join(write_text("geojson", stories)))


def test_its_library_finds_it_valid(stories: Sequence[Contents]) -> None:
    geojson = pytest.importorskip("geojson", reason="geojson is not installed")
    found = geojson.loads(json.dumps(made(stories)))
    assert found.is_valid, found.errors()
    assert isinstance(found, geojson.FeatureCollection)
    places = [p for c in stories for record in c.records for p in record.places]
    assert [f["id"] for f in found["features"]] == [p.id for p in places]


def test_a_place_lies_where_it_lies_and_has_its_entries() -> None:
    placed, unplaced = made([make_hostile()])["features"]
    assert placed["geometry"] == {"type": "Point", "coordinates": [-71.9, -13.5]}
    assert unplaced["geometry"] is None
    figure, event = placed["properties"]["entries"]
    assert (figure["kind"], figure["low"], figure["words"], figure["source"]) == ("figure", 40.0, "40 houses", NASTY)
    assert (event["kind"], event["day"]) == ("event", "2031-05-13/2031-05-14")
    assert event["passages"][0]["article"] == "a-11"
