"""Numerals as values."""

import pytest

from onrecord.understand.figures.numerals import read_numeral
from onrecord.understand.figures.tokens import tokenize


@pytest.mark.parametrize(
    ("wording", "low", "high"),
    [
        ("1,250", 1250, 1250),
        ("3.5", 3.5, 3.5),
        ("10 000", 10_000, 10_000),
        ("1\u00a0300", 1300, 1300),
        ("4k", 4000, 4000),
        ("2.7 million", 2.7e6, 2.7e6),
        ("4.3M", 4.3e6, 4.3e6),
        ("2m people", 2e6, 2e6),
        ("13bn", 13e9, 13e9),
        ("eleven", 11, 11),
        ("twenty-five", 25, 25),
        ("two hundred and fifty thousand", 250_000, 250_000),
        ("a hundred", 100, 100),
        ("half a million", 500_000, 500_000),
        ("a million and a half", 1.5e6, 1.5e6),
        ("two dozen", 24, 24),
        ("21/2 miles", 2.5, 2.5),
        ("2 1/2 miles", 2.5, 2.5),
        ("2½", 2.5, 2.5),
        ("a fifth of", 0.2, 0.2),
        ("two-thirds", 2 / 3, 2 / 3),
        ("three quarters", 0.75, 0.75),
        ("dozens of", 24, None),
        ("scores of", 40, None),
        ("hundreds of", 200, None),
        ("tens of thousands of", 20_000, None),
        ("hundreds of thousands of", 200_000, None),
        ("thousands upon thousands of", 2000, None),
        ("several", 3, None),
        ("several hundred", 300, None),
    ],
)
def test_a_numeral_has_its_value(wording: str, low: float, high: float | None) -> None:
    numeral = read_numeral(tokenize(wording, 0, len(wording)), 0)
    assert numeral is not None
    assert numeral.low == pytest.approx(low)
    assert numeral.high == (None if high is None else pytest.approx(high))


@pytest.mark.parametrize("wording", ["first", "the", "few people", "a third party", "1" * 30, "half hearted"])
def test_what_is_no_numeral(wording: str) -> None:
    assert read_numeral(tokenize(wording, 0, len(wording)), 0) is None


def test_metres_are_no_millions() -> None:
    numeral = read_numeral(tokenize("5m high", 0, 7), 0)
    assert numeral is not None
    assert numeral.low == 5
