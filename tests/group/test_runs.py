"""Runs of words that sentences share, held against a plain telling of the same rule."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from onrecord.group.runs import post_runs

SENTENCES = st.lists(st.lists(st.sampled_from("dam gate held water".split()), max_size=9), max_size=8)


@given(SENTENCES, st.integers(2, 4))
def test_the_sentences_of_each_run_that_several_have(sentences: list[list[str]], length: int) -> None:
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(sentences):
        for run in {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}:
            holders[run].append(i)
    assert sorted(post_runs(sentences, length)) == sorted(h for h in holders.values() if len(h) > 1)
