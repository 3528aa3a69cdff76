"""Who the sources are: pronouns, surnames, titles and descriptions resolved inside the article."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Name, Sentence, Source, SourceKind
from onrecord.text import span
from onrecord.understand.countries import countries_of_capital, is_country
from onrecord.understand.grammar import (
    DETERMINERS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    POSSESSIVES,
    is_role,
    word_set,
)
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.people import Person, bare_words, know_people, other_names, person_described
from onrecord.understand.quotations.phrases import head_of
from onrecord.understand.tokens import Token, is_capital, tokenise

_GENERIC = word_set("company firm group organisation organization agency giant corporation charity bank airline operator panel")
_REMEMBERED = 200  # sources that a short form looks back over
_NEAR = 6  # sentences that a pronoun looks back over


@dataclass(slots=True)
class _Said:
    """A source as it was resolved, for the pronouns and short forms after it."""

    source: Source
    sentence: int
    start: int
    words: frozenset[str]
    head: str
    nested: bool
    plural: bool


@dataclass(slots=True)
class _Memory:
    text: str
    sentences: Sequence[Sentence]
    names: Sequence[Name]
    starts: list[int]
    people: dict[str, Person]
    said: list[_Said] = field(default_factory=list)


def resolve_sources(
    text: str, sentences: Sequence[Sentence], drafts: Sequence[Draft], names: Sequence[Name]
) -> list[Source | None]:
    """The source of each draft, by the fullest name that the article has for it; None where the text names nobody."""
    memory = _Memory(text, sentences, names, [n.passage.start for n in names], know_people(text, sentences, names))
    found: list[Source | None] = [None] * len(drafts)
    for i in sorted(range(len(drafts)), key=lambda i: (drafts[i].source or (0, 0))[0]):
        draft = drafts[i]
        if draft.source is not None:
            found[i] = _resolve(memory, draft)
    return found


def _names_in(memory: _Memory, start: int, end: int) -> list[Name]:
    low = bisect_left(memory.starts, start)
    found = []
    while low < len(memory.names) and memory.names[low].passage.start < end:
        if memory.names[low].passage.end <= end:
            found.append(memory.names[low])
        low += 1
    return found


def _resolve(memory: _Memory, draft: Draft) -> Source:
    assert draft.source is not None
    start, end = draft.source
    tokens = tokenise(memory.text, start, end)
    name, kind, aliases = _who(memory, draft, tokens)
    mention = span(memory.text, start, end)
    known = memory.people.get(name)
    if known:
        aliases = [*aliases, *(exact for _, exact in known.descriptions if exact)]
    bare = _without_article(tokens)
    extra = [bare] if bare and bare != name and tokens[0].low not in _PRONOUNS else []
    aliases = list(dict.fromkeys(a for a in [*extra, *aliases, *other_names(name, memory.text)] if a and a != name))
    source = Source(name=name, mention=mention, kind=kind, aliases=tuple(aliases))
    core = _core(tokens)
    plural = any(t.low == "and" for t in core) or head_of(core) in GROUP_NOUNS or head_of(core) == "they"
    memory.said.append(_Said(source, draft.sentence, start, bare_words(core), head_of(core), draft.within >= 0, plural))
    return source


_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
_PRONOUNS = word_set("he she they it we i you who") | frozenset(_OWNERS)


def _without_article(tokens: Sequence[Token]) -> str:
    first = 1 if len(tokens) > 1 and tokens[0].low in ("the", "a", "an") else 0
    parts = [tokens[first].text] if tokens else []
    for before, token in zip(tokens[first:], tokens[first + 1 :], strict=False):
        parts.append((" " if token.start > before.end else "") + token.text)
    return "".join(parts)


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    """The phrase before its apposition or bracket."""
    k = next((k for k, t in enumerate(tokens) if k and (t.low == "," or t.text == "(")), len(tokens))
    return tokens[:k]


def _who(memory: _Memory, draft: Draft, tokens: Sequence[Token]) -> tuple[str, SourceKind, list[str]]:
    first = tokens[0]
    if len(tokens) == 1 and first.low in _PRONOUNS and first.text != "US":
        return _pronoun(memory, draft, first)
    core = _core(tokens)
    names = _names_in(memory, core[0].start, core[-1].end)
    named = _named(memory, tokens, core, names)
    if named:
        return named
    return _described(memory, draft, core)


def _named(
    memory: _Memory, tokens: Sequence[Token], core: Sequence[Token], names: Sequence[Name]
) -> tuple[str, SourceKind, list[str]] | None:
    """The source where a name ends the phrase, or is all of it."""
    rest = tokens[len(core) :]
    if rest:
        later = _names_in(memory, rest[0].start, rest[-1].end)
        lead = rest[1] if len(rest) > 1 else None
        if (
            lead
            and later
            and later[0].kind == "person"
            and later[0].passage.start - lead.start < 16
            and any(is_role(t.low) for t in core)
        ):
            return later[0].full, "person", [_without_article(core)]
    end = core[-1].end
    last = names[-1] if names else None
    if last and last.passage.end == end:
        persons = [n for n in names if n.kind == "person"]
        if last.kind == "person" and not _is_owner_only(core, last):
            if len(persons) > 1 and any(t.low == "and" for t in core):
                return " and ".join(dict.fromkeys(n.full for n in persons)), "group", []
            return last.full, "person", []
        head = head_of(core)
        if head == core[-1].low and not (is_capital(core[-1]) and len(names) > 1 and any(t.low == "and" for t in core)):
            whole = len(core) == len(last.passage.exact.split()) or (
                core[0].low in DETERMINERS and last.passage.start == core[1].start
            )
            if whole or last.kind in ("organisation", "other"):
                return _organisation(core, last, whole=whole)
    head = head_of(core)
    for name in names:
        if name.kind == "person" and name.passage.exact.lower().endswith(head) and not _is_owner_only(core, name):
            return name.full, "person", []
    return None


def _is_owner_only(core: Sequence[Token], name: Name) -> bool:
    """Whether the name only ends a description of somebody else ("a spokesman for Ada Berg")."""
    before = [t for t in core if t.start < name.passage.start]
    return bool(before) and before[-1].low in ("for", "of", "to", "from", "with", "at", "by", "near")


def _organisation(core: Sequence[Token], name: Name, *, whole: bool) -> tuple[str, SourceKind, list[str]]:
    if whole:
        return (
            name.full,
            "organisation" if name.kind != "person" else "person",
            [] if name.full == name.passage.exact else [name.passage.exact],
        )
    return _without_article(core), "organisation", [name.full]


def _pronoun(memory: _Memory, draft: Draft, token: Token) -> tuple[str, SourceKind, list[str]]:
    low = _OWNERS.get(token.low, token.low)
    wanted = {"he": "m", "she": "f"}.get(low, "")
    for back in range(_NEAR):
        number = draft.sentence - back
        if number < 0:
            break
        if found := _in_sentence(memory, number, token.start, low, wanted, nested=draft.within >= 0):
            return found
    return token.text, "anonymous", []


def _in_sentence(
    memory: _Memory, number: int, before: int, low: str, wanted: str, *, nested: bool
) -> tuple[str, SourceKind, list[str]] | None:
    """The source of the sentence that the pronoun can stand for, else the person or body that the sentence is about."""
    said = [s for s in memory.said[-60:] if s.sentence == number and s.start < before and (nested or not s.nested)]
    if nested and low in ("they", "it"):
        said = [s for s in said if s.source.kind != "person"]
    for s in reversed(said):
        if _fits(memory, s, low, wanted):
            return s.source.name, s.source.kind, list(s.source.aliases)
    if low in ("we", "i", "you"):
        return None
    sentence = memory.sentences[number]
    for name in _names_in(memory, sentence.start, min(sentence.end, before)):
        if (
            low in ("he", "she")
            and name.kind == "person"
            and _is_known(memory, name)
            and _gender_fits(memory, name.full, wanted)
        ):
            return name.full, "person", []
        if (
            (low == "it" or (nested and low == "they"))
            and name.kind in ("organisation", "place")
            and not _is_possessive(memory.text, name)
        ):
            return name.full, "organisation", []
    return None


def _is_known(memory: _Memory, name: Name) -> bool:
    """Whether the article says more of a person than one bare mention (a picture credit, a byline)."""
    person = memory.people.get(name.full)
    return person is not None and (len(person.mentions) > 1 or person.titled or bool(person.descriptions))


def _is_possessive(text: str, name: Name) -> bool:
    return text[name.passage.end : name.passage.end + 2] in ("'s", "’s")


def _gender_fits(memory: _Memory, name: str, wanted: str) -> bool:
    person = memory.people.get(name)
    return not wanted or person is None or person.gender in ("", wanted)


def _fits(memory: _Memory, s: _Said, low: str, wanted: str) -> bool:
    kind = s.source.kind
    if low in ("he", "she"):
        if kind == "person":
            return _gender_fits(memory, s.source.name, wanted)
        return kind == "anonymous" and not s.plural and not (low == "he" and s.head.endswith("woman"))
    if low == "they":
        return s.plural or kind in ("group", "organisation")
    if low == "it":
        return kind in ("organisation", "document") and not s.plural
    return True


def _described(memory: _Memory, draft: Draft, core: Sequence[Token]) -> tuple[str, SourceKind, list[str]]:
    """A source that a description names: "the ministry", "its spokesman", "two officials"."""
    head = head_of(core)
    words = bare_words(core)
    kind = _kind_of(head, core)
    definite = core[0].low in ("the", "this", "that", *POSSESSIVES) or any(t.low == "'s" for t in core)
    if definite or head in ("president", "premier"):
        if core[0].low in POSSESSIVES and len(core) > 1:
            words = bare_words(core[1:])
        person = (
            person_described(memory.people, words, draft.source[0])
            if draft.source and kind in ("person", "anonymous")
            else None
        )
        if person:
            return person.name, "person", []
        earlier = _earlier(memory, words, head, draft)
        if earlier:
            return earlier.name, earlier.kind, list(earlier.aliases)
        if core[0].low in POSSESSIVES and len(core) > 1 and (owner := _owner(memory, draft, core[0])):
            return f"{owner} {_without_article(core[1:])}", kind, []
    return _without_article(core), kind, []


def _kind_of(head: str, core: Sequence[Token]) -> SourceKind:
    if head in DOCUMENT_NOUNS:
        return "document"
    if head in GROUP_NOUNS or (head.endswith(("ists", "ers", "ians", "ors")) and head not in ORGANISATION_NOUNS):
        return "group"
    if head in ORGANISATION_NOUNS:
        return "organisation"
    if is_role(head):
        return "anonymous"
    return "organisation" if is_capital(core[-1]) else "anonymous"


def _earlier(memory: _Memory, words: frozenset[str], head: str, draft: Draft) -> Source | None:
    """The latest source of the same head whose words take in these, or the latest body where the head is a general one."""
    for s in reversed(memory.said[-_REMEMBERED:]):
        if s.head == head and (words <= s.words or s.words <= words):
            return s.source
    if head in ORGANISATION_NOUNS - _GENERIC or head in DOCUMENT_NOUNS:
        for s in reversed(memory.said[-_REMEMBERED:]):
            if words <= bare_words(tokenise(s.source.name, 0, len(s.source.name))):
                return s.source
    if head in _GENERIC or head == "major":
        return _body_meant(memory, draft)
    if is_role(head) and len(words) <= 3 and head in _OFFICES:
        return _person_meant(memory, draft)
    return None


_OFFICES = word_set(
    "president leader minister premier chancellor commander chairman senator governor mayor general official spokesman"
)


def _body_meant(memory: _Memory, draft: Draft) -> Source | None:
    """The organisation that "the company" means: the last that spoke, else the one the article names most before it."""
    for s in reversed(memory.said[-30:]):
        named = s.source.name[:1].isupper() and s.source.kind == "organisation" and not is_country(s.source.name)
        if named and draft.sentence - s.sentence <= _NEAR and not countries_of_capital(s.source.name):
            return s.source
    at = draft.source[0] if draft.source else 0
    known = memory.names[: bisect_left(memory.starts, at + 400)][-2 * _REMEMBERED :]
    counts = Counter(n.full for n in known if n.kind == "organisation" and not is_country(n.full))
    if not counts:
        return None
    name, _ = min(counts.items(), key=lambda row: (-row[1], row[0]))
    return Source(name=name, kind="organisation")


def _person_meant(memory: _Memory, draft: Draft) -> Source | None:
    """The one person that the sentences just before name, for a title that the article gives nobody by name."""
    for number in range(draft.sentence, max(-1, draft.sentence - 3), -1):
        sentence = memory.sentences[number]
        end = draft.source[0] if draft.source and number == draft.sentence else sentence.end
        here = _names_in(memory, sentence.start, end)
        persons = [n.full for n in here if n.kind == "person" and not memory.people[n.full].descriptions]
        if persons:
            return Source(name=persons[0], kind="person") if len(set(persons)) == 1 else None
    return None


def _owner(memory: _Memory, draft: Draft, token: Token) -> str | None:
    low = _OWNERS.get(token.low)
    if low is None or low in ("i", "we"):
        return None
    found = _pronoun(memory, draft, Token(low, low, token.start, token.end))
    return None if found[0] == low else found[0]
