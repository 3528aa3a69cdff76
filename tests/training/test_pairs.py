"""How the signals of labelled pairs are weighed."""

import numpy as np
import pytest

pytest.importorskip("benchmarks.stories", reason="run from the repository's root")

from training.pairs.fit import Material, cross_validate, describe, fit, key_of, read_labels
from training.pairs.printed import restore
from training.pairs.stories import join, rank_precision


def test_tokens_are_printed_as_text() -> None:
    assert restore("Kelmer 's dam , in ( Vell ) .") == "Kelmer's dam, in (Vell)."
    assert restore("`` The dam holds , '' he said ; it does n't .") == "“The dam holds,” he said; it doesn't."


def test_the_labels_are_hashes_and_weights() -> None:
    labels = read_labels()
    assert len(labels) > 400
    assert all(label.same in (0, 1) and label.weight > 0 for label in labels)
    assert {len(label.left) for label in labels} == {len(key_of("any"))}


def test_what_tells_pairs_apart_is_weighed_most() -> None:
    rng = np.random.default_rng(1)
    same = rng.integers(0, 2, 200).astype(float)
    signals = np.column_stack([np.ones(200), same + rng.normal(0, 0.3, 200), rng.normal(0, 1, 200)])
    found = fit(signals, same, np.ones(200))
    assert found[1] > 2 > abs(found[2])
    p = cross_validate(Material(signals, same, np.ones(200), [f"story {i % 20}" for i in range(200)]))
    assert describe(Material(signals, same, np.ones(200), []), p, 0.5)["P"] > 0.85


def test_precision_is_taken_at_each_pair_that_is_the_same() -> None:
    same, p = np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.8, 0.7])
    assert rank_precision(same, p) == pytest.approx((1 + 2 / 3) / 2)
    assert rank_precision(np.zeros(3), p) == 0.0


def test_stories_are_joined_in_their_order() -> None:
    one = Material(np.ones((2, 3)), np.zeros(2), np.ones(2), ["dam", "dam"])
    other = Material(np.zeros((1, 3)), np.ones(1), np.ones(1), ["pier"])
    whole = join([one, other])
    assert whole.signals.shape == (3, 3)
    assert whole.same.tolist() == [0.0, 0.0, 1.0]
    assert whole.story == ["dam", "dam", "pier"]
