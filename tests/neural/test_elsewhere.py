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


def test_a_word_is_told_of_its_places_in_other_windows_and_not_of_its_own() -> None:
    words = [make_words("Vell", "won"), make_words("VELL"), make_words("vell", "lost")]
    vectors = [np.array([[1.0], [5.0]]), np.array([[2.0]]), np.array([[4.0], [7.0]])]
    first, second, third = describe_elsewhere([v.astype(np.float32) for v in vectors], words)
    assert [first[0, 0], second[0, 0], third[0, 0]] == [3.0, 2.5, 1.5]
    assert first[0, 1 + case_of("VELL")] == first[0, 1 + case_of("vell")] == 0.5
    assert first[0, 1 + case_of("Vell")] == 0


def test_a_word_that_stands_once_is_told_nothing() -> None:
    (found,) = describe_elsewhere([np.ones((2, 3), dtype=np.float32)], [make_words("Vell", "won")])
    assert found.shape == (2, 3 + CASES)
    assert not found.any()


def test_an_article_without_words_has_nothing_to_tell() -> None:
    assert describe_elsewhere([], []) == []


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=5))
def test_windows_keep_their_words_and_shares_make_a_whole(article: list[list[str]]) -> None:
    words = [make_words(*texts) for texts in article]
    found = describe_elsewhere([np.ones((len(texts), 2), dtype=np.float32) for texts in article], words)
    assert [len(rows) for rows in found] == [len(texts) for texts in article]
    every = [text.lower() for texts in article for text in texts]
    for text, row in zip(every, np.concatenate(found), strict=True):
        again = float(every.count(text) > 1)
        assert row[:2].tolist() == [again, again]
        assert row[2:].sum() == pytest.approx(again)
