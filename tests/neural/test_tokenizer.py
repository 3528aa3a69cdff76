"""Word pieces by a small vocabulary."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.neural.tokenizer import LONGEST_WORD, load_tokenizer
from onrecord.neural.windows import Encode
from tests.timing import grows

PIECES = "[PAD] [UNK] dam wall ##s the re ##ser ##v ##oir kel ##mer “ ” ' . , 12 said cafe 水".split()


@pytest.fixture(scope="module")
def encode(tmp_path_factory: pytest.TempPathFactory) -> Encode:
    path: Path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("\n".join(PIECES), encoding="utf8")
    return load_tokenizer(path)


def coded(encode: Encode, text: str) -> list[tuple[str, str]]:
    """Each piece with the text it stands for."""
    ((ids, offsets, _),) = encode([text])
    return [(PIECES[i], text[a:b]) for i, (a, b) in zip(ids, offsets, strict=True)]


def test_words_are_split_at_the_longest_pieces(encode: Encode) -> None:
    assert coded(encode, "The reservoirs") == [
        ("the", "The"), ("re", "re"), ("##ser", "ser"), ("##v", "v"), ("##oir", "oir"), ("##s", "s")
    ]  # fmt: skip


def test_marks_stand_alone(encode: Encode) -> None:
    found = coded(encode, "“Walls,” said Kelmer.12")
    assert [p for p, _ in found] == ["“", "wall", "##s", ",", "”", "said", "kel", "##mer", ".", "12"]
    assert encode(["dam’s wall"])[0][2] == [0, 1, 2, 3]


def test_a_word_without_pieces_is_one_unknown(encode: Encode) -> None:
    assert coded(encode, "dam zzz damzz") == [("dam", "dam"), ("[UNK]", "zzz"), ("[UNK]", "damzz")]
    assert coded(encode, "s" * (LONGEST_WORD + 1))[0][0] == "[UNK]"


def test_accents_case_and_what_does_not_print_are_left_out(encode: Encode) -> None:
    assert coded(encode, "CAFÉ cafe\u0301 \u200bdam\ufeff 水水") == [
        ("cafe", "CAFÉ"), ("cafe", "cafe"), ("dam", "dam"), ("水", "水"), ("水", "水")
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_offsets_are_in_order_and_words_grow(encode: Encode, text: str) -> None:
    ((ids, offsets, words),) = encode([text])
    assert len(ids) == len(offsets) == len(words)
    assert all(0 <= a < b <= len(text) for a, b in offsets)
    assert offsets == sorted(offsets)
    assert words == sorted(words)


def test_a_long_line_takes_a_time_in_proportion(encode: Encode) -> None:
    assert not grows(lambda: encode(["s" * 40_000]), lambda: encode(["s" * 400_000]), times=40)
