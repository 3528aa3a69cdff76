"""Testimony, pleas and what is retold of them, in invented sentences."""

import pytest

from onrecord.model import Quotation
from tests.timing import within
from tests.understand.quotations.test_chains import read


def one(found: list[Quotation], content: str) -> Quotation:
    """The statement whose content begins with these words."""
    return next(q for q in found if q.content[0].exact.startswith(content))


@pytest.mark.parametrize(
    ("line", "content", "stance"),
    [
        ("Ada Berg has pleaded not guilty to fraud.", "not guilty to fraud", "denies"),
        ("The clerk, 57, pleaded guilty to two charges of theft.", "guilty to two charges of theft", "asserts"),
        ("The hearing was for Tom Holm, who has pleaded not guilty to arson.", "not guilty to arson", "denies"),
    ],
)
def test_a_plea_denies_or_admits_the_charge(line: str, content: str, stance: str) -> None:
    (found,) = read(line)
    assert ([c.exact for c in found.content], found.stance) == ([content], stance)


def test_a_plea_to_come_is_none() -> None:
    assert not [q for q in read("Ada Berg is expected to appear and will plead not guilty.") if q.stance == "denies"]


def test_what_the_accused_did_not_do_is_a_denial() -> None:
    found = read("Tom Holm has pleaded not guilty to arson.", "He said he had not lit the fire.")
    assert one(found, "he had not lit").stance == "denies"


def test_who_denies_no_charge_and_did_not_do_a_thing_denies_nothing() -> None:
    found = read("Tom Holm, a farmer, spoke to the council.", "He said he had not lit the fire.")
    assert one(found, "he had not lit").stance == "asserts"


def test_a_reason_given_by_the_accused_is_no_denial() -> None:
    found = read("Tom Holm has pleaded not guilty to arson.", "He said he did not call because the line was dead.")
    assert one(found, "he did not call").stance == "asserts"


@pytest.mark.parametrize("line", ["This is a total lie that they tell of us", "It is utterly false to say that we took it"])
def test_a_claim_called_a_lie_is_denied(line: str) -> None:
    (found,) = read(f"“{line},” said Ada Berg.")
    assert found.stance == "denies"


def test_who_is_told_in_a_participle_is_not_who_tells() -> None:
    found = read("The guard Ivo Pell testified that Tom Holm had called him to the mill, telling him it had burnt down.")
    inner = one(found, "it had burnt down")
    assert inner.source
    assert (inner.source.name, [r.name for r in inner.chain]) == ("Tom Holm", ["Ivo Pell"])


def test_what_a_closing_speaker_retells_ends_before_him() -> None:
    found = read("The doctor said he then left the room and found the man asleep, Ivo Pell said.")
    assert one(found, "he then left").content[0].exact == "he then left the room and found the man asleep"
    assert one(found, "The doctor said").chain == ()


def test_one_told_by_a_person_who_retells_it_is_the_relay_of_what_goes_on() -> None:
    found = read(
        "Ivo Pell said Tom Holm told him the mill had burnt down.",
        "Tom Holm said he had slept until noon.",
        "Tom Holm started to shout but told Ivo Pell he was not angry.",
    )
    assert [r.name for r in one(found, "he had slept").chain] == ["Ivo Pell"]
    assert [r.name for r in one(found, "he was not angry").chain] == ["Ivo Pell"]


def test_what_is_said_to_reporters_is_no_testimony() -> None:
    found = read("Ivo Pell said Tom Holm told reporters the mill had burnt down.", "Tom Holm said he had slept until noon.")
    assert one(found, "he had slept").chain == ()


def test_a_verb_that_goes_on_with_the_one_told_of_is_retold_too() -> None:
    found = read("The medic Ivo Pell said Tom Holm did not mention the smoke, but said he was treating a burn.")
    inner = one(found, "he was treating")
    if inner.source and inner.source.name == "Tom Holm":
        assert [r.name for r in inner.chain] == ["Ivo Pell"]


def test_a_pronoun_inside_testimony_is_whom_it_opens_with() -> None:
    found = read("Ivo Pell testified that Tom Holm swept the floor shortly after he said that the mill was empty.")
    inner = one(found, "the mill was empty")
    assert inner.source
    assert inner.source.name == "Tom Holm"


def test_many_hearers_cost_linear_time() -> None:
    lines = ["Ivo Pell said Tom Holm told him the mill had burnt.", "Tom Holm said he slept."]
    assert within(12.0, lambda: read(*lines * 150))


def test_an_outlet_that_closes_the_sentence_relays_all_of_it() -> None:
    found = read("One survey team estimates that ten of the pumps leak, Radio North said.")
    (inner,) = found
    assert inner.source
    assert (inner.source.name, [r.name for r in inner.chain]) == ("One survey team", ["Radio North"])
    assert inner.content[0].exact == "ten of the pumps leak"


def test_a_claim_told_to_a_hearing_is_of_whom_it_names() -> None:
    found = read("Ivo Pell told the hearing Tom Holm said that the mill had burnt down.")
    inner = one(found, "the mill had burnt down")
    assert inner.source
    assert (inner.source.name, [r.name for r in inner.chain]) == ("Tom Holm", ["Ivo Pell"])


def test_what_a_court_has_heard_is_of_whoever_tells_it_below() -> None:
    lines = (
        "A farmer burnt down the mill of Harn after a quarrel over the rent, a court has heard.",
        "Prosecutor Ada Berg said the farmer had burnt down the mill in a quarrel over rent.",
    )
    found = one(read(*lines), "A farmer burnt")
    assert found.source
    assert (found.source.name, found.cue.exact if found.cue else "") == ("Ada Berg", "has heard")
    # somebody else below, or nobody, leaves the court what it heard
    for below in ("Prosecutor Ada Berg said the weather was fine.", "Ada Berg said the farmer burnt down the mill after rent."):
        kept = one(read(lines[0], below), "A farmer burnt")
        assert kept.source
        assert kept.source.name == "court"


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("Rights groups put the toll at around 1,100.", "the toll at around 1,100"),
        ("The council put the toll higher.", "the toll higher"),
    ],
)
def test_a_count_that_somebody_puts(line: str, content: str) -> None:
    (found,) = read(line)
    assert [c.exact for c in found.content] == [content]
