"""Puts the small pass into a folder of weights."""

from pathlib import Path

import torch

from training.cues.network import Asked, Spans
from training.reader.encoder import PAIR_HIDDEN
from training.reader.export import write_manifest


def export(trained: Path, folder: Path, *, date: str) -> None:
    """Writes pairs.onnx, in 32 bits, into a folder of weights, and names it in the manifest."""
    spans = Spans()
    spans.load_state_dict(torch.load(trained, map_location="cpu", weights_only=True))
    rows = {0: "cues", 1: "words"}
    axes = {"vectors": {0: "all"}, "words": rows, "places": rows, "cues": {0: "cues"}, "labels": rows}
    fed = (
        torch.randn(30, PAIR_HIDDEN),
        torch.randint(0, 30, (2, 24)),
        torch.randint(0, 32, (2, 24)),
        torch.randn(2, PAIR_HIDDEN),
    )
    torch.onnx.export(
        Asked(spans.eval()), fed, str(folder / "pairs.onnx"), dynamo=False, opset_version=17,
        input_names=["vectors", "words", "places", "cues"], output_names=["labels"], dynamic_axes=axes,
    )  # fmt: skip
    write_manifest(folder, {}, date=date)
