"""Fits the weights by which figures of a story are held to count the same thing (onrecord.reconcile.indicators).

    python -m training.indicators STORIES_FOLDER...

Each folder holds annotated stories (docs/corpora.md). Every pair of annotated figures is a case, each story counts alike; the
table shows pair F1 of the labels with the weights of the other stories alone. Needs numpy; takes a minute.
"""

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluate import measures
from onrecord.evaluate.accounts import build_documents, find_stories
from onrecord.evaluate.agreement import pairs_within
from onrecord.evaluate.gold import LedgerView, read_gold
from onrecord.language.likeness import weigh
from onrecord.reconcile.counted import Counted, read_counted
from onrecord.reconcile.indicators import are_comparable, describe_pair, group_counted
from onrecord.reconcile.labels import lend_places, with_labels
from onrecord.tell.exports import to_json

STEPS, RATE, SHRINK = 3000, 0.05, 1e-4
Floats = NDArray[np.float64]


def load(folder: Path) -> tuple[list[Counted], dict[str, str]]:
    """The figures of a story as their articles label them, and the annotated indicator of each, by id."""
    documents, records = build_documents(folder)
    ledger, gold = to_json(documents, records), read_gold(folder)
    matches = measures.match_figures(gold, LedgerView(gold, ledger), ledger)
    wanted = {found: str(matches.gold[g]["indicator"]) for g, found in matches.pairs.items()}
    alone = [with_labels(d, {}) for d in documents]
    lent = lend_places(alone)
    return read_counted([with_labels(d, lent) for d in alone]), wanted


def make_cases(counted: list[Counted], wanted: dict[str, str]) -> tuple[Floats, Floats]:
    """Features and answers of the pairs of annotated figures."""
    words = weigh([w for c in counted for w in (c.label, c.near, c.around)])
    pairs = [p for p in combinations([c for c in counted if c.figure.id in wanted], 2) if are_comparable(*p, words)]
    answers = [wanted[a.figure.id] == wanted[b.figure.id] for a, b in pairs]
    return np.array([describe_pair(a, b, words) for a, b in pairs]), np.array(answers, float)


def fit(cases: list[tuple[Floats, Floats]]) -> tuple[float, ...]:
    """The weights of a logistic model, by Adam over all cases at once."""
    x, y = np.concatenate([c[0] for c in cases]), np.concatenate([c[1] for c in cases])
    share = np.concatenate([np.full(len(c[1]), 1 / (len(c[1]) * len(cases))) for c in cases])
    weights, slow, square = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for step in range(1, STEPS + 1):
        gradient = x.T @ (share * (1 / (1 + np.exp(-x @ weights)) - y)) + SHRINK * weights
        slow, square = 0.9 * slow + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights -= RATE * slow / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return tuple(round(float(w), 2) for w in weights)


def score(counted: list[Counted], wanted: dict[str, str], weights: tuple[float, ...]) -> float:
    """Pair F1 of the groups over the annotated figures."""
    groups = group_counted(counted, weights=weights)
    found = pairs_within([c.figure.id for c in group if c.figure.id in wanted] for group in groups)
    gold = pairs_within([i for i in wanted if wanted[i] == label] for label in set(wanted.values()))
    return 2 * len(found & gold) / max(1, len(found) + len(gold))


def main() -> None:
    """Fits and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    folders = {name: path for folder in parser.parse_args().folders for name, path in find_stories(folder).items()}
    rows = {name: load(path) for name, path in folders.items()}
    cases = {name: make_cases(*row) for name, row in rows.items()}
    for name, row in rows.items():
        others = [c for other, c in cases.items() if other != name]
        print(f"{name:20s} {score(*row, fit(others)):.3f} with the weights of the others" if others else name)
    print("weights", fit(list(cases.values())))


if __name__ == "__main__":
    main()
