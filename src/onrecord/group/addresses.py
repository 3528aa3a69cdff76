"""When two addresses lead to one article."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# query parameters that say where a reader came from, not what is shown
_FROM = re.compile(
    r"^(?:utm_.*|at_.*|ns_.*|mc_.*|fbclid|gclid|igshid|cmp|cmpid|ref|ref_src|referrer|rss|ftag|partner|smid|sr_share)$", re.I
)


def address_key(url: str | None) -> str | None:
    """What is the same for all addresses of one article: no scheme, "www.", fragment, closing slash or referral parameters.

    None for the front page of a site, where another text stands every hour, and for what is no address.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = re.sub(r"/(?:index\.[a-z]+)?$", "", parts.path)
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _FROM.match(k)))
    if not host or not (path or query):
        return None
    return f"{host}{path}?{query}" if query else host + path
