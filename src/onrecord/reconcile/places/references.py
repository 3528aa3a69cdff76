"""What "the region" and "the capital" refer to."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from onrecord.gazetteer import ADJECTIVE, Site, find_capital, find_sites
from onrecord.model import Document
from onrecord.reconcile.places.mentions import Mention, Reference, find_references

_BACK = 3  # sentences in which what is referred to is looked for
_SHARE = 0.6  # of an article's mentions that lie in the country whose capital goes without its name

Row = tuple[Mention, Site | None]


def resolve_references(document: Document, rows: Sequence[Row]) -> list[Row]:
    """The words of an article that refer to a place it names; those that may refer to something else are left out."""
    starts = sorted(s.start for s in document.layout.sentences)
    ordered = sorted(rows, key=lambda row: row[0].start)
    at = [m.start for m, _ in ordered]
    country = _main_country(rows)
    found: list[Row] = []
    for r in find_references(document):
        site = _capital_of(r, country) if r.what == "capital" else _last_of(r, ordered, at, starts)
        if site:
            exact = document.article.text[r.start : r.end]
            found.append((Mention(r.start, r.end, exact, "", ""), site))
    return found


def _main_country(rows: Sequence[Row]) -> str:
    """The country that most of an article's places lie in, empty where none has most."""
    count = Counter(site.country for _, site in rows if site and site.country)
    unresolved = sum(site is None for _, site in rows)
    code, most = max(count.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if most >= _SHARE * (count.total() + unresolved) else ""


def _capital_of(r: Reference, country: str) -> Site | None:
    if r.people:
        codes = {site.country for site, form in find_sites(r.people) if form == ADJECTIVE}
        return find_capital(next(iter(codes))) if len(codes) == 1 else None
    return find_capital(country) if country else None


def _last_of(r: Reference, ordered: Sequence[Row], at: Sequence[int], starts: Sequence[int]) -> Site | None:
    """The last place of the kinds that is named before, in this sentence or the few before it; None if it is unknown."""
    sentence = bisect_right(starts, r.start) - 1
    first = starts[max(0, sentence - _BACK)] if starts else 0
    for m, site in reversed(ordered[: bisect_right(at, r.start)]):
        if m.start < first:
            return None
        if site is None:
            if m.kind in ("", r.kinds[0]):
                return None
            continue
        if site.kind in r.kinds:
            return site
    return None
