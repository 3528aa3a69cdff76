"""Where a figure holds: the place its sentence names, and the place an article is about."""

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.model import Name, Sentence
from onrecord.understand.figures.tokens import word_set

_NAME = r"[A-Z][\w’'-]+(?:\s(?:al-|el-|de\s|of\s)?[A-Z][\w-]+){0,2}"
_LOCATED = re.compile(
    rf"\b(?P<by>in|at|near|around|outside|inside|across|on|into)\s(?!which|whom|that|what)(?:the\s)?(?:[a-z]+\s){{0,3}}?(?P<place>{_NAME})"
)
_QUOTED = r"['’‘“\"\s]{1,3}"
_EVENT = re.compile(
    rf"(?:The\s)?(?P<place>{_NAME}){_QUOTED}(?:massacre|attack|bombing|explosion|blast|disaster|crash|fire|earthquake|quake|floods?|flooding"
    r"|spill|shooting|siege|incursion|offensive|battle|collapse|protests?|raid|strike)\b"
)
_REGION = re.compile(rf"(?P<place>{_NAME})\s(?:region|province|city|town|village|district|valley)\b")
_KIND = re.compile(r"\s(?:region|province|city|town|village|district|massacre|attack)$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:ian|ians|ese|ish|ean|eans|nese|can|cans)$")
_NO_PLACE = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december president prime minister mr mrs ms general gen islamic un us eu nato bbc afp ap reuters tass the a
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


def is_country(place: str) -> bool:
    """Whether a place is a whole country or continent."""
    return place.lower() in _COUNTRIES


def find_places(text: str, start: int, end: int, names: Sequence[Name]) -> list[tuple[str, int]]:
    """(place, offset) of each place where something is in `text[start:end]`, in full where the given names know it.

    A place counts by its grammar ("in Marn", "the Marn fire", "Marn province"): one that acts ("Marn denies") is no location.
    """
    known = {n.passage.start: n for n in names if start <= n.passage.start < end}
    found = [(m.group("place"), m.start("place")) for m in _LOCATED.finditer(text, start, end)]
    found += [(m.group("place"), m.start("place")) for m in _EVENT.finditer(text, start, end) if m.start("place") > start]
    found += [(m.group("place"), m.start("place")) for m in _REGION.finditer(text, start, end) if m.start() > start]
    places = {}
    for name, at in found:
        if at in known:
            if known[at].kind == "place":
                places[at] = known[at].full
            continue
        clean = re.sub(r"['’]s?\b.*$", "", _KIND.sub("", name)).strip()
        if len(clean) > 2 and clean.split(" ")[0].lower() not in _NO_PLACE and not _ADJECTIVE.search(clean):
            places[at] = clean
    return [(place, at) for at, place in sorted(places.items())]


def main_place(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> str | None:
    """The place an article is about: the one its first sentences name most, a town or region before a country."""
    votes: Counter[str] = Counter()
    for number, s in enumerate(sentences[:8]):
        for place, _ in find_places(text, s.start, s.end, names):
            votes[place] += 3 if number == 0 else 1
        for m in _EVENT.finditer(text, s.start, s.end):
            place = m.group("place").split("’")[0].split("'")[0]
            if place.split(" ")[0].lower() not in _NO_PLACE and (m.start("place") > s.start or place in votes):
                votes[place] += 3
    for place in list(votes):
        longer = [p for p in votes if p.startswith(f"{place} ")]
        if longer:
            votes[max(longer, key=lambda p: (votes[p], p))] += votes.pop(place)
    ranked = sorted(votes, key=lambda p: (is_country(p), -votes[p], p))
    return ranked[0] if ranked else None
