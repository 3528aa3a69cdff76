"""Who says that nobody was killed against who counts some, on invented documents."""

import pytest

from .build import Page, pairs, run

STORM = "Troops stormed the airfield at Orsk, and {} were killed there, {} said."


def toll(wording: str, number: int, giver: str, *, name: str, day: str = "2031-05-14", label: str = "people killed") -> Page:
    page = Page(STORM.format(wording, giver), name=name, day=day)
    said = page.says(giver, f"{wording} were killed there", kind="organisation")
    page.counts(wording, label, number, number, as_of=day, quotation=said)
    return page


def opposed(a: Page, b: Page) -> bool:
    return frozenset((a.figures[0].id, b.figures[0].id)) in pairs(run(a, b), "contradicts")


def test_nobody_killed_stands_against_a_toll_of_the_day() -> None:
    none, some = toll("no people", 0, "Kelmer", name="a.txt"), toll("11 people", 11, "Vell television", name="b.txt")
    found = run(none, some)
    assert opposed(none, some)
    assert frozenset((none.quotations[0].id, some.quotations[0].id)) in pairs(found, "contradicts")


@pytest.mark.parametrize(
    ("giver", "day", "label"),
    [
        ("Kelmer", "2031-05-14", "people killed"),
        ("Vell television", "2031-05-15", "people killed"),
        ("Vell television", "2031-05-14", "people injured"),
    ],
)
def test_not_of_the_same_giver_another_day_or_fate(giver: str, day: str, label: str) -> None:
    assert not opposed(
        toll("no people", 0, "Kelmer", name="a.txt"), toll("11 people", 11, giver, name="b.txt", day=day, label=label)
    )
