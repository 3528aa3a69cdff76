"""How figures stand in their sentences, and what follows for their relations."""

import pytest

from onrecord.reconcile.story import Reconciled
from tests.timing import within

from .build import Page, only, pairs, run


def flow(sentence: str, *passages: tuple[str, float, str | None], name: str, day: str = "2031-03-12") -> tuple[Page, list[str]]:
    """A page that gives flow rates (passage, number, giver), and their ids."""
    page = Page(sentence, day=day, name=name)
    ids = [
        page.counts(passage, "oil leaking per day", number, number, unit="barrel/day", giver=giver)
        for passage, number, giver in passages
    ]
    return page, ids


RIVAL = ("Pell put the leak at 900 barrels a day.", ("900 barrels a day", 900, "Pell"))


def relations(sentence: str, *passages: tuple[str, float, str | None]) -> Reconciled:
    """What is found between the sentence and a rival's 900 barrels of the same day in another article."""
    a, _ = flow(sentence, *passages, name="a.txt")
    b, _ = flow(*RIVAL, name="b.txt")
    return run(a, b)


def test_rivals_of_one_day_in_two_articles_dispute() -> None:
    relation = only(
        relations("Kelmer said the well was leaking 200 barrels a day.", ("200 barrels a day", 200, "Kelmer")), "contradicts"
    )
    assert "Kelmer" in relation.reason
    assert "Pell" in relation.reason
    assert "12 March 2031" in relation.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "In the worst case the well leaks 200 barrels a day, Kelmer said.",
        "If the valve fails, Kelmer said, 200 barrels a day may flow.",
        "Assuming it leaked 200 barrels a day, Kelmer said, little was left.",
        "The leak is up from an earlier estimate of 200 barrels a day, Kelmer said.",
        "Early in the spring Kelmer and the mayor often said that it leaked 200 barrels a day.",
        "First they said it was 200 barrels a day, Kelmer recalled.",
        "Kelmer said the well was not leaking by 200 barrels a day.",
        "Kelmer said a figure of 200 barrels a day was nowhere near the truth.",
        "Kelmer said another 200 barrels a day were leaking.",
        "Pick one, says the Post: 100 ... 150 ... 200 barrels a day.",
    ],
)
def test_what_is_no_level_disputes_nothing(sentence: str) -> None:
    assert not relations(sentence, ("200 barrels a day", 200, "Kelmer")).relations


@pytest.mark.parametrize(
    "sentence",
    [
        "Kelmer said the well was more likely to leak 200 barrels a day.",
        "Kelmer said the daily rate would be 200 barrels a day.",
        "Two days earlier, Kelmer said, it began to leak 200 barrels a day.",
        "Kelmer said in May it would not last, and gave 200 barrels a day.",
    ],
)
def test_innocent_words_leave_a_number_a_level(sentence: str) -> None:
    assert pairs(relations(sentence, ("200 barrels a day", 200, "Kelmer")), "contradicts")


def test_a_number_belongs_to_its_owner_rather_than_to_who_mentions_it() -> None:
    sentence = "Kelmer told them that Brann Hydro's 200 barrels a day were nowhere near enough."
    relation = only(relations(sentence, ("200 barrels a day", 200, "Kelmer")), "contradicts")
    assert "Brann Hydro" in relation.reason
    assert "Kelmer" not in relation.reason


def test_the_parts_of_a_total_are_no_levels() -> None:
    sentence = "Kelmer said it leaked 400 barrels, with 300 barrels from the one pipe and 100 barrels from the other."
    passages = [("400 barrels", 400.0, "Kelmer"), ("300 barrels", 300.0, "Kelmer"), ("100 barrels", 100.0, "Kelmer")]
    a, ids = flow(sentence, *passages, name="a.txt")
    b, [rival] = flow(*RIVAL, name="b.txt")
    assert pairs(run(a, b), "contradicts") == {frozenset((ids[0], rival))}


def test_one_sentence_that_gives_before_and_after_is_an_update() -> None:
    a, [before, after] = flow(
        "The council cut the rate from 400 barrels to 300 barrels.",
        ("400 barrels", 400, None),
        ("300 barrels", 300, None),
        name="a.txt",
    )
    relation = only(run(a), "updates")
    assert (relation.left, relation.right) == (before, after)


def test_up_on_the_number_behind_it_is_an_update() -> None:
    a, [after, before] = flow(
        "Crews caught 400 barrels, slightly up on the 300 barrels of Monday.",
        ("400 barrels", 400, None),
        ("300 barrels", 300, None),
        name="a.txt",
    )
    relation = only(run(a), "updates")
    assert (relation.left, relation.right) == (before, after)


def test_a_range_is_no_change() -> None:
    a, _ = flow(
        "It leaks from 300 barrels to 400 barrels.", ("300 barrels", 300, None), ("400 barrels", 400, None), name="a.txt"
    )
    assert not run(a).relations


def test_rival_estimates_of_one_week_dispute_and_those_of_one_source_do_not() -> None:
    a, _ = flow("Kelmer said it leaked 200 barrels.", ("200 barrels", 200, "Kelmer"), name="a.txt", day="2031-03-08")
    b, _ = flow("Kelmer said it leaked 900 barrels.", ("900 barrels", 900, "Kelmer"), name="b.txt")
    c, _ = flow("Pell said it leaked 900 barrels.", ("900 barrels", 900, "Pell"), name="b.txt")
    assert [r.relation for r in run(a, b).relations] == ["updates"]
    found = only(run(a, c), "contradicts")
    assert found.reason.startswith("Rival estimates")
    assert "8 March 2031" in found.reason


@pytest.mark.parametrize(("as_of", "disputed"), [("2031-03-04", True), ("2031-02-04", False)])
def test_an_estimate_for_days_just_past_has_rivals(as_of: str, disputed: bool) -> None:
    page = Page("Kelmer said 200 barrels leaked before the cap.", day="2031-03-12", name="a.txt")
    page.counts("200 barrels", "oil leaking per day", 200, 200, unit="barrel/day", giver="Kelmer", as_of=as_of)
    b, _ = flow(*RIVAL, name="b.txt")
    assert ("contradicts" in {r.relation for r in run(page, b).relations}) == disputed


def test_gallons_and_barrels_of_one_flow_are_one_claim() -> None:
    a = Page("It leaks 5,000 barrels (210,000 gallons) a day.", name="a.txt")
    left = a.counts("5,000 barrels", "oil leaking per day", 5000, 5000, unit="barrel/day")
    right = a.counts("210,000 gallons", "oil leaking per day", 210000, 210000, unit="gallon/day")
    [claim] = run(a).claims
    assert set(claim.members) == {left, right}


def test_statements_that_give_the_numbers_dispute_like_these() -> None:
    a = Page("Kelmer said the hole was 40 metres deep.", name="a.txt")
    b = Page("Pell said the hole was 10 metres deep.", name="b.txt")
    said = [a.says("Kelmer", "the hole was 40 metres deep"), b.says("Pell", "the hole was 10 metres deep")]
    given = [
        a.counts("40 metres", "depth of hole", 40, 40, unit="m", giver="Kelmer", quotation=said[0]),
        b.counts("10 metres", "depth of hole", 10, 10, unit="m", giver="Pell", quotation=said[1]),
    ]
    assert pairs(run(a, b), "contradicts") == {frozenset(said), frozenset(given)}


def test_a_number_in_passing_makes_no_dispute_of_statements() -> None:
    a = Page("Kelmer said 12 divers measured the hole, which was 40 metres deep.", name="a.txt")
    b = Page("Pell said the hole was 10 metres deep.", name="b.txt")
    said = [
        a.says("Kelmer", "12 divers measured the hole, which was 40 metres deep"),
        b.says("Pell", "the hole was 10 metres deep"),
    ]
    a.counts("12 divers", "divers", 12, 12, giver="Kelmer", quotation=said[0])
    a.counts("40 metres", "depth of hole", 40, 40, unit="m", giver="Kelmer", quotation=said[0])
    b.counts("10 metres", "depth of hole", 10, 10, unit="m", giver="Pell", quotation=said[1])
    assert frozenset(said) not in pairs(run(a, b), "contradicts")


def test_a_sentence_of_many_numbers_takes_little_time() -> None:
    count = 1500
    text = "Kelmer said it leaked " + " and ".join(f"{n} barrels" for n in range(1000, 1000 + count))
    page = Page(text, name="a.txt")
    for n in range(1000, 1000 + count):
        page.counts(f"{n} barrels", "oil leaking per day", n, n, unit="barrel/day", giver="Kelmer")
    assert within(5, lambda: run(page))


def test_an_early_number_is_updated_by_those_behind_it() -> None:
    text = "Early in the spring Kelmer often said that it leaked 200 barrels. Now Pell puts it at 900 barrels."
    a, [former, later] = flow(text, ("200 barrels", 200, "Kelmer"), ("900 barrels", 900, "Pell"), name="a.txt")
    relation = only(run(a), "updates")
    assert (relation.left, relation.right) == (former, later)
    assert "early figure" in relation.reason


def test_a_source_that_raises_its_number_to_a_ceiling_updates_it() -> None:
    a, [former] = flow("Kelmer said it leaked 200 barrels.", ("200 barrels", 200, "Kelmer"), name="a.txt", day="2031-03-01")
    b = Page("Kelmer said it leaked up to 900 barrels.", day="2031-03-12", name="b.txt")
    later = b.counts("up to 900 barrels", "oil leaking per day", None, 900, unit="barrel/day", giver="Kelmer")
    relation = only(run(a, b), "updates")
    assert (relation.left, relation.right) == (former, later)


def test_a_number_within_a_range_is_more_exact() -> None:
    a = Page("Kelmer put it between 200 and 1,000 barrels.", day="2031-03-12", name="a.txt")
    wide = a.counts("between 200 and 1,000 barrels", "oil leaking per day", 200, 1000, unit="barrel/day", giver="Kelmer")
    b, [narrow] = flow(*RIVAL, name="b.txt")
    relation = only(run(a, b), "narrows")
    assert (relation.left, relation.right) == (wide, narrow)
    assert "Kelmer" in relation.reason
    assert "Pell" in relation.reason


def tons(text: str, passage: str, low: int, high: int | None, *, day: str, name: str) -> Page:
    page = Page(text, day=day, name=name)
    page.counts(passage, "grain lost per day in Vell", low, high, unit="ton/day", giver="Brann")
    return page


def test_a_number_that_is_said_to_be_passed_is_updated() -> None:
    a = tons("Brann said 40 tons a day are lost.", "40 tons", 40, 40, day="2031-03-10", name="a.txt")
    b = tons(
        "Brann said more than the 40 tons it initially estimated are lost.", "more than the 40 tons", 40, None,
        day="2031-03-20", name="b.txt",
    )  # fmt: skip
    relation = only(run(a, b), "updates")
    assert (relation.left, relation.right) == (a.figures[0].id, b.figures[0].id)
    assert "says that the number is passed" in relation.reason


def test_more_than_a_number_is_no_update_of_it() -> None:
    a = tons("Brann said 40 tons a day are lost.", "40 tons", 40, 40, day="2031-03-10", name="a.txt")
    b = tons("Brann said more than 40 tons are lost.", "more than 40 tons", 40, None, day="2031-03-20", name="b.txt")
    assert not run(a, b).relations


def test_ranges_of_one_week_sharpen_each_other() -> None:
    a = Page("Pell puts it at 20 to 60 tons a day. One team found 30 to 40 tons a day last week.", day="2031-03-20")
    wide = a.counts("20 to 60 tons", "grain lost per day in Vell", 20, 60, unit="ton/day", giver="Pell")
    exact = a.counts(
        "30 to 40 tons", "grain lost per day in Vell", 30, 40, unit="ton/day", giver="One team", as_of="2031-03-15"
    )
    relation = only(run(a), "narrows")
    assert (relation.left, relation.right) == (wide, exact)


def test_a_sentence_tells_a_turn_whatever_each_number_is_called() -> None:
    page = Page("Bidding for the squid had jumped from $238 to $2,075 by noon on Monday.")
    page.counts("$238", "investment", 238, 238, unit="USD", as_of="2031-05-14")
    page.counts("$2,075", "bid", 2075, 2075, unit="USD", as_of="2031-05-14")
    former, later = (f.id for f in page.figures)
    found = [(r.left, r.right) for r in run(page).relations if r.relation == "updates"]
    assert found == [(former, later)]


def test_a_turn_is_of_one_unit_and_no_peak() -> None:
    other = Page("Bidding for the squid had jumped from 238 crowns to 20 visitors by noon on Monday.")
    other.counts("238 crowns", "bid", 238, 238, unit="crown", as_of="2031-05-14")
    other.counts("20 visitors", "visitors", 20, 20, as_of="2031-05-14")
    assert run(other).relations == ()
    peak = Page("The brigade holds 20 km2 near Vell, down from 30 km2 at the peak.")
    peak.counts("20 km2", "area held", 20, 20, unit="km2", as_of="2031-05-14")
    peak.counts("30 km2", "area held peak", 30, 30, unit="km2", as_of="2031-05-01")
    assert run(peak).relations == ()


def test_a_sum_that_a_statement_sets_against_its_sources_own_is_not_its_sources() -> None:
    a = Page(
        "The union says the fund owes 9 million crowns; the bank puts it at 3 million crowns.", day="2031-03-12", name="a.txt"
    )
    said = a.says("union", "the fund owes 9 million crowns; the bank puts it at 3 million")
    a.counts("9 million crowns", "dues owed", 9e6, 9e6, unit="crown", giver="union", quotation=said)
    a.counts("3 million", "dues owed", 3e6, 3e6, unit="crown", giver="bank", quotation=said)
    b = Page("The fund owes 9 million crowns, the union said.", day="2031-03-14", name="b.txt")
    b.counts("9 million crowns", "dues owed", 9e6, 9e6, unit="crown", giver="union")
    found = run(a, b)
    assert {r.relation for r in found.relations} == {"contradicts"}


def test_reasons_tell_whom_a_source_accuses_with_its_cue() -> None:
    page = Page("Kelmer accused Pell of having opened the gate. Pell denied having opened the gate.", name="a.txt")
    page.says("Kelmer", "Pell of having opened the gate", cue="accused")
    page.says("Pell", "having opened the gate", cue="denied", stance="denies", nth=2)
    (found,) = run(page).relations
    assert found.reason == "Kelmer accused “Pell of having opened the gate”. Denied by Pell: “having opened the gate”"
