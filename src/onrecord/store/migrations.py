"""The form of the ledger file, as numbered steps; each runs once, in one transaction, and is never edited after a release."""

import sqlite3
from collections.abc import Callable

from onrecord.cells import file_vectors
from onrecord.store.claim_orders import order_claims
from onrecord.store.judgements import key_by_judgement
from onrecord.store.kept import count_doubts, forget_arranged, make_tables
from onrecord.store.keys import index_news, make_keys, name_anew
from onrecord.store.reading_order import order_as_read
from onrecord.store.story_keys import key_by_first_article


def migrate_1(connection: sqlite3.Connection) -> None:
    """Articles and what is read in each; stories and what is derived across their articles; the sentence index."""
    for statement in (
        # what was read: immutable rows
        """CREATE TABLE articles (
            id TEXT PRIMARY KEY, text TEXT NOT NULL, path TEXT, url TEXT, external_id TEXT, publisher TEXT, title TEXT,
            authors TEXT NOT NULL, language TEXT, published TEXT NOT NULL, hints TEXT NOT NULL
        ) WITHOUT ROWID""",
        # what the article alone tells: a function of the article and of the version of the code
        """CREATE TABLE layouts (
            article TEXT PRIMARY KEY REFERENCES articles, version TEXT NOT NULL, value TEXT NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE readings (
            article TEXT PRIMARY KEY REFERENCES articles, anchor TEXT NOT NULL, dates TEXT NOT NULL, names TEXT NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE quotations (
            id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, position INTEGER NOT NULL,
            source TEXT, form TEXT NOT NULL, stance TEXT NOT NULL, value TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX quotations_by_article ON quotations (article, position)",
        "CREATE INDEX quotations_by_source ON quotations (source)",
        """CREATE TABLE figures (
            id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, position INTEGER NOT NULL,
            indicator TEXT NOT NULL, unit TEXT NOT NULL, low REAL, high REAL, value TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX figures_by_article ON figures (article, position)",
        "CREATE INDEX figures_by_indicator ON figures (indicator)",
        """CREATE TABLE sentences (
            number INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, start INTEGER NOT NULL,
            "end" INTEGER NOT NULL
        )""",
        "CREATE INDEX sentences_by_article ON sentences (article, start)",
        # the words alone: the text itself stands once, in its article
        "CREATE VIRTUAL TABLE sentence_index USING fts5 (words, content='', tokenize='unicode61 remove_diacritics 2')",
        # which articles belong together
        """CREATE TABLE sketches (article TEXT PRIMARY KEY REFERENCES articles, value TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE TABLE sketch_keys (key INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (key, article)) WITHOUT ROWID",
        # stored, but not yet in a story
        "CREATE TABLE pending (article TEXT PRIMARY KEY REFERENCES articles) WITHOUT ROWID",
        # what is derived across the articles of a story
        "CREATE TABLE stories (id TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE story_articles (article TEXT PRIMARY KEY REFERENCES articles, story TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX articles_by_story ON story_articles (story, article)",
        """CREATE TABLE derived (
            story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, kind TEXT NOT NULL, position INTEGER NOT NULL,
            value TEXT NOT NULL, PRIMARY KEY (story, kind, position)
        ) WITHOUT ROWID""",
        "CREATE INDEX derived_by_kind ON derived (kind, story, position)",
    ):
        connection.execute(statement)


def migrate_2(connection: sqlite3.Connection) -> None:
    """How much each key of an article says; which article it follows. The sketches are made again, by another version."""
    for statement in (
        "DELETE FROM sketches",
        "DROP TABLE sketch_keys",
        """CREATE TABLE sketch_keys (
            key INTEGER NOT NULL, article TEXT NOT NULL, weight REAL NOT NULL, PRIMARY KEY (key, article)
        ) WITHOUT ROWID""",
        "CREATE INDEX sketch_keys_by_article ON sketch_keys (article)",
        """CREATE TABLE links (
            article TEXT PRIMARY KEY REFERENCES articles, parent TEXT NOT NULL, score REAL NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX links_by_parent ON links (parent)",
    ):
        connection.execute(statement)


def migrate_3(connection: sqlite3.Connection) -> None:
    """How many rows there are, kept with every change, and the layouts by version: neither takes going through all rows."""
    connection.execute("CREATE INDEX layouts_by_version ON layouts (version, article)")
    connection.execute("CREATE TABLE counts (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID")
    for table in ("articles", "quotations", "figures", "stories"):
        # a fixed list of names
        connection.execute(f"INSERT INTO counts SELECT '{table}', count(*) FROM {table}")  # noqa: S608
        for event, sign in (("INSERT", "+"), ("DELETE", "-")):
            change = f"UPDATE counts SET number = number {sign} 1 WHERE name = '{table}'"  # noqa: S608
            connection.execute(f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} BEGIN {change}; END")
    connection.execute(
        "INSERT INTO counts SELECT json_extract(value, '$.relation'), count(*) FROM derived WHERE kind = 'relations' GROUP BY 1"
    )
    connection.execute(
        "CREATE TRIGGER relations_insert AFTER INSERT ON derived WHEN new.kind = 'relations' "
        "BEGIN INSERT INTO counts VALUES (json_extract(new.value, '$.relation'), 1) "
        "ON CONFLICT (name) DO UPDATE SET number = number + 1; END"
    )
    connection.execute(
        "CREATE TRIGGER relations_delete AFTER DELETE ON derived WHEN old.kind = 'relations' "
        "BEGIN UPDATE counts SET number = number - 1 WHERE name = json_extract(old.value, '$.relation'); END"
    )


def migrate_4(connection: sqlite3.Connection) -> None:
    """What quotations mean, as vectors."""
    connection.execute(
        "CREATE TABLE meanings (quotation TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, value BLOB NOT NULL)"
        " WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX meanings_by_article ON meanings (article)")


def migrate_5(connection: sqlite3.Connection) -> None:
    """What people decide; what they changed as it was before; which stories their judgements are yet to be worked into."""
    for statement in (
        "CREATE TABLE judgements (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, value TEXT NOT NULL)",
        "CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements "
        "BEGIN SELECT raise(ABORT, 'a judgement is undone, not deleted'); END",
        "CREATE TRIGGER judgements_hold BEFORE UPDATE ON judgements "
        "BEGIN SELECT raise(ABORT, 'a judgement is undone, not changed'); END",
        # no reference: a judgement outlasts what it speaks of
        """CREATE TABLE judged_articles (
            article TEXT NOT NULL, judgement TEXT NOT NULL, PRIMARY KEY (article, judgement)
        ) WITHOUT ROWID""",
        "CREATE INDEX articles_by_judgement ON judged_articles (judgement)",
        "CREATE TABLE unjudged (article TEXT PRIMARY KEY, deep INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE as_read (id TEXT PRIMARY KEY, article TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX as_read_by_article ON as_read (article)",
        """CREATE TABLE plain (
            story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, kind TEXT NOT NULL, position INTEGER NOT NULL,
            value TEXT NOT NULL, PRIMARY KEY (story, kind, position)
        ) WITHOUT ROWID""",
    ):
        connection.execute(statement)


def migrate_6(connection: sqlite3.Connection) -> None:
    """What quotations mean, by the cell of each vector: those of a cell lie side by side."""
    connection.execute(
        "CREATE TABLE filed (cell INTEGER NOT NULL, quotation TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles, "
        "value BLOB NOT NULL, PRIMARY KEY (cell, quotation)) WITHOUT ROWID"
    )
    rows = connection.execute("SELECT quotation, article, value FROM meanings")
    while part := rows.fetchmany(4_096):
        cells = file_vectors([value for _, _, value in part])
        connection.executemany(
            "INSERT INTO filed VALUES (?,?,?,?)", [(cell, *row) for cell, row in zip(cells, part, strict=True)]
        )
    connection.execute("DROP TABLE meanings")
    connection.execute("ALTER TABLE filed RENAME TO meanings")
    connection.execute("CREATE INDEX meanings_by_article ON meanings (article)")


def migrate_7(connection: sqlite3.Connection) -> None:
    """What keeps pages fast: keys of what is derived, counts, orders and days, kept with every change."""
    make_keys(connection)


def migrate_8(connection: sqlite3.Connection) -> None:
    """What was understood of an article by the day it states or by none, where another day is taken for it now."""
    connection.execute(
        "CREATE TABLE own_readings (article TEXT PRIMARY KEY REFERENCES articles, value TEXT NOT NULL, meanings BLOB NOT NULL)"
        " WITHOUT ROWID"
    )


def migrate_9(connection: sqlite3.Connection) -> None:
    """What keeps the pages of large stories and the queue fast: orders, groups, sums and doubts, kept with each story."""
    make_tables(connection)


def migrate_10(connection: sqlite3.Connection) -> None:
    """What the reader marked in articles without a day, which are understood again once theirs is inferred."""
    connection.execute("CREATE TABLE marks (article TEXT PRIMARY KEY REFERENCES articles, value TEXT NOT NULL) WITHOUT ROWID")


def migrate_11(connection: sqlite3.Connection) -> None:
    """What was read, in the order in which it was read; signs of vectors by cell; how many doubts wait where in their order."""
    order_as_read(connection)
    count_doubts(connection)


def migrate_12(connection: sqlite3.Connection) -> None:
    """Sources by name in any case, figures by label in their order; the places of large stories, to be kept with them."""
    connection.execute("CREATE INDEX speakers_in_any_case ON speakers (name COLLATE NOCASE, number)")
    connection.execute("DROP INDEX figures_by_indicator")
    connection.execute("CREATE INDEX figures_by_indicator ON figures (indicator, id)")
    forget_arranged(connection)


def migrate_13(connection: sqlite3.Connection) -> None:
    """What pages tell of the disputes of large stories, to be kept with these."""
    forget_arranged(connection)


def migrate_14(connection: sqlite3.Connection) -> None:
    """What is yet to be worked in, by judgement; what the tool derived by itself, by kind; disputes told anew; more news."""
    key_by_judgement(connection)
    forget_arranged(connection)
    index_news(connection)


def migrate_15(connection: sqlite3.Connection) -> None:
    """Claims in their orders: those that are alike by story, and so the lists of large stories, to be kept again. Sources are
    named by the story that their article is in now."""
    order_claims(connection)
    name_anew(connection)
    forget_arranged(connection)


def migrate_16(connection: sqlite3.Connection) -> None:
    """Stories by their first article, which stays when others join; what an article's story is told by, as it was read."""
    key_by_first_article(connection)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    migrate_1,
    migrate_2,
    migrate_3,
    migrate_4,
    migrate_5,
    migrate_6,
    migrate_7,
    migrate_8,
    migrate_9,
    migrate_10,
    migrate_11,
    migrate_12,
    migrate_13,
    migrate_14,
    migrate_15,
    migrate_16,
)
VERSION = len(MIGRATIONS)
