"""What an input may cost, and what comes of one that cannot be read."""

from dataclasses import dataclass

from onrecord.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that an input may be; an input beyond is a `LimitError`, and the others go on.

    Unit: `input_bytes` bytes of one page, feed, text or row, after decompression; `article_chars` code points of one article;
    `nesting` elements inside one another and `elements` tags in one page; `layers` of compression; `expansion` decompressed
    bytes for each byte stored, counted beyond the first `input_bytes`; `failures` bad rows or records told one by one.
    """

    input_bytes: int = 64 * 1024 * 1024
    article_chars: int = 2_000_000
    nesting: int = 250
    elements: int = 30_000
    layers: int = 2
    expansion: int = 200
    failures: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input, or one row, entry or record of it, that could not be read; `error` says why and what to do."""

    source: str
    error: InputError
