"""PolNeAR as examples: the paragraphs of each article with the words of every attribution marked.

Source: Newell, Margolin, Ruths 2018 (LREC). Where an article has several annotations, each is kept; which one is learnt from
is drawn anew in every epoch.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.neural.windows import Encode, Pieces, Window, pack, split_pieces, to_pieces

LINE = re.compile(r"[^\n]+")
LONGEST = 230
CURLY = str.maketrans("“”‘’", "\"\"''")
NONE = str.maketrans('“”"', "   ")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotated attribution: pieces of source, cue and content as offsets.

    `known` says that what is attributed inside its content is marked too, as it is not in the corpus.
    """

    source: Spans
    cue: Spans
    content: Spans
    known: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One article with its annotations, the first by file name first."""

    name: str
    text: str
    annotations: tuple[tuple[Marked, ...], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The labels of one cue's paragraph, the `unit`th of the window; `start` and `end` are the cue's pieces in it."""

    unit: int
    start: int
    end: int
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the labels of its pieces (-100: not learnt from) and of each cue's paragraph."""

    window: Window
    cues: tuple[int, ...]
    roles: tuple[int, ...]
    pairs: tuple[Pair, ...]


def read_brat(path: Path) -> tuple[Marked, ...]:
    """The attributions of one brat file."""
    spans: dict[str, Spans] = {}
    events = []
    for line in path.read_text(encoding="utf8").splitlines():
        part = line.split("\t")
        if len(part) < 2:
            continue
        if line.startswith("T"):
            where = part[1].partition(" ")[2]
            if re.fullmatch(r"\d+ \d+(;\d+ \d+)*", where):
                spans[part[0]] = tuple((int(a), int(b)) for a, b in (p.split() for p in where.split(";")))
        elif line.startswith("E"):
            events.append(part[1].split())
    found = []
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for argument in event:
            name, _, key = argument.partition(":")
            role = re.sub(r"\d+$", "", name).lower()
            if role in roles:
                roles[role] += spans.get(key, ())
        if roles["cue"] and roles["content"]:
            found.append(Marked(*(tuple(sorted(roles[r])) for r in ("source", "cue", "content"))))
    return tuple(found)


def read_polnear(folder: Path) -> list[Text]:
    """The articles of one split ("train" or "dev")."""
    annotations: dict[str, list[tuple[Marked, ...]]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], []).append(read_brat(path))
    texts = sorted((folder / "text").glob("*.txt"))
    return [Text(p.stem, p.read_text(encoding="utf8"), tuple(annotations.get(p.stem, ()))) for p in texts]


def vary(text: str, rng: random.Random) -> str:
    """The text of the same length as other publishers set it: straight quotes, quotes lost, a line in capitals."""
    drawn = rng.random()
    if drawn < 0.30:
        text = text.translate(CURLY)
    elif drawn < 0.36:
        text = text.translate(NONE)
    if rng.random() < 0.1:
        head, mark, rest = text.partition("\n")
        if len(head.upper()) == len(head) < 120:
            text = head.upper() + mark + rest
    return text


def make_examples(
    text: str, marked: tuple[Marked, ...], *, limit: int, context: int, nested: bool, encode: Encode
) -> list[Example]:
    """The windows of one article with their labels; `nested` where cues inside contents are to be learnt."""
    ranges = [m.span() for m in LINE.finditer(text)]
    units = [part for unit in to_pieces(text, ranges, encode=encode) for part in split_pieces(unit, limit=LONGEST)]
    return [_label(window, marked, nested=nested) for window in pack(units, limit=limit, context=context)]


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
    cues, roles = [-100] * len(window.ids), [-100] * len(window.ids)
    pairs = []
    for number, (at, pieces) in enumerate(window.units):
        low, high = pieces.offsets[0][0], pieces.offsets[-1][1]
        near = [m for m in marked if any(a < high and b > low for s in (m.source, m.cue, m.content) for a, b in s)]
        unknown = _unknown(pieces, near) if nested else set()
        for i, first in enumerate(pieces.firsts):
            if first:
                cues[at + i] = -100 if i in unknown else 0
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
                    -100 if not f else s or (c + 2 if c else 0) for f, s, c in zip(pieces.firsts, source, content, strict=True)
                )
                pairs.append(Pair(number, inside[0], inside[-1] + 1, labels))
    return Example(window, tuple(cues), tuple(roles), tuple(pairs))
