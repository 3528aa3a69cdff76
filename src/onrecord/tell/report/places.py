"""Where: the places of a story on a map, and all of them as a list."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from onrecord.model import Place, Quotation
from onrecord.tell.report.days import event_at, label_events
from onrecord.tell.report.maps import Map, Spot, draw_map, draw_world, fit_view
from onrecord.tell.report.records import MAX_NAME, Prepared
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import clip, count

MAX_LISTED = 14
MAX_ROWS = 120
MAX_UNPLACED = 30
MAX_LINKS = 6
WIDE = (860, 500)
_SHARE = 0.8  # of the weight that the map shows
_FAR = 15.0  # degrees from the heaviest place at which a place is left to the inset
_WIDE = frozenset({"country", "continent"})
_KINDS = {"region": "region", "county": "district", "water": "water", "area": "area", "continent": "continent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry that a place has: its short name and the anchor of its sentence."""

    label: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place in the list: what it lies in, how many entries it has, which are in dispute."""

    anchor: str
    name: str
    lies: str
    mentions: str
    entries: str
    disputed: str
    links: tuple[Link, ...]
    unshown: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The places of a story: maps for wide and narrow pages, the world, the list, and the names that stay without a place."""

    wide: Map | None = None
    narrow: Map | None = None
    world: Map | None = None
    rows: tuple[PlaceRow, ...] = ()
    more: tuple[PlaceRow, ...] = ()
    unplaced: tuple[tuple[str, str], ...] = ()
    beyond: int = 0
    unlisted: int = 0

    @property
    def total(self) -> int:
        """How many places have coordinates."""
        return len(self.rows) + len(self.more) + self.unlisted


def find_where(story: Prepared) -> Where:
    """The places of a story, those of most entries first."""
    labels = label_events(story)
    placed = [p for p in story.record.places if p.latitude is not None and any(m.article in story.refs for m in p.mentions)]
    lost = [p for p in story.record.places if p.latitude is None and len(p.mentions) > 1]
    inside = _statements_inside(story, placed)
    entries = {
        p.id: [*inside[p.id], *(f for f in p.figures if f in story.entries), *(e for e in p.events if e in labels)]
        for p in placed
    }
    disputed = _disputed(story)
    placed.sort(key=lambda p: (-len(entries[p.id]), -len(p.mentions), p.id))
    rows = [_row(story, p, entries[p.id], disputed, labels) for p in placed[:MAX_ROWS]]
    return draw_where(
        placed[:MAX_ROWS],
        rows,
        [len(entries[p.id]) for p in placed[:MAX_ROWS]],
        lost=[(p, len(p.mentions)) for p in lost],
        unlisted=max(len(placed) - MAX_ROWS, 0),
    )


def draw_where(
    places: Sequence[Place],
    rows: Sequence[PlaceRow],
    weights: Sequence[int],
    *,
    lost: Sequence[tuple[Place, int]] = (),
    unlisted: int = 0,
    listed: int = MAX_LISTED,
    size: tuple[int, int] = WIDE,
) -> Where:
    """The map of places, each with its row and how much it weighs; `lost` are those without coordinates, with their mentions.

    `size` is that of the map on wide pages, `listed` how many rows the list shows before it folds.
    """
    twice = {name for name, n in Counter(p.name for p in places).items() if n > 1}
    spots = [_spot(p, row, weight, twice) for p, row, weight in zip(places, rows, weights, strict=True)]
    # a land is where its people are, not a point: only where nothing narrower is named does it get a mark
    marks = [s for s, p in zip(spots, places, strict=True) if p.kind not in _WIDE] or spots
    near = _extent(marks)
    wide = narrow = world = None
    beyond = 0
    if near:
        view = fit_view(near, width=size[0], height=size[1])
        wide = draw_map(marks, view, kind="wide", labels=18)
        narrow = draw_map(marks, fit_view(near, width=400, height=400), kind="narrow", labels=9)
        world = draw_world(marks, view)
        beyond = sum(not view.holds(s) for s in marks)
    return Where(
        wide=wide,
        narrow=narrow,
        world=world,
        rows=tuple(rows[:listed]),
        more=tuple(rows[listed:]),
        unplaced=tuple((clip(p.name, MAX_NAME), count(n, "mention")) for p, n in lost[:MAX_UNPLACED]),
        beyond=beyond,
        unlisted=unlisted,
    )


def _statements_inside(story: Prepared, places: Sequence[Place]) -> dict[str, list[str]]:
    """The statements whose words name each place."""
    spans: dict[str, list[tuple[int, int, Quotation]]] = {}
    for q in story.quotations.values():
        spans.setdefault(q.article, []).append((q.content[0].start, q.content[-1].end, q))
    found: dict[str, list[str]] = {}
    for p in places:
        ids: dict[str, None] = {}
        for m in p.mentions:
            for start, end, q in spans.get(m.article, ()):
                if start <= m.start < end and any(c.start <= m.start < c.end for c in q.content):
                    ids[q.id] = None
        found[p.id] = list(ids)
    return found


def _disputed(story: Prepared) -> frozenset[str]:
    """The entries in dispute: those of contradicting claims."""
    nodes = {story.node(i) for r in story.relations if r.relation == "contradicts" for i in (r.left, r.right)}
    return frozenset(member for node in nodes for member in story.members(node))


def _row(story: Prepared, p: Place, ids: Sequence[str], disputed: frozenset[str], labels: dict[str, str]) -> PlaceRow:
    events = {e.id: e for e in story.record.events}
    # what is in dispute is shown first
    ordered = sorted(ids, key=lambda i: i not in disputed)
    links = []
    for id_ in ordered[:MAX_LINKS]:
        if id_ in story.entries:
            links.append(Link(label=story.entries[id_].label, at=story.entries[id_].at))
        else:
            n = next((n for n, q in enumerate(events[id_].passages) if q.article in story.refs), 0)
            links.append(Link(label=labels[id_], at=event_at(events[id_], n)))
    return make_row(p, mentions=len(p.mentions), entries=len(ids), disputed=sum(i in disputed for i in ids), links=links)


def make_row(p: Place, *, mentions: int, entries: int, disputed: int, links: Sequence[Link]) -> PlaceRow:
    """A place in the list, with how many of its entries are in dispute, and the first of them."""
    return PlaceRow(
        anchor=make_anchor("g", p.id),
        name=clip(p.name, MAX_NAME),
        lies=", ".join(filter(None, (_KINDS.get(p.kind, ""), p.within))),
        mentions=count(mentions, "mention"),
        entries=count(entries, "entry", "entries"),
        disputed=f"{disputed} in dispute" if disputed else "",
        links=tuple(links),
        unshown=max(entries - len(links), 0),
        reason=p.reason,
    )


def _spot(p: Place, row: PlaceRow, weight: int, twice: Set[str]) -> Spot:
    name = f"{p.name} {p.kind}" if p.name in twice and p.kind in ("region", "county") else p.name
    words = ", ".join(filter(None, (row.name, row.lies, row.entries, row.disputed)))
    return Spot(
        href=f"#{row.anchor}", name=clip(name, 28), words=words, latitude=p.latitude or 0.0, longitude=p.longitude or 0.0,
        weight=weight, disputed=bool(row.disputed), rough=p.kind != "town",
    )  # fmt: skip


def _extent(spots: Sequence[Spot]) -> list[Spot]:
    """The spots that the map is made to show: from the heaviest outward, until most of the weight is on it."""
    if not spots:
        return []
    first = max(spots, key=lambda s: (s.weight, s.name))

    def away(s: Spot) -> float:
        return max(abs(s.latitude - first.latitude), abs(s.longitude - first.longitude))

    goal = _SHARE * sum(s.weight + 1 for s in spots)
    kept: list[Spot] = []
    for s in sorted(spots, key=lambda s: (away(s), s.name)):
        if sum(k.weight + 1 for k in kept) >= goal or (kept and away(s) > _FAR and len(kept) > 1):
            break
        kept.append(s)
    return kept
