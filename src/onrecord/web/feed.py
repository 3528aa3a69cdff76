"""What is new, as a feed to subscribe to.

Source: RFC 4287 (The Atom Syndication Format).
"""

import datetime as dt
import re
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
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[\ufffe\uffff]")  # what make_visible leaves and XML 1.0 does not take
_LONGEST = 300


def write_feed(ledger: Ledger, base: str) -> bytes:
    """The contradictions and updates of the ledger's last days, the newest first; `base` is the address of this server."""
    latest = read_day(last_day(ledger.connection))
    first = latest - dt.timedelta(days=DAYS) if latest and latest.toordinal() > DAYS else dt.date.min
    found = find_since(ledger.connection, first.isoformat(), limit=ENTRIES, sections=("disputed", "moved", "superseded"))
    entries = [_dispute(row, latest) for row in found.disputed.rows]
    entries += [_update("Figure moved", row) for row in found.moved.rows]
    entries += [_update("Superseded", row) for row in found.superseded.rows]
    entries.sort(key=lambda e: (e[0], e[1]), reverse=True)
    root = ElementTree.Element("feed", xmlns=_ATOM)
    _add(root, "id", f"{base}/feed.atom")
    _add(root, "title", "New on the record")
    _add(root, "updated", _stamp(latest.isoformat() if latest else None))
    _add(ElementTree.SubElement(root, "author"), "name", "onrecord")
    ElementTree.SubElement(root, "link", rel="self", href=f"{base}/feed.atom")
    for day, id_, title, text, path in entries[:ENTRIES]:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", f"urn:onrecord:{id_}")
        _add(entry, "title", title)
        _add(entry, "updated", _stamp(day))
        ElementTree.SubElement(entry, "link", rel="alternate", href=base + path)
        _add(entry, "summary", text)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _dispute(row: Row, latest: dt.date | None) -> tuple[str, str, str, str, str]:
    days = [d[:10] for d in (row["day"], row["against_day"]) if d and read_day(d[:10])]
    # a side may hold for a day to come; what is told was told by the last day
    day = min(max(days, default="0001-01-01"), latest.isoformat() if latest else "9999")
    text = (
        f"“{clip(row['says'], _LONGEST)}” ({row['said_by']}) against “{clip(row['against'], _LONGEST)}” ({row['against_by']}). "
    )
    path = make_path("disputes", row["left"])
    return day, make_id("n", row["left"], row["right"]), "In dispute: " + clip(row["says"], 100), text + row["reason"], path


def _update(kind: str, row: Row) -> tuple[str, str, str, str, str]:
    about = capitalise(row["indicator"]) or clip(row["after"], 100)
    text = (
        f"“{clip(row['before'], _LONGEST)}” ({row['before_by']}), then “{clip(row['after'], _LONGEST)}” ({row['after_by']}). "
    )
    day = (row["day"] or "0001-01-01")[:10]
    path = make_path("entries", row["right"])
    return day, make_id("n", row["left"], row["right"]), f"{kind}: {about}", text + row["reason"], path


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", make_visible(text))


def _stamp(day: str | None) -> str:
    found = read_day(day)
    return f"{(found or dt.date(1970, 1, 1)).isoformat()}T00:00:00Z"
