"""Cursors: from page to page no row is lost or told twice, wherever the pages end; what is none is refused."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.errors import ConfigError
from onrecord.paging.cursors import read_cursor, write_cursor
from onrecord.store.orders import ORDERS, find_place, order_rows, rows_after
from onrecord.tell.tables import TABLES

HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"
TOGETHER = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", list(TABLES))
@TOGETHER
@given(limits=st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=6))
def test_from_page_to_page_a_table_is_whole(four_stories: Path, name: str, limits: list[int]) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        keys = order_rows(ledger.connection, name)
        found: list[tuple[Any, ...]] = []
        while len(found) < len(keys):
            limit = limits[len(found) % len(limits)]
            if found:
                place = find_place(ledger.connection, name, found[-1])
                found += rows_after(ledger.connection, name, place, limit=limit)
            else:
                found += order_rows(ledger.connection, name, limit=limit)
        assert found == keys
        assert rows_after(ledger.connection, name, find_place(ledger.connection, name, keys[-1])) == []


@pytest.mark.parametrize("name", list(TABLES))
def test_the_library_goes_on_to_the_end(four_stories: Path, name: str) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        whole = ledger.table(name).rows
        page = ledger.page(name, limit=9)
        rows = list(page.rows)
        while page.after:
            page = ledger.page(name, limit=9, after=page.after)
            assert (page.offset, page.total) == (len(rows), len(whole))
            rows += page.rows
        assert tuple(rows) == whole


@pytest.mark.parametrize("name", list(TABLES))
def test_a_row_that_is_gone_loses_none_of_those_after_it(four_stories: Path, name: str, tmp_path: Path) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        keys = order_rows(ledger.connection, name)
        place = list(find_place(ledger.connection, name, keys[3]))
        # a place at which no row stands: right before the one that follows
        last = place[-1]
        place[-1] = last + 1 if isinstance(last, int) else f"{last}~"
        found = rows_after(ledger.connection, name, tuple(place), limit=5)
        at = 5 if find_place(ledger.connection, name, keys[4]) == tuple(place) else 4
        assert found == keys[at : at + 5]


@TOGETHER
@given(limits=st.lists(st.integers(min_value=1, max_value=30), min_size=1, max_size=5))
def test_the_queue_goes_on_to_the_end(four_stories: Path, limits: list[int]) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        for story in (None, next(ledger.stories()).id):
            whole = ledger.queue(limit=10_000, story=story)
            assert whole.after is None
            page = ledger.queue(limit=limits[0], story=story)
            found = list(page.doubts)
            while page.after:
                page = ledger.queue(limit=limits[len(found) % len(limits)], after=page.after, story=story)
                assert page.total == whole.total
                found += page.doubts
            assert tuple(found) == whole.doubts


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda b: base64.urlsafe_b64encode(b).decode()))
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="no cursor of claims"):
        read_cursor("claims", text, ORDERS["claims"].kinds)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda v: st.lists(v, max_size=8), max_leaves=12
    )
)
def test_a_cursor_of_other_values_is_refused(value: Any) -> None:
    text = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    with pytest.raises(ConfigError, match="no cursor of places"):
        read_cursor("places", text, ORDERS["places"].kinds)


@given(st.integers(min_value=0, max_value=2**53 - 1), st.text(max_size=40), st.text(max_size=40), st.integers(0, 2**40))
def test_a_cursor_comes_back_as_it_was(offset: int, day: str, story: str, position: int) -> None:
    text = write_cursor("copies", offset, (day, story, position))
    assert read_cursor("copies", text, ORDERS["copies"].kinds) == (offset, (day, story, position))
    with pytest.raises(ConfigError, match="no cursor of places"):
        read_cursor("places", text, ORDERS["places"].kinds)


def test_a_cursor_is_of_all_stories(four_stories: Path) -> None:
    with onrecord.open(four_stories, read_only=True) as ledger:
        after = ledger.page("figures", limit=3).after
        assert after
        with pytest.raises(ConfigError, match="within one"):
            ledger.page("figures", story=next(ledger.stories()).id, after=after)
