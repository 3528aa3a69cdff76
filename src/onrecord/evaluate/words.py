"""Passages compared as sets of words: the words of a gold text, and a ledger's text aligned to them."""

import difflib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from onrecord.text import WORD

MATCH = 0.5  # the least overlap at which two passages are the same one

Words = frozenset[int]
G = TypeVar("G", bound=Hashable)
F = TypeVar("F", bound=Hashable)


def _fold(word: str) -> str:
    # accents stay: the published figures were measured so
    return unicodedata.normalize("NFKC", word).lower()


class WordIndex:
    """The words of one text with their offsets, so that the words under a range are found by bisection."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for found in WORD.finditer(text):
            self.words.append(_fold(found.group()))
            self._starts.append(found.start())
            self._ends.append(found.end())

    def __len__(self) -> int:
        return len(self.words)

    def under(self, start: int, end: int) -> range:
        """The indices of the words that `start` to `end` touches."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))


def fold_words(text: str | None) -> set[str]:
    """The different words of a text, folded."""
    return {_fold(word) for word in WORD.findall(text or "")}


class GoldText:
    """The reference text of one article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.index = WordIndex(text)

    def find(self, passage: str | Sequence[str], nth: int = 1) -> Words:
        """The words of a verbatim passage, or of several that follow each other; `nth` applies to a single one."""
        if isinstance(passage, str):
            at = self._text.find(passage)
            for _ in range(nth - 1):
                at = self._text.find(passage, at + 1)
            return frozenset(self.index.under(at, at + len(passage))) if at >= 0 else frozenset()
        found: set[int] = set()
        behind = 0
        for part in passage:
            at = self._text.find(part, behind)
            if at < 0:
                at = self._text.find(part)
            if at >= 0:
                behind = at + len(part)
                found.update(self.index.under(at, behind))
        return frozenset(found)

    def lines(self, first: int, last: int) -> Words:
        """The words of the lines `first` to `last`, counted from 1."""
        starts = [0, *(m.end() for m in re.finditer("\n", self._text)), len(self._text)]
        final = len(starts) - 1
        return frozenset(self.index.under(starts[min(first - 1, final)], starts[min(last, final)]))


class AlignedText:
    """A ledger's text of an article, aligned word by word to the gold text, which may hold more or less than it."""

    def __init__(self, text: str, gold: GoldText) -> None:
        self._index = WordIndex(text)
        self._gold_word: dict[int, int] = {}
        ours, theirs = self._index.words, gold.index.words
        if ours == theirs:
            self._gold_word = {i: i for i in range(len(ours))}
            return
        matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
        for block in matcher.get_matching_blocks():
            self._gold_word.update({block.a + i: block.b + i for i in range(block.size)})

    def cover(self, spans: Iterable[Mapping[str, Any]]) -> Words:
        """The gold words under the ledger's spans."""
        under = (i for span in spans for i in self._index.under(span["start"], span["end"]))
        return frozenset(self._gold_word[i] for i in under if i in self._gold_word)


def overlap(a: Words | set[str], b: Words | set[str]) -> float:
    """The F1 of two sets: twice what they share over what they hold; 0 where either is empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def pair_up(gold: Mapping[G, tuple[str, Words]], found: Mapping[F, tuple[str, Words]]) -> dict[G, F]:
    """Pairs passages of the same file one to one, the best overlap first, ties in the order of the ids."""
    in_file: dict[str, list[tuple[F, Words]]] = {}
    for id_, (file, words) in found.items():
        in_file.setdefault(file, []).append((id_, words))
    candidates = [
        (similar, gold_id, found_id)
        for gold_id, (file, wanted) in gold.items()
        for found_id, words in in_file.get(file, ())
        if (similar := overlap(wanted, words)) >= MATCH
    ]
    candidates.sort(key=lambda c: (-c[0], str(c[1]), str(c[2])))
    pairs: dict[G, F] = {}
    taken: set[F] = set()
    for _, gold_id, found_id in candidates:
        if gold_id not in pairs and found_id not in taken:
            pairs[gold_id] = found_id
            taken.add(found_id)
    return pairs
