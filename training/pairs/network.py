"""The pair model in plain PyTorch: one encoder that reads two sentences together, and what it makes of them.

Source: Bowman et al. 2015 (what is learnt of two); Conneau et al. 2017 (difference and product of their vectors).
"""

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from training.reader import encoder as reader
from training.reader.encoder import HEADS, HIDDEN, LAYERS, WORDS, Layer

LONGEST = 64  # pieces of one sentence
JUDGED = 128
_UNSEEN = -1e4


class Attention(reader.Attention):
    """The reader's, in plain products: over texts this short they train twice as fast on a processor."""

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attends; `mask` is true for what may be seen."""
        b, t, _ = x.shape
        q, k, v = (f(x).view(b, t, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        likeness = q * (HEADS / HIDDEN) ** 0.5 @ k.transpose(2, 3)
        if mask is not None:
            likeness = likeness.masked_fill(~mask, _UNSEEN)
        y = likeness.softmax(-1).to(v.dtype) @ v
        return self.dense(y.transpose(1, 2).reshape(b, t, HIDDEN))


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
        for layer in self.layers:
            layer.attention = Attention()
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


def _mean(x: Tensor, seen: Tensor) -> Tensor:
    weight = seen.to(x.dtype)[..., None]
    return (x * weight).sum(1) / weight.sum(1)
