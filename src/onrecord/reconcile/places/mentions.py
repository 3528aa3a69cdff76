"""The names of places in an article, each with what the words beside it say of it."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onrecord.gazetteer import ADJECTIVE, MAIN, find_sites
from onrecord.model import Document, Name

_REACH = 60  # characters behind a name that are read
_CAPITAL = r"[A-Z][\w’'-]{0,30}\.?(?:[A-Z]\.){0,3}"
_CONTAINER = re.compile(rf"\s?[,(]\s?(?:the\s)?(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})")
# "the village of Marn in the Vell region"
_INSIDE = re.compile(
    rf",?\s(?:in|of)\s(?:the\s)?(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,1}})\s(?:region|province|oblast|state|county|governorate)\b"
)
_BEHIND = re.compile(
    r"\s(?:(?P<region>[Rr]egion|[Pp]rovince|[Oo]blast|[Ss]tate|[Gg]overnorate|[Pp]refecture)|(?P<county>[Cc]ounty|[Pp]arish|[Dd]istrict|[Rr]aion))\b"
)
_AHEAD = re.compile(
    r"\b(?:(?P<town>city|town|village|settlement|port|hamlet)|(?P<region>region|province|oblast|state)|(?P<county>county|district))\sof\s$"
)
_HEADS = ("Gulf", "Bay", "Sea", "Strait", "Straits", "Lake")
_WATER = re.compile(rf"\b(?:{'|'.join(_HEADS)})\sof\s(?:the\s)?$")
_WATER_OF = re.compile(rf"\sof\s(?:the\s)?{_CAPITAL}")
_SHORTEST = 4
_WORDS = 2
_POSSESSIVE = re.compile(r"['’]s?$")
_KIND_WORDS = re.compile(r"\s(?:region|province|oblast|state|city|town|village|Region|Province|Oblast|City|Town|Village)$")
_PEOPLES = 200


class Mention(NamedTuple):
    """A name of a place where it stands; `within` what the text says it lies in, `kind` what kind of place it is said to be.

    A `doubtful` one may be no place at all: the words around it do not tell.
    """

    start: int
    end: int
    name: str
    within: str
    kind: str
    doubtful: bool = False


def find_mentions(document: Document, known: frozenset[str]) -> list[Mention]:
    """The mentions of places in an article, in the order of the text; `known` are names that are places in its story."""
    text = document.article.text
    people = {word for n in document.reading.names if n.kind == "person" for word in n.full.split()}
    found: list[Mention] = []
    for name in sorted(document.reading.names, key=lambda n: (n.passage.start, -n.passage.end)):
        sure = name.kind == "place" or (name.kind != "person" and clean_name(name.passage.exact) in known)
        if not sure and (name.kind == "person" or name.full in people or not _may_be_place(name, text)):
            continue
        mention = _make_mention(text, name, doubtful=not sure)
        if mention is None:
            continue
        if found and mention.start < found[-1].end:
            if mention.end > found[-1].end:
                found[-1] = mention
            continue
        found.append(mention)
    return found


def _may_be_place(name: Name, text: str) -> bool:
    """Whether a name of which the words around it do not tell what it is may be a place: one that the gazetteer has as its own,
    and that is no common word of the article."""
    written = clean_name(name.passage.exact)
    if len(written) < _SHORTEST or written.isupper() or "’" in written or "'" in written or len(written.split()) > _WORDS:
        return False
    lands = name.kind == "organisation"
    own = any(form == MAIN and (site.kind != "town" or not lands) for site, form in find_sites(written))
    return own and not re.search(rf"\b{re.escape(written.lower())}\b", text)


def place_names(document: Document) -> frozenset[str]:
    """The names that the article knows as places, as they are written."""
    return frozenset(clean_name(n.passage.exact) for n in document.reading.names if n.kind == "place")


def _make_mention(text: str, name: Name, *, doubtful: bool) -> Mention | None:
    written = clean_name(name.passage.exact)
    start, end = name.passage.start, name.passage.start + len(_POSSESSIVE.sub("", name.passage.exact))
    if not written or is_people(written):
        return None
    water = _WATER.search(text, max(0, start - 24), start)
    if water:
        # "the Gulf of Marn" is not Marn
        return Mention(water.start(), end, clean_name(text[water.start() : end]), "", "water")
    head = _WATER_OF.match(text, end) if written in _HEADS else None
    if head:
        return Mention(start, head.end(), clean_name(text[start : head.end()]), "", "water")
    return Mention(start, end, written, find_container(text, end), find_kind(text, start, end), doubtful)


def find_kind(text: str, start: int, end: int) -> str:
    """The kind of place that the words beside a name say it is ("Kursk region"); empty where they say none."""
    behind, ahead = _BEHIND.match(text, end), _AHEAD.search(text, max(0, start - 24), start)
    return (behind and behind.lastgroup) or (ahead and ahead.lastgroup) or ""


def clean_name(written: str) -> str:
    """A name without its possessive, white space as single blanks."""
    return _POSSESSIVE.sub("", " ".join(written.split()))


def strip_kind(name: str) -> tuple[str, str]:
    """A name without the word for its kind, and that kind: "Vell", "region" of "Vell region"."""
    m = _KIND_WORDS.search(name)
    if not m:
        return name, ""
    word = m.group().strip().lower()
    return name[: m.start()], "town" if word in ("city", "town", "village") else "region"


def find_container(text: str, end: int) -> str:
    """What the text says a name lies in: "Paris, Texas", "Marn (Vell)"; only what the gazetteer knows as something wider."""
    m = _CONTAINER.match(text, end, end + _REACH) or _INSIDE.match(text, end, end + _REACH)
    if not m:
        return ""
    parts = m.group("name").split()
    for n in range(len(parts), 0, -1):
        written = clean_name(" ".join(parts[:n]))
        for name in (written, written.rstrip(".")):
            if any(site.kind in ("country", "region", "county") and form != ADJECTIVE for site, form in find_sites(name)):
                return name
    return ""


def is_people(name: str) -> bool:
    """Whether a name is only the adjective of a people ("Peruvian")."""
    sites = find_sites(name)
    return bool(sites) and all(form == ADJECTIVE for _, form in sites)


def find_peoples(document: Document) -> Iterator[str]:
    """The countries (ISO codes) whose adjectives an article uses, once for each use."""
    used = 0
    for name in document.reading.names:
        if name.kind == "place":
            continue
        first = name.passage.exact.split()[0] if name.passage.exact.split() else ""
        for site, form in find_sites(first):
            if form == ADJECTIVE:
                used += 1
                yield site.country
        if used >= _PEOPLES:
            return


_REFERENCE = re.compile(
    r"\b[Tt]he\s(?:(?P<people>[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?)\s)?"
    r"(?P<what>capital|region|province|oblast|city|town|village|country)\b(?!['’]|\s(?:of|[A-Z][a-z]|market|gain|punishment|hall|council))"
)
_OF_REFERENCE: Mapping[str, tuple[str, ...]] = {
    "region": ("region", "county", "area"),
    "province": ("region", "county", "area"),
    "oblast": ("region",),
    "city": ("town",),
    "town": ("town",),
    "village": ("town",),
    "country": ("country",),
    "capital": (),
}


class Reference(NamedTuple):
    """Words that refer to a place named elsewhere ("the region", "the Peruvian capital"): the kinds of place it can be."""

    start: int
    end: int
    what: str
    people: str
    kinds: tuple[str, ...]


def find_references(document: Document) -> list[Reference]:
    """The words in an article's sentences that refer to a place, in the order of the text."""
    text, found = document.article.text, []
    for s in document.layout.sentences:
        for m in _REFERENCE.finditer(text, s.start, s.end):
            if m["people"] and m["what"] != "capital":
                continue
            found.append(Reference(m.start(), m.end(), m["what"], m["people"] or "", _OF_REFERENCE[m["what"]]))
    return found
