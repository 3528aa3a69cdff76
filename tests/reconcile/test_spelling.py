"""Names as they are written in different papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.entities import find_entities
from onrecord.reconcile.spelling import find_full_names, sound_key

from .build import Page


@pytest.mark.parametrize(
    "names",
    [
        ("qassimi", "kassimi", "gassimi"),
        ("belensky", "belenskyy", "belenskiy", "belenski"),
        ("tarkovych", "tarkovich"),
        ("muhammad", "mohammed", "mohamed"),
        ("yousuf", "yusuf"),
    ],
)
def test_one_key_for_the_spellings_of_a_name(names: tuple[str, ...]) -> None:
    assert len({sound_key(n) for n in names}) == 1


def test_other_names_have_other_keys() -> None:
    names = ["kelmer", "pell", "brandt", "tarn", "kalmar", "orvath", "reyle"]
    assert len({sound_key(n) for n in names}) == len(names) - 1  # Kelmer and Kalmar sound alike; the given name tells


@given(st.text(max_size=60))
def test_a_key_is_no_longer_than_the_name(name: str) -> None:
    assert len(sound_key(name)) <= len(name)


def test_a_family_name_is_the_one_person_who_bears_it() -> None:
    assert find_full_names(["ada kelmer", "kelmer", "pell"]) == {"kelmer": "ada kelmer"}
    assert find_full_names(["ada kelmer", "ivo kelmer", "kelmer"]) == {}
    assert find_full_names(["omar qassimi", "kassimi"]) == {"kassimi": "omar qassimi"}


def people(*texts: tuple[str, str, str]) -> int:
    """How many people the stories of (name, spelling, file) are about."""
    pages = []
    for full, mention, name in texts:
        page = Page(f"{mention} opened the harbour of Vell.", name=name).names(mention, full)
        pages.append(page.read())
    return sum(e.kind == "person" for e in find_entities(pages))


def test_a_person_in_two_spellings_is_one() -> None:
    assert people(("Omar Qassimi", "Omar Qassimi", "a.txt"), ("Omar Gassimi", "Omar Gassimi", "b.txt")) == 1
    assert people(("Omar Qassimi", "Omar Qassimi", "a.txt"), ("Kassimi", "Kassimi", "b.txt")) == 1


def test_two_people_of_one_family_name_are_two() -> None:
    assert people(("Omar Qassimi", "Omar Qassimi", "a.txt"), ("Huda Qassimi", "Huda Qassimi", "b.txt")) == 2
