"""The map of a story as a page: its places, sized by how much is said of them, and a list of all that the map shows."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.codec import decode
from onrecord.ledger import Ledger
from onrecord.model import Place
from onrecord.store import slices
from onrecord.store.slices import StoryHead
from onrecord.tell.report.places import MAX_UNPLACED, Link, PlaceRow, Where, draw_where, make_row
from onrecord.tell.report.safe import make_anchor
from onrecord.web.links import article_path, make_link, make_path
from onrecord.web.shown import Shown, find_head, make_pager, make_tabs, show_title, view_part

PLACES = 40
MAX_LINKS = 4  # entries of a place that the list leads to
SIZE = (720, 600)
_DISPUTED = """
    WITH ends AS (
        SELECT j.value AS entry FROM derived d,
        json_each(json_array(json_extract(d.value, '$.left'), json_extract(d.value, '$.right'))) j
        WHERE d.story = :story AND d.kind = 'relations' AND json_extract(d.value, '$.relation') = 'contradicts'
    )
    SELECT entry FROM ends UNION
    SELECT m.value FROM ends CROSS JOIN holds h ON h.story = :story AND h.held = 'claims' AND h.key = ends.entry
    CROSS JOIN derived d ON d.story = :story AND d.kind = 'claims' AND d.position = h.position,
        json_each(d.value, '$.members') m
"""
"""The entries in dispute: those that contradict others, and all that say the same as one of them."""
_STATEMENTS = """
    WITH named AS MATERIALIZED (
        SELECT d.position AS position, m.key AS number, json_extract(m.value, '$.article') AS article,
        json_extract(m.value, '$.start') AS start FROM derived d, json_each(d.value, '$.mentions') m
        WHERE d.story = :story AND d.kind = 'places' AND json_extract(d.value, '$.latitude') IS NOT NULL
    )
    SELECT DISTINCT n.position, s.entry FROM named n CROSS JOIN spans s
    ON s.article = n.article AND s.kind = 'statement' AND s.start <= n.start AND s."end" > n.start
    ORDER BY n.position, n.number, s.start
"""
"""The statements whose words name each place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A place of a story that is not yet read: where it stands, whether it has coordinates, its mentions and entries."""

    position: int
    id: str
    placed: bool
    mentions: int
    entries: tuple[str, ...]


def show_map(ledger: Ledger, key: str, page: int) -> Shown:
    """The places of a story on a map, those of most entries first, and a list of them."""
    connection = ledger.connection
    head = find_head(connection, key)
    held = _list_places(connection, head.id)
    placed = [h for h in held if h.placed]
    pager = make_pager(("stories", head.first, "map"), page, len(placed), PLACES, "place")
    chosen = placed[(page - 1) * PLACES : page * PLACES]
    lost = [h for h in held if not h.placed and h.mentions > 1][:MAX_UNPLACED] if page == 1 else []
    places = _read_places(connection, head.id, [*chosen, *lost])
    disputed = {row[0] for row in connection.execute(_DISPUTED, {"story": head.id})} if chosen else set()
    # what is in dispute is shown first
    shown = {h.id: sorted(h.entries, key=lambda i: i not in disputed)[:MAX_LINKS] for h in chosen}
    links, addresses = _find_links(connection, head.id, {i for ids in shown.values() for i in ids})
    rows = [
        make_row(
            places[h.id],
            mentions=h.mentions,
            entries=len(h.entries),
            disputed=sum(i in disputed for i in h.entries),
            links=[links[i] for i in shown[h.id] if i in links],
        )
        for h in chosen
    ]
    where: Where = draw_where(
        [places[h.id] for h in chosen],
        rows,
        [len(h.entries) for h in chosen],
        lost=[(places[h.id], h.mentions) for h in lost],
        listed=PLACES,
        size=SIZE,
    )
    context = {"s": view_part(head, where=where), "lv": 2, "link": make_link(addresses), "find": partial(_find_sentences, head)}
    tabs = make_tabs(head, slices.count_parts(connection, head.id), "map")
    return Shown(body="map.html.j2", title=show_title(head), verbatim=True, head=head, tabs=tabs, pager=pager, context=context)


def _find_sentences(head: StoryHead, row: PlaceRow) -> str:
    """The address of the sentences of a story that name a place."""
    return make_path("search", q='"' + row.name.replace('"', " ") + '"', story=head.first)


def _list_places(connection: sqlite3.Connection, story: str) -> list[_Held]:
    """The places of a story, those of most entries first."""
    inside: dict[int, list[str]] = defaultdict(list)
    for position, entry in connection.execute(_STATEMENTS, {"story": story}):
        inside[position].append(entry)
    rows = connection.execute(
        "SELECT position, json_extract(value, '$.id', '$.figures', '$.events'), json_extract(value, '$.latitude') IS NOT NULL, "
        "json_array_length(value, '$.mentions') FROM derived WHERE story = ? AND kind = 'places'",
        (story,),
    )
    held = []
    for position, value, placed, mentions in rows:
        id_, figures, events = json.loads(value)
        entries = tuple(dict.fromkeys((*inside[position], *(figures or ()), *(events or ()))))
        held.append(_Held(position=position, id=id_, placed=bool(placed), mentions=mentions, entries=entries))
    return sorted(held, key=lambda h: (-len(h.entries), -h.mentions, h.id))


def _read_places(connection: sqlite3.Connection, story: str, held: Sequence[_Held]) -> dict[str, Place]:
    """These places by id, without their mentions and entries."""
    query = (
        "SELECT json_remove(value, '$.mentions', '$.figures', '$.events') FROM derived "
        "WHERE story = ? AND kind = 'places' AND position = ?"
    )
    found = [connection.execute(query, (story, h.position)).fetchone()[0] for h in held]
    return {h.id: decode(Place, json.loads(value)) for h, value in zip(held, found, strict=True)}


def _find_links(connection: sqlite3.Connection, story: str, ids: set[str]) -> tuple[dict[str, Link], Mapping[str, str]]:
    """The short name of each of these entries and events, and the address of its sentence by its anchor."""
    if not ids:
        return {}, {}
    wanted = {"ids": json.dumps(sorted(ids)), "story": story}
    entries = connection.execute(
        "SELECT id, article, json_extract(value, '$.content[0].start'), 'q' FROM quotations "
        "WHERE id IN (SELECT value FROM json_each(:ids)) UNION ALL "
        "SELECT id, article, json_extract(value, '$.passage.start'), 'f' FROM figures "
        "WHERE id IN (SELECT value FROM json_each(:ids))",
        wanted,
    ).fetchall()
    articles = slices.number_articles(connection, story)
    numbers = slices.number_entries(connection, {article for _, article, *_ in entries})
    links: dict[str, Link] = {}
    addresses: dict[str, str] = {}
    for id_, article, start, kind in entries:
        anchor = f"at-{make_anchor(kind, id_)}"
        links[id_] = Link(label=f"{articles[article]}.{'f' if kind == 'f' else ''}{numbers[id_]}", at=anchor)
        addresses[anchor] = article_path(article, position=start, anchor=anchor)
    events = connection.execute(
        "SELECT json_extract(value, '$.id'), json_extract(value, '$.passages[0].article'), "
        "json_extract(value, '$.passages[0].start') FROM derived WHERE story = :story AND kind = 'events' "
        "AND json_extract(value, '$.id') IN (SELECT value FROM json_each(:ids))",
        wanted,
    ).fetchall()
    order = slices.number_events(connection, story) if events else {}
    for id_, article, start in events:
        anchor = f"at-{make_anchor('e', id_)}-0"
        links[id_] = Link(label=f"e{order[id_]}", at=anchor)
        addresses[anchor] = article_path(article, position=start, anchor=anchor)
    return links, addresses
