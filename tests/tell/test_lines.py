"""Which lines of a brief tell the same, on invented ones."""

from onrecord.model import Passage
from onrecord.tell.lines import Line, Note, says_twice

SAID = "Both quays of Vell are in the hands of the guard, said Ada Brandt."
DENIED = "Mara Keel told the council that no soldier stands there."


def passage(article: str, text: str) -> Passage:
    return Passage(article=article, start=0, end=len(text), exact=text)


def dispute(article: str, text: str, who: str, against: Note) -> Line:
    return Line(part="disputed", passage=passage(article, text), publisher="Norland Post", day="", who=who, notes=(against,))


def note(article: str, text: str, who: str) -> Note:
    return Note(label="against", text=text, who=who, day="", passage=passage(article, text))


def test_a_dispute_is_told_again_from_its_other_side() -> None:
    one = dispute("a", SAID, "Ada Brandt", note("b", DENIED, "Mara Keel"))
    assert says_twice(dispute("b", DENIED, "Mara Keel", note("a", SAID, "Ada Brandt")), one)


def test_another_denial_of_whoever_is_disputed_is_another_dispute() -> None:
    one = dispute("a", SAID, "Ada Brandt", note("b", DENIED, "Mara Keel"))
    other = note("c", "The lower lock was blown up by smugglers.", "Ada Brandt")
    assert not says_twice(dispute("b", DENIED, "Mara Keel", other), one)
    assert not says_twice(dispute("b", DENIED, "Tom Orsk", note("a", SAID, "Ada Brandt")), one)
