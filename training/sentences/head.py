"""The head for vectors of sentences in plain PyTorch: from some of the reader's layers, read by themselves, to one vector.

It begins as the last layers of the public encoder that the reader was made from, and learns to take the reader's for the
public encoder's own.

Source: Reimers and Gurevych 2019 (the mean of the last layer); Wang et al. 2020 (MiniLM).
"""

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from safetensors.torch import load_file
from torch import Tensor, nn

from training.reader.encoder import HIDDEN, LAYERS, Encoder, Layer, load_public
from training.reader.namer import SENTENCE_LEVELS

LAST = 2  # layers of the public encoder
TAKEN = HIDDEN * len(SENTENCE_LEVELS)


class Head(nn.Module):
    """Layers beside each other to one that the public encoder's last layers go on from; then these, and the mean."""

    def __init__(self) -> None:
        super().__init__()
        self.squeeze = nn.Linear(TAKEN, HIDDEN)
        self.layers = nn.ModuleList(Layer(0.0) for _ in range(LAST))

    def forward(self, levels: Tensor, seen: Tensor | None = None) -> Tensor:
        """Vectors [sentences, HIDDEN] of length 1.

        Shape: levels [sentences, pieces, TAKEN]; seen [sentences, pieces], false for padding (None: no padding).
        """
        x, mask = self.squeeze(levels), None if seen is None else seen[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        if seen is None:
            return F.normalize(x.mean(1), dim=-1)
        share = seen[..., None].to(x.dtype) / seen.sum(1)[:, None, None]
        return F.normalize((x * share).sum(1), dim=-1)


def start_head(start: Path) -> Head:
    """The head with the public encoder's layers, which are in the folder, over what the reader makes at the same height."""
    public, head = Encoder(dropout=0.0), Head()
    load_public(public, load_file(start / "model.safetensors"))
    for mine, theirs in zip(head.layers, public.layers[LAYERS - LAST :], strict=True):
        mine.load_state_dict(theirs.state_dict())
    at = HIDDEN * SENTENCE_LEVELS.index(LAYERS - LAST)
    with torch.no_grad():
        head.squeeze.weight.zero_()
        head.squeeze.bias.zero_()
        head.squeeze.weight[:, at : at + HIDDEN] = torch.eye(HIDDEN)
    return head


class Sentence(nn.Module):
    """What is exported: one sentence."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, levels: Tensor) -> Tensor:
        """Shape: levels [pieces, TAKEN]; vector [HIDDEN]."""
        vector: Tensor = self.head(levels[None])[0]
        return vector
