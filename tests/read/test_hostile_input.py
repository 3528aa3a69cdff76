"""Inputs made to do harm: each is an article or a failure, in little time and memory."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.timing import grows, within

from onrecord.model import Article
from onrecord.read import Failure, Limits, read_sources
from onrecord.read.articles import Place
from onrecord.read.feeds import mend_feed, read_feed

MB = 1 << 20
LINES = ["The mayor of Oakden said that forty people had been moved.", "The road was closed, the police said on Tuesday."] * 3
SECONDS = 20.0


def page(body: str, head: str = "") -> bytes:
    inner = "".join(f"<p>{line} ({n})</p>" for n, line in enumerate(LINES))
    head = f"<head><title>The road is closed</title>{head}</head>"
    return f"<html>{head}<body><article>{inner}{body}</article></body></html>".encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "100 MB of nesting": lambda: b"<div>" * (20 * MB),
    "60 MB of nesting": lambda: b"<html><body>" + b"<div>" * (12 * MB),
    "nesting without an end": lambda: page("<b>" * 25_000),
    "nesting of fragments": lambda: json.dumps({"html": "<i>" * 20_000 + "x"}).encode(),
    "very many paragraphs": lambda: page("<p>x" * 28_000),
    "very many elements": lambda: page("<p>x" * 500_000),
    "a table in tables": lambda: page("<table>" * 60 + "<tr>" + "<td>x</td>" * 10_000),
    "one paragraph of 1.4 MB": lambda: page("<p>" + "word " * 280_000 + "</p>"),
    "a megabyte of white space": lambda: page("<p>a" + " " * MB + "b</p>"),
    "attributes in masses": lambda: page("<p " + " ".join(f'a{n}="x"' for n in range(200_000)) + ">x</p>"),
    "attributes behind a quote": lambda: page("<script>'<a x=\"'</script><p " + "b " * 200_000 + '">x</p>'),
    "a class of 7 MB": lambda: page('<p class="' + "caption " * MB + '">x</p>'),
    "captions in captions": lambda: page(("<div class=caption>" * 100 + "<i>x</i>" * 20 + "</div>" * 100) * 120),
    "script that does not end": lambda: page("<script>" * 20_000),
    "comments that do not end": lambda: page("<!--" * 200_000),
    "angle brackets": lambda: page("<" * MB),
    "structured data in masses": lambda: page("", '<script type="application/ld+json">' + "[" * MB + "</script>"),
    "dates in masses": lambda: page('<time class=published datetime="' + "2" * 100 + '">x</time>' * 20_000),
    "links that run": lambda: page('<a href="javascript:alert(1)" onclick=alert(2)>more</a> ' * 5_000),
    "null bytes in a page": lambda: page("\0".join("nothing")),
    "null bytes in a text": lambda: b"The road is closed.\0\0" * 10_000,
    "lone surrogates": lambda: "the \ud800 road \udfff".encode("utf-8", "surrogatepass") * 1000,
    "lone surrogates in JSON": lambda: b'{"text": "the \\ud800 road", "title": "\\udc00", "url": "http://a.example/\\ud800"}',
    "bidi controls": lambda: "\u202eThe road\u202c is closed\u2066.\n".encode() * 1000,
    "a line of a megabyte": lambda: b"a" * MB,
    "ten thousand quote marks": lambda: "“".encode() * 10_000 + b'"' * 10_000,
    "a bomb of zeros": lambda: gzip.compress(b"\0" * (300 * MB)),
    "a bomb of words": lambda: gzip.compress(b"word " * (60 * MB)),
    "a bomb in a bomb": lambda: gzip.compress(gzip.compress(b'{"text": "x"}' + b"\n" * (300 * MB))),
    "three layers": lambda: gzip.compress(gzip.compress(gzip.compress(b"x"))),
    "gzip cut off": lambda: gzip.compress(b"The road is closed. " * 5000)[:-20],
    "gzip of junk": lambda: b"\x1f\x8b" + b"junk" * 100,
    "a line of 70 MB in JSONL": lambda: b'{"text":"one"}\n{"text":"' + b"x" * (70 * MB) + b'"}\n{"text":"two"}\n',
    "JSON in JSON": lambda: b'[{"text":' + b"[" * (5 * MB),
    "a number of a megabyte": lambda: b'{"text":"x","id":' + b"9" * MB + b"}",
    "billion laughs": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<rss><channel><item><title>&b;</title></item></channel></rss>"
    ),
    "a feed of nesting": lambda: b'<?xml version="1.0"?><rss version="2.0"><channel><item>' + b"<a>" * 500_000,
    "a feed of brackets": lambda: b'<rss version="2.0"><channel><item><title>' + b"<" * MB,
    "a feed of ampersands": lambda: b'<rss version="2.0"><channel><item><title>' + b"&" * MB,
    "a feed of sections": lambda: b'<rss version="2.0"><channel><item><description>' + b"<![CDATA[" * 100_000,
    "an outside file": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'
    ),
    "an archive without an end of its head": lambda: b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000_000,
    "an archive of blank lines": lambda: b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" + b"\r\n" * (20 * MB),
    "an archive that promises too much": lambda: (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"
    ),
}


@pytest.fixture
def memory() -> Iterator[None]:
    """No more than 1.5 GB beyond what the tests before left: a bomb would take far more."""
    own = Path("/proc/self")
    if not own.exists():
        yield  # only Linux tells
        return
    (own / "clear_refs").write_text("5")  # the highest from now on
    before = _held(own, "VmRSS")
    yield
    assert _held(own, "VmHWM") - before < 1.5 * MB


def _held(process: Path, name: str) -> int:
    """What a process holds or held at the highest, in kilobytes."""
    lines = (process / "status").read_text(encoding="utf8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.slow
def test_hostile_input_is_bounded(tmp_path: Path, name: str) -> None:
    path = tmp_path / "input"
    path.write_bytes(HOSTILE[name]())
    assert within(SECONDS, lambda: list(read_sources([str(path)])))
    outcomes = list(read_sources([str(path)]))
    assert outcomes
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            assert str(path) in str(outcome.error)
            assert ";" in str(outcome.error)
        else:
            check_article(outcome)


def check_article(article: Article) -> None:
    assert article.text.strip()
    assert len(article.text) <= Limits().article_chars
    assert not any("\ud800" <= c <= "\udfff" or c in "\0\r" for c in article.text + (article.title or "") + (article.url or ""))
    assert "alert(" not in article.text
    assert article.url is None or article.url.startswith(("http://", "https://"))
    at = 0
    for hint in article.hints:
        assert at <= hint.start < hint.end <= len(article.text)
        at = hint.end


@pytest.mark.parametrize("name", ["lone surrogates in JSON", "bidi controls", "null bytes in a text", "null bytes in a page"])
def test_what_can_be_read_of_hostile_input_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "input"
    path.write_bytes(HOSTILE[name]())
    (article,) = read_sources([str(path)])
    assert isinstance(article, Article)
    assert "road" in article.text
    assert article.url is None


def test_what_is_before_the_end_of_damaged_gzip_rows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    rows = [json.dumps({"id": n, "text": f"Boat {n * 7919 % 1000} left at {n * 104729 % 997}."}) for n in range(20_000)]
    path.write_bytes(gzip.compress("\n".join(rows).encode())[:-2000])
    *articles, failure = read_sources([str(path)])
    assert len(articles) > 1000
    assert "damaged or cut off" in str(failure.error)


def test_long_feeds_take_time_in_proportion() -> None:
    text = "&lt;p&gt;The boat left the harbour at noon.&lt;/p&gt;" * 10
    item = f"<item><title>Boat</title><description>{text}</description></item>"

    def read(entries: int) -> int:
        return len(list(read_feed(f"<rss><channel>{item * entries}</channel></rss>", Place(source="feed"), limits=Limits())))

    assert read(1600) == 1600
    assert not grows(lambda: read(100), lambda: read(1600), times=64)


def test_a_mended_feed_has_no_entities_of_its_own() -> None:
    assert (
        mend_feed("<rss><t>&nbsp;&unknown; A&B &#8220;</t></rss>", source="x")
        .decode()
        .endswith("<rss><t>\xa0&amp;unknown; A&amp;B “</t></rss>")
    )
