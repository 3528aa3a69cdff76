"""What the tool is least sure of, for a person to judge.

Weak relations, sources named by a pronoun, days that are inferred, figures of one text whose givers are at odds.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.judge.corrections import CORRECTIONS
from onrecord.judge.standing import standing
from onrecord.store import judgements as judged
from onrecord.store import slices
from onrecord.tell.tables import words_of
from onrecord.text import fold
from onrecord.words import content_words

DoubtKind = Literal["relation", "source", "day", "giver"]

# How often the tool is right, roughly, where it goes by a pronoun; where several are named for one figure; a day at best.
_P_PRONOUN, _P_GIVER, _P_DAY = 0.75, 0.4, 0.8
_WEEK = 7
# two sentences are one text where they share so many words, and so much of the shorter
_LEAST, _ALIKE = 5, 0.6
_PRONOUNS = ("he", "she", "it", "they", "we", "i", "who", "which", "his", "her", "its", "their")
_IN = "JOIN story_articles sa ON sa.article = {} {{of}}"
_OPEN = "{} NOT IN (SELECT value FROM json_each(:judged))"
# parts of this file alone make them; each gives: kind, story, what it is about (one id, or two), how sure, relation, why
_QUERIES = {
    "relation": (
        "SELECT 'relation', d.story, json_array(json_extract(d.value, '$.left'), json_extract(d.value, '$.right')), "
        "json_extract(d.value, '$.score'), json_extract(d.value, '$.relation'), json_extract(d.value, '$.reason') "
        "FROM derived d WHERE d.kind = 'relations' {derived} AND json_extract(d.value, '$.decided_by') <> 'person'"
    ),
    "source": (
        f"SELECT 'source', sa.story, json_array(q.id), {_P_PRONOUN}, NULL, "  # noqa: S608
        "json_array(json_extract(q.value, '$.source.mention.exact'), json_extract(q.value, '$.source.name')) "
        f"FROM quotations q {_IN.format('q.article')} WHERE lower(json_extract(q.value, '$.source.mention.exact')) IN "
        f"({', '.join(repr(p) for p in _PRONOUNS)}) AND {_OPEN.format('q.id')}"
    ),
    "day": (
        "SELECT 'day', sa.story, json_array(r.article), CASE WHEN json_extract(r.anchor, '$.earliest') IS NULL OR "  # noqa: S608
        "json_extract(r.anchor, '$.latest') IS NULL THEN 0.0 ELSE "
        f"min({_P_DAY}, {_WEEK}.0 / ({_WEEK} + julianday(json_extract(r.anchor, '$.latest')) - "
        "julianday(json_extract(r.anchor, '$.earliest')))) END, NULL, json_extract(r.anchor, '$.reason') "
        f"FROM readings r {_IN.format('r.article')} WHERE json_extract(r.anchor, '$.basis') IN ('inferred', 'unknown') "
        f"AND {_OPEN.format('r.article')}"
    ),
}
_GIVERS = (
    f"SELECT 'giver', d.story, json_group_array(DISTINCT f.id), {_P_GIVER}, NULL, "  # noqa: S608
    "json_group_array(DISTINCT json_extract(f.value, '$.giver')) FROM derived d, json_each(d.value, '$.beginnings') b, "
    "json_each(b.value, '$.members') m JOIN figures f ON f.id = m.value WHERE d.kind = 'claims' {derived} AND "
    f"{_OPEN.format('f.id')} GROUP BY d.story, d.position, b.key HAVING count(DISTINCT json_extract(f.value, '$.giver')) > 1"
)
_GIVEN = "SELECT " + ", ".join(f"json_extract(value, '$[{n}]')" for n in range(6)) + " FROM json_each(:givers)"  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that the tool is not sure of: `p_right` is roughly how often it is right in such a case.

    `ids` are the statements or figures (of a relation left and right), or the article whose day is inferred; `words` are
    theirs, `sentences` those that they stand in, verbatim; `story` is the story's first article.
    """

    kind: DoubtKind
    p_right: float
    ids: tuple[str, ...]
    words: tuple[str, ...]
    sentences: tuple[str, ...]
    why: str
    story: str
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtPage:
    """Doubts from `offset` on, the greatest first, and how many there are in all."""

    doubts: tuple[Doubt, ...]
    offset: int
    total: int


def find_doubts(connection: sqlite3.Connection, *, story: str | None = None, offset: int = 0, limit: int = 50) -> DoubtPage:
    """What the tool is least sure of and nobody has judged, of one story or of all, the least sure first."""
    derived = "AND d.story = :story" if story else ""
    of = "AND sa.story = :story" if story else ""
    every = " UNION ALL ".join([*(q.format(derived=derived, of=of) for q in _QUERIES.values()), _GIVEN])
    given: dict[str, object] = {"story": story, "judged": json.dumps(_judged_ids(connection))}
    at_odds = _find_at_odds(connection, connection.execute(_GIVERS.format(derived=derived), given).fetchall())
    given |= {"limit": limit, "offset": offset, "givers": json.dumps(at_odds)}
    rows = connection.execute(
        f"SELECT *, count(*) OVER () FROM ({every}) ORDER BY 4, 1, 2, 3 LIMIT :limit OFFSET :offset",  # noqa: S608 - parts of this file
        given,
    ).fetchall()
    # past the end no row says how many there are
    total = rows[0][6] if rows else connection.execute(f"SELECT count(*) FROM ({every})", given).fetchone()[0]  # noqa: S608
    words = _words(connection, [i for row in rows for i in json.loads(row[2])])
    heads: dict[str, str] = {}
    for row in rows:
        if row[1] not in heads:
            head = slices.get_head(connection, row[1])
            heads[row[1]] = head.first if head else ""
    sentences = _sentences(connection, list(words))
    return DoubtPage(doubts=tuple(_make(row, words, sentences, heads) for row in rows), offset=offset, total=total)


def _find_at_odds(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Of figures that begin together, those that stand in one sentence, printed by several, and have several givers there."""
    rows = [row for row in rows if _are_at_odds(json.loads(row[5]))]
    ids = [i for row in rows for i in json.loads(row[2])]
    sentences = _sentences(connection, ids)
    figures = {f.id: f for f in slices.get_entries(connection, ids)[1]}
    found = []
    for row in rows:
        alike: dict[tuple[str, ...], dict[str, str]] = {}
        for id_ in sorted(json.loads(row[2])):
            # an article that gives the amount in two units gives it once
            wording = tuple(sorted(set(content_words(sentences.get(id_, "")))))
            alike.setdefault(_nearest(wording, alike), {}).setdefault(figures[id_].article, id_)
        for by in alike.values():
            givers = sorted({figures[i].giver or "" for i in by.values()} - {""})
            if _are_at_odds(givers):
                found.append((*row[:2], json.dumps(list(by.values())), row[3], row[4], json.dumps(givers)))
    return found


def _nearest(wording: tuple[str, ...], known: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The known wording that shares most words with this one, else itself."""
    own = set(wording)
    shared = [(len(own & set(k)), k) for k in known]
    near = [(n, k) for n, k in shared if n >= _LEAST and n >= _ALIKE * min(len(own), len(k))]
    return max(near)[1] if near else wording


def _are_at_odds(names: Iterable[str | None]) -> bool:
    """Whether these are the names of several, as far as names tell: "rescue service" may be the "national rescue service"."""
    given = [frozenset(fold(name).split()) for name in names if name]
    return any(not (a <= b or b <= a) for a in given for b in given)


def _judged_ids(connection: sqlite3.Connection) -> list[str]:
    """What somebody has corrected or found right."""
    made = standing(judged.list_judgements(connection))
    return sorted({t.id for j in made if j.decision in ("confirm-entry", *CORRECTIONS) for t in j.targets})


def _words(connection: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    quotations, figures = slices.get_entries(connection, ids)
    found = {q.id: words_of(q) for q in quotations} | {f.id: f.passage.exact for f in figures}
    return found | {a.id: a.title for a in slices.list_articles(connection, [i for i in ids if i not in found])}


def _sentences(connection: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    """The sentence that each statement or figure begins in."""
    found: dict[str, str] = {}
    for table, start in (("quotations", "$.content[0].start"), ("figures", "$.passage.start")):
        rows = connection.execute(
            f'SELECT e.id, substr(a.text, s.start + 1, s."end" - s.start) FROM {table} e JOIN articles a ON a.id = e.article '  # noqa: S608
            'JOIN sentences s ON s.article = e.article AND s.start <= json_extract(e.value, :start) AND s."end" > '
            "json_extract(e.value, :start) WHERE e.id IN (SELECT value FROM json_each(:ids))",
            {"start": start, "ids": json.dumps(ids)},
        )
        found.update(rows.fetchall())
    return found


def _make(row: tuple[Any, ...], words: Mapping[str, str], sentences: Mapping[str, str], heads: Mapping[str, str]) -> Doubt:
    kind, story, ids, p_right, relation, why, _ = row
    about = tuple(json.loads(ids))
    told = {
        "relation": why,
        "source": "its source is named by “{}”, read as {}".format(*json.loads(why)) if kind == "source" else "",
        "day": f"its day is inferred: {why}" if why else "its day is not known",
        "giver": f"one text, several givers: {', '.join(filter(None, json.loads(why)))}" if kind == "giver" else "",
    }
    return Doubt(
        kind=kind,
        p_right=round(p_right, 3),
        ids=about,
        words=tuple(words.get(i, "") for i in about),
        sentences=tuple(sentences.get(i, "") for i in about),
        why=told[kind],
        story=heads[story],
        relation=relation,
    )
