"""The events as a timeline for TimelineJS, which takes text as HTML: here it is text, with every mark of HTML written out.

Source: TimelineJS3, "Using JSON" (Northwestern University Knight Lab).
"""

from collections.abc import Iterable, Iterator
from html import escape

from onrecord.formats.parts import dump, name_article, outlet_of, title_of, without_empty, write_object
from onrecord.model import Event
from onrecord.tell.report.safe import make_visible
from onrecord.tell.tables import Contents

_LONGEST = 90  # characters of a headline


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """Every event of every story as a slide, one a line, in the order of their days within a story."""
    return write_object({}, "events", (dump(slide) for contents in stories for slide in _slides(contents)))


def _slides(contents: Contents) -> Iterator[dict[str, object]]:
    for record in contents.records:
        for event in sorted(record.events, key=lambda e: (e.date, e.id)):
            first, _, last = event.date.partition("/")
            slide = {
                "unique_id": event.id,
                "start_date": _date(first),
                "end_date": _date(last) if last and last != first else None,
                "text": {"headline": _escape(_clip(event.text)), "text": _tell(contents, event)},
                "group": _escape(_clip(record.story.title)),
            }
            if slide["start_date"]:
                yield without_empty(slide)


def _date(value: str) -> dict[str, int] | None:
    parts = value.partition("T")[0].split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
        return None
    return dict(zip(("year", "month", "day"), map(int, parts), strict=False))


def _tell(contents: Contents, event: Event) -> str:
    told = []
    for passage in event.passages:
        document = contents.documents.get(passage.article)
        if document is None:
            continue
        named = _escape(outlet_of(document) or _clip(title_of(document)))
        address = name_article(document.article)
        if address.startswith("http"):
            named = f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{named}</a>'
        told.append(f"<p><q>{_escape(passage.exact)}</q> {named}</p>")
    return "".join(told)


def _escape(text: str) -> str:
    return escape(make_visible(text))


def _clip(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
