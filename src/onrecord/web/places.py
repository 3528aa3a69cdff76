"""The map of a story as a page: its places, sized by how much is said of them, and a list of all that the map shows."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial

from onrecord.codec import decode
from onrecord.ledger import Ledger
from onrecord.mapping import Held
from onrecord.model import Place
from onrecord.paging.arranging import find_held
from onrecord.store import slices
from onrecord.store.slices import StoryHead
from onrecord.tell.report.places import MAX_UNPLACED, Link, PlaceRow, Where, draw_where, make_row
from onrecord.tell.report.safe import make_anchor
from onrecord.web.links import article_path, make_link, make_path
from onrecord.web.shown import Shown, find_head, make_pager, make_tabs, show_title, view_part

PLACES = 40
SIZE = (720, 600)


def show_map(ledger: Ledger, key: str, page: int) -> Shown:
    """The places of a story on a map, those of most entries first, and a list of them."""
    connection = ledger.connection
    head = find_head(connection, key)
    at = (page - 1) * PLACES
    chosen, total = find_held(connection, head.first, placed=True, offset=at, limit=PLACES)
    pager = make_pager(("stories", head.first, "map"), page, total, PLACES, "place")
    lost = find_held(connection, head.first, placed=False, offset=0, limit=MAX_UNPLACED)[0] if page == 1 else []
    places = _read_places(connection, head.first, [*chosen, *lost])
    links, addresses = _find_links(connection, head.first, {i for h in chosen for i in h.first})
    rows = [
        make_row(
            places[h.id],
            mentions=h.mentions,
            entries=h.entries,
            disputed=h.disputed,
            links=[links[i] for i in h.first if i in links],
        )
        for h in chosen
    ]
    where: Where = draw_where(
        [places[h.id] for h in chosen],
        rows,
        [h.entries for h in chosen],
        lost=[(places[h.id], h.mentions) for h in lost],
        listed=PLACES,
        size=SIZE,
    )
    context = {"s": view_part(head, where=where), "lv": 2, "link": make_link(addresses), "find": partial(_find_sentences, head)}
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "map")
    return Shown(body="map.html.j2", title=show_title(head), verbatim=True, head=head, tabs=tabs, pager=pager, context=context)


def _find_sentences(head: StoryHead, row: PlaceRow) -> str:
    """The address of the sentences of a story that name a place."""
    return make_path("search", q='"' + row.name.replace('"', " ") + '"', story=head.first)


def _read_places(connection: sqlite3.Connection, story: str, held: Sequence[Held]) -> dict[str, Place]:
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
