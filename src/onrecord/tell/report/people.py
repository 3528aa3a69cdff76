"""Who said what: the sources of a story with their statements."""

from collections import Counter
from dataclasses import dataclass

from onrecord.tell.report.entries import Entry
from onrecord.tell.report.records import NO_SOURCE, Prepared, by_time
from onrecord.tell.report.wording import STANCE_MARKS, STANCES
from onrecord.text import fold

FEW = 2
MAX_FLAT = 12
MAX_SOURCES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many statements of a source have one stance."""

    mark: str
    stance: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A source with its statements in order of time."""

    anchor: str
    name: str
    role: str
    unnamed: bool
    tallies: tuple[Tally, ...]
    entries: tuple[Entry, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Sources by number of statements; those with few apart, past a limit folded."""

    many: tuple[Person, ...] = ()
    more: tuple[Person, ...] = ()
    few: tuple[Person, ...] = ()
    few_folded: bool = False
    total: int = 0
    statements: int = 0


def find_people(story: Prepared) -> People:
    """The sources of a story by number of statements."""
    groups: dict[str, list[Entry]] = {}
    for entry in story.entries.values():
        if entry.amount is None and entry.giver.anchor:
            groups.setdefault(entry.giver.anchor, []).append(entry)
    people = [make_person(anchor, entries) for anchor, entries in groups.items()]
    people.sort(key=lambda p: (p.name == NO_SOURCE, -len(p.entries), fold(p.name)))
    many = [p for p in people if len(p.entries) > FEW]
    few = [p for p in people if len(p.entries) <= FEW]
    return People(
        many=tuple(many[:MAX_SOURCES]),
        more=tuple(many[MAX_SOURCES:]),
        few=tuple(few),
        few_folded=len(few) > MAX_FLAT,
        total=sum(p.name != NO_SOURCE for p in people),
        statements=sum(len(p.entries) for p in people),
    )


def make_person(anchor: str, entries: list[Entry]) -> Person:
    """A source with these statements, of which there must be one."""
    entries.sort(key=by_time)
    tally = Counter(e.stance_class for e in entries)
    roles = Counter(e.giver.role for e in entries if e.giver.role)
    return Person(
        anchor=anchor,
        name=entries[0].giver.name,
        role=max(roles, key=lambda r: (roles[r], r)) if roles else "",
        unnamed=entries[0].giver.unnamed and entries[0].giver.name != NO_SOURCE,
        tallies=tuple(
            Tally(mark=STANCE_MARKS[s], stance=STANCES[s], n=n) for s, n in sorted(tally.items(), key=lambda i: (-i[1], i[0]))
        ),
        entries=tuple(entries),
        articles=len({e.article.number for e in entries}),
    )
