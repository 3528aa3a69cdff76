"""What a giver that is called by a bare description is called in full."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.understand.figures.callings import call_fully

BODIES = ("Marn Harbour Board", "Marn Leak Study Group")


@pytest.mark.parametrize(
    ("text", "giver", "full"),
    [
        (
            "One team that has studied the pipe before it was cut has concluded that the leak is",
            "One team",
            "team that has studied the pipe",
        ),
        (
            "Another small team, which flew over the bay, has come up with",
            "Another small team",
            "small team which flew over the bay",
        ),
        ("Another team has come up with", "Another team", "Another team"),
        ("One team, which nobody would name, came up with", "Another team", "Another team"),
        ("A paper from retired engineers at Orla came first. The engineers speak of", "engineers", "retired engineers at Orla"),
        ("Orla wrote an internal safety memo in May. The memo speaks of", "memo", "internal safety memo"),
        ("Several engineers met. The engineers speak of", "engineers", "engineers"),
        ("Retired engineers met. Engineers speak of", "engineers", "engineers"),
        ("The leak group speaks of", "leak group", "Marn Leak Study Group"),
        ("The study leak group speaks of", "study leak group", "study leak group"),
        ("The Leak Group speaks of", "Leak Group", "Leak Group"),
    ],
)
def test_called_fully(text: str, giver: str, full: str) -> None:
    assert call_fully(giver, f"{text} 5,000 barrels.", len(text) + 1, bodies=BODIES) == full


@given(st.text("One team that has the experts, was 5.\n", max_size=200), st.sampled_from(["One team", "experts", "the team"]))
def test_a_name_that_says_no_more_stays(text: str, giver: str) -> None:
    found = call_fully(giver, text, len(text), bodies=())
    assert found == giver or len(found) > len(giver)
