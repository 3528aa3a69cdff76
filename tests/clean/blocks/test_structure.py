"""Where the article stands among its page's lines, on invented text."""

import pytest

from onrecord.clean.blocks.lines import read_lines
from onrecord.clean.blocks.structure import find_comments, find_core, is_final_credit, is_furniture

PROSE = "The mayor said on Tuesday that the bridge would stay closed until the spring, and that nobody had been hurt."


@pytest.mark.parametrize(
    "line",
    [
        "Sign up (it's quick and free) or sign in now.",
        "Simply sign up to the Ferries Digest — delivered directly to your inbox.",
        "Follow us on Twitter",
        "READ MORE: Ferry fares to rise",
        "© 2031 Ostby Courier",
        "Home | News | Ostby | Bridge",
        "#bridge #flood #ostby",
        "OstbyBridgeClosedAfterFlood",
        "Reuters",
        "Ferry fares to rise - 44 mins ago",
        "***",
        "Most Read",
    ],
)
def test_furniture_is_known_by_its_wording(line: str) -> None:
    assert is_furniture(read_lines(line)[0])


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Registered voters went to the polls on Sunday.",
        "Share prices fell by a tenth.",
        "Follow-up talks are planned for March.",
        "Comments by the mayor caused an outcry.",
        "“Sign up for the army now,” the poster said.",
    ],
)
def test_running_text_is_no_furniture(line: str) -> None:
    assert not is_furniture(read_lines(line)[0])


def test_closing_credits_are_told_from_sentences() -> None:
    assert is_final_credit("(Reporting by Ane Holt and Per Lind in Ostby; Editing by Ida Roe)")
    assert is_final_credit("Reporting by Ane Holt; Writing by Per Lind")
    assert not is_final_credit("Reporting by the Courier has shown that the bridge was never inspected before it fell.")


def test_the_core_is_the_densest_stretch() -> None:
    lines = read_lines(
        "\n".join([*["Menu item"] * 30, PROSE, "Why it was closed", PROSE, *["Other page"] * 30, "Short one here."])
    )
    assert find_core(lines, set(), set()) == (30, 33)


def test_comments_begin_at_their_heading_behind_the_text() -> None:
    article = "\n".join([PROSE] * 6)
    assert find_comments(read_lines(f"{article}\n12 Comments\nHeron\nSo it is."), set()) == 6
    assert find_comments(read_lines(f"12 Comments\n{article}\nHeron"), set()) is None
