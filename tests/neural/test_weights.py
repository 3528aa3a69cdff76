"""Weights are used only as their manifest names them."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import WeightsError
from onrecord.manifests import check_manifest
from onrecord.neural.weights import MOST, NOWHERE, WEIGHTS, Asked, Reader, default_reader, group_alike
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
    (own,) = reader.read_pairs(np.zeros((50, 4), dtype=np.float32), [Asked(5, 40, 20, 22)])
    found = own[:, 0].tolist()
    assert found[:5] == [0] * 5
    assert found[18:25] == [14, 15, 16, 16, 17, 18, 19]
    assert found[-1] == 32


def test_cues_of_paragraphs_of_any_length_are_told_of_their_own_words() -> None:
    class Recall:
        """Says of each word which it is, in its cue's terms: its number in the article, its place, its cue's mean."""

        def run(self, output_names: list[str], input_feed: dict) -> list:
            mean = np.broadcast_to(input_feed["cues"][:, :1], input_feed["words"].shape)
            words = input_feed["vectors"][input_feed["words"], 0]
            return [np.stack([words, input_feed["places"], mean], axis=-1).astype(np.float32)]

    vectors = np.arange(400, dtype=np.float32)[:, None]
    asked = [Asked(0, 7, 3, 4), Asked(7, 300, 10, 14), Asked(7, 300, 0, 1), Asked(307, 12, 11, 12), Asked(319, 60, 30, 33)]
    found = Reader({"pairs": Recall()}, encode, {}).read_pairs(vectors, asked)
    for cue, own in zip(asked, found, strict=True):
        assert own[:, 0].tolist() == list(range(cue.at, cue.at + cue.words))
        assert own[cue.start, 1] == own[cue.end - 1, 1] == 16
        assert NOWHERE not in own[:, 1]
        assert own[0, 2] == cue.at + (cue.start + cue.end - 1) / 2


def test_no_cue_is_no_pass() -> None:
    assert Reader({}, encode, {}).read_pairs(np.zeros((3, 4), dtype=np.float32), []) == []


@given(st.lists(st.integers(1, 230), max_size=60))
def test_groups_keep_the_order_and_pad_little(sizes: list[int]) -> None:
    sizes = sorted(sizes)
    groups = list(group_alike(range(len(sizes)), sizes))
    assert [item for group in groups for item in group] == list(range(len(sizes)))
    for group in groups:
        assert sizes[group[-1]] <= 1.25 * sizes[group[0]] + 8
        assert len(group) == 1 or (len(group) - 1) * sizes[group[-1]] <= MOST


@pytest.mark.skipif((WEIGHTS / "manifest.json").exists(), reason="the package's weights are there")
def test_without_weights_there_is_no_reader() -> None:
    default_reader.cache_clear()
    assert default_reader() is None
