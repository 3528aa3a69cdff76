"""Lines and their features, on invented text."""

from onrecord.clean.blocks.lines import read_lines


def test_lines_are_numbered_without_the_empty_ones() -> None:
    lines = read_lines("  One. \n\n\t\nTwo.\n")
    assert [(line.number, line.text, line.start) for line in lines] == [(0, "One.", 2), (1, "Two.", 11)]


def test_prose_is_told_from_furniture() -> None:
    prose, menu, title = read_lines(
        "The mayor said that the bridge would stay closed until the spring.\nHome News Sport\n"
        "Bridge closed until spring, mayor says"
    )
    assert prose.is_prose
    assert not menu.is_prose
    assert not title.is_prose
    assert title.content == {"bridge", "closed", "until", "spring", "mayor"}


def test_a_list_of_short_lines_is_not_wrapped_text() -> None:
    assert len(read_lines("Bread\nButter\nSalt\nTea\nMilk\nEggs")) == 6
