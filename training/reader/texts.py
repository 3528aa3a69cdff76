"""The sentences of a text whose lines are its paragraphs."""

from onrecord.clean.sentences import split_sentences
from onrecord.model import Sentence
from training.reader.polnear import LINE


def make_sentences(text: str) -> list[Sentence]:
    """The sentences of a text whose lines are its paragraphs."""
    lines = [m.span() for m in LINE.finditer(text)]
    return [Sentence(start=a, end=b, paragraph=n) for n, line in enumerate(lines) for a, b in split_sentences(text, *line)]
