"""A figure of a draft that was overtaken: by what, when, by whose word; where it comes up again, and where it is disputed."""

from pathlib import Path

import pytest

import onrecord
from onrecord.ledger import Ledger
from tests.conftest import make_article

DAYS = {9: ("2031-05-14", "2031-05-15", "2031-05-16", "2031-05-16"), 14: ("2031-05-18", "2031-05-19")}
OUTLETS = ("Merrow Daily", "Norran Press", "Orsk Bay Radio", "Vell Post")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Nine dead, told for three days; fourteen after that; and one who looks back weeks later."""
    articles = [
        make_article(
            f"Ferry sinks off Merrow\n{number} people were killed when the ferry Alder sank off Merrow, the coastguard said.",
            publisher=OUTLETS[n], day=day, name=f"{number}-{n}.txt",
        )
        for number, days in DAYS.items() for n, day in enumerate(days)
    ]  # fmt: skip
    back = "The ferry Alder\n9 people were killed when the ferry Alder sank off Merrow, the coastguard said in the first days."
    articles.append(make_article(back, publisher="Brenna Weekly", day="2031-06-20", name="back.txt"))
    found = onrecord.open(tmp_path_factory.mktemp("overtaken") / "x.onrecord")
    found.add(articles)
    return found


def test_a_figure_that_one_comes_back_to_is_overtaken_all_the_same(ledger: Ledger) -> None:
    (found,) = [
        f for f in ledger.check("9 people were killed when the ferry Alder sank off Merrow.").findings if f.exact[0] == "9"
    ]
    assert (found.kind, found.severity) == ("figure-stale", "error")
    assert "Overtaken" in found.message
    assert "“14 people”" in found.message  # by what
    assert "May 2031" in found.message  # when
    assert "coastguard" in found.message  # by whose word


def test_the_later_figure_is_not_overtaken_by_who_looks_back(ledger: Ledger) -> None:
    found = ledger.check("14 people were killed when the ferry Alder sank off Merrow.").findings
    assert "figure-stale" not in {f.kind for f in found}


def test_what_is_overtaken_and_disputed_is_told_as_both(read_example: Path) -> None:
    with onrecord.open(read_example, read_only=True) as example:
        (found,) = [
            f
            for f in example.check("Fourteen people were killed in the Harrow Tunnel explosion.").findings
            if f.kind == "figure-stale"
        ]
    assert found.message.startswith("Overtaken: ")
    assert " Disputed as well: it also has “" in found.message
    assert {e.role for e in found.evidence} == {"later", "what the draft gives", "against it"}
