"""Which sentences can be read by themselves, on invented ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Quotation, Span
from onrecord.tell.readable import is_ended, is_open, leans_back, needs_sentence, reads_well


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("It sank within the hour off the cape of Vell.", True),
        ("“It is a lie,” said Ada Brandt in the harbour of Vell.", True),
        ("The other eight sailors drowned at once.", True),
        ("One of the women, Ada Brandt, drowned in the bay.", True),
        ("In a separate case, a court of Vell freed the pilot.", True),
        ("Sixty tonnes of flour came over the pass on Saturday, she said, enough for a week.", True),
        ("“The ruling defies all the customs of the bay,” it said in a letter.", True),
        ("The dam of Orsk would hold through spring, she said, as Brandt had promised.", False),
        ("Divers raised the two ferries on Monday, the company said.", False),
        ("One ferry of the Orsk company sank off the cape.", False),
    ],
)
def test_what_leans_on_the_sentence_before(text: str, leans: bool) -> None:
    assert leans_back(text) is leans


@pytest.mark.parametrize(
    ("words", "cue", "stance", "form", "needs"),
    [
        ("overloading the ferry at the lower quay of Vell", "denied", "denies", "indirect", True),
        ("the company had not overloaded the ferry at the quay", "denied", "denies", "indirect", False),
        ("We overloaded no ferry at the lower quay of Vell", "said", "denies", "direct", False),
        ("the company of having overloaded the ferry at the quay", "accused", "asserts", "indirect", True),
        ("the claim", "rejected", "asserts", "indirect", True),
        ("divers raised both ferries of the company from the bay", "said", "asserts", "indirect", False),
    ],
)
def test_which_words_mislead_without_their_sentence(words: str, cue: str, stance: str, form: str, needs: bool) -> None:
    quotation = Quotation(
        id="q-1",
        article="a-1",
        content=(Span(start=10, end=10 + len(words), exact=words),),
        cue=Span(start=0, end=len(cue), exact=cue),
        stance="denies" if stance == "denies" else "asserts",
        form="direct" if form == "direct" else "indirect",
    )
    assert needs_sentence(quotation) is needs


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    assert isinstance(leans_back(text), bool)
    assert not reads_well(text) or len(text.split()) <= 60


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Ada Brandt told the council: “The bay needs divers.", True),
        ('Ada Brandt told the council: "The bay needs divers.', True),
        ("The bay needs divers,” Ada Brandt told the council.", True),
        ("“The bay needs divers,” Ada Brandt told the council.", False),
        ("The divers' boat needs a pilot, Ada Brandt told the council.", False),
    ],
)
def test_what_breaks_off_amid_somebodys_words(text: str, opens: bool) -> None:
    assert is_open(text) is opens


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Two ferries collide off Orsk Bay", False),
        ("Two ferries collided off Orsk Bay.", True),
        ("“Two ferries collided.”", True),
    ],
)
def test_a_heading_does_not_end_as_a_sentence_does(text: str, ends: bool) -> None:
    assert is_ended(text) is ends
