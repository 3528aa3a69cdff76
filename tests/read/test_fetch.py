"""Addresses against a server on this machine, which must be allowed by the option."""

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import FetchError
from onrecord.model import Article
from onrecord.read import Failure, FetchPolicy, Limits, read_sources
from onrecord.read.addresses import is_public, keep_url
from onrecord.read.fetch import Fetcher, user_agent

LINES = [
    "The harbour of Tarn was closed on Sunday after a freighter had lost its anchor in the fairway, the pilots said.",
    "“We will not risk a second ship,” the head of the pilots, Mara Stel, told the port's own radio in the evening.",
    "The freighter's owner denied that the anchor was lost, and said that it had been let go to save the ship.",
]
PAGE = (
    "<html><head><title>Harbour closed</title></head><body><article>"
    + "".join(f"<p>{x}</p>" for x in LINES)
    + "</article></body></html>"
).encode()


TARGETS = {"/hop": "/page", "/loop": "/loop?x", "/inside": "http://10.0.0.1/secret", "/file": "file:///etc/passwd"}
ANSWERS = {
    "/page": (PAGE, {"Content_Type": "text/html; charset=utf-8"}),
    "/zipped": (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
    "/bomb": (gzip.compress(b"0" * 40_000_000), {"Content_Encoding": "gzip"}),
    "/large": (b"word " * 1_000_000, {}),
    "/latin": ("“Café” said Zoë".encode("cp1250"), {"Content_Type": "text/plain; charset=windows-1250"}),
    "/strange": (PAGE, {"Content_Encoding": "br"}),
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    robots: bytes | None = None
    robots_status = 200
    seen: list[tuple[str, str, float]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def answer(self, status: int, body: bytes, **fields: str) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers["User-Agent"], time.monotonic()))
        path = self.path.partition("?")[0]
        if path == "/drip":
            self.drip()
        elif path == "/robots.txt" and self.server.robots is not None:
            self.answer(self.server.robots_status, self.server.robots)
        elif path in TARGETS:
            self.answer(302, b"", Location=TARGETS[path])
        elif path in ANSWERS:
            body, fields = ANSWERS[path]
            self.answer(200, body, **fields)
        else:
            self.answer(404, b"not here")

    def drip(self) -> None:
        """A byte now and then."""
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def read(server: Server, *paths: str, limits: Limits | None = None, **policy: object) -> list[Article | Failure]:
    allowed = FetchPolicy(**({"allow_private": True, "pause": 0.0} | policy))
    base = f"http://127.0.0.1:{server.server_address[1]}"
    return list(read_sources([base + path for path in paths], limits=limits, fetch=allowed))


@pytest.mark.parametrize("path", ["/page", "/zipped", "/hop"])
def test_pages_are_fetched(server: Server, path: str) -> None:
    (article,) = read(server, path)
    assert isinstance(article, Article), article
    assert article.text == "\n".join(["Harbour closed", *LINES])
    assert article.url == f"http://127.0.0.1:{server.server_address[1]}" + ("/page" if path == "/hop" else path)
    assert article.path is None
    assert {agent for _, agent, _ in server.seen} == {user_agent()}
    assert user_agent().startswith("onrecord")


def test_the_charset_of_the_header_is_used(server: Server) -> None:
    (article,) = read(server, "/latin")
    assert article.text == "“Café” said Zoë"


def test_private_addresses_are_refused_unless_allowed(server: Server) -> None:
    (failure,) = read(server, "/page", allow_private=False)
    assert isinstance(failure.error, FetchError)
    assert "not on the public internet" in str(failure.error)
    assert server.seen == []


def test_a_redirect_to_a_private_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    here = ("127.0.0.1", server.server_address[1])
    resolved = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        resolved.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1" if host == "10.0.0.1" else "127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("onrecord.read.fetch.is_public", lambda address: address == here[0])
    (failure,) = read_sources([f"http://news.example:{here[1]}/inside"], fetch=FetchPolicy(pause=0.0))
    assert "10.0.0.1" in str(failure.error)
    assert "not on the public internet" in str(failure.error)
    # one look-up for each request, and the connection goes to what was looked up and checked
    assert resolved.count("news.example") == len(server.seen) == 2


def test_every_address_of_a_host_must_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "169.254.169.254")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match=r"169\.254\.169\.254"):
        Fetcher(policy=FetchPolicy(), limits=Limits()).fetch("http://news.example/a")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/loop", "more than 5 redirects"),
        ("/file", "not an http"),
        ("/missing", "answered 404"),
        ("/bomb", "larger than"),
        ("/large", "larger than"),
        ("/strange", "'br'"),
    ],
)
def test_what_cannot_be_taken_is_told_with_the_address(server: Server, path: str, told: str) -> None:
    (failure,) = read(server, path, limits=Limits(input_bytes=1024 * 1024))
    assert isinstance(failure, Failure)
    assert told in str(failure.error)
    assert path in str(failure.error)


def test_a_server_that_drips_is_cut_off(server: Server) -> None:
    started = time.monotonic()
    (failure,) = read(server, "/drip", seconds=0.6)
    assert time.monotonic() - started < 15  # it would drip for 20
    assert "within 0.6 seconds" in str(failure.error)


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    (failure,) = read_sources([f"http://127.0.0.1:{port}/x"], fetch=FetchPolicy(allow_private=True, pause=0.0))
    assert "cannot be fetched" in str(failure.error)


def test_robots_are_honoured_unless_overridden(server: Server) -> None:
    server.robots = b"User-agent: *\nDisallow: /page\n"
    refused, zipped = read(server, "/page", "/zipped")
    assert "robots.txt" in str(refused.error)
    assert isinstance(zipped, Article)
    assert [path for path, _, _ in server.seen] == ["/robots.txt", "/zipped"]
    (article,) = read(server, "/page", ignore_robots=True)
    assert isinstance(article, Article)


def test_robots_that_cannot_be_read_are_no_leave(server: Server) -> None:
    server.robots, server.robots_status = b"", 503
    (failure,) = read(server, "/page")
    assert "503" in str(failure.error)


def test_one_host_is_asked_once_in_a_while(server: Server) -> None:
    read(server, "/page", "/zipped", pause=0.4)
    times = [at for path, _, at in server.seen if path != "/robots.txt"]
    assert times[1] - times[0] >= 0.39


@pytest.mark.parametrize("source", ["ftp://a.example/x", "file:///etc/passwd", "http://", "javascript://a/%0aalert(1)"])
def test_other_schemes_are_refused(source: str) -> None:
    (failure,) = read_sources([source])
    assert isinstance(failure.error, FetchError)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
        ),
        *(
            "::1",
            "fe80::1%eth0",
            "fc00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "ff02::1",
            "::",
            "localhost",
        ),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("HTTPS://User:pw@News.Example:8080/a?b#c", "https://news.example:8080/a?b"),
        ("http://news.example", "http://news.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//news.example/a", None),
        ("http://news.example/a b", None),
        ('http://news.example/"><script>', None),
        ("http://news.example/\u202egpj", None),
        ("http://[::1", None),
        ("http://news.example:99999/", None),
        (5, None),
    ],
)
def test_addresses_as_articles_keep_them(url: object, kept: str | None) -> None:
    assert keep_url(url) == kept
