"""A light tokeniser: words, numbers and single marks with their offsets."""

import re
from bisect import bisect_left
from functools import lru_cache, partial
from typing import NamedTuple

_TOKEN = re.compile(
    r"([a-z]++)(?=[ ,])|"  # what most words are: nothing below could take more of them
    r"(?:[^\W\d_]\.){2,}"
    r"|\b(?:St|Ste|Mt|Ft|[A-Z])\.(?=\s[A-Z])|\b(?:Jr|Sr)\.(?=,?\s)"
    r"|\d+(?:[.,]\d+)*[^\W_]*"
    r"|['’]s\b"
    r"|[^\W_]{1,60}+(?:[.-][^\W_]{1,60}+){0,3}\.(?:com|org|net|info|tv|ca|ru|uk|eu|au|ua|fr|ie|nz|gov|edu)\b"
    r"|[^\W_]+(?:(?:-|['’](?!s\b)|&)[^\W_]+)*"
    r"|\.\.\.|\S"
)


class Token(NamedTuple):
    """A word or mark; `low` is it in lower case, `text[start:end]` of the article is `text`."""

    text: str
    low: str
    start: int
    end: int


_make = partial(tuple.__new__, Token)  # what the class itself does, without a call in between
_CLOSING = frozenset('.!?"”)]')
_REACH = 4_000  # characters before and behind a passage in which its line must begin and end to be read as a whole


# the sentences of an article are asked for by names, statements and mentions in turn
@lru_cache(maxsize=1024)
def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]` with offsets into `text`; a possessive "'s" is a token of its own."""
    line = _line_around(text, start, end)
    if line is None:
        return _read(text, start, end)
    tokens, starts = read_line(text, *line)
    first, last = bisect_left(starts, start), bisect_left(starts, end) - 1
    if first and tokens[first - 1].end > start:
        return _read(text, start, end)  # it begins within a token
    if end == line[1]:
        return tokens[first:]
    if last >= first and tokens[last].end == end and _is_closed(tokens[last].text):
        return tokens[first : last + 1]
    # the last letters without a space between may be other tokens where what stands behind is not seen
    while last > first and tokens[last - 1].end == tokens[last].start:
        last -= 1
    return tokens[first:last] + _read(text, tokens[last].start, end) if last >= first else ()


def _is_closed(word: str) -> bool:
    """Whether a token is the same whatever stands behind it, and those before it too: it was not told by what follows."""
    return word.isalnum() or word in _CLOSING


def _line_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The line that the passage is part of; None where it is none, or the line is long."""
    first = text.rfind("\n", max(0, start - _REACH), start) + 1
    last = text.find("\n", start, end + _REACH)
    if (not first and start > _REACH) or 0 <= last < end or (last < 0 and len(text) > end + _REACH):
        return None
    return first, last if last >= 0 else len(text)


@lru_cache(maxsize=128)
def read_line(text: str, start: int, end: int) -> tuple[tuple[Token, ...], list[int]]:
    """The tokens of a line, and where each begins."""
    tokens = _read(text, start, end)
    return tokens, [t.start for t in tokens]


def _read(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(
        [
            _make((word := m[0], word if m.lastindex else _in_lower_case(word), *m.span()))
            for m in _TOKEN.finditer(text, start, end)
        ]
    )


def _in_lower_case(word: str) -> str:
    low = word.lower()
    return low.replace("’", "'") if "’" in low else low


def is_capital(token: Token) -> bool:
    """Whether the token begins with an upper-case letter, after a particle too ("al-Rashid")."""
    if token.text[0].isupper():
        return True
    if "-" not in token.text:
        return False
    particle, _, rest = token.text.partition("-")
    return particle in ("al", "el", "as", "ash", "ad", "an", "at", "ibn", "bin") and rest[:1].isupper()
