"""Web archives (WARC): the pages, texts and feeds among their records, one at a time.

The records are read by hand, in bounded steps: an archive is hostile input, and may come from a pipe.

Source: ISO 28500:2017.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.config import Limits
from onrecord.errors import InputError, LimitError
from onrecord.model import Article
from onrecord.read.addresses import keep_url
from onrecord.read.articles import Place
from onrecord.read.failures import Failure
from onrecord.read.http_bodies import join_chunks, undo_encoding
from onrecord.read.tapes import CHUNK, Tape

KINDS = frozenset({"response", "resource", "conversion"})
PASSED_OVER = ("image/", "video/", "audio/", "font/", "text/css", "javascript", "ecmascript", "application/octet-stream")
MOST_HEADERS = 64 * 1024
Reader = Callable[[Tape, Place], Iterator[Article | Failure]]
Headers = dict[str, str]


@dataclass(slots=True, kw_only=True)
class Record:
    """One record of an archive: its headers and its block, which is None where it is larger than the limit."""

    headers: Headers
    block: bytes | None
    http: Headers = field(default_factory=dict)
    status: int | None = None


def read_warc(
    tape: Tape, place: Place, *, limits: Limits, read: Reader, warn: Callable[[str], None]
) -> Iterator[Article | Failure]:
    """What `read` makes of each response, resource or conversion; other records, errors and redirects are passed over.

    Raises: InputError where there is no such record in it, or it breaks off.
    """
    records = passed = failures = 0
    for record in iterate_records(tape, place.source, limits=limits):
        records += 1
        if _is_passed_over(record):
            passed += 1
            continue
        for outcome in _read_record(record, place, limits=limits, read=read):
            failures += isinstance(outcome, Failure)
            if not isinstance(outcome, Failure) or failures <= limits.failures:
                yield outcome
    if not records:
        raise InputError(f"{place.source}: a WARC without a response, resource or text in it; check that it is whole")
    if failures > limits.failures:
        warn(f"{place.source}: {failures - limits.failures:,} more records could not be read as articles")
    if passed:
        warn(f"{place.source}: {passed:,} of {records:,} records passed over (errors, redirects, pictures, scripts)")


def iterate_records(tape: Tape, source: str, *, limits: Limits) -> Iterator[Record]:
    """The responses, resources and conversions of an archive.

    Raises: InputError where the archive is damaged or cut off.
    """
    number = 0
    while True:
        while blank := len(ahead := tape.peek(CHUNK)) - len(ahead.lstrip(b"\r\n")):
            tape.read(blank)
        if not ahead:
            return
        number += 1
        damaged = f"{source}: the archive is damaged at record {number:,}; what is before it was read"
        if not tape.peek(5).startswith(b"WARC/"):
            raise InputError(damaged)
        headers = parse_headers(_read_head(tape, damaged))
        size_field = headers.get("content-length", "")
        if not (size_field.isascii() and size_field.isdigit() and len(size_field) < 16):
            raise InputError(damaged)
        size = int(size_field)
        wanted = headers.get("warc-type", "").lower() in KINDS
        if not wanted or size > limits.input_bytes:
            _skip(tape, size, damaged)
            if wanted:
                yield Record(headers=headers, block=None)
            continue
        block = tape.read(size)
        if len(block) < size:
            raise InputError(f"{source}: the archive breaks off in record {number:,}; get it again; what is before it was read")
        yield _with_http(Record(headers=headers, block=block))


def parse_headers(head: bytes) -> Headers:
    """The named fields of a head, names in small letters, the first of each; its first line is left out."""
    found: Headers = {}
    for line in head.split(b"\n")[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(name.strip().lower().decode("latin-1"), value.strip().decode("utf-8", "replace"))
    return found


def _read_head(tape: Tape, damaged: str) -> bytes:
    ahead = tape.peek(MOST_HEADERS)
    for end in (b"\r\n\r\n", b"\n\n"):
        at = ahead.find(end)
        if at >= 0:
            return tape.read(at + len(end))
    raise InputError(damaged)


def _skip(tape: Tape, size: int, damaged: str) -> None:
    while size > 0:
        passed = len(tape.read(min(size, CHUNK)))
        if not passed:
            raise InputError(damaged)
        size -= passed


def _with_http(record: Record) -> Record:
    """The record with the HTTP head of a response taken off its block."""
    block = record.block
    if block is None or not block.startswith(b"HTTP/"):
        return record
    ends = [(block.find(end, 0, MOST_HEADERS), len(end)) for end in (b"\r\n\r\n", b"\n\n")]
    at, length = min(((at, length) for at, length in ends if at >= 0), default=(len(block), 0))
    status = block[:64].split(b" ")[1:2]
    code = int(status[0][:3]) if status and status[0][:3].isdigit() else None
    return Record(headers=record.headers, block=block[at + length :], http=parse_headers(block[:at]), status=code)


def _is_passed_over(record: Record) -> bool:
    if record.status is not None and not 200 <= record.status < 300:
        return True
    kind = (record.http or record.headers).get("content-type", "").lower()
    return any(part in kind for part in PASSED_OVER)


def _read_record(record: Record, place: Place, *, limits: Limits, read: Reader) -> Iterator[Article | Failure]:
    url = keep_url(record.headers.get("warc-target-uri", "").strip("<> "))
    name = url or record.headers.get("warc-record-id", "a record")[:200]
    charset = (
        (record.http or record.headers).get("content-type", "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    )
    inner = Place(source=f"{place.source}, {name}", path=place.path, url=url, charset=charset[:40] or None)
    try:
        data = record.block
        if data is not None:
            if "chunked" in record.http.get("transfer-encoding", "").lower():
                data = join_chunks(data)
            data = undo_encoding(data, record.http.get("content-encoding"), source=inner.source, limits=limits)
        if data is None or len(data) > limits.input_bytes:
            raise LimitError(f"{inner.source}: larger than {limits.input_bytes / 1048576:g} MiB; read it by itself, in parts")
        yield from read(Tape(io.BytesIO(data)), inner)
    except InputError as error:
        yield Failure(source=inner.source, error=error)
