"""Puts the head into a folder of weights: its graph in 8 bits, the layers that it reads as an output, the manifest."""

import hashlib
import json
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import TensorProto, helper

from training.reader.encoder import HIDDEN
from training.reader.export import finish
from training.reader.namer import SENTENCE_LEVELS
from training.sentences.head import TAKEN, Head, Sentence

CORPORA = {
    "Timeline17 (five collections; vectors of sentences)": "publishers' text, for research",
    "LGL (vectors of sentences)": "publishers' text, in a GPL-3 collection",
    "MinHash articles (vectors of sentences)": "MIT",
    "Ling-in-the-loop (train; vectors of sentences)": "none stated",
}


def expose(encoder: Path) -> None:
    """Gives an encoder's graph the layers for sentences as an output; the others stay as they are."""
    model = onnx.load(encoder)
    for own in (model.graph.output, model.graph.node):
        for before in [one for one in own if "levels" in (one.name, *getattr(one, "output", ()))]:
            own.remove(before)
    layers = ["/norm/LayerNormalization_output_0"]
    layers += [f"/layers.{n}/norm_1/LayerNormalization_output_0" for n in range(6)]
    model.graph.node.append(helper.make_node("Concat", [layers[n] for n in SENTENCE_LEVELS], ["levels"], axis=-1))
    shape = ["windows", "pieces", HIDDEN * len(SENTENCE_LEVELS)]
    model.graph.output.append(helper.make_tensor_value_info("levels", TensorProto.FLOAT, shape))
    onnx.save(model, encoder)


def export(head: Path, folder: Path, *, date: str) -> None:
    """Writes meanings.onnx into a folder of weights, and names it in the manifest."""
    module = Head()
    module.load_state_dict(torch.load(head, weights_only=True))
    plain = folder / "meanings.plain"
    torch.onnx.export(
        Sentence(module.eval()), (torch.randn(24, TAKEN),), str(plain), dynamo=False, opset_version=17, input_names=["levels"],
        output_names=["vector"], dynamic_axes={"levels": {0: "pieces"}},
    )  # fmt: skip
    finish(plain, folder / "meanings.onnx", precise=False)
    plain.unlink()
    write_manifest(folder, {}, date=date)


def write_manifest(folder: Path, figures: dict[str, Any], *, date: str) -> None:
    """The manifest with the checksums of the files as they are, the corpora of the head and its figures."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf8"))
    names = sorted(p.name for p in folder.iterdir() if p.suffix in {".onnx", ".txt"})
    manifest["date"] = date
    manifest["corpora"] |= CORPORA
    manifest["figures"] |= figures
    manifest["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
