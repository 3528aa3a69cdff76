"""Figures against figures, on invented documents."""

from dataclasses import replace

import pytest

from .build import Page, claim_of, only, pairs, run, toll


def test_a_toll_given_a_day_later_is_an_update() -> None:
    a = Page("Nine people died at Vell on Tuesday, Kelmer said.", day="2031-05-13", name="a.txt")
    b = Page("Fourteen people are now known to have died at Vell on Tuesday, Kelmer said.", day="2031-05-14", name="b.txt")
    a.counts("Nine people", "people killed in Vell", 9, 9, as_of="2031-05-13", giver="Kelmer")
    b.counts("Fourteen people", "people killed in Vell", 14, 14, as_of="2031-05-13", giver="Kelmer")
    relation = only(run(a, b), "updates")
    assert relation.reason == (
        "A later figure for people killed in Vell: “Nine people” on 13 May 2031, “Fourteen people” on 14 May 2031"
    )


def test_one_toll_told_of_two_places_is_one_question() -> None:
    pages = []
    for i, (place, n) in enumerate((("Vell", 14), ("the Vell tunnel", 14), ("the Vell tunnel", 11))):
        page = Page(f"The crews counted {n} dead in {place}, said speaker {i}.", day="2031-05-14", name=f"{i}.txt")
        page.counts(f"{n} dead", f"people killed in {place}", n, n, as_of="2031-05-14", giver=f"Speaker {i}")
        pages.append(page)
    found = run(*pages)
    assert [len(c.members) for c in found.claims if len(c.members) > 1] == [2]
    assert len(pairs(found, "contradicts")) == 1


def test_figures_that_cannot_both_hold() -> None:
    a = toll("at least 90 people", 90, None, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("56 people", 56, 56, day="2031-03-12", name="b.txt", giver="Brann Hydro")
    relation = only(run(a, b), "contradicts")
    assert relation.reason == (
        "Both give people killed at Vell on 12 March 2031: “56 people” (Brann Hydro) and "
        "“at least 90 people” (Kelmer) cannot both hold"
    )


def test_another_day_is_an_update_not_a_contradiction() -> None:
    a = toll("56 people", 56, 56, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("90 people", 90, 90, day="2031-03-15", name="b.txt", giver="Kelmer")
    found = run(a, b)
    assert [r.relation for r in found.relations] == ["updates"]
    assert (found.relations[0].left, found.relations[0].right) == (a.figures[0].id, b.figures[0].id)
    assert {c.members[0]: c.status for c in found.claims}[a.figures[0].id] == "superseded"


def test_a_more_exact_figure_narrows() -> None:
    a = toll("more than 400 people", 400, None, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("430 people", 430, 430, day="2031-03-12", name="b.txt", giver="Kelmer")
    relation = only(run(a, b), "narrows")
    assert (relation.left, relation.right) == (a.figures[0].id, b.figures[0].id)


def test_part_and_whole_are_no_contradiction() -> None:
    a = toll("90 people", 90, 90, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("32 children", 32, 32, day="2031-03-12", name="b.txt", giver="Pell", indicator="children under ten killed at Vell")
    assert not pairs(run(a, b), "contradicts")


def test_a_peak_is_no_contradiction() -> None:
    a = Page("Holdings are down from 1,300 hectares at the peak, Kelmer said.", day="2031-03-12", name="a.txt")
    a.counts("1,300 hectares", "area under water", 1300, 1300, unit="hectare", as_of="2031-03-12", giver="Kelmer")
    b = Page("Some 210 hectares are under water, Pell said.", day="2031-03-12", name="b.txt")
    b.counts("210 hectares", "area under water", 210, 210, unit="hectare", as_of="2031-03-12", giver="Pell")
    assert not run(a, b).relations


def test_a_list_of_numbers_is_no_contradiction() -> None:
    a = Page("Pick one: 12 boats, 31 boats, 47 boats, Kelmer said.", day="2031-03-12", name="a.txt")
    for n in (12, 31, 47):
        a.counts(f"{n} boats", "boats lost at Vell", n, n, unit="boat", as_of="2031-03-12", giver="Kelmer")
    b = Page("The storm sank 60 boats, Pell said.", day="2031-03-12", name="b.txt")
    b.counts("60 boats", "boats lost at Vell", 60, 60, unit="boat", as_of="2031-03-12", giver="Pell")
    assert not run(a, b).relations


def test_a_number_and_its_denial() -> None:
    a = Page("Traders spoke of 7 leaks. Brann Hydro denied that there were seven leaks in the wall.", day="2031-03-12")
    told = a.counts("7 leaks", "leaks in the wall", 7, 7, unit="leak", as_of="2031-03-12", giver="Traders")
    statement = a.says("Brann Hydro", "there were seven leaks in the wall", stance="denies", kind="organisation")
    denied = a.counts(
        "seven leaks", "leaks in the wall", 7, 7, unit="leak", as_of="2031-03-12", giver="Brann Hydro", quotation=statement
    )
    assert frozenset((told, denied)) in pairs(run(a), "contradicts")


def test_relations_stay_few_where_copies_are_many() -> None:
    pages = [toll("56 people", 56, 56, day="2031-03-12", name=f"a{i}.txt", giver="Kelmer") for i in range(40)]
    pages += [toll("at least 90 people", 90, None, day="2031-03-12", name=f"b{i}.txt", giver="Pell") for i in range(40)]
    found = run(*pages)
    assert len(found.claims) == 2
    assert [r.relation for r in found.relations] == ["contradicts"]


def test_another_source_that_gives_less_than_at_least_disputes_it() -> None:
    a = toll("at least 20 people", 20, None, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("11 people", 11, 11, day="2031-03-14", name="b.txt", giver="Pell")
    relation = only(run(a, b), "contradicts")
    assert relation.reason == (
        "“at least 20 people” (Kelmer) for people killed at Vell against “11 people” (Pell), in a text of 14 March 2031; "
        "a toll does not fall"
    )


def test_a_source_that_gives_less_corrects_itself() -> None:
    a = toll("at least 20 people", 20, None, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("11 people", 11, 11, day="2031-03-14", name="b.txt", giver="Kelmer")
    assert [r.relation for r in run(a, b).relations] == ["updates"]


def test_a_rival_claim_updates_nothing() -> None:
    a = toll("nine people", 9, 9, day="2031-03-11", name="a.txt", giver="Kelmer")
    b = toll("14 people", 14, 14, day="2031-03-12", name="b.txt", giver="Kelmer")
    c = toll("at least 20 people", 20, None, day="2031-03-12", name="c.txt", giver="Pell")
    found = run(a, b, c)
    assert pairs(found, "updates") == {frozenset((a.figures[0].id, b.figures[0].id))}
    assert pairs(found, "contradicts") == {frozenset((b.figures[0].id, c.figures[0].id))}


def test_an_addition_is_no_level() -> None:
    a = toll("14 people", 14, 14, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("five bodies", 5, 5, day="2031-03-12", name="b.txt", giver="Pell", indicator="further people killed at Vell")
    assert not run(a, b).relations


def test_metres_and_centimetres_are_compared() -> None:
    a = Page("The hole is 40 cm deep, Kelmer said.", day="2031-03-12", name="a.txt")
    a.counts("40 cm", "depth of hole", 40, 40, unit="cm", as_of="2031-03-12", giver="Kelmer")
    b = Page("The hole is two metres deep, Pell said.", day="2031-03-12", name="b.txt")
    b.counts("two metres", "depth of hole", 2, 2, unit="m", as_of="2031-03-12", giver="Pell")
    assert len(pairs(run(a, b), "contradicts")) == 1


def test_two_numbers_of_two_who_put_it_so_are_a_dispute() -> None:
    a = Page("Marn owes them 900 crowns, Kelmer said; the council puts the sum at 300 crowns.", day="2031-03-12", name="a.txt")
    left = a.counts("900 crowns", "royalties owed", 900, 900, unit="crown", as_of="2031-03-12", giver="Kelmer")
    right = a.counts("300 crowns", "royalties owed", 300, 300, unit="crown", as_of="2031-03-12")
    assert pairs(run(a), "contradicts") == {frozenset((left, right))}


def test_a_bare_number_that_its_article_gives_as_a_floor_excludes_no_higher_one() -> None:
    def story(body: str, low: int, high: int | None) -> Page:
        a = Page(f"90 dead at Vell. {body} died at Vell, Pell said. Kelmer said more than 110 people died.", day="2031-03-12")
        a.counts("90 dead", "people killed at Vell", 90, 90)
        a.counts(body, "people killed at Vell", low, high, giver="Pell")
        a.counts("more than 110 people", "people killed at Vell", 110, None, giver="Kelmer")
        return a

    assert not pairs(run(story("At least 90 people", 90, None)), "contradicts")
    assert pairs(run(story("Exactly 90 people", 90, 90)), "contradicts")


def test_a_number_that_others_argue_for_is_theirs() -> None:
    a = Page("The flood covers 900 hectares, with the surveyors arguing that maps are old.", day="2031-03-12", name="a.txt")
    a.counts("900 hectares", "area under water at Vell", 900, 900, unit="hectare")
    b = Page("Some 210 hectares are under water, Pell said.", day="2031-03-12", name="b.txt")
    b.counts("210 hectares", "area under water at Vell", 210, 210, unit="hectare", giver="Pell")
    assert "“900 hectares” (surveyors)" in only(run(a, b), "contradicts").reason


def test_rival_estimates_of_one_day_stand_for_those_of_a_week() -> None:
    a = Page("Some 5,000 litres a day leak from the tank, Brann said.", day="2031-03-10", name="a.txt")
    old = a.says("Brann", "Some 5,000 litres a day leak from the tank")
    a.counts("5,000 litres", "milk leaking per day", 5000, 5000, unit="liter/day", giver="Brann", quotation=old)
    b = Page(
        "Pell said 12,000 litres a day leak from the tank. Her lowest estimate is over twice the estimate cited "
        "by Brann officials of about 5,000 litres.",
        day="2031-03-16",
        name="b.txt",
    )
    new = b.says("Pell", "12,000 litres a day leak from the tank")
    high = b.counts("12,000 litres", "milk leaking per day", 12000, 12000, unit="liter/day", giver="Pell", quotation=new)
    low = b.counts("about 5,000 litres", "milk leaking per day", 5000, 5000, unit="liter/day", approximate=True)
    assert pairs(run(a, b), "contradicts") == {frozenset((high, low))}


@pytest.mark.parametrize(
    ("denied", "disputed"), [("any part in the raid, in which 90 people died", False), ("that 90 people died", True)]
)
def test_a_number_that_a_denial_grants_is_not_denied(denied: str, disputed: bool) -> None:
    a = Page("Kelmer said 90 people died at Vell.", day="2031-03-10", name="a.txt")
    b = Page(f"Orsk denied {denied}.", day="2031-03-10", name="b.txt")
    said = a.says("Kelmer", "90 people died at Vell")
    a.counts("90 people", "people killed at Vell", 90, 90, giver="Kelmer", quotation=said)
    denial = b.says("Orsk", denied, cue="denied", stance="denies", kind="organisation")
    b.counts("90 people", "people killed at Vell", 90, 90, giver="Orsk", quotation=denial)
    assert bool(pairs(run(a, b), "contradicts")) == disputed


def test_who_is_sentenced_by_one_court_is_still_one_question() -> None:
    pages = []
    for i, n in enumerate((52, 68)):
        page = Page(f"The Vell court sentenced {n} people to death, said Kelmer {i}.", day="2031-05-14", name=f"{i}.txt")
        page.counts(f"{n} people", "people sentenced to death in Vell", n, n, as_of="2031-05-14", giver=f"Kelmer {i}")
        pages.append(page)
    assert len(pairs(run(*pages), "contradicts")) == 1


@pytest.mark.parametrize(
    ("label", "rival", "kind"),
    [
        ("harbour guards", "Pell", "contradicts"),
        # a toll grows, and whoever counts again has a later number
        ("people killed at Vell", "Pell", "updates"),
        ("harbour guards", "Kelmer", "updates"),
    ],
)
def test_two_who_count_what_befell_nobody_are_rivals(label: str, rival: str, kind: str) -> None:
    a = Page("Kelmer said 2,000 guards stood at the harbour gates.", day="2031-05-14", name="a.txt")
    b = Page(f"{rival} said 3,600 guards stood at the harbour gates.", day="2031-05-15", name="b.txt")
    for page, giver, number in ((a, "Kelmer", 2000), (b, rival, 3600)):
        said = page.says(giver, f"{number:,} guards stood at the harbour gates")
        page.counts(f"{number:,} guards", label, number, number, giver=giver, quotation=said)
    found = {r.relation for r in run(a, b).relations if r.left in {f.id for f in (*a.figures, *b.figures)}}
    assert found == {kind}


def test_counts_of_one_label_are_one_series_whatever_noun_each_counts() -> None:
    a = Page("Surveyors found 14 caves below Vell.", day="2031-05-14", name="a.txt")
    b = Page("The hills hid 14 caverns, Pell said.", day="2031-05-19", name="b.txt")
    a.counts("14 caves", "newfound caves below Vell", 14, 14, unit="cave", giver="Kelmer")
    b.counts("14 caverns", "newfound caves below Vell", 14, 14, unit="cavern", giver="Pell")
    assert set(claim_of(run(a, b), a.figures[0].id)) == {a.figures[0].id, b.figures[0].id}


def test_a_step_names_what_it_is_of_where_both_labels_say_it() -> None:
    page = Page("The bank raised its rate from 7% to 14% to hold prices down.")
    page.counts("7%", "interest rate", 7, 7, unit="percent")
    page.counts("14%", "inflation", 14, 14, unit="percent")
    assert only(run(page), "updates").reason == "One sentence gives both: “7%” before, “14%” after"


@pytest.mark.parametrize(("published", "kind"), [("2031-05-14", {"contradicts"}), ("2029-06-02", set())])
def test_tolls_of_a_time_long_over_grow_no_more(published: str, kind: set[str]) -> None:
    a = Page("The bomb wounded 15 people on a ferry at Vell in May 2029, Kelmer said.", day=published, name="a.txt")
    b = Page("The man bombed a ferry at Vell and wounded 26 people in May 2029.", day=published[:-1] + "5", name="b.txt")
    a.counts("15 people", "people injured at Vell", 15, 15, as_of="2029-05", giver="Kelmer")
    b.counts("26 people", "people injured at Vell", 26, 26, as_of="2029-05")
    found = run(a, b)
    assert {r.relation for r in found.relations if r.relation == "contradicts"} == kind


def test_the_places_beside_a_prison_term_are_not_what_it_is_of() -> None:
    def told(label: str) -> bool:
        a = Page("A court in Vell gave him 25 years.", day="2031-05-14", name="a.txt")
        b = Page("The 25-year term is to be served in Orsk.", day="2031-05-14", name="b.txt")
        left = a.counts("25 years", label, 25, 25, unit="year")
        right = b.counts("25-year term", label, 25, 25, unit="year")
        a.figures[0], b.figures[0] = replace(a.figures[0], place="Vell"), replace(b.figures[0], place="Orsk")
        return claim_of(run(a, b), left) == claim_of(run(a, b), right)

    assert told("length of sentence")
    assert not told("length of drought")


def test_a_toll_without_a_place_is_that_of_the_one_place_whatever_further_ones_there_are() -> None:
    a = Page("The ministry said that 15 people were hurt by a bomb on a bus in Vell.", day="2031-03-10", name="a.txt")
    a.counts("15 people", "people injured in Vell", 15, 15, as_of="2029-03", giver="Ministry")
    b = Page("He had put the bomb on a bus and hurt 26 people.", day="2031-03-12", name="b.txt")
    b.counts("26 people", "people injured", 26, 26, as_of="2029-03")
    c = Page("A further nine were hurt when the roof fell.", day="2031-03-12", name="c.txt")
    c.counts("A further nine", "further people injured", 9, 9)
    assert pairs(run(a, b, c), "contradicts") == {frozenset((a.figures[0].id, b.figures[0].id))}
