"""Who speaks through a statement: "a statement by the bank", "a White House statement", "the statement said"."""

from collections.abc import Sequence

from onrecord.model import Name, Source
from onrecord.understand.grammar import DETERMINERS, PERSON_TITLES, word_set
from onrecord.understand.quotations.memory import Memory, Place, Who, names_in
from onrecord.understand.quotations.mentions import without_article
from onrecord.understand.quotations.phrases import head_of, is_agent, phrase_before, verb_group
from onrecord.understand.tokens import Token, is_capital, tokenise

_STATEMENTS = word_set("statement release communique communiqué")
_ISSUED = word_set("by from of through issued released")
_BEHIND = DETERMINERS | PERSON_TITLES | _ISSUED | {"."}
_BEFORE = frozenset({"press", "news", "'s"})
_PUT_OUT = word_set("released issued published posted sent circulated distributed")
_LONG = 600  # letters of a sentence in which somebody issues a statement
_NEAR = 4  # sentences that "the statement" looks back over
_SPEAKERS = ("organisation", "person")


def issuer_of(memory: Memory, place: Place, core: Sequence[Token]) -> Who | None:
    """The body or person whose statement a phrase means; None where it means no statement, or nobody is named for it."""
    head = head_of(core)
    k = next((k for k, t in enumerate(core) if t.low == head), 0)
    if head not in _STATEMENTS:
        return None
    called = without_article(core)
    for name in names_in(memory, core[0].start, core[-1].end):
        ahead = name.passage.end <= core[k].start
        low, high = (name.passage.end, core[k].start) if ahead else (core[k].end, name.passage.start)
        between = [t.low for t in core if low <= t.start < high]
        led = set(between) <= _BEFORE if ahead else bool(between) and set(between) <= _BEHIND
        if led and name.kind in _SPEAKERS:
            full = _whole_name(core, name) if ahead else name.full
            return full, "person" if name.kind == "person" else "organisation", [called]
    if len(core) == 2 and core[0].low in ("the", "this") and k == 1:
        return _spoken_before(memory, place, head, called) or _issued_before(memory, place, head, called)
    return None


def _issued_before(memory: Memory, place: Place, head: str, called: str) -> Who | None:
    """Who issued a statement in the sentences before, without saying anything there ("The bank released a statement")."""
    for number in range(place.sentence - 1, max(-1, place.sentence - _NEAR), -1):
        sentence = memory.sentences[number]
        tokens = tokenise(memory.text, sentence.start, min(sentence.end, sentence.start + _LONG))
        for k in range(2, len(tokens)):
            if tokens[k].low != head or tokens[k - 1].low not in ("a", "the", "this") or tokens[k - 2].low not in _PUT_OUT:
                continue
            found = phrase_before(tokens, verb_group(tokens, k - 2, 0).start, 0)
            if found is None or not is_agent(tokens[slice(*found)]):
                return None
            phrase = tokens[slice(*found)]
            named = [n for n in names_in(memory, phrase[0].start, phrase[-1].end) if n.passage.end == phrase[-1].end]
            if named and named[0].kind == "person":
                return named[0].full, "person", [called]
            return without_article(phrase), "organisation", [called]
    return None


def is_paper(source: Source) -> bool:
    """Whether a document speaks, or somebody through a statement."""
    said = {w.lower() for w in source.mention.exact.split()} if source.mention else set()
    return source.kind == "document" or bool(said & _STATEMENTS)


def _whole_name(core: Sequence[Token], name: Name) -> str:
    """The name with the capitals right before it, where it has no fuller form ("the | Tarn Treasury | statement")."""
    lead = [t for t in core if t.end <= name.passage.start and t.low not in DETERMINERS]
    if name.full != name.passage.exact or name.kind == "person" or not lead or not all(is_capital(t) for t in lead):
        return name.full
    return " ".join([*(t.text for t in lead), name.full])


def _spoken_before(memory: Memory, place: Place, head: str, called: str) -> Who | None:
    """Who spoke last in a sentence that tells of such a statement behind its speaker ("the bank said in a statement")."""
    for said in reversed(memory.said[-2 * _NEAR :]):
        mention, number = said.source.mention, said.place.sentence
        if mention is None or place.sentence - number > _NEAR:
            return None
        told = memory.text[mention.end : memory.sentences[number].end].lower()
        if f" a {head}" in told.replace(" press ", " ").replace(" news ", " ") and said.source.kind in _SPEAKERS:
            return said.source.name, said.source.kind, [called]
    return None
