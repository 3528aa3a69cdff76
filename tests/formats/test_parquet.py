"""Arrow, Parquet and pandas: typed by the model, every value as it was, clear words where the extra is missing."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord import model
from onrecord.codec import decode, encode
from onrecord.errors import ConfigError
from onrecord.formats import write_path
from onrecord.formats.parquet import TABLES
from onrecord.ledger import Ledger
from onrecord.showing.columns import make_schema, make_table
from onrecord.tell.tables import TABLES as SHOWN
from onrecord.tell.tables import Contents


@pytest.fixture
def parquet():  # type: ignore[no-untyped-def]
    return pytest.importorskip("pyarrow.parquet", reason="the extra [tables] is not installed")


def test_every_value_comes_back(parquet, tmp_path: Path, example: list[Contents]) -> None:  # type: ignore[no-untyped-def]
    write_path("parquet", example, tmp_path / "out")
    for name, (kind, values) in TABLES.items():
        table = parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        assert table.schema.equals(make_schema(kind))
        assert [decode(kind, row) for row in table.to_pylist()] == [v for c in example for v in values(c)]
        assert table.num_rows or name == "places"


def test_a_table_of_nothing_has_its_columns(parquet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    write_path("parquet", [], tmp_path / "out")
    table = parquet.read_table(tmp_path / "out" / "figures.parquet")
    assert table.num_rows == 0
    assert table.schema.equals(make_schema(model.Figure))


def test_the_same_values_give_the_same_bytes(parquet, tmp_path: Path, example: list[Contents]) -> None:  # type: ignore[no-untyped-def]
    for name in "ab":
        write_path("parquet", example, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_hostile_text_is_a_value(parquet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from tests.formats.made import make_hostile

    contents = make_hostile()
    write_path("parquet", [contents], tmp_path / "out")
    (first, _) = parquet.read_table(tmp_path / "out" / "articles.parquet")["text"].to_pylist()
    assert first == contents.documents["a-11"].article.text.replace("\ud800", "\ufffd")


def test_listings_are_tables(parquet, harrow: Ledger) -> None:  # type: ignore[no-untyped-def]
    quotations = list(harrow.quotations())
    listing = harrow.quotations()
    assert next(listing) == quotations[0]
    table = listing.to_arrow()
    assert [decode(model.Quotation, row) for row in table.to_pylist()] == quotations
    assert list(listing) == quotations[1:], "a table takes nothing from who iterates"
    for name in ("articles", "figures", "stories", "entities", "claims", "relations", "reuse", "origins", "events", "places"):
        made = getattr(harrow, name)().to_arrow()
        assert made.num_rows == len(list(getattr(harrow, name)()))


def test_frames_hold_the_rows(harrow: Ledger) -> None:
    pytest.importorskip("pandas", reason="the extra [notebook] is not installed")
    frame = harrow.figures().to_pandas()
    assert list(frame["id"]) == [f.id for f in harrow.figures()]
    assert str(frame["low"].dtype) == "float64"
    for name in SHOWN:
        table = harrow.table(name)
        assert tuple(table.to_pandas().columns) == table.columns
        assert len(table.to_pandas()) == len(table.rows)


@pytest.mark.parametrize(("missing", "extra"), [("pyarrow", "tables"), ("pandas", "notebook")])
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, harrow: Ledger, missing: str, extra: str) -> None:
    if missing == "pandas":
        pytest.importorskip("pyarrow")
    monkeypatch.setitem(sys.modules, missing, None)
    for ask in (harrow.figures().to_pandas, harrow.table("claims").to_pandas):
        with pytest.raises(ConfigError, match=rf"needs {missing}.*pip install 'onrecord\[{extra}\]'"):
            ask()


def test_a_schema_is_that_of_the_model(parquet) -> None:  # type: ignore[no-untyped-def]
    schema = make_schema(model.Quotation)
    assert schema.names == ["id", "article", "content", "cue", "source", "chain", "form", "stance", "said", "headline"]
    assert (
        str(schema.field("content").type)
        == "list<item: struct<start: int64 not null, end: int64 not null, exact: string not null> not null>"
    )
    assert schema.field("cue").nullable
    assert not schema.field("id").nullable
    span = model.Span(start=0, end=1, exact="x")
    assert make_table(model.Span, [span]).to_pylist() == [encode(span)]


def test_sequences_of_any_length_are_taken(parquet) -> None:  # type: ignore[no-untyped-def]
    spans: Sequence[model.Span] = [model.Span(start=n, end=n + 1, exact="x") for n in range(2500)]
    assert make_table(model.Span, spans).num_rows == 2500
