"""Who is quoted in a story, how often, and with what."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from onrecord.store import kept, slices
from onrecord.store.keys import NO_SOURCE, SAID_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHead:
    """A source of a story: how often it is quoted, with which stances, and one of its statements, which is its address."""

    name: str
    statements: int
    stances: tuple[tuple[str, int], ...]
    first: str


PRONOUNS = frozenset("i he she it they we you who which this that one".split())
_APART = 10  # times that it takes to find the story of a statement, to reading one among those of its article
_OF_STORY = "FROM story_articles sa CROSS JOIN said q ON q.article = sa.article WHERE sa.story = :story"


def list_sources(connection: sqlite3.Connection, story: str) -> list[SourceHead]:
    """The sources of a story, the most quoted first; a pronoun that nobody is found for comes behind.

    Statements without a source go by the name "". "Officials" that open a sentence are the "officials" of others.
    """
    query = f"SELECT lower(q.name), q.name, q.stance, count(*), min(q.id) {_OF_STORY} GROUP BY 2, 3 ORDER BY 1, 4 DESC, 2, 3"
    heads = []
    for _, group in groupby(connection.execute(query, {"story": story}), key=itemgetter(0)):
        rows = list(group)
        told: Counter[str] = Counter()
        for _, _, stance, n, _ in rows:
            told[stance] += n
        stances = tuple(sorted(told.items(), key=lambda item: (-item[1], item[0])))
        name, first = _named(rows[0][1]), min(row[4] for row in rows)
        heads.append(SourceHead(name=name, statements=told.total(), stances=stances, first=first))
    return sorted(heads, key=lambda h: (h.name == "", h.name.lower() in PRONOUNS, -h.statements, h.name))


def page_sources(connection: sqlite3.Connection, story: str, *, offset: int, limit: int) -> tuple[list[SourceHead], int]:
    """Some sources of a story, the most quoted first, and how many there are."""
    known = kept.get_part(connection, story, "sources", offset=offset, limit=limit)
    if known is None:
        every = list_sources(connection, story)
        return every[offset : offset + limit], len(every)
    heads = [
        SourceHead(name=name, statements=statements, stances=tuple((s, n) for s, n in stances), first=first)
        for name, statements, stances, first in known
    ]
    return heads, kept.count_rows_of(connection, story, "sources")


def name_source(connection: sqlite3.Connection, quotation: str) -> str:
    """What the source of a statement is called across its story; "" where it has none."""
    query = f"SELECT s.name FROM quotations q CROSS JOIN said s ON {SAID_OF.format('s', 'q')} WHERE q.id = ?"  # noqa: S608
    row = connection.execute(query, (quotation,)).fetchone()
    return _named(row[0]) if row else ""


def _named(name: str) -> str:
    return "" if name == NO_SOURCE else name


def list_said(connection: sqlite3.Connection, story: str, name: str) -> list[str]:
    """The ids of the statements of a source of a story, by its name, in order of time."""
    given = {"story": story, "name": name or NO_SOURCE}
    called = "SELECT {} FROM speakers WHERE name = :name COLLATE NOCASE"
    (everywhere,) = connection.execute(called.format("total(number)"), given).fetchone()
    # who speaks little is found by name, whoever speaks much by the articles of the story
    if everywhere * _APART < slices.count_parts(connection, story)["quotations"]:
        rows = (
            f"FROM said q WHERE q.name IN ({called.format('name')}) "  # noqa: S608 - parts of this file
            "AND (SELECT story FROM story_articles sa WHERE sa.article = q.article) = :story"
        )
    else:
        rows = f"{_OF_STORY} AND q.name = :name COLLATE NOCASE"
    query = f"SELECT q.id {rows} ORDER BY q.day, q.article, q.position"
    return [row[0] for row in connection.execute(query, given)]


def list_spoken(connection: sqlite3.Connection, story: str, quotations: Collection[str], names: Collection[str]) -> set[str]:
    """These statements, the figures that they give, and those of the story whose giver goes by any of these names."""
    rows = connection.execute(
        "SELECT f.id FROM json_each(:said) k CROSS JOIN quotations q ON q.id = k.value CROSS JOIN figures f "
        "ON f.article = q.article AND json_extract(f.value, '$.quotation') = q.id UNION "
        "SELECT f.id FROM story_articles sa CROSS JOIN figures f ON f.article = sa.article WHERE sa.story = :story "
        "AND json_extract(f.value, '$.giver') IN (SELECT value FROM json_each(:names))",
        {"said": json.dumps(sorted(quotations)), "story": story, "names": json.dumps(sorted(names), ensure_ascii=False)},
    )
    return {*quotations, *(row[0] for row in rows)}
