"""Judgements laid over a story one after another: what is stored and kept is what all of them together make of it."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.judge.standing import standing
from onrecord.judge.targets import bind_targets
from onrecord.ledger import Ledger
from onrecord.model import Document, StoryRecord
from onrecord.paging import disputing, keeping
from onrecord.reconcile.judged import apply_judgements
from onrecord.store import judgements as judged
from onrecord.store import kept
from onrecord.store.connection import transaction

NED = "N. Orr"


@pytest.fixture(scope="module")
def arranged(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Iterator[Path]:
    """The example's ledger, of which orders and groups are kept though its story is small."""
    path = tmp_path_factory.mktemp("laid") / "x.onrecord"
    shutil.copyfile(read_example, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keeping, "LARGE", 1)
        patched.setattr(disputing, "MANY", 1)
        with onrecord.open(path) as ledger:
            keep_anew(ledger)
        yield path


def keep_anew(ledger: Ledger) -> None:
    with transaction(ledger.connection):
        for story in list(ledger.stories()):
            kept.forget_judged(ledger.connection, story.articles[0])
            keeping.keep_story(ledger.connection, story.articles[0])


def list_kept(ledger: Ledger) -> dict[str, list[Any]]:
    tables = ("kept", "doubts", "doubt_counts", "counts", "story_counts", "unkept", "said", "speakers")
    return {table: sorted(ledger.connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def decide(ledger: Ledger, chance: random.Random) -> None:
    """Decides something about what the ledger holds now."""
    (record,) = ledger.records()
    claims, entities = record.claims, [e for e in record.entities if e.sources]
    related = chance.choice(record.relations)
    pair = [related.left, related.right]
    undone = [r for r in ledger.judgements() if r.state != "withdrawn"]
    several = [c for c in claims if len(c.members) > 1]
    said = [q for q in ledger.quotations() if q.source and q.source.mention]
    options: list[tuple[str, list[str], dict[str, str | None]]] = [
        ("reject-relation", pair, {"relation": related.relation}),
        ("confirm-relation", pair, {"relation": related.relation}),
        ("confirm-relation", [c.members[0] for c in chance.sample(claims, 2)], {"relation": "contradicts"}),
        ("merge-entities", [e.id for e in chance.sample(entities, 2)], {}),
        ("split-entity", [(e := chance.choice(entities)).id, e.sources[0]], {"name": chance.choice(("Ann Orr", "Officials"))}),
        ("merge-claims", [c.id for c in chance.sample([c for c in claims if c.members[0][0] == "q"], 2)], {}),
        ("split-claim", [(c := chance.choice(several)).id, c.members[0]], {}),
        ("confirm-entry", [chance.choice(said).id], {}),
        ("note", [chance.choice(said).id], {}),
    ]
    if undone and chance.random() < 0.4:
        ledger.undo(chance.choice(undone).judgement.id, editor=NED)
    else:
        decision, ids, changes = chance.choice(options)
        ledger.judge(decision, ids, editor=NED, changes=changes, why="as asked")


def apply(ledger: Ledger, plain: StoryRecord, documents: list[Document]) -> StoryRecord:
    made = standing(judged.list_judgements(ledger.connection))
    return apply_judgements(plain, made, bound=bind_targets(made, documents), read=lambda _: documents)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_laid_over_one_by_one_or_all_at_once(arranged: Path, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    path = tmp_path_factory.mktemp("one") / "x.onrecord"
    shutil.copyfile(arranged, path)
    chance = random.Random(seed)
    with onrecord.open(path) as ledger:
        (plain,) = ledger.records()
        documents = list(ledger.documents())
        for _ in range(6):
            decide(ledger, chance)
            (after,) = ledger.records()
            assert after == apply(ledger, plain, documents)
            assert not judged.unjudged_articles(ledger.connection)
        laid = list_kept(ledger)
        keep_anew(ledger)
        assert list_kept(ledger) == laid
        for row in ledger.judgements():
            if row.state != "withdrawn" and not row.judgement.undoes:
                ledger.undo(row.judgement.id, editor=NED)
        assert next(ledger.records()) == plain
        assert not ledger.connection.execute("SELECT count(*) FROM plain").fetchone()[0]


def test_no_more_is_written_than_is_touched(arranged: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    shutil.copyfile(arranged, path)
    with onrecord.open(path) as ledger:
        relation = next(r for r in ledger.relations() if r.relation == "contradicts")
        before = dict(ledger.connection.execute("SELECT kind || position, value FROM derived"))
        ledger.judge("reject-relation", [relation.left, relation.right], editor=NED, changes={"relation": "contradicts"})
        after = dict(ledger.connection.execute("SELECT kind || position, value FROM derived"))
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        # the relation itself, and its two claims where their status hung on it
        assert 0 < len(changed) <= 3
        assert {kind for (kind,) in ledger.connection.execute("SELECT DISTINCT kind FROM plain")} == {"relations"}


def test_what_waited_in_a_ledger_of_an_older_form_is_worked_in(tmp_path: Path, read_example: Path) -> None:
    path = tmp_path / "x.onrecord"
    shutil.copyfile(read_example, path)
    with onrecord.open(path) as ledger:
        relation = next(r for r in ledger.relations() if r.relation == "contradicts")
        made = ledger.judge("reject-relation", [relation.left, relation.right], editor=NED, changes={"relation": "contradicts"})
        undo = ledger.undo(made.id, editor=NED)
        connection = ledger.connection
        articles = judged.articles_judged(connection, made.id)
        connection.execute("DROP TABLE unjudged")
        connection.execute("CREATE TABLE unjudged (article TEXT PRIMARY KEY, deep INTEGER NOT NULL) WITHOUT ROWID")
        connection.executemany("INSERT INTO unjudged VALUES (?, 0)", [(a,) for a in articles])
        with transaction(connection):
            judged.key_by_judgement(connection)
        waiting = judged.list_unjudged(ledger.connection)
        assert {(j, decision) for _, j, decision in waiting} == {(i, "reject-relation") for i in (made.id, undo.id)}
        ledger.work_in()
        assert not judged.unjudged_articles(ledger.connection)
        assert relation in list(ledger.relations())
