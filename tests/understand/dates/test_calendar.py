"""Values of the calendar and the days they span."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.understand.dates.calendar import easter, floating_day, shift_value, value_days


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031-W01", "2030-12-30", "2031-01-05"),
        ("2031-W19-WE", "2031-05-10", "2031-05-11"),
        ("2031-Q4", "2031-10-01", "2031-12-31"),
        ("2031-H1", "2031-01-01", "2031-06-30"),
        ("2031-WI", "2031-12-01", "2032-02-29"),
        ("2031-05-13TNI", "2031-05-13", "2031-05-13"),
        ("203", "2030-01-01", "2039-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
    ],
)
def test_days_of_a_value(value: str, first: str, last: str) -> None:
    assert value_days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["XXXX-WXX-2", "2031-13", "2031-02-30", "PAST_REF", "P3D", "0000", "2031-W60", ""])
def test_other_values_have_no_days(value: str) -> None:
    assert value_days(value) is None


@given(st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]), st.integers(-40_000, 40_000))
def test_a_shifted_value_holds_the_shifted_day_or_is_none(day: date, unit: str, steps: int) -> None:
    value = shift_value(day, unit, steps)
    if steps == 0 and value and (days := value_days(value)):
        assert days[0] <= day <= days[1]
    if value and unit == "day":
        days = value_days(value)
        assert days is not None
        assert (days[0] - day).days == steps


def test_holidays_that_move() -> None:
    assert easter(2024) == date(2024, 3, 31)
    assert easter(2025) == date(2025, 4, 20)
    assert floating_day(2025, 11, 4, 4) == date(2025, 11, 27)
    assert floating_day(2025, 5, 1, -1) == date(2025, 5, 26)
