"""Notes: text of articles stays text in any dialect, links lead to notes that are there, names cannot leave the folder."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ConfigError
from onrecord.formats import write_path, write_text
from onrecord.formats.markdown import _escape
from onrecord.ledger import Ledger
from onrecord.tell.tables import Contents
from tests.formats.made import NASTY, make_hostile

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def tokens(text: str) -> list[object]:
    parser = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [t for token in parser.parse(FRONT.sub("", text)) for t in (token, *(token.children or ()))]


def links(text: str) -> list[str]:
    return [str(t.attrs["href"]) for t in tokens(text) if t.type == "link_open"]  # type: ignore[attr-defined]


def kinds(text: str) -> set[str]:
    return {t.type for t in tokens(text)}  # type: ignore[attr-defined]


@given(st.text(alphabet=st.sampled_from("<>[]()!`*_~#|&;:/$%=^@{}\\-+.1 \n\tab\x00\u202e\ud800\x85")) | st.just(NASTY))
def test_text_stays_text(text: str) -> None:
    plain = {"paragraph_open", "inline", "text", "text_special", "paragraph_close", "softbreak"}
    line = _escape(text)
    assert kinds(line) <= plain
    for within in (f"- {line}\n", f"# {line}\n", f"| a |\n|---|\n| {line} |\n"):
        outer = "html_inline html_block code_inline em_open strong_open s_open link_open image code_block fence hr".split()
        assert not kinds(within) & set(outer)
    for markup in (
        r"(?<!\\)\[\[",
        r"(?<!\\)(?:\\\\)*#\w",
        r"(?<!\\)\$",
        r"(?<!\\)==",
        r"(?<!\\)%%",
        r"(?<!\\):(?=:)",
        r"(?<!\\)://",
        r"(?<!\\)@",
    ):
        assert not re.search(markup, line.replace("\\\\", "")), markup


def test_what_is_written_reads_back(example: list[Contents]) -> None:
    for contents in example:
        for document in contents.documents.values():
            for line in document.article.text.split("\n"):
                told = "".join(t.content for t in tokens(_escape(line)) if t.type in ("text", "text_special"))  # type: ignore[attr-defined]
                assert told == " ".join(line.split())


def test_one_file_holds_no_markup_from_outside(stories: Sequence[Contents]) -> None:
    text = "".join(write_text("markdown", stories))
    assert not kinds(text) & {"html_inline", "html_block", "image", "code_inline", "fence", "code_block", "em_open"}
    assert links(text) == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_a_folder_of_notes_is_linked(tmp_path: Path, stories: Sequence[Contents]) -> None:
    write_path("markdown", stories, tmp_path / "notes")
    found = list((tmp_path / "notes").rglob("*.md"))
    assert len(found) == 1 + sum(len(c.records) + len(c.documents) for c in stories)
    for path in found:
        text = path.read_text(encoding="utf-8")
        for link in links(text):
            assert (path.parent / link).resolve() in [p.resolve() for p in found], link


def test_the_front_matter_is_yaml(tmp_path: Path, stories: Sequence[Contents]) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    write_path("markdown", stories, tmp_path / "notes")
    for path in (tmp_path / "notes" / "articles").glob("*.md"):
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        assert front["id"] == path.stem


def test_an_id_cannot_leave_the_folder(tmp_path: Path) -> None:
    write_path("markdown", [make_hostile(id_="/../../../x")], tmp_path / "notes")
    assert [p.name for p in tmp_path.iterdir()] == ["notes"]
    assert len(list((tmp_path / "notes").rglob("*.md"))) == 4


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, harrow: Ledger) -> None:
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(ConfigError, match="holds something already"):
        harrow.export_to(tmp_path, "markdown")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.md"]
