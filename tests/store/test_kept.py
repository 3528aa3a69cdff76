"""What is kept of stories for their pages: it changes none of them, and follows whatever is written."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.ledger import Ledger
from onrecord.paging import disputing, keeping
from onrecord.paging.arranging import find_disputes
from onrecord.review.doubts import gather_doubts
from onrecord.store import kept
from onrecord.store.articles import article_ids, get_documents
from onrecord.store.connection import open_ledger
from onrecord.store.keys import NO_SOURCE
from onrecord.store.orders import ORDERS
from onrecord.store.outlines import get_counted
from onrecord.store.sources import list_said, list_sources
from onrecord.tell.arithmetic import find_checks
from onrecord.tell.tables import TABLES
from onrecord.web.app import make_app
from tests.conftest import make_story
from tests.web.asking import ask

NED = "N. Orr"
PARTS = (
    "", "/disputes", "/figures", "/figures?values=one", "/timeline", "/map", "/sources", "/claims", "/copies", "/articles",
    "/queue",
)  # fmt: skip
OF_ENTRIES = ("/entries", "/claims", "/disputes", "/sources", "/api/v1/entries")


@pytest.fixture(scope="module")
def arranged(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Iterator[Path]:
    """A ledger of two stories, of which orders and groups are kept though they are small."""
    path = tmp_path_factory.mktemp("kept") / "x.onrecord"
    shutil.copyfile(read_example, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keeping, "LARGE", 1)
        patched.setattr(disputing, "MANY", 1)
        with onrecord.open(path) as ledger:
            # what was kept of the example, without its orders
            for (story,) in ledger.connection.execute("SELECT story FROM stories").fetchall():
                kept.forget_judged(ledger.connection, story)
            ledger.add(make_story(0))
        yield path


def unkept(path: Path, folder: Path) -> Path:
    """A copy of the ledger of which nothing is kept."""
    other = folder / "y.onrecord"
    shutil.copyfile(path, other)
    connection = open_ledger(other)
    for (story,) in connection.execute("SELECT story FROM stories").fetchall():
        kept.forget_judged(connection, story)
    connection.execute("DELETE FROM kept")
    connection.close()
    return other


def list_addresses(path: Path) -> list[str]:
    """Every page and answer that draws on a story."""
    with onrecord.open(path, read_only=True) as ledger:
        articles = [a.id for a in ledger.articles()]
        entries = [e.id for kind in (ledger.quotations, ledger.figures) for e in kind()]
    addresses = ["/", "/queue", "/queue?page=2", "/api/v1/queue", "/api/v1/stories"]
    addresses += [f"/stories/{a}{part}" for a in articles[::9] for part in PARTS]
    addresses += [f"/stories/{articles[0]}/{part}page=2" for part in ("figures?", "figures?values=one&", "sources?", "claims?")]
    addresses += [f"/api/v1/{name}?story={a}&offset={n}&limit=7" for a in articles[::9] for name in TABLES for n in (0, 5, 120)]
    addresses += [f"/api/v1/{name}?limit=200" for name in TABLES]
    addresses += [f"/articles/{a}" for a in articles[::4]]
    addresses += [f"/quantities/{e}" for e in entries if e.startswith("f-")][::9]
    addresses += [f"/disputes/{e}/entries" for e in entries[::17]]
    return addresses + [f"{part}/{e}" for e in entries[::17] for part in OF_ENTRIES]


def test_no_page_is_another_for_what_is_kept(arranged: Path, tmp_path: Path) -> None:
    one, other = make_app(arranged), make_app(unkept(arranged, tmp_path))
    addresses = list_addresses(arranged)
    assert len(addresses) > 150
    for address in addresses:
        left, right = ask(one, address), ask(other, address)
        # the page of a source goes by any of its statements: where few are at hand, by another
        texts = [re.sub(r"/sources/q-[0-9a-f]{16}", "/sources/q-", answer.text) for answer in (left, right)]
        assert (address, left.status, texts[0]) == (address, right.status, texts[1])
    with onrecord.open(arranged, read_only=True) as ledger:
        stories = [story.articles[0] for story in ledger.stories()]
        told = [d.told for story in stories for d in find_disputes(ledger.connection, story).shown]
    assert len(told) > 3
    assert all(told)


def test_parts_at_hand_are_read_and_not_written(arranged: Path, tmp_path: Path) -> None:
    with onrecord.open(arranged, read_only=True) as ledger:
        (story, *_) = (told.articles[0] for told in ledger.stories())
        rows = ledger.connection.execute("SELECT * FROM kept").fetchall()
        counts = kept.get_part(ledger.connection, story, kept.ARRANGED)
    other = unkept(arranged, tmp_path)
    with onrecord.open(other) as ledger, onrecord.open(other, read_only=True) as beside:
        assert not kept.is_arranged(ledger.connection, story)
        with kept.parts_at_hand(ledger.connection, story, {kept.ARRANGED: counts or ()}):
            assert kept.is_arranged(ledger.connection, story)
            assert not kept.is_arranged(beside.connection, story)
        assert not kept.is_arranged(ledger.connection, story)
        assert ledger.connection.execute("SELECT * FROM kept").fetchall() == []
    assert rows


def test_a_far_page_of_the_queue_is_found_by_counts(arranged: Path, tmp_path: Path) -> None:
    path = tmp_path / "z.onrecord"
    shutil.copyfile(arranged, path)
    connection = open_ledger(path)

    def check() -> int:
        rows = connection.execute("SELECT * FROM doubts ORDER BY p_right, kind, story, ids, number").fetchall()
        for offset in range(len(rows) + 2):
            assert kept.list_doubts(connection, offset=offset, limit=3) == rows[offset : offset + 3]
        counted = "SELECT p_right, kind, substr(story, 1, 4), count(*) FROM doubts GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        assert connection.execute("SELECT * FROM doubt_counts").fetchall() == connection.execute(counted).fetchall()
        return len(rows)

    every = check()
    assert every > 10
    (story,) = connection.execute("SELECT story FROM doubts LIMIT 1").fetchone()
    connection.execute("DELETE FROM doubts WHERE story = ?", (story,))
    assert check() < every
    connection.close()


def test_a_source_is_found_alike_by_name_and_by_article(arranged: Path, tmp_path: Path) -> None:
    with open_ledger(arranged, read_only=True) as connection:
        for (story,) in connection.execute("SELECT story FROM stories").fetchall():
            every = (
                "SELECT q.id FROM story_articles sa JOIN said q ON q.article = sa.article WHERE sa.story = ? "
                "AND lower(q.name) = lower(?) ORDER BY q.day, q.article, q.position"
            )
            for head in list_sources(connection, story):
                expected = [row[0] for row in connection.execute(every, (story, head.name or NO_SOURCE))]
                assert list_said(connection, story, head.name) == expected
                assert len(expected) == head.statements


def test_sums_are_those_of_the_whole_articles(arranged: Path) -> None:
    with open_ledger(arranged, read_only=True) as connection:
        ids = article_ids(connection)
        found = find_checks(get_documents(connection, ids))
        assert found
        assert find_checks(get_counted(connection, ids)) == found


def test_every_order_is_kept_of_a_large_story(arranged: Path) -> None:
    with onrecord.open(arranged, read_only=True) as ledger:
        assert kept.is_kept(ledger.connection, None)
        for story in ledger.stories():
            for name in ORDERS:
                found = kept.get_part(ledger.connection, story.articles[0], f"list of {name}")
                assert found is not None
                assert kept.get_part(ledger.connection, story.articles[0], f"list of {name}", offset=1, limit=2) == found[1:3]


def held(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The doubts that are kept; their number is that which is counted."""
    rows = connection.execute("SELECT * FROM doubts").fetchall()
    assert connection.execute("SELECT number FROM counts WHERE name = 'doubts'").fetchone() == (len(rows),)
    return sorted(rows, key=str)


def check(ledger: Ledger) -> None:
    """All that is kept is what it would be if it were made now."""
    connection = ledger.connection
    assert kept.is_kept(connection, None)
    assert held(connection) == sorted(gather_doubts(connection, None), key=str)
    days = "SELECT article, json_extract(anchor, '$.earliest'), json_extract(anchor, '$.latest') FROM readings ORDER BY 1"
    assert connection.execute("SELECT * FROM article_days ORDER BY 1").fetchall() == connection.execute(days).fetchall()
    claims = (
        "SELECT -json_extract(value, '$.origins'), -json_array_length(value, '$.members'), story, "
        "position, json_extract(value, '$.first_said') AS day FROM derived WHERE kind = 'claims' AND day IS NOT NULL"
    )
    told = connection.execute("SELECT * FROM claim_news").fetchall()
    assert sorted(told) == sorted(connection.execute(claims).fetchall())
    assert told
    before = connection.execute("SELECT * FROM kept ORDER BY 1, 2, 3").fetchall()
    for (story,) in connection.execute("SELECT story FROM stories").fetchall():
        kept.forget_judged(connection, story)
    connection.execute("DELETE FROM kept")
    keeping.keep_waiting(connection)
    assert connection.execute("SELECT * FROM kept ORDER BY 1, 2, 3").fetchall() == before


def test_it_follows_what_is_added_judged_and_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_example: Path
) -> None:
    monkeypatch.setattr(keeping, "LARGE", 4)
    path = tmp_path / "x.onrecord"
    shutil.copyfile(read_example, path)
    story = make_story(0)
    with Ledger(path) as ledger:
        for (id_,) in ledger.connection.execute("SELECT story FROM stories").fetchall():
            kept.forget_judged(ledger.connection, id_)
        ledger.add(story[:3])
        check(ledger)
        ledger.add(story[3:])
        check(ledger)
        total = ledger.queue().total
        first = next(d for d in ledger.queue(limit=500).doubts if d.kind == "source")
        made = ledger.judge("confirm-entry", [first.ids[0]], editor=NED)
        assert ledger.queue().total == total - 1
        check(ledger)
        ledger.undo(made.id, editor=NED)
        assert ledger.queue().total == total
        check(ledger)
        relation = next(r for r in ledger.relations() if r.relation == "contradicts")
        ledger.judge("reject-relation", [relation.left, relation.right], editor=NED, changes={"relation": "contradicts"})
        check(ledger)
        quotation = next(iter(ledger.quotations()))
        ledger.judge("correct-source", [quotation.id], editor=NED, changes={"source": "Ode Marn"})
        check(ledger)


def test_what_is_taken_down_leaves_the_queue_before_it_is_worked_in(tmp_path: Path, read_example: Path) -> None:
    path = tmp_path / "x.onrecord"
    shutil.copyfile(read_example, path)
    with Ledger(path) as ledger:
        from onrecord.review.deciding import Asked

        before = ledger.queue(limit=500)
        first = next(d for d in before.doubts if d.kind == "source")
        ledger.take_down(Asked(decision="confirm-entry", ids=[first.ids[0]], editor=NED))
        for story in (None, first.story):
            after = ledger.queue(limit=500, story=story)
            assert after.total == len(after.doubts)
            assert first.ids not in [d.ids for d in after.doubts if d.kind == "source"]
        assert after.total == before.total - 1
