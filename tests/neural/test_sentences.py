"""Vectors of sentences."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.errors import WeightsError
from onrecord.neural import Vectoriser, default_vectoriser
from onrecord.neural.sentences import LONGEST, MEANINGS, load_vectoriser, to_bytes

from .fakes import encode


class Graph:
    """A graph whose vector counts the pieces, and which remembers what it was given."""

    def __init__(self) -> None:
        self.fed: list[NDArray[Any]] = []

    def run(self, output_names: list[str], input_feed: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        self.fed.append(input_feed["ids"])
        return [np.arange(4, dtype=np.float32) * input_feed["ids"].shape[1]]


def test_each_text_is_read_alone_and_no_longer_than_the_limit() -> None:
    graph = Graph()
    found = Vectoriser(graph, encode).vectors(["The wall held.", "", "word " * 400])
    assert [ids.shape for ids in graph.fed] == [(1, 6), (1, LONGEST + 2)]
    assert (len(found[0]), found[1]) == (4, b"")


def test_the_same_words_are_read_once() -> None:
    graph = Graph()
    first, _, last = Vectoriser(graph, encode).vectors(["The wall held.", "It fell.", "The wall held."])
    assert first == last
    assert len(graph.fed) == 2


@given(st.lists(st.floats(-2, 2, width=32), min_size=1, max_size=30))
def test_the_largest_component_is_127(values: list[float]) -> None:
    vector = np.array(values, dtype=np.float32)
    coded = np.frombuffer(to_bytes(vector), dtype=np.int8)
    assert len(coded) == len(values)
    assert int(np.abs(coded.astype(int)).max()) == (127 if np.abs(vector).max() > 0 else 0)


def test_weights_that_are_not_those_of_the_manifest_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": {"sentences.onnx": "0000"}}', encoding="utf8")
    (tmp_path / "sentences.onnx").write_bytes(b"nothing")
    with pytest.raises(WeightsError, match="checksum"):
        load_vectoriser(tmp_path)


@pytest.mark.skipif(not (MEANINGS / "manifest.json").exists(), reason="the weights are not in the package")
def test_what_is_said_alike_lies_near() -> None:
    pytest.importorskip("onnxruntime")
    vectoriser = default_vectoriser()
    assert vectoriser is not None
    texts = [
        "Norland said its guns had left the border.",
        "The artillery of Norland was withdrawn from the frontier.",
        "The mill burned.",
    ]
    rows = np.stack([np.frombuffer(v, dtype=np.int8).astype(float) for v in vectoriser.vectors(texts)])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    alike = rows @ rows.T
    assert alike[0, 1] > 0.5 > 0.3 > alike[0, 2]
    assert vectoriser.vectors(texts[::-1])[::-1] == vectoriser.vectors(texts)
