"""Cells: the space of sentence vectors in fixed parts, so that what lies near is found without looking at all there is.

A vector is in the cell of the centroid that it lies nearest to. The centroids were made once (training/pairs/cells.py) and do
not change with a ledger: other ones file every vector anew, in a migration.

Source: Sivic and Zisserman 2003 (an inverted file over centroids); Jegou, Douze and Schmid 2011 (probing the nearest of them).
"""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.manifests import check_manifest

FOLDER = Path(__file__).parent
NAME = "centroids.bin"
WIDTH = 384
NOWHERE = -1
"""The cell of what is no vector of that width."""
_TOGETHER = 4_096


class Centroids(NamedTuple):
    """Shape: rows [cells, WIDTH], whole numbers; lengths [cells]."""

    rows: NDArray[np.float32]
    lengths: NDArray[np.float64]


@functools.cache
def load_centroids(folder: Path = FOLDER) -> Centroids:
    """The centroids in a folder, loaded once.

    Raises: WeightsError where they are not those that the manifest names.
    """
    check_manifest(folder)
    rows = to_rows([(folder / NAME).read_bytes()])
    return Centroids(rows, lengths(rows))


def to_rows(vectors: Sequence[bytes]) -> NDArray[np.float32]:
    """Vectors of signed bytes, each WIDTH long, as whole numbers in rows."""
    return np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(-1, WIDTH).astype(np.float32)


def lengths(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The lengths of rows of whole numbers; 1 of a row of noughts. Sums stay below 2 ** 24, so they are exact in 32 bits."""
    squares: NDArray[np.float32] = np.einsum("ij,ij->i", rows, rows)
    return np.sqrt(np.maximum(squares, 1).astype(np.float64))


def file_vectors(vectors: Sequence[bytes], *, centroids: Centroids | None = None) -> list[int]:
    """The cell of each vector; NOWHERE of one that is empty or of another width."""
    known = centroids or load_centroids()
    found = [NOWHERE] * len(vectors)
    places = [i for i, v in enumerate(vectors) if len(v) == WIDTH]
    for at in range(0, len(places), _TOGETHER):
        part = places[at : at + _TOGETHER]
        near = (to_rows([vectors[i] for i in part]) @ known.rows.T).astype(np.float64) / known.lengths
        for i, cell in zip(part, near.argmax(axis=1).tolist(), strict=True):
            found[i] = cell
    return found


def order_cells(vector: bytes, *, centroids: Centroids | None = None) -> list[int]:
    """All cells, the one whose centroid lies nearest to the vector first."""
    known = centroids or load_centroids()
    near = (known.rows @ to_rows([vector])[0]).astype(np.float64) / known.lengths
    order: list[int] = np.argsort(-near, kind="stable").tolist()
    return order
