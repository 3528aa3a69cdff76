"""Passages between quotation marks."""

import pytest

from onrecord.model import Sentence
from onrecord.understand.quotations.marks import find_quoted


def quoted(*lines: str) -> list[str]:
    text = "\n".join(lines)
    sentences, at = [], 0
    for number, line in enumerate(lines):
        sentences.append(Sentence(start=at, end=at + len(line), paragraph=number))
        at += len(line) + 1
    return [text[q.start : q.end] for q in find_quoted(text, sentences)]


@pytest.mark.parametrize(
    ("line", "inner"),
    [
        ("He said “it is cold” today.", ["it is cold"]),
        ('He said "it is cold" today.', ["it is cold"]),
        ("He said ''it is cold'' today.", ["it is cold"]),
        ("He said ‘it is cold’ today.", ["it is cold"]),
        ("He said ‘it is cold' today.", ["it is cold"]),
        ("The boys' dogs' bowls weren't full.", []),
        ("“He said ‘go’ and left,” she said.", ["He said ‘go’ and left,"]),
        ("She said “the mark is lost.", ["the mark is lost."]),
        ("She said it is lost.” Then left.", []),
        ("“One,” he said, “two.”", ["One,", "two."]),
    ],
)
def test_marks_of_one_sentence(line: str, inner: list[str]) -> None:
    assert quoted(line) == inner


def test_a_passage_runs_on_to_the_line_that_closes_it() -> None:
    assert quoted("“One line.", "And another,” he said.") == ["One line.\nAnd another,"]


def test_a_paragraph_that_opens_again_goes_on() -> None:
    assert quoted("“One line.", "“And another,” he said.") == ["One line.\n“And another,"]


def test_a_paragraph_without_a_mark_ends_what_went_on_unclosed() -> None:
    lines = ('"It rained.', '"It was a good day for us.', "Holm left the pier.", '"I know nothing," he said.')
    assert quoted(*lines) == ['It rained.\n"It was a good day for us.', "I know nothing,"]
    assert quoted("“It rained.", "“It was cold.", "It was dark.” He left.") == ["It rained.\n“It was cold.\nIt was dark."]


def test_a_stray_mark_does_not_swallow_the_article() -> None:
    assert quoted("“One line.", *["Plain words."] * 20, "He said “no”.") == ["One line.", "no"]


def test_a_single_quoted_passage_runs_over_sentences_and_paragraphs() -> None:
    assert quoted("‘They ran.", "‘We never thought of it.’ He left.") == ["They ran.\n‘We never thought of it."]


@pytest.mark.parametrize("lines", [("‘Twas the day.", "The boys’ dogs ran.’"), ("‘It was.", "“No,” she said. It went.’")])
def test_a_single_mark_that_opens_nothing(lines: tuple[str, str]) -> None:
    assert not any(q.startswith(("Twas", "It was")) for q in quoted(*lines))


def in_one_paragraph(*sentences: str) -> list[str]:
    text = " ".join(sentences)
    found, at = [], 0
    for sentence in sentences:
        found.append(Sentence(start=at, end=at + len(sentence), paragraph=0))
        at += len(sentence) + 1
    return [text[q.start : q.end].rstrip() for q in find_quoted(text, found)]


def test_a_mark_on_the_wrong_side_of_its_space_closes() -> None:
    assert in_one_paragraph('"It is cold.', '"Berg left the pier.', '"We stay," Holm said.') == ["It is cold.", "We stay,"]
    assert in_one_paragraph('"It is cold.', '"Berg left the pier.') == ["It is cold."]


def test_a_mark_behind_which_somebody_goes_on_of_himself_closes_nothing() -> None:
    assert in_one_paragraph('"It is cold.', '"We left the pier,"', "Berg said.") == ['It is cold. "We left the pier,']
    assert in_one_paragraph('"It is cold.', '"[The pier] was shut.', '"We left," Berg said.')[0].startswith(
        'It is cold. "[The pier]'
    )
