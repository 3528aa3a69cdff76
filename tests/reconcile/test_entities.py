"""Entities across articles, on invented documents."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Entity
from onrecord.reconcile.entities import find_entities, initials
from onrecord.reconcile.items import source_key

from .build import Page


def by_name(*pages: Page) -> dict[str, Entity]:
    found = find_entities([p.read() for p in pages])
    assert len({e.id for e in found}) == len(found)
    return {e.name: e for e in found}


def test_a_surname_in_another_article_is_the_one_person_who_has_it() -> None:
    a = Page("Norlandic President Ada Brandt visited Vell.", name="a.txt").names("Ada Brandt")
    b = Page("Ms Brandt said the dam was safe.", name="b.txt").names("Brandt")
    statement = b.says("Brandt", "the dam was safe")
    found = by_name(a, b)
    assert set(found) == {"Ada Brandt"}
    assert found["Ada Brandt"].sources == (statement,)
    assert found["Ada Brandt"].descriptions == ("Norlandic President",)
    assert "Brandt" in found["Ada Brandt"].aliases


def test_two_people_of_one_surname_stay_apart() -> None:
    a = Page("Ada Brandt visited Vell.", name="a.txt").names("Ada Brandt")
    b = Page("Ivo Brandt fished in the bay. Brandt said the water was cold.", name="b.txt").names("Ivo Brandt").names("Brandt")
    c = Page("Brandt said nothing.", name="c.txt").names("Brandt")
    found = by_name(a, b, c)
    assert {"Ada Brandt", "Ivo Brandt"} <= set(found)


def test_spelling_variants_are_one() -> None:
    a = Page("Sergei Holtansky came.", name="a.txt").names("Sergei Holtansky")
    b = Page("Sergey Holtanskiy left.", name="b.txt").names("Sergey Holtanskiy")
    c = Page("Selma Holtansky stayed.", name="c.txt").names("Selma Holtansky")
    found = find_entities([p.read() for p in (a, b, c)])
    assert sorted(len(e.aliases) for e in found) == [0, 1]


def test_an_acronym_is_the_name_that_it_abbreviates() -> None:
    a = Page("The Free Harbour League (FHL) met in Vell.", name="a.txt")
    a.names("Free Harbour League", kind="organisation").names("FHL", kind="organisation")
    b = Page("The FHL said it would strike.", name="b.txt").names("FHL", kind="organisation")
    statement = b.says("FHL", "it would strike", kind="organisation")
    found = by_name(a, b)
    assert set(found) == {"Free Harbour League"}
    assert found["Free Harbour League"].sources == (statement,)


def test_ministries_differ() -> None:
    a = Page("The Norlandic foreign ministry said no. The Norlandic defence ministry said yes.")
    a.says("The Norlandic foreign ministry", "no", kind="organisation")
    a.says("The Norlandic defence ministry", "yes", kind="organisation")
    assert len(by_name(a)) == 2


def test_unnamed_sources_are_nobody_in_particular() -> None:
    a = Page("Two officials said the gate was open.", name="a.txt")
    a.says("Two officials", "the gate was open", kind="anonymous")
    assert by_name(a) == {}


def test_an_apposition_describes() -> None:
    a = Page("Osk Pell, the chief of the Merrow coast guard, said so.").names("Osk Pell")
    assert by_name(a)["Osk Pell"].descriptions == ("chief of the Merrow coast guard",)


@pytest.mark.parametrize(
    ("name", "person", "key"),
    [
        ("Maj Gen Osk Pell", True, "osk pell"),
        ("Deputy Foreign Minister Ada Brandt", True, "ada brandt"),
        ("the Norlandic Defence Ministry", False, "norlandic defence ministry"),
        ("General Staff", False, "general staff"),
        ("President", True, "president"),
        ("Brandt’s", True, "brandt"),
        ("", True, ""),
    ],
)
def test_source_key(name: str, person: bool, key: str) -> None:
    assert source_key(name, person=person) == key


def test_initials() -> None:
    assert initials("Ministry of Emergency Situations") == "mes"


NAMES = st.sampled_from(["Ada Brandt", "Brandt", "Ivo Brandt", "Osk Pell", "Pell", "Sergei Holtansky", "Sergey Holtanskiy"])


@given(st.lists(st.lists(NAMES, min_size=1, max_size=4), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_each_source_has_one_entity_in_any_order(articles: list[list[str]], chance: random.Random) -> None:
    pages = []
    for i, names in enumerate(articles):
        page = Page(" ".join(f"{n} said point {k}." for k, n in enumerate(names)), name=f"{i}.txt")
        for k, n in enumerate(names):
            page.says(n, f"point {k}")
        pages.append(page.read())
    found = find_entities(pages)
    sources = [q for e in found for q in e.sources]
    assert sorted(sources) == sorted(q.id for p in pages for q in p.reading.quotations)
    chance.shuffle(pages)
    assert find_entities(pages) == found


@pytest.mark.parametrize(
    ("text", "name", "descriptions"),
    [
        ("It cost 61. Prime Minister Ada Brandt said so.", "Ada Brandt", ("Prime Minister",)),
        ("That contradicts Colonel Ada Brandt again.", "Ada Brandt", ("Colonel",)),
        ("A spokesman for peace envoy Ada Brandt said so.", "Ada Brandt", ("peace envoy",)),
        ("“No,” its director, Ada Brandt, said.", "Ada Brandt", ()),
        ("Former Prime Minister Ada Brandt left.", "Ada Brandt", ("Former Prime Minister",)),
    ],
)
def test_a_description_is_what_the_words_call_somebody(text: str, name: str, descriptions: tuple[str, ...]) -> None:
    assert by_name(Page(text).names(name))[name].descriptions == descriptions


def test_a_list_describes_nobody() -> None:
    a = Page("The Free Harbour League, as well as rights groups, met.").names("Free Harbour League", kind="organisation")
    assert by_name(a)["Free Harbour League"].descriptions == ()


def test_a_company_is_not_the_family_name_of_a_slip() -> None:
    pages = [Page("Marnoil said the leak was small.", name=f"{n}.txt").names("Marnoil", kind="organisation") for n in range(20)]
    slip = Page("Bill Marnoil for the leak, residents say.", name="slip.txt").names("Bill Marnoil")
    assert {"Marnoil", "Bill Marnoil"} <= set(by_name(*pages, slip))


def test_a_person_goes_by_the_usual_full_name_and_has_the_family_name_before_rare_others() -> None:
    pages = [Page("Ada Brandt spoke. Brandt left.", name=f"{n}.txt") for n in range(6)]
    for page in pages:
        page.names("Ada Brandt").names("Brandt")
    long = Page("Ada Maria Brandt was born in Vell.", name="long.txt").names("Ada Maria Brandt")
    other = Page("Ivo Brandt fished. Brandt said nothing.", name="other.txt").names("Ivo Brandt").names("Brandt")
    found = by_name(*pages, long, other)
    assert set(found) == {"Ada Brandt", "Ivo Brandt"}
    assert {"Brandt", "Ada Maria Brandt"} <= set(found["Ada Brandt"].aliases)


def test_a_short_name_in_another_spelling_is_the_long_one() -> None:
    short = Page("Mohammed Marrak left. Marrak slept.", name="a.txt").names("Mohammed Marrak").names("Marrak")
    long = Page("Muhammad Abed Nasser Marrak was tried.", name="b.txt").names("Muhammad Abed Nasser Marrak")
    (found,) = find_entities([short.read(), long.read()])
    assert {found.name, *found.aliases} == {"Mohammed Marrak", "Marrak", "Muhammad Abed Nasser Marrak"}
