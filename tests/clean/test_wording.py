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


@pytest.mark.parametrize(
    "line",
    [
        "• To contact the Vell news desk email desk@vell.example or phone 020 0000.",
        "For all other inquiries please call the switchboard.",
        "If you are writing a comment for publication, say so.",
        "• To get the latest river news to your mobile, follow Vell.",
        "Osk Pell can be reached at https://vell.example/osk",
        "Correction: An earlier version of this article gave another pier.",
        "• This article was amended on 9 May 2031.",
        "An earlier version of this story gave another pier.",
        "End Quote Osk Pell Harbour master",
    ],
)
def test_notes_on_an_article_are_none_of_it(line: str) -> None:
    assert FURNITURE.is_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "The correction: the pier will be a storey lower.",
        "Osk Pell can be reached at the pier.",
        "This article of the law was kept.",
    ],
)
def test_what_an_article_tells_of_such_things_is_its_own(line: str) -> None:
    assert not FURNITURE.is_in(line)
