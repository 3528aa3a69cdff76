"""The pass for each cue as it is shipped: which words of the cue's paragraph are its source and its content.

One small layer in place of the two large ones that it learns from (`training.reader.encoder.Pairs`): what the encoder makes of
a word is turned once for all cues of its paragraph, then bent by the cue.

Source: Hinton et al. 2015 (learning from a larger network); Perez et al. 2018 (features bent by what is asked for).
"""

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from onrecord.neural.weights import NOWHERE, REACH
from training.reader.encoder import PAIR_HIDDEN, PAIR_LABELS

SIZE, HEADS, INNER = 128, 4, 256
FORBIDDEN = -1e4


class Spans(nn.Module):
    """Label logits of the words of paragraphs, for each cue."""

    def __init__(self) -> None:
        super().__init__()
        self.own, self.cue, self.bend = (nn.Linear(PAIR_HIDDEN, SIZE) for _ in range(3))
        self.places = nn.Embedding(NOWHERE + 1, SIZE)
        self.before_mix, self.before_up, self.before_labels = (nn.LayerNorm(SIZE) for _ in range(3))
        self.mix, self.out = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.up, self.down = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.labels = nn.Linear(SIZE, PAIR_LABELS)

    def forward(self, own: Tensor, cue: Tensor, places: Tensor, mask: Tensor) -> Tensor:
        """Logits [cues, words, PAIR_LABELS].

        Shape: own [cues, words, SIZE], `self.own` of what the encoder makes of the words; cue [cues, PAIR_HIDDEN], the
        mean of that of the cue's words; places [cues, words]; mask, true (or 0, where it is a number) for what may be seen.
        """
        x = own * (1 + self.bend(cue)[:, None]) + self.cue(cue)[:, None] + self.places(places)
        cues, words, _ = x.shape
        q, k, v = self.mix(self.before_mix(x)).view(cues, words, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.out(mixed.transpose(1, 2).reshape(cues, words, SIZE))
        x = x + self.down(F.relu(self.up(self.before_up(x))))
        return self.labels(self.before_labels(x))


class Asked(nn.Module):
    """What is exported: some cues of an article, whose paragraphs are of like length."""

    def __init__(self, spans: Spans) -> None:
        super().__init__()
        self.spans = spans

    def forward(self, vectors: Tensor, words: Tensor, places: Tensor, cues: Tensor) -> Tensor:
        """Shape: vectors [all words, PAIR_HIDDEN]; words, places [cues, words], which words and where they stand from the cue
        (NOWHERE: padding); cues [cues, PAIR_HIDDEN], the mean of the vectors of the cue's words.
        """
        unseen = (places == NOWHERE).to(vectors.dtype)[:, None, None, :]
        logits: Tensor = self.spans(self.spans.own(vectors)[words], cues, places, FORBIDDEN * unseen)
        return logits


def places_of(words: int, start: int, end: int) -> Tensor:
    """How far each word stands from the cue's words `start` to `end`, as `Reader.read_pairs` counts it."""
    i = torch.arange(words)
    return REACH - (start - i).clamp(0, REACH) + (i - end + 1).clamp(0, REACH)
