"""Every format is read by what is in it, under a name that says something else."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from onrecord.errors import InputError, LimitError
from onrecord.model import Article
from onrecord.read import Failure, Limits, read_sources
from onrecord.text import as_input_text

TEXT = "Ferry service stops in Oakden\n\nThe harbour master, Ida Brandt, said “no boat will leave” on Tuesday.\n"
BODY = [
    "The harbour master, Ida Brandt, said on Tuesday that no boat would leave before the storm had passed the islands.",
    "“We counted 340 people on the quay, and not one of them was angry,” Brandt told the Oakden Courier on the phone.",
    "The ferry company denied that its boats were too old for the weather, and promised to pay for rooms in the town.",
]
PAGE = (
    "<!DOCTYPE html><html lang='en-GB'><head><title>Ferry service stops in Oakden</title></head><body><article>"
    "<h1>Ferry service stops in Oakden</h1>" + "".join(f"<p>{line}</p>" for line in BODY) + "</article></body></html>"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Oakden Courier</title><item><title>Ferry service stops</title><link>https://courier.example/ferry</link>"
    "<guid>c-1</guid><pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate><content:encoded><![CDATA["
    + "".join(f"<p>{line}</p>" for line in BODY)
    + "]]></content:encoded></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Oakden Courier</title><entry><id>tag:1</id>'
    "<title>Ferry service stops</title>"
    '<link href="https://courier.example/ferry"/><published>2025-03-04T23:30:00-05:00</published>'
    "<updated>2025-03-09T00:00:00Z</updated>"
    '<content type="html">' + "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in BODY) + "</content></entry></feed>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Oakden Courier",
        "items": [
            {
                "id": "7",
                "url": "https://courier.example/ferry",
                "title": "Ferry service stops",
                "date_published": "2025-03-04T23:30:00-05:00",
                "authors": [{"name": "Pia Lund"}],
                "content_html": "".join(f"<p>{line}</p>" for line in BODY),
            }
        ],
    }
)
ROW = {
    "id": "r1",
    "url": "https://courier.example/ferry#top",
    "title": "Ferry service stops",
    "text": TEXT,
    "publisher": "Oakden Courier",
    "authors": ["Pia Lund", "Bo Dahl"],
    "published": "2025-03",
    "language": "en-GB",
}


def read(path: Path, **options: object) -> list[Article | Failure]:
    return list(read_sources([str(path)], **options))


def read_bytes(folder: Path, data: bytes, name: str = "input.bin", **options: object) -> list[Article | Failure]:
    path = folder / name
    path.write_bytes(data)
    return read(path, **options)


def test_plain_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    (article,) = read_bytes(tmp_path, TEXT.replace("\n", "\r\n").encode("utf-8-sig"), "page.html")
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert article.path == str(tmp_path / "page.html")
    assert article.hints == ()
    assert article.title is None


def test_a_text_that_speaks_of_tags_stays_text(tmp_path: Path) -> None:
    text = "The page used a <b> tag, the inquiry heard. " * 3 + "Nothing else in it was marked up, the clerk said.\n" * 40
    (article,) = read_bytes(tmp_path, text.encode())
    assert article.text == text


@pytest.mark.parametrize("start", ["[Updated] The mayor resigned.\n", "{sic} was in the minutes.\n", "<The mayor> resigned.\n"])
def test_a_text_that_begins_with_a_bracket_is_text(tmp_path: Path, start: str) -> None:
    (article,) = read_bytes(tmp_path, start.encode(), "x.json")
    assert article.text == start


def test_page_under_a_text_name(tmp_path: Path) -> None:
    (article,) = read_bytes(tmp_path, PAGE.encode(), "page.txt")
    assert article.text.split("\n") == ["Ferry service stops in Oakden", *BODY]
    assert [(h.kind, article.text[h.start : h.end]) for h in article.hints] == [("title", "Ferry service stops in Oakden")]
    assert article.language == "en"


def test_jsonl_keeps_text_and_fields(tmp_path: Path) -> None:
    lines = [json.dumps(ROW), "", json.dumps({"html": PAGE, "id": 5}), json.dumps({"html": f"<p>{BODY[0]}</p>"})]
    one, two, three = read_bytes(tmp_path, "\n".join(lines).encode(), "rows.txt")
    assert one.text == TEXT
    assert (one.external_id, one.url, one.publisher) == ("r1", "https://courier.example/ferry", "Oakden Courier")
    assert one.authors == ("Pia Lund", "Bo Dahl")
    assert (one.published.value, one.published.earliest, one.published.latest) == ("2025-03", "2025-03-01", "2025-03-31")
    assert one.published.basis == "given"
    assert "published" in one.published.reason
    assert two.external_id == "5"
    assert two.text.startswith("Ferry service stops in Oakden\n")
    assert three.text == BODY[0]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("wrap", [True, False])
def test_json_array_and_single_row(tmp_path: Path, indent: int | None, wrap: bool) -> None:
    data = json.dumps([ROW, ROW | {"id": "r2"}] if wrap else ROW, indent=indent).encode()
    articles = read_bytes(tmp_path, data, "x.txt")
    assert [a.external_id for a in articles] == (["r1", "r2"] if wrap else ["r1"])
    assert all(a.text == TEXT for a in articles)


def test_bad_rows_are_failures_and_the_others_go_on(tmp_path: Path) -> None:
    rows = [
        json.dumps(ROW),
        '{"text": broken}',
        "[1]",
        '{"title": "no text"}',
        json.dumps(ROW | {"published": "soon"}),
        json.dumps(ROW),
    ]
    outcomes = read_bytes(tmp_path, "\n".join(rows).encode())
    assert [type(o) for o in outcomes] == [Article, Failure, Failure, Failure, Failure, Article]
    messages = [str(o.error) for o in outcomes if isinstance(o, Failure)]
    assert [f"line {n}" in m for n, m in zip((2, 3, 4, 5), messages, strict=True)] == [True] * 4
    assert "'soon'" in messages[3]
    assert "2025-03-12" in messages[3]


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    outcomes = read_bytes(tmp_path, b"\n".join([b'{"text": "The ferry stopped."}', *[b'{"x": 1}'] * 500]))
    assert isinstance(outcomes[0], Article)
    assert len(outcomes) == 1 + Limits().failures + 1
    assert "480 more lines" in str(outcomes[-1].error)


@pytest.mark.parametrize(
    "feed", [RSS, ATOM, JSON_FEED, RSS.replace("<?xml", "\n <?xml"), ATOM.replace("<feed", "<?xml version='1.0'?><feed")]
)
def test_feeds_with_full_content(tmp_path: Path, feed: str) -> None:
    (article,) = read_bytes(tmp_path, feed.encode(), "news.txt")
    assert isinstance(article, Article), article
    assert article.text.split("\n") == ["Ferry service stops", *BODY]
    assert (article.publisher, article.url) == ("Oakden Courier", "https://courier.example/ferry")
    assert (article.published.value, article.published.basis) == ("2025-03-04", "given")


def test_a_teaser_is_a_failure_that_names_the_address(tmp_path: Path) -> None:
    teasers = ["A short one.", BODY[0] * 3 + " [&#8230;]", BODY[0] * 3 + " &lt;a href='x'&gt;Read more&lt;/a&gt;"]
    whole = "".join(BODY)
    items = "".join(
        f"<item><title>Item</title><link>https://c.example/{n}</link><description>{d}</description></item>"
        for n, d in enumerate([*teasers, whole])
    )
    outcomes = read_bytes(tmp_path, f"<rss><channel>{items}</channel></rss>".encode())
    assert [type(o) for o in outcomes] == [Failure, Failure, Failure, Article]
    assert "teaser" in str(outcomes[1].error)
    assert "https://c.example/1" in str(outcomes[1].error)


def test_a_feed_that_is_not_well_formed_is_mended(tmp_path: Path) -> None:
    title = "<title>Fish &amp; chips & caf&eacute;</title>"
    feed = f"<rss><channel><item>{title}<description>{' '.join(BODY)} A&B</description></item>"
    (article,) = read_bytes(tmp_path, feed.encode())
    assert article.title == "Fish & chips & café"
    assert article.text.endswith("A&B")


def test_gzip_of_each(tmp_path: Path) -> None:
    for data in (TEXT.encode(), PAGE.encode(), RSS.encode(), json.dumps(ROW).encode()):
        (plain,) = read_bytes(tmp_path, data, "same")
        (zipped,) = read_bytes(tmp_path, gzip.compress(data), "same")
        (twice,) = read_bytes(tmp_path, gzip.compress(gzip.compress(data)), "same")
        assert plain == zipped == twice


def test_saved_page_in_mime_form(tmp_path: Path) -> None:
    data = (
        "From: <Saved by Browser>\r\nSnapshot-Content-Location: https://courier.example/ferry\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n'
        "--xx\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Location: https://courier.example/ferry\r\n\r\n" + PAGE + "\r\n--xx--\r\n"
    )
    (article,) = read_bytes(tmp_path, data.encode(), "page.txt")
    assert article.text.split("\n")[1:] == BODY
    assert article.url == "https://courier.example/ferry"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n\x00", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml", "docx"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"a.txt", "ZIP"),
        (b"SQLite format 3\x00", "SQLite"),
        (bytes(range(256)) * 20, "binary"),
        (b"", "nothing"),
        (b"\x00" * 99, "nothing"),
        (b'<?xml version="1.0"?><urlset><url/></urlset>', "XML"),
        (b'[{"a": 1', "JSON"),
        (b"[]", "empty array"),
    ],
)
def test_what_is_no_article_is_named_with_a_remedy(tmp_path: Path, data: bytes, kind: str) -> None:
    for stored in (data, gzip.compress(data)):
        (failure,) = read_bytes(tmp_path, stored, "article.txt")
        assert isinstance(failure, Failure)
        assert kind in str(failure.error)
        assert str(tmp_path / "article.txt") in str(failure.error)
        assert ";" in str(failure.error)


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("no-such", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("zlib", "utf-8"),
        ("utf-16", "utf-8"),
    ],
)
def test_declared_encodings_right_or_wrong(tmp_path: Path, declared: str, real: str) -> None:
    line = (
        "The café’s owner, Zoë Müller, said “it was over” before the naïve visitor’s coupé had come to the façade of the hôtel."
    )
    page = PAGE.replace("<head>", f"<head><meta charset='{declared}'>").replace(BODY[1], line)
    (article,) = read_bytes(tmp_path, page.encode(real))
    assert line in article.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_of_plain_text(tmp_path: Path, encoding: str) -> None:
    (article,) = read_bytes(tmp_path, TEXT.encode(encoding))
    assert article.text == TEXT


def test_a_broken_byte_does_not_change_the_encoding(tmp_path: Path) -> None:
    (article,) = read_bytes(tmp_path, ("“Häuser” " * 50).encode() + b"\xe2\x80")
    assert article.text == "“Häuser” " * 50 + "\ufffd"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(PAGE.encode()))))
    (article,) = read_sources(["-"])
    assert article.title == "Ferry service stops in Oakden"
    assert article.path is None


def test_limits_name_input_limit_and_remedy(tmp_path: Path) -> None:
    small = Limits(input_bytes=1000, article_chars=100)
    (large,) = read_bytes(tmp_path, b"The boat left. " * 100, limits=small)
    (long,) = read_bytes(tmp_path, b"The boat left. " * 10, limits=small)
    for failure, limit in ((large, "MiB"), (long, "100")):
        assert isinstance(failure.error, LimitError)
        assert isinstance(failure.error, InputError)
        assert limit in str(failure.error)
        assert "split" in str(failure.error)


def test_the_same_bytes_give_the_same_articles(tmp_path: Path) -> None:
    for data in (TEXT, PAGE, RSS, ATOM, JSON_FEED):
        assert read_bytes(tmp_path, data.encode()) == read_bytes(tmp_path, data.encode())


def test_input_text_is_what_plain_reading_keeps() -> None:
    assert as_input_text("a\r\nb\rc\x00\ud800") == "a\nb\nc\ufffd\ufffd"


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_punctuation_that_was_decoded_wrongly_is_put_right(wrong: str) -> None:
    meant = "“It’s ‘done’” – at last… €5"
    read = "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in meant.encode())
    assert read != meant
    assert as_input_text(read) == as_input_text(meant) == meant


def test_letters_that_only_look_wrong_are_left() -> None:
    text = "Le château de Pré-aux-Bœufs, â la carte: â€, prix 5 €"
    assert as_input_text(text) == text
