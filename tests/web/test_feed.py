"""The page and the feed of what is new."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.web.app import make_app
from tests.web.asking import Page, ask

HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.slow
def test_the_feed_can_be_followed(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with onrecord.open(path) as ledger:
        empty = ElementTree.fromstring(ask(make_app(path), "/feed.atom").body)
        ledger.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
        contradictions = sum(r.relation == "contradicts" for r in ledger.relations())
    assert empty.findall(f"{ATOM}entry") == []
    app = make_app(path)
    answer = ask(app, "/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.body)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) > contradictions
    days = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    for entry in entries[:6]:
        (link,) = entry.findall(f"{ATOM}link")
        assert ask(app, link.get("href", "").removeprefix("http://localhost:8321")).status == 200


def test_both_feeds_have_the_same_entries(read_example: Path) -> None:
    app = make_app(read_example)
    answer = ask(app, "/feed.json")
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = json.loads(answer.body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    entries = ElementTree.fromstring(ask(app, "/feed.atom").body).findall(f"{ATOM}entry")
    assert entries
    assert [(item["id"], item["title"], item["content_text"], item["date_published"]) for item in feed["items"]] == [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary", "updated")) for entry in entries
    ]
    assert [item["url"] for item in feed["items"]] == [entry.findall(f"{ATOM}link")[0].get("href") for entry in entries]


def test_the_page(read_example: Path) -> None:
    path = read_example
    app = make_app(path)
    with onrecord.open(path, read_only=True) as ledger:
        whole, last = ledger.since("2024-10-08"), ledger.since("last")
    assert 0 < last.articles.total < whole.articles.total
    assert f"first to say: {whole.articles.total}<" in ask(app, "/since?day=2024-10-08").text
    assert f"first to say: {last.articles.total}<" in ask(app, "/since").text
    assert ask(app, "/since?day=soon").status == 404
    assert Page(ask(app, "/since?day=%3Cscript%3E").text).scripts == ["/app.js"]
