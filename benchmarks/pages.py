"""How long pages take: one story as large as is told, the others small, each page asked for on its own.

    python benchmarks/pages.py LEDGER [PAGES]

Prints, for each kind of page, the median and the 95th percentile of the processor time (what other programs do does not count),
over PAGES pages (default 40) of each kind, at random but the same each time.
"""

import asyncio
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import onrecord
from onrecord.tell.report.wording import count
from onrecord.web.app import make_app

PARTS = ("disputes", "figures", "timeline", "sources", "claims", "copies", "articles", "queue")


async def ask(app: Any, address: str) -> tuple[int, float]:
    """The status of one answer, and the processor time it took in milliseconds."""
    path, _, query = address.partition("?")
    status = 0

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(b"host", b"localhost")], "scheme": "http", "server": ("localhost", 80), "http_version": "1.1",
        "root_path": "",
    }  # fmt: skip
    begun = time.process_time()
    await app(scope, receive, send)
    return status, 1000 * (time.process_time() - begun)


def addresses(path: Path, pages: int) -> list[str]:
    """The pages to ask for: those of the largest story, and of stories, articles and entries at random."""
    chance = random.Random(7)
    with onrecord.open(path, read_only=True) as ledger:
        stories = sorted(ledger.stories(), key=lambda s: -len(s.articles))
        articles = [a for s in stories for a in s.articles]
        held = set(articles)
        quotations = [q.id for q in ledger.quotations() if q.article in held]
        figures = [f.id for f in ledger.figures() if f.article in held]
        print(f"{count(len(articles), 'article')} in {len(stories)} stories, the largest of {len(stories[0].articles)}; "
              f"{count(len(quotations), 'statement')}, {count(len(figures), 'figure')}")  # fmt: skip
    chosen = [stories[0], *chance.sample(stories[1:], min(pages, len(stories) - 1))]
    asked = [f"/stories/{s.articles[0]}{part}" for s in chosen for part in ("", *(f"/{p}" for p in PARTS))]
    for kind, ids in (("articles", articles), ("entries", quotations), ("entries", figures), ("sources", quotations),
                      ("claims", quotations)):  # fmt: skip
        asked += [f"/{kind}/{id_}" for id_ in chance.sample(ids, min(pages, len(ids)))]
    asked += [f"/?page={n}" for n in range(1, min(pages, len(stories) // 30 + 1) + 1)]
    asked += [f"/search?q={words}" for words in ("dam", "governor", "about+200", "dam+wall", "river") for _ in range(4)]
    return [*asked, *("/since" for _ in range(5)), *("/feed.atom" for _ in range(5))]


def main() -> None:
    """Asks, and prints."""
    path, pages = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40
    app = make_app(path)
    asked = addresses(path, pages)
    asyncio.run(ask(app, asked[0]))  # the templates are compiled at the first page
    taken: dict[str, list[float]] = defaultdict(list)
    for address in asked:
        status, took = asyncio.run(ask(app, address))
        if status != 200:
            sys.exit(f"{address}: {status}")
        kind = re.sub(r"[?].*", "", re.sub(r"^/(\w+)/[^/?]+", r"/\1/…", address))
        taken[kind].append(took)
    taken["all pages"] = [t for times in taken.values() for t in times]
    for kind, times in taken.items():
        times.sort()
        print(f"{kind:24} median {times[len(times) // 2]:6.1f} ms   p95 {times[int(0.95 * (len(times) - 1))]:6.1f} ms   "
              f"most {times[-1]:6.1f} ms   ({len(times)})")  # fmt: skip


if __name__ == "__main__":
    main()
