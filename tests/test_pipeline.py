"""The same articles, in any order and any batches, give the same ledger."""

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.group.reuse import find_reuse
from onrecord.ledger import Ledger
from onrecord.model import Article, Document, Quotation
from onrecord.neural import Marks
from onrecord.pipeline import DEFAULT, process
from onrecord.steps import replace_step
from onrecord.store.articles import get_documents
from onrecord.tell.exports import to_json
from tests.conftest import make_article, make_story

ARTICLES = [
    *make_story(0, size=4),
    *make_story(1, size=3),
    make_article("The ferry strike went on.\nOn Thursday crews stayed ashore, the union said.", name="undated.txt"),
    make_article(make_story(0)[1].text, publisher="A Copy", name="copy.txt"),
]


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_order_and_batches_do_not_matter(chance: random.Random, batches: int) -> None:
    articles = list(ARTICLES)
    chance.shuffle(articles)
    cuts = sorted(chance.randrange(len(articles) + 1) for _ in range(batches - 1))
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "x.onrecord") as ledger:
        for a, b in zip([0, *cuts], [*cuts, len(articles)], strict=True):
            ledger.add(articles[a:b])
        assert ledger.export() == to_json(*process(ARTICLES))


@settings(max_examples=6, deadline=None)
@given(st.permutations(ARTICLES))
def test_one_at_a_time_gives_what_all_at_once_gives(articles: list[Article]) -> None:
    """Whatever a story derived from fewer articles leaves behind, the next does not see."""
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "x.onrecord") as ledger:
        for article in articles:
            ledger.add([article])
        assert ledger.export() == to_json(*process(ARTICLES))


def test_reading_the_same_again_adds_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.onrecord") as ledger:
        first = ledger.add(ARTICLES)
        before = ledger.export_json()
        again = ledger.add(ARTICLES)
        assert (first.added, first.known) == (len(ARTICLES), 0)
        assert (again.added, again.known, again.updated) == (0, len(ARTICLES), 0)
        assert ledger.export_json() == before


def test_metadata_given_later_is_taken_over(tmp_path: Path) -> None:
    text = make_story(0)[0].text
    with Ledger(tmp_path / "x.onrecord") as ledger:
        ledger.add([make_article(text)])
        summary = ledger.add([make_article(text, publisher="The Vell Courier", day="2031-05-14")])
        assert (summary.added, summary.updated) == (0, 1)
        (article,) = ledger.articles()
        assert (article.publisher, article.published.value) == ("The Vell Courier", "2031-05-14")
        # an article without metadata takes nothing away
        assert ledger.add([make_article(text)]).known == 1
        assert next(ledger.articles()).publisher == "The Vell Courier"


def test_two_matters_are_two_stories(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.onrecord") as ledger:
        ledger.add(make_story(0))
        ferry = [
            make_article(
                f"Ferry crews walk out\nFerry crews in Lanth Harbour walked out over night pay on day {i}.", name=f"f{i}"
            )
            for i in range(3)
        ]
        ledger.add(ferry)
        assert sorted(len(s.articles) for s in ledger.stories()) == [3, 6]


def test_only_what_new_articles_touch_is_computed_again(tmp_path: Path) -> None:
    read: list[str] = []
    compared: list[set[str]] = []

    def lay_out_and_note(*, article: Article) -> object:
        read.append(article.id)
        return DEFAULT.layout.run(article=article)

    def find_reuse_and_note(*, documents: list[Document]) -> object:
        compared.append({d.article.id for d in documents})
        return find_reuse(documents)

    steps = replace_step(DEFAULT, "layout", lay_out_and_note, version=DEFAULT.layout.version)
    steps = replace_step(steps, "reuse", find_reuse_and_note, version=99)
    first, second, late = make_story(0), make_story(1), make_story(2, size=1)[0]
    with Ledger(tmp_path / "x.onrecord", steps=steps) as ledger:
        ledger.add([*first[:-1], *second])
        read.clear()
        compared.clear()
        ledger.add([first[-1], late])
        assert sorted(read) == sorted([first[-1].id, late.id])
        assert sorted(compared, key=len) == [{late.id}, {a.id for a in first}]
        compared.clear()
        ledger.add(first)
        assert compared == []


@pytest.mark.filterwarnings("default::onrecord.steps.StepFailedWarning")
@pytest.mark.parametrize("gives", ["layout", "marks", "names", "dates", "quotations", "figures", "meanings"])
def test_an_article_that_a_step_cannot_cope_with_costs_no_other_article(tmp_path: Path, gives: str) -> None:
    first, second = make_story(0), make_story(1)
    odd = first[0]
    step = next(s for s in (DEFAULT.layout, *DEFAULT.reading) if s.gives == gives)

    def fail_on_one(**needs: Any) -> object:
        article = needs.get("article")
        if article == odd or (article is None and any(q.article == odd.id for q in needs["quotations"])):
            raise ValueError("day is out of range for month")
        return step.run(**needs)

    with Ledger(tmp_path / "x.onrecord", steps=replace_step(DEFAULT, gives, fail_on_one, version=step.version)) as ledger:
        summary = ledger.add([*first, *second])
        assert summary.articles == len(first) + len(second)
        told = [line for line in summary.warnings if gives in line]
        assert len(told) == 1
        assert told[0].startswith(f"{odd.path}: ")
        assert "day is out of range for month" in told[0]
        assert ledger.article(odd.id).article == odd
        assert all(ledger.article(a.id).reading.quotations for a in second)
    with Ledger(tmp_path / "y.onrecord") as ledger:
        ledger.add([*first, *second])
        plain = {s.articles for s in ledger.stories()}
        others = {a.id: ledger.article(a.id).reading.quotations for a in second}
    with Ledger(tmp_path / "x.onrecord") as ledger:
        assert plain == {s.articles for s in ledger.stories()} or gives == "layout"
        assert {a.id: ledger.article(a.id).reading.quotations for a in second} == others


@pytest.mark.filterwarnings("default::onrecord.steps.StepFailedWarning")
@pytest.mark.parametrize("gives", [s.gives for s in (DEFAULT.days, DEFAULT.labels, *DEFAULT.story)])
def test_a_story_that_a_step_cannot_cope_with_is_kept_without_what_it_gives(tmp_path: Path, gives: str) -> None:
    def fail(**_: Any) -> object:
        raise RecursionError("too deep")

    with Ledger(tmp_path / "x.onrecord", steps=replace_step(DEFAULT, gives, fail, version=1)) as ledger:
        summary = ledger.add(make_story(0))
        assert summary.stories == 1
        assert summary.statements > 0
        assert any(gives in line and "5 more of its story" in line for line in summary.warnings)
        assert "<html" in ledger.report()


def test_the_reader_reads_an_article_once_whose_day_is_inferred(tmp_path: Path) -> None:
    read: list[str] = []

    def note_and_read(*, article: Article, layout: object) -> object:
        read.append(article.id)
        return DEFAULT.reading[0].run(article=article, layout=layout)

    steps = replace_step(DEFAULT, "marks", note_and_read, version=99)
    undated = make_article(make_story(0)[1].text + "\nThe wall had cracked on 2 May 2031.", name="undated.txt")
    articles = [*make_story(0), undated]
    documents, _ = process(articles, steps=steps)
    assert next(d for d in documents if d.article == undated).reading.anchor.basis == "inferred"
    assert sorted(read) == sorted(a.id for a in articles)
    read.clear()
    with Ledger(tmp_path / "x.onrecord", steps=steps) as ledger:
        ledger.add(articles)
        assert sorted(read) == sorted(a.id for a in articles)
        # its day is inferred anew where the story has grown, from what the ledger keeps of it
        read.clear()
        late = make_article(make_story(0, size=7)[6].text, name="late.txt", day="2031-05-16")
        ledger.add([late])
        assert read == [late.id]
        documents, _ = process([*articles, late], steps=steps)
        kept = {d.article.id: d for d in get_documents(ledger.connection, [d.article.id for d in documents])}
        assert [kept[d.article.id] for d in documents] == documents


def test_no_encoder_reads_an_article_again_whose_day_is_inferred_by_another_process(tmp_path: Path) -> None:
    read: list[str] = []
    given: list[str] = []
    vectors = next(s for s in DEFAULT.reading if s.gives == "meanings")

    def note_and_read(*, article: Article, layout: object) -> object:
        read.append(article.id)
        return DEFAULT.reading[0].run(article=article, layout=layout)

    def note_and_give(*, quotations: Sequence[Quotation], marks: Marks | None) -> object:
        given.extend(q.id for q in quotations)
        return vectors.run(quotations=quotations, marks=marks)

    steps = replace_step(replace_step(DEFAULT, "marks", note_and_read, version=99), "meanings", note_and_give, version=99)
    undated = make_article(make_story(0)[1].text, name="undated.txt")
    with Ledger(tmp_path / "x.onrecord", steps=steps) as ledger:
        ledger.add([undated])
        assert ledger.article(undated.id).reading.anchor.basis == "unknown"
    assert read == [undated.id]
    with Ledger(tmp_path / "x.onrecord", steps=steps) as ledger:
        before = {q.id for q in ledger.article(undated.id).reading.quotations}
        read.clear()
        given.clear()
        ledger.add(make_story(0))
        found = ledger.article(undated.id).reading
        assert found.anchor.basis == "inferred"
        assert sorted(read) == sorted(a.id for a in make_story(0))
        assert before
        assert not before & set(given)
        assert ledger.export() == to_json(*process([undated, *make_story(0)], steps=steps))


def test_a_day_that_is_given_and_taken_back_leaves_what_was_read_before(tmp_path: Path) -> None:
    undated = make_article(make_story(0)[1].text + "\nThe wall had cracked on 2 May 2031.", name="undated.txt")
    with Ledger(tmp_path / "x.onrecord") as ledger:
        ledger.add([*make_story(0), undated])
        (before,) = get_documents(ledger.connection, [undated.id])
        made = ledger.judge("correct-date", [undated.id], editor="Ned Orme", changes={"value": "2031-05-20"})
        (given_day,) = get_documents(ledger.connection, [undated.id])
        assert given_day.reading.anchor.earliest == "2031-05-20"
        ledger.undo(made.id, editor="Ned Orme")
        assert get_documents(ledger.connection, [undated.id]) == [before]


def test_another_version_of_a_step_computes_again(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with Ledger(path) as ledger:
        ledger.add(make_story(0))
    silent = replace_step(DEFAULT, "figures", lambda **_: (), version=99)
    with Ledger(path, steps=silent) as ledger:
        ledger.add([])
        assert list(ledger.figures()) == []
        assert len(list(ledger.articles())) == 6
    with Ledger(path) as ledger:
        ledger.add([])
        assert ledger.export() == to_json(*process(make_story(0)))
