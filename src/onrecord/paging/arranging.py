"""How the entries of a story are put together for its pages: disputes, quantities, sources, copies, what comes in which order.

Of a large story this is kept with it (`onrecord.paging.keeping`), and a page takes its part; of others it is worked out
each time.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from onrecord.mapping import Held, list_held, pack, unpack
from onrecord.model import Relation
from onrecord.store import kept, slices, sources
from onrecord.store.orders import ORDERS, order_rows
from onrecord.store.outlines import get_spoken
from onrecord.store.stories import articles_of
from onrecord.tell.unverified import match_unverified

MAX_SHORT = 60  # figures of a ladder that is no long one
MAX_RUNGS = 40, 20  # values of a ladder that a page shows, and of a long one
MAX_ALIKE = 5, 2  # figures of one of them
MAX_SAME = 12  # figures of a quantity with one value
_RELATIONS = "relations"
_PLACED = {True: "placed", False: "unplaced"}
Parts = Mapping[str, Sequence[Any]]
"""Values as they are kept of a story, by part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Contradictions that hang together: the places of the relations in the story, and the entries of both sides.

    `told` is what is kept of how a page tells it (`onrecord.paging.disputing`), where it has many entries.
    """

    places: tuple[int, ...]
    entries: tuple[str, ...]
    told: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputes:
    """Some disputes of a story from `offset` on, the biggest first, and how many there are."""

    shown: tuple[Dispute, ...]
    offset: int
    total: int


class Told(NamedTuple):
    """A figure as its ladder has it, in the unit that the story tells it in."""

    id: str
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Figures that count one thing in one place: those that a page shows, how many articles print each value.

    `every` are the ids of all, in order of time, where a page does not show all.
    """

    figures: tuple[Told, ...]
    printed: Mapping[tuple[float | None, float | None], int]
    every: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many figures there are."""
        return max(len(self.figures), len(self.every))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Light:
    """What of a figure tells which ladder it stands on."""

    id: str
    article: str
    indicator: str
    unit: str
    low: float | None
    high: float | None
    place: str | None
    giver: str | None
    day: str | None


def find_disputes(connection: sqlite3.Connection, story: str, *, offset: int = 0, limit: int = -1) -> Disputes:
    """The disputes of a story, the biggest first; all from `offset` on where `limit` is below 0."""
    found = kept.get_part(connection, story, "disputes", offset=offset, limit=limit)
    if found is not None:
        total = kept.count_rows_of(connection, story, "disputes")
        shown = tuple(Dispute(places=tuple(places), entries=tuple(entries), told=told) for places, entries, told in found)
        return Disputes(shown=shown, offset=offset, total=total)
    every = _group_disputes(connection, story)
    end = len(every) if limit < 0 else offset + limit
    return Disputes(shown=tuple(every[offset:end]), offset=offset, total=len(every))


def find_dispute_of(connection: sqlite3.Connection, story: str, entries: Iterable[str]) -> Disputes | None:
    """The biggest dispute that any of these entries is in, with its number as `offset`; None where they are in none."""
    wanted = set(entries)
    if kept.is_arranged(connection, story):
        number = kept.find_row(connection, story, "disputes", sorted(wanted))
        return None if number is None else find_disputes(connection, story, offset=number, limit=1)
    found = find_disputes(connection, story)
    for number, dispute in enumerate(found.shown):
        if not wanted.isdisjoint(dispute.entries):
            return replace(found, shown=(dispute,), offset=number)
    return None


def get_relations(connection: sqlite3.Connection, story: str, disputes: Iterable[Dispute]) -> list[list[Relation]]:
    """The relations of each of these disputes."""
    return [slices.get_derived(connection, _RELATIONS, [(story, place) for place in d.places]) for d in disputes]


def _group_disputes(connection: sqlite3.Connection, story: str) -> list[Dispute]:
    from onrecord.tell.report.questions import group_contradictions, name_question  # its package reads the templates

    related = slices.get_related(connection, story, "contradicts")
    place_of = {id(relation): place for place, relation in related}
    relations = [relation for _, relation in related]
    ids = {i for r in relations for i in (r.left, r.right)}
    members = slices.list_members(connection, story, sorted(ids))
    claim_of = {m: claim for claim, made_by in members.items() for m in made_by}
    given: dict[str, list[str]] = {}
    for figure, quotation in slices.list_given(connection, ids.union(*members.values())):
        given.setdefault(quotation, []).append(figure)

    def entries_of(group: Sequence[Relation]) -> set[str]:
        nodes = {claim_of.get(i, i) for r in group for i in (r.left, r.right)}
        return {m for n in nodes for m in members.get(n, (n,))}

    asks = {f.id: name_question(f) for f in slices.get_entries(connection, ids)[1]}
    grouped = group_contradictions(relations, node=lambda i: claim_of.get(i, i), given=given, asks=asks)
    groups = [(g, entries_of(g)) for g in grouped]
    groups.sort(key=lambda g: (-len(g[0]), -len(g[1]), min(r.left for r in g[0])))
    return [Dispute(places=tuple(place_of[id(r)] for r in group), entries=tuple(sorted(held))) for group, held in groups]


def find_quantities(
    connection: sqlite3.Connection, story: str, *, single: bool, offset: int, limit: int
) -> tuple[list[Quantity], int, int]:
    """The quantities of a story with several values, or (`single`) with one, those that tell most first; how many of each."""
    name = "still" if single else "moving"
    found = kept.get_part(connection, story, name, offset=offset, limit=limit)
    if found is not None:
        shown = [
            Quantity(
                figures=tuple(Told(*f) for f in figures),
                printed={(low, high): n for low, high, n in printed},
                every=tuple(every),
            )
            for figures, printed, every in found
        ]
        moving, still = (kept.count_rows_of(connection, story, part) for part in ("moving", "still"))
        return shown, moving, still
    groups = _group_figures(connection, story)
    return groups[name][offset : offset + limit], len(groups["moving"]), len(groups["still"])


def find_quantity_of(connection: sqlite3.Connection, story: str, figure: str) -> Quantity | None:
    """The quantity that a figure of a story is of."""
    if kept.is_arranged(connection, story):
        for single in (False, True):
            number = kept.find_row(connection, story, "still" if single else "moving", [figure])
            if number is not None:
                return find_quantities(connection, story, single=single, offset=number, limit=1)[0][0]
        return None
    groups = _group_figures(connection, story)
    every = (q for found in groups.values() for q in found)
    return next((q for q in every if figure in q.every or any(f.id == figure for f in q.figures)), None)


def _group_figures(connection: sqlite3.Connection, story: str) -> dict[str, list[Quantity]]:
    from onrecord.tell.report.changes import split_figures, weigh_figures  # its package reads the templates

    rows = connection.execute(
        "SELECT f.id, f.article, f.indicator, f.unit, f.low, f.high, json_extract(f.value, '$.place'), "
        "json_extract(f.value, '$.giver'), coalesce(json_extract(f.value, '$.as_of.latest'), "
        "json_extract(r.anchor, '$.earliest')) FROM figures f "
        "JOIN story_articles sa ON sa.article = f.article AND sa.story = ? "
        "JOIN readings r ON r.article = f.article ORDER BY f.id",
        (story,),
    )
    names = _Light.__slots__
    moving, still = split_figures([_Light(**dict(zip(names, row, strict=True))) for row in rows])
    made: dict[str, list[Quantity]] = {}
    for name, groups in (("moving", moving), ("still", still)):
        groups.sort(key=weigh_figures)
        made[name] = [_make_quantity(g, g[:MAX_SAME] if name == "still" else _choose_figures(g)) for g in groups]
    return made


def _choose_figures(group: Sequence[_Light]) -> list[_Light]:
    """The figures of a ladder that a page shows: of the values that most articles print, the first that name their givers."""
    values: dict[tuple[float | None, float | None], list[_Light]] = {}
    for f in sorted(group, key=lambda f: (f.giver is None, f.day or "9999", f.id)):
        values.setdefault((f.low, f.high), []).append(f)
    long = len(group) > MAX_SHORT
    most = sorted(values.values(), key=lambda fs: -len({f.article for f in fs}))[: MAX_RUNGS[long]]
    return [f for fs in most for f in fs[: MAX_ALIKE[long]]]


def _make_quantity(group: Sequence[_Light], shown: Sequence[_Light]) -> Quantity:
    articles: dict[tuple[float | None, float | None], set[str]] = {}
    for f in group:
        articles.setdefault((f.low, f.high), set()).add(f.article)
    return Quantity(
        figures=tuple(Told(f.id, f.low, f.high, f.unit) for f in shown),
        printed={value: len(by) for value, by in articles.items()},
        every=tuple(f.id for f in sorted(group, key=_in_time)) if len(shown) < len(group) else (),
    )


def _in_time(figure: _Light) -> tuple[str, str]:
    return figure.day or "9999", figure.id


def find_pairs(
    connection: sqlite3.Connection, story: str, *, offset: int = 0, limit: int = -1
) -> tuple[list[tuple[str, str, list[int]]], int]:
    """The pairs of articles that share wording, with the places of their reuse, those that share most first; how many."""
    found = kept.get_part(connection, story, "pairs", offset=offset, limit=limit)
    if found is not None:
        return [(left, right, places) for left, right, places in found], kept.count_rows_of(connection, story, "pairs")
    rows = connection.execute(
        "SELECT min(l, r), max(l, r), sum(size) AS n, json_group_array(position) FROM (SELECT position, "
        "json_extract(value, '$.left.article') AS l, json_extract(value, '$.right.article') AS r, "
        "json_extract(value, '$.left.end') - json_extract(value, '$.left.start') AS size FROM derived "
        "WHERE story = ? AND kind = 'reuse') WHERE l <> r GROUP BY 1, 2 ORDER BY n DESC, 1, 2",
        (story,),
    ).fetchall()
    every = [(left, right, json.loads(places)) for left, right, _, places in rows]
    return every[offset : len(every) if limit < 0 else offset + limit], len(every)


def find_held(connection: sqlite3.Connection, story: str, *, placed: bool, offset: int, limit: int) -> tuple[list[Held], int]:
    """Some of the places of a story that have coordinates, or have none, those of most entries first; how many there are."""
    name = _PLACED[placed]
    found = kept.get_part(connection, story, name, offset=offset, limit=limit)
    if found is not None:
        return [unpack(values) for values in found], kept.count_rows_of(connection, story, name)
    every = list_held(connection, story)[placed]
    return every[offset : offset + limit], len(every)


def count_standings(connection: sqlite3.Connection, story: str) -> dict[str, int]:
    """How many claims of a story stand how."""
    found = kept.get_part(connection, story, "standings")
    if found is not None:
        return dict(found)
    rows = connection.execute(
        "SELECT json_extract(value, '$.status'), count(*) FROM derived WHERE story = ? AND kind = 'claims' GROUP BY 1", (story,)
    )
    return dict(rows.fetchall())


def find_doubters(connection: sqlite3.Connection, story: str) -> list[tuple[str, Sequence[str]]]:
    """The claims of a story of which a text says that they could not be verified, each with the statements that say so."""
    known = kept.get_only(connection, story, "unverified")
    return match_doubters(connection, story) if known is None else [(claim, tuple(ids)) for claim, ids in known]


def match_doubters(connection: sqlite3.Connection, story: str) -> list[tuple[str, Sequence[str]]]:
    """As `find_doubters`, from the texts."""
    documents = get_spoken(connection, slices.with_stance(connection, articles_of(connection, story), "cannot-verify"))
    if not documents:
        return []
    members = slices.list_members(connection, story, [q.id for d in documents for q in d.reading.quotations])
    return list(match_unverified(documents, {m: claim for claim, made_by in members.items() for m in made_by}).items())


def _arrange_disputes(connection: sqlite3.Connection, story: str) -> Parts:
    return {"disputes": [(d.places, d.entries) for d in _group_disputes(connection, story)]}


def _arrange_quantities(connection: sqlite3.Connection, story: str) -> Parts:
    return {
        name: [(q.figures, [(*value, n) for value, n in q.printed.items()], q.every) for q in found]
        for name, found in _group_figures(connection, story).items()
    }


def _arrange_places(connection: sqlite3.Connection, story: str) -> Parts:
    return {_PLACED[placed]: [pack(h) for h in held] for placed, held in list_held(connection, story).items()}


def _arrange_sources(connection: sqlite3.Connection, story: str) -> Parts:
    return {"sources": [(h.name, h.statements, h.stances, h.first) for h in sources.list_sources(connection, story)]}


def _count_all(connection: sqlite3.Connection, story: str) -> Parts:
    return {kept.ARRANGED: sorted(slices.count_parts(connection, story).items())}


def _count_claims(connection: sqlite3.Connection, story: str) -> Parts:
    return {"standings": sorted(count_standings(connection, story).items())}


def _list_what_stays(connection: sqlite3.Connection, story: str) -> Parts:
    """What follows from the articles, their events and their wording."""
    return {
        "pairs": find_pairs(connection, story)[0],
        "list articles": list(slices.number_articles(connection, story)),
        "list months": slices.list_months(connection, story),
        "list events": list(slices.number_events(connection, story)),
    }


def _order(name: str) -> Callable[[sqlite3.Connection, str], Parts]:
    return lambda connection, story: {f"list of {name}": [k[-1] for k in order_rows(connection, name, story=story)]}


_Arrange = Callable[[sqlite3.Connection, str], Parts]
_ORDERED = {"disputes": "relations", "sources": "entities", "claims": "claims"}
_MAKERS: tuple[tuple[tuple[str, ...], frozenset[str], _Arrange], ...] = (
    ((kept.ARRANGED,), frozenset({"relations", "claims", "entities"}), _count_all),
    (("disputes",), frozenset({"relations", "claims", "entities"}), _arrange_disputes),
    (("moving", "still"), frozenset(), _arrange_quantities),
    (("sources",), frozenset({"entities"}), _arrange_sources),
    (("placed", "unplaced"), frozenset({"relations"}), _arrange_places),
    (("standings",), frozenset({"claims"}), _count_claims),
    (("pairs", "list articles", "list months", "list events"), frozenset(), _list_what_stays),
    *(((f"list of {name}",), frozenset(_ORDERED.get(name, "").split()), _order(name)) for name in ORDERS),
)
"""What makes the parts of which the orders and groups of a story consist, and on which of what judgements change it hangs."""


def arrange_story(
    connection: sqlite3.Connection, story: str, *, touched: Collection[str] | None = None
) -> dict[str, Sequence[Any]]:
    """The orders and groups of a story, as they are kept: all, or those that hang on `touched` kinds of derived values.

    What was kept of the latter is dropped; of all, it must be gone.
    """
    makers = [maker for maker in _MAKERS if touched is None or not maker[1].isdisjoint(touched)]
    if touched is not None:
        kept.forget_parts(connection, story, [name for names, *_ in makers for name in names])
    return {name: values for *_, make in makers for name, values in make(connection, story).items()}
