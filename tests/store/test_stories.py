"""Stories that two processes put into one ledger at the same time."""

from pathlib import Path

from onrecord import pipeline
from onrecord.ledger import Ledger
from onrecord.store import stories
from onrecord.store.connection import open_ledger, transaction
from tests.conftest import make_story


def test_an_article_that_a_late_record_leaves_out_is_put_into_a_story_again(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(size=4))
        before = ledger.export_json()
        documents = list(ledger.documents())
    # what a process that saw two of the four articles writes when it is late
    _, late = pipeline.record_story(documents[:2])
    connection = open_ledger(path)
    with transaction(connection):
        stories.put_record(connection, late)
    assert stories.pending_articles(connection) == sorted(d.article.id for d in documents[2:])
    assert pipeline.settle(connection) == 1
    connection.close()
    with Ledger(path) as ledger:
        assert ledger.export_json() == before
