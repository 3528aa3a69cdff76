"""Folders, patterns, files and the metadata file beside them."""

import json
import os
from pathlib import Path

import pytest

from onrecord.errors import ConfigError, InputError
from onrecord.model import Article
from onrecord.read import Failure, expand, read_sources
from onrecord.read.metadata import load_metadata

TEXT = "The lighthouse of Skarn went dark on Friday, the keeper said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/c.txt", "a/b.txt", ".hidden/x.txt", "a/.x.txt", "news.onrecord", "news.onrecord-wal"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT}{name}\n")
    return tmp_path / "news"


def test_folders_are_walked_in_order_without_hidden_files_and_ledgers(folder: Path) -> None:
    inputs = expand([str(folder)])
    assert [item.relative for item in inputs] == ["a/b.txt", "a/c.txt", "b.txt"]
    assert expand([str(folder), str(folder / "b.txt"), str(folder / "*.txt")]) == inputs


def test_patterns_and_files(folder: Path) -> None:
    assert [Path(i.source).name for i in expand([str(folder / "**" / "*.txt")])] == ["b.txt", "c.txt", "b.txt"]
    odd = folder / "odd[1].txt"
    odd.write_text(TEXT)
    assert [i.source for i in expand([str(odd)])] == [str(odd)]
    assert [i.source for i in expand(["-", "https://skarn.example/a"])] == ["-", "https://skarn.example/a"]


@pytest.mark.parametrize("source", ["nowhere", "nowhere/*.txt", "a\0b", ""])
def test_what_does_not_exist_is_told_at_once(source: str) -> None:
    with pytest.raises(ConfigError, match=r";"):
        read_sources([source])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_a_folder_does_not_block(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert len(expand([str(folder)])) == 3


def test_a_file_that_goes_away_is_a_failure_and_progress_is_counted(folder: Path) -> None:
    stream = read_sources([str(folder)])
    (folder / "a" / "c.txt").unlink()
    outcomes = list(stream)
    assert [type(o) for o in outcomes] == [Article, Failure, Article]
    assert (len(stream.inputs), stream.done) == (3, 3)


FORMS = {
    "json": lambda rows: json.dumps(rows),
    "jsonl": lambda rows: "\n".join(map(json.dumps, rows)),
    "csv": lambda rows: (
        "file,published,publisher,title,authors\n"
        + "\n".join(f'{r["file"]},{r["published"]},"{r["publisher"]}",{r["title"]},"{r["authors"]}"' for r in rows)
    ),
    "semicolons": lambda rows: (
        "\ufeffFile;Published;Publisher;Title;Authors\r\n"
        + "\r\n".join(f"{r['file']};{r['published']};{r['publisher']};{r['title']};{r['authors']}" for r in rows)
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_metadata_by_relative_path_then_by_name(folder: Path, form: str) -> None:
    row = {"publisher": "Skarn Post, The", "title": "Dark", "authors": "Liv Aas, Ole Dam", "published": "2025-03-04"}
    rows = [row | {"file": "a/b.txt"}, row | {"file": "old/place/c.txt", "published": "2024"}, row | {"file": "none.txt"}]
    metadata = folder / "metadata.dat"
    metadata.write_text(FORMS[form](rows))
    stream = read_sources([str(folder)], metadata=metadata)
    one, two, three = stream
    assert (one.publisher, one.title, one.authors) == ("Skarn Post, The", "Dark", ("Liv Aas", "Ole Dam"))
    assert (one.published.value, one.published.basis) == ("2025-03-04", "given")
    assert "metadata file" in one.published.reason
    assert (two.published.value, two.published.earliest, two.published.latest) == ("2024", "2024-01-01", "2024-12-31")
    assert three.publisher is None
    assert [w for w in stream.warnings if "none.txt" in w] == stream.warnings


def test_a_name_that_two_folders_share_is_no_match(folder: Path) -> None:
    metadata = folder.parent / "m.json"
    metadata.write_text(json.dumps([{"file": "x/b.txt", "title": "X"}, {"file": "y/b.txt", "title": "Y"}]))
    stream = read_sources([str(folder)], metadata=metadata)
    assert [a.title for a in stream] == [None, None, None]
    assert "2 of 2 rows" in stream.warnings[-1]


def test_metadata_by_address_and_an_address_for_a_file(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"url": "https://www.skarn.example/dark/", "text": TEXT, "publisher": "Old"}))
    text = tmp_path / "t.txt"
    text.write_text(TEXT)
    metadata = tmp_path / "m.json"
    metadata.write_text(
        json.dumps(
            [{"url": "http://skarn.example/dark", "publisher": "New"}, {"file": "t.txt", "url": "https://skarn.example/t"}]
        )
    )
    by_url, by_file = read_sources([str(rows), str(text)], metadata=metadata)
    assert (by_url.publisher, by_url.url) == ("New", "https://www.skarn.example/dark/")
    assert (by_file.url, by_file.publisher) == ("https://skarn.example/t", "skarn.example")
    (without,) = read_sources([str(text)])
    assert by_file.id == without.id


def test_unknown_columns_are_told_once(folder: Path) -> None:
    metadata = folder / "m.json"
    metadata.write_text(json.dumps([{"file": "b.txt", "mood": "x"}, {"file": "a/c.txt", "mood": "y"}]))
    stream = read_sources([str(folder)], metadata=metadata)
    assert sum("mood" in warning for warning in stream.warnings) == 1
    assert len(list(stream)) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('[{"file": "a", "published": "03/04/2025"}]', "row 1.*03/04/2025.*2025-03-12"),
        ('[{"file": "a"}, {"file": "b", "published": "2025-02-30"}]', "row 2"),
        ('[{"publisher": "x"}]', 'neither "file" nor "url"'),
        ('[{"url": "javascript:alert(1)"}]', "no http"),
        ('[{"file": ', "not"),
        ("name,day\nx,y", "no column"),
        ("[1]", "not an object"),
    ],
)
def test_bad_metadata_is_told_at_once(folder: Path, content: str, told: str) -> None:
    metadata = folder / "m.json"
    metadata.write_text(content)
    with pytest.raises(InputError, match=told):
        read_sources([str(folder)], metadata=metadata)


def test_no_metadata_file(folder: Path) -> None:
    with pytest.raises(ConfigError, match="no such metadata file"):
        load_metadata(folder / "nowhere.json")
