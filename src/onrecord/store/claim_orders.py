"""Claims over the whole ledger in two orders: as a table has them, and as they are told as news, with the day of each.

Claims that are alike in an order stand by story and by their place in it. What a story adds or takes then lies on as many pages
as it has kinds of claims; in the order of their ids, which are digests, each claim would lie on a page of its own.
"""

import sqlite3

_STANDING = (
    "CASE json_extract(value, '$.status') WHEN 'disputed' THEN 0 WHEN 'superseded' THEN 1 WHEN 'corroborated' THEN 2 ELSE 3 END"
)
_RANK = "-json_extract({0}value, '$.origins'), -json_array_length({0}value, '$.members')"
_PLACE = f"{_RANK}, {{0}}story, {{0}}position"
_SAID = "json_extract({0}value, '$.first_said')"
_PUT = f"INSERT INTO claim_news SELECT {_PLACE}, {_SAID} "
_STATEMENTS = (
    "DROP INDEX IF EXISTS claims_in_order",
    "DROP INDEX IF EXISTS claims_of_story",
    "DROP INDEX IF EXISTS claims_as_news",
    "DROP INDEX IF EXISTS claims_by_day",
    "DROP TRIGGER IF EXISTS claim_news_insert",
    "DROP TRIGGER IF EXISTS claim_news_delete",
    "DROP TABLE IF EXISTS claim_news",
    # what stands last in an index of this table is story, kind and position
    f"CREATE INDEX claims_in_order ON derived ({_STANDING}, {_RANK.format('')}) WHERE kind = 'claims'",
    f"CREATE INDEX claims_of_story ON derived (story, {_STANDING}, {_RANK.format('')}) WHERE kind = 'claims'",
    """CREATE TABLE claim_news (
        origins INTEGER NOT NULL, members INTEGER NOT NULL, story TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (origins, members, story, position)
    ) WITHOUT ROWID""",
    f"{_PUT.format('')}FROM derived WHERE kind = 'claims' AND {_SAID.format('')} IS NOT NULL ORDER BY 1, 2, 3, 4",
    "CREATE INDEX claim_news_by_day ON claim_news (day, origins, members, story, position)",
    "CREATE TRIGGER claim_news_insert AFTER INSERT ON derived WHEN new.kind = 'claims' "
    f"BEGIN {_PUT.format('new.')}WHERE {_SAID.format('new.')} IS NOT NULL; END",
    "CREATE TRIGGER claim_news_delete AFTER DELETE ON derived WHEN old.kind = 'claims' BEGIN DELETE FROM claim_news "  # noqa: S608
    f"WHERE (origins, members, story, position) = ({_PLACE.format('old.')}); END",
)


def order_claims(connection: sqlite3.Connection) -> None:
    """Makes the orders, and fills them from what the ledger holds."""
    for statement in _STATEMENTS:
        connection.execute(statement)
