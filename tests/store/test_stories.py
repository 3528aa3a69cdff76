"""Stories as they grow, and those that two processes put into one ledger at the same time."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.ledger import Ledger
from onrecord.store import stories
from onrecord.store.connection import open_ledger, transaction
from tests.conftest import make_story


def test_an_article_that_a_late_record_leaves_out_is_put_into_a_story_again(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(size=4))
        before = ledger.export_json()
        documents = list(ledger.documents())
    # what a process that saw two of the four articles writes when it is late
    _, late = pipeline.record_story(documents[:2])
    connection = open_ledger(path)
    with transaction(connection):
        stories.put_record(connection, late)
    assert stories.pending_articles(connection) == sorted(d.article.id for d in documents[2:])
    assert pipeline.settle(connection) == 1
    connection.close()
    with Ledger(path) as ledger:
        assert ledger.export_json() == before


@given(st.lists(st.lists(st.sampled_from("abcdefghij"), unique=True), max_size=40))
def test_values_stand_in_order_whatever_comes_and_goes(states: list[list[str]]) -> None:
    placed: dict[int, str] = {}
    for after in states:
        before = sorted(placed.items())
        placed = stories.place_values(before, after)
        assert list(placed.values()) == after
        assert all(0 < left < right for left, right in pairwise([*placed, 10**9]))
        # those that stand in their order stay, unless there is no room between them
        stayed = [value for position, value in before if placed.get(position) == value]
        common = [value for _, value in before if value in after]
        if common == [value for value in after if value in common] and len(states) < 3:
            assert stayed == common


def test_where_there_is_no_room_the_next_make_some() -> None:
    before = [(1, "a"), (2, "b"), (3, "c"), (900, "d")]
    placed = stories.place_values(before, ["a", "new", "b", "c", "d"])
    assert list(placed.values()) == ["a", "new", "b", "c", "d"]
    assert (placed[1], placed[900]) == ("a", "d")


def test_what_is_derived_alike_stays_where_it_is_when_a_story_grows(tmp_path: Path) -> None:
    articles = sorted(make_story(), key=lambda a: a.id)
    path = tmp_path / "x.onrecord"
    rows = "SELECT story, kind, position, value FROM derived"
    with Ledger(path) as ledger:
        ledger.add(articles[:-1])
        (story,) = ledger.stories()
        before = set(ledger.connection.execute(rows))
        ledger.add(articles[-1:])
        (grown,) = ledger.stories()
        after = set(ledger.connection.execute(rows))
        # its first article may not be the first that came
        assert (grown.articles[0], grown.id == story.id) == (story.articles[0], False)
        assert ledger.connection.execute("SELECT story, id FROM stories").fetchall() == [(story.articles[0], grown.id)]
        alike = {(kind, value) for _, kind, _, value in before} & {(kind, value) for _, kind, _, value in after}
        assert len(alike) > len(before) // 4
        assert {(kind, value) for _, kind, _, value in before & after} == alike
        exported = ledger.export_json()
    with Ledger(tmp_path / "y.onrecord") as other:
        # the story is kept by another article until its first comes
        other.add(articles[2:])
        other.add(articles[:2])
        assert other.export_json() == exported
        assert other.connection.execute("SELECT DISTINCT story FROM derived").fetchall() == [(story.articles[0],)]
