"""Entities: one person, organisation or place across the articles of a story."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from onrecord.model import Document, Entity, NameKind, Source, SourceKind
from onrecord.reconcile.descriptions import describe, from_alias
from onrecord.reconcile.items import is_title, last_title, source_key
from onrecord.reconcile.spelling import sound_key
from onrecord.text import fold, make_id

# Spelling variants of a family name, and of the given name beside it ("Sergei", "Sergey").
_SIM_FAMILY = 0.9
_SIM_GIVEN = 0.8
_DESCRIPTIONS = 6
# A name that stands alone in so many times more articles than the full name that ends in it is no family name of that one.
_TOO_RARE = 12
# So many times more articles than all others of a family name together: the one who is meant by it.
_DOMINANT = 5
_LONGEST_NAME = 80


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


@lru_cache(maxsize=16_384)
def initials(name: str) -> str:
    """The first letters of the capitalised words of a name: "Free Harbour League" gives "fhl"."""
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()).lower()


def _mentions(document: Document) -> list[_Mention]:
    article, text = document.article.id, document.article.text
    described: dict[str, list[str]] = defaultdict(list)
    names: dict[tuple[str, SourceKind | NameKind], set[str]] = defaultdict(set)
    for n in document.reading.names:
        if n.kind == "other" or not source_key(n.full):
            continue
        names[n.full, n.kind].add(n.passage.exact)
        described[n.full] += describe(text, n.passage.start, n.passage.end, _class_of(n.kind))
    kinds: dict[str, SourceKind | NameKind] = dict(sorted(names))
    found = []
    for (full, kind), exact in sorted(names.items()):
        kind = _kind_of(full, kind)
        key = source_key(full, person=kind == "person")
        found.append(
            _Mention(
                article=article,
                name=full,
                kind=kind,
                key=key,
                aliases=tuple(sorted(exact)),
                descriptions=tuple(described[full]),
            )
        )
    found += [
        _make_mention(article, q.id, q.source, _kind_of(q.source.name, kinds.get(q.source.name, q.source.kind)))
        for q in document.reading.quotations
        if q.source and _is_entity(q.source, kinds) and source_key(q.source.name)
    ]
    return found


@lru_cache(maxsize=16_384)
def _kind_of(name: str, kind: SourceKind | NameKind) -> SourceKind | NameKind:
    """The kind, a person where a title stands before two or three names ("US Secretary of State Ada Brandt")."""
    words = name.split()
    last = last_title([fold(w).strip(".,") for w in words])
    names = words[last + 1 :]
    if kind == "organisation" and last >= 0 and len(names) in (2, 3) and all(w[0].isupper() and w.isalpha() for w in names):
        return "person"
    return kind


def _make_mention(article: str, quotation: str, source: Source, kind: SourceKind | NameKind) -> _Mention:
    found = (from_alias(alias, source.name, _class_of(kind)) for alias in source.aliases)
    return _Mention(
        article=article,
        name=source.name,
        kind=kind,
        key=source_key(source.name, person=kind == "person"),
        descriptions=tuple(sorted({d for d in found if d})),
        quotation=quotation,
    )


def _is_entity(source: Source, kinds: Mapping[str, SourceKind | NameKind]) -> bool:
    """Whether a source is somebody in particular: "two officials" of one article are not those of another."""
    if source.name in kinds:
        return kinds[source.name] != "other"
    capitals = sum(word[0].isupper() for word in source.name.split() if word.lower() not in ("the", "a", "an"))
    if source.kind == "person":
        return capitals >= 1
    return (source.kind in ("organisation", "document") and capitals >= 1 and source.name[0].isupper()) or capitals >= 2


def _are_variants(a: str, b: str) -> bool:
    """Whether two full names are spellings of one: given and family names alike, as many of them."""
    left, right = a.split(), b.split()
    if len(left) != len(right) or len(left) < 2 or left[0][0] != right[0][0] or max(len(a), len(b)) > _LONGEST_NAME:
        return False
    one_family = sound_key(left[-1]) == sound_key(right[-1]) or JaroWinkler.similarity(left[-1], right[-1]) >= _SIM_FAMILY
    return one_family and all(
        x == y or sound_key(x) == sound_key(y) or (min(len(x), len(y)) > 3 and JaroWinkler.similarity(x, y) >= _SIM_GIVEN)
        for x, y in zip(left[:-1], right[:-1], strict=True)
    )


def _link_people(keys: Mapping[str, set[str]]) -> dict[str, str]:
    """The fullest form of each person's key, given the articles that each stands in.

    A family name alone goes to the one full name that has it in the story, else to the one in its own articles; where two
    are possible, to one that stands in far more articles than all the others, else it stays by itself.
    """
    full = sorted(k for k in keys if " " in k)
    by_sound: dict[tuple[str, str], list[str]] = defaultdict(list)
    root: dict[str, str] = {k: k for k in full}
    for key in full:
        tokens = key.split()
        bucket = by_sound[tokens[0][0], sound_key(tokens[-1])[:2]]
        for other in bucket[-20:]:
            if _are_variants(root[other], key):
                root[key] = root[other]
                break
        bucket.append(key)
    by_token: dict[str, set[str]] = defaultdict(set)
    shorts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in full:
        if key.count(" ") == 1:
            given, family = key.split()
            shorts[sound_key(given), sound_key(family)].append(key)
    for key in full:
        by_token[sound_key(key.split()[-1])].add(root[key])
        # "Ana Maria Lopez" is who "Ana Lopez" is, and "Anna Lopez"
        tokens = key.split()
        if len(tokens) > 2:
            for short in shorts.get((sound_key(tokens[0]), sound_key(tokens[-1])), ()):
                if root[short] == short:
                    root[short] = root[key]
                    by_token[sound_key(tokens[-1])].discard(short)
    linked = {key: root[root[key]] for key in full}
    articles_of: dict[str, set[str]] = defaultdict(set)
    for key in full:
        articles_of[linked[key]] |= keys[key]
    for key in sorted(k for k in keys if " " not in k):
        owners = {linked.get(o, o) for o in by_token.get(sound_key(key), ())}
        near = {o for o in owners if articles_of[o] & keys[key]}
        choice = owners if len(owners) == 1 else near
        if len(choice) > 1:
            most = max(sorted(choice), key=lambda o: len(articles_of[o]))
            rest = set().union(*(articles_of[o] for o in choice if o != most))
            choice = {most} if len(articles_of[most]) >= _DOMINANT * len(rest) else choice
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


def _family_names(mentions: Sequence[_Mention]) -> set[str]:
    """The last words of full names of people, but those that stand alone in far more articles than these do."""
    full, alone = defaultdict(set), defaultdict(set)
    for m in mentions:
        if " " not in m.key:
            alone[m.key].add(m.article)
        elif m.kind == "person":
            full[m.key.split()[-1]].add(m.article)
    return {name for name, articles in full.items() if _TOO_RARE * len(articles) >= len(alone[name])}


def find_entities(documents: Sequence[Document]) -> tuple[Entity, ...]:
    """The people, organisations and places of one story, with the quotations that each is the source of."""
    mentions = [m for d in sorted(documents, key=lambda d: d.article.id) for m in _mentions(d)]
    by_class: dict[str, list[_Mention]] = defaultdict(list)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        votes[m.key][_class_of(m.kind)] += 1
    family = _family_names(mentions)
    for m in mentions:
        # a name is of the kind that most of its mentions have, a family name that of its bearer
        best = min(votes[m.key], key=lambda c: (-votes[m.key][c], c))
        by_class["person" if best == "organisation" and m.key in family else best].append(m)
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


def _plain(kind: str) -> SourceKind | NameKind:
    return "person" if kind == "person" else "place" if kind == "place" else "organisation"


def _make_entity(kind: str, key: str, group: Sequence[_Mention]) -> Entity:
    # the fullest name is rarely the usual one
    full: Counter[str] = Counter(k for k, _ in {(m.key, m.article) for m in group if m.key == key or " " in m.key})
    usual = min(full, key=lambda k: (-full[k], k != key, k)) if kind == "person" else key
    named = Counter(m.name for m in group if m.key == usual)
    name = min(named, key=lambda n: (is_title(n.split()[0]), -named[n], n))
    if kind == "person":
        # the name itself, without the titles that every mention has before it
        words = name.split()
        name = " ".join(words[last_title([fold(w).strip(".,") for w in words]) + 1 :]) or name
    kinds = Counter(m.kind for m in group if _class_of(m.kind) == kind) or Counter({_plain(kind): 1})
    described = Counter(d for m in group for d in m.descriptions if d != name)
    return Entity(
        id=make_id("n", kind, key),
        name=name,
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        aliases=tuple(sorted({form for m in group for form in (m.name, *m.aliases)} - {name})),
        descriptions=tuple(sorted(described, key=lambda d: (-described[d], d))[:_DESCRIPTIONS]),
        sources=tuple(sorted({m.quotation for m in group if m.quotation})),
    )
