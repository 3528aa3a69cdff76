"""Which way an amount goes, and what it replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.understand.figures.reading import read_sentence


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("Rents climbed 4% and wages slipped 2%.", ["up", "down"]),
        ("The fund lost 20 points, or 3%.", ["down", "down"]),
        ("Shares gained 1% to close at 1,478 points.", ["up", ""]),
        ("The level fell to 49 metres.", ["down"]),
        ("The army lost 190 soldiers.", [""]),
        ("They gave up 517 metres.", [""]),
        ("The firm cut 60 jobs.", [""]),
        ("It takes 30 days.", [""]),
        ("Marn +0.2%, Vell -1.3%.", ["up", "down"]),
        ("Officials counted 12 boats.", [""]),
    ],
)
def test_the_verb_says_which_way(sentence: str, changes: list[str]) -> None:
    assert [q.change for q in read_sentence(sentence)] == changes


def test_a_range_of_prices_replaces_nothing() -> None:
    found = read_sentence("A total of $12 million went to 59 people, ranging from $200 to $4 million.")
    assert all(q.former is None for q in found)


def test_the_former_value_lends_its_unit() -> None:
    first, second = read_sentence("Output climbed from 21 tonnes to 23.")
    assert (second.unit, second.former, second.change) == ("tonne", (first.low, first.high), "up")


@given(st.text(alphabet="up down from 14 to 11 % fell rose lost by $3bn -+()", max_size=120))
def test_any_text_is_read(text: str) -> None:
    for q in read_sentence(text):
        assert 0 <= q.start <= q.core < q.end <= len(text)
