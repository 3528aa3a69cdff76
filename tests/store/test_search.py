"""Search: by words and phrases, narrowed by what the sentence holds, who is quoted, who prints it and when."""

from pathlib import Path

import pytest

import onrecord
from onrecord.ledger import Ledger
from onrecord.store import search
from onrecord.store.search import Among
from tests.conftest import make_article, make_story


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger of two stories."""
    with onrecord.open(tmp_path / "x.onrecord") as made:
        made.add(make_story())
        made.add(
            [make_article("The dam is dry, mayor Ilse Tarn said.\nA dam has a wall.\n", publisher="Orsk", day="2031-07-01")]
        )
        yield made


def sentences(ledger: Ledger, words: str, **among: str) -> list[str]:
    """What a search finds."""
    return [hit.sentence.exact for hit in ledger.search(words, among=Among(**among))]


def test_narrowing(ledger: Ledger) -> None:
    every = sentences(ledger, "dam")
    assert len(every) == 6 * 2 + 2
    assert sentences(ledger, "dam", publisher="orsk") == [s for s in every if "dry" in s or "has a wall" in s]
    assert sentences(ledger, "dam", source="tarn") == ["The dam is dry, mayor Ilse Tarn said."]
    assert sentences(ledger, "dam", kind="figure") == [s for s in every if "people were killed" in s]
    assert "A dam has a wall." not in sentences(ledger, "dam", kind="statement")
    assert len(sentences(ledger, "dam", first="2031-06-01")) == len(sentences(ledger, "dam", first="2031-07-01")) == 2
    assert len(sentences(ledger, "dam", last="2031-06-30")) == 12
    assert sentences(ledger, "dam", first="2031-07-02") == []
    assert sentences(ledger, "dam", publisher="Orsk' OR 1=1 --") == []
    (story,) = {s.id for s in ledger.stories() if len(s.articles) == 1}
    assert sentences(ledger, "dam", story=story) == sentences(ledger, "dam", publisher="Orsk")


def test_pages_go_on_where_the_last_ended(ledger: Ledger) -> None:
    every = ledger.search("dam")
    assert [hit for at in range(0, 16, 4) for hit in ledger.search("dam", offset=at, limit=4)] == every


def test_it_looks_at_so_many_sentences_and_no_more(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 5)
    assert len(ledger.search("dam")) == 5
