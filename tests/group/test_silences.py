"""A silence parts two matters where what is told after it is another; a matter that rests and is taken up again stays one."""

import dataclasses
import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.group.partings import part_sketches
from onrecord.group.silences import find_silences
from onrecord.group.sketches import Sketch
from tests.group.test_partings import TORRIN, VELL, ids, sketch, write
from tests.timing import grows

FIRST = datetime.date(2031, 3, 3)


def on_days(sketches: list[Sketch], *days: int) -> list[Sketch]:
    dates = [(FIRST + datetime.timedelta(days=day)).isoformat() for day in days]
    # of so few sentences two reports share so many that one would be taken for a copy
    return [dataclasses.replace(s, earliest=day, latest=day, copy_keys=()) for s, day in zip(sketches, dates, strict=True)]


@pytest.fixture(scope="module")
def vell() -> list[Sketch]:
    return sketch(write(VELL, 4))


@pytest.fixture(scope="module")
def torrin() -> list[Sketch]:
    return sketch(write(TORRIN, 2, first=50))


def test_what_is_told_after_a_silence_is_another_matter(vell: list[Sketch], torrin: list[Sketch]) -> None:
    dated = [*on_days(vell, 0, 0, 1, 1), *on_days(torrin, 20, 21)]
    assert [sorted(part) for part in find_silences(dated)] == [[0, 1, 2, 3], [4, 5]]
    assert part_sketches(dated) == sorted([ids(vell), ids(torrin)])


def test_a_matter_taken_up_again_stays_one(vell: list[Sketch]) -> None:
    assert len(find_silences(on_days(vell, 0, 0, 20, 20))) == 1


def test_without_a_silence_nothing_is_parted(vell: list[Sketch], torrin: list[Sketch]) -> None:
    assert len(find_silences([*on_days(vell, 0, 0, 1, 1), *on_days(torrin, 4, 4)])) == 1


def test_a_rest_like_those_before_it_is_no_silence(vell: list[Sketch], torrin: list[Sketch]) -> None:
    assert len(find_silences([*on_days(vell, 0, 9, 20, 30), *on_days(torrin, 45, 58)])) == 1


def test_one_article_alone_is_no_matter(vell: list[Sketch], torrin: list[Sketch]) -> None:
    assert len(find_silences([*on_days(vell, 0, 0, 1, 1), *on_days(torrin[:1], 30)])) == 1


def test_an_article_without_a_day_goes_where_it_is_at_home(vell: list[Sketch], torrin: list[Sketch]) -> None:
    dated = [*on_days(vell, 0, 0, 1, 1), *on_days(torrin, 20, 21)]
    more = sketch([*write(VELL, 1, first=70), *write(TORRIN, 1, first=80)])
    assert [sorted(part) for part in find_silences([*dated, *more])] == [[0, 1, 2, 3, 6], [4, 5, 7]]


def test_days_of_few_part_nothing(vell: list[Sketch], torrin: list[Sketch]) -> None:
    dated = [*on_days(vell, 0, 0, 1, 1), *on_days(torrin, 20, 21)]
    more = sketch([*write(VELL, 2, first=70), *write(TORRIN, 2, first=80)])
    assert len(find_silences([*dated, *more])) == 1


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_order_changes_nothing(vell: list[Sketch], torrin: list[Sketch], draw: random.Random) -> None:
    dated = [*on_days(vell, 0, 0, 1, 1), *on_days(torrin, 20, 21)]
    mixed = draw.sample(dated, 6)
    assert [ids([mixed[place] for place in part]) for part in find_silences(mixed)] == [ids(dated[:4]), ids(dated[4:])]


def test_time_grows_with_the_articles_alone(vell: list[Sketch]) -> None:
    def rest(times: int) -> list[Sketch]:
        days = [number // 4 * 9 for number in range(times)]
        return on_days([dataclasses.replace(vell[n % 4], article=f"a-{n:05}") for n in range(times)], *days)

    few, many = rest(200), rest(1_600)
    assert not grows(lambda: find_silences(few), lambda: find_silences(many), times=24)


def test_three_articles_are_a_side_unless_both_are_written_about_at_one_time() -> None:
    first, second = sketch(write(VELL, 8)), sketch(write(TORRIN, 3, first=50))
    later = [*on_days(first, *range(8)), *on_days(second, 8, 9, 10)]
    assert part_sketches(later) == sorted([ids(first), ids(second)])
    meanwhile = [*on_days(first, *range(8)), *on_days(second, 2, 3, 4)]
    assert part_sketches(meanwhile) == [ids(meanwhile)]
