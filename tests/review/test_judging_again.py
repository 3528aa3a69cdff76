"""Judgements that last: when articles are read again, when more come, when they were only stored."""

import dataclasses
import itertools
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import pipeline
from onrecord.ledger import Ledger
from onrecord.model import Quotation
from onrecord.steps import Steps, replace_step
from tests.conftest import make_story
from tests.review.test_judging import NED, bare, contradiction, ferry, statement


def test_judgements_are_kept_when_articles_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.add(ferry())
        found = contradiction(ledger)
        ledger.judge("reject-relation", [found.left, found.right], editor=NED)
        said = statement(ledger, "hull of the Alder was sound")
        ledger.judge("correct-source", [said.id], editor=NED, changes={"source": "Ivo Brandt"})
        first = ledger.export()
        ledger.add(ferry())
        assert ledger.export() == first
        # metadata that is known later has the article read again
        ledger.add([dataclasses.replace(a, url="https://daily.example/1") for a in ferry()[:1]])
        assert bare(ledger)["relations"] == first["relations"]
        assert ledger.export()["judgements"] == first["judgements"]

    def cut(**needs: Any) -> tuple[Quotation, ...]:
        """Another version, which reads each statement a little shorter, and so by another id."""
        found: tuple[Quotation, ...] = next(s for s in pipeline.DEFAULT.reading if s.gives == "quotations").run(**needs)
        return tuple(dataclasses.replace(q, id=f"{q.id[:-1]}{'0' if q.id[-1] != '0' else '1'}") for q in found)

    newer: Steps = replace_step(pipeline.DEFAULT, "quotations", cut, version=99)
    with Ledger(path, steps=newer) as ledger:
        ledger.add([])
        after = statement(ledger, "hull of the Alder was sound")
        assert after.id != said.id
        assert after.source is not None
        assert after.source.name == "Ivo Brandt"
        assert {j.state for j in ledger.judgements()} == {"stands"}
    none: Steps = replace_step(pipeline.DEFAULT, "quotations", lambda **_: (), version=100)
    with Ledger(path, steps=none) as ledger:
        ledger.add([])
        states = {j.judgement.decision: j.state for j in ledger.judgements()}
        assert states["correct-source"] == "lost"
    with Ledger(path) as ledger:
        ledger.add([])
        assert bare(ledger)["relations"] == first["relations"]


def test_a_story_set_apart_stays_so_when_more_comes(tmp_path: Path) -> None:
    story = make_story(0, size=6)
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(story[:4])
        (whole,) = ledger.stories()
        ledger.judge("split-story", [whole.id, whole.articles[0]], editor=NED)
        assert len(list(ledger.stories())) == 2
        ledger.add(story[4:])
        stories = list(ledger.stories())
        assert len(stories) == 2
        of = {a: s.id for s in stories for a in s.articles}
        assert len({of[a] for a in whole.articles[1:]}) == 1
        assert of[whole.articles[0]] != of[whole.articles[1]]
        assert len(of) == 6


def test_a_story_put_together_stays_so_when_more_comes(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([*make_story(1, size=2), *make_story(2, size=2)])
        one, two = ledger.stories()
        ledger.judge("merge-stories", [one.id, two.id], editor=NED)
        ledger.add([*make_story(1, size=3), *make_story(2, size=3)])
        (story,) = ledger.stories()
        assert len(story.articles) == 6


def test_what_was_stored_and_not_yet_worked_in_is_worked_in_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.add([*ferry(), *make_story(3, size=2)])
        found, figure = contradiction(ledger), next(ledger.figures())
        with monkeypatch.context() as broken:
            broken.setattr(pipeline, "settle_judgements", lambda *_, **__: None)
            ledger.judge("reject-relation", [found.left, found.right], editor=NED)
            ledger.judge("correct-figure", [figure.id], editor=NED, changes={"low": "5"})
        assert found in list(ledger.relations())
        ledger.add([])
        assert found not in list(ledger.relations())
        assert next(f for f in ledger.figures() if f.id == figure.id).low == 5
        late = ledger.export()
    with onrecord.open(tmp_path / "y.onrecord") as other:
        other.add([*ferry(), *make_story(3, size=2)])
        other.add_judgements(row.judgement for row in itertools.chain(onrecord.open(path).judgements()))
        assert other.export() == late


def test_a_judgement_on_what_older_steps_read_leaves_the_story_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(ferry())
        (story,) = ledger.stories()
        ledger.connection.execute("UPDATE layouts SET version = 'older'")
        read = []
        monkeypatch.setattr(pipeline, "read_document", lambda *a, **k: read.append(a))
        article = story.articles[0]
        ledger.judge("correct-date", [article], editor=NED, changes={"value": "2031-06-02"})
        assert not read
        assert [s.articles for s in ledger.stories()] == [story.articles]
        assert ledger.article(article).reading.anchor.value == "2031-06-02"
        versions = {v for (v,) in ledger.connection.execute("SELECT version FROM layouts")}
        assert versions == {"older"}  # the next read brings them up to date
