"""Regions from the towns in them: names, centres, extents."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from training.gazetteer.sources import Town

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region of the first or second level: where its towns lie, how far they reach (km from the centre)."""

    country: str
    key: str
    name: str
    latitude: float
    longitude: float
    reach: int
    population: int


def distance(a: Point, b: Point) -> float:
    """The distance of two points in km on a sphere."""
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def find_centre(points: Sequence[Point]) -> Point:
    """The centre of area of the convex hull of the points, their mean where they have no area."""
    return find_centroid([_hull(sorted(set(points)))])


def find_centroid(rings: Sequence[Sequence[Point]]) -> Point:
    """The centre of area of the rings together, the mean of their points where they have no area."""
    area = x = y = 0.0
    for ring in rings:
        own = own_x = own_y = 0.0
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            cross = x0 * y1 - x1 * y0
            own, own_x, own_y = own + cross, own_x + (x0 + x1) * cross, own_y + (y0 + y1) * cross
        side = math.copysign(1, own)
        area, x, y = area + side * own, x + side * own_x, y + side * own_y
    if area < 1e-9:
        points = [p for ring in rings for p in ring]
        return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    return x / (3 * area), y / (3 * area)


def _hull(points: Sequence[Point]) -> list[Point]:
    """Andrew's monotone chain."""

    def half(row: Iterable[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in row:
            while len(kept) > 1 and (
                (kept[-1][0] - kept[-2][0]) * (p[1] - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (p[0] - kept[-2][0])
            ):
                kept.pop()
            kept.append(p)
        return kept

    return points if len(points) < 3 else half(points)[:-1] + half(reversed(points))[:-1]  # type: ignore[return-value]


def name_towns(towns: Sequence[Town], labelled: Sequence[Town]) -> list[Town]:
    """The towns with the names of their regions: those of the labelled town of the same place, else of the nearest one."""
    by_cell: dict[tuple[str, int, int], list[Town]] = defaultdict(list)
    for town in labelled:
        by_cell[town.country, math.floor(town.latitude * 4), math.floor(town.longitude * 4)].append(town)
    named = []
    for town in towns:
        row, column = math.floor(town.latitude * 4), math.floor(town.longitude * 4)
        near = [t for r in (-1, 0, 1) for c in (-1, 0, 1) for t in by_cell.get((town.country, row + r, column + c), ())]
        here = (town.longitude, town.latitude)
        best = min(
            near, key=lambda t: (distance(here, (t.longitude, t.latitude)) - 3 * (t.name == town.name), t.name), default=None
        )
        named.append(town if best is None else town.with_regions(best.region, best.county))
    return named


def name_codes(towns: Iterable[Town]) -> dict[tuple[str, str], str]:
    """The name of each first-level region that most of its towns have; none where they do not agree."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        votes[town.country, town.code][town.region] += 1
    names = {}
    for key, count in votes.items():
        name, most = max(count.items(), key=lambda item: (item[1], item[0]))
        if name and key[1] and 2 * most > sum(count.values()):
            names[key] = name
    return names


def make_regions(groups: Mapping[tuple[str, str], Sequence[Town]], names: Mapping[tuple[str, str], str]) -> list[Region]:
    """The regions of the groups that have a name."""
    return [_make(key, names[key], groups[key]) for key in sorted(groups) if names.get(key)]


def _make(key: tuple[str, str], name: str, towns: Sequence[Town]) -> Region:
    points = [(t.longitude, t.latitude) for t in towns]
    if max(p[0] for p in points) - min(p[0] for p in points) > 180:
        points = [(x + 360 if x < 0 else x, y) for x, y in points]
    x, y = find_centre(points)
    reach = sorted(distance((x, y), p) for p in points)[int(0.9 * (len(points) - 1))]
    return Region(
        country=key[0], key=key[1], name=name, latitude=y, longitude=(x + 180) % 360 - 180, reach=round(reach),
        population=sum(t.population for t in towns),
    )  # fmt: skip


def group_by(towns: Iterable[Town], *, county: bool) -> dict[tuple[str, str], list[Town]]:
    """The towns by country and first-level code, or by country, first-level code and county."""
    groups: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        if county and town.county:
            groups[town.country, f"{town.code}.{town.county}"].append(town)
        elif not county and town.code:
            groups[town.country, town.code].append(town)
    return groups
