"""Statements against statements, on invented documents."""

from onrecord.reconcile.story import reconcile

from .build import Page, only, pairs, run


def test_a_denial_in_the_same_sentence() -> None:
    a = Page("Norland said it had taken the port of Vell — a claim denied by Merrow.")
    left = a.says("Norland", "it had taken the port of Vell", kind="organisation")
    right = a.says("Merrow", "it had taken the port of Vell", kind="organisation", stance="denies")
    found = run(a)
    assert pairs(found, "contradicts") == {frozenset((left, right))}
    assert {c.status for c in found.claims} == {"disputed"}
    assert (
        only(found, "contradicts").reason
        == "Norland: “it had taken the port of Vell”. Denied by Merrow: “it had taken the port of Vell”"
    )


def test_a_denial_that_points_at_a_claim() -> None:
    a = Page(
        "Osk Pell claimed his ships had sealed the bay. “A great day for us,” Osk Pell said. "
        "Merrow officials disputed Pell’s claims."
    )
    claim = a.says("Osk Pell", "his ships had sealed the bay", cue="claimed")
    a.says("Osk Pell", "A great day for us")
    denial = a.says("Merrow officials", "Pell’s claims", stance="denies", kind="group")
    assert pairs(run(a), "contradicts") == {frozenset((claim, denial))}


def test_done_against_not_done() -> None:
    a = Page("Osk Pell said his forces have recaptured Vell.", name="a.txt")
    b = Page("Norland has not yet liberated the Vell district, Ada Brandt said.", name="b.txt")
    left = a.says("Osk Pell", "his forces have recaptured Vell")
    right = b.says("Ada Brandt", "Norland has not yet liberated the Vell district")
    assert pairs(run(a, b), "contradicts") == {frozenset((left, right))}


def test_a_refusal_is_no_denial() -> None:
    a = Page("Norland proposed a truce of nine days at Vell. Merrow rejected a proposal of a truce of nine days at Vell.")
    a.says("Norland", "a truce of nine days at Vell", kind="organisation")
    refused = a.says("Merrow", "a proposal of a truce of nine days at Vell", kind="organisation", stance="denies")
    a.counts("nine days", "length of truce", 9, 9, unit="day", giver="Norland")
    start = a.text.rindex("of nine days")
    a.counts(
        a.text[start : start + len("of nine days at Vell.")],
        "length of truce",
        9,
        9,
        unit="day",
        giver="Merrow",
        quotation=refused,
    )
    assert not pairs(run(a), "contradicts")


def test_an_aim_is_not_an_outcome() -> None:
    a = Page("Osk Pell said his forces would soon recapture Vell.", name="a.txt")
    b = Page("Norland has not yet liberated the Vell district, Ada Brandt said.", name="b.txt")
    a.says("Osk Pell", "his forces would soon recapture Vell")
    b.says("Ada Brandt", "Norland has not yet liberated the Vell district")
    assert not pairs(run(a, b), "contradicts")


def test_army_involvement_denied_across_articles() -> None:
    a = Page("Villagers said soldiers attacked the market at Tarn Hollow and killed eleven people.", name="a.txt")
    b = Page("The defence ministry denied any involvement of its soldiers at Tarn Hollow.", name="b.txt")
    left = a.says("Villagers", "soldiers attacked the market at Tarn Hollow and killed eleven people", kind="group")
    right = b.says(
        "The defence ministry", "any involvement of its soldiers at Tarn Hollow", stance="denies", kind="organisation"
    )
    assert pairs(run(a, b), "contradicts") == {frozenset((left, right))}


def test_involvement_denied_by_the_accused() -> None:
    a = Page("Kelmer accused the Harbour League of sinking the ferry. The League denied any involvement.")
    left = a.says("Kelmer", "the Harbour League of sinking the ferry", cue="accused")
    a_denial = a.says("League", "any involvement", kind="organisation", stance="denies")
    assert pairs(run(a), "contradicts") == {frozenset((left, a_denial))}


def test_two_opinions_are_no_contradiction() -> None:
    a = Page("Kelmer called the plan reckless. Pell called the plan brave.")
    a.says("Kelmer", "the plan reckless")
    a.says("Pell", "the plan brave")
    assert not run(a).relations


def test_soldiers_who_were_killed_are_no_accusation() -> None:
    page = Page(
        "Four soldiers had been killed, Kelmer said. Pell denied that his soldiers had any role in the raid.", day="2031-03-12"
    )
    page.says("Kelmer", "Four soldiers had been killed")
    page.says("Pell", "his soldiers had any role in the raid", stance="denies")
    assert reconcile([page.read()], reuse=(), origins=()).relations == ()
