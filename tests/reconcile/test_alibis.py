"""Who says they were not there, against who accuses them, on invented documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .build import Page, only, pairs, run

CHARGE = "the defendants attacked the mill at Vell and killed two guards"


def trial(source: str, answer: str, *, charge: str = CHARGE, between: str = "") -> Page:
    page = Page(f"Prosecutors said {charge}. {between}{source} said {answer}.")
    page.says("Prosecutors", charge, cue="said")
    page.says(source, answer)
    return page


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Many of the men", "they were not present that night"),
        ("Anna Solt", "I wasn't there when it burned"),
        ("Pavel Dorn", "he was not even in the valley"),
        ("A lawyer for the police officers on trial", "they had nothing to do with the fire"),
        ("Jon Merrow", "there is nothing against me and nobody has any evidence that I was there"),
        ("His brother", "he was in Orsk on the night of the attack"),
        ("She", "she was in Orsk on the day of the raid"),
    ],
)
def test_an_alibi_answers_the_accusation(source: str, answer: str) -> None:
    page = trial(source, answer)
    relation = only(run(page), "contradicts")
    assert (relation.left, relation.right) == tuple(q.id for q in page.quotations)
    assert "Answered by" in relation.reason


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("A witness", "he was in Vell on the night of the attack"),
        ("Election monitors", "they were not present at the count"),
        ("Pavel Dorn", "he was not surprised by the charge"),
        ("Pavel Dorn", "they took part in the harvest"),
        ("Prosecutors", "they were not present when the mill was rebuilt"),
    ],
)
def test_what_is_no_alibi_answers_nothing(source: str, answer: str) -> None:
    assert not pairs(run(trial(source, answer)), "contradicts")


def test_an_alibi_answers_accusations_of_a_crime_alone() -> None:
    page = trial("Pavel Dorn", "he was not present that night", charge="the mill at Vell would open again in spring")
    assert not pairs(run(page), "contradicts")


def test_an_alibi_answers_what_stands_close_before() -> None:
    far = "Snow fell on the valley. " * 20
    assert not pairs(run(trial("Pavel Dorn", "he was not present that night", between=far)), "contradicts")


@given(st.text(alphabet="he was notpr'InA ", max_size=200).filter(str.strip))
def test_any_answer_is_read(answer: str) -> None:
    page = Page(f"Prosecutors said {CHARGE}. Dorn said {answer}!")
    page.says("Prosecutors", CHARGE)
    page.says("Dorn", answer, nth=1)
    assert len(pairs(run(page), "contradicts")) <= 1
