"""One pass over an article: what every head of the reader makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Sentence
from onrecord.neural.attributions import Attribution, decode_cues, find_text_cues
from onrecord.neural.elsewhere import describe_elsewhere
from onrecord.neural.names import NameSpan, find_paragraph_names
from onrecord.neural.sentences import Traces
from onrecord.neural.spelling import Words, find_words, join_words
from onrecord.neural.weights import Reader, default_reader
from onrecord.neural.windows import Pieces, pack, split_pieces, to_pieces

LIMIT = 192
LONGEST = 230


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
    parts: list[Words] = []
    made: list[tuple[NDArray[np.float32], ...]] = []
    traced: list[tuple[Pieces, NDArray[np.float32]]] = []
    for window in pack(to_units(text, sentences, reader), limit=LIMIT):
        heads = reader.read_window(window)
        traced += [(pieces, heads.levels[at : at + len(pieces.ids)]) for at, pieces in window.units]
        parts.append(own := find_words(text, window))
        firsts = list(own.firsts)
        made.append((heads.cues[firsts], heads.names[firsts], heads.vectors[firsts]))
    if not parts:
        return Marks(attributions=(), names=())
    words = join_words(parts)
    said, rows, vectors = (np.concatenate(own) for own in zip(*made, strict=True))
    cues = find_text_cues(reader, words, said, vectors)
    logits, steps = reader.read_names(rows, words, describe_elsewhere(rows, words), [len(own.firsts) for own in parts])
    return Marks(
        attributions=decode_cues(text, words, cues),
        names=tuple(find_paragraph_names(text, words, logits, steps)),
        traces=Traces(traced),
    )


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
