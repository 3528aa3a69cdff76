"""Statements against statements, on invented documents."""

from dataclasses import replace

from onrecord.reconcile.story import reconcile
from onrecord.text import span

from .build import Page, claim_of, only, pairs, run


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


def test_an_it_taken_for_the_speakers_town_is_the_speaker() -> None:
    a = Page(
        "Traders said the loss had reached 40 crates. A clerk at the Brann office in Vell said trade was slow, "
        "but it denied that the loss had reached 40 crates.",
    )
    a.says("Traders", "the loss had reached 40 crates", kind="group")
    a.says("A clerk at the Brann office in Vell", "trade was slow")
    denial = a.says("it", "that the loss had reached 40 crates", stance="denies", kind="organisation")
    [*before, last] = a.quotations
    assert last.source
    assert last.id == denial
    start = a.text.index("it denied")
    vell = replace(last.source, name="Vell", mention=span(a.text, start, start + 2))
    a.quotations = [*before, replace(last, source=vell)]
    assert "Denied by A clerk at the Brann office in Vell:" in only(run(a), "contradicts").reason


def test_whoever_denies_and_blames_others_contradicts_with_both() -> None:
    a = Page(
        "Villagers said soldiers attacked the mill. Orsk denied any role of its soldiers in the attack, blaming smugglers."
    )
    said = a.says("Villagers", "soldiers attacked the mill", kind="group")
    denied = a.says("Orsk", "any role of its soldiers in the attack", stance="denies", kind="organisation")
    blamed = a.says("Orsk", "smugglers", cue="blaming", kind="organisation")
    assert pairs(run(a), "contradicts") == {frozenset((said, denied)), frozenset((said, blamed))}


def test_a_blame_without_a_denial_contradicts_nothing() -> None:
    a = Page("Villagers said soldiers attacked the mill. Orsk spoke of a sad day, blaming smugglers.")
    a.says("Villagers", "soldiers attacked the mill", kind="group")
    a.says("Orsk", "smugglers", cue="blaming", kind="organisation")
    assert not run(a).relations


def test_a_promise_that_is_doubted() -> None:
    text = "Orsk said it would keep the truce. Kelmer said he doubts {} will keep the promise."
    found = []
    for name in ("Orsk", "Marn"):
        a = Page(text.format(name))
        promise = a.says("Orsk", "it would keep the truce", stance="promises", kind="organisation")
        doubt = a.says("Kelmer", f"he doubts {name} will keep the promise")
        found.append(pairs(run(a), "contradicts") == {frozenset((promise, doubt))})
    assert found == [True, False]


def spill(text: str, source: str, content: str, *, name: str, day: str = "2031-05-14") -> tuple[Page, str]:
    """A page on which somebody speaks of 400 tons."""
    page = Page(text, name=name, day=day)
    said = page.says(source, content)
    page.counts("400 tons", "oil leaked", 400, 400, unit="t", giver=source, quotation=said)
    return page, said


def test_who_finds_fault_with_a_number_disputes_who_gives_it() -> None:
    a, given = spill("Brann Hydro said 400 tons had leaked.", "Brann Hydro", "400 tons had leaked", name="a.txt")
    b, fault = spill(
        "The 400 tons of Brann are far too low, Osk Pell said.",
        "Osk Pell",
        "The 400 tons of Brann are far too low",
        name="b.txt",
    )
    found = run(a, b)
    assert only(found, "contradicts").reason == (
        "Brann Hydro: “400 tons had leaked”. Osk Pell finds fault with it: “The 400 tons of Brann are far too low”"
    )
    assert claim_of(found, given) != claim_of(found, fault)


def test_several_find_fault() -> None:
    a, _ = spill("Brann Hydro said 400 tons had leaked.", "Brann Hydro", "400 tons had leaked", name="a.txt")
    b = Page("The 400 tons of Brann are far too low, divers said.", name="b.txt")
    said = b.says("divers", "The 400 tons of Brann are far too low", kind="group")
    b.counts("400 tons", "oil leaked", 400, 400, unit="t", giver="divers", quotation=said)
    assert "Divers find fault with it" in only(run(a, b), "contradicts").reason.replace("divers", "Divers")


def test_who_finds_fault_before_a_number_is_given_disputes_nobody() -> None:
    a, _ = spill("Brann Hydro said 400 tons leaked.", "Brann Hydro", "400 tons leaked", name="a.txt", day="2031-06-20")
    b, _ = spill("Pell said 400 tons is far too low.", "Pell", "400 tons is far too low", name="b.txt")
    assert not pairs(run(a, b), "contradicts")


def test_who_contradicts_one_statement_says_the_same() -> None:
    a = Page("Norland said its troops had retaken the port of Vell.", name="a.txt")
    b = Page("Merrow's army chief said Norland had not retaken the port of Vell.", name="b.txt")
    c = Page("Osk Pell denied that troops had retaken the port of Vell.", name="c.txt")
    a.says("Norland", "its troops had retaken the port of Vell", kind="organisation")
    no = b.says("Merrow's army chief", "Norland had not retaken the port of Vell")
    denial = c.says("Osk Pell", "that troops had retaken the port of Vell", stance="denies")
    found = run(a, b, c)
    assert set(claim_of(found, no)) == {no, denial}
    assert {c.status for c in found.claims} == {"disputed"}


def test_two_who_see_no_signs_agree() -> None:
    a = Page("Osk Pell said we have not seen any signs that the garrison is withdrawing from Vell.", name="a.txt")
    b = Page("Norland said it had seen no signs of a garrison on its way from Vell.", name="b.txt")
    a.says("Osk Pell", "we have not seen any signs that the garrison is withdrawing from Vell")
    b.says("Norland", "it had seen no signs of a garrison on its way from Vell", kind="organisation")
    assert not pairs(run(a, b), "contradicts")


def test_a_treaty_that_is_not_signed_is_told_against_one_that_is() -> None:
    a = Page("Osk Pell said Norland did not sign the treaty of Vell.", name="a.txt")
    b = Page("Merrow said Norland signed the treaty of Vell.", name="b.txt")
    left = a.says("Osk Pell", "Norland did not sign the treaty of Vell")
    right = b.says("Merrow", "Norland signed the treaty of Vell", kind="organisation")
    assert pairs(run(a, b), "contradicts") == {frozenset((left, right))}


def test_who_attacks_soldiers_does_not_accuse_the_army() -> None:
    a = Page("Osk Pell said the dockers had attacked soldiers at Vell. The army denied any army role in the attack at Vell.")
    a.says("Osk Pell", "the dockers had attacked soldiers at Vell")
    a.says("The army", "any army role in the attack at Vell", stance="denies", kind="organisation")
    assert not pairs(run(a), "contradicts")


def test_what_somebody_did_not_mention_is_not_denied() -> None:
    a = Page("Osk Pell said the harbour company did not cause the blast at the Vell refinery.", name="a.txt")
    b = Page("Ada Brandt said Pell never mentioned the valve that caused the blast at the Vell refinery.", name="b.txt")
    a.says("Osk Pell", "the harbour company did not cause the blast at the Vell refinery")
    b.says("Ada Brandt", "Pell never mentioned the valve that caused the blast at the Vell refinery")
    assert not pairs(run(a, b), "contradicts")
