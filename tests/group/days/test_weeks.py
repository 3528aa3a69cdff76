"""Days of publication from weekdays, events, plans and figures that other articles of an invented story date."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.group.days import bound_days
from onrecord.model import When
from onrecord.read.plain import read_plain
from tests.group.days.invent import infer, make_document
from tests.timing import within

# 2031-05-13 is a Tuesday
FLOOD = "The wall of the Tarn reservoir above Vell gave way and drowned the lower village on Tuesday"
TALK = "Kelmer met the owners of Brann Hydro in Orsk"
DATED = (
    make_document("a", f"{FLOOD}.", "Rain fell.", day="2031-05-13"),
    make_document("b", "The Tarn reservoir burst on Tuesday, the wall giving way, said Kelmer.", day="2031-05-14"),
)
REST = ("Nobody had slept.", "The road is closed.", "Boats are few.", "Bread is short.")


def test_a_weekday_counted_from_an_event_that_others_date() -> None:
    found = bound_days(
        [*DATED, make_document("x", "Divers reached Vell on Friday, three days after the reservoir burst.", *REST)]
    )["x"]
    assert (found.earliest, found.latest) == ("2031-05-16", "2031-05-18")
    assert found.reason == "'three days after the reservoir burst' in its text counts from 2031-05-13 and is 2031-05-16"


def test_two_weekdays_and_news_at_the_head_leave_the_day_and_the_next() -> None:
    lines = (
        "Divers reached Vell on Friday, three days after the reservoir burst.",
        *REST,
        f"Kelmer, who came when {FLOOD}, left.",
    )
    assert infer(*DATED, make_document("x", *lines)) == {"x": ("2031-05-16", "2031-05-17")}


def test_a_distance_whose_weekday_does_not_fit_the_event_says_nothing() -> None:
    assert (
        infer(*DATED, make_document("x", "Divers reached Vell on Saturday, three days after the reservoir burst.", *REST)) == {}
    )


def test_a_distance_without_a_weekday_is_a_day_that_has_been() -> None:
    assert infer(*DATED, make_document("x", "Divers reached Vell a week after the reservoir burst.")) == {
        "x": ("2031-05-20", None)
    }
    assert infer(*DATED, make_document("x", "Kelmer spoke the day before the reservoir burst.")) == {"x": ("2031-05-12", None)}


def test_an_event_whose_day_the_articles_do_not_agree_on_dates_nothing() -> None:
    others = [
        make_document("c", "A second reservoir burst on Wednesday, Kelmer said.", day="2031-05-22"),
        make_document("d", "One more reservoir burst on Monday, Kelmer said.", day="2031-06-03"),
        make_document("e", "Yet another reservoir burst on Sunday, Kelmer said.", day="2031-06-16"),
    ]
    assert infer(*DATED, *others, make_document("x", "Divers came a week after the reservoir burst.")) == {}


def test_the_week_on_which_more_weekdays_agree() -> None:
    weeks = [
        make_document("a", f"{FLOOD}.", day="2031-05-13"),
        make_document("b", f"{TALK} on Thursday.", "A court in Merrow fined the diver Lund on Friday.", day="2031-05-23"),
    ]
    lines = (f"{TALK} on Thursday.", "A court in Merrow fined the diver Lund on Friday.", *REST, f"{FLOOD}.")
    found = bound_days([*weeks, make_document("x", *lines)])["x"]
    assert (found.earliest, found.latest) == ("2031-05-23", "2031-05-24")
    assert found.reason == "'Friday' in its text is 2031-05-23 in B, 'Thursday' in its text is 2031-05-22 in B"


def test_weeks_with_as_much_evidence_are_all_kept() -> None:
    weeks = [
        make_document("a", f"{TALK} on Thursday.", day="2031-05-15"),
        make_document("b", f"{TALK} on Thursday.", day="2031-05-22"),
    ]
    assert infer(*weeks, make_document("x", f"{TALK} on Thursday.")) == {"x": ("2031-05-15", "2031-05-28")}


def test_a_week_before_what_the_article_itself_dates_is_not_taken() -> None:
    lines = (f"{FLOOD}.", "The court of Merrow was rebuilt on 4 June 2031.")
    assert infer(*DATED, make_document("x", *lines)) == {"x": ("2031-06-04", None)}


def test_last_and_next_weekdays_are_no_bare_weekdays() -> None:
    assert infer(*DATED, make_document("x", f"{FLOOD.replace('on Tuesday', 'next Tuesday')}.")) == {}


def test_the_day_since_which_something_lasts_has_been() -> None:
    found = infer(
        *DATED, make_document("x", "Since Tuesday the wall of the Tarn reservoir above Vell and the lower village are gone.")
    )
    assert found == {"x": ("2031-05-13", "2031-05-19")}


def test_what_is_announced_lies_before_the_day_it_is_done() -> None:
    done = make_document("c", "Governor Ansa Kelmer lifted the curfew in Vell on Monday.", day="2031-05-19")
    plan = "Governor Ansa Kelmer hopes to lift the curfew in Vell early next week."
    found = bound_days([*DATED, done, make_document("x", plan)])["x"]
    assert (found.earliest, found.latest) == (None, "2031-05-19")
    assert found.reason == "'hopes to lift' is still to come in its text and done on 2031-05-19 in C"
    passive = make_document("c", "The curfew in Vell was lifted by Governor Ansa Kelmer on Monday.", day="2031-05-19")
    assert infer(passive, make_document("x", "The curfew in Vell will be lifted soon, Governor Ansa Kelmer said.")) == {
        "x": (None, "2031-05-19")
    }


def test_a_plan_for_something_else_is_not_done() -> None:
    done = make_document("c", "Governor Ansa Kelmer lifted the curfew in Vell on Monday.", day="2031-05-19")
    assert infer(done, make_document("x", "Governor Ansa Kelmer hopes to lift the tariffs on Merrow timber.")) == {}


def test_a_toll_narrows_what_something_else_bounds_and_is_nothing_alone() -> None:
    tolls = [
        make_document("c", "Rain fell.", day="2031-05-13", killed=[9]),
        make_document("d", "Rain fell.", day="2031-05-14", killed=[14]),
        make_document("e", "Rain fell.", day="2031-05-15", killed=[14]),
        make_document("f", "Rain fell.", day="2031-05-17", killed=[11]),
    ]
    assert infer(*DATED, *tolls, make_document("x", f"{FLOOD}.", killed=[14])) == {"x": ("2031-05-13", "2031-05-17")}
    assert infer(*DATED, *tolls, make_document("x", f"{FLOOD}.", killed=[14, 9])) == {"x": ("2031-05-13", "2031-05-19")}
    assert infer(*tolls, make_document("x", "Snow fell.", killed=[14])) == {}


def test_a_day_that_others_announce_is_no_lower_bound() -> None:
    told = "The cease-fire of Vell began on 20 May."
    assert infer(make_document("a", "Rain fell.", day="2031-05-15"), make_document("x", told)) == {
        "x": ("2031-05-20", "2032-03-15")
    }
    ahead = make_document("a", "A cease-fire will begin on 20 May.", day="2031-05-15")
    assert infer(ahead, make_document("x", told)) == {}


def test_a_day_without_its_year_told_as_past_is_not_put_after_the_story() -> None:
    story = make_document("a", "Rain fell.", day="2031-11-15")
    assert infer(story, make_document("x", "The wall fell on 20 April.")) == {"x": ("2031-04-20", "2032-02-14")}


def test_sentences_that_are_told_again_and_again_say_nothing_of_the_day() -> None:
    lines = (
        "The wall of the Tarn reservoir above Vell gave way.",
        "Brann Hydro denied that cracked concrete had been reported.",
    )
    story = [make_document(name, *lines, day=day) for name, day in (("a", "2031-05-15"), ("b", "2031-07-15"))]
    assert infer(*story, make_document("x", *lines)) == {}


def test_single_words_that_others_put_on_a_day_give_no_week() -> None:
    story = make_document("a", "The Tarn wall cracked on Tuesday.", "The Orsk court sat on Monday.", day="2031-05-13")
    assert infer(story, make_document("x", "Lund saw Tarn on Tuesday.", "Lund saw Orsk on Monday.")) == {}


WORDS = st.sampled_from(
    [
        "on Tuesday",
        "last Friday",
        "a week after the flood",
        "will be lifted",
        "was lifted",
        "said",
        "12 May",
        "flood",
        ".",
        "Vell",
        "9",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@given(st.lists(st.tuples(LINES, st.sampled_from([None, "2031-05-13", "2031-05-20", "0001-01-01", "9999-12-31"])), max_size=6))
def test_any_story_gives_ordered_ends_whatever_the_order_of_its_articles(story: list[tuple[str, str | None]]) -> None:
    documents = [make_document(f"d{i}", line, day=day) for i, (line, day) in enumerate(story)]
    found = bound_days(documents)
    for when in found.values():
        assert when.reason
        assert (when.earliest or "") <= (when.latest or "9999-12-31")
    random.Random(0).shuffle(documents)
    assert bound_days(documents) == found


@pytest.mark.slow
def test_a_hostile_sentence_of_many_weekdays_and_plans_takes_no_long_time() -> None:
    line = " ".join(f"word{i} came on Friday three days after the flood and will be lifted{i}" for i in range(3000))
    documents = [*DATED, make_document("x", line), make_document("y", line, day="2031-05-16")]
    assert within(5, lambda: bound_days(documents))


@pytest.mark.slow
def test_the_undated_article_of_the_bundled_example() -> None:
    gold = Path(__file__).parents[3] / "examples" / "harrow" / "gold"
    name = "08-dispatch-monitors.txt"
    documents = {}
    for row in json.loads((gold / "gold.json").read_text(encoding="utf-8"))["articles"]:
        day = row["published"] if row["file"] != name else None
        published = When(value=day, earliest=day, latest=day, basis="given") if day else When()
        article = read_plain((gold / "articles" / row["file"]).read_text(encoding="utf-8"), path=row["file"])
        documents[row["file"]] = pipeline.read_document(replace(article, publisher=row["publisher"], published=published))
    found = bound_days(list(documents.values()))[documents[name].article.id]
    assert (found.earliest, found.latest) == ("2024-10-11", "2024-10-12")
    assert "'three days after the explosion" in found.reason
