"""Whether whoever a draft attributes something to is whom the ledger has it from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Entity, Quotation, Source
from onrecord.reconcile.entities import initials
from onrecord.reconcile.items import is_title
from onrecord.text import fold

Verdict = Literal["same", "other", "unknown"]

_GENERIC = frozenset(
    """
    spokesman spokeswoman spokesperson minister ministry ministers service services office official officials chief head leader
    director commander department agency authority authorities government cabinet administration state statement report
    source sources member members officer officers deputy senior former late local national international foreign new old
    president premier prime secretary mayor governor group company organisation organization party movement union association
    commission committee council court police army military forces expert experts analyst lawyer witness witnesses resident
    residents survivor survivors people man woman men women one two three several some many others both he she they it we who
    that which this his her their its mr mrs ms miss dr prof professor sir lord lady the a an of for at in on and to with by
    from tv news press daily times post radio said says country capital city town village family friends relatives mother father
    brother sister son daughter driver nurse doctor teacher
    """.split()
)
_PRONOUNS = frozenset("he she they it we who that which this i you him her them one".split())
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What somebody is called: the words that tell them from others, in names and in descriptions."""

    name: str
    person: bool
    names: frozenset[str]
    described: frozenset[str]
    letters: frozenset[str]

    @property
    def definite(self) -> bool:
        """Whether it is somebody in particular."""
        return bool(self.names)


def _tell(texts: Iterable[str]) -> frozenset[str]:
    found = (
        fold(w.removesuffix("’s").removesuffix("'s"))
        for t in texts
        for w in _WORD.findall(t.replace("’s", "").replace("'s", ""))
    )
    return frozenset(w for w in found if w not in _GENERIC and not is_title(w) and len(w) > 1)


def profile_of(source: Source, entities: Sequence[Entity] = ()) -> Profile:
    """What a source is called, in its article and across the story."""
    people = source.kind == "person" or any(e.kind == "person" for e in entities)
    forms = [source.name, *(f for e in entities for f in (e.name, *e.aliases))]
    descriptions = [*source.aliases, *(d for e in entities for d in e.descriptions)]
    return Profile(
        name=source.name,
        person=people,
        names=_tell(forms),
        described=_tell(descriptions),
        letters=frozenset(initials(f) for f in forms if len(initials(f)) > 1) | {fold(f) for f in forms if f.isupper()},
    )


def compare(ours: Profile, theirs: Profile) -> Verdict:
    """Whether two sources are one; "unknown" where either is nobody in particular, or one may speak for the other."""
    if set(fold(ours.name).split()) <= _PRONOUNS or set(fold(theirs.name).split()) <= _PRONOUNS:
        return "unknown"
    left, right = ours.names | ours.described, theirs.names | theirs.described
    if ours.names & right or theirs.names & left or ours.letters & theirs.letters:
        return "same"
    if fold(ours.name) == fold(theirs.name):
        return "same"
    if not ours.definite or not theirs.definite:
        return "unknown"
    if ours.person != theirs.person:
        # an organisation's words are spoken by its people, and nobody need have said whose they are
        person, body = (ours, theirs) if ours.person else (theirs, ours)
        return "other" if person.described and not person.described & body.names and _is_name(body.name) else "unknown"
    return "other"


def _is_name(name: str) -> bool:
    """Whether an organisation has a name of its own, rather than being "the ministry"."""
    return sum(w[0].isupper() for w in name.split() if fold(w) not in ("the", "a", "an")) >= 2


def is_named(quotation: Quotation | None) -> bool:
    """Whether a statement is attributed to somebody in particular."""
    source = quotation.source if quotation else None
    if source is None or not _tell([source.name]):
        return False
    return source.kind == "organisation" or any(w[0].isupper() for w in source.name.split())
