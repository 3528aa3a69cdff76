"""Windows: an article's paragraphs as word pieces, packed into what the encoder reads at once.

A paragraph is read with its neighbours: a window holds as many whole paragraphs as fit, parted by `[SEP]`, after the last
pieces of the paragraph before it (its context, of segment 1), so that nothing is read without what stands before. A paragraph
that is too long for a window is cut where its sentences end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

CLASSIFY, SEPARATE = 101, 102
CONTEXT = 24
SHAPES = 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one paragraph, or a part of one: vocabulary ids, offsets into the text, first piece of a word or not.

    `shapes` tells what the lower-cased vocabulary forgets: case (none, capital, capitals, digits) and a space before.
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    firsts: tuple[bool, ...]
    shapes: tuple[int, ...]

    def part(self, start: int, end: int) -> "Pieces":
        """The pieces from `start` to `end`."""
        return Pieces(self.ids[start:end], self.offsets[start:end], self.firsts[start:end], self.shapes[start:end])


@dataclass(frozen=True, slots=True)
class Window:
    """What is read at once: ids, segments and shapes of equal length; `units` has each paragraph and where it begins."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    shapes: tuple[int, ...]
    units: tuple[tuple[int, Pieces], ...]


Encode = Callable[[Sequence[str]], list[tuple[list[int], list[tuple[int, int]], list[int | None]]]]


def shape(text: str, start: int, end: int) -> int:
    """The case of `text[start:end]` and whether a space stands before it, as one number below `SHAPES`."""
    word = text[start:end]
    if word.isdigit():
        case = 3
    elif not word[:1].isupper():
        case = 0
    else:
        case = 2 if len(word) > 1 and word.isupper() else 1
    return case + 4 * (start == 0 or text[start - 1].isspace())


def to_pieces(text: str, ranges: Sequence[tuple[int, int]], *, encode: Encode) -> list[Pieces]:
    """The word pieces of each range of the text; a range without any gives empty pieces."""
    found = []
    coded = encode([text[start:end] for start, end in ranges])
    for (start, _), (ids, offsets, words) in zip(ranges, coded, strict=True):
        placed = tuple((start + a, start + b) for a, b in offsets)
        firsts = tuple(i == 0 or words[i] != words[i - 1] for i in range(len(ids)))
        shapes = tuple(shape(text, a, b) for a, b in placed)
        found.append(Pieces(tuple(ids), placed, firsts, shapes))
    return found


def split_pieces(pieces: Pieces, *, limit: int, stops: frozenset[int] = frozenset()) -> list[Pieces]:
    """The pieces in parts of at most `limit`, cut at the last of the `stops` (where sentences begin), else between words."""
    parts, at = [], 0
    while len(pieces.ids) - at > limit:
        cuts = range(at + limit, at + limit // 3, -1)
        cut = next((i for i in cuts if pieces.offsets[i][0] in stops), 0)
        cut = cut or next((i for i in cuts if pieces.firsts[i]), at + limit)
        parts.append(pieces.part(at, cut))
        at = cut
    parts.append(pieces.part(at, len(pieces.ids)))
    return parts


def pack(units: Sequence[Pieces], *, limit: int, context: int = CONTEXT) -> list[Window]:
    """The paragraphs in windows of about `limit` pieces: each but a single long one stays below it.

    Shape: every unit with pieces stands in exactly one window, in order.
    """
    windows: list[Window] = []
    group: list[Pieces] = []
    before: Pieces | None = None
    size = 0
    for unit in units:
        if not unit.ids:
            continue
        if group and size + len(unit.ids) + 1 > limit - context:
            windows.append(_window(before, group, context))
            before, group, size = group[-1], [], 0
        group.append(unit)
        size += len(unit.ids) + 1
    if group:
        windows.append(_window(before, group, context))
    return windows


def _window(before: Pieces | None, group: Sequence[Pieces], context: int) -> Window:
    ids, segments, shapes = [CLASSIFY], [0], [0]
    if before is not None and context:
        tail = before.part(max(0, len(before.ids) - context), len(before.ids))
        ids += [*tail.ids, SEPARATE]
        segments += [1] * (len(tail.ids) + 1)
        shapes += [*tail.shapes, 0]
    units = []
    for unit in group:
        units.append((len(ids), unit))
        ids += [*unit.ids, SEPARATE]
        segments += [0] * (len(unit.ids) + 1)
        shapes += [*unit.shapes, 0]
    return Window(tuple(ids), tuple(segments), tuple(shapes), tuple(units))
