"""Weights are used only as their manifest names them."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import WeightsError
from onrecord.manifests import check_manifest
from onrecord.neural.weights import WEIGHTS, Reader, default_reader
from tests.neural.fakes import encode


def write(folder: Path, content: bytes = b"graph") -> None:
    (folder / "encoder.onnx").write_bytes(content)
    files = {"encoder.onnx": hashlib.sha256(b"graph").hexdigest()}
    (folder / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf8")


def test_whole_weights_pass(tmp_path: Path) -> None:
    write(tmp_path)
    assert "encoder.onnx" in check_manifest(tmp_path)["files"]


def test_damage_is_named(tmp_path: Path) -> None:
    write(tmp_path, b"grapf")
    with pytest.raises(WeightsError, match=r"encoder\.onnx: checksum"):
        check_manifest(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "encoder.onnx").unlink()
    with pytest.raises(WeightsError, match=r"encoder\.onnx: cannot be read"):
        check_manifest(tmp_path)


@pytest.mark.parametrize("content", [None, "", "[]", '{"files": 3}'])
def test_a_manifest_that_is_none_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="utf8")
    with pytest.raises(WeightsError, match=r"no readable manifest\.json"):
        check_manifest(tmp_path)


def test_places_count_from_the_cue() -> None:
    class Echo:
        def run(self, output_names: list[str], input_feed: dict) -> list:
            return [input_feed["places"][..., None].astype(np.float32)]

    reader = Reader({"pairs": Echo()}, encode, {})
    found = reader.read_pairs(np.zeros((40, 4), dtype=np.float32), [(20, 22)])[0, :, 0].tolist()
    assert found[:5] == [0] * 5
    assert found[18:25] == [14, 15, 16, 16, 17, 18, 19]
    assert found[-1] == 32


@pytest.mark.skipif((WEIGHTS / "manifest.json").exists(), reason="the package's weights are there")
def test_without_weights_there_is_no_reader() -> None:
    default_reader.cache_clear()
    assert default_reader() is None
