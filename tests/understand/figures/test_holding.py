"""The day that a number holds for where the dates of its own sentence do not say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Figure, When
from onrecord.pipeline import read_document

DAY = When(value="2031-05-15", earliest="2031-05-15", latest="2031-05-15", basis="given")


def figures(text: str) -> tuple[Figure, ...]:
    return read_document(Article(id="a-1", text=f"News from the valley\n\n{text}", published=DAY)).reading.figures


def days(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(f.passage.exact, f.as_of.earliest, f.as_of.latest) for f in figures(text) if f.as_of]


def test_estimates_announced_for_a_day_are_of_that_day() -> None:
    announced = "New estimates for the leak at Marn prior to 3 May follow a survey by engineers. {}"
    lowest = "“The lowest estimate that we see is about 40 barrels, and the highest is 90 barrels,” said Ada Berg."
    assert days(announced.format(lowest)) == [
        ("about 40 barrels", "2031-05-03", "2031-05-03"),
        ("90 barrels", "2031-05-03", "2031-05-03"),
    ]
    assert days(announced.format("The pump now takes 40 barrels.")) == [("40 barrels", "2031-05-15", "2031-05-15")]


def test_before_something_undated_is_before_the_one_day_that_the_article_has_for_it() -> None:
    told = "As many as 90 barrels a day leaked from the well until a cap was put on it on 3 May. {}"
    before = "Orla estimated that up to 60 barrels a day leaked from the well before they managed to cap it."
    plain = "Orla estimated that up to 60 barrels a day leaked from the well."
    assert days(told.format(before))[-1] == ("up to 60 barrels a day", "2031-05-03", "2031-05-03")
    assert days(told.format(plain))[-1] == ("up to 60 barrels a day", "2031-05-15", "2031-05-15")
    assert days(before)[-1] == ("up to 60 barrels a day", "2031-05-15", "2031-05-15")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("A cap will take four weeks to build, by which stage over 150 barrels could be lost.", "2031-06-09", "2031-06-15"),
        ("A wall would take two to three months. By that stage, the loss could be 300 barrels.", "2031-07-01", "2031-08-31"),
        ("A wall took two months. By that stage, the loss was 300 barrels.", "2031-05-15", "2031-05-15"),
    ],
)
def test_a_stage_is_counted_from_the_day_of_the_article(text: str, first: str, last: str) -> None:
    assert days(text)[-1][1:] == (first, last)


def test_what_a_named_disaster_of_a_year_did_is_of_that_year() -> None:
    text = (
        "The leak has passed the 1998 Nordal disaster. It is larger than the 257 barrels of oil leaked by the Nordal. "
        "Some 90 barrels of oil leaked from the well."
    )
    assert days(text)[0] == ("257 barrels", "1998-01-01", "1998-12-31")
    assert days(text)[-1][1:] == ("2031-05-15", "2031-05-15")


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("A tube that they laid on Monday is now taking 40 barrels a day.", "2031-05-15", "2031-05-15"),
        ("They boarded 40 buses on Tuesday and Wednesday.", "2031-05-13", "2031-05-14"),
        ("They found 40 craters between 22 April and 2 May.", "2031-04-22", "2031-05-02"),
        ("Orla has 40 tanks at the border after its seizure of Marn last month.", "2031-05-15", "2031-05-15"),
        ("The court jailed 40 men over the killing of a guard last year.", "2031-05-15", "2031-05-15"),
        ("The fire killed 40 men after a blast on Monday.", "2031-05-12", "2031-05-12"),
        ("The 40 laws will be printed on 20 May.", "2031-05-15", "2031-05-15"),
        ("Orla will print 40 laws on 20 May.", "2031-05-20", "2031-05-20"),
        ("Shares fell 6% on Monday, having earlier fallen 12%.", "2031-05-12", "2031-05-12"),
        ("The rig sank on 2 May, freeing oil that the council estimated at 40 barrels.", "2031-05-15", "2031-05-15"),
    ],
)
def test_a_date_of_something_else_is_not_the_day_of_a_number(sentence: str, first: str, last: str) -> None:
    assert days(sentence)[-1][1:] == (first, last)


def test_the_same_amount_in_another_unit_has_the_day_of_the_first() -> None:
    text = "At first they said the well lost 40 barrels (1,680 gallons) a day."
    assert [row[1:] for row in days(text)] == [(None, "2031-05-14")] * 2


@given(st.text(alphabet="by which stage 40 before they estimates for it prior to 3 May.,\n", max_size=160))
def test_days_keep_their_order(text: str) -> None:
    for f in figures(text):
        assert f.as_of is None or f.as_of.earliest is None or f.as_of.latest is None or f.as_of.earliest <= f.as_of.latest
