"""What a line of page furniture holds is found wherever it stands, though most lines are not looked through for it."""

import pytest

from onrecord.clean.blocks.patterns import COMMENT_POLICY, FURNITURE

WITHIN = [
    "The week in Vell, delivered straight to your inbox",
    "Report a slip: Ctrl + Enter",
    "Vell Herald 2031, all rights reserved",
    "Here we use cookies",
    "Our cookie policy",
    "Mind our Terms of Use",
    "Mind our privacy notice",
    "Vell Herald is not responsible for the content of external sites",
    "The views expressed here are not those of the Herald",
    "It seems that your browser does not play it",
    "Osk Pell contributed reporting to this article",
    "The whole report can be read HERE.",
    "Write to the council by clicking here",
]


@pytest.mark.parametrize("line", WITHIN)
def test_what_a_line_holds_is_found_in_any_case(line: str) -> None:
    assert FURNITURE.is_in(line)
    assert "HERE" in line or FURNITURE.is_in(line.upper())


def test_letters_that_stand_for_others_where_case_does_not_count_hide_nothing() -> None:
    assert FURNITURE.is_in("Vell Herald 2031, all rightſ reserved")
    assert FURNITURE.is_in("Our coo\u212aie policy")


@pytest.mark.parametrize("line", ["The pier was read by few, here and there.", "He entered the terminal and browsed."])
def test_words_alone_are_no_furniture(line: str) -> None:
    assert not FURNITURE.is_in(line)


def test_how_a_line_opens_counts_at_its_start_alone() -> None:
    assert FURNITURE.is_in("Read more about the pier")
    assert not FURNITURE.is_in("He wished to read more about the pier")
    assert COMMENT_POLICY.is_in("See our comments policy")
    assert not COMMENT_POLICY.is_in("The policy, he said, drew comments")
