"""What is new, as a feed to subscribe to.

Source: RFC 4287 (The Atom Syndication Format); JSON Feed, version 1.1.
"""

import datetime as dt
import json
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from onrecord.ledger import Ledger
from onrecord.since import find_since, last_day
from onrecord.tell.report.safe import make_visible
from onrecord.tell.report.wording import capitalise, clip, read_day
from onrecord.tell.tables import Row
from onrecord.text import make_id
from onrecord.web.links import make_path

DAYS = 30
ENTRIES = 50
_TITLE = "New on the record"
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[\ufffe\uffff]")  # what make_visible leaves and XML 1.0 does not take
_LONGEST = 300
_SECTIONS = ("disputed", "moved", "superseded", "reversed", "corroborated", "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One thing that is new: `path` leads to it on this server."""

    day: str
    id: str
    title: str
    text: str
    path: str


def write_atom(ledger: Ledger, base: str) -> bytes:
    """The contradictions and updates of the ledger's last days, the newest first; `base` is the address of this server."""
    latest, entries = _find_entries(ledger)
    root = ElementTree.Element("feed", xmlns=_ATOM)
    _add(root, "id", f"{base}/feed.atom")
    _add(root, "title", _TITLE)
    _add(root, "updated", _stamp(latest.isoformat() if latest else None))
    _add(ElementTree.SubElement(root, "author"), "name", "onrecord")
    ElementTree.SubElement(root, "link", rel="self", href=f"{base}/feed.atom")
    for new in entries:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", f"urn:onrecord:{new.id}")
        _add(entry, "title", new.title)
        _add(entry, "updated", _stamp(new.day))
        ElementTree.SubElement(entry, "link", rel="alternate", href=base + new.path)
        _add(entry, "summary", new.text)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def write_json_feed(ledger: Ledger, base: str) -> bytes:
    """The same entries as a JSON Feed."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _TITLE,
        "home_page_url": f"{base}/since",
        "feed_url": f"{base}/feed.json",
        "authors": [{"name": "onrecord"}],
        "items": [
            {
                "id": f"urn:onrecord:{new.id}",
                "url": base + new.path,
                "title": make_visible(new.title),
                "content_text": make_visible(new.text),
                "date_published": _stamp(new.day),
            }
            for new in _find_entries(ledger)[1]
        ],
    }
    return json.dumps(feed, ensure_ascii=False).encode("utf-8", "replace")


def _find_entries(ledger: Ledger) -> tuple[dt.date | None, list[_Entry]]:
    """The last day of the ledger, and what is new since DAYS before it."""
    latest = read_day(last_day(ledger.connection))
    first = latest - dt.timedelta(days=DAYS) if latest and latest.toordinal() > DAYS else dt.date.min
    found = find_since(ledger.connection, first.isoformat(), limit=ENTRIES, sections=_SECTIONS)
    entries = [_dispute(row, latest) for row in found.disputed.rows]
    entries += [_update("Figure moved", row) for row in found.moved.rows]
    taken_back = {(row["left"], row["right"]) for row in found.reversed.rows}
    entries += [_update("Superseded", r) for r in found.superseded.rows if (r["left"], r["right"]) not in taken_back]
    entries += [_update("Taken back", row) for row in found.reversed.rows]
    entries += [_corroborated(row, latest) for row in found.corroborated.rows]
    entries += [_changed(row) for row in found.changed.rows]
    return latest, sorted(entries, key=lambda e: (e.day, e.id), reverse=True)[:ENTRIES]


def _dispute(row: Row, latest: dt.date | None) -> _Entry:
    days = [d[:10] for d in (row["day"], row["against_day"]) if d and read_day(d[:10])]
    # a side may hold for a day to come; what is told was told by the last day
    day = min(max(days, default="0001-01-01"), latest.isoformat() if latest else "9999")
    text = (
        f"“{clip(row['says'], _LONGEST)}” ({row['said_by']}) against “{clip(row['against'], _LONGEST)}” ({row['against_by']}). "
    )
    path = make_path("disputes", row["left"])
    return _Entry(
        day=day,
        id=make_id("n", row["left"], row["right"]),
        title="In dispute: " + clip(row["says"], 100),
        text=text + row["reason"],
        path=path,
    )


def _corroborated(row: Row, latest: dt.date | None) -> _Entry:
    return _Entry(
        day=min((row["corroborated"] or "0001-01-01")[:10], latest.isoformat() if latest else "9999"),
        id=make_id("n", "corroborated", row["id"]),
        title="Corroborated: " + clip(row["words"], 100),
        text=f"“{clip(row['words'], _LONGEST)}” ({row['said_by']}), first said {row['first_said']}; origins: {row['origins']}.",
        path=make_path("claims", row["entry"]),
    )


def _changed(row: Row) -> _Entry:
    return _Entry(
        day=row["day"],
        id=make_id("n", row["before"], row["after"]),
        title="Changed in place: " + clip(row["title"], 100),
        text=f"{row['publisher'] or 'An outlet'} shows another text at {row['url']} than on {row['before_day']}.",
        path=make_path("articles", row["after"]),
    )


def _update(kind: str, row: Row) -> _Entry:
    about = capitalise(row["indicator"]) or clip(row["after"], 100)
    text = (
        f"“{clip(row['before'], _LONGEST)}” ({row['before_by']}), then “{clip(row['after'], _LONGEST)}” ({row['after_by']}). "
    )
    day = (row["day"] or "0001-01-01")[:10]
    path = make_path("entries", row["right"])
    return _Entry(
        day=day, id=make_id("n", row["left"], row["right"]), title=f"{kind}: {about}", text=text + row["reason"], path=path
    )


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", make_visible(text))


def _stamp(day: str | None) -> str:
    found = read_day(day)
    return f"{(found or dt.date(1970, 1, 1)).isoformat()}T00:00:00Z"
