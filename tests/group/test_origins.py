"""Copies, rewrites and a shared wire are one origin, with a receipt; what was written independently is another."""

import dataclasses

from onrecord.group.origins import find_origins
from onrecord.group.reuse import find_reuse
from onrecord.model import Document, Origin
from tests.group.test_reuse import OTHER, REWRITE, WIRE, documents


def origins(found: list[Document]) -> dict[frozenset[str | None], Origin]:
    name = {d.article.id: d.article.publisher for d in found}
    return {frozenset(name[a] for a in o.articles): o for o in find_origins(found, find_reuse(found))}


def test_a_copy_and_a_rewrite_go_back_to_one_origin() -> None:
    found = origins(documents(WIRE, WIRE, REWRITE, OTHER, days=("2031-05-14", "2031-05-15", "2031-05-15", "2031-05-15")))
    assert set(found) == {frozenset({"Outlet 0", "Outlet 1", "Outlet 2"}), frozenset({"Outlet 3"})}
    shared = found[frozenset({"Outlet 0", "Outlet 1", "Outlet 2"})]
    assert shared.name == "Outlet 0"
    assert "Outlet 2 shares" in shared.reason
    assert "words with Outlet" in shared.reason


def test_two_texts_of_one_agency_are_one_origin_without_shared_wording() -> None:
    found = origins(documents(WIRE, OTHER, agencies={0: "Norran Press", 1: "Norran Press"}))
    (only,) = found.values()
    assert only.name == "Norran Press"
    assert only.reason == "Outlet 0 and Outlet 1 credit Norran Press"


def test_the_agencys_own_text_is_the_same_origin() -> None:
    first, second = documents(WIRE, OTHER, agencies={1: "Norran Press"})
    first, second = sorted((first, second), key=lambda d: d.article.publisher or "")
    agency = dataclasses.replace(first, article=dataclasses.replace(first.article, publisher="Norran Press"))
    (only,) = find_origins([agency, second], ())
    assert only.name == "Norran Press"


def test_every_article_has_one_origin() -> None:
    found = documents(WIRE, WIRE, REWRITE, OTHER)
    counted = [a for o in find_origins(found, find_reuse(found)) for a in o.articles]
    assert sorted(counted) == [d.article.id for d in found]
