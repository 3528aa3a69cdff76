"""One pass over an article: what every head of the reader makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Sentence
from onrecord.neural.attributions import Attribution, decode_cues, find_text_cues
from onrecord.neural.elsewhere import describe_elsewhere
from onrecord.neural.names import NameSpan, find_paragraph_names
from onrecord.neural.sentences import Trace, Traces
from onrecord.neural.spelling import find_words, join_words
from onrecord.neural.weights import Reader, default_reader
from onrecord.neural.windows import Pieces, Window, pack, split_pieces, to_pieces

LIMIT = 192
LONGEST = 230
KEPT = 6_000  # pieces of an article of which all that the pass makes is kept, some 40 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the reader marks in an article: attributions and names."""

    attributions: tuple[Attribution, ...]
    names: tuple[NameSpan, ...]
    traces: Traces = field(default_factory=Traces, compare=False, repr=False)


def read_text(text: str, sentences: Sequence[Sentence], *, reader: Reader | None = None) -> Marks | None:
    """What the reader marks in the sentences; None where no weights are installed.

    The result depends on the text and its sentences alone, not on what was read before or beside it.
    """
    reader = reader or default_reader()
    if reader is None:
        return None
    windows = pack(to_units(text, sentences, reader), limit=LIMIT)
    if not windows:
        return Marks(attributions=(), names=())
    parts = [find_words(text, window) for window in windows]
    words = join_words(parts)
    made: list[NDArray[np.float32]] = []
    traced: list[tuple[Pieces, Trace]] = []
    again = _Again(reader)
    at = pieces_read = 0
    for window, own in zip(windows, parts, strict=True):
        heads = reader.read_window(window)
        if pieces_read <= KEPT:
            traced += [(pieces, heads.levels[start : start + len(pieces.ids)]) for start, pieces in window.units]
        else:
            traced += [(pieces, partial(again.read, window, start, len(pieces.ids))) for start, pieces in window.units]
        pieces_read += len(window.ids)
        each = heads.cues, heads.names, heads.vectors
        made = made or [np.empty((len(words.texts), head.shape[1]), dtype=np.float32) for head in each]
        firsts = np.array(own.firsts, dtype=np.int64)
        for rows, head in zip(made, each, strict=True):
            np.take(head, firsts, axis=0, out=rows[at : at + len(firsts)], mode="clip")
        at += len(firsts)
    said, named, vectors = made
    cues = find_text_cues(reader, words, said, vectors)
    del made, vectors, heads, each
    logits, steps = reader.read_names(named, words, describe_elsewhere(named, words), [len(own.firsts) for own in parts])
    return Marks(
        attributions=decode_cues(text, words, cues),
        names=tuple(find_paragraph_names(text, words, logits, steps)),
        traces=Traces(traced),
    )


class _Again:
    """Windows that are read once more, the last one at hand."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._last: tuple[Window, NDArray[np.float32]] | None = None

    def read(self, window: Window, start: int, pieces: int) -> NDArray[np.float32]:
        """The levels of so many pieces of a window from `start` on."""
        if self._last is None or self._last[0] is not window:
            self._last = window, self._reader.read_window(window).levels
        return self._last[1][start : start + pieces]


def to_units(text: str, sentences: Sequence[Sentence], reader: Reader) -> list[Pieces]:
    """The paragraphs of the sentences as word pieces, the long ones in parts."""
    paragraphs: list[tuple[int, int]] = []
    last = None
    for s in sentences:
        if paragraphs and s.paragraph == last:
            paragraphs[-1] = (paragraphs[-1][0], s.end)
        else:
            paragraphs.append((s.start, s.end))
        last = s.paragraph
    stops = frozenset(s.start for s in sentences)
    units = to_pieces(text, paragraphs, encode=reader.encode)
    return [part for unit in units for part in split_pieces(unit, limit=LONGEST, stops=stops)]
