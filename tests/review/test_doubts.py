"""What waits for a decision because one text names several givers of a figure."""

from pathlib import Path

import onrecord
from tests.conftest import make_article

TELLS = (
    ("The harbour office said 31 dockers were hurt when the crane at Tesk quay fell on Monday.", "Norran Press", "2031-05-05"),
    ("The rescue service said 31 dockers were hurt when the crane at Tesk quay fell on Monday.", "Orsk Radio", "2031-05-06"),
    ("Minister Orla Venn said 31 dockers were hurt, and promised help.", "Merrow Daily", "2031-05-09"),
)
SHARED = (
    "Work at the quay stopped and the lamps along the northern basin went out for most of the night, "
    "while boats with fruit and timber waited beyond the bar for a pilot."
)


def test_figures_of_one_origin_are_one_text_only_where_their_sentences_are(tmp_path: Path) -> None:
    articles = [
        make_article(f"A crane falls at Tesk.\n\n{told}\n\n{SHARED}",
                     publisher=publisher, day=day, name=f"{n}.txt")
        for n, (told, publisher, day) in enumerate(TELLS)
    ]  # fmt: skip
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(articles)
        (claim,) = (c for c in ledger.claims() if c.text == "31 dockers")
        (beginning,) = claim.beginnings
        assert len(beginning.members) == 3
        doubts = [d for d in ledger.queue().doubts if d.kind == "giver"]
    assert [d.words for d in doubts] == [("31 dockers", "31 dockers")]
    assert doubts[0].why == "one text, several givers: harbour office, rescue service"
    assert set(doubts[0].ids) < set(beginning.members)
