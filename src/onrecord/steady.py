"""What need not be found again of an article when another day is taken for it, so that the encoder, which costs most, reads it
once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.model import Document, Reading, When

_MOST = 2000
Days = tuple[str | None, str | None, str | None]


@dataclass(slots=True)
class Steady:
    """By article id, what the steps gave that no day changes, and what was understood for each day that was taken.

    Of articles without a day of their own alone, and of so many that memory stays bounded.
    """

    _given: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _readings: dict[str, dict[Days, Reading]] = field(default_factory=dict)

    def forget(self, article: str) -> None:
        """Drops what is known of an article: metadata given later may have changed its layout."""
        self._given.pop(article, None)
        self._readings.pop(article, None)

    def given(self, article: str) -> Mapping[str, Any]:
        """What the steps gave that no day changes."""
        return self._given.get(article, {})

    def reading(self, article: str, day: When) -> Reading | None:
        """What was understood of the article for this day."""
        known = self._readings.get(article, {}).get(_days(day))
        return replace(known, anchor=day) if known else None

    def note(self, document: Document, given: Mapping[str, Any] | None = None) -> None:
        """Takes what was understood of an article, and what the steps gave that no day changes."""
        id_ = document.article.id
        if given is not None and (id_ in self._given or len(self._given) < _MOST):
            self._given[id_] = given
        if id_ in self._readings or len(self._readings) < _MOST:
            self._readings.setdefault(id_, {})[_days(document.reading.anchor)] = document.reading


def _days(day: When) -> Days:
    """What of a day an article is understood by: not by how the day was found."""
    return day.value, day.earliest, day.latest
