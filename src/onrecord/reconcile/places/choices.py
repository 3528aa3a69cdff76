"""Which of the places that share a name is meant: by size, by what the text says it lies in, by the places named with it.

Every name has a belief about its namesakes; what all names believe together says how much of the text lies in which country,
region, county and neighbourhood, and that says again which namesake is likely. Three rounds settle it. The weights were set on
every other article of two public collections (docs/places.md).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.gazetteer import ADJECTIVE, CAPITAL, MAIN, OTHER, Site, SiteKind, find_sites

KIND: Mapping[SiteKind, float] = {
    "country": 11.5, "continent": 11.0, "region": 8.75, "area": 9.5, "water": 9.5, "county": 2.2, "town": 0.0,
}  # fmt: skip
SIZE = 1.0  # a tenfold population
RANK = (0.0, 0.8, 0.9)  # a town; its region's largest; its country's capital
OTHER_FORM = -2.0
OF_ITS_SEAT = -3.5  # a bare name of a city and of the region around it
SAID_WITHIN = 8.0  # "Paris, Texas"
SAID_KIND = 5.0  # "Kursk region"
COUNTRY, REGION, COUNTY, NEAR = 2.4, 1.8, 1.2, 1.8
WORLD_SIZE, WORLD_RANK, WORLD_LAND = 0.25, (0.0, 0.3, 1.0), 2.0  # more of each where a text names four countries or more
HOME = 0.5  # the publisher's country counts as half a place
_ROUNDS = 3
_MOST = 40  # namesakes of a name
_LEAST = 0.02  # a belief that counts
_ACRONYM = 4
_CITY = 100_000
_MANY = 3
_LARGE = 40.0  # the weight of the names of a text from which on what lies near any one of them counts for less
_SAME = 1.5  # degrees within which namesakes are one place in two senses: a city and its district


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A name to be placed: how often it stands there, what it is said to lie in, what kind of place it is said to be."""

    name: str
    count: int = 1
    within: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place that a name most likely is, how likely among its namesakes, and whether the text says what it lies in."""

    site: Site
    form: int
    p: float
    said: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    site: Site
    form: int
    said: bool
    base: float


@dataclass(slots=True)
class _Weights:
    """How much of a text lies where, as sums of beliefs."""

    country: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    region: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    county: dict[tuple[str, str, str], float] = field(default_factory=lambda: defaultdict(float))
    cell: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, site: Site, weight: float) -> None:
        if site.country:
            self.country[site.country] += weight
        if site.region:
            self.region[site.country, site.region] += weight
        if site.county:
            self.county[site.country, site.region, site.county] += weight
        if site.kind in ("town", "county"):
            self.cell[_cell(site)] += weight

    def near(self, site: Site) -> float:
        row, column = _cell(site)
        return sum(self.cell.get((row + r, column + c), 0.0) for r in (-1, 0, 1) for c in (-1, 0, 1))


def _cell(site: Site) -> tuple[int, int]:
    """A square of about a hundred km."""
    return math.floor(site.latitude), math.floor(site.longitude * max(math.cos(math.radians(site.latitude)), 0.1))


def choose_places(wanted: Sequence[Wanted], *, home: str = "", peoples: Iterable[str] = ()) -> dict[Wanted, Choice]:
    """The most likely place of each name that the gazetteer knows, however unlikely that is.

    `home` is the publisher's country, `peoples` are the countries whose adjectives the text uses, both as ISO codes.
    """
    named = {s.country for w in wanted for s, form in find_sites(w.name) if s.kind == "country" and form != ADJECTIVE}
    world = min(1.0, max(len(named) - 1, 0) / _MANY)
    rows = {w: found for w in wanted if (found := _candidates(w, world))}
    # where a thousand places are named, something lies near every village
    scale = min(1.0, _LARGE / sum((_count(w) for w in rows), 1.0))
    scores = {w: [c.base for c in found] for w, found in rows.items()}
    for _ in range(_ROUNDS):
        beliefs = {w: _share(row) for w, row in scores.items()}
        parts = {w: _weigh(w, found, beliefs[w]) for w, found in rows.items()}
        total = _Weights()
        for row in parts.values():
            for site, weight in row:
                total.add(site, weight)
        for country in peoples:
            total.country[country] += HOME
        if home:
            total.country[home] += HOME
        for w, found in rows.items():
            own = _Weights()
            for site, weight in parts[w]:
                own.add(site, weight)
            scores[w] = [c.base + _support(c.site, total, own, scale) for c in found]
    chosen = {}
    for w, found in rows.items():
        beliefs_of = _share(scores[w])
        best = max(range(len(found)), key=lambda i: (beliefs_of[i], -found[i].site.number))
        c = found[best]
        p = sum(q for q, other in zip(beliefs_of, found, strict=True) if _are_near(other.site, c.site))
        chosen[w] = Choice(site=c.site, form=c.form, p=min(p, 1.0), said=c.said)
    return chosen


def _are_near(a: Site, b: Site) -> bool:
    return a.country == b.country and abs(a.latitude - b.latitude) < _SAME and abs(a.longitude - b.longitude) < 2 * _SAME


def _count(w: Wanted) -> float:
    return 1.0 + 0.3 * math.log(w.count)


def _weigh(w: Wanted, found: Sequence[_Candidate], beliefs: Sequence[float]) -> list[tuple[Site, float]]:
    weight = _count(w)
    return [(c.site, p * weight) for c, p in zip(found, beliefs, strict=True) if p > _LEAST]


def _support(site: Site, total: _Weights, own: _Weights, scale: float) -> float:
    """What the other places of the text say for this one; for its surroundings each counts `scale` times."""
    if site.kind == "water":  # a sea lies in no country, which speaks no more against it than for it
        return COUNTRY * _sated(max(total.country.values(), default=0.0))
    score = COUNTRY * _sated(total.country.get(site.country, 0.0) - own.country.get(site.country, 0.0))
    if site.kind in ("town", "county", "region"):
        region = (site.country, site.region)
        score += REGION * _sated(scale * (total.region.get(region, 0.0) - own.region.get(region, 0.0)))
    if site.kind in ("town", "county"):
        county = (site.country, site.region, site.county)
        if site.county:
            score += COUNTY * _sated(scale * (total.county.get(county, 0.0) - own.county.get(county, 0.0)))
        score += NEAR * _sated(scale * (total.near(site) - own.near(site)))
    return score


def _sated(x: float) -> float:
    """Grows to 2; one place more gives 1."""
    return 2 * max(x, 0.0) / (max(x, 0.0) + 1.0)


def _share(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    raw = [math.exp(s - top) for s in scores]
    total = sum(raw)
    return [r / total for r in raw]


def _candidates(w: Wanted, world: float) -> list[_Candidate]:
    containers = [_containers(name) for name in w.within]
    acronym = w.name.isupper() and len(w.name) <= _ACRONYM
    sites = find_sites(w.name)
    cities = {
        (s.country, "" if s.rank == CAPITAL else s.region)
        for s, form in sites
        if s.kind == "town" and form == MAIN and s.rank and s.population > _CITY
    }
    rows = []
    for site, form in sites:
        if acronym and site.kind in ("town", "county"):
            continue
        said = any(_lies_in(site, row) for row in containers)
        base = KIND[site.kind] + RANK[site.rank] + OTHER_FORM * (form == OTHER) + SAID_WITHIN * said
        if site.kind == "town":
            base += (SIZE + WORLD_SIZE * world) * math.log10(site.population + 100) + WORLD_RANK[site.rank] * world
        elif site.kind in ("country", "continent", "area"):
            base += WORLD_LAND * world
        elif site.kind == "region" and {(site.country, site.region), (site.country, "")} & cities:
            base += OF_ITS_SEAT
        if w.kind:
            base += SAID_KIND * (w.kind == site.kind)
        rows.append(_Candidate(site, form, said, base))
    rows.sort(key=lambda c: (-c.base, c.site.number))
    return rows[:_MOST]


def _containers(name: str) -> set[tuple[str, ...]]:
    """The codes of the countries, regions and counties of a name."""
    found: set[tuple[str, ...]] = set()
    for site, form in find_sites(name):
        if site.kind == "country" and form != ADJECTIVE:
            found.add((site.country,))
        elif site.kind == "region":
            found.add((site.country, site.region))
        elif site.kind == "county":
            found.add((site.country, site.region, site.county))
    return found


def _lies_in(site: Site, containers: set[tuple[str, ...]]) -> bool:
    own = (site.country, site.region, site.county)
    depth = {"town": 3, "county": 2, "region": 1}.get(site.kind, 0)
    return any(own[:n] in containers for n in range(1, depth + 1))
