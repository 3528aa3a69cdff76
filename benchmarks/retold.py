"""Stories told anew: the same text with other ids, days and words in their places, each as long as the one before it."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from onrecord.cells import WIDTH

APART = 0.7  # how far a vector is moved
_LETTERS = "abcdefghiklmnoprstuvw"


def move_vectors(rows: NDArray[np.float64], draw: np.random.Generator) -> Iterator[bytes]:
    """Vectors that lie about these, which are of unit length, as a ledger holds them."""
    noise = draw.normal(size=(len(rows), WIDTH))
    made = rows + APART * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return (bytes(row) for row in np.rint(127 * made / np.abs(made).max(axis=1, keepdims=True)).astype(np.int8))


class Telling:
    """What stands in the story of one number for each id, day and word of the one that is told anew."""

    def __init__(self, number: int, shift: dt.timedelta) -> None:
        self._number, self._shift = number, shift
        self._known: dict[str, str] = {}

    def __call__(self, kind: str, value: str) -> str:
        """The value that stands for another."""
        made = self._known.get(value)
        if made is None:
            made = self._known[value] = self._make(kind, value)
        return made

    def keep(self, made: Mapping[str, str]) -> None:
        """Takes what stands for some values."""
        self._known.update(made)

    def _make(self, kind: str, value: str) -> str:
        if kind == "day":
            try:
                return (dt.date.fromisoformat(value) + self._shift).isoformat()
            except ValueError:
                return value
        # a word at the head of a sentence is the word that it is elsewhere
        digest = hashlib.sha256(f"{self._number} {value if kind == 'id' else value.lower()}".encode()).digest()
        if kind == "id":
            return f"{value[:2]}{digest[:8].hex()}"
        made = "".join(_LETTERS[b % len(_LETTERS)] for b in digest[: len(value)]).ljust(len(value), "a")
        return made.capitalize() if value[0].isupper() else made


class Pattern:
    """A text with places for what is told anew: the named groups of `places`, but for words that are `kept`."""

    def __init__(self, text: str, places: re.Pattern[str], *, kept: frozenset[str] = frozenset()) -> None:
        self._parts: list[str] = []
        self._slots: list[tuple[str, str]] = []
        at = 0
        for m in places.finditer(text):
            if m.lastgroup and m.group() not in kept:
                self._parts.append(text[at : m.start()])
                self._slots.append((m.lastgroup, m.group()))
                at = m.end()
        self._rest = text[at:]

    def fill(self, telling: Telling) -> str:
        """The text as another story has it."""
        filled = [p + telling(kind, value) for p, (kind, value) in zip(self._parts, self._slots, strict=True)]
        return "".join(filled) + self._rest
