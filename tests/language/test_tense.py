"""What has happened and what is to come."""

import pytest

from onrecord.language.tense import tell_tense


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Kelmer said on ~ that the wall was safe.", "past"),
        ("On ~ Kelmer will speak.", "future"),
        ("The vote is due on ~ in Vell.", "future"),
        ("The vote had been scheduled for ~ in Vell.", "past"),
        ("She was forced to leave on ~.", "past"),
        ("She agreed to leave on ~.", "future"),
        ("The owners agreed to a truce on ~.", "past"),
        ("The rules are to be published in ~.", "future"),
        ("They announced the plan on ~.", "past"),
        ("The firm did better than expected on ~.", "past"),
        ("A boat could have sunk on ~.", "past"),
        ("~: rain.", "present"),
        ("The offer had been due to lapse on ~.", "past"),
        ("The vote had been set for ~.", "past"),
        ("A vote set for ~ will decide it.", "future"),
        ("It is unclear when the case is heard in ~.", "present"),
        ("Kelmer could not be reached on ~.", "past"),
        ("Kelmer could be heard on ~.", "future"),
        ("Ahead of the visit, the ministry on ~ issued a warning.", "past"),
        ("Until ~, they had named no suspect.", "past"),
        ("The mayor wants a ruling before the law takes effect on ~.", "future"),
        ("The guild called on all divers of the bay to rally in the lower harbour on ~.", "future"),
        ("The guild called on the divers to keep calm, the mayor said on ~.", "past"),
        ("Not until ~ did they name a suspect.", "past"),
        ("The mine is closed since ~.", "past"),
        ("On ~, the council plans to meet.", "future"),
        ("In ~, the council pledged to rebuild the wall.", "past"),
        ("They would consider it at a meeting of the self-styled assembly on ~.", "future"),
        ("The governor was re-elected on ~.", "past"),
        ("They warned of ~'s planned vote.", "future"),
        ("They warned of ~'s vote.", "past"),
        ("The ferry is to sail again on ~.", "future"),
        ("The lease had been due to expire ~.", "past"),
        ("It announced an agreement to buy the mill in ~.", "future"),
        ("It would be paid on an unspecified day in ~.", "future"),
    ],
)
def test_tense(sentence: str, tense: str) -> None:
    at = sentence.index("~")
    assert tell_tense(sentence, 0, len(sentence), at, at + 1) == tense
