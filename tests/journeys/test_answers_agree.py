"""The command line, the library and the JSON interface give the same answers."""

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.cli.main import main
from onrecord.codec import encode
from onrecord.neural import default_vectoriser
from onrecord.store.nearest import LEAST
from onrecord.store.search import Among
from onrecord.tell.tables import TABLES
from onrecord.web.app import make_app
from tests.web.asking import ask


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Path:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("agree") / "x.onrecord"
    shutil.copyfile(read_example, path)
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    """The JSON that a command prints."""
    capsys.readouterr()
    assert main([str(a) for a in arguments]) == 0
    return json.loads(capsys.readouterr().out)


def got(path: Path, target: str) -> Any:
    """The JSON that the interface gives."""
    answer = ask(make_app(path), f"/api/v1{target}")
    assert answer.status == 200
    return json.loads(answer.body)


@pytest.mark.parametrize("name", list(TABLES))
def test_tables(path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "show", path, name, "--json")
    with onrecord.open(path, read_only=True) as ledger:
        story = next(ledger.stories())
        assert shown == json.loads(json.dumps(ledger.table(name).rows))
        part = ledger.page(name, story=story.id, offset=3, limit=4)
    assert got(path, f"/{name}?limit=200")["data"] == shown[:200]
    assert told(capsys, "show", path, name, "--json", "--story", story.id, "--offset", 3, "--limit", 4) == shown[3:7]
    assert list(part.rows) == shown[3:7]
    assert got(path, f"/{name}?story={story.id}&offset=3&limit=4")["data"] == shown[3:7]


def test_judgements_and_the_queue(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.onrecord"
    shutil.copy(path, own)
    shown = told(capsys, "judge", own, "queue", "--json", "--limit", 200)
    assert shown
    with onrecord.open(own) as ledger:
        assert json.loads(json.dumps(encode(ledger.queue(limit=200).doubts))) == shown
        relation = next(d for d in shown if d["kind"] == "relation")
        ledger.judge("confirm-relation", relation["ids"], editor="N. Orr", changes={"relation": relation["relation"]})
        exported = ledger.export()["judgements"]
    assert got(own, "/queue?limit=200")["data"] == told(capsys, "judge", own, "queue", "--json", "--limit", 200)
    listed = told(capsys, "judge", own, "list", "--json")
    assert len(listed) == 1
    assert listed == exported == got(own, "/judgements")["data"]


def test_search(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "search", path, "tunnel", "--kind", "figure", "--json", "--limit", 9)
    assert shown
    with onrecord.open(path, read_only=True) as ledger:
        hits = ledger.search("tunnel", limit=9, among=Among(kind="figure"))
    assert [encode(hit) for hit in hits] == shown
    assert got(path, "/search?q=tunnel&kind=figure&limit=9")["data"] == shown


@pytest.mark.parametrize("by", ["words", "meaning"])
def test_search_by_status(path: Path, capsys: pytest.CaptureFixture[str], by: str) -> None:
    if by == "meaning" and default_vectoriser() is None:
        pytest.skip("the weights of sentence vectors are not installed")
    with onrecord.open(path, read_only=True) as ledger:
        claims = {m: c.status for c in ledger.claims() for m in c.members}
    found = {}
    for status in ("disputed", "single-origin"):
        way = ["--meaning"] if by == "meaning" else []
        shown = told(capsys, "search", path, "tunnel", *way, "--status", status, "--json", "--limit", 9)
        assert shown
        assert all(status in {claims.get(e) for e in hit["entries"]} for hit in shown)
        assert got(path, f"/search?q=tunnel&by={by}&status={status}&limit=9")["data"] == shown
        found[status] = [hit["entries"] for hit in shown]
    assert found["disputed"] != found["single-origin"]


def test_search_by_meaning(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if default_vectoriser() is None:
        pytest.skip("the weights of sentence vectors are not installed")
    asked = "what caused the explosion"
    shown = told(capsys, "search", path, "--meaning", asked, "--source", "Bielik", "--json", "--limit", 9)
    with onrecord.open(path, read_only=True) as ledger:
        hits = ledger.search_meaning(asked, limit=9, among=Among(source="Bielik"))
        every = ledger.search_meaning(asked)
    assert [encode(hit) for hit in hits] == shown
    assert 0 < len(shown) < len(every)
    assert all("Bielik" in hit["source"] for hit in shown)
    likeness = [hit.likeness for hit in every]
    assert likeness == sorted(likeness, reverse=True)
    assert likeness[0] > 0.6 > likeness[-1] >= LEAST
    target = f"/search?by=meaning&q={quote(asked)}"
    assert got(path, f"{target}&source=Bielik&limit=9")["data"] == shown
    first = got(path, f"{target}&limit=3")
    assert first["data"] == [encode(hit) for hit in every[:3]]
    assert got(path, first["next"].removeprefix("/api/v1"))["data"] == [encode(hit) for hit in every[3:6]]
    page = ask(make_app(path), target).body.decode()
    places = [page.index(f'href="/entries/{hit.entries[0]}"') for hit in every[:25]]
    assert places == sorted(places)
    assert f"likeness {every[0].likeness:.2f}".replace(" 0", " ") in page
    capsys.readouterr()
    assert main(["search", str(path), "--meaning", asked, "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith(f"{every[0].entries[0]}  likeness {every[0].likeness:.2f}".replace(" 0", " "))
    assert lines[-1] == "2 statements or more."


def test_search_by_meaning_says_where_it_cannot(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked_of(ledger: Path) -> str:
        assert main(["search", str(ledger), "--meaning", "blast"]) == 4
        (line,) = capsys.readouterr().err.splitlines()
        why = line.removeprefix("Error: ")
        answer = ask(make_app(ledger), "/api/v1/search?by=meaning&q=blast")
        assert (answer.status, json.loads(answer.body)["detail"]) == (503, why)
        page = ask(make_app(ledger), "/search?by=meaning&q=blast")
        assert (page.status, why in page.body.decode()) == (200, True)
        return why

    if default_vectoriser() is not None:
        bare = tmp_path / "bare.onrecord"
        shutil.copy(path, bare)
        with onrecord.open(bare) as ledger:
            ledger.connection.execute("DELETE FROM meanings")
        assert "this ledger was read without" in asked_of(bare)
    monkeypatch.setattr("onrecord.meaning.default_vectoriser", lambda: None)
    assert "not installed" in asked_of(path)


def test_articles_and_entries(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = told(capsys, "export", path)
    for article in whole["articles"]:
        found = got(path, f"/articles/{article['id']}")
        assert found["article"] == article
        for kind in ("quotations", "figures"):
            assert found[kind] == [row for row in whole[kind] if row["article"] == article["id"]]
    for kind, row in (("quotation", whole["quotations"][7]), ("figure", whole["figures"][7])):
        assert got(path, f"/entries/{row['id']}") == {"kind": kind, "entry": row, "judged": []}
    (story,) = whole["stories"]
    counts = got(path, f"/stories/{story['id']}")["counts"]
    assert counts["quotations"] == len(whole["quotations"])
    assert counts["contradicts"] == sum(r["relation"] == "contradicts" for r in whole["relations"])


def test_a_checked_draft(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = "“This was no accident,” Adela Korvin said.\n\nFourteen people were killed in the Harrow Tunnel explosion."
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(tmp_path / "draft.txt"), "--ledger", str(path), "--day", "2024-10-12", "--json"]) == 5
    shown = json.loads(capsys.readouterr().out)
    assert [f["kind"] for f in shown["findings"]] == ["attribution-wrong", "figure-stale"]
    with onrecord.open(path, read_only=True) as ledger:
        assert encode(ledger.check(draft, day="2024-10-12")) == shown
    body = json.dumps({"draft": draft, "day": "2024-10-12"}).encode()
    answer = ask(
        make_app(path),
        "/api/v1/check",
        method="POST",
        body=body,
        content_type="application/json",
        content_length=str(len(body)),
    )
    assert answer.status == 200
    assert json.loads(answer.body) == shown


def test_what_people_decided(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger_path = tmp_path / "x.onrecord"
    shutil.copyfile(path, ledger_path)
    with onrecord.open(ledger_path) as ledger:
        figure = ledger.page("figures", limit=1).rows[0]["id"]
        ledger.judge("grade-information", [figure], editor="N. Orr", why="One origin", changes={"credibility": "3"})
        noted = ledger.judge("note", [figure], editor="A. Vell", why="Ask again")
        ledger.undo(noted.id, editor="A. Vell")
        decided = ledger.decided([figure])[figure]
    assert [(row["editor"], row["decided"]) for row in decided] == [("N. Orr", "information graded 3, possibly true")]
    assert got(ledger_path, f"/entries/{figure}")["judged"] == decided
    listed = {row["id"]: row for row in told(capsys, "judge", ledger_path, "list", "--json")}
    for row in decided:
        assert {name: listed[row["id"]][name] for name in ("decision", "editor", "at", "why", "state")} == {
            name: row[name] for name in ("decision", "editor", "at", "why", "state")
        }
    agents = pytest.importorskip("onrecord.agents", reason="the extra [mcp] is not installed")
    with onrecord.open(ledger_path, read_only=True) as ledger:
        rows = agents.make_answer(ledger, ledger.page("figures", limit=1).rows, offset=0, total=1)["rows"]
        assert rows[0]["judged"] == decided
        assert [r["id"] for r in agents.list_judgements(ledger, None, 0, 50)["rows"]][::-1] == list(listed)
