"""Stories by their first article, with room between the positions of what is derived; large rows in the order of reading.

Until then a story was kept by its id, which is made of its articles: all that is kept of it moved when one more joined.
"""

import sqlite3

from onrecord.store.kept import follow_stories, forget_arranged
from onrecord.store.keys import follow_tables
from onrecord.store.stories import SPACE

_PLACE = "(t.position + 1) * {}"
# by table: its columns, its key, and what of a row is not as it was
_OF_STORY = {
    "story_articles": ("article TEXT, story TEXT NOT NULL", "article", {}),
    "derived": (
        "story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, kind TEXT NOT NULL, position INTEGER NOT NULL, "
        "value TEXT NOT NULL",
        "story, kind, position",
        {"position": _PLACE},
    ),
    "plain": (
        "story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, kind TEXT NOT NULL, position INTEGER NOT NULL, "
        "value TEXT NOT NULL",
        "story, kind, position",
        {},
    ),
    "holds": (
        "story TEXT NOT NULL, held TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL",
        "story, held, key, position",
        {"position": _PLACE},
    ),
    "story_counts": ("story TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL", "story, name", {}),
    "kept": (
        "story TEXT NOT NULL, part TEXT NOT NULL, number INTEGER NOT NULL, value TEXT NOT NULL", "story, part, number", {}
    ),
    "unkept": ("story TEXT", "story", {}),
    # by story: those of one lie together
    "doubts": (
        "p_right REAL NOT NULL, kind TEXT NOT NULL, story TEXT NOT NULL, ids TEXT NOT NULL, number INTEGER NOT NULL, "
        "relation TEXT, why TEXT",
        "story, p_right, kind, ids, number",
        {},
    ),
    "news": (
        "section TEXT NOT NULL, rank REAL NOT NULL, story TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL",
        "section, rank, story, position",
        {"position": _PLACE},
    ),
    "claim_news": (
        "origins INTEGER NOT NULL, members INTEGER NOT NULL, story TEXT NOT NULL, position INTEGER NOT NULL, "
        "day TEXT NOT NULL",
        "origins, members, story, position",
        {"position": _PLACE},
    ),
}  # fmt: skip
_ACROSS = ("news", "claim_news")
"""Those whose order is not by story."""
_LARGE = {
    "sketches": "article TEXT NOT NULL PRIMARY KEY REFERENCES articles, value TEXT NOT NULL",
    "marks": "article TEXT NOT NULL PRIMARY KEY REFERENCES articles, value TEXT NOT NULL",
    "own_readings": "article TEXT NOT NULL PRIMARY KEY REFERENCES articles, value TEXT NOT NULL, meanings BLOB NOT NULL",
}
_LEFT_OUT = ("derived_by_kind", "doubts_by_story")
_INDEXES = (
    "CREATE INDEX doubts_in_order ON doubts (p_right, kind, story, ids, number)",
    # a statement leads to its article and its place there, and so to what is said of it and to the figures that it gives
    "DROP INDEX IF EXISTS said_by_id",
    "DROP INDEX IF EXISTS figures_by_quotation",
    # how often somebody is quoted changes all the time, the name never
    "DROP INDEX IF EXISTS speakers_in_any_case",
    "CREATE INDEX speakers_in_any_case ON speakers (name COLLATE NOCASE)",
)


def key_by_first_article(connection: sqlite3.Connection) -> None:
    """Copies the tables; to be called without foreign keys."""
    # of the stories of which orders are kept these are made again: they tell of positions
    forget_arranged(connection)
    names = ("stories", *_OF_STORY, *_LARGE)
    marks = ",".join("?" * len(names))
    held = connection.execute(
        f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL "  # noqa: S608
        "AND type IN ('index', 'trigger') ORDER BY type, rowid",
        names,
    ).fetchall()
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if name in {name for _, name, _ in held}:
            connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute(
        "CREATE TABLE new_stories (story TEXT NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, value TEXT NOT NULL)"
    )
    connection.execute(
        "INSERT INTO new_stories SELECT json_extract(value, '$.articles[0]') AS story, id, value FROM stories ORDER BY story"
    )
    for name, (columns, key, changed) in _OF_STORY.items():
        connection.execute(f"CREATE TABLE new_{name} ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID")
        own = [row[1] for row in connection.execute(f"PRAGMA table_info(new_{name})")]
        given = ", ".join(
            "s.story" if c == "story" else changed.get(c, "t.{}").format(SPACE if c in changed else c) for c in own
        )
        # a story after the other, or in the order of the table
        across = f"{name} t CROSS JOIN new_stories s ON s.id = t.story ORDER BY 1, 2, 3, 4"
        by_story = f"new_stories s CROSS JOIN {name} t ON t.story = s.id ORDER BY s.rowid"
        connection.execute(
            f"INSERT INTO new_{name} ({', '.join(own)}) SELECT {given} FROM {across if name in _ACROSS else by_story}"  # noqa: S608
        )
    for name, columns in _LARGE.items():
        connection.execute(f"CREATE TABLE new_{name} ({columns})")
        # read as they lie and then sorted: looked up article by article they would be read from all over the file
        rows = f"SELECT t.* FROM {name} t CROSS JOIN articles a ON a.id = t.article ORDER BY a.rowid"  # noqa: S608
        connection.execute(f"INSERT INTO new_{name} {rows}")
    (overwriting,) = connection.execute("PRAGMA secure_delete").fetchone()
    connection.execute("PRAGMA secure_delete = OFF")
    for name in names:
        connection.execute(f"DROP TABLE {name}")
        connection.execute(f"ALTER TABLE new_{name} RENAME TO {name}")
    connection.execute(f"PRAGMA secure_delete = {overwriting}")
    connection.execute("PRAGMA legacy_alter_table = OFF")
    for _, name, statement in held:
        if name not in _LEFT_OUT:
            connection.execute(statement)
    for statement in _INDEXES:
        connection.execute(statement)
    follow_tables(connection)
    follow_stories(connection)
