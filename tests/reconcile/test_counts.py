"""One number of like sentences under different labels, on invented documents."""

import pytest

from .build import Page, claim_of, run


def count(
    text: str, passage: str, label: str, number: int, *, name: str, unit: str = "person", day: str = "2031-05-14"
) -> Page:
    """A page with one count."""
    page = Page(text, name=name, day=day)
    page.counts(passage, label, number, number, unit=unit, as_of=day)
    return page


def are_one(a: Page, b: Page) -> bool:
    return b.figures[0].id in claim_of(run(a, b), a.figures[0].id)


def test_one_number_in_like_sentences_is_one_claim_whatever_it_is_called() -> None:
    a = count(
        "Orsk put sanctions on 17 harbour firms close to Osk Pell.",
        "17 harbour firms",
        "harbour firms",
        17,
        name="a.txt",
        unit="firm",
    )
    b = count(
        "The sanctions of Orsk hit 17 companies close to Osk Pell.",
        "17 companies",
        "companies",
        17,
        name="b.txt",
        unit="company",
    )
    assert are_one(a, b)


@pytest.mark.parametrize(
    ("text", "passage", "label", "day"),
    [
        ("A storm at Orsk damaged 17 companies in the north.", "17 companies", "companies", "2031-05-14"),
        ("The sanctions of Orsk hit 17 companies close to Osk Pell.", "17 companies", "companies", "2031-06-20"),
    ],
)
def test_another_matter_or_day_is_another_count(text: str, passage: str, label: str, day: str) -> None:
    a = count(
        "Orsk put sanctions on 17 harbour firms close to Osk Pell.",
        "17 harbour firms",
        "harbour firms",
        17,
        name="a.txt",
        unit="firm",
    )
    assert not are_one(a, count(text, passage, label, 17, name="b.txt", unit="company", day=day))


def test_another_fate_is_another_count() -> None:
    a = count("The fire at the Vell mill killed 17 people on Tuesday.", "17 people", "people killed", 17, name="a.txt")
    b = count("The fire at the Vell mill injured 17 people on Tuesday.", "17 people", "people injured", 17, name="b.txt")
    assert not are_one(a, b)


def test_small_numbers_stand_in_any_sentence() -> None:
    a = count(
        "Orsk put sanctions on three harbour firms close to Osk Pell.",
        "three harbour firms",
        "harbour firms",
        3,
        name="a.txt",
        unit="firm",
    )
    b = count(
        "The sanctions of Orsk hit three companies close to Osk Pell.",
        "three companies",
        "companies",
        3,
        name="b.txt",
        unit="company",
    )
    assert not are_one(a, b)


def test_passages_that_name_who_is_counted_need_less_in_common() -> None:
    a = count(
        "The Orsk envoy asked for seven river pilots to be let go.", "seven river pilots", "people released", 7, name="a.txt"
    )
    b = count("The envoy would not say where the seven pilots were held.", "seven pilots", "pilots", 7, name="b.txt")
    c = count(
        "The envoy would not say where the seven ledgers were.", "seven ledgers", "ledgers", 7, name="c.txt", unit="ledger"
    )
    assert are_one(a, b)
    assert not are_one(a, c)


@pytest.mark.parametrize(
    ("number", "unit", "one"), [(12, "m", True), (12.2, "m", True), (15, "m", False), (40, "m", False), (12, "percent", False)]
)
def test_a_length_and_its_rounding_in_another_unit_are_one(number: float, unit: str, one: bool) -> None:
    first = Page("The dead squid on the pier of Vell is 40 feet long.", name="a.txt")
    first.counts("40 feet", "length of squid", 40, 40, unit="foot", as_of="2031-05-14")
    second = Page(f"Nobody bid for the squid on the Vell pier, of {number:g} units, on Monday.", name="b.txt")
    second.counts(f"{number:g} units", "distance (pier)", number, number, unit=unit, as_of="2031-05-14")
    assert are_one(first, second) is one


@pytest.mark.parametrize(
    ("day", "number", "one"), [("2031-05-14", 16, True), ("2026-04-01", 16, True), ("2031-05-14", 15, False)]
)
def test_lives_lost_are_the_dead_of_the_day_that_another_article_gives(day: str, number: int, one: bool) -> None:
    a = Page("The crash of the Orsk ferry cost 16 lives, its owners said.", name="a.txt")
    a.counts("16 lives", "lives", 16, 16, unit="life")
    b = Page(f"Of the ferry of Vell, {number} men were killed.", name="b.txt")
    b.counts(f"{number} men", "people killed in Vell", number, number, as_of=day)
    assert are_one(a, b) is one


def test_children_are_not_men_though_their_number_is_one() -> None:
    a = Page("The footage showed about a dozen men at the gate of Vell.", day="2031-03-12", name="a.txt")
    left = a.counts("about a dozen men", "people at the gate", 12, 12, approximate=True)
    b = Page("There were 12 children at the gate of Vell.", day="2031-03-12", name="b.txt")
    right = b.counts("12 children", "people at the gate", 12, 12)
    assert right not in claim_of(run(a, b), left)


def test_a_majority_is_of_those_who_are_named_beside_it() -> None:
    def told(second: str, who: str) -> bool:
        a = Page("A majority of people in Vell oppose the dam, a poll says.", day="2031-03-12", name="a.txt")
        left = a.counts("A majority of people", "share of people", 50, None, unit="percent", approximate=True)
        b = Page(second, day="2031-03-12", name="b.txt")
        right = b.counts(f"a majority of {who}", "share of people", 50, None, unit="percent", approximate=True)
        return right in claim_of(run(a, b), left)

    assert told("In Vell a majority of people oppose the dam.", "people")
    assert not told("For a majority of sailors fish is dear.", "sailors")
