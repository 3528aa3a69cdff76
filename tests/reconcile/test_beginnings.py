"""A claim's beginnings: what was copied counts once, what was written beside it by itself."""

from onrecord.model import Claim, Origin, Passage, Reuse
from onrecord.reconcile.story import reconcile
from tests.reconcile.build import Page

SAID = "the operator had been warned about cracks in the dam wall"
TEXT = f"Divers went down at noon. Kelmer said {SAID}. Nobody was hurt, and the road stays shut until the autumn."


def pages() -> list[Page]:
    found = [
        Page(TEXT, name="a.txt", publisher="Merrow Daily"),
        Page(TEXT, name="b.txt", publisher="The Vell Courier"),
        Page(f"In Orsk, Kelmer said {SAID}.", name="c.txt", publisher="Orsk Bay Radio"),
    ]
    for page in found:
        page.says("Kelmer", SAID)
    return found


def passage(page: Page, exact: str) -> Passage:
    start = page.text.index(exact)
    return Passage(article=page.article.id, start=start, end=start + len(exact), exact=exact)


def shared(left: Page, right: Page, exact: str) -> Reuse:
    return Reuse(left=passage(left, exact), right=passage(right, exact), similarity=1.0, earlier="unknown", reason="")


def only_claim(found: list[Page], reuse: tuple[Reuse, ...], origins: tuple[Origin, ...] = ()) -> Claim:
    [claim] = reconcile([p.read() for p in found], reuse=reuse, origins=origins).claims
    return claim


def test_members_in_one_shared_passage_begin_together_with_the_words_as_receipt() -> None:
    found = pages()
    claim = only_claim(found, (shared(found[0], found[1], f"Kelmer said {SAID}."),))
    assert (claim.origins, claim.status) == (2, "corroborated")
    copied = next(b for b in claim.beginnings if len(b.members) == 2)
    assert "“Kelmer said the operator had been warned about cracks in …”" in copied.reason
    assert "Merrow Daily" in copied.reason
    assert "The Vell Courier" in copied.reason
    assert sorted(m for b in claim.beginnings for m in b.members) == list(claim.members)


def test_a_passage_shared_elsewhere_in_the_articles_joins_nothing() -> None:
    found = pages()
    claim = only_claim(found, (shared(found[0], found[1], "Divers went down at noon."),))
    assert claim.origins == 3
    assert {b.reason for b in claim.beginnings} == {""}


def test_articles_of_one_origin_begin_together_with_its_receipt() -> None:
    found = pages()
    wire = Origin(id="o1", name="wire", articles=(found[0].article.id, found[2].article.id), reason="both credit the wire")
    claim = only_claim(found, (shared(found[0], found[1], f"Kelmer said {SAID}."),), (wire,))
    assert (claim.origins, claim.status) == (1, "single-origin")
    [beginning] = claim.beginnings
    assert beginning.reason.startswith("both credit the wire; ")
    assert "share the passage" in beginning.reason


def test_two_statements_of_one_article_begin_together() -> None:
    page = Page(f"Kelmer said {SAID}. Later Kelmer said {SAID}.")
    page.says("Kelmer", SAID)
    claim = only_claim([page], ())
    assert (claim.origins, claim.beginnings[0].reason) == (1, "")
