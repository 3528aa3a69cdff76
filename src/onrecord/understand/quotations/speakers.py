"""Who the sources are: pronouns, surnames, titles and descriptions resolved inside the article."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Name, Sentence, Source, SourceKind
from onrecord.text import span
from onrecord.understand.countries import country_of_adjective
from onrecord.understand.grammar import DETERMINERS, PERSON_TITLES, POSSESSIVES, is_role
from onrecord.understand.quotations.descriptions import named_in_full, resolve_description
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.issuers import issuer_of
from onrecord.understand.quotations.leads import name_headlines, name_heard, name_leads
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.quotations.memory import Memory, Place, Who, names_in, remember
from onrecord.understand.quotations.mentions import (
    body_behind,
    core_of,
    name_behind,
    name_known_as,
    nameless_behind,
    trim_mention,
    without_article,
)
from onrecord.understand.quotations.nouns import is_nation
from onrecord.understand.quotations.people import know_people, other_names, title_gender, titled_otherwise
from onrecord.understand.quotations.phrases import head_of
from onrecord.understand.quotations.pronouns import PRONOUNS, group_before, resolve_pronoun
from onrecord.understand.quotations.turns import initials_of
from onrecord.understand.tokens import Token, is_capital, tokenise

# words that stand for a part of a group, and how the group's name begins with them
_WORDS_OF = re.compile(
    r"(?:The|These|Those)\s(?:comments?|remarks?|words|statements?|announcement|warning|appeal|call|pledge|claims?)"
    r"\s(?:from|by|of)\s(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?"
)
_GOING_ON = frozenset({"add", "continue", "conclude"})
_SPEAKS_ON = 6  # statements in which a role may be named
_PARTS = {"some": "some", "many": "many", "most": "most", "several": "several", "few": "few", "others": "other"}


def resolve_sources(
    text: str,
    sentences: Sequence[Sentence],
    drafts: Sequence[Draft],
    names: Sequence[Name],
    *,
    quoted: Sequence[Quoted] = (),
) -> list[Source | None]:
    """The source of each draft, by the fullest name that the article has for it; None where the text names nobody."""
    memory = Memory(
        text,
        sentences,
        names,
        [n.passage.start for n in names],
        know_people(text, sentences, names),
        quoted=[(q.start, q.end) for q in quoted],
        told=[d.addressee for d in drafts if d.addressee],
    )
    initials = initials_of(names) if any(d.shape == "turn" for d in drafts) else {}
    found: list[Source | None] = [None] * len(drafts)
    for i in sorted(range(len(drafts)), key=lambda i: (drafts[i].source or (0, 0))[0]):
        draft = drafts[i]
        if draft.source is not None:
            content = (*draft.content, *((quoted[n].start, quoted[n].end) for n in draft.quotes if n < len(quoted)))
            if draft.stance == "denies" and all(b <= draft.source[0] for _, b in content):
                content = ()  # "Berg is accused of theft, which he denies"
            nested = draft.within >= 0 or _is_inside(i, drafts)
            speech = (quoted[draft.within].start, quoted[draft.within].end) if 0 <= draft.within < len(quoted) else None
            number = draft.sentence
            if draft.shape == "run" and draft.source[0] < sentences[number].start:
                number = max(0, bisect_right(sentences, draft.source[0], key=lambda s: s.start) - 1)
            place = Place(draft.source[0], number, nested, content, speech)
            called = initials.get(text[slice(*draft.source)].replace(".", "")) if draft.shape == "turn" else None
            found[i] = _resolve(memory, draft.source, place, called)
    named = name_leads(memory, drafts, _named_behind(drafts, _named_afterwards(memory, drafts, found)))
    return name_headlines(memory, drafts, name_heard(memory, drafts, named))


def _named_afterwards(memory: Memory, drafts: Sequence[Draft], found: Sequence[Source | None]) -> list[Source | None]:
    """The sources with the name of whoever a role stands for, where a name that nothing introduces goes on speaking
    ("A rescue chief said boats were short. “We have four,” Ada Berg said.")."""
    out = list(found)
    for i, source in enumerate(found):
        if source is None or source.kind != "anonymous" or not source.mention or drafts[i].within >= 0:
            continue
        words = tokenise(memory.text, source.mention.start, source.mention.end)
        core = core_of(words)
        if not is_role(head_of(core)) or not (words[0].low in ("the", "a", "an", "one") or any(_owns(t) for t in core)):
            continue
        if name := _introduced_by_speech(memory, drafts, found, i) or _owner_of_words(memory, drafts[i]):
            alias = source.name
            for k in range(i, min(len(out), i + _SPEAKS_ON)):
                own = out[k]
                if own is not None and own.name == alias:
                    out[k] = replace(own, name=name, kind="person", aliases=tuple(dict.fromkeys([alias, *own.aliases])))
    return out


def _named_behind(drafts: Sequence[Draft], found: Sequence[Source | None]) -> list[Source | None]:
    """The sources with those of "he" and "she", who are nobody before, under the name that goes on speaking right behind
    ("“It is over,” she said. Berg added:")."""
    out = list(found)
    for i in range(len(found) - 1):
        source, after = found[i], found[i + 1]
        if source is None or after is None or source.name.lower() not in ("he", "she") or after.kind != "person":
            continue
        if drafts[i + 1].lemma in _GOING_ON and 0 < drafts[i + 1].sentence - drafts[i].sentence <= 2:
            out[i] = replace(source, name=after.name, kind="person", aliases=after.aliases)
    return out


def _introduced_by_speech(memory: Memory, drafts: Sequence[Draft], found: Sequence[Source | None], i: int) -> str | None:
    """The person first named, and by the bare full name, as the speaker of the statement that follows those of a role."""
    own, at = found[i], drafts[i].sentence
    for k in range(i + 1, min(len(found), i + _SPEAKS_ON)):
        other = found[k]
        if drafts[k].sentence == drafts[i].sentence and (other is None or other.kind != "person" or drafts[k].shape == "noun"):
            continue  # what the role says of others
        if other is None or _first_sentence(memory, drafts[k]) - at > 1:
            return None
        if own and other.name == own.name:
            at = drafts[k].sentence
            continue
        person = memory.people.get(other.name)
        new = person is not None and own is not None and own.mention is not None and person.mentions[0] > own.mention.end
        plain = person is not None and not (person.descriptions or person.titled) and " " in person.name
        bare = other.mention is not None and other.mention.exact == other.name
        return other.name if new and plain and bare and drafts[k].sentence > drafts[i].sentence else None
    return None


def _owns(token: Token) -> bool:
    return token.low in ("'s", "'", "’s", "’")


def _owner_of_words(memory: Memory, draft: Draft) -> str | None:
    """The person whose words the next sentence calls what a role has said ("The comments from Ada Berg came as")."""
    if draft.sentence + 1 >= len(memory.sentences):
        return None
    sentence = memory.sentences[draft.sentence + 1]
    lead = _WORDS_OF.match(memory.text, sentence.start, sentence.end)
    here = names_in(memory, lead.end(), sentence.end) if lead else []
    return here[0].full if lead and here and here[0].kind == "person" and here[0].passage.start == lead.end() else None


def _first_sentence(memory: Memory, draft: Draft) -> int:
    """The sentence that a statement begins in, which may stand before that of its cue."""
    start = min((memory.quoted[n][0] for n in draft.quotes if n < len(memory.quoted)), default=None)
    if start is None:
        return draft.sentence
    return min(draft.sentence, max(0, bisect_right(memory.sentences, start, key=lambda s: s.start) - 1))


def _is_inside(i: int, drafts: Sequence[Draft]) -> bool:
    """Whether a statement's source stands in what another one near it says."""
    at = drafts[i].source
    return at is not None and any(
        a <= at[0] < b
        for o in drafts[max(0, i - 8) : i + 9]
        if o is not drafts[i] and o.source != at and o.sentence == drafts[i].sentence
        for a, b in o.content
    )


def _resolve(memory: Memory, mention: Range, place: Place, called: str | None = None) -> Source:
    start, end = trim_mention(memory.text, *mention)
    tokens = tokenise(memory.text, start, end)
    core = core_of(tokens)
    (name, kind, aliases), end = ((called, "person", []), end) if called else _who_behind(memory, place, core, end)
    known = memory.people.get(name)
    if known:
        aliases = [*aliases, *(exact for _, exact in known.descriptions if exact)]
    bare = without_article(tokens)
    extra = [bare] if bare and bare != name and tokens[0].low not in PRONOUNS else []
    aliases = list(dict.fromkeys(a for a in [*extra, *aliases, *other_names(name, memory.text)] if a and a != name))
    source = Source(name=name, mention=span(memory.text, start, end), kind=kind, aliases=tuple(aliases))
    remember(memory, source, place, core)
    return source


def _who_behind(memory: Memory, place: Place, core: Sequence[Token], end: int) -> tuple[Who, int]:
    """Who the mention names, and where it ends with the name or the reserve that stands right behind it."""
    ahead = names_in(memory, core[0].start, memory.sentences[place.sentence].end)
    behind = [n for n in ahead if n.passage.start >= core[-1].end]
    is_named = any(n.kind == "person" and n.passage.end == core[-1].end for n in ahead)
    if not is_named and (person := name_behind(memory.text, core, core[-1].end, behind)):
        return (person.full, "person", [without_article(core)]), max(end, person.passage.end)
    if body := body_behind(memory.text, core, behind):
        return (body.full, "organisation", [without_article(core)]), max(end, body.passage.end)
    if not is_named and len(core) > 1 and (known := name_known_as(memory.text, core[0].start, end, ahead)):
        called = known.full
        if parts := _joined(core):
            called = f"{_who(memory, place, parts[0])[0]} and {called}"
        kind: SourceKind = "group" if parts else "person" if any(is_role(t.low) for t in core) else "organisation"
        return (called, kind, [without_article(core)]), max(end, known.passage.end)
    found = _who(memory, place, core)
    if found[1] in ("anonymous", "group") and (reach := nameless_behind(memory.text, end)) > end:
        words = " ".join(memory.text[end:reach].split()).lstrip(", ")
        return (f"{found[0]} {words}", found[1], [*found[2], found[0]]), reach
    return found, end


def _joined(core: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """The two sources that one "and" joins ("Berg and the union's chairman"), None where it joins anything else."""
    joints = [k for k, t in enumerate(core) if t.low == "and"]
    if len(joints) != 1 or not 0 < joints[0] < len(core) - 1:
        return None
    left, right = core[: joints[0]], core[joints[0] + 1 :]
    opens = right[0].low in DETERMINERS or right[0].low in POSSESSIVES
    return (left, right) if opens and left[0].low not in ("both", "all") else None


def _who(memory: Memory, place: Place, core: Sequence[Token]) -> Who:
    first = core[0]
    if len(core) == 1 and first.low in PRONOUNS and first.text != "US":
        found = resolve_pronoun(memory, place._replace(start=first.start), first.low, owner=first.low in POSSESSIVES)
        return found or (first.text, "anonymous", [])
    if all(is_nation(t) or t.low == "and" for t in core):
        states = [country_of_adjective(t.text) or "the West" for t in core if is_nation(t)]
        return " and ".join(states), "organisation" if len(states) == 1 else "group", []
    if parts := _joined(core):
        left, right = (_who(memory, place, part) for part in parts)
        if "person" in (left[1], right[1]) or {left[1], right[1]} == {"organisation"}:
            return f"{left[0]} and {right[0]}", "group", []
    if len(core) == 1 and first.low in _PARTS and (whole := group_before(memory, place)):
        return f"{_PARTS[first.low]} {whole}", "group", [first.text]
    named = _named(memory, core, names_in(memory, core[0].start, core[-1].end))
    if named and named[1] == "organisation" and (full := named_in_full(memory, place, named[0])):
        return full, "organisation", [named[0]]
    return named or issuer_of(memory, place, core) or _with_person(memory, core) or resolve_description(memory, place, core)


def _with_person(memory: Memory, core: Sequence[Token]) -> Who | None:
    """Somebody described by a person whom the phrase ends with, that person in full ("a spokesman for Mr Berg")."""
    names = names_in(memory, core[0].start, core[-1].end)
    last = names[-1] if names else None
    if last is None or last.kind != "person" or last.passage.end != core[-1].end or not _is_owner_only(core, last):
        return None
    before = [t for t in core if t.start < last.passage.start]
    while before[-1].low in PERSON_TITLES | {"."}:
        before = before[:-1]
    if not is_role(head_of(core)) or last.full == last.passage.exact:
        return None
    return f"{without_article(before)} {last.full}", "anonymous", [without_article(core)]


def _by_title(memory: Memory, core: Sequence[Token], name: Name) -> str:
    """The person that a surname with a title names: another of the surname, or nobody else, where the title does not suit
    ("Mrs Berg" of an article on Arno Berg)."""
    titles = {t.low for t in core if t.end <= name.passage.start}
    if name.full == name.passage.exact or " " in name.passage.exact:
        return name.full
    other = titled_otherwise(memory.people, name.full, title_gender(titles))
    if other is None:
        return name.full
    return other or memory.text[core[0].start : core[-1].end]


def _named(memory: Memory, core: Sequence[Token], names: Sequence[Name]) -> Who | None:
    """The source where a name ends the phrase, or is all of it."""
    last = names[-1] if names else None
    head = head_of(core)
    if last and last.passage.end == core[-1].end:
        persons = [n for n in names if n.kind == "person"]
        if last.kind == "person" and not _is_owner_only(core, last):
            if len(persons) > 1 and any(t.low == "and" for t in core):
                return " and ".join(dict.fromkeys(n.full for n in persons)), "group", []
            return _by_title(memory, core, last), "person", []
        if head == core[-1].low and not (is_capital(core[-1]) and len(names) > 1 and any(t.low == "and" for t in core)):
            whole = len(core) == len(last.passage.exact.split()) or (
                core[0].low in DETERMINERS and last.passage.start == core[1].start
            )
            if whole or last.kind in ("organisation", "other"):
                return _organisation(core, last, whole=whole)
    for name in names:
        if name.kind == "person" and name.passage.exact.lower().endswith(head) and not _is_owner_only(core, name):
            return name.full, "person", []
    return None


def _is_owner_only(core: Sequence[Token], name: Name) -> bool:
    """Whether the name only ends a description of somebody else ("a spokesman for Ada Berg")."""
    before = [t for t in core if t.start < name.passage.start]
    while before and before[-1].low in PERSON_TITLES | {"."}:
        before = before[:-1]
    return bool(before) and before[-1].low in ("for", "of", "to", "from", "with", "at", "by", "near")


def _organisation(core: Sequence[Token], name: Name, *, whole: bool) -> Who:
    if whole:
        kind: SourceKind = "person" if name.kind == "person" else "organisation"
        return name.full, kind, [] if name.full == name.passage.exact else [name.passage.exact]
    return without_article(core), "organisation", [name.full]
