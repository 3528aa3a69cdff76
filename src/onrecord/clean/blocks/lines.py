"""The lines of an article as paragraphs, with what can be seen of each without its neighbours."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

from onrecord.text import WORD, trim

_STOP_WORDS_LISTING = """
a about after all also an and any are as at be been before but by can could did do for from had has have he her his how
i if in into is it its more most no not of on one or other our out over said says she so some than that the their them
then there they this to two up was we were what when which who will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS_LISTING.split())
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]\s]*$")
_WIDE = 400  # characters of a line that are looked at word by word: enough to know what it is

T = TypeVar("T")


class Feature(Generic[T]):
    """What is worked out of a thing when it is first asked for, and kept: `functools.cached_property` without its lock."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        """`find` works it out."""
        self._find, self.__doc__ = find, find.__doc__

    @overload
    def __get__(self, thing: None, kind: type | None = None) -> "Feature[T]": ...

    @overload
    def __get__(self, thing: object, kind: type | None = None) -> T: ...

    def __get__(self, thing: object | None, kind: type | None = None) -> "T | Feature[T]":
        """The feature; the next time it is found among what the thing has, and this is not asked."""
        if thing is None:
            return self
        found = thing.__dict__[self._find.__name__] = self._find(thing)
        return found


@dataclass(frozen=True)
class Line:
    """One paragraph: its number, its place, and features of its wording."""

    number: int
    start: int
    end: int
    text: str = field(repr=False)

    @Feature
    def tokens(self) -> list[str]:
        """The first words, as written."""
        return WORD.findall(self.text, 0, _WIDE)

    @Feature
    def wording(self) -> str:
        """The first words without case and punctuation."""
        return " ".join(self.tokens).casefold()

    @Feature
    def folded(self) -> list[str]:
        """The first words without case."""
        return self.wording.split(" ") if self.tokens else []

    @Feature
    def length(self) -> int:
        """Words, estimated from the characters for long lines."""
        return len(self.tokens) if len(self.text) <= _WIDE else len(self.text) * len(self.tokens) // _WIDE

    @Feature
    def key(self) -> str:
        """The wording without case and punctuation, as repeats are compared."""
        return self.wording if len(self.text) <= _WIDE else " ".join(WORD.findall(self.text)).casefold()

    @Feature
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_CLOSED.search(self.text[-12:]))

    @Feature
    def stop_share(self) -> float:
        """Share of the words that are function words."""
        return sum(map(STOP_WORDS.__contains__, self.folded)) / len(self.folded) if self.folded else 0.0

    @Feature
    def is_prose(self) -> bool:
        """Whether it reads as running text: sentences, or long with the function words of sentences."""
        if self.is_closed:
            return self.length >= 8 and self.stop_share >= 0.12
        return self.length >= 25 and self.stop_share >= 0.2

    @Feature
    def content(self) -> frozenset[str]:
        """The content words, folded to their first six letters so that inflections meet."""
        words = zip(self.tokens, self.folded, strict=True)
        return frozenset(folded[:6] for token, folded in words if len(token) > 3 and folded not in STOP_WORDS)


def read_lines(text: str) -> list[Line]:
    """The paragraphs of a text: its lines, or, where lines are wrapped at a fixed width, what stands between empty lines."""
    pattern = r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*" if _is_wrapped(text) else r"[^\n]+"
    lines: list[Line] = []
    for m in re.finditer(pattern, text):
        start, end = trim(text, m.start(), m.end())
        if start < end:
            lines.append(Line(number=len(lines), start=start, end=end, text=text[start:end]))
    return lines


def _is_wrapped(text: str) -> bool:
    """Whether the lines of a text are wrapped at a width, so that sentences run over their ends."""
    rows = text[:20_000].split("\n")
    inner = [(a.rstrip(), b.lstrip()) for a, b in itertools.pairwise(rows) if a.strip() and b.strip()]
    if len(inner) < 4 or max(len(row) for row in rows) > 120:
        return False
    running = sum(not _CLOSED.search(a[-12:]) and (b[:1].islower() or len(a) > 50) for a, b in inner)
    lower = sum(b[:1].islower() for _, b in inner)
    return running >= 0.7 * len(inner) and lower >= 0.3 * len(inner)
