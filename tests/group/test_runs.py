"""Runs of words that sentences share, held against a plain telling of the same rule."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.group.runs import Postings, find_met, keep_sharing, post_runs, post_words

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


NUMBERED = st.lists(st.lists(st.integers(0, 40), max_size=12), min_size=1, max_size=8)


@pytest.mark.parametrize(("heaps", "most", "at_once"), [(256, 2**16 - 1, 8_192), (4, 2**16 - 1, 3), (256, 5, 3)])
@given(sentences=NUMBERED, least=st.integers(0, 9))
def test_no_pair_that_shares_enough_words_is_left_out(
    heaps: int, most: int, at_once: int, sentences: list[list[int]], least: int
) -> None:
    pairs = [(i, j) for j in range(len(sentences)) for i in range(j)]
    sharing = [(i, j) for i, j in pairs if (Counter(sentences[i]) & Counter(sentences[j])).total() >= least]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_HEAPS", heaps), ("_MOST", most), ("_PAIRS_AT_ONCE", at_once)):
            patch.setattr(f"onrecord.group.runs.{name}", value)
        kept = keep_sharing(pairs, sentences, least)
    assert set(sharing) <= set(kept) <= set(pairs)
    assert kept == sorted(kept, key=pairs.index)
    # with a heap for each word nothing else is kept, but for sentences too long to count
    assert heaps == 4 or most == 5 or kept == sharing
