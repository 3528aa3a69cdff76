"""Where publishers are at home."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.gazetteer import CAPITAL, MAIN, Site, find_country, find_sites
from onrecord.model import Article

_LARGE = 1_000_000
# top-level domains of countries that the world uses for something else, and those that are not the country's ISO code
_BORROWED = frozenset("ai am cc co fm gg io la ly me nu sh so st tk to tv vc ws".split())
_OTHER_CODES = {"uk": "GB"}
_WORDS = 3


def find_home(articles: Sequence[Article]) -> str:
    """The ISO code of the country that the publishers of a story are at home in, empty where they are of several."""
    count = Counter(code for a in articles if (code := _home_of(a)))
    code, most = max(count.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if 2 * most > len(articles) else ""


def _home_of(article: Article) -> str:
    host = _host(article.url)
    top = host.rsplit(".", 1)[-1] if "." in host else ""
    if len(top) == 2 and top not in _BORROWED:
        code = _OTHER_CODES.get(top, top.upper())
        if find_country(code):
            return code
    words = (article.publisher or "").split()
    for size in range(min(_WORDS, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            codes = {s.country for s, form in find_sites(" ".join(words[i : i + size])) if _is_known(s, form)}
            if len(codes) == 1:
                return codes.pop()
    return ""


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _is_known(site: Site, form: int) -> bool:
    """Whether a publisher that is called so is at home there: a country, a capital, a city of millions."""
    if site.kind == "country":
        return True
    return form == MAIN and site.kind == "town" and (site.rank == CAPITAL or site.population >= _LARGE)
