"""The day of a former value is before that of the value which replaced it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Figure, When
from onrecord.pipeline import read_document

DAY = When(value="2031-05-15", earliest="2031-05-15", latest="2031-05-15", basis="given")


def figures(text: str) -> tuple[Figure, ...]:
    return read_document(Article(id="a-1", text=text, published=DAY)).reading.figures


def days(text: str) -> list[tuple[float | None, str | None, str | None]]:
    return [(f.low, f.as_of.earliest, f.as_of.latest) for f in figures(text) if f.as_of]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Some 3,100 people have been displaced, up from 2,400 a day earlier.",
            [(3100.0, "2031-05-15", "2031-05-15"), (2400.0, "2031-05-14", "2031-05-14")],
        ),
        (
            "The death toll stands at 34, down from 36 on Monday.",
            [(34.0, "2031-05-15", "2031-05-15"), (36.0, "2031-05-12", "2031-05-12")],
        ),
        (
            "The death toll rose to 41 from 23 last week.",
            [(41.0, "2031-05-15", "2031-05-15"), (23.0, "2031-05-05", "2031-05-11")],
        ),
        ("The death toll was put at 41, up from 34.", [(41.0, "2031-05-15", "2031-05-15"), (34.0, None, "2031-05-14")]),
        (
            "The council has cut the death toll from 14 to 11.",
            [(14.0, None, "2031-05-14"), (11.0, "2031-05-15", "2031-05-15")],
        ),
        (
            "The pump took 400 barrels on Tuesday, slightly up on the 380 barrels collected in the previous 24-hour period.",
            [(400.0, "2031-05-13", "2031-05-13"), (380.0, "2031-05-12", "2031-05-12"), (24.0, "2031-05-13", "2031-05-13")],
        ),
        (
            "The number of dead climbed from 23 on Monday to 41 on Tuesday.",
            [(23.0, "2031-05-12", "2031-05-12"), (41.0, "2031-05-13", "2031-05-13")],
        ),
    ],
)
def test_a_former_value_is_of_an_earlier_day(sentence: str, expected: list[tuple[float, str | None, str]]) -> None:
    assert days(f"News from the valley\n\n{sentence}") == expected


def test_the_next_sentence_can_give_the_day() -> None:
    text = "News from the valley\n\nAs many as 400 barrels (16,800 gallons) a day leaked from the well. {}"
    taken_up = "The Tarn Survey says that rate could have been reached before a cap was put on it on 3 May."
    other = "The Tarn Survey says that the lake was open before the gate was shut on 3 May."
    assert [end for *_, end in days(text.format(taken_up))] == ["2031-05-03", "2031-05-03"]
    assert [end for *_, end in days(text.format(other))] == ["2031-05-15", "2031-05-15"]


def test_more_than_what_was_counted_once_is_said_now() -> None:
    held, told = (
        "More oil than the 40 barrels a day it initially estimated is lost.",
        "It lost the 40 barrels a day it initially estimated.",
    )
    assert days(f"News\n\n{held}") == [(40.0, "2031-05-15", "2031-05-15")]
    assert days(f"News\n\n{told}") == [(40.0, None, "2031-05-14")]


def test_what_was_put_by_nobody_has_no_giver() -> None:
    assert [f.giver for f in figures("News\n\nThe death toll was put at 41, up from 34.")] == [None, None]


@given(st.text(alphabet="up from 24 to 30, on Monday a day earlier.;\n", max_size=160))
def test_former_values_keep_their_order(text: str) -> None:
    for f in figures(text):
        assert f.as_of is None or f.as_of.earliest is None or f.as_of.latest is None or f.as_of.earliest <= f.as_of.latest


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("At first they said 40 boats had sunk.", "“At first”: told again on 2031-05-15"),
        ("Early in the flood, the harbour put the loss at 40 boats.", "“Early in”: told again on 2031-05-15"),
        ("The harbour had stuck by its first estimate that 40 boats sank.", "“first estimate”: told again on 2031-05-15"),
        ("The harbour lost more than the 40 boats a week it initially estimated.", "“initially”: told again on 2031-05-15"),
    ],
)
def test_what_was_said_once_holds_for_a_day_before_the_article(sentence: str, reason: str) -> None:
    as_of = figures(sentence)[0].as_of
    assert as_of is not None
    assert (as_of.earliest, as_of.latest, as_of.reason) == (None, "2031-05-14", reason)


@pytest.mark.parametrize(
    "sentence",
    [
        "At first they said nothing, now they speak of 40 boats.",
        "The harbour said 40 boats sank.",
        "Its first estimate puts the loss at 40 boats.",
        "The first boats are back, said Ruiz, and 40 boats sank.",
    ],
)
def test_what_is_said_now_holds_for_the_day_of_the_article(sentence: str) -> None:
    as_of = figures(sentence)[-1].as_of
    assert as_of is not None
    assert as_of.value == "2031-05-15"
