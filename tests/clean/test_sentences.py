"""Sentence splitting, on invented text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timing import within

from onrecord.clean.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text))]


# "|" marks where a sentence ends.
CASES = [
    "The bridge fell. |Nobody was hurt.",
    "Lt. Gen. Orla Venn met Adm. J. P. Tove. |He left early.",
    "U.S. officials met in Port Ansel. |They left the U.S. |The talks failed.",
    "He ranks No. 5 in the list. |No. |He said No. |We left.",
    "It began at 9 a.m. Monday in Tolm. |It ended at 5 p.m. |Mayor Ise Dahl spoke.",
    "The river rose 1.5 metres. |It fell to 0.3 m. |20 homes were lost.",
    "“We lost it all.” |The mayor wept. |“Why?” he asked. |“Why us?” Dahl asked.",
    '"We lost." |"It is over!" |He left (at noon). |(Nobody saw him.) |She stayed.',
    "“It is over. |We lost,” said Dahl. |“Now go!” |She went.",
    "He waited … and waited... |Then he left. |iPads were sold.",
    "1. Given the storm, stay home. |Then wait.",
    "Tolm Corp. Chief Executive Ida Roe resigned. |Shares of Tolm Corp. |The firm fell.",
    "• One is open |• Two is shut",
    "It cost $5 million. |$3 million was lost. |€2 remains.",
    "He lives in Ostby, Calif. |The house burned on Dec. 3. |It was sold in Dec. |Buyers came.",
    "The road is 3.2 km. |It is shut. |See www.tolm.example for more.",
    "Visit Tolm.Com or e.g. Ostby and i.e. Venn.",
    "George W. Brand and Plan B. |The rest is history.",
    "It ended.|The mayor left. |“No.”|Then he spoke.",
    "The toll rose . |The mayor spoke .",
    "He said “go.” |[…] The rest fled.",
    "OSTBY, N.C. — In the fall the river rose.",
    "Yes! |No? |Yes?! |Maybe...",
    "a lowercase start. and a lowercase next",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_marked(marked: str) -> None:
    assert split(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_only_the_range_is_split() -> None:
    text = "Out. In one. In two. Out."
    assert [text[a:b] for a, b in split_sentences(text, 5, 20)] == ["In one.", "In two."]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .!?…\"'“”()AaBb1•\n")), max_size=300))
def test_sentences_hold_every_character_but_space(text: str) -> None:
    found = split_sentences(text, 0, len(text))
    assert all(a < b and not text[a].isspace() and not text[b - 1].isspace() for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    kept = "".join(text[a:b] for a, b in found)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "hostile", ["." * 1_000_000, '."' * 300_000, "A. " * 300_000, "x" * 1_000_000, ". (" * 300_000, "“" * 1_000_000]
)
def test_hostile_lines_take_linear_time(hostile: str) -> None:
    assert within(5, lambda: split_sentences(hostile, 0, len(hostile)))
