"""Days that are probable where the bounds leave much open, in an invented story."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.group.days import bound_days, infer_days
from onrecord.group.days.mentions import Told, read_mentions
from onrecord.group.days.weeks import Support
from onrecord.group.days.weighing import Neighbour, weigh_days
from tests.group.days.invent import make_document

# 2031-05-13 is a Tuesday
FLOOD = "The wall of the Tarn reservoir above Vell gave way and drowned the lower village"
SAID = make_document("x", "Kelmer spoke on Tuesday.", "Divers left Vell on Monday.")
MAY = date(2031, 5, 14)


def near(day: date, sim: float = 0.4) -> Neighbour:
    return Neighbour(day=day, sim=sim, name="The Vell Gazette")


def test_weekdays_put_an_article_near_the_alike_one() -> None:
    weighed = weigh_days(read_mentions(SAID), [near(MAY)])
    assert weighed is not None
    assert weighed.earliest <= date(2031, 5, 13) <= date(2031, 5, 14) <= weighed.latest
    assert weighed.reason == (
        "its text tells of Monday and Tuesday as just past,"
        " the most alike article of a known day is The Vell Gazette of 2031-05-14"
    )


def test_the_more_alike_article_counts_for_more() -> None:
    far = MAY + timedelta(days=60)
    early = weigh_days(read_mentions(SAID), [near(MAY, 0.9), near(far, 0.2)])
    late = weigh_days(read_mentions(SAID), [near(MAY, 0.2), near(far, 0.9)])
    assert early
    assert late
    assert early.latest < late.latest


def test_wording_that_only_two_articles_share_draws_them_together() -> None:
    far = MAY + timedelta(days=40)
    apart, alike = (
        weigh_days(read_mentions(SAID), [near(MAY), Neighbour(day=far, sim=0.4, name="The Tarn Post", shared=shared)])
        for shared in (0.0, 0.3)
    )
    assert apart
    assert alike
    assert alike.latest >= far
    assert alike.earliest > apart.earliest


def test_a_weekday_that_others_date_narrows() -> None:
    told = read_mentions(SAID)
    dated = Support(number=2, days={date(2031, 5, 13): 0.9}, reasons={}, alike=frozenset({date(2031, 5, 13)}))
    alone, both = weigh_days(told, [near(MAY)]), weigh_days(told, [near(MAY)], supports=[dated])
    assert alone
    assert both
    assert both.latest - both.earliest < alone.latest - alone.earliest


def test_the_day_that_a_story_tells_again_and_again_says_nothing_of_the_article() -> None:
    told = read_mentions(make_document("x", "The wall fell on 3 April 2031."))
    day = date(2031, 4, 3)
    taken, ignored = weigh_days(told, [near(MAY)]), weigh_days(told, [near(MAY)], background=frozenset({day}))
    assert taken
    assert ignored
    assert "3 April" in taken.reason
    assert "3 April" not in ignored.reason
    assert weigh_days(told, [], background=frozenset({day})) is None


def test_nothing_known_gives_no_days() -> None:
    assert weigh_days(read_mentions(SAID), []) is None
    assert weigh_days(Told(article="x", mentions=(), sentences=()), [], earliest=MAY) is None


@given(
    st.lists(st.tuples(st.integers(0, 90), st.floats(0, 1)), min_size=1, max_size=30),
    st.one_of(st.none(), st.integers(0, 90)),
)
def test_an_interval_is_ordered_and_the_same_in_any_order(neighbours: list[tuple[int, float]], bound: int | None) -> None:
    around = [near(MAY + timedelta(days=days), sim) for days, sim in neighbours]
    earliest = MAY + timedelta(days=bound) if bound is not None else None
    weighed = weigh_days(read_mentions(SAID), around, earliest=earliest)
    assert weighed is not None
    assert weighed.earliest <= weighed.latest
    random.Random(1).shuffle(around)
    assert weigh_days(read_mentions(SAID), around, earliest=earliest) == weighed


def test_an_article_with_weekdays_alone_gets_the_days_of_its_story_and_says_so() -> None:
    known = make_document("a", f"{FLOOD} on Tuesday.", "Kelmer called for help.", day="2031-05-13")
    bare = make_document("b", "Kelmer called Vell a ruin on Wednesday.", "The Tarn reservoir is empty.")
    assert bound_days([known, bare]) == {}
    when = infer_days([known, bare])["b"]
    assert (when.earliest or "") <= "2031-05-14" <= (when.latest or "")
    assert when.basis == "inferred"
    assert when.reason == (
        "probable (80%): its text tells of Wednesday as just past, the most alike article of a known day is A of 2031-05-13"
    )


def test_the_days_that_undated_articles_tell_say_how_far_the_story_goes() -> None:
    known = [make_document(f"k{n}", FLOOD, day=f"2031-05-0{n}") for n in (1, 3)]
    bare = make_document("b", "The Tarn reservoir is empty.")
    late = [make_document(f"u{n}", f"Divers left Vell on {n} June 2031.") for n in (6, 9, 12)]
    alone, among = infer_days([*known, bare])["b"], infer_days([*known, bare, *late])["b"]
    assert (among.latest or "") > (alone.latest or "")
    assert (among.latest or "") >= "2031-06"


def test_narrow_bounds_stay_as_they_are_and_date_the_others() -> None:
    caption = make_document("a", "Kelmer said on Tuesday that the wall was safe.", caption="The wall, released May 13, 2031.")
    bare = make_document("b", "Kelmer left Vell on Wednesday.")
    found = infer_days([caption, bare])
    assert found["a"] == bound_days([caption, bare])["a"]
    assert "of 2031-05-16" in found["b"].reason


def test_what_speaks_against_an_interval_is_named() -> None:
    lines = (f"{FLOOD}.", "Brann Hydro denied that cracked concrete beneath the spillway had been reported.")
    later = make_document("b", *lines, "The court fined the operator on 3 March 2033.")
    found = bound_days([make_document("a", *lines, day="2031-05-15"), later])["b"]
    assert found.reason == ("after '3 March 2033' in its text; against it: shares wording of 2 sentences with A of 2031-05-15")


def test_a_date_is_not_of_the_same_week_as_the_weekday_told_beside_it() -> None:
    # 2031-05-10 is a Saturday: who writes "Saturday" of the last one gives an earlier one by its date
    by_date = make_document("x", "The wall fell on 10 May 2031.", "Kelmer spoke on Saturday.")
    other = make_document("x", "The wall fell on 10 May 2031.", "Kelmer spoke on Friday.")
    neighbours = [near(date(2031, 5, 10)), near(date(2031, 5, 24))]
    found, fresh = (weigh_days(read_mentions(d), neighbours) for d in (by_date, other))
    assert found
    assert fresh
    assert found.latest > fresh.latest


def test_months_told_as_past_put_the_article_after_them() -> None:
    neighbours = [near(date(2031, 3, 13)), near(date(2031, 5, 27))]
    april = weigh_days(read_mentions(make_document("x", "The wall cracked in April.")), neighbours)
    none = weigh_days(read_mentions(make_document("x", "The wall cracked.")), neighbours)
    assert april
    assert none
    assert april.earliest > none.earliest
    assert "it tells of April as past" in april.reason


def test_a_weekday_at_the_head_tells_more_of_the_day_than_one_further_down() -> None:
    filler = [f"Engineers looked at gate {n} of the reservoir." for n in range(4)]
    head = read_mentions(make_document("x", "Kelmer spoke on Tuesday.", *filler, "Divers left Vell on Friday."))
    down = read_mentions(make_document("x", *filler, "Kelmer spoke on Tuesday.", "Divers left Vell on Friday."))
    known = [near(date(2031, 5, 12)), near(date(2031, 5, 15))]
    at_head, further = weigh_days(head, known), weigh_days(down, known)
    assert at_head
    assert further
    assert at_head.earliest > further.earliest
    assert at_head.latest > further.latest


def test_a_month_is_mostly_one_of_the_last_but_not_the_last_of_its_name() -> None:
    known = [near(date(2031, 3, 20)), *(near(date(2031, 6, day)) for day in (1, 3, 5, 7))]
    plain = weigh_days(read_mentions(make_document("x", "The wall fell in April.")), known)
    last = weigh_days(read_mentions(make_document("x", "The wall fell last April.")), known)
    assert plain
    assert last
    assert plain.earliest > last.earliest


def test_an_article_that_tells_of_years_later_takes_no_day_from_the_others() -> None:
    early = make_document("a", FLOOD + " on Tuesday.", "Kelmer spoke in Vell.", day="2028-03-02")
    late = make_document("b", FLOOD + " years ago.", "Kelmer left his office in August of 2031.")
    when = infer_days([early, late])["b"]
    assert (when.earliest, when.latest) == ("2031-08-01", None)
    assert "probable" not in when.reason


def test_an_article_that_tells_the_year_by_its_number_is_of_a_later_one_where_the_story_runs_on() -> None:
    early = make_document("a", FLOOD + " on Tuesday.", "Kelmer spoke in Vell.", day="2028-03-02")
    told = make_document("b", FLOOD + ".", "In 2028 the court ruled that it could not be sued.")
    late = make_document("c", "Kelmer left his office in August of 2031.")
    among = infer_days([early, told, late])["b"]
    assert (among.earliest, among.latest) == ("2028-01-01", None)
    # of a story of one year it may be the year itself
    assert infer_days([early, told])["b"].latest is not None


def test_what_can_only_be_of_years_later_says_how_far_the_story_goes() -> None:
    early = make_document("a", FLOOD + " on Tuesday.", "Kelmer spoke in Vell.", day="2028-03-02")
    bare = make_document("b", "Divers left Vell.")
    late = make_document("c", "Kelmer left his office in August of 2031.")
    assert "b" in infer_days([early, bare])
    # an interval of years would say nothing
    assert "b" not in infer_days([early, bare, late])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The wall fell on 3 April 2031.",), (date(2031, 4, 3), date(2031, 4, 10))),
        (("The wall fell on 3 April 2031.", "It was built anew in 2033."), None),
        ((*(f"Gate {n} was looked at." for n in "abc"), "The wall fell on 3 April 2031."), None),
        (("The wall fell on 3 April.",), None),
    ],
)
def test_a_full_date_at_the_head_dates_an_article_by_itself(lines: tuple[str, ...], expected: tuple[date, date] | None) -> None:
    weighed = weigh_days(read_mentions(make_document("x", *lines)), [])
    assert (weighed and (weighed.earliest, weighed.latest)) == expected


def test_a_full_date_at_the_head_keeps_to_the_bounds() -> None:
    told = read_mentions(make_document("x", "The wall fell on 3 April 2031."))
    weighed = weigh_days(told, [], latest=date(2031, 4, 5))
    assert weighed
    assert (weighed.earliest, weighed.latest) == (date(2031, 4, 3), date(2031, 4, 5))
    assert weigh_days(told, [], latest=date(2031, 4, 1)) is None


def test_earlier_on_a_weekday_is_mostly_of_the_day_itself() -> None:
    known = [near(date(2031, 5, 13)) for _ in range(6)]
    plain = weigh_days(read_mentions(make_document("x", "Kelmer spoke on Tuesday.", "Divers had left.")), known)
    earlier = weigh_days(read_mentions(make_document("x", "Kelmer spoke earlier Tuesday.", "Divers had left.")), known)
    assert plain
    assert earlier
    assert earlier.latest - earlier.earliest < plain.latest - plain.earliest


@given(st.integers(0, 6), st.floats(0.05, 0.9), st.sampled_from(["Monday", "Tuesday", "Friday"]))
def test_an_interval_within_a_week_has_no_day_before_the_weekday_told_as_past(ahead: int, shared: float, weekday: str) -> None:
    told = read_mentions(make_document("x", f"Kelmer spoke in Vell on {weekday}."))
    day = MAY + timedelta(days=ahead)
    weighed = weigh_days(told, [Neighbour(day=day, sim=0.6, name="The Tarn Post", shared=shared)], unity=1.0)
    assert weighed
    days = [weighed.earliest + timedelta(days=n) for n in range((weighed.latest - weighed.earliest).days + 1)]
    if len(days) <= 7:
        # the weekday is the first of these days, or was before them all
        assert weekday not in [f"{d:%A}" for d in days[1:]] or len(days) == 1
