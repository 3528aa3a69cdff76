"""Copies are found whatever surrounds them, others are not; what is written short must be the same nearly to the word."""

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.group.copies import find_copies, group_copies, pair_candidates, share_of_wording
from onrecord.group.signatures import KEYS, sign_text, sign_texts
from tests.group.test_reuse import OTHER, REWRITE, WIRE

BUDGET = (
    "Lawmakers in Merrow passed the budget by two votes after a night of talks over school meals.\n"
    "The finance committee had asked for cuts to subsidies for orchards and dairies."
)
texts = st.text(alphabet=st.sampled_from("abc \n.é漢’"), max_size=80)


def pairs(*found: str) -> set[tuple[int, int]]:
    return {(c.left, c.right) for c in find_copies(found)}


def test_a_copy_with_another_head_and_tail_is_found_among_others() -> None:
    copied = f"From our correspondent in Merrow\n{WIRE}\nAll rights reserved."
    assert pairs(WIRE, BUDGET, OTHER, copied) == {(0, 3)}


def test_an_independent_report_is_no_copy() -> None:
    assert share_of_wording(WIRE, OTHER) == 0.0


def test_the_share_is_of_the_shorter_text() -> None:
    first = WIRE.split("\n", maxsplit=1)[0] + " The siren was heard as far as Merrow that night."
    assert share_of_wording(first, f"{first} {REWRITE}") == 1.0


def test_a_headline_is_a_copy_only_of_itself() -> None:
    headline = "Merrow lawmakers pass budget"
    assert share_of_wording(headline, headline.upper()) == 1.0
    assert share_of_wording(headline, f"{headline} after a night of talks") == 0.0


def test_one_text_in_many_places_is_one_group_found_in_few_pairs() -> None:
    found = list(find_copies([WIRE] * 300))
    assert len(found) <= 2 * 300
    assert set(group_copies(found, 300)) == {0}


def test_groups_are_tied_by_the_first_of_them() -> None:
    found = list(find_copies([OTHER, WIRE, BUDGET, BUDGET, WIRE, OTHER]))
    assert group_copies(found, 6) == [0, 1, 2, 2, 1, 0]


def test_rows_without_a_key_are_no_candidates() -> None:
    assert pair_candidates(np.zeros((5, KEYS), dtype=np.uint64)) == []


def test_few_words_have_few_keys_and_two_words_none() -> None:
    assert sign_text("Two words") == ()
    assert sign_text("") == ()
    assert len(sign_text("Only three words")) == KEYS
    assert all(0 < key < 2**63 for key in sign_text(WIRE))


def test_keys_do_not_hang_on_case_punctuation_or_lines() -> None:
    assert sign_text(WIRE) == sign_text(re.sub(r"[,.“”\n]+", " ", WIRE.upper()))


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=12))
def test_a_text_has_the_same_keys_in_any_company(found: list[str]) -> None:
    rows = [row for _, part in sign_texts(found) for row in part]
    assert len(rows) == len(found)
    for text, row in zip(found, rows, strict=True):
        assert tuple(dict.fromkeys(int(k) for k in row if k)) == sign_text(text)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_the_share_is_symmetric_and_within_bounds(left: str, right: str) -> None:
    share = share_of_wording(left, right)
    assert share == share_of_wording(right, left)
    assert share == 0.0 or 0.5 <= share <= 1.0


def test_a_text_of_one_word_a_million_times_is_no_trouble() -> None:
    assert pairs("word " * 200_000, "word " * 150_000) == {(0, 1)}
