"""Vectors of sentences: what is said alike in other words lies near. A small head over what the reader's one pass makes of each
word piece; it was learnt from a public encoder's vectors of the same words by themselves.

Source: Reimers and Gurevych 2019, 2020 (means of pieces; distillation); all-MiniLM-L6-v2 (whose vectors they are learnt from).
"""

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.neural.weights import Reader, default_reader
from onrecord.neural.windows import Pieces, pack, to_pieces

LONGEST = 96  # pieces of a sentence that are looked at
_TOP = 127

Ranges = tuple[tuple[int, int], ...]
Floats = NDArray[np.float32]
Trace = Floats | Callable[[], Floats]  # what was made of a part of a paragraph, or what makes it again


class Traces:
    """What the pass made of an article's pieces, some megabytes, until the vectors of its statements are taken.

    Of a long article the later parts are read again when they are asked for.
    """

    __slots__ = ("_firsts", "_units")

    def __init__(self, units: Sequence[tuple[Pieces, Trace]] = ()) -> None:
        self._units = list(units)
        self._firsts = [pieces.offsets[0][0] for pieces, _ in self._units]

    def rows(self, ranges: Ranges) -> Floats | None:
        """What was made of the pieces that stand in the ranges, the first LONGEST; None where none does."""
        found: list[Floats] = []
        for start, end in ranges:
            for pieces, trace in self._units[max(0, bisect_right(self._firsts, start) - 1) :]:
                if pieces.offsets[0][0] >= end:
                    break
                first = bisect_right(pieces.offsets, start, key=lambda place: place[1])
                last = bisect_left(pieces.offsets, end, key=lambda place: place[0])
                if first < last:
                    found.append((trace() if callable(trace) else trace)[first:last])
        kept = [part for part in found if len(part)]
        return np.concatenate(kept)[:LONGEST] if kept else None

    def let_go(self) -> None:
        """Forgets it all."""
        self._units, self._firsts = [], []


@dataclass(frozen=True, slots=True)
class Vectoriser:
    """What gives vectors: the reader with the head for them."""

    reader: Reader

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """A vector of each text, its components as signed bytes; nothing of a text without a word piece.

        Each text is read by itself, so that its vector hangs on nothing beside it.
        """
        return [self._alone(text) for text in texts]

    def statement_vectors(self, traces: Traces, statements: Sequence[tuple[Ranges, str]]) -> list[bytes]:
        """A vector of each statement, of which ranges of the article and wording are given, from the article's one pass.

        One that the pass did not reach is read by itself. The traces are let go.
        """
        found: dict[Ranges, bytes] = {}
        for ranges, text in statements:
            if ranges not in found:
                rows = traces.rows(ranges)
                found[ranges] = self._alone(text) if rows is None else self._vector(rows)
        traces.let_go()
        return [found[ranges] for ranges, _ in statements]

    def _alone(self, text: str) -> bytes:
        rows = read_alone(text, self.reader)
        return b"" if rows is None else self._vector(rows)

    def _vector(self, rows: Floats) -> bytes:
        return to_bytes(self.reader.read_meaning(rows))


def read_alone(text: str, reader: Reader) -> Floats | None:
    """What is made of the pieces of a text by itself, the first LONGEST; None where it has none. Shape: [pieces, size]."""
    (pieces,) = to_pieces(text, [(0, len(text))], encode=reader.encode)
    if not pieces.ids:
        return None
    (window,) = pack([pieces.part(0, LONGEST)], limit=LONGEST)
    ((at, own),) = window.units
    return reader.read_window(window).levels[at : at + len(own.ids)]


def to_bytes(vector: Floats) -> bytes:
    """A vector's components as signed bytes, the largest 127 in size."""
    exact = vector.astype(np.float64)
    top = float(np.abs(exact).max())
    return bytes(np.rint(exact / (top or 1.0) * _TOP).astype(np.int8))


@functools.cache
def default_vectoriser() -> Vectoriser | None:
    """The package's own vectors; None where the weights for them or onnxruntime are not installed."""
    reader = default_reader()
    return Vectoriser(reader) if reader and "meanings" in reader.graphs else None
