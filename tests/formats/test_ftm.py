"""FollowTheMoney: entities that its own model takes as they are, statements with the ids that it gives them."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from onrecord.formats import write_text
from onrecord.tell.tables import Contents
from tests.formats.made import make_hostile

ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed (requirements/validators.in)")


def made(stories: Sequence[Contents], form: str = "ftm") -> list[dict[str, Any]]:
    return [json.loads(line) for line in "".join(write_text(form, stories)).split("\n")[:-1]]


def test_every_entity_is_of_the_schema(stories: Sequence[Contents]) -> None:
    ids = set()
    for row in made(stories):
        schema = ftm.model.get(row["schema"])
        assert schema is not None
        assert not schema.abstract
        assert set(schema.required) <= row["properties"].keys()
        assert row["id"] not in ids
        ids.add(row["id"])
        for name, values in row["properties"].items():
            assert schema.get(name) is not None, (row["schema"], name)
            assert not schema.get(name).stub
            assert values
            assert len(values) == len(set(values))


def test_the_model_keeps_every_value_of_the_example(example: list[Contents]) -> None:
    for row in made(example):
        proxy = ftm.model.get_proxy({"id": row["id"], "schema": row["schema"], "properties": {}})
        for name, values in row["properties"].items():
            if name == "bodyText":
                continue
            for value in values:
                proxy.add(name, value, cleaned=False)
            assert set(proxy.get(name)) == {" ".join(v.split()) if name in ("name", "title") else v for v in values}, name


def test_what_points_points_to_what_is_there(stories: Sequence[Contents]) -> None:
    rows = {row["id"]: row for row in made(stories)}
    checked = 0
    for row in rows.values():
        schema = ftm.model.get(row["schema"])
        for name, values in row["properties"].items():
            prop = schema.get(name)
            if prop.type.name == "entity":
                for value in values:
                    assert ftm.model.get(rows[value]["schema"]).is_a(prop.range), (row["schema"], name)
                    checked += 1
    assert checked or not stories


def test_a_relay_links_the_source_to_who_passed_it_on() -> None:
    rows = {row["id"]: row for row in made([make_hostile()])}
    links = [row["properties"] for row in rows.values() if row["schema"] == "UnknownLink"]
    assert len(links) == 4
    assert links[0]["subject"] == ["n-1"]
    assert links[0]["object"] == links[1]["subject"]
    assert rows[links[1]["object"][0]]["properties"]["name"] == ["Orsk Bay Radio"]


def test_statements_are_those_of_the_entities(example: list[Contents]) -> None:
    statement = pytest.importorskip("followthemoney.statement")
    found = made(example, "ftm-statements")
    assert len(found) == sum(len(v) for row in made(example) for v in row["properties"].values())
    for row in found:
        read = statement.Statement.from_dict(row)
        assert read.id == read.generate_key()
        assert read.to_dict() == row
