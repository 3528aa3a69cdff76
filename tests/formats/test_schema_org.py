"""schema.org: every word is of the vocabulary, every name resolves, and nothing is judged."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from onrecord.formats import write_text
from onrecord.formats.schema_org import STATUSES
from onrecord.tell.tables import Contents
from tests.formats.contexts import load
from tests.formats.made import NASTY, judge_hostile, make_hostile


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


def test_a_review_is_there_only_where_a_person_graded(example: list[Contents]) -> None:
    assert not [n for n in made(example)["@graph"] if n["@type"] == "ClaimReview"]
    judged = judge_hostile(example[0], why="Two of three origins are one man")
    graph = made([judged])["@graph"]
    ids = [node["@id"] for node in graph]
    assert len(ids) == len(set(ids))
    # neither the correction nor the note is one
    graded, unknown = [node for node in graph if node["@type"] == "ClaimReview"]
    assert graded["author"] == {"@type": "Person", "name": "N. Orr"}
    assert graded["datePublished"] == "2031-05-10T09:30:00Z"
    assert graded["reviewBody"] == "Two of three origins are one man"
    rating = graded["reviewRating"]
    assert (rating["alternateName"], rating["ratingValue"]) == ("4, doubtful", 2)
    assert (rating["bestRating"], rating["worstRating"]) == (5, 1)
    assert unknown["reviewRating"]["alternateName"] == "6, truth cannot be judged"
    assert "ratingValue" not in unknown["reviewRating"]
    by_id = {node["@id"]: node for node in graph}
    for review in (graded, unknown):
        claim, entry = by_id[review["itemReviewed"]["@id"]], by_id[review["isBasedOn"]["@id"]]
        assert claim["@type"] == "Claim"
        assert claim["text"] == review["claimReviewed"]
        assert entry["@id"] in [part["@id"] for part in claim["hasPart"]]
    withdrawn = replace(judged, judgements=[replace(j, state="withdrawn") for j in judged.judgements])
    assert made([withdrawn]) == made(example)


def test_reviews_are_valid_too(example: list[Contents]) -> None:
    sdo = pytest.importorskip("rdflib.namespace", reason="rdflib is not installed").SDO
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    for contents in (judge_hostile(example[0]), judge_hostile(make_hostile(), editor=NASTY, why=NASTY)):
        whole = made([contents])
        reviews = [node for node in whole["@graph"] if node["@type"] == "ClaimReview"]
        assert len(reviews) == 2
        for node in nodes(reviews):
            assert all(key.startswith("@") or key in sdo for key in node), node
            assert node.get("@type", "Thing") in sdo
        expanded = jsonld.expand(whole, {"documentLoader": load})
        assert sum("http://schema.org/ClaimReview" in node["@type"] for node in expanded) == 2


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
