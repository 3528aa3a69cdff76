"""Statements that are taken back, come about or are answered."""

from .build import Page, claim_of, only, pairs, run


def test_what_is_no_longer_there_is_taken_back() -> None:
    a = Page("Kelmer said the rebels had planted a bomb in the cellar.", day="2031-03-10", name="a.txt")
    b = Page("Kelmer said there was no bomb.", day="2031-03-14", name="b.txt")
    left, right = a.says("Kelmer", "the rebels had planted a bomb in the cellar"), b.says("Kelmer", "there was no bomb")
    relation = only(run(a, b), "updates")
    assert (relation.left, relation.right) == (left, right)
    assert relation.reason == (
        "Kelmer takes it back: “the rebels had planted a bomb in the cellar” on 10 March 2031, "
        "then “there was no bomb” on 14 March 2031"
    )


def test_nobody_takes_back_what_another_said() -> None:
    a = Page("Pell said the rebels had planted a bomb in the cellar.", day="2031-03-10", name="a.txt")
    b = Page("Kelmer said there was no bomb.", day="2031-03-14", name="b.txt")
    a.says("Pell", "the rebels had planted a bomb in the cellar")
    b.says("Kelmer", "there was no bomb")
    assert not pairs(run(a, b), "updates")


def test_what_was_hoped_for_comes_about() -> None:
    a = Page("Kelmer said he hoped to lift the curfew in Vell next week.", day="2031-03-10", name="a.txt")
    b = Page("Kelmer said the curfew in Vell was lifted at noon.", day="2031-03-14", name="b.txt")
    left = a.says("Kelmer", "he hoped to lift the curfew in Vell next week")
    right = b.says("Kelmer", "the curfew in Vell was lifted at noon")
    relation = only(run(a, b), "updates")
    assert (relation.left, relation.right) == (left, right)


def test_what_would_help_has_not_come_about() -> None:
    a = Page("Kelmer said he hoped to lift the curfew in Vell next week.", day="2031-03-10", name="a.txt")
    b = Page("Kelmer said lifting the curfew in Vell was hard.", day="2031-03-14", name="b.txt")
    a.says("Kelmer", "he hoped to lift the curfew in Vell next week")
    b.says("Kelmer", "lifting the curfew in Vell was hard")
    assert not pairs(run(a, b), "updates")


def test_the_accused_answers() -> None:
    a = Page("Kelmer said the rifles came from Orsk.", day="2031-03-10", name="a.txt")
    b = Page("Orsk's foreign ministry said Orsk had never sold rifles to anyone.", day="2031-03-11", name="b.txt")
    left = a.says("Kelmer", "the rifles came from Orsk")
    right = b.says("Orsk's foreign ministry", "Orsk had never sold rifles to anyone", kind="organisation")
    assert pairs(run(a, b), "contradicts") == {frozenset((left, right))}


def test_an_answer_on_another_matter_disputes_nothing() -> None:
    a = Page("Kelmer said the rifles came from Orsk.", day="2031-03-10", name="a.txt")
    b = Page("Orsk's foreign ministry said Orsk had never closed its harbour.", day="2031-03-11", name="b.txt")
    a.says("Kelmer", "the rifles came from Orsk")
    b.says("Orsk's foreign ministry", "Orsk had never closed its harbour", kind="organisation")
    assert not run(a, b).relations


def test_what_is_said_not_to_be_there() -> None:
    a = Page("Kelmer said soldiers held the gate. Pell said there is not a single soldier there.", name="a.txt")
    left = a.says("Kelmer", "soldiers held the gate")
    right = a.says("Pell", "there is not a single soldier there")
    assert pairs(run(a), "contradicts") == {frozenset((left, right))}


def test_a_denial_goes_on_in_the_first_person() -> None:
    text = "Kelmer accused the Vell Front of having burned the mill. The Vell Front denied any involvement. "
    a = Page(text + "“We did not light that fire,” Pell said.", name="a.txt")
    left = a.says("Kelmer", "the Vell Front of having burned the mill", cue="accused")
    denial = a.says("The Vell Front", "any involvement", stance="denies", kind="organisation")
    right = a.says("Pell", "We did not light that fire")
    found = run(a)
    assert pairs(found, "contradicts") & {frozenset((left, denial)), frozenset((left, right))}
    assert set(claim_of(found, right)) == {denial, right}


def test_a_dismissal_is_of_what_was_said_of_the_one_who_dismisses() -> None:
    text = "Kelmer said the rifles came from Orsk. Kelmer said the mill had burned for days. "
    a = Page(text + "Orsk's foreign ministry dismissed the accusation within hours.", name="a.txt")
    left = a.says("Kelmer", "the rifles came from Orsk")
    a.says("Kelmer", "the mill had burned for days")
    right = a.says("Orsk's foreign ministry", "the accusation within hours", stance="denies", kind="organisation")
    assert pairs(run(a), "contradicts") == {frozenset((left, right))}


def test_a_longer_cut_of_one_quotation_is_one_claim() -> None:
    a = Page("“Brann Hydro must answer now,” Kelmer said.", name="a.txt")
    b = Page("“We shall see. Brann Hydro must answer now,” Ada Kelmer said.", name="b.txt")
    left, right = (
        a.says("Kelmer", "Brann Hydro must answer now,"),
        b.says("Ada Kelmer", "We shall see. Brann Hydro must answer now,"),
    )
    assert [set(c.members) for c in run(a, b).claims] == [{left, right}]


def test_no_soldier_stands_against_the_army_that_holds_the_place() -> None:
    page = Page(
        "The gate is in the hands of the army, Kelmer said. “There isn't a single soldier here,” said Pell.", day="2031-03-10"
    )
    left = page.says("Kelmer", "The gate is in the hands of the army")
    right = page.says("Pell", "There isn't a single soldier here")
    assert pairs(run(page), "contradicts") == {frozenset((left, right))}


def test_a_denial_is_of_what_was_just_told_of_who_denies() -> None:
    page = Page(
        "The League took money from Orsk, Kelmer said. The port is open, Brandt said. The League denied taking foreign money.",
        day="2031-03-10",
    )
    left = page.says("Kelmer", "The League took money from Orsk")
    page.says("Brandt", "The port is open")
    right = page.says("The League", "taking foreign money", cue="denied", stance="denies", kind="organisation")
    assert pairs(run(page), "contradicts") == {frozenset((left, right))}


def test_an_expectation_that_is_met_is_told_of_what_was_expected() -> None:
    a = Page("Osk Pell voiced his expectation that crews would soon reclaim the mill.", day="2031-05-02", name="a.txt")
    a.says("Osk Pell", "his expectation that crews would soon reclaim the mill")
    expected = a.says("Osk Pell", "crews would soon reclaim the mill")
    b = Page("His men have recaptured Vell, Osk Pell said.", day="2031-05-20", name="b.txt")
    met = b.says("Osk Pell", "His men have recaptured Vell")
    relation = only(run(a, b), "updates")
    assert (relation.left, relation.right) == (expected, met)


def test_evidence_that_is_missing_is_no_answer_to_what_was_proved() -> None:
    a = Page("Kelmer said the evidence lay at the bottom of the bay. Pell said there was no evidence which pointed to rust.")
    a.says("Kelmer", "the evidence lay at the bottom of the bay")
    a.says("Pell", "there was no evidence which pointed to rust")
    assert not pairs(run(a), "contradicts")


def test_the_kind_of_what_is_missing_is_not_what_is_missing() -> None:
    a = Page("Kelmer said the northern pilots have a boat. Pell said there is no northern “Plan B” in the drawer.")
    a.says("Kelmer", "the northern pilots have a boat")
    a.says("Pell", "there is no northern “Plan B” in the drawer")
    assert not pairs(run(a), "contradicts")
