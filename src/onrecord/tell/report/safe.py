"""Text of strangers in a page: controls made visible, addresses that may become links, ids that may become anchors."""

import re
from urllib.parse import quote, urlsplit

from onrecord.showing.display import HIDDEN, make_visible

__all__ = ["find_address", "make_anchor", "make_visible", "quote_address"]

_ANCHOR = re.compile(r"[^A-Za-z0-9_-]+")
_SCHEMES = ("http", "https")
_MAX_ADDRESS = 2000
_MAX_QUOTED = 200
_TEXT_WORDS = 6


def make_anchor(prefix: str, given: str) -> str:
    """An element id of letters, digits, hyphens and underscores that begins with `prefix` and a hyphen."""
    clean = _ANCHOR.sub("_", given)
    return clean if clean.startswith(f"{prefix}-") else f"{prefix}-{clean}"


def quote_address(url: str | None, quoted: str) -> str | None:
    """The address of the page with the passage to look for on it, where the page may be linked to.

    Source: WICG, URL Fragment Text Directives (`#:~:text=`); a long passage by its first and last words.
    """
    address, found = find_address(url), quoted.split()
    if not address or not found:
        return address
    ends = (found,) if len(found) <= 2 * _TEXT_WORDS else (found[:_TEXT_WORDS], found[-_TEXT_WORDS:])
    text = ",".join(quote(" ".join(part)[:_MAX_QUOTED], safe="").replace("-", "%2D") for part in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={text}"


def find_address(url: str | None) -> str | None:
    """The address where it is one that a page may link to: absolute, http or https, without controls or white space."""
    if not url or len(url) > _MAX_ADDRESS or HIDDEN.search(url) or re.search(r"[\s\\<>\"]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in _SCHEMES and host and parts.username is None else None
