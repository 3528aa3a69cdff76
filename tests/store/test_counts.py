"""The counts that a ledger keeps, against counting its rows."""

import contextlib
import dataclasses
import os
import sqlite3
from pathlib import Path
from sqlite3 import Connection

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.model import Relation
from onrecord.paging.keeping import keep_waiting
from onrecord.store.articles import articles_of_other_version, count_rows
from onrecord.store.connection import open_ledger
from onrecord.store.migrations import MIGRATIONS, VERSION
from onrecord.store.stories import SPACE, count_relations, dissolve_story, put_record
from onrecord.store.vectors import add_vectors
from tests.conftest import make_story

TABLES = ("articles", "quotations", "figures", "stories", "pending")


def counted(connection: Connection) -> dict[str, int]:
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def test_counts_follow_what_is_added_read_again_and_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    story = make_story(0)
    with Ledger(path) as ledger:
        ledger.add(story[:4])
        # two more, and one that is known with another address
        summary = ledger.add([*story[4:], dataclasses.replace(story[0], url="https://gazette.example/one")])
        record = next(ledger.records())
    connection = open_ledger(path)
    before = count_rows(connection)
    assert before == counted(connection)
    assert before["quotations"] > 0
    assert (summary.articles, summary.statements) == (before["articles"], before["quotations"])

    denied = Relation(left="q1", right="q2", relation="contradicts", reason="one denies the other")
    others = sum(r.relation == "contradicts" for r in record.relations)
    for _ in range(2):
        put_record(connection, dataclasses.replace(record, relations=(*record.relations, denied)))
    assert count_relations(connection, "contradicts") == others + 1
    assert count_rows(connection) == before
    dissolve_story(connection, record.story.articles[0])
    assert count_relations(connection, "contradicts") == 0
    assert count_rows(connection) == counted(connection) == {**before, "stories": 0, "pending": len(story)}
    connection.close()


def later_than(connection: Connection, version: int) -> list[str]:
    """What takes back all that later forms of the ledger file added."""
    older = sqlite3.connect(":memory:")
    for migrate in MIGRATIONS[:version]:
        migrate(older)
    query = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL"
    held = set(older.execute(query).fetchall())
    older.close()
    added = [(kind, name) for kind, name in connection.execute(query) if (kind, name) not in held]
    shadows = {name for _, name in added if name.startswith("source_index_")}
    added.sort(key=lambda row: ("trigger", "index", "table").index(row[0]))
    return [
        *(f"DROP {kind} {name}" for kind, name in added if name not in shadows),
        *(by_their_ids(connection, {name for _, name in held}) if version < 16 else ()),
    ]


def by_their_ids(connection: Connection, held: set[str]) -> list[str]:
    """What puts stories under their ids again, and what is derived of them into places without room between."""
    lost = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'stories' AND type = 'trigger'"
    named = [t for t in held if "story" in {row[1] for row in connection.execute(f"PRAGMA table_info({t})")}]
    placed = [t for t in named if t in ("derived", "holds", "news", "claim_news")]
    return [
        "PRAGMA foreign_keys = OFF",
        *(f"UPDATE {t} SET story = (SELECT id FROM stories s WHERE s.story = {t}.story)" for t in named if t != "stories"),
        *(f"UPDATE {t} SET position = position / {SPACE} - 1" for t in placed),
        *(["DELETE FROM doubt_counts"] if "doubt_counts" in held else []),
        "CREATE TABLE older (id TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "INSERT INTO older SELECT id, value FROM stories",
        "DROP TABLE stories",
        "ALTER TABLE older RENAME TO stories",
        *(sql for name, sql in connection.execute(lost) if name in held),
    ]


def everything(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but those of the indexes of words."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_index%' ESCAPE '\\' ORDER BY name"
    )
    return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=str) for (name,) in names}


@pytest.mark.parametrize("version", [2, 3, 6, 7, 12, 14, 15])
def test_a_ledger_of_an_older_form_comes_to_hold_all_that_a_new_one_does(tmp_path: Path, version: int) -> None:
    path = tmp_path / "x.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
        vectors = ledger.connection.execute("SELECT * FROM meanings ORDER BY number").fetchall()
    connection = open_ledger(path)
    before, counted_before = everything(connection), count_rows(connection)
    for statement in later_than(connection, version):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    connection = open_ledger(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert count_rows(connection) == counted_before
    if version < 6:  # what the articles' sentences mean was not kept then
        add_vectors(connection, [row[2:] for row in vectors])
    keep_waiting(connection)
    assert everything(connection) == before
    connection.close()


def test_a_ledger_of_an_older_form_is_brought_up_to_date_by_who_only_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
        held = len(list(ledger.quotations()))
    connection = open_ledger(path)
    for statement in later_than(connection, 7):
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 7")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = path.read_bytes()
    with monkeypatch.context() as closed:
        closed.setattr("os.access", lambda _, mode: mode != os.W_OK)
        with pytest.raises(LedgerError, match=r"older onrecord.*Copy it"):
            Ledger(path, read_only=True)
    assert path.read_bytes() == before
    with Ledger(path, read_only=True) as ledger:
        assert ledger.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert len(list(ledger.quotations())) == held
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            ledger.connection.execute("DELETE FROM articles")


def test_who_waits_for_a_large_ledger_of_an_older_form_is_told_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def make_older(path: Path) -> None:
        open_ledger(path).close()
        with contextlib.closing(open_ledger(path)) as connection:
            for statement in later_than(connection, 7):
                connection.execute(statement)
            connection.execute("PRAGMA user_version = 7")

    make_older(tmp_path / "small.onrecord")
    open_ledger(tmp_path / "small.onrecord").close()
    assert not caplog.records
    make_older(tmp_path / "large.onrecord")
    monkeypatch.setattr("onrecord.store.connection.LARGE", 1)
    open_ledger(tmp_path / "large.onrecord").close()
    open_ledger(tmp_path / "large.onrecord").close()
    (told,) = caplog.messages
    assert told.startswith(f"{tmp_path / 'large.onrecord'}: written by an older onrecord")


def test_articles_of_another_version_are_found_without_going_through_all(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
    connection = open_ledger(path)
    ids = [id_ for (id_,) in connection.execute("SELECT article FROM layouts ORDER BY article")]
    (version,) = connection.execute("SELECT DISTINCT version FROM layouts").fetchone()
    assert articles_of_other_version(connection, version) == []
    connection.execute("UPDATE layouts SET version = 'a' WHERE article = ?", ids[:1])
    connection.execute("UPDATE layouts SET version = 'zz' WHERE article = ?", ids[1:2])
    plan: list[str] = []
    connection.set_trace_callback(plan.append)
    assert articles_of_other_version(connection, version) == ids[:2]
    connection.set_trace_callback(None)
    told = connection.execute(f"EXPLAIN QUERY PLAN {plan[0]}").fetchall()
    assert not [row for row in told if row[3].startswith("SCAN")]
    connection.close()
