"""Makes the cells that sentence vectors are filed under: centroids of the vectors of public news, as signed bytes.

Source: Dhillon and Modha 2001 (k-means by cosines).
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.cells import NAME
from onrecord.neural.sentences import to_bytes

CELLS = 1_024
ROUNDS = 30
_SEED = 7


def make_centroids(vectors: NDArray[np.float32], *, cells: int = CELLS, rounds: int = ROUNDS) -> NDArray[np.float32]:
    """Centroids of length 1 of vectors of length 1; one that nothing lies near begins again at what lies worst.

    Shape: vectors [n, width]; centroids [cells, width].
    """
    draw = np.random.default_rng(_SEED)
    centroids = vectors[np.sort(draw.choice(len(vectors), cells, replace=False))]
    for _ in range(rounds):
        likeness = vectors @ centroids.T
        nearest = likeness.argmax(axis=1)
        sums = np.zeros_like(centroids)
        np.add.at(sums, nearest, vectors)
        empty = np.flatnonzero(np.bincount(nearest, minlength=cells) == 0)
        sums[empty] = vectors[np.argsort(likeness.max(axis=1), kind="stable")[: len(empty)]]
        centroids = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return centroids


def write_cells(vectors: Path, out: Path, *, date: str, cells: int = CELLS) -> None:
    """Writes the centroids of the vectors in a NumPy file, and their manifest."""
    given = np.load(vectors).astype(np.float32)
    given /= np.linalg.norm(given, axis=1, keepdims=True)
    made = b"".join(to_bytes(row) for row in make_centroids(given, cells=cells))
    out.mkdir(parents=True, exist_ok=True)
    (out / NAME).write_bytes(made)
    manifest = {
        "date": date,
        "corpora": {"PolNeAR 1.0.0, train (means of sentence vectors, no text)": "published for research"},
        "figures": {"vectors": len(given), "cells": cells},
        "files": {NAME: hashlib.sha256(made).hexdigest()},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
