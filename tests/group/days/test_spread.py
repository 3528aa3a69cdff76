"""The odds for another article of a story, by how its articles lie in time."""

import math
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.group.days.spread import Spread

MAY = date(2031, 5, 1)


def days(*numbers: int) -> list[date]:
    return [MAY + timedelta(days=n) for n in numbers]


@given(st.lists(st.integers(0, 60), min_size=4, max_size=12, unique=True))
def test_the_odds_of_all_days_are_one(numbers: list[int]) -> None:
    spread = Spread(days(*numbers))
    whole = math.fsum(spread.weigh(MAY + timedelta(days=n)) for n in range(-3000, 3060))
    assert math.isclose(whole, 1.0, rel_tol=1e-3)


def fall(spread: Spread, *, last: int) -> float:
    """The odds two months behind the last known day, as a part of those of the day behind it."""
    return spread.weigh(MAY + timedelta(days=last + 60)) / spread.weigh(MAY + timedelta(days=last + 1))


def test_the_fewer_days_are_known_the_farther_another_may_lie() -> None:
    few, many = Spread(days(0, 20)), Spread(days(*range(0, 81, 10)))
    assert fall(few, last=20) > 2 * fall(many, last=80)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12, unique=True))
def test_each_stretch_between_two_articles_is_as_likely(numbers: list[int]) -> None:
    spread, first, last = Spread(days(*numbers)), min(numbers), max(numbers)
    before = math.fsum(spread.weigh(MAY + timedelta(days=n)) for n in range(first - 4000, first))
    after = math.fsum(spread.weigh(MAY + timedelta(days=n)) for n in range(last + 1, last + 4001))
    # an end has the day itself as well, of which the earlier has more: it falls sooner
    assert math.isclose(before, after, rel_tol=0.15)
    assert before < 1 / (len(numbers) + 1)


def test_a_story_runs_on_after_its_known_days_longer_than_before_them() -> None:
    spread = Spread(days(0, 10, 20))
    assert spread.weigh(MAY + timedelta(days=50)) > spread.weigh(MAY - timedelta(days=30))


def test_days_are_likelier_where_the_story_is_told_densely() -> None:
    spread = Spread(days(0, 1, 2, 3, 40))
    assert spread.weigh(MAY + timedelta(days=1)) > 5 * spread.weigh(MAY + timedelta(days=20))
    assert spread.weigh(MAY - timedelta(days=1)) > spread.weigh(MAY - timedelta(days=30))


def test_several_articles_of_one_day_make_it_likelier() -> None:
    once, often = Spread(days(0, 5, 10)), Spread(days(0, 5, 5, 5, 10))
    assert often.weigh(MAY + timedelta(days=5)) > once.weigh(MAY + timedelta(days=5))


def test_a_story_without_known_days_says_nothing() -> None:
    assert Spread([]).weigh(MAY) == 1.0


def test_a_story_of_one_event_ends_sooner() -> None:
    one_event, long = Spread(days(0, 2), unity=1.0), Spread(days(0, 2))
    assert one_event.weigh(MAY + timedelta(days=30)) < long.weigh(MAY + timedelta(days=30)) / 2
