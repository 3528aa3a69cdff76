"""Trains the pair model, resumable at any time: the same plan with the same folder goes on where it stopped.

First on pairs of every kind, then on those of SNLI's development set. What is learnt first holds no sentence of that set, so
that it is learnt once for all parts that are held out of it in turn.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.windows import Encode
from training.pairs.corpora import Example, Pairs
from training.pairs.network import LAYERS, LONGEST, Pairing
from training.reader.batches import pad
from training.reader.encoder import Encoder, load_public
from training.reader.schedule import SHOW_EVERY, Log, save, schedule

AVERAGE = 0.995
SAVE_EVERY_S = 180
SMOOTHED = 0.05
FROZEN = ("words.",)  # as the public weights have them
# What captions do not change of what was learnt first: it trains a quarter faster.
FROZEN_OWN = ("words.", "positions.", "segments.", "norm.", "layers.0.")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the pair model is trained; `pieces` is the size of a batch; each layer's rate is `deeper` times that above it."""

    epochs: int = 3
    pieces: int = 1200
    pieces_own: int = 1600
    rate: float = 2e-4
    rate_own: float = 1.5e-4
    rate_new: float = 1e-3
    deeper: float = 0.85
    seed: int = 20261122
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Coded:
    """A pair as pieces."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    label: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Shape: ids, segments, left, right, seen [pairs, pieces]; labels [pairs]."""

    ids: Tensor
    segments: Tensor
    left: Tensor
    right: Tensor
    seen: Tensor
    labels: Tensor


def code(examples: Sequence[Example], encode: Encode) -> list[Coded]:
    """The pairs as pieces, each sentence cut where it is long."""
    known: dict[str, tuple[int, ...]] = {}

    def pieces(text: str) -> tuple[int, ...]:
        if text not in known:
            known[text] = tuple(encode([text])[0][0][:LONGEST])
        return known[text]

    return [c for e in examples if (c := Coded(pieces(e.premise), pieces(e.hypothesis), e.label)).left and c.right]


def collate(pairs: Sequence[Coded]) -> Batch:
    """The pairs as one batch."""
    ids = [[101, *p.left, 102, *p.right, 102] for p in pairs]
    return Batch(
        ids=pad(ids, 0),
        segments=pad([[0] * (len(p.left) + 2) + [1] * (len(p.right) + 1) for p in pairs], 0),
        left=pad([[0] + [1] * len(p.left) + [0] * (len(p.right) + 2) for p in pairs], 0),
        right=pad([[0] * (len(p.left) + 2) + [1] * len(p.right) + [0] for p in pairs], 0),
        seen=pad([[1] * len(row) for row in ids], 0).bool(),
        labels=torch.tensor([p.label for p in pairs]),
    )


def draw(pairs: Sequence[Coded], *, pieces: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of like length in any order."""
    order = sorted(range(len(pairs)), key=lambda i: (len(pairs[i].left) + len(pairs[i].right) + rng.random() * 6, i))
    groups: list[list[int]] = [[]]
    for i in order:
        size = len(pairs[i].left) + len(pairs[i].right) + 3
        if groups[-1] and (len(groups[-1]) + 1) * size > pieces:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    for group in groups:
        yield collate([pairs[i] for i in group])


def depth_of(name: str) -> int:
    """How many layers lie above a parameter's."""
    if name.startswith("layers."):
        return LAYERS - 1 - int(name.split(".")[1])
    return 0 if name.startswith(("mix", "labels")) else LAYERS


class Run:
    """Model, optimizer and averaged weights at one step, as a checkpoint holds them."""

    def __init__(self, model: Pairing, *, rate: float, rate_new: float, deeper: float, frozen: tuple[str, ...]) -> None:
        self.model = model
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(requires_grad=not name.startswith(frozen))
            if parameter.requires_grad:
                lr = rate_new if name.startswith(("mix", "labels")) else rate * deeper ** depth_of(name)
                groups.setdefault((lr, 0.01 if parameter.dim() > 1 else 0.0), []).append(parameter)
        self.optimizer = torch.optim.AdamW(
            [{"params": p, "lr": lr, "top": lr, "weight_decay": wd} for (lr, wd), p in groups.items()],
            betas=(0.9, 0.98),
            fused=True,
        )
        self.average = {k: v.clone() for k, v in model.state_dict().items() if not k.startswith(frozen)}
        self.step = 0

    def load(self, path: Path) -> None:
        """Goes back to a checkpoint."""
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.model.load_state_dict(state["model"], strict=False)
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]

    def state(self) -> dict[str, object]:
        """What a checkpoint holds: nothing of what never changes."""
        model = {k: v for k, v in self.model.state_dict().items() if k in self.average}
        return {"model": model, "optimizer": self.optimizer.state_dict(), "average": self.average, "step": self.step}

    def weights(self) -> dict[str, Tensor]:
        """The averaged weights."""
        return self.model.state_dict() | self.average

    def learn(self, batch: Batch, *, total: int, seed: int) -> dict[str, float]:
        """One step; gives its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * schedule(self.step, total)
        torch.manual_seed(seed + self.step)
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16):
            x = self.model.encode(batch.ids, batch.segments, batch.seen[:, None, None, :])
            logits = self.model.judge(x, batch.left, batch.right).float()
        loss = F.cross_entropy(logits, batch.labels, label_smoothing=SMOOTHED)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        weight = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            now = self.model.state_dict()
            for key, value in self.average.items():
                value.lerp_(now[key], 1 - weight)
        return {"said": float(loss.detach())}


def load_public_pairing(model: Pairing, start: Path) -> None:
    """Takes over the public weights."""
    encoder = Encoder()
    load_public(encoder, load_file(start / "model.safetensors"))
    own = model.state_dict()
    model.load_state_dict(own | {k: v for k, v in encoder.state_dict().items() if k in own})


def go_through(run: Run, pairs: Sequence[Coded], out: Path, *, epochs: int, pieces: int, seed: int) -> Path:
    """Learns all pairs in every epoch, going on from the last checkpoint of `out`; gives the file with the averaged weights."""

    def batches_of(epoch: int) -> list[Batch]:
        return list(draw(pairs, pieces=pieces, rng=random.Random(f"{seed}/{epoch}")))  # noqa: S311 - repeatable, not secret

    last = out.with_suffix(".checkpoint")
    if last.exists():
        run.load(last)
        print(f"{out.stem} goes on from step {run.step}", flush=True)
    ends = [0]
    for epoch in range(epochs):
        ends.append(ends[-1] + len(batches_of(epoch)))
    saved, log = time.monotonic(), Log()
    for epoch in range(epochs):
        for batch in batches_of(epoch)[max(0, run.step - ends[epoch]) :]:
            log.add(run.learn(batch, total=ends[-1], seed=seed), int(batch.seen.sum()))
            if run.step % SHOW_EVERY == 0:
                log.show(run.step, ends[-1])
            if time.monotonic() - saved > SAVE_EVERY_S:
                save(last, run.state())
                saved = time.monotonic()
    save(out, run.weights())
    last.unlink(missing_ok=True)
    return out


def train(pairs: Pairs, out: Path, *, part: int, start: Path, plan: Plan) -> Path:
    """Trains to the end, going on from what `out` holds; gives the file with the averaged weights."""
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    encode = load_tokenizer(start / "vocab.txt")
    model = Pairing()
    general, final = out / "general.pt", out / f"part{part + 1}.pt"
    if final.exists():
        return final
    if not general.exists():
        load_public_pairing(model, start)
        run = Run(model, rate=plan.rate, rate_new=plan.rate_new, deeper=plan.deeper, frozen=FROZEN)
        go_through(run, code(pairs.general, encode), general, epochs=1, pieces=plan.pieces, seed=plan.seed)
    model.load_state_dict(torch.load(general, map_location="cpu", weights_only=True))
    run = Run(model, rate=plan.rate_own, rate_new=plan.rate_own, deeper=plan.deeper, frozen=FROZEN_OWN)
    return go_through(run, code(pairs.own, encode), final, epochs=plan.epochs, pieces=plan.pieces_own, seed=plan.seed)
