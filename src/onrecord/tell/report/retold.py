"""The first block of the report: the story in its articles' own sentences."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.tell.brief import PARTS, write_brief
from onrecord.tell.lines import Line, Note, Part
from onrecord.tell.report.entries import ArticleRef
from onrecord.tell.report.records import Prepared, inside
from onrecord.tell.report.wording import clip

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = 220
_MAX_NOTE = 240
_HEADINGS: "Mapping[Part, str]" = {
    "happened": "What happened",
    "disputed": "In dispute",
    "changed": "What changed",
    "said": "Who says what",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What stands against, before or after a sentence: verbatim words, who gives them, where."""

    label: str
    text: str
    who: str
    article: ArticleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence, to the letter, with its article and asides; `who` gives it, where it does not say so."""

    text: str
    who: str
    article: ArticleRef
    asides: tuple[Aside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """The sentences of one part of the brief."""

    heading: str
    lines: tuple[Told, ...]


def retell(story: Prepared) -> tuple[Retold, ...]:
    """The brief of a story, part by part."""
    brief = write_brief(story.documents, story.record, words=WORDS)
    parts = ((part, tuple(_show(x, story) for x in brief.lines if x.part == part)) for part in PARTS)
    return tuple(Retold(heading=_HEADINGS[part], lines=lines) for part, lines in parts if lines)


def _show(line: Line, story: Prepared) -> Told:
    return Told(
        text=" ".join(line.passage.exact.split()),
        who=inside(line.giver),
        article=story.refs[line.passage.article],
        asides=tuple(_show_aside(n, story) for n in line.notes),
    )


def _show_aside(note: Note, story: Prepared) -> Aside:
    return Aside(
        label=note.label, text=clip(note.text, _MAX_NOTE), who=inside(note.who), article=story.refs[note.passage.article]
    )
