"""What the package's own weights make of invented sentences."""

import pytest

from onrecord.model import Sentence
from onrecord.neural import Attribution, Reader, load_reader, read_text
from onrecord.neural.weights import WEIGHTS

pytest.importorskip("onnxruntime")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(WEIGHTS)


def find(text: str, reader: Reader) -> tuple[Attribution, ...]:
    found, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            found.append(Sentence(start=at, end=at + len(line), paragraph=number))
        at += len(line) + 1
    marks = read_text(text, found, reader=reader)
    return marks.attributions if marks else ()


def rows(text: str, reader: Reader) -> list[tuple[list[str], str, list[str]]]:
    return [([s.exact for s in a.source], a.cue.exact, [c.exact for c in a.content]) for a in find(text, reader)]


def test_a_quotation_in_pieces(reader: Reader) -> None:
    text = "“We warned them,” Kelmer told reporters, “and nobody came.”"
    assert (["Kelmer"], "told", ["“We warned them,”", "“and nobody came.”"]) in rows(text, reader)


def test_who_relays_whom(reader: Reader) -> None:
    text = "Dahl said that the ministry had denied that the dam was unsafe."
    assert rows(text, reader) == [
        (["Dahl"], "said", ["that the ministry had denied that the dam was unsafe"]),
        (["the ministry"], "had denied", ["that the dam was unsafe"]),
    ]


def test_one_source_of_two_statements(reader: Reader) -> None:
    text = "The operator denied it had been warned, saying no letter arrived."
    assert [(source, content) for source, _, content in rows(text, reader)] == [
        (["The operator"], ["it had been warned"]),
        (["The operator"], ["no letter arrived"]),
    ]


def test_nothing_said_is_nothing_found(reader: Reader) -> None:
    assert rows("The wall above Vell fell on Tuesday and 200 houses stood in the water by noon.", reader) == []


def test_threads_change_nothing(reader: Reader) -> None:
    text = "\n".join(f"Kelmer said on day {n} that wall number {n} of the Vell reservoir would hold." for n in range(40))
    assert find(text, load_reader(WEIGHTS, threads=1)) == find(text, reader)


def test_what_stands_far_away_changes_nothing(reader: Reader) -> None:
    text = "\n".join(f"Kelmer said on day {n} that wall number {n} of the Vell reservoir would hold." for n in range(40))
    alone = find(text, reader)
    after = find(text + "\nThe operator, Brann Hydro, denied all of it.", reader)
    assert after[:25] == alone[:25]


def names(text: str, reader: Reader) -> list[tuple[str, str]]:
    marks = read_text(text, [Sentence(start=0, end=len(text), paragraph=0)], reader=reader)
    return [(text[n.start : n.end], n.kind) for n in marks.names] if marks else []


def test_who_and_what_is_named(reader: Reader) -> None:
    text = "Ilse Brandt flew from Lisbon to Vell on Monday, a spokesman for Brann Hydro Ltd said."
    assert names(text, reader) == [
        ("Ilse Brandt", "person"),
        ("Lisbon", "place"),
        ("Vell", "place"),
        ("Brann Hydro Ltd", "organisation"),
    ]


def test_case_tells_a_name_from_a_word(reader: Reader) -> None:
    assert [name for name, _ in names("The mayor of Reading was reading in the garden.", reader)] == ["Reading"]
