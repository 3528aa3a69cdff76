"""schema.org: every word is of the vocabulary, every name resolves, and nothing is judged."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from onrecord.formats import write_text
from onrecord.formats.schema_org import STATUSES
from onrecord.tell.tables import Contents
from tests.formats.contexts import load


def made(stories: Sequence[Contents]) -> dict[str, Any]:
    return json.loads("".join(write_text("schema-org", stories)))


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(n for v in value.values() for n in nodes(v))]
    return [n for v in value for n in nodes(v)] if isinstance(value, list) else []


def test_every_word_is_of_the_vocabulary(stories: Sequence[Contents]) -> None:
    sdo = pytest.importorskip("rdflib.namespace", reason="rdflib is not installed").SDO
    for node in nodes(made(stories)["@graph"]):
        for key in node:
            assert key.startswith("@") or key in sdo, key
        assert node.get("@type", "Thing") in sdo


def test_claims_appear_in_articles_and_are_not_judged(stories: Sequence[Contents]) -> None:
    graph = made(stories)["@graph"]
    ids = [node["@id"] for node in graph]
    assert len(ids) == len(set(ids))
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert len(claims) == sum(len(record.claims) for c in stories for record in c.records)
    for claim in claims:
        assert claim["creativeWorkStatus"] in STATUSES.values()
        for named in (*claim["appearance"], *claim["hasPart"], claim.get("firstAppearance", claim["appearance"][0])):
            assert named["@id"] in ids
    text = json.dumps([{k: v for k, v in node.items() if k not in ("text", "headline")} for node in claims])
    assert "ClaimReview" not in text
    assert "Rating" not in text


def test_what_came_first_is_named_only_where_days_tell_it(stories: Sequence[Contents]) -> None:
    days = {f"urn:onrecord:{d.article.id}": d.reading.anchor.earliest for c in stories for d in c.documents.values()}
    for node in made(stories)["@graph"]:
        if node["@type"] == "Claim":
            seen = sorted(days[a["@id"]] or "" for a in node["appearance"])
            told = "firstAppearance" in node
            assert told == (seen[0] != "" and (len(seen) == 1 or seen[0] != seen[1]))
            if told:
                assert days[node["firstAppearance"]["@id"]] == seen[0]


def test_it_expands_offline(example: list[Contents]) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    expanded = jsonld.expand(made(example), {"documentLoader": load})
    claims = [node for node in expanded if node["@type"] == ["http://schema.org/Claim"]]
    assert claims
    assert all(node["http://schema.org/appearance"][0]["@id"].startswith("urn:onrecord:a-") for node in claims)
