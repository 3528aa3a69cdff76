"""The sources as a web archive: the text of each article, as it was read, as a WARC record.

A ledger keeps the text that it read, not the page around it, nor when it was fetched. So a record is plain text, and its date
is the article's day of publication, 1970-01-01 where that is not known.
Source: ISO 28500 (WARC 1.0), WACZ 1.1.1, CDXJ.
"""

import gzip
import hashlib
import json
import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from onrecord.formats.files import write_whole
from onrecord.formats.parts import date_of, name_article, title_of
from onrecord.model import Document
from onrecord.tell.tables import Contents

VERSION = "1.1.1"
_ARCHIVE = "data.warc.gz"
_CHUNK = 1024 * 1024
_LINES = 2048  # of the index in one piece that is compressed by itself
_UNKNOWN = "1970-01-01"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can tell: the same ledger gives the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """Where a record lies in the archive."""

    key: str
    url: str
    stamp: str
    title: str
    id: str
    digest: str
    offset: int
    length: int


def write_wacz(stories: Iterable[Contents], path: Path, *, title: str = "Sources") -> int:
    """Writes the archive, whole or not at all; returns how many articles it holds. The texts wait on disk.

    Raises: ConfigError where the file cannot be written.
    """
    kept: list[_Kept] = []
    with tempfile.TemporaryFile() as archive:
        archive.write(_record("warcinfo", None, "warcinfo", f"{_UNKNOWN}T00:00:00Z", "application/warc-fields", _ABOUT))
        for contents in stories:
            kept.extend(_keep(archive, document) for document in contents.documents.values())
        write_whole(path, lambda file: _pack(file, archive, kept, title))
    return len(kept)


_ABOUT = (
    b"software: onrecord\r\nformat: WARC File Format 1.0\r\ndescription: the text of articles as it was read, not the pages\r\n"
)


def _keep(archive: BinaryIO, document: Document) -> _Kept:
    article = document.article
    url, stamp = name_article(article), _stamp(document)
    body = article.text.encode("utf-8", "replace")
    record = _record("resource", url, article.id, stamp, "text/plain; charset=utf-8", body)
    offset = archive.tell()
    archive.write(record)
    return _Kept(
        key=make_key(url),
        url=url,
        stamp=stamp,
        title=title_of(document).encode("utf-8", "replace").decode("utf-8"),
        id=article.id,
        digest=_digest(body),
        offset=offset,
        length=len(record),
    )


def _stamp(document: Document) -> str:
    """The day of publication as a moment; of a month or year its first day."""
    day = document.reading.anchor.earliest or date_of(document.reading.anchor) or _UNKNOWN
    return f"{day}T00:00:00Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else f"{_UNKNOWN}T00:00:00Z"


def _digest(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def _record(kind: str, url: str | None, id_: str, stamp: str, media: str, body: bytes) -> bytes:
    """One WARC record, compressed by itself."""
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:onrecord:{id_}')}>",
        f"WARC-Date: {stamp}",
        *([f"WARC-Target-URI: {url}", f"WARC-Payload-Digest: {_digest(body)}"] if url else []),
        f"WARC-Block-Digest: {_digest(body)}",
        f"Content-Type: {media}",
        f"Content-Length: {len(body)}",
    ]
    return gzip.compress("\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + body + b"\r\n\r\n", mtime=0)


def make_key(url: str) -> str:
    """The address as an index sorts it: the host from its end, then path and query, in small letters."""
    parts = urlsplit(url)
    if not parts.hostname:
        return url
    host = re.sub(r"^www\d*\.", "", parts.hostname)
    port = f":{parts.port}" if parts.port and parts.port != {"http": 80, "https": 443}[parts.scheme] else ""
    path = parts.path.rstrip("/") or "/"
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){path}{query}".lower()


def _pack(file: BinaryIO, archive: BinaryIO, kept: list[_Kept], title: str) -> None:
    """The files of the package, and what each is."""
    index, pieces = _index(kept)
    pages = "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in _pages(kept))
    resources: list[dict[str, object]] = []
    with zipfile.ZipFile(file, "w") as package:

        def add(path: str, content: Iterable[bytes], *, packed: bool) -> None:
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            size, digest = 0, hashlib.sha256()
            with package.open(entry, "w", force_zip64=True) as out:
                for chunk in content:
                    out.write(chunk)
                    size += len(chunk)
                    digest.update(chunk)
            name = path.rpartition("/")[2].lower()
            resources.append({"name": name, "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": size})

        archive.seek(0)
        add(f"archive/{_ARCHIVE}", iter(lambda: archive.read(_CHUNK), b""), packed=False)
        add("indexes/index.cdx.gz", [index], packed=False)
        add("indexes/index.idx", [pieces], packed=True)
        add("pages/pages.jsonl", [pages.encode()], packed=True)
        described = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": title,
            "description": "The text of articles as onrecord read it. Dates are days of publication.",
            "software": "onrecord",
            "resources": list(resources),
        }
        text = (json.dumps(described, indent=1) + "\n").encode()
        add("datapackage.json", [text], packed=True)
        sealed = {"path": "datapackage.json", "hash": _digest(text)}
        add("datapackage-digest.json", [(json.dumps(sealed) + "\n").encode()], packed=True)


def _pages(kept: list[_Kept]) -> Iterable[dict[str, str]]:
    yield {"format": "json-pages-1.0", "id": "pages", "title": "Articles"}
    for page in kept:
        yield {"id": page.id, "url": page.url, "ts": page.stamp, "title": page.title}


def _index(kept: list[_Kept]) -> tuple[bytes, bytes]:
    """The index in compressed pieces, and where each of them lies."""
    lines = []
    for page in kept:
        stamp = re.sub(r"\D", "", page.stamp)
        row = {
            "url": page.url,
            "mime": "text/plain",
            "digest": page.digest,
            "length": str(page.length),
            "offset": str(page.offset),
            "filename": _ARCHIVE,
        }
        lines.append(f"{page.key} {stamp} {json.dumps(row)}\n")
    lines.sort()
    index = b""
    pieces = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for at in range(0, len(lines), _LINES):
        part = lines[at : at + _LINES]
        packed = gzip.compress("".join(part).encode("utf-8"), mtime=0)
        place = {"offset": len(index), "length": len(packed), "digest": _digest(packed), "filename": "index.cdx.gz"}
        pieces.append(f"{part[0].partition(' {')[0]} {json.dumps(place)}\n")
        index += packed
    return index or gzip.compress(b"", mtime=0), "".join(pieces).encode("utf-8")
