"""Drawing a map: land within a frame, places on it, labels that do not lie on one another."""

import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.gazetteer import Outline, find_outlines

Point = tuple[float, float]
_LEAST_SPAN = 3.0  # degrees of latitude that a map shows at least: the outlines are no finer
_MARGIN = 0.18
_TIMES = (2, 4)  # how much closer a reader may come
_MOST_SPAN = 150.0
_SMALLEST = 5.0  # radius of a mark
_LARGEST = 17.0
_CHARACTER = 7.3
_LINE = 15.0
_NAMED_SHARE = 0.03  # of the frame that a country fills whose name is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to be drawn: `weight` sets its size, `rough` says that it is a region's middle, not a point."""

    href: str
    name: str
    words: str
    latitude: float
    longitude: float
    weight: int
    disputed: bool
    rough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A spot with its place on the map, and its label where there is room for one."""

    spot: Spot
    x: float
    y: float
    r: float
    label_x: float = 0.0
    label_y: float = 0.0
    anchor: str = "start"
    labelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name where it is written on the map."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Closer:
    """The labels of a map that is shown so many times as large, in the units of the whole, and what its bar then says."""

    times: int
    dots: tuple[Dot, ...]
    scale: float
    scale_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map ready to be drawn; `frame` is where the larger map lies on an inset. Unit: SVG units."""

    kind: str
    width: int
    height: int
    land: tuple[str, ...]
    countries: tuple[Country, ...]
    dots: tuple[Dot, ...]
    scale: float
    scale_words: str
    closer: tuple[Closer, ...] = ()
    frame: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A window on the world: west, south, east and north in degrees, and the size that it is drawn in."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a point lies in the drawing."""
        x = (longitude - self.west) / (self.east - self.west) * self.width
        return x, (self.north - latitude) / (self.north - self.south) * self.height

    def holds(self, spot: Spot) -> bool:
        """Whether a spot is in the window."""
        return self.west <= spot.longitude <= self.east and self.south <= spot.latitude <= self.north


def fit_view(spots: Sequence[Spot], *, width: int, height: int) -> View:
    """The window that shows the spots, as wide for its height as the drawing is."""
    lats, lons = [s.latitude for s in spots], [s.longitude for s in spots]
    middle = (min(lats) + max(lats)) / 2
    squeeze = max(math.cos(math.radians(middle)), 0.2)
    tall = max((max(lats) - min(lats)) * (1 + 2 * _MARGIN), _LEAST_SPAN)
    tall = min(max(tall, (max(lons) - min(lons)) * (1 + 2 * _MARGIN) * squeeze * height / width), _MOST_SPAN)
    wide = min(tall / squeeze * width / height, 360.0)
    center = min(max((min(lons) + max(lons)) / 2, wide / 2 - 180), 180 - wide / 2)
    south = min(max(middle - tall / 2, -85.0), 85.0 - tall) if tall < 170 else -85.0
    return View(center - wide / 2, south, center + wide / 2, south + tall, width, height)


def draw_map(spots: Sequence[Spot], view: View, *, kind: str, labels: int) -> Map:
    """The map of the spots that lie in the window, the heaviest labelled first."""
    land, countries = _draw_land(view)
    inside = sorted((s for s in spots if view.holds(s)), key=lambda s: (-s.weight, s.name))
    marks = [_dot(s, view, max(inside[0].weight, 1)) for s in inside]
    dots = _label(marks, view, labels)
    scale, words = _scale(view)
    closer = tuple(_come_closer(marks, view, times, labels) for times in _TIMES) if len(inside) > 1 else ()
    # small marks over large ones
    return Map(
        kind=kind, width=view.width, height=view.height, land=land, countries=_thin(countries, dots), dots=tuple(dots),
        scale=scale, scale_words=words, closer=closer,
    )  # fmt: skip


def _come_closer(marks: Sequence[Dot], view: View, times: int, most: int) -> Closer:
    """The labels that have room where all but marks and letters is so many times as large."""
    size = View(view.west, view.south, view.east, view.north, times * view.width, times * view.height)
    dots = _label([replace(d, x=d.x * times, y=d.y * times) for d in marks], size, times * most)
    shown = tuple(
        replace(d, x=d.x / times, y=d.y / times, label_x=round(d.label_x / times, 2), label_y=round(d.label_y / times, 2))
        for d in dots
        if d.labelled
    )
    km, words = _scale(
        View(view.west, view.south, view.west + (view.east - view.west) / times, view.north, view.width, view.height)
    )
    return Closer(times=times, dots=shown, scale=round(km / times, 2), scale_words=words)


def draw_world(spots: Sequence[Spot], shown: View, *, width: int = 240) -> Map:
    """The world with the spots as dots and a frame where the larger map lies."""
    view = View(-180, -58, 180, 80, width, round(width * 138 / 360 * 1.12))
    x0, y0 = view.place(shown.west, shown.north)
    x1, y1 = view.place(shown.east, shown.south)
    spread = 7.0
    frame = (
        (x0, y0, x1, y1)
        if x1 - x0 >= spread
        else ((x0 + x1 - spread) / 2, y0 - spread / 2, (x0 + x1 + spread) / 2, y1 + spread / 2)
    )
    places = [(s, view.place(s.longitude, s.latitude)) for s in spots]
    dots = tuple(Dot(spot=s, x=round(x, 1), y=round(y, 1), r=1.8) for s, (x, y) in places)
    return Map(
        kind="world", width=view.width, height=view.height, land=_world_land(view.width, view.height), countries=(), dots=dots,
        scale=0, scale_words="", frame=(round(frame[0], 1), round(frame[1], 1), round(frame[2], 1), round(frame[3], 1)),
    )  # fmt: skip


@functools.cache
def _world_land(width: int, height: int) -> tuple[str, ...]:
    view = View(-180, -58, 180, 80, width, height)
    return ("".join(_path(o, view, step=0.8, least=2.5)[0] for o in find_outlines()),)


def _dot(spot: Spot, view: View, most: int) -> Dot:
    x, y = view.place(spot.longitude, spot.latitude)
    r = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(max(spot.weight, 0) / most)
    return Dot(spot=spot, x=round(x, 1), y=round(y, 1), r=round(r, 1))


@functools.lru_cache(maxsize=32)
def _draw_land(view: View) -> tuple[tuple[str, ...], tuple[Country, ...]]:
    paths, countries = [], []
    for outline in find_outlines():
        path, area, middle = _path(outline, view, step=0.35, least=0.6)
        if path:
            paths.append(path)
            if area > _NAMED_SHARE * view.width * view.height:
                countries.append(Country(name=outline.name, x=round(middle[0], 1), y=round(middle[1], 1)))
    return tuple(paths), tuple(countries)


def _path(outline: Outline, view: View, *, step: float, least: float) -> tuple[str, float, Point]:
    """A country's land in the window as an SVG path, with the area and the middle of its largest stretch there."""
    parts, largest, middle = [], 0.0, (0.0, 0.0)
    for ring in outline.rings:
        west, south, east, north = ring.box
        if east < view.west or west > view.east or north < view.south or south > view.north:
            continue
        points = _clip([view.place(x, y) for x, y in ring.points], view)
        kept = _drop_near(points, step)
        if len(kept) < 3:
            continue
        area, center = _measure(kept)
        if area < least:
            continue
        if area > largest:
            largest, middle = area, center
        parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "z")
    return "".join(parts), largest, middle


def _clip(points: Sequence[Point], view: View) -> list[Point]:
    """The polygon within the drawing and a rim around it (Sutherland and Hodgman 1974)."""
    rim = 4.0
    rows = list(points)
    for axis, limit, sign in ((0, -rim, 1), (0, view.width + rim, -1), (1, -rim, 1), (1, view.height + rim, -1)):
        kept: list[Point] = []
        for a, b in pairwise([rows[-1], *rows] if rows else []):
            inside_a, inside_b = sign * a[axis] >= sign * limit, sign * b[axis] >= sign * limit
            if inside_a != inside_b:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if inside_b:
                kept.append(b)
        rows = kept
    return rows


def _drop_near(points: Iterable[Point], step: float) -> list[Point]:
    """The points without those that are nearer than `step` to the one before."""
    kept: list[Point] = []
    for p in points:
        if not kept or abs(p[0] - kept[-1][0]) + abs(p[1] - kept[-1][1]) >= step:
            kept.append(p)
    return kept


def _measure(points: Sequence[Point]) -> tuple[float, Point]:
    """The area of a polygon and its centre of area."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise([*points, points[0]]):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area) / 2, (x / (3 * area), y / (3 * area))) if abs(area) > 1e-6 else (0.0, points[0])


Box = tuple[float, float, float, float]


def _overlaps(a: Box, boxes: Iterable[Box]) -> bool:
    return any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes)


def _label(dots: Sequence[Dot], view: View, most: int) -> list[Dot]:
    """The dots with labels for as many as have room: right of the mark, else left, above, below."""
    taken: list[Box] = [(d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r) for d in dots]
    done: list[Dot] = []
    count = 0
    for number, d in enumerate(dots):
        wide = _CHARACTER * len(d.spot.name)
        choices = (
            (d.x + d.r + 4, d.y + 5, "start", d.x + d.r + 4),
            (d.x - d.r - 4, d.y + 5, "end", d.x - d.r - 4 - wide),
            (d.x, d.y - d.r - 5, "middle", d.x - wide / 2),
            (d.x, d.y + d.r + 14, "middle", d.x - wide / 2),
        )
        others = taken[:number] + taken[number + 1 :]
        for x, y, anchor, left in choices if count < most else ():
            box = (left - 1, y - _LINE + 3, left + wide + 1, y + 4)
            fits = box[0] >= 2 and box[2] <= view.width - 2 and box[1] >= 2 and box[3] <= view.height - 2
            if fits and not _overlaps(box, others):
                taken.append(box)
                done.append(
                    Dot(
                        spot=d.spot, x=d.x, y=d.y, r=d.r, label_x=round(x, 1), label_y=round(y, 1), anchor=anchor, labelled=True
                    )
                )
                count += 1
                break
        else:
            done.append(d)
    return done


def _thin(countries: Sequence[Country], dots: Sequence[Dot]) -> tuple[Country, ...]:
    """The names of countries that do not lie on marks or their labels."""
    taken = [(d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r) for d in dots]
    for d in dots:
        if d.labelled:
            wide = _CHARACTER * len(d.spot.name)
            left = d.label_x - {"start": 0, "end": wide, "middle": wide / 2}[d.anchor]
            taken.append((left, d.label_y - _LINE + 3, left + wide, d.label_y + 4))
    kept = []
    for c in countries:
        half = 4.6 * len(c.name)
        for up in (0, -26, 26, -52, 52):
            box = (c.x - half, c.y + up - 12, c.x + half, c.y + up + 5)
            if not _overlaps(box, taken):
                taken.append(box)
                kept.append(Country(name=c.name, x=c.x, y=round(c.y + up, 1)))
                break
    return tuple(kept)


def _scale(view: View) -> tuple[float, str]:
    """A bar of a round number of km, about a fifth of the width, at the middle of the map."""
    middle = math.radians((view.south + view.north) / 2)
    km = (view.east - view.west) * 111.2 * max(math.cos(middle), 0.05) / view.width
    goal = km * view.width / 5
    power = 10 ** math.floor(math.log10(goal))
    round_km = next(n * power for n in (5, 2, 1) if n * power <= goal)
    return round(round_km / km, 1), f"{round_km:,.0f} km"
