"""What holds of any story: order, members, time."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Origin, Quotation, Source, When
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.story import reconcile
from onrecord.text import span
from tests.timing import within

from .build import Page

SOURCES = ("Kelmer", "Ada Brandt", "Osk Pell", "Brann Hydro")
CONTENTS = (
    "the dam wall gave way at Vell",
    "the dam wall has not given way at Vell",
    "engineers recaptured control of the sluice at Vell",
    "engineers have not regained control of the sluice",
    "water reached the lower streets of Tarn Hollow",
    "claims about the sluice",
)
STATEMENTS = st.tuples(st.sampled_from(SOURCES), st.sampled_from(CONTENTS), st.sampled_from(("asserts", "denies", "promises")))
FIGURES = st.tuples(st.sampled_from(SOURCES), st.sampled_from((9, 11, 56, 90)), st.sampled_from(("point", "floor", "ceiling")))


@st.composite
def stories(draw: st.DrawFn) -> list[Document]:
    pages = []
    for number in range(draw(st.integers(1, 5))):
        said = draw(st.lists(STATEMENTS, max_size=4))
        counted = draw(st.lists(FIGURES, max_size=3))
        lines = [f"{who} said {what}." for who, what, _ in said] + [
            f"{who} counted {n} dead {i}." for i, (who, n, _) in enumerate(counted)
        ]
        page = Page("\n".join(lines) or "Nothing.", day=f"2031-03-{10 + draw(st.integers(0, 4))}", name=f"{number}.txt")
        for i, (who, what, stance) in enumerate(said):
            page.says(who, what, stance=stance, nth=1 + sum(w == what for _, w, _ in said[:i]))
        for i, (who, n, bound) in enumerate(counted):
            low, high = (n, n) if bound == "point" else (n, None) if bound == "floor" else (None, n)
            page.counts(f"{n} dead {i}", "people killed at Vell", low, high, as_of=page.article.published.value, giver=who)
        pages.append(page.read())
    return pages


@given(stories(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_documents_changes_nothing(documents: list[Document], chance: random.Random) -> None:
    origins = [Origin(id=f"o{d.article.id}", name="", articles=(d.article.id,)) for d in documents]
    first = reconcile(documents, reuse=(), origins=origins)
    chance.shuffle(documents)
    chance.shuffle(origins)
    assert reconcile(documents, reuse=(), origins=origins) == first


@given(stories())
@settings(max_examples=60, deadline=None)
def test_claims_and_relations_hold_together(documents: list[Document]) -> None:
    found = reconcile(documents, reuse=(), origins=())
    items = {i.id: d for d in documents for i in (*d.reading.quotations, *d.reading.figures)}
    members = [m for c in found.claims for m in c.members]
    assert sorted(members) == sorted(items)
    where = {m: c.id for c in found.claims for m in c.members}
    seen = set()
    for r in found.relations:
        assert where[r.left] != where[r.right]
        assert 0 < r.score <= 1
        assert r.reason
        key = (r.relation, *sorted((where[r.left], where[r.right])))
        assert key not in seen
        seen.add(key)
    for c in found.claims:
        assert any(c.text in items[m].article.text for m in c.members)


def test_many_statements_take_little_time() -> None:
    words = [f"{a}{b}{c}" for a in "bdgklmnprstv" for b in ("ara", "elo", "ino", "uma") for c in ("n", "r", "ld", "sk", "mo")]
    chance = random.Random(7)
    pages = []
    for i in range(60):
        lines = [" ".join(chance.choices(words, k=12)) for _ in range(20)]
        page = Page("\n".join(f"Kelmer said {line}." for line in lines), name=f"{i}.txt")
        for line in lines:
            page.says("Kelmer", line)
        pages.append(page.read())
    assert within(5, lambda: reconcile(pages, reuse=(), origins=()))


def test_an_article_of_denials_takes_little_time() -> None:
    page = Page(
        "Kelmer said soldiers attacked and killed people. " + "Pell denied it: his soldiers had any role in claims. " * 3000
    )
    page.says("Kelmer", "soldiers attacked and killed people")
    start = 0
    for i in range(3000):
        start = page.text.index("his soldiers had any role in claims", start + 1)
        page.quotations.append(
            Quotation(
                id=f"q{i:04d}",
                article=page.article.id,
                content=(span(page.text, start, start + 35),),
                source=Source(name="Pell", kind="person"),
                stance="denies",
            )
        )
    document = page.read()
    assert len(reconcile([document], reuse=(), origins=()).relations) == 1
    assert within(5, lambda: reconcile([document], reuse=(), origins=()))


@pytest.mark.parametrize(
    ("anchor", "first", "day"),
    [
        (When(earliest="2031-01-01", basis="inferred"), None, None),
        (When(earliest="2031-01-01", latest="2031-01-09", basis="inferred"), "2031-01-01", "2031-01-09"),
    ],
)
def test_a_day_of_which_only_one_end_is_known_is_none(anchor: When, first: str | None, day: str | None) -> None:
    page = Page("Kelmer said that 80% of the salt had been shipped.")
    said = page.says("Kelmer", "80% of the salt had been shipped")
    page.counts("80%", "share of salt", 80, 80, unit="percent", quotation=said)
    page.quotations[0] = replace(page.quotations[0], said=anchor)
    read = page.read()
    document = replace(read, reading=replace(read.reading, anchor=anchor))
    material = gather([document], (), ())
    assert [q.first for q in material.quantities] == [first]
    assert [s.day for s in material.statements] == [first or day]
