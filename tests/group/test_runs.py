"""Runs of words that sentences share, held against a plain telling of the same rule."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.group.runs import Postings, find_met, post_runs, post_words

SENTENCES = st.lists(st.lists(st.sampled_from("dam gate held water".split()), max_size=9), max_size=8)


def tell(postings: Postings) -> list[list[int]]:
    holders, found = postings.holders.tolist(), []
    for size in postings.sizes.tolist():
        found.append(holders[:size])
        del holders[:size]
    return found


def post(sentences: list[list[str]], length: int) -> list[list[int]]:
    """The sentences of each run that several have."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(sentences):
        for run in {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}:
            holders[run].append(i)
    return [h for h in holders.values() if len(h) > 1]


@given(SENTENCES, st.integers(2, 4))
def test_the_sentences_of_each_run_that_several_have(sentences: list[list[str]], length: int) -> None:
    assert sorted(tell(post_runs(sentences, length))) == sorted(post(sentences, length))
    assert sorted(tell(post_words(sentences))) == sorted(post(sentences, 1))


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
@given(sentences=SENTENCES, first=st.integers(1, 3), most=st.integers(1, 3))
def test_those_that_meet_oftenest(at_once: int, sentences: list[list[str]], first: int, most: int) -> None:
    met: dict[int, Counter[int]] = defaultdict(Counter)
    for holders in [*post(sentences, 2) * 2, *post(sentences, 1)]:
        for i in holders:
            met[i].update(holders[:first])
    pairs = set()
    for i, times in met.items():
        for _, j in sorted((-n, j) for j, n in times.items() if n > 1 and j != i)[:most]:
            pairs.add((min(i, j), max(i, j)))
    runs, words = post_runs(sentences, 2), post_words(sentences)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.group.runs._AT_ONCE", at_once)
        assert find_met([runs, runs, words], len(sentences), first=first, most=most) == sorted(pairs)
