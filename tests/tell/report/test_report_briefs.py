"""The record in short: which quantities and values are told on top of a story."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from report_story import day, document, figure, make_story, read

from onrecord.tell.report.briefs import choose_ladders, choose_values
from onrecord.tell.report.changes import Changes, find_changes
from onrecord.tell.report.disputes import Dispute, Disputes
from onrecord.tell.report.entries import Entry, Piece
from onrecord.tell.report.matters import is_extent, weigh_matter
from onrecord.tell.report.records import prepare_story

Given = tuple[str, str, int, str, str | None]
"""An article's day, what it counts, the value, the unit, the day the value is said to hold for."""


def changes_of(readings: Sequence[Given]) -> Changes:
    """What changed by articles of their own."""
    documents = []
    for n, (told, label, value, unit, as_of) in enumerate(readings):
        d = document(f"a-{n}", f"In Orla it was {value:,} by then.", published=day(told), publisher=f"Lumen {n}")
        documents.append(read(d, (), [figure(d, f"{value:,}", value, value, indicator=label, unit=unit, as_of=as_of)]))
    base = make_story()[1]
    whole = replace(base.story, articles=tuple(d.article.id for d in documents), earliest="2031-05-05", latest="2031-05-09")
    record = replace(base, story=whole, origins=(), claims=(), relations=(), events=(), entities=())
    return find_changes(prepare_story(documents, record))


def twice(label: str, first: int, then: int, unit: str) -> list[Given]:
    return [("2031-05-05", label, first, unit, None), ("2031-05-06", label, then, unit, None)]


def over(title: str) -> Disputes:
    """The dispute over a quantity."""
    dispute: Dispute[Entry] = Dispute(
        anchor="d", title=(Piece(text=title),), verbatim=False, dek="", heads=("", ""), pairs=(), left_more=(), right_more=(),
        unshown=0, neither=(), receipts=(), claims=(), size=(0, 0, 0),
    )  # fmt: skip
    return Disputes(shown=(dispute,))


def test_who_is_hurt_is_told_before_how_long_and_how_far() -> None:
    readings = twice("length of siege", 40, 50, "day") + twice("distance from Orla", 4, 5, "mile")
    readings += twice("oil leaking per day", 900, 700, "barrel/day") + twice("miners killed", 9, 11, "person")
    ladders = changes_of(readings).ladders
    assert [x.counted for x in ladders[:2]] == ["miners killed", "oil leaking per day"]
    assert [x.counted for x in choose_ladders(ladders, Disputes())] == ["miners killed", "oil leaking per day"]


def test_what_a_dispute_tells_above_is_not_told_again_where_something_else_is() -> None:
    readings = twice("miners killed", 9, 11, "person") + twice("oil leaking per day", 900, 700, "barrel/day")
    readings += twice("cost of repairs", 5, 7, "USD")
    ladders = changes_of(readings).ladders
    disputes = over("Oil leaking per day")
    assert [x.counted for x in choose_ladders(ladders, disputes)] == ["miners killed", "cost of repairs"]
    alone = changes_of(readings[:4]).ladders
    assert [x.counted for x in choose_ladders(alone, disputes)] == ["miners killed", "oil leaking per day"]


def test_what_a_few_of_hundreds_print_is_no_turn_of_a_figure() -> None:
    many: list[Given] = [("2031-05-06", "miners killed", 11, "person", None)] * 50
    slips = twice("miners killed", 270, 60, "person") * 2
    (ladder,) = changes_of(many + slips).ladders
    assert [v.read_as for v in choose_values(ladder)] == ["11 people"]
    moved = [("2031-05-07", "miners killed", 14, "person", None)] * 10
    (ladder,) = changes_of(many + slips + moved).ladders
    assert [v.read_as for v in choose_values(ladder)] == ["11 people", "14 people"]


def test_a_quantity_of_which_one_value_holds_gives_way_to_one_that_moved() -> None:
    readings: list[Given] = [("2031-05-06", "miners killed", 11, "person", None)] * 50
    readings += twice("miners killed", 270, 60, "person") * 2
    readings += twice("cost of repairs", 5, 7, "USD") + twice("oil leaking per day", 900, 700, "barrel/day")
    assert {x.counted for x in choose_ladders(changes_of(readings).ladders, Disputes())} == {
        "cost of repairs",
        "oil leaking per day",
    }


def test_a_value_that_also_was_that_of_another_time_stands_where_the_story_gives_it() -> None:
    readings: list[Given] = [("2031-05-05", "oil leaking per day", 4_800, "barrel/day", "2026-03-01")]
    readings += [("2031-05-06", "oil leaking per day", 4_800, "barrel/day", "2031-05-06")]
    readings += [("2031-05-07", "oil leaking per day", 9_000, "barrel/day", "2031-05-07")]
    (ladder,) = changes_of(readings).ladders
    rung = ladder.rows[0]
    assert not rung.past
    assert rung.begins.amount is not None
    assert rung.begins.amount.as_of == "6 May 2031"
    assert [m.mark.first for m in ladder.plots[0].drawn] == ["2031-05-06", "2031-05-07"]
    assert [v.when for v in choose_values(ladder)] == ["6 May 2031", "7 May 2031"]


def test_extents_are_told_by_their_unit() -> None:
    assert [u for u in ("mile", "day", "year", "km", "USD", "percent", "person", "barrel/day", "mile2") if is_extent(u)] == [
        "mile",
        "day",
        "year",
        "km",
    ]


@given(st.text(max_size=40), st.text(max_size=8))
def test_whatever_is_counted_weighs_something(label: str, unit: str) -> None:
    assert 0 < weigh_matter(label, unit) < 2
