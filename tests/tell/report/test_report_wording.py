"""The report's own words: days, numbers, bounds, gaps."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Figure, Span, When
from onrecord.tell.report.plots import NARROW, WIDE, Mark, draw_plot
from onrecord.tell.report.wording import (
    clip,
    join_names,
    tell_amount,
    tell_basis,
    tell_gap,
    tell_number,
    tell_range,
    tell_unit,
    tell_value,
    tell_when,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-05-07", "7 May 2031"),
        ("2031-05", "May 2031"),
        ("2031-SU", "summer 2031"),
        ("2031", "2031"),
        ("2031-05-07T12:00", "7 May 2031, 12:00"),
        ("2031-13-40", "2031-13-40"),
        ("PAST_REF", "PAST_REF"),
    ],
)
def test_values(value: str, words: str) -> None:
    assert tell_value(value) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-05-07", "2031-05-07", "7 May 2031"),
        ("2031-05-07", "2031-05-09", "7–9 May 2031"),
        ("2031-04-30", "2031-05-02", "30 April to 2 May 2031"),
        ("2030-12-30", "2031-01-02", "30 December 2030 to 2 January 2031"),
        ("2031-02-01", "2031-02-28", "February 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        (None, "2031-05-07", "by 7 May 2031"),
        ("2031-05-07", None, "7 May 2031 or later"),
        (None, None, ""),
    ],
)
def test_ranges(first: str | None, last: str | None, words: str) -> None:
    assert tell_range(first, last) == words


def test_a_value_without_words_is_told_by_its_days() -> None:
    assert tell_when(When(value="2031-W19", earliest="2031-05-05", latest="2031-05-11")) == "5–11 May 2031"


def test_how_a_day_is_known() -> None:
    assert tell_basis(When(value="2031-05-07", basis="given")) == ""
    assert tell_basis(When(value="2031-05-07", basis="inferred", reason="it names Wednesday")) == "inferred: it names Wednesday"
    assert tell_basis(When()) == "date not known"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (1300, "1,300"),
        (2.5, "2.5"),
        (4_900_000, "4.9 million"),
        (1_234_567, "1,234,567"),
        (2e9, "2 billion"),
        (float("inf"), "?"),
    ],
)
def test_numbers(number: float, words: str) -> None:
    assert tell_number(number) == words


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (5, 5, False, "= 5 km²"),
        (5, 5, True, "≈ 5 km²"),
        (5, None, False, "≥ 5 km²"),
        (None, 5, True, "≤ about 5 km²"),
        (5, 9, False, "5–9 km²"),
        (None, None, False, "no number km²"),
    ],
)
def test_bounds(low: float | None, high: float | None, approximate: bool, words: str) -> None:
    figure = Figure(
        id="f", article="a", passage=Span(start=0, end=1, exact="x"), low=low, high=high, approximate=approximate, unit="km2"
    )
    assert tell_amount(figure) == words


def test_units_gaps_and_names() -> None:
    assert [tell_unit(u) for u in ("barrel/day", "1", "USD", "settlement", "MW")] == [
        "barrels a day",
        "",
        "US dollars",
        "settlements",
        "MW",
    ]
    assert [tell_gap(n) for n in (9, 28, 92, 800)] == ["nine days", "four weeks", "three months", "two years"]
    assert join_names(["a", "b", "c"], limit=2) == "a, b and one more"
    assert clip("abcdef", 4) == "abc…"


def test_numbers_beyond_any_axis_are_drawn() -> None:
    for low, high in ((-1e308, 1e308), (5e-324, 1.0), (5e-324, 5e-324), (math.inf, math.inf)):
        mark = Mark(
            first="2031-05-07", last="2031-05-07", low=low, high=high, approximate=False, dated=True, giver="g", shape=0,
            wording="w", href="#", label="1",
        )  # fmt: skip
        assert len(draw_plot([mark], size=WIDE, name="p").drawn) == 1


numbers = st.one_of(st.none(), st.floats(min_value=-1e12, max_value=1e12), st.floats(min_value=0, max_value=1e-300))
days = st.dates().map(lambda d: d.isoformat())


@given(st.lists(st.tuples(numbers, numbers, days, days), max_size=12))
def test_every_mark_lies_inside_its_plot(values: list[tuple[float | None, float | None, str, str]]) -> None:
    marks = [
        Mark(
            first=min(a, b),
            last=max(a, b),
            low=low,
            high=high,
            approximate=False,
            dated=True,
            giver="g",
            shape=0,
            wording="w",
            href="#",
            label="1",
        )
        for low, high, a, b in values
        if low is not None or high is not None
    ]
    for size in (WIDE, NARROW):
        plot = draw_plot(marks, size=size, name="p")
        assert len(plot.drawn) == len(marks)
        for d in plot.drawn:
            assert 0 <= d.x0 <= d.x <= d.x1 <= size.width
            assert 0 <= min(d.y, d.y0, d.y1) <= max(d.y, d.y0, d.y1) <= plot.size.height
        assert all(0 <= t.at <= plot.size.width for t in plot.across)
        assert all(0 <= t.at <= plot.size.height for t in plot.up)
        assert len(plot.up) < 20
