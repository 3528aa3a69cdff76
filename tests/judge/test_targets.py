"""What a judgement speaks of is found again, or said to be gone."""

from dataclasses import replace

from onrecord.judge.standing import tell_states
from onrecord.judge.targets import bind_targets, entry_target, find_entity
from onrecord.model import Document, Entity, Judgement, Target
from onrecord.text import make_id, span
from tests.reconcile.build import Page

TEXT = "Ansa Kelmer said the dam above Vell was safe on Monday. The operator said 40 houses were empty."


def page() -> tuple[Document, str, str]:
    made = Page(TEXT)
    said = made.says("Ansa Kelmer", "the dam above Vell was safe on Monday", cue="said")
    counted = made.counts("40 houses", "empty houses", 40, 40)
    return made.read(), said, counted


def note(*targets: Target) -> Judgement:
    return Judgement(id="j-1", decision="note", editor="N. Orr", at="2031-05-03T09:00:00Z", why="see", targets=targets)


def read_anew(document: Document, start: int, end: int) -> Document:
    """The same statement, read with other bounds, and so by another id."""
    (q,) = document.reading.quotations
    other = replace(q, id=make_id("q", start, end), content=(span(TEXT, start, end),))
    return replace(document, reading=replace(document.reading, quotations=(other,)))


def test_an_entry_is_found_by_its_id_then_by_its_words() -> None:
    document, said, counted = page()
    target = entry_target(document.reading.quotations[0], TEXT)
    assert target.passage is not None
    assert target.passage.exact == "the dam above Vell was safe on Monday"
    assert bind_targets([note(target)], [document]) == {target: said}
    figure = entry_target(document.reading.figures[0], TEXT)
    assert bind_targets([note(figure)], [document]) == {figure: counted}
    begin, end = target.passage.start, target.passage.end
    shorter = read_anew(document, begin, end - 10)
    assert bind_targets([note(target)], [shorter]) == {target: shorter.reading.quotations[0].id}
    elsewhere = read_anew(document, begin + 30, end + 40)
    assert bind_targets([note(target)], [elsewhere]) == {}


def test_what_is_gone_is_told_and_kept() -> None:
    document, _, _ = page()
    target = entry_target(document.reading.quotations[0], TEXT)
    empty = replace(document, reading=replace(document.reading, quotations=()))
    for documents in ([empty], []):
        (found,) = tell_states([note(target)], bind_targets([note(target)], documents), lambda _: False)
        assert (found.state, found.lost, found.judgement) == ("lost", (target.id,), note(target))
    (found,) = tell_states([note(target)], {target: target.id}, lambda _: False)
    assert (found.state, found.lost) == ("stands", ())


def test_a_passage_of_another_text_is_not_taken() -> None:
    document, _, _ = page()
    target = entry_target(document.reading.quotations[0], TEXT)
    assert target.passage is not None
    foreign = replace(target, id="q-0", passage=replace(target.passage, exact="x" * len(target.passage.exact)))
    assert bind_targets([note(foreign)], [document]) == {}


def test_an_entity_is_found_by_its_id_then_by_its_name() -> None:
    entities = [
        Entity(id="n-1", name="Ansa Kelmer", kind="person", aliases=("Kelmer",)),
        Entity(id="n-2", name="Vell", kind="place"),
    ]
    for id_, name, wanted in (("n-2", "Kelmer", "n-2"), ("n-9", "ansa kelmer", "n-1"), ("n-9", "Kelmer", "n-1")):
        found = find_entity(Target(kind="entity", id=id_, article="a-1", name=name), entities)
        assert found is not None
        assert found.id == wanted
    assert find_entity(Target(kind="entity", id="n-9", article="a-1", name="Brann"), entities) is None
    assert find_entity(Target(kind="entity", id="n-9", article="a-1"), entities) is None
