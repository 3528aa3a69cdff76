"""Claims: what is said alike, how often, on invented documents."""

from onrecord.model import Origin, Passage, Reuse

from .build import Page, claim_of, run


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
