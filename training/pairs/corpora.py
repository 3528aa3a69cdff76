"""Pairs of sentences with what the one says of the other, from public corpora."""

import csv
import json
import re
from collections.abc import Container, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

LABELS = ("entailment", "neutral", "contradiction")
PARTS = 5  # of SNLI's development set, in its order: the pairs of a caption stand together
VERDICTS = {"SUPPORTS": 0, "NOT_ENOUGH_INFO": 1, "REFUTES": 2}


class Example(NamedTuple):
    """A premise, a hypothesis, and the position in `LABELS` of what holds between them."""

    premise: str
    hypothesis: str
    label: int


class Pairs(NamedTuple):
    """What is learnt first, what is learnt next, and what is measured on."""

    general: list[Example]
    own: list[Example]
    held: list[Example]


def letters(text: str) -> str:
    """A text without its spaces, marks and capitals: corpora print the same sentence with other tokens."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def without(examples: Iterable[Example], texts: Container[str]) -> list[Example]:
    """The examples of which neither sentence is among the texts, which are given by their letters."""
    return [e for e in examples if letters(e.premise) not in texts and letters(e.hypothesis) not in texts]


def letters_of(examples: Iterable[Example]) -> frozenset[str]:
    """The letters of all their sentences."""
    return frozenset(letters(text) for e in examples for text in e[:2])


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


def split_examples(every: list[Example], part: int) -> tuple[list[Example], list[Example]]:
    """The examples of the other parts of which no sentence is in this one, and those of this one."""
    first, last = (int(len(every) * k / PARTS) for k in (part, part + 1))
    held = every[first:last]
    return without(every[:first] + every[last:], letters_of(held)), held


def read_table(path: Path) -> Iterator[Example]:
    """A tab-separated table with a header, whose columns are premise, hypothesis and label."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for row in rows:
            if len(row) == len(LABELS) and row[2] in LABELS:
                yield Example(row[0].strip('"'), row[1].strip('"'), LABELS.index(row[2]))


def read_climate(corpora: Path) -> Iterator[Example]:
    """CLIMATE-FEVER (Diggelmann et al. 2020): evidence and claim, where all who were asked agreed."""
    path = corpora / "relations" / "climate-fever" / "dataset" / "climate-fever.jsonl"
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        for e in row["evidences"]:
            if e["entropy"] == 0 and e["evidence_label"] in VERDICTS:
                yield Example(e["evidence"], row["claim"], VERDICTS[e["evidence_label"]])


def read_pairs(corpora: Path, part: int) -> Pairs:
    """Everything to train on, and the part of SNLI's development set that is held out: no sentence of it is trained on.

    What is learnt first holds no sentence of any part, so that it serves every part. The revised pairs' development set stays
    out: it was made from this one.
    """
    relations = corpora / "relations"
    snli = read_snli(corpora)
    own, held = split_examples(snli, part)
    measured = letters_of((*snli, *read_ling(corpora, "val")))
    revised = [e for s in ("train", "test") for e in read_table(relations / "cad-nli" / "NLI" / "all_combined" / f"{s}.tsv")]
    conjunctions = read_table(relations / "conjnli" / "data" / "NLI" / "adversarial_train_15k.tsv")
    general = [
        *read_ling(corpora, "train")[::2],
        *revised,
        *islice(read_climate(corpora), 0, None, 2),
        *islice(conjunctions, 0, None, 10),
    ]
    return Pairs(without(general, measured), own, held)
