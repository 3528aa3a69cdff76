"""The brief: an invented story in its articles' own sentences."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Document, Passage, Relation, StoryRecord
from onrecord.pipeline import record_story
from onrecord.tell.brief import write_brief
from onrecord.tell.lines import StoryBrief

from ..reconcile.build import Page


def story() -> tuple[list[Document], StoryRecord]:
    """Three articles about a ferry: a toll that is disputed and later raised, and a denial."""
    first = Page(
        "The ferry Aurelia sank off Vell on Monday night with 60 people aboard, the coast guard said. "
        "At least nine people died in the sinking, said coast guard chief Ada Kelmer. "
        "The union accused the owner of overloading the ferry.\n"
        "The owner, Orsk Lines, denied overloading the ferry.",
        day="2031-03-11",
        publisher="The Vell Courier",
        name="a.txt",
    )
    first.dates("on Monday night", "2031-03-10")
    first.says("Ada Kelmer", "At least nine people died in the sinking")
    first.counts("At least nine people", "people killed in Aurelia sinking", 9, None, as_of="2031-03-11", giver="Ada Kelmer")
    first.says("The union", "the owner of overloading the ferry", cue="accused", kind="organisation")
    first.says("Orsk Lines", "overloading the ferry", cue="denied", stance="denies", kind="organisation")
    second = Page(
        "Fourteen people died when the ferry Aurelia sank off Vell on Monday night, Kelmer said on Wednesday. "
        "The union puts the dead at 20.",
        day="2031-03-12",
        publisher="Norland Post",
        name="b.txt",
    )
    second.dates("on Monday night", "2031-03-10")
    second.says("Kelmer", "Fourteen people died when the ferry Aurelia sank off Vell on Monday night")
    second.counts("Fourteen people", "people killed in Aurelia sinking", 14, 14, as_of="2031-03-12", giver="Kelmer")
    second.counts("20", "people killed in Aurelia sinking", 20, 20, as_of="2031-03-12", giver="The union")
    return record_story_of([first.read(), second.read()])


def record_story_of(documents: list[Document]) -> tuple[list[Document], StoryRecord]:
    """The record of documents that were read by hand."""
    done, record = record_story(documents)
    return done, record


@pytest.fixture(scope="module")
def told() -> tuple[list[Document], StoryRecord]:
    """The story with its record."""
    return story()


def test_every_word_is_the_articles_own(told: tuple[list[Document], StoryRecord]) -> None:
    documents, record = told
    texts = {d.article.id: d.article.text for d in documents}
    brief = write_brief(documents, record)
    assert brief.lines
    for line in brief.lines:
        for passage in (line.passage, *(n.passage for n in line.notes)):
            assert texts[passage.article][passage.start : passage.end] == passage.exact


@pytest.mark.parametrize("words", [20, 40, 80, 250])
def test_it_keeps_to_the_words_asked_for(told: tuple[list[Document], StoryRecord], words: int) -> None:
    brief = write_brief(*told, words=words)
    assert sum(line.words for line in brief.lines) <= words


def test_nothing_is_told_twice(told: tuple[list[Document], StoryRecord]) -> None:
    brief = write_brief(*told, words=1000)
    assert len({line.passage for line in brief.lines}) == len(brief.lines)
    for a, b in combinations(brief.lines, 2):
        left, right = (set(re.findall(r"\w+", x.passage.exact.lower())) for x in (a, b))
        assert len(left & right) < min(len(left), len(right))


def test_no_side_of_a_dispute_is_left_out(told: tuple[list[Document], StoryRecord]) -> None:
    documents, record = told
    assert any(r.relation == "contradicts" for r in record.relations)
    for words in (40, 60, 100, 250):
        _check_sides(write_brief(documents, record, words=words), documents, record)


def _check_sides(brief: StoryBrief, documents: list[Document], record: StoryRecord) -> None:
    starts = {f.id: (d.article.id, f.passage.start) for d in documents for f in d.reading.figures}
    starts |= {q.id: (d.article.id, q.content[0].start) for d in documents for q in d.reading.quotations}
    claim = {m: c for c in record.claims for m in c.members}

    def shown_in(id_: str, passages: list[Passage]) -> bool:
        places = [starts[m] for m in claim[id_].members]
        return any(p.article == article and p.start <= start < p.end for p in passages for article, start in places)

    for r in record.relations:
        for line in brief.lines:
            own = [line.passage, *(n.passage for n in line.notes if n.label == "since then")]
            every = [line.passage, *(n.passage for n in line.notes)]
            if r.relation == "contradicts" and (shown_in(r.left, own) or shown_in(r.right, own)):
                assert shown_in(r.left, every)
                assert shown_in(r.right, every)


def test_a_number_that_was_replaced_says_so(told: tuple[list[Document], StoryRecord]) -> None:
    documents, record = told
    nine = next(f for d in documents for f in d.reading.figures if f.low == 9)
    fourteen = next(f for d in documents for f in d.reading.figures if f.low == 14)
    assert any(isinstance(r, Relation) and (r.left, r.right) == (nine.id, fourteen.id) for r in record.relations)
    for line in write_brief(documents, record, words=1000).lines:
        if "nine people" in line.passage.exact:
            assert "since then" in {n.label for n in line.notes}


def test_one_event_is_told_once_as_news() -> None:
    first = Page(
        "Two crowded ferries collided in thick fog off the cape of Orsk Bay on Monday.", day="2031-03-11", name="a.txt"
    ).dates("Monday", "2031-03-10")
    second = Page(
        "A collision of ferries off Orsk Bay sent ninety passengers of two crowded boats into the fog on Monday.",
        day="2031-03-12",
        name="b.txt",
    ).dates("Monday", "2031-03-10")
    documents, record = record_story_of([first.read(), second.read()])
    assert len(record.events) == 1
    assert len([x for x in write_brief(documents, record, words=400).lines if x.part == "happened"]) == 1


def test_a_line_says_who_gives_it_where_its_sentence_does_not(told: tuple[list[Document], StoryRecord]) -> None:
    for line in write_brief(*told, words=1000).lines:
        assert not line.giver or line.giver not in line.passage.exact


def test_whoever_has_a_name_is_heard_before_a_report() -> None:
    page = Page(
        "A report said that rope for the ferries is short in every harbour.\n"
        "Divers are needed in the lower bay before winter, Ada Brandt said.",
        day="2031-03-12",
    )
    page.names("Ada Brandt")
    page.says("A report", "rope for the ferries is short in every harbour", kind="document")
    page.says("Ada Brandt", "Divers are needed in the lower bay before winter")
    brief = write_brief(*record_story_of([page.read()]), words=16)
    assert [line.who for line in brief.lines if line.part == "said"] == ["Ada Brandt"]


def test_the_day_of_an_article_that_is_one_of_several_is_told_as_such() -> None:
    page = Page("Two ferries collided off Orsk Bay in the fog, and nine sailors drowned.", day="2031-03")
    assert {line.day for line in write_brief(*record_story_of([page.read()])).lines} <= {"2031-03-01/2031-03-31"}


def test_a_story_without_anything_is_brief() -> None:
    documents, record = record_story_of([Page("Rain.", name="a.txt").read()])
    assert write_brief(documents, record).lines == ()


def test_the_example_is_told_by_its_blast_and_its_toll(read_example: Path) -> None:
    with Ledger(read_example) as ledger:
        [brief] = ledger.briefs(words=250)
    happened = [line for line in brief.lines if line.part == "happened"]
    assert "explosion in the Harrow Tunnel" in happened[0].passage.exact
    assert {"since then", "against"} <= {n.label for n in happened[0].notes}
    first = next(line for line in brief.lines if line.part == "disputed")
    assert "20 people died" in first.passage.exact
    denial = next(line for line in brief.lines if line.passage.exact == "The Front denied any involvement.")
    assert any("Tomas Reyle accused the Brenna Autonomy Front" in n.text for n in denial.notes)
