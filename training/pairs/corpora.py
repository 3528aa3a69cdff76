"""Pairs of sentences with what the one says of the other, from public corpora."""

import csv
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

LABELS = ("entailment", "neutral", "contradiction")
HELD_OUT = 0.2  # of SNLI's development set, its last lines: the pairs of a caption stand together


class Example(NamedTuple):
    """A premise, a hypothesis, and the position in `LABELS` of what holds between them."""

    premise: str
    hypothesis: str
    label: int


def read_ling(corpora: Path, split: str) -> list[Example]:
    """Ling-in-loop (Parrish et al. 2021), all protocols and rounds; `split` is "train" or "val"."""
    found = []
    for path in sorted((corpora / "relations" / "ling-in-loop" / "NLI_data").glob(f"*/{split}_round*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            if row["label"] in LABELS:
                found.append(Example(row["premise"], row["hypothesis"], LABELS.index(row["label"])))
    return found


def read_snli(corpora: Path) -> list[Example]:
    """SNLI's development set (Bowman et al. 2015), in its order."""
    folder = corpora / "relations" / "snli-dev"
    columns = [(folder / name).read_text(encoding="utf8").splitlines() for name in ("s1.dev", "s2.dev", "labels.dev")]
    return [Example(a, b, LABELS.index(label)) for a, b, label in zip(*columns, strict=True) if label in LABELS]


def split_snli(corpora: Path) -> tuple[list[Example], list[Example]]:
    """SNLI's development set for training and, disjoint in premises, for measuring."""
    every = read_snli(corpora)
    cut = int(len(every) * (1 - HELD_OUT))
    held = {e.premise for e in every[cut:]}
    return [e for e in every[:cut] if e.premise not in held], every[cut:]


def read_table(path: Path) -> Iterator[Example]:
    """A tab-separated table with a header, whose columns are premise, hypothesis and label."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for row in rows:
            if len(row) == len(LABELS) and row[2] in LABELS:
                yield Example(row[0].strip('"'), row[1].strip('"'), LABELS.index(row[2]))


def read_training(corpora: Path) -> list[Example]:
    """Everything to train on; no sentence of what is measured on is in it."""
    relations = corpora / "relations"
    own, held = split_snli(corpora)
    measured = {text for e in [*held, *read_ling(corpora, "val")] for text in e[:2]}
    every = [
        *(e for i, e in enumerate(read_ling(corpora, "train")) if i % 5),
        *own,
        *own,
        *read_table(relations / "cad-nli" / "NLI" / "all_combined" / "train.tsv"),
        *islice(read_table(relations / "conjnli" / "data" / "NLI" / "adversarial_train_15k.tsv"), 0, None, 6),
    ]
    return [e for e in every if e.premise not in measured and e.hypothesis not in measured]
