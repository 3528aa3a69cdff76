"""How probably two statements say the same: what speaks for it and against it, and what all of it can come to at the most."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.language.likeness import Weights, compare
from onrecord.language.polarity import is_negative
from onrecord.reconcile.items import Statement
from onrecord.reconcile.statements import are_one_source, overlap_in_text

_LEAST_WORDS = 3
_DAYS = 10
SAME = 0.52
NEAR = 0.5  # cosine below which words alone decide
_HEAPS = 128
_ROUNDED = 1 + 1e-5  # what rounding may take from a sum in 32 bits
LIKELY = math.log(SAME / (1 - SAME)) - 1e-6  # what signals come to that make `SAME`, less what rounding may take

# Fitted on annotated stories (training/pairs/stories); of a statement's sentence vector, its words, its source and its place.
COEFFICIENTS: Mapping[str, float] = {
    "bias": -7.1,
    "near": 1.01,
    "nearer than others": 2.71,
    "words": 2.51,
    "inside": 2.31,
    "one source": 1.66,
    "one article": -0.32,
    "close by": 0.27,
    "number shared": 1.49,
    "numbers beside": -0.05,
    "names shared": 0.57,
    "one negative": -0.59,
    "one stance": -0.07,
    "both order": 2.89,
    "one demands": -0.18,
    "words of the shorter": 0.66,
    "days apart": -0.33,
    "one direct": 0.6,
    "headline": 0.93,
    "brief": 1.14,
}
_CLOSE_BY = 2  # sentences


def can_be_same(a: Statement, b: Statement) -> bool:
    """Whether nothing in stance, polarity and numbers keeps two statements from saying the same of each other's question."""
    one = are_one_source(a, b)
    if overlap_in_text(a, b) or min(len(a.words), len(b.words)) < (1 if one else _LEAST_WORDS):
        return False
    if a.faults != b.faults or (a.stance == "denies") != (b.stance == "denies"):
        return False
    if not one and (is_negative(a.text) != is_negative(b.text) or a.demands != b.demands):
        return False
    return not (a.numbers and b.numbers) or bool(a.numbers & b.numbers)


def signals_of(a: Statement, b: Statement, cosine: float, weights: Weights, *, centred: float = 0.0) -> dict[str, float]:
    """What speaks for and against two statements' saying the same, by the names of the coefficients and in their order.

    `centred` is the cosine of their vectors less what all statements of the story have in common.
    """
    words, inside = compare(a.words, b.words, weights)
    apart = abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) if a.day and b.day else 0
    shorter = min(len(a.words), len(b.words))
    one_article = a.article == b.article
    return {
        "bias": 1.0,
        "near": cosine,
        "nearer than others": centred,
        "words": words,
        "inside": inside,
        "one source": float(are_one_source(a, b)),
        "one article": float(one_article),
        "close by": float(one_article and abs(a.sentence - b.sentence) <= _CLOSE_BY),
        "number shared": float(bool(a.numbers & b.numbers)),
        "numbers beside": min(2, len(a.numbers ^ b.numbers)) / 2,
        "names shared": len(a.named & b.named) / max(1, min(len(a.named), len(b.named))),
        "one negative": float(is_negative(a.text) != is_negative(b.text)),
        "one stance": float(a.stance == b.stance),
        "both order": float(a.stance == b.stance == "orders"),
        "one demands": float(a.demands != b.demands),
        "words of the shorter": math.log1p(shorter),
        "days apart": min(apart, _DAYS) / _DAYS,
        "one direct": float((a.quotation.form == "direct") != (b.quotation.form == "direct")),
        "headline": float(a.headline or b.headline),
        "brief": float(shorter < _LEAST_WORDS),
    }


def p_same(a: Statement, b: Statement, cosine: float, weights: Weights, *, centred: float = 0.0) -> float:
    """The probability that two statements say the same about the same question."""
    if cosine < NEAR or not can_be_same(a, b):
        return 0.0
    signals = signals_of(a, b, cosine, weights, centred=centred)
    return 1 / (1 + math.exp(-math.fsum(map(mul, COEFFICIENTS.values(), signals.values()))))


class Bounds:
    """What is told of statements by themselves, in columns: enough to say which pairs cannot be likely to say the same."""

    def __init__(self, statements: Sequence[Statement], weights: Weights) -> None:
        def number(values: Iterable[object]) -> NDArray[np.int64]:
            known: dict[object, int] = {}
            return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)

        def ask(values: Iterable[bool]) -> NDArray[np.bool_]:
            return np.array(list(values), dtype=np.bool_)

        self._sources = list(dict.fromkeys(s.source for s in statements))
        self._names = [frozenset(source.split()) for source in self._sources]
        self._source = number(s.source for s in statements)
        self._article = number(s.article for s in statements)
        self._stance = number(s.stance for s in statements)
        self._sentence = np.array([s.sentence for s in statements], dtype=np.int64)
        self._words = np.array([len(s.words) for s in statements], dtype=np.int64)
        self._day = np.array([date.fromisoformat(s.day).toordinal() if s.day else 0 for s in statements], dtype=np.int64)
        self._faults = ask(s.faults for s in statements)
        self._denies = ask(s.stance == "denies" for s in statements)
        self._orders = ask(s.stance == "orders" for s in statements)
        self._negative = ask(is_negative(s.text) for s in statements)
        self._demands = ask(s.demands for s in statements)
        self._direct = ask(s.quotation.form == "direct" for s in statements)
        self._headline = ask(s.headline for s in statements)
        self._named = ask(bool(s.named) for s in statements)
        self._numbers = ask(bool(s.numbers) for s in statements)
        # the weights of the words of each, in so many heaps: what two share is no more than the lesser of both in each heap
        self._heaps = np.zeros((len(statements), _HEAPS), dtype=np.float32)
        heap = {word: at % _HEAPS for at, word in enumerate(sorted(weights.squares))}
        rows = np.repeat(np.arange(len(statements)), self._words)
        words = [word for s in statements for word in s.words]
        heaps = np.array([heap[w] for w in words], dtype=np.int64)
        np.add.at(self._heaps, (rows, heaps), np.array([weights.squares[w] for w in words]))
        self._lengths = np.array([max(weights.norms[s.words], 1e-9) for s in statements])

    def _are_one(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the sources of each pair are one, as `are_one_source` tells; each two names are looked at once."""
        pairs, place = np.unique(self._source[left] * len(self._sources) + self._source[right], return_inverse=True)
        names = self._names
        one = [
            bool(names[i] and names[j]) and (names[i] <= names[j] or names[j] <= names[i])
            for i, j in zip(*(part.tolist() for part in np.divmod(pairs, len(self._sources))), strict=True)
        ]
        return np.array(one, dtype=np.bool_)[place]

    def bound(
        self, left: NDArray[np.int64], right: NDArray[np.int64], cosine: NDArray[np.float64], centred: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """What all signals of each pair come to at the most, were all their names the same; -inf where it cannot be.

        The conditions are those of `can_be_same`, the signals those of `signals_of`.
        """

        def differ(column: NDArray[Any]) -> NDArray[np.bool_]:
            return np.asarray(column[left] != column[right])

        def both(column: NDArray[np.bool_]) -> NDArray[np.bool_]:
            return np.asarray(column[left] & column[right])

        one, shorter = self._are_one(left, right), np.minimum(self._words[left], self._words[right])
        one_article = ~differ(self._article)
        dated = (self._day[left] > 0) & (self._day[right] > 0)
        shared = np.minimum(self._heaps[left], self._heaps[right]).sum(axis=1, dtype=np.float64) * _ROUNDED
        lengths = self._lengths[left], self._lengths[right]
        apart = np.where(dated, np.minimum(np.abs(self._day[left] - self._day[right]), _DAYS), 0)
        signals: dict[str, NDArray[Any] | float] = {
            "bias": 1.0,
            "near": cosine,
            "nearer than others": centred,
            "words": np.minimum(1.0, shared / (lengths[0] * lengths[1])),
            "inside": np.minimum(1.0, shared / np.minimum(*lengths) ** 2),
            "one source": one,
            "one article": one_article,
            "close by": one_article & (np.abs(self._sentence[left] - self._sentence[right]) <= _CLOSE_BY),
            # two with numbers have one in common, else they cannot be the same
            "number shared": both(self._numbers),
            "names shared": both(self._named),
            "one negative": differ(self._negative),
            "one stance": ~differ(self._stance),
            "both order": both(self._orders),
            "one demands": differ(self._demands),
            "words of the shorter": np.log1p(shorter),
            "days apart": apart / _DAYS,
            "one direct": differ(self._direct),
            "headline": self._headline[left] | self._headline[right],
            "brief": shorter < _LEAST_WORDS,
        }
        most = np.zeros(len(left))
        for name, signal in signals.items():
            most += COEFFICIENTS[name] * signal
        apart_in = differ(self._faults) | differ(self._denies) | (shorter < np.where(one, 1, _LEAST_WORDS))
        apart_in |= ~one & (differ(self._negative) | differ(self._demands))
        return np.where(apart_in, -np.inf, most)
