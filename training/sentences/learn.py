"""Learns the head: its vectors are to lie as the teacher's do, one by one and among each other."""

import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.reader.schedule import SAVE_EVERY_S, Log, save, schedule
from training.sentences.head import TAKEN, Head, start_head
from training.sentences.material import SEED, Material

AMONG = 4.0  # weight of how the vectors of a batch lie among each other
_SHOW_EVERY = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """How the head is learnt."""

    epochs: int = 1
    pieces: int = 3000
    rate: float = 3e-4
    most: int = 1_000_000


def draw_batches(sizes: list[int], *, pieces: int, seed: int) -> list[list[int]]:
    """Wordings of like length in batches of about that many pieces, in a drawn order."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    batches: list[list[int]] = [[]]
    for i in sorted(range(len(sizes)), key=lambda n: sizes[n] + 6 * draw.random()):
        if len(batches[-1]) * sizes[i] > pieces:
            batches.append([])
        batches[-1].append(i)
    draw.shuffle(batches)
    return batches


def pad(material: Material, chosen: list[int]) -> tuple[Tensor, Tensor]:
    """What the pieces of the wordings were made into, and which are no padding."""
    rows = [material.levels[i] for i in chosen]
    longest = max(map(len, rows))
    levels = torch.zeros(len(rows), longest, TAKEN)
    seen = torch.zeros(len(rows), longest, dtype=torch.bool)
    for n, own in enumerate(rows):
        levels[n, : len(own)] = torch.from_numpy(own.astype(np.float32))
        seen[n, : len(own)] = True
    return levels, seen


def learn(material: Material, start: Path, out: Path, *, plan: Plan) -> Path:
    """Learns, going on from the last checkpoint in `out`; gives the file with the weights."""
    last, final = out / "head-checkpoint.pt", out / "head.pt"
    if final.exists():
        return final
    torch.manual_seed(SEED)
    head, wanted = start_head(start), torch.from_numpy(material.teacher.astype(np.float32))
    optimizer = torch.optim.AdamW(head.parameters(), lr=plan.rate, weight_decay=0.02, betas=(0.9, 0.98))
    sizes = [len(rows) for rows in material.levels]
    drawn = [draw_batches(sizes, pieces=plan.pieces, seed=SEED + epoch) for epoch in range(plan.epochs)]
    batches, done = [batch for epoch in drawn for batch in epoch], 0
    if last.exists():
        state = torch.load(last, weights_only=True)
        head.load_state_dict(state["head"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["step"]
    saved, log = time.monotonic(), Log()
    for step in range(done, len(batches)):
        for part in optimizer.param_groups:
            part["lr"] = plan.rate * schedule(step, len(batches))
        levels, seen = pad(material, batches[step])
        found, target = turn(head, levels, seen), wanted[batches[step]]
        apart = (1 - (found * target).sum(1)).mean()
        among = ((found @ found.T - target @ target.T) ** 2).mean()
        (apart + AMONG * among).backward()
        nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        log.add({"apart": float(apart.detach()), "among": float(among.detach())}, int(seen.sum()))
        if (step + 1) % _SHOW_EVERY == 0:
            log.show(step + 1, len(batches))
        if time.monotonic() - saved > SAVE_EVERY_S:
            save(last, {"head": head.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1})
            saved = time.monotonic()
    save(final, head.state_dict())
    return final


def turn(head: Head, levels: Tensor, seen: Tensor) -> Tensor:
    """The head's vectors, worked out in 16 bits."""
    with torch.autocast("cpu", torch.bfloat16):
        found: Tensor = head(levels, seen)
    return found.float()
