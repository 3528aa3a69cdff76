"""Credits, datelines and stated days, on invented text."""

from dataclasses import replace

import pytest

from onrecord.clean.layout import lay_out
from onrecord.model import Layout, When
from onrecord.read.plain import read_plain

BODY = (
    "The mayor of Ostby said on Tuesday that the old bridge over the Venn had been closed after the flood.\n"
    "Engineers found cracks in two of the pillars, and the council has ordered a second survey.\n"
    "About 400 people who live on the island have to take the ferry, according to AFP, which runs every hour.\n"
)


def read(text: str, publisher: str | None = None) -> Layout:
    return lay_out(replace(read_plain(text), publisher=publisher))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("OSTBY (Reuters) - " + BODY, ("Reuters",)),
        ("OSTBY, March 3 (AFP) — " + BODY, ("AFP",)),
        (BODY + "Reuters", ("Reuters",)),
        (BODY + "— The Associated Press", ("AP",)),
        (BODY + "TNN's Ane Holt, Per Lind and Ida Roe contributed reporting.", ("TNN",)),
        (BODY + "The Associated Press contributed to this report.", ("AP",)),
        (BODY + "Additional reporting by Reuters", ("Reuters",)),
        (BODY, ()),
        ("The old bridge, seen in this undated photo. Ane Holt/Handout via REUTERS\n" + BODY, ()),
    ],
)
def test_agencies_are_credited(text: str, agency: tuple[str, ...]) -> None:
    assert read(text).agency == agency


def test_a_publisher_does_not_credit_itself() -> None:
    assert read(BODY + "TNN's Ane Holt contributed reporting.", publisher="TNN").agency == ()


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("OSTBY (Reuters) - ", "Ostby"),
        ("Ostby — ", "Ostby"),
        ("PORT ANSEL, Tolm, March 3 (AP) — ", "Port Ansel"),
        ("OSTBY | Thu Apr 29, 2010 11:29 am EDT OSTBY (Reuters) - ", "Ostby"),
        ("", None),
    ],
)
def test_the_dateline_is_found(start: str, place: str | None) -> None:
    assert read(start + BODY).dateline == place


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Published: 12 March 2025\n", "2025-03-12"),
        ("2025-03-12\n", "2025-03-12"),
        ("By Ane Holt, March 12, 2025\n", "2025-03-12"),
        ("Page last updated at 07:50 GMT, Friday, 1 June 2012 08:50 UK ", "2012-06-01"),
        ("OSTBY | Thu Apr 29, 2010 11:29 am EDT OSTBY (Reuters) - ", "2010-04-29"),
        ("Bridge shut after flood Thursday 29 April 2010 17.33 BST ", "2010-04-29"),
        ("Updated 14 March 2025\nPublished 12 March 2025\n", "2025-03-12"),
        ("31 February 2025\n", None),
        ("It was built on 12 March 1925, and rebuilt twice since then.\n", None),
    ],
)
def test_the_day_of_publication_is_read_where_it_is_stated(stamp: str, day: str | None) -> None:
    published = read(stamp + BODY).published
    assert published.value == day
    assert published.basis == ("stated" if day else "unknown")
    if day:
        assert published.reason.removeprefix("the page says “").removesuffix("”") in stamp


def test_a_given_day_wins() -> None:
    given = When(value="2025-03-11", earliest="2025-03-11", latest="2025-03-11", basis="given", reason="metadata")
    article = replace(read_plain("Published: 12 March 2025\n" + BODY), published=given)
    assert lay_out(article).published == given
