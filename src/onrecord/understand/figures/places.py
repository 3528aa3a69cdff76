"""Where a figure holds: the place its sentence names, and the place an article is about."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import Name, Sentence
from onrecord.understand.figures.tokens import word_set

_NAME = r"[A-Z][\w’'-]+(?:\s(?:al-|el-|de\s|of\s)?[A-Z][\w-]+){0,2}"
_LOCATED = re.compile(
    rf"\b(?P<by>in|at|near|around|outside|inside|across|on|into)\s(?!which|whom|that|what)(?:the\s)?(?:[a-z]+\s){{0,3}}?(?P<place>{_NAME})"
)
_QUOTED = r"['’‘“\"\s]{1,3}"
_HAPPENING = (
    r"(?:massacre|attack|assault|bombing|bomb|explosion|blast|disaster|tragedy|atrocity|accident|crash|collision|derailment|fire|blaze|wildfire"
    r"|earthquake|quake|tremor|eruption|avalanche|landslide|mudslide|flood|flooding|spill|leak|shooting|stabbing|killing|siege|incursion"
    r"|offensive|battle|collapse|protest|riot|raid|strike|air\sstrike|airstrike|shelling|stampede|crush|sinking)s?"
)
_EVENT = re.compile(rf"(?:The\s)?(?P<place>{_NAME}){_QUOTED}(?:[a-z]+\s)?{_HAPPENING}\b")
# "an explosion in the Vell Tunnel", "a blast that tore through Vell", "last month's attack on Vell"
_HAPPENED = re.compile(
    rf"\b{_HAPPENING}\s(?:(?:early|late|inside)\s)?"
    r"(?:(?:in|at|on|near|inside|aboard|outside|off)\s|(?:that\s|which\s)?(?:tore|ripped|swept|hit|struck|rocked|shook|devastated|levelled"
    r"|destroyed|engulfed|killed\s[\w\s,]{1,30}?\sin)\s(?:through\s|into\s|apart\s|across\s)?)"
    rf"(?:the\s)?(?:(?:town|city|village|port|province|region|district|island)\sof\s)?(?P<place>{_NAME})",
)
# "the north portal of the Vell Tunnel": a part of the place that the article is about
_PART_OF = re.compile(
    r"\b(?:portal|entrance|gates?|mouth|end|ends|side|part|half|cent(?:re|er)|outskirts|suburbs?|edge|streets?|roof|shore|bank|north|south"
    rf"|east|west|town|city|village|port|province|region|island)\sof\s(?:the\s)?(?P<place>{_NAME})"
)
_REGION = re.compile(rf"(?P<place>{_NAME})\s(?:region|province|city|town|village|district|valley)\b")
_KIND = re.compile(r"\s(?:region|province|city|town|village|district|massacre|attack)$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:ian|ians|ese|ish|ean|eans|nese|can|cans)$")
_SITE = re.compile(
    r"\b(?:Tunnel|Bridge|Station|Airport|Square|Street|Road|Hotel|Stadium|Park|School|Church|Mosque|Cathedral|Market|Camp|Valley|River"
    r"|Lake|Sea|Gulf|Bay|Island|Islands|Mountain|Mountains|Pass|Mine|Dam|Port|Harbou?r|Canal|Prison|Factory|Plant|Tower|Forest|Desert)$"
)
"""Names of sites, which are places where nothing else is known of them."""
# "in the Vell road tunnel": the name only says which tunnel
_ATTRIBUTE = re.compile(
    r"\s(?:[a-z]+\s)?(?:tunnel|station|airport|bridge|prison|school|hospital|factory|plant|mine|market|base|camp|stadium|hotel|mosque|church"
    r"|port|pass|road|motorway|highway|checkpoint|border|coast)\b"
)
_PEOPLE_OF = re.compile(r"\s[a-z]{5,}s\b")
# where somebody speaks, is treated, comes from: no place of what is counted
_APART = re.compile(
    r"\b(?:hospitals?|clinics?|treated|treatment|briefing|reporters|journalists|conference|embassy|courts?|offices?|meeting|talks|summit"
    r"|visit\w*|university|headquarters?)\b[^,.;:]{0,24}$"
    r"|\b(?:told|speaking|spoke|said|says|saying|based|born|arrived|flown|returned|welcomed|fly\w*)\s(?:[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
# who speaks there: "officials in Marn said"
_SPOKEN = re.compile(
    r"(?:\s(?:on\s[A-Z][a-z]+day|later|have|has|had)){0,2}\s(?:said|says|say|told|tell|added|put|counted|estimated?|reported|confirmed|warned|announced|believe)\b"
)
_HARM = (
    r"(?:killed|kill|kills|killing|dead|died|dies|dying|deaths?|lost\stheir\slives|drowned|perished|wounded|injured|hurt|missing|trapped|displaced"
    r"|homeless|massacred|slaughtered|drowning|burned|buried)"
)
_DEED = r"(?:evacuated|rescued|detained|arrested|captured|released|freed|marched|protested|rallied|gathered|fled|demonstrated)"
# "died in Marn", "34 dead after a night of shelling in Marn": what befell people and where, in one clause
_BEFELL = re.compile(
    rf"\b(?:{_HARM}|(?P<deed>{_DEED}))\b(?P<between>[^,;:.—]{{0,60}}?)$",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:when|as|after|before|while|who|whom|whose|which|where|that|because|said|says|told|found|from|taken|bringing|according)\b"
)
# "In Marn alone, 12 people died"
_FRONTED = re.compile(
    rf"(?:In|At|Around|Near|Across)\s(?:the\s)?(?:[a-z]+\s){{0,3}}?(?P<place>{_NAME})(?:\salone)?,?\s(?P<between>[^,;:.—]{{0,60}}?)\b(?:{_HARM}|(?P<deed>{_DEED}))\b"
)
# "the shells in Marn killed 12"
_BEFALLS = re.compile(
    r"\s(?:has\s|have\s|had\s)?(?:killed|kills|wounded|injured|claimed|left|(?P<deed>captured|arrested|detained|released))\b"
)
_SAYING = re.compile(r"\b(?:said|says|say|told|that|according|reported|when|as|who|which|where)\b")
# "the Vell dam collapse": the site is written as a name elsewhere
_OWNED = re.compile(r"['’]s$")
_SITE_OF_EVENT = re.compile(r"\s(?P<site>tunnel|bridge|airport|mine|dam)\s")
_NO_PLACE = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december president prime minister mr mrs ms general gen islamic un us eu nato bbc afp ap reuters tass the a
    military army police rebel rebels air suicide car terror terrorist government nato bomb forest wild house missile drone
    an he she it they we i security council"""
)
_COUNTRIES = word_set(
    """afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium
    bolivia bosnia botswana brazil britain bulgaria burma burundi cambodia cameroon canada chad chile china colombia congo
    croatia cuba cyprus denmark ecuador egypt england eritrea estonia ethiopia finland france gambia georgia germany ghana
    greece guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica
    japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania luxembourg
    madagascar malawi malaysia mali malta mauritania mexico moldova mongolia montenegro morocco mozambique myanmar namibia
    nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden
    switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda ukraine uruguay
    uzbekistan venezuela vietnam wales yemen zambia zimbabwe america europe asia africa"""
) | {
    " ".join(pair.split("-"))
    for pair in word_set(
        """united-states united-kingdom south-korea north-korea saudi-arabia south-africa new-zealand sri-lanka middle-east
        czech-republic south-sudan costa-rica el-salvador sierra-leone"""
    )
}


_FIRST = 12
"""So many sentences tell what an article is about."""
_LEAD = 2
"""Sentences of the body that lead into an article."""
LONGEST = 1_500
"""Letters of a first sentence that are looked at."""
_SCENE = 4


class Place(NamedTuple):
    """A place and where it stands: `is_scene` where something happened there, `is_apart` where somebody speaks or is treated.

    `is_spoken` is whether who stands there is said to speak ("officials in Marn said"). `votes` says how much the place speaks
    for what the article is about, `tied_to` what its clause says of people there: what befell them ("harm"), what was done with
    them or what they did ("deed"), "" where it says neither.
    """

    name: str
    start: int
    votes: int
    is_scene: bool
    is_apart: bool
    is_spoken: bool
    tied_to: str


def is_country(place: str) -> bool:
    """Whether a place is a whole country or continent."""
    return place.lower() in _COUNTRIES


def is_site(place: str) -> bool:
    """Whether a place is a building, road or stretch of nature, by its name."""
    return _SITE.search(place) is not None


def find_places(text: str, start: int, end: int, names: Sequence[Name]) -> list[Place]:
    """The places where something is in `text[start:end]`, in full where the given names know them, in order.

    A place counts by its grammar ("in Marn", "the Marn fire", "Marn province"): one that acts ("Marn denies") is no location.
    """
    known = {n.passage.start: n for n in names if start <= n.passage.start < end}
    found = [(m, False) for m in _LOCATED.finditer(text, start, end) if not _is_of_people(text, m, end)]
    found += [(m, False) for m in _find_events(text, start, end) if m.start("place") > start]
    found += [(m, False) for m in _REGION.finditer(text, start, end) if m.start("place") > start]
    found += [(m, True) for m in _HAPPENED.finditer(text, start, end) if not _ATTRIBUTE.match(text, m.end(), end)]
    fronted = _FRONTED.match(text, start, end)
    if fronted:
        found.append((fronted, False))
    places: dict[int, Place] = {}
    for m, happened in found:
        at = m.start("place")
        scene = happened or m.re is _EVENT
        name = _name_place(m.group("place"), known.get(at), happened=scene)
        if name and (at not in places or (scene and not places[at].is_scene)):
            speaks = m.re is _LOCATED and _SPOKEN.match(text, m.end(), end) is not None
            apart = not happened and (speaks or _APART.search(text, max(start, at - 60), at) is not None)
            of_site = m.re is _LOCATED and _ATTRIBUTE.match(text, m.end(), end) is not None
            votes = _SCENE if happened else 0 if apart else 1
            site = _SITE_OF_EVENT.match(text, m.end("place"), end) if m.re is _EVENT else None
            name = f"{name} {site.group('site').capitalize()}" if site else name
            tied = "harm" if scene else "" if apart or of_site else _what_befell(text, m, start)
            places[at] = Place(name, at, votes, is_scene=scene, is_apart=apart or of_site, is_spoken=speaks, tied_to=tied)
    return [place for _, place in sorted(places.items())]


_ACTORS = frozenset({"US", "U.S", "U.S.", "UK", "EU", "UN"})
"""Written so before what is done, they are who does it ("a US strike")."""


def _find_events(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Happenings that a place is written before; none for a site that is only said to lie there ("Marn's tunnel fire")."""
    found = _EVENT.finditer(text, start, end)
    found = (m for m in found if m.group("place") not in _ACTORS)
    return [m for m in found if not (_OWNED.search(m.group("place")) and _SITE_OF_EVENT.search(text, m.end("place"), m.end()))]


def _what_befell(text: str, m: re.Match[str], start: int) -> str:
    """What the clause of a place says of people there: "12 died in Marn", "In Marn, 12 died"."""
    if m.re is _FRONTED:
        befell: re.Match[str] | None = None if _SAYING.search(m.group("between")) else m
    else:
        befell = _BEFALLS.match(text, m.end())
        if befell is None:
            befell = _BEFELL.search(text, max(start, m.start() - 90), m.start())
            befell = None if befell and _OTHER_CLAUSE.search(befell.group("between")) else befell
    return "" if befell is None else "deed" if befell.group("deed") else "harm"


def _name_place(written: str, name: Name | None, *, happened: bool = False) -> str | None:
    """The place that is written, None where it is none; `happened` says that something happened there."""
    clean = re.sub(r"['’]s?\b.*$", "", _KIND.sub("", written)).strip()
    if _ADJECTIVE.search(clean):
        return None
    if name is not None:
        if name.kind == "place" or (name.kind != "person" and (happened or _SITE.search(name.full))):
            return name.full
        return None
    fit = len(clean) > 2 and clean.split(" ")[0].lower() not in _NO_PLACE
    return clean if fit else None


def _is_of_people(text: str, m: re.Match[str], end: int) -> bool:
    """Whether the name only says whose people ("at Marn rebels")."""
    return m.group("by") == "at" and _PEOPLE_OF.match(text, m.end(), end) is not None


def find_first_places(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> list[list[Place]]:
    """The places of each of an article's first sentences, which tell what it is about."""
    return [find_places(text, s.start, min(s.end, s.start + LONGEST), names) for s in sentences[:_FIRST]]


def main_place(text: str, sentences: Sequence[Sentence], names: Sequence[Name], first: Sequence[Sequence[Place]]) -> str | None:
    """The place an article is about: where it says that something happened, else the one its `first` sentences name most.

    A town, site or region comes before a country.
    """
    votes: Counter[str] = Counter()
    by_start = {n.passage.start: n for n in names}
    for number, (s, places) in enumerate(zip(sentences, first, strict=False)):
        end = min(s.end, s.start + LONGEST)
        for place in places:
            votes[place.name] += 3 * place.votes if number == 0 and not place.is_scene else place.votes
        for m in _find_events(text, s.start, end):
            place_name = _name_place(m.group("place"), by_start.get(m.start("place")), happened=True)
            if place_name and (m.start("place") > s.start or place_name in votes):
                votes[place_name] += 3
        for m in _PART_OF.finditer(text, s.start, end):
            place_name = _name_place(m.group("place"), by_start.get(m.start("place")))
            if place_name:
                votes[place_name] += 1
    for place_name in list(votes):
        longer = [p for p in votes if p.startswith(f"{place_name} ") or p.endswith(f" {place_name}")]
        if longer:
            votes[max(longer, key=lambda p: (votes[p], p))] += votes.pop(place_name)
    ranked = sorted((p for p in votes if votes[p]), key=lambda p: (is_country(p), -votes[p], p))
    return ranked[0] if ranked else None


def event_place(text: str, sentences: Sequence[Sentence], first: Sequence[Sequence[Place]], main: str | None) -> str | None:
    """The place of the event that an article is about, None where that is in doubt; `first` are those of its first sentences.

    It is the place the article is about, where title or lead tie what happened to it; unless they name what happened by it
    ("the Marn fire"), no other place is named more often.
    """
    if main is None:
        return None
    titles = sum(s.kind == "title" for s in sentences[:_FIRST])
    scene, tied, rivals = False, False, set()
    for number, places in enumerate(first):
        for place in places:
            same = place.name == main or place.name in main.split(" ") or main in place.name
            if same and number < titles + _LEAD:
                scene, tied = scene or place.is_scene, tied or place.tied_to == "harm"
            elif not same and not place.is_apart and not is_country(place.name):
                rivals.add(place.name)
    return main if scene or (tied and all(text.count(r) <= text.count(main) for r in rivals)) else None
