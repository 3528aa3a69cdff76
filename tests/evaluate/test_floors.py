"""Floors: what is refused, and what is below."""

from pathlib import Path

import pytest
from gold_ledgers import make_perfect

from onrecord.errors import ConfigError, OnrecordError
from onrecord.evaluate.accounts import score_story
from onrecord.evaluate.floors import FloorSet, check_floors, find_set, hash_gold, read_floors

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "harrow" / "gold"
FOLDERS = {"harrow": EXAMPLE}
SCORES = {"harrow": score_story(EXAMPLE, make_perfect(EXAMPLE))}


def _set(**values: object) -> FloorSet:
    fields: dict[str, object] = {"name": "one", "sha256": {"harrow": hash_gold(EXAMPLE)}, "mean": {}, "stories": {}}
    return FloorSet(**(fields | values))  # type: ignore[arg-type]


def test_what_is_at_its_floor_is_not_below() -> None:
    assert check_floors(_set(mean={"statements.F": 1.0}, stories={"harrow": {"dates.R": 1.0}}), FOLDERS, SCORES) == []


def test_each_figure_below_is_a_line() -> None:
    below = check_floors(_set(mean={"statements.F": 1.5}, stories={"harrow": {"dates.R": 1.5}}), FOLDERS, SCORES)
    assert below == ["mean statements.F is 1.0000, the floor is 1.5", "harrow dates.R is 1.0000, the floor is 1.5"]


@pytest.mark.parametrize(
    ("floors", "message"),
    [
        (_set(sha256={"harrow": "0" * 64}), "measure again"),
        (_set(mean={"statements": 1.0}), "no figure 'statements'"),
        (_set(mean={"nothing.F": 1.0}), r"no figure 'nothing\.F'"),
        (_set(mean={"dates.F": 1.0}), r"'dates\.F', which that metric does not have"),
        (_set(stories={"other": {"dates.R": 1.0}}), "not among its stories"),
    ],
)
def test_floors_that_cannot_be_checked_are_refused(floors: FloorSet, message: str) -> None:
    with pytest.raises(OnrecordError, match=message):
        check_floors(floors, FOLDERS, SCORES)


def test_a_set_is_for_its_stories_together() -> None:
    sets = [_set(), _set(name="two", sha256={"a": "0", "b": "0"})]
    assert find_set(sets, {"harrow"}) == sets[0]
    assert find_set(sets, {"b", "a"}) == sets[1]
    assert find_set(sets, {"c"}) is None
    with pytest.raises(ConfigError, match="the stories a, b together"):
        find_set(sets, {"a"})


@pytest.mark.parametrize("text", ["[a", "[a]\nmean = {}\n", "a = 1\n"])
def test_a_broken_file_of_floors_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="not a file of floors"):
        read_floors(path)


def test_an_absent_file_of_floors_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--floors"):
        read_floors(tmp_path / "absent.toml")


def test_the_file_of_floors_of_the_project_can_be_read() -> None:
    (accounts,) = (s for s in read_floors(ROOT / "benchmarks" / "floors.toml") if s.name == "accounts")
    assert set(accounts.sha256) == set(accounts.stories)
    scores = SCORES["harrow"]
    for floors in (accounts.mean, *accounts.stories.values()):
        assert all(scores.get(metric) is not None for metric in floors)
