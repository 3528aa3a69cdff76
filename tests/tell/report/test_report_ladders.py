"""Ladders of the report: the values of one quantity in order of their days."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from report_story import day, document, figure, find, make_story, read

from onrecord.model import Quotation, Source, When
from onrecord.tell.report.briefs import choose_values
from onrecord.tell.report.changes import Changes, Ladder, find_changes
from onrecord.tell.report.records import Prepared, prepare_story


@pytest.fixture
def story() -> Prepared:
    return prepare_story(*make_story())


def test_a_ladder_holds_the_values_in_order_of_their_days(story: Prepared) -> None:
    ladder = find_changes(story).ladders[0]
    assert ladder.indicator == "People hurt at Tesk"
    assert [r.entry.amount.read_as for r in ladder.rows if r.entry.amount] == ["≥ 12 people", "= 31 people", "≈ 30 people"]
    drawn = ladder.plots[0].drawn
    assert [d.arrow for d in drawn] == ["up", "", ""]
    assert drawn[0].x < drawn[1].x < drawn[2].x
    assert drawn[1].y < drawn[0].y
    assert {d.mark.giver for d in drawn if d.mark.shape == 0} == {"rescue service"}


def test_a_figure_with_one_value_has_no_ladder() -> None:
    documents, record = make_story()
    documents = [replace(d, reading=replace(d.reading, figures=d.reading.figures[:1])) for d in documents[:1]]
    changes = find_changes(prepare_story(documents, record))
    assert not changes.ladders
    assert [r.indicator for r in changes.other_figures] == ["People hurt at Tesk"]


def ladder_of(readings: list[tuple[str, int]], *, published: str | None) -> Ladder:
    """The ladder of one article that gives these values in this order."""
    d = document("toll", " ".join(f"{words} died." for words, _ in readings), published=day(published))
    figures = [figure(d, words, value, value, indicator="people killed") for words, value in readings]
    base = make_story()[1]
    record = replace(base, story=replace(base.story, articles=(d.article.id,)))
    (ladder,) = find_changes(prepare_story([read(d, (), figures)], record)).ladders
    return ladder


def test_a_flow_in_gallons_stands_on_the_ladder_in_barrels() -> None:
    d = document(
        "leak", "It leaks 5,000 barrels a day, 420,000 gallons at most. Milk: 90 gallons.", published=day("2031-05-05")
    )
    figures = [
        figure(d, "5,000 barrels", 5000, 5000, indicator="oil leaking per day", unit="barrel/day"),
        figure(d, "420,000 gallons", None, 420_000, indicator="oil leaking per day", unit="gallon/day"),
        figure(d, "90 gallons", 90, 90, indicator="milk per day", unit="gallon/day"),
    ]
    base = make_story()[1]
    changes = find_changes(
        prepare_story([read(d, (), figures)], replace(base, story=replace(base.story, articles=(d.article.id,))))
    )
    (ladder,) = changes.ladders
    assert ladder.unit == "barrels a day"
    assert [r.entry.amount.read_as for r in ladder.rows if r.entry.amount] == [
        "= 5,000 barrels a day",
        "≤ 10,000 barrels a day",
    ]
    assert [r.rows[0].amount.read_as for r in changes.other_figures if r.rows[0].amount] == ["= 90 gallons a day"]


def leak_story(readings: list[tuple[str, str, str]]) -> Ladder:
    """The ladder of a flow told by articles of their own, each by its outlet, day and words."""
    documents, amounts = [], {"1,000": 1000, "5,000": 5000, "210,000": 210_000, "9,999": 9999, "260,000": 260_000}
    for n, (outlet, told, words) in enumerate(readings):
        d = document(f"leak-{n}", f"The well at Orla leaks {words}.", published=day(told), publisher=outlet)
        figures = []
        for part in words.split(" or "):
            value, unit = part.split(" ")
            unit = f"{unit.removesuffix('s')}/day"
            figures.append(figure(d, part, amounts[value], amounts[value], indicator="oil leaking per day", unit=unit))
        documents.append(read(d, (), figures))
    base = make_story()[1]
    whole = replace(base.story, articles=tuple(d.article.id for d in documents), earliest="2031-05-05", latest="2031-05-09")
    record = replace(base, story=whole, origins=(), claims=(), relations=(), events=(), entities=())
    (ladder,) = find_changes(prepare_story(documents, record)).ladders
    return ladder


def test_one_value_is_one_rung_however_many_print_it() -> None:
    readings = [("Lumen", "2031-05-05", "1,000 barrels"), ("Lumen", "2031-05-06", "5,000 barrels or 210,000 gallons")]
    readings += [("Venn Radio", "2031-05-07", "5,000 barrels"), ("Tesk Post", "2031-05-07", "9,999 barrels")]
    readings += [("Venn Radio", "2031-05-08", "1,000 barrels"), ("Orla Wire", "2031-05-08", "5,000 barrels")]
    ladder = leak_story(readings)
    told = [(r.entry.amount.read_as, r.articles, len(r.others), len(r.again)) for r in ladder.rows if r.entry.amount]
    assert told == [
        ("= 1,000 barrels a day", 2, 1, 0),
        ("= 5,000 barrels a day", 3, 2, 1),
        ("= 9,999 barrels a day", 1, 0, 0),
    ]
    # in short, what one article alone has is left to the ladder
    assert [v.read_as for v in choose_values(ladder)] == ["1,000 barrels a day", "5,000 barrels a day"]


def test_a_value_told_in_another_unit_shows_the_sum() -> None:
    readings = [("Lumen", "2031-05-05", "5,000 barrels or 210,000 gallons"), ("Tesk Post", "2031-05-07", "9,999 barrels")]
    readings += [("Orla Wire", "2031-05-08", "260,000 gallons"), ("Orla Wire", "2031-05-09", "210,000 gallons")]
    ladder = leak_story(readings)
    assert [r.converted for r in ladder.rows] == [
        ("“210,000 gallons” ÷ 42 = 5,000",),
        (),
        ("“260,000 gallons” ÷ 42 ≈ 6,190",),
    ]


def toll_story(readings: list[tuple[str, int | None, int | None, str, When]]) -> Ladder:
    """The ladder of a toll told by articles of their own, each by its day, bounds, giver and the day that it holds for."""
    documents = []
    for n, (told, low, high, giver, when) in enumerate(readings):
        d = document(f"toll-{n}", f"Some {low or high} people died.", published=day(told), publisher=f"Lumen {n}")
        given = figure(d, f"Some {low or high} people", low, high, indicator="people killed")
        documents.append(read(d, (), [replace(given, giver=giver, as_of=when)]))
    base = make_story()[1]
    whole = replace(base.story, articles=tuple(d.article.id for d in documents), earliest="2031-05-05", latest="2031-05-09")
    record = replace(base, story=whole, origins=(), claims=(), relations=(), events=(), entities=())
    (ladder,) = find_changes(prepare_story(documents, record)).ladders
    return ladder


def printed(told: str) -> When:
    return replace(day(told), basis="inferred", reason="the day of its article")


def test_a_value_has_the_narrowest_day_that_anybody_tells_of_it() -> None:
    once = When(latest="2031-05-08", basis="inferred")
    earlier = When(latest="2031-05-06", basis="inferred")
    ladder = toll_story(
        [
            ("2031-05-09", 40, 40, "Orla", once),
            ("2031-05-07", 40, 40, "The article itself", earlier),
            ("2031-05-09", 90, 90, "Orla", printed("2031-05-09")),
        ]
    )
    (first,) = (r for r in ladder.rows if r.entry.amount and r.entry.amount.read_as == "= 40 people")
    assert first.entry.giver.name == "Orla"
    assert first.begins.amount is not None
    assert (first.begins.amount.as_of, first.begins.article.number) == ("by 6 May 2031", 1)


def test_a_value_printed_without_a_day_has_that_of_another_article_with_the_same_giver() -> None:
    stated = replace(day("2031-05-05"), basis="stated", reason="“yesterday” in its sentence")
    told = [("2031-05-06", 430, 430, "Orla", stated), ("2031-05-07", 400, None, "Orla", printed("2031-05-07"))]

    def days_of(*more: tuple[str, int | None, int | None, str, When]) -> list[str]:
        return [r.entry.amount.as_of for r in toll_story([*told, *more]).rows if r.entry.amount]

    assert days_of() == ["5 May 2031", "5 May 2031, as article 1 has it"]
    assert "" in days_of(("2031-05-07", 500, 500, "Orla", printed("2031-05-07")))
    assert "" in days_of(("2031-05-07", 430, None, "Marn", printed("2031-05-07")))
    assert "" in days_of(("2031-05-09", 420, None, "Orla", printed("2031-05-09")))


def test_a_day_that_the_text_does_not_give_is_told_as_the_day_of_print() -> None:
    d = document("now", "It leaks 5,000 barrels, and leaked 9 barrels on Monday.", published=day("2031-05-07"))
    inferred = replace(day("2031-05-07"), basis="inferred", reason="the day of its article")
    stated = replace(day("2031-05-05"), basis="stated", reason="“Monday” in its sentence")
    figures = [
        replace(figure(d, f"{n:,} barrels", n, n, indicator="oil leaking", unit="barrel"), as_of=when)
        for n, when in ((5000, inferred), (9, stated))
    ]
    base = make_story()[1]
    record = replace(base, story=replace(base.story, articles=(d.article.id,), earliest="2031-05-05"))
    (ladder,) = find_changes(prepare_story([read(d, (), figures)], record)).ladders
    assert [r.entry.amount.as_of for r in ladder.rows if r.entry.amount] == ["5 May 2031", ""]
    assert [m.mark.dated for m in ladder.plots[0].drawn] == [True, False]


def given_story(readings: list[tuple[str, int, str | None]]) -> Ladder:
    """The ladder of a flow told by articles of their own, each by its day, value and giver."""
    documents = []
    for n, (told, value, giver) in enumerate(readings):
        d = document(f"leak-{n}", f"The well at Orla leaks {value:,} barrels.", published=day(told), publisher=f"Lumen {n}")
        given = figure(d, f"{value:,} barrels", value, value, indicator="oil leaking per day", unit="barrel/day")
        documents.append(read(d, (), [replace(given, giver=giver)]))
    base = make_story()[1]
    whole = replace(base.story, articles=tuple(d.article.id for d in documents), earliest="2031-05-05", latest="2031-05-09")
    record = replace(base, story=whole, origins=(), claims=(), relations=(), events=(), entities=())
    (ladder,) = find_changes(prepare_story(documents, record)).ladders
    return ladder


def test_a_value_stands_where_it_is_first_given_and_names_who_gives_it_later() -> None:
    ladder = given_story([("2031-05-05", 1000, None), ("2031-05-06", 5000, "Orla"), ("2031-05-09", 1000, "Marn Institute")])
    told_by = [(r.entry.giver.name, r.first.article.day, r.begins.giver.name) for r in ladder.rows]
    assert told_by == [("Marn Institute", "5 May 2031", "The article itself"), ("Orla", "6 May 2031", "Orla")]
    assert [(v.read_as, v.giver, v.when) for v in choose_values(ladder)][:2] == [
        ("1,000 barrels a day", "the article itself", "printed 5 May 2031"),
        ("5,000 barrels a day", "Orla", "printed 6 May 2031"),
    ]


def test_what_a_rival_gives_stands_between_no_two_values_of_another_in_short() -> None:
    ladder = given_story([("2031-05-05", 1000, "Orla"), ("2031-05-06", 5000, "Tesk Front"), ("2031-05-07", 900, "Orla")])
    assert [(v.giver, v.read_as) for v in choose_values(ladder)] == [
        ("Orla", "1,000 barrels a day"),
        ("Orla", "900 barrels a day"),
        ("Tesk Front", "5,000 barrels a day"),
    ]


def test_a_wide_ladder_shows_more_of_its_values() -> None:
    values = [(f"{n} people", n) for n in range(5, 17)]
    wide = ladder_of(values, published="2031-05-05")
    assert wide.wide
    assert (len(wide.rows), len(wide.more)) == (12, 0)


def test_a_factor_is_no_quantity_that_moves() -> None:
    d = document("now", "It is twice the first estimate and three times what Orla sold.", published=day("2031-05-05"))
    figures = [
        figure(d, words, n, n, indicator="times estimate", unit="times") for words, n in (("twice", 2), ("three times", 3))
    ]
    base = make_story()[1]
    changes = find_changes(
        prepare_story([read(d, (), figures)], replace(base, story=replace(base.story, articles=(d.article.id,))))
    )
    assert not changes.ladders
    assert [len(r.rows) for r in changes.other_figures] == [2]


def test_what_somebody_unnamed_says_is_not_the_article_s_own() -> None:
    documents, record = make_story()
    d = next(d for d in documents if any(f.quotation for f in d.reading.figures))
    spoken = next(f for f in d.reading.figures if f.quotation)
    quotations = [replace(q, source=None) if q.id == spoken.quotation else q for q in d.reading.quotations]
    unnamed = read(d, quotations, [replace(spoken, giver=None)])
    prepared = prepare_story([unnamed], replace(record, entities=()))
    assert prepared.entries[spoken.id].giver.name == "No source named"


def test_a_value_of_another_time_is_no_turn_of_the_story() -> None:
    d = document("now", "It leaks 5,000 barrels; 9 barrels; in 2019 it was 90 barrels.", published=day("2031-05-05"))
    figures = [figure(d, f"{n:,} barrels", n, n, indicator="oil leaking", unit="barrel") for n in (5000, 9)]
    figures.append(replace(figure(d, "90 barrels", 90, 90, indicator="oil leaking", unit="barrel"), as_of=day("2019-03-01")))
    base = make_story()[1]
    record = replace(base, story=replace(base.story, articles=(d.article.id,), earliest="2031-05-05"))
    (ladder,) = find_changes(prepare_story([read(d, (), figures)], record)).ladders
    assert [r.past for r in ladder.rows] == [True, False, False]
    assert [m.mark.wording for m in ladder.plots[0].drawn] == ["5,000 barrels", "9 barrels"]
    assert [v.read_as for v in choose_values(ladder)] == ["5,000 barrels", "9 barrels"]


def test_values_without_a_day_are_told_and_not_plotted() -> None:
    ladder = ladder_of([("Four people", 4), ("Nine people", 9)], published=None)
    assert len(ladder.rows) == 2
    assert not ladder.plots


def test_the_record_in_short_keeps_the_turns_of_a_figure() -> None:
    readings = [("nine men", 9), ("Nine people", 9), ("14 men", 14), ("14 people", 14), ("20 people", 20), ("11 people", 11)]
    assert [v.read_as for v in choose_values(ladder_of(readings, published="2031-05-05"))] == [
        "9 people",
        "14 people",
        "20 people",
        "11 people",
    ]
    more = [*readings[:4], ("16 people", 16), *readings[4:], ("9 persons", 9)]
    assert [v.read_as for v in choose_values(ladder_of(more, published="2031-05-05"))] == [
        "9 people",
        "14 people",
        "16 people",
        "9 people",
    ]


def test_qualified_names_of_one_quantity_share_a_ladder() -> None:
    d = document("area", "Rebels held 40 km2, down from a peak of 90 km2.", published=day("2031-01-02"))
    figures = [
        figure(d, "40 km2", 40, 40, unit="km2", indicator="area held by rebels"),
        figure(d, "90 km2", 90, 90, unit="km2", indicator="peak area held by rebels"),
    ]
    record = replace(make_story()[1], story=replace(make_story()[1].story, articles=(d.article.id,)))
    (ladder,) = find_changes(prepare_story([read(d, (), figures)], record)).ladders
    assert ladder.several
    assert ladder.indicator == "Area held by rebels"


def test_a_label_that_repeats_the_unit_makes_no_ladder() -> None:
    d = document("money", "It cost 3 crowns, then 4 crowns.", published=day("2031-01-02"))
    figures = [figure(d, f"{n} crowns", n, n, indicator="crown", unit="crown") for n in (3, 4)]
    changes = find_changes(prepare_story([read(d, (), figures)], make_story()[1]))
    assert not changes.ladders
    assert [r.indicator for r in changes.other_figures] == ["Crown"]


def one_article(text: str, figures: list[tuple[str, float, dict[str, Any]]], quotations: Sequence[Quotation] = ()) -> Changes:
    """What changed in a story of one article of 15 May 2031, whose figures are given by words, value and what differs."""
    d = document("one", text, published=day("2031-05-15"))
    made = [figure(d, words, n, n, indicator="oil leaking per day", unit="barrel/day") for words, n, _ in figures]
    made = [replace(f, **more) for f, (*_, more) in zip(made, figures, strict=True)]
    base = make_story()[1]
    whole = replace(base.story, articles=(d.article.id,), earliest="2031-05-15", latest="2031-05-15")
    record = replace(base, story=whole, origins=(), claims=(), relations=(), events=(), entities=())
    return find_changes(prepare_story([read(d, quotations, made)], record))


def values(ladder: Ladder) -> list[str]:
    return [r.entry.amount.wording for r in (*ladder.rows, *ladder.more) if r.entry.amount]


def test_numbers_that_are_but_called_out_stand_beside_the_ladder() -> None:
    text = "The well leaks 400 barrels a day.\nPick a number: 500 barrels...\n600...\n700.\nNow it leaks 800 barrels."
    text += "\nIt leaks 900 barrels before breakfast."
    told = ["400 barrels", "500 barrels", "600", "700", "800 barrels", "900 barrels"]
    changes = one_article(text, [(words, float(words.split()[0]), {}) for words in told])
    (ladder,) = changes.ladders
    assert values(ladder) == ["400 barrels", "800 barrels"]
    called = [e.amount.wording for r in changes.other_figures for e in r.rows if e.amount]
    assert sorted(called) == ["500 barrels", "600", "700", "900 barrels"]


def test_who_denies_a_value_does_not_give_it() -> None:
    text = "Divers say 400 barrels leak.\nOrla denied that 500 barrels leak.\nDivers now say 500 barrels."
    content = (find(text, "500 barrels leak"),)
    denial = Quotation(id="q-1", article="one", content=content, source=Source(name="Orla"), stance="denies")
    figures = [("400 barrels", 400.0, {"giver": "divers"}), ("500 barrels leak", 500.0, {"giver": "Orla", "quotation": "q-1"})]
    d = document("one", text, published=day("2031-05-15"))
    denied = replace(denial, article=d.article.id)
    (ladder,) = one_article(text, figures, [denied]).ladders
    assert [(r.entry.giver.name, r.entry.stance) for r in ladder.rows] == [("divers", "asserts"), ("Orla", "denies")]
    assert ladder.dek == "2 values given by divers."
    assert [m.mark.giver for m in ladder.plots[0].drawn] == ["divers"]


def test_a_former_value_holds_until_the_day_before() -> None:
    text = "The well leaks 400 barrels a day, up from 300 barrels."
    before = When(latest="2031-05-14", basis="inferred", reason="before “400 barrels”")
    (ladder,) = one_article(
        text, [("400 barrels", 400.0, {"as_of": day("2031-05-15")}), ("300 barrels", 300.0, {"as_of": before})]
    ).ladders
    assert [(r.entry.amount.wording, r.entry.amount.as_of) for r in ladder.rows if r.entry.amount] == [
        ("300 barrels", "by 14 May 2031"),
        ("400 barrels", "15 May 2031"),
    ]
    assert [m.mark.wording for m in ladder.plots[0].drawn] == ["400 barrels"]


def test_parts_of_a_sum_are_told_as_such_and_not_plotted() -> None:
    text = "The wells lost 900 barrels.\nThe north well lost 200 barrels and another 700 barrels.\nIn May 950 barrels leaked."
    told = [("900 barrels", 900.0), ("200 barrels", 200.0), ("700 barrels", 700.0), ("950 barrels", 950.0)]
    (ladder,) = one_article(text, [(words, n, {}) for words, n in told]).ladders
    assert {r.entry.amount.wording: r.part_of for r in ladder.rows if r.entry.amount} == {
        "900 barrels": None,
        "200 barrels": 900.0,
        "700 barrels": 900.0,
        "950 barrels": None,
    }
    assert sorted(m.mark.wording for m in ladder.plots[0].drawn) == ["900 barrels", "950 barrels"]


def test_falls_are_each_of_their_own_day() -> None:
    fall = {"indicator": "share price fall of Orla", "unit": "percent"}
    changes = one_article("Shares fell 6%. Later they fell 12%.", [("6%", 6.0, fall), ("12%", 12.0, fall)])
    assert not changes.ladders
    assert [len(r.rows) for r in changes.other_figures] == [2]
