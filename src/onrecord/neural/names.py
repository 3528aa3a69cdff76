"""Names as the reader finds them: spans of words with a kind."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import NameKind
from onrecord.neural.decoding import log_softmax
from onrecord.neural.windows import Pieces

KINDS: tuple[NameKind, ...] = ("person", "organisation", "place", "other")


_NEW = 0.65  # share of a kind that says "begins" from which a new name begins inside one


class NameSpan(NamedTuple):
    """A name from `start` to `end` of the text; `score` is the least probability that a word of it has of being in a name."""

    start: int
    end: int
    kind: NameKind
    score: float


def find_unit_names(text: str, pieces: Pieces, logits: NDArray[np.float32]) -> list[NameSpan]:
    """The names of one paragraph. Shape: logits [pieces, 9], outside and then two a kind, begins and goes on.

    A word belongs to a name where the kinds together are likelier than none; the name has the kind that its words have most.
    """
    words = np.flatnonzero(np.array(pieces.firsts))
    if not len(words):
        return []
    p = np.exp(log_softmax(logits[words]))
    kinds = p[:, 1::2] + p[:, 2::2]
    begins = p[:, 1::2]
    inside = p[:, 0] < 0.5
    found, at = [], 0
    while at < len(words):
        if not inside[at]:
            at += 1
            continue
        end = at + 1
        while end < len(words) and inside[end] and not _parts(kinds, begins, end):
            end += 1
        last = int(words[end]) if end < len(words) else len(pieces.ids)
        kind = KINDS[int(kinds[at:end].sum(axis=0).argmax())]
        start, stop = _trim(text, pieces.offsets[int(words[at])][0], pieces.offsets[last - 1][1])
        if start < stop:
            found.append(NameSpan(start, stop, kind, round(float(1 - p[at:end, 0].max()), 4)))
        at = end
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks at its ends; a full stop stays ("Marn Inc.")."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] != ".":
        end -= 1
    return start, end


def _parts(kinds: NDArray[np.float32], begins: NDArray[np.float32], word: int) -> bool:
    """Whether a new name begins with a word that stands in one."""
    kind = int(kinds[word].argmax())
    return bool(begins[word, kind] > _NEW * kinds[word, kind])
