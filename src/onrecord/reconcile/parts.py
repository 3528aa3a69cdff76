"""Parts of a number: "14 workers and two crew" of the 16 who died count other things than the 16 do."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.language.units import is_measure
from onrecord.reconcile.counted import Counted

_JOINED = 40
"""So many letters may lie between two parts of a sum."""
_AND = re.compile(r"(?:^|\s)(?:and|plus)\s[^.;:]*$")
_NAMED = re.compile(r"(?P<kind>[^\W\d_][\w-]+(?:\s[^\W\d_][\w-]+)?)$")
_NUMBER = re.compile(
    r"(?:all|both|the|other|more|another|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|about|some)\s",
    re.IGNORECASE,
)


def split_parts(group: Sequence[Counted], texts: Mapping[str, str]) -> tuple[list[Counted], dict[str, list[Counted]]]:
    """The figures of a group that count all of it, and those of each part, by what the part is called.

    A part is a number that "and" joins to another beside it where both together are a number of the group; wherever else the
    group gives that number it is the part again. `texts` are those of the articles.
    """
    exact = sorted(
        (c for c in group if c.low == c.high and not is_measure(c.unit)),
        key=lambda c: (c.figure.article, c.figure.passage.start),
    )
    whole = {c.low for c in exact}
    parts: dict[float, str] = {}
    for left, right in pairwise(exact):
        if left.figure.article != right.figure.article or left.low + right.low not in whole or 0 in (left.low, right.low):
            continue
        between = texts[left.figure.article][left.figure.passage.end : right.figure.passage.start]
        if len(between) <= _JOINED and _AND.search(between):
            for c in (left, right):
                parts.setdefault(c.low, _kind_of(c))
    if not all(parts.values()) or len(set(parts.values())) < len(parts):
        return list(group), {}
    split: dict[str, list[Counted]] = {}
    for c in group:
        if c.low == c.high and c.low in parts:
            split.setdefault(parts[c.low], []).append(c)
    return [c for c in group if not (c.low == c.high and c.low in parts)], split


def _kind_of(c: Counted) -> str:
    """What a passage calls those whom it counts, in one word or two ("oil workers"); "" where it names nobody."""
    named = _NAMED.search(_NUMBER.sub("", c.figure.passage.exact))
    return named.group("kind") if named else ""
