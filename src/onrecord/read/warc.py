"""Web archives (WARC): the pages, texts and feeds among their records, one at a time.

Source: ISO 28500:2017.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.errors import InputError, LimitError
from onrecord.model import Article
from onrecord.read.addresses import keep_url
from onrecord.read.articles import Place
from onrecord.read.limits import Failure, Limits
from onrecord.read.tapes import Tape

READ = ("text/html", "application/xhtml", "text/plain", "xml", "json")
PASSED_OVER = ("image/", "video/", "audio/", "font/", "text/css", "javascript", "ecmascript", "application/octet-stream")
Reader = Callable[[Tape, Place], Iterator[Article | Failure]]


def read_warc(
    tape: Tape, place: Place, *, limits: Limits, read: Reader, warn: Callable[[str], None]
) -> Iterator[Article | Failure]:
    """What `read` makes of each response, resource or conversion; other records, errors and redirects are passed over.

    Raises: InputError where there is no record in it, or it breaks off.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records = passed = failures = 0
    try:
        archive = ArchiveIterator(tape, record_types=kinds, parse_http=True, strict_mode=False)
        for record in archive:
            records += 1
            if _is_passed_over(record):
                passed += 1
                continue
            for outcome in _read_record(record, place, limits=limits, read=read):
                failures += isinstance(outcome, Failure)
                if not isinstance(outcome, Failure) or failures <= limits.failures:
                    yield outcome
    except (InputError, GeneratorExit):
        raise
    except Exception as error:
        raise InputError(f"{place.source}: the archive is damaged after record {records:,} ({type(error).__name__})") from error
    if not records:
        raise InputError(f"{place.source}: a WARC without a response, resource or text in it; check that it is whole")
    if failures > limits.failures:
        warn(f"{place.source}: {failures - limits.failures:,} more records could not be read as articles")
    if passed:
        warn(f"{place.source}: {passed:,} of {records:,} records passed over (errors, redirects, pictures, scripts)")


def _is_passed_over(record: Any) -> bool:
    kind = record.headers.get("Content-Type") or ""
    if record.is_http_parsed:
        status = record.http_headers.status_code if record.http_headers is not None else None
        if status is not None and not 200 <= status < 300:
            return True
        kind = record.http_content_type or ""
    return any(part in kind.lower() for part in PASSED_OVER)


def _read_record(record: Any, place: Place, *, limits: Limits, read: Reader) -> Iterator[Article | Failure]:
    address = record.headers.get("WARC-Target-URI") or ""
    url = keep_url(address.strip("<> "))
    inner = Place(source=f"{place.source}, {url or record.record_id}", path=place.path, url=url, charset=record.http_charset)
    try:
        data = _payload(record, inner.source, limits=limits)
        yield from read(Tape(io.BytesIO(data)), inner)
    except InputError as error:
        yield Failure(source=inner.source, error=error)


def _payload(record: Any, source: str, *, limits: Limits) -> bytes:
    """The bytes of a record, its transfer and content encodings undone."""
    data: bytes = record.reader.read(limits.input_bytes + 1)
    headers = record.http_headers if record.is_http_parsed else None
    if headers is not None:
        if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
            data = join_chunks(data)
        data = undo_encoding(data, headers.get("Content-Encoding"), source=source, limits=limits)
    if len(data) > limits.input_bytes:
        raise LimitError(f"{source}: larger than {limits.input_bytes / 1048576:g} MiB; read it by itself, in parts")
    return data


def join_chunks(data: bytes) -> bytes:
    """A body without the chunk sizes of HTTP/1.1; what is not in that form is given back as it is."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\n", at, at + 200)
        size_field = data[at:end].split(b";")[0].strip() if end > at else b""
        try:
            size = int(size_field, 16)
        except ValueError:
            return data if not parts else b"".join(parts)
        if size <= 0:
            break
        parts.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size + 2
    return b"".join(parts)


def undo_encoding(data: bytes, encoding: str | None, *, source: str, limits: Limits) -> bytes:
    """A body as it was before its content encoding, never more than the limit and one byte.

    Raises: InputError where the encoding is unknown or the data damaged.
    """
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",")][:4]):
        if name in {"", "identity"}:
            continue
        if name not in {"gzip", "x-gzip", "deflate"}:
            raise InputError(
                f"{source}: content encoded as {name[:20]!r}, which is not read; save the page from a browser instead"
            )
        # archives often name an encoding that was undone before
        if name != "deflate" and not data.startswith(b"\x1f\x8b"):
            continue
        data = _inflate(data, name, source=source, limit=limits.input_bytes + 1)
    return data


def _inflate(data: bytes, name: str, *, source: str, limit: int) -> bytes:
    windows = (zlib.MAX_WBITS | 16,) if name != "deflate" else (zlib.MAX_WBITS, -zlib.MAX_WBITS)
    for window in windows:
        try:
            return zlib.decompressobj(window).decompress(data, limit)
        except zlib.error as error:
            if window == windows[-1]:
                raise InputError(f"{source}: the {name} data is damaged ({error}); get the page again") from error
    return data
