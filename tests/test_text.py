"""Passages and normalisation; what stands for the title of a text without one."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.store.slices import list_articles
from onrecord.text import AnyCase, Told, find_lead, fold
from tests.conftest import make_article

WORDS = st.text(alphabet="aBÀé9,.ſ", min_size=1, max_size=3)


@given(st.lists(WORDS, max_size=40))
def test_what_is_told_of_words_is_what_a_function_tells_and_bounded(written: list[str]) -> None:
    told = Told(fold)
    told.MOST = 5
    for word in written:
        assert told[word] == fold(word)
        assert len(told) <= told.MOST


DATELINE, LEAD = "VELL | Mon May 14, 2031 9:31 am", "The dam above the town gave way on Monday night."


def test_the_lead_is_what_reads_as_a_sentence() -> None:
    assert find_lead([DATELINE, LEAD, "It rained."]) == LEAD
    assert find_lead(["VELL.", "Ada Brandt, Ivo Kelm."]) == "VELL."
    assert find_lead([]) == ""


def test_a_text_without_a_title_goes_by_its_lead_everywhere(tmp_path: Path) -> None:
    text = f"{DATELINE}\n\n{LEAD}\n\nThe governor said that nobody was hurt in the houses below the wall of the dam."
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([make_article(text, day="2031-05-14")])
        assert [row["title"] for row in ledger.table("articles").rows] == [LEAD]
        assert [story.title for story in ledger.stories()] == [LEAD]
        assert [head.title for head in list_articles(ledger.connection, [a.id for a in ledger.articles()])] == [LEAD]


@given(st.text(alphabet="nNoOtTsSkKiIſıİK'’ -", max_size=30))
def test_a_pattern_in_any_case_finds_what_one_without_regard_to_case_finds(text: str) -> None:
    for pattern in (r"\b(?:not|none|kin|sink)\b|n['’]t\b", r"^(?:in|it) (?P<what>\w{1,5})", r"\bto\s[^k]{0,5}$"):
        slow, fast = re.compile(pattern, re.IGNORECASE), AnyCase(pattern)
        for one, other in ((slow.search(text), fast.search(text)), (slow.match(text), fast.match(text))):
            assert (one and one.span()) == (other and other.span())
        assert [m.span() for m in slow.finditer(text)] == [m.span() for m in fast.finditer(text)]
        assert len(slow.findall(text)) == len(fast.findall(text))
