"""Addresses fetched politely and safely: public hosts only, within limits of size, time and redirects, robots.txt honoured.

The address that was checked is the one that is connected to, so that a name cannot be pointed elsewhere in between.

Source: RFC 9309 (robots.txt), RFC 9110 sections 10.2.3 and 15.4 (redirects).
"""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from onrecord.config import FetchPolicy, Limits
from onrecord.errors import FetchError, InputError
from onrecord.read.addresses import is_public, keep_url

AGENT = "onrecord"
ACCEPT = (
    "text/html,application/xhtml+xml,application/feed+json,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5"
)
ROBOTS_BYTES = 512 * 1024
LONGEST_PAUSE = 30.0
CHUNK = 1 << 16
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: where it ended after redirects, its bytes, and the charset that its header declares."""

    url: str
    data: bytes
    charset: str | None = None


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches addresses one after another; it remembers robots.txt and the last request of each host."""

    policy: FetchPolicy
    limits: Limits
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """What an address gives.

        Raises: FetchError where it cannot or may not be fetched, or what it gives is damaged or too large.
        """
        url = keep_url(address)
        if url is None:
            raise FetchError(f"{address[:200]}: not an http(s) address; give one that begins with http:// or https://")
        ends = time.monotonic() + self.policy.seconds
        for _ in range(self.policy.redirects + 1):
            paused = self._obey_robots(url) if not self.policy.ignore_robots else 0.0
            paused += self._wait(url)
            ends += paused
            status, headers, data = self._request(url, ends=ends, most=self.limits.input_bytes)
            if status not in REDIRECTS:
                return _accept(url, status, headers, data, limits=self.limits)
            url = _target(url, headers)
        raise FetchError(f"{address}: more than {self.policy.redirects} redirects; give the address that they lead to")

    def _wait(self, url: str) -> float:
        """Wait until the host may be asked again; the seconds waited."""
        host = urlsplit(url).netloc
        pause = max(self.policy.pause, self._pauses.get(host, 0.0))
        due = self._last.get(host, -LONGEST_PAUSE) + pause
        waited = max(0.0, due - time.monotonic())
        if waited:
            time.sleep(waited)
        self._last[host] = time.monotonic()
        return waited

    def _obey_robots(self, url: str) -> float:
        """Refuse what robots.txt forbids; the seconds that asking took.

        Raises: FetchError
        """
        started = time.monotonic()
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
            delay = self._robots[site]
            asked = delay.crawl_delay(AGENT) if delay else None
            if asked:
                self._pauses[parts.netloc] = min(float(asked), LONGEST_PAUSE)
        robots = self._robots[site]
        if robots is not None and not robots.can_fetch(AGENT, url):
            raise FetchError(
                f"{url}: {site}/robots.txt does not allow it to be fetched; save the page from a browser and read the file, "
                "or override robots.txt where you have the right to (--ignore-robots)"
            )
        return time.monotonic() - started

    def _read_robots(self, site: str) -> RobotFileParser | None:
        """The rules of a site; None where it has none.

        Raises: FetchError where the site does not say.
        """
        url = f"{site}/robots.txt"
        ends = time.monotonic() + self.policy.seconds
        for _ in range(self.policy.redirects + 1):
            status, headers, data = self._request(url, ends=ends, most=ROBOTS_BYTES, cut=True)
            if status not in REDIRECTS:
                break
            url = _target(url, headers)
        if status == 429 or status >= 500:
            raise FetchError(
                f"{url}: answered {status}, so it is not known what may be fetched; try again later, "
                "or override robots.txt (--ignore-robots)"
            )
        if status != 200:
            return None
        rules = RobotFileParser()
        rules.parse(data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
        return rules

    def _request(self, url: str, *, ends: float, most: int, cut: bool = False) -> tuple[int, Any, bytes]:
        """Status, headers and the bytes as sent of one request; `cut` keeps the first `most` bytes where there are more.

        Raises: FetchError
        """
        from urllib3.exceptions import HTTPError

        address = self._resolve(url)
        try:
            with _connection(url, address, ends=ends) as (connection, expired):
                connection.request("GET", _target_path(url), headers=_headers(url), preload_content=False, decode_content=False)
                response = connection.getresponse()
                data = bytearray()
                while (
                    len(data) <= most
                    and response.status not in REDIRECTS
                    and (part := response.read1(CHUNK, decode_content=False))
                ):
                    data += part
                # what was cut off looks like a short answer
                if expired.is_set():
                    raise TimeoutError
                status, headers = response.status, response.headers
                # cut at the deadline, an answer without a length looks as if it had come to its end
                if time.monotonic() >= ends:
                    raise TimeoutError
        except (HTTPError, OSError, ValueError, AttributeError) as error:
            # a connection that is shut down at the deadline fails in many ways
            if time.monotonic() >= ends - 0.05 or isinstance(error, TimeoutError):
                message = (
                    f"{url}: no whole answer within {self.policy.seconds:g} seconds; try again later, "
                    "or save it from a browser and read the file"
                )
            else:
                message = f"{url}: cannot be fetched ({_short(error)}); check the address and the connection"
            raise FetchError(message) from error
        if len(data) > most and not cut:
            raise FetchError(f"{url}: larger than {most / 1048576:g} MiB; save it and read it in parts, or raise the limit")
        return status, headers, bytes(data[:most])

    def _resolve(self, url: str) -> str:
        """The numeric address to connect to.

        Raises: FetchError where there is none or one of them is not public.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"{url}: the host {host} cannot be found ({_short(error)}); check the address and the connection"
            ) from error
        addresses = [str(entry[4][0]) for entry in found]
        if not self.policy.allow_private:
            refused = next((a for a in addresses if not is_public(a)), None)
            if refused or not addresses:
                named = host if refused in (host, None) else f"{host} is {refused}, which"
                raise FetchError(
                    f"{url}: {named} is not on the public internet; "
                    "allow private addresses where you trust it (--allow-private)"
                )
        # IPv4 first: it works on more networks, and the order of the system's answer is not the same twice
        return min(addresses, key=lambda a: (":" in a, a))


@contextlib.contextmanager
def _connection(url: str, address: str, *, ends: float) -> Iterator[tuple[Any, threading.Event]]:
    """A connection to the checked address under the host's name, shut down when the time ends, which the event then says."""
    import certifi
    from urllib3.connection import HTTPConnection, HTTPSConnection

    parts = urlsplit(url)
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    timeout = min(seconds, 15.0)
    connection: HTTPConnection
    if parts.scheme == "https":
        connection = HTTPSConnection(
            address,
            parts.port or 443,
            timeout=timeout,
            server_hostname=parts.hostname,
            assert_hostname=parts.hostname,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
        )
    else:
        connection = HTTPConnection(address, parts.port or 80, timeout=timeout)

    connection.connect()
    open_socket, expired = connection.sock, threading.Event()

    def cut() -> None:
        expired.set()
        # a server that sends a byte now and then never runs into the socket's own timeout
        with contextlib.suppress(OSError):
            open_socket.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, ends - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield connection, expired
    finally:
        timer.cancel()
        connection.close()


def user_agent() -> str:
    """The name and version that hosts are told."""
    try:
        return f"{AGENT}/{version('onrecord')}"
    except PackageNotFoundError:
        return AGENT


def _headers(url: str) -> dict[str, str]:
    return {"Host": urlsplit(url).netloc, "User-Agent": user_agent(), "Accept": ACCEPT, "Accept-Encoding": "gzip"}


def _target_path(url: str) -> str:
    """Path and query of an address as they are sent, in ASCII."""
    from urllib.parse import quote

    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path


def _target(url: str, headers: Any) -> str:
    location = headers.get("Location")
    target = keep_url(urljoin(url, location)) if location else None
    if target is None:
        raise FetchError(f"{url}: redirects to what is not an http(s) address; give the address that it should lead to")
    return target


def _accept(url: str, status: int, headers: Any, data: bytes, *, limits: Limits) -> Fetched:
    if status != 200:
        remedy = "check the address" if status in {404, 410} else "save the page from a browser and read the file"
        raise FetchError(f"{url}: answered {status}; {remedy}")
    from onrecord.read.http_bodies import undo_encoding

    try:
        data = undo_encoding(data, headers.get("Content-Encoding"), source=url, limits=limits)
    except InputError as error:
        raise FetchError(str(error)) from error
    if len(data) > limits.input_bytes:
        raise FetchError(
            f"{url}: larger than {limits.input_bytes / 1048576:g} MiB; save it and read it in parts, or raise the limit"
        )
    kind = headers.get("Content-Type") or ""
    _, _, charset = kind.lower().partition("charset=")
    return Fetched(url=url, data=data, charset=charset.split(";")[0].strip(" \"'")[:40] or None)


def _short(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:160]
