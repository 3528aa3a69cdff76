"""From what the names graph says of each word to names."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.neural.names import (
    ALLOWED,
    ALONE,
    BEGINS,
    ENDS,
    INSIDE,
    LABELS,
    PLACES,
    find_paragraph_names,
    label_names,
    spans_of,
)
from onrecord.neural.spelling import find_words, join_words
from onrecord.neural.windows import pack, to_pieces
from tests.neural.fakes import encode

PERSON, ORGANISATION, PLACE = range(3)
NEUTRAL = np.zeros((LABELS + 1, LABELS + 1), dtype=np.float32)


def label(kind: int, place: int) -> int:
    return 1 + PLACES * kind + place


def find(text: str, labels: dict[str, int]) -> list[tuple[str, str]]:
    """The names of a text, each line a paragraph, whose words bear these labels."""
    starts = [i for i in range(len(text)) if i == 0 or text[i - 1] == "\n"]
    ranges = [(a, b) for a, b in zip(starts, [*(s - 1 for s in starts[1:]), len(text)], strict=True)]
    windows = pack(to_pieces(text, ranges, encode=encode), limit=192)
    words = join_words([find_words(text, window) for window in windows])
    logits = np.zeros((len(words.texts), LABELS), dtype=np.float32)
    for i, word in enumerate(words.texts):
        logits[i, labels.get(word, 0)] = 9
    return [(text[n.start : n.end], n.kind) for n in find_paragraph_names(text, words, logits, NEUTRAL)]


def test_words_that_go_on_make_one_name() -> None:
    labels = {"Ilse": label(PERSON, BEGINS), "van": label(PERSON, INSIDE), "Tarn": label(PERSON, ENDS)}
    assert find("Mayor Ilse van Tarn spoke", labels) == [("Ilse van Tarn", "person")]


def test_a_name_may_begin_right_behind_another() -> None:
    labels = {"Vell": label(PLACE, ALONE), "Ilse": label(PERSON, BEGINS), "Tarn": label(PERSON, ENDS)}
    assert find("In Vell Ilse Tarn spoke", labels) == [("Vell", "place"), ("Ilse Tarn", "person")]


def test_a_name_has_one_kind_throughout() -> None:
    board = {"Dam": label(ORGANISATION, INSIDE), "Board": label(ORGANISATION, ENDS)}
    assert find("the Vell Dam Board met", {"Vell": label(PLACE, BEGINS), **board}) == [("Vell Dam Board", "organisation")]


def test_no_name_goes_over_the_end_of_a_paragraph() -> None:
    labels = {"Ilse": label(PERSON, BEGINS), "Tarn": label(PERSON, ENDS)}
    assert find("So spoke Ilse Tarn fell", labels) == [("Ilse Tarn", "person")]
    assert find("So spoke Ilse\nTarn fell", labels) == []


def test_marks_at_the_ends_are_no_part_of_a_name() -> None:
    ends = {"(": label(ORGANISATION, BEGINS), "Hydro": label(ORGANISATION, INSIDE), ")": label(ORGANISATION, ENDS)}
    assert find("(Brann Hydro)", {"Brann": label(ORGANISATION, INSIDE), **ends}) == [("Brann Hydro", "organisation")]
    assert find("— said nobody", {"—": label(ORGANISATION, ALONE)}) == []


def score(logits: NDArray[np.float32], steps: NDArray[np.float32], labels: tuple[int, ...]) -> float:
    way = (LABELS, *labels, LABELS)
    return float(sum(logits[i, x] for i, x in enumerate(labels))) + sum(float(steps[a, b]) for a, b in pairwise(way))


def is_allowed(labels: tuple[int, ...]) -> bool:
    way = (LABELS, *labels, LABELS)
    return all(ALLOWED[a, b] for a, b in pairwise(way))


@given(st.integers(0, 10_000), st.integers(1, 3))
@settings(max_examples=20)
def test_no_allowed_labels_are_likelier(seed: int, words: int) -> None:
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=(2, 4, LABELS)).astype(np.float32)
    steps = rng.normal(size=(LABELS + 1, LABELS + 1)).astype(np.float32)
    found = tuple(label_names(logits, np.array([words, 4]), steps)[0, :words].tolist())
    ways = [way for way in product(range(LABELS), repeat=words) if is_allowed(way)]
    assert found in ways
    assert score(logits[0], steps, found) == pytest.approx(max(score(logits[0], steps, way) for way in ways), abs=1e-4)


@given(st.lists(st.integers(0, LABELS - 1), min_size=1, max_size=12))
def test_names_lie_apart_and_in_order(labels: list[int]) -> None:
    logits = np.full((1, len(labels), LABELS), -3, dtype=np.float32)
    logits[0, range(len(labels)), labels] = 3
    found = spans_of(label_names(logits, np.array([len(labels)]), NEUTRAL)[0].tolist())
    edges = [edge for start, end, _ in found for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(start < end for start, end, _ in found)
