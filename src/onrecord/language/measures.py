"""The measures of physics, engineering and trade: symbols, words, sizes, by a table that training/units.py makes of pint."""

from importlib.resources import files
from typing import NamedTuple


class Measure(NamedTuple):
    """One unit: what it is called here, in long, what it measures, and its size in SI base units."""

    name: str
    long: str
    dimension: str
    size: float
    symbols: tuple[str, ...]
    words: tuple[str, ...]


def _load() -> tuple[Measure, ...]:
    rows = []
    for line in files("onrecord.language").joinpath("measures.tsv").read_text(encoding="utf-8").splitlines():
        long, dimension, size, symbols, words = line.split("\t")
        spelled = tuple(symbols.split())
        forms = tuple(w for w in words.split(",") if w)
        name = spelled[0] if spelled else forms[0] if forms else long
        rows.append(Measure(name, long, dimension, float(size), spelled, forms))
    return tuple(rows)


MEASURES = _load()
BY_SYMBOL = {symbol: m for m in reversed(MEASURES) for symbol in m.symbols}
"""Measures by their symbols, to the letter: "mW" is no "MW"."""
BY_WORDS = {tuple(word.split(" ")): m for m in reversed(MEASURES) for word in m.words}
"""Measures by the words that spell them, in lower case."""
