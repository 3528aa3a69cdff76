"""Parts of a sum told with it ("95 a day, with 70 from the larger leak and 25 from the smaller"): each counts its part."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.understand.figures.labels import Label
from onrecord.understand.figures.quantities import Quantity

_MOST_PARTS = 4
_ROUNDED = 0.02
_WHERE = re.compile(
    r"\s(?P<of>from|in|at|on|for)\s(?:(?:the|its|their|a|an)\s)?(?P<part>[^\W\d_][\w-]{0,24}(?:\s(?!and\b|or\b|but\b|with\b)[a-z][\w-]{0,24}){0,2})"
)


def name_parts(rows: Sequence[tuple[Quantity, Label, int]], labels: Sequence[Label], text: str) -> list[Label]:
    """The labels, those of figures that add up to the one before them in their sentence with the part that they count.

    Each row has the number of its sentence. Only what has the label of the whole and says where it is ("from the smaller") is
    a part of it.
    """
    done = list(labels)
    for number, (whole, _, _) in enumerate(rows):
        parts = _find_parts(rows, labels, number)
        told = [_WHERE.match(text, rows[n][0].end) for n in parts]
        if parts and all(told) and _add_up(whole, [rows[n][0] for n in parts]):
            for n, m in zip(parts, told, strict=True):
                done[n] = replace(done[n], part=f"{m.group('of')} {m.group('part')}") if m else done[n]
    return done


def _find_parts(rows: Sequence[tuple[Quantity, Label, int]], labels: Sequence[Label], number: int) -> list[int]:
    """The figures behind one in its sentence that have its unit and label, where they are few enough to be told as parts."""
    whole, _, sentence = rows[number]
    found = []
    for n in range(number + 1, min(len(rows), number + 2 + _MOST_PARTS)):
        q, _, at = rows[n]
        if at != sentence or q.unit != whole.unit or labels[n].text != labels[number].text:
            break
        found.append(n)
    return found if 2 <= len(found) <= _MOST_PARTS else []


def _add_up(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    exact = [q.low for q in (whole, *parts) if q.low is not None and q.low == q.high]
    return len(exact) == len(parts) + 1 and abs(sum(exact[1:]) - exact[0]) <= _ROUNDED * abs(exact[0])
