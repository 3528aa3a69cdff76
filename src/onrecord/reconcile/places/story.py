"""The places of one story: its names of places, resolved together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.gazetteer import Site, find_region, tell_within
from onrecord.model import Document, Event, Figure, Passage, Place
from onrecord.reconcile.places.acceptance import accept_choices
from onrecord.reconcile.places.choices import Choice, Wanted, choose_places
from onrecord.reconcile.places.homes import find_home
from onrecord.reconcile.places.mentions import Mention, clean_name, find_mentions, find_peoples, place_names, strip_kind
from onrecord.reconcile.places.references import resolve_references
from onrecord.text import make_id

_MOST = 3_000  # names of places of an article that are read
_FAR_MORE = 4  # how many times as often a story names one gulf as all others where "the Gulf" is that one
_HEADS = frozenset({"Gulf", "Bay", "Sea", "Strait", "Lake", "Channel"})
_DETAIL = {"town": 0, "area": 1, "county": 1, "water": 2, "region": 2, "country": 3, "continent": 4}
_BETWEEN = r"\s(?:the\s)?(?:[a-z-]+\s){0,2}$"
_IN = re.compile(rf"\b(?:in|at|near|around|outside|inside|across|off|over|through|into|on)\b{_BETWEEN}", re.IGNORECASE)
_TO = re.compile(rf"\b(?:to|from|towards?|of)\b{_BETWEEN}", re.IGNORECASE)
_NOT_A_PLACE = "no gazetteer is sure to have it"


@dataclass(slots=True)
class _Group:
    """What one place gathers."""

    name: str
    site: Site | None
    reason: str
    mentions: list[Passage] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)


def find_places(documents: Sequence[Document], events: Sequence[Event]) -> tuple[Place, ...]:
    """The places of one story, those most named first; one that no gazetteer is sure to have is there without coordinates."""
    documents = sorted(documents, key=lambda d: d.article.id)
    known = frozenset().union(*(place_names(d) for d in documents))
    mentions = {d.article.id: find_mentions(d, known)[:_MOST] for d in documents}
    sites, reasons = _resolve(documents, mentions)
    groups: dict[str, _Group] = {}
    meant: dict[str, list[tuple[Mention, Site | None]]] = {}
    for d in documents:
        rows = [(m, sites.get(_key(m))) for m in mentions[d.article.id]]
        rows += resolve_references(d, rows)
        meant[d.article.id] = sorted(rows, key=lambda row: row[0].start)
        for m, site in meant[d.article.id]:
            if m.doubtful and site is None:
                continue
            reason = reasons.get(_key(m), "refers to what is named before") if site else _NOT_A_PLACE
            group = _group_of(groups, m.name, site, reason)
            exact = d.article.text[m.start : m.end]
            group.mentions.append(Passage(article=d.article.id, start=m.start, end=m.end, exact=exact))
    for d in documents:
        for figure in d.reading.figures:
            if figure.place:
                site = _place_figure(figure, meant[d.article.id], sites)
                name = strip_kind(clean_name(figure.place))[0]
                if site or name in groups:
                    _group_of(groups, name, site, "").figures.append(figure.id)
    texts = {d.article.id: d.article.text for d in documents}
    for event in events:
        found = _place_event(event, meant, texts)
        if found:
            _group_of(groups, found[0].name, found[1], "").events.append(event.id)
    return _make_places(groups.values())


def _key(m: Mention) -> tuple[str, str, str]:
    return m.name, m.within, m.kind


def _resolve(
    documents: Sequence[Document], mentions: Mapping[str, Sequence[Mention]]
) -> tuple[dict[tuple[str, str, str], Site], dict[tuple[str, str, str], str]]:
    """The site of each way in which a name stands in the story, and why."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[tuple[str, str, str]] = Counter()
    for m in (m for rows in mentions.values() for m in rows):
        counts[_key(m)] += 1
        if m.within:
            said[m.name][m.within] += 1
    # a bare name means what the text has said of it elsewhere, most often
    usual = {name: min(row, key=lambda w: (-row[w], w)) for name, row in said.items()}
    wanted_of = {key: (key[0], key[1] or usual.get(key[0], ""), key[2]) for key in counts}
    totals: Counter[tuple[str, str, str]] = Counter()
    for key, n in counts.items():
        totals[wanted_of[key]] += n
    wanted = {
        key: Wanted(name=key[0], count=n, within=(key[1],) if key[1] else (), kind=key[2]) for key, n in sorted(totals.items())
    }
    doubtful = {wanted[wanted_of[key]] for key in counts} - {
        wanted[wanted_of[_key(m)]] for rows in mentions.values() for m in rows if not m.doubtful
    }
    peoples = Counter(code for d in documents for code in find_peoples(d))
    home = find_home([d.article for d in documents])
    choices = choose_places(list(wanted.values()), home=home, peoples=sorted(peoples))
    accepted = accept_choices(choices, list(wanted.values()), doubtful=doubtful, peoples=peoples, home=home)
    sites: dict[tuple[str, str, str], Site] = {}
    reasons: dict[tuple[str, str, str], str] = {}
    for key, whole in wanted_of.items():
        w = wanted[whole]
        if w in accepted:
            sites[key], reasons[key] = _as_said(choices[w], key[2]), accepted[w]
    waters: Counter[Site] = Counter()
    for key, site in sites.items():
        if site.kind == "water":
            waters[site] += counts[key]
    for key in counts:
        heads = [(n, site) for site, n in waters.items() if key[0] in _HEADS and key[0] in site.name.split()]
        most, head = max(heads, key=lambda row: (row[0], -row[1].number), default=(0, None))
        if head and _FAR_MORE * (sum(n for n, _ in heads) - most) <= most:
            only = "the only one of its kind that the story names"
            sites[key], reasons[key] = head, only if len(heads) == 1 else "the one of its kind that the story names most"
    return sites, reasons


def _as_said(choice: Choice, kind: str) -> Site:
    """The region of a town that it is called after, where the text says "region" and no region has that name."""
    if kind == "region" and choice.site.kind == "town" and choice.site.rank:
        return find_region(choice.site.country, choice.site.region) or choice.site
    return choice.site


def _group_of(groups: dict[str, _Group], name: str, site: Site | None, reason: str) -> _Group:
    key = site.source if site else name
    if key not in groups:
        groups[key] = _Group(site.name if site else name, site, reason)
    return groups[key]


def _place_figure(
    figure: Figure, rows: Sequence[tuple[Mention, Site | None]], sites: Mapping[tuple[str, str, str], Site]
) -> Site | None:
    """Where a figure's place is: as the mention of its name nearest to it says."""
    name = strip_kind(clean_name(figure.place or ""))[0]
    own = [(abs(m.start - figure.passage.start), site) for m, site in rows if m.name == name]
    if own:
        return min(own, key=lambda row: row[0])[1]
    found = {site for key, site in sites.items() if key[0] == name}
    return min(found, key=lambda s: s.number) if found else None


def _place_event(
    event: Event, meant: Mapping[str, Sequence[tuple[Mention, Site | None]]], texts: Mapping[str, str]
) -> tuple[Mention, Site] | None:
    """Where an event was: the narrowest place that its passages say something is in, at or near, else goes to or comes from."""
    for before in (_IN, _TO):
        votes: Counter[str] = Counter()
        rows: dict[str, tuple[Mention, Site]] = {}
        for p in event.passages:
            text = texts.get(p.article, "")
            for m, site in meant.get(p.article, ()):
                if site and p.start <= m.start < p.end and before.search(text, max(p.start, m.start - 40), m.start):
                    votes[site.source] += 1
                    rows.setdefault(site.source, (m, site))
        if rows:
            return rows[min(rows, key=lambda source: (_DETAIL[rows[source][1].kind], -votes[source], rows[source][1].number))]
    return None


def _make_places(groups: Iterable[_Group]) -> tuple[Place, ...]:
    places = [_make_place(g) for g in groups if g.mentions]
    return tuple(sorted(places, key=lambda p: (-len(p.mentions) - len(p.figures) - len(p.events), p.id)))


def _make_place(g: _Group) -> Place:
    names = Counter(clean_name(p.exact) for p in g.mentions if p.exact[:1].isupper() and not p.exact.startswith("The "))
    name = min(names, key=lambda n: (-names[n], n)) if names else g.name
    if name in _HEADS:
        name = g.name
    if g.site is None:
        return Place(id=make_id("g", g.name), name=name, mentions=tuple(g.mentions), figures=tuple(g.figures), reason=g.reason)
    return Place(
        id=make_id("g", g.name, g.site.source),
        name=name,
        kind=g.site.kind,
        latitude=g.site.latitude,
        longitude=g.site.longitude,
        gazetteer_id=g.site.source,
        country=g.site.country or None,
        within=tell_within(g.site),
        mentions=tuple(g.mentions),
        figures=tuple(g.figures),
        events=tuple(g.events),
        reason=g.reason,
    )
