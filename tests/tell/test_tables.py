"""The tables that exports and terminals share."""

from dataclasses import replace

from onrecord.model import When
from onrecord.tell.tables import figures, gather
from tests.tell.report.report_story import day, document, figure, make_story, read


def test_how_the_day_of_a_figure_is_known_stands_beside_it() -> None:
    d = document("leak", "It leaked 400 barrels on Monday and 500 barrels since.", published=day("2031-05-15"))
    ways = (When(value="2031-05-12", basis="stated", reason="“Monday” in its sentence"), day("2031-05-15", "inferred", "print"))
    made = [replace(figure(d, w, 1, 1, indicator="oil"), as_of=when) for w, when in zip(("400", "500"), ways, strict=True)]
    made.append(replace(figure(d, "since", 1, 1, indicator="oil"), as_of=None))
    rows = figures(gather([read(d, (), made)], [make_story()[1]])).rows
    assert {(row["as_of"], row["as_of_basis"], row["as_of_reason"]) for row in rows} == {
        ("2031-05-12", "stated", "“Monday” in its sentence"),
        ("2031-05-15", "inferred", "print"),
        (None, None, None),
    }
