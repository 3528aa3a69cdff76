"""Figures of one label that are told of one thing, and of several."""

import pytest

from onrecord.reconcile.gathering import gather
from onrecord.reconcile.series import is_one_question

from .build import Page, pairs, run


def two(left: tuple[str, str, str, float], right: tuple[str, str, str, float], *, unit: str = "person") -> tuple[Page, Page]:
    """Two articles of a day with a figure each: text, passage, label, number."""
    a = Page(left[0], day="2031-03-12", name="a.txt")
    b = Page(right[0], day="2031-03-12", name="b.txt")
    for page, row in ((a, left), (b, right)):
        page.counts(row[1], row[2], row[3], row[3], unit=unit, as_of="2031-03-12", giver="Kelmer" if page is a else "Pell")
    return a, b


def test_other_people_are_another_count() -> None:
    pages = two(
        ("Nine marines died when the truck overturned.", "Nine marines", "people killed", 9),
        ("Fourteen teachers died in the school fire.", "Fourteen teachers", "people killed", 14),
    )
    assert run(*pages).relations == ()


def test_a_plain_label_needs_one_matter_around_it() -> None:
    pages = two(
        ("Nine people were killed when the ferry Aurelia capsized off Vell.", "Nine people", "people killed", 9),
        ("The sinking of the ferry Aurelia near Vell killed 14 people.", "14 people", "people killed", 14),
    )
    assert len(pairs(run(*pages), "contradicts")) == 1
    pages = two(
        ("Nine people were killed when the ferry Aurelia capsized off Vell.", "Nine people", "people killed", 9),
        ("An avalanche above Orsk killed 14 people.", "14 people", "people killed", 14),
    )
    assert run(*pages).relations == ()


def test_a_label_with_a_place_is_ground_enough() -> None:
    pages = two(
        ("Nine people were killed when the ferry capsized.", "Nine people", "people killed in Vell", 9),
        ("The dead numbered 14, Pell said.", "14", "people killed in Vell", 14),
    )
    assert len(pairs(run(*pages), "contradicts")) == 1


def test_lengths_of_time_are_of_what_is_around_them() -> None:
    pages = two(
        ("The pilots waited six hours for fog to lift.", "six hours", "length of time in hours", 6),
        ("Talks with the union took 24 hours.", "24 hours", "length of time in hours", 24),
        unit="hour",
    )
    assert run(*pages).relations == ()


@pytest.mark.parametrize("vague", ["dozens of people", "hundreds", "several people"])
def test_a_vague_number_excludes_nothing(vague: str) -> None:
    a = Page(f"The flood in Vell killed {vague}.", day="2031-03-12", name="a.txt")
    a.counts(vague, "people killed in Vell", 24, None, as_of="2031-03-12", approximate=True)
    b = Page("The flood in Vell killed 14 people.", day="2031-03-12", name="b.txt")
    b.counts("14 people", "people killed in Vell", 14, 14, as_of="2031-03-12")
    assert not pairs(run(a, b), "contradicts")


def test_deaths_of_two_days_are_two_counts() -> None:
    def killed(first: str, second: str) -> int:
        a = Page(first, day="2031-03-12", name="a.txt")
        a.counts("18 people", "people killed", 18, 18, as_of="2031-03-12")
        b = Page(second, day="2031-03-14", name="b.txt")
        b.counts("40 people", "people killed", 40, 40, as_of="2031-03-14")
        return len(pairs(run(a, b), "updates"))

    shelling = "in shelling across Norland as rebels in Orsk marched"
    assert killed(f"On Wednesday 18 people were killed {shelling}.", f"On Friday 40 people were killed {shelling}.") == 0
    assert killed(f"18 people have been killed {shelling}.", f"40 people have been killed {shelling}.") == 1


def test_a_sum_far_smaller_is_of_a_part() -> None:
    pages = two(
        ("The bridge cost 1.6 billion crowns.", "1.6 billion crowns", "cost of bridge", 1.6e9),
        ("The bridge cost 75 million crowns.", "75 million crowns", "cost of bridge", 7.5e7),
        unit="crown",
    )
    assert run(*pages).relations == ()


def test_an_end_of_a_range_is_not_more_exact() -> None:
    a = Page("Kelmer put the leak at 1,000 to 5,000 barrels a day.", day="2031-03-12", name="a.txt")
    a.counts("1,000 to 5,000 barrels a day", "oil leaking per day", 1000, 5000, unit="barrel/day", giver="Kelmer")
    b = Page("Pell put the leak at 1,000 barrels a day.", day="2031-03-12", name="b.txt")
    b.counts("1,000 barrels a day", "oil leaking per day", 1000, 1000, unit="barrel/day", giver="Pell")
    assert not pairs(run(a, b), "narrows")


def test_those_of_one_kind_are_a_part_of_all() -> None:
    pages = two(
        ("The collapse of the pier in Vell killed 14 dockers.", "14 dockers", "people killed in Vell", 14),
        ("The collapse of the pier in Vell killed 16 people.", "16 people", "people killed in Vell", 16),
    )
    assert run(*pages).relations == ()


def test_two_numbers_that_one_article_gives_are_of_two_things() -> None:
    text = "The court in Vell sentenced 52 sailors on Friday. In March it had sentenced 81 sailors in the same hall."
    a = Page(text, day="2031-03-12", name="a.txt")
    a.counts("52 sailors", "people sentenced in Vell", 52, 52)
    a.counts("81 sailors", "people sentenced in Vell", 81, 81)
    b = Page("Pell said the court in Vell sentenced 81 sailors.", day="2031-03-12", name="b.txt")
    b.counts("81 sailors", "people sentenced in Vell", 81, 81, giver="Pell", quotation=b.says("Pell", "sentenced 81 sailors"))
    assert not pairs(run(a, b), "contradicts")
    alone = Page("The court in Vell sentenced 52 sailors on Friday.", day="2031-03-12", name="a.txt")
    alone.counts("52 sailors", "people sentenced in Vell", 52, 52)
    assert len(pairs(run(alone, b), "contradicts")) == 1


def test_a_count_half_as_large_is_of_a_part_where_nobody_gives_it() -> None:
    def disputes(number: int) -> int:
        a = Page(f"On the quay in Vell {number} people protested.", day="2031-03-12", name="a.txt")
        a.counts(f"{number} people", "people protesting in Vell", number, number, as_of="2031-03-12")
        b = Page("On the quay in Vell 900 people protested.", day="2031-03-12", name="b.txt")
        b.counts("900 people", "people protesting in Vell", 900, 900, as_of="2031-03-12")
        return len(pairs(run(a, b), "contradicts"))

    assert (disputes(430), disputes(630)) == (0, 1)


def test_an_end_of_a_range_is_no_later_number() -> None:
    def updates(later: int) -> int:
        a = Page("The flood in Vell killed 35 to 140 people.", day="2031-03-12", name="a.txt")
        a.counts("35 to 140 people", "people killed in Vell", 35, 140, as_of="2031-03-12")
        b = Page(f"The flood in Vell killed {later} people.", day="2031-03-16", name="b.txt")
        b.counts(f"{later} people", "people killed in Vell", later, later, as_of="2031-03-16")
        return len(pairs(run(a, b), "updates"))

    assert (updates(140), updates(160)) == (0, 1)


def test_a_part_answers_no_question_of_the_whole() -> None:
    a = Page("The flood in Vell killed 16 people. Eight of the people came from Orsk.")
    a.counts("16 people", "people killed in Vell", 16, 16)
    a.counts("Eight of the people", "some of the people killed in Vell", 8, 8)
    whole, part = gather([a.read()], (), ()).quantities
    assert not is_one_question(whole, part, {whole.words: 1, part.words: 1})
    assert is_one_question(whole, whole, {whole.words: 1})


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("people killed in Vell", "people sentenced to death in Vell", False),
        ("people killed in Vell", "people injured in Vell", False),
        ("people killed in Vell", "deaths in Vell", True),
        ("people sentenced to death in Vell", "people sentenced to death", True),
    ],
)
def test_what_befell_the_counted_makes_the_question(left: str, right: str, one: bool) -> None:
    pages = two(
        ("After the riot there were 52 of them.", "52", left, 52), ("After the riot there were 250 of them.", "250", right, 250)
    )
    a, b = gather([page.read() for page in pages], (), ()).quantities
    assert is_one_question(a, b, dict.fromkeys((a.words, b.words), 0)) == one


def shares(label: str) -> int:
    a = Page("The agency in Vell said that 80% of it had been shipped out so far.", day="2031-03-05", name="a.txt")
    a.counts("80%", label, 80, 80, unit="percent", as_of="2031-03-04", giver="Kelmer")
    b = Page("It announced on Wednesday that 86% had left the harbour.", day="2031-03-12", name="b.txt")
    b.counts("86%", label, 86, 86, unit="percent", as_of="2031-03-11", giver="Kelmer")
    return len(pairs(run(a, b), "updates"))


def test_a_share_is_of_what_its_label_names() -> None:
    assert shares("share of toxin stockpile") == 1
    assert shares("share of people") == 0
