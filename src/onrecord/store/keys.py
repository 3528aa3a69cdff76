"""What keeps pages fast however large the ledger: what holds an entry, who says how much, what is new, all in order.

All of it follows from the other tables and is kept up to date by triggers, whoever writes to these.
"""

import sqlite3
from collections.abc import Iterator

NO_SOURCE = "no source named"
#: By name, the kind of derived values, the array in which it is looked for, and what of each item of that is the key.
_HELD = {
    "claims": ("claims", "json_extract({v}, '$.members')", "j.value"),
    "entities": ("entities", "json_extract({v}, '$.sources')", "j.value"),
    "names": ("entities", "json_insert(json_extract({v}, '$.aliases'), '$[#]', json_extract({v}, '$.name'))", "j.value"),
    "origins": ("origins", "json_extract({v}, '$.articles')", "j.value"),
    "events": ("events", "json_extract({v}, '$.articles')", "j.value"),
    "places": ("places", "json_extract({v}, '$.mentions')", "json_extract(j.value, '$.article')"),
    "relations": ("relations", "json_array(json_extract({v}, '$.left'), json_extract({v}, '$.right'))", "j.value"),
    "reuse": ("reuse", "json_array(json_extract({v}, '$.left.article'), json_extract({v}, '$.right.article'))", "j.value"),
}
_TABLES = (
    # in which derived values of a story an id or a name stands
    """CREATE TABLE holds (
        story TEXT NOT NULL, held TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (story, held, key, position)
    ) WITHOUT ROWID""",
    # how much of everything a story holds
    """CREATE TABLE story_counts (
        story TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (story, name)
    ) WITHOUT ROWID""",
    "CREATE INDEX story_counts_by_number ON story_counts (name, number DESC, story)",
    # what the source of each statement is called, across the story where it is in one
    """CREATE TABLE said (
        id TEXT PRIMARY KEY, article TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, day TEXT NOT NULL,
        start INTEGER NOT NULL, stance TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX said_by_name ON said (name, day, article, start)",
    "CREATE INDEX said_by_article ON said (article, name, stance)",
    "CREATE TABLE speakers (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX speakers_by_number ON speakers (number DESC, name)",
    # the contradictions and updates in the order in which they are told as news, and the day of each
    """CREATE TABLE news (
        section TEXT NOT NULL, rank REAL NOT NULL, story TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (section, rank, story, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX news_by_day ON news (section, day)",
    "CREATE INDEX news_by_story ON news (story, position)",
    # where in an article its statements and figures stand
    """CREATE TABLE spans (
        article TEXT NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, entry TEXT NOT NULL,
        PRIMARY KEY (article, kind, start, "end", entry)
    ) WITHOUT ROWID""",
    # the names that sources are given to, findable by any three letters of them
    "CREATE TABLE source_names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE source_index USING fts5 (name, content='', tokenize='trigram')",
)
# of an update: that a source takes back what it said, as its reason says
_TAKEN_BACK = "instr(json_extract(d.value, '$.reason'), ' takes it back: ') > 0"
DAY = "coalesce(json_extract(r.anchor, '$.earliest'), '9999')"
_STANDING = (
    "CASE json_extract({0}, '$.status') WHEN 'disputed' THEN 0 WHEN 'superseded' THEN 1 WHEN 'corroborated' THEN 2 ELSE 3 END"
)
_INDEXES = (
    "readings_by_day ON readings (coalesce(json_extract(anchor, '$.earliest'), '9999'), article)",
    "articles_by_publisher ON articles (lower(publisher), id)",
    "stories_by_day ON stories (coalesce(json_extract(value, '$.earliest'), '9999'), id)",
    "figures_in_order ON figures (indicator, unit, coalesce(json_extract(value, '$.as_of.earliest'), '9999'), article, "
    "json_extract(value, '$.passage.start'))",
    "figures_by_quotation ON figures (json_extract(value, '$.quotation'))",
    "events_in_order ON derived (json_extract(value, '$.date'), json_extract(value, '$.id')) WHERE kind = 'events'",
    "disputes_in_order ON derived (-json_extract(value, '$.score'), json_extract(value, '$.left'), "
    "json_extract(value, '$.right')) WHERE kind = 'relations' AND json_extract(value, '$.relation') = 'contradicts'",
    f"claims_in_order ON derived ({_STANDING.format('value')}, -json_extract(value, '$.origins'), "
    "-json_array_length(value, '$.members'), json_extract(value, '$.id')) WHERE kind = 'claims'",
    "claims_of_story ON derived (story, " + _STANDING.format("value") + ", -json_extract(value, '$.origins'), "
    "-json_array_length(value, '$.members'), json_extract(value, '$.id')) WHERE kind = 'claims'",
    "claims_as_news ON derived (-json_extract(value, '$.origins'), -json_array_length(value, '$.members'), "
    "json_extract(value, '$.id'), json_extract(value, '$.first_said')) WHERE kind = 'claims'",
    "claims_by_day ON derived (json_extract(value, '$.first_said')) WHERE kind = 'claims'",
)
_SAID_DAY = (
    "coalesce(CASE WHEN json_extract(q.value, '$.said') IS NULL THEN json_extract(r.anchor, '$.earliest') "
    "ELSE json_extract(q.value, '$.said.earliest') END, '9999')"
)
START = "coalesce(json_extract({}.value, '$.content[0].start'), 0)"
"""Where a statement begins, by its row."""
SAID_OF = f"{{0}}.article = {{1}}.article AND {{0}}.start = {START.format('{1}')} AND {{0}}.id = {{1}}.id"
"""That a row of `said` is that of a statement."""
# by the story that the article is in, where it is in one
_CALLED = (
    "coalesce((SELECT json_extract(d.value, '$.name') FROM story_articles sa CROSS JOIN holds h ON h.story = sa.story "  # noqa: S608
    "AND h.held = 'entities' AND h.key = {0}.id CROSS JOIN derived d ON d.story = h.story AND d.kind = 'entities' "
    "AND d.position = h.position WHERE sa.article = {0}.article ORDER BY h.position DESC LIMIT 1), {1}, "
    f"'{NO_SOURCE}')"
)
_PUT_SAID = (
    f"INSERT OR REPLACE INTO said SELECT q.id, q.article, q.position, {{name}}, {_SAID_DAY}, {START.format('q')}, q.stance "  # noqa: S608
    "FROM quotations q JOIN readings r ON r.article = q.article WHERE {which}"
)
_PUT_SAID_NOW = _PUT_SAID.format(name=_CALLED.format("q", "q.source"), which="q.id = new.id")
_SAID_NEW = f"article = new.article AND start = {START.format('new')} AND id = new.id"
_PUT_SPANS = (
    "INSERT OR IGNORE INTO spans SELECT q.article, 'statement', json_extract(c.value, '$.start'), "
    "json_extract(c.value, '$.end'), q.id FROM quotations q, json_each(q.value, '$.content') c WHERE {which}"
)
_PUT_FIGURE_SPANS = (
    "INSERT OR IGNORE INTO spans SELECT q.article, 'figure', json_extract(q.value, '$.passage.start'), "
    "json_extract(q.value, '$.passage.end'), q.id FROM figures q WHERE {which}"
)
_PRINTED = (
    "coalesce((SELECT {0} FROM readings r WHERE r.article = coalesce("
    "(SELECT article FROM quotations WHERE id = json_extract({1}, '$.{2}')), "
    "(SELECT article FROM figures WHERE id = json_extract({1}, '$.{2}')))), '')"
)
_EARLIEST = "coalesce(json_extract(r.anchor, '$.earliest'), '')"
_PUT_NEWS = (
    "INSERT OR REPLACE INTO news SELECT CASE json_extract(d.value, '$.relation') WHEN 'contradicts' THEN 'disputed' ELSE "  # noqa: S608
    "CASE (SELECT count(*) FROM figures f WHERE f.id IN (json_extract(d.value, '$.left'), json_extract(d.value, '$.right'))) "
    "WHEN 2 THEN 'moved' ELSE 'superseded' END END, "
    "CASE json_extract(d.value, '$.relation') WHEN 'contradicts' THEN -json_extract(d.value, '$.score') ELSE 0 END, "
    "d.story, d.position, CASE json_extract(d.value, '$.relation') WHEN 'contradicts' THEN "
    f"max({_PRINTED.format(_EARLIEST, 'd.value', 'left')}, {_PRINTED.format(_EARLIEST, 'd.value', 'right')}) "
    f"ELSE {_PRINTED.format(_EARLIEST, 'd.value', 'right')} END "
    "FROM derived d WHERE d.kind = 'relations' AND json_extract(d.value, '$.relation') IN ('contradicts', 'updates') {which}"
)
_PUT_REVERSED = (
    "INSERT OR IGNORE INTO news SELECT 'reversed', n.rank, n.story, n.position, n.day FROM news n JOIN derived d "  # noqa: S608
    "ON d.story = n.story AND d.kind = 'relations' AND d.position = n.position "
    f"WHERE n.section = 'superseded' AND {_TAKEN_BACK} {{which}}"
)
_NAME_SOURCE = "INSERT OR IGNORE INTO source_names (name) SELECT new.source WHERE new.source IS NOT NULL"
_UNSAID = [
    f"DELETE FROM said WHERE article = old.article AND start = {START.format('old')} AND id = old.id",  # noqa: S608
    "DELETE FROM spans WHERE article = old.article AND kind = 'statement' AND entry = old.id",
]
_COUNT = "INSERT INTO {0} VALUES ({1}, {2}) ON CONFLICT DO UPDATE SET number = number + 1"
_CALLED_NOW = _CALLED.format("said", "(SELECT source FROM quotations q WHERE q.id = said.id)")
# where another story takes the place of the article's, a name that stays is not written
_RENAME = (
    f"UPDATE said SET name = {_CALLED_NOW} WHERE (article, start, id) IN (SELECT q.article, {START.format('q')}, q.id "  # noqa: S608
    f"FROM json_each({{0}}.value, '$.sources') k CROSS JOIN quotations q ON q.id = k.value) AND name <> {_CALLED_NOW}"
)
# where another day is taken for an article, the day of the news that rest on its entries
_OF_STORY = "(SELECT story FROM story_articles WHERE article = new.article)"
_RESTING = (
    f"(SELECT h.position FROM (SELECT id FROM quotations WHERE article = new.article UNION ALL SELECT id FROM figures "  # noqa: S608
    f"WHERE article = new.article) e CROSS JOIN holds h ON h.story = {_OF_STORY} AND h.held = 'relations' AND h.key = e.id)"
)
_DATE_NEWS = (
    f"DELETE FROM news WHERE story = {_OF_STORY} AND position IN {_RESTING}",  # noqa: S608
    _PUT_NEWS.format(which=f"AND d.story = {_OF_STORY} AND d.position IN {_RESTING}"),
    _PUT_REVERSED.format(which=f"AND n.story = {_OF_STORY} AND n.position IN {_RESTING}"),
)


def make_keys(connection: sqlite3.Connection) -> None:
    """Makes the tables, the indexes and the triggers, and fills them from what the ledger holds."""
    for statement in _TABLES:
        connection.execute(statement)
    for statement in _fill():
        connection.execute(statement)
    for index in _INDEXES:
        connection.execute(f"CREATE INDEX {index}")
    for name, when, statements in _triggers():
        connection.execute(f"CREATE TRIGGER keys_{name} AFTER {when} BEGIN {'; '.join(statements)}; END")


def index_news(connection: sqlite3.Connection) -> None:
    """Makes what finds statements that were taken back, claims by their second origin's day, and articles at one address."""
    _trigger_anew(connection, "relations_insert")
    connection.execute(_PUT_REVERSED.format(which=""))
    for index in (
        # all that is asked of them stands in it: of a long time there are many
        "claims_by_second ON derived (json_extract(value, '$.corroborated'), json_extract(value, '$.first_said'), "
        "json_extract(value, '$.origins'), story, position) WHERE kind = 'claims' "
        "AND json_extract(value, '$.corroborated') IS NOT NULL",
        "articles_by_url ON articles (url, id) WHERE url IS NOT NULL",
    ):
        connection.execute(f"CREATE INDEX {index}")


def name_anew(connection: sqlite3.Connection) -> None:
    """Has sources named as they are now by what the ledger does when an entity is added or taken."""
    _trigger_anew(connection, "entities_insert", "entities_delete")


def follow_tables(connection: sqlite3.Connection) -> None:
    """Has what is kept follow the other tables as this version of the code does, and is made anew where they changed."""
    held = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'keys\\_%' ESCAPE '\\'"
    for (name,) in connection.execute(held).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for name, when, statements in _triggers():
        connection.execute(f"CREATE TRIGGER keys_{name} AFTER {when} BEGIN {'; '.join(statements)}; END")


def _trigger_anew(connection: sqlite3.Connection, *names: str) -> None:
    for name, when, statements in _triggers():
        if name in names:
            connection.execute(f"DROP TRIGGER keys_{name}")
            connection.execute(f"CREATE TRIGGER keys_{name} AFTER {when} BEGIN {'; '.join(statements)}; END")


def date_statements(connection: sqlite3.Connection, article: str) -> None:
    """Puts the statements of an article under its day, once another is taken for it."""
    connection.execute(
        f"UPDATE said SET day = found.day FROM (SELECT q.id, {START.format('q')} AS start, {_SAID_DAY} AS day "  # noqa: S608
        "FROM quotations q JOIN readings r ON r.article = q.article WHERE q.article = :article) found "
        "WHERE said.article = :article AND said.start = found.start AND said.id = found.id AND said.day <> found.day",
        {"article": article},
    )


def _fill() -> Iterator[str]:
    # fixed parts of this file
    for name, (kind, each, key) in _HELD.items():
        yield (
            f"INSERT OR IGNORE INTO holds SELECT d.story, '{name}', {key}, d.position FROM derived d, "  # noqa: S608
            f"json_each({each.format(v='d.value')}) j WHERE d.kind = '{kind}'"
        )
    yield "INSERT INTO story_counts SELECT story, 'articles', count(*) FROM story_articles GROUP BY story"
    yield "INSERT INTO story_counts SELECT story, kind, count(*) FROM derived GROUP BY story, kind"
    yield (
        "INSERT INTO story_counts SELECT story, json_extract(value, '$.relation'), count(*) FROM derived "
        "WHERE kind = 'relations' GROUP BY 1, 2"
    )
    yield "INSERT OR REPLACE INTO counts SELECT kind, count(*) FROM derived GROUP BY kind"
    yield (
        "INSERT OR REPLACE INTO counts SELECT 'claims ' || json_extract(value, '$.first_said'), count(*) FROM derived "
        "WHERE kind = 'claims' AND json_extract(value, '$.first_said') IS NOT NULL GROUP BY 1"
    )
    yield (
        "CREATE TEMP TABLE naming AS SELECT j.value AS id, json_extract(d.value, '$.name') AS name, max(d.position) "
        "FROM derived d, json_each(d.value, '$.sources') j WHERE d.kind = 'entities' GROUP BY d.story, j.value"
    )
    yield "CREATE UNIQUE INDEX temp.naming_by_id ON naming (id)"
    yield _PUT_SAID.format(name=f"coalesce(q.source, '{NO_SOURCE}')", which="1")
    yield "UPDATE said SET name = (SELECT name FROM naming n WHERE n.id = said.id) WHERE id IN (SELECT id FROM naming)"
    yield "DROP TABLE naming"
    yield "INSERT INTO speakers SELECT name, count(*) FROM said GROUP BY name"
    yield _PUT_SPANS.format(which="1")
    yield _PUT_FIGURE_SPANS.format(which="1")
    yield _PUT_NEWS.format(which="")
    yield _PUT_REVERSED.format(which="")
    yield "INSERT OR REPLACE INTO counts SELECT section || ' ' || day, count(*) FROM news GROUP BY section, day"
    yield "INSERT INTO source_names (name) SELECT DISTINCT source FROM quotations WHERE source IS NOT NULL ORDER BY source"
    yield "INSERT INTO source_index (rowid, name) SELECT number, name FROM source_names"


def _triggers() -> Iterator[tuple[str, str, list[str]]]:
    for kind in ("claims", "entities", "origins", "events", "places", "relations", "reuse"):
        held = [(name, each, key) for name, (of, each, key) in _HELD.items() if of == kind]
        added = [
            f"INSERT OR IGNORE INTO holds SELECT new.story, '{name}', {key}, new.position "  # noqa: S608
            f"FROM json_each({each.format(v='new.value')}) j"
            for name, each, key in held
        ]
        taken = [
            f"DELETE FROM holds WHERE story = old.story AND held = '{name}' AND position = old.position "  # noqa: S608
            f"AND key IN (SELECT {key} FROM json_each({each.format(v='old.value')}) j)"
            for name, each, key in held
        ]
        added.append(_COUNT.format("counts", f"'{kind}'", "1"))
        added.append(_COUNT.format("story_counts", f"new.story, '{kind}'", "1"))
        taken.append(f"UPDATE counts SET number = number - 1 WHERE name = '{kind}'")  # noqa: S608
        taken.append(f"UPDATE story_counts SET number = number - 1 WHERE story = old.story AND name = '{kind}'")  # noqa: S608
        if kind == "claims":
            name = "'claims ' || json_extract({}.value, '$.first_said')"
            added.append(
                "INSERT INTO counts SELECT " + name.format("new") + ", 1 WHERE json_extract(new.value, '$.first_said') "
                "IS NOT NULL ON CONFLICT DO UPDATE SET number = number + 1"
            )
            taken.append(f"UPDATE counts SET number = number - 1 WHERE name = {name.format('old')}")  # noqa: S608
        if kind == "relations":
            relation = "json_extract({}.value, '$.relation')"
            added.append(_COUNT.format("story_counts", f"new.story, {relation.format('new')}", "1"))
            added.append(_PUT_NEWS.format(which="AND d.story = new.story AND d.position = new.position"))
            added.append(_PUT_REVERSED.format(which="AND n.story = new.story AND n.position = new.position"))
            taken.append(
                f"UPDATE story_counts SET number = number - 1 WHERE story = old.story AND name = {relation.format('old')}"  # noqa: S608
            )
            taken.append("DELETE FROM news WHERE story = old.story AND position = old.position")
        if kind == "entities":
            added.append(_RENAME.format("new"))
            taken.append(_RENAME.format("old"))
        yield f"{kind}_insert", f"INSERT ON derived WHEN new.kind = '{kind}'", added
        yield f"{kind}_delete", f"DELETE ON derived WHEN old.kind = '{kind}'", taken
    yield "joined", "INSERT ON story_articles", [_COUNT.format("story_counts", "new.story, 'articles'", "1")]
    yield (
        "left",
        "DELETE ON story_articles",
        ["UPDATE story_counts SET number = number - 1 WHERE story = old.story AND name = 'articles'"],
    )
    yield "story_delete", "DELETE ON stories", ["DELETE FROM story_counts WHERE story = old.story"]
    for event, row, sign in (("insert", "new", "+"), ("delete", "old", "-")):
        day = f"{row}.section || ' ' || {row}.day"
        counted = {
            "+": _COUNT.format("counts", day, "1"),
            "-": f"UPDATE counts SET number = number - 1 WHERE name = {day}",  # noqa: S608
        }
        yield f"news_{event}", f"{event.upper()} ON news", [counted[sign]]
    yield (
        "quotation_insert",
        "INSERT ON quotations",
        [
            _PUT_SAID_NOW,
            _PUT_SPANS.format(which="q.id = new.id"),
            _NAME_SOURCE,
        ],
    )
    yield (
        "quotation_place",
        "UPDATE OF position, stance ON quotations",
        [f"UPDATE said SET position = new.position, stance = new.stance WHERE {_SAID_NEW}"],  # noqa: S608
    )
    called = _CALLED.format("new", "new.source")
    yield (
        "quotation_source",
        "UPDATE OF source ON quotations",
        [f"UPDATE said SET name = {called} WHERE {_SAID_NEW} AND name <> {called}", _NAME_SOURCE],  # noqa: S608
    )
    yield (
        "quotation_content",
        "UPDATE OF value ON quotations WHEN json_extract(old.value, '$.content') <> json_extract(new.value, '$.content')",
        [*_UNSAID, _PUT_SAID_NOW, _PUT_SPANS.format(which="q.id = new.id")],
    )
    yield (
        "quotation_delete",
        "DELETE ON quotations",
        _UNSAID,
    )
    yield "figure_insert", "INSERT ON figures", [_PUT_FIGURE_SPANS.format(which="q.id = new.id")]
    unspanned = "DELETE FROM spans WHERE article = old.article AND kind = 'figure' AND entry = old.id"
    yield "figure_delete", "DELETE ON figures", [unspanned]
    yield (
        "figure_passage",
        "UPDATE OF value ON figures WHEN json_extract(old.value, '$.passage') <> json_extract(new.value, '$.passage')",
        [unspanned, _PUT_FIGURE_SPANS.format(which="q.id = new.id")],
    )
    day = "json_extract({}.anchor, '$.earliest')"
    yield "reading_day", f"UPDATE OF anchor ON readings WHEN {day.format('old')} IS NOT {day.format('new')}", list(_DATE_NEWS)
    yield "name_insert", "INSERT ON source_names", ["INSERT INTO source_index (rowid, name) VALUES (new.number, new.name)"]
    spoke = _COUNT.format("speakers", "new.name", "1")
    fell_silent = [
        "UPDATE speakers SET number = number - 1 WHERE name = old.name",
        "DELETE FROM speakers WHERE name = old.name AND number = 0",
    ]
    yield "said_insert", "INSERT ON said", [spoke]
    yield "said_delete", "DELETE ON said", fell_silent
    yield "said_rename", "UPDATE OF name ON said WHEN new.name <> old.name", [*fell_silent, spoke]
