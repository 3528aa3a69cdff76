"""The timeline, on invented documents."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Event
from onrecord.tell.timeline import make_timeline

from ..reconcile.build import Page


def events(*pages: Page) -> tuple[Event, ...]:
    return make_timeline([p.read() for p in pages], origins=())


def test_one_event_however_many_articles_tell_it() -> None:
    a = Page("The dam wall above Vell gave way on Tuesday, drowning the lower town.", name="a.txt").dates(
        "Tuesday", "2031-05-13"
    )
    b = Page("Vell was flooded when the dam wall gave way yesterday.", name="b.txt").dates("yesterday", "2031-05-13")
    [event] = events(a, b)
    assert event.date == "2031-05-13"
    assert len(event.passages) == len(event.articles) == 2
    assert event.text in a.text + b.text


def test_two_events_of_one_day_stay_apart() -> None:
    a = Page("The dam wall above Vell gave way on Tuesday.\nParliament elected Ada Brandt speaker on Tuesday.")
    assert [e.date for e in events(a.dates("Tuesday", "2031-05-13"))] == ["2031-05-13"] * 2


def test_each_date_of_a_sentence_has_its_clause() -> None:
    a = Page(
        "Two crowded ferries sank in heavy seas off Orsk Bay on Tuesday, and the harbour master of Vell resigned in tears "
        "before reporters on Wednesday."
    )
    found = events(a.dates("Tuesday", "2031-05-13").dates("Wednesday", "2031-05-14"))
    assert [(e.date, e.text) for e in found] == [
        ("2031-05-13", "Two crowded ferries sank in heavy seas off Orsk Bay on Tuesday"),
        ("2031-05-14", "the harbour master of Vell resigned in tears before reporters on Wednesday."),
    ]


def test_a_mere_attribution_is_told_with_its_sentence() -> None:
    a = Page("Two crowded ferries sank in heavy seas off Orsk Bay on Tuesday, Kelmer said on Wednesday.")
    found = events(a.dates("Tuesday", "2031-05-13").dates("Wednesday", "2031-05-14"))
    assert [e.text for e in found] == ["Two crowded ferries sank in heavy seas off Orsk Bay on Tuesday", a.text]


def test_a_bound_of_a_state_is_no_event() -> None:
    a = Page("The sluice at Vell has been closed since March and stays shut until Monday.")
    assert events(a.dates("March", "2031-03-01", "2031-03-31").dates("Monday", "2031-05-19")) == ()


def test_a_month_is_a_range() -> None:
    a = Page("The mine above Tarn Hollow was closed in March.").dates("in March", "2031-03-01", "2031-03-31")
    assert [e.date for e in events(a)] == ["2031-03-01/2031-03-31"]


def test_a_plan_with_a_day_counts_and_a_vague_one_does_not() -> None:
    a = Page("Ada Brandt is due in Vell on Friday to meet the mayor.\nThe council will debate the sluice this week.")
    a.dates("Friday", "2031-05-16").dates("this week", "2031-05-12", "2031-05-18")
    assert [e.date for e in events(a)] == ["2031-05-16"]


def test_background_and_furniture_are_no_events() -> None:
    a = Page("The dam was new in 1962.\nLast updated 14 May 2031, harbour desk.\nThe war of 1871 ruined the town.")
    a.dates("1962", "1962-01-01", "1962-12-31").dates("14 May 2031", "2031-05-14").dates("1871", "1871-01-01")
    assert events(a) == ()


def test_a_timex_without_days_is_left() -> None:
    a = Page("The dam wall above Vell leaks every spring, farmers say.").dates("every spring", "not a day")
    assert events(a) == ()


LINES = st.sampled_from(
    [
        "The dam wall above Vell gave way on Tuesday.",
        "On Tuesday the wall of the dam at Vell broke, and six ferries sank on Tuesday.",
        "Ada Brandt visited the lower town on Tuesday.",
        "Ferries sank “in the bay” on Tuesday \U0001f6a2 when the wall broke.",
    ]
)


@given(st.lists(st.lists(LINES, min_size=1, max_size=4), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_events_are_verbatim_and_the_order_of_documents_changes_nothing(
    articles: list[list[str]], chance: random.Random
) -> None:
    pages = [
        Page("\n".join(lines), name=f"{i}.txt").dates("Tuesday", f"2031-05-{10 + i % 2}").read()
        for i, lines in enumerate(articles)
    ]
    found = make_timeline(pages, origins=())
    text_of = {p.article.id: p.article.text for p in pages}
    for event in found:
        assert event.text in {p.exact for p in event.passages}
        assert event.articles == tuple(sorted({p.article for p in event.passages}))
        for p in event.passages:
            assert text_of[p.article][p.start : p.end] == p.exact
    assert len({e.id for e in found}) == len(found)
    chance.shuffle(pages)
    assert make_timeline(pages, origins=()) == found


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_its_offsets(text: str) -> None:
    page = Page(f"{text} The dam wall above Vell gave way on Tuesday. {text}").dates("Tuesday", "2031-05-13")
    for event in events(page):
        for p in event.passages:
            assert page.text[p.start : p.end] == p.exact
