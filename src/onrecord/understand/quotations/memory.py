"""What an article has said so far: its names, its persons and the sources before a mention."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.model import Name, Sentence, Source, SourceKind
from onrecord.understand.grammar import DETERMINERS, GROUP_NOUNS
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.people import Person, bare_words
from onrecord.understand.quotations.phrases import head_of
from onrecord.understand.tokens import Token

REMEMBERED = 200  # sources that a short form looks back over
Who = tuple[str, SourceKind, list[str]]  # name, kind, aliases


class Place(NamedTuple):
    """Where a source stands: its offset, its sentence, whether inside another statement, what it is given as saying, and
    the quoted passage that it stands in; `barred` are names that it cannot stand for."""

    start: int
    sentence: int
    nested: bool = False
    content: tuple[Range, ...] = ()
    quote: Range | None = None
    barred: frozenset[str] = frozenset()


@dataclass(slots=True)
class Said:
    """A source as it was resolved, for the pronouns and short forms after it."""

    source: Source
    place: Place
    words: frozenset[str]
    head: str
    plural: bool


@dataclass(slots=True)
class Memory:
    """One article while its sources are resolved; `quoted` are its quoted passages, `told` those a statement speaks to."""

    text: str
    sentences: Sequence[Sentence]
    names: Sequence[Name]
    starts: list[int]
    people: dict[str, Person]
    quoted: Sequence[Range] = ()
    told: list[Range] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    subjects: dict[int, Who | None] = field(default_factory=dict)


def names_in(memory: Memory, start: int, end: int) -> list[Name]:
    """The names that stand between two offsets."""
    low = bisect_left(memory.starts, start)
    found = []
    while low < len(memory.names) and memory.names[low].passage.start < end:
        if memory.names[low].passage.end <= end:
            found.append(memory.names[low])
        low += 1
    return found


def is_quoted(memory: Memory, at: int) -> bool:
    """Whether an offset stands inside quotation marks."""
    k = bisect_left(memory.quoted, (at + 1, 0)) - 1
    return k >= 0 and memory.quoted[k][0] <= at < memory.quoted[k][1]


def is_plural(core: Sequence[Token]) -> bool:
    """Whether a phrase names several."""
    head = head_of(core)
    last = next((k for k, t in enumerate(core) if t.low == head), len(core))
    # "a motion submitted by Tarn and Harn" is one, "the head of the union and the mayor" are two
    several = any(t.low == "and" and (k < last or core[k + 1].low in DETERMINERS) for k, t in enumerate(core[:-1]))
    return several or head in GROUP_NOUNS or head in ("they", "both", "all")


def remember(memory: Memory, source: Source, place: Place, core: Sequence[Token]) -> None:
    """Keep a source for the mentions after it."""
    # a body may have "and" in its name
    named = source.kind == "organisation" and head_of(core) not in GROUP_NOUNS | {"they", "both", "all"}
    memory.said.append(Said(source, place, bare_words(core), head_of(core), is_plural(core) and not named))


def body_of(memory: Memory, head: str) -> Source | None:
    """The body whose name is made of the same word as a group's ("the monitors" of the Valley Monitoring Mission)."""
    stem = head.rstrip("s").removesuffix("or").removesuffix("er")
    if len(stem) < 5:
        return None
    for s in reversed(memory.said[-REMEMBERED:]):
        if s.source.kind == "organisation" and any(w.lower().startswith(stem) for w in s.source.name.split() if w[0].isupper()):
            return s.source
    return None
