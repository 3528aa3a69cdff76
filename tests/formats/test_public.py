"""JSON, JSON lines and CSV: the public form in full, the same bytes each time, nothing that a spreadsheet runs."""

import csv
import gc
import io
import json
import tracemalloc
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.errors import ConfigError
from onrecord.formats import FORMATS, write_text
from onrecord.formats.files import to_bytes
from onrecord.ledger import Ledger
from onrecord.tell.exports import KINDS, to_json, write_csv_row
from onrecord.tell.tables import TABLES, Contents
from tests.conftest import make_story
from tests.formats.made import make_hostile

TEXTS = [name for name, form in FORMATS.items() if form.write]


def test_json_is_the_export(harrow: Ledger) -> None:
    assert harrow.export_json() == json.dumps(harrow.export(), ensure_ascii=False, indent=1) + "\n"


def test_json_of_many_stories_keeps_the_order_of_ids(tmp_path_factory: pytest.TempPathFactory) -> None:
    with onrecord.open(tmp_path_factory.mktemp("many") / "x.onrecord") as ledger:
        ledger.add([a for n in range(3) for a in make_story(n, size=3)])
        found = json.loads(ledger.export_json())
        assert found == ledger.export()
        assert len(found["stories"]) == 3
        assert [a["id"] for a in found["articles"]] == sorted(a["id"] for a in found["articles"])
        lines = [json.loads(line) for line in ledger.export_lines()]
        assert len(lines) == sum(len(found[table]) for table in KINDS)
        assert {line["id"] for line in lines if line["kind"] == "quotation"} == {q["id"] for q in found["quotations"]}


def test_articles_in_no_story_are_exported_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    with onrecord.open(tmp_path_factory.mktemp("left") / "x.onrecord") as ledger:
        ledger.add(make_story(size=3))
        before = len(ledger.export()["articles"])
        ledger.connection.execute("INSERT INTO pending SELECT article FROM story_articles")
        ledger.connection.execute("DELETE FROM story_articles")
        ledger.connection.execute("DELETE FROM stories")
        found = json.loads(ledger.export_json())
        assert found == ledger.export()
        assert len(found["articles"]) == before == 3
        assert found["stories"] == []
        for form in TEXTS:
            assert "".join(ledger.export_text(form))


@pytest.mark.parametrize("form", TEXTS)
def test_every_format_gives_the_same_bytes_again(form: str, stories: Sequence[Contents]) -> None:
    first, second = (b"".join(to_bytes(write_text(form, iter(stories)))) for _ in range(2))
    assert first == second
    assert first.decode("utf-8") is not None


@pytest.mark.parametrize("form", [f for f in TEXTS if f not in ("csv", "markdown")])
def test_every_format_of_json_is_json(form: str, stories: Sequence[Contents]) -> None:
    text = b"".join(to_bytes(write_text(form, stories))).decode("utf-8")
    if form in ("jsonl", "ftm", "ftm-statements"):
        assert all(json.loads(line) for line in text.split("\n")[:-1])
    else:
        json.loads(text)


def test_text_is_to_the_letter_whatever_it_holds(stories: Sequence[Contents]) -> None:
    found = json.loads(b"".join(to_bytes(write_text("json", stories))))
    texts = {d.article.id: d.article.text for contents in stories for d in contents.documents.values()}
    assert {a["id"]: a["text"] for a in found["articles"]} == texts
    records = [record for contents in stories for record in contents.records]
    documents = [d for contents in stories for d in contents.documents.values()]
    assert found == json.loads(json.dumps(to_json(documents, records)))


@pytest.mark.parametrize("table", list(TABLES))
def test_csv_holds_no_formula(table: str, stories: Sequence[Contents]) -> None:
    text = "".join(write_text("csv", stories, table=table))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if stories:
        assert tuple(rows[0]) == TABLES[table](stories[0]).columns
    assert len(rows) == sum(len(TABLES[table](contents).rows) for contents in stories) + bool(stories)
    for cell in (cell for row in rows for cell in row):
        assert not cell.strip("\x00\t\r\n \ufeff").startswith(("=", "+", "@")), cell
        assert not cell.startswith("-") or cell.replace(".", "").lstrip("-").isdigit(), cell


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n\x00 \u200b\ufeff\uff1da1,\"'")))
def test_no_text_becomes_a_formula(text: str) -> None:
    (row,) = csv.reader(io.StringIO(write_csv_row([text]), newline=""))
    assert row[0] in (text, "'" + text)
    bare = text.strip("\x00\t\r\n \u200b\ufeff")
    assert row[0].startswith("'") or not bare.startswith(("=", "+", "-", "@", "\uff1d"))


def test_csv_of_numbers_stays_numbers() -> None:
    assert write_csv_row([-3.5, None, True, "x"]) == "-3.5,,True,x\r\n"


def test_what_there_is_not_is_told(harrow: Ledger) -> None:
    with pytest.raises(ConfigError, match="no such format"):
        harrow.export_text("pdf")
    with pytest.raises(ConfigError, match="no such table"):
        harrow.export_text("csv", table="rumours")
    with pytest.raises(ConfigError, match="a folder of files"):
        harrow.export_text("parquet")


@pytest.mark.parametrize("form", sorted(set(TEXTS) - {"json", "prov"}))
def test_a_format_is_given_as_the_stories_come(form: str) -> None:
    held: list[str] = []
    pieces = write_text(form, _tell_many(3, held))
    while not held:
        next(pieces)
    assert held == ["0"]


@pytest.mark.slow
@pytest.mark.parametrize("form", TEXTS)
def test_memory_does_not_grow_with_the_ledger(form: str) -> None:
    peaks, sizes = [], []
    gc.collect()
    gc.freeze()  # what other tests hold is not looked through again and again
    for number in (5, 20, 400):  # the first loads what is loaded once
        tracemalloc.start()
        sizes.append(sum(len(chunk) for chunk in write_text(form, _tell_many(number, []))))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    gc.unfreeze()
    assert sizes[2] - sizes[1] > 100_000
    assert peaks[2] - peaks[1] < 1_000_000, (peaks, sizes)


def _tell_many(number: int, held: list[str]) -> Iterator[Contents]:
    for n in range(number):
        held.append(str(n))
        yield make_hostile(id_=str(n))
