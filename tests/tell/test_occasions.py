"""What a day is said for, on invented sentences."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Event, When
from onrecord.tell.timeline import make_timeline

from ..reconcile.build import Page


def events(page: Page) -> tuple[Event, ...]:
    return make_timeline([page.read()], origins=())


@pytest.mark.parametrize(
    ("text", "expression", "day"),
    [
        ("A ferry pilot waves to the crowd in the harbour of Orsk Bay, May 12, 2031.", "May 12, 2031", "2031-05-12"),
        ("VELL | Mon May 12, 2031 7:23 pm", "Mon May 12, 2031", "2031-05-12"),
        ("The Orsk Ferry Company had no comment on Monday about its lost ships.", "Monday", "2031-05-12"),
        ("Captain Ada Brandt could not be reached for comment on Monday in Vell.", "Monday", "2031-05-12"),
        ("It was not clear if the salvage of the ferry would be completed on Thursday.", "Thursday", "2031-05-15"),
        ("The mayor of Vell could announce the closure of the bay as early as Thursday.", "Thursday", "2031-05-15"),
        ("Monday's blockade of the harbour at Orsk Bay cost the ferry company dearly.", "Monday", "2031-05-12"),
        ("Three other shipowners named on Monday were tied to the harbour master of Vell.", "Monday", "2031-05-12"),
        ("The fines were far higher than those announced on Monday by the port of Vell.", "Monday", "2031-05-12"),
        ("Shipowners demanded that the harbour master of Vell go by Monday.", "Monday", "2031-05-19"),
        ("May 12, 2031: A ferry waits.", "May 12, 2031", "2031-05-12"),
        ("May 14, 2031 The harbour master of Vell opens the lower lock of the bay.", "May 14, 2031", "2031-05-14"),
        ("The lower harbour has been shut since May 12, the divers of Vell told the company.", "May 12", "2031-05-12"),
        ("Divers are needed in the bay, Ada Brandt told reporters in Vell on Monday.", "Monday", "2031-05-12"),
        ("“Divers are needed in the bay,” Ada Brandt said on Monday in a radio interview.", "Monday", "2031-05-12"),
        ("Ada Brandt said in a long interview on Monday that the bay needs divers.", "Monday", "2031-05-12"),
        ("The court of Vell jailed a smuggler for burning the ferry office of the bay on Monday.", "Monday", "2031-05-12"),
        ("Charges of sinking a trawler on Monday were read to the harbour master of Vell.", "Monday", "2031-05-12"),
        ("May 12: This picture shows the two ferries of Orsk Bay in the fog.", "May 12", "2031-05-12"),
        ("Harbour master Ada Brandt, shown here on Monday, ran the port of Vell.", "Monday", "2031-05-12"),
        ("A version of this article appeared in the Vell Courier on Monday.", "Monday", "2031-05-12"),
        ("Then two weeks later ice blocked the lower harbour of Vell.", "two weeks later", "2031-05-28"),
        ("Ada Brandt of Vell had expected divers to raise the ferry on Monday.", "Monday", "2031-05-12"),
        ("As of Monday, sailors of the bay had lodged two hundred complaints.", "Monday", "2031-05-12"),
        ("Edit, 8:30 p.m.: The papers of the ferry company are kept in Vell.", "8:30 p.m.", "2031-05-14"),
        ("Mason Brandt, who said he had fled the lower town of Vell on Monday, is well.", "Monday", "2031-05-12"),
        ("The keeper of the light, who was among those fined by the port on Monday, is well.", "Monday", "2031-05-12"),
        ("Charges against April 17 were dropped by the harbour court of Vell.", "April 17", "2031-04-17"),
        ("A speaker of the 17 April youth group has left the harbour of Vell.", "the 17 April", "2031-04-17"),
        ("The fine was the highest for the port since it reopened the lower harbour on Monday.", "Monday", "2031-05-12"),
        ("The mayor of Vell, who was due to visit the divers of the bay on Monday, is ill.", "Monday", "2031-05-12"),
        ("If divers find no hull, the two companies would meet again in court on Thursday.", "Thursday", "2031-05-15"),
        ("The outspoken April 17 movement of Vell also opposes the ferry company.", "April 17", "2031-04-17"),
        ("Shipowners still argue about the April 17 accord of Orsk Bay with the divers.", "April 17", "2031-04-17"),
    ],
)
def test_a_day_that_nothing_is_told_of(text: str, expression: str, day: str) -> None:
    assert events(Page(text).dates(expression, day)) == ()


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("Keepers of the light in Vell blame the ferry company for the losses last week.", "last week"),
        ("Divers of Vell were few before, but the losses last week could change that.", "last week"),
        ("A week ago Ada Brandt would have bet all she had on the ferry of Vell.", "A week ago"),
        ("Shipowners push for a return to the accord reached last week on the lower harbour.", "last week"),
        ("A survey launched last week of the divers in the bay has found two wrecks.", "last week"),
    ],
)
def test_a_week_of_which_no_deed_is_told(text: str, expression: str) -> None:
    assert events(Page(text).dates(expression, "2031-05-05", "2031-05-11")) == ()


def test_a_sentence_that_tells_of_a_day_does_not_stand_again_under_the_week_that_it_names() -> None:
    page = Page("The divers said on Monday that smugglers sank nine ferries in the lower bay between 5 and 11 May.")
    page.dates("Monday", "2031-05-12").dates("5 and 11 May", "2031-05-05", "2031-05-11")
    assert [e.date for e in events(page)] == ["2031-05-12"]


@pytest.mark.parametrize(
    ("text", "expression", "day"),
    [
        ("Two ferries collided off Orsk Bay on Monday, and the pilot had no comment.", "Monday", "2031-05-12"),
        ("Others were freed by the harbour guard of Vell on Monday.", "Monday", "2031-05-12"),
        ("The treaty of the two harbours was signed on May 12, 2031.", "May 12, 2031", "2031-05-12"),
        ("The harbours of the bay prepare for the June 3 mayoral contest.", "June 3", "2031-06-03"),
        ("12 May 2031 Two crowded ferries collide in the fog of Orsk Bay.", "12 May 2031", "2031-05-12"),
        ("12 May 2031: “Grey Gull” strikes the breakwater and is lost.", "12 May 2031", "2031-05-12"),
        ("Ada Brandt told reporters to leave the harbour of Vell on Monday.", "Monday", "2031-05-12"),
        ("The rules of the two harbours will be published in the bay's gazette on June 3.", "June 3", "2031-06-03"),
        ("Ada Brandt said divers may leave the talks of the bay to be held on Thursday.", "Thursday", "2031-05-15"),
        ("The harbour guard arrested a smuggler for burning the ferry office on Monday.", "Monday", "2031-05-12"),
        ("At Monday's hearing the pilot of the lost ferry wept before the judge.", "Monday", "2031-05-12"),
    ],
)
def test_a_day_that_something_is_told_of(text: str, expression: str, day: str) -> None:
    [event] = events(Page(text).dates(expression, day))
    assert (event.date, event.text) == (day, text)


def test_what_a_speaker_says_of_today_is_no_event_and_what_he_tells_of_a_day_is_one() -> None:
    hope = Page("“We hope to finish the salvage of the ferry today,” Ada Brandt said.").dates("today", "2031-05-14")
    hope.says("Ada Brandt", "We hope to finish the salvage of the ferry today,", cue="said")
    deed = Page("“They sank the ferry with all hands on Monday,” Ada Brandt said.").dates("Monday", "2031-05-12")
    deed.says("Ada Brandt", "They sank the ferry with all hands on Monday,", cue="said")
    boast = Page("“Today we proved to the whole bay that divers are needed,” Ada Brandt said.").dates("Today", "2031-05-14")
    boast.says("Ada Brandt", "Today we proved to the whole bay that divers are needed,", cue="said")
    pages = [direct(hope), direct(deed), direct(boast)]
    assert [len(events(page)) for page in pages] == [0, 1, 0]


def direct(page: Page) -> Page:
    """The page with its statements in quotation marks."""
    page.quotations = [replace(q, form="direct") for q in page.quotations]
    return page


def test_a_bound_with_a_clause_of_its_own_is_told_of_a_day_alone() -> None:
    page = Page("Talks in Vell have dragged on since March, when the ferry company lost its licence.")
    assert events(page.dates("March", "2031-03-01", "2031-03-31")) == ()


def test_a_verb_without_who_did_it_is_told_with_its_sentence() -> None:
    text = (
        "The harbour court of Vell heard the pilots of the lost ferries on Monday for an hour, and on Tuesday sentenced both "
        "to two years in the island prison."
    )
    found = events(Page(text).dates("Monday", "2031-05-12").dates("Tuesday", "2031-05-13"))
    assert [e.text for e in found if e.date == "2031-05-13"] == [text]


def test_two_days_in_one_breath_are_one_stretch() -> None:
    page = Page("Ferries took the last families out of Orsk Bay on Monday and Tuesday in heavy seas.")
    page.dates("Monday", "2031-05-12").dates("Tuesday", "2031-05-13")
    assert [(e.date, e.text) for e in events(page)] == [("2031-05-12/2031-05-13", page.text)]


def test_overnight_is_of_both_days_of_a_night() -> None:
    page = Page("Divers of Orsk Bay raised two crowded ferries overnight.")
    assert [e.date for e in events(page.dates("overnight", "2031-05-14"))] == ["2031-05-13/2031-05-14"]
    page = Page("Two ferries sank on Monday.\nDivers raised a third ferry from the bay overnight.").dates(
        "Monday", "2031-05-12"
    )
    assert "2031-05-12/2031-05-13" in {e.date for e in events(page.dates("overnight", "2031-05-12"))}
    page = Page("Two crowded ferries sank in the bay overnight between 12 and 13 May.").dates("overnight", "2031-05-14")
    assert [e.date for e in events(page.dates("12", "2031-05-12").dates("13 May", "2031-05-13"))] == ["2031-05-12/2031-05-13"]
    page = Page("Divers of Orsk Bay raised two crowded ferries overnight.", day="9999-12-31")
    assert [e.date for e in events(page.dates("overnight", "9999-12-30"))] == ["9999-12-30/9999-12-31"]


def test_a_time_that_is_counted_from_another_is_told_with_it() -> None:
    text = "Divers freed eleven sailors from the hull two days after the collision of the ferries on May 12."
    page = Page(text).dates("two days", "2031-05-14").dates("May 12", "2031-05-12")
    assert [(e.date, e.text) for e in events(page)] == [("2031-05-14", text)]


def test_two_months_in_a_row_are_one_stretch() -> None:
    page = Page("The judge of Vell heard the pilots of the ferries in January and February in the upper town.")
    page = page.dates("January", "2031-01-01", "2031-01-31").dates("February", "2031-02-01", "2031-02-28")
    page.marks[:] = [replace(m, value=(m.earliest or "")[:7]) for m in page.marks]
    assert [e.date for e in events(page)] == ["2031-01-01/2031-02-28"]


def test_a_few_words_beside_make_no_event_of_their_day() -> None:
    page = Page("Two ferries sank today.\nThe mayor of Vell will meet divers of the bay and Brandt, whom he saw on Monday.")
    assert all(e.date != "2031-05-12" for e in events(page.dates("Monday", "2031-05-12").dates("today", "2031-05-14")))


def test_an_event_is_of_a_passage_that_tells_its_day() -> None:
    page = Page(
        "Two ferries sank in the bay on Wednesday.\n"
        "The judge of Vell sentenced a smuggler for burning the ferry office on Monday.\n"
        "In Vell it was said that the smuggler had a hand in burning the ferry office."
    )
    page = page.dates("Wednesday", "2031-05-14").dates("Monday", "2031-05-12")
    assert {e.date for e in events(page)} == {"2031-05-14"}


def test_the_ends_of_a_long_stretch_are_no_days_of_events() -> None:
    page = Page("Divers counted forty wrecks in the bay between 2 April and 9 May alone.")
    found = events(page.dates("2 April", "2031-04-02").dates("9 May", "2031-05-09"))
    assert [e.date for e in found] == ["2031-04-02/2031-05-09"]
    page = Page("Divers counted forty wrecks in the bay from 2 April 2029 to 9 May alone.")
    found = events(page.dates("2 April 2029", "2029-04-02").dates("9 May", "2031-05-09"))
    assert found == ()


def test_a_clause_that_does_not_stand_alone_is_told_with_its_sentence() -> None:
    text = (
        "The ferry company of Orsk Bay dismissed its harbour master on Tuesday, fined by the port of Vell with a second "
        "company of the southern breakwater on Monday."
    )
    found = events(Page(text).dates("Tuesday", "2031-05-13").dates("Monday", "2031-05-12"))
    assert text in {e.text for e in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The mayor of Vell accused the Orsk Ferry Company, which closed its lower harbour on Monday, of fraud.",
            "the Orsk Ferry Company, which closed its lower harbour on Monday",
        ),
        (
            "The mayor of Vell fears for the trade of the bay since two crowded ferries collided in fog on Monday.",
            "two crowded ferries collided in fog on Monday.",
        ),
        (
            "The lower harbour of Vell has been shut since Monday, when two crowded ferries collided in fog, divers said.",
            "two crowded ferries collided in fog",
        ),
        (
            "The port of Vell sought divers, who sank two of the old company's ferries on Monday.",
            "divers, who sank two of the old company's ferries on Monday.",
        ),
        (
            "Ada Brandt, whose salvage company raised the two ferries on Monday, is away.",
            "salvage company raised the two ferries on Monday",
        ),
        (
            "The judge of Vell spoke of the storm that sank two crowded ferries on Monday.",
            "the storm that sank two crowded ferries on Monday.",
        ),
        (
            "The mayor of Vell met Ada Brandt, who closed the lower harbour after the storm on Monday.",
            "Ada Brandt, who closed the lower harbour after the storm on Monday.",
        ),
        (
            "The mayor of Vell praised Ada Brandt, who said on Monday that the bay needs divers.",
            "Ada Brandt, who said on Monday that the bay needs divers.",
        ),
        (
            "There was no word from the company, which had on Monday reported a new leak.",
            "the company, which had on Monday reported a new leak.",
        ),
        (
            "Ada Brandt wept today in the upper town of Vell, which smugglers burned on Monday.",
            "the upper town of Vell, which smugglers burned on Monday.",
        ),
        ("The mayor said that divers raised two crowded ferries of the bay on Monday.", None),
        (
            "Trade is down although the ferry company told of better than expected results on Monday.",
            "the ferry company told of better than expected results on Monday.",
        ),
        ("Sales of rope have been poor since a truce was signed on Monday.", "a truce was signed on Monday."),
        ("Sixteen sailors drowned off Orsk Bay when two crowded ferries collided on Monday.", None),
        ("The mayor of Vell, who was away, reopened the lower harbour on Monday.", None),
    ],
)
def test_what_is_told_beside_is_an_event_in_its_own_words(text: str, told: str | None) -> None:
    page = Page(f"Divers searched the bay again today.\n{text}").dates("Monday", "2031-05-12").dates("today", "2031-05-14")
    assert [e.text for e in events(page) if e.date == "2031-05-12"] == [told or text]


@pytest.mark.parametrize(
    ("text", "expression", "first", "last"),
    [
        ("In 1962 the two harbours of the bay signed a treaty on fishing.", "1962", "1962-01-01", "1962-12-31"),
        ("Ada Brandt, born in Vell in 1971, was raised by a lighthouse keeper.", "1971", "1971-01-01", "1971-12-31"),
        ("Divers founded the salvage company of Orsk Bay in March 2024.", "March 2024", "2024-03-01", "2024-03-31"),
        ("In March this year divers raised the two ferries of Orsk Bay.", "March this year", "2031-03-01", "2031-03-31"),
        ("Last year smugglers burned the ferry office of the upper harbour.", "Last year", "2030-01-01", "2030-12-31"),
    ],
)
def test_a_deed_of_long_ago_is_told_with_its_year(text: str, expression: str, first: str, last: str) -> None:
    value = first[:4] if last[5:] == "12-31" else first[:7]
    page = year(Page(text).dates(expression, first, last), value)
    assert [(e.date, e.text) for e in events(page)] == [(f"{first}/{last}", text)]


@pytest.mark.parametrize(
    "text",
    [
        "The lower harbour of Vell was home to two hundred fishermen in 1962.",
        "Fewer ferries call at the harbour of Vell today than in 1962.",
        "Smugglers of the bay still speak of the 1962 treaty of the two harbours.",
        "The mayor thanked Ada Brandt, whose father drowned off the bay in 1962.",
        "The mayor praised the dam that saved the lower town of Vell in 1962.",
        "The mayor told the Vell Courier in 1962 that the lower town would drown.",
        "The oil spilled in 1962 by a tanker of the Orsk Ferry Company still stains the bay.",
    ],
)
def test_a_year_of_long_ago_that_tells_no_deed(text: str) -> None:
    page = year(Page(f"Divers searched the bay again today.\n{text}").dates("1962", "1962-01-01", "1962-12-31"), "1962")
    assert all(not e.date.startswith("1962") for e in events(page.dates("today", "2031-05-14")))


def test_a_deed_of_long_ago_is_told_where_the_article_is_but_known_to_be_later() -> None:
    text = "In 1962 the two harbours of the bay signed a treaty on fishing."
    page = year(Page(text).dates("1962", "1962-01-01", "1962-12-31"), "1962")
    page.article = replace(page.article, published=When(earliest="2031-01-01", basis="inferred"))
    assert [e.date for e in events(page)] == ["1962-01-01/1962-12-31"]
    page.article = replace(page.article, published=When())
    assert not events(page)


def year(page: Page, value: str) -> Page:
    """The page with its times known as a year or month."""
    page.marks = [replace(mark, value=value) for mark in page.marks]
    return page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday the lower harbour of Vell was calm and almost empty.", 0),
        ("The harbour masters of the bay were adamant on Monday that the ferries would sail.", 0),
        ("There was a clash of fishermen and smugglers in Vell on Monday.", 1),
        ("Ada Brandt was in court in Vell on Monday over the lost ferries.", 1),
        ("The lower harbour of Vell was closed on Monday for want of water.", 1),
    ],
)
def test_how_things_were_is_no_event(text: str, expected: int) -> None:
    page = Page(f"Divers searched the bay again today.\n{text}").dates("Monday", "2031-05-12").dates("today", "2031-05-14")
    assert len([e for e in events(page) if e.date == "2031-05-12"]) == expected


@given(st.text(max_size=150), st.text(max_size=150))
def test_any_surroundings_are_judged(before: str, after: str) -> None:
    page = Page(f"{before} ferries sank on Monday {after}").dates("Monday", "2031-05-12")
    assert {e.date for e in events(page)} <= {"2031-05-12"}
