"""Bodies of HTTP responses as they were sent, brought back to what they hold.

Source: RFC 9112 section 7.1 (chunked), RFC 9110 section 8.4.1 (content codings).
"""

import zlib

from onrecord.config import Limits
from onrecord.errors import InputError

MOST_CODINGS = 3


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
            return b"".join(parts) if parts else data
        if size <= 0:
            break
        parts.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size + 2
    return b"".join(parts)


def undo_encoding(data: bytes, encoding: str | None, *, source: str, limits: Limits) -> bytes:
    """A body as it was before its content encoding, never more than the limit and one byte.

    Raises: InputError where the encoding is unknown or the data damaged.
    """
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",")][:MOST_CODINGS]):
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
    windows = [zlib.MAX_WBITS | 16]
    if name == "deflate":
        # servers send both the form with a header, which is right, and the bare one
        windows = [zlib.MAX_WBITS, -zlib.MAX_WBITS]
    for window in windows[:-1]:
        try:
            return zlib.decompressobj(window).decompress(data, limit)
        except zlib.error:
            continue
    try:
        return zlib.decompressobj(windows[-1]).decompress(data, limit)
    except zlib.error as error:
        raise InputError(f"{source}: the {name} data is damaged ({error}); get the page again") from error
