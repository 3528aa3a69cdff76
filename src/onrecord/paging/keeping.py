"""Making what is kept of stories for their pages (`onrecord.store.kept`): sums and doubts of each, orders of large ones."""

import sqlite3
from collections.abc import Iterable, Sequence

from onrecord.model import Document, Judgement, StoryRecord
from onrecord.paging.arranging import arrange_story, match_doubters
from onrecord.paging.disputing import keep_told
from onrecord.paging.shortening import keep_short
from onrecord.review.doubts import doubt_record, gather_doubts
from onrecord.store import kept
from onrecord.store.connection import transaction
from onrecord.store.outlines import get_counted
from onrecord.store.stories import articles_of
from onrecord.tell.arithmetic import find_checks
from onrecord.tell.unverified import match_unverified

LARGE = 100
"""Articles from which on the orders and groups of a story are kept: those of others are worked out in a few milliseconds."""
_AT_ONCE = 50  # stories looked up at a time


def keep_record(
    connection: sqlite3.Connection, record: StoryRecord, documents: Sequence[Document], judgements: Sequence[Judgement]
) -> None:
    """Makes what is kept of a story that was just stored, from what is at hand; to be called within a transaction."""
    story = record.story.id
    _keep_sums(connection, story, documents)
    claim_of = {m: claim.id for claim in record.claims for m in claim.members}
    doubting = [d for d in documents if any(q.stance == "cannot-verify" for q in d.reading.quotations)]
    kept.put_part(connection, story, "unverified", [list(match_unverified(doubting, claim_of).items())])
    kept.put_doubts(connection, doubt_record(record, documents, judgements))
    _arrange(connection, story, len(documents))


def keep_story(connection: sqlite3.Connection, story: str) -> None:
    """Makes what is yet to be kept of a story, its doubts always; to be called within a transaction."""
    articles = articles_of(connection, story)
    if kept.get_only(connection, story, "sums") is None:
        _keep_sums(connection, story, get_counted(connection, articles))
    if kept.get_only(connection, story, "unverified") is None:
        kept.put_part(connection, story, "unverified", [match_doubters(connection, story)])
    kept.put_doubts(connection, gather_doubts(connection, story))
    _arrange(connection, story, len(articles))


def _keep_sums(connection: sqlite3.Connection, story: str, documents: Iterable[Document]) -> None:
    kept.put_part(connection, story, "sums", [[(c.text, c.fits, c.figures) for c in find_checks(documents)]])


def _arrange(connection: sqlite3.Connection, story: str, articles: int) -> None:
    if articles >= LARGE and not kept.is_arranged(connection, story):
        parts = arrange_story(connection, story)
        kept.put_parts(connection, story, {**parts, "disputes": keep_told(connection, story, parts["disputes"])})
        keep_short(connection, story)
    kept.mark_kept(connection, story)


def keep_waiting(connection: sqlite3.Connection) -> None:
    """Makes what is kept of all stories of which it is not, each in a transaction of its own."""
    while waiting := kept.unkept_stories(connection, limit=_AT_ONCE):
        for story in waiting:
            with transaction(connection):
                if not kept.is_kept(connection, story):  # another process may have made it meanwhile
                    keep_story(connection, story)
