"""The tools for agents: the same answers as the tables, verbatim passages with their places, bounded sizes."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra [mcp] is not installed")

from mcp import Client

import onrecord
from onrecord.agents import MAX_DRAFT, MAX_TEXT, MOST, make_server
from onrecord.codec import encode
from onrecord.neural import default_vectoriser
from tests.conftest import make_article
from tests.review.test_judging import contradiction, ferry


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Path:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("agents") / "x.onrecord"
    shutil.copyfile(read_example, path)
    return path


def call(path: Path, name: str, **arguments: Any) -> Any:
    """What a tool answers."""

    async def ask() -> Any:
        async with Client(make_server(path)) as client:
            return await client.call_tool(name, arguments)

    result = asyncio.run(ask())
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def passages(answer: Any) -> list[Any]:
    """Every passage of an answer."""
    return [p for row in answer["rows"] for p in row["passages"]]


@pytest.mark.parametrize(
    ("tool", "table"), [("disputes", "disputes"), ("figures", "figures"), ("timeline", "timeline"), ("statements", "sources")]
)
def test_tools_answer_as_the_tables_do(path: Path, tool: str, table: str) -> None:
    answer = call(path, tool, offset=2, limit=5)
    with onrecord.open(path, read_only=True) as ledger:
        page = ledger.page(table, offset=2, limit=5)
        texts = {a.id: a.text for a in ledger.articles()}
    assert [{k: row[k] for k in page.columns} for row in answer["rows"]] == json.loads(json.dumps(page.rows))
    assert answer["total"] == page.total
    assert answer["more"]
    for passage in passages(answer):
        article, _, place = passage["place"].partition(":")
        start, _, end = place.partition("-")
        assert texts[article][int(start) : int(end)] == passage["exact"]
        assert passage["url"] is None or passage["url"].startswith("http")
    assert passages(answer) or tool == "timeline"


def test_search_and_what_a_source_said(path: Path) -> None:
    found = call(path, "search", words="tunnel", kind="figure", limit=3)
    assert len(found["rows"]) == 3
    assert all("tunnel" in p["exact"].casefold() for p in passages(found))
    said = call(path, "statements", source="Orvath", limit=50)
    assert len(said["rows"]) > 5
    assert call(path, "stories")["rows"][0]["articles"] == 12
    assert call(path, "since", day="2024-10-12")["articles"]["total"] > 0
    assert call(path, "search", words="tunnel", story="s-none")["rows"] == []


def test_search_by_meaning_answers_as_the_library_does(path: Path) -> None:
    if default_vectoriser() is None:
        pytest.skip("the weights of sentence vectors are not installed")
    found = call(path, "search", words="what caused the explosion", by="meaning", limit=3)
    with onrecord.open(path, read_only=True) as ledger:
        hits = ledger.search_meaning("what caused the explosion", limit=3)
    assert [(row["entries"], row["likeness"]) for row in found["rows"]] == [(list(h.entries), h.likeness) for h in hits]
    assert [p["exact"] for p in passages(found)] == [h.sentence.exact for h in hits]


def test_search_by_meaning_says_where_it_cannot(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.meaning.default_vectoriser", lambda: None)
    found = call(path, "search", words="explosion", by="meaning")
    assert found["rows"] == []
    assert "not installed" in found["note"]


def test_sizes_are_bounded(tmp_path: Path) -> None:
    text = "“" + "The wall above Vell and the road below it " * 200 + "were closed,” said Mayor Ilse Tarn.\n"
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([make_article(text)])
        assert max(len(q.content[0].exact) for q in ledger.quotations()) > MAX_TEXT
    for row in call(tmp_path / "x.onrecord", "statements")["rows"]:
        assert row["cut"]
        assert max(len(p["exact"]) for p in row["passages"]) == MAX_TEXT

    async def ask() -> Any:
        async with Client(make_server(tmp_path / "x.onrecord")) as client:
            return await client.call_tool("figures", {"limit": MOST + 1})

    assert asyncio.run(ask()).is_error


def test_a_draft_is_checked_as_the_library_checks_it(path: Path) -> None:
    draft = "“This was no accident,” Adela Korvin said.\n\nFourteen people were killed in the Harrow Tunnel explosion."
    with onrecord.open(path, read_only=True) as ledger:
        found = encode(ledger.check(draft))
    whole = call(path, "check_draft", draft=draft)
    assert (whole["rows"], whole["counts"], whole["total"]) == (found["findings"], found["counts"], 2)
    german = "Der Tunnel und die Front und das war nicht von der Bank, und er ist."
    part = call(path, "check_draft", draft=draft, offset=1, limit=1)
    assert (part["rows"], part["more"]) == (found["findings"][1:], False)

    async def ask() -> Any:
        async with Client(make_server(path)) as client:
            return [
                await client.call_tool("check_draft", {"draft": text})
                for text in ("The toll rose. " * (MAX_DRAFT // 10), german)
            ]

    assert [answer.is_error for answer in asyncio.run(ask())] == [True, True]


def test_what_people_decided_is_told(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(ferry())
        found = contradiction(ledger)
        figures = [f for f in ledger.figures() if f.indicator]
        said = next(q for q in ledger.quotations() if q.source and q.source.name.endswith("Ivo Brandt"))
        noted = ledger.judge("note", [found.left], editor="N. Orr", why="Asked again on 3 May.")
        graded = ledger.judge("grade-source", [said.id], editor="N. Orr", why="Was aboard", changes={"reliability": "B"})
        corrected = ledger.judge("correct-figure", [figures[0].id], editor="A. Vell", changes={"low": "13", "high": "13"})
        rejected = ledger.judge("reject-relation", [found.left, found.right], editor="N. Orr", why="Two ferries")
        undone = ledger.judge("confirm-entry", [said.id], editor="N. Orr")
        ledger.undo(undone.id, editor="N. Orr")

    def judged(tool: str, **arguments: Any) -> dict[str, list[str]]:
        rows = call(tmp_path / "x.onrecord", tool, limit=50, **arguments)["rows"]
        return {row["id"]: [j["id"] for j in row["judged"]] for row in rows}

    said_by = judged("statements")
    # a source is graded as one, wherever it speaks
    assert {i for i, ids in said_by.items() if graded.id in ids} >= {said.id}
    assert undone.id not in said_by[said.id]
    told = judged("figures") | said_by
    assert {noted.id, rejected.id} <= set(told[found.left])
    assert rejected.id in told[found.right]
    assert corrected.id in told[figures[0].id]
    assert all(not ids for i, ids in judged("figures").items() if i not in (figures[0].id, found.left, found.right))
    (row,) = [r for r in call(tmp_path / "x.onrecord", "figures", limit=50)["rows"] if r["id"] == figures[0].id]
    (fact,) = [j for j in row["judged"] if j["id"] == corrected.id]
    assert (fact["editor"], fact["decided"]) == ("A. Vell", "figure corrected: at most 13, at least 13")
    assert fact["at"] == corrected.at
    every = call(tmp_path / "x.onrecord", "judgements", limit=50)
    assert every["total"] == 6
    assert [r["decision"] for r in every["rows"]][:3] == ["undo", "confirm-entry", "reject-relation"]
    assert [r["state"] for r in every["rows"]][:3] == ["stands", "withdrawn", "stands"]
    refused = every["rows"][2]
    assert (refused["why"], refused["editor"], set(refused["about"])) == ("Two ferries", "N. Orr", {found.left, found.right})
    with onrecord.open(tmp_path / "x.onrecord", read_only=True) as ledger:
        texts = {a.id: a.text for a in ledger.articles()}
    assert len(refused["passages"]) == 2
    for passage in refused["passages"]:
        article, _, place = passage["place"].partition(":")
        start, _, end = place.partition("-")
        assert texts[article][int(start) : int(end)] == passage["exact"]
    assert call(tmp_path / "x.onrecord", "judgements", story=said.id, limit=2)["more"]
    assert call(tmp_path / "x.onrecord", "judgements", story="s-none")["rows"] == []
    hits = call(tmp_path / "x.onrecord", "search", words="hull", limit=50)["rows"]
    assert any(graded.id in [j["id"] for j in row["judged"]] for row in hits)
