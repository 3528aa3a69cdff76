"""What the words around a name call whoever it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.descriptions import describe

# what may stand before a name, as it is read forwards: the oracle of the reading backwards
FORWARDS = re.compile(r"((?:[\w'’.-]+ ){0,5}[\w'’-]+) $")
PIECES = st.lists(
    st.sampled_from(
        ["Norlandic", "the", "U.S.", "chief", "(", "president", "  ", " ", " ", " ", "\n", "spokesman", "and", ",", "Mr."]
    ),
    max_size=14,
).map("".join)


@given(PIECES)
def test_what_ends_in_a_role_is_found_where_it_stands_before_the_name(before: str) -> None:
    text = f"{before}Brandt spoke"
    forwards = FORWARDS.search(before)
    roles = ("chief", "president", "spokesman")
    ends_in_role = bool(forwards and forwards.group(1).rpartition(" ")[2].lower() in roles)
    found = list(describe(text, len(before), len(before) + len("Brandt"), "person"))
    assert not found or ends_in_role
    assert all(forwards and d in forwards.group(1) for d in found)


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("Norlandic President Brandt spoke.", ["Norlandic President"]),
        ("said the harbour authority spokesman Brandt", ["harbour authority spokesman"]),
        ("They met Brandt, the mayor of Vell, on Friday.", ["mayor of Vell"]),
        ("president, Brandt", []),
        ("The president\nBrandt", []),
        ("They met Brandt", []),
    ],
)
def test_descriptions_are_to_the_letter(text: str, described: list[str]) -> None:
    at = text.index("Brandt")
    assert list(describe(text, at, at + len("Brandt"), "person")) == described
