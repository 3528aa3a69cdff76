"""Rival blame, on invented documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Stance
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.items import Statement
from onrecord.reconcile.rivals import blamed_side, denied_side

from .build import Page, pairs, run


def statement(text: str, *, cue: str = "said", stance: Stance = "asserts") -> Statement:
    """The statement that Kelmer makes with a text."""
    page = Page(f"Kelmer {cue} {text}")
    page.says("Kelmer", text, cue=cue, stance=stance)
    return gather([page.read()], (), ()).statements[0]


@pytest.mark.parametrize(
    ("cue", "text", "state"),
    [
        ("blamed", "the rebel side", False),
        ("blamed", "the Vellian army for the blast", True),
        ("accused", "the regime of shelling the market", True),
        ("said", "government forces have used poison gas at the mill", True),
        ("said", "the market was bombed by separatists from the hills", False),
        ("said", "the government was responsible for the blast", True),
        (
            "said",
            "dozens of armed men, who had come over the hills from the lake at dusk with mortars, attacked the mill",
            None,
        ),
        (
            "said",
            "dozens of armed men came down from the hills by the lake with two old mortars and then attacked the mill",
            False,
        ),
        # neither side, both, not the doer, no deed, not so, not yet
        ("blamed", "the weather", None),
        ("accused", "Orsk of arming the rebels", None),
        ("accused", "the police of failing to stop the riot", None),
        ("blamed", "the army and the rebels", None),
        ("blamed", "the violence on armed gangs", None),
        ("said", "four soldiers were killed at the mill", None),
        ("said", "government forces hold the mill", None),
        ("said", "the army is shelling the mill from tanks", None),
        ("said", "more than 70 people have been killed by security forces since March", None),
        ("said", "he was shot in the leg by an army patrol", None),
        ("said", "government forces have not shelled the mill", None),
        ("said", "government forces would have shelled the mill", None),
    ],
)
def test_which_side_is_blamed(cue: str, text: str, state: bool | None) -> None:
    assert blamed_side(statement(text, cue=cue)) is state


def test_which_side_a_denial_clears() -> None:
    assert denied_side(statement("the army had any part in the raid", cue="denied", stance="denies")) is True
    assert denied_side(statement("claims that the rebels shelled the mill were false")) is False
    assert denied_side(statement("the army is short of boots", cue="denied", stance="denies")) is None
    assert denied_side(statement("there are no armed gangs in the town")) is False
    assert denied_side(statement("there are no boats in the town")) is None
    assert denied_side(statement("there are no plans of Orsk to arm the rebels")) is None
    assert denied_side(statement("there is no military option")) is None


def raid(*, answer: str = "The gas attack was the worst in Vell. The interior ministry blamed rebels.") -> list[Page]:
    """An accusation of the army and what somebody else says of the same days."""
    first = Page("Activists in Vell said government forces attacked the mill with gas on Tuesday.", name="a.txt")
    first.says("Activists in Vell", "government forces attacked the mill with gas on Tuesday", cue="said")
    second = Page(answer, name="b.txt", publisher="The Orsk Post")
    second.says("The interior ministry", "rebels", cue="blamed")
    return [first, second]


def test_opposite_sides_of_one_deed_contradict() -> None:
    assert len(pairs(run(*raid()), "contradicts")) == 1
    other = "The bridge fell into the river at noon. The interior ministry blamed rebels."
    assert pairs(run(*raid(answer=other)), "contradicts") == set()


def test_the_accused_answer_with_fewer_words_in_common() -> None:
    first, second = raid(answer="After the attack on the pier nobody spoke. The Vell government blamed rebels.")
    second.quotations.clear()
    second.says("The Vell government", "rebels", cue="blamed")
    assert len(pairs(run(first, second), "contradicts")) == 1


def test_a_denial_for_a_side_meets_who_blames_it() -> None:
    first = raid()[0]
    second = Page("The ministry denied the army had any part in the gas attack on the mill.", name="b.txt")
    second.says("The ministry", "the army had any part in the gas attack on the mill", cue="denied", stance="denies")
    assert len(pairs(run(first, second), "contradicts")) == 1


@given(st.text(alphabet="the army rebels did by was kiled 1", max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert blamed_side(statement("x" + text)) in (True, False, None)


@pytest.mark.parametrize(
    ("place", "day", "opposed"),
    [
        ("Orla", "2031-05-14", True),
        ("Hemmet", "2031-05-14", False),
        ("Orla", "2031-05-19", False),
        ("Orla, leaving 40 hurt,", "2031-05-14", False),
    ],
)
def test_rivals_who_name_one_place_within_a_day_speak_of_one_deed(place: str, day: str, opposed: bool) -> None:
    told = (
        "Lamps, blankets, kettles, bread, rope, candles, matches, salt, onions and soap lay about the clinic yard, wet or "
        "burned. Nurses said"
    )
    a = Page(f"{told} the army attacked Orla and 12 died.", name="a.txt", day="2031-05-14")
    heard = (
        "Bishops, bankers, shipowners, farmers, painters, dentists, bakers, judges, porters and teachers filled the hall to "
        "its last bench. Ada Brandt told a council that"
    )
    b = Page(f"{heard} dozens of armed men attacked {place} from boats.", name="b.txt", day=day)
    left = a.says("Nurses", "the army attacked Orla and 12 died", cue="said")
    right = b.says("Ada Brandt", f"dozens of armed men attacked {place} from boats", cue="told")
    found = pairs(run(a, b), "contradicts")
    assert (frozenset((left, right)) in found) is opposed


@pytest.mark.parametrize(
    ("there", "day", "opposed"),
    [("armed gangs", "2031-05-14", True), ("cranes", "2031-05-14", False), ("armed gangs", "2031-05-24", False)],
)
def test_who_says_that_there_are_none_answers_what_is_laid_at_their_door(there: str, day: str, opposed: bool) -> None:
    a = Page("In a decree read on the wireless the ministry accused armed gangs of killing guards in Vell.", name="a.txt")
    b = Page(f"A baker who hid his flour under the stairs said there were no {there} in the streets.", name="b.txt", day=day)
    left = a.says("the ministry", "armed gangs of killing guards in Vell", cue="accused")
    right = b.says("A baker", f"there were no {there} in the streets", cue="said", kind="anonymous")
    assert (frozenset((left, right)) in pairs(run(a, b), "contradicts")) is opposed


@pytest.mark.parametrize(("whom", "opposed"), [("20 guards", False), ("Ada Lorn", True)])
def test_one_persons_death_is_not_that_of_others(whom: str, opposed: bool) -> None:
    a = Page("Nurses at the Vell mill said Ada Lorn was shot by the police in the attack on the mill.", name="a.txt")
    b = Page(f"The ministry said armed gangs shot {whom} in the attack on the mill at Vell.", name="b.txt")
    left = a.says("Nurses", "Ada Lorn was shot by the police in the attack on the mill", cue="said")
    right = b.says("The ministry", f"armed gangs shot {whom} in the attack on the mill at Vell", cue="said")
    assert (frozenset((left, right)) in pairs(run(a, b), "contradicts")) is opposed


@pytest.mark.parametrize(("day", "opposed"), [("2031-05-20", True), ("2031-06-20", False)])
def test_a_denial_stands_against_what_is_said_again_within_days(day: str, opposed: bool) -> None:
    told, denied = "rebels bombed the mill with gas on Tuesday", "the rebels had any part in what befell the mill"
    first = Page(f"Clerks in Vell said {told}.", name="c.txt", day=day)
    left = first.says("Clerks in Vell", told, cue="said")
    second = Page(f"The gas burned the mill on Tuesday. A priest denied {denied}.", name="b.txt")
    right = second.says("A priest", denied, cue="denied", stance="denies")
    assert (frozenset((left, right)) in pairs(run(first, second), "contradicts")) is opposed
