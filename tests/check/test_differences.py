"""Quotes word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.differences import Alignment, align, is_tense, split_words, tell_steps, turns

SOURCE = "we have never seen the harbour so full and we do not know who will pay for the repairs"


def compare(quote: str, source: str = SOURCE) -> Alignment:
    found = align(split_words(quote, 0, len(quote)), split_words(source, 0, len(source)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "quote",
    [
        "we have never seen the harbour so full",
        "We have NEVER seen the harbour, so full",
        "we have never seen the harbour … and we do not know",
        "we have never seen the harbour ... we do not know who will pay",
        "we have never seen [the port] so full",
        "[They] have never seen the harbour so full",
        "never seen the harbour so full [...] who will pay for the repairs",
    ],
)
def test_what_is_to_the_letter_or_says_what_it_changed(quote: str) -> None:
    assert compare(quote).faults == ()


@pytest.mark.parametrize(
    ("quote", "draft", "source"),
    [
        ("we have never seen the port so full", "port", "harbour"),
        ("we have never seen the harbour and we do not know", "", "so full"),
        ("we have never ever seen the harbour so full", "ever", ""),
        ("we had never seen the harbour so full", "had", "have"),
    ],
)
def test_what_differs(quote: str, draft: str, source: str) -> None:
    (fault,) = [d for d in tell_steps(compare(quote), quote, SOURCE) if d.change != "equal"]
    assert (fault.draft, fault.source) == (draft, source)


def test_forms_of_one_verb_and_lost_negations() -> None:
    (tense,) = compare("we had never seen the harbour so full").faults
    assert is_tense(tense)
    (other,) = compare("we have never seen the port so full").faults
    assert not is_tense(other)
    (lost,) = compare("we do know who will pay for the repairs").faults
    assert turns(lost)
    assert not is_tense(lost)


WORDS = st.lists(
    st.sampled_from("we have never seen the harbour so full not know pay will who".split()), min_size=1, max_size=40
)


@given(WORDS, WORDS)
def test_the_steps_give_back_both_wordings(ours: list[str], theirs: list[str]) -> None:
    quote, source = " ".join(ours), " ".join(theirs)
    found = align(split_words(quote, 0, len(quote)), split_words(source, 0, len(source)))
    if found is None:
        assert not set(ours) & set(theirs)
        return
    assert [w.word for s in found.steps for w in s.draft] == ours
    assert [w.word for s in found.steps for w in s.source] == theirs[found.first : found.last]
    assert 0 < found.sim <= 1


@given(WORDS, st.integers(0, 30), st.integers(1, 10))
def test_a_part_of_the_source_is_exact(theirs: list[str], start: int, length: int) -> None:
    part = theirs[start : start + length]
    if part:
        assert compare(" ".join(part), " ".join(theirs)).faults == ()
