"""The table of places: looked up by name, opened when first asked."""

import functools
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from onrecord.gazetteer.keys import make_key

TABLE = Path(__file__).parent / "places.sqlite"
SiteKind = Literal["town", "county", "region", "country", "continent", "area", "water"]
KINDS: tuple[SiteKind, ...] = ("town", "county", "region", "country", "continent", "area", "water")
MAIN, OTHER, ADJECTIVE = 0, 1, 2
"""What a name is of a place: its own, another form or language, the adjective of its people."""
PLAIN, SEAT, CAPITAL = 0, 1, 2
"""What a town is: a town, its region's largest, its country's capital."""
_MOST = 120  # places of one name
_LONGEST = 80  # characters of a name
_local = threading.local()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place of the gazetteer.

    `source` names it in the gazetteer that it is from, `country` is an ISO 3166 code, `region` and `county` what it lies in,
    `rank` whether a town is its region's largest (SEAT) or its country's CAPITAL. Unit: degrees; `reach` km from the centre.
    """

    number: int
    source: str
    name: str
    kind: SiteKind
    latitude: float
    longitude: float
    country: str
    region: str
    county: str
    population: int
    reach: int
    rank: int


def _query(where: str, *values: object) -> list[tuple[Any, ...]]:
    # a connection is of one thread; an immutable file is opened without locks, so that it may lie on read-only ground
    connection: sqlite3.Connection | None = getattr(_local, "connection", None)
    if connection is None:
        connection = sqlite3.connect(f"{TABLE.as_uri()}?mode=ro&immutable=1", uri=True)
        _local.connection = connection
    return connection.execute(where, values).fetchall()


@functools.lru_cache(maxsize=10_000)
def find_sites(name: str) -> tuple[tuple[Site, int], ...]:
    """The places that a name can be, each with what the name is of it: lands and regions, then towns by size."""
    if len(name) > _LONGEST:
        return ()
    rows = _query(
        "SELECT p.*, n.form FROM names n JOIN places p ON p.number = n.place WHERE n.key = ? ORDER BY n.place LIMIT ?",
        make_key(name),
        _MOST,
    )
    return tuple((_site(row), row[-1]) for row in rows)


@functools.lru_cache(maxsize=2_000)
def find_region(country: str, region: str) -> Site | None:
    """The region of the first level with this code."""
    rows = _query("SELECT *, 0 FROM places WHERE kind = 2 AND country = ? AND region = ?", country, region)
    return _site(rows[0]) if rows else None


@functools.lru_cache(maxsize=300)
def find_country(country: str) -> Site | None:
    """The country with this code."""
    rows = _query("SELECT *, 0 FROM places WHERE kind = 3 AND country = ?", country)
    return _site(rows[0]) if rows else None


@functools.lru_cache(maxsize=300)
def find_capital(country: str) -> Site | None:
    """The capital of the country with this code."""
    rows = _query("SELECT *, 0 FROM places WHERE rank = 2 AND country = ?", country)
    return _site(rows[0]) if rows else None


def _site(row: tuple[Any, ...]) -> Site:
    number, source, name, kind, latitude, longitude, country, region, county, population, reach, rank, _ = row
    return Site(
        number=number, source=source, name=name, kind=KINDS[kind], latitude=latitude / 1e4, longitude=longitude / 1e4,
        country=country, region=region, county=county, population=population, reach=reach, rank=rank,
    )  # fmt: skip


def tell_within(site: Site) -> str:
    """What a place lies in, as "Kursk, Russia"; empty where it lies in nothing smaller than the world."""
    region = find_region(site.country, site.region) if site.region and site.kind in ("town", "county") else None
    country = find_country(site.country) if site.country and site.kind != "country" else None
    names = [s.name for s in (region, country) if s is not None]
    return ", ".join(n for n in names if n != site.name or len(names) == 1)
