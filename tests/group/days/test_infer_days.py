"""Days of publication inferred in an invented story."""

import random
from datetime import date

import pytest

from onrecord.group.days import bound_days
from tests.group.days.invent import infer, make_document

WALL = "The wall of the Tarn reservoir above Vell gave way and drowned the lower village"


def test_articles_with_a_day_and_articles_that_say_nothing_are_left_out() -> None:
    assert infer(make_document("a", f"{WALL} on Tuesday.", day="2031-05-15"), make_document("b", "Rain fell.")) == {}
    assert infer() == {}


def test_not_before_the_latest_day_told_as_past() -> None:
    found = infer(make_document("a", "Rain began on 3 May 2031.", "The wall fell on 12 May 2031."))
    assert found == {"a": ("2031-05-12", None)}


def test_a_day_to_come_is_no_lower_bound() -> None:
    found = infer(make_document("a", "Rain began on 3 May 2031.", "The inquiry is due to open on 12 June 2031."))
    assert found == {"a": ("2031-05-03", None)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The wall fell on 12 May.", {"b": ("2031-05-12", "2032-03-07")}),
        ("Nobody has forgotten the 12 May uprising, said Kelmer.", {}),
        ("The 12 May movement was banned.", {}),
        ("Thousands marched on the anniversary of 12 May.", {}),
    ],
)
def test_a_day_that_names_an_event_of_any_year_is_no_bound(sentence: str, expected: dict[str, tuple[str, str]]) -> None:
    assert infer(make_document("a", "Rain fell.", day="2031-05-15"), make_document("b", sentence)) == expected


def test_a_caption_and_a_weekday_in_the_text_bound_the_week() -> None:
    document = make_document(
        "a", "Kelmer said on Tuesday that the wall was safe.", caption="The wall, in a still released May 13, 2031."
    )
    when = bound_days([document])["a"]
    assert (when.earliest, when.latest, when.value, when.basis) == ("2031-05-13", "2031-05-19", "2031-05", "inferred")
    assert when.reason == "after 'May 13, 2031' in its text; 'Tuesday' in its text is taken to be that day"


def test_an_old_day_in_the_text_is_not_taken_for_this_week() -> None:
    document = make_document(
        "a", *["Rain fell in Merrow."] * 4, "The first wall fell on 13 May 2031.", "Kelmer spoke on Tuesday."
    )
    assert infer(document) == {"a": ("2031-05-13", None)}


def test_a_weekday_that_a_dated_article_tells_too() -> None:
    found = infer(make_document("a", f"{WALL} on Tuesday.", day="2031-05-15"), make_document("b", f"{WALL} on Tuesday."))
    assert found == {"b": ("2031-05-13", "2031-05-19")}


def test_a_weekday_tells_in_a_sentence_with_several() -> None:
    known = make_document("a", f"{WALL} on Tuesday, and Kelmer, who left on Monday, came back.", day="2031-05-15")
    found = infer(known, make_document("b", f"{WALL} on Tuesday, said Kelmer, who came back on Wednesday."))
    assert found == {"b": ("2031-05-13", "2031-05-16")}


def test_another_weekday_for_the_same_event_bounds_nothing() -> None:
    found = infer(make_document("a", f"{WALL} on Tuesday.", day="2031-05-15"), make_document("b", f"{WALL} on Monday."))
    assert found == {}


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("last year", "2032-01-01", "2032-12-31"),
        ("last month", "2031-06-01", "2031-06-30"),
        ("this month", "2031-05-01", "2031-05-31"),
        ("in May", "2031-05-01", "2032-04-30"),
        ("yesterday", "2031-05-13", "2031-05-15"),
    ],
)
def test_what_a_dated_article_tells_by_its_distance(words: str, earliest: str, latest: str) -> None:
    known = make_document("a", f"{WALL} in May 2031." if words == "in May" else f"{WALL} on 13 May 2031.", day="2031-05-15")
    assert infer(known, make_document("b", f"{WALL} {words}.")) == {"b": (earliest, latest)}


def test_a_day_without_its_year_is_put_near_the_days_of_the_story() -> None:
    found = infer(make_document("a", "Rain fell.", day="2031-05-15"), make_document("b", "The wall fell on 12 April."))
    assert found == {"b": ("2031-04-12", "2032-02-06")}


def test_shared_wording_puts_articles_near_each_other() -> None:
    lines = (f"{WALL}.", "Brann Hydro denied that cracked concrete beneath the spillway had been reported.")
    found = bound_days([make_document("a", *lines, day="2031-05-15"), make_document("b", *lines)])["b"]
    assert (found.earliest, found.latest) == ("2031-05-08", "2031-05-22")
    assert found.reason == "shares wording of 2 sentences with A of 2031-05-15"


def test_stronger_bounds_win_over_those_that_contradict_them() -> None:
    lines = (f"{WALL}.", "Brann Hydro denied that cracked concrete beneath the spillway had been reported.")
    later = make_document("b", *lines, "The court fined the operator on 3 March 2033.")
    found = bound_days([make_document("a", *lines, day="2031-05-15"), later])["b"]
    assert (found.earliest, found.latest) == ("2033-03-03", None)


def test_the_order_of_the_articles_does_not_matter() -> None:
    documents = [
        make_document(f"d{i}", f"{WALL} on Tuesday.", f"Kelmer of Vell counted {i} boats below the Tarn wall.", day=day)
        for i, day in enumerate(["2031-05-15", "2031-05-16", None, None, "2031-05-17", None])
    ]
    expected = bound_days(documents)
    assert len(expected) == 3
    for seed in range(5):
        random.Random(seed).shuffle(documents)
        assert bound_days(documents) == expected


def test_the_intervals_hold_the_true_days_when_they_are_withheld() -> None:
    days = [date(2031, 5, 13 + i) for i in range(6)]
    names = ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    lines = [f"{WALL} on Tuesday." if i % 2 else f"Kelmer promised help for Vell on {names[i]}." for i in range(6)]
    for withheld in range(6):
        documents = [
            make_document(f"d{i}", line, day=None if i == withheld else days[i].isoformat()) for i, line in enumerate(lines)
        ]
        for when in bound_days(documents).values():
            assert (when.earliest or "") <= days[withheld].isoformat() <= (when.latest or "9999")
