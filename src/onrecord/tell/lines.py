"""The lines of a brief, and which of them tell the same."""

from dataclasses import dataclass
from typing import Literal

from onrecord.language.words import content_words
from onrecord.model import Passage

Part = Literal["happened", "disputed", "changed", "said"]
Label = Literal["against", "also given", "before", "since then"]

_TWICE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands against, before or after a line: verbatim words, who gives them, their day."""

    label: Label
    text: str
    who: str
    day: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of an article, to the letter, with publisher and day, and what else has to be said with it."""

    part: Part
    passage: Passage
    publisher: str
    day: str
    who: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def words(self) -> int:
        """How many words it takes."""
        return len(self.passage.exact.split()) + sum(len(n.text.split()) for n in self.notes)

    @property
    def giver(self) -> str:
        """Who says so, where the sentence does not name them itself."""
        named = self.who == self.publisher or self.who.rpartition(" ")[2] in self.passage.exact
        return "" if named else self.who


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryBrief:
    """A story in brief; `left_out` counts the disputes that there was no room for."""

    story: str
    title: str
    lines: tuple[Line, ...]
    left_out: int = 0


def says_twice(a: Line, b: Line) -> bool:
    """Whether a line tells what another tells: in the same words, or as the other side of the same dispute."""
    if a.passage == b.passage:
        return True
    if a.part == b.part == "disputed" and _mirrors(a, b):
        return True
    if a.part == b.part == "disputed" and _who(a) == _who(b):
        return _are_alike(_all_words(a), _all_words(b))
    return _are_alike(a.passage.exact, b.passage.exact)


def _who(line: Line) -> frozenset[str]:
    return frozenset((line.who, *(n.who for n in line.notes if n.label == "against")))


def _all_words(line: Line) -> str:
    return " ".join((line.passage.exact, *(n.text for n in line.notes)))


def _are_alike(a: str, b: str) -> bool:
    left, right = set(content_words(a)), set(content_words(b))
    return len(left & right) >= _TWICE * min(len(left), len(right)) > 0


def _mirrors(a: Line, b: Line) -> bool:
    """Whether a line tells a dispute from its other side: each stands in a note of the other."""
    sides = {n.who for n in b.notes if n.label == "against"}
    return a.who in sides and any(_overlap(n.passage, b.passage) for n in a.notes if n.label == "against")


def _overlap(a: Passage, b: Passage) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end
