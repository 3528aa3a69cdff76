"""Drafts as they come: files of several kinds, and what is no draft."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.check import MAX_BYTES, MAX_CHARS, read_bytes
from onrecord.check.drafts import strip_markdown
from onrecord.errors import InputError, LimitError
from tests.conftest import make_story
from tests.timing import within


def test_markdown_leaves_the_words() -> None:
    text = (
        "# The **dam** at Vell\n\n> “We warned them,” she said.\n\n- one *wall*\n- two_walls and _three_\n\n"
        "See [the report](https://vell.example/a_b) and ![a picture](x.png).\n\n---\n5 * 3 is 15 and 2*2 is 4.\n"
    )
    assert strip_markdown(text) == (
        "The dam at Vell\n\n“We warned them,” she said.\n\none wall\ntwo_walls and three\n\n"
        "See the report and a picture.\n\n\n5 * 3 is 15 and 2*2 is 4.\n"
    )
    assert read_bytes(text.encode(), name="draft.MD").startswith("The dam at Vell")
    assert read_bytes(text.encode(), name="draft.txt") == text


@given(st.text(alphabet="ab *_[]()#>-\n“”", max_size=400))
def test_markdown_only_takes_away(text: str) -> None:
    left = iter(text)
    assert all(c in left for c in strip_markdown(text))


def test_html_leaves_the_words() -> None:
    head = "<html><head><title>t</title><script>alert(1)</script></head>"
    page = f"{head}<body><h1>Vell</h1><p>The dam <b>held</b>.</p></body></html>"
    assert read_bytes(page.encode(), name="draft") == "Vell\nThe dam held."


def test_encodings() -> None:
    assert read_bytes("“Vell” held".encode("utf-16"), name="d.txt") == "“Vell” held"
    assert read_bytes("\ufeffVell held".encode(), name="d.txt") == "Vell held"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (bytes(range(256)) * 8, "binary data"),
        (b'{"draft": "The dam held"}', "JSON"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "XML"),
    ],
)
def test_what_is_no_draft(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_bytes(data, name="draft")


def test_what_is_too_large() -> None:
    with pytest.raises(LimitError, match="may be"):
        read_bytes(b"a" * (MAX_BYTES + 1), name="draft")


HOSTILE = {
    "quote marks": "“a b c” " * (MAX_CHARS // 8),
    "opening marks": "“" * 10_000 + " the dam at Vell gave way on Tuesday, the governor said",
    "one quote": "“" + "the dam above Vell " * 3_000 + "” said the governor",
    "one line": "the dam at Vell gave way and " * 2_000,
    "numbers": "9 people 14 people 200 houses " * 1_900,
    "brackets": "“the dam [[[[[[ ... ] … (((( ) wall” " * 1_500,
    "stars": "**_" * 15_000 + " the dam at Vell",
    "controls": "the \u202edam\u0000 at \x1b[31mVell\u2066 “gave way” on Tuesday, the governor said",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_drafts_take_no_more_than_their_time(name: str, tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(make_story(size=6))

        def check() -> None:
            with contextlib.suppress(InputError):  # what holds no sentence is refused
                ledger.check(strip_markdown(HOSTILE[name]))

        assert within(60, check)
