"""Batches: examples of like length as padded tensors, and the paragraphs of cues gathered from the encoder's vectors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.reader.encoder import PAIR_LABELS, REACH
from training.reader.examples import IGNORED, Example, Pair


@dataclass(frozen=True, slots=True)
class Batch:
    """Shape: ids, segments, shapes, cues, roles, names [windows, pieces]; seen true for what is no padding."""

    examples: tuple[Example, ...]
    ids: Tensor
    segments: Tensor
    shapes: Tensor
    cues: Tensor
    roles: Tensor
    names: Tensor
    seen: Tensor


@dataclass(frozen=True, slots=True)
class PairBatch:
    """Paragraphs of cues. Shape: index (into the flat vectors), places, labels, seen [cues, pieces]."""

    index: Tensor
    places: Tensor
    labels: Tensor
    seen: Tensor


def pad(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """The rows as one tensor."""
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])


def collate(examples: Sequence[Example]) -> Batch:
    """The examples as one batch."""
    windows = [e.window for e in examples]
    ids = pad([w.ids for w in windows], 0)
    return Batch(
        examples=tuple(examples),
        ids=ids,
        segments=pad([w.segments for w in windows], 0),
        shapes=pad([w.shapes for w in windows], 0),
        cues=pad([e.cues for e in examples], IGNORED),
        roles=pad([e.roles for e in examples], IGNORED),
        names=pad([e.names for e in examples], IGNORED),
        seen=pad([[1] * len(w.ids) for w in windows], 0).bool(),
    )


def batch_examples(examples: list[Example], *, pieces: int, rng: random.Random) -> Iterator[Batch]:
    """The examples in batches of about that many pieces, like lengths together, in a drawn order."""
    rng.shuffle(examples)
    examples.sort(key=lambda e: len(e.window.ids) // 16)
    groups: list[list[Example]] = []
    group: list[Example] = []
    for example in examples:
        if group and (len(group) + 1) * len(example.window.ids) > pieces:
            groups.append(group)
            group = []
        group.append(example)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    yield from (collate(g) for g in groups)


def place(i: int, start: int, end: int) -> int:
    """How far piece `i` stands from the cue, as an index: far before ... before, the cue, after ... far after."""
    if i < start:
        return REACH - min(start - i, REACH)
    return REACH if i < end else REACH + min(i - end + 1, REACH)


def gather_pairs(batch: Batch, more: Sequence[tuple[int, Pair]] = ()) -> list[PairBatch]:
    """The paragraphs of all cues of the batch (and of `more`, by example), in two sizes to spare padding."""
    rows = [(e, p) for e, example in enumerate(batch.examples) for p in example.pairs]
    rows += more
    rows.sort(key=lambda row: len(row[1].labels))
    half = len(rows) // 2
    return [_gather(batch, part) for part in (rows[:half], rows[half:]) if part]


def _gather(batch: Batch, rows: Sequence[tuple[int, Pair]]) -> PairBatch:
    width = batch.ids.shape[1]
    index = []
    for e, pair in rows:
        at = batch.examples[e].window.units[pair.unit][0]
        index.append([e * width + at + i for i in range(len(pair.labels))])
    return PairBatch(
        index=pad(index, 0),
        places=pad([[place(i, p.start, p.end) for i in range(len(p.labels))] for _, p in rows], 2 * REACH + 1),
        labels=pad([p.labels for _, p in rows], IGNORED),
        seen=pad([[1] * len(p.labels) for _, p in rows], 0).bool(),
    )


def false_cues(batch: Batch, p_cue: Tensor, *, share: float, rng: random.Random) -> list[tuple[int, Pair]]:
    """Words that the model takes for cues and that are none, with empty labels, so that the second pass can say no."""
    found = []
    hard = ((p_cue > 0.2) & (batch.cues == 0)).nonzero().tolist()
    rng.shuffle(hard)
    most = int(share * sum(len(e.pairs) for e in batch.examples))
    for e, i in hard[:most]:
        units = batch.examples[e].window.units
        number = max(n for n, (at, _) in enumerate(units) if at <= i)
        at, pieces = units[number]
        labels = tuple(0 if first else IGNORED for first in pieces.firsts)
        found.append((e, Pair(number, i - at, i - at + 1, labels)))
    return found


__all__ = ["PAIR_LABELS", "Batch", "PairBatch", "batch_examples", "collate", "false_cues", "gather_pairs", "pad", "place"]
