"""How common a word is in English news."""

import functools
import math
from importlib import resources


@functools.cache
def _table() -> tuple[int, dict[str, int]]:
    lines = resources.files("onrecord.group").joinpath("frequencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    counts = {word: int(count) for word, count in rows}
    return counts.pop("#"), counts


@functools.lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """The inverse document frequency of a folded word in English news; about 7.5 for one that the table does not know.

    Source: Spärck Jones 1972; counts by training/frequencies.py.
    """
    total, counts = _table()
    return math.log((total + 1) / counts.get(word, 1))
