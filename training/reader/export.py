"""Makes the package's files from trained weights: ONNX graphs in 8 bits, vocabulary and manifest.

The heads for mentions, links and sentences help the encoder to learn and are not shipped. The word vectors are kept as 8-bit
rows with a scale each; linear layers are quantised per channel, activations as they come, both unsigned: with signed weights,
processors without VNNI instructions cut off sums and find other things. What is precise is left in 32 bits, to tell what
quantisation costs.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.reader.encoder import Encoder, Pairs

LONGEST = 320
CORPORA = {
    "PolNeAR 1.0.0 (train)": "no licence stated for the text; annotations published for research",
    "CoNLL-2003 (train, as in CoNLL++)": "Reuters text, research only",
    "Worldwide Newswire (nine tenths)": "none stated",
    "GUM (train, written genres with free text)": "CC BY 4.0 annotations; text CC BY or public domain, by genre",
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


def export(weights: Path, out: Path, *, vocabulary: Path, precise: bool, date: str) -> None:
    """Writes encoder.onnx, pairs.onnx, vocab.txt and manifest.json."""
    out.mkdir(parents=True, exist_ok=True)
    state = torch.load(weights, map_location="cpu", weights_only=True)

    def load(module: nn.Module, name: str) -> nn.Module:
        module.load_state_dict({k.removeprefix(f"{name}."): v for k, v in state.items() if k.startswith(f"{name}.")})
        return module.eval()

    encoder = load(Encoder(), "encoder")
    encoder.positions.weight = nn.Parameter(encoder.positions.weight[:LONGEST].detach().clone())
    if not precise:
        encoder.words = Rows(encoder.words.weight.detach())
    ids = torch.randint(1000, 2000, (1, 24))
    axes = {0: "windows", 1: "pieces"}
    fed: tuple[Tensor, ...] = (ids, torch.zeros_like(ids), torch.zeros_like(ids))
    told = dict.fromkeys(("cues", "names", "vectors"), axes)
    _write(encoder, fed, ("ids", "segments", "shapes"), told, axes, out / "encoder.onnx", precise=precise)
    axes = {0: "cues", 1: "pieces"}
    fed = (torch.randn(2, 24, 256), torch.randint(0, 32, (2, 24)))
    _write(
        Paragraph(load(Pairs(), "pairs")),
        fed,
        ("vectors", "places"),
        {"labels": axes},
        axes,
        out / "pairs.onnx",
        precise=precise,
    )
    shutil.copyfile(vocabulary, out / "vocab.txt")
    names = sorted(path.name for path in out.iterdir() if path.suffix in {".onnx", ".txt"})
    files = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    manifest = {"date": date, "corpora": CORPORA, "figures": {}, "files": files}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


def _write(
    module: nn.Module,
    fed: tuple[Tensor, ...],
    inputs: tuple[str, ...],
    outputs: Mapping[str, dict[int, str]],
    axes: dict[int, str],
    target: Path,
    *,
    precise: bool,
) -> None:
    """One graph, whose inputs have the given axes of any length."""
    plain = target.with_suffix(".plain")
    torch.onnx.export(
        module, fed, str(plain), dynamo=False, opset_version=17, input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=dict.fromkeys(inputs, axes) | dict(outputs),
    )  # fmt: skip
    finish(plain, target, precise=precise)
    plain.unlink()


def finish(plain: Path, target: Path, *, precise: bool) -> None:
    """Quantises the linear layers, or keeps the graph as it is."""
    if precise:
        shutil.copyfile(plain, target)
        return
    # the last layers are small and their logits decide: they stay as they are
    nodes = onnx.load(plain).graph.node
    keep = [n.name for n in nodes if n.op_type == "MatMul" and n.name.split("/")[-2] in {"cues", "names", "labels"}]
    quantize_dynamic(
        plain, target, per_channel=True, weight_type=QuantType.QUInt8, op_types_to_quantize=["MatMul"], nodes_to_exclude=keep
    )
