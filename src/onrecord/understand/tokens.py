"""A light tokeniser: words, numbers and single marks with their offsets."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

_TOKEN = re.compile(
    r"[a-z]++(?=[ ,])|"  # what most words are: nothing below could take more of them
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


# the sentences of an article are asked for by names, statements and mentions in turn
@lru_cache(maxsize=1024)
def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]` with offsets into `text`; a possessive "'s" is a token of its own."""
    found = []
    for m in _TOKEN.finditer(text, start, end):
        word = m[0]
        low = word.lower()
        found.append(_make((word, low.replace("’", "'") if "’" in low else low, *m.span())))
    return tuple(found)


def is_capital(token: Token) -> bool:
    """Whether the token begins with an upper-case letter, after a particle too ("al-Rashid")."""
    if token.text[0].isupper():
        return True
    particle, dash, rest = token.text.partition("-")
    return bool(dash) and particle in ("al", "el", "as", "ash", "ad", "an", "at", "ibn", "bin") and rest[:1].isupper()
