"""How much of one text's wording stands in another, and how whole it was left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.group.frequencies import rarity
from onrecord.text import fold_words

SHORTEST = 3  # words of a run: shorter ones are the language's, not the author's
LEAST_SHARE = 0.06  # of a text's runs of three words: two texts on one subject share that many by themselves
WHOLE = 96  # words: a run that long counts half as whole as one without end


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The runs of words that a text has from another: `share` of its words, 0 to 1, and `intact`, how whole they were left.

    `intact` is the share by rarity, for what common words say is the language's, and of longer runs the more. Both are 0 where
    there is no more than two texts on one subject share by themselves. Of a text that was copied `share` is 1; rewriting lowers
    `intact` first, for it breaks up the runs.
    """

    share: float
    intact: float


def measure_wording(text: str, other: str) -> Wording:
    """How much of the wording of `text` stands in `other`, in runs of at least three words, and how whole it was left."""
    return compare_words(fold_words(text), fold_words(other))


def compare_words(own: Sequence[str], other: Sequence[str]) -> Wording:
    """`measure_wording` of texts that are split into folded words."""
    runs = find_runs(own, other)
    covered = sum(end - start for start, end in runs)
    thirds = covered - (SHORTEST - 1) * len(runs)
    if not covered or thirds < LEAST_SHARE * (len(own) - SHORTEST + 1):
        return Wording(share=0.0, intact=0.0)
    weights = [0.0, *accumulate(rarity(word) for word in own)]
    kept = sum((weights[end] - weights[start]) * (end - start) / (end - start + WHOLE) for start, end in runs)
    return Wording(share=covered / len(own), intact=kept / (weights[-1] or 1.0))


def find_runs(own: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs of words of `own` that stand in `other` begin and end, without overlap, each the longest that begins there.

    Where a run stands in many places of `other`, the first few are tried: the work stays linear in hostile texts too.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(other) - SHORTEST + 1):
        known = places.setdefault(tuple(other[j : j + SHORTEST]), [])
        if len(known) < 8:
            known.append(j)
    found = []
    i = 0
    while i <= len(own) - SHORTEST:
        longest = 0
        for j in places.get(tuple(own[i : i + SHORTEST]), ()):
            n = SHORTEST
            while i + n < len(own) and j + n < len(other) and own[i + n] == other[j + n]:
                n += 1
            longest = max(longest, n)
        if longest:
            found.append((i, i + longest))
        i += longest or 1
    return found
