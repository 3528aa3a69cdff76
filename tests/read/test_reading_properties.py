"""Whatever the bytes: an article or a failure, never an exception, and the same each time."""

import gzip
import json
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.config import Limits
from onrecord.errors import InputError
from onrecord.model import Article
from onrecord.read.articles import Given, Place
from onrecord.read.contents import read_contents
from onrecord.read.days import make_when, parse_day
from onrecord.read.decoding import decode
from onrecord.read.failures import Failure
from onrecord.read.html import read_fragment
from onrecord.read.html_trees import one_line
from onrecord.read.tapes import Tape
from onrecord.text import as_input_text

QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STARTS = [
    b"",
    b"<html><body><p>",
    b"<!doctype html><article>",
    b"<rss><channel><item><title>",
    b"<feed><entry>",
    b'{"text": "',
    b'[{"html": "<p>',
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    b"\x1f\x8b\x08",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n",
    b'<script type="application/ld+json">{"@type":"Article","datePublished":',
]
PIECES = st.sampled_from(
    [
        b"<p>",
        b"</p>",
        b"<b",
        b">",
        b'"',
        b"'",
        b"<!--",
        b"]]>",
        b"&amp;",
        b"&",
        b"<time datetime=2025-03-04>",
        b"<a href=",
        b"\r\n\r\n",
    ]
)
BYTES = st.builds(
    lambda start, parts: start + b"".join(parts), st.sampled_from(STARTS), st.lists(st.one_of(st.binary(max_size=30), PIECES))
)


def read(data: bytes) -> list[Article | Failure]:
    found: list[Article | Failure] = []
    try:
        found.extend(read_contents(Tape(BytesIO(data)), Place(source="x", path="x"), limits=Limits(), warn=lambda _: None))
    except InputError as error:
        found.append(Failure(source="x", error=error))
    return found


def plain(outcomes: list[Article | Failure]) -> list[object]:
    return [str(o.error) if isinstance(o, Failure) else o for o in outcomes]


@QUIET
@given(BYTES)
def test_any_bytes_are_articles_or_failures_and_the_same_each_time(data: bytes) -> None:
    outcomes = read(data)
    assert plain(outcomes) == plain(read(data))
    for outcome in outcomes:
        if isinstance(outcome, Article):
            assert outcome.text == as_input_text(outcome.text)
            assert outcome.text.strip()
            assert all(0 <= h.start < h.end <= len(outcome.text) for h in outcome.hints)


@QUIET
@given(st.text(min_size=1).filter(lambda text: as_input_text(text).strip()), st.booleans())
def test_the_text_of_a_row_is_kept_to_the_letter(text: str, zipped: bool) -> None:
    data = json.dumps({"text": text}).encode()
    (article,) = read(gzip.compress(data) if zipped else data)
    assert isinstance(article, Article)
    assert article.text == as_input_text(text)


@QUIET
@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_survives_its_encodings(text: str, encoding: str) -> None:
    text = as_input_text(text.replace("\ufeff", ""))
    kept = decode(text.encode(encoding)).removeprefix("\ufeff")
    assert kept == text


@QUIET
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co"]), min_size=1), min_size=1),
    st.text(max_size=20),
)
def test_paragraphs_come_out_as_they_read_and_hints_fit(lines: list[str], title: str) -> None:
    from html import escape

    lines = [line for line in map(one_line, lines) if line]
    if not lines:
        return
    title = one_line(as_input_text(title))
    markup = "<figcaption>A boat. Photo: Someone</figcaption>" + "".join(f"<p>{escape(line)}</p>" for line in lines)
    article = read_fragment(markup, Place(source="x"), Given(title=title or None), limits=Limits())
    kept = [article.text[h.start : h.end] for h in article.hints]
    assert kept == ([title] if title else []) + ["A boat. Photo: Someone"]
    assert article.text.split("\n")[-len(lines) :][2:] == lines[2:]


@given(st.dates().filter(lambda day: 1400 <= day.year <= 2199))
def test_days_are_read_in_each_form(day: object) -> None:
    forms = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y%m%d",
        "%d %B %Y",
        "%B %d, %Y",
        "%a, %d %b %Y 23:59:59 -0800",
        "%Y-%m-%dT23:59:59.123+14:00",
    ]
    written = [day.strftime(form).replace(day.strftime("%Y"), f"{day.year:04}") for form in forms]  # type: ignore[attr-defined]
    expected = make_when(day.year, day.month, day.day, basis="given", reason="x")  # type: ignore[attr-defined]
    assert [parse_day(w, basis="given", reason="x") for w in written] == [expected] * len(forms)


@given(st.text(max_size=100))
def test_any_wording_is_a_day_or_a_value_error(wording: str) -> None:
    try:
        when = parse_day(wording, basis="given", reason="x")
    except ValueError:
        return
    assert when.earliest is not None
    assert when.latest is not None
    assert when.earliest <= when.latest
