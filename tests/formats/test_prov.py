"""PROV-JSON: the reference implementation reads it, names resolve, chains run from the article back to the source."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from onrecord.formats import write_text
from onrecord.formats.files import to_bytes
from onrecord.tell.tables import Contents
from tests.formats.made import make_hostile


def made(stories: Sequence[Contents]) -> dict[str, Any]:
    return json.loads(b"".join(to_bytes(write_text("prov", stories))))


def test_the_reference_implementation_reads_it(stories: Sequence[Contents]) -> None:
    model = pytest.importorskip("prov.model", reason="prov is not installed")
    text = b"".join(to_bytes(write_text("prov", stories))).decode()
    document = model.ProvDocument.deserialize(content=text, format="json")
    found = json.loads(text)
    assert len(document.get_records()) == sum(len(found[section]) for section in found if section != "prefix")
    again = model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document


def test_every_name_resolves_and_comes_once(stories: Sequence[Contents]) -> None:
    def pairs(rows: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in rows}) == len(rows)
        return dict(rows)

    found = json.loads(b"".join(to_bytes(write_text("prov", stories))), object_pairs_hook=pairs)
    entities, agents = set(found["entity"]), set(found["agent"])
    for row in found["wasAttributedTo"].values():
        assert row["prov:entity"] in entities
        assert row["prov:agent"] in agents
        assert row["onrecord:accordingTo"]["$"] in entities
    for row in found["wasDerivedFrom"].values():
        assert {row["prov:generatedEntity"], row["prov:usedEntity"]} <= entities


def test_a_chain_leads_from_the_article_through_the_relays_to_the_source() -> None:
    contents = make_hostile()
    found = made([contents])
    of = {}
    for row in found["wasDerivedFrom"].values():
        of.setdefault(row["prov:generatedEntity"], []).append(row["prov:usedEntity"])
    agent = {row["prov:entity"]: row["prov:agent"] for row in found["wasAttributedTo"].values()}
    assert "onrecord:q-11-relay2" in of["onrecord:a-11"]
    assert of["onrecord:q-11-relay2"] == ["onrecord:q-11-relay1"]
    assert of["onrecord:q-11-relay1"] == ["onrecord:q-11"]
    assert found["agent"][agent["onrecord:q-11-relay2"]]["prov:label"] == "Orsk Bay Radio"
    assert found["agent"][agent["onrecord:q-11"]]["prov:type"]["$"] == "prov:Person"
    reused = [row for row in found["wasDerivedFrom"].values() if "onrecord:similarity" in row]
    assert [(r["prov:generatedEntity"], r["prov:usedEntity"]) for r in reused] == [("onrecord:a-12", "onrecord:a-11")]


def test_wording_of_unknown_direction_derives_nothing(example: list[Contents]) -> None:
    known = [
        r
        for c in example
        for record in c.records
        for r in record.reuse
        if r.earlier != "unknown" and r.left.article != r.right.article
    ]
    unknown = [r for c in example for record in c.records for r in record.reuse if r.earlier == "unknown"]
    found = [row for row in made(example)["wasDerivedFrom"].values() if "onrecord:similarity" in row]
    assert known
    assert unknown
    assert len(found) == len(known)
