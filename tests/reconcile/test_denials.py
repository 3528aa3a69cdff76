"""Denials against the claims that they hold, point back at, or are of, on invented documents."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Stance
from onrecord.reconcile.denials import denied_part
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.items import Statement
from onrecord.reconcile.story import Reconciled, reconcile

from .build import Page, claim_of, pairs, run

Vector = tuple[int, ...]


def statement(text: str, *, stance: Stance = "asserts") -> Statement:
    """The statement that Kelmer makes with a text."""
    page = Page(f"Kelmer said {text}")
    page.says("Kelmer", text, stance=stance)
    return gather([page.read()], (), ()).statements[0]


def run_near(*rows: tuple[Page, Vector]) -> Reconciled:
    """What is reconciled of pages, the statements of each under one vector."""
    documents = []
    for page, vector in rows:
        document = page.read()
        meanings = (bytes(np.array(vector, dtype=np.int8)),) * len(page.quotations)
        documents.append(replace(document, reading=replace(document.reading, meanings=meanings)))
    return reconcile(documents, reuse=(), origins=())


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("claims about the mayor taking money were false", "the mayor taking money"),
        ("the idea that the dam leaks every spring is a myth", "the dam leaks every spring"),
        ("it is not true that the dam leaks every spring", "the dam leaks every spring"),
        ("it was a complete lie that the dam leaks every spring", "the dam leaks every spring"),
        ("it is true that the dam leaks every spring", ""),
        ("it is not false that the dam leaks every spring", ""),
        ("the idea that Orsk holds the keys to the dam is a trick", "Orsk holds the keys to the dam"),
        ("reports about the dam were published on Monday", ""),
    ],
)
def test_what_is_said_to_be_untrue(text: str, part: str) -> None:
    assert denied_part(statement(text)) == part


def test_a_denial_is_of_its_first_clause() -> None:
    assert denied_part(statement("taking money but paid it back", stance="denies")) == "taking money"


@given(st.text(alphabet="claims that it is not a lie", max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(denied_part(statement("x" + text)), str)


def test_a_denial_is_of_the_claim_that_it_holds() -> None:
    a = Page("Orsk denied Vellian accusations that it was feeding the revolt in the marshes.")
    denial = a.says(
        "Orsk",
        "Vellian accusations that it was feeding the revolt in the marshes",
        cue="denied",
        stance="denies",
        kind="organisation",
    )
    inner = a.says("Vellian", "it was feeding the revolt in the marshes", cue="accusations", kind="group")
    assert pairs(run(a), "contradicts") == {frozenset((denial, inner))}


def test_what_the_denier_adds_far_behind_is_not_denied() -> None:
    text = "the harbour had been closed by order of the town for any of the days in question, as Pell said the tide was high"
    a = Page(f"Orsk denied {text}.")
    a.says("Orsk", text, cue="denied", stance="denies", kind="organisation")
    a.says("Pell", "the tide was high", cue="said")
    assert not run(a).relations


@pytest.mark.parametrize(("deed", "disputed"), [("call", True), ("thing", True), ("visit", False)])
def test_no_such_thing_is_of_what_was_spoken_of_before(deed: str, disputed: bool) -> None:
    first = "Kelmer said Orsk's port office had made a threatening call to the town hall. "
    a = Page(f"{first}Orsk's port office said it made no such {deed}.")
    left = a.says("Kelmer", "Orsk's port office had made a threatening call to the town hall")
    right = a.says("Orsk's port office", f"it made no such {deed}", kind="organisation", nth=1)
    assert pairs(run(a), "contradicts") == ({frozenset((left, right))} if disputed else set())


def test_a_verdict_is_of_the_claim_in_another_article() -> None:
    a = Page("Kelmer said Orsk's divers cut the northern cable.", day="2031-03-10", name="a.txt")
    b = Page("Pell said claims that Orsk's divers cut the cable were false.", day="2031-03-11", name="b.txt")
    left = a.says("Kelmer", "Orsk's divers cut the northern cable")
    right = b.says("Pell", "claims that Orsk's divers cut the cable were false")
    assert pairs(run(a, b), "contradicts") == {frozenset((left, right))}


def test_a_verdict_is_not_of_what_is_only_planned() -> None:
    a = Page("Kelmer said Orsk's divers would cut the northern cable.", day="2031-03-10", name="a.txt")
    b = Page("Pell said claims that Orsk's divers cut the cable were false.", day="2031-03-11", name="b.txt")
    a.says("Kelmer", "Orsk's divers would cut the northern cable")
    b.says("Pell", "claims that Orsk's divers cut the cable were false")
    assert not run(a, b).relations


DENIED = "any hand in steering the marsh rebels"


@pytest.mark.parametrize(("vector", "near"), [((120, 20, 5), True), ((0, 9, 127), False)])
def test_who_denies_a_part_answers_those_who_accuse_them_in_like_sense(vector: Vector, near: bool) -> None:
    a = Page("Kelmer accused Orsk of stoking the unrest.", day="2031-03-10", name="a.txt")
    b = Page("Pell accused Orsk of funding smugglers upriver.", day="2031-03-10", name="b.txt")
    c = Page(f"Orsk denied {DENIED}.", day="2031-03-11", name="c.txt")
    first = a.says("Kelmer", "Orsk of stoking the unrest", cue="accused")
    second = b.says("Pell", "Orsk of funding smugglers upriver", cue="accused")
    denial = c.says("Orsk", DENIED, cue="denied", stance="denies", kind="organisation")
    found = run_near((a, vector), (b, vector), (c, (120, 10, 0)))
    assert pairs(found, "contradicts") == ({frozenset((first, denial)), frozenset((second, denial))} if near else set())
    assert claim_of(found, first) == (first,)


@pytest.mark.parametrize(("name", "disputed"), [("Merrow", True), ("Tolm", False)])
def test_a_denial_is_of_what_was_just_said_of_the_same_name(name: str, disputed: bool) -> None:
    a = Page(f"Kelmer said {name} has private stakes there. The mill denied that Merrow owns shares in the company.")
    left = a.says("Kelmer", f"{name} has private stakes there")
    right = a.says("The mill", "that Merrow owns shares in the company", cue="denied", stance="denies", kind="organisation")
    assert pairs(run_near((a, (90, 3, 1))), "contradicts") == ({frozenset((left, right))} if disputed else set())


@pytest.mark.parametrize(
    ("other", "disputed"),
    [
        ("this is going after the northern pilots, not the port", True),
        ("this may be going after the northern pilots", False),
        ("nobody is after the northern pilots", False),
        ("this is not going after the northern pilots", False),
        ("Adler did not say that she is going after the northern pilots", False),
    ],
)
def test_one_says_no_to_words_in_a_row_of_the_other(other: str, disputed: bool) -> None:
    a = Page("Kelmer said the goal is not to go after the northern pilots but to open the port.", name="a.txt")
    b = Page(f"Osk Pell said {other}.", name="b.txt")
    left = a.says("Kelmer", "the goal is not to go after the northern pilots but to open the port")
    right = b.says("Osk Pell", other)
    assert pairs(run(a, b), "contradicts") == ({frozenset((left, right))} if disputed else set())


def test_what_the_denier_says_besides_of_others_is_not_denied() -> None:
    a = Page("Orsk denied that it sells pumps to Vell, where Pell saw pumps of some great age.")
    a.says(
        "Orsk",
        "it sells pumps to Vell, where Pell saw pumps of some great age",
        cue="denied",
        stance="denies",
        kind="organisation",
    )
    a.says("Pell", "pumps of some great age", cue="saw")
    assert not run(a).relations


def test_no_such_thing_meets_who_told_it_of_the_denier_elsewhere() -> None:
    first = Page(
        "The mayor said the Orsk harbour office called and told him to close the pier if he did not pay.", name="a.txt"
    )
    told = first.says("The mayor", "the Orsk harbour office called and told him to close the pier if he did not pay")
    second = Page("A clerk of the Orsk harbour office said they made no such call.", name="b.txt")
    denied = second.says("A clerk of the Orsk harbour office", "they made no such call")
    third = Page("The mayor said a friend called him about the pier.", name="c.txt")
    third.says("The mayor", "a friend called him about the pier")
    assert pairs(run(first, second, third), "contradicts") == {frozenset((told, denied))}


@pytest.mark.parametrize(
    ("content", "denier", "disputed"),
    [
        ("a charge", "the harbour office", True),
        ("the old claims", "the harbour office", True),
        ("a charge", "Ada Brandt", False),
    ],
)
def test_a_charge_denied_beside_it_is_the_one_just_told(content: str, denier: str, disputed: bool) -> None:
    page = Page(
        "Osk Pell said the pier was sound. The report led to allegations by Ada Brandt that the clerks may have hidden the "
        f"bill, {content} {denier} denies."
    )
    page.says("Osk Pell", "the pier was sound")
    told = page.says("Ada Brandt", "the clerks may have hidden the bill", cue="allegations")
    denied = page.says(denier, content, cue="denies", stance="denies")
    assert pairs(run(page), "contradicts") == ({frozenset((told, denied))} if disputed else set())


def test_a_policy_turned_down_is_no_dispute() -> None:
    a = Page("Norland would veto intervention against Orsk in the council, it said.", day="2031-03-12", name="a.txt")
    a.says("Norland", "would veto intervention against Orsk in the council", kind="organisation")
    b = Page("Vellia will not back intervention against Orsk in the council.", day="2031-03-12", name="b.txt")
    b.says("Vellia", "intervention against Orsk in the council", cue="will not back", stance="denies", kind="organisation")
    assert not pairs(run(a, b), "contradicts")


def test_a_part_is_not_the_opposite_of_the_whole() -> None:
    a = Page("Most of the fuel was recovered from the tanker, Kelmer said.", day="2031-03-12", name="a.txt")
    a.says("Kelmer", "Most of the fuel was recovered from the tanker")
    b = Page("Some of the fuel was not recovered from the tanker, Pell said.", day="2031-03-12", name="b.txt")
    b.says("Pell", "Some of the fuel was not recovered from the tanker")
    assert not pairs(run(a, b), "contradicts")


def test_a_denial_disputes_nothing_said_days_after_it() -> None:
    def disputes(day: str) -> int:
        a = Page("Pell denied the tanker had leaked fuel into Vell harbour.", day="2031-03-12", name="a.txt")
        a.says("Pell", "the tanker had leaked fuel into Vell harbour", cue="denied", stance="denies")
        b = Page("Kelmer said the tanker had leaked fuel into Vell harbour.", day=day, name="b.txt")
        b.says("Kelmer", "the tanker had leaked fuel into Vell harbour")
        return len(pairs(run(a, b), "contradicts"))

    assert disputes("2031-03-11") == 1
    assert disputes("2031-03-20") == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Do you accept any responsibility for the flood of Vell.", "it is not a question of not accepting responsibility"),
        ("You can't force people to know about the dam", "we keep going and getting people to know about the dam"),
    ],
)
def test_a_question_or_what_nobody_is_made_to_do_is_not_turned(left: str, right: str) -> None:
    a = Page(f"“{left}” asked Kelmer.", name="a.txt")
    b = Page(f"“{right},” said Pell.", name="b.txt")
    a.says("Kelmer", left)
    b.says("Pell", right)
    assert not pairs(run(a, b), "contradicts")
