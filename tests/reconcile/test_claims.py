"""Claims: what is said alike, how often, on invented documents."""

from onrecord.language.likeness import weigh
from onrecord.model import Origin, Passage, Reuse
from onrecord.reconcile.claims import group_statements
from onrecord.reconcile.story import gather

from .build import Page, claim_of, pairs, run


def test_same_words_of_one_source_in_two_outlets_are_one_claim() -> None:
    a = Page("Kelmer said the operator had been warned about cracks in the dam wall.", name="a.txt")
    b = Page(
        "The operator was warned about cracks in the dam wall, Kelmer told Orsk Bay Radio.",
        name="b.txt",
        publisher="Orsk Bay Radio",
    )
    left = a.says("Kelmer", "the operator had been warned about cracks in the dam wall")
    right = b.says("Kelmer", "The operator was warned about cracks in the dam wall")
    found = run(a, b)
    assert claim_of(found, left) == claim_of(found, right)
    [claim] = found.claims
    assert (claim.origins, claim.status, claim.first_said) == (2, "corroborated", "2031-05-14")
    assert claim.text in (a.text + b.text)


def test_an_outlet_that_says_it_again_corroborates_nothing() -> None:
    said = "the operator had been warned about cracks in the dam wall"
    pages = [Page(f"Kelmer said {said}.", name=f"{n}.txt", day=f"2031-05-1{n}") for n in (4, 5)]
    for page in pages:
        page.says("Kelmer", said)
    [claim] = run(*pages).claims
    assert (claim.origins, claim.status) == (1, "single-origin")
    [beginning] = claim.beginnings
    assert beginning.reason == "The Vell Courier has it in several articles"
    other = Page(f"The wall had cracks. Kelmer said {said}.", name="6.txt", publisher="Norland Post")
    other.says("Kelmer", said)
    [claim] = run(*pages, other).claims
    assert (claim.origins, claim.status) == (2, "corroborated")


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


def test_a_shorter_cut_of_one_text_says_the_same_whatever_is_behind() -> None:
    a = Page("Kelmer said he was arranging a meeting of the river towns.", name="a.txt")
    b = Page(
        "Kelmer said he was arranging a meeting of the river towns, but not of the harbours, which have no seat.", name="b.txt"
    )
    short = a.says("Kelmer", "he was arranging a meeting of the river towns")
    long = b.says("Kelmer", "he was arranging a meeting of the river towns, but not of the harbours, which have no seat")
    assert set(claim_of(run(a, b), short)) == {short, long}


def test_two_words_that_are_all_that_is_said() -> None:
    a = Page("The rebels said they would respond to attacks.", name="a.txt")
    b = Page("Both sides said they will respond if attacked.", name="b.txt")
    left = a.says("The rebels", "they would respond to attacks", kind="group")
    right = b.says("Both sides", "they will respond if attacked", kind="group")
    assert set(claim_of(run(a, b), left)) == {left, right}


def test_labels_of_set_words_alone_are_compared() -> None:
    a, b = (Page("It will take four weeks to put on the cap.", name=f"{i}.txt") for i in (1, 2))
    ids = {page.counts("four weeks", "time to put", 4, 4, unit="week", as_of="2031-05-14") for page in (a, b)}
    assert set(claim_of(run(a, b), min(ids))) == ids


def test_one_number_under_a_longer_label_is_one_claim_but_no_other_question() -> None:
    pages = [Page(f"Up to {n} barrels could leak in a day.", name=f"{i}.txt") for i, n in enumerate((900, 900, 40))]
    labels = ("oil leaking worst case", "oil leaking", "oil leaking")
    ids = [
        page.counts(f"{n} barrels", label, n, n, unit="barrel/day", as_of="2031-05-14", giver=f"Speaker {n}")
        for page, n, label in zip(pages, (900, 900, 40), labels, strict=True)
    ]
    found = run(*pages)
    assert set(claim_of(found, ids[0])) == {ids[0], ids[1]}
    assert frozenset((ids[0], ids[2])) not in pairs(found, "contradicts")


def test_who_calls_for_something_says_that_it_must_be() -> None:
    a = Page("Orsk called for an end to Osk Pell's “rule by flood”.", name="a.txt")
    b = Page("Osk Pell's “rule by flood and fear must come to an end”, Kelmer said.", name="b.txt")
    demand = a.says("Orsk", "an end to Osk Pell's “rule by flood”", stance="orders", kind="organisation")
    must = b.says("Kelmer", "Osk Pell's “rule by flood and fear must come to an end”")
    assert set(claim_of(run(a, b), demand)) == {demand, must}


def test_what_should_be_is_not_what_will_be() -> None:
    a = Page("Those asked in Vell said the ballot should go ahead.", name="a.txt")
    b = Page("The council of Orsk said the ballot would go ahead.", name="b.txt")
    should = a.says("Those asked in Vell", "the ballot should go ahead", kind="group")
    b.says("The council of Orsk", "the ballot would go ahead", kind="organisation")
    assert claim_of(run(a, b), should) == (should,)


def test_a_chain_of_small_differences_does_not_run_through_a_large_story() -> None:
    subjects = [f"{a}{b}" for a in ("wal", "pum", "gat", "rod", "tur", "spil") for b in ("lon", "dak", "mir", "tez", "vun")]
    pages = []
    for n in range(len(subjects) - 3):
        said = f"the {subjects[n]} and the {subjects[n + 1]} and the {subjects[n + 2]} and the {subjects[n + 3]} were broken"
        page = Page(f"Kelmer said {said}.", name=f"{n:02}.txt", publisher=f"Outlet {n}")
        page.says("Kelmer", said)
        pages.append(page)
    statements = gather([p.read() for p in pages], (), ()).statements
    weights = weigh([s.words for s in statements])
    chain = [(0.9, n, n + 1) for n in range(len(statements) - 1)]
    groups = group_statements(statements, (), weights, also=chain)
    assert max(map(len, groups)) < 20 < len(statements)
    assert len(group_statements(statements[:10], (), weights, also=chain[:9])) == 1


def test_statements_whose_numbers_exclude_each_other_are_no_one_claim() -> None:
    a = Page("Pell said four soldiers had been killed and at least 30 hurt near Vell.", day="2031-05-14", name="a.txt")
    left = a.says("Pell", "four soldiers had been killed and at least 30 hurt near Vell")
    b = Page("Kelmer said four soldiers had been killed and 20 hurt near Vell.", day="2031-05-15", name="b.txt")
    right = b.says("Kelmer", "four soldiers had been killed and 20 hurt near Vell")

    def told() -> bool:
        return right in claim_of(run(a, b), left)

    assert told()
    a.counts("at least 30", "people injured in Vell", 30, None, giver="Pell", quotation=left)
    b.counts("20", "people injured in Vell", 20, 20, giver="Kelmer", quotation=right)
    assert not told()
