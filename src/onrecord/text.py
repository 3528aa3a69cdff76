"""Passages, offsets, normalisation: what every stage needs of plain text."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from onrecord.model import Span

WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
OPENING_QUOTES = "“‘«„\"'"
CLOSING_QUOTES = "”’»“\"'"


def make_id(prefix: str, *fields: object) -> str:
    """An id: the prefix and 64 bits of a hash of the fields, the same for the same fields on any machine."""
    joined = "\x1f".join("" if field is None else str(field) for field in fields)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def span(text: str, start: int, end: int) -> Span:
    """The passage of `text` from `start` to `end`."""
    return Span(start=start, end=end, exact=text[start:end])


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _wrong_forms(meant: str) -> list[str]:
    """What a letter's UTF-8 bytes look like when they are read as Latin-1 and as Windows-1252."""
    data = meant.encode("utf-8")
    windows = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)
    return [data.decode("latin-1"), windows]


_MEANT = {wrong: meant for meant in "“”‘’„–—…•€′″" for wrong in _wrong_forms(meant)}
_WRONG = re.compile("|".join(map(re.escape, _MEANT)))


def as_input_text(text: str) -> str:
    """Text as an article keeps it: line ends as "\\n", no byte-order mark, NUL and lone surrogates as U+FFFD, and no
    punctuation that was decoded wrongly before it came to us."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _put_right(re.sub("[\x00\ud800-\udfff]", "\ufffd", text))


def _put_right(text: str) -> str:
    """Text with the quotation marks, dashes and dots that a wrong encoding had turned to "â€œ" and such."""
    while "â" in text and (better := _WRONG.sub(lambda m: _MEANT[m.group()], text)) != text:
        text = better  # what one turn puts right may be part of another such sequence, a few deep at the most
    return text


def fold(word: str) -> str:
    """A word as it is compared: compatibility forms, case and accents folded."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


# letters that a pattern without regard to case takes for plain ones, and `lower` does not
_ALMOST = str.maketrans({"ſ": "s", "ı": "i", "İ": "i"})


def in_small_letters(text: str) -> str:
    """The text in small letters, letter by letter; what a pattern without regard to case takes for a plain letter is it."""
    if not text.isascii() and ("ſ" in text or "ı" in text or "İ" in text):
        text = text.translate(_ALMOST)
    return text.lower()


class AnyCase:
    """A pattern in small letters that is looked for in any case, some three times as fast as `re.IGNORECASE` does it.

    What it finds has the places of the text, and its groups in small letters.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """As that of a pattern."""
        return self._pattern.search(in_small_letters(text))

    def match(self, text: str) -> re.Match[str] | None:
        """As that of a pattern."""
        return self._pattern.match(in_small_letters(text))

    def findall(self, text: str) -> list[str]:
        """As that of a pattern, for one without groups."""
        return self._pattern.findall(in_small_letters(text))

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """As that of a pattern."""
        return self._pattern.finditer(in_small_letters(text), start)


def words_at(alternatives: str) -> str:
    """A pattern for plain words ("mill|mine") where a word begins, that is found by their first letters, which is quick."""
    return "|".join(rf"{word[0]}(?<=\b{word[0]}){word[1:]}" for word in alternatives.split("|"))


_SHORT = 600  # letters of a text whose words are kept at hand


class Told(dict[str, str]):
    """What is told of each word as it is written, found once: quicker to look up than a cache of a function, and as bounded."""

    MOST = 65_536

    def __init__(self, tell: Callable[[str], str]) -> None:
        self._tell = tell

    def __missing__(self, word: str) -> str:
        if len(self) >= self.MOST:
            self.clear()
        told = self[word] = self._tell(word)
        return told


_fold_known = Told(fold).__getitem__


def fold_words(text: str) -> list[str]:
    """The folded words of a text, where their places do not matter."""
    return list(_folded(text) if len(text) <= _SHORT else map(_fold_known, WORD.findall(text)))


@lru_cache(maxsize=32_768)
def _folded(text: str) -> tuple[str, ...]:
    """The folded words of a short text, which several ask for one after the other."""
    return tuple(map(_fold_known, WORD.findall(text)))


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """(folded word, start, end) of each word of `text[start:end]`, with offsets into `text`."""
    stop = len(text) if end is None else end
    return [(_fold_known(m.group()), *m.span()) for m in WORD.finditer(text, start, stop)]


def is_covered(start: int, end: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether any of the ranges overlaps `start` to `end`."""
    return any(a < end and start < b for a, b in ranges)


_LEAST_LOWER = 3
LEADS = 3  # first sentences of an article, of which one stands for its title


def find_lead(sentences: Iterable[str]) -> str:
    """The first that reads as a sentence, else the first: what comes before may be a dateline or a list of names."""
    every = [s for s in sentences if s]
    told = (s for s in every if sum(w[:1].islower() and len(w) > 2 for w in s.split()) >= _LEAST_LOWER)
    return next(told, every[0] if every else "")
