"""Decoding against plain enumeration."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.neural.decoding import find_cues, label_words, log_softmax, runs

LOGITS = st.lists(st.lists(st.integers(-6, 6), min_size=5, max_size=5), min_size=1, max_size=4)


def is_allowed(path: tuple[int, ...]) -> bool:
    return all(label not in (2, 4) or (i and path[i - 1] in (label - 1, label)) for i, label in enumerate(path))


@settings(deadline=None, max_examples=40)
@given(st.lists(LOGITS, min_size=1, max_size=3))
def test_labels_are_the_likeliest_allowed(rows: list[list[list[int]]]) -> None:
    lengths = np.array([len(row) for row in rows])
    logits = np.zeros((len(rows), lengths.max(), 5), dtype=np.float32)
    for i, row in enumerate(rows):
        logits[i, : len(row)] = row
    found = label_words(logits, lengths)
    for i, row in enumerate(rows):
        log_p = log_softmax(np.array(row, dtype=np.float32))
        best = max(
            sum(log_p[t, label] for t, label in enumerate(path))
            for path in itertools.product(range(5), repeat=len(row))
            if is_allowed(path)
        )
        path = tuple(found[i, : len(row)].tolist())
        assert is_allowed(path)
        assert np.isclose(sum(log_p[t, label] for t, label in enumerate(path)), best, atol=1e-4)


def test_nothing_to_label() -> None:
    assert label_words(np.zeros((0, 0, 5), dtype=np.float32), np.zeros(0, dtype=np.int64)).shape == (0, 0)


def test_cues_go_on_where_inside_is_likelier_than_a_new_one() -> None:
    outside, begins, inside = [5, 0, 0], [0, 5, 1], [0, 1, 5]
    logits = np.array([outside, begins, inside, begins, outside, inside], dtype=np.float32)
    found = find_cues(np.exp(log_softmax(logits)))
    assert [(a, b) for a, b, _ in found] == [(1, 3), (3, 4), (5, 6)]
    assert all(p > 0.9 for _, _, p in found)


def test_a_cue_is_as_sure_as_its_surest_word() -> None:
    (found,) = find_cues(np.array([[0.9, 0.1, 0], [0.4, 0.6, 0], [0.1, 0.2, 0.7]], dtype=np.float32))
    assert found[:2] == (1, 3)
    assert found[2] == pytest.approx(0.9)


def test_runs_join_what_touches() -> None:
    assert runs(np.array([[3, 4, 3, 0, 1, 3], [0, 1, 1, 0, 3, 0]]), 3) == [[(0, 3), (5, 6)], [(4, 5)]]
    assert runs(np.array([[3, 4, 3, 0, 1, 3]]), 1) == [[(4, 5)]]
    assert runs(np.zeros((2, 0), dtype=np.int64), 1) == [[], []]
