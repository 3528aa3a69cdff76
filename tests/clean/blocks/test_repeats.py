"""Repeats, on invented text."""

from onrecord.clean.blocks.lines import read_lines
from onrecord.clean.blocks.repeats import find_gallery, find_repeats

LINE = "The mayor of Ostby said on Tuesday that the old bridge over the Venn had been closed after the flood."


def test_a_line_given_again_repeats_the_first() -> None:
    assert find_repeats(read_lines(f"{LINE}\nAnother line of some words.\n{LINE.upper()}")) == {2: 0}


def test_a_line_given_again_with_small_changes_repeats_it() -> None:
    assert find_repeats(read_lines(f"{LINE} Nobody was hurt.\n{LINE}")) == {1: 0}


def test_short_lines_and_other_lines_of_the_same_form_do_not() -> None:
    other = LINE.replace("bridge", "tunnel").replace("Tuesday", "Friday").replace("flood", "fire")
    assert find_repeats(read_lines(f"He said so.\n{LINE}\nHe said so.\n{other}")) == {}


def test_a_line_given_again_before_its_button_is_a_caption() -> None:
    cut = LINE[:70] + "... Read More"
    assert find_gallery(read_lines(f"{LINE}\n{LINE} Close\nAnother line of some words.")) == {0, 1}
    assert find_gallery(read_lines(f"{cut}\n{LINE} Close")) == {0, 1}
    assert find_gallery(read_lines(f"{LINE}\nThe vote in the town was close\nIt came too close Close")) == set()
