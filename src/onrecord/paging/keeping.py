"""Making what is kept of stories for their pages (`onrecord.store.kept`): sums and doubts of each, orders of large ones."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Document, Judgement, StoryRecord
from onrecord.paging.arranging import arrange_story, find_disputes, match_doubters
from onrecord.paging.disputing import keep_told
from onrecord.paging.shortening import SHORT, keep_short, tell_short
from onrecord.review.doubts import doubt_record, gather_doubts, renew_doubts, renew_settled
from onrecord.store import kept
from onrecord.store.connection import one_state, transaction
from onrecord.store.outlines import get_counted
from onrecord.store.stories import articles_of, key_of
from onrecord.tell.arithmetic import find_checks
from onrecord.tell.unverified import match_unverified

LARGE = 100
"""Articles from which on the orders and groups of a story are kept: those of others are worked out in a few milliseconds."""
_AT_ONCE = 50  # stories looked up at a time


Sums = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What of a story is not as it was: derived values of these kinds, "groups" where claims hold other entries than before.

    `entries` are those that what is told of a dispute hangs on; None where it may be any.
    """

    kinds: frozenset[str] = frozenset()
    entries: frozenset[str] | None = frozenset()

    def __or__(self, other: "Touched") -> "Touched":
        """What either touched."""
        entries = None if self.entries is None or other.entries is None else self.entries | other.entries
        return Touched(kinds=self.kinds | other.kinds, entries=entries)


def keep_record(
    connection: sqlite3.Connection,
    record: StoryRecord,
    documents: Sequence[Document],
    judgements: Sequence[Judgement],
    *,
    sums: Sums,
) -> None:
    """Makes what is kept of a story that was just stored, from what is at hand; to be called within a transaction.

    Of a large one all but its `sums` takes long, and is left to `keep_waiting`. These are what `make_sums` gives.
    """
    story = key_of(record.story)
    if len(documents) >= LARGE:
        kept.put_parts(connection, story, sums)
        return
    parts = dict(sums)
    claim_of = {m: claim.id for claim in record.claims for m in claim.members}
    doubting = [d for d in documents if any(q.stance == "cannot-verify" for q in d.reading.quotations)]
    parts["unverified"] = [list(match_unverified(doubting, claim_of).items())]
    _keep(connection, story, _Made(parts=parts, doubts=doubt_record(record, documents, judgements)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What is to be kept of a story: its parts, and what waits for a decision."""

    parts: Mapping[str, Sequence[Any]]
    doubts: Sequence[Any]


def keep_story(connection: sqlite3.Connection, story: str) -> None:
    """Makes what is yet to be kept of a story, its doubts always; to be called within a transaction."""
    _keep(connection, story, _make(connection, story))


def _make(connection: sqlite3.Connection, story: str) -> _Made:
    articles = articles_of(connection, story)
    parts: dict[str, Sequence[Any]] = {}
    if kept.get_only(connection, story, "sums") is None:
        parts |= make_sums(get_counted(connection, articles))
    if kept.get_only(connection, story, "unverified") is None:
        parts["unverified"] = [match_doubters(connection, story)]
    if len(articles) >= LARGE and not kept.is_arranged(connection, story):
        arranged = arrange_story(connection, story)
        parts |= {**arranged, "disputes": keep_told(connection, story, arranged["disputes"])}
        with kept.parts_at_hand(connection, story, parts):
            parts[SHORT] = tell_short(connection, story)
    return _Made(parts=parts, doubts=gather_doubts(connection, story))


def _keep(connection: sqlite3.Connection, story: str, made: _Made) -> None:
    kept.put_parts(connection, story, made.parts)
    kept.replace_doubts(connection, story, made.doubts)
    kept.mark_kept(connection, story)


def renew_story(connection: sqlite3.Connection, story: str, touched: Touched, *, settled: Collection[str]) -> None:
    """Makes anew what is kept of a story of that which hangs on what is touched; to be called within a transaction.

    `settled` are entries and articles that somebody decided are right, or no longer does.
    """
    if not kept.is_kept(connection, story):
        return  # it is made whole when its turn comes
    if "groups" in touched.kinds:
        kept.forget_judged(connection, story)
        keep_story(connection, story)
        return
    if "relations" in touched.kinds:
        renew_doubts(connection, story)
    if settled:
        renew_settled(connection, story, settled)
    if touched.kinds and kept.is_arranged(connection, story):
        known = find_disputes(connection, story).shown
        parts = arrange_story(connection, story, touched=touched.kinds)
        told = keep_told(connection, story, parts["disputes"], known=known, touched=touched.entries)
        kept.put_parts(connection, story, {**parts, "disputes": told})
        keep_short(connection, story, days="entities" in touched.kinds)


def make_sums(documents: Iterable[Document]) -> Sums:
    """The sums of one story as they are kept."""
    return {"sums": [[(c.text, c.fits, c.figures) for c in find_checks(documents)]]}


def keep_waiting(connection: sqlite3.Connection) -> None:
    """Makes what is kept of all stories of which it is not, each in a transaction of its own.

    It is worked out before that begins, so that nobody who writes meanwhile waits for it; and again where somebody did.
    """
    while waiting := kept.unkept_stories(connection, limit=_AT_ONCE):
        for story in waiting:
            with one_state(connection):
                version = _read_version(connection)
                made = None if kept.is_kept(connection, story) else _make(connection, story)
            with transaction(connection):
                if made is not None and not kept.is_kept(connection, story):  # another process may have made it meanwhile
                    _keep(connection, story, made if _read_version(connection) == version else _make(connection, story))


def _read_version(connection: sqlite3.Connection) -> int:
    """A number that is another once another process has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
