"""Made-up articles in any number, a fifth of them copies of earlier ones, for measuring at scale.

Words are invented and as common as English words are (Zipf); articles come in stories with names of their own. A copy adds a
credit, is cut, and has up to a sixth of its words replaced: which article it was made from is known.
"""

import os
from array import array
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

WORDS = 300
VOCABULARY = 60_000
COPIED = 0.2
WINDOW = 2_000  # how far back a copy's original lies at most
STORY = 12  # articles
NAMES = 40  # words of a story
ABOUT = 0.25  # share of an article's words that are its story's
_ONSETS = ("b", "br", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z")
_SYLLABLES = [o + v for o, v in product(_ONSETS, ("a", "e", "i", "o", "u"))]

Ids = NDArray[np.int64]


class Made(Sequence[str]):
    """Articles in a file, read as they are asked for; `original` has for each the one it was made from, or -1."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._ends, self.original = np.load(path.with_suffix(".npy")).tolist()

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        begin = self._ends[place - 1] if place else 0
        return os.pread(self._file.fileno(), self._ends[place] - begin, begin).decode("ascii")


def make_articles(count: int, path: Path, *, seed: int = 7) -> None:
    """Writes that many articles to a file, and beside it where each ends and which it was made from."""
    ends, original = array("q"), array("q")
    at = 0
    with path.open("wb") as file:
        for text, made_from in _texts(count, seed):
            at += file.write(text.encode("ascii"))
            ends.append(at)
            original.append(made_from)
    np.save(path.with_suffix(".npy"), np.array([ends, original], dtype=np.int64))


def _texts(count: int, seed: int) -> Iterator[tuple[str, int]]:
    draw = np.random.default_rng(seed)
    vocabulary = np.array(["".join(p) for p in _take(product(_SYLLABLES, repeat=3), VOCABULARY, draw)], dtype=object)
    share = 1.0 / np.arange(1, VOCABULARY + 1)
    cumulative = np.cumsum(share / share.sum())
    recent: list[Ids] = []
    for i in range(count):
        if recent and draw.random() < COPIED:
            back = int(draw.integers(1, len(recent) + 1))
            ids, made_from = _copy(recent[-back], draw), i - back
            text = f"Report taken from outlet {i % 97}. "
        else:
            ids, made_from, text = _article(i // STORY, cumulative, draw), -1, ""
        recent.append(ids)
        if len(recent) > WINDOW:
            del recent[: len(recent) - WINDOW]
        yield text + _write(vocabulary[ids]), made_from


def _take(parts: Iterator[tuple[str, ...]], count: int, draw: np.random.Generator) -> list[tuple[str, ...]]:
    every = list(parts)
    return [every[k] for k in draw.choice(len(every), count, replace=False)]


def _article(story: int, cumulative: NDArray[np.float64], draw: np.random.Generator) -> Ids:
    ids = np.minimum(np.searchsorted(cumulative, draw.random(WORDS)), VOCABULARY - 1)
    names = np.random.default_rng(story).integers(500, VOCABULARY, NAMES)
    return np.where(draw.random(WORDS) < ABOUT, names[draw.integers(0, NAMES, WORDS)], ids).astype(np.int64)


def _copy(ids: Ids, draw: np.random.Generator) -> Ids:
    kept = ids[: max(1, int(len(ids) * draw.uniform(0.7, 1.0)))]
    replaced = draw.random(len(kept)) < draw.uniform(0.0, 1 / 6)
    return np.where(replaced, draw.integers(0, VOCABULARY, len(kept)), kept)


def _write(words: Sequence[str]) -> str:
    sentences = [" ".join(words[k : k + 15]).capitalize() for k in range(0, len(words), 15)]
    return ". ".join(sentences) + ".\n"
