"""Content words and likeness, on invented words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.likeness import compare, find_pairs, weigh
from onrecord.language.words import content_words, stem


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("retaken", "recaptured"),
        ("liberated", "regaining"),
        ("truce", "ceasefires"),
        ("killed", "deaths"),
        ("stopped", "stopping"),
        ("policies", "policy"),
        ("centre", "center"),
        ("5,000", "5000"),
    ],
)
def test_one_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)


@pytest.mark.parametrize(("a", "b"), [("killed", "injured"), ("rise", "fall"), ("5,000", "500"), ("start", "end")])
def test_two_stems(a: str, b: str) -> None:
    assert stem(a) != stem(b)


def test_function_words_and_days_say_nothing() -> None:
    assert content_words("On Tuesday the dams of Vell were said to have been opened") == ["dam", "vell", "open"]


@given(st.text(max_size=40))
def test_any_text_has_stems(text: str) -> None:
    assert all(content_words(text))


WORDINGS = st.lists(
    st.frozensets(st.sampled_from(["dam", "wall", "sluice", "boat", "crew", "fire", "mill"]), max_size=5), max_size=12
)


@given(WORDINGS)
def test_pairs_are_what_a_comparison_says(wordings: list[frozenset[str]]) -> None:
    weights = weigh(wordings)
    for left, right, cosine, inside in find_pairs(wordings, weights):
        assert left < right
        assert (
            (cosine, inside)
            == compare(wordings[left], wordings[right], weights)
            == compare(wordings[right], wordings[left], weights)
        )
        assert 0 < cosine <= inside <= 1 + 1e-9


@given(
    st.lists(
        st.frozensets(st.sampled_from(["dam", "wall", "sluice", "boat", "crew", "fire", "mill"]), min_size=1),
        min_size=2,
        max_size=12,
    )
)
def test_equal_wordings_are_joined_by_pairs(wordings: list[frozenset[str]]) -> None:
    pairs = {(p.left, p.right) for p in find_pairs(wordings, weigh(wordings))}
    for i in range(len(wordings)):
        for j in range(i + 1, len(wordings)):
            if wordings[i] == wordings[j]:
                assert (i, j) in pairs


def test_only_within() -> None:
    wordings = [frozenset({"dam", "wall"})] * 3
    assert [(p.left, p.right) for p in find_pairs(wordings, weigh(wordings), within=["a", "b", "a"])] == [(0, 2)]
