"""The reader in plain PyTorch: a BERT encoder (all-MiniLM-L6-v2 to start from), its heads, and a pass for each cue.

Source: Devlin et al. 2019 (encoder); Wang et al. 2020 (MiniLM); Dozat and Manning 2017 (mentions, as edges from their first to
their last piece); Lee et al. 2017 (links, by the likelihood of all right antecedents). `load_public` maps the names of the
encoder's parameters to those of the public weights.
"""

import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

HIDDEN, HEADS, LAYERS, INNER, WORDS = 384, 12, 6, 1536, 30522
SHAPES = 8
CUE_LABELS = 3  # outside, begins, inside
ROLE_LABELS = 3  # outside, source, content: what any attribution makes of a word (helps the encoder, unused when reading)
PAIR_LABELS = 5  # outside, source begins, source inside, content begins, content inside
NAME_LABELS = 9  # outside, then two for each kind of name: begins, inside
EDGE, LINK, FAR = 64, 128, 24
PAIR_HIDDEN, PAIR_HEADS, PAIR_LAYERS, REACH = 256, 4, 2, 16


class Attention(nn.Module):
    """Self-attention, with its output layer and norm."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.dense = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attends; `mask` is true (or 0, where it is a number) for what may be seen."""
        b, t, _ = x.shape
        q, k, v = (f(x).view(b, t, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.dense(y.transpose(1, 2).reshape(b, t, HIDDEN))


class Layer(nn.Module):
    """One encoder layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention = Attention()
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attention, then two linear layers."""
        x = self.attention.norm(x + self.dropout(self.attention(x, mask)))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces, segments and shapes to vectors, and what the cue head says of each."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.segments = nn.Embedding(2, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.cues = nn.Linear(HIDDEN, CUE_LABELS)
        self.roles = nn.Linear(HIDDEN, ROLE_LABELS)
        self.names = nn.Linear(HIDDEN, NAME_LABELS)
        self.pairs = nn.Linear(HIDDEN, PAIR_HIDDEN)

    def levels(self, ids: Tensor, segments: Tensor, shapes: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """Vectors [batch, pieces, HIDDEN] before the first layer and after each."""
        t = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:t] + self.segments(segments) + self.shapes(shapes)
        found = [self.dropout(self.norm(x))]
        for layer in self.layers:
            found.append(layer(found[-1], mask))
        return found

    def encode(self, ids: Tensor, segments: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """Vectors [batch, pieces, HIDDEN]."""
        return self.levels(ids, segments, shapes, mask)[-1]


class PairLayer(nn.Module):
    """A small encoder layer with the norm before."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        n = PAIR_HIDDEN
        self.norm1, self.norm2 = nn.LayerNorm(n), nn.LayerNorm(n)
        self.mix, self.out = nn.Linear(n, 3 * n), nn.Linear(n, n)
        self.up, self.down = nn.Linear(n, 2 * n), nn.Linear(2 * n, n)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attention, then two linear layers."""
        b, t, n = x.shape
        q, k, v = self.mix(self.norm1(x)).view(b, t, 3, PAIR_HEADS, -1).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.dropout(self.out(y.transpose(1, 2).reshape(b, t, n)))
        return x + self.dropout(self.down(F.gelu(self.up(self.norm2(x)))))


class Pairs(nn.Module):
    """The pass for each cue: which words of its paragraph are its source and its content."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.places = nn.Embedding(2 * REACH + 2, PAIR_HIDDEN)
        self.layers = nn.ModuleList(PairLayer(dropout) for _ in range(PAIR_LAYERS))
        self.norm = nn.LayerNorm(PAIR_HIDDEN)
        self.labels = nn.Linear(PAIR_HIDDEN, PAIR_LABELS)

    def forward(self, vectors: Tensor, places: Tensor, seen: Tensor | None) -> Tensor:
        """Label logits [cues, pieces, PAIR_LABELS]; `seen` is false for padding."""
        x = vectors + self.places(places)
        mask = None if seen is None else seen[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.labels(self.norm(x))


class Mentions(nn.Module):
    """Which pieces a mention begins and ends with."""

    def __init__(self) -> None:
        super().__init__()
        self.firsts, self.lasts = nn.Linear(HIDDEN, EDGE), nn.Linear(HIDDEN, EDGE)
        self.first, self.last = nn.Linear(HIDDEN, 1), nn.Linear(HIDDEN, 1)
        nn.init.constant_(self.first.bias, -3.0)  # mentions are few among the pairs of pieces
        nn.init.constant_(self.last.bias, -3.0)

    def forward(self, vectors: Tensor) -> Tensor:
        """Logits [windows, pieces, pieces] that a mention goes from the one piece to the other."""
        product = self.firsts(vectors) @ self.lasts(vectors).transpose(1, 2) / EDGE**0.5
        return product + self.first(vectors) + self.last(vectors).transpose(1, 2)


class Links(nn.Module):
    """Who a mention is: the same as which one before it, or nobody before."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = nn.Linear(HIDDEN, LINK), nn.Linear(HIDDEN, LINK)
        self.after, self.before, self.new = nn.Linear(LINK, LINK), nn.Linear(LINK, LINK), nn.Linear(LINK, 1)
        self.distance = nn.Embedding(FAR, 1)

    def forward(self, firsts: Tensor, lasts: Tensor, apart: Tensor) -> tuple[Tensor, Tensor]:
        """Logits [mentions, mentions], row after column, and those of being new [mentions].

        Shape: firsts, lasts [mentions, HIDDEN]; apart [mentions, mentions], how many mentions lie between, below FAR.
        """
        x = F.gelu(self.first(firsts) + self.last(lasts))
        logits = self.after(x) @ self.before(x).T / LINK**0.5 + self.distance(apart).squeeze(-1)
        return logits, self.new(x).squeeze(-1)


class Meanings(nn.Module):
    """Vectors of sentences, for likeness."""

    def __init__(self) -> None:
        super().__init__()
        self.out = nn.Linear(HIDDEN, HIDDEN)

    def forward(self, means: Tensor) -> Tensor:
        """Vectors [sentences, HIDDEN] of length 1 from the means of the encoder's."""
        return F.normalize(self.out(means), dim=-1)


def load_public(encoder: Encoder, state: dict[str, Tensor]) -> None:
    """Takes over the public weights of a 6-layer BERT, by their public names."""
    own = {"words.weight": "embeddings.word_embeddings.weight", "positions.weight": "embeddings.position_embeddings.weight"}
    own |= {"segments.weight": "embeddings.token_type_embeddings.weight"}
    own |= {f"norm.{p}": f"embeddings.LayerNorm.{p}" for p in ("weight", "bias")}
    parts = {"attention.query": "attention.self.query", "attention.key": "attention.self.key"}
    parts |= {"attention.value": "attention.self.value", "attention.dense": "attention.output.dense"}
    parts |= {"attention.norm": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense"}
    parts |= {"norm": "output.LayerNorm"}
    for n in range(LAYERS):
        for mine, theirs in parts.items():
            own |= {f"layers.{n}.{mine}.{p}": f"encoder.layer.{n}.{theirs}.{p}" for p in ("weight", "bias")}
    missing, unknown = encoder.load_state_dict({mine: state[theirs] for mine, theirs in own.items()}, strict=False)
    left = {m for m in missing if m.split(".")[0] not in {"shapes", "cues", "roles", "names", "pairs"}}
    if left or unknown:
        raise ValueError(f"the public weights do not fit: {sorted(left)} {unknown}")
