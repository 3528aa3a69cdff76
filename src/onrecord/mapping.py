"""The places of a story as its map has them: in which order, with how many entries, how many of these in dispute.

Of a large story this is kept with it (`onrecord.paging.arranging`).
"""

import json
import sqlite3
from collections import defaultdict
from dataclasses import astuple, dataclass
from typing import Any

MAX_LINKS = 4  # entries of a place that the map's list leads to
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
class Held:
    """A place of a story that is not yet read: where it stands in the story, how much is said of it.

    `first` are the entries that a list leads to, those in dispute before others.
    """

    position: int
    id: str
    mentions: int
    entries: int
    disputed: int
    first: tuple[str, ...]


def list_held(connection: sqlite3.Connection, story: str) -> dict[bool, list[Held]]:
    """The places of a story with coordinates, and those without that are named more than once; those of most entries first."""
    inside: dict[int, list[str]] = defaultdict(list)
    for position, entry in connection.execute(_STATEMENTS, {"story": story}):
        inside[position].append(entry)
    disputed = {row[0] for row in connection.execute(_DISPUTED, {"story": story})}
    rows = connection.execute(
        "SELECT position, json_extract(value, '$.id', '$.figures', '$.events'), json_extract(value, '$.latitude') IS NOT NULL, "
        "json_array_length(value, '$.mentions') FROM derived WHERE story = ? AND kind = 'places'",
        (story,),
    )
    found: dict[bool, list[Held]] = {True: [], False: []}
    for position, value, placed, mentions in rows:
        id_, figures, events = json.loads(value)
        entries = list(dict.fromkeys((*inside[position], *(figures or ()), *(events or ()))))
        held = Held(
            position=position,
            id=id_,
            mentions=mentions,
            entries=len(entries),
            disputed=sum(i in disputed for i in entries),
            first=tuple(sorted(entries, key=lambda i: i not in disputed)[:MAX_LINKS]),
        )
        if placed or mentions > 1:
            found[bool(placed)].append(held)
    for held_places in found.values():
        held_places.sort(key=lambda h: (-h.entries, -h.mentions, h.id))
    return found


def pack(held: Held) -> tuple[Any, ...]:
    """As it is kept."""
    return astuple(held)


def unpack(values: list[Any]) -> Held:
    """The inverse of `pack`."""
    position, id_, mentions, entries, disputed, first = values
    return Held(
        position=position, id=id_, mentions=mentions, entries=entries, disputed=disputed, first=tuple(first)
    )  # fmt: skip
