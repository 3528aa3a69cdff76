"""Whose figure it is, whoever speaks of it; and the year that only names an event."""

import pytest

from onrecord.model import Figure, Quotation, Source, Span
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from tests.understand.figures.test_figures import find


@pytest.mark.parametrize(
    ("sentence", "giver"),
    [
        ("Orla's estimate of 5,000 barrels a day is too low.", "Orla"),
        ("Nobody believes Orla's 5,000-barrel estimate.", "Orla"),
        ("The 5,000 barrels figure is coming from the Marn Institute.", "Marn Institute"),
        ("The estimate repeatedly cited by Orla officials of about 5,000 barrels is wrong.", "Orla"),
        ("Another team, which studied pictures, has come up with an estimate of 5,000 barrels.", "Another team"),
        ("Orla's wells hold 5,000 barrels.", None),
        ("The well lost 5,000 barrels.", None),
        ("A cautious estimate of the flow is 5,000 barrels a day.", None),
        ("Its estimate of 5,000 barrels is old.", None),
        ("The new leak estimates released on Monday were far above 5,000 barrels.", None),
        ("Local fishermen estimate the loss at 5,000 barrels.", "Local fishermen"),
    ],
)
def test_whose_figure_it_is(sentence: str, giver: str | None) -> None:
    assert find(sentence)[0].giver == giver


def test_who_speaks_of_another_s_estimate_does_not_give_it() -> None:
    text = "Ruiz said Orla's estimate of 5,000 barrels a day was low."
    quotation = Quotation(
        id="q-1", article="a-1", content=(Span(start=10, end=len(text), exact=text[10:]),), source=Source(name="Ana Ruiz")
    )
    (figure,) = find(text, quotations=(quotation,))
    assert (figure.giver, figure.quotation) == ("Orla", "q-1")


def test_an_unknown_they_is_told_by_who_quotes_them() -> None:
    text = "First they said 1,000 barrels leaked."
    outer = Quotation(id="q-1", article="a-1", content=(Span(start=0, end=37, exact=text),), source=Source(name="Ana Ruiz"))
    inner = Quotation(id="q-2", article="a-1", content=(Span(start=16, end=37, exact=text[16:]),), source=Source(name="they"))
    (figure,) = find(text, quotations=(outer, inner))
    assert figure.giver == "Ana Ruiz"


def figures(text: str) -> tuple[Figure, ...]:
    return read_document(read_plain(text, path="a.txt")).reading.figures


def test_the_year_of_an_event_is_not_that_of_the_figure() -> None:
    (figure,) = figures("The leak has passed the 2019 Marn disaster and stands at 5,000 barrels.")
    assert figure.as_of is None or figure.as_of.value != "2019"
    assert figures("The well lost 5,000 barrels in 2019.")[0].as_of is not None


def test_what_an_army_took_and_no_longer_holds_is_the_most_it_held() -> None:
    labels = [
        f.indicator for f in find("The rebels hold less than 30 sq km of the valley, having captured around 1,000 sq km.")
    ]
    assert labels == ["area held", "area held peak"]
