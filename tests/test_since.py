"""What is new since a day: by the days of the articles, told alike everywhere."""

import json
import shutil
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.main import main
from onrecord.codec import encode


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Path:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("since") / "x.onrecord"
    shutil.copyfile(read_example, path)
    return path


@pytest.mark.parametrize("day", ["2024-10-08", "2024-10-10", "2024-10-12", "last"])
def test_it_is_what_the_record_holds(path: Path, day: str) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        found = ledger.since(day, limit=10_000)
        printed = {d.article.id: d.reading.anchor.earliest for d in ledger.documents()}
        article_of = {e.id: e.article for e in (*ledger.quotations(), *ledger.figures())}
        figures = {f.id for f in ledger.figures()}
        relations, claims = list(ledger.relations()), list(ledger.claims())
    assert found.last == max(filter(None, printed.values()))
    first = found.last if day == "last" else day
    assert found.day == first

    def is_new(entry: str) -> bool:
        return (printed[article_of[entry]] or "") >= first

    assert {row["id"] for row in found.articles.rows} == {a for a, p in printed.items() if p and p >= first}
    assert {row["id"] for row in found.claims.rows} == {c.id for c in claims if (c.first_said or "") >= first}
    members = {c.id: c.members for c in claims}
    assert all(row["entry"] in members[row["id"]] and row["said_by"] and row["publisher"] for row in found.claims.rows)
    assert all(bool(row["indicator"]) <= (row["entry"] in figures) for row in found.claims.rows)
    want = {(r.left, r.right) for r in relations if r.relation == "contradicts" and (is_new(r.left) or is_new(r.right))}
    assert {(row["left"], row["right"]) for row in found.disputed.rows} == want
    updates = {(r.left, r.right) for r in relations if r.relation == "updates" and is_new(r.right)}
    moved = {(row["left"], row["right"]) for row in found.moved.rows}
    assert moved == {u for u in updates if set(u) <= figures}
    assert {(row["left"], row["right"]) for row in found.superseded.rows} == updates - moved
    for section in (found.articles, found.claims, found.disputed, found.moved, found.superseded):
        assert section.total == len(section.rows)
    assert found.undated == sum(p is None for p in printed.values())


def test_the_command(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["since", str(path), "2024-10-12", "--json", "--limit", "3"]) == 0
    with onrecord.open(path, read_only=True) as ledger:
        assert json.loads(capsys.readouterr().out) == encode(ledger.since("2024-10-12", limit=3))
    assert main(["since", str(path), "last"]) == 0
    assert "Articles: " in capsys.readouterr().out
    assert main(["since", str(path), "yesterday"]) == 4
    assert "'yesterday'" in capsys.readouterr().err


def test_nothing_is_new_in_an_empty_ledger(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        found = ledger.since("last")
    assert found.last is None
    assert found.articles.total == found.claims.total == 0
