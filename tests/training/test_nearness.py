"""How near vectors come to others."""

import numpy as np
from training.sentences.nearness import measure

DRAWN = np.random.default_rng(3).normal(size=(60, 8)).astype(np.float32)


def test_vectors_of_another_length_are_as_near_as_can_be() -> None:
    assert measure(3 * DRAWN, DRAWN) == {"cosine": 1.0, "of the ten nearest": 1.0}


def test_turned_vectors_have_the_same_neighbours_and_lie_elsewhere() -> None:
    turned = DRAWN[:, ::-1].copy()
    found = measure(turned, DRAWN)
    assert found["of the ten nearest"] == 1.0
    assert found["cosine"] < 0.5


def test_other_vectors_have_other_neighbours() -> None:
    other = np.random.default_rng(4).normal(size=(60, 8)).astype(np.float32)
    assert measure(other, DRAWN)["of the ten nearest"] < 0.4
