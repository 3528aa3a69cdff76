"""Searching the sentences of the articles."""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, get_args

from onrecord.model import Passage, Status
from onrecord.store.keys import START


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that holds the words, and the ids of the quotations and figures that stand in it."""

    sentence: Passage
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which sentences a search looks at; what is None does not narrow it.

    `kind` is "statement" or "figure": the sentence holds one. `source` is part of the name that a statement in it is given
    to, `publisher` the outlet. `first` and `last` are ISO days between which the article was published. `story` is the id of a
    story, or of its first article. `status` is that of the claim which a statement or figure in it makes.
    """

    kind: str | None = None
    source: str | None = None
    publisher: str | None = None
    first: str | None = None
    last: str | None = None
    story: str | None = None
    status: Status | None = None


MOST = 10_000  # sentences that a search looks at: past that, the words are too common to tell the best
MOST_NAMES = 2_000  # of sources that a name given in part may stand for
_LETTERS = 3
_SENTENCE = '(SELECT :article AS article, :start AS start, :end AS "end") s'
_SPANS = 'spans p WHERE p.article = s.article AND p.kind = {} AND p.start < s."end" AND p."end" > s.start'
_ANY_SPAN = 'spans p WHERE p.article = s.article AND p.start < s."end" AND p."end" > s.start'
# what is looked at of every sentence that holds the words; of a source, whether the article quotes it at all
_CONDITIONS = {
    "story": "s.article IN (SELECT article FROM story_articles WHERE story = :story)",
    "publisher": "s.article IN (SELECT id FROM articles WHERE lower(publisher) = lower(:publisher))",
    "first": "(SELECT latest FROM article_days r WHERE r.article = s.article) >= :first",
    "last": "(SELECT earliest FROM article_days r WHERE r.article = s.article) <= :last",
    "source": "s.article IN (SELECT q.article FROM named CROSS JOIN quotations q ON q.source = named.name)",
}
# the claims that an entry is a member of
HAS_STATUS = (
    "EXISTS (SELECT 1 FROM story_articles a CROSS JOIN holds h ON h.story = a.story AND h.held = 'claims' AND h.key = {entry} "
    "CROSS JOIN derived d ON d.story = h.story AND d.kind = 'claims' AND d.position = h.position WHERE a.article = {article} "
    "AND json_extract(d.value, '$.status') = :status)"
)
# what is looked at of one after the other, until there are enough
_WITHIN = {
    "kind": f"EXISTS (SELECT 1 FROM {_SPANS.format(':kind')})",  # noqa: S608 - parts of this file
    "source": "EXISTS (SELECT 1 FROM quotations q JOIN spans p ON p.entry = q.id WHERE p.article = s.article "
    'AND p.kind = \'statement\' AND p.start < s."end" AND p."end" > s.start AND instr(lower(q.source), lower(:source)) > 0)',
    "status": f"EXISTS (SELECT 1 FROM {_ANY_SPAN} AND {HAS_STATUS.format(entry='p.entry', article='s.article')})",  # noqa: S608
}
KINDS = ("statement", "figure")
STATUSES: tuple[Status, ...] = get_args(Status)
# names of three letters and more are found by their letters
_NAMED = {
    True: "named AS MATERIALIZED (SELECT name FROM source_names WHERE number IN (SELECT rowid FROM source_index "  # noqa: S608
    f"WHERE source_index MATCH :letters LIMIT {MOST_NAMES}) AND instr(lower(name), lower(:source)) > 0)",
    False: "named AS MATERIALIZED (SELECT name FROM source_names WHERE instr(lower(name), lower(:source)) > 0 "  # noqa: S608
    f"LIMIT {MOST_NAMES})",
}
# by what a search is narrowed to, the articles in which that is found; of a source, those that quote it at all
_ARTICLES = {
    "story": "SELECT article FROM story_articles WHERE story = :story",
    "publisher": "SELECT id FROM articles WHERE lower(publisher) = lower(:publisher)",
    "days": "SELECT article FROM article_days WHERE latest >= :first AND earliest <= :last",
    "source": "SELECT DISTINCT q.article FROM named CROSS JOIN quotations q ON q.source = named.name",
}
# of a source every statement is looked at anyway
_OWN = {"story": "article", "publisher": "id", "days": "article"}
_OPEN_DAYS = {"first": "", "last": "~"}
_MATCHING = "SELECT rowid AS number, {} AS rank FROM sentence_index WHERE sentence_index MATCH :query LIMIT :most"
_WEIGHED = "round(bm25(sentence_index), 6)"
_SAID_BY = (
    "SELECT DISTINCT (SELECT s.number FROM sentences s WHERE s.article = q.article AND s.start <= q.start "  # noqa: S608
    "ORDER BY s.start DESC LIMIT 1) AS number, 0 AS rank FROM (SELECT quotations.article, "
    f"{START.format('quotations')} AS start FROM named CROSS JOIN quotations ON quotations.source = named.name LIMIT :most) q"
)


def search_sentences(
    connection: sqlite3.Connection, words: str, *, offset: int = 0, limit: int = 50, among: Among | None = None
) -> list[Hit]:
    """The sentences that hold all the words (a phrase in double quotes), the best first, equals by article and place.

    Without words, those that begin what the source of `among` said.
    Of words that stand in more than MOST sentences, it looks at the first MOST, the shortest first.
    """
    terms = re.findall(r'"([^"]*)"|(\S+)', words)
    # each term as a quoted string: what a person types is never read as query syntax
    query = " ".join('"' + (phrase or word).replace('"', "") + '"' for phrase, word in terms if (phrase or word).strip('"'))
    if not query and not (among and among.source):
        return []
    given = read_among(connection, among)
    narrowed = "".join(f" AND {condition}" for name, condition in _CONDITIONS.items() if name in given)
    named = _name_sources(given) + ", " if given.get("source") else ""
    if query:
        # words that stand nearly everywhere tell nothing, and weighing them takes a look at each of their sentences
        common = any(_is_common(connection, term) for term in query.split('" "'))
        found = _MATCHING.format("0" if common else _WEIGHED)
    else:
        found = _SAID_BY
    order = 'found.rank, s."end" - s.start, s.article, s.start' if query and common else "found.rank, s.article, s.start"
    asked = {**given, "letters": _quote_letters(given), "query": query, "most": MOST}
    rows = connection.execute(
        f'WITH {named}found AS MATERIALIZED ({found}) SELECT s.article, s.start, s."end" '  # noqa: S608
        f"FROM found CROSS JOIN sentences s ON s.number = found.number WHERE 1{narrowed} "
        f"ORDER BY {order}",
        asked,
    )
    within = " AND ".join(condition for name, condition in _WITHIN.items() if name in given)
    if within:
        check = f"SELECT 1 FROM {_SENTENCE} WHERE {within}"  # noqa: S608 - parts of this file
        places = ({**asked, "article": a, "start": s, "end": e} for a, s, e in rows)
        kept = ((p["article"], p["start"], p["end"]) for p in places if connection.execute(check, p).fetchone())
    else:
        kept = (row for row in rows)
    chosen = list(islice(kept, offset, offset + limit))
    texts = "SELECT substr(text, ? + 1, ? - ?) FROM articles WHERE id = ?"
    found_rows = [(a, s, e, connection.execute(texts, (s, e, s, a)).fetchone()[0]) for a, s, e in chosen]
    return [
        Hit(
            sentence=Passage(article=article, start=start, end=end, exact=exact),
            entries=_entries_in(connection, article, start, end),
        )
        for article, start, end, exact in found_rows
    ]


def read_among(connection: sqlite3.Connection, among: Among | None) -> dict[str, Any]:
    """What narrows a search, by name; the story by its key."""
    given = {k: v for k, v in asdict(among).items() if v is not None} if among else {}
    if "story" in given:
        row = connection.execute("SELECT story FROM stories WHERE id = ?", (given["story"],)).fetchone()
        given["story"] = row[0] if row else given["story"]
    return given


def find_articles(connection: sqlite3.Connection, given: dict[str, Any], *, most: int) -> tuple[set[str] | None, list[str]]:
    """The articles that what is given of `Among` leaves, None where they are too many; and what of it is yet to be looked at.

    Each part of it by which `most` articles or fewer are found is looked up; others narrow too little.
    """
    found: set[str] | None = None
    left = []
    for name, query in _ARTICLES.items():
        if name not in given and not (name == "days" and not given.keys().isdisjoint(_OPEN_DAYS)):
            continue
        named = f"WITH {_name_sources(given)} " if name == "source" else ""
        asked = {**_OPEN_DAYS, **given, "letters": _quote_letters(given), "most": most + 1}
        rows = {article for (article,) in connection.execute(f"{named}{query} LIMIT :most", asked)}
        if len(rows) > most:
            left += [name] if name in _OWN else []
        else:
            found = rows if found is None else found & rows
    return found, left


def narrow_articles(
    connection: sqlite3.Connection, articles: set[str], given: dict[str, Any], names: Sequence[str]
) -> set[str]:
    """Those of the articles that these parts of what is given leave."""
    for name in names:
        query = f"SELECT a.value FROM json_each(:articles) a WHERE EXISTS ({_ARTICLES[name]} AND {_OWN[name]} = a.value)"  # noqa: S608
        asked = {**_OPEN_DAYS, **given, "articles": json.dumps(sorted(articles))}
        articles = {article for (article,) in connection.execute(query, asked)}
    return articles


def _name_sources(given: dict[str, Any]) -> str:
    return _NAMED[len(given["source"]) >= _LETTERS]


def _quote_letters(given: dict[str, Any]) -> str:
    return '"' + str(given.get("source", "")).replace('"', '""') + '"'


def _entries_in(connection: sqlite3.Connection, article: str, start: int, end: int) -> tuple[str, ...]:
    query = 'SELECT DISTINCT entry FROM spans WHERE article = ? AND kind = ? AND start < ? AND "end" > ? ORDER BY start, entry'
    return tuple(row[0] for kind in KINDS for row in connection.execute(query, (article, kind, end, start)))


def _is_common(connection: sqlite3.Connection, term: str) -> bool:
    query = f'"{term.strip(chr(34))}"'
    counted = "SELECT count(*) FROM (SELECT 1 FROM sentence_index WHERE sentence_index MATCH ? LIMIT ?)"
    return bool(connection.execute(counted, (query, MOST)).fetchone()[0] >= MOST)
