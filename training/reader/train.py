"""Trains the reader in two stages, resumable at any time: the same plan with the same folder goes on where it stopped.

The first stage learns attributions alone; the second goes on from its weights with all tasks at once: attributions, names,
mentions and who they are, and vectors of sentences.
"""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.windows import Encode
from training.reader.batches import Batch, batch_examples, false_cues, gather_pairs
from training.reader.columns import Tagged, read_conll, read_worldwide
from training.reader.coreference import SPOKEN, Linked, read_gum
from training.reader.encoder import (
    CUE_LABELS,
    NAME_LABELS,
    PAIR_LABELS,
    ROLE_LABELS,
    Encoder,
    Links,
    Meanings,
    Mentions,
    Pairs,
    load_public,
)
from training.reader.examples import Example, mark_attributions, mark_mentions, mark_names, with_meanings
from training.reader.nesting import Donors, compose, find_donors
from training.reader.polnear import Text, read_polnear, vary
from training.reader.schedule import SAVE_EVERY_S, SHOW_EVERY, Log, save, schedule
from training.reader.teacher import teach
from training.reader.together import learn_links, learn_meanings, learn_mentions

AVERAGE = 0.995
TOGETHER = ("mentions", "links", "meanings")
WEIGHTS = {"role": 0.3, "mention": 0.5, "link": 0.3}  # of the losses, where not 1
CONLL_TIMES, GUM_TIMES = 3, 2  # the small corpora are seen more often
NESTED_FROM = 1  # epochs that see the corpus as it is before nested attributions are composed


@dataclass(frozen=True, slots=True)
class Plan:
    """How the reader is trained; `pieces` is the size of a batch.

    `rate_new` is for what does not start from public weights; in the second stage all that the first has learnt goes on at
    `slower` of its rate, and each epoch sees a `share` of the articles and of the documents of names.
    """

    epochs: float = 3.0
    epochs_all: float = 3.0
    pieces: int = 1536
    rate: float = 2e-4
    rate_new: float = 8e-4
    slower: float = 0.6
    share: float = 0.5
    seed: int = 20261122
    threads: int = 2
    texts: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from; without `tagged`, `linked` and `vectors`, attributions alone."""

    texts: Sequence[Text]
    donors: Donors
    tagged: Sequence[Tagged] = ()
    linked: Sequence[Linked] = ()
    vectors: Mapping[str, NDArray[np.float16]] | None = None


class Reader(nn.Module):
    """Encoder, heads, and the pass for each cue."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.pairs = Pairs()
        self.mentions = Mentions()
        self.links = Links()
        self.meanings = Meanings()


def draw_examples(material: Material, *, epoch: int, seed: int, nested: bool, share: float, encode: Encode) -> list[Example]:
    """The examples of one epoch: a share of the varied texts, one of the annotations each, windows of drawn sizes.

    `nested` has attributions composed into others; mentions are few and all seen.
    """
    rng = random.Random(f"{seed}/{epoch}")  # noqa: S311 - repeatable, not secret
    found: list[Example] = []
    for one in material.texts:
        if one.annotations and rng.random() < share:
            marked = rng.choice(one.annotations)
            limit = rng.choice((112, 160, 208, 256))
            context = rng.choice((0, 24))
            text = one.text
            if nested:
                text, marked = compose(text, marked, donors=material.donors, rng=rng)
            text = vary(text, rng)
            drawn = mark_attributions(text, marked, limit=limit, context=context, nested=nested, encode=encode)
            found += drawn if material.vectors is None else [with_meanings(e, text, material.vectors) for e in drawn]
    for document in material.tagged:
        if rng.random() < share:
            limit, context = rng.choice((64, 112, 160, 208)), rng.choice((0, 24))
            varied = replace(document, text=vary(document.text, rng))
            found += mark_names(varied, limit=limit, context=context, encode=encode)
    for linked in material.linked:
        varied_link = replace(linked, text=vary(linked.text, rng))
        found += mark_mentions(varied_link, limit=rng.choice((160, 208, 256)), context=24, encode=encode)
    return found


def cross_entropy(logits: Tensor, labels: Tensor, size: int) -> Tensor:
    """The mean over the words that are learnt from."""
    return F.cross_entropy(logits.float().reshape(-1, size), labels.reshape(-1), ignore_index=-100)


def losses(reader: Reader, batch: Batch, rng: random.Random, device: torch.device) -> dict[str, Tensor]:
    """The loss of each head."""
    seen = batch.seen.to(device)[:, None, None, :]
    vectors = reader.encoder.encode(batch.ids.to(device), batch.segments.to(device), batch.shapes.to(device), seen)
    cues = reader.encoder.cues(vectors)
    found = {}
    heads = (
        ("cue", cues, batch.cues, CUE_LABELS),
        ("role", reader.encoder.roles(vectors), batch.roles, ROLE_LABELS),
        ("name", reader.encoder.names(vectors), batch.names, NAME_LABELS),
    )
    for head, logits, labels, size in heads:
        if (labels >= 0).any():
            found[head] = cross_entropy(logits, labels.to(device), size)
    together = (
        ("mention", learn_mentions(reader.mentions, vectors, batch)),
        ("link", learn_links(reader.links, vectors, batch)),
        ("meaning", learn_meanings(reader.meanings, vectors, batch)),
    )
    found |= {head: loss for head, loss in together if loss is not None}
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


def make_optimizer(reader: Reader, plan: Plan, *, stage: int) -> torch.optim.Optimizer:
    """AdamW: a small rate for what starts from the public weights (smaller further down), a larger one for what is new."""
    slower = plan.slower if stage > 1 else 1.0
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in reader.named_parameters():
        if name.startswith("encoder.layers."):
            lr = slower * plan.rate * 0.9 ** (5 - int(name.split(".")[2]))
        elif name.startswith(("encoder.positions", "encoder.segments", "encoder.norm")):
            lr = slower * plan.rate * 0.5
        elif name.startswith(("encoder.names", *TOGETHER)):
            lr = plan.rate_new
        else:
            lr = slower * plan.rate_new
        if parameter.requires_grad:
            groups.setdefault((lr, 0.01 if parameter.dim() > 1 else 0.0), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": lr, "top": lr, "weight_decay": wd} for (lr, wd), p in groups.items()], betas=(0.9, 0.98)
    )


class Run:
    """Reader, optimizer and averaged weights at one step, as a checkpoint holds them."""

    def __init__(self, start: Path, plan: Plan, device: torch.device, *, before: Path | None) -> None:
        self.reader = Reader()
        load_public(self.reader.encoder, load_file(start / "model.safetensors"))
        if before is not None:
            self.reader.load_state_dict(torch.load(before, map_location="cpu", weights_only=True), strict=False)
        # seldom seen words keep what the public weights know of them
        self.reader.encoder.words.weight.requires_grad_(requires_grad=False)
        self.reader.to(device)
        self.optimizer = make_optimizer(self.reader, plan, stage=1 if before is None else 2)
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
        sum(WEIGHTS.get(head, 1.0) * loss for head, loss in found.items()).backward()
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


def train(corpora: Path, out: Path, *, start: Path, plan: Plan) -> Path:
    """Trains both stages to the end, going on from the last checkpoint in `out`; gives the file with the averaged weights."""
    torch.set_num_threads(plan.threads)
    encode = load_tokenizer(start / "vocab.txt")
    texts = read_polnear(corpora / "attribution" / "polnear" / "train")[: plan.texts]
    first = Material(texts, find_donors(texts))
    before = out / "attributions" / "trained.pt"
    if not before.exists():
        run_stage(first, before.parent, start=start, plan=plan, epochs=plan.epochs, encode=encode)
    folder = out / "all"
    folder.mkdir(parents=True, exist_ok=True)
    everything = replace(
        first,
        tagged=[*CONLL_TIMES * read_conll(corpora, "train"), *read_worldwide(corpora, "train")][: plan.texts],
        linked=GUM_TIMES * [one for one in read_gum(corpora, "train") if one.free and one.genre not in SPOKEN][: plan.texts],
        vectors=teach(texts, start, folder, encode=encode),
    )
    return run_stage(everything, folder, start=start, plan=plan, epochs=plan.epochs_all, encode=encode, before=before)


def run_stage(
    material: Material, out: Path, *, start: Path, plan: Plan, epochs: float, encode: Encode, before: Path | None = None
) -> Path:
    """Trains one stage, from the weights of the one `before`."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    run = Run(start, plan, device, before=before)

    def draw(epoch: int) -> list[Batch]:
        nested = before is not None or epoch >= NESTED_FROM
        share = 1.0 if before is None else plan.share
        drawn = draw_examples(material, epoch=epoch, seed=plan.seed, nested=nested, share=share, encode=encode)
        rng = random.Random(f"{plan.seed}/batches/{epoch}")  # noqa: S311
        return list(batch_examples(drawn, pieces=plan.pieces, rng=rng))

    per_epoch = len(draw(0))
    total = int(per_epoch * epochs)
    last, final = out / "checkpoint.pt", out / "trained.pt"
    if last.exists():
        run.load(last, device)
        print(f"going on from step {run.step} of {total}", flush=True)
    saved = time.monotonic()
    log = Log()
    while run.step < total:
        epoch = run.step // per_epoch
        batches = draw(epoch)
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
