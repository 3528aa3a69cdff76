"""The words, numbers and marks of a sentence, with their offsets."""

import re
from functools import partial
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<small>[a-z]+(?=[ ,]))  # what most words are: nothing below could take more of them
      |(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?
                  |[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3})+(?![0-9])
                  |[1-9][0-9]{0,2}(?:[ ][0-9]{3})?[ ]000(?![0-9])
                  |[0-9]+(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+)
      |(?P<word>(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)
      |(?P<mark>\S)""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """One word, number or mark; `low` is its text in lower case, `kind` one of "number", "word", "mark"."""

    text: str
    low: str
    start: int
    end: int
    kind: str


_make = partial(tuple.__new__, Token)  # what the class itself does, without a call in between


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    found = []
    for m in _TOKEN.finditer(text, start, end):
        word, kind = m[0], m.lastgroup
        if kind == "small":
            found.append(_make((word, word, *m.span(), "word")))
        else:
            low = word.lower()
            found.append(_make((word, low.replace("’", "'") if "’" in low else low, *m.span(), kind)))
    return found


def are_joined(tokens: list[Token], i: int) -> bool:
    """Whether token `i` follows the one before it without white space."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def low_at(tokens: list[Token], i: int) -> str:
    """The lower-case text of token `i`, or "" beyond either end."""
    return tokens[i].low if 0 <= i < len(tokens) else ""


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(words.split())
