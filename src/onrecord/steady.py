"""What need not be found again of an article when another day is taken for it, so that the encoder, which costs most, reads it
once: kept in memory, and what the reader marked in the ledger, too."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.codec import decode, encode
from onrecord.model import Document, Reading, When
from onrecord.neural import Attribution, Marks, NameSpan

_MOST = 2000
Days = tuple[str | None, str | None, str | None]


@dataclass(slots=True)
class Steady:
    """By article id, what the steps gave that no day changes, and what was understood for each day that was taken.

    Of articles without a day of their own alone, and of so many that memory stays bounded.
    """

    _given: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _readings: dict[str, dict[Days, Reading]] = field(default_factory=dict)
    _marked: dict[str, str] = field(default_factory=dict)

    def forget(self, article: str) -> None:
        """Drops what is known of an article: metadata given later may have changed its layout."""
        self._given.pop(article, None)
        self._readings.pop(article, None)
        self._marked.pop(article, None)

    def given(self, article: str) -> Mapping[str, Any]:
        """What the steps gave that no day changes."""
        if article in self._given:
            return self._given[article]
        return {"marks": read_marks(self._marked[article])} if article in self._marked else {}

    def marked(self, article: str) -> str | None:
        """What the reader marked in the article, as the ledger keeps it; None where it read nothing."""
        marks = self._given.get(article, {}).get("marks")
        return write_marks(marks) if isinstance(marks, Marks) else None

    def note_marked(self, marked: Mapping[str, str]) -> None:
        """Takes what the ledger keeps of what the reader marked, by article, in place of what it gave before."""
        self._marked = dict(marked)

    def reading(self, article: str, day: When) -> Reading | None:
        """What was understood of the article for this day."""
        known = self._readings.get(article, {}).get(_days(day))
        return replace(known, anchor=day) if known else None

    def note(self, document: Document, given: Mapping[str, Any] | None = None) -> None:
        """Takes what was understood of an article, and what the steps gave that no day changes."""
        id_ = document.article.id
        if given is not None:
            if len(self._given) >= _MOST:  # the ledger has what the reader marked in the first of them
                self._given.pop(next(iter(self._given)))
            self._given[id_] = given
        if id_ in self._readings or len(self._readings) < _MOST:
            self._readings.setdefault(id_, {})[_days(document.reading.anchor)] = document.reading


def write_marks(marks: Marks) -> str:
    """What the reader marked, as text."""
    kept = {"attributions": encode(marks.attributions), "names": encode(marks.names)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_marks(value: str) -> Marks:
    """The inverse of `write_marks`."""
    known = json.loads(value)
    return Marks(
        attributions=tuple(decode(Attribution, row) for row in known["attributions"]),
        names=tuple(NameSpan(*row) for row in known["names"]),
    )


def _days(day: When) -> Days:
    """What of a day an article is understood by: not by how the day was found."""
    return day.value, day.earliest, day.latest
