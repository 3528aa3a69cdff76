"""Puts the small pass into a folder of weights."""

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.cues.network import Asked, Spans
from training.reader.encoder import PAIR_HIDDEN
from training.reader.export import write_manifest

SIGNED = {"mix", "out", "up", "down"}


def export(trained: Path, folder: Path, *, date: str) -> None:
    """Writes pairs.onnx, its layers in 7 bits with sign, into a folder of weights, and names it in the manifest."""
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
    plain = folder / "pairs.plain"
    torch.onnx.export(
        Asked(spans.eval()), fed, str(plain), dynamo=False, opset_version=17,
        input_names=["vectors", "words", "places", "cues"], output_names=["labels"], dynamic_axes=axes,
    )  # fmt: skip
    layers = [n.name for n in onnx.load(plain).graph.node if n.op_type == "MatMul" and SIGNED & set(n.name.split("/"))]
    quantize_dynamic(
        plain, folder / "pairs.onnx", per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
        op_types_to_quantize=["MatMul"], nodes_to_quantize=layers,
    )  # fmt: skip
    plain.unlink()
    write_manifest(folder, {}, date=date)
