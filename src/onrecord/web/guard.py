"""What every request must be and every answer carries: a host we serve, bounded sizes, strict headers, only what is asked."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_TARGET = 4_000  # bytes of path and query
MAX_HEAD = 16 * 1024  # bytes
MAX_ANSWER = 32 * 1024 * 1024  # bytes
FORMS = {
    "/check": ("application/x-www-form-urlencoded", "multipart/form-data"),
    "/judge": ("application/x-www-form-urlencoded",),
}
"""The paths that are asked by forms, and how they are sent; the others by programs, in JSON."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
    "cache-control": "private, no-cache",
}


class Guard:
    """Stands around an application: refuses what it need not see, and finishes what it answers.

    A request whose Host names another site is refused, so that no page elsewhere can read the ledger by pointing its own name
    here. An answer carries its ETag, and is not sent again to who has it.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        refuse: Callable[[str, int, str], ASGIApp],
        asked: Mapping[str, int] | None = None,
        editing: bool = False,
        tokens: Collection[str] = (),
    ) -> None:
        """`asked` are the paths that take a POST, and the most bytes that each takes; `editing` where some of these write.

        Where there are `tokens`, a request must bring one of them.
        """
        self.tokens = tuple(tokens)
        self.app = app
        self.asked = asked or {}
        # a browser tells a form where it comes from only to pages that let it
        self.own = {**HEADERS, "referrer-policy": "same-origin"} if editing else HEADERS
        self.refuse = refuse
        self.hosts = {host.casefold() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = _find_fault(scope, self.hosts, self.asked) or _find_stranger(scope, self.tokens)
        answer = _Answer(send, Headers(scope=scope), self.own)
        app = self.refuse(scope["path"], *refused) if refused else self.app
        try:
            await app(scope, receive, answer)
        finally:
            # also what was answered before a fault, which goes on to the server's own log
            await answer.finish()


def _find_fault(scope: Scope, hosts: Collection[str], asked: Mapping[str, int]) -> tuple[int, str] | None:
    headers = Headers(scope=scope)
    host = headers.get("host", "").casefold()
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    if name not in hosts:
        return 421, "This server answers to its own address only."
    posted = scope["method"] == "POST" and scope["path"] in asked
    if scope["method"] not in ("GET", "HEAD") and not posted:
        return 405, "The ledger is served for reading: GET and HEAD."
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_TARGET:
        return 414, f"The address is longer than {MAX_TARGET:,} bytes."
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEAD:
        return 431, f"The request's head is larger than {MAX_HEAD:,} bytes."
    if posted:
        forms = FORMS.get(scope["path"])
        wanted = forms or ("application/json",)
        return _find_foreign(headers, host, program=not forms) or _find_body(headers, asked[scope["path"]], wanted)
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        return 413, "A request for reading has no body."
    return None


def _find_stranger(scope: Scope, tokens: Collection[str]) -> tuple[int, str] | None:
    """Whether a request brings none of the tokens: as a bearer token, or as a browser's password, whatever the user's name."""
    if not tokens:
        return None
    kind, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
    given = given.strip()
    if kind.casefold() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode().partition(":")[2]
        except ValueError:
            given = ""
    elif kind.casefold() != "bearer":
        given = ""
    # all of them are looked at, in a time that tells nothing
    right = [is_token(given, token) for token in tokens]
    return None if any(right) else (401, "Reading needs a token: Authorization: Bearer TOKEN, or TOKEN as the password.")


def is_token(given: str, token: str) -> bool:
    """Whether a token is the one, told in a time that does not tell how much of it is right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())


def _find_foreign(headers: Headers, host: str, *, program: bool) -> tuple[int, str] | None:
    """Whether a page elsewhere asks, to make this server work: a form has to come from a page of its own.

    Source: WHATWG Fetch (Origin), W3C Fetch Metadata (Sec-Fetch-Site).
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    ours = origin in (f"http://{host}", f"https://{host}")
    foreign = (site is not None and site != "same-origin") or (origin is not None and origin != "null" and not ours)
    if foreign or not (program or ours or site == "same-origin"):
        return 403, "This was sent from a page that is not of this server."
    return None


def _find_body(headers: Headers, most: int, wanted: Collection[str]) -> tuple[int, str] | None:
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdigit()):
        return 411, "The length of the body must be given."
    if len(length) > 9 or int(length) > most:
        return 413, f"The body is larger than {most:,} bytes."
    if headers.get("content-type", "").partition(";")[0].strip().casefold() not in wanted:
        return 415, f"The body must be {' or '.join(wanted)}."
    return None


class _Answer:
    """Holds an answer back until it is whole, then sends it with its headers, or that nothing has changed."""

    def __init__(self, send: Send, headers: Headers, own: Mapping[str, str]) -> None:
        self._send = send
        self._own = own
        self._known = {tag.strip().removeprefix("W/") for tag in headers.get("if-none-match", "").split(",")}
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif self._size <= MAX_ANSWER:
            self._parts.append(message.get("body", b""))
            self._size += len(self._parts[-1])

    async def finish(self) -> None:
        """Sends it, where there is one."""
        if not self._start:
            return
        body, start = b"".join(self._parts), self._start
        headers = MutableHeaders(scope={"headers": list(start.get("headers", []))})
        if self._size > MAX_ANSWER:
            start = {**start, "status": 507}
            body = b"The answer is larger than this server sends. Ask for less."
            headers["content-type"] = "text/plain; charset=utf-8"
            headers["content-length"] = str(len(body))
        for name, value in self._own.items():
            headers.setdefault(name, value)
        if start["status"] == 200:
            tag = '"' + base64.urlsafe_b64encode(hashlib.sha256(body).digest()[:15]).decode() + '"'
            headers["etag"] = tag
            if tag in self._known or "*" in self._known:
                start, body = {**start, "status": 304}, b""
                del headers["content-length"]
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})
