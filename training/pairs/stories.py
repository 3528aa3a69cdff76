"""Fits how the signals of two statements are weighed, on annotated stories: every pair of their statements is a case."""

from collections.abc import Iterable
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluate.accounts import build_documents, find_stories
from onrecord.evaluate.agreement import group_alike
from onrecord.evaluate.gold import LedgerView, read_gold
from onrecord.evaluate.measures import match_statements
from onrecord.language.likeness import weigh
from onrecord.neural import default_vectoriser
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.meanings import centre, stack
from onrecord.reconcile.signals import COEFFICIENTS, SAME
from onrecord.reconcile.statements import overlap_in_text
from onrecord.tell.exports import to_json
from training.pairs.fit import Material, cross_validate, describe, fit, read_signals


def read_story(name: str, folder: Path) -> Material:
    """The pairs of the annotated statements of a story, the same where its annotation puts both into one group."""
    documents, records = build_documents(folder)
    ledger, gold = to_json(documents, records), read_gold(folder)
    matches = match_statements(gold, LedgerView(gold, ledger), ledger)
    alike = [(r["left"], r["right"]) for r in gold.relations if r["relation"] == "same"]
    alike += [pair for group in gold.same_groups for pair in pairwise(group)]
    group_of = group_alike((row["id"] for row in gold.statements), alike)
    group = {found: group_of[wanted] for wanted, found in matches.pairs.items()}
    statements = gather(documents, (), ()).statements
    weights, vectors = weigh([s.words for s in statements]), stack(statements)
    centred = centre(vectors)
    rows, same = [], []
    for i, j in combinations([i for i, s in enumerate(statements) if s.id in group], 2):
        if not overlap_in_text(statements[i], statements[j]):
            rows.append(read_signals(statements, vectors, centred, weights, i, j))
            same.append(float(group[statements[i].id] == group[statements[j].id]))
    return Material(np.array(rows), np.array(same), np.ones(len(same)), [name] * len(same))


def join(stories: Iterable[Material]) -> Material:
    """The pairs of several stories as one."""
    parts = list(stories)
    signals, same, weight = (np.concatenate([part[k] for part in parts]) for k in range(3))
    return Material(signals, same, weight, [name for part in parts for name in part.story])


def rank_precision(same: NDArray[np.float64], p: NDArray[np.float64]) -> float:
    """The mean precision at each pair that is the same, the most probable first."""
    ranked = same[np.argsort(-p, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1) * ranked).sum() / max(1.0, ranked.sum()))


def fit_coefficients(folders: Iterable[Path]) -> tuple[dict[str, float], dict[str, float]]:
    """The coefficients, and what they give on pairs of stories that they were fitted without."""
    if default_vectoriser() is None:
        raise SystemExit("the weights of sentence vectors are not installed; make them with `training.sentences` first")
    stories = {name: path for folder in folders for name, path in find_stories(folder).items()}
    material = join(read_story(name, path) for name, path in sorted(stories.items()))
    found = fit(*material[:3])
    p = cross_validate(material)
    figures = {**describe(material, p, SAME), "mean precision": round(rank_precision(material.same, p), 3)}
    return {name: round(float(value), 2) for name, value in zip(COEFFICIENTS, found, strict=True)}, figures
