"""Makes the package's file of sentence vectors from the public encoder: an ONNX graph in 8 bits, and its manifest.

Word vectors are 8-bit rows with a scale each, linear layers 8 bits per channel and unsigned, as in the reader's graphs.
"""

import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.reader.encoder import Encoder, load_public
from training.reader.export import Rows, finish

LONGEST = 130
NAME = "sentences.onnx"


class Sentences(nn.Module):
    """One sentence to one vector: the mean of the last layer."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.encoder = Encoder(dropout=0.0)
        load_public(self.encoder, load_file(start / "model.safetensors"))
        self.encoder.positions.weight = nn.Parameter(self.encoder.positions.weight[:LONGEST].detach().clone())

    def forward(self, ids: Tensor) -> Tensor:
        """Shape: ids [1, pieces]; vector [384]."""
        nothing = torch.zeros_like(ids)
        vector: Tensor = self.encoder.encode(ids, nothing, nothing)[0].mean(0)
        return vector


def export(start: Path, out: Path, *, precise: bool, date: str) -> None:
    """Writes sentences.onnx and manifest.json."""
    out.mkdir(parents=True, exist_ok=True)
    module = Sentences(start).eval()
    if not precise:
        module.encoder.words = Rows(module.encoder.words.weight.detach())
    plain = out / "sentences.plain"
    torch.onnx.export(
        module, (torch.randint(1000, 2000, (1, 24)),), str(plain), dynamo=False, opset_version=17, input_names=["ids"],
        output_names=["vector"], dynamic_axes={"ids": {1: "pieces"}},
    )  # fmt: skip
    finish(plain, out / NAME, precise=precise)
    plain.unlink()
    manifest = {
        "date": date,
        "corpora": {"all-MiniLM-L6-v2 (public weights, not trained further)": "Apache-2.0"},
        "figures": {},
        "files": {NAME: hashlib.sha256((out / NAME).read_bytes()).hexdigest()},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
