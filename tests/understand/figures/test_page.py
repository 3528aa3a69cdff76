"""docs/figures.md says what is read, and every row of its tables is so."""

import re
from pathlib import Path

import pytest

from onrecord.model import Article, When
from onrecord.pipeline import read_document
from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.reading import read_sentence
from tests.understand.figures.test_figures import find

PAGE = Path(__file__).parents[3] / "docs" / "figures.md"


def rows(heading: str) -> list[list[str]]:
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def show(number: float | None) -> str:
    return "-" if number is None else re.sub(r"\.?0+$", "", f"{number:.4f}")


@pytest.mark.parametrize("row", rows("Value, bounds, unit, change"), ids=lambda row: row[0])
def test_an_expression_is_read_as_the_page_says(row: list[str]) -> None:
    (q,) = read_sentence(row[0])
    assert [show(q.low), show(q.high), q.unit, q.modifier, q.change] == row[1:]


@pytest.mark.parametrize("row", rows("From one value to another"), ids=lambda row: row[0])
def test_a_value_knows_the_one_that_it_replaced(row: list[str]) -> None:
    (q,) = (q for q in read_sentence(row[0]) if q.former)
    assert q.former is not None
    assert [show(q.value), q.unit, show(q.former[0]), q.change] == row[1:]


@pytest.mark.parametrize("row", rows("The day that it holds for"), ids=lambda row: row[0])
def test_a_figure_holds_for_the_day_that_the_page_says(row: list[str]) -> None:
    thursday = When(value="2031-05-15", earliest="2031-05-15", latest="2031-05-15", basis="given")
    read = read_document(Article(id="a-1", text=row[0], published=thursday)).reading.figures
    (when,) = (f.as_of for f in read if f.passage.exact == row[1] and f.as_of)
    told = when.earliest if when.earliest == when.latest else f"{when.earliest or '-'} to {when.latest}"
    assert f"{told}{', inferred' * (when.basis == 'inferred')}" == row[2]


@pytest.mark.parametrize("row", rows("Who gives it"), ids=lambda row: row[0])
def test_a_figure_has_the_giver_that_the_page_says(row: list[str]) -> None:
    assert [f.giver or "-" for f in find(row[0]) if f.low == 5000] == [row[1]]


@pytest.mark.parametrize(
    ("sentence", "aside"),
    [
        ("A man aged 44 drove.", "age"),
        ("The 300-year-old bridge fell.", "age"),
        ("One of the wells leaks.", "one"),
        ("The valley gets 5G soon.", "name"),
    ],
)
def test_what_is_set_aside_is_no_figure(sentence: str, aside: str) -> None:
    found = read_sentence(sentence)
    assert [q.aside for q in found] == [aside]


def test_a_bare_number_continues_the_one_before_it() -> None:
    found: list[Quantity] = read_sentence("They sold 435 homes at auction and 187 by tender.")
    assert [(q.value, q.unit) for q in found] == [(435, "home"), (187, "home")]
