"""Echoes, contents that run on, claims only answered, and deeds, in invented sentences."""

import pytest

from tests.understand.quotations.test_find_quotations import read, told


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Some said they believed that the dam would hold for years.", "Some"),
        ("Norran analysts said they believed the rebels would heed the call.", "Norran analysts"),
        ("The council indicated it believes the toll is too high for the valley.", "council"),
    ],
)
def test_a_statement_that_only_goes_on_is_one(line: str, source: str) -> None:
    (found,) = read(line)
    assert found.source
    assert found.source.name == source


def test_what_another_believes_is_a_statement_of_its_own() -> None:
    found = read("The minister said the engineers believed the dam would hold for years.")
    assert len(found) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Ada Berg claimed £90,000 in expenses.",
        "The flood claimed 12 lives.",
        "The mayor called an emergency council meeting on Sunday.",
        "Peru has supported Berg.",
        "The clerk called his mother at noon.",
        "She then called police.",
        "She called one of her friends immediately afterward.",
        "Harlow police questioned Ms Teal on Monday.",
        "The council is dismissing all four members.",
        "Ada Berg, who owns the Daily Express newspaper and a lottery, sold the boat.",
        "The bank dropped charges that included fraud.",
    ],
)
def test_deeds_are_no_statements(line: str) -> None:
    assert read(line) == []


def test_a_call_that_is_only_answered_is_its_makers() -> None:
    found = read("The assembly debated a lawmaker's call to widen the road.")
    assert [told(q)[:2] for q in found] == [("lawmaker", "call")]


@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        ("Peru, in command of the mission, said parading the crew on screen was “wrong”.", "Peru",
         "parading the crew on screen was “wrong”"),
        ("Tom Holm, general secretary of the pilots union Vell, said the sheriff's findings were clear.", "Tom Holm",
         "the sheriff's findings were clear"),
        ("They asked for an apology, which Ada Berg gave in the House.", "They", "an apology"),
        ("Relatives are calling for a new probe after a court found that the wall was weak.", "Relatives", "a new probe"),
        ("The Supreme Court ruled it could not be sued.", "Supreme Court", "it could not be sued"),
        ("The board read the officers' claims to have seen it.", "officers", "to have seen it"),
        ("It reflects a growing conviction among traders that the mill will close.", "traders", "the mill will close"),
        ("The assembly passed a motion urging the removal of the envoy.", "assembly", "the removal of the envoy"),
        ("It broke a council resolution demanding that food be let in.", "council resolution", "food be let in"),
        ("Ivo Pell released a tape on Friday that called for an end to the strike.", "Ivo Pell", "an end to the strike"),
        ("A survey found little, but 78% thought Ada Berg should go.", "78%", "Ada Berg should go"),
        ("A spokesman for the farm in St. Orn said they saw nothing.", "spokesman for the farm in St. Orn", "they saw nothing"),
    ],
)  # fmt: skip
def test_source_and_content(line: str, source: str, content: str) -> None:
    assert (source, [content]) in [(told(q)[0], told(q)[2]) for q in read(line)]


def test_who_declines_after_saying_states_what_was_said_alone() -> None:
    first, second = read("Ada Berg said it would take time and declined to say when it would happen.")
    assert told(first)[2] == ["it would take time"]
    assert second.stance == "cannot-verify"


@pytest.mark.parametrize(
    "line",
    [
        "The tape led to claims by Tom Holm that the mayor had lied - a charge she denies.",
        "Tom Holm is accused by the bank of stealing gold, which he denies.",
        "The judge said police claimed that Tom Holm stole the gold, a charge his lawyers reject.",
        "Police say Tom Holm took it, but neighbours continue to deny it was there.",
    ],
)
def test_a_denial_that_closes_a_sentence_is_read(line: str) -> None:
    assert "denies" in [q.stance for q in read(line)]


def test_a_semicolon_ends_what_the_next_speaker_does_not_say() -> None:
    found = read("State television reported that ten people had been killed; the ministry said there were no deaths.")
    assert [q.content[-1].exact for q in found] == ["ten people had been killed", "there were no deaths"]
    assert [q.chain for q in found] == [(), ()]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Berg said the union supports the plan for the new dam.",
        "Ada Berg said residents know that the dam is old.",
        "The figures showed that the dam leaked, Ada Berg said.",
        "The road was reportedly shut after the storm, according to Ada Berg.",
    ],
)
def test_how_another_stands_to_a_thing_is_told_by_the_speaker_alone(line: str) -> None:
    (found,) = read(line)
    assert found.source
    assert found.source.name == "Ada Berg"


def test_what_another_says_inside_a_statement_is_one_of_its_own() -> None:
    found = read("Ada Berg said the union denied that the dam was old.")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        ("Ada Berg called her rival a liar.", "Ada Berg", "her rival a liar"),
        ("Ada Berg dismissed critics as bitter.", "Ada Berg", "critics as bitter"),
        ("Police reports state that the man fled on foot.", "Police reports", "the man fled on foot"),
        ("A state appeals court found that the trial was unfair.", "state appeals court", "the trial was unfair"),
    ],
)
def test_what_is_said_of_a_person_or_by_a_paper_is_a_statement(line: str, source: str, content: str) -> None:
    (found,) = read(line)
    assert found.source
    assert (found.source.name, [c.exact for c in found.content]) == (source, [content])
