"""Makes the reader's weights from the corpora, resumable at any time: the same command goes on where it stopped.

python -m training.reader.train CORPORA OUT --start MODEL.safetensors --tokenizer tokenizer.json
"""

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
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
NESTED_FROM = 1  # epochs that see the corpus as it is before nested attributions are composed


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


def save(path: Path, state: object) -> None:
    """Writes beside and renames, so that a kill leaves the last one whole."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def main() -> None:
    """Trains to the end, going on from the last checkpoint in OUT."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--pieces", type=int, default=1536)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--rate-new", type=float, default=8e-4)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--texts", type=int)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    encode = load_tokenizer(args.tokenizer)
    texts = read_polnear(args.corpora / "attribution" / "polnear" / "train")[: args.texts]
    donors = find_donors(texts)
    reader = Reader()
    load_public(reader.encoder, load_file(args.start))
    # seldom seen words keep what the public weights know of them
    reader.encoder.words.weight.requires_grad_(requires_grad=False)
    reader.to(device)
    optimizer = make_optimizer(reader, rate=args.rate, rate_new=args.rate_new)
    average = {k: v.clone() for k, v in reader.state_dict().items() if not k.endswith("words.weight")}
    probe = draw_examples(texts, epoch=0, seed=args.seed, encode=encode)
    per_epoch = sum(1 for _ in batch_examples(probe, pieces=args.pieces, rng=random.Random(0)))  # noqa: S311
    total = int(per_epoch * args.epochs)
    step = 0
    last = args.out / "checkpoint.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
        print(f"going on from step {step} of {total}", flush=True)
    saved = shown = time.monotonic()
    sums: dict[str, float] = {}
    seen_pieces = count = 0
    begun = step
    while step < total:
        epoch = step // per_epoch
        rng = random.Random(f"{args.seed}/batches/{epoch}")  # noqa: S311
        own = donors if epoch >= NESTED_FROM else None
        drawn = draw_examples(texts, epoch=epoch, seed=args.seed, encode=encode, donors=own)
        batches = list(batch_examples(drawn, pieces=args.pieces, rng=rng))
        for number in range(step - epoch * per_epoch, per_epoch):
            if step >= total:
                break
            batch = batches[number % len(batches)]
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * schedule(step, total)
            torch.manual_seed(args.seed + step)
            reader.train()
            with torch.autocast(device.type, torch.bfloat16):
                found = losses(reader, batch, random.Random(f"{args.seed}/{step}"), device)  # noqa: S311
            loss = found["cue"] + ROLE_WEIGHT * found["role"] + found.get("pair", 0.0)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            weight = min(AVERAGE, step / (step + 10))
            with torch.no_grad():
                own = reader.state_dict()
                for key, value in average.items():
                    value.lerp_(own[key], 1 - weight)
            for key, value in found.items():
                sums[key] = sums.get(key, 0.0) + float(value.detach())
            seen_pieces += int(batch.seen.sum())
            count += 1
            if step % 25 == 0:
                now = time.monotonic()
                means = {k: round(v / count, 4) for k, v in sums.items()}
                row = {"step": step, "of": total, "epoch": round(step / per_epoch, 2), **means}
                row |= {"pieces_s": round(seen_pieces / (now - shown)), "clock": time.strftime("%H:%M:%S")}
                print(json.dumps(row), flush=True)
                sums, seen_pieces, count, shown = {}, 0, 0, now
            done = step % per_epoch == 0 or step == total
            if done or time.monotonic() - saved > SAVE_EVERY_S:
                state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
                save(last, state)
                saved = time.monotonic()
            if done:
                weights = reader.state_dict() | average
                save(args.out / f"epoch-{step / per_epoch:.2f}.pt", weights)
    print(f"{step - begun} steps done", flush=True)


if __name__ == "__main__":
    main()
