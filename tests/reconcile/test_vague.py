"""Vague counts and what sharpens them, on invented documents."""

import pytest

from .build import Page, pairs, run


def flood(
    behind: str, passage: str, label: str, number: int, *, source: str | None = "Mayor Ada Brandt"
) -> list[frozenset[str]]:
    """The `narrows` of an article that tells of dozens of captives and then of what stands behind."""
    page = Page(f"Dozens of captives were freed at Orsk on Tuesday. {behind}")
    page.counts("Dozens of captives", "people captured", 24, None, as_of="2031-05-14", approximate=True)
    said = page.says(source, behind[behind.index(passage) :].rstrip("."), kind="person") if source else None
    page.counts(passage, label, number, number, as_of="2031-05-14", quotation=said)
    return sorted(pairs(run(page), "narrows"), key=sorted)


def test_an_exact_count_of_one_fate_sharpens_the_vague_one_before_it() -> None:
    assert len(flood("Mayor Ada Brandt said 70 people were let out of their cells.", "70 people", "people detained", 70)) == 1


@pytest.mark.parametrize(
    ("behind", "passage", "label", "number", "source"),
    [
        ("Mayor Ada Brandt said 70 people were killed.", "70 people", "people killed", 70, "Mayor Ada Brandt"),
        ("Mayor Ada Brandt said 7 people were held in one cell.", "7 people", "people detained", 7, "Mayor Ada Brandt"),
        (
            "Mayor Ada Brandt said 70,000 people were held in the war.",
            "70,000 people",
            "people detained",
            70_000,
            "Mayor Ada Brandt",
        ),
        ("A further 70 people were held elsewhere.", "70 people", "people detained", 70, None),
    ],
)
def test_another_fate_size_or_giver_does_not(behind: str, passage: str, label: str, number: int, source: str | None) -> None:
    assert flood(behind, passage, label, number, source=source) == []


def ferry(*, name: str, dead: int, hurt: str, low: int, high: int | None, place: str, part: str = "") -> Page:
    """An article on a ferry: so many dead, so many hurt, wherever it says that it was."""
    page = Page(f"The ferry struck the pier, and {dead} people died. Doctors treated {hurt} in all.{part}", name=name)
    page.counts(f"{dead} people", "people killed", dead, dead, as_of="2031-05-14")
    page.counts(hurt, f"people injured in {place}", low, high, as_of="2031-05-14")
    if part:
        page.counts("nine of those", f"people injured in {place}", 9, 9, as_of="2031-05-14")
    return page


def test_articles_that_agree_on_the_dead_count_the_hurt_of_one_event() -> None:
    floor = ferry(name="a.txt", dead=15, hurt="more than 30", low=30, high=None, place="Vell")
    exact = ferry(
        name="b.txt", dead=15, hurt="forty-seven", low=47, high=47, place="Orsk Bay", part=" Only nine of those stayed."
    )
    found = pairs(run(floor, exact), "narrows")
    assert found == {frozenset((floor.figures[1].id, exact.figures[1].id))}


@pytest.mark.parametrize(("dead", "low"), [(16, 47), (15, 90)])
def test_articles_of_other_tolls_do_not(dead: int, low: int) -> None:
    floor = ferry(name="a.txt", dead=15, hurt="more than 30", low=30, high=None, place="Vell")
    exact = ferry(name="b.txt", dead=dead, hurt="forty-seven", low=low, high=low, place="Orsk Bay")
    assert pairs(run(floor, exact), "narrows") == set()
