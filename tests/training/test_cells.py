"""How the cells of sentence vectors are made."""

import json
from pathlib import Path

import numpy as np
from training.pairs.cells import make_centroids, write_cells

from onrecord.cells import NAME, load_centroids


def bunches(count: int, each: int, width: int = 384) -> np.ndarray:
    """Vectors of length 1 around so many directions, in an order of chance."""
    draw = np.random.default_rng(3)
    middles = draw.normal(size=(count, width))
    rows = np.repeat(middles, each, axis=0) + draw.normal(0, 0.1, (count * each, width))
    rows = rows[draw.permutation(len(rows))]
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_each_bunch_gets_a_centroid() -> None:
    rows = bunches(5, 40)
    likeness = rows @ make_centroids(rows, cells=5).T
    assert likeness.max(axis=1).min() > 0.9
    assert np.bincount(likeness.argmax(axis=1)).tolist() == [40] * 5


def test_what_is_written_is_what_loads(tmp_path: Path) -> None:
    np.save(tmp_path / "sentences.npy", bunches(4, 10).astype(np.float16))
    for out in ("a", "b"):
        write_cells(tmp_path / "sentences.npy", tmp_path / out, date="2031-05-14", cells=4)
    assert (tmp_path / "a" / NAME).read_bytes() == (tmp_path / "b" / NAME).read_bytes()
    assert load_centroids(tmp_path / "a").rows.shape == (4, 384)
    assert json.loads((tmp_path / "a" / "manifest.json").read_text(encoding="utf8"))["figures"]["vectors"] == 40
