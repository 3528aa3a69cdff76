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
            "The number of dead climbed from 23 on Monday to 41 on Tuesday.",
            [(23.0, "2031-05-12", "2031-05-12"), (41.0, "2031-05-13", "2031-05-13")],
        ),
    ],
)
def test_a_former_value_is_of_an_earlier_day(sentence: str, expected: list[tuple[float, str | None, str]]) -> None:
    assert days(f"News from the valley\n\n{sentence}") == expected


def test_what_was_put_by_nobody_has_no_giver() -> None:
    assert [f.giver for f in figures("News\n\nThe death toll was put at 41, up from 34.")] == [None, None]


@given(st.text(alphabet="up from 24 to 30, on Monday a day earlier.;\n", max_size=160))
def test_former_values_keep_their_order(text: str) -> None:
    for f in figures(text):
        assert f.as_of is None or f.as_of.earliest is None or f.as_of.latest is None or f.as_of.earliest <= f.as_of.latest
