"""Examples: the windows of a document with what the heads are to say of each piece.

A head learns nothing (label -100) from documents that its corpus does not have: an example of names says nothing of cues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.sentences import split_sentences
from onrecord.neural.names import ALONE, BEGINS, ENDS, INSIDE, PLACES
from onrecord.neural.windows import Encode, Pieces, Window, pack, split_pieces, to_pieces
from training.reader.columns import KINDS, Tagged
from training.reader.coreference import Linked
from training.reader.polnear import LINE, Marked, Spans

LONGEST = 230
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Pair:
    """The labels of one cue's paragraph, the `unit`th of the window; `start` and `end` are the cue's pieces in it."""

    unit: int
    start: int
    end: int
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: its first and last piece in the window, its paragraph, and who it is (-1 where that is not said)."""

    first: int
    last: int
    unit: int
    cluster: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence: its pieces in the window, and the vector that its teacher gives it."""

    start: int
    end: int
    vector: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the labels of its pieces (-100: not learnt from), and what belongs together in it.

    `pairs` has each cue's paragraph; `mentions` is None where the corpus marks none.
    """

    window: Window
    cues: tuple[int, ...]
    roles: tuple[int, ...]
    names: tuple[int, ...]
    pairs: tuple[Pair, ...] = ()
    mentions: tuple[Mention, ...] | None = None
    meanings: tuple[Meaning, ...] = ()


def make_windows(text: str, *, limit: int, context: int, encode: Encode) -> list[Window]:
    """The windows of a text whose lines are its paragraphs."""
    ranges = [m.span() for m in LINE.finditer(text)]
    units = [part for unit in to_pieces(text, ranges, encode=encode) for part in split_pieces(unit, limit=LONGEST)]
    return pack(units, limit=limit, context=context)


def mark_attributions(
    text: str, marked: tuple[Marked, ...], *, limit: int, context: int, nested: bool, encode: Encode
) -> list[Example]:
    """The windows of one article with its attributions; `nested` where cues inside contents are to be learnt."""
    windows = make_windows(text, limit=limit, context=context, encode=encode)
    return [_label(window, marked, nested=nested) for window in windows]


def mark_names(one: Tagged, *, limit: int, context: int, encode: Encode) -> list[Example]:
    """The windows of one document with its names: 0 outside, then two labels a kind, begins and goes on."""
    found = []
    for window in make_windows(one.text, limit=limit, context=context, encode=encode):
        labels = [IGNORED] * len(window.ids)
        for at, pieces in window.units:
            for i, first in enumerate(pieces.firsts):
                labels[at + i] = 0 if first else IGNORED
            for number, kind in enumerate(KINDS):
                spans = tuple((a, b) for a, b, k in one.names if k == kind)
                for i, inside in enumerate(_covered(pieces, spans)):
                    if inside and pieces.firsts[i]:
                        labels[at + i] = 2 * number + inside
        blank = (IGNORED,) * len(window.ids)
        found.append(Example(window, blank, blank, tuple(labels)))
    return found


def label_words(marked: Sequence[int], sizes: Sequence[int]) -> tuple[int, ...]:
    """Labels of the words of paragraphs, from 0 outside and two a kind for begins and goes on."""
    found = []
    at = 0
    for size in sizes:
        own = [*marked[at : at + size], 0]
        for word, (label, following) in enumerate(pairwise(own)):
            kind, second = divmod(label - 1, 2)
            goes_on = second and word  # a long paragraph may be cut inside a name
            more = following == 2 * kind + 2
            place = (INSIDE if more else ENDS) if goes_on else (BEGINS if more else ALONE)
            found.append(1 + PLACES * kind + place if label else 0)
        at += size
    return tuple(found)


def mark_mentions(one: Linked, *, limit: int, context: int, encode: Encode) -> list[Example]:
    """The windows of one document with its mentions."""
    numbers: dict[str, int] = {}
    found = []
    for window in make_windows(one.text, limit=limit, context=context, encode=encode):
        mentions = set()
        for number, (at, pieces) in enumerate(window.units):
            starts = {a: i for i, (a, _) in reversed(list(enumerate(pieces.offsets)))}
            ends = {b: i for i, (_, b) in enumerate(pieces.offsets)}
            for a, b, cluster in one.mentions:
                if a in starts and b in ends and starts[a] <= ends[b]:
                    who = numbers.setdefault(cluster, len(numbers))
                    mentions.add((at + starts[a], at + ends[b], number, who))
        blank = (IGNORED,) * len(window.ids)
        rows = tuple(Mention(*row) for row in sorted(mentions))
        found.append(Example(window, blank, blank, blank, mentions=rows))
    return found


def key_of(sentence: str) -> str:
    """What two printings of a sentence share: no quotation marks, no case."""
    return " ".join("".join(" " if c in "\"'“”‘’" else c for c in sentence).lower().split())


def with_meanings(example: Example, text: str, vectors: Mapping[str, NDArray[np.float16]]) -> Example:
    """The example with the vectors of those of its sentences that are known."""
    found = []
    for at, pieces in example.window.units:
        low, high = pieces.offsets[0][0], pieces.offsets[-1][1]
        for start, end in split_sentences(text, low, high):
            vector = vectors.get(key_of(text[start:end]))
            inside = [i for i, (a, b) in enumerate(pieces.offsets) if a >= start and b <= end]
            if vector is not None and inside:
                found.append(Meaning(at + inside[0], at + inside[-1] + 1, vector))
    return replace(example, meanings=tuple(found))


def _covered(pieces: Pieces, spans: Spans) -> list[int]:
    """The spans' pieces: 0 outside, 1 where a span begins, 2 inside; a gap of nothing but space joins spans."""
    out = [0] * len(pieces.ids)
    for start, end in spans:
        first = True
        for i, (a, b) in enumerate(pieces.offsets):
            if a >= end:
                break
            if b > start:
                out[i] = 1 if first else 2
                first = False
    return out


def _unknown(pieces: Pieces, marked: Sequence[Marked]) -> set[int]:
    """The pieces inside a content of which nobody said what is attributed there."""
    innermost: dict[int, tuple[int, bool]] = {}
    for one in marked:
        size = sum(b - a for a, b in one.content)
        for i, inside in enumerate(_covered(pieces, one.content)):
            if inside:
                innermost[i] = min(innermost.get(i, (size, one.known)), (size, one.known))
    return {i for i, (_, known) in innermost.items() if not known}


def _label(window: Window, marked: tuple[Marked, ...], *, nested: bool) -> Example:
    cues, roles = [IGNORED] * len(window.ids), [IGNORED] * len(window.ids)
    pairs = []
    for number, (at, pieces) in enumerate(window.units):
        low, high = pieces.offsets[0][0], pieces.offsets[-1][1]
        near = [m for m in marked if any(a < high and b > low for s in (m.source, m.cue, m.content) for a, b in s)]
        unknown = _unknown(pieces, near) if nested else set()
        for i, first in enumerate(pieces.firsts):
            if first:
                cues[at + i] = IGNORED if i in unknown else 0
                roles[at + i] = 0
        for one in near:
            source, cue, content = (_covered(pieces, s) for s in (one.source, one.cue, one.content))
            for i, first in enumerate(pieces.firsts):
                if first:
                    roles[at + i] = 1 if source[i] else 2 if content[i] else roles[at + i]
                    cues[at + i] = cue[i] or cues[at + i]
            inside = [i for i, c in enumerate(cue) if c]
            if inside:
                labels = tuple(
                    IGNORED if not f else s or (c + 2 if c else 0)
                    for f, s, c in zip(pieces.firsts, source, content, strict=True)
                )
                pairs.append(Pair(number, inside[0], inside[-1] + 1, labels))
    return Example(window, tuple(cues), tuple(roles), (IGNORED,) * len(window.ids), tuple(pairs))
