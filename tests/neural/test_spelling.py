"""Words of a window, as they are written."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.neural.spelling import CHARACTERS, FORMS, LONGEST, WIDTH, case_of, find_words, number_words, spell
from onrecord.neural.windows import pack, to_pieces
from tests.neural.fakes import encode


def test_words_stand_where_the_text_has_them() -> None:
    text = "Ilse Kelmerdottir left.\nVell slept."
    (window,) = pack(to_pieces(text, [(0, 23), (24, 35)], encode=encode), limit=192)
    words = find_words(text, window)
    assert words.texts == ("Ilse", "Kelmerdottir", "left", ".", "Vell", "slept", ".")
    assert [text[a:b] for a, b in words.spans] == list(words.texts)
    assert words.sizes == (4, 3)
    assert [window.ids[i] for i in words.firsts] == [
        unit.ids[k] for _, unit in window.units for k, f in enumerate(unit.firsts) if f
    ]


def test_a_word_at_the_head_of_a_paragraph_is_told_from_one_inside() -> None:
    text = "Vell and Vell"
    (window,) = pack(to_pieces(text, [(0, len(text))], encode=encode), limit=192)
    first, _, last = find_words(text, window).forms
    assert first != last


def test_words_written_alike_are_spelled_once() -> None:
    spellings, which = number_words(["Vell", "and", "Vell"])
    assert which == [0, 1, 0]
    assert spellings == [spell("Vell"), spell("and")]


def test_accents_do_not_count_and_case_does() -> None:
    assert spell("Kölmer") == spell("Kolmer") != spell("kolmer")


def test_of_a_long_word_head_and_tail_are_kept() -> None:
    assert spell("Abcdefgh" + "x" * 50 + "stuvwxyz") == spell("Abcdefghstuvwxyz")


@given(st.text(max_size=3 * LONGEST))
def test_any_word_has_a_spelling_and_a_form(word: str) -> None:
    assert len(spell(word)) == WIDTH
    assert all(0 <= code < CHARACTERS for code in spell(word))
    assert 0 <= case_of(word) + 30 < FORMS
