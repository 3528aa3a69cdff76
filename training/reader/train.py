"""Trains the reader, resumable at any time: the same plan with the same folder goes on where it stopped."""

import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.windows import Encode
from training.reader.batches import Batch, batch_examples, false_cues, gather_pairs
from training.reader.encoder import CUE_LABELS, PAIR_LABELS, ROLE_LABELS, Encoder, Pairs, load_public
from training.reader.nesting import Donors, compose, find_donors
from training.reader.polnear import Example, Text, make_examples, read_polnear, vary

AVERAGE = 0.995
ROLE_WEIGHT = 0.3
SAVE_EVERY_S = 240
SHOW_EVERY = 25
NESTED_FROM = 1  # epochs that see the corpus as it is before nested attributions are composed


@dataclass(frozen=True, slots=True)
class Plan:
    """How the reader is trained; `pieces` is the size of a batch, `rate_new` is for what does not start from public weights."""

    epochs: float = 3.0
    pieces: int = 1536
    rate: float = 2e-4
    rate_new: float = 8e-4
    seed: int = 20261122
    threads: int = 2
    texts: int | None = None


class Reader(nn.Module):
    """Encoder and the pass for each cue."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.pairs = Pairs()


def draw_examples(
    texts: Sequence[Text], *, epoch: int, seed: int, encode: Encode, donors: Donors | None = None
) -> list[Example]:
    """The examples of one epoch: varied texts, one of the annotations each, windows of drawn sizes; nested with donors."""
    rng = random.Random(f"{seed}/{epoch}")  # noqa: S311 - repeatable, not secret
    found: list[Example] = []
    for one in texts:
        if one.annotations:
            marked = rng.choice(one.annotations)
            limit = rng.choice((112, 160, 208, 256))
            context = rng.choice((0, 24))
            text = one.text
            if donors is not None:
                text, marked = compose(text, marked, donors=donors, rng=rng)
            found += make_examples(
                vary(text, rng), marked, limit=limit, context=context, nested=donors is not None, encode=encode
            )
    return found


def cross_entropy(logits: Tensor, labels: Tensor, size: int) -> Tensor:
    """The mean over the words that are learnt from."""
    return F.cross_entropy(logits.float().reshape(-1, size), labels.reshape(-1), ignore_index=-100)


def losses(reader: Reader, batch: Batch, rng: random.Random, device: torch.device) -> dict[str, Tensor]:
    """The loss of each head."""
    seen = batch.seen.to(device)[:, None, None, :]
    vectors = reader.encoder.encode(batch.ids.to(device), batch.segments.to(device), batch.shapes.to(device), seen)
    cues = reader.encoder.cues(vectors)
    found = {
        "cue": cross_entropy(cues, batch.cues.to(device), CUE_LABELS),
        "role": cross_entropy(reader.encoder.roles(vectors), batch.roles.to(device), ROLE_LABELS),
    }
    p_cue = 1 - cues.detach().float().softmax(-1)[..., 0].cpu()
    flat = reader.encoder.pairs(vectors).flatten(0, 1)
    total, count = torch.zeros((), device=device), 0
    for part in gather_pairs(batch, false_cues(batch, p_cue, share=0.25, rng=rng)):
        logits = reader.pairs(flat[part.index.to(device)], part.places.to(device), part.seen.to(device))
        n = int((part.labels != -100).sum())
        total = total + n * cross_entropy(logits, part.labels.to(device), PAIR_LABELS)
        count += n
    if count:
        found["pair"] = total / count
    return found


def make_optimizer(reader: Reader, *, rate: float, rate_new: float) -> torch.optim.Optimizer:
    """AdamW: a small rate for what starts from the public weights (smaller further down), a larger one for what is new."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in reader.named_parameters():
        if name.startswith("encoder.layers."):
            lr = rate * 0.9 ** (5 - int(name.split(".")[2]))
        elif name.startswith(("encoder.positions", "encoder.segments", "encoder.norm")):
            lr = rate * 0.5
        else:
            lr = rate_new
        if parameter.requires_grad:
            groups.setdefault((lr, 0.01 if parameter.dim() > 1 else 0.0), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": lr, "top": lr, "weight_decay": wd} for (lr, wd), p in groups.items()], betas=(0.9, 0.98)
    )


def schedule(step: int, total: int) -> float:
    """Warm-up over a twentieth, then down to a fiftieth along a cosine."""
    warm = max(1, total // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, total - warm))))


class Run:
    """Reader, optimizer and averaged weights at one step, as a checkpoint holds them."""

    def __init__(self, start: Path, plan: Plan, device: torch.device) -> None:
        self.reader = Reader()
        load_public(self.reader.encoder, load_file(start / "model.safetensors"))
        # seldom seen words keep what the public weights know of them
        self.reader.encoder.words.weight.requires_grad_(requires_grad=False)
        self.reader.to(device)
        self.optimizer = make_optimizer(self.reader, rate=plan.rate, rate_new=plan.rate_new)
        self.average = {k: v.clone() for k, v in self.reader.state_dict().items() if not k.endswith("words.weight")}
        self.step = 0

    def load(self, path: Path, device: torch.device) -> None:
        """Goes back to a checkpoint."""
        state = torch.load(path, map_location=device, weights_only=True)
        self.reader.load_state_dict(state["reader"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]

    def state(self) -> dict[str, object]:
        """What a checkpoint holds."""
        return {
            "reader": self.reader.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
        }

    def weights(self) -> dict[str, Tensor]:
        """The averaged weights."""
        return self.reader.state_dict() | self.average

    def learn(self, batch: Batch, *, total: int, seed: int, device: torch.device) -> dict[str, float]:
        """One step; gives the loss of each head."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * schedule(self.step, total)
        torch.manual_seed(seed + self.step)
        self.reader.train()
        with torch.autocast(device.type, torch.bfloat16):
            found = losses(self.reader, batch, random.Random(f"{seed}/{self.step}"), device)  # noqa: S311
        loss = found["cue"] + ROLE_WEIGHT * found["role"] + found.get("pair", 0.0)
        loss.backward()
        nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        weight = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            now = self.reader.state_dict()
            for key, value in self.average.items():
                value.lerp_(now[key], 1 - weight)
        return {key: float(value.detach()) for key, value in found.items()}


def save(path: Path, state: object) -> None:
    """Writes beside and renames, so that a kill leaves the last one whole."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def train(corpora: Path, out: Path, *, start: Path, plan: Plan) -> Path:
    """Trains to the end, going on from the last checkpoint in `out`; gives the file with the averaged weights."""
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    encode = load_tokenizer(start / "vocab.txt")
    texts = read_polnear(corpora / "attribution" / "polnear" / "train")[: plan.texts]
    donors = find_donors(texts)
    run = Run(start, plan, device)
    first = draw_examples(texts, epoch=0, seed=plan.seed, encode=encode)
    per_epoch = sum(1 for _ in batch_examples(first, pieces=plan.pieces, rng=random.Random(0)))  # noqa: S311
    total = int(per_epoch * plan.epochs)
    last, final = out / "checkpoint.pt", out / "trained.pt"
    if last.exists():
        run.load(last, device)
        print(f"going on from step {run.step} of {total}", flush=True)
    saved = time.monotonic()
    log = Log()
    while run.step < total:
        epoch = run.step // per_epoch
        rng = random.Random(f"{plan.seed}/batches/{epoch}")  # noqa: S311
        given = donors if epoch >= NESTED_FROM else None
        drawn = draw_examples(texts, epoch=epoch, seed=plan.seed, encode=encode, donors=given)
        batches = list(batch_examples(drawn, pieces=plan.pieces, rng=rng))
        for number in range(run.step - epoch * per_epoch, min(per_epoch, total - epoch * per_epoch)):
            batch = batches[number % len(batches)]
            log.add(run.learn(batch, total=total, seed=plan.seed, device=device), int(batch.seen.sum()))
            if run.step % SHOW_EVERY == 0:
                log.show(run.step, total)
            if time.monotonic() - saved > SAVE_EVERY_S:
                save(last, run.state())
                saved = time.monotonic()
        save(last, run.state())
        save(out / f"epoch-{epoch + 1}.pt", run.weights())
    save(final, run.weights())
    return final


class Log:
    """What is shown of the losses on the way."""

    def __init__(self) -> None:
        self.losses: list[dict[str, float]] = []
        self.pieces, self.since = 0, time.monotonic()

    def add(self, losses: dict[str, float], pieces: int) -> None:
        """Notes one step."""
        self.losses.append(losses)
        self.pieces += pieces

    def show(self, step: int, total: int) -> None:
        """Prints the means since the last time."""
        keys = sorted({key for row in self.losses for key in row})
        means = {key: round(sum(row.get(key, 0.0) for row in self.losses) / len(self.losses), 4) for key in keys}
        speed = round(self.pieces / (time.monotonic() - self.since))
        print(json.dumps({"step": step, "of": total, **means, "pieces_s": speed}), flush=True)
        self.losses, self.pieces, self.since = [], 0, time.monotonic()
