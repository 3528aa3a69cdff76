"""The outlines of the world's countries: Natural Earth, 1:50m, public domain."""

import functools
import zlib
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

OUTLINES = Path(__file__).parent / "outlines.bin"


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line of (longitude, latitude) in degrees, with the box that it lies in: west, south, east, north."""

    points: tuple[tuple[float, float], ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's stretches of land; `code` is ISO 3166 or empty."""

    code: str
    name: str
    rings: tuple[Ring, ...]


@functools.cache
def find_outlines() -> tuple[Outline, ...]:
    """All outlines, by name."""
    lines = zlib.decompress(OUTLINES.read_bytes()).decode().split("\n")
    return tuple(_outline(*line.split("\t")) for line in lines)


def _outline(code: str, name: str, *rings: str) -> Outline:
    return Outline(code, name, tuple(map(_ring, rings)))


def _ring(packed: str) -> Ring:
    """A ring from hundredths of a degree, each point as steps from the one before."""
    steps = [step.partition(",") for step in packed.split(" ")]
    xs = list(accumulate(int(x) for x, _, _ in steps))
    ys = list(accumulate(int(y) for _, _, y in steps))
    points = tuple((x / 100, y / 100) for x, y in zip(xs, ys, strict=True))
    return Ring(points, (min(xs) / 100, min(ys) / 100, max(xs) / 100, max(ys) / 100))
