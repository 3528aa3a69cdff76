"""Quantities as a sentence states them: bounds, ranges, units, heads, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.understand.figures.quantities import Quantity, read_quantities


def read(sentence: str) -> list[Quantity]:
    return read_quantities(sentence, 0, len(sentence))


@pytest.mark.parametrize(
    ("sentence", "passage", "low", "high", "approximate", "unit"),
    [
        ("At least 34 people died.", "At least 34 people", 34, None, False, "person"),
        ("She ran it in 1m44.25s.", "1m44.25s", 104.25, 104.25, False, "second"),
        ("She took one minute 4.5 seconds.", "one minute 4.5 seconds", 64.5, 64.5, False, "second"),
        ("It lasted two hours and 30 minutes.", "two hours and 30 minutes", 150, 150, False, "minute"),
        ("She won by 0.317s.", "0.317s", 0.317, 0.317, False, "second"),
        ("She won by just over three-tenths of a second.", "just over three-tenths of a second", 0.3, None, True, "second"),
        ("They sat for five hours before ruling.", "five hours", 5, 5, False, "hour"),
        ("More than 50 houses burned.", "More than 50 houses", 50, None, False, "house"),
        ("Fewer than 12 villages have water.", "Fewer than 12 villages", None, 12, False, "village"),
        ("Close to 1,200 fighters left.", "Close to 1,200 fighters", 1200, 1200, True, "person"),
        ("The motion was signed by 47 MPs.", "47 MPs", 47, 47, False, "person"),
        ("The two crew were hurt.", "two crew", 2, 2, False, "person"),
        ("A vast majority of voters stayed home.", "A vast majority of voters", 50, None, True, "percent"),
        ("The unit had been under 48 hours of fire.", "48 hours of fire", 48, 48, False, "hour"),
        ("It was over in under 48 hours.", "under 48 hours", None, 48, False, "hour"),
        ("Nearly 70 attacks were counted.", "Nearly 70 attacks", None, 70, True, "attack"),
        ("Up to 30,000 troops will go.", "Up to 30,000 troops", None, 30_000, False, "person"),
        ("As many as 40 miners are below.", "As many as 40 miners", None, 40, False, "person"),
        ("About 1,000 nurses marched.", "About 1,000 nurses", 1000, 1000, True, "person"),
        ("Just under a fifth of Marnland is under water.", "Just under a fifth", None, 20, True, "percent"),
        ("They want 90 or more buses.", "90 or more buses", 90, None, False, "bus"),
        ("It held 150+ prisoners.", "150+ prisoners", 150, None, False, "person"),
        ("Dozens of little children lay there.", "Dozens of little children", 24, None, True, "person"),
        (
            "Between 12,000 and 19,000 litres a day leak.",
            "Between 12,000 and 19,000 litres a day",
            12_000,
            19_000,
            False,
            "liter/day",
        ),
        ("It takes two to three months.", "two to three months", 2, 3, False, "month"),
        ("Profit of $4-5 million is expected.", "$4-5 million", 4e6, 5e6, False, "USD"),
        ("Less than 200km² is held.", "Less than 200km²", None, 200, False, "km2"),
        ("They took 30 sq km in March.", "30 sq km", 30, 30, False, "km2"),
        (
            "Five thousand barrels of oil are leaking a day.",
            "Five thousand barrels of oil are leaking a day",
            5000,
            5000,
            False,
            "barrel/day",
        ),
        ("The clean-up costs $4 million a day.", "$4 million a day", 4e6, 4e6, False, "USD/day"),
        ("Over # 13.5 bn was lost.", "Over # 13.5 bn", 13.5e9, None, False, "GBP"),
        ("Shares closed at 582 pence.", "582 pence", 582, 582, False, "pence"),
        ("A 30-day truce was offered.", "30-day truce", 30, 30, False, "day"),
        ("The three-year-old conflict goes on.", "three-year-old conflict", 3, 3, False, "year"),
        ("It is five times more than they thought.", "five times more than they thought", 5, 5, False, "times"),
        ("That is nearly twice the old rate.", "nearly twice the old rate", None, 2, True, "times"),
        ("Exports grew sixfold.", "sixfold", 6, 6, False, "times"),
        ("One in ten has no water.", "One in ten", 10, 10, False, "percent"),
        ("No casualties were reported.", "No casualties", 0, 0, False, "person"),
        ("It is a mile below the surface.", "a mile", 1, 1, False, "mile"),
        ("It lasted more than a year.", "more than a year", 1, None, False, "year"),
        ("A 2,000-strong crowd came.", "2,000-strong crowd", 2000, 2000, False, "person"),
    ],
)
def test_a_quantity_is_read_with_bounds_and_unit(
    sentence: str, passage: str, low: float | None, high: float | None, approximate: bool, unit: str
) -> None:
    (q,) = read(sentence)
    assert sentence[q.start : q.end] == passage
    assert (q.low, q.high, q.approximate, q.unit) == (low, high, approximate, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was on 12 April 2019 and again on May 3.",
        "In 2014 the 1989 treaty ended.",
        "It began at 07:50 GMT and ended at 11.30pm.",
        "Ana Ruiz, 52, took office.",
        "He is 19 years old and his sister is aged 12.",
        "The 225th regiment and the G7 met over COVID-19.",
        "Call 0800 555 123 for help.",
        "Marn United won 2-1.",
        "See page 5, Article 7 and Resolution 1701.",
        "It flew an F-16 and later a Boeing 737.",
        "They came three years ago and left two days later.",
        "The six-point plan failed.",
        "He scores again.",
    ],
)
def test_what_looks_like_a_quantity_and_is_none(sentence: str) -> None:
    assert [sentence[q.start : q.end] for q in read(sentence) if q.unit] == []


def test_an_equivalent_has_the_bounds_and_rate_of_what_it_repeats() -> None:
    first, second = read("As many as 40,000 barrels (1.7 million gallons) of oil a day may leak.")
    assert (first.low, first.high, first.unit) == (None, 40_000, "barrel/day")
    assert (second.low, second.high, second.unit, second.equivalent) == (None, 1.7e6, "gallon/day", True)


def test_a_change_is_two_quantities_and_a_span_is_one() -> None:
    assert [(q.low, q.high) for q in read("Output rose from 240 tonnes to 273 tonnes.")] == [(240, 240), (273, 273)]
    assert [(q.low, q.high) for q in read("Prices range from 5 to 7 per cent.")] == [(5, 7)]


def test_a_part_of_a_number_counts_the_same_thing() -> None:
    assert [(q.low, q.unit) for q in read("It won 52 of 120 seats.")] == [(52, "seat"), (120, "seat")]


def test_a_row_of_numbers_is_a_table_and_no_sentence() -> None:
    assert read("12 " * 80 + "people") == []


@given(st.text(max_size=200))
def test_passages_lie_within_the_sentence_in_order(noise: str) -> None:
    sentence = f"{noise} at least 12 men {noise}"
    found = read(sentence)
    at = 0
    for q in found:
        assert at <= q.start <= q.core < q.end <= len(sentence)
        at = q.end


NUMBER_WORDS = """5 1,000 20 two dozens hundred million of a and to - / ( ) % $ km miles people killed between from day per at
least more than , . 's"""
NUMBERISH = st.sampled_from(NUMBER_WORDS.split())


@given(st.lists(NUMBERISH, max_size=40))
def test_any_row_of_number_words_is_read_without_error(words: list[str]) -> None:
    sentence = " ".join(words)
    for q in read(sentence):
        assert q.low is not None or q.high is not None
        assert q.low is None or q.high is None or q.low <= q.high


def test_a_quarter_of_a_million_is_a_number() -> None:
    (figure,) = read("Food did not reach a quarter of a million people.")
    assert (figure.low, figure.unit) == (250_000, "person")


def test_a_word_of_people_within_a_hyphened_one_is_no_head() -> None:
    (lake,) = read("The valley has one man-made lake.")
    assert lake.unit == "lake"


def test_a_model_is_no_unit() -> None:
    assert [f.unit for f in read("The ministry said two Mi-24 helicopters had been shot down.")] != ["mile"]


@pytest.mark.parametrize(
    ("sentence", "passage", "low", "high", "unit"),
    [
        ("It weighs 25 or 30 tons.", "25 or 30 tons", 25, 30, "ton"),
        ("Bids rose past $2,000.", "rose past $2,000", 2_000, None, "USD"),
        ("After a week-long trip she slept.", "week-long", 1, 1, "week"),
        ("After a weeklong trip she slept.", "weeklong", 1, 1, "week"),
    ],
)
def test_further_ways_of_giving_a_quantity(sentence: str, passage: str, low: float, high: float | None, unit: str) -> None:
    (q,) = read(sentence)
    assert (sentence[q.start : q.end], q.low, q.high, q.unit) == (passage, low, high, unit)


def test_numbers_far_apart_are_no_range() -> None:
    assert all(q.low == q.high for q in read("Crews counted 12 or 40 boats."))


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("Some 900 litres (238 gallons) have poured into the bay each day since.", ["liter/day", "gallon/day"]),
        ("As much as 900 litres of milk (238 gallons) a day is lost.", ["liter/day", "gallon/day"]),
        ("Thousands of barrels have been spewing into the Sarn every day.", ["barrel/day"]),
        ("Some 900 barrels are still gushing out each and every day.", ["barrel/day"]),
        ("Some 900 barrels leaked within a day.", ["barrel"]),
        ("Some 900 barrels had leaked when the valve was shut each day.", ["barrel"]),
        ("Some 900 barrels have leaked and crews work every day.", ["barrel"]),
    ],
)
def test_a_flow_is_per_day_where_its_clause_says_so_later(sentence: str, units: list[str]) -> None:
    assert [q.unit for q in read(sentence)] == units


def test_what_a_unit_is_in_another_is_no_quantity() -> None:
    assert read("One barrel of oil (that's 42 gallons of oil) is cheap.") == []
    assert read("One barrel equals 159 litres.") == []
    assert [q.low for q in read("One barrel leaked, then 42 gallons.")] == [1, 42]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("He fell asleep at about 1100.", []),
        ("She called between 1040 and 1050, and again shortly after 1100.", []),
        ("No ambulance was called until 1221.", []),
        ("The index stood at 1100.", [1100.0]),
        ("They counted 1100 boats and between 1100 and 1200 lorries.", [1100.0, 1100.0]),
    ],
)
def test_an_hour_without_a_mark_is_a_time(sentence: str, found: list[float]) -> None:
    assert [q.value for q in read(sentence)] == found


def test_a_rate_behind_a_bracket_is_of_all_amounts_in_it() -> None:
    found = read("They lost 40 barrels (1,680 gallons/6,359 litres) a day.")
    assert [(q.value, q.unit) for q in found] == [(40.0, "barrel/day"), (1680.0, "gallon/day"), (6359.0, "liter/day")]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("only about one in 10 of those searches", 10, "percent"),
        ("a flow of 100kg/h", 100, "kg/hour"),
    ],
)
def test_shares_in_digits_and_rates_per_h(sentence: str, value: float, unit: str) -> None:
    assert [(q.low, q.unit) for q in read(sentence)] == [(value, unit)]
