"""Vectors of sentences: what is said alike in other words lies near. The public encoder, in 8 bits, one sentence at a time.

Source: Reimers and Gurevych 2019 (the mean of the last layer); all-MiniLM-L6-v2.
"""

import functools
import hashlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.manifests import check_manifest
from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.weights import WEIGHTS, Session, open_graph
from onrecord.neural.windows import CLASSIFY, SEPARATE, Encode

MEANINGS = Path(__file__).parent / "meanings"
LONGEST = 96  # pieces of a sentence that are read
_TOP = 127


@dataclass(frozen=True, slots=True)
class Vectoriser:
    """The graph and the tokenizer that goes with it."""

    graph: Session
    encode: Encode

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """A vector of each text, its components as signed bytes; nothing of a text without a word piece.

        Each text is read alone, so that its vector hangs on nothing beside it.
        """
        own = list(dict.fromkeys(texts))  # whom one relays and who is relayed say the same words
        vectors = {text: self._vector(ids) for text, (ids, _, _) in zip(own, self.encode(own), strict=True)}
        return [vectors[text] for text in texts]

    def _vector(self, ids: Sequence[int]) -> bytes:
        if not ids:
            return b""
        fed = np.array([[CLASSIFY, *ids[:LONGEST], SEPARATE]], dtype=np.int64)
        (vector,) = self.graph.run(["vector"], {"ids": fed})
        return to_bytes(vector)


def to_bytes(vector: NDArray[np.float32]) -> bytes:
    """A vector's components as signed bytes, the largest 127 in size."""
    exact = vector.astype(np.float64)
    top = float(np.abs(exact).max())
    return bytes(np.rint(exact / (top or 1.0) * _TOP).astype(np.int8))


@functools.cache
def default_vectoriser() -> Vectoriser | None:
    """The package's own vectors, loaded once; None where the weights or onnxruntime are not installed."""
    there = (MEANINGS / "manifest.json").exists() and (WEIGHTS / "vocab.txt").exists()
    return load_vectoriser(MEANINGS) if there and importlib.util.find_spec("onnxruntime") else None


def vectors_id() -> str:
    """A short hash that names the weights in use; "none" where there are none or nothing to run them."""
    there = (MEANINGS / "manifest.json").exists() and importlib.util.find_spec("onnxruntime") is not None
    return hashlib.sha256((MEANINGS / "manifest.json").read_bytes()).hexdigest()[:12] if there else "none"


def load_vectoriser(folder: Path, *, vocabulary: Path = WEIGHTS / "vocab.txt") -> Vectoriser:
    """The vectors whose graph and manifest are in the folder.

    Raises: WeightsError where a file is missing or is not the one that the manifest names.
    """
    check_manifest(folder)
    return Vectoriser(open_graph(folder / "sentences.onnx"), load_tokenizer(vocabulary))
