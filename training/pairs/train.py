"""Trains the pair model, resumable at any time: the same plan with the same folder goes on where it stopped.

What is learnt of two sentences stands beside what the public encoder says of one, so that the vectors stay as they were.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.windows import Encode
from training.pairs.corpora import Example, read_training
from training.pairs.network import LONGEST, Pairing
from training.reader.batches import pad
from training.reader.encoder import Encoder, load_public
from training.reader.teacher import embed
from training.reader.train import Log, save, schedule

AVERAGE = 0.995
SAVE_EVERY_S = 180
SHOW_EVERY = 25
KEPT = 0.2  # weight of staying with the public encoder's vectors
TAUGHT = 12_000  # sentences
FROZEN = ("words", "positions", "segments", "norm.", "layers.0.", "layers.1.", "layers.2.")  # as the public weights have them


@dataclass(frozen=True, slots=True)
class Plan:
    """How the pair model is trained; `pieces` is the size of a batch, `taught` sentences a batch keep the vectors in place."""

    epochs: float = 0.5
    pieces: int = 1600
    taught: int = 4
    rate: float = 1.5e-4
    rate_new: float = 6e-4
    seed: int = 20261122
    threads: int = 1
    examples: int | None = None


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


def loss_of(model: Pairing, batch: Batch) -> Tensor:
    """Cross-entropy of the labels."""
    x = model.encode(batch.ids, batch.segments, batch.seen[:, None, None, :])
    return F.cross_entropy(model.judge(x, batch.left, batch.right).float(), batch.labels, label_smoothing=0.05)


def keep_vectors(model: Pairing, ids: Tensor, seen: Tensor, wanted: Tensor) -> Tensor:
    """How far sentence vectors are from those of the public encoder."""
    x = model.encode(ids, torch.zeros_like(ids), seen[:, None, None, :])
    return (1 - (model.mean(x, seen).float() * wanted).sum(-1)).mean()


class Run:
    """Model, optimizer and averaged weights at one step, as a checkpoint holds them."""

    def __init__(self, start: Path, plan: Plan, before: Path | None = None) -> None:
        self.model = Pairing()
        if before is None:
            load_public_pairing(self.model, start)
        else:
            self.model.load_state_dict(torch.load(before, map_location="cpu", weights_only=True))
        for name, parameter in self.model.named_parameters():
            if name.startswith(FROZEN):
                parameter.requires_grad_(requires_grad=False)
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for name, parameter in self.model.named_parameters():
            if parameter.requires_grad:
                lr = plan.rate_new if name.startswith(("mix", "labels")) else plan.rate
                groups.setdefault((lr, 0.01 if parameter.dim() > 1 else 0.0), []).append(parameter)
        self.optimizer = torch.optim.AdamW(
            [{"params": p, "lr": lr, "top": lr, "weight_decay": wd} for (lr, wd), p in groups.items()], betas=(0.9, 0.98)
        )
        self.average = {k: v.clone() for k, v in self.model.state_dict().items() if k != "words.weight"}
        self.step = 0

    def load(self, path: Path) -> None:
        """Goes back to a checkpoint."""
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.model.load_state_dict(state["model"], strict=False)
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]

    def state(self) -> dict[str, object]:
        """What a checkpoint holds; the word vectors never change."""
        model = {k: v for k, v in self.model.state_dict().items() if k != "words.weight"}
        return {"model": model, "optimizer": self.optimizer.state_dict(), "average": self.average, "step": self.step}

    def weights(self) -> dict[str, Tensor]:
        """The averaged weights."""
        return self.model.state_dict() | self.average

    def learn(self, batch: Batch, taught: tuple[Tensor, Tensor, Tensor], *, total: int, seed: int) -> dict[str, float]:
        """One step; gives its losses."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * schedule(self.step, total)
        torch.manual_seed(seed + self.step)
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16):
            said = loss_of(self.model, batch)
            kept = keep_vectors(self.model, *taught)
        (said + KEPT * kept).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        weight = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            now = self.model.state_dict()
            for key, value in self.average.items():
                value.lerp_(now[key], 1 - weight)
        return {"said": float(said.detach()), "kept": float(kept.detach())}


def load_public_pairing(model: Pairing, start: Path) -> None:
    """Takes over the public weights."""
    encoder = Encoder()
    load_public(encoder, load_file(start / "model.safetensors"))
    own = model.state_dict()
    model.load_state_dict(own | {k: v for k, v in encoder.state_dict().items() if k in own})


def teach(texts: Sequence[str], out: Path, start: Path, encode: Encode) -> NDArray[np.float16]:
    """The public encoder's vectors of the sentences, kept once they are made."""
    kept = out / "sentences.npy"
    if kept.exists() and len(stored := np.load(kept)) == len(texts):
        return np.asarray(stored)
    vectors = embed(texts, start, encode=encode)
    np.save(kept, vectors)
    return vectors


def train(corpora: Path, out: Path, *, start: Path, plan: Plan) -> Path:
    """Trains to the end, going on from the last checkpoint in `out`; gives the file with the averaged weights."""
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    encode = load_tokenizer(start / "vocab.txt")
    examples = read_training(corpora)
    random.Random(plan.seed).shuffle(examples)  # noqa: S311 - repeatable, not secret
    examples = examples[: plan.examples]
    pairs = code(examples, encode)
    texts = sorted({text for e in examples for text in e[:2] if 4 <= len(text.split()) <= LONGEST})
    random.Random(plan.seed).shuffle(texts)  # noqa: S311
    texts = texts[:TAUGHT]
    vectors = teach(texts, out, start, encode)
    coded = [tuple(encode([t])[0][0][:LONGEST]) for t in texts]
    run = Run(start, plan)
    per_epoch = sum(1 for _ in draw(pairs, pieces=plan.pieces, rng=random.Random(f"{plan.seed}/0")))  # noqa: S311
    total = int(per_epoch * plan.epochs)
    last, final = out / "checkpoint.pt", out / "trained.pt"
    if last.exists():
        run.load(last)
        print(f"going on from step {run.step} of {total}", flush=True)
    saved, log = time.monotonic(), Log()
    while run.step < total:
        epoch = run.step // per_epoch
        batches = list(draw(pairs, pieces=plan.pieces, rng=random.Random(f"{plan.seed}/{epoch}")))  # noqa: S311
        for number in range(run.step - epoch * per_epoch, min(per_epoch, total - epoch * per_epoch)):
            rng = random.Random(f"{plan.seed}/{run.step}/taught")  # noqa: S311
            drawn = rng.sample(range(len(texts)), plan.taught)
            ids = [[101, *coded[i], 102] for i in drawn]
            taught = (pad(ids, 0), pad([[1] * len(r) for r in ids], 0).bool(), torch.tensor(vectors[drawn]).float())
            batch = batches[number % len(batches)]
            log.add(run.learn(batch, taught, total=total, seed=plan.seed), int(batch.seen.sum()))
            if run.step % SHOW_EVERY == 0:
                log.show(run.step, total)
            if time.monotonic() - saved > SAVE_EVERY_S:
                save(last, run.state())
                saved = time.monotonic()
        save(last, run.state())
    save(final, run.weights())
    return final
