"""Entities: one person, organisation or place across the articles of a story."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from onrecord.model import Document, Entity, NameKind, Source, SourceKind
from onrecord.reconcile.items import is_title, source_key
from onrecord.text import make_id

# Spelling variants of a family name, and of the given name beside it ("Sergei", "Sergey").
_SIM_FAMILY = 0.9
_SIM_GIVEN = 0.8
_DESCRIPTIONS = 6
# A description is looked for in so many letters before and behind a name.
_REACH = 120

# The words before a name that describe it ("Norlandic President Ada Brandt"): capitalised or not, up to a comma or verb.
_BEFORE = re.compile(r"((?:[\w'’-]+ ){0,4}[\w'’-]+) $")
_APPOSITION = re.compile(r"^,\s((?:an?|the|its|his|her|their|who is)?\s?[^,.;:()“”\"–—]{4,90}?)(?=[,.;])")
_ROLE = re.compile(
    r"\b(?:president|minister|chancellor|premier|secretary|spokes(?:man|woman|person)|chief|head|leader|director|commander|general|mayor"
    r"|governor|senator|congress(?:man|woman)|lawmaker|ambassador|envoy|judge|justice|attorney|prosecutor|lawyer|officer|official"
    r"|chair(?:man|woman|person)?|executive|ceo|founder|president-elect|king|queen|prince|princess|pope|archbishop|bishop|professor"
    r"|scientist|researcher|analyst|economist|expert|fellow|author|editor|correspondent|reporter|activist|campaigner|resident|owner"
    r"|manager|coach|captain|colonel|major|sergeant|admiral|doctor|engineer|inspector|coordinator|representative|deputy|adviser|advisor"
    r"|aide|politician|member|candidate|group|agency|company|ministry|organi[sz]ation|party|union|newspaper|broadcaster|charity|town"
    r"|city|village|region|province|capital|district|river|island)\b",
    re.IGNORECASE,
)
_STOP_BEFORE = re.compile(
    r"^(?:.*\b(?:and|or|but|that|said|says|told|by|to|with|from|of|in|on|at|for|as|when|while|after|before)\b )", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A name of one article as it is grouped; `quotation` where it is the source of one."""

    article: str
    name: str
    kind: SourceKind | NameKind
    key: str
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    quotation: str | None = None


def _class_of(kind: SourceKind | NameKind) -> str:
    return kind if kind in ("person", "place") else "organisation"


def initials(name: str) -> str:
    """The first letters of the capitalised words of a name: "Free Harbour League" gives "fhl"."""
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()).lower()


def _describe(text: str, start: int, end: int) -> Iterable[str]:
    """What the words around a name call whoever it is, to the letter."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before and "\n" not in before.group():
        words = _STOP_BEFORE.sub("", before.group(1) + " ").strip()
        words = re.sub(r"^(?:the|a|an)\s", "", words, flags=re.IGNORECASE)
        if words and _ROLE.search(words):
            yield words
    behind = _APPOSITION.match(text[end : end + _REACH])
    if (
        behind
        and _ROLE.search(behind.group(1))
        and not re.search(r"\b(?:said|says|told|added|was|is|were|has|had)\b", behind.group(1))
    ):
        yield re.sub(r"^(?:an?|the|its|his|her|their|who is)\s", "", behind.group(1).strip(), flags=re.IGNORECASE)


def _mentions(document: Document) -> list[_Mention]:
    article, text = document.article.id, document.article.text
    described: dict[str, list[str]] = defaultdict(list)
    names: dict[tuple[str, SourceKind | NameKind], set[str]] = defaultdict(set)
    for n in document.reading.names:
        if n.kind == "other" or not source_key(n.full):
            continue
        names[n.full, n.kind].add(n.passage.exact)
        described[n.full] += _describe(text, n.passage.start, n.passage.end)
    found = [
        _Mention(
            article=article,
            name=full,
            kind=kind,
            key=source_key(full, person=kind == "person"),
            aliases=tuple(sorted(exact)),
            descriptions=tuple(described[full]),
        )
        for (full, kind), exact in sorted(names.items())
    ]
    kinds: dict[str, SourceKind | NameKind] = dict(sorted(names))
    return found + [
        _make_mention(article, q.id, q.source, kinds.get(q.source.name, q.source.kind))
        for q in document.reading.quotations
        if q.source and _is_entity(q.source) and source_key(q.source.name)
    ]


def _make_mention(article: str, quotation: str, source: Source, kind: SourceKind | NameKind) -> _Mention:
    return _Mention(
        article=article,
        name=source.name,
        kind=kind,
        key=source_key(source.name, person=kind == "person"),
        descriptions=tuple(a for a in source.aliases if _ROLE.search(a) and not a.startswith(source.name)),
        quotation=quotation,
    )


def _is_entity(source: Source) -> bool:
    """Whether a source is somebody in particular: "two officials" of one article are not those of another."""
    return source.kind in ("person", "organisation", "document") or (source.kind == "group" and source.name[:1].isupper())


def _are_variants(a: str, b: str) -> bool:
    """Whether two full names are spellings of one: given and family names alike, as many of them."""
    left, right = a.split(), b.split()
    if len(left) != len(right) or len(left) < 2 or left[0][0] != right[0][0]:
        return False
    return JaroWinkler.similarity(left[-1], right[-1]) >= _SIM_FAMILY and all(
        x == y or (min(len(x), len(y)) > 3 and JaroWinkler.similarity(x, y) >= _SIM_GIVEN)
        for x, y in zip(left[:-1], right[:-1], strict=True)
    )


def _link_people(keys: Mapping[str, set[str]]) -> dict[str, str]:
    """The fullest form of each person's key, given the articles that each stands in.

    A family name alone goes to the one full name that has it in the story, else to the one in its own articles; where two
    are possible it stays by itself.
    """
    full = sorted(k for k in keys if " " in k)
    by_sound: dict[tuple[str, str], list[str]] = defaultdict(list)
    root: dict[str, str] = {k: k for k in full}
    for key in full:
        tokens = key.split()
        bucket = by_sound[tokens[0][0], tokens[-1][:2]]
        for other in bucket[-20:]:
            if _are_variants(root[other], key):
                root[key] = root[other]
                break
        bucket.append(key)
    by_token: dict[str, set[str]] = defaultdict(set)
    for key in full:
        by_token[key.split()[-1]].add(root[key])
        # "Ana Maria Lopez" is who "Ana Lopez" is
        tokens = key.split()
        if len(tokens) > 2:
            short = f"{tokens[0]} {tokens[-1]}"
            if short in root and root[short] == short:
                root[short] = root[key]
                by_token[tokens[-1]].discard(short)
    linked = {key: root[root[key]] for key in full}
    articles_of: dict[str, set[str]] = defaultdict(set)
    for key in full:
        articles_of[linked[key]] |= keys[key]
    for key in sorted(k for k in keys if " " not in k):
        owners = {linked.get(o, o) for o in by_token.get(key, ())}
        near = {o for o in owners if articles_of[o] & keys[key]}
        choice = owners if len(owners) == 1 else near
        linked[key] = next(iter(choice)) if len(choice) == 1 else key
    return linked


def _link_others(names: Mapping[str, set[str]]) -> dict[str, str]:
    """The fullest form of each organisation's or place's key: an acronym goes to the one name that it abbreviates."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for key, forms in names.items():
        for form in forms:
            letters = initials(form)
            if len(letters) >= 2 and " " in key:
                spelled[letters].add(key)
    linked = {}
    for key in sorted(names):
        letters = key.replace(".", "").replace(" ", "") if len(key.replace(".", "").replace(" ", "")) <= 6 else ""
        owners = spelled.get(letters, set()) - {key}
        short = any(form.replace(".", "").isupper() for form in names[key])
        linked[key] = next(iter(owners)) if short and len(owners) == 1 else key
    return linked


def find_entities(documents: Sequence[Document]) -> tuple[Entity, ...]:
    """The people, organisations and places of one story, with the quotations that each is the source of."""
    mentions = [m for d in sorted(documents, key=lambda d: d.article.id) for m in _mentions(d)]
    by_class: dict[str, list[_Mention]] = defaultdict(list)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        votes[m.key][_class_of(m.kind)] += 1
    for m in mentions:
        # a name is of the kind that most of its mentions have
        best = min(votes[m.key], key=lambda c: (-votes[m.key][c], c))
        by_class[best].append(m)
    entities = []
    for kind, members in sorted(by_class.items()):
        if kind == "person":
            articles: dict[str, set[str]] = defaultdict(set)
            for m in members:
                articles[m.key].add(m.article)
            linked = _link_people(articles)
        else:
            forms: dict[str, set[str]] = defaultdict(set)
            for m in members:
                forms[m.key] |= {m.name, *m.aliases}
            linked = _link_others(forms)
        groups: dict[str, list[_Mention]] = defaultdict(list)
        for m in members:
            groups[linked[m.key]].append(m)
        entities += [_make_entity(kind, key, group) for key, group in sorted(groups.items())]
    return tuple(sorted(entities, key=lambda e: e.id))


def _make_entity(kind: str, key: str, group: Sequence[_Mention]) -> Entity:
    named = Counter(m.name for m in group if m.key == key)
    name = min(named, key=lambda n: (is_title(n.split()[0]), -named[n], n))
    kinds = Counter(m.kind for m in group if _class_of(m.kind) == kind)
    described = Counter(d for m in group for d in m.descriptions if d != name)
    return Entity(
        id=make_id("n", kind, key),
        name=name,
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        aliases=tuple(sorted({form for m in group for form in (m.name, *m.aliases)} - {name})),
        descriptions=tuple(sorted(described, key=lambda d: (-described[d], d))[:_DESCRIPTIONS]),
        sources=tuple(sorted({m.quotation for m in group if m.quotation})),
    )
