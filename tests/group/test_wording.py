"""How much was taken over, and how whole: copying above light rewriting, that above heavy, that above writing for oneself."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.group.wording import Wording, find_runs, measure_wording
from tests.group.test_reuse import OTHER, REWRITE, WIRE

HEAVY = (
    "It had rained for three days in the valley above, and before dawn the spillway gates were opened at Tarn Hollow.\n"
    "The eastern wall, which had been repaired only last autumn, was what engineers feared for."
)
words = st.lists(st.sampled_from("abcd"), max_size=40)


def test_the_levels_of_rewriting_are_in_their_order() -> None:
    copied, light, heavy, own = (measure_wording(text, WIRE).intact for text in (WIRE, REWRITE, HEAVY, OTHER.split("“")[0]))
    assert copied > light > heavy > own == 0.0


def test_a_copy_inside_a_longer_text_is_whole() -> None:
    assert measure_wording(WIRE, f"{OTHER}\n{WIRE}\n{OTHER}").share == 1.0


def test_nothing_is_shared_with_nothing() -> None:
    assert measure_wording("", WIRE) == measure_wording(WIRE, "") == Wording(share=0.0, intact=0.0)


@settings(max_examples=100, deadline=None)
@given(words, words)
def test_runs_stand_in_both_and_do_not_overlap(own: list[str], other: list[str]) -> None:
    runs = find_runs(own, other)
    assert all(end <= start for (_, end), (start, _) in pairwise(runs))
    joined = " ".join(other)
    longest = max(n for n in range(len(own) + 1) if any(" ".join(own[i : i + n]) in joined for i in range(len(own) - n + 1)))
    assert all(3 <= end - start <= longest and " ".join(own[start:end]) in joined for start, end in runs)


@settings(max_examples=100, deadline=None)
@given(words, words)
def test_measures_are_shares(own: list[str], other: list[str]) -> None:
    found = measure_wording(" ".join(own), " ".join(other))
    assert 0.0 <= found.intact <= 1.0
    assert 0.0 <= found.share <= 1.0
    assert (found.intact > 0) == (found.share > 0)


def test_telling_words_weigh_more_than_common_ones() -> None:
    telling, common = "spillway gates above Tarn Hollow", "and it was not that of the"
    text = f"{telling} are one matter, others say. For what is left {common}."
    first, second = (measure_wording(text, other).intact for other in (telling, common))
    assert first > second > 0
