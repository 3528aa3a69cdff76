"""What has happened and what is to come."""

import pytest

from onrecord.tense import tell_tense


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Kelmer said on ~ that the wall was safe.", "past"),
        ("On ~ Kelmer will speak.", "future"),
        ("The vote is due on ~ in Vell.", "future"),
        ("The vote had been scheduled for ~ in Vell.", "past"),
        ("She was forced to leave on ~.", "past"),
        ("She agreed to leave on ~.", "future"),
        ("The rules are to be published in ~.", "future"),
        ("They announced the plan on ~.", "past"),
        ("The firm did better than expected on ~.", "past"),
        ("A boat could have sunk on ~.", "past"),
        ("~: rain.", "present"),
    ],
)
def test_tense(sentence: str, tense: str) -> None:
    at = sentence.index("~")
    assert tell_tense(sentence, 0, len(sentence), at, at + 1) == tense
