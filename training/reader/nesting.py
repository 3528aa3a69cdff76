"""Nested attributions by composition: what somebody is reported to have said becomes a sentence with an attribution of its own.

No public English corpus marks who relays whom; PolNeAR marks the outer attribution alone. Here the clause after a cue gives way
to a whole sentence of another article, which brings its own source, cue and content.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.clean.sentences import split_sentences
from training.reader.polnear import LINE, Marked, Spans, Text

LEAD = re.compile(r"\s*")
PLAIN = frozenset(
    "The A An In On At It He She They We His Her Their This That These There But And As For Some Many Both One".split()
)
SHARE = 0.35
OFTEN = 4
LONGEST = 260


@dataclass(frozen=True, slots=True)
class Donor:
    """A sentence that holds one attribution and no part of another, offsets from its start."""

    text: str
    marked: Marked


@dataclass(frozen=True, slots=True)
class Donors:
    """The sentences that can be put into another's mouth, and the cues that a clause with "that" follows again and again."""

    sentences: tuple[Donor, ...]
    cues: frozenset[str]


def find_donors(texts: Sequence[Text]) -> Donors:
    """What the articles have to compose from."""
    count: Counter[str] = Counter()
    for one in texts:
        for m in one.annotations[0] if one.annotations else ():
            if one.text.startswith("that ", m.content[0][0]):
                count[_cue_of(one.text, m)] += 1
    cues = frozenset(cue for cue, n in count.items() if n >= OFTEN)
    found = []
    for one in texts:
        marked = one.annotations[0] if one.annotations else ()
        for line in LINE.finditer(one.text):
            for low, high in split_sentences(one.text, *line.span()):
                inside = [m for m in marked if any(a < high and b > low for s in _roles(m) for a, b in s)]
                if len(inside) != 1 or not inside[0].source or not 40 < high - low < LONGEST:
                    continue
                if _cue_of(one.text, inside[0]) not in cues:
                    continue
                whole = all(low <= a and b <= high for s in _roles(inside[0]) for a, b in s)
                sentence = one.text[low:high]
                if whole and inside[0].source[0][0] < inside[0].cue[0][0] and not any(c in sentence for c in '“”"?!'):
                    found.append(Donor(sentence.rstrip(". "), _move(inside[0], -low)))
    return Donors(tuple(found), cues)


def _cue_of(text: str, m: Marked) -> str:
    return text[m.cue[0][0] : m.cue[-1][1]].lower()


def compose(text: str, marked: tuple[Marked, ...], *, donors: Donors, rng: random.Random) -> tuple[str, tuple[Marked, ...]]:
    """The article with some contents replaced by a donor's sentence, and its attributions with the donors' own."""
    rows = list(marked)
    for at in sorted(range(len(rows)), key=lambda i: rows[i].content[0][0], reverse=True):
        outer = rows[at]
        if rng.random() > SHARE or _cue_of(text, outer) not in donors.cues or not _takes(text, rows, outer):
            continue
        donor = rng.choice(donors.sentences)
        start, end = outer.content[0]
        lead = "that " if rng.random() < 0.7 else ""
        word, space, rest = donor.text.partition(" ")
        said = lead + (word.lower() if word in PLAIN else word) + space + rest
        change = len(said) - (end - start)
        rows = [_shift(m, end, change) for m in rows]
        rows[at] = replace(_shift(outer, end, change), content=((start, start + len(said)),), known=True)
        rows.append(_clip(_move(donor.marked, start + len(lead)), start + len(said)))
        text = text[:start] + said + text[end:]
    return text, tuple(rows)


def _roles(m: Marked) -> tuple[Spans, Spans, Spans]:
    return m.source, m.cue, m.content


def _takes(text: str, rows: Sequence[Marked], outer: Marked) -> bool:
    """Whether the content is a clause right behind the cue, in the article's own words, with nothing else marked in it."""
    start, end = outer.content[0]
    behind = outer.cue[-1][1] <= start and LEAD.fullmatch(text, outer.cue[-1][1], start) is not None
    if len(outer.content) > 1 or not behind or "\n" in text[start:end] or any(c in text[start:end] for c in '“”"'):
        return False
    return not any(a < end and b > start for m in rows if m is not outer for s in _roles(m) for a, b in s)


def _map(m: Marked, f: Callable[[int], int]) -> Marked:
    source, cue, content = (tuple((f(a), f(b)) for a, b in s) for s in _roles(m))
    return replace(m, source=source, cue=cue, content=content)


def _move(m: Marked, by: int) -> Marked:
    return _map(m, lambda n: n + by)


def _shift(m: Marked, end: int, change: int) -> Marked:
    """The attribution once what ends at `end` has become longer or shorter."""
    return _map(m, lambda n: n + change if n >= end else n)


def _clip(m: Marked, end: int) -> Marked:
    return _map(m, lambda n: min(n, end))
