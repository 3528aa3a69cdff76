"""What is only supposed, doubted or taken back is nobody's assertion, in invented sentences."""

import pytest

from tests.understand.quotations.test_find_quotations import read, told


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            "Ada Berg said there was no evidence that anyone had entered the dam.",
            "there was no evidence that anyone had entered the dam",
        ),
        (
            "Ada Berg said it was not clear that workers had claimed the bonus.",
            "it was not clear that workers had claimed the bonus",
        ),
        (
            "Ada Berg said there was no suggestion that the mayor had denied the fire.",
            "there was no suggestion that the mayor had denied the fire",
        ),
        (
            "Ada Berg said farmers would leave if the mayor later said the dam had failed.",
            "farmers would leave if the mayor later said the dam had failed",
        ),
    ],
)
def test_a_doubted_or_supposed_clause_is_no_statement_of_its_own(line: str, content: str) -> None:
    assert [told(q) for q in read(line)] == [("Ada Berg", "said", [content])]


@pytest.mark.parametrize(
    "line",
    [
        "There was no firm evidence that anyone had entered the dam.",
        "There is no proof that the union ordered the strike.",
        "Nobody says that the dam failed.",
        "No one claimed that the dam failed.",
        "Ada Berg left the room without saying that the dam had failed.",
        "Far from saying that the dam had failed, the mayor praised it.",
        "It is unclear whether the mayor denied the charge.",
        "Should the council refuse the offer, the dam will close.",
        "The dam will close should the ministry reject the plan.",
        "If the mayor denies the claim, the council will vote.",
        "If, as expected, the mayor denies the charge, the council will vote.",
        "If it emerges that the mayor denied the fire, the council will vote.",
        "If the union rejects the offer or demands more money, the dam will close.",
        "Unless the ministry agrees to pay, the dam will close.",
        "When asked whether the ministry rejected the offer, Ada Berg smiled.",
    ],
)
def test_a_condition_or_a_doubt_states_nothing(line: str) -> None:
    assert read(line) == []


def test_evidence_that_is_there_still_states() -> None:
    found = read("Ada Berg said there was evidence that workers had entered the dam.")
    assert [told(q)[2] for q in found][1] == ["workers had entered the dam"]


def test_a_verb_after_a_condition_goes_on_with_the_speaker() -> None:
    found = read("Ada Berg says farmers would leave if the dam failed and urges the council to act.")
    assert [told(q)[1] for q in found] == ["says", "urges"]


@pytest.mark.parametrize(
    "line",
    [
        "A body found in the Harn river has been identified.",
        "Anyone found guilty of dealing will face jail.",
        "The boys' father found the bodies when he came to the flat.",
        "The crash claimed the life of a pupil from Harn.",
        "The clerk's brother called authorities, and two cars were sent to the mill.",
        "The accused was declared dead, and a suspect declared incompetent was sent home.",
        "Neither Berg nor Holm has publicly addressed the complaints.",
        "The Harn Daily Express newspaper and the mill are owned by a trust.",
        "They run a Saturday club called Green Light.",
        "Ada Berg said something about the dam.",
        "Ada Berg said it over and over.",
        "Everything Berg says is a lie.",
    ],
)
def test_a_deed_a_find_and_a_name_state_nothing(line: str) -> None:
    assert read(line) == []


def test_an_accusation_that_nobody_makes_has_no_source() -> None:
    (found,) = read("The clerk is accused of hiding the money.")
    assert told(found) == (None, "is accused of", ["The clerk", "hiding the money"])


@pytest.mark.parametrize(("plea", "stance"), [("guilty", "asserts"), ("not guilty", "denies")])
def test_a_plea_in_court_asks_for_nothing(plea: str, stance: str) -> None:
    assert {q.stance for q in read(f"Arno Feld, 19, pleaded {plea} in December to theft.")} == {stance}


def test_what_it_is_that_was_said_counts() -> None:
    (found,) = read("Ada Berg said it sympathised with the workers.")
    assert told(found) == ("Ada Berg", "said", ["it sympathised with the workers"])


def test_words_told_to_somebody_are_not_given_as_his() -> None:
    assert [told(q) for q in read("The clerk was led out and told to leave the mill.")] == [
        (None, "told", ["to leave the mill"])
    ]
