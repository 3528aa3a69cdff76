"""What is new since a day: by the days of the articles, told alike everywhere."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.main import main
from onrecord.codec import encode
from tests.conftest import make_article

DAM = "https://vell.example/dam"


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
    second = {c.id for c in claims if (c.corroborated or "") >= first > (c.first_said or "9999")}
    assert {row["id"] for row in found.corroborated.rows} == second
    assert second or first != "2024-10-10"
    assert all(c.origins > 1 and c.corroborated >= (c.first_said or "") for c in claims if c.corroborated)
    taken_back = {(r.left, r.right) for r in relations if " takes it back: " in r.reason and is_new(r.right)}
    assert {(row["left"], row["right"]) for row in found.reversed.rows} == taken_back
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


def test_an_article_that_was_changed_in_place(tmp_path: Path) -> None:
    said = "Dam wall gives way\nThe governor, Ansa Kelmer, said {words} when the dam wall above Vell gave way on Tuesday."
    held = "that 31 houses below the reservoir were lost"
    later = held.replace("31", "33")
    articles = [
        replace(make_article(said.format(words=held), publisher="Vell Post", day="2031-05-14", name="1"), url=DAM),
        make_article(
            f"The night the dam broke\nEngineers of Orsk counted, they said {held}. The reservoir is empty now.",
            publisher="Orsk Bay Radio", day="2031-05-20", name="2",
        ),
        replace(
            make_article(said.format(words=later), publisher="Vell Post", day="2031-05-21", name="3"), url=DAM
        ),
    ]  # fmt: skip
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(articles)
        found = ledger.since("2031-05-18")
        (changed,) = found.changed.rows
        assert (changed["url"], changed["before_day"], changed["day"]) == (DAM, "2031-05-14", "2031-05-21")
        assert (changed["before"], changed["after"]) == (articles[0].id, articles[2].id)
        assert not ledger.since("2031-05-22").changed.rows
