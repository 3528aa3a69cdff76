"""Fits how the signals of two statements are weighed, and measures it on pairs of ECB+ that were labelled by hand.

labels.tsv has a row a pair: its story, hashes of both texts, whether they say the same about the same question, and how many
pairs of its kind it stands for. No text of the corpus is in it; the pairs are found again by reading the corpus.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.stories import read_ecbplus
from numpy.typing import NDArray

from onrecord.language.likeness import Weights, weigh
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from onrecord.reconcile.claims import set_inner_apart
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.items import Statement
from onrecord.reconcile.meanings import centre, cosines, stack
from onrecord.reconcile.signals import COEFFICIENTS, SAME, signals_of
from training.pairs.printed import restore

LABELS = Path(__file__).parent / "labels.tsv"
PARTS = 10
ROUNDS = 60


class Label(NamedTuple):
    """A labelled pair."""

    story: str
    left: str
    right: str
    same: int
    weight: float


class Material(NamedTuple):
    """Shape: signals [pairs, coefficients]; same, weight [pairs]; story, the name of each pair's."""

    signals: NDArray[np.float64]
    same: NDArray[np.float64]
    weight: NDArray[np.float64]
    story: list[str]


def read_labels(path: Path = LABELS) -> list[Label]:
    """The labelled pairs."""
    with path.open(encoding="utf8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Label(r["story"], r["left"], r["right"], int(r["same"]), float(r["weight"])) for r in rows]


def key_of(text: str) -> str:
    """What stands for a text in the labels."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_stories(corpora: Path, wanted: frozenset[str]) -> dict[str, list[Statement]]:
    """The statements of the ECB+ stories that are wanted, by story."""
    documents = defaultdict(list)
    for labelled in read_ecbplus(corpora / "stories" / "ecbplus"):
        if labelled.story in wanted:
            article = read_plain(restore(labelled.article.text), path=labelled.article.path)
            documents[labelled.story].append(read_document(article))
    return {story: set_inner_apart(gather(read, (), ()).statements)[0] for story, read in documents.items()}


def read_signals(
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    centred: NDArray[np.float32],
    weights: Weights,
    i: int,
    j: int,
) -> list[float]:
    """The signals of two statements of a story, in the order of the coefficients."""
    near, nearer = (float(cosines(rows[i : i + 1], rows[j : j + 1])[0, 0]) for rows in (vectors, centred))
    signals = signals_of(statements[i], statements[j], near, weights, centred=nearer)
    return [signals[name] for name in COEFFICIENTS]


def collect(labels: Sequence[Label], stories: Mapping[str, Sequence[Statement]]) -> Material:
    """The signals of the labelled pairs, with the stories' own weights of words."""
    rows, kept = [], []
    by_story = defaultdict(list)
    for label in labels:
        by_story[label.story].append(label)
    for story, own in sorted(by_story.items()):
        statements = stories.get(story, ())
        weights = weigh([s.words for s in statements])
        vectors = stack(statements)
        centred = centre(vectors)
        at = {key_of(s.text): i for i, s in reversed(list(enumerate(statements)))}
        for label in own:
            i, j = at.get(label.left), at.get(label.right)
            if i is None or j is None:
                continue
            rows.append(read_signals(statements, vectors, centred, weights, i, j))
            kept.append(label)
    return Material(
        np.array(rows), np.array([k.same for k in kept], float), np.array([k.weight for k in kept]), [k.story for k in kept]
    )


def fit(signals: NDArray[np.float64], same: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coefficients of a logistic regression, all but the first held small, by Newton's method."""
    found = np.zeros(signals.shape[1])
    small = np.eye(len(found))
    small[0, 0] = 0
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-signals @ found))
        slope = signals.T @ (weight * (p - same)) + small @ found
        curve = (signals * (weight * p * (1 - p))[:, None]).T @ signals + small
        found -= np.linalg.solve(curve, slope)
    return found


def cross_validate(material: Material) -> NDArray[np.float64]:
    """The probability of each pair by coefficients that were fitted without its story."""
    names = sorted(set(material.story))
    part = np.array([names.index(story) % PARTS for story in material.story])
    p = np.zeros(len(part))
    for k in range(PARTS):
        out = part == k
        found = fit(material.signals[~out], material.same[~out], material.weight[~out])
        p[out] = 1 / (1 + np.exp(-material.signals[out] @ found))
    return p


def describe(material: Material, p: NDArray[np.float64], least: float) -> dict[str, float]:
    """Weighted precision and recall from a probability on."""
    chosen = material.weight * (p >= least)
    right = float((chosen * material.same).sum())
    return {
        "P": round(right / max(float(chosen.sum()), 1e-9), 3),
        "R": round(right / max(float((material.weight * material.same).sum()), 1e-9), 3),
    }


def measure_labels(corpora: Path, coefficients: Mapping[str, float] = COEFFICIENTS) -> dict[str, float]:
    """Weighted precision and recall of coefficients on the labelled pairs of ECB+, which none of them was fitted on."""
    labels = read_labels()
    material = collect(labels, read_stories(corpora, frozenset(label.story for label in labels)))
    p = 1 / (1 + np.exp(-material.signals @ np.array([coefficients[name] for name in COEFFICIENTS])))
    return describe(material, p, SAME)
