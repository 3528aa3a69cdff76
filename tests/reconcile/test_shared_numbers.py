"""Numbers that say that figures of two articles count one thing, in invented sentences."""

from dataclasses import replace

import pytest

from tests.reconcile.test_indicators import count_figure, settled_labels


def test_a_number_that_chance_does_not_repeat_makes_one_of_two_labels() -> None:
    planets = count_figure(
        "Astronomers announced 715 newfound planets.",
        "715 newfound planets",
        715,
        "newfound distant planets",
        name="a.txt",
        unit="planet",
    )
    worlds = count_figure(
        "The catalogue grew by 715 worlds orbiting their suns.",
        "715 worlds",
        715,
        "worlds orbiting suns",
        name="b.txt",
        unit="world",
    )
    first, second = settled_labels(planets, worlds)
    assert first == second


@pytest.mark.parametrize("number", [700, 2014, 40])
def test_a_round_number_a_year_or_a_small_one_does_not(number: int) -> None:
    ships = count_figure(
        f"The port counted {number} ships leaving harbour.",
        f"{number} ships",
        number,
        "ships leaving harbour",
        name="a.txt",
        unit="ship",
    )
    trees = count_figure(
        f"Foresters planted {number} young oak trees.",
        f"{number} young oak trees",
        number,
        "young oak trees",
        name="b.txt",
        unit="tree",
    )
    first, second = settled_labels(ships, trees)
    assert first != second


def test_nor_does_it_where_other_things_befell_them() -> None:
    killed = count_figure("The flood left 715 people killed in Vell.", "715 people", 715, "people killed in Vell", name="a.txt")
    freed = count_figure(
        "The court ordered 715 people released in Orra.", "715 people", 715, "people released in Orra", name="b.txt"
    )
    first, second = settled_labels(killed, freed)
    assert first != second


def test_a_floor_just_below_an_exact_number_is_of_the_same_count() -> None:
    text = "More than 350,000 valley troops guarded the polling stations and voters."
    floor = count_figure(
        text, "More than 350,000 valley troops", 350_000, "valley troops on guard", name="a.txt", unit="troops", high=None
    )
    exact = count_figure(
        "The commission sent 352,000 troops to guard polling stations and voters.",
        "352,000 troops",
        352_000,
        "troops",
        name="b.txt",
        unit="troops",
    )
    first, second = settled_labels(floor, exact)
    assert first == second


def test_a_small_number_of_others_is_not_that_of_the_dead() -> None:
    dead = count_figure(
        "The blast in the tunnel left eleven people killed.", "eleven people", 11, "people killed in Vell", name="a.txt"
    )
    hurt = count_figure("The blast in the tunnel left eleven others hurt.", "eleven others", 11, "others", name="b.txt")
    first, second = settled_labels(dead, hurt)
    assert first != second


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("share of chemical weapon", "share of chemical", True),
        ("share of young voter", "share of voter", False),
        ("share of weapon", "share of stockpile", False),
    ],
)
def test_shares_of_one_stuff_under_other_nouns_are_one(left: str, right: str, joined: bool) -> None:
    first_told = "The inspectorate announced last week, as ferries waited at the quay, that 80% had left the harbour of Orra."
    then_told = "By now 92.5% has gone, and what was stored is to be burned; so the inspectorate, from the harbour of Orra."
    a = count_figure(first_told, "80%", 80, left, name="a.txt", unit="percent")
    b = count_figure(then_told, "92.5%", 92.5, right, name="b.txt", unit="percent")
    first, second = settled_labels(a, b)
    assert (first == second) == joined


def test_nearly_a_number_is_not_more_than_it() -> None:
    nearly = count_figure(
        "Inspectors said nearly 90% of the worst agents had been shipped.", "nearly 90%", 90, "share of priority", name="a.txt",
        unit="percent",
    )  # fmt: skip
    more = count_figure(
        "With more than 90% of the stockpiles shipped, officials spoke.", "more than 90%", 90, "share of stockpile",
        name="b.txt", unit="percent", high=None,
    )  # fmt: skip
    nearly = replace(nearly, reading=replace(nearly.reading, figures=(replace(nearly.reading.figures[0], low=None),)))
    first, second = settled_labels(nearly, more)
    assert first != second


@pytest.mark.parametrize(("place", "joined"), [("Vell", True), ("Orra", False)])
def test_one_number_of_the_dead_of_one_place_is_one_however_they_are_called(place: str, joined: bool) -> None:
    told = [("Ten fell at noon.", "Ten", 10), ("Forty fell by dusk.", "Forty", 40), ("The roll has 75 names.", "75 names", 75)]
    people = [
        count_figure(text, passage, number, "people killed in Vell", name=f"{number}.txt") for text, passage, number in told
    ]
    members = count_figure(
        "A ministry puts the loss at 120 members.", "120 members", 120, "people killed in Vell", name="b.txt"
    )
    soldiers = count_figure(
        "State radio told of 120 soldiers.", "120 soldiers", 120, f"soldiers killed in {place}", name="c.txt"
    )
    *_, first, second = settled_labels(*people, members, soldiers)
    assert (first == second) == joined
