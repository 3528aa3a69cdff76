"""Puts the head into a folder of weights: its graph in 8 bits, the layers that it reads as an output, the manifest."""

from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper

from training.reader.encoder import HIDDEN
from training.reader.export import finish, write_manifest
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
    write_manifest(folder, {}, date=date, corpora=CORPORA)
