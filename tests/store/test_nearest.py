"""Search by meaning: the nearest vectors, whatever was stored first, narrowed as a search by words is."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cells import NOWHERE, WIDTH, file_vectors
from onrecord.model import Document, Figure, Passage
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from onrecord.store import articles as rows
from onrecord.store import nearest
from onrecord.store.connection import open_ledger, transaction
from onrecord.store.nearest import LEAST, has_vectors, search_near
from onrecord.store.search import Among
from onrecord.store.vectors import CODE
from tests.store.test_counts import later_than

TEXT = "Kelmer said the dam would hold. Osk Pell said the wall had cracked in 14 places."
OUTLETS = ("Orsk Bay Radio", "Merrow Daily")


def near(vector: np.ndarray, seed: int, apart: float) -> np.ndarray:
    """A vector that lies apart from another by so much of its length."""
    noise = np.random.default_rng(seed).normal(size=WIDTH)
    return vector + apart * noise * np.linalg.norm(vector) / np.linalg.norm(noise)


def to_vector(row: np.ndarray) -> bytes:
    return bytes(np.rint(row / np.abs(row).max() * 127).astype(np.int8))


ASKED = np.random.default_rng(5).normal(size=WIDTH)


def make_documents(count: int) -> list[Document]:
    """Articles of two statements each, those of the first lying nearest to ASKED."""
    found = []
    for i in range(count):
        made = read_document(read_plain(f"{TEXT} Day {i}.", path=f"{i}.txt"))
        day = f"2031-05-{i + 1:02d}"
        anchor = replace(made.reading.anchor, value=day, earliest=day, latest=day)
        vectors = tuple(to_vector(near(ASKED, 100 + 2 * i + k, 0.2 + 0.2 * i + 0.1 * k)) for k in range(2))
        article = replace(made.article, publisher=OUTLETS[i % 2])
        second = made.reading.quotations[1]
        figure = Figure(id=f"f-{i}", article=article.id, passage=second.content[0], low=14, high=14, quotation=second.id)
        reading = replace(made.reading, anchor=anchor, meanings=vectors, figures=(figure,))
        found.append(replace(made, article=article, reading=reading))
    return found


DOCUMENTS = make_documents(6)


def store(connection: Connection, documents: Sequence[Document]) -> None:
    with transaction(connection):
        for d in documents:
            rows.put_document(connection, d, version="1")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A ledger of DOCUMENTS."""
    with open_ledger(tmp_path / "x.onrecord") as made:
        store(made, DOCUMENTS)
        yield made


def cosine(a: bytes, b: bytes) -> float:
    x, y = (np.frombuffer(v, dtype=np.int8).astype(float) for v in (a, b))
    return float(x @ y / np.linalg.norm(x) / np.linalg.norm(y))


def true_nearest(asked: bytes) -> list[tuple[str, float]]:
    """All statements that are like enough, held against what is asked one by one."""
    pairs = [(q.id, cosine(v, asked)) for d in DOCUMENTS for q, v in zip(d.reading.quotations, d.reading.meanings, strict=True)]
    return sorted(((i, c) for i, c in pairs if c >= LEAST), key=lambda p: (-p[1], p[0]))


def test_the_nearest_come_first_with_their_likeness(connection: Connection) -> None:
    asked = to_vector(ASKED)
    hits = search_near(connection, asked)
    assert [(h.entries[0], h.likeness) for h in hits] == [(i, round(c, 4)) for i, c in true_nearest(asked)]
    assert len(hits) == 12
    first = hits[0]
    assert (first.source, first.content[0].exact) == ("Kelmer", "the dam would hold")
    assert first.sentence == Passage(article=DOCUMENTS[0].article.id, start=0, end=31, exact=TEXT[:31])


def test_nothing_that_is_about_something_else(connection: Connection) -> None:
    far = to_vector(near(ASKED, 99, 1.6))
    expected = true_nearest(far)
    assert 0 < len(expected) < 12
    assert [h.entries[0] for h in search_near(connection, far)] == [i for i, _ in expected]
    assert search_near(connection, to_vector(-ASKED)) == []
    assert search_near(connection, b"") == search_near(connection, bytes(WIDTH)) == search_near(connection, b"\x01") == []


@given(st.permutations(range(6)), st.integers(0, 5))
def test_the_order_of_storing_changes_nothing(order: list[int], again: int) -> None:
    asked = to_vector(ASKED)
    with tempfile.TemporaryDirectory() as folder:
        connection = open_ledger(Path(folder) / "x.onrecord")
        store(connection, [DOCUMENTS[i] for i in (*order, again)])
        assert [h.entries[0] for h in search_near(connection, asked)] == [i for i, _ in true_nearest(asked)]
        connection.close()


def test_pages_go_on_where_the_last_ended(connection: Connection) -> None:
    asked = to_vector(ASKED)
    every = search_near(connection, asked)
    assert [h for at in range(0, 14, 4) for h in search_near(connection, asked, offset=at, limit=4)] == every


@pytest.mark.parametrize(("few", "some", "together"), [(300, 5_000, 500), (0, 5_000, 500), (0, 0, 500), (0, 2, 1)])
def test_narrowing(connection: Connection, monkeypatch: pytest.MonkeyPatch, few: int, some: int, together: int) -> None:
    for name, value in (("FEW", few), ("SOME", some), ("TOGETHER", together)):
        monkeypatch.setattr(nearest, name, value)
    every = search_near(connection, to_vector(ASKED))

    def found(**among: str) -> list[int]:
        return [every.index(h) for h in search_near(connection, to_vector(ASKED), among=Among(**among))]

    article = {d.article.id: i for i, d in enumerate(DOCUMENTS)}
    of = [article[h.sentence.article] for h in every]
    assert found(kind="statement") == list(range(12))
    assert found(kind="figure") == found(source="osk") == [i for i, h in enumerate(every) if h.source == "Osk Pell"]
    assert found(publisher="merrow daily") == [i for i in range(12) if of[i] % 2]
    assert found(first="2031-05-03", last="2031-05-04") == [i for i in range(12) if of[i] in (2, 3)]
    assert found(source="Kelmer", publisher="Orsk Bay Radio", last="2031-05-01") == [0]
    assert found(publisher="Orsk' OR 1=1 --") == []


def test_a_story_is_read_whole_where_it_is_small(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    members = [DOCUMENTS[i].article.id for i in (0, 3)]
    connection.executemany("INSERT INTO story_articles VALUES (?, 's-one')", [(m,) for m in members])
    asked, among = to_vector(near(ASKED, 7, 0.3)), Among(story="s-one")
    whole = search_near(connection, asked, among=among)
    assert {h.sentence.article for h in whole} == set(members)
    assert len(whole) == 4
    monkeypatch.setattr(nearest, "FEW", 0)
    assert search_near(connection, asked, among=among) == whole
    monkeypatch.setattr(nearest, "MOST", 3)
    assert set(search_near(connection, asked, among=among)) <= set(whole)


def test_it_looks_at_so_many_and_no_more(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    every = search_near(connection, to_vector(ASKED))
    monkeypatch.setattr(nearest, "LIKELY", 1)
    assert search_near(connection, to_vector(ASKED)) == every[:1]
    # the first of the nearest cells is read whole, and no other
    monkeypatch.setattr(nearest, "LIKELY", 4_000)
    monkeypatch.setattr(nearest, "MOST", 1)
    assert 0 < len(search_near(connection, to_vector(ASKED))) < 12


def test_those_behind_the_likeliest_are_paged_to(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    every = search_near(connection, to_vector(ASKED))
    assert len(every) == 12
    looked: list[int] = []
    read = nearest._read
    monkeypatch.setattr(nearest, "_read", lambda c, numbers: looked.append(len(numbers)) or read(c, numbers))
    monkeypatch.setattr(nearest, "TOGETHER", 4)
    monkeypatch.setattr(nearest, "ENOUGH", 4)
    pages = [search_near(connection, to_vector(ASKED), offset=at, limit=3) for at in range(0, 15, 3)]
    assert [len(page) for page in pages] == [3, 3, 3, 3, 0]
    assert {h.entries for page in pages for h in page} == {h.entries for h in every}
    assert [h.entries for page in pages for h in page] == [h.entries for h in search_near(connection, to_vector(ASKED))]
    assert looked[:3] == [4, 4, 4], "a page looks at no more than it needs"
    # where much is left out, more are looked at before any is told
    looked.clear()
    monkeypatch.setattr(nearest, "FEW", 0)
    assert len(search_near(connection, to_vector(ASKED), limit=1, among=Among(source="Pell"))) == 1
    assert looked == [4, 4]


def test_codes_follow_what_is_stored(connection: Connection) -> None:
    def codes() -> set[tuple[int, int]]:
        rows = connection.execute("SELECT cell, value FROM codes")
        return {(cell, int(n)) for cell, value in rows for n in np.frombuffer(value, dtype=CODE)["number"]}

    def held() -> set[tuple[int, int]]:
        return set(connection.execute("SELECT cell, number FROM meanings WHERE cell >= 0"))

    assert codes() == held()
    d = replace(DOCUMENTS[0], reading=replace(DOCUMENTS[0].reading, meanings=(to_vector(-ASKED), b"")))
    store(connection, [d])
    assert codes() == held()
    assert len(held()) == 11
    # in the rows that are there already
    store(connection, [DOCUMENTS[0]])
    assert codes() == held()
    assert len(held()) == 12


def test_what_has_no_vector_is_not_found_and_harms_nothing(connection: Connection) -> None:
    d = replace(DOCUMENTS[0], reading=replace(DOCUMENTS[0].reading, meanings=(b"", b"\x03")))
    store(connection, [d])
    assert connection.execute("SELECT count(*) FROM meanings WHERE cell = ?", (NOWHERE,)).fetchone() == (2,)
    assert len(search_near(connection, to_vector(ASKED))) == 10
    assert has_vectors(connection)
    with transaction(connection):
        connection.execute("DELETE FROM meanings")
    assert not has_vectors(connection)


def test_a_ledger_of_an_older_form_is_filed(connection: Connection, tmp_path: Path) -> None:
    before = connection.execute("SELECT * FROM meanings ORDER BY number").fetchall()
    assert [row[1] for row in before] == file_vectors([row[4] for row in before])
    for statement in (
        *later_than(connection, 6),
        "CREATE TABLE old (quotation TEXT PRIMARY KEY, article TEXT NOT NULL, value BLOB NOT NULL) WITHOUT ROWID",
        "INSERT INTO old SELECT quotation, article, value FROM meanings",
        "DROP TABLE meanings",
        "ALTER TABLE old RENAME TO meanings",
        "CREATE INDEX meanings_by_article ON meanings (article)",
        "PRAGMA user_version = 5",
    ):
        connection.execute(statement)
    with open_ledger(tmp_path / "x.onrecord") as migrated:
        assert migrated.execute("SELECT * FROM meanings ORDER BY number").fetchall() == before
        assert rows.get_documents(migrated, [DOCUMENTS[0].article.id])[0].reading == DOCUMENTS[0].reading
