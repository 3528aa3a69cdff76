"""What a later version adds tells which came first, of one outlet's versions alone."""

import dataclasses

from onrecord.group.precedence import which_grew, who_is_earlier
from onrecord.model import Document
from tests.group.test_reuse import OTHER, REWRITE, WIRE, documents

GROWN = f"{WIRE}\nBy noon the water stood knee-deep in the lower town, and the siren had been sounded twice."


def of_one_outlet(*texts: str) -> list[Document]:
    found = documents(*texts)
    return [dataclasses.replace(d, article=dataclasses.replace(d.article, publisher="Merrow Daily")) for d in found]


def test_a_version_that_adds_is_the_later() -> None:
    assert which_grew(WIRE, GROWN) == "left"
    assert which_grew(GROWN, WIRE) == "right"


def test_nothing_tells_where_much_was_added_and_much_dropped() -> None:
    assert which_grew(WIRE, WIRE) is None
    assert which_grew(WIRE, REWRITE) is None
    assert which_grew(WIRE, OTHER) is None
    assert which_grew(WIRE, "") is None


def test_versions_of_one_outlet_are_told_by_what_they_add() -> None:
    left, right = of_one_outlet(WIRE, GROWN)
    earlier, reason = who_is_earlier(left, right)
    assert (left if earlier == "left" else right).article.text == WIRE
    assert "grew" in reason


def test_another_outlet_may_cut_what_it_takes() -> None:
    assert who_is_earlier(*documents(WIRE, GROWN))[0] == "unknown"
