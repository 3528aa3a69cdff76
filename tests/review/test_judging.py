"""Judgements in a ledger: what they change, that they are undone without a trace, kept when articles are read again."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.errors import ConfigError, LedgerError
from onrecord.ledger import Ledger
from onrecord.model import Article, Judgement, Quotation
from tests.conftest import make_article, make_story

NED = "N. Orr"
TOLL = (
    "Ferry sinks off Merrow\n"
    "The coastguard said {toll} people died when the ferry Alder sank off Merrow on Monday.\n"
    "Captain Ivo Brandt said the hull of the Alder was sound.\n"
    "The shipyard denied that the hull of the Alder was sound, saying it had warned the owner."
)


def ferry() -> list[Article]:
    """Three articles about one matter: one toll against another, one statement against its denial."""
    days = ("2031-05-14", "2031-05-15", "2031-05-16")
    return [
        make_article(TOLL.format(toll=toll), publisher=outlet, day=day, name=f"{n}.txt")
        for n, (toll, outlet, day) in enumerate(
            zip((12, 12, 31), ("Merrow Daily", "Norran Press", "Orsk Bay Radio"), days, strict=True)
        )
    ]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two stories; what a test decides, it undoes."""
    where = tmp_path_factory.mktemp("judging") / "x.onrecord"
    with onrecord.open(where) as ledger:
        ledger.add([*ferry(), *make_story(3, size=3)])
    return where


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """The ledger, left as it was found but for the judgements themselves."""
    with onrecord.open(path) as opened:
        before = bare(opened)
        yield opened
        for row in reversed(opened.judgements()):
            if row.state != "withdrawn" and row.judgement.decision != "undo":
                opened.undo(row.judgement.id, editor=NED)
        assert bare(opened) == before


def bare(ledger: Ledger) -> dict[str, Any]:
    """The export without the judgements themselves."""
    found = ledger.export()
    del found["judgements"]
    return found


def contradiction(ledger: Ledger) -> onrecord.model.Relation:
    return next(r for r in ledger.relations() if r.relation == "contradicts")


def statement(ledger: Ledger, words: str) -> Quotation:
    return next(q for q in ledger.quotations() if any(words in s.exact for s in q.content))


def test_a_rejected_contradiction_no_longer_disputes(ledger: Ledger) -> None:
    found = contradiction(ledger)
    claims = [c for c in ledger.claims() if {found.left, found.right} & set(c.members)]
    assert {c.status for c in claims} == {"disputed"}
    made = ledger.judge("reject-relation", [found.left, found.right], editor=NED, why="of two ships")
    assert found not in list(ledger.relations())
    after = {c.id: c.status for c in ledger.claims()}
    disputed = {i for r in ledger.relations() if r.relation == "contradicts" for i in (r.left, r.right)}
    for claim in claims:
        assert (after[claim.id] == "disputed") == bool(disputed & set(claim.members))
    (row,) = [r for r in ledger.judgements() if r.judgement.id == made.id]
    assert (row.state, row.judgement.editor, row.judgement.why) == ("stands", NED, "of two ships")


def test_a_confirmed_relation_is_a_persons(ledger: Ledger) -> None:
    found = contradiction(ledger)
    ledger.judge("confirm-relation", [found.left, found.right], editor=NED, why="asked both")
    (after,) = [r for r in ledger.relations() if {r.left, r.right} == {found.left, found.right}]
    assert (after.decided_by, after.score) == ("person", 1.0)
    assert after.reason.startswith(found.reason)
    assert after.reason.endswith(": asked both")


def test_a_relation_that_the_tool_did_not_find_is_stated(ledger: Ledger) -> None:
    left, right = (c.members[0] for c in list(ledger.claims())[:2])
    if any({r.left, r.right} == {left, right} for r in ledger.relations()):
        pytest.fail("the example relates these")
    ledger.judge("confirm-relation", [left, right], editor=NED, changes={"relation": "narrows"})
    (after,) = [r for r in ledger.relations() if (r.left, r.right) == (left, right)]
    assert (after.relation, after.decided_by) == ("narrows", "person")


def test_the_later_of_two_decisions_holds(ledger: Ledger) -> None:
    found = contradiction(ledger)
    pair = [found.left, found.right]
    ledger.judge("reject-relation", pair, editor=NED)
    ledger.judge("confirm-relation", pair, editor=NED, changes={"relation": "contradicts"})
    assert any(r.decided_by == "person" for r in ledger.relations())


def test_claims_put_together_and_set_apart(ledger: Ledger) -> None:
    several = next(c for c in ledger.claims() if len(c.members) > 1 and c.members[0].startswith("q"))
    other = next(c for c in ledger.claims() if len(c.members) >= 1 and c.id != several.id and c.members[0].startswith("q"))
    ledger.judge("merge-claims", [several.id, other.members[0]], editor=NED)
    (merged,) = [c for c in ledger.claims() if several.members[0] in c.members]
    assert set(merged.members) == {*several.members, *other.members}
    assert merged.origins >= several.origins
    assert sorted(m for b in merged.beginnings for m in b.members) == list(merged.members)
    out = several.members[0]
    ledger.judge("split-claim", [merged.id, out], editor=NED)
    assert [c.members for c in ledger.claims() if out in c.members] == [(out,)]


def test_one_person_under_two_names(ledger: Ledger) -> None:
    brandt = next(e for e in ledger.entities() if "Brandt" in e.name and e.sources)
    record = next(r for r in ledger.records() if brandt in r.entities)
    guard = next(e for e in record.entities if e != brandt)
    ledger.judge("merge-entities", [brandt.id, guard.id], editor=NED)
    (merged,) = [e for e in ledger.entities() if e.id in (brandt.id, guard.id)]
    assert (merged.name, set(merged.sources)) == (brandt.name, {*brandt.sources, *guard.sources})
    assert guard.name in merged.aliases
    ledger.judge("split-entity", [merged.id, brandt.sources[0]], editor=NED, changes={"name": "Ivo Brandt the younger"})
    (new,) = [e for e in ledger.entities() if brandt.sources[0] in e.sources]
    assert (new.name, new.sources) == ("Ivo Brandt the younger", (brandt.sources[0],))


def test_a_corrected_source_speaks_for_itself(ledger: Ledger) -> None:
    said = statement(ledger, "hull of the Alder was sound")
    ledger.judge("correct-source", [said.id], editor=NED, changes={"source": "Ivo Brandt", "kind": "person"})
    after = statement(ledger, "hull of the Alder was sound")
    assert after.source is not None
    text = ledger.article(after.article).article.text
    assert after.source.mention is not None
    assert text[after.source.mention.start : after.source.mention.end] == after.source.mention.exact == "Ivo Brandt"
    ledger.judge("correct-source", [said.id], editor=NED, changes={"source": None})
    assert statement(ledger, "hull of the Alder was sound").source is None


def test_a_corrected_figure_takes_part_as_corrected(ledger: Ledger) -> None:
    assert any(f.low == 31 for f in ledger.figures())
    wrong = next(f for f in ledger.figures() if f.low == 31)
    ledger.judge("correct-figure", [wrong.id], editor=NED, changes={"low": "12", "high": "12"}, why="a misprint")
    after = next(f for f in ledger.figures() if f.id == wrong.id)
    assert (after.low, after.high, after.passage) == (12, 12, wrong.passage)
    # three articles of which two gave twelve now say alike
    (claim,) = [c for c in ledger.claims() if wrong.id in c.members]
    assert len(claim.members) >= 3
    ledger.judge("correct-date", [wrong.id], editor=NED, changes={"value": "2031-05"})
    dated = next(f for f in ledger.figures() if f.id == wrong.id)
    assert dated.as_of is not None
    assert (dated.as_of.earliest, dated.as_of.latest, dated.low) == ("2031-05-01", "2031-05-31", 12)


def test_a_corrected_day_of_publication_moves_what_hangs_on_it(ledger: Ledger) -> None:
    article = next(d.article for d in ledger.documents() if "ferry" in d.article.text)
    ledger.judge("correct-date", [article.id], editor=NED, changes={"value": "2031-06-10"})
    reading = ledger.article(article.id).reading
    assert (reading.anchor.value, reading.anchor.basis) == ("2031-06-10", "given")
    assert NED in reading.anchor.reason
    assert any((t.earliest or "").startswith("2031-06-0") for t in reading.dates)


def test_stories_put_together_and_set_apart(ledger: Ledger) -> None:
    one, two = ledger.stories()
    ledger.judge("merge-stories", [one.id, two.articles[0]], editor=NED)
    (both,) = ledger.stories()
    assert set(both.articles) == {*one.articles, *two.articles}
    ledger.judge("split-story", [both.id, one.articles[0]], editor=NED)
    assert {s.articles for s in ledger.stories()} == {
        (one.articles[0],),
        tuple(a for a in both.articles if a != one.articles[0]),
    }


def test_grades_and_notes_change_nothing_else(ledger: Ledger) -> None:
    before = bare(ledger)
    brandt = next(e for e in ledger.entities() if "Brandt" in e.name)
    ledger.judge("grade-source", [brandt.sources[0]], editor=NED, changes={"reliability": "b"})
    ledger.judge("grade-information", [contradiction(ledger).left], editor=NED, changes={"credibility": "4"})
    ledger.judge("note", [before["articles"][0]["id"]], editor=NED, why="=ask the yard again")
    assert bare(ledger) == before
    made = {r.judgement.decision: r.judgement for r in ledger.judgements() if r.state == "stands"}
    assert made["grade-source"].targets[0].id == brandt.id
    assert made["grade-source"].changes[0].value == "B"


def test_what_cannot_be_decided_is_refused(ledger: Ledger) -> None:
    found = contradiction(ledger)
    said = next(ledger.quotations())
    story = next(ledger.stories())
    wrong: list[tuple[str, list[str], dict[str, str | None]]] = [
        ("abolish", [said.id], {}),
        ("reject-relation", [found.left], {}),
        ("reject-relation", [found.left, found.left], {}),
        ("reject-relation", [found.left, found.right], {"relation": "same"}),
        ("reject-relation", [found.left, "q-nothing"], {}),
        ("merge-claims", [said.id, said.id], {}),
        ("split-claim", [said.id], {}),
        ("split-story", [story.id, *story.articles], {}),
        ("merge-stories", [story.id, story.articles[0]], {}),
        ("merge-entities", ["n-none", "n-other"], {}),
        ("correct-source", [story.articles[0]], {"source": "X"}),
        ("correct-source", [said.id], {"source": "X", "kind": "ghost"}),
        ("correct-figure", [said.id], {"low": "3"}),
        ("correct-date", [said.id], {"value": "2031-02-30"}),
        ("correct-date", [said.id], {"value": "soon"}),
        ("grade-source", [said.id], {"reliability": "G"}),
        ("grade-information", [said.id], {"credibility": "0"}),
        ("undo", ["j-none"], {}),
        ("note", [said.id], {}),
    ]
    for decision, ids, changes in wrong:
        with pytest.raises(ConfigError):
            ledger.judge(decision, ids, editor=NED, changes=changes)
    for editor in ("", " ", "x" * 81, "N\nO"):
        with pytest.raises(ConfigError):
            ledger.judge("note", [said.id], editor=editor, why="x")
    figure = next(ledger.figures())
    for bad in ({"low": "9", "high": "3"}, {"low": "900000"}, {"low": "nan"}, {"low": "1e999"}, {"colour": "red"}, {}):
        with pytest.raises(ConfigError):
            ledger.judge("correct-figure", [figure.id], editor=NED, changes=bad)  # type: ignore[arg-type]
    made = ledger.judge("note", [said.id], editor=NED, why="x")
    ledger.undo(made.id, editor=NED)
    with pytest.raises(ConfigError, match="undone already"):
        ledger.undo(made.id, editor=NED)


def test_a_judgement_is_not_changed_or_deleted(ledger: Ledger) -> None:
    made = ledger.judge("note", [next(ledger.quotations()).id], editor=NED, why="x")
    for statement_ in ("DELETE FROM judgements", "UPDATE judgements SET value = '{}'"):
        with pytest.raises(Exception, match="undone, not"):
            ledger.connection.execute(statement_)
    with pytest.raises(ConfigError, match="changed after"):
        ledger.add_judgements([dataclasses.replace(made, why="y")])
    assert ledger.add_judgements([made]) == 0


def test_the_queue_leaves_out_what_is_judged(ledger: Ledger) -> None:
    page = ledger.queue(limit=500)
    assert page.total == len(page.doubts) > 0
    sure = [d.p_right for d in page.doubts]
    assert sure == sorted(sure)
    relation = next(d for d in page.doubts if d.kind == "relation")
    ledger.judge("confirm-relation", relation.ids, editor=NED, changes={"relation": relation.relation})
    assert relation.ids not in {d.ids for d in ledger.queue(limit=500).doubts}
    story = next(ledger.stories())
    assert sum(ledger.queue(story=s.id).total for s in ledger.stories()) == ledger.queue().total
    assert [d for d in ledger.queue(limit=500).doubts if d.story == story.articles[0]] == list(
        ledger.queue(story=story.id, limit=500).doubts
    )
    with pytest.raises(LedgerError):
        ledger.queue(story="s-none")


# every decision there is, each on what a fresh ledger of `ferry` holds
def decide(ledger: Ledger) -> list[Callable[[], Judgement]]:
    found = contradiction(ledger)
    claims = sorted(ledger.claims(), key=lambda c: c.members)
    several = next(c for c in claims if len(c.members) > 1)
    entities = next(r for r in ledger.records() if "Ferry" in r.story.title).entities
    said, figure = next(ledger.quotations()), next(ledger.figures())
    one, two = ledger.stories()
    asked: list[tuple[str, list[str], dict[str, str | None]]] = [
        ("reject-relation", [found.left, found.right], {"relation": found.relation}),
        ("confirm-relation", [found.left, found.right], {"relation": found.relation}),
        ("split-claim", [several.id, several.members[0]], {}),
        ("merge-entities", [entities[0].id, entities[1].id], {}),
        ("correct-source", [said.id], {"source": "Ivo Brandt"}),
        ("correct-figure", [figure.id], {"low": "5", "high": None}),
        ("correct-date", [one.articles[0]], {"value": "2031-05-20"}),
        ("split-story", [one.id, one.articles[0]], {}),
        ("merge-stories", [one.id, two.id], {}),
        ("grade-information", [said.id], {"credibility": "2"}),
    ]
    from onrecord.review.deciding import Asked, make_judgement

    def make(n: int, decision: str, ids: list[str], changes: dict[str, str | None]) -> Judgement:
        at = f"2031-06-01T10:00:{n:02d}Z"
        return make_judgement(ledger.connection, Asked(decision=decision, ids=ids, editor=NED, changes=changes, at=at))

    return [lambda n=n, row=row: make(n, *row) for n, row in enumerate(asked)]  # type: ignore[misc]


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_neither_order_nor_time_of_arrival_matters(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    articles = [*ferry(), *make_story(3, size=2)]
    folder = tmp_path_factory.mktemp("order")
    with onrecord.open(folder / "a.onrecord") as ledger:
        ledger.add(articles)
        before = bare(ledger)
        makers = decide(ledger)
        chosen = data.draw(st.lists(st.sampled_from(range(len(makers))), unique=True, max_size=5))
        made = [makers[n]() for n in chosen]
        for judgement in made:
            ledger.add_judgements([judgement])
        together = ledger.export()
    # another ledger: the judgements first, one by one in another order, the articles after them in two parts
    order = data.draw(st.permutations(made))
    half = data.draw(st.integers(0, len(articles)))
    with onrecord.open(folder / "b.onrecord") as other:
        other.add(articles[half:])
        other.add_judgements(order[:2])
        other.add(articles[:half])
        other.add_judgements(order[2:])
        assert other.export() == together
        for n, judgement in enumerate(data.draw(st.permutations(made))):
            other.judge("undo", [judgement.id], editor=NED, why=str(n))
        assert bare(other) == before


def test_pages_of_judgements_tell_what_all_together_tell(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(make_story(4, size=3))
        ids = [q.id for q in ledger.quotations()]
        notes = [ledger.judge("note", [i], editor=NED, why="Ask.") for i in ids[:4]]
        entity = next(iter(ledger.entities()))
        ledger.judge("grade-source", [entity.id], editor=NED, changes={"reliability": "B"})
        gone = ledger.undo(notes[0].id, editor=NED)
        ledger.undo(gone.id, editor=NED)
        ledger.undo(notes[1].id, editor=NED)
        every = ledger.judgements()
        assert {row.state for row in every} == {"stands", "withdrawn"}
        for limit in (1, 2, 3, 100):
            pages = [ledger.page_judgements(offset=n, limit=limit) for n in range(0, len(every), limit)]
            assert [row for rows, _ in pages for row in rows] == every
            assert {total for _, total in pages} == {len(every)}
        assert ledger.page_judgements(limit=3, latest=True)[0] == every[::-1][:3]
        ledger.connection.execute("DELETE FROM quotations WHERE id = ?", (ids[2],))
        assert ledger.judgements()[2].state == ledger.page_judgements(offset=2, limit=1)[0][0].state == "lost"
