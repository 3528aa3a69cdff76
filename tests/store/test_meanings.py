"""Vectors of quotations as rows."""

from dataclasses import replace
from pathlib import Path

from onrecord.model import Document
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from onrecord.store import articles as rows
from onrecord.store.connection import open_ledger, transaction

TEXT = "Kelmer said the dam would hold. Osk Pell said the wall had cracked in May."


def document(meanings: tuple[bytes, ...]) -> Document:
    """An article of two statements with these vectors."""
    read = read_document(read_plain(TEXT, path="a.txt"))
    assert len(read.reading.quotations) == 2
    return replace(read, reading=replace(read.reading, meanings=meanings))


def test_vectors_come_back_in_the_order_of_the_quotations(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.onrecord") as connection:
        for meanings in ((b"\x01\xff", b"\x02\x00"), (), (b"", b"\x03")):
            stored = document(meanings)
            with transaction(connection):
                rows.put_document(connection, stored, version="1")
            assert rows.get_documents(connection, [stored.article.id]) == [stored]
