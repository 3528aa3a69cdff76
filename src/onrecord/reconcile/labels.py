"""Labels across a story: the place that other articles tie to a toll, lent to one whose article leaves it unsaid."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import is_

from onrecord.model import Document, Figure

_TOLL = re.compile(
    r"^[a-z ]{1,50}?\b(?P<role>killed or injured|killed|injured|missing|trapped|dead of their injuries)"
    r"(?:\sin\s(?P<place>[A-Z].*))?$"
)
_DATED = re.compile(r"\son\s\d{4}\b")
_LEAST, _LEAST_OF_SEVERAL = 3, 10
"""A smaller number may be the same by chance; the second where the story has such tolls of other places."""
_NEAR = 31
"""Days between a toll with its place and one that takes it."""


def lend_places(documents: Sequence[Document]) -> dict[str, str]:
    """The label with its place for each figure, by id, that counts people of an event whose place its article leaves out.

    Lent only where another article gives the same number of them, within a month, with the place that most tolls of the story
    have and that this article names too, and none gives it with another place: no other event's dead are taken for this one's.
    """
    places: dict[str, Counter[str]] = defaultdict(Counter)
    located: dict[tuple[str, float], list[tuple[str, Figure]]] = defaultdict(list)
    for figure in (f for d in documents for f in d.reading.figures):
        toll = _TOLL.match(figure.indicator)
        if toll and toll.group("place"):
            place = _DATED.split(toll.group("place"))[0]
            places[toll.group("role")][place] += 1
            for number in _numbers(figure):
                located[toll.group("role"), number].append((place, figure))
    found = {}
    for document in documents:
        for figure in document.reading.figures:
            toll = _TOLL.match(figure.indicator)
            if not toll or toll.group("place"):
                continue
            votes = places[toll.group("role")]
            most = min(votes, key=lambda p: (-votes[p], p), default="")
            if not most or 2 * votes[most] <= votes.total() or not _names(document, most):
                continue
            least = _LEAST if len(votes) == 1 else _LEAST_OF_SEVERAL
            alike = [row for n in _numbers(figure) if n >= least for row in located.get((toll.group("role"), n), ())]
            if {place for place, _ in alike} == {most} and any(_is_elsewhere(f, figure) for _, f in alike):
                found[figure.id] = f"{figure.indicator} in {most}"
    return found


def with_labels(document: Document, labels: Mapping[str, str]) -> Document:
    """The document with the labels that its story gives its figures; one given before, by other articles, leaves no trace."""
    figures = tuple([_with_label(f, labels.get(f.id)) for f in document.reading.figures])
    if all(map(is_, figures, document.reading.figures)) or figures == document.reading.figures:
        return document
    return replace(document, reading=replace(document.reading, figures=figures))


def _with_label(figure: Figure, label: str | None) -> Figure:
    alone = figure.indicator if figure.alone is None else figure.alone
    if figure.alone is None and (not label or label == alone):
        return figure
    return replace(figure, indicator=label or alone, alone=alone if label and label != alone else None)


def _numbers(figure: Figure) -> list[float]:
    """The numbers that a figure gives; none where it is as vague as "dozens"."""
    if figure.approximate and figure.high is None:
        return []
    return sorted({n for n in (figure.low, figure.high) if n is not None})


def _names(document: Document, place: str) -> bool:
    return re.search(rf"\b{re.escape(place)}\b", document.article.text) is not None


def _is_elsewhere(a: Figure, b: Figure) -> bool:
    """Whether two articles give them and both may hold within a month; a figure without a day may hold on any."""
    if a.article == b.article:
        return False
    first, second = ((f.as_of.earliest or f.as_of.latest) if f.as_of else None for f in (a, b))
    if not first or not second:
        return True
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) <= _NEAR
