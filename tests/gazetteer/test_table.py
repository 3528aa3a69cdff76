"""The gazetteer: names find places however they are written; what is said of a place holds together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer import ADJECTIVE, MAIN, find_capital, find_country, find_region, find_sites, tell_within
from onrecord.gazetteer.keys import make_key


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("Sudzha", "geonames:486816"),
        ("Peru", "geonames:3932488"),
        ("U.S.", "geonames:6252001"),
        ("São Paulo", "geonames:3448439"),
        ("Sao Paulo", "geonames:3448439"),
        ("St. Louis", "geonames:4407066"),
        ("Saint Louis", "geonames:4407066"),
        ("Black Sea", "own:black-sea"),
    ],
)
def test_a_name_finds_its_place(written: str, source: str) -> None:
    assert source in {site.source for site, _ in find_sites(written)}


def test_a_people_is_known_as_such() -> None:
    assert {form for site, form in find_sites("Peruvian") if site.kind == "country"} == {ADJECTIVE}
    assert {form for site, form in find_sites("Peru") if site.kind == "country"} == {MAIN}


def test_what_a_town_lies_in() -> None:
    (town,) = (site for site, _ in find_sites("Sudzha"))
    assert tell_within(town) == "Kursk, Russia"
    region = find_region(town.country, town.region)
    assert region is not None
    assert abs(region.latitude - town.latitude) < 3
    country, capital = find_country("PE"), find_capital("PE")
    assert country is not None
    assert capital is not None
    assert (country.name, capital.name) == ("Peru", "Lima")
    assert tell_within(country) == ""
    assert find_country("ZZ") is None


def test_nothing_is_found_under_no_name() -> None:
    assert find_sites("") == ()
    assert find_sites("Qzxqzx") == ()
    assert find_sites("a" * 100_000) == ()


@given(st.text(max_size=90))
def test_any_text_can_be_looked_up(text: str) -> None:
    for site, _ in find_sites(text):
        assert -90 <= site.latitude <= 90
        assert -180 <= site.longitude <= 180


@given(st.text(alphabet="abc'’.- ", max_size=20))
def test_case_and_marks_do_not_matter(text: str) -> None:
    assert make_key(text.upper()) == make_key(text)
    assert make_key(text.replace("'", "’")) == make_key(text)
