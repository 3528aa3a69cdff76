"""Web archives, and inputs of very many articles."""

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.read import Failure, Limits, read_sources
from onrecord.read.articles import Place
from onrecord.read.rows import read_lines
from onrecord.read.tapes import Tape
from onrecord.read.warc import read_warc

LINES = [
    "The council of Brenholt voted on Thursday to close the old bridge to lorries until the spring of next year.",
    "“The bridge is safe, but it is tired,” the council's engineer, Ruth Ambler, told the meeting in the town hall.",
    "Shopkeepers said that they would lose a third of their trade, and asked the council to think again in May.",
]
PAGE = (
    "<html><head><title>Bridge closed</title></head><body><article>"
    + "".join(f"<p>{x}</p>" for x in LINES)
    + "</article></body></html>"
).encode()


def record(
    block: bytes, kind: str = "response", url: str = "https://brenholt.example/bridge", mime: str = "application/http"
) -> bytes:
    fields = {"WARC-Type": kind, "WARC-Target-URI": url, "Content-Type": mime, "Content-Length": len(block)}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *fields, "", ""]).encode() + body


def read(folder: Path, data: bytes) -> tuple[list[Article | Failure], list[str]]:
    path = folder / "archive.txt"
    path.write_bytes(data)
    stream = read_sources([str(path)])
    return list(stream), stream.warnings


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pages_and_texts_are_read_and_the_rest_passed_over(tmp_path: Path, pack: object) -> None:
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:100], PAGE[100:])) + b"0\r\n\r\n"
    records = [
        record(b"software: x\r\n", "warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(http(PAGE)),
        record(http(gzip.compress(PAGE), "Content-Encoding: gzip"), url="https://brenholt.example/2"),
        record(http(chunked, "Transfer-Encoding: chunked"), url="https://brenholt.example/3"),
        record("\n".join(LINES).encode(), "conversion", url="https://brenholt.example/4", mime="text/plain"),
        record(http(b"gone", status="404 Not Found")),
        record(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
    ]
    # as archives are really packed: one gzip member for each record
    articles, warnings = read(tmp_path, b"".join(map(pack, records)))  # type: ignore[arg-type]
    assert [a.url for a in articles] == [
        "https://brenholt.example/bridge",
        *(f"https://brenholt.example/{n}" for n in (2, 3, 4)),
    ]
    assert all("\n".join(LINES) in a.text for a in articles)
    assert articles[0].publisher == "brenholt.example"
    assert len(warnings) == 1
    assert "2 of 6 records" in warnings[0]


def test_an_archive_that_breaks_off_keeps_what_was_before(tmp_path: Path) -> None:
    article, failure = read(tmp_path, (record(http(PAGE)) * 2)[:-200])[0]
    assert isinstance(article, Article)
    assert "breaks off in record 2" in str(failure.error)


@pytest.mark.parametrize(
    "data", [b"WARC/1.0\r\n" + b"x" * 200_000, b"WARC/1.0\r\nContent-Length: -1\r\n\r\n", record(b"x", "request")]
)
def test_archives_without_a_record_are_failures(tmp_path: Path, data: bytes) -> None:
    (failure,), _ = read(tmp_path, data)
    assert isinstance(failure, Failure)


def test_archives_are_not_read_inside_archives(tmp_path: Path) -> None:
    (failure,), _ = read(tmp_path, record(record(http(PAGE)), "resource"))
    assert "archive inside an archive" in str(failure.error)


class Endless(io.RawIOBase):
    """A stream of `count` times the same piece, never held as a whole."""

    def __init__(self, piece: bytes, count: int) -> None:
        self.pieces: Iterator[bytes] = (piece for _ in range(count))

    def read(self, size: int = -1, /) -> bytes:
        return next(self.pieces, b"")


def peak_of(articles: Iterator[Article | Failure], count: int) -> int:
    tracemalloc.start()
    try:
        assert sum(isinstance(article, Article) for article in articles) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_very_many_rows_are_not_held_in_memory() -> None:
    tape = Tape(Endless(json.dumps({"text": LINES[0] * 10}).encode() + b"\n", 20_000))
    assert peak_of(read_lines(tape, Place(source="rows"), limits=Limits()), 20_000) < 8 * 1024 * 1024


@pytest.mark.slow
def test_an_archive_is_not_held_in_memory() -> None:
    tape = Tape(Endless(record(LINES[0].encode() * 10, "conversion", mime="text/plain"), 10_000))

    def read_text(inner: Tape, place: Place) -> Iterator[Article | Failure]:
        yield Article(id="a", text=inner.read().decode())

    archive = read_warc(tape, Place(source="archive"), limits=Limits(), read=read_text, warn=lambda _: None)
    assert peak_of(archive, 10_000) < 8 * 1024 * 1024
