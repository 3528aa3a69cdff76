"""A page of a table: the same rows, in the same order, as the whole table has there."""

from pathlib import Path

import pytest

import onrecord
from onrecord.tell.ranking import pick_events
from onrecord.tell.tables import TABLES, gather

HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"


@pytest.mark.parametrize("name", list(TABLES))
def test_pages_are_parts_of_the_table(four_stories: Path, name: str) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        whole = ledger.table(name).rows
        assert whole
        for offset in range(0, len(whole) + 7, 7):
            page = ledger.page(name, offset=offset, limit=7)
            assert page.rows == whole[offset : offset + 7]
            assert page.total == len(whole)
            assert all(tuple(row) == page.columns for row in page.rows)


@pytest.mark.parametrize("name", list(TABLES))
def test_a_story_by_any_of_its_ids(four_stories: Path, name: str) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        for record in ledger.records():
            documents = [ledger.article(a) for a in record.story.articles]
            whole = TABLES[name](gather(documents, [record])).rows
            entry = documents[0].reading.quotations[0].id
            for key in (record.story.id, record.story.articles[-1], entry):
                page = ledger.page(name, story=key, limit=1000)
                assert page.rows == whole
                assert page.total == len(whole)


def test_what_is_not_there(four_stories: Path) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        with pytest.raises(onrecord.LedgerError, match="no story"):
            ledger.page("figures", story="s-none")
        with pytest.raises(onrecord.ConfigError, match="no such table"):
            ledger.page("gossip")
        assert ledger.page("figures", offset=10**6).rows == ()


def test_a_shorter_timeline_has_the_weightiest_events_in_order_of_their_days(four_stories: Path) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        whole = ledger.table("timeline").rows
        record = max(ledger.records(), key=lambda r: len(r.events))
        for limit in (1, 5, len(record.events), 10**6):
            page = ledger.timeline(story=record.story.id, limit=limit)
            assert page.total == len(record.events)
            assert [row["id"] for row in page.rows] == [e.id for e in pick_events(record.events, limit)]
        assert ledger.timeline(limit=10**6).rows == whole
        with pytest.raises(onrecord.LedgerError, match="no story"):
            ledger.timeline(story="s-none")
