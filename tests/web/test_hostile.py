"""Hostile articles through every page and answer: text stays text, nothing of theirs runs, links or breaks a page."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.web.app import make_app
from tests.journeys.test_hostile import write_articles
from tests.web.asking import Answer, Page, ask, crawl

pytestmark = pytest.mark.slow
BOMBS = (
    "nested.html.gz",
    "bomb.gz",
    "text-bomb.txt.gz",
    "entities.xml",
    "line.txt",
)  # which reading refuses, or takes long over
ELEMENTS = {
    *"html head meta title link script body a header nav ul ol li form label input textarea button select option".split(),
    *"main section article fieldset legend".split(),
    *"h1 h2 h3 h4 p bdi b strong i span div dl dt dd code details summary blockquote mark footer".split(),
    *"table caption thead tbody tfoot tr th td".split(),
    *"figure figcaption svg desc g path line rect text circle".split(),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Answer, Page]]:
    """Every page of a ledger of hostile articles."""
    base = tmp_path_factory.mktemp("hostile")
    write_articles(base / "articles")
    for name in BOMBS:
        (base / "articles" / name).unlink()
    with onrecord.open(base / "x.onrecord") as ledger:
        ledger.read([base / "articles"])
        assert len(list(ledger.articles())) >= 10
    return crawl(make_app(base / "x.onrecord"))


def test_text_stays_text(site: dict[str, tuple[Answer, Page]]) -> None:
    shown = 0
    for address, (answer, page) in site.items():
        assert answer.status == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        if address.endswith("/dossier.html"):
            # a file to send, not a page: it keeps to rules of its own (tests/formats/test_dossier.py)
            assert answer.headers["content-disposition"].startswith("attachment")
            continue
        assert page.elements <= ELEMENTS, (address, page.elements - ELEMENTS)
        assert page.scripts == ["/app.js"], address
        assert not [name for name in page.attributes if name.startswith("on") or name in ("style", "srcdoc", "src")], address
        for link in page.links:
            assert re.match(r"/(?!/)|#|https?://", link), (address, link)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.text), address
        shown += "&lt;script&gt;" in answer.text
    assert shown > 5


def test_answers_are_whole(site: dict[str, tuple[Answer, Page]]) -> None:
    found = 0
    for answer, _ in site.values():
        if answer.headers["content-type"] == "application/json":
            json.loads(answer.body)
            found += 1
    assert found > 5
    ElementTree.fromstring(site["/feed.atom"][0].body)


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", '"', "a" * 300, "NEAR(", "\u202ereversed", "%00", "'; DROP TABLE articles; --", "* OR 1"],
)
def test_what_is_typed_is_words(tmp_path: Path, words: str) -> None:
    from urllib.parse import quote

    onrecord.open(tmp_path / "x.onrecord").close()
    app = make_app(tmp_path / "x.onrecord")
    for name in ("q", "source", "publisher", "from", "story", "kind"):
        answer = ask(app, f"/search?q=x&{name}={quote(words)}")
        assert answer.status in (200, 404)
        assert Page(answer.text).elements <= ELEMENTS
        assert "\u202e" not in answer.text
        assert ask(app, f"/api/v1/search?q=x&{name}={quote(words)}").status in (200, 400, 404)
