"""Makes the package's files from trained weights: ONNX graphs in 8 bits, vocabulary and manifest.

The word vectors are kept as 8-bit rows with a scale each; linear layers are quantised per channel, activations as they come.
What is precise is left in 32 bits, to tell what quantisation costs.
"""

import hashlib
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.reader.encoder import Encoder, Pairs

LONGEST = 320
CORPORA = {
    "PolNeAR 1.0.0 (train)": "no licence stated for the text; annotations published for research",
    "all-MiniLM-L6-v2 (weights to start from)": "Apache-2.0",
}


class Rows(nn.Module):
    """Word vectors as 8-bit rows."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True) / 127
        self.register_buffer("rows", torch.round(weight / scale.clamp_min(1e-12)).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The vectors of the ids."""
        return self.rows[ids].float() * self.scale[ids]


class Paragraph(nn.Module):
    """The pass for each cue over one paragraph, without padding."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.pairs = pairs

    def forward(self, vectors: Tensor, places: Tensor) -> Tensor:
        """Label logits."""
        return self.pairs(vectors, places, None)


def export(
    weights: Path,
    out: Path,
    *,
    vocabulary: Path,
    precise: bool,
    date: str,
) -> None:
    """Writes encoder.onnx, pairs.onnx, vocab.txt and manifest.json."""
    out.mkdir(parents=True, exist_ok=True)
    state = torch.load(weights, map_location="cpu", weights_only=True)
    encoder, pairs = Encoder(), Pairs()
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})
    pairs.load_state_dict({k.removeprefix("pairs."): v for k, v in state.items() if k.startswith("pairs.")})
    encoder.eval()
    pairs.eval()
    encoder.positions.weight = nn.Parameter(encoder.positions.weight[:LONGEST].detach().clone())
    if not precise:
        encoder.words = Rows(encoder.words.weight.detach())
    ids = torch.randint(1000, 2000, (1, 24))
    axes = {0: "windows", 1: "pieces"}
    plain = out / "plain.onnx"
    torch.onnx.export(
        encoder, (ids, torch.zeros_like(ids), torch.zeros_like(ids)), str(plain), dynamo=False, opset_version=17,
        input_names=["ids", "segments", "shapes"], output_names=["cues", "vectors"],
        dynamic_axes=dict.fromkeys(("ids", "segments", "shapes", "cues", "vectors"), axes),
    )  # fmt: skip
    finish(plain, out / "encoder.onnx", precise=precise)
    places = torch.randint(0, 32, (2, 24))
    torch.onnx.export(
        Paragraph(pairs), (torch.randn(2, 24, 256), places), str(plain), dynamo=False, opset_version=17,
        input_names=["vectors", "places"], output_names=["labels"],
        dynamic_axes={n: {0: "cues", 1: "pieces"} for n in ("vectors", "places", "labels")},
    )  # fmt: skip
    finish(plain, out / "pairs.onnx", precise=precise)
    plain.unlink()
    shutil.copyfile(vocabulary, out / "vocab.txt")
    names = ("encoder.onnx", "pairs.onnx", "vocab.txt")
    files = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    manifest = {"date": date, "corpora": CORPORA, "figures": {}, "files": files}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


def finish(plain: Path, target: Path, *, precise: bool) -> None:
    """Quantises the linear layers, or keeps the graph as it is."""
    if precise:
        shutil.copyfile(plain, target)
        return
    # the last layers are small and their logits decide: they stay as they are
    nodes = onnx.load(plain).graph.node
    keep = [n.name for n in nodes if n.op_type == "MatMul" and n.name.split("/")[-2] in {"cues", "labels"}]
    quantize_dynamic(
        plain, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], nodes_to_exclude=keep
    )
