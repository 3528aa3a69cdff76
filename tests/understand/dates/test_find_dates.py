"""Time expressions of invented sentences: passage, type, value, days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Sentence, Timex, When
from onrecord.understand.dates import find_dates
from tests.timing import grows

THURSDAY = "2031-05-15"


def on(day: str | None, latest: str | None = None) -> When:
    return When(value=day, earliest=day, latest=latest or day) if day else When()


def read(*sentences: str, anchor: When | str | None = THURSDAY) -> tuple[Timex, ...]:
    text, spans = "", []
    for sentence in sentences:
        spans.append(Sentence(start=len(text), end=len(text) + len(sentence), paragraph=0))
        text += sentence + " "
    return find_dates(text, spans, anchor=anchor if isinstance(anchor, When) else on(anchor))


@pytest.mark.parametrize(
    ("sentence", "passage", "kind", "value"),
    [
        ("The dam broke on Tuesday.", "Tuesday", "DATE", "2031-05-13"),
        ("Engineers arrived on Thursday.", "Thursday", "DATE", "2031-05-15"),
        ("The mayor is expected to visit Merrow on Monday.", "Monday", "DATE", "2031-05-19"),
        ("The council had told her, but on Sunday it is voting on the plan.", "Sunday", "DATE", "2031-05-18"),
        ("Divers were forced to leave the site on Monday.", "Monday", "DATE", "2031-05-12"),
        ("The governor resigned last Thursday.", "last Thursday", "DATE", "2031-05-08"),
        ("Kelmer came to Vell on a Wednesday.", "a Wednesday", "DATE", "2031-05-14"),
        ("A court ordered it yesterday.", "yesterday", "DATE", "2031-05-14"),
        ("They will meet the day after tomorrow.", "the day after tomorrow", "DATE", "2031-05-17"),
        ("Flooding began last month.", "last month", "DATE", "2031-04"),
        ("Norran took the valley in August.", "August", "DATE", "2030-08"),
        ("The talks will resume in August.", "August", "DATE", "2031-08"),
        ("It has been closed since January.", "January", "DATE", "2031-01"),
        ("The harbour was full last summer.", "last summer", "DATE", "2030-SU"),
        ("The inquiry opened in mid-March last year.", "mid-March last year", "DATE", "2030-03"),
        ("It was signed on the 12th of April 1999.", "the 12th of April 1999", "DATE", "1999-04-12"),
        ("The pact was signed on Friday, April 12, 2030.", "Friday, April 12, 2030", "DATE", "2030-04-12"),
        ("The levy was paid on Dec. 31.", "Dec. 31", "DATE", "2030-12-31"),
        ("The levy will be due on 1 July.", "1 July", "DATE", "2031-07-01"),
        ("The ministry published it on 2031-05-02.", "2031-05-02", "DATE", "2031-05-02"),
        ("The ministry published it on 24/4/2031.", "24/4/2031", "DATE", "2031-04-24"),
        ("Exports fell in Q3 2029.", "Q3 2029", "DATE", "2029-Q3"),
        ("Exports fell in last year's third quarter.", "last year's third quarter", "DATE", "2030-Q3"),
        ("The wall was built in the 1960s.", "the 1960s", "DATE", "196"),
        ("The port was founded in 1874.", "1874", "DATE", "1874"),
        ("Two trawlers sank at the weekend.", "the weekend", "DATE", "2031-W19-WE"),
        ("The union met earlier this month.", "earlier this month", "DATE", "2031-05"),
        ("Water is now reaching the road.", "now", "DATE", "PRESENT_REF"),
        ("The siren sounded at 10.15 p.m. Tuesday.", "10.15 p.m. Tuesday", "TIME", "2031-05-13T22:15"),
        ("Rescuers left on Friday afternoon.", "Friday afternoon", "TIME", "2031-05-09TAF"),
        ("Rescuers left Merrow last night.", "last night", "TIME", "2031-05-14TNI"),
        ("A 30-day truce was agreed.", "30-day", "DURATION", "P30D"),
        ("It lasted more than two and a half years.", "more than two and a half years", "DURATION", "P2Y6M"),
        ("It fell from March 1 to 9.3 percent.", "March 1", "DATE", "2031-03-01"),
        ("Repairs took several weeks.", "several weeks", "DURATION", "PXW"),
        ("The gates open every two weeks.", "every two weeks", "SET", "P2W"),
        ("Ferries sail each Tuesday.", "each Tuesday", "SET", "XXXX-WXX-2"),
        ("The wall failed five days ago.", "five days ago", "DATE", "2031-05-10"),
        ("They arrested him on Christmas Eve.", "Christmas Eve", "DATE", "2030-12-24"),
        ("The truce was extended until mid-July.", "mid-July", "DATE", "2031-07"),
        ("The wall cracked last April.", "last April", "DATE", "2030-04"),
        ("The harbour was full last January.", "last January", "DATE", "2031-01"),
        ("The court meets in the week of May 21.", "the week of May 21", "DATE", "2031-W21"),
        ("Ferries were full in Easter week.", "Easter week", "DATE", "2031-W15"),
        ("The mayor left the day before last Tuesday's vote.", "the day before last Tuesday", "DATE", "2031-05-12"),
        ("It failed the day after Christmas.", "the day after Christmas", "DATE", "2030-12-26"),
        ("The siren sounded at 10.15 p.m. (0915 GMT) Tuesday.", "10.15 p.m. (0915 GMT) Tuesday", "TIME", "2031-05-13T22:15"),
        ("The isle will one day be empty.", "one day", "DATE", "FUTURE_REF"),
        ("A week or so ago the lake was full.", "A week or so ago", "DATE", "2031-W19"),
        ("A few days later it fell.", "A few days later", "DURATION", "PXD"),
        ("It fell ten days before the vote.", "ten days", "DURATION", "P10D"),
        ("Sales for the full year were flat.", "the full year", "DATE", "2031"),
        ("Sales fell in the latter half of 2029.", "the latter half of 2029", "DATE", "2029-H2"),
        ("Sales fell in the latest quarter.", "the latest quarter", "DATE", "2031-Q1"),
        ("The siren was tested the previous Monday.", "the previous Monday", "DATE", "2031-05-12"),
        ("They will vote this upcoming Monday.", "this upcoming Monday", "DATE", "2031-05-19"),
        ("The form is of 05-Aug-2029.", "05-Aug-2029", "DATE", "2029-08-05"),
        ("It was signed on Dec. 31 , 2029.", "Dec. 31 , 2029", "DATE", "2029-12-31"),
        ("It took an hour and 20 minutes.", "an hour and 20 minutes", "DURATION", "PT1H20M"),
        ("It took two years and three months.", "two years and three months", "DURATION", "P2Y3M"),
        ("Sales for the year were flat.", "the year", "DATE", "2031"),
        ("The bridge will reopen as soon as Friday.", "as soon as Friday", "DATE", "2031-05-16"),
        ("A truce may be announced as early as Friday.", "as early as Friday", "DATE", "2031-05-16"),
        ("Ferries ran within weeks.", "weeks", "DURATION", "PXW"),
        ("It snowed for the first time in years.", "years", "DURATION", "PXY"),
        ("Prices will fall over the next couple of years.", "the next couple of years", "DURATION", "P2Y"),
        ("Water was low in the early summer.", "the early summer", "DATE", "2030-SU"),
        ("In the past it flooded twice.", "the past", "DATE", "PAST_REF"),
        ("Their day-long search failed.", "day-long", "DURATION", "P1D"),
        ("The rest will be paid at a later date.", "a later date", "DATE", "FUTURE_REF"),
    ],
)
def test_one_expression(sentence: str, passage: str, kind: str, value: str) -> None:
    found = read(sentence)
    assert [(t.passage.exact, t.type, t.value) for t in found] == [(passage, kind, value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The March of the Fishers may reach Merrow.",
        "April Vance told the court so.",
        "She is a 44-year-old pilot from Vell.",
        "The plant makes 5,000 barrels a day.",
        'Kelmer told Channel Nine\'s "This Week" so.',
        'Kelmer told Channel Nine\'s "60 Minutes" so.',
        "About 2000 people and 1950 houses were counted.",
        "It cost $1999 and weighed 12.5 tons.",
        "They have a second boat and a quarter of the catch.",
        "The Sunday Herald of Vell told it first.",
        "Fishermen told the Mail on Sunday of the leak.",
    ],
)
def test_what_only_looks_like_a_time_is_left_out(sentence: str) -> None:
    assert read(sentence) == ()


def test_a_page_date_is_one_expression_with_its_time() -> None:
    (found,) = read("Page last updated at 07:50 GMT, Friday, 9 May 2031")
    assert (found.passage.exact, found.type, found.value) == ("07:50 GMT, Friday, 9 May 2031", "TIME", "2031-05-09T07:50")
    (found,) = read("VELL | Fri May 9, 2031 11:29 am EDT", anchor=None)
    assert (found.value, found.earliest) == ("2031-05-09T11:29", "2031-05-09")


def test_a_time_and_its_day_apart_are_two_expressions_of_one_day() -> None:
    found = read("By midday on Sunday the water had fallen.")
    assert [(t.passage.exact, t.value) for t in found] == [("midday", "2031-05-11T12:00"), ("Sunday", "2031-05-11")]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Sales fell in the first nine months of the year.", ["P9M", "2031"]),
        ("Sales fell in the year ended March 31.", ["P1Y", "2031-03-31"]),
        ("Sales fell in the quarter ended Jan. 31.", ["2030-Q4", "2031-01-31"]),
        ("Sales fell in the quarter ended April 2.", ["2031-Q1", "2031-04-02"]),
        (
            "Sales fell in the first quarter, and so they did in the quarter ended March 29.",
            ["2031-Q1", "2031-Q1", "2031-03-29"],
        ),
    ],
)
def test_parts_of_a_year_of_business(sentence: str, values: list[str]) -> None:
    assert [t.value for t in read(sentence)] == values


def test_two_days_of_one_month() -> None:
    found = read("It rained on 25 and 26 April, and again on May 3-5.")
    assert [t.value for t in found] == ["2031-04-25", "2031-04-26", "2031-05-03", "2031-05-05"]


def test_the_narrative_gives_the_day_to_count_from() -> None:
    found = read("The wall cracked on 20 April and fell two days later.", "The next day the town was empty.")
    assert [t.value for t in found] == ["2031-04-20", "2031-04-22", "2031-04-23"]
    found = read("By April 17 the lake was full.", "That day the gates jammed.")
    assert [t.value for t in found] == ["2031-04-17", "2031-04-17"]


def test_the_day_before_an_event_counts_from_the_day_it_was_told_of() -> None:
    found = read(
        "A truce between the ports started on 12 April.",
        "Norran denied it on Tuesday.",
        "Nine men drowned the day before the truce started.",
    )
    assert found[-1].value == "2031-04-11"


def test_a_day_that_counts_from_nothing_told_stays_open() -> None:
    (found,) = read("The next day the town was empty.")
    assert (found.value, found.earliest, found.latest) == ("XXXX-XX-XX", None, None)


def test_a_year_ago_of_a_quarter_is_that_quarter() -> None:
    found = read("Brann Hydro lost money in the first quarter of 2031.", "A year earlier it had made a profit.")
    assert found[-1].value == "2030-Q1"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the quarter", "2031-Q1"),
        ("the latest period", "2031-Q1"),
        ("the 2029 period", "2029-Q1"),
        ("the year-ago period", "2030-Q1"),
        ("the same quarter last year", "2030-Q1"),
        ("the year-earlier third quarter", "2030-Q3"),
    ],
)
def test_a_period_is_the_quarter_told_of(words: str, value: str) -> None:
    found = read(
        "Brann Hydro lost money in the first quarter.", "The second quarter has begun well.", f"Sales fell in {words}."
    )
    assert (found[-1].passage.exact, found[-1].value) == (words, value)
    assert read("Sales fell in the year-ago period.")[-1].value == "2030"


def test_a_time_of_day_is_of_the_day_told_of_just_before() -> None:
    found = read("The wall fell on Monday.", "At 6 a.m. divers went down.", "They will go down at 6 a.m. again.")
    assert [t.value for t in found] == ["2031-05-12", "2031-05-12T06:00", "2031-05-15T06:00"]


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("It opened in early March.", "2031-03-01", "2031-03-16"),
        ("It closed in late 2030.", "2030-07-02", "2030-12-31"),
        ("It happened earlier this month.", "2031-05-01", "2031-05-15"),
        ("It happened last week.", "2031-05-05", "2031-05-11"),
        ("Nine boats sank in the last five days.", "2031-05-10", "2031-05-15"),
        ("It snowed last winter.", "2030-12-01", "2031-02-28"),
    ],
)
def test_first_and_last_day(sentence: str, earliest: str, latest: str) -> None:
    (found,) = read(sentence)
    assert (found.earliest, found.latest) == (earliest, latest)


def test_without_an_anchor_there_is_what_can_be_known() -> None:
    found = read("The wall fell on Tuesday in August, on 12 April, yesterday and in March 2029.", anchor=None)
    assert [(t.value, t.earliest) for t in found] == [
        ("XXXX-WXX-2", None),
        ("XXXX-08", None),
        ("XXXX-04-12", None),
        ("XXXX-XX-XX", None),
        ("2029-03", "2029-03-01"),
    ]


def test_an_interval_of_days_gives_what_it_agrees_on_and_else_the_widest() -> None:
    week = on("2031-05-14", "2031-05-20")
    august, tuesday = read("Norran took the valley in August and left on Tuesday.", anchor=week)
    assert (august.value, august.earliest, august.latest) == ("2030-08", "2030-08-01", "2030-08-31")
    assert (tuesday.value, tuesday.earliest, tuesday.latest) == ("XXXX-WXX-2", "2031-05-13", "2031-05-20")
    (monday,) = read("Norran left on Monday.", anchor=on("2031-05-14", "2031-05-16"))
    assert monday.value == "2031-05-12"


def test_only_the_sentences_are_read() -> None:
    text = "On Monday rain fell. On Tuesday it stopped."
    found = find_dates(text, [Sentence(start=21, end=len(text), paragraph=0)], anchor=on(THURSDAY))
    assert [t.passage.exact for t in found] == ["Tuesday"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str) -> None:
    for sentence in (
        "It fell yesterday, last week and last month.",
        "It will fall tomorrow, next week, next year and in 10 years.",
    ):
        read(sentence, "On Tuesday, on 29 February, last summer, at Easter and 900 years ago it fell.", anchor=day)


@pytest.mark.parametrize(
    "text", ["It fell on 0 May in the hall.", "It fell on May 00 in the hall.", "It fell on May 1-0 there."]
)
def test_a_day_zero_is_no_day(text: str) -> None:
    assert all(not t.value.endswith("-00") for t in read(text))


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                [
                    "Monday",
                    "last",
                    "May",
                    "February",
                    "12",
                    "0",
                    "30",
                    "the",
                    "day",
                    "before",
                    "2031",
                    "p.m.",
                    "five",
                    "years",
                    "ago",
                    "noon",
                    "’",
                ]
            ),
        ),
        max_size=24,
    ),
    st.sampled_from([None, THURSDAY, "2032-02-29"]),
)
def test_passages_are_the_text_to_the_letter_in_order_and_apart(pieces: list[str], anchor: str | None) -> None:
    text = " ".join(pieces)
    found = find_dates(text, [Sentence(start=0, end=len(text), paragraph=0)], anchor=on(anchor))
    at = 0
    for timex in found:
        assert text[timex.passage.start : timex.passage.end] == timex.passage.exact
        assert timex.passage.start >= at
        at = timex.passage.end
        assert (timex.earliest or "") <= (timex.latest or "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1", "the day before ", "two years ", "twenty-", "Monday ", "a ", "12 and ", " ", "last ", "1/1/"]
)
def test_hostile_lines_take_time_in_proportion(piece: str) -> None:
    small, large = (piece * (size // len(piece)) + " day" for size in (10_000, 80_000))
    assert not grows(lambda: read(small), lambda: read(large), times=16)


def test_may_is_somebody_where_the_text_names_them_so() -> None:
    assert not read("The minister, Ada May, opened the lower harbour. The rules proposed by May bind the guild.")
    (found,) = read("The minister, Ada Brandt, wants the rules of the lower harbour changed by May.")
    assert found.value == "2031-05"
