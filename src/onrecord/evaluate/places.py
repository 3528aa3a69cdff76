"""Scores the resolution of given names of places on public collections, with the peers' figures beside it.

    python -m onrecord.evaluate.places CORPORA [--floors FILE]

CORPORA is a folder with places/lgl.xml (Local-Global Lexicon: 588 articles of mostly local news) and places/GeoVirus.xml
(229 articles of Wikinews on epidemics); docs/corpora.md says where the public gets them. The share of names that are put within
161 km of the coordinates given, over all names that have some. Articles of even number were looked at while the weights were
set, those of odd number were not. Skips what is absent, with a line.
"""

import argparse
import hashlib
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from onrecord.errors import OnrecordError
from onrecord.evaluate.floors import FloorSet, read_floors
from onrecord.gazetteer import ADJECTIVE, Site, find_sites
from onrecord.reconcile.places.acceptance import accept_choices
from onrecord.reconcile.places.choices import Wanted, choose_places
from onrecord.reconcile.places.mentions import find_container, find_kind

FLOORS = Path("benchmarks/floors.toml")
NEAR = 161.0
PEERS = {
    "most populous (published)": (0.70, 0.80),
    "Edinburgh (published)": (0.76, 0.78),
    "CamCoder (published)": (0.76, 0.82),
}
_NO_POINT = frozenset({"country", "continent", "water", "area"})


@dataclass(frozen=True, slots=True)
class Gold:
    """A name in a text with the coordinates that are given for it."""

    start: int
    end: int
    name: str
    latitude: float
    longitude: float


Texts = list[tuple[str, list[Gold]]]
Guess = Callable[[str, Sequence[Gold]], list[Site | None]]


def distance(site: Site, gold: Gold) -> float:
    """How far a place lies from the coordinates given. Unit: km."""
    a, b, c, d = map(math.radians, (site.latitude, site.longitude, gold.latitude, gold.longitude))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def read_lgl(path: Path) -> Texts:
    """The articles of LGL with the names that have coordinates."""
    return [
        (a.findtext("text"), [g for t in a.iter("toponym") if (g := _gold(t, t.find("gaztag"), "phrase", 0))])
        for a in _parse(path)
    ]


def read_geovirus(path: Path) -> Texts:
    """The articles of GeoVirus; its offsets count from 1."""
    return [(a.findtext("text"), [g for t in a.iter("location") if (g := _gold(t, t, "name", 1))]) for a in _parse(path)]


def _parse(path: Path) -> list[Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return list(etree.parse(path, parser).getroot().iter("article"))


def _gold(name: Any, point: Any, label: str, first: int) -> Gold | None:
    if point is None or not point.findtext("lat"):
        return None
    start, end = (int(name.findtext(key)) - first for key in ("start", "end"))
    return Gold(start, end, name.findtext(label), float(point.findtext("lat")), float(point.findtext("lon")))


def guess_populous(_: str, names: Sequence[Gold]) -> list[Site | None]:
    """The most populous place of each name."""
    return [max((s for s, _ in find_sites(g.name)), key=lambda s: (s.population, -s.number), default=None) for g in names]


def guess_best(text: str, names: Sequence[Gold]) -> list[Site | None]:
    """The most likely place of each name, however unlikely that is."""
    keys, chosen = _want(text, names)
    choices = choose_places(list(chosen.values()))
    return [choices[chosen[k]].site if chosen[k] in choices else None for k in keys]


def guess_shown(text: str, names: Sequence[Gold]) -> list[Site | None]:
    """The place of each name that a ledger would show; the names of peoples are no places there."""
    keys, chosen = _want(text, names)
    wanted = list(chosen.values())
    used = Counter(s.country for g in names for s, form in find_sites(g.name) if form == ADJECTIVE)
    choices = choose_places(wanted, peoples=sorted(used))
    accepted = accept_choices(choices, wanted, peoples=used, home="")
    return [choices[chosen[k]].site if chosen[k] in accepted else None for k in keys]


def _want(text: str, names: Sequence[Gold]) -> tuple[list[str], dict[str, Wanted]]:
    keys = [g.name for g in names]
    count = Counter(keys)
    within: dict[str, dict[str, None]] = {}
    kinds: dict[str, str] = {}
    for g in names:
        container, kind = find_container(text, g.end), find_kind(text, g.start, g.end)
        if container:
            within.setdefault(g.name, {})[container] = None
        kinds[g.name] = kind or kinds.get(g.name, "")
    return keys, {k: Wanted(name=k, count=n, within=tuple(within.get(k, ())), kind=kinds[k]) for k, n in count.items()}


@dataclass(frozen=True, slots=True)
class Result:
    """Names put right, names put somewhere, names asked for."""

    right: int
    placed: int
    asked: int

    @property
    def accuracy(self) -> float:
        """The share of all names that is put right."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def precision(self) -> float:
        """The share of the names that are put somewhere."""
        return self.right / self.placed if self.placed else 0.0


def score(texts: Texts, guess: Guess, *, half: int | None = None, points_only: bool = False) -> Result:
    """What a way of guessing reaches on all texts, or on those of even (0) or odd (1) number.

    With `points_only`, countries, seas and other names that have no point of their own are left out.
    """
    right = placed = asked = 0
    for number, (text, names) in enumerate(texts):
        if half is not None and number % 2 != half:
            continue
        for g, site in zip(names, guess(text, names), strict=True):
            if points_only and any(s.kind in _NO_POINT for s, _ in find_sites(g.name)):
                continue
            asked += 1
            placed += site is not None
            right += site is not None and distance(site, g) <= NEAR
    return Result(right, placed, asked)


ROWS: tuple[tuple[str, Guess, int | None, bool], ...] = (
    ("most populous", guess_populous, None, False),
    ("onrecord", guess_best, None, False),
    ("onrecord, articles tuned on", guess_best, 0, False),
    ("onrecord, the others", guess_best, 1, False),
    ("onrecord, names of points", guess_best, None, True),
    ("as a ledger shows it", guess_shown, None, False),
)
SETS: dict[str, tuple[str, Callable[[Path], Texts]]] = {
    "lgl": ("lgl.xml", read_lgl),
    "geovirus": ("GeoVirus.xml", read_geovirus),
}


def check(floors: FloorSet, paths: dict[str, Path], results: dict[str, Result]) -> list[str]:
    """What is below a floor, a line each.

    Raises: OnrecordError where a collection is not the one that the floors were measured on.
    """
    lines = []
    for name, path in paths.items():
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
        if actual != floors.sha256[name]:
            raise OnrecordError(
                f"{path}: sha256 is {actual}, the floors of {floors.name!r} were measured on {floors.sha256[name]}"
            )
    for name, floor in floors.mean.items():
        if results[name].accuracy < floor:
            lines.append(f"{name} is {results[name].accuracy:.4f}, the floor is {floor}")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores, prints a table, and returns 1 where a floor does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    args = parser.parse_args(arguments)
    paths = {name: args.corpora / "places" / file for name, (file, _) in SETS.items()}
    absent = [str(path) for path in paths.values() if not path.is_file()]
    if absent:
        print(f"{', '.join(absent)}: not there; docs/corpora.md says where to get it. No places scored.")
        return 0
    texts = {name: read(paths[name]) for name, (_, read) in SETS.items()}
    print(f"{'names within 161 km':30s}" + "".join(f"{name:>34s}" for name in texts))
    results: dict[str, Result] = {}
    for title, guess, half, points in ROWS:
        row = {name: score(texts[name], guess, half=half, points_only=points) for name in texts}
        if title == "onrecord":
            results = row
        cells = [f"{r.accuracy:.3f} of {r.asked} (of placed {r.precision:.3f})" for r in row.values()]
        print(f"{title:30s}" + "".join(f"{cell:>34s}" for cell in cells))
    for title, values in PEERS.items():
        print(f"{title:30s}" + "".join(f"{value:>34.2f}" for value in values))
    sets = [f for f in read_floors(args.floors) if set(f.sha256) == set(paths)]
    below = [line for f in sets for line in check(f, paths, results)]
    print("\n".join(below) if below else "floors hold" if sets else "no floors for these")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
