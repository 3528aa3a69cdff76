"""Names where the reader marks them, with what the rules know."""

from onrecord.model import NameKind, Sentence
from onrecord.neural import Marks, NameSpan
from onrecord.understand.names import find_names


def named(text: str, *marked: tuple[str, NameKind, float]) -> list[tuple[str, str, str]]:
    """The names of a text in which the reader marks these, one after the other."""
    spans, at = [], 0
    for exact, kind, score in marked:
        at = text.index(exact, at)
        spans.append(NameSpan(at, at + len(exact), kind, score))
        at += len(exact)
    sentences, start = [], 0
    for number, line in enumerate(text.split("\n")):
        sentences.append(Sentence(start=start, end=start + len(line), paragraph=number))
        start += len(line) + 1
    found = find_names(text, sentences, marks=Marks(attributions=(), names=tuple(spans)))
    return [(n.passage.exact, n.kind, n.full) for n in found]


def test_a_surname_has_the_full_name_that_is_marked() -> None:
    text = "It was late, Oda Vell said.\nNobody asked Vell again."
    found = named(text, ("Oda Vell", "person", 0.9), ("Vell", "person", 0.9))
    assert found == [("Oda Vell", "person", "Oda Vell"), ("Vell", "person", "Oda Vell")]


def test_names_written_alike_are_of_one_kind() -> None:
    text = "They met at Marn.\nThen Marn froze.\nSnow lay in Marn."
    found = named(text, ("Marn", "place", 0.9), ("Marn", "person", 0.6), ("Marn", "place", 0.8))
    assert [kind for _, kind, _ in found] == ["place"] * 3


def test_a_particle_belongs_to_the_name_and_a_plain_noun_does_not() -> None:
    text = "They saw al-Tarn after the Marn blaze."
    found = named(text, ("Tarn", "person", 0.9), ("Marn blaze", "other", 0.9))
    assert [exact for exact, _, _ in found] == ["al-Tarn", "Marn"]


def test_those_who_sit_in_a_place_are_no_place() -> None:
    assert named("He left the White House early.", ("White House", "place", 0.9))[0][1] == "organisation"


def test_what_the_words_say_goes_before_the_reader() -> None:
    assert named("It hit the Vell Tunnel.", ("Vell Tunnel", "organisation", 0.6))[0][1] == "place"


def test_a_capital_at_the_head_of_a_sentence_makes_no_name() -> None:
    assert named("Seventeen died.\nNobody else did.", ("Seventeen", "other", 0.6)) == []


def test_names_that_the_reader_passes_over_stay() -> None:
    assert named("Then Oda Vell met Ilse Tarn.", ("Oda Vell", "person", 0.9)) == [
        ("Oda Vell", "person", "Oda Vell"),
        ("Ilse Tarn", "person", "Ilse Tarn"),
    ]
