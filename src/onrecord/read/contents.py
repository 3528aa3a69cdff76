"""What is in an input: its format recognised by content, and the reader of that format called."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.config import Limits
from onrecord.errors import InputError
from onrecord.model import Article
from onrecord.read.addresses import keep_url
from onrecord.read.articles import Given, Place, make_article
from onrecord.read.decoding import declared_charset, decode
from onrecord.read.failures import Failure
from onrecord.read.formats import HEAD, is_noise, name_binary, recognise
from onrecord.read.rows import read_json, read_lines
from onrecord.read.tapes import Tape, decompress, read_whole


def read_contents(
    tape: Tape, place: Place, *, limits: Limits, warn: Callable[[str], None], archived: bool = False
) -> Iterator[Article | Failure]:
    """The articles on a tape one by one, and a failure for each part that is none; an archive inside an archive is refused.

    Raises: InputError where nothing on it can be read.
    """
    tape = decompress(tape, source=place.source, limits=limits)
    head = tape.peek(HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise InputError(f"{place.source}: there is nothing in it; leave it out, or save it again")
    if known := name_binary(head):
        kind, remedy = known
        raise InputError(f"{place.source}: {kind}, not text; {remedy}")
    if head.startswith(b"WARC/"):
        if archived:
            raise InputError(f"{place.source}: an archive inside an archive; unpack it and read it by itself")
        yield from _read_archive(tape, place, limits=limits, warn=warn)
        return
    # the last bytes of the head may be half a letter, of up to four bytes
    beginning = decode(head[:-4] if len(head) == HEAD else head, charset=place.charset)
    if is_noise(beginning):
        raise InputError(f"{place.source}: binary data of an unknown kind, not text; convert it to text, or leave it out")
    form = recognise(beginning)
    if form == "jsonl":
        yield from _read_jsonl(tape, place, limits=limits)
        return
    data = read_whole(tape, source=place.source, limits=limits)
    if form == "feed":
        from onrecord.read.feeds import read_feed

        yield from read_feed(decode(data, charset=place.charset or declared_charset(data)), place, limits=limits)
    elif form == "xml":
        raise InputError(
            f"{place.source}: XML that is no feed or page, or defines its own entities; convert its articles to text or JSONL"
        )
    elif form == "mhtml":
        yield _read_saved(data, place, limits=limits)
    elif form == "html":
        yield _read_page(data, place, limits=limits)
    elif form == "json":
        yield from read_json(decode(data, charset=place.charset), place, limits=limits)
    else:
        yield make_article(decode(data, charset=place.charset), place, Given(url=place.url), limits=limits)


def _read_archive(tape: Tape, place: Place, *, limits: Limits, warn: Callable[[str], None]) -> Iterator[Article | Failure]:
    from onrecord.read.warc import read_warc

    def read(inner: Tape, at: Place) -> Iterator[Article | Failure]:
        return read_contents(inner, at, limits=limits, warn=warn, archived=True)

    yield from read_warc(tape, place, limits=limits, read=read, warn=warn)


def _read_jsonl(tape: Tape, place: Place, *, limits: Limits) -> Iterator[Article | Failure]:
    """Rows by the line; where the first line is all there is, it may be a JSON feed."""
    first = tape.peek(HEAD)
    if b"jsonfeed.org" in first and b"\n" not in first.strip():
        data = read_whole(tape, source=place.source, limits=limits)
        yield from read_json(decode(data), place, limits=limits)
        return
    yield from read_lines(tape, place, limits=limits)


def _read_page(data: bytes, place: Place, *, limits: Limits) -> Article:
    from onrecord.read.html import read_markup

    markup = decode(data, charset=place.charset or declared_charset(data))
    return read_markup(markup, place, Given(), limits=limits)


def _read_saved(data: bytes, place: Place, *, limits: Limits) -> Article:
    from onrecord.read.mhtml import find_page

    page, charset, address = find_page(data, source=place.source)
    at = replace(place, charset=charset, url=place.url or keep_url(address))
    return _read_page(page, at, limits=limits)
