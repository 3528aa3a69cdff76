"""Losses of what belongs together in a window: the edges of mentions, who they are, and what sentences mean."""

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor

from training.reader.batches import Batch
from training.reader.encoder import FAR, Links, Meanings, Mentions

WIDEST = 40  # pieces of a mention, at most


def learn_mentions(head: Mentions, vectors: Tensor, batch: Batch) -> Tensor | None:
    """The loss of finding the mentions, where the corpus marks them: of each first piece with each last one near it."""
    rows = [i for i, e in enumerate(batch.examples) if e.mentions is not None]
    if not rows:
        return None
    logits = head(vectors[rows]).float()
    want = torch.zeros_like(logits)
    asked = torch.zeros_like(logits, dtype=torch.bool)
    for n, i in enumerate(rows):
        example = batch.examples[i]
        for at, pieces in example.window.units:
            size = len(pieces.ids)
            asked[n, at : at + size, at : at + size] = True
        for m in example.mentions or ():
            want[n, m.first, m.last] = 1.0
    near = torch.ones(logits.shape[1:], dtype=torch.bool, device=logits.device).triu().tril(WIDEST)
    asked &= near
    loss = F.binary_cross_entropy_with_logits(logits[asked], want[asked], reduction="sum")
    return loss / want.sum().clamp_min(1)


def learn_links(head: Links, vectors: Tensor, batch: Batch) -> Tensor | None:
    """The loss of saying which mention before each is the same, or that none is."""
    total, count = torch.zeros((), device=vectors.device), 0
    for i, example in enumerate(batch.examples):
        mentions = example.mentions or ()
        if len(mentions) < 2:
            continue
        firsts, lasts = (vectors[i, [getattr(m, end) for m in mentions]] for end in ("first", "last"))
        number = torch.arange(len(mentions), device=vectors.device)
        logits, new = head(firsts, lasts, (number[:, None] - number[None, :]).clamp(0, FAR - 1))
        who = torch.tensor([m.cluster for m in mentions], device=vectors.device)
        before = torch.ones_like(logits, dtype=torch.bool).tril(-1)
        right = (who[:, None] == who[None, :]) & before
        scores = torch.cat([new[:, None], logits.masked_fill(~before, -1e9)], dim=1).float()
        allowed = torch.cat([~right.any(1, keepdim=True), right], dim=1)
        total = total + (scores.logsumexp(1) - scores.masked_fill(~allowed, -1e9).logsumexp(1)).sum()
        count += len(mentions)
    return total / count if count else None


def learn_meanings(head: Meanings, vectors: Tensor, batch: Batch) -> Tensor | None:
    """One minus the cosine of each sentence's vector with its teacher's."""
    means, want = [], []
    for i, example in enumerate(batch.examples):
        for one in example.meanings:
            means.append(vectors[i, one.start : one.end].mean(0))
            want.append(torch.from_numpy(one.vector.astype("float32")))
    if not means:
        return None
    return (1 - (head(torch.stack(means)).float() * torch.stack(want).to(vectors.device)).sum(-1)).mean()
