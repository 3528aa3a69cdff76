"""Floors: what a set of annotated stories must score, and the annotation that they were measured on.

A floor is lowered, or the annotation changed, by editing the file of floors, so that it shows in the history.
"""

import hashlib
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ConfigError
from onrecord.evaluate.scores import Scores, mean_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSet:
    """The floors of one set of stories: `mean` over all of them and `stories` one by one, by "metric.part"."""

    name: str
    sha256: Mapping[str, str]  # story -> checksum of its gold.json
    mean: Mapping[str, float]
    stories: Mapping[str, Mapping[str, float]]


def read_floors(path: Path) -> tuple[FloorSet, ...]:
    """The sets in a file of floors.

    Raises: ConfigError where the file cannot be used.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(
            FloorSet(name=name, sha256=table["sha256"], mean=table.get("mean", {}), stories=table.get("stories", {}))
            for name, table in tables.items()
        )
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name the file of floors with --floors") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path}: not a file of floors ({error!r}); each set needs a table sha256") from error


def hash_gold(folder: Path) -> str:
    """The checksum of a story's annotation, as `sha256sum gold.json` gives it."""
    return hashlib.sha256((folder / "gold.json").read_bytes()).hexdigest()


def find_set(sets: Sequence[FloorSet], stories: Collection[str]) -> FloorSet | None:
    """The set of exactly these stories; None where no set has any of them.

    Raises: ConfigError where only some are of a set: its mean would not be the one that its floors are for.
    """
    for candidate in sets:
        if set(candidate.sha256) == set(stories):
            return candidate
    for candidate in sets:
        if not set(candidate.sha256).isdisjoint(stories):
            raise ConfigError(
                f"the floors of {candidate.name!r} are for the stories {', '.join(sorted(candidate.sha256))} together,"
                f" these are {', '.join(sorted(stories))}; measure all of the set, and those alone"
            )
    return None


def check_floors(wanted: FloorSet, folders: Mapping[str, Path], scores: Mapping[str, Scores]) -> list[str]:
    """What is below a floor of the set, a line each.

    Raises: ConfigError where an annotation is not the one that the floors were measured on, or a floor names no figure.
    """
    for story, checksum in wanted.sha256.items():
        actual = hash_gold(folders[story])
        if actual != checksum:
            raise ConfigError(
                f"{folders[story] / 'gold.json'}: sha256 is {actual}, the floors of {wanted.name!r} were measured"
                f" on {checksum}; measure again on this annotation and write its checksum and floors"
            )
    lines = _below("mean", mean_scores([scores[story] for story in wanted.sha256]), wanted.mean)
    for story, floors in wanted.stories.items():
        if story not in scores:
            raise ConfigError(f"floors of {wanted.name!r} for {story!r}, which is not among its stories; mend its name")
        lines += _below(story, scores[story], floors)
    return lines


def _below(name: str, scores: Scores, floors: Mapping[str, float]) -> list[str]:
    lines = []
    for metric, floor in floors.items():
        value = scores.get(metric)
        if value is None:
            raise ConfigError(f"a floor for {metric!r}, which that metric does not have; use P, R or F as it has them")
        if value < floor:
            lines.append(f"{name} {metric} is {value:.4f}, the floor is {floor}")
    return lines
