"""What the experiment reaches on pairs that it did not see."""

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.neural.tokenizer import load_tokenizer
from training.pairs.corpora import PARTS, Example, read_ling, read_snli, split_examples
from training.pairs.fit import fit
from training.pairs.network import Pairing
from training.pairs.train import code, collate

TOGETHER = 24


@torch.inference_mode()
def judge(model: Pairing, pairs: Sequence[tuple[str, str]], *, start: Path) -> NDArray[np.float64]:
    """Probabilities of entailment, neither and contradiction. Shape: [pairs, 3]."""
    coded = code([Example(a, b, 0) for a, b in pairs], load_tokenizer(start / "vocab.txt"))
    order = sorted(range(len(coded)), key=lambda i: len(coded[i].left) + len(coded[i].right))
    p = np.zeros((len(coded), 3))
    for at in range(0, len(order), TOGETHER):
        group = order[at : at + TOGETHER]
        batch = collate([coded[i] for i in group])
        with torch.autocast("cpu", torch.bfloat16):
            x = model.encode(batch.ids, batch.segments, batch.seen[:, None, None, :])
            logits = model.judge(x, batch.left, batch.right)
        p[group] = logits.float().softmax(-1).numpy()
    return p


def score_entailment(corpora: Path, trained: Path, *, part: int, start: Path) -> dict[str, float]:
    """Accuracy on the part of SNLI's development set that was held out, and on ling-in-loop's; on ClaimDiff across topics."""
    model = Pairing()
    model.load_state_dict(torch.load(trained, map_location="cpu", weights_only=True))
    model.eval()
    figures = {}
    for name, examples in (
        (f"SNLI dev, part {part + 1} of {PARTS}", split_examples(read_snli(corpora), part)[1]),
        ("ling-in-loop validation", read_ling(corpora, "val")),
    ):
        said = judge(model, [(e.premise, e.hypothesis) for e in examples], start=start).argmax(axis=1)
        figures[name] = round(float((said == np.array([e.label for e in examples])).mean()), 4)
    kinds = {}
    for kind in ("strength", "weak"):
        path = corpora / "relations" / "claimdiff" / f"ClaimDiff-{kind}-train.json"
        kinds[kind] = json.loads(path.read_text(encoding="utf8"))["data"]
    both = sorted({p for rows in kinds.values() for r in rows for p in permutations((r["claim_a"], r["claim_b"]))})
    known = dict(zip(both, judge(model, both, start=start), strict=True))
    for kind, rows in kinds.items():
        said = np.array([[*known[r["claim_a"], r["claim_b"]], *known[r["claim_b"], r["claim_a"]]] for r in rows])
        signals = np.hstack([np.ones((len(rows), 1)), np.log(said + 1e-4)])
        same = np.array([r["relation"] for r in rows], dtype=float)
        topics = sorted({r["topic"] for r in rows})
        fifth = np.array([topics.index(r["topic"]) % PARTS for r in rows])
        right = 0
        for k in range(PARTS):
            out = fifth == k
            found = fit(signals[~out], same[~out], np.ones((~out).sum()))
            right += int(((signals[out] @ found > 0) == same[out]).sum())
        figures[f"ClaimDiff {kind}, cross-validated by topic"] = round(right / len(rows), 4)
    return figures
