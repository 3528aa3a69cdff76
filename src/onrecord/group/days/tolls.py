"""Figures that a story corrects: an article that gives an earlier value lies before the correction."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.group.days.bounds import Bound
from onrecord.model import Document

#: What is counted anew every day, wherever the article puts it.
_TOLL = re.compile(r"[a-z]{1,20} (?:killed|injured|missing|trapped|displaced|detained|captured)\b")
Value = tuple[float, float]


class Courses:
    """By what is counted: the first and last day on which dated articles give each value, where they give but one."""

    def __init__(self, documents: Sequence[Document], published: Mapping[str, date]) -> None:
        self._days: dict[str, dict[Value, list[date]]] = {}
        for document in documents:
            day = published.get(document.article.id)
            for key, value in _read_values(document).items() if day else ():
                if day:
                    self._days.setdefault(key, {}).setdefault(value, []).append(day)

    def bound(self, document: Document) -> list[Bound]:
        """Between the value before and the value after the one that the article gives, where each had its own time."""
        bounds = []
        for indicator, value in sorted(_read_values(document).items()):
            course = self._days.get(indicator, {})
            days = course.get(value, [])
            others = [(min(more), max(more)) for other, more in sorted(course.items()) if other != value]
            if len(days) < 2 or not others or any(a <= max(days) and min(days) <= b for a, b in others):
                continue
            before = max((b for _, b in others if b < min(days)), default=None)
            after = min((a for a, _ in others if a > max(days)), default=None)
            reason = f"gives {value[0]:g} {indicator}, as the others do from {min(days)} to {max(days)}"
            bounds.append(Bound(earliest=before, latest=after, strength=0.5, reason=reason))
        return bounds


def _read_values(document: Document) -> dict[str, Value]:
    """The exact values that the article gives, of what it gives one value of only."""
    found: dict[str, set[Value]] = {}
    for figure in document.reading.figures:
        toll = _TOLL.match(figure.indicator)
        if toll and figure.low is not None:
            high = figure.high if figure.high is not None else figure.low
            found.setdefault(toll.group(), set()).add((figure.low, high))
    return {key: next(iter(values)) for key, values in found.items() if len(values) == 1}
