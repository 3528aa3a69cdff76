"""Days that an article tells by their distance from an event: "on Friday, three days after the explosion"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.text import words

_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_OFFSET = re.compile(
    rf"\b(?P<count>the|an?|\d{{1,2}}|{'|'.join(_COUNTS)})\s(?P<unit>day|week|fortnight)s?\s(?P<way>after|before)\s"
    r"(?P<event>[^.,;:()\n—–]{3,90})",
    re.IGNORECASE,
)
#: Where the event's phrase goes on to something else.
_TURN = re.compile(r"\b(?:on|in|at|from|by|as|when|while|but|and|to|until|near|during)\s", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
#: A weekday as near as this to the offset is the same day.
_BESIDE = 24
_RIGHT_AFTER = 4
_MAX_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """So many days after an event (before it: negative), told by its words; `weekday` is what the day itself is called."""

    days: int
    words: frozenset[str]
    exact: str
    start: int = 0
    end: int = 0
    weekday: int = 0
    past: bool = False
    heads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A weekday told at `text[start:end]`."""

    start: int
    end: int
    number: int


def read_offsets(text: str, start: int, end: int, *, weekdays: Sequence[Weekday], ignored: frozenset[str]) -> list[Offset]:
    """The offsets in a sentence; `weekdays` are in order, `ignored` are words that tell of no event.

    Tense and place are for the caller to tell.
    """
    found = []
    for m in _OFFSET.finditer(text, start, end):
        turned = _TURN.search(text, m.start("event"), m.end("event"))
        stop = turned.start() if turned else m.end("event")
        event = [w for w, _, _ in words(text, m.start("event"), stop) if len(w) > 2 and not w[0].isdigit() and w not in ignored]
        days = _count(m["count"]) * _DAYS[m["unit"].lower()]
        if not event or (m["count"].lower() == "the" and m["unit"].lower() != "day"):
            continue
        at = bisect_left(weekdays, m.start(), key=lambda w: w.start)
        near = weekdays[max(0, at - 1) : at + 2]
        beside = [w.number for w in near if 0 <= m.start() - w.end <= _BESIDE or 0 <= w.start - stop <= _RIGHT_AFTER]
        found.append(
            Offset(
                days=days if m["way"].lower() == "after" else -days,
                words=frozenset(event[:_MAX_WORDS]),
                exact=" ".join(text[m.start() : stop].split()),
                start=m.start(),
                end=stop,
                weekday=beside[0] if beside else 0,
            )
        )
    return found


def _count(word: str) -> int:
    lowered = word.lower()
    if lowered.isdigit():
        return int(lowered)
    return _COUNTS.index(lowered) + 1 if lowered in _COUNTS else 1
