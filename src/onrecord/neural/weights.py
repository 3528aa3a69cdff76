"""Weights: what the package's manifest names, checked against it, and ready to read."""

import functools
import hashlib
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.manifests import check_manifest
from onrecord.neural.spelling import Words, number_words
from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.windows import Encode, Window

WEIGHTS = Path(__file__).parent / "weights"
REACH = 16  # words before and behind a cue whose distance is told
NOWHERE = 2 * REACH + 1  # what stands for the place of padding
SPARE, MOST = 8, 8192  # words that a paragraph is padded by; words of a group of cues
GRAPHS = ("encoder", "names", "pairs", "meanings")
HEADS = ["cues", "names", "vectors", "levels"]
LONG = 4000  # words of an article
THREADS = 1
CONVENTIONS = ("CoNLL", "Worldwide Newswire")  # what counts as a name, and of which kind, differs between corpora


class Asked(NamedTuple):
    """A cue, from word `start` to `end` of the paragraph that has so many `words` from word `at` of the article on."""

    at: int
    words: int
    start: int
    end: int


class Session(Protocol):
    """A graph that runs: names of what is wanted, and arrays by the names of what is fed."""

    def run(
        self, output_names: list[str], input_feed: dict[str, NDArray[Any]], run_options: Any = None, /
    ) -> list[NDArray[Any]]:
        """The arrays that are wanted."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What the encoder says of a window's pieces.

    Shape: cues [pieces, 3]; names [pieces, size], for what finds names; vectors [pieces, size], for the pass for each cue;
    levels [pieces, size], some of its layers beside each other, for vectors of sentences.
    """

    cues: NDArray[np.float32]
    names: NDArray[np.float32]
    vectors: NDArray[np.float32]
    levels: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reader:
    """The encoder, what finds names, the pass for each cue, vectors of sentences, and the tokenizer that goes with them.

    `convention` says by which of CONVENTIONS names are told.
    """

    graphs: Mapping[str, Session]
    encode: Encode
    manifest: Mapping[str, Any]
    convention: int = 1

    def read_window(self, window: Window) -> Heads:
        """What the encoder says of a window."""
        fed = {
            "ids": np.array([window.ids], dtype=np.int64),
            "segments": np.array([window.segments], dtype=np.int64),
            "shapes": np.array([window.shapes], dtype=np.int64),
        }
        return Heads(*(out[0] for out in self.graphs["encoder"].run(HEADS, fed)))

    def read_names(
        self, vectors: NDArray[np.float32], words: Words, elsewhere: NDArray[np.float32], sizes: Sequence[int]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Label logits of an article's words, from their names vectors, and the logits of steps between labels.

        Shape: vectors [words, size]; elsewhere [words, size + CASES], what other places tell; `sizes` has how many words each
        window has; found [words, LABELS] and [LABELS + 1, LABELS + 1].
        """
        spellings, which = number_words(words.texts)
        lengths = np.array(sizes, dtype=np.int64)
        # windows are read side by side: the first words of all, the second words of all, ...
        window = np.repeat(np.arange(len(lengths)), lengths)
        within = np.arange(len(vectors)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.zeros((int(lengths.max()), len(lengths)), dtype=np.int64)
        places[within, window] = np.arange(len(vectors))
        fed: dict[str, NDArray[Any]] = {
            "vectors": vectors,
            "spellings": np.array(spellings, dtype=np.int64),
            "which": np.array(which, dtype=np.int64),
            "forms": np.array(words.forms, dtype=np.int64),
            "convention": np.array([self.convention], dtype=np.int64),
            "elsewhere": elsewhere,
            "places": places,
            "lengths": lengths,
            "back": within * len(lengths) + window,
        }
        logits, steps = self.graphs["names"].run(["labels", "steps"], fed, *_sparing(len(vectors)))
        return logits, steps

    def read_pairs(self, vectors: NDArray[np.float32], cues: Sequence[Asked]) -> list[NDArray[np.float32]]:
        """Label logits of the words of each cue's paragraph.

        Shape: vectors [words of the article, size]; [words of the paragraph, 5] comes back for each cue.
        """
        found: dict[int, NDArray[np.float32]] = {}
        order = sorted(range(len(cues)), key=lambda n: cues[n].words)
        for group in group_alike(order, [cues[n].words for n in order]):
            paragraphs = {cues[n].at: cues[n].words for n in group}
            own = np.concatenate([vectors[start : start + words] for start, words in paragraphs.items()])
            starts = dict(zip(paragraphs, accumulate(paragraphs.values(), initial=0), strict=False))
            at, size, a, b = np.array([cues[n]._replace(at=starts[cues[n].at]) for n in group]).T[..., None]
            i = np.arange(size[-1, 0])
            places = REACH - np.minimum(np.maximum(a - i, 0), REACH) + np.minimum(np.maximum(i - b + 1, 0), REACH)
            fed: dict[str, NDArray[Any]] = {
                "vectors": own,
                "words": at + np.minimum(i, size - 1),
                "places": np.where(i < size, places, NOWHERE),
                "cues": _means(own, (at + a)[:, 0], (b - a)[:, 0]),
            }
            (labels,) = self.graphs["pairs"].run(["labels"], fed, *_sparing(len(vectors)))
            found |= {n: rows[: cues[n].words] for n, rows in zip(group, labels, strict=True)}
        return [found[n] for n in range(len(cues))]

    def read_meaning(self, levels: NDArray[np.float32]) -> NDArray[np.float32]:
        """The vector of a sentence from its pieces. Shape: levels [pieces, size]."""
        (vector,) = self.graphs["meanings"].run(["vector"], {"levels": levels})
        return vector


def _sparing(words: int) -> tuple[Any, ...]:
    """The options of a run over an article of so many words: after a long one memory is given back."""
    return (_give_back(),) if words > LONG else ()


@functools.cache
def _give_back() -> Any:
    import onnxruntime as ort

    options = ort.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def group_alike(items: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """The items, of which sizes are given in rising order, in groups whose padding costs less than what a group more would."""
    group: list[int] = []
    least = 0
    for item, size in zip(items, sizes, strict=True):
        if group and (size > least + SPARE + least // 4 or len(group) * size > MOST):
            yield group
            group = []
        if not group:
            least = size
        group.append(item)
    if group:
        yield group


def _means(rows: NDArray[np.float32], starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.float32]:
    """The means of runs of rows."""
    firsts = np.cumsum(sizes) - sizes
    index = np.repeat(starts - firsts, sizes) + np.arange(int(sizes.sum()))
    return np.asarray(np.add.reduceat(rows[index], firsts, axis=0) / sizes[:, None], dtype=np.float32)


@functools.cache
def default_reader() -> Reader | None:
    """The reader with the package's own weights, loaded once; None where they or onnxruntime are not installed."""
    return None if why_absent() else load_reader(WEIGHTS)


def why_absent() -> str | None:
    """Why there is no reader, with the remedy, in a sentence for people; None where there is one."""
    missing = None
    if not (WEIGHTS / "manifest.json").exists():
        missing = "its weights are not in the package"
    elif importlib.util.find_spec("onnxruntime") is None:
        missing = "onnxruntime is not installed"
    return missing and f"read by rules alone, which miss more: the reader is off, since {missing}. Install onrecord anew."


def weights_id() -> str:
    """A short hash that names the weights in use; "rules" where there are none or nothing to run them."""
    return "rules" if why_absent() else hashlib.sha256((WEIGHTS / "manifest.json").read_bytes()).hexdigest()[:12]


def load_reader(folder: Path, *, threads: int = THREADS) -> Reader:
    """The reader whose weights and manifest are in the folder.

    Raises: WeightsError where a file is missing or is not the one that the manifest names.
    """
    manifest = check_manifest(folder)
    there = [name for name in GRAPHS if f"{name}.onnx" in manifest["files"]]
    graphs = {name: open_graph(folder / f"{name}.onnx", threads=threads) for name in there}
    return Reader(graphs, load_tokenizer(folder / "vocab.txt"), manifest)


def open_graph(path: Path, *, threads: int = THREADS) -> Session:
    """A graph, ready to run."""
    import onnxruntime as ort  # takes a while, and is not there without the weights

    options = ort.SessionOptions()
    # what stands side by side in the names graph is rounded together: more threads would part it, and find other things
    options.intra_op_num_threads = 1 if path.stem == "names" else threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # a reader that waits must not keep a core busy
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # a sum and its norm in one take longer than one after the other
    apart = [] if path.stem == "encoder" else ["SkipLayerNormFusion"]
    session: Session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=apart)
    return session
