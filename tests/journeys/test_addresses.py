"""Addresses on the command line, against a server on this machine."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.cli.main import main

PARAGRAPHS = "".join(
    f"<p>{line}</p>"
    for line in (
        "At least nine people were killed when the dam wall above Vell gave way on Tuesday, the governor, Ansa Kelmer, said.",
        "“We warned the operator in March,” Kelmer told reporters in Vell. The operator, Brann Hydro, denied it.",
        "Engineers said about 200 houses below the reservoir were under water on Wednesday.",
    )
)
HEAD = "<!doctype html><html><head><title>Dam wall gives way</title></head>"
ARTICLE = f"{HEAD}<body><article><h1>Dam wall gives way</h1>{PARAGRAPHS}</article></body></html>"
ITEM = (
    '<item><title>Item {i}</title><guid isPermaLink="false">g{i}</guid><description>&lt;p&gt;The mayor, Lio Brandt, said {i}4 '
    "houses were flooded when the dam wall gave way.&lt;/p&gt;{more}</description></item>"
)
MORE = "&lt;p&gt;Nobody in the town hall had been told of the crack in the wall, she said on Wednesday.&lt;/p&gt;" * 6
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Vell Courier</title>'
    f"{''.join(ITEM.format(i=i, more=MORE) for i in (1, 2))}</channel></rss>"
)


class Handler(BaseHTTPRequestHandler):
    """Pages, redirects, and answers that never end."""

    def do_GET(self) -> None:
        path = self.path
        if path == "/robots.txt":
            self.answer(200, "text/plain", "User-agent: *\nDisallow: /private/\n")
        elif path in {"/article", "/private/article"}:
            self.answer(200, "text/html; charset=utf-8", ARTICLE)
        elif path == "/feed":
            self.answer(200, "application/rss+xml", FEED)
        elif path in TARGETS:
            self.send_response(302)
            self.send_header("Location", TARGETS[path])
            self.end_headers()
        elif path == "/endless":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(600):
                    self.wfile.write(b"<p>more</p>")
                    time.sleep(0.05)
        elif path == "/slow":
            time.sleep(6)
        else:
            self.answer(404, "text/plain", "no")

    def answer(self, status: int, kind: str, text: str) -> None:
        """One whole answer."""
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's signature
        """Nothing is logged."""


TARGETS = {"/to-article": "/article", "/to-file": "file:///etc/passwd", "/round": "/round", "/to-private": "/private/article"}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def read(capsys: pytest.CaptureFixture[str], ledger: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors of reading."""
    config = ledger.with_name("quick.toml")
    config.write_text("[fetch]\nseconds = 3.0\npause = 0.1\n")
    code = main(["read", *arguments, "--config", str(config), "--ledger", str(ledger)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_this_machine_is_refused_unless_allowed(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "x.onrecord"
    code, out, err = read(capsys, ledger, f"{site}/article")
    assert code == 1
    assert out.startswith("0 articles read, 1 failed.")
    assert site in err
    assert "127.0.0.1" in err
    assert "--allow-private" in err
    code, out, err = read(capsys, ledger, f"{site}/article", f"{site}/feed", "--allow-private")
    assert (code, err) == (0, "")
    assert out.startswith("3 articles read.")
    code, out, _ = read(capsys, ledger, f"{site}/to-article", "--allow-private")
    assert code == 0
    assert out.startswith("0 articles read, 1 already known.")


def test_robots_txt_is_honoured_also_behind_a_redirect(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("/private/article", "/to-private"):
        code, _, err = read(capsys, tmp_path / "x.onrecord", site + path, "--allow-private")
        assert code == 1
        assert f"{site}/private/article" in err
        assert "robots.txt" in err
        assert "--ignore-robots" in err
    code, out, _ = read(capsys, tmp_path / "x.onrecord", f"{site}/private/article", "--allow-private", "--ignore-robots")
    assert code == 0
    assert out.startswith("1 article read.")


@pytest.mark.parametrize(
    ("path", "telling"),
    [
        ("/to-file", "not an http(s) address"),
        ("/round", "more than 5 redirects"),
        ("/slow", "within 3 seconds"),
        ("/endless", "within 3 seconds"),
        ("/nowhere", "answered 404"),
    ],
)
@pytest.mark.slow
def test_what_does_not_answer_fails_in_time_and_alone(
    site: str, path: str, telling: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = time.monotonic()
    code, out, err = read(capsys, tmp_path / "x.onrecord", site + path, f"{site}/article", "--allow-private")
    assert time.monotonic() - begun < 25  # /endless goes on for 30
    assert code == 1
    assert out.startswith("1 article read, 1 failed.")
    (line,) = err.splitlines()
    assert line.startswith(f"Failed: {site}{path}: ")
    assert telling in line
    assert ";" in line  # the remedy follows
    assert "root:" not in out + err
