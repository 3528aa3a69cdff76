"""Vectors of sentences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Sentence
from onrecord.neural import Reader, Traces, Vectoriser, default_vectoriser, load_reader, read_text
from onrecord.neural.sentences import LONGEST, to_bytes
from onrecord.neural.weights import WEIGHTS

from .fakes import Encoder, Meanings, make_reader

TEXT = "Kelmer said the wall held.\nThe mayor said that nobody had seen the water come."


def read(text: str, reader: Reader) -> Traces:
    found, at = [], 0
    for number, line in enumerate(text.split("\n")):
        found.append(Sentence(start=at, end=at + len(line), paragraph=number))
        at += len(line) + 1
    marks = read_text(text, found, reader=reader)
    assert marks is not None
    return marks.traces


def part(piece: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(piece), text.index(piece) + len(piece)


def sizes(reader: Reader) -> list[int]:
    head = reader.graphs["meanings"]
    assert isinstance(head, Meanings)
    return head.sizes


def windows(reader: Reader) -> int:
    encoder = reader.graphs["encoder"]
    assert isinstance(encoder, Encoder)
    return len(encoder.sizes)


def test_each_text_is_read_alone_and_no_longer_than_the_limit() -> None:
    reader = make_reader()
    found = Vectoriser(reader).vectors(["The wall held.", "", "word " * 400])
    assert sizes(reader) == [4, LONGEST]
    assert windows(reader) == 2
    assert (len(found[0]), found[1]) == (3, b"")


def test_a_statement_is_taken_from_the_pass_over_its_article() -> None:
    reader = make_reader()
    traces = read(TEXT, reader)
    seen = windows(reader)
    statements = [((part("the wall held"),), "the wall held"), ((part("nobody"), part("the water")), "nobody the water")]
    Vectoriser(reader).statement_vectors(traces, statements)
    assert windows(reader) == seen
    assert sizes(reader) == [3, 5]


def test_a_part_of_a_word_counts_for_the_pieces_that_it_touches() -> None:
    start, end = part("nobody")
    rows = read(TEXT, make_reader()).rows(((start + 1, end - 1),))
    assert rows is not None
    assert len(rows) == 2


def test_what_vectors_were_taken_from_is_let_go() -> None:
    reader = make_reader()
    traces, ranges = read(TEXT, reader), (part("the wall held"),)
    Vectoriser(reader).statement_vectors(traces, [(ranges, "the wall held")])
    assert traces.rows(ranges) is None


def test_what_a_long_article_does_not_keep_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, ranges = make_reader(), (part("the wall held"), part("the water"))
    kept = read(TEXT, reader).rows(ranges)
    monkeypatch.setattr("onrecord.neural.reading.KEPT", -1)
    traces = read(TEXT, reader)
    before = windows(reader)
    again = traces.rows(ranges)
    assert kept is not None
    assert again is not None
    assert np.array_equal(kept, again)
    assert windows(reader) == before + 1


def test_a_statement_that_the_pass_did_not_reach_is_read_alone() -> None:
    reader = make_reader()
    (vector,) = Vectoriser(reader).statement_vectors(Traces(), [(((3, 17),), "The wall held.")])
    assert [vector] == Vectoriser(reader).vectors(["The wall held."])


def test_the_same_words_are_read_once() -> None:
    reader, ranges = make_reader(), (part("the wall held"),)
    first, last = Vectoriser(reader).statement_vectors(read(TEXT, reader), [(ranges, "the wall held")] * 2)
    assert first == last
    assert len(sizes(reader)) == 1


@given(st.lists(st.floats(-2, 2, width=32), min_size=1, max_size=30))
def test_the_largest_component_is_127(values: list[float]) -> None:
    vector = np.array(values, dtype=np.float32)
    coded = np.frombuffer(to_bytes(vector), dtype=np.int8)
    assert len(coded) == len(values)
    assert int(np.abs(coded.astype(int)).max()) == (127 if np.abs(vector).max() > 0 else 0)


def cosines(vectors: list[bytes]) -> np.ndarray:
    rows = np.stack([np.frombuffer(v, dtype=np.int8).astype(float) for v in vectors])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows @ rows.T


@pytest.mark.skipif(not (WEIGHTS / "meanings.onnx").exists(), reason="the weights are not in the package")
class TestShipped:
    """What the package's own weights make of invented sentences."""

    def test_what_is_said_alike_lies_near(self) -> None:
        pytest.importorskip("onnxruntime")
        vectoriser = default_vectoriser()
        assert vectoriser is not None
        texts = [
            "Norland said its guns had left the border.",
            "The artillery of Norland was withdrawn from the frontier.",
            "The mill burned.",
        ]
        alike = cosines(vectoriser.vectors(texts))
        assert alike[0, 1] > 0.5 > 0.3 > alike[0, 2]
        assert vectoriser.vectors(texts[::-1])[::-1] == vectoriser.vectors(texts)

    def test_a_statement_in_its_article_lies_near_itself_alone(self) -> None:
        pytest.importorskip("onnxruntime")
        reader = load_reader(WEIGHTS)
        within = [((part(words),), words) for words in ("the wall held", "nobody had seen the water come")]
        taken = Vectoriser(reader).statement_vectors(read(TEXT, reader), within)
        alike = cosines([*taken, *Vectoriser(reader).vectors([words for _, words in within])])
        assert min(alike[0, 2], alike[1, 3]) > 0.6 > max(alike[0, 1], alike[0, 3])

    def test_threads_change_nothing(self) -> None:
        pytest.importorskip("onnxruntime")
        several, one = (Vectoriser(load_reader(WEIGHTS, threads=n)).vectors(TEXT.split("\n")) for n in (2, 1))
        assert several == one
