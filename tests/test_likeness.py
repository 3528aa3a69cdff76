"""Pairs of wordings that meet under rare words, held against a plain telling of the same rule."""

import math
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.likeness import Weights, Wording, compare, find_pairs, weigh

KEYS, REACH, WORTH, LEAST = 8, 20, 0.12, 0.2
WORDS = [f"w{n}" for n in range(40)]
WORDINGS = st.lists(st.frozensets(st.sampled_from(WORDS), max_size=12), max_size=60)


def meet(wordings: list[Wording], weights: Weights, within: list[str] | None) -> list[tuple[int, int]]:
    """The pairs that find enough in common, list by list and neighbour by neighbour."""
    rarest = [sorted(w, key=lambda word: (-weights.squares[word], word))[:KEYS] for w in wordings]
    lists: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, words in enumerate(rarest):
        for word in words:
            lists[within[i] if within else "", word].append(i)
    share: dict[tuple[int, int], float] = defaultdict(float)
    for (_, word), listed in lists.items():
        listed.sort(key=lambda i: (rarest[i][:4], i))
        for at, i in enumerate(listed):
            for j in listed[at + 1 : at + 1 + REACH]:
                share[min(i, j), max(i, j)] += weights.squares[word] / (weights.norms[wordings[i]] * weights.norms[wordings[j]])
    return sorted(pair for pair, enough in share.items() if enough >= WORTH)


@settings(max_examples=60, deadline=None)
@given(WORDINGS, st.booleans())
def test_pairs_are_those_that_meet_under_their_rarest_words(wordings: list[Wording], apart: bool) -> None:
    weights = weigh(wordings)
    within = ["left" if len(w) % 2 else "right" for w in wordings] if apart else None
    found = find_pairs(wordings, weights, within=within)
    alike = [(i, j) for i, j in meet(wordings, weights, within) if compare(wordings[i], wordings[j], weights)[0] >= LEAST]
    assert [(p.left, p.right) for p in found] == alike
    assert all((p.cosine, p.inside) == compare(wordings[p.left], wordings[p.right], weights) for p in found)


@given(WORDINGS)
def test_pairs_are_the_same_however_few_heaps_bound_them(wordings: list[Wording]) -> None:
    weights = weigh(wordings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.language.likeness._HEAPS", 3)
        patch.setattr("onrecord.language.likeness._AT_ONCE", 5)
        bounded = find_pairs(wordings, weights)
    assert bounded == find_pairs(wordings, weights)


@given(WORDINGS, st.integers(0, 60))
def test_pairs_across_a_position_are_those_of_all_that_lie_so(wordings: list[Wording], across: int) -> None:
    weights = weigh(wordings)
    found = find_pairs(wordings, weights, across=across)
    assert found == [p for p in find_pairs(wordings, weights) if p.left < across <= p.right]


@given(st.frozensets(st.sampled_from(WORDS), min_size=1), st.frozensets(st.sampled_from(WORDS), min_size=1))
def test_a_part_of_a_wording_is_compared_by_its_own_length(whole: Wording, other: Wording) -> None:
    weights = weigh([whole, other])
    part = frozenset(sorted(whole)[:2])
    length = math.sqrt(math.fsum(weights.squares[w] for w in part))
    shared = math.fsum(weights.squares[w] for w in part & other)
    cosine, inside = compare(part, other, weights)
    assert math.isclose(cosine, shared / (length * weights.norms[other]), abs_tol=1e-12)
    assert 0 <= inside <= 1 + 1e-9
