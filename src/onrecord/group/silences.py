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
LEAST_DATED = 2 / 3  # of the articles


def find_silences(sketches: Sequence[Sketch]) -> list[list[int]]:
    """The places of the articles between silences that part two matters, in order of days; all of them where none does.

    A silence is judged by the articles about it: those before and after it up to the next that is a quarter as long. An article
    whose day is not known goes where it is most at home; where it is of more than a third of them, nothing is parted.
    """
    dated = [place for place, s in enumerate(sketches) if s.earliest and s.latest]
    if len(dated) < max(1, LEAST_DATED * len(sketches)):
        return [list(range(len(sketches)))]
    order = sorted(dated, key=lambda place: sketches[place].place)
    ordered = [sketches[place] for place in order]
    gaps = _find_gaps(ordered)
    cuts = [at for at, gap in enumerate(gaps, 1) if gap >= LEAST_DAYS and _parts(ordered, gaps, at)]
    parts = [order[first:end] for first, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    for place, at in _place_others(sketches, parts):
        parts[at].append(place)
    return parts


def _place_others(sketches: Sequence[Sketch], parts: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Of each article that is in none of the parts its place, and the part that it is most like on the mean."""
    others = np.ones(len(sketches), dtype=bool)
    others[[place for part in parts for place in part]] = False
    if len(parts) == 1 or not others.any():
        return [(int(place), 0) for place in np.flatnonzero(others)]
    words = weigh_words(list_terms(sketches))
    best, at = np.full(len(sketches), -1.0), np.zeros(len(sketches), dtype=np.int64)
    for number, part in enumerate(parts):
        own = np.zeros(len(sketches))
        own[list(part)] = 1 / len(part)
        like = words.like(words.sum_rows(own))
        at[like > best] = number
        best = np.maximum(best, like)
    return [(int(place), int(at[place])) for place in np.flatnonzero(others)]


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
