"""What the tool is least sure of, for a person to judge.

Weak relations, sources named by a pronoun, days that are inferred, figures of one text whose givers are at odds.
"""

import datetime as dt
import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.judge.corrections import CORRECTIONS
from onrecord.judge.standing import standing
from onrecord.language.words import content_words
from onrecord.model import Document, Figure, Judgement, StoryRecord, When
from onrecord.paging.cursors import read_cursor, write_cursor
from onrecord.store import judgements as judged
from onrecord.store import kept, slices
from onrecord.store.kept import Doubted
from onrecord.store.stories import articles_of, key_of, story_of
from onrecord.tell.tables import words_of
from onrecord.text import fold

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
        "FROM stories s CROSS JOIN derived d ON d.story = s.story WHERE d.kind = 'relations' {derived} "
        "AND json_extract(d.value, '$.decided_by') <> 'person'"
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
    "json_group_array(DISTINCT json_extract(f.value, '$.giver')) FROM stories s CROSS JOIN derived d ON d.story = s.story, "
    "json_each(d.value, '$.beginnings') b, json_each(b.value, '$.members') m JOIN figures f ON f.id = m.value "
    "WHERE d.kind = 'claims' {derived} AND "
    f"{_OPEN.format('f.id')} GROUP BY d.story, d.position, b.key HAVING count(DISTINCT json_extract(f.value, '$.giver')) > 1"
)

# narrowed to what some entries and articles are about
_ABOUT = {
    "source": "q.id IN (SELECT value FROM json_each(:about))",
    "day": "r.article IN (SELECT value FROM json_each(:about))",
}
_CLAIMS_ABOUT = (
    "AND d.story = :story AND d.position IN (SELECT h.position FROM json_each(:about) k CROSS JOIN holds h "
    "ON h.story = :story AND h.held = 'claims' AND h.key = k.value)"
)


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
    """Doubts from `offset` on, the greatest first, and how many there are in all.

    `after` is the cursor by which those that follow are asked for; None at the end.
    """

    doubts: tuple[Doubt, ...]
    offset: int
    total: int
    after: str | None = None


def find_doubts(
    connection: sqlite3.Connection,
    *,
    story: str | None = None,
    offset: int = 0,
    limit: int = 50,
    after: str | None = None,
) -> DoubtPage:
    """What the tool is least sure of and nobody has judged, of one story or of all, the least sure first.

    `after` is the cursor of a page of the same, whose rows these follow.
    Raises: ConfigError where it is none.
    """
    place: tuple[Any, ...] | None = None
    if after is not None:
        offset, place = read_cursor("queue", after, (float, str, str, str, int))
    if kept.is_kept(connection, story):
        rows, total = _kept_doubts(connection, story, 0 if place else offset, limit, place)
    else:
        every = sorted(gather_doubts(connection, story), key=lambda row: row[:5])
        start = bisect_right(every, place, key=lambda row: row[:5]) if place else offset
        rows, total = every[start : start + limit], len(every)
    end = offset + len(rows)
    more = rows and len(rows) == limit and end < total
    words = _words(connection, [i for row in rows for i in json.loads(row[3])])
    heads: dict[str, str] = {}
    for row in rows:
        if row[2] not in heads:
            head = slices.get_head(connection, row[2])
            heads[row[2]] = head.first if head else ""
    sentences = _sentences(connection, list(words))
    return DoubtPage(
        doubts=tuple(_make(row, words, sentences, heads) for row in rows),
        offset=offset,
        total=total,
        after=write_cursor("queue", end, rows[-1][:5]) if more else None,
    )


def gather_doubts(connection: sqlite3.Connection, story: str | None) -> list[Doubted]:
    """What the tool is not sure of and nobody has judged, of one story or of all, worked out from what is stored."""
    derived = "AND d.story = :story" if story else ""
    of = "AND sa.story = :story" if story else ""
    made = judged.judgements_on(connection, articles_of(connection, story)) if story else judged.list_judgements(connection)
    given = {"story": story, "judged": json.dumps(sorted(_settled_by(made)))}
    rows = [row for q in _QUERIES.values() for row in connection.execute(q.format(derived=derived, of=of), given)]
    return _number([*rows, *_list_givers(connection, derived, given)])


def renew_doubts(connection: sqlite3.Connection, story: str) -> None:
    """Keeps anew which relations of a story wait for a decision."""
    kept.drop_doubts(connection, story, ["relation"])
    query = _QUERIES["relation"].format(derived="AND d.story = :story")
    kept.put_doubts(connection, _number(connection.execute(query, {"story": story})))


def renew_settled(connection: sqlite3.Connection, story: str, ids: Iterable[str]) -> None:
    """Keeps anew what waits for a decision about these entries and articles, which somebody settled, or no longer does."""
    settled = _settled_by(judged.judgements_on(connection, articles_of(connection, story)))
    claims = slices.list_members(connection, story, sorted(ids))
    about = {*ids, *(m for members in claims.values() for m in members)}
    kept.drop_doubts(connection, story, ["source", "day", "giver"], about)
    given = {"story": story, "judged": json.dumps(sorted(settled)), "about": json.dumps(sorted(about))}
    rows: list[tuple[Any, ...]] = []
    for kind, of in _ABOUT.items():
        rows += connection.execute(_QUERIES[kind].format(of=f"AND sa.story = :story AND {of}"), given)
    kept.put_doubts(connection, _number([*rows, *_list_givers(connection, _CLAIMS_ABOUT, given)]))


def _list_givers(connection: sqlite3.Connection, derived: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The figures of one text whose givers are at odds."""
    begun = [row for row in connection.execute(_GIVERS.format(derived=derived), given) if _are_at_odds(json.loads(row[5]))]
    ids = [i for row in begun for i in json.loads(row[2])]
    figures = {f.id: f for f in slices.get_entries(connection, ids)[1]}
    return _find_at_odds(begun, figures, _sentences(connection, ids))


def doubt_record(record: StoryRecord, documents: Iterable[Document], made: Sequence[Judgement]) -> list[Doubted]:
    """As `gather_doubts`, of one story that is at hand, with its documents and the judgements on it."""
    story, settled = key_of(record.story), _settled_by(made)
    documents = list(documents)
    figures = {f.id: f for d in documents for f in d.reading.figures}
    rows: list[tuple[Any, ...]] = [
        ("relation", story, _join(r.left, r.right), r.score, r.relation, r.reason)
        for r in record.relations
        if r.decided_by != "person"
    ]
    for d in documents:
        rows += [
            ("source", story, _join(q.id), _P_PRONOUN, None, _join(q.source.mention.exact, q.source.name))
            for q in d.reading.quotations
            if q.source and q.source.mention and q.source.mention.exact.lower() in _PRONOUNS and q.id not in settled
        ]
        if d.reading.anchor.basis in ("inferred", "unknown") and d.article.id not in settled:
            rows.append(("day", story, _join(d.article.id), _trust_day(d.reading.anchor), None, d.reading.anchor.reason))
    begun: list[tuple[Any, ...]] = []
    for claim in record.claims:
        for beginning in claim.beginnings:
            given = {i: figures[i].giver for i in beginning.members if i in figures and i not in settled}
            if _are_at_odds(given.values()):
                begun.append(("giver", story, _join(*given), _P_GIVER, None, None))
    by_id = {d.article.id: d for d in documents}
    sentences = {i: _find_sentence(by_id[figures[i].article], figures[i]) for row in begun for i in json.loads(row[2])}
    return _number([*rows, *_find_at_odds(begun, figures, sentences)])


def _find_sentence(document: Document, figure: Figure) -> str:
    """The sentence that a figure begins in."""
    at = figure.passage.start
    return next((document.article.text[s.start : s.end] for s in document.layout.sentences if s.start <= at < s.end), "")


def _join(*values: str | None) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _trust_day(day: When) -> float:
    """How sure a day is that may be any of several."""
    if day.earliest is None or day.latest is None:
        return 0.0
    apart = dt.date.fromisoformat(day.latest) - dt.date.fromisoformat(day.earliest)
    return min(_P_DAY, _WEEK / (_WEEK + apart.days))


def _number(rows: Iterable[tuple[Any, ...]]) -> list[Doubted]:
    """The rows as they are kept, those that are alike told apart."""
    alike: Counter[tuple[Any, ...]] = Counter()
    numbered = []
    for kind, story, ids, p_right, relation, why in rows:
        key = (p_right, kind, story, ids)
        numbered.append((*key, alike[key], relation, why))
        alike[key] += 1
    return numbered


def _kept_doubts(
    connection: sqlite3.Connection, story: str | None, offset: int, limit: int, place: tuple[Any, ...] | None
) -> tuple[list[Doubted], int]:
    """The doubts that are kept, less those that a judgement settles which is not yet worked in; how many there are."""
    if story:
        total = connection.execute("SELECT count(*) FROM doubts WHERE story = ?", (story,)).fetchone()[0]
    else:
        total = connection.execute("SELECT number FROM counts WHERE name = 'doubts'").fetchone()[0]
    done = _settled_since(connection, story)
    if not (story or done or place):
        return kept.list_doubts(connection, offset=offset, limit=limit), total
    conditions = ["story = :story"] if story else []
    conditions += ["(p_right, kind, story, ids, number) > (:p0, :p1, :p2, :p3, :p4)"] if place else []
    conditions += ["(kind = 'relation' OR ids NOT IN (SELECT value FROM json_each(:done)))"] if done else []
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    given = {f"p{n}": value for n, value in enumerate(place or ())}
    rows = connection.execute(
        f"SELECT p_right, kind, story, ids, number, relation, why FROM doubts {where}"  # noqa: S608 - parts of this file
        "ORDER BY p_right, kind, story, ids, number LIMIT :limit OFFSET :offset",
        {**given, "story": story, "done": json.dumps(done), "limit": limit, "offset": offset},
    )
    return rows.fetchall(), total - len(done)


def _settled_since(connection: sqlite3.Connection, story: str | None) -> list[str]:
    """The ids of the kept doubts, but for relations, that judgements settle which are not yet worked in."""
    waiting = judged.unjudged_articles(connection)
    settled = _settled_by(judged.judgements_on(connection, waiting)) if waiting else set()
    if not settled:
        return []
    stories = {s for a in waiting if (s := story_of(connection, a)) and s == (story or s)}
    query = (
        "SELECT ids FROM doubts WHERE story IN (SELECT value FROM json_each(?)) AND kind <> 'relation' "
        "AND EXISTS (SELECT 1 FROM json_each(ids) WHERE value IN (SELECT value FROM json_each(?)))"
    )
    return [row[0] for row in connection.execute(query, (json.dumps(sorted(stories)), json.dumps(sorted(settled))))]


def _find_at_odds(
    rows: Iterable[tuple[Any, ...]], figures: Mapping[str, Figure], sentences: Mapping[str, str]
) -> list[tuple[Any, ...]]:
    """Of figures that begin together, those that stand in one sentence, printed by several, and have several givers there."""
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


def _settled_by(made: Sequence[Judgement]) -> set[str]:
    """What somebody has corrected or found right, among the things that these judgements speak of."""
    settling = [j for j in standing(made) if j.decision in ("confirm-entry", *CORRECTIONS)]
    return {t.id for j in settling for t in j.targets}


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


def _make(row: Doubted, words: Mapping[str, str], sentences: Mapping[str, str], heads: Mapping[str, str]) -> Doubt:
    p_right, kind, story, ids, _, relation, why = row
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
