"""Figures of a draft beside the figures of the ledger that count the same thing."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.check.lookup import Index
from onrecord.check.matters import NUMBER_WORDS, matter_of
from onrecord.check.quotes import Quote
from onrecord.language.units import in_barrels, to_base
from onrecord.language.words import NUMBERS, content_words
from onrecord.model import Document, Figure, Sentence
from onrecord.reconcile.intervals import Interval, are_alike, are_disjoint, is_rounding
from onrecord.text import words

MAX_FIGURES = 400
SMALL = 10  # a count up to this is rather told ("two officials") than measured
_LABELS = 12  # figures with another label that lead to all of that label
_LEAST = 3  # stems that two sentences must share to be about one matter
_SHARED = 0.45  # of a sentence's matter, for a number in another sentence to be the same one
_SCALES = frozenset("hundred thousand million billion dozen dozens".split())
_WRITTEN = 1_000  # numbers below are written in digits or in words
_LOOKED_AT = 40  # places of an article where a number stands
_AROUND = 160  # letters on either side
_NAMES = {n: word for word, n in NUMBERS.items() if n <= 20}
_SURELY = 0.65
_PLACE = re.compile(r"\s(?:in|at|near|on)\s")
_KINDS = re.compile(r"^(?:further|some of the|other|difference in|change in)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A figure of the draft, and the figures of the ledger for the same question: those that agree, and the others.

    `loose` says that the number at least stands in a sentence of the ledger about the same matter.
    """

    figure: Figure
    sentence: Sentence
    agreeing: tuple[Figure, ...]
    others: tuple[Figure, ...]
    loose: bool


def interval_of(figure: Figure) -> Interval:
    """The bounds of a figure in the unit that it is compared in."""
    oil = in_barrels(figure.unit)
    factor = oil[1] if oil else to_base(figure.unit)[1]
    low, high = (None if n is None else float(f"{n * factor:.6g}") for n in (figure.low, figure.high))
    return Interval(low=low, high=high, approximate=figure.approximate)


def _unit(figure: Figure) -> str:
    oil = in_barrels(figure.unit)
    return oil[0] if oil else to_base(figure.unit)[0]


def core_of(label: str) -> str:
    """What is counted, without the place."""
    return _PLACE.split(label)[0]


@lru_cache(maxsize=4096)
def _stems(label: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The stems of what a label counts, in their order, and those of its place."""
    parts = _PLACE.split(label)
    return tuple(sorted(content_words(parts[0]))), frozenset(content_words(" ".join(parts[1:])))


def are_one_question(ours: Figure, theirs: Figure) -> bool:
    """Whether two figures count the same thing: one unit, one label but for a place that one of them leaves out."""
    if _unit(ours) != _unit(theirs) or not ours.indicator or bool(ours.change) != bool(theirs.change):
        return False
    kinds = [m.group() if (m := _KINDS.match(f.indicator)) else "" for f in (ours, theirs)]
    if kinds[0] != kinds[1]:
        return False
    if ours.indicator == theirs.indicator:
        return True
    (left, here), (right, there) = _stems(ours.indicator), _stems(theirs.indicator)
    return bool(left) and left == right and (not here or not there or bool(here & there))


def are_alike_in_label(ours: Figure, theirs: Figure, matter: frozenset[str]) -> bool:
    """Whether the labels of two figures, in sentences about one matter, can be two wordings of one.

    `matter` is that of the sentence of ours, which may hold what its label leaves out.
    """
    if _unit(ours) != _unit(theirs) or bool(ours.change) != bool(theirs.change):
        return False
    if any(_KINDS.match(f.indicator) for f in (ours, theirs)):
        return False
    left, right = (set(_stems(f.indicator)[0]) for f in (ours, theirs))
    return bool(left & right) and (left <= right or right <= left | matter)


def agree(ours: Figure, theirs: Figure) -> bool:
    """Whether a figure of the draft says what one of the ledger says, to the number, rounded, or more vaguely."""
    a, b = interval_of(ours), interval_of(theirs)
    if are_alike(a, b) or is_rounding(a, b):
        return True
    if ours.approximate and a.stated and b.stated and abs(a.stated[0] - b.stated[0]) <= 0.1 * abs(b.stated[0]):
        return True
    # "up to 50" is no vaguer word for "up to 30"
    vague = (a.low is None and b.low is not None) or (a.high is None and b.high is not None)
    return vague and not are_disjoint(a, b) and _holds(a, b)


def _holds(outer: Interval, inner: Interval) -> bool:
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    return low and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


def match_figures(draft: Document, quotes: Sequence[Quote], index: Index, stories: Sequence[str]) -> list[Match]:
    """The figures of a draft, each with the ledger's figures for the same question.

    Those in a quote are left to the comparison of its words.
    """
    found = []
    words_of = [q.passage for q in quotes if q.matches or q.parts]
    text = draft.article.text
    for figure in draft.reading.figures[:MAX_FIGURES]:
        sentence = next((s for s in draft.layout.sentences if s.start <= figure.passage.start < s.end), None)
        if sentence is None or any(q.start <= figure.passage.start < q.end for q in words_of):
            continue
        whole = text[sentence.start : sentence.end]
        near = [h for h in index.find_near(whole) if h.story in stories]
        under = index.figures_under(core_of(figure.indicator), stories) if figure.indicator else []
        known = _choose(figure, [*under, *(f for h in near for f in h.figures)])
        matter = matter_of(whole)
        for h in near:
            if index.share(matter, h.matter) >= _SHARED and len(matter & h.matter) >= _LEAST:
                known |= {f.id: f for f in h.figures if are_alike_in_label(figure, f, matter)}
        # another wording of the label brings in all that it stands over
        for f in [f for f in known.values() if f.indicator != figure.indicator][:_LABELS]:
            known |= _choose(f, index.figures_under(core_of(f.indicator), stories))
        same = list(known.values())
        same.sort(key=lambda f: (day_of(index, f), f.article, f.passage.start))
        agreeing = tuple(f for f in same if agree(figure, f))
        others = tuple(f for f in same if not agree(figure, f))
        loose = bool(agreeing) or _is_near(draft, figure, sentence, index, stories)
        loose = loose or _is_about(draft, figure, sentence, index, stories, strict=bool(others))
        found.append(Match(figure=figure, sentence=sentence, agreeing=agreeing, others=others, loose=loose))
    return found


def _choose(figure: Figure, among: Iterable[Figure]) -> dict[str, Figure]:
    """Those of the figures that count the same thing, by their ids; each label is looked at once."""
    asked: dict[tuple[str, str, str | None], bool] = {}
    found = {}
    for f in among:
        key = (f.indicator, f.unit, f.change)
        if key not in asked:
            asked[key] = are_one_question(figure, f)
        if asked[key]:
            found[f.id] = f
    return found


def _is_near(draft: Document, figure: Figure, sentence: Sentence, index: Index, stories: Sequence[str]) -> bool:
    """Whether the number stands, in digits or words, in a sentence of the ledger about the same matter."""
    text = draft.article.text
    matter = matter_of(text[sentence.start : sentence.end])
    numbers = {w for w, _, _ in words(figure.passage.exact) if any(c.isdigit() for c in w)}
    for held in index.find_near(text[sentence.start : sentence.end]):
        if held.story not in stories:
            continue
        share = index.share(matter, held.matter)
        if any(_unit(f) == _unit(figure) and agree(figure, f) for f in held.figures) and share >= _SHARED / 2:
            return True
        if share >= _SHARED and numbers and numbers <= {w for w, _, _ in words(held.text)}:
            return True
    return False


def _is_about(
    draft: Document, figure: Figure, sentence: Sentence, index: Index, stories: Sequence[str], *, strict: bool
) -> bool:
    """Whether the number stands in a passage of the ledger that shares matter with the draft's own passage about it.

    Where the ledger has other numbers for the same (`strict`), that must be the very thing.
    """
    forms = _forms(figure)
    if not forms:
        return False
    text = draft.article.text
    around = [s for s in draft.layout.sentences if s.paragraph == sentence.paragraph] or [sentence]
    here, whole = matter_of(text[sentence.start : sentence.end]), matter_of(text[around[0].start : around[-1].end])
    label = frozenset(content_words(core_of(figure.indicator)))
    for held in index.find_words(forms, stories):
        there = index.matter_about(held)
        if strict:
            there = held.matter
            if label & there and index.share(here, there) >= _SURELY:
                return True
        elif index.share(here, there) >= _SHARED or (label & there and index.share(whole, there) >= _SHARED / 2):
            return True
    # what stands beside the body, such as a caption, is not in the index
    pattern = re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, forms))})(?![\w]|[.,]\d)", re.IGNORECASE)
    for article in sorted({h.article for h in index.find_near(text[sentence.start : sentence.end]) if h.story in stories}):
        body = index.text_of(article)
        for found in itertools.islice(pattern.finditer(body), _LOOKED_AT):
            there = matter_of(body[max(found.start() - _AROUND, 0) : found.end() + _AROUND])
            if label & there and index.share(here, there) >= _SHARED:
                return True
    return False


def _forms(figure: Figure) -> list[str]:
    """How the number of a figure may be written."""
    told = [w for w, _, _ in words(figure.passage.exact)]
    found = [w for w in told if any(c.isdigit() for c in w) or (w in NUMBER_WORDS and w not in _SCALES)][:2]
    for n in {figure.low, figure.high} - {None}:
        if n is not None and n == int(n) and 0 < n < _WRITTEN:
            found += [str(int(n)), *([_NAMES[int(n)]] if n in _NAMES else [])]
    return sorted({*found, *(w.replace(",", "") for w in found)})


def day_of(index: Index, figure: Figure) -> str:
    """The day that a figure is of: its as-of day, else its article's (ISO 8601; empty where neither is known)."""
    as_of = figure.as_of
    return (as_of.latest or as_of.earliest if as_of else None) or index.day_of(figure.article)
