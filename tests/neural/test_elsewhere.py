"""What the other places of a word tell of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.neural.elsewhere import describe_elsewhere
from onrecord.neural.spelling import CASES, Words, case_of

WORDS = st.sampled_from(["Vell", "vell", "Tarn", "won", "9"])


def make_words(*texts: str) -> Words:
    size = len(texts)
    return Words(tuple(range(size)), ((0, 1),) * size, texts, tuple(case_of(text) for text in texts), (size,))


def test_a_word_is_told_of_its_other_places_and_not_of_its_own() -> None:
    words = make_words("Vell", "won", "VELL", "vell", "lost")
    found = describe_elsewhere(np.array([[1], [5], [2], [4], [7]], dtype=np.float32), words)
    assert found[[0, 2, 3], 0].tolist() == [3.0, 2.5, 1.5]
    assert found[0, 1 + case_of("VELL")] == found[0, 1 + case_of("vell")] == 0.5
    assert found[0, 1 + case_of("Vell")] == 0


def test_a_word_that_stands_once_is_told_nothing() -> None:
    found = describe_elsewhere(np.ones((2, 3), dtype=np.float32), make_words("Vell", "won"))
    assert found.shape == (2, 3 + CASES)
    assert not found.any()


@given(st.lists(WORDS, min_size=1, max_size=24))
def test_words_keep_their_order_and_shares_make_a_whole(texts: list[str]) -> None:
    found = describe_elsewhere(np.ones((len(texts), 2), dtype=np.float32), make_words(*texts))
    every = [text.lower() for text in texts]
    for text, row in zip(every, found, strict=True):
        again = float(every.count(text) > 1)
        assert row[:2].tolist() == [again, again]
        assert row[2:].sum() == pytest.approx(again)
