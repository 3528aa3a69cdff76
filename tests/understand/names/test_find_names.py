"""Names in invented sentences."""

import pytest

from onrecord.model import Sentence
from onrecord.understand.names import find_names


def named(*lines: str) -> dict[str, tuple[str, str]]:
    text = "\n".join(lines)
    sentences, at = [], 0
    for number, line in enumerate(lines):
        sentences.append(Sentence(start=at, end=at + len(line), paragraph=number))
        at += len(line) + 1
    return {n.passage.exact: (n.kind, n.full) for n in find_names(text, sentences)}


@pytest.mark.parametrize(
    ("line", "exact", "kind"),
    [
        ("A farmer, Ada Berg, left.", "Ada Berg", "person"),
        ("The minister met President Omar al-Rashid there.", "Omar al-Rashid", "person"),
        ("They met the Harbour Safety Council there.", "Harbour Safety Council", "organisation"),
        ("They met in Peru.", "Peru", "place"),
        ("They met in Oldtown.", "Oldtown", "place"),
        ("The Peruvian side left.", "Peruvian", "other"),
    ],
)
def test_kinds(line: str, exact: str, kind: str) -> None:
    assert named(line)[exact][0] == kind


def test_a_surname_takes_the_full_name() -> None:
    found = named("A farmer, Ada Berg, left.", "Later Mrs Berg came back.")
    assert found["Berg"] == ("person", "Ada Berg")


def test_a_surname_without_its_particle_takes_the_full_name() -> None:
    assert named("They met Omar al-Rashid.", "Mr Rashid left.")["Rashid"] == ("person", "Omar al-Rashid")


def test_an_acronym_takes_the_long_form_before_its_brackets() -> None:
    found = named("The Free River Union (FRU) met.", "Nobody from the FRU spoke.")
    assert found["FRU"][1] == "Free River Union"


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    assert named("Rain fell.", "The rain stopped.", "However it was cold on Monday.") == {}


@pytest.mark.parametrize(
    ("lines", "exact", "kind"),
    [
        (("Vell Tunnel shut.", "They met in the Vell Tunnel."), "Vell Tunnel", "place"),
        (("Vell Motion, which owns the pumps, left.",), "Vell Motion", "organisation"),
        (("They asked the Vell Corran about it.", "Vell Corran was silent."), "Vell Corran", "organisation"),
        (("Later Ada Berg left in the Ada Berg bus.", "Berg was tired."), "Ada Berg", "person"),
        (("The Rome daily Il Corriero was shut.",), "Il Corriero", "organisation"),
        (("VELLMARK – The state of emergency ended.",), "VELLMARK", "place"),
    ],
)
def test_the_whole_article_shows_the_kind(lines: tuple[str, ...], exact: str, kind: str) -> None:
    assert named(*lines)[exact][0] == kind


@pytest.mark.parametrize(
    ("line", "exact"),
    [
        ("They met US Secretary of State Ada Berg there.", "Ada Berg"),
        ("They met Ada K. Berg there.", "Ada K. Berg"),
        ("They met Sen. Ada Berg there.", "Ada Berg"),
    ],
)
def test_titles_and_initials(line: str, exact: str) -> None:
    assert named(line)[exact][0] == "person"


def test_a_credit_before_a_name_is_no_part_of_it() -> None:
    found = named("Wide Images Ada Berg at work.", "A farmer, Ada Berg, left.", "Then Berg came back.")
    assert found["Berg"] == ("person", "Ada Berg")
