"""Learns the small pass from what the larger one says of each word, and from what people say where they said it."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from onrecord.neural import load_reader
from onrecord.neural.weights import NOWHERE, open_graph
from training.cues.material import SEED, Paragraph, gather
from training.cues.network import Spans, places_of
from training.reader.encoder import PAIR_HIDDEN, PAIR_LABELS
from training.reader.examples import IGNORED
from training.reader.schedule import SAVE_EVERY_S, SHOW_EVERY, Log, save, schedule

AVERAGE = 0.998


@dataclass(frozen=True, slots=True)
class Plan:
    """How the small pass is learnt, from so many parts of `news` that nobody annotated beside what people did.

    `told` is the weight of what people say beside what the larger pass says.
    """

    passes: int = 2
    news: int = 2
    words: int = 8000
    rate: float = 2e-3
    told: float = 0.3


class Batch(NamedTuple):
    """Paragraphs with their cues, padded.

    Shape: vectors [paragraphs, words, size]; which [cues], the paragraph of each; share [cues, words], what each word counts
    for in its cue; places, seen, gold [cues, words]; teacher [cues, words, PAIR_LABELS].
    """

    vectors: Tensor
    which: Tensor
    share: Tensor
    places: Tensor
    seen: Tensor
    gold: Tensor
    teacher: Tensor


def collate(paragraphs: Sequence[Paragraph]) -> Batch:
    """The batch of these paragraphs."""
    words = max(len(p.vectors) for p in paragraphs)
    cues = sum(len(p.cues) for p in paragraphs)
    batch = Batch(
        torch.zeros(len(paragraphs), words, PAIR_HIDDEN),
        torch.zeros(cues, dtype=torch.long),
        torch.zeros(cues, words),
        torch.full((cues, words), NOWHERE),
        torch.zeros(cues, words, dtype=torch.bool),
        torch.full((cues, words), IGNORED),
        torch.zeros(cues, words, PAIR_LABELS),
    )
    row = 0
    for n, p in enumerate(paragraphs):
        size = len(p.vectors)
        batch.vectors[n, :size] = torch.from_numpy(p.vectors).float()
        for (a, b), gold, teacher in zip(p.cues.tolist(), p.gold, p.teacher, strict=True):
            batch.which[row] = n
            batch.share[row, a:b] = 1 / (b - a)
            batch.places[row, :size] = places_of(size, a, b)
            batch.seen[row, :size] = True
            batch.gold[row, :size] = torch.from_numpy(gold).long()
            batch.teacher[row, :size] = torch.from_numpy(teacher).float()
            row += 1
    return batch


def group(paragraphs: Sequence[Paragraph], *, words: int, seed: str) -> list[list[int]]:
    """Paragraphs of like lengths in batches of about that many words times cues, in a drawn order."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    drawn = rng.sample(range(len(paragraphs)), len(paragraphs))
    drawn.sort(key=lambda i: len(paragraphs[i].vectors) // 8)
    groups: list[list[int]] = [[]]
    cues = longest = 0
    for i in drawn:
        cues += len(paragraphs[i].cues)
        longest = max(longest, len(paragraphs[i].vectors))
        if groups[-1] and cues * longest > words:
            groups.append([])
            cues, longest = len(paragraphs[i].cues), len(paragraphs[i].vectors)
        groups[-1].append(i)
    rng.shuffle(groups)
    return groups


def make_spans(corpora: Path, out: Path, *, weights: Path, wide: Path, texts: int | None = None) -> Path:
    """Gathers and learns; gives the file with the weights. `weights` is the reader's folder, `wide` the larger pass's graph."""
    torch.set_num_threads(1)
    final = out / "spans.pt"
    if final.exists():
        return final
    plan = Plan()
    reader, larger = load_reader(weights), open_graph(wide)
    return learn(gather(corpora, out / "material", reader=reader, wide=larger, texts=texts, news=plan.news), out, plan=plan)


def find_loss(spans: Spans, batch: Batch, *, told: float) -> Tensor:
    """How far the labels' likelihoods are from the larger pass's, and minus the log likelihood of what people say."""
    cue = torch.einsum("cw,cwd->cd", batch.share, batch.vectors[batch.which])
    logits = spans(spans.own(batch.vectors)[batch.which], cue, batch.places, batch.seen[:, None, None, :])
    log_p = logits.log_softmax(-1)
    loss = -(batch.teacher.softmax(-1) * log_p).sum(-1)[batch.seen].mean()
    known = batch.gold != IGNORED
    return loss + told * F.nll_loss(log_p[known], batch.gold[known]) if known.any() else loss


def learn(paragraphs: Sequence[Paragraph], out: Path, *, plan: Plan) -> Path:
    """Learns, going on from the last checkpoint in `out`; gives the file with the averaged weights."""
    last, final = out / "checkpoint.pt", out / "spans.pt"
    if final.exists():
        return final
    torch.manual_seed(SEED)
    spans = Spans()
    optimizer = torch.optim.AdamW(spans.parameters(), lr=plan.rate, weight_decay=0.02, betas=(0.9, 0.98))
    groups = [g for n in range(plan.passes) for g in group(paragraphs, words=plan.words, seed=f"{SEED}/{n}")]
    step, average = 0, {key: value.clone() for key, value in spans.state_dict().items()}
    if last.exists():
        state = torch.load(last, weights_only=True)
        spans.load_state_dict(state["spans"])
        optimizer.load_state_dict(state["optimizer"])
        step, average = state["step"], state["average"]
        print(f"going on from step {step} of cues", flush=True)
    saved, log = time.monotonic(), Log()
    while step < len(groups):
        for part in optimizer.param_groups:
            part["lr"] = plan.rate * schedule(step, len(groups))
        batch = collate([paragraphs[i] for i in groups[step]])
        loss = find_loss(spans, batch, told=plan.told)
        loss.backward()
        nn.utils.clip_grad_norm_(spans.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        for key, value in spans.state_dict().items():
            average[key].lerp_(value, 1 - min(AVERAGE, step / (step + 10)))
        log.add({"cues": float(loss.detach())}, int(batch.seen.sum()))
        if step % SHOW_EVERY == 0:
            log.show(step, len(groups))
        if time.monotonic() - saved > SAVE_EVERY_S:
            save(last, {"spans": spans.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step})
            saved = time.monotonic()
    save(final, average)
    return final
