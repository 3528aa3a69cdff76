"""The articles as citations for reference managers.

Source: Citation Style Language, csl-data.json schema 1.0. Names are literal: whose name comes first is not known.
"""

from collections.abc import Iterable, Iterator

from onrecord.formats.parts import date_of, dump, language_of, title_of, without_empty, write_items
from onrecord.model import Document
from onrecord.tell.report.safe import find_address
from onrecord.tell.tables import Contents


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """A list of CSL items, one a line."""
    yield "["
    yield from write_items(dump(tell_citation(d)) for contents in stories for d in contents.documents.values())
    yield "]\n"


def tell_citation(document: Document) -> dict[str, object]:
    """An article as a CSL item; a day that was inferred is marked as circa."""
    article, day = document.article, document.reading.anchor
    date = date_of(day)
    issued: dict[str, object] | None = {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
    if issued and day.basis in ("inferred", "unknown"):
        issued["circa"] = True
    return without_empty(
        {
            "id": article.id,
            "type": "article-newspaper",
            "title": title_of(document),
            "container-title": article.publisher,
            "author": [{"literal": name} for name in article.authors if name],
            "issued": issued,
            "URL": find_address(article.url),
            "language": language_of(document),
            "note": f"Day of publication {day.basis}: {day.reason}" if day.reason and day.basis != "given" else None,
        }
    )
