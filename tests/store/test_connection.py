"""What can be wrong with a ledger file, and what a person is told."""

import sqlite3
import stat
from pathlib import Path

import pytest

from onrecord.errors import LedgerError, LedgerWriteError, NewerLedgerError
from onrecord.ledger import Ledger
from onrecord.store.connection import open_ledger
from onrecord.store.migrations import VERSION
from tests.conftest import make_story


def test_a_missing_ledger_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="onrecord read"):
        open_ledger(tmp_path / "none.onrecord", create=False)


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.onrecord"
    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(NewerLedgerError, match="Update onrecord"):
        Ledger(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        Ledger(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("junk", [b"not a database at all, only text " * 40, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "junk.onrecord"
    path.write_bytes(junk)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger(path)


def test_a_folder_and_a_missing_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger(tmp_path / "none" / "a.onrecord")


def test_a_full_disk_is_a_clear_error_and_loses_nothing_stored(tmp_path: Path) -> None:
    path = tmp_path / "full.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
        stored = {a.id for a in ledger.articles()}
        pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
        ledger.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerWriteError, match="disk is full"):
            ledger.add([a for n in range(1, 40) for a in make_story(n)])
        ledger.connection.execute("PRAGMA max_page_count = 1000000")
    with Ledger(path) as ledger:
        assert stored <= {a.id for a in ledger.articles()}
        ledger.add(make_story(1))


def test_a_read_only_file_is_a_clear_error_for_a_writer_and_none_for_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "story.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
    with Ledger(path, read_only=True) as ledger:
        assert len(list(ledger.articles())) == 6
        with pytest.raises(LedgerWriteError, match="writable"):
            ledger.add(make_story(1))


@pytest.mark.skipif("__import__('os').geteuid() == 0", reason="root may write anything")
def test_a_file_without_the_right_to_write(tmp_path: Path) -> None:
    path = tmp_path / "story.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
    path.chmod(stat.S_IREAD)
    tmp_path.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        with pytest.raises(LedgerError), Ledger(path) as ledger:
            ledger.add(make_story(1))
    finally:
        tmp_path.chmod(0o700)


def test_a_reader_sees_a_whole_ledger_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "story.onrecord"
    with Ledger(path) as writer:
        writer.add(make_story(0))
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM stories")
        with Ledger(path, read_only=True) as reader:
            assert len(list(reader.stories())) == 1
            assert reader.search("reservoir")
        writer.connection.execute("ROLLBACK")


def test_a_ledger_in_a_folder_where_nothing_may_be_written_opens_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.onrecord"
    open_ledger(path).close()
    monkeypatch.setattr("onrecord.store.connection.os.access", lambda *_: False)
    connection = open_ledger(path, read_only=True)
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    assert [p.name for p in tmp_path.iterdir()] == ["x.onrecord"]
    connection.close()
