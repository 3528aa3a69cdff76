"""Numbers in words."""

import pytest

from onrecord.understand.dates.lexicon import read_number, unit_name


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("five", 5),
        ("twenty-four", 24),
        ("a couple of", 2),
        ("a dozen", 12),
        ("two hundred", 200),
        ("1,200", 1200),
        ("2 1/2", 2.5),
        ("half a", 0.5),
        ("two to three", 2),
        ("12-18", 12),
        ("a", 1),
    ],
)
def test_number(words: str, number: float) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize("words", ["several", "a few", "dozens of", "many"])
def test_vague_numbers_are_none(words: str) -> None:
    assert read_number(words) is None


def test_units_in_the_singular() -> None:
    assert [unit_name(u) for u in ("centuries", "Days", "hrs", "year")] == ["century", "day", "hour", "year"]
