"""What every stage of training shares: the rate over its steps, checkpoints, and what is shown on the way."""

import json
import math
import time
from pathlib import Path

import torch

SAVE_EVERY_S = 240
SHOW_EVERY = 25


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
        having = {key: [row[key] for row in self.losses if key in row] for key in keys}
        means = {key: round(sum(values) / len(values), 4) for key, values in having.items()}
        speed = round(self.pieces / (time.monotonic() - self.since))
        print(json.dumps({"step": step, "of": total, **means, "pieces_s": speed}), flush=True)
        self.losses, self.pieces, self.since = [], 0, time.monotonic()
