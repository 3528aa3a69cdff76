"""The figures of a story as they are compared to tell which count the same thing."""

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.language.likeness import Wording
from onrecord.language.units import in_barrels, is_measure, to_base
from onrecord.language.words import content_words
from onrecord.model import Document, Figure

_NEAR, _AROUND = 50, 160  # characters on either side, within the sentence
_OF_NAME = re.compile(r"\s(?:in|of|from|at)\s[A-Z]")
_NAMED = re.compile(r"[A-Z][\w.]+\s[a-z]+$")
_KIND = re.compile(r"(?:further|some of the|difference in|change in)\b")
_BEFELL = re.compile(
    r"\b(?:killed or injured|killed|injured|missing|captured|detained|displaced|rescued|released|trapped|sentenced"
    r"|facing execution)\b"
)
# a court's place tells nothing: each case has numbers of its own
_TRIED = re.compile(r"\b(?:sentenced|convicted|charged|facing execution)\b")
_ANY_LENGTH = re.compile(r"^length of time in [a-z]+")
NO_STATE = frozenset({"second", "percent", "meter", "1", "times"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure with what is compared of it: numbers in the base of its unit, stems of its label and of what stands around it.

    `beside` is what stands near, as it is written, `day` the first that it holds for.
    """

    figure: Figure
    unit: str
    low: float
    high: float
    numbers: frozenset[float]
    largest: float
    label: Wording
    near: Wording
    around: Wording
    is_specific: bool
    beside: str
    day: int | None
    befell: str
    kind: str


def read_counted(documents: Sequence[Document]) -> list[Counted]:
    """The figures of a story in the order of their days, those first whose labels tell them from others."""
    found = []
    for document in documents:
        text, sentences = document.article.text, document.layout.sentences
        starts = [s.start for s in sentences]
        for figure in document.reading.figures:
            at, end = figure.passage.start, figure.passage.end
            sentence = sentences[max(0, bisect_right(starts, at) - 1)] if sentences else None
            first, last = (sentence.start, sentence.end) if sentence and sentence.start <= at < sentence.end else (at, end)
            found.append(
                _read(
                    figure,
                    near=_cut(text, max(first, at - _NEAR), min(last, end + _NEAR)),
                    around=_cut(text, max(first, at - _AROUND), min(last, end + _AROUND)),
                )
            )
    return sorted(found, key=lambda c: (not c.is_specific, _day(c.figure), c.figure.article, c.figure.passage.start))


def _cut(text: str, start: int, end: int) -> str:
    """A stretch of text without the parts of words at its ends."""
    while start < end and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    while end > start and end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    return text[start:end]


def _day(figure: Figure) -> str:
    return (figure.as_of.earliest if figure.as_of else None) or "9999"


def _read(figure: Figure, *, near: str, around: str) -> Counted:
    iso = figure.as_of.earliest if figure.as_of else None
    befell, kind = _BEFELL.search(figure.indicator), _KIND.match(figure.indicator)
    oil = in_barrels(figure.unit)
    unit, factor = oil or to_base(figure.unit)
    low, high = (None if n is None else float(f"{n * factor:.6g}") for n in (figure.low, figure.high))
    numbers = frozenset(n for n in (low, high) if n is not None)
    return Counted(
        figure=figure,
        unit=unit,
        low=-math.inf if low is None else low,
        high=math.inf if high is None else high,
        numbers=numbers,
        largest=max(map(abs, numbers), default=0.0),
        label=stems_of(figure.indicator),
        near=stems_of(near),
        around=stems_of(around),
        is_specific=is_specific(figure.indicator, figure.unit),
        beside=near,
        befell=befell.group() if befell else "",
        kind=kind.group() if kind else "",
        day=None if iso is None else date.fromisoformat(iso).toordinal(),
    )


def stems_of(text: str) -> Wording:
    """The stems of the words of a text that are letters."""
    return frozenset(w for w in content_words(text) if w.isalpha())


def is_specific(label: str, unit: str) -> bool:
    """Whether a label tells what it counts from other things: by a name in it, a measure with a role, or its length."""
    base = to_base(unit)[0]
    words = len(_ANY_LENGTH.sub("length", label).split())
    if base in NO_STATE:
        return words > 3 + label.startswith("share of ") or (base != "second" and any(c.isupper() for c in label))
    if unit == "person" and _TRIED.search(label):
        return False
    if unit == "person":
        return bool(_OF_NAME.search(label) or _NAMED.match(label)) or label.startswith("population") or words > 3
    return words > 1 if is_measure(unit) or base.isupper() else words > 2
