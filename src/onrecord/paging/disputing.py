"""What a page tells of disputes: of one with many entries, what was chosen of them is kept; of others it is worked out.

To choose, all entries of a dispute are weighed, of which a large story has a thousand in one; a page shows some dozens.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeVar, cast

from onrecord.codec import decode, encode
from onrecord.model import Document
from onrecord.paging.arranging import Dispute, get_relations
from onrecord.paging.preparing import prepare_part
from onrecord.store import slices
from onrecord.store.slices import StoryHead
from onrecord.tell.report.disputes import Dispute as Told
from onrecord.tell.report.disputes import Disputes as AllTold
from onrecord.tell.report.disputes import find_disputes, map_entries, order_disputes
from onrecord.tell.report.entries import Entry, Spot
from onrecord.tell.report.records import Prepared

MANY = 24
"""Entries from which on what is told of a dispute is kept."""
FEW = 2
"""Of those who give a value, as many are named where several disputes are told."""
_DOUBTS = ("cannot-verify",)
Prepare = Callable[..., Prepared]
E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Disputes as a page tells them, the biggest first, and the part of the story that they show."""

    story: Prepared
    disputes: tuple[Told[Entry], ...]

    @property
    def spots(self) -> list[Spot]:
        """Where the entries of their origins stand."""
        return [s for d in self.disputes for r in d.receipts for b in r.rows for s in b.spots]


def tell_disputes(
    connection: sqlite3.Connection, head: StoryHead, disputes: Sequence[Dispute], *, prepare: Prepare = prepare_part
) -> Page:
    """These disputes of a story as a page tells them; `prepare` makes the part of the story ready that they show."""
    kept = [decode(Told, d.told) for d in disputes if d.told]
    if len(disputes) > 1:
        kept = [_name_few(d) for d in kept]
    rest = [d for d in disputes if not d.told]
    shown = {i for d in rest for i in d.entries}
    shown |= {i for d in kept for i in (*_list_paired(d), *d.left_more, *d.right_more, *d.neither)}
    named = {i for d in kept for side in d.values for g in side for i in g.entries}
    documents = slices.get_parts(connection, shown, unread=named - shown, stances=_DOUBTS if rest else ())
    story = prepare(connection, head, documents, relations=_list_relations(connection, head, rest))
    made = _tell(story) if rest else []
    if len(disputes) > 1:
        made = [_name_few(d) for d in made]
    made += [map_entries(d, story.entries.__getitem__) for d in kept]
    return Page(story=story, disputes=tuple(order_disputes(made)))


def _name_few(told: Told[E]) -> Told[E]:
    """A dispute as it is told beside others: of each further value the first that give it; by itself it names more."""
    given = tuple(
        tuple(replace(cast(Any, g), entries=g.entries[:FEW], more=g.more + max(len(g.entries) - FEW, 0)) for g in side)
        for side in told.values
    )
    return cast(Told[E], replace(cast(Any, told), values=given))


def _list_paired(told: Told[str]) -> list[str]:
    return [i for p in told.pairs for i in (p.left, p.right)]


def _list_relations(connection: sqlite3.Connection, head: StoryHead, disputes: Sequence[Dispute]) -> list[Any]:
    return list(chain.from_iterable(get_relations(connection, head.first, disputes)))


def _tell(story: Prepared) -> list[Told[Entry]]:
    found: AllTold = find_disputes(story)
    return [*found.shown, *found.more]


def keep_told(
    connection: sqlite3.Connection,
    story: str,
    disputes: Sequence[Sequence[Any]],
    *,
    known: Sequence[Dispute] = (),
    touched: frozenset[str] | None = None,
) -> list[tuple[Any, ...]]:
    """The disputes of a story, as places and entries, each with what is told of it where that is to be kept.

    Of those that are `known` as they are, and hang on nothing that was `touched`, it is known, too.
    """
    head = slices.get_head(connection, story)
    told_of = {(d.places, d.entries): d.told for d in known if d.told and touched is not None and touched.isdisjoint(d.entries)}
    kept = []
    for places, entries in disputes:
        dispute = Dispute(places=tuple(places), entries=tuple(entries))
        told = told_of.get((dispute.places, dispute.entries))
        if told is None and head and len(entries) > MANY:
            told = _keep(connection, head, dispute)
        kept.append((places, entries, told))
    return kept


def _keep(connection: sqlite3.Connection, head: StoryHead, dispute: Dispute) -> Any:
    """What is told of a dispute, its entries by their ids; None where it is told as several, or not at all."""
    documents: list[Document] = slices.get_parts(connection, dispute.entries, stances=_DOUBTS)
    made = _tell(prepare_part(connection, head, documents, relations=_list_relations(connection, head, [dispute])))
    return encode(map_entries(made[0], lambda e: e.id)) if len(made) == 1 else None
