"""Tokens of passages."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.understand.tokens import read_line, tokenise

PARTS = st.sampled_from(
    [
        "St.",
        "Mt",
        ".",
        " ",
        " ",
        "\n",
        "Vell",
        "U.S.",
        "Jr.",
        ",",
        "’s",
        "'",
        "s",
        "Osk-Tarn",
        "vell.com",
        "12,5",
        "said",
        "A",
        "…",
        "“",
    ]
)


@given(st.lists(PARTS, max_size=14).map("".join), st.data())
def test_a_passage_has_the_tokens_that_it_has_without_what_stands_behind(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert tokenise(text, start, end) == read_line(text, start, end)[0]


def test_a_passage_of_a_long_line_is_read_by_itself() -> None:
    text = "Vell fell. " * 2_000
    found = tokenise(text, 10_000, 10_011)
    assert found == read_line(text, 10_000, 10_011)[0]
    assert found


def test_a_title_keeps_its_full_stop_only_before_a_name_that_is_seen() -> None:
    text = "in St. Osk"
    assert [t.text for t in tokenise(text, 0, 6)] == ["in", "St", "."]
    assert [t.text for t in tokenise(text, 0, len(text))] == ["in", "St.", "Osk"]
