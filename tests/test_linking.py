"""Whatever order articles arrive in, and in how many runs, the ledger holds the stories that all of them together make."""

import dataclasses
import random
import sqlite3
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.pipeline import group_documents, read_document, settle, store_documents
from onrecord.store import articles as rows
from onrecord.store import links
from onrecord.store import stories as derived
from onrecord.store.connection import open_ledger
from tests.conftest import make_article, make_story
from tests.group.test_partings import TORRIN, VELL, write
from tests.group.test_reuse import OTHER, REWRITE, WIRE
from tests.group.test_wording import HEAVY

ARTICLES = [
    *make_story(1, size=4),
    *make_story(2, size=3),
    make_article(WIRE, day="2031-05-14", name="wire"),
    make_article(REWRITE, day="2031-05-15", name="rewrite"),
    make_article(f"A year of floods\n{WIRE}", day="2032-11-30", name="again"),
    make_article(OTHER, name="undated"),
]


def stories_of(connection: sqlite3.Connection) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in derived.iterate_stories(connection)}


def read_in(connection: sqlite3.Connection, *runs: list[Article]) -> set[frozenset[str]]:
    for run in runs:
        store_documents(connection, [read_document(article) for article in run])
        settle(connection)
    return stories_of(connection)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_order_and_runs_change_nothing(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    arrived = draw.sample(ARTICLES, len(ARTICLES))
    cuts = sorted(draw.sample(range(1, len(arrived)), 3))
    runs = [arrived[a:b] for a, b in zip([0, *cuts], [*cuts, len(arrived)], strict=True)]
    wanted = {frozenset(d.article.id for d in group) for group in group_documents([read_document(a) for a in ARTICLES])}
    connection = open_ledger(tmp_path / "x.onrecord")
    assert read_in(connection, *runs) == wanted
    assert derived.pending_articles(connection) == []
    connection.close()


def test_a_copy_of_a_later_year_follows_its_original(tmp_path: Path) -> None:
    connection = open_ledger(tmp_path / "x.onrecord")
    original, again = ARTICLES[7], ARTICLES[9]
    assert read_in(connection, [original, again]) == {frozenset({original.id, again.id})}
    link = links.get_link(connection, again.id)
    assert link
    assert link[0] == original.id
    connection.close()


def test_one_address_is_one_story_whatever_stands_there(tmp_path: Path) -> None:
    live = [
        dataclasses.replace(make_article(text, name=name), url=f"https://merrow-daily.example/live{tail}")
        for text, name, tail in ((WIRE, "a", ""), ("Teachers said that canteens would close before winter.", "b", "/#latest"))
    ]
    connection = open_ledger(tmp_path / "x.onrecord")
    assert read_in(connection, live) == {frozenset(a.id for a in live)}
    connection.close()


def test_an_article_read_again_with_another_day_is_put_where_it_belongs(tmp_path: Path) -> None:
    connection = open_ledger(tmp_path / "x.onrecord")
    wire, report = ARTICLES[7], make_article(HEAVY, day="2031-05-16", name="report")
    assert len(read_in(connection, [wire, report])) == 1
    moved = dataclasses.replace(report, published=make_article("x", day="2034-05-15").published)
    assert len(read_in(connection, [moved])) == 2
    assert rows.count_rows(connection)["pending"] == 0
    connection.close()


def test_what_one_article_more_parts_is_stored_apart(tmp_path: Path) -> None:
    vell, torrin = write(VELL, 8), write(TORRIN, 8, first=50)
    wanted = {frozenset(d.article.id for d in group) for group in group_documents([read_document(a) for a in [*vell, *torrin]])}
    connection = open_ledger(tmp_path / "x.onrecord")
    assert len(wanted) == 2
    assert len(read_in(connection, [*vell, *torrin[4:6]])) == 1
    assert read_in(connection, [*torrin[:4], *torrin[6:]]) == wanted
    assert derived.pending_articles(connection) == []
    connection.close()
