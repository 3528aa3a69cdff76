"""Where nobody wrote for days, and what was written then is less alike what was written before: another matter.

That a matter rests and is taken up again is common, so that silence alone parts nothing. But sides that the days alone have
found are not found by the words: these can measure them all, and of fewer articles than it takes to find sides by words.
"""

from collections.abc import Sequence

import numpy as np

from onrecord.group.sides import list_terms, measure_sides, weigh_words
from onrecord.group.sketches import Sketch, days_apart

LEAST_DAYS = 7
TIMES_LONGER = 4  # than any that the articles before and after it have among themselves
LEAST_ARTICLES = 2  # before, and after
LEAST_OF_LARGER = 4  # before or after
MOST_ALIKE = 0.45  # across, where within is 1


def find_silences(sketches: Sequence[Sketch]) -> list[list[int]]:
    """The places of the articles between silences that part two matters, in order of days; all of them where none does.

    A silence is judged by the articles about it: those before and after it up to the next that is a quarter as long. Where the
    day of an article is not known, nothing is parted.
    """
    if not all(s.earliest and s.latest for s in sketches):
        return [list(range(len(sketches)))]
    order = sorted(range(len(sketches)), key=lambda place: sketches[place].place)
    ordered = [sketches[place] for place in order]
    gaps = _find_gaps(ordered)
    cuts = [at for at, gap in enumerate(gaps, 1) if gap >= LEAST_DAYS and _parts(ordered, gaps, at)]
    return [order[first:end] for first, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]


def _find_gaps(ordered: Sequence[Sketch]) -> list[int]:
    """The days between each article and the last day of those before it."""
    gaps = []
    last = ordered[0]
    for sketch in ordered[1:]:
        gaps.append(days_apart(last, sketch))
        last = max(last, sketch, key=lambda s: s.latest or "")
    return gaps


def _parts(ordered: Sequence[Sketch], gaps: Sequence[int], at: int) -> bool:
    """Whether the silence before the article of that place parts two matters."""
    shorter = gaps[at - 1] / TIMES_LONGER
    first, end = at - 1, at + 1
    while first > 0 and gaps[first - 1] < shorter:
        first -= 1
    while end < len(ordered) and gaps[end - 1] < shorter:
        end += 1
    before, after = at - first, end - at
    if min(before, after) < LEAST_ARTICLES or max(before, after) < LEAST_OF_LARGER:
        return False
    words = weigh_words(list_terms(ordered[first:end]))
    left, right, across = measure_sides(words, np.arange(words.size) < before)
    return across <= MOST_ALIKE * min(left, right)
