"""How the words of a window are written: what the names graph is told beside the encoder's lower-cased view of them."""

import functools
import unicodedata
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from onrecord.neural.windows import Window

LONGEST = 16  # characters of a word that are looked at: of a longer one, as many of its head as of its tail
WIDTH = LONGEST + 2
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-'’&/$%()\"“”:;!?"
PADDING, EDGE, STRANGE = 0, 1, 2
CODES = {letter: code for code, letter in enumerate(LETTERS, STRANGE + 1)}
CHARACTERS = STRANGE + 1 + len(LETTERS)
FORMS = 40
CASES = 10
_SPACED, _OPENS = CASES, 2 * CASES


class Words(NamedTuple):
    """The words of a window's paragraphs.

    Shape: `firsts` (their first pieces, counted in the window), `spans` (in the text) and `forms` have a row for each word;
    `sizes` has how many words each paragraph has.
    """

    firsts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    forms: tuple[int, ...]
    sizes: tuple[int, ...]


def find_words(text: str, window: Window) -> Words:
    """The words that the window's paragraphs consist of, marks included."""
    firsts: list[int] = []
    spans: list[tuple[int, int]] = []
    forms: list[int] = []
    sizes = []
    for at, pieces in window.units:
        own = [i for i, first in enumerate(pieces.firsts) if first]
        sizes.append(len(own))
        firsts += [at + i for i in own]
        starts, ends = zip(*pieces.offsets, strict=True)
        spans += [(starts[i], ends[behind - 1]) for i, behind in zip(own, [*own[1:], len(starts)], strict=True)]
        cased = [
            case_of(text[a:b]) + (_SPACED if pieces.shapes[i] >= 4 else 0)
            for i, (a, b) in zip(own, spans[-len(own) :], strict=True)
        ]
        cased[0] += _OPENS
        forms += cased
    return Words(tuple(firsts), tuple(spans), tuple([text[a:b] for a, b in spans]), tuple(forms), tuple(sizes))


def join_words(windows: Sequence[Words]) -> Words:
    """The words of an article's windows in one row; `firsts` count in their windows as before."""
    return Words(*(tuple(chain.from_iterable(part)) for part in zip(*windows, strict=True)))


def number_words(texts: Sequence[str]) -> tuple[list[tuple[int, ...]], list[int]]:
    """The spellings of the distinct words, and which of them each word has."""
    numbers: dict[str, int] = {}
    which = [numbers.setdefault(text, len(numbers)) for text in texts]
    return [spell(text) for text in numbers], which


@functools.lru_cache(maxsize=1 << 15)
def spell(word: str) -> tuple[int, ...]:
    """The word as WIDTH codes of characters without accents, between edges."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word[:200]) if unicodedata.category(c) != "Mn")
    if len(plain) > LONGEST:
        plain = plain[: LONGEST // 2] + plain[-LONGEST // 2 :]
    return (EDGE, *(CODES.get(c, STRANGE) for c in plain), EDGE, *[PADDING] * (LONGEST - len(plain)))


@functools.lru_cache(maxsize=1 << 15)
def case_of(word: str) -> int:
    """How the word is written, as a number below CASES: digits, small letters, capitals, mixed, marks."""
    if any(c.isdigit() for c in word):
        return 1 if word.isdigit() else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) == 1 else 5
    if word[:1].isupper():
        return 6 if word[1:].islower() else 7
    return 8 if any(c.isalpha() for c in word) else 9
