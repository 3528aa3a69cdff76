"""Weights: what the package's manifest names, checked against it, and ready to read."""

import functools
import hashlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.manifests import check_manifest
from onrecord.neural.spelling import Words, number_words
from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.windows import Encode, Window

WEIGHTS = Path(__file__).parent / "weights"
REACH = 16
GRAPHS = ("encoder", "names", "pairs", "meanings")
HEADS = ["cues", "names", "vectors", "levels"]
THREADS = 1
CONVENTIONS = ("CoNLL", "Worldwide Newswire")  # what counts as a name, and of which kind, differs between corpora


class Session(Protocol):
    """A graph that runs: names of what is wanted, and arrays by the names of what is fed."""

    def run(self, output_names: list[str], input_feed: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
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
        self, vectors: NDArray[np.float32], words: Words, elsewhere: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Label logits of a window's words, from their names vectors, and the logits of steps between labels.

        Shape: vectors [words, size]; elsewhere [words, size + CASES], what other places tell; found [words, LABELS] and
        [LABELS + 1, LABELS + 1].
        """
        spellings, which = number_words(words.texts)
        fed: dict[str, NDArray[Any]] = {
            "vectors": vectors,
            "spellings": np.array(spellings, dtype=np.int64),
            "which": np.array(which, dtype=np.int64),
            "forms": np.array(words.forms, dtype=np.int64),
            "convention": np.array([self.convention], dtype=np.int64),
            "elsewhere": elsewhere,
        }
        logits, steps = self.graphs["names"].run(["labels", "steps"], fed)
        return logits, steps

    def read_pairs(self, vectors: NDArray[np.float32], cues: list[tuple[int, int]]) -> NDArray[np.float32]:
        """Label logits of one paragraph's pieces for each cue (first piece, behind the last). Shape: [cues, pieces, 5]."""
        i = np.arange(len(vectors))
        a, b = np.array(cues).T[..., None]
        places = REACH - np.minimum(np.maximum(a - i, 0), REACH) + np.minimum(np.maximum(i - b + 1, 0), REACH)
        many = np.broadcast_to(vectors, (len(cues), *vectors.shape))
        (labels,) = self.graphs["pairs"].run(["labels"], {"vectors": np.ascontiguousarray(many), "places": places})
        return np.asarray(labels, dtype=np.float32)

    def read_meaning(self, levels: NDArray[np.float32]) -> NDArray[np.float32]:
        """The vector of a sentence from its pieces. Shape: levels [pieces, size]."""
        (vector,) = self.graphs["meanings"].run(["vector"], {"levels": levels})
        return vector


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
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # a reader that waits must not keep a core busy
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session: Session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session
