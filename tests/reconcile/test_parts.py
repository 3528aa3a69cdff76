"""Parts of a number are told from the whole of it, in invented sentences."""

import pytest

from onrecord.model import Document
from tests.reconcile.build import Page
from tests.reconcile.test_indicators import settled_labels

LABEL = "people killed in Marn Gulf"


def toll(text: str, *numbers: tuple[str, int], name: str) -> Document:
    page = Page(text, name=name)
    for passage, number in numbers:
        page.counts(passage, LABEL, number, number, as_of="2031-05-14")
    return page.read()


ALL = toll("The crash in the Marn Gulf killed 16 men.", ("16 men", 16), name="a.txt")


def test_parts_that_add_up_have_labels_of_their_own_wherever_they_stand() -> None:
    parts = toll("The crash killed 14 mill workers and two crew.", ("14 mill workers", 14), ("two crew", 2), name="b.txt")
    again = toll("All 14 mill workers died in it.", ("14 mill workers", 14), name="c.txt")
    assert settled_labels(ALL, parts, again) == [
        LABEL,
        f"{LABEL} (mill workers)",
        f"{LABEL} (crew)",
        f"{LABEL} (mill workers)",
    ]


@pytest.mark.parametrize(
    "document",
    [
        toll("The crash killed 13 mill workers and two crew.", ("13 mill workers", 13), ("two crew", 2), name="b.txt"),
        toll("The crash killed 14; a month later two crew.", ("14", 14), ("two crew", 2), name="b.txt"),
        toll("It killed eight men and eight men.", ("eight men", 8), name="b.txt"),
    ],
)
def test_what_does_not_add_up_is_one_thing(document: Document) -> None:
    assert set(settled_labels(ALL, document)) == {LABEL}
