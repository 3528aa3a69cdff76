"""Articles about one matter are linked, others are not, whoever comes first."""

from dataclasses import replace
from itertools import combinations

from onrecord.group.sketches import Sketch, make_sketch
from onrecord.group.stories import LEAST_MET, link_score, met
from onrecord.group.stories import make_story as gather
from onrecord.model import Document, When
from onrecord.pipeline import group_documents, read_document
from tests.conftest import make_article, make_story
from tests.group.test_reuse import OTHER, REWRITE, WIRE

BUDGET = (
    "Lawmakers in Merrow passed the budget by two votes after a night of talks over school meals.\n"
    "The finance committee had asked for cuts to subsidies for orchards and dairies.\n"
    "Teachers said that canteens would close before winter."
)


def are_linked(left: Sketch, right: Sketch) -> bool:
    return link_score(left, right, are_copies=lambda *_: False) > 0


def test_one_matter_is_linked_and_another_is_not() -> None:
    wire, rewrite, budget = (make_sketch(read_document(make_article(t))) for t in (WIRE, REWRITE, BUDGET))
    assert are_linked(wire, rewrite)
    assert not are_linked(wire, budget)
    assert not are_linked(rewrite, budget)


def test_links_are_symmetric_and_found_by_a_shared_key() -> None:
    texts = [WIRE, REWRITE, OTHER, BUDGET, *(a.text for a in make_story(0))]
    sketches = [make_sketch(read_document(make_article(t))) for t in texts]
    for a, b in combinations(sketches, 2):
        assert are_linked(a, b) == are_linked(b, a)
        if are_linked(a, b):
            assert met(a.keys, b.keys) >= LEAST_MET


def test_time_sets_alike_texts_apart() -> None:
    near, far = "2031-05-16", "2033-05-16"
    first = make_sketch(read_document(make_article(WIRE, day="2031-05-14")))
    assert are_linked(first, make_sketch(read_document(make_article(REWRITE, day=near))))
    assert not are_linked(first, make_sketch(read_document(make_article(REWRITE, day=far))))


def test_an_article_without_words_is_a_story_of_its_own() -> None:
    groups = group_documents([read_document(make_article("...", name="x")), read_document(make_article("!!!", name="y"))])
    assert len(groups) == 2


def test_who_signs_a_letter_says_nothing_of_its_matter() -> None:
    letter = (
        "We ask the ministry to open the ferry that sank off Norrvik in the storm, as the harbour council has asked it to do."
    )
    names = ["Holt", "Lind", "Moe", "Dahl", "Roe", "Aas", "Vik", "Lund"]
    signed = "\n".join(f"Professor Ane {name} Professor of {name.lower()}ology, University of {name}stad" for name in names)
    bare, whole = (read_document(make_article(text)) for text in (f"{WIRE}\n{letter}", f"{WIRE}\n{letter}\n{signed}"))
    assert any("Vikstad" in whole.article.text[s.start : s.end] for s in whole.layout.sentences)
    assert make_sketch(whole).terms == make_sketch(bare).terms


def test_a_story_is_of_the_days_that_both_ends_are_known_of() -> None:
    known, later, before = (read_document(make_article(text, name=f"{n}")) for n, text in enumerate((WIRE, REWRITE, OTHER)))

    def on(document: Document, earliest: str | None, latest: str | None) -> Document:
        when = When(earliest=earliest, latest=latest, basis="inferred")
        return replace(document, reading=replace(document.reading, anchor=when))

    story = gather([on(known, "2031-05-14", "2031-05-16"), on(later, "2029-01-01", None)])
    assert (story.earliest, story.latest) == ("2031-05-14", "2031-05-16")
    story = gather([on(known, "2031-05-14", "2031-05-16"), on(later, "2033-08-01", None), on(before, None, "2030-02-01")])
    assert (story.earliest, story.latest) == ("2030-02-01", "2033-08-01")
    story = gather([on(later, "2029-01-01", None)])
    assert (story.earliest, story.latest) == (None, None)  # no day is known of it, only one that it is not before
    assert gather([on(later, None, None)]).earliest is None
