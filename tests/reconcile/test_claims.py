"""Claims and relations, on invented documents."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Origin, Passage, Quotation, Relation, Reuse, Source
from onrecord.reconcile.story import Reconciled, reconcile
from onrecord.text import span

from .build import Page


def run(*pages: Page, origins: tuple[Origin, ...] | None = None, reuse: tuple[Reuse, ...] = ()) -> Reconciled:
    documents = [page.read() for page in pages]
    own = tuple(Origin(id=f"o{d.article.id}", name="", articles=(d.article.id,)) for d in documents)
    return reconcile(documents, reuse=reuse, origins=own if origins is None else origins)


def pairs(found: Reconciled, kind: str) -> set[frozenset[str]]:
    return {frozenset((r.left, r.right)) for r in found.relations if r.relation == kind}


def claim_of(found: Reconciled, member: str) -> tuple[str, ...]:
    return next(c.members for c in found.claims if member in c.members)


def only(found: Reconciled, kind: str) -> Relation:
    [relation] = [r for r in found.relations if r.relation == kind]
    return relation


def test_same_words_of_one_source_in_two_outlets_are_one_claim() -> None:
    a = Page("Kelmer said the operator had been warned about cracks in the dam wall.", name="a.txt")
    b = Page("The operator was warned about cracks in the dam wall, Kelmer told Orsk Bay Radio.", name="b.txt")
    left = a.says("Kelmer", "the operator had been warned about cracks in the dam wall")
    right = b.says("Kelmer", "The operator was warned about cracks in the dam wall")
    found = run(a, b)
    assert claim_of(found, left) == claim_of(found, right)
    [claim] = found.claims
    assert (claim.origins, claim.status, claim.first_said) == (2, "corroborated", "2031-05-14")
    assert claim.text in (a.text + b.text)


def test_a_copy_counts_once() -> None:
    text = "Kelmer said the operator had been warned about cracks in the dam wall."
    a, b = Page(text, name="a.txt"), Page(text, name="b.txt", publisher="Merrow Daily")
    for page in (a, b):
        page.says("Kelmer", "the operator had been warned about cracks in the dam wall")
    wire = Origin(id="o1", name="wire", articles=(a.article.id, b.article.id))
    [claim] = run(a, b, origins=(wire,)).claims
    assert (claim.origins, claim.status, len(claim.members)) == (1, "single-origin", 2)


def test_wording_that_was_copied_needs_less_in_common() -> None:
    a = Page("Kelmer said engineers found muddy water behind the eastern wall of the dam last winter.", name="a.txt")
    b = Page("Kelmer said muddy water seeped behind the eastern wall while inspectors waited for pumps.", name="b.txt")
    a.says("Kelmer", "engineers found muddy water behind the eastern wall of the dam last winter")
    b.says("Kelmer", "muddy water seeped behind the eastern wall while inspectors waited for pumps")
    whole = [Passage(article=p.article.id, start=0, end=len(p.text), exact=p.text) for p in (a, b)]
    copied = Reuse(left=whole[0], right=whole[1], similarity=0.6)
    assert (len(run(a, b).claims), len(run(a, b, reuse=(copied,)).claims)) == (2, 1)


def test_every_quotation_and_figure_is_of_exactly_one_claim() -> None:
    a = Page("Kelmer said nine people died. Brann Hydro said pumps were running.", name="a.txt")
    ids = {
        a.says("Kelmer", "nine people died"),
        a.says("Brann Hydro", "pumps were running", kind="organisation"),
        a.counts("nine people", "people killed", 9, 9),
    }
    found = run(a)
    members = [m for c in found.claims for m in c.members]
    assert sorted(members) == sorted(ids)


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


def test_two_opinions_are_no_contradiction() -> None:
    a = Page("Kelmer called the plan reckless. Pell called the plan brave.")
    a.says("Kelmer", "the plan reckless")
    a.says("Pell", "the plan brave")
    assert not run(a).relations


def toll(
    value: str,
    low: float | None,
    high: float | None,
    *,
    day: str,
    name: str,
    giver: str,
    indicator: str = "people killed at Vell",
) -> Page:
    page = Page(f"On that day {value} died at Vell, {giver} said.", day=day, name=name)
    page.counts(value, indicator, low, high, as_of=day, giver=giver)
    return page


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
    began = time.process_time()
    reconcile(pages, reuse=(), origins=())
    assert time.process_time() - began < 5


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
    began = time.process_time()
    found = reconcile([document], reuse=(), origins=())
    assert time.process_time() - began < 5
    assert len(found.relations) == 1


def test_another_source_that_gives_less_than_at_least_disputes_it() -> None:
    a = toll("at least 20 people", 20, None, day="2031-03-12", name="a.txt", giver="Kelmer")
    b = toll("11 people", 11, 11, day="2031-03-14", name="b.txt", giver="Pell")
    relation = only(run(a, b), "contradicts")
    assert relation.reason == (
        "Kelmer gives “at least 20 people” for people killed at Vell; Pell gives “11 people” on 14 March 2031, "
        "and a toll does not fall"
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


def test_soldiers_who_were_killed_are_no_accusation() -> None:
    page = Page(
        "Four soldiers had been killed, Kelmer said. Pell denied that his soldiers had any role in the raid.", day="2031-03-12"
    )
    page.says("Kelmer", "Four soldiers had been killed")
    page.says("Pell", "his soldiers had any role in the raid", stance="denies")
    assert reconcile([page.read()], reuse=(), origins=()).relations == ()
