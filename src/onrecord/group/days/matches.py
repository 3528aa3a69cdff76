"""Which passages of a story's articles tell the same, by the rare words of their sentences."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.group.days.mentions import Mention, Told

_MIN_WORDS = 4
_MIN_RARE = 3
_MIN_SIM = 0.28
_MIN_COPY = 0.6
#: The share of an article's sentences that makes it one of the other's time.
_COPIED = 0.1
#: How many days a sentence that is copied as news is copied for.
_FRESH = 3
#: Words in more sentences than this say nothing of one event; it also bounds the work a word can make.
_MAX_SENTENCES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An expression without a known day, and one with it in a sentence that tells the same; `sim_words` from 0 to 1."""

    said: Mention
    known: Mention
    sim_words: float


class Index:
    """The sentences of a story by their words."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.sentences: list[tuple[str, frozenset[str]]] = []
        self._dated: set[int] = set()
        self.known: list[Mention] = []
        for each in told:
            self._dated.update(len(self.sentences) + m.at for m in each.mentions if m.words)
            self.sentences.extend((each.article, bag) for bag in each.sentences)
            self.known.extend(m for m in each.mentions if m.form == "known" and m.words)
        counts = Counter(word for _, bag in self.sentences for word in bag)
        total = max(2, len(self.sentences))
        self.weights = {word: math.log(1 + total / n) for word, n in counts.items()}
        self.rare = {word for word, n in counts.items() if n <= _MAX_SENTENCES}
        self._known_by_word = _post(self.rare, (m.words for m in self.known))
        self._sentence_by_word = _post(self.rare, (bag for _, bag in self.sentences))

    def near_known(self, bag: frozenset[str]) -> Iterator[tuple[Mention, float]]:
        """The known expressions in sentences like this one, with their similarity."""
        for i in self._candidates(bag, self._known_by_word):
            sim = self._compare(bag, self.known[i].words)
            if sim >= _MIN_SIM:
                yield self.known[i], sim

    def near_sentences(self, bag: frozenset[str]) -> Iterator[str]:
        """The articles that hold a sentence of nearly the same words."""
        for i in self._candidates(bag, self._sentence_by_word):
            article, other = self.sentences[i]
            if self._compare(bag, other) >= _MIN_COPY:
                yield article

    def near_undated(self, bag: frozenset[str]) -> Iterator[tuple[str, float]]:
        """The articles with a sentence like this one that says nothing of time, with its similarity."""
        for i in self._candidates(bag, self._sentence_by_word):
            article, other = self.sentences[i]
            if i not in self._dated and (sim := self._compare(bag, other)) >= _MIN_SIM:
                yield article, sim

    def _candidates(self, bag: frozenset[str], posted: Mapping[str, list[int]]) -> list[int]:
        shared = Counter(i for word in bag & self.rare for i in posted.get(word, ()))
        return sorted(i for i, n in shared.items() if n >= _MIN_RARE)

    def _compare(self, left: frozenset[str], right: frozenset[str]) -> float:
        shared = left & right
        if len(shared) < _MIN_WORDS:
            return 0.0
        weights = self.weights
        norm = math.sqrt(sum(weights[w] ** 2 for w in left) * sum(weights[w] ** 2 for w in right))
        return math.fsum(weights[w] ** 2 for w in shared) / norm


def _post(rare: set[str], bags: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    posted: dict[str, list[int]] = {}
    for i, bag in enumerate(bags):
        for word in bag & rare:
            posted.setdefault(word, []).append(i)
    return posted


def find_matches(told: Told, index: Index) -> Iterator[Match]:
    """The expressions of an article, other than its bare weekdays, that another article tells with a known day.

    Where a sentence has several, it is not known which are the same.
    """
    for said in told.mentions:
        if said.form == "known" or not said.alone or (said.form == "weekday" and said.past and not said.turned):
            continue
        for known, sim in index.near_known(said.words):
            if known.article != told.article and known.alone:
                yield Match(said=said, known=known, sim_words=sim)


def find_near(told: Told, index: Index, known: Mapping[str, date]) -> list[tuple[str, int]]:
    """(article of a known day, how many sentences it nearly shares), where that is a good part of it.

    A sentence that articles far apart in time hold is background, told again and again: it says nothing of the day.
    """
    shared: Counter[str] = Counter()
    for bag in told.sentences:
        holders = {article for article in index.near_sentences(bag) if article != told.article and article in known}
        days = [known[article] for article in holders]
        if days and (max(days) - min(days)).days <= _FRESH:
            shared.update(holders)
    needed = max(2, _COPIED * len(told.sentences))
    return sorted((article, n) for article, n in shared.items() if n >= needed)
