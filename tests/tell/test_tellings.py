"""Which passages tell the same event, on invented documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Event
from onrecord.tell.tellings import find_names
from onrecord.tell.timeline import make_timeline

from ..reconcile.build import Page


def events(*pages: Page) -> tuple[Event, ...]:
    return make_timeline([p.read() for p in pages], origins=())


def together(first: Page, second: Page) -> bool:
    """Whether an event has a passage of both pages."""
    return any(len(e.articles) == 2 for e in events(first, second))


def test_names_are_what_stands_with_a_capital_within_a_sentence() -> None:
    names = find_names(
        ["The dam above Vell broke, said Mayor Ada Brandt.", "The mayor of Vell went to the Dam Board of the dam."]
    )
    assert {"vell", "ada", "brandt"} <= names
    assert not {"dam", "broke", "mayor"} & names


def test_names_alone_make_no_two_passages_one_event() -> None:
    a = Page("Governor Ada Brandt of Orsk Bay opened the lock on Tuesday.", name="a.txt").dates("Tuesday", "2031-05-13")
    b = Page("Smugglers robbed Governor Ada Brandt of Orsk Bay on Tuesday.", name="b.txt").dates("Tuesday", "2031-05-13")
    assert not together(a, b)


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("Divers say the dam wall above the lower town gave way at dawn.", True),
        ("The council pledged that the dam wall above the lower town would not give way.", False),
        ("The council is mending the dam wall above the lower town, which gave way.", False),
        ("The mayor said she would rebuild the dam wall above the lower town.", False),
    ],
)
def test_what_is_or_is_to_come_tells_no_event_of_a_day_past(text: str, joins: bool) -> None:
    a = Page("The dam wall above the lower town gave way on Monday at dawn.", name="a.txt").dates("Monday", "2031-05-12")
    b = Page(f"Rain fell on the bay again today.\n{text}", name="b.txt", day="2031-05-12").dates("today", "2031-05-12")
    assert together(a, b) is joins


def test_a_later_deed_in_like_words_is_another_event() -> None:
    a = Page("The harbour guard of Orsk Bay put the number of dead sailors at fourteen on Monday.", name="a.txt").dates(
        "Monday", "2031-05-12"
    )
    b = Page(
        "Counting again, the guard lowered the toll of the dead from fourteen to eleven men.", name="b.txt", day="2031-05-20"
    )
    assert not together(a, b)


def test_a_month_joins_the_day_in_it_that_is_told_alike() -> None:
    a = Page("Smugglers burned the ferry office of Orsk Bay on May 12.", name="a.txt").dates("May 12", "2031-05-12")
    b = Page("Smugglers burned the ferry office of Orsk Bay in May.", name="b.txt", day="2031-06-20")
    b.dates("May", "2031-05-01", "2031-05-31")
    c = Page("A new lighthouse keeper came to the cape in May.", name="c.txt", day="2031-06-20")
    c.dates("May", "2031-05-01", "2031-05-31")
    assert [(e.date, len(e.articles)) for e in events(a, b, c)] == [("2031-05-01/2031-05-31", 1), ("2031-05-12", 2)]


def test_two_articles_tell_one_event_of_a_quiet_day_in_few_shared_words_and_one_article_two() -> None:
    first = "The lighthouse of Orsk was taken down by masons and put up again on the ridge on May 12."
    second = (
        "After the flood, sailors from the southern islands and masons of the port pulled it down and set it on a windy "
        "ridge near Vell on May 12."
    )
    apart = (Page(text, name=name).dates("May 12", "2031-05-12") for text, name in ((first, "a.txt"), (second, "b.txt")))
    assert len(events(*apart)) == 1
    assert len(events(Page(f"{first} {second}", name="a.txt").dates("May 12", "2031-05-12"))) == 2


def test_what_only_occurred_is_the_event_of_its_kind_that_day() -> None:
    a = Page("At least nine sailors died when a blast tore through the ferry on Tuesday.", name="a.txt", day="2031-05-13")
    b = Page("The explosion happened at the lower quay before dawn on Tuesday.", name="b.txt", day="2031-05-13")
    [event] = events(a.dates("Tuesday", "2031-05-13"), b.dates("Tuesday", "2031-05-13"))
    assert len(event.passages) == 2
    assert event.text == a.text


def test_a_sentence_told_again_next_day_is_of_the_day_of_its_first_telling() -> None:
    text = "Smugglers freed dozens of captives held in the old lighthouse of the cape."
    a, b = (Page(text, name=f"{day}.txt", day=day) for day in ("2031-05-13", "2031-05-14"))
    assert [(e.date, len(e.articles)) for e in events(a, b)] == [("2031-05-13", 2)]


def test_an_event_is_told_by_a_sentence_of_its_own_rather_than_in_passing() -> None:
    a = Page("The mayor, whose office smugglers burned on Monday, thanked the guard.", name="a.txt").dates(
        "Monday", "2031-05-12"
    )
    b = Page("Smugglers burned the office of the mayor on Monday.", name="b.txt").dates("Monday", "2031-05-12")
    [event] = [e for e in events(a, b) if e.date == "2031-05-12"]
    assert event.text == b.text


WORDS = st.sampled_from(
    ["The blast", "happened", "on Monday", "in May", "who", "smugglers burned", "the ferry", ",", "would", "."]
)


@given(st.lists(st.lists(WORDS, max_size=14).map(" ".join), min_size=1, max_size=5))
@settings(max_examples=80, deadline=None)
def test_every_passage_stands_in_its_article_and_every_event_has_a_day(texts: list[str]) -> None:
    pages = [Page(f"{t} x", name=f"{n}.txt", day="2031-05-13") for n, t in enumerate(texts)]
    for page in pages:
        page.dates("on Monday", "2031-05-12").dates("in May", "2031-05-01", "2031-05-31")
    read = [p.read() for p in pages]
    text_of = {d.article.id: d.article.text for d in read}
    for event in make_timeline(read, origins=()):
        assert event.date in {"2031-05-12", "2031-05-13", "2031-05-01/2031-05-31"}
        assert all(text_of[p.article][p.start : p.end] == p.exact for p in event.passages)
        assert event.text in {p.exact for p in event.passages}
