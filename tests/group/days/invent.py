"""Articles laid out by hand, their dates read, and what is inferred of them."""

from collections.abc import Sequence

from onrecord.clean.sentences import split_sentences
from onrecord.group.days import bound_days
from onrecord.model import Article, Block, Document, Figure, Layout, Reading, Sentence, When
from onrecord.text import span
from onrecord.understand.dates import find_dates

NO_DAY = When()


def make_document(
    name: str, *paragraphs: str, day: str | None = None, caption: str | None = None, killed: Sequence[int] = ()
) -> Document:
    """An article laid out by hand, its dates read; `caption` comes last and is no sentence, `killed` are tolls it gives."""
    published = When(value=day, earliest=day, latest=day, basis="given") if day else NO_DAY
    lines = [*paragraphs, *([caption] if caption else [])]
    text = "\n".join(lines)
    blocks, sentences, at = [], [], 0
    for number, line in enumerate(lines):
        kind = "caption" if caption and number == len(paragraphs) else "body"
        blocks.append(Block(start=at, end=at + len(line), kind="caption" if kind == "caption" else "body"))
        if kind == "body":
            sentences += [Sentence(start=a, end=b, paragraph=number) for a, b in split_sentences(text, at, at + len(line))]
        at += len(line) + 1
    figures = tuple(
        Figure(
            id=f"{name}-{n}",
            article=name,
            passage=span(text, 0, 1),
            low=n,
            high=n,
            unit="person",
            indicator="people killed in Vell",
        )
        for n in killed
    )
    return Document(
        article=Article(id=name, text=text, publisher=name.title(), published=published),
        layout=Layout(blocks=tuple(blocks), sentences=tuple(sentences), language="en", published=published),
        reading=Reading(anchor=published, dates=find_dates(text, sentences, anchor=published), figures=figures),
    )


def infer(*documents: Document) -> dict[str, tuple[str | None, str | None]]:
    """The first and last day that the bounds leave, by article."""
    return {name: (when.earliest, when.latest) for name, when in bound_days(documents).items()}
