"""Cells: each vector in that of the centroid nearest to it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cells import FOLDER, NAME, NOWHERE, WIDTH, file_vectors, load_centroids, order_cells
from onrecord.errors import WeightsError


def draw(seed: int, count: int) -> list[bytes]:
    """Vectors at random."""
    return [bytes(row) for row in np.random.default_rng(seed).integers(-127, 128, (count, WIDTH)).astype(np.int8)]


def test_the_cells_shipped_are_those_of_the_manifest() -> None:
    centroids = load_centroids()
    assert centroids.rows.shape == (1024, WIDTH)
    assert np.abs(centroids.rows).max(axis=1).tolist() == [127] * 1024


def test_damage_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes((FOLDER / "manifest.json").read_bytes())
    (tmp_path / NAME).write_bytes(b"\x01" * WIDTH)
    with pytest.raises(WeightsError, match=r"centroids\.bin: checksum"):
        load_centroids(tmp_path)


@given(st.integers(0, 2**32), st.integers(1, 5))
def test_a_vector_is_filed_where_it_lies_nearest_whatever_is_filed_with_it(seed: int, count: int) -> None:
    vectors = draw(seed, count)
    filed = file_vectors(vectors)
    assert filed == [order_cells(v)[0] for v in vectors]
    assert filed == [file_vectors([v])[0] for v in vectors]
    centroids = load_centroids().rows.astype(np.float64)
    exact = np.frombuffer(vectors[0], dtype=np.int8) @ centroids.T / np.linalg.norm(centroids, axis=1)
    assert exact[filed[0]] == pytest.approx(exact.max())
    assert sorted(order_cells(vectors[0])) == list(range(1024))


def test_a_centroid_is_in_its_own_cell() -> None:
    rows = [bytes(row) for row in load_centroids().rows.astype(np.int8)]
    assert file_vectors(rows) == list(range(1024))


def test_what_is_no_vector_is_nowhere() -> None:
    vector = draw(1, 1)[0]
    assert file_vectors([b"", vector, b"\x01\x02"]) == [NOWHERE, file_vectors([vector])[0], NOWHERE]
    assert file_vectors([]) == []
