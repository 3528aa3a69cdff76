"""Making what is kept of stories for their pages (`onrecord.store.kept`): sums and doubts of each, orders of large ones."""

import sqlite3
from collections.abc import Iterable

from onrecord.arranging import arrange_story, match_doubters
from onrecord.doubts import gather_doubts
from onrecord.model import Document
from onrecord.store import kept
from onrecord.store.articles import get_documents
from onrecord.store.connection import transaction
from onrecord.store.stories import articles_of
from onrecord.tell.arithmetic import find_checks

LARGE = 100
"""Articles from which on the orders and groups of a story are kept: those of others are worked out in a few milliseconds."""
_AT_ONCE = 50  # stories looked up at a time


def keep_story(connection: sqlite3.Connection, story: str, *, documents: Iterable[Document] | None = None) -> None:
    """Makes what is kept of a story of which nothing is, or no more than its sums; to be called within a transaction.

    `documents` are those of the story, where they are at hand.
    """
    articles = articles_of(connection, story)
    if kept.get_only(connection, story, "sums") is None:
        checks = find_checks(get_documents(connection, articles) if documents is None else documents)
        kept.put_part(connection, story, "sums", [[(c.text, c.fits, c.figures) for c in checks]])
    kept.put_part(connection, story, "unverified", [match_doubters(connection, story)])
    kept.put_doubts(connection, gather_doubts(connection, story))
    if len(articles) >= LARGE:
        kept.put_parts(connection, story, arrange_story(connection, story))
    kept.mark_kept(connection, story)


def keep_waiting(connection: sqlite3.Connection) -> None:
    """Makes what is kept of all stories of which it is not, each in a transaction of its own."""
    while waiting := kept.unkept_stories(connection, limit=_AT_ONCE):
        for story in waiting:
            with transaction(connection):
                if not kept.is_kept(connection, story):  # another process may have made it meanwhile
                    keep_story(connection, story)
