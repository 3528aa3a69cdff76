"""Interval logic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.intervals import Interval, are_alike, are_disjoint, have_shifted, is_rounding, judge

BOUND = st.none() | st.integers(-1000, 10**6).map(float)


def interval(low: float | None, high: float | None, *, approximate: bool = False) -> Interval:
    return Interval(low=low, high=high, approximate=approximate)


INTERVALS = st.builds(
    lambda a, b, approximate: interval(
        *((min(a, b), max(a, b)) if a is not None and b is not None else (a, b)), approximate=approximate
    ),
    BOUND,
    BOUND,
    st.booleans(),
)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (interval(90, 90), interval(90, None), "equal"),
        (interval(56, 56), interval(90, None), "disjoint"),
        (interval(400, None), interval(430, 430), "narrower"),
        (interval(430, 430), interval(400, None), "wider"),
        (interval(None, 200), interval(200, 200), "equal"),
        (interval(None, 200), interval(200, None), "compatible"),
        (interval(10, 30), interval(20, 50), "compatible"),
        (interval(1000, 1000, approximate=True), interval(1020, 1020), "compatible"),
        (interval(7, 7), interval(6.8, 6.8), "compatible"),
        (interval(5000, 5000), interval(5120, 5120), "compatible"),
        (interval(90, 90), interval(92, 92), "disjoint"),
    ],
)
def test_verdict(a: Interval, b: Interval, verdict: str) -> None:
    assert judge(a, b) == verdict


@given(INTERVALS, INTERVALS)
def test_both_ways_agree(a: Interval, b: Interval) -> None:
    turned = {"narrower": "wider", "wider": "narrower"}
    assert are_alike(a, b) == are_alike(b, a)
    assert are_disjoint(a, b) == are_disjoint(b, a)
    verdict = judge(a, b)
    if (a.low, a.high) != (b.low, b.high):
        assert judge(b, a) == turned.get(verdict, verdict)


@given(INTERVALS)
def test_no_interval_excludes_itself(a: Interval) -> None:
    assert not are_disjoint(a, a)


def test_a_range_of_which_both_ends_moved() -> None:
    early = Interval(low=12, high=25)
    assert have_shifted(early, Interval(low=20, high=40))
    assert not have_shifted(early, Interval(low=14, high=22))
    assert not have_shifted(early, Interval(low=20, high=None))
    assert not have_shifted(early, Interval(low=20, high=20))


def test_a_number_given_to_fewer_digits() -> None:
    assert is_rounding(Interval(low=7, high=7), Interval(low=6.8, high=6.8))
    assert is_rounding(Interval(low=1300, high=1300), Interval(low=1268, high=1268))
    assert not is_rounding(Interval(low=6.8, high=6.8), Interval(low=7, high=7))
    assert not is_rounding(Interval(low=7, high=7), Interval(low=6.3, high=6.3))
    assert not is_rounding(Interval(low=7, high=None), Interval(low=6.8, high=6.8))
