"""How near the vectors that are learnt come to those that they are learnt from."""

import numpy as np
from numpy.typing import NDArray

_NEAREST, _TOGETHER = 10, 500


def measure(found: NDArray[np.float32], teacher: NDArray[np.float32]) -> dict[str, float]:
    """How near vectors lie to the teacher's, and how many of the teacher's ten nearest are among their ten nearest."""
    a, b = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (found, teacher))
    shared = []
    for at in range(0, len(a), _TOGETHER):
        near = [
            np.argsort(-(rows[at : at + _TOGETHER] @ rows.T), axis=1, kind="stable")[:, 1 : _NEAREST + 1] for rows in (a, b)
        ]
        shared += [len(set(x) & set(y)) / _NEAREST for x, y in zip(*(n.tolist() for n in near), strict=True)]
    return {"cosine": round(float((a * b).sum(1).mean()), 3), "of the ten nearest": round(float(np.mean(shared)), 3)}
