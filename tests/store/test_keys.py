"""What the ledger keeps for its pages, against what its other tables say."""

import re
from pathlib import Path
from sqlite3 import Connection

import onrecord
from onrecord.ledger import Ledger
from onrecord.store.connection import open_ledger
from onrecord.store.keys import make_keys
from onrecord.store.stories import dissolve_story
from tests.conftest import make_story

HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"
TABLES = ("holds", "story_counts", "said", "speakers", "news", "spans", "source_names")


def held(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables, without what counts nothing and without names that nobody has any more."""
    queries = {
        "holds": "SELECT * FROM holds",
        "story_counts": "SELECT * FROM story_counts WHERE number",
        "said": "SELECT * FROM said",
        "speakers": "SELECT * FROM speakers WHERE number",
        "news": "SELECT * FROM news",
        "spans": "SELECT * FROM spans",
        "names": "SELECT name FROM source_names WHERE name IN (SELECT source FROM quotations)",
        "counts": "SELECT * FROM counts WHERE number",
    }
    return {name: sorted(connection.execute(query).fetchall()) for name, query in queries.items()}


def make_afresh(connection: Connection) -> None:
    """Drops all that follows from other tables, and makes it again."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in names:
        if name.startswith("keys_"):
            connection.execute(f"DROP TRIGGER {name}")
    for table in (*TABLES, "source_index"):
        connection.execute(f"DROP TABLE {table}")
    for index in ("readings_by_day", "articles_by_publisher", "stories_by_day", "figures_in_order", "figures_by_quotation",
                  "events_in_order", "disputes_in_order", "claims_in_order", "claims_of_story", "claims_as_news",
                  "claims_by_day"):  # fmt: skip
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    kinds = "'claims', 'entities', 'origins', 'events', 'places', 'relations', 'reuse'"
    connection.execute(f"DELETE FROM counts WHERE name IN ({kinds}) OR name LIKE '% %'")
    make_keys(connection)


def check(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = open_ledger(path)
    kept = held(connection)
    make_afresh(connection)
    assert held(connection) == kept
    connection.close()
    return kept


def test_they_follow_what_is_added_judged_and_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    story = make_story(0)
    with Ledger(path) as ledger:
        ledger.add(story[:3])
        ledger.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
        ledger.add(story[3:])
    kept = check(path)
    assert all(kept.values())
    with Ledger(path) as ledger:
        entity = max(ledger.entities(), key=lambda e: len(e.sources))
        ledger.judge("split-entity", [entity.id, entity.sources[0]], editor="N. Orr", changes={"name": "Ode Marn"})
        dispute = next(r for r in ledger.relations() if r.relation == "contradicts")
        ledger.judge("reject-relation", [dispute.left, dispute.right], editor="N. Orr")
    judged = check(path)
    assert "Ode Marn" in [name for name, _ in judged["speakers"]]
    assert len(judged["news"]) < len(kept["news"])
    connection = open_ledger(path)
    dissolve_story(connection, story[0].id)
    connection.close()
    apart = check(path)
    assert len(apart["said"]) == len(kept["said"])
    with onrecord.open(path) as ledger:
        ledger.add([])
    assert check(path)["holds"] == judged["holds"]


def test_they_follow_a_story_that_grows_and_gives_its_articles_their_days(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    articles = sorted((HARROW / "articles").iterdir())
    days = []
    for part in ([articles[7]], articles[:3], articles):
        with Ledger(path) as ledger:
            ledger.read(part, metadata=HARROW / "metadata.csv")
            days.append({d.article.id: d.reading.anchor.earliest for d in ledger.documents()})
        check(path)
    assert any(days[0][id_] != days[-1][id_] for id_ in days[0])


def test_what_a_page_asks_for_is_found_by_an_index(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
        asked: list[str] = []
        ledger.connection.set_trace_callback(asked.append)
        for name in ("disputes", "figures", "timeline", "sources", "claims", "copies", "places", "articles"):
            ledger.page(name, limit=5)
        ledger.since("last")
        ledger.connection.set_trace_callback(None)
        plans = [
            (query, row[3])
            for query in dict.fromkeys(q for q in asked if q.startswith("SELECT"))
            for row in ledger.connection.execute(f"EXPLAIN QUERY PLAN {query}")
        ]
    assert len(plans) > 30
    # what few rows are new is put in order
    plans = [(q, p) for q, p in plans if "json_each" not in q and "IN (" not in q and not re.search("news_by_day|by_second", q)]
    assert [(q, p) for q, p in plans if "TEMP B-TREE FOR ORDER BY" in p] == []
