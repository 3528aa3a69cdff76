"""Which choices are shown: a wrong place is worse than none, and the places of a story may be in no gazetteer.

A country, a continent, a sea, a capital or a city of millions stands by itself. Everything smaller needs the story to say that
it is about that country: by naming it, its people, its capital, or what a place lies in. One passing mention does not carry a
name that the whole story turns on.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from onrecord.gazetteer import ADJECTIVE, CAPITAL, MAIN, OTHER, Site
from onrecord.reconcile.places.choices import Choice, Wanted

_LARGE = 1_500_000
_SURE = 0.8
_LIKELY = 0.45
_CARRIED = 2  # mentions of a name that one mention of its country carries
_UNKNOWN = 2
_MUCH = 0.25
_CITY = 20_000
_NEIGHBOURS = 3  # distinct names of one region that carry one another without their country being named
_ALONE = frozenset({"country", "continent", "area", "water"})


def accept_choices(
    choices: Mapping[Wanted, Choice],
    wanted: Sequence[Wanted],
    *,
    doubtful: Set[Wanted] = frozenset(),
    peoples: Mapping[str, int],
    home: str,
) -> dict[Wanted, str]:
    """Why each choice that is accepted is, in plain words; what is left out stays unresolved.

    A `doubtful` name, which may be no place, is accepted only where the story names the region that it would lie in, or, of a
    region or a city, where much of the story lies in its country.
    """
    carried: Counter[str] = Counter(peoples)
    if home:
        carried[home] += 1
    reasons: dict[Wanted, str] = {}
    sure = {w: choice for w, choice in choices.items() if w not in doubtful}
    for w, choice in sure.items():
        reason = _stands_alone(choice)
        if reason:
            reasons[w] = reason
            carried[choice.site.country] += w.count
    # what no list of places has, though the story is full of it: it lies where none of these do
    unknown = max((w.count for w in wanted if w not in choices and len(w.name.split()) == 1), default=0)
    for w, choice in sure.items():
        if w not in reasons and choice.p >= _LIKELY and choice.form != ADJECTIVE:
            mass = carried[choice.site.country]
            if mass * _CARRIED >= w.count and mass * _UNKNOWN >= unknown:
                reasons[w] = "in a country that the story names"
    for w in _neighbours({w: c for w, c in sure.items() if w not in reasons or c.said}, unknown):
        reasons.setdefault(w, "near other places of the story")
    regions = {_region(choices[w].site) for w in reasons if choices[w].site.region}
    for w in sorted(doubtful & choices.keys(), key=lambda w: w.name):
        c = choices[w]
        if c.form != MAIN or c.p < _SURE or carried[c.site.country] * _UNKNOWN < unknown:
            continue
        if _region(c.site) in regions:
            reasons[w] = "in a region that the story names"
        elif carried[c.site.country] >= _MUCH * carried.total() and (c.site.kind != "town" or c.site.population > _CITY):
            reasons[w] = "in a country that the story is about"
    return reasons


def _stands_alone(choice: Choice) -> str:
    site = choice.site
    if choice.form == ADJECTIVE:
        return ""
    if choice.said:
        return "by what the text says it lies in"
    if site.kind in _ALONE:
        return "the land of that name"
    known = choice.form == MAIN or (choice.form == OTHER and site.population > _LARGE)
    if known and choice.p >= _SURE and (site.rank == CAPITAL or site.population >= _LARGE):
        return "the best known of its name"
    return ""


def _neighbours(choices: Mapping[Wanted, Choice], unknown: int) -> set[Wanted]:
    """The names that lie with two others in one region: so many hardly meet by chance."""
    by_region: dict[tuple[str, str], set[Wanted]] = {}
    for w, c in choices.items():
        if c.p >= _LIKELY and c.site.kind in ("town", "county", "region") and c.form == MAIN:
            by_region.setdefault(_region(c.site), set()).add(w)
    groups = [g for g in by_region.values() if len({w.name for w in g}) >= _NEIGHBOURS and sum(w.count for w in g) > unknown]
    return {w for g in groups for w in g}


def _region(site: Site) -> tuple[str, str]:
    return site.country, site.region
