"""The third stage: what finds names is learnt over the encoder as the stages before left it, which stays as it is.

Resumable as the others are. What the encoder makes of the corpora is computed once and kept in a file (5.4 kB a word).
"""

import random
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.neural.reading import LIMIT
from onrecord.neural.spelling import CASES, Words, find_words, number_words
from onrecord.neural.windows import CONTEXT, Encode, Window
from training.reader.batches import pad
from training.reader.columns import Tagged, read_conll, read_worldwide
from training.reader.encoder import HIDDEN, LAYERS, Encoder
from training.reader.examples import label_words, mark_names
from training.reader.namer import Mix, Namer, describe_elsewhere
from training.reader.schedule import SAVE_EVERY_S, SHOW_EVERY, Log, save, schedule

AVERAGE = 0.998
UNSEEN = 0.05  # of the words, whose vector is hidden: their spelling and their neighbours must do
ALONE = 0.25  # of the words, whose other places are hidden
APART = 0.35  # of the documents, where all of these are: a short text has none


@dataclass(frozen=True, slots=True)
class NamesPlan:
    """How names are learnt; an epoch sees all of CoNLL and a share, from `share` down to `least`, of the Worldwide Newswire."""

    epochs: int = 12
    words: int = 1100
    rate: float = 2e-3
    share: float = 0.4
    least: float = 0.1
    seed: int = 20261122
    texts: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A window's words with their labels, convention and document, from row `at` of what the encoder makes of all words."""

    window: Window
    words: Words
    labels: tuple[int, ...]
    convention: int
    at: int
    document: int


class Naming(nn.Module):
    """What is learnt."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = Mix()
        self.namer = Namer()


def mark_windows(corpora: Sequence[Sequence[Tagged]], *, encode: Encode) -> list[Named]:
    """The windows of all documents of each corpus, as they are when an article is read."""
    found, at, number = [], 0, 0
    for convention, documents in enumerate(corpora):
        for document in documents:
            for example in mark_names(document, limit=LIMIT, context=CONTEXT, encode=encode):
                words = find_words(document.text, example.window)
                if words.firsts:
                    labels = label_words([example.names[i] for i in words.firsts], words.sizes)
                    found.append(Named(example.window, words, labels, convention, at, number))
                    at += len(words.firsts)
            number += 1
    return found


@torch.no_grad()
def find_levels(windows: Sequence[Named], target: Path, *, encoder: Encoder, device: torch.device) -> NDArray[np.float16]:
    """What each level of the encoder makes of each word's first piece, kept in a file. Shape: [words, LAYERS + 1, HIDDEN]."""
    if not target.exists():
        part = target.with_suffix(".part")
        size = sum(len(w.words.firsts) for w in windows)
        kept = np.lib.format.open_memmap(part, mode="w+", dtype=np.float16, shape=(size, LAYERS + 1, HIDDEN))
        for one in windows:
            fed = (torch.tensor([row], device=device) for row in (one.window.ids, one.window.segments, one.window.shapes))
            levels = torch.cat(encoder.levels(*fed))[:, list(one.words.firsts)]
            kept[one.at : one.at + len(one.words.firsts)] = levels.transpose(0, 1).half().cpu().numpy()
        kept.flush()
        part.replace(target)
    return np.load(target, mmap_mode="r")


def group(windows: Sequence[Named], *, words: int, rng: random.Random) -> list[list[Named]]:
    """Whole documents in batches of about that many words, with windows of like lengths together, in a drawn order."""
    documents: dict[int, list[Named]] = {}
    for window in windows:
        documents.setdefault(window.document, []).append(window)
    drawn = list(documents.values())
    rng.shuffle(drawn)
    drawn.sort(key=lambda own: max(len(w.words.firsts) for w in own) // 20)
    groups: list[list[Named]] = [[]]
    for own in drawn:
        if groups[-1] and sum(len(w.words.firsts) for w in (*groups[-1], *own)) > words:
            groups.append([])
        groups[-1] += own
    rng.shuffle(groups)
    return groups


def find_loss(naming: Naming, batch: Sequence[Named], kept: NDArray[np.float16], device: torch.device) -> Tensor:
    """The loss of a batch."""
    sizes = [len(b.words.firsts) for b in batch]
    width = max(sizes)
    levels = torch.zeros(LAYERS + 1, len(batch), width, HIDDEN)
    for row, b in enumerate(batch):
        levels[:, row, : sizes[row]] = torch.from_numpy(kept[b.at : b.at + sizes[row]].astype(np.float32)).transpose(0, 1)
    vectors = naming.mix(list(levels.to(device)))
    _, which = number_words([f"{b.document} {text.lower()}" for b in batch for text in b.words.texts])
    places = iter(which)
    # one number more for the padding
    words = pad([[next(places) for _ in b.words.texts] for b in batch], max(which) + 1).to(device)
    elsewhere = describe_elsewhere(vectors, pad([b.words.forms for b in batch], 0).to(device) % CASES, words)
    drawn = {number: float(torch.rand(())) > APART for number in sorted({b.document for b in batch})}
    told = torch.tensor([drawn[b.document] for b in batch], device=device)
    elsewhere = elsewhere * (told[:, None] & (torch.rand(words.shape, device=device) > ALONE))[..., None]
    vectors = vectors * (torch.rand(words.shape, device=device) > UNSEEN)[..., None]
    spellings, which = number_words([text for b in batch for text in b.words.texts])
    spelled = naming.namer.spelling(torch.tensor(spellings, device=device))
    places = iter(which)
    numbers = pad([[next(places) for _ in b.words.texts] for b in batch], 0).to(device)
    turned = torch.tensor([[*range(n - 1, -1, -1), *range(n, width)] for n in sizes], device=device)
    forms = pad([b.words.forms for b in batch], 0).to(device)
    asked = torch.tensor([b.convention for b in batch], device=device)
    logits = naming.namer(vectors, spelled[numbers], forms, asked, elsewhere, turned)
    index, labels = [], []
    for row, b in enumerate(batch):
        at = 0
        for size in b.words.sizes:
            if size:
                index.append(range(row * width + at, row * width + at + size))
                labels.append(b.labels[at : at + size])
            at += size
    inside = pad([[1] * len(one) for one in labels], 0).bool().to(device)
    return naming.namer.loss(logits.flatten(0, 1)[pad(index, 0).to(device)], pad(labels, 0).to(device), inside)


def learn_names(corpora: Path, out: Path, *, trained: Path, plan: NamesPlan, encode: Encode) -> Path:
    """Learns names over the trained encoder, going on from the last checkpoint in `out`; gives the file with the weights."""
    last, final = out / "checkpoint.pt", out / "trained.pt"
    if final.exists():
        return final
    out.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    windows = mark_windows(
        [read_conll(corpora, "train")[: plan.texts], read_worldwide(corpora, "train")[: plan.texts]], encode=encode
    )
    kept = find_levels(windows, out / "levels.npy", encoder=load_encoder(trained).to(device), device=device)
    torch.manual_seed(plan.seed)
    naming = Naming().to(device)
    optimizer = torch.optim.AdamW(naming.parameters(), lr=plan.rate, weight_decay=0.01, betas=(0.9, 0.98))

    def draw(epoch: int) -> list[list[Named]]:
        rng = random.Random(f"{plan.seed}/names/{epoch}")  # noqa: S311 - repeatable, not secret
        share = plan.share + (plan.least - plan.share) * epoch / max(1, plan.epochs - 1)
        drawn = {n for n in sorted({w.document for w in windows}) if rng.random() < share}
        return group([w for w in windows if not w.convention or w.document in drawn], words=plan.words, rng=rng)

    step, average = 0, {key: value.clone() for key, value in naming.state_dict().items()}
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        naming.load_state_dict(state["naming"])
        optimizer.load_state_dict(state["optimizer"])
        step, average = state["step"], state["average"]
        print(f"going on from step {step} of names", flush=True)
    ends = list(accumulate(len(draw(epoch)) for epoch in range(plan.epochs)))
    total = ends[-1]
    saved, log = time.monotonic(), Log()
    naming.train()
    while step < total:
        epoch = bisect_right(ends, step)
        batches = draw(epoch)
        for batch in batches[step - ends[epoch] + len(batches) :]:
            for part in optimizer.param_groups:
                part["lr"] = plan.rate * schedule(step, total)
            torch.manual_seed(plan.seed + step)
            loss = find_loss(naming, batch, kept, device)
            loss.backward()
            nn.utils.clip_grad_norm_(naming.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            for key, value in naming.state_dict().items():
                average[key].lerp_(value, 1 - min(AVERAGE, step / (step + 10)))
            log.add({"names": float(loss.detach())}, sum(len(b.labels) for b in batch))
            if step % SHOW_EVERY == 0:
                log.show(step, total)
            if time.monotonic() - saved > SAVE_EVERY_S or step == ends[epoch]:
                state = {"naming": naming.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
                save(last, state)
                saved = time.monotonic()
    save(final, average)
    return final


def load_encoder(trained: Path) -> Encoder:
    """The encoder of the trained reader, to be read only."""
    state = torch.load(trained, map_location="cpu", weights_only=True)
    encoder = Encoder().eval().requires_grad_(requires_grad=False)
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})
    return encoder
