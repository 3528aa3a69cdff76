"""Structured data (JSON-LD) of a page: what schema.org's Article says of it.

Source: schema.org Article and its kinds; JSON-LD 1.1 as far as pages use it (@graph, references by @id).
"""

import json
import re
from collections import deque
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from onrecord.read.articles import keep_field

ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
LONGEST = 2_000_000
MOST_NODES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The fields of the page's article in its structured data."""

    headline: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None


def read_linked(tree: HtmlElement) -> Linked:
    """What the structured data says of the page's article; empty where there is none."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            nodes.extend(_nodes(_load(script.text or "")))
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(ARTICLE.search(kind) for kind in _strings(node.get("@type")))]
    if not articles:
        return Linked()
    # outer nodes come first; of several, the one that has a day is the page's own
    article = next((node for node in articles if _first(node.get("datePublished"))), articles[0])
    return Linked(
        headline=_first(article.get("headline")) or _first(article.get("name")),
        url=_first(article.get("url")) or _reference(article.get("mainEntityOfPage")),
        publisher=next(iter(_names(article.get("publisher"), by_id)), None),
        authors=_names(article.get("author"), by_id) or _names(article.get("creator"), by_id),
        language=_first(article.get("inLanguage")),
        published=_first(article.get("datePublished")),
    )


def _load(script: str) -> Any:
    """The value of one script; pages have line breaks in strings, comments around it and a semicolon after it."""
    script = re.sub(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$", "", script[:LONGEST]).strip().rstrip(";")
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> list[dict[str, Any]]:
    """The objects in a value, outer ones first."""
    found: list[dict[str, Any]] = []
    queue = deque([value])
    while queue and len(found) < MOST_NODES:
        item = queue.popleft()
        if isinstance(item, dict):
            found.append(item)
            queue.extend(child for child in item.values() if isinstance(child, dict | list))
        elif isinstance(item, list):
            queue.extend(child for child in item[:MOST_NODES] if isinstance(child, dict | list))
    return found


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _first(value: Any) -> str | None:
    return next((kept for kept in map(keep_field, _strings(value)) if kept), None)


def _reference(value: Any) -> str | None:
    return _first(value.get("@id") or value.get("url")) if isinstance(value, dict) else _first(value)


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """The names of people or organisations, given as strings, objects or references."""
    names: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:50]:
        found: Any = item
        if isinstance(item, dict):
            found = item.get("name") or by_id.get(str(item.get("@id")), {}).get("name")
        names.extend(kept for kept in map(keep_field, _strings(found)) if kept)
    return tuple(dict.fromkeys(names))
