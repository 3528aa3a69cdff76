"""Makes the package's files from trained weights: ONNX graphs in 8 bits, vocabulary and manifest. The pass for each cue is no
file of the package: `training.cues` learns a smaller one from it.

The heads for mentions, links and sentences help the encoder to learn and are not shipped. The word vectors are kept as 8-bit
rows with a scale each; linear layers are quantised per channel, activations as they come: unsigned with 8 bits, or signed with
7 bits, which is faster. Signed weights of 8 bits are no choice: processors without VNNI instructions cut off their sums and
find other things. What is precise is left in 32 bits, to tell what quantisation costs.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.neural.spelling import CASES, WIDTH
from onrecord.neural.weights import HEADS
from training.reader.encoder import PAIR_HIDDEN, Encoder, Pairs
from training.reader.namer import SQUEEZED, Article, Levels
from training.reader.naming import Naming

LONGEST = 320
# the linear layers with signed weights, by graph: PolNeAR loses nothing by it, nor does search by meaning
SIGNED: dict[str, set[str]] = {
    "encoder": set(),
    "names": set(),
    "wide": {"mix", "out", "up", "down"},
    "meanings": {"query", "key", "value", "dense", "up", "down"},
}
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


def export(weights: Path, names: Path, out: Path, *, vocabulary: Path, precise: bool, date: str) -> None:
    """Writes encoder.onnx, names.onnx, vocab.txt and manifest.json."""
    out.mkdir(parents=True, exist_ok=True)
    encoder = _load(Encoder(), "encoder", weights)
    encoder.positions.weight = nn.Parameter(encoder.positions.weight[:LONGEST].detach().clone())
    if not precise:
        encoder.words = Rows(encoder.words.weight.detach())
    naming = Naming()
    naming.load_state_dict(torch.load(names, map_location="cpu", weights_only=True))
    naming.eval()
    ids = torch.randint(1000, 2000, (1, 24))
    axes = {0: "windows", 1: "pieces"}
    fed: tuple[Tensor, ...] = (ids, torch.zeros_like(ids), torch.zeros_like(ids))
    told = dict.fromkeys(HEADS, axes)
    _write(
        Levels(encoder, naming.mix),
        fed,
        dict.fromkeys(("ids", "segments", "shapes"), axes),
        told,
        out / "encoder.onnx",
        precise=precise,
    )
    words = {0: "words"}
    fed = (
        torch.randn(9, SQUEEZED),
        torch.ones(7, WIDTH, dtype=torch.long),
        *(torch.zeros(n, dtype=torch.long) for n in (9, 9, 1)),
        torch.randn(9, SQUEEZED + CASES),
        torch.tensor([[0, 5], [1, 6], [2, 7], [3, 8], [4, 0]]),
        torch.tensor([5, 4]),
        torch.tensor([0, 2, 4, 6, 8, 1, 3, 5, 7]),
    )
    taken = {
        "vectors": words,
        "spellings": {0: "spellings"},
        "which": words,
        "forms": words,
        "convention": {},
        "elsewhere": words,
        "places": {0: "longest", 1: "windows"},
        "lengths": {0: "windows"},
        "back": words,
    }
    _write(Article(naming.namer), fed, taken, {"labels": words, "steps": {}}, out / "names.onnx", precise=precise)
    shutil.copyfile(vocabulary, out / "vocab.txt")
    write_manifest(out, {}, date=date)


def export_wide(weights: Path, target: Path) -> None:
    """Writes the pass for each cue that the small one learns from."""
    axes = {0: "cues", 1: "pieces"}
    _write(
        Paragraph(_load(Pairs(), "pairs", weights)),
        (torch.randn(2, 24, PAIR_HIDDEN), torch.randint(0, 32, (2, 24))),
        dict.fromkeys(("vectors", "places"), axes),
        {"labels": axes},
        target,
        precise=False,
    )


def write_manifest(folder: Path, figures: Mapping[str, Any], *, date: str, corpora: Mapping[str, str] = CORPORA) -> None:
    """The manifest with the checksums of the files as they are, and figures and corpora beside those that it has."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf8")) if path.exists() else {"corpora": {}, "figures": {}}
    names = sorted(p.name for p in folder.iterdir() if p.suffix in {".onnx", ".txt"})
    made = {
        "date": date,
        "corpora": manifest["corpora"] | corpora,
        "figures": manifest["figures"] | figures,
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names},
    }
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf8")


def _load(module: nn.Module, name: str, weights: Path) -> nn.Module:
    """A part of the trained weights."""
    state = torch.load(weights, map_location="cpu", weights_only=True)
    module.load_state_dict({k.removeprefix(f"{name}."): v for k, v in state.items() if k.startswith(f"{name}.")})
    return module.eval()


def _write(
    module: nn.Module,
    fed: tuple[Tensor, ...],
    inputs: Mapping[str, dict[int, str]],
    outputs: Mapping[str, dict[int, str]],
    target: Path,
    *,
    precise: bool,
) -> None:
    """One graph; inputs and outputs are named with their axes of any length."""
    plain = target.with_suffix(".plain")
    torch.onnx.export(
        module, fed, str(plain), dynamo=False, opset_version=17, input_names=list(inputs), output_names=list(outputs),
        dynamic_axes={name: axes for name, axes in (*inputs.items(), *outputs.items()) if axes},
    )  # fmt: skip
    finish(plain, target, precise=precise)
    plain.unlink()


def finish(plain: Path, target: Path, *, precise: bool) -> None:
    """Quantises the linear layers, or keeps the graph as it is."""
    if precise:
        shutil.copyfile(plain, target)
        return
    layers = {n.name: set(n.name.split("/")) for n in onnx.load(plain).graph.node if n.op_type == "MatMul"}
    # the last layers are small and their logits decide: they stay as they are
    keep = [name for name in layers if name.split("/")[-2] in {"cues", "labels"}]
    fast = [name for name, parts in layers.items() if name not in keep and parts & SIGNED[target.stem]]
    half = target.with_suffix(".half")
    shutil.copyfile(plain, half)
    if fast:
        quantize_dynamic(
            plain, half, per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
            op_types_to_quantize=["MatMul"], nodes_to_quantize=fast,
        )  # fmt: skip
    quantize_dynamic(
        half, target, per_channel=True, weight_type=QuantType.QUInt8,
        op_types_to_quantize=["MatMul", "LSTM"], nodes_to_exclude=keep,
    )  # fmt: skip
    half.unlink()
