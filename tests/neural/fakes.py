"""A reader without weights: it takes "said" for a cue, the word before it for its source, all that follows for its content."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.neural.names import LABELS
from onrecord.neural.weights import Reader

SAID = 7
WORD = re.compile(r"\w+|[^\w\s]")


def encode(texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]], list[int | None]]]:
    """Words in pieces of four characters; "said" has an id of its own."""
    coded = []
    for text in texts:
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        words: list[int | None] = []
        for n, m in enumerate(WORD.finditer(text)):
            for at in range(m.start(), m.end(), 4):
                ids.append(SAID if m.group() == "said" else 1000 + n % 50)
                offsets.append((at, min(at + 4, m.end())))
                words.append(n)
        coded.append((ids, offsets, words))
    return coded


class Encoder:
    """Says of each piece whether it is "said", and remembers how much it was given."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def run(self, output_names: list[str], input_feed: dict[str, NDArray[Any]], *_: object) -> list[NDArray[Any]]:
        ids = input_feed["ids"]
        self.sizes.append(ids.shape[1])
        cues = np.zeros((*ids.shape, 3), dtype=np.float32)
        cues[..., 0] = np.where(ids == SAID, -9, 9)
        cues[..., 1] = np.where(ids == SAID, 9, -9)
        names, vectors = (np.zeros((*ids.shape, size), dtype=np.float32) for size in (6, 4))
        return [cues, names, vectors, ids[..., None].astype(np.float32)]


class Names:
    """Finds no name."""

    def run(self, output_names: list[str], input_feed: dict[str, NDArray[Any]], *_: object) -> list[NDArray[Any]]:
        labels = np.zeros((len(input_feed["vectors"]), LABELS), dtype=np.float32)
        labels[:, 0] = 9
        return [labels, np.zeros((LABELS + 1, LABELS + 1), dtype=np.float32)]


class Pairs:
    """Labels by place: right before the cue, and behind it."""

    def run(self, output_names: list[str], input_feed: dict[str, NDArray[Any]], *_: object) -> list[NDArray[Any]]:
        places = input_feed["places"]
        labels = np.where(places == 15, 1, np.where(places > 16, 4, 0))
        labels[places == 17] = 3
        return [(10 * np.eye(5, dtype=np.float32))[labels]]


class Meanings:
    """Tells how many pieces a sentence has and which the first one is, and remembers how many it was given."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def run(self, output_names: list[str], input_feed: dict[str, NDArray[Any]], *_: object) -> list[NDArray[Any]]:
        levels = input_feed["levels"]
        self.sizes.append(len(levels))
        return [np.array([len(levels), levels[0, 0], 9999], dtype=np.float32)]


def make_reader() -> Reader:
    """The reader."""
    return Reader({"encoder": Encoder(), "names": Names(), "pairs": Pairs(), "meanings": Meanings()}, encode, {})
