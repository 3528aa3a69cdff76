"""Tolls of one event meet, whatever places the articles name around them."""

import pytest

from onrecord.model import Article, When
from onrecord.pipeline import read_document
from tests.understand.figures.test_figures import find

DAM = (
    "Seventeen dead as dam bursts above Orsk\n\nSTAVICK – At least 17 people were killed when the Lenn Dam burst on Monday,"
    " sending a wall of water through the Orsk Valley, officials said.\n\nRescuers in Tarn said the mud was deep.",
    "Death toll from Lenn dam disaster rises to 29\n\nThe number of people killed in the Lenn Dam disaster rose to 29"
    " as crews dug through mud in the village of Tarn.\n\nIn Tarn alone, 12 people died when the school was swept away.",
    "Rescuers search the mud\n\nTARN — Crews in Orsk Valley dug on.\n\nOfficials in Lenn said 31 people had died, up from 29.",
    "Operator was warned, papers show\n\nThe burst dam killed 34 people in the valley.\n\nProsecutor Hanna Solt told a court in"
    " Stavick that 34 people died because of greed.",
    "Minister quits over dam\n\nInterior minister Pavel Dorn resigned in Velden after the Lenn Dam disaster, in which 34 people"
    " died.\n\nThe toll stands at 34, after a man thought lost was found in Tarn.",
)
FERRY = (
    "At least 23 dead after ferry sinks off Brannock\n\nBRANNOCK (Norran Press) - At least 23 people drowned when the Aldis"
    " sank in heavy seas off Brannock on Monday, the coastguard said.",
    "Toll climbs\n\nThe death toll from the sinking of the Aldis has climbed to 41, police in Harle said on Tuesday. In Harle,"
    " where many of the victims lived, shops stayed shut.",
    "Divers at work\n\nThe number of dead now stands at 53, a coastguard officer told reporters in Harle.",
    "Owner arrested\n\nPolice arrested the owner of the Aldis in Velden on Thursday, three days after 53 people died.",
    "Brannock ferry disaster: a town mourns\n\nThousands gathered in Harle on Sunday to remember the 53 people killed in"
    " the Brannock ferry disaster.",
)
FIRE = (
    "Nine killed in Marn market fire\n\nA fire in a market in Marn killed nine people on Saturday, the fire service said.",
    "Market fire toll reaches 14\n\nFourteen are now known to have died in the Marn market fire, doctors in Velden said.",
    "Owners questioned\n\nMARN, May 15 — Police in Velden sealed the market where 16 people died. The toll was 14 on Sunday.",
    "Inquiry to open\n\nAn inquiry into the Marn blaze, in which 16 people lost their lives, will open in Velden next month.",
    "How it spread\n\nThe market fire took 16 lives. By noon, people in Sarn could see the smoke.",
)


def killed(texts: tuple[str, ...]) -> dict[str, set[float | None]]:
    found: dict[str, set[float | None]] = {}
    for number, text in enumerate(texts):
        day = f"2031-05-{13 + number}"
        published = When(value=day, earliest=day, latest=day, basis="given")
        for f in read_document(Article(id=f"a-{number}", text=text, published=published)).reading.figures:
            if f.indicator.startswith("people killed"):
                found.setdefault(f.indicator, set()).add(f.low)
    return found


@pytest.mark.parametrize(
    ("texts", "tolls", "labels"),
    [
        (DAM, {17, 29, 31, 34}, {"people killed", "people killed in Lenn Dam"}),
        (FERRY, {23, 41, 53}, {"people killed", "people killed in Brannock"}),
        (FIRE, {9, 14, 16}, {"people killed", "people killed in Marn"}),
    ],
)
def test_the_tolls_of_one_event_have_its_place_or_none(texts: tuple[str, ...], tolls: set[float], labels: set[str]) -> None:
    found = killed(texts)
    assert set.union(*(found[label] for label in labels)) == tolls
    assert found.keys() - labels <= {"people killed in Tarn"}


def test_the_toll_of_a_part_stands_apart() -> None:
    assert killed(DAM)["people killed in Tarn"] == {12}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("At least 15 people, including 13 children, were killed when the barge sank.", "people killed"),
        ("The two male Norlanders, aged 22 and 23, were arrested at the pier.", "people detained"),
        ("Twelve people (five of them women) were injured on the ferry.", "people injured"),
        ("The ministry reported the loss of over 120 men.", "people killed"),
    ],
)
def test_what_befell_people_is_told_behind_an_aside(sentence: str, told: str) -> None:
    assert find(sentence)[0].indicator == told


def test_an_aside_that_no_verb_follows_tells_nothing() -> None:
    assert find("The hall held 15 people, including 13 children, and a boat sank, killing the crew.")[0].indicator == "people"


@pytest.mark.parametrize(
    ("sentence", "passage", "told"),
    [
        ("In the other case 683 have been sentenced to death.", "683", "people sentenced to death"),
        ("A judge sentenced 683 to death.", "683", "people sentenced to death"),
        ("Only 12 have been freed.", "Only 12", "people released"),
        ("The rebels said four of their number had been killed.", "four of their number", "people killed"),
    ],
)
def test_a_bare_number_counts_whom_something_befell(sentence: str, passage: str, told: str) -> None:
    assert [(f.passage.exact, f.unit, f.indicator) for f in find(sentence)] == [(passage, "person", told)]
