"""Loose figures and what other articles say more exactly, on invented documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .build import Page, only, pairs, run

COURT = "The court at Vell had before it {} from the trial of the ferry owners."
ROAD = "The harbour at Orsk lies {} by road from the bridge at Vell that was shelled."


def told(
    wording: str,
    low: float | None,
    high: float | None,
    *,
    label: str,
    name: str,
    text: str = COURT,
    unit: str = "page",
    as_of: str | None = None,
    day: str = "2031-05-14",
) -> Page:
    """An article that gives one figure."""
    page = Page(text.format(wording), name=name, day=day)
    page.counts(wording, label, low, high, unit=unit, as_of=as_of, approximate=high is None)
    return page


def narrowed(loose: Page, *others: Page) -> set[frozenset[str]]:
    return pairs(run(loose, *others), "narrows")


def test_a_word_for_many_is_narrowed_by_the_number_that_another_article_counts() -> None:
    loose = told("thousands of pages", 2000, None, label="pages (files)", name="a.txt")
    exact = told("roughly 6,000 pages", 6000, 6000, label="pages (Courier)", name="b.txt")
    found = only(run(loose, exact), "narrows")
    assert (found.left, found.right) == (loose.figures[0].id, exact.figures[0].id)
    assert found.reason == "“roughly 6,000 pages” (The Vell Courier) is more exact than “thousands of pages” (The Vell Courier)"


def test_two_numbers_that_could_be_meant_narrow_nothing() -> None:
    loose = told("thousands of pages", 2000, None, label="pages (files)", name="a.txt")
    exact = told("6,000 pages", 6000, 6000, label="pages (Courier)", name="b.txt")
    other = told("9,000 pages", 9000, 9000, label="pages (Post)", name="c.txt")
    assert narrowed(loose, exact, other) == set()


@pytest.mark.parametrize(
    ("wording", "low", "high", "number"),
    [
        # too many for the word, too few, of other things
        ("hundreds of pages", 200, None, "6,000 pages"),
        ("thousands of pages", 2000, None, "60 pages"),
        ("thousands of boxes", 2000, None, "6,000 pages"),
    ],
)
def test_what_the_word_cannot_mean_does_not_narrow_it(wording: str, low: float, high: float | None, number: str) -> None:
    count = float(number.split()[0].replace(",", ""))
    loose = told(wording, low, high, label=wording.split()[-1], name="a.txt", unit=wording.split()[-1].removesuffix("s"))
    assert narrowed(loose, told(number, count, count, label="pages", name="b.txt")) == set()


def test_nouns_of_one_root_count_one_thing() -> None:
    loose = told("thousands of planetary rocks", 2000, None, label="planetary rocks", name="a.txt", unit="rock")
    exact = told("more than 3,600 planet rocks", 3600, None, label="planet rocks", name="b.txt", unit="rock")
    assert len(narrowed(loose, exact)) == 1


def test_a_distance_is_narrowed_by_one_just_below_its_ceiling() -> None:
    loose = told("less than 300 miles", None, 300, label="distance of harbour from Vell", name="a.txt", text=ROAD, unit="mile")
    exact = told("just 295 miles", 295, 295, label="distance south", name="b.txt", text=ROAD, unit="mile")
    far = told("just 140 miles", 140, 140, label="distance south", name="b.txt", text=ROAD, unit="mile")
    assert narrowed(loose, exact) == {frozenset((loose.figures[0].id, exact.figures[0].id))}
    assert narrowed(loose, far) == set()


DEAD = "{} were killed when the ferry struck the pier at Orsk."


def test_a_ceiling_is_narrowed_by_the_range_that_ends_with_it() -> None:
    loose = told("as many as 11 people", None, 11, label="people killed", name="a.txt", text=DEAD, unit="person")
    exact = told("four to 11 sailors", 4, 11, label="people killed", name="b.txt", text=DEAD, unit="person")
    assert narrowed(loose, exact) == {frozenset((loose.figures[0].id, exact.figures[0].id))}


@pytest.mark.parametrize(
    ("label", "as_of", "wording"),
    [
        ("people killed in Vell", "2031-05-14", "29 people"),  # another place
        ("people injured in Orsk", "2031-05-14", "29 people"),  # another fate
    ],
)
def test_people_of_another_place_or_fate_are_others(label: str, as_of: str, wording: str) -> None:
    loose = told(
        "dozens of people", 24, None, label="people killed in Orsk", name="a.txt", text=DEAD, unit="person", as_of="2031-05-14"
    )
    exact = told(wording, 29, 29, label=label, name="b.txt", text=DEAD, unit="person", as_of=as_of)
    assert narrowed(loose, exact) == set()


def test_people_whom_no_name_tells_apart_are_of_one_day() -> None:
    def page(name: str, wording: str, low: int, high: int | None, day: str) -> Page:
        return told(wording, low, high, label="people killed", name=name, text=DEAD, unit="person", as_of=day, day=day)

    loose = page("a.txt", "dozens of people", 24, None, "2031-05-14")
    assert len(narrowed(loose, page("b.txt", "29 people", 29, 29, "2031-05-14"))) == 1
    assert narrowed(loose, page("b.txt", "29 people", 29, 29, "2031-05-22")) == set()


@given(st.integers(10, 100_000), st.integers(1, 100_000))
def test_a_floor_is_narrowed_by_no_number_below_it_or_far_above(floor: int, number: int) -> None:
    loose = told(f"more than {floor} pages", floor, None, label="pages", name="a.txt")
    exact = told(f"{number} sheets", number, number, label="pages", name="b.txt", unit="sheet", day="2031-05-18")
    if number <= floor or number > 3 * floor:
        assert narrowed(loose, exact) == set()
    elif number <= 1.1 * floor:
        assert len(narrowed(loose, exact)) == 1
