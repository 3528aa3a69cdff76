"""The pair model in plain PyTorch: one encoder that gives a vector of a sentence, and reads two together.

Source: Reimers and Gurevych 2019 (mean of the last layer as a vector); Bowman et al. 2015 (what is learnt of two).
"""

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from training.reader.encoder import HIDDEN, LAYERS, WORDS, Layer

LONGEST = 64  # pieces of one sentence
JUDGED = 128


class Pairing(nn.Module):
    """Encoder and head; its parts bear the names of the reader's, so that the public weights load alike."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.segments = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Linear(5 * HIDDEN, JUDGED)
        self.labels = nn.Linear(JUDGED, 3)

    def encode(self, ids: Tensor, segments: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors [batch, pieces, HIDDEN]."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segments(segments)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def judge(self, x: Tensor, left: Tensor, right: Tensor) -> Tensor:
        """Logits of `LABELS` [batch, 3].

        Shape: x [batch, pieces, HIDDEN]; left, right [batch, pieces], 1 for the pieces of each sentence.
        """
        a, b = (_mean(x, part) for part in (left, right))
        joined = torch.cat((x[:, 0], a, b, (a - b).abs(), a * b), dim=-1)
        return self.labels(self.dropout(F.gelu(self.mix(joined))))

    def mean(self, x: Tensor, seen: Tensor) -> Tensor:
        """Sentence vectors [batch, HIDDEN] of length 1."""
        return F.normalize(_mean(x, seen), dim=-1)


def _mean(x: Tensor, seen: Tensor) -> Tensor:
    weight = seen.to(x.dtype)[..., None]
    return (x * weight).sum(1) / weight.sum(1)
