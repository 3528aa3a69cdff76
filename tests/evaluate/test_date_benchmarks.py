"""The commands that measure dates: what they skip, refuse and print."""

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.evaluate.floors import FloorSet, read_floors
from onrecord.model import When

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _find_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    # as for a script that is started
    monkeypatch.syspath_prepend(ROOT / "benchmarks")


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["dates", "date_cases", "page_days", "undated"])
def test_what_is_absent_is_skipped_with_a_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [name, str(tmp_path)])
    assert not load(name).main()
    assert capsys.readouterr().out.startswith("skipped: no ")


def test_a_floor_is_for_its_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dates = load("dates")
    (tmp_path / "a.tml").write_text("<TEXT>It rained.</TEXT>", encoding="utf-8")
    floors = FloorSet(
        name="dates", sha256={"One": dates.hash_folder(tmp_path)}, mean={}, stories={"One": {"value": 0.8, "strict": 0.9}}
    )
    assert dates.check(floors, {"One": tmp_path}, {"One": {"value": 0.8, "strict": 0.9}}) == 0
    assert dates.check(floors, {"One": tmp_path}, {"One": {"value": 0.7, "strict": 0.9}}) == 1
    assert "One value is 0.700, the floor is 0.8" in capsys.readouterr().out
    (tmp_path / "a.tml").write_text("<TEXT>It snowed.</TEXT>", encoding="utf-8")
    assert dates.check(floors, {"One": tmp_path}, {"One": {"value": 1.0, "strict": 1.0}}) == 2
    assert "measure again" in capsys.readouterr().err


def test_the_floors_of_dates_name_what_the_scorer_prints() -> None:
    (floors,) = (s for s in read_floors(ROOT / "benchmarks" / "floors.toml") if s.name == "dates")
    assert {*floors.sha256, "both"} == set(floors.stories)
    assert all(set(row) <= set(load("dates").COLUMNS) for row in floors.stories.values())


@pytest.mark.parametrize(
    ("earliest", "latest", "holds", "width"),
    [
        ("2031-05-13", "2031-05-15", True, 3),
        ("2031-05-15", "2031-05-15", False, 1),
        ("2031-05-14", None, True, None),
        (None, "2031-05-13", False, None),
        (None, None, False, None),
    ],
)
def test_whether_an_interval_holds(earliest: str | None, latest: str | None, holds: bool, width: int | None) -> None:
    undated = load("undated")
    case = undated.Case(name="a.txt", day=date(2031, 5, 14), when=When(earliest=earliest, latest=latest))
    assert (case.holds, case.width) == (holds, width)
    assert ("yes" in undated.format_case(case)) == holds
    assert undated.format_sum("one", [case]).startswith(f"one: {int(holds)} of 1 hold")
