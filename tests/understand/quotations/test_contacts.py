"""Who speaks in a clause that follows its noun without a relative word, in invented sentences."""

import pytest

from onrecord.understand.quotations.contacts import end_of_contact, speaker_of_contact
from onrecord.understand.tokens import tokenise
from tests.understand.quotations.test_find_quotations import read, told


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("A man authorities", "authorities"),
        ("A van Tarn officials", "Tarn officials"),
        ("The suspect police", "police"),
        ("a dozen officials", None),
        ("a group of residents", None),
        ("the police officials", None),
        ("One of the first plans the council", "the council"),
        ("two of the most senior officials", None),
        ("Ada Berg and the council", None),
        ("A month later the mayor", "the mayor"),
        ("all the ministers", None),
    ],
)
def test_the_speaker_is_parted_from_the_noun_before_it(phrase: str, speaker: str | None) -> None:
    items = tokenise(phrase, 0, len(phrase))
    found = speaker_of_contact(items, (0, len(items)))
    assert (phrase[items[found[0]].start :] if found else None) == speaker


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("was shot by a guard was jailed", "was shot by a guard"),
        ("to build is a bridge", "to build"),
        ("was shot by a guard who was drunk", None),
        ("there was no proof", None),
    ],
)
def test_what_is_said_ends_before_the_main_verb(rest: str, said: str | None) -> None:
    items = tokenise(rest, 0, len(rest))
    end = end_of_contact(items, 0, len(items))
    assert (rest[: items[end - 1].end] if end else None) == said


def test_the_noun_belongs_to_what_is_said_of_it() -> None:
    (found,) = read("A man authorities say was shot by a trooper was jailed on Tuesday.")
    assert told(found) == ("authorities", "say", ["A man", "was shot by a trooper"])
