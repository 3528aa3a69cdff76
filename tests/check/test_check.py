"""The check of drafts about the bundled example: each planted error is found, and faithful drafts come back clean."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.check import Check, read_bytes
from onrecord.errors import InputError, LimitError
from onrecord.ledger import Ledger
from onrecord.text import words

HERE = Path(__file__).parent
HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"
PLANTED = tomllib.loads((HERE / "planted.toml").read_text(encoding="utf-8"))["planted"]
FAITHFUL = sorted((HERE / "drafts").iterdir())


@pytest.fixture(scope="module")
def ledger(read_example: Path) -> Iterator[Ledger]:
    """A ledger of the bundled example, for reading alone."""
    with onrecord.open(read_example, read_only=True) as opened:
        yield opened


def check_file(ledger: Ledger, path: Path) -> Check:
    return ledger.check(read_bytes(path.read_bytes(), name=path.name))


@pytest.mark.parametrize("planted", PLANTED, ids=[p["name"] for p in PLANTED])
def test_a_planted_error_is_found_and_nothing_else(ledger: Ledger, planted: dict[str, Any]) -> None:
    found = ledger.check(planted["text"])
    grave = [f for f in found.findings if f.severity != "note" or planted["severity"] == "note"]
    assert [(f.kind, f.severity, f.exact) for f in grave] == [(planted["kind"], planted["severity"], planted["exact"])]
    assert planted["says"] in grave[0].message
    shows = planted.get("shows")
    assert not shows or any(shows in e.exact for e in grave[0].evidence)


def test_the_errors_are_of_many_kinds() -> None:
    assert len(PLANTED) >= 25
    assert len({p["kind"] for p in PLANTED}) >= 15


@pytest.mark.parametrize("path", FAITHFUL, ids=[p.name for p in FAITHFUL])
def test_a_faithful_draft_is_clean(ledger: Ledger, path: Path) -> None:
    found = check_file(ledger, path)
    assert [(f.kind, f.exact, f.message) for f in found.findings if f.severity != "note"] == []
    assert len(found.findings) <= 3
    assert found.counts.quotes == found.counts.quotes_to_the_letter
    assert found.counts.figures == found.counts.figures_found


@pytest.mark.slow
def test_articles_of_the_story_hold_against_themselves_no_quote_and_no_speaker(ledger: Ledger) -> None:
    for article in ledger.articles():
        found = ledger.check(article.text)
        wrong = [f for f in found.findings if f.kind in ("quote-words", "quote-made", "quote-unknown", "day-differs")]
        assert [(f.kind, f.exact, f.message) for f in wrong if f.severity == "error"] == [], article.publisher


def test_what_is_found_can_be_looked_up(ledger: Ledger) -> None:
    texts = {a.id: a.text for a in ledger.articles()}
    shown = 0
    for planted in PLANTED:
        found = ledger.check(planted["text"])
        for number, f in enumerate(found.findings, 1):
            assert f.number == number
            assert f.exact == found.text[f.start : f.end]
            for e in f.evidence:
                assert e.exact == texts[e.article][e.start : e.end]
                assert e.place == f"{e.article}:{e.start}-{e.end}"
                shown += 1
    assert shown > len(PLANTED)


def test_a_comparison_holds_all_the_words_of_the_quote(ledger: Ledger) -> None:
    compared = 0
    for planted in PLANTED:
        for f in ledger.check(planted["text"]).findings:
            if f.differences:
                compared += 1
                told = [w for d in f.differences for w, _, _ in words(d.draft)]
                assert told == [w for w, _, _ in words(f.exact)]
                assert {d.change for d in f.differences} > {"equal"}
    assert compared >= 5


def test_nothing_is_stored_and_the_same_draft_gives_the_same(ledger: Ledger) -> None:
    before = ledger.path.read_bytes()
    first, again = (check_file(ledger, FAITHFUL[0]) for _ in range(2))
    assert first == again
    assert ledger.path.read_bytes() == before
    assert not any(row.text == first.text for row in ledger.articles())


def test_a_draft_about_something_else_is_told_so_and_no_more(ledger: Ledger) -> None:
    found = ledger.check(
        "The bakery in Ostwick sells plum tarts on Fridays. Children queue for them from eight in the morning."
    )
    assert [f for f in found.findings if f.severity != "note"] == []


def test_an_empty_ledger_knows_nothing(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "empty.onrecord") as empty:
        found = empty.check(PLANTED[0]["text"])
    assert found.stories == ()
    assert [f for f in found.findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no words"),
        (" \n\t…!", "no words"),
        ("Der Minister sagte am Dienstag, dass die Explosion im Tunnel kein Unfall gewesen sei, und die Front habe es getan.",
         "recognised as German"),
    ],
)  # fmt: skip
def test_what_cannot_be_checked_is_refused(ledger: Ledger, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        ledger.check(text)


def test_a_day_must_be_one_and_a_draft_is_bounded(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="not a day"):
        ledger.check("The toll rose again on Tuesday.", day="2024-13-01")
    with pytest.raises(LimitError, match="60,000"):
        ledger.check("The toll rose again. " * 5_000)
    assert ledger.check("The toll rose again on Tuesday.", day="2024-10-12").day == "2024-10-12"
