"""Asking the application directly, without a socket."""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def ask(  # type: ignore[no-untyped-def]
    app, target: str, *, method: str = "GET", host: str = "localhost:8321", body: bytes = b"", **headers: str
) -> Answer:
    """One request, answered."""
    path, _, query = target.partition("?")
    start: dict[str, object] = {}
    parts: list[bytes] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            parts.append(message.get("body", b""))  # type: ignore[arg-type]

    given = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "scheme": "http",
        "server": ("localhost", 8321),
        "http_version": "1.1",
        "root_path": "",
    }
    asyncio.run(app(scope, receive, send))
    found = {name.decode(): value.decode() for name, value in start["headers"]}  # type: ignore[attr-defined]
    return Answer(status=int(start["status"]), headers=found, body=b"".join(parts))  # type: ignore[call-overload]


class Page(HTMLParser):
    """The ids, links, scripts and elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        if tag == "script":
            self.scripts.append(dict(attrs).get("src") or "")
            attrs = [a for a in attrs if a[0] != "src"]
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")


def crawl(app, *, leave_out: Callable[[str], bool] = lambda _: False) -> dict[str, tuple[Answer, Page]]:  # type: ignore[no-untyped-def]
    """Every page that links lead to, by address, but those that are left out."""
    found: dict[str, tuple[Answer, Page]] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        if address in found:
            continue
        answer = ask(app, address)
        html = answer.headers["content-type"].startswith("text/html")
        page = Page(answer.text if html else "")
        found[address] = (answer, page)
        links = (link.partition("#")[0] for link in page.links if re.match(r"/(?!/)", link))
        waiting += [link for link in links if link not in found and not leave_out(link)]
    return found
