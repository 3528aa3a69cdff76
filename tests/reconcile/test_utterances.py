"""Two renderings of one utterance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.gathering import gather
from onrecord.reconcile.utterances import find_runs

from .build import Page, run


def claims_of(*pages: Page) -> int:
    """How many claims the statements of the pages are."""
    return len(run(*pages).claims)


def test_words_in_a_row_of_one_source_are_one_utterance() -> None:
    a = Page("Kelmer said the firm was either lying or grossly incompetent.", day="2031-03-12", name="a.txt")
    a.says("Kelmer", "the firm was either lying or grossly incompetent")
    text = "“From the first day they were either lying or grossly incompetent,” said Kelmer."
    b = Page(text, day="2031-03-13", name="b.txt")
    b.says("Kelmer", "From the first day they were either lying or grossly incompetent,")
    assert claims_of(a, b) == 1


def test_the_same_words_of_another_source_are_another_claim() -> None:
    a = Page("Kelmer said the firm was either lying or grossly incompetent.", day="2031-03-12", name="a.txt")
    a.says("Kelmer", "the firm was either lying or grossly incompetent")
    b = Page("Pell said the mayor of Vell was either lying or grossly incompetent.", day="2031-03-13", name="b.txt")
    b.says("Pell", "the mayor of Vell was either lying or grossly incompetent")
    assert claims_of(a, b) == 2


def test_words_that_two_quote_on_a_day_are_one_utterance() -> None:
    def claims(day: str) -> int:
        a = Page("Norland demanded that the council act on the “rule by fear and murder”.", day="2031-03-12", name="a.txt")
        a.says("Norland", "that the council act on the “rule by fear and murder”", kind="organisation")
        b = Page(
            "Brandt said the “rule by fear and murder” of the colonels in Orsk had to stop before winter.",
            day=day,
            name="b.txt",
        )
        b.says("Brandt", "the “rule by fear and murder” of the colonels in Orsk had to stop before winter")
        return claims_of(a, b)

    assert claims("2031-03-12") == 1
    assert claims("2031-04-12") == 2


def test_a_word_turned_round_is_another_utterance() -> None:
    a = Page("Kelmer said the harbour of Vell will be closed by Friday noon.", day="2031-03-12", name="a.txt")
    a.says("Kelmer", "the harbour of Vell will be closed by Friday noon")
    b = Page("Kelmer said it was not true the harbour of Vell will be closed.", day="2031-03-12", name="b.txt")
    b.says("Kelmer", "it was not true the harbour of Vell will be closed")
    assert claims_of(a, b) == 2


@pytest.mark.parametrize(("day", "claims"), [("2031-03-13", 1), ("2031-03-23", 2)])
def test_words_that_two_quote_at_length_are_one_utterance_whatever_stands_beside(day: str, claims: int) -> None:
    said = "“this frightens all of us, the fact that we cannot shut the old sluice”"
    a = Page(f"Kelmer told a crowd {said}.", day="2031-03-12", name="a.txt")
    a.says("Kelmer", said, cue="told")
    b = Page(f"Kelmer said nobody slept on Monday, but {said}.", day=day, name="b.txt")
    b.says("Kelmer", f"nobody slept on Monday, but {said}")
    assert claims_of(a, b) == claims


def test_a_saying_inside_a_saying_is_one_utterance() -> None:
    page = Page("Kelmer praised the crews that he said saved the harbour of Vell.", day="2031-03-12")
    page.says("Kelmer", "the crews that he said saved the harbour of Vell")
    page.says("Kelmer", "saved the harbour of Vell")
    assert claims_of(page) == 1


@given(st.lists(st.text(alphabet="ab c", min_size=1, max_size=30), max_size=6))
def test_runs_are_of_two_statements(texts: list[str]) -> None:
    page = Page("\n".join(f"x{i} {t}" for i, t in enumerate(texts)) or "x")
    for i, t in enumerate(texts):
        page.says(None, f"x{i} {t}")
    statements = gather([page.read()], (), ()).statements
    assert all(r.left < r.right < len(statements) for r in find_runs(statements))


def test_one_phrase_that_an_article_gives_to_two_is_said_by_two() -> None:
    text = (
        "Norland demanded an answer to the “rule by fear and murder”. The colonels, Dahl said, “rule by fear and murder” still."
    )
    a = Page(text, name="a.txt")
    a.says("Norland", "an answer to the “rule by fear and murder”", kind="organisation")
    a.says("Dahl", "The colonels, Dahl said, “rule by fear and murder” still")
    assert claims_of(a) == 2
