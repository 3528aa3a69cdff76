"""The picture of who took text from whom, time from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass

_BOX_HEIGHT = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How wide a picture is and how narrow a column may be before boxes become dots."""

    kind: str
    width: int
    box: int
    least: int


WIDE = Frame(kind="wide", width=860, box=150, least=140)
NARROW = Frame(kind="narrow", width=360, box=104, least=84)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An article of the picture, with the agencies that it credits."""

    number: int
    name: str
    day: str
    sort: str
    anchor: str
    origin: str
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Shared wording between two articles by number; the left one is the earlier where that is known."""

    left: int
    right: int
    known: bool
    weight: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An article, or an agency outside the set (`number` 0), with its place."""

    number: int
    name: str
    anchor: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the picture: "taken" and "credited" have an arrow, "shared" has no direction."""

    path: str
    kind: str
    arrow: str
    words: str
    thickness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day of the picture."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture ready to be drawn."""

    frame: Frame
    height: float
    dots: bool
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    outside: bool


def draw_derivation(nodes: Sequence[Node], edges: Sequence[Edge], *, size: Frame) -> Picture:
    """The places of articles by day, and the lines between them; articles of one origin lie in one row where they can."""
    agencies = sorted({c for n in nodes for c in n.credits})
    dates = sorted({n.sort for n in nodes})
    shift = 1 if agencies else 0
    columns = len(dates) + shift
    step = (size.width - 8) / columns
    dots = step < size.least
    width, height = (30.0, 30.0) if dots else (min(size.box, step - 26.0), float(_BOX_HEIGHT))
    row_height = 44.0 if dots else 74.0

    def x_of(column: int) -> float:
        return 4 + step * column + (step - width) / 2 if dots else 4 + step * column

    sizes: dict[str, int] = {}
    for n in nodes:
        sizes[n.origin] = sizes.get(n.origin, 0) + 1
    ordered = sorted(nodes, key=lambda n: (-sizes[n.origin], n.origin, n.sort, n.number))
    taken: set[tuple[int, int]] = set()
    row_of_origin: dict[str, int] = {}
    boxes: dict[int, Box] = {}
    next_row = 0
    for n in ordered:
        column = dates.index(n.sort) + shift
        row = row_of_origin.setdefault(n.origin, next_row)
        while (column, row) in taken:
            row += 1
        taken.add((column, row))
        next_row = max(next_row, row + 1) if sizes[n.origin] > 1 else next_row
        if sizes[n.origin] == 1 and all((c, row) in taken for c in range(shift, columns)):
            next_row = max(next_row, row + 1)
        boxes[n.number] = Box(
            number=n.number, name=n.name, anchor=n.anchor, x=x_of(column), y=10 + row * row_height, width=width, height=height
        )
    outside: dict[str, Box] = {}
    for name in agencies:
        row = min(round((boxes[n.number].y - 10) / row_height) for n in nodes if name in n.credits)
        while (0, row) in taken:
            row += 1
        taken.add((0, row))
        outside[name] = Box(number=0, name=name, anchor="", x=x_of(0), y=10 + row * row_height, width=width, height=height)
    lines = [_line(boxes[e.left], boxes[e.right], e) for e in sorted(edges, key=lambda e: e.weight)]
    lines += [_credit(outside[c], boxes[n.number]) for n in nodes for c in n.credits]
    rows = 1 + max(row for _, row in taken)
    days = {n.sort: n.day for n in nodes}
    marks = [(x_of(i + shift), days[date]) for i, date in enumerate(dates)]
    return Picture(
        frame=size,
        height=10 + rows * row_height + 26,
        dots=dots,
        boxes=(*outside.values(), *boxes.values()),
        lines=tuple(lines),
        columns=_name_columns(marks, size.width),
        outside=bool(agencies),
    )


def _name_columns(marks: Sequence[tuple[float, str]], width: float) -> tuple[Column, ...]:
    """The names of the days that there is room for: the first, the last, and what fits between."""
    room = [len(text) * 6.8 for _, text in marks]
    last = marks[-1][0]
    over = last + room[-1] > width
    limit = width - room[-1] if over else last
    named, free = [], -1.0
    for (x, text), long in zip(marks[:-1], room, strict=False):
        if x >= free and x + long + 8 < limit:
            named.append(Column(x=x, text=text, anchor="start"))
            free = x + long + 8
    return (*named, Column(x=width - 4 if over else last, text=marks[-1][1], anchor="end" if over else "start"))


def _line(a: Box, b: Box, edge: Edge) -> Line:
    kind = "taken" if edge.known else "shared"
    path, arrow = _curve(a, b)
    words = (
        f"{b.number} shares wording with {a.number}, which had it first"
        if edge.known
        else f"{a.number} and {b.number} share wording"
    )
    return Line(
        path=path, kind=kind, arrow=arrow if edge.known else "", words=words, thickness=min(1.2 + 0.3 * edge.weight, 3.2)
    )


def _credit(a: Box, b: Box) -> Line:
    path, arrow = _curve(a, b)
    return Line(path=path, kind="credited", arrow=arrow, words=f"{b.number} credits {a.name}", thickness=1.2)


def _curve(a: Box, b: Box) -> tuple[str, str]:
    """A curve from box to box with the outline of its arrow head: across, or around the right side in one column."""
    ax, ay, by = a.x + a.width, a.y + a.height / 2, b.y + b.height / 2
    if b.x > ax:
        x1, mid = b.x, (ax + b.x) / 2
        path = f"M{ax:.1f} {ay:.1f}C{mid:.1f} {ay:.1f} {mid:.1f} {by:.1f} {x1 - 8:.1f} {by:.1f}"
        return path, f"M{x1:.1f} {by:.1f}l-10 -5v10z"
    if ax > b.x + b.width + 1:
        x1 = b.x + b.width
        mid = (a.x + x1) / 2
        path = f"M{a.x:.1f} {ay:.1f}C{mid:.1f} {ay:.1f} {mid:.1f} {by:.1f} {x1 + 8:.1f} {by:.1f}"
        return path, f"M{x1:.1f} {by:.1f}l10 -5v10z"
    x1, out = b.x + b.width, ax + 18
    shift = 6 if by > ay else -6
    path = f"M{ax:.1f} {ay + shift:.1f}C{out:.1f} {ay + shift:.1f} {out:.1f} {by - shift:.1f} {x1 + 8:.1f} {by - shift:.1f}"
    return path, f"M{x1:.1f} {by - shift:.1f}l10 -5v10z"
