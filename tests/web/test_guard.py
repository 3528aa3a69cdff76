"""What is refused, what every answer carries, and that a slow question ends."""

import time
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import asyncio

import onrecord
from onrecord.desk import Desk
from onrecord.errors import LimitError
from onrecord.ledger import Ledger
from onrecord.web import guard
from onrecord.web.app import make_app
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


@pytest.mark.parametrize("address", ["/", "/nothing", "/style.css", "/icon.svg", "/search?q=dam"])
def test_every_answer_is_strict(path: Path, address: str) -> None:
    headers = ask(make_app(path), address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "script-src" not in policy
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
    assert time.monotonic() - begun < 5
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
