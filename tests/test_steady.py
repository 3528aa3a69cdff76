"""What is understood of an article for a day is known again by its days."""

from dataclasses import replace

from onrecord.model import Span, When
from onrecord.neural import Attribution, Marks, NameSpan
from onrecord.pipeline import read_document
from onrecord.steady import Steady, read_marks, write_marks
from tests.conftest import make_article

TEXT = "The ferry strike went on.\nOn Thursday crews stayed ashore, the union said."
DAY = When(value="2031-05-16", earliest="2031-05-16", latest="2031-05-16", basis="inferred", reason="after 'Thursday'")


def test_a_day_that_is_found_another_way_needs_no_reading_again() -> None:
    steady = Steady()
    document = read_document(make_article(TEXT, name="a.txt"))
    dated = replace(document, reading=replace(document.reading, anchor=DAY))
    steady.note(dated)
    other = replace(DAY, reason="shares wording with the Beacon")
    assert steady.reading(document.article.id, DAY) == dated.reading
    assert steady.reading(document.article.id, other) == replace(dated.reading, anchor=other)
    assert steady.reading(document.article.id, replace(DAY, latest="2031-05-17")) is None


def test_what_the_reader_marked_comes_back_from_text_as_it_was() -> None:
    marks = Marks(
        attributions=(
            Attribution(
                source=(Span(start=0, end=9, exact="The union"),),
                cue=Span(start=10, end=14, exact="said"),
                content=(Span(start=15, end=22, exact="“no” – ✓"),),
                score=0.1 + 0.2,
            ),
        ),
        names=(NameSpan(0, 9, "organisation", 1 / 3),),
    )
    assert read_marks(write_marks(marks)) == marks
    assert isinstance(read_marks(write_marks(marks)).names[0], NameSpan)
    steady = Steady()
    steady.note_marked({"a-1": write_marks(marks)})
    assert steady.given("a-1") == {"marks": marks}
    assert steady.given("a-2") == {}


def test_what_is_forgotten_is_read_again() -> None:
    steady = Steady()
    document = read_document(make_article(TEXT, name="a.txt"), steady=steady)
    id_, day = document.article.id, document.reading.anchor
    assert steady.reading(id_, day) == document.reading
    assert "names" in steady.given(id_)
    steady.forget(id_)
    assert steady.reading(id_, day) is None
    assert not steady.given(id_)
