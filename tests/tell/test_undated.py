"""What happened, told without a day, on invented documents."""

import pytest

from onrecord.model import Event
from onrecord.tell.timeline import make_timeline

from ..reconcile.build import Page


def events(*pages: Page) -> tuple[Event, ...]:
    return make_timeline([p.read() for p in pages], origins=())


def test_a_deed_without_a_day_is_of_the_day_of_publication() -> None:
    page = Page("The harbour master of Vell was shot in the back outside the ferry office.", day="2031-05-14")
    assert [(e.date, e.text) for e in events(page)] == [("2031-05-14", page.text)]


def test_a_name_is_no_verb() -> None:
    page = Page("The son of keeper Ahmed Walreed was shot in the back outside the ferry office.", day="2031-05-14")
    assert [e.text for e in events(page)] == [page.text]


def test_a_deed_is_of_the_day_before_where_the_article_tells_of_that_day() -> None:
    page = Page(
        "Two ferries collided off Orsk Bay on Tuesday.\nDivers freed eleven sailors trapped in the hull of a trawler.",
        day="2031-05-14",
    ).dates("Tuesday", "2031-05-13")
    assert [e.date for e in events(page)] == ["2031-05-13"] * 2


def test_a_thing_of_today_tells_that_the_news_is_of_today() -> None:
    lead = "Shipowners of Vell voted to expel the harbour master of the lower town from their guild."
    page = Page(f"{lead}\nThe guild met late on Tuesday.\nThe vote today, which the mayor would have to approve, is a blow.")
    found = events(page.dates("Tuesday", "2031-05-13").dates("today", "2031-05-14"))
    assert "2031-05-14" in {e.date for e in found if e.text == lead}


def test_nothing_undated_is_told_where_the_day_of_publication_is_not_known() -> None:
    page = Page("The harbour master of Vell was shot in the back outside the ferry office.", day="2031-05")
    assert events(page) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Sailors say the harbour master of Vell was shot in the back by smugglers.",
        "He was shot in the back outside the ferry office of the upper harbour.",
        "The harbour master had been shot in the back outside the ferry office.",
        "Smugglers captured by the harbour guard of Vell hope for a lenient judge.",
        "The harbour master, who was shot in spring, keeps a quiet office in Vell.",
        "On the eve of the fair smugglers killed the harbour master outside the ferry office.",
        "The harbour guard declared that smugglers burned the ferry office of the bay.",
        "Years ago smugglers killed the harbour master outside the ferry office.",
        "The other eight sailors died at once from the force of the crash in the bay.",
        "One of the keepers, Ada Brandt, drowned off the southern breakwater of Vell.",
        "At least 20 sailors, among them two pilots, were wounded in the violence.",
        "Dozens drowned off the southern breakwater in the preceding weeks.",
        "The office of the harbour master overlooks the southern breakwater and the bay.",
    ],
)
def test_what_is_no_deed_of_the_day(text: str) -> None:
    page = Page(f"Two ferries collided today in the fog off the cape of Orsk Bay.\n{text}").dates("today", "2031-05-14")
    assert len(events(page)) == 1


def test_the_first_sentence_of_an_article_that_names_no_day_is_its_news() -> None:
    lead = "Two ferries are to leave the lower harbour of Vell to the smugglers of the bay."
    page = Page(f"Harbour news\n{lead}\nThe smugglers are glad of the quiet water and the good mooring there.")
    assert [(e.date, e.text) for e in events(page)] == [("2031-05-14", lead)]


def test_what_follows_a_day_long_ago_is_background() -> None:
    page = Page(
        "Smugglers seized the lighthouse of the bay in March.\n"
        "The harbour guard opened fire on a trawler and killed four of its crew."
    ).dates("March", "2031-03-01", "2031-03-31")
    assert [e.date for e in events(page)] == ["2031-03-01/2031-03-31"]


def test_an_article_that_names_no_day_tells_an_event_too() -> None:
    a = Page("The dam wall above Vell gave way on Monday, drowning the lower town.", name="a.txt").dates("Monday", "2031-05-12")
    b = Page("The lower town of Vell lies drowned where the dam wall above it gave way.", name="b.txt")
    before = Page("The dam wall above Vell gave way, drowning the lower town.", name="c.txt", day="2031-05-01")
    [event] = [e for e in events(a, b, before) if len(e.passages) > 1]
    assert event.date == "2031-05-12"
    assert event.text in {a.text, b.text}
    assert set(event.articles) == {a.article.id, b.article.id}


def test_plans_for_a_day_to_come_are_one_from_what_they_share_around_it() -> None:
    a = Page("The harbours of the bay will choose a mayor in the contest on June 3.", name="a.txt").dates(
        "June 3", "2031-06-03"
    )
    b = Page("Shipowners have long dismissed the June 3 contest as a charade.", name="b.txt").dates("June 3", "2031-06-03")
    c = Page("The old lighthouse is to be blown up on June 3.", name="c.txt").dates("June 3", "2031-06-03")
    assert sorted(len(e.passages) for e in events(a, b, c)) == [1, 2]
