"""Who sees no sign of what another says, on invented documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.unseen import missed_words

from .build import Page, only, pairs, run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("there was no evidence to support claims that Merrow's guns had left Vell", {"gun", "vell", "merrow"}),
        ("we have not seen any signs that the guns are leaving", {"gun", "leav"}),
        ("they had seen no sign of the guns", {"gun"}),
        ("there is evidence that the guns left", set()),
        ("no sign was posted at the gate", set()),
    ],
)
def test_what_is_missed(text: str, expected: set[str]) -> None:
    assert expected <= missed_words(text) if expected else not missed_words(text)


@given(st.text(alphabet="no signevdc't", max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(missed_words(text), frozenset)


def test_no_sign_of_what_another_says() -> None:
    a = Page("Norland said its heavy guns had left the border at Vell.", name="a.txt")
    b = Page("Merrow said there was no sign that heavy guns had left the border at Vell.", name="b.txt")
    left = a.says("Norland", "its heavy guns had left the border at Vell", kind="organisation")
    right = b.says("Merrow", "there was no sign that heavy guns had left the border at Vell", kind="organisation")
    relation = only(run(a, b), "contradicts")
    assert (relation.left, relation.right) == (left, right)
    assert relation.reason == (
        "Norland: “its heavy guns had left the border at Vell”. Merrow sees no sign of it: "
        "“there was no sign that heavy guns had left the border at Vell”"
    )


def test_what_may_be_or_is_another_matter_is_not_missed() -> None:
    a = Page("Norland said its heavy guns might have left the border at Vell. Norland said the harbour was open.", name="a.txt")
    b = Page("Merrow said there was no sign that heavy guns had left the border at Vell.", name="b.txt")
    a.says("Norland", "its heavy guns might have left the border at Vell", kind="organisation")
    a.says("Norland", "the harbour was open", kind="organisation")
    b.says("Merrow", "there was no sign that heavy guns had left the border at Vell", kind="organisation")
    assert not pairs(run(a, b), "contradicts")
