"""Text to word pieces, as the uncased BERT vocabulary has them, with offsets into the text.

Source: Devlin et al. 2019 (basic tokens), Wu et al. 2016 (WordPiece: greedy, longest match first).
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.neural.windows import Encode

UNKNOWN = "[UNK]"
LONGEST_WORD = 100
CACHED = 1 << 16
CACHED_LENGTH = 40

_CHUNK = re.compile(r"[^ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2FA1F), (0xF900, 0xFAFF))

Piece = tuple[int, int, int, int]  # id, start and end in the chunk, number of the word


def load_tokenizer(vocabulary: Path) -> Encode:
    """Gives what codes texts to (ids, offsets, word numbers); the vocabulary has a piece a line, in the order of the ids."""
    ids = {piece: i for i, piece in enumerate(vocabulary.read_text(encoding="utf8").splitlines())}

    @functools.lru_cache(maxsize=CACHED)
    def of_chunk(chunk: str) -> tuple[Piece, ...]:
        return tuple(_pieces(chunk, ids))

    def encode(texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]], list[int | None]]]:
        coded = []
        for text in texts:
            own: list[int] = []
            offsets: list[tuple[int, int]] = []
            words: list[int | None] = []
            word = 0
            for m in _CHUNK.finditer(text):
                at = m.start()
                found = of_chunk(m.group()) if m.end() - at <= CACHED_LENGTH else tuple(_pieces(m.group(), ids))
                for i, start, end, number in found:
                    own.append(i)
                    offsets.append((at + start, at + end))
                    words.append(word + number)
                word += found[-1][3] + 1 if found else 0
            coded.append((own, offsets, words))
        return coded

    return encode


def _pieces(chunk: str, ids: Mapping[str, int]) -> Iterator[Piece]:
    """The word pieces of what stands between two spaces."""
    for number, word in enumerate(_words(chunk)):
        letters = "".join(letter for letter, _ in word)
        parts = _split(letters, ids)
        if parts is None:
            yield ids[UNKNOWN], word[0][1], word[-1][1] + 1, number
            continue
        for i, start, end in parts:
            yield i, word[start][1], word[end - 1][1] + 1, number


def _split(letters: str, ids: Mapping[str, int]) -> list[tuple[int, int, int]] | None:
    """The longest pieces of a word from the left; None where it is too long or has none."""
    if len(letters) > LONGEST_WORD:
        return None
    parts = []
    start = 0
    while start < len(letters):
        end = len(letters)
        while end > start and (piece := ("##" if start else "") + letters[start:end]) not in ids:
            end -= 1
        if end == start:
            return None
        parts.append((ids[piece], start, end))
        start = end
    return parts


def _words(chunk: str) -> Iterator[list[tuple[str, int]]]:
    """The words and single marks, each as its letters (in lower case, without accents) with their places."""
    word: list[tuple[str, int]] = []
    for i, character in enumerate(chunk):
        for letter in _plain(character):
            if _stands_alone(letter):
                if word:
                    yield word
                    word = []
                yield [(letter, i)]
            else:
                word.append((letter, i))
    if word:
        yield word


@functools.lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """The character in lower case without accents; nothing for what does not print."""
    if character == "\ufffd" or unicodedata.category(character).startswith("C"):
        return ""
    decomposed = unicodedata.normalize("NFD", character)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()


@functools.lru_cache(maxsize=4096)
def _stands_alone(letter: str) -> bool:
    if letter in _ASCII_MARKS or unicodedata.category(letter).startswith("P"):
        return True
    return any(a <= ord(letter) <= b for a, b in _IDEOGRAPHS)
