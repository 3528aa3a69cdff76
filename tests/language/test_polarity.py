"""What a text denies of its own words, and what a denial is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.polarity import denies_claim, faults_number, is_negative, negated_words, scope_of
from onrecord.model import Quotation, Span


def quotation(cue: str, content: str) -> Quotation:
    """A denial as it was read."""
    return Quotation(
        id="q-1",
        article="a-1",
        content=(Span(start=40, end=40 + len(content), exact=content),),
        cue=Span(start=0, end=len(cue), exact=cue),
        stance="denies",
    )


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("denied", "the ferry was overloaded", True),
        ("denied", "any involvement", True),
        ("disputed", "Kelmer's claims", True),
        ("rejected", "the accusation", True),
        ("rejected suggestions", "the captain had been drinking", True),
        ("rejected", "a truce brokered by Orsk", False),
        ("denied", "requests for a visit", False),
        ("would not seek", "another term", False),
        ("said", "the ferry was not overloaded", False),
        ("refused", "to open the gate", False),
    ],
)
def test_what_denies_a_claim(cue: str, content: str, *, expected: bool) -> None:
    assert denies_claim(quotation(cue, content)) is expected


def test_a_denial_ends_where_it_turns() -> None:
    assert scope_of("foul play but deferred the report") == "foul play"


def test_what_a_negation_governs() -> None:
    assert "retak" in negated_words("The army has not retaken the harbour")
    assert "harbour" not in negated_words("The harbour has not been reached.")
    assert negated_words("No sign of the ferry") == frozenset()
    assert is_negative("No sign of the ferry")


@given(st.text(max_size=200))
def test_any_text_has_a_polarity(text: str) -> None:
    assert negated_words(text) == frozenset() or is_negative(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the estimate of 400 tons is far too low", True),
        ("their figure is nowhere near correct", True),
        ("there is no reliable way to measure the flow", True),
        ("nobody believes the count: it is inflated", True),
        ("I do not see how their number can be accurate", True),
        ("400 tons leaked into the bay", False),
        ("the count was not wrong", False),
        ("the road is too low for lorries", False),
        ("the new gauge is accurate to 2 litres", False),
    ],
)
def test_what_finds_fault_with_a_number(text: str, *, expected: bool) -> None:
    assert faults_number(text) is expected


@given(st.text(alphabet="not wrong1,. ", max_size=300))
def test_any_text_is_looked_through_for_fault(text: str) -> None:
    assert faults_number(text) in (True, False)
