"""What was read, stored in the order in which it was read: what an article holds lies side by side.

Until then these tables were kept by their keys, which are digests: what is looked up together lay all over the file, and a row
of a kilobyte in the inner pages of such a table leaves room for six others, so that every look-up went through eight of them.
"""

import sqlite3

from onrecord.store.vectors import add_vectors

# an article's text stands last: to what stands behind it one reads through all of it
_READ = {
    "articles": "id TEXT NOT NULL PRIMARY KEY, path TEXT, url TEXT, external_id TEXT, publisher TEXT, title TEXT, "
    "authors TEXT NOT NULL, language TEXT, published TEXT NOT NULL, hints TEXT NOT NULL, text TEXT NOT NULL",
    "layouts": "article TEXT NOT NULL PRIMARY KEY REFERENCES articles, version TEXT NOT NULL, value TEXT NOT NULL",
    "readings": "article TEXT NOT NULL PRIMARY KEY REFERENCES articles, anchor TEXT NOT NULL, dates TEXT NOT NULL, "
    "names TEXT NOT NULL",
    "quotations": "id TEXT NOT NULL PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, position INTEGER NOT NULL, "
    "source TEXT, form TEXT NOT NULL, stance TEXT NOT NULL, value TEXT NOT NULL",
    "figures": "id TEXT NOT NULL PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, position INTEGER NOT NULL, "
    "indicator TEXT NOT NULL, unit TEXT NOT NULL, low REAL, high REAL, value TEXT NOT NULL",
}
_MEANINGS = (
    "CREATE TABLE new_meanings (number INTEGER PRIMARY KEY, cell INTEGER NOT NULL, quotation TEXT NOT NULL, "
    "article TEXT NOT NULL REFERENCES articles, value BLOB NOT NULL)"
)
# of the vectors in a cell, sixty-odd to a row: which they are, and on which side of nought each component lies
_CODES = "CREATE TABLE codes (cell INTEGER NOT NULL, part INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (cell, part))"
_SAID = (
    "CREATE TABLE new_said (id TEXT NOT NULL, article TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, "
    "day TEXT NOT NULL, start INTEGER NOT NULL, stance TEXT NOT NULL, PRIMARY KEY (article, start, id)) WITHOUT ROWID"
)
_INDEXES = (
    "articles_by_publisher ON articles (lower(publisher), id)",
    "layouts_by_version ON layouts (version, article)",
    "readings_by_day ON readings (coalesce(json_extract(anchor, '$.earliest'), '9999'), article)",
    "quotations_by_article ON quotations (article, position)",
    "quotations_by_source ON quotations (source, article)",
    "figures_by_article ON figures (article, position)",
    "figures_by_indicator ON figures (indicator)",
    "figures_in_order ON figures (indicator, unit, coalesce(json_extract(value, '$.as_of.earliest'), '9999'), article, "
    "json_extract(value, '$.passage.start'), id)",
    "figures_by_quotation ON figures (json_extract(value, '$.quotation'))",
    "meanings_by_article ON meanings (article)",
    "said_by_name ON said (name, day, article, start)",
)
_TOGETHER = 65_536


def order_as_read(connection: sqlite3.Connection) -> None:
    """Copies the tables into their order; to be called without foreign keys."""
    names = (*_READ, "meanings", "said")
    marks = ",".join("?" * len(names))
    triggers = connection.execute(
        f"SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks}) ORDER BY rowid",  # noqa: S608
        names,
    ).fetchall()
    # what names a table goes on naming the one that takes its place
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute("CREATE TEMP TABLE arrival (number INTEGER PRIMARY KEY, article TEXT NOT NULL)")
    connection.execute(
        "INSERT INTO arrival (article) SELECT a.id FROM articles a LEFT JOIN (SELECT article, min(number) AS first "
        "FROM sentences GROUP BY article) s ON s.article = a.id ORDER BY s.first, a.id"
    )
    for name, columns in _READ.items():
        connection.execute(f"CREATE TABLE new_{name} ({columns})")
        own = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info(new_{name})"))
        place = ("t.id", "") if name == "articles" else ("t.article", ", t.position" if "position" in own else "")
        connection.execute(
            f"INSERT INTO new_{name} ({own}) SELECT t.{own.replace(', ', ', t.')} FROM arrival CROSS JOIN {name} t "  # noqa: S608
            f"ON {place[0]} = arrival.article ORDER BY arrival.number{place[1]}"
        )
    _copy_meanings(connection)
    connection.execute(_SAID)
    columns = "id, article, position, name, day, start, stance"
    connection.execute(f"INSERT INTO new_said SELECT {columns} FROM said ORDER BY article, start, id")  # noqa: S608
    # what is dropped stands in the copy: nobody is served by writing noughts over all of it
    (overwriting,) = connection.execute("PRAGMA secure_delete").fetchone()
    connection.execute("PRAGMA secure_delete = OFF")
    for name in names:
        connection.execute(f"DROP TABLE {name}")
        connection.execute(f"ALTER TABLE new_{name} RENAME TO {name}")
    connection.execute(f"PRAGMA secure_delete = {overwriting}")
    connection.execute("DROP TABLE arrival")
    connection.execute("PRAGMA legacy_alter_table = OFF")
    for index in _INDEXES:
        connection.execute(f"CREATE INDEX {index}")
    connection.execute("CREATE UNIQUE INDEX said_by_id ON said (id)")
    for (statement,) in triggers:
        connection.execute(statement)


def _copy_meanings(connection: sqlite3.Connection) -> None:
    connection.execute(_MEANINGS)
    connection.execute("DROP TABLE IF EXISTS codes")
    connection.execute(_CODES)
    rows = connection.execute(
        "SELECT m.quotation, m.article, m.value FROM new_quotations q CROSS JOIN meanings m "
        "ON m.article = q.article AND m.quotation = q.id ORDER BY q.rowid"
    )
    while part := rows.fetchmany(_TOGETHER):
        add_vectors(connection, part, table="new_meanings")
