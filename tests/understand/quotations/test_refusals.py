"""What denies a claim and what does not, and whose words end where, in invented sentences."""

import pytest

from tests.understand.quotations.test_find_quotations import read, told


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("The ministry retracted its claim that the dam had failed.", "ministry", "retracted its claim"),
        ("The ministry has since withdrawn its accusation that the dam had failed.", "ministry", "withdrawn its accusation"),
        ("Ada Berg took back her allegation that the dam had failed.", "Ada Berg", "took back her allegation"),
        ("The union dropped the claim that the dam had failed.", "union", "dropped the claim"),
        ("The ministry rejected that the dam had failed.", "ministry", "rejected"),
        ("The ministry rejected the claim that the dam had failed.", "ministry", "rejected the claim"),
    ],
)
def test_a_claim_taken_back_or_rejected_is_denied(line: str, source: str, cue: str) -> None:
    (found,) = read(line)
    assert (told(found), found.stance) == ((source, cue, ["the dam had failed"]), "denies")


def test_a_claim_that_is_kept_up_is_no_denial() -> None:
    (found,) = read("The ministry repeated its claim that the dam had failed.")
    assert found.stance == "asserts"


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("The ministry dismissed the report as false.", "the report"),
        ("Ada Berg called the report a forgery.", "the report"),
        ("Ada Berg described the claims as baseless.", "the claims"),
        ("Ada Berg branded the accusation “a complete fabrication”.", "the accusation “a complete fabrication”"),
        ("“Nobody broke in,” said Ada Berg.", "Nobody broke in"),
        ("“We did not open the gate,” said Ada Berg.", "We did not open the gate"),
        ("The mayor refused to drop her demands.", "to drop her demands"),
        ("The mayor dismissed the accusation within hours.", "the accusation"),
        ("The mayor rejected the allegation on Tuesday.", "the allegation"),
        ("The mayor denied the charge in an interview with the Harbour Times on Monday.", "the charge"),
    ],
)
def test_a_rejection_denies_what_it_rejects_alone(line: str, content: str) -> None:
    (found,) = read(line)
    assert (told(found)[2], found.stance) == ([content], "denies")


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("The mayor refused to resign.", "to resign"),
        ("The ministry does not expect the dam to fail.", "not expect the dam to fail"),
        ("Ada Berg said she does not think the dam will fail.", "she does not think the dam will fail"),
        ("Ada Berg described how the report was a forgery.", "how the report was a forgery"),
        ("Ada Berg called the dam a disaster.", "the dam a disaster"),
        ("“Nobody tells us anything,” said Ada Berg.", "Nobody tells us anything"),
    ],
)
def test_what_answers_no_claim_is_no_denial(line: str, content: str) -> None:
    (found,) = read(line)
    assert (told(found)[2], found.stance) == ([content], "asserts")


@pytest.mark.parametrize("line", ["The mayor refused to comment.", "The mayor refused to say whether the dam was safe."])
def test_a_refusal_to_speak_states_nothing(line: str) -> None:
    assert read(line) == []


def test_an_order_keeps_its_day() -> None:
    (found,) = read("The mayor called for an inquiry this week.")
    assert told(found)[2] == ["an inquiry this week"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Twelve people are now known to have died, the health ministry said on Wednesday.",
            [("health ministry", "said", ["Twelve people are now known to have died"])],
        ),
        (
            "Twelve people are believed to be missing, according to Meridian.",
            [("Meridian", "according to", ["Twelve people are believed to be missing"])],
        ),
        ("Twelve people are believed to be missing.", [(None, "are believed", ["Twelve people", "to be missing"])]),
    ],
)
def test_a_passive_is_a_statement_only_where_nobody_is_named(line: str, expected: list[object]) -> None:
    assert [told(q) for q in read(line)] == expected


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            "At least 20 people died in the flood, the mayor said, according to Meridian.",
            "At least 20 people died in the flood",
        ),
        ("The mayor said 20 people died in the flood according to Meridian.", "20 people died in the flood"),
    ],
)
def test_a_content_ends_before_the_next_attribution(line: str, content: str) -> None:
    (found,) = (q for q in read(line) if q.cue and q.cue.exact == "said")
    assert told(found)[2] == [content]


def test_they_inside_speech_is_not_the_last_body_outside_it() -> None:
    found = read("The Harbour Board rejected the complaint.", "“They told her to stop phoning,” Ada Berg said.")
    inner = next(q for q in found if q.cue and q.cue.exact == "told")
    assert inner.source
    assert (inner.source.name, inner.source.kind) == ("They", "anonymous")


def test_they_inside_speech_is_the_body_that_the_speech_names() -> None:
    found = read("“We went to the Harbour Board and they told us to stop phoning,” Ada Berg said.")
    inner = next(q for q in found if q.cue and q.cue.exact == "told")
    assert inner.source
    assert inner.source.name == "Harbour Board"


@pytest.mark.parametrize(
    ("line", "stance"),
    [
        ("The mayor rejected the vote as a farce.", "asserts"),
        ("The mayor rejected the claim as a farce.", "denies"),
        ("The mayor dismissed the report as a forgery.", "denies"),
        ("The mayor contested the figures.", "denies"),
        ("The mayor said she had nothing to do with the fire.", "denies"),
        ("The mayor said there was no truth in the story.", "denies"),
        ("The mayor said she was not involved in the sale.", "denies"),
        ("The mayor said she had a share in the mill.", "asserts"),
        ("The council said it made no such offer.", "denies"),
        ("The council said it could not.", "denies"),
        ("The council said it could not repair the dam before June.", "asserts"),
        ("The council reiterated its position that reports about the dam were totally untrue.", "denies"),
        ("The council said the number on the door was false.", "asserts"),
    ],
)
def test_a_denial_answers_a_claim(line: str, stance: str) -> None:
    assert [q.stance for q in read(line)] == [stance]


@pytest.mark.parametrize(
    "line",
    [
        "Several of the guards say they were not present when the gate was opened.",
        "The guards said they were neither members of the union nor paid by it.",
        "Some say they are not even supporters of the union.",
        "Ada Berg said she was not even in the valley on that day.",
        "Ada Berg said she had no links to the union.",
        "Ada Berg said she was plainly too ill to have opened the gate.",
        "“There is nothing against me,” said Ada Berg.",
        "Several guards say they are unaffiliated with the union.",
    ],
)
def test_having_had_no_part_in_a_deed_is_a_denial(line: str) -> None:
    (found,) = read(line)
    assert found.stance == "denies"


@pytest.mark.parametrize(
    "line",
    [
        "Ada Berg said she was present when the gate was opened.",
        "Ada Berg said they were not in a hurry.",
        "Ada Berg said she was too ill to travel.",
        "Ada Berg said there was nothing left in the store.",
    ],
)
def test_absence_and_illness_alone_answer_no_charge(line: str) -> None:
    (found,) = read(line)
    assert found.stance == "asserts"
