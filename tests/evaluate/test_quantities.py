"""The scorer of quantities: what counts as right, on sentences of our own."""

from pathlib import Path

import pytest

from onrecord.evaluate.measeval import score_measeval
from onrecord.evaluate.newsquant import score_newsquant
from onrecord.evaluate.quantities import main


def gold(value: str, unit: str, change: str = "=") -> dict[str, str]:
    return {"value": value, "normalized_unit": unit, "change": change}


@pytest.mark.parametrize(
    ("text", "quantity", "right"),
    [
        ("Fees rose 5% in Marn.", gold("5.0", "percentage", "up"), (1, 1, 1)),
        ("Fees rose 5% in Marn.", gold("5.0", "percentage"), (1, 1, 0)),
        ("Fees rose 5% in Marn.", gold("5.0", "dollar", "up"), (1, 0, 1)),
        ("Fees rose 5% in Marn.", gold("6.0", "percentage", "up"), (0, 0, 0)),
        ("More than 40 red buses came.", gold("40", "red bus", ">"), (1, 1, 1)),
        ("Thousands of people came.", gold("1000-10000", "people"), (1, 1, 1)),
        ("A third of them left.", gold("0.3333333333", "% them"), (1, 1, 1)),
        ("Prices went from $40 to $50.", gold("40.0-50.0", "dollar"), (1, 1, 1)),
        ("Prices are $40 to $50.", gold("40.0-50.0", "dollar"), (1, 1, 1)),
        ("A man aged 44 left.", gold("44.0", "year of age"), (1, 1, 1)),
    ],
)
def test_value_unit_and_change_count_apart(text: str, quantity: dict[str, str], right: tuple[int, int, int]) -> None:
    scores, _ = score_newsquant([{"text": text, "quantities": [quantity]}])
    assert tuple(scores[part].r for part in ("value", "unit", "change")) == right


def test_what_is_not_annotated_is_wrong() -> None:
    scores, misses = score_newsquant([{"text": "40 buses and 3 boats came.", "quantities": [gold("40", "bus")]}])
    assert scores["value"].p == 0.5
    assert [m.kind for m in misses] == ["extra"]


def test_spans_overlap_or_are_the_same() -> None:
    overlap, same = score_measeval([("It held 4.5 kg, and 30 mm of rain fell.", [(8, 14), (20, 30)])])
    assert (overlap.p, overlap.r, same.r) == (1.0, 1.0, 0.5)


def test_an_absent_corpus_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    assert "Nothing scored" in capsys.readouterr().out


def test_another_corpus_than_that_of_the_floors_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "figures" / "newsquant"
    folder.mkdir(parents=True)
    (folder / "newsquant-dev.json").write_text('[{"text": "40 buses.", "quantities": []}]', encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    assert "not the one" in capsys.readouterr().err
