"""Which article each follows, in a ledger: found through its index, so that the work does not grow with the ledger."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from onrecord.group.copies import share_of_wording
from onrecord.group.partings import part_sketches
from onrecord.group.sketches import Sketch, body_text
from onrecord.group.stories import LEAST_MET, choose_parent, link_score
from onrecord.store import articles as rows
from onrecord.store import links


def link_articles(connection: sqlite3.Connection, articles: Sequence[str], *, waiting: frozenset[str]) -> None:
    """Stores which article each of these follows, and has those follow it that are more like it than what they followed.

    `waiting` are the articles that are linked by themselves in the same run.
    """
    known: dict[str, Sketch] = {}

    def sketch_of(article: str) -> Sketch:
        if article not in known:
            known[article] = _make_sketch(links.get_sketch(connection, article))
        return known[article]

    def are_copies(left: str, right: str) -> bool:
        one, two = rows.get_documents(connection, [left, right])
        return share_of_wording(body_text(one), body_text(two)) > 0

    for id_ in articles:
        sketch = sketch_of(id_)
        others = [sketch_of(other) for other in links.find_near(connection, sketch.keys, least=LEAST_MET) if other != id_]
        link = choose_parent(sketch, others, are_copies=are_copies)
        links.put_link(connection, id_, link.parent if link else None, link.score if link else 0.0)
        for other in others:
            if other.place < sketch.place or other.article in waiting:
                continue
            score = link_score(sketch, other, are_copies=are_copies)
            parent, best = links.get_link(connection, other.article) or ("", 0.0)
            if score and parent != id_ and (score > best or (score == best and sketch.place < sketch_of(parent).place)):
                links.put_link(connection, other.article, id_, score)
                links.await_story(connection, [other.article])


def list_tied_stories(connection: sqlite3.Connection, article: str) -> list[list[str]]:
    """The articles that this one is tied to, over however many steps, itself among them, by the matter that they tell of."""
    tied = sorted(links.tied_articles(connection, article))
    # a ledger of an older version may lack some until its articles are read again
    stored = [value for a in tied if (value := links.get_sketch(connection, a))]
    return part_sketches([_make_sketch(value) for value in stored]) if len(stored) == len(tied) else [tied]


def _make_sketch(value: dict[str, Any]) -> Sketch:
    return Sketch(**(value | {k: tuple(v) for k, v in value.items() if isinstance(v, list)}))
