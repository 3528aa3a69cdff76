"""Wording that two articles of a story share and hardly any other."""

from onrecord.group.days.runs import share_runs
from tests.group.days.invent import make_document

NEWS = "Kelmer told the council of Vell that the spillway had been mined by night."
BACKGROUND = "The wall of the Tarn reservoir gave way in the spring of the year."


def test_what_many_articles_hold_is_not_shared_by_two() -> None:
    others = [make_document(f"o{n}", BACKGROUND, f"Nurse number {n} left the harbour town again.") for n in range(4)]
    documents = [make_document("a", NEWS, BACKGROUND), make_document("b", NEWS, "Ferries sailed."), *others]
    found = share_runs(documents, ["a", "o0"])
    assert set(found) == {"a", "o0"}
    assert list(found["a"]) == ["b"]
    assert found["a"]["b"] > 0.5
    assert found["o0"] == {}


def test_the_share_is_of_the_shorter_article_and_the_same_both_ways() -> None:
    long = make_document("a", NEWS, *(f"Ship number {n} of the fleet of Marn is green." for n in range(40)))
    short = make_document("b", NEWS)
    found = share_runs([long, short], ["a", "b"])
    assert found["a"]["b"] == found["b"]["a"] == 1.0


def test_an_article_of_few_words_shares_nothing() -> None:
    assert share_runs([make_document("a", "It fell."), make_document("b", "It fell.")], ["a"]) == {"a": {}}
