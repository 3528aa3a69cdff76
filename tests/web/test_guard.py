"""What is refused, what every answer carries, and that a slow question ends."""

import re
import time
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import asyncio
import base64

import onrecord
from onrecord.cli.main import main
from onrecord.desk import Desk
from onrecord.errors import ConfigError, LimitError
from onrecord.ledger import Ledger
from onrecord.store.connection import translate_errors
from onrecord.web import guard
from onrecord.web.app import make_app
from onrecord.web.serving import serve
from tests.conftest import make_story
from tests.web.asking import ask


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of one story."""
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(make_story(1, size=2))
    return tmp_path / "x.onrecord"


def test_other_names_for_this_machine_are_refused(path: Path) -> None:
    app = make_app(path)
    for host in ("localhost", "127.0.0.1:8321", "[::1]:8321", "LOCALHOST:1"):
        assert ask(app, "/", host=host).status == 200
    for host in ("evil.example", "evil.example:8321", "localhost.evil.example", "", "127.0.0.1.evil.example:8321"):
        assert ask(app, "/", host=host).status == 421


def test_nothing_but_reading(path: Path) -> None:
    app = make_app(path)
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        answer = ask(app, "/", method=method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert ask(app, "/", content_length="5").status == 413
    assert ask(app, "/", transfer_encoding="chunked").status == 413
    assert ask(app, "/", method="HEAD").status == 200


@pytest.mark.parametrize("address", ["/", "/nothing", "/style.css", "/app.js", "/icon.svg", "/search?q=dam"])
def test_every_answer_is_strict(path: Path, address: str) -> None:
    headers = ask(make_app(path), address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_what_has_not_changed_is_not_sent_again(path: Path) -> None:
    app = make_app(path)
    first = ask(app, "/")
    again = ask(app, "/", if_none_match=f'"other", {first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    with onrecord.open(path) as ledger:
        ledger.add(make_story(2))
    assert ask(app, "/", if_none_match=first.headers["etag"]).status == 200


def test_an_answer_has_a_limit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_ANSWER", 100)
    answer = ask(make_app(path), "/")
    assert answer.status == 507
    assert len(answer.body) < 100


def test_a_slow_question_ends(path: Path) -> None:
    desk = Desk(path, seconds=0.2)

    def endless(ledger: Ledger) -> object:
        return ledger.connection.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        ).fetchone()

    begun = time.monotonic()
    with pytest.raises(LimitError, match=r"0\.2 seconds"):
        asyncio.run(desk.ask(endless))
    assert time.monotonic() - begun < 60

    def endless_within(ledger: Ledger) -> object:
        with translate_errors(ledger.path):  # as a ledger's own methods do
            return endless(ledger)

    with pytest.raises(LimitError, match=r"0\.2 seconds"):
        asyncio.run(desk.ask(endless_within))
    assert asyncio.run(desk.ask(lambda ledger: len(list(ledger.articles())))) == 2
    desk.close()


def test_a_ledger_that_is_gone_is_told(path: Path) -> None:
    app = make_app(path)
    assert ask(app, "/").status == 200
    for file in path.parent.glob("x.onrecord*"):
        file.unlink()
    answer = ask(app, "/")
    assert answer.status == 500
    assert "no such ledger" in answer.text


TOKEN = "read-" + "0123456789abcdef"


def test_where_a_token_is_named_nothing_is_read_without_it(path: Path) -> None:
    app = make_app(path, read_token=TOKEN, write_token="write-0123456789abcdef")
    password = base64.b64encode(f"reader:{TOKEN}".encode()).decode()
    for address in ("/", "/style.css", "/feed.atom", "/api/v1/", "/api/v1/search?q=dam", "/nothing"):
        for given in ("", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer", f"Digest {TOKEN}", "Basic !", f"Basic {TOKEN}"):
            answer = ask(app, address, authorization=given)
            assert answer.status == 401
            assert answer.headers["www-authenticate"].endswith("Bearer")
            assert b"Kelmer" not in answer.body
        for given in (f"Bearer {TOKEN}", f"bearer {TOKEN}", f"Basic {password}", "Bearer write-0123456789abcdef"):
            assert ask(app, address, authorization=given).status == (404 if address == "/nothing" else 200)
    assert ask(app, "/", host="evil.example", authorization=f"Bearer {TOKEN}").status == 421


def test_who_serves_to_others_names_a_token(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_READ_TOKEN", raising=False)
    with pytest.raises(ConfigError, match="--read-token-file"):
        serve(path, host="0.0.0.0", port=0)
    with pytest.raises(ConfigError, match="at least 16"):
        serve(path, host="0.0.0.0", port=0, read_token="short")
    assert main(["serve", str(path), "--host", "0.0.0.0", "--port", "0"]) == 4


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
@pytest.mark.parametrize("address", ["/", "/api/v1/", "/api/v1/articles", "/api/v1/check", "/check", "/nothing"])
def test_no_page_elsewhere_is_let_in(path: Path, method: str, address: str) -> None:
    asked = {"origin": "https://evil.example", "access_control_request_method": "GET", "sec_fetch_site": "cross-site"}
    answer = ask(make_app(path, editor="N. Orr"), address, method=method, **asked)
    # without these a browser shows no answer to a page of another origin
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    if method in ("OPTIONS", "POST"):
        assert answer.status in (403, 405)


def test_the_script_makes_no_markup_and_asks_for_nothing(path: Path) -> None:
    answer = ask(make_app(path), "/app.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.text.startswith("// What the pages can do")
    assert not re.search(
        r"(?:inner|outer)HTML|insertAdjacent|document\.write|\beval\b|fetch|XMLHttp|import\(|new Function", answer.text
    )
