"""How long pages and answers by JSON take, each asked for on its own, with other keys each time.

    python benchmarks/pages.py LEDGER [TIMES] [KIND...]

Make a large ledger with benchmarks/many.py. Prints, for each kind of page and answer, the median and the 95th percentile of the
processor time (what other programs do does not count) and of wall clock, over TIMES (default 40) of each: of stories, articles
and entries at random but the same each time, and of the largest story apart. KIND leaves out all others.
"""

import asyncio
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onrecord
from onrecord.tell.report.wording import count
from onrecord.tell.tables import TABLES
from onrecord.web.app import make_app

PARTS = ("disputes", "figures", "figures?values=one", "timeline", "map", "sources", "claims", "copies", "articles", "queue")
COMMON = ("dam", "governor", "about 200", "dam wall", "river", "the", "people were", '"the river"', "wall governor night")
DAYS = ("2031-06-01", "2032-02-10", "2033-09-09")
MARK = 100.0  # ms


async def ask(app: Any, address: str) -> tuple[int, float, float]:
    """The status of one answer, and the processor time and wall clock it took in milliseconds."""
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
    cpu, wall = time.process_time(), time.perf_counter()
    await app(scope, receive, send)
    return status, 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)


def list_addresses(path: Path, times: int) -> Iterator[tuple[str, str]]:
    """The kind and address of each page to ask for."""
    chance = random.Random(7)
    with onrecord.open(path, read_only=True) as ledger:
        connection = ledger.connection

        def draw(table: str, key: str = "id") -> list[str]:
            # the ids are digests: those next to a random place are a random sample
            places = (f"{chance.getrandbits(64):016x}" for _ in range(times))
            first = connection.execute(f"SELECT min({key}) FROM {table}").fetchone()[0][:2]
            query = f"SELECT {key} FROM {table} WHERE {key} >= ? ORDER BY {key} LIMIT 1"
            found = (connection.execute(query, (first + place,)).fetchone() for place in places)
            return [row[0] for row in found if row]

        counts = dict(connection.execute("SELECT name, number FROM counts"))
        largest, held = connection.execute(
            "SELECT story, count(*) AS n FROM story_articles GROUP BY story ORDER BY n DESC LIMIT 1"
        ).fetchone()
        print(f"{count(counts['articles'], 'article')} in {counts['stories']:,} stories, the largest of {held:,}; "
              f"{count(counts['quotations'], 'statement')}, {count(counts['figures'], 'figure')}")  # fmt: skip
        articles, quotations, figures = draw("articles"), draw("quotations"), draw("figures")
        publishers = [row[0] for row in connection.execute("SELECT publisher FROM articles LIMIT 50")]
        sources = [row[0] for row in connection.execute("SELECT source FROM quotations WHERE source > '' LIMIT 400")]
        own = [row[0] for row in connection.execute("SELECT article FROM story_articles WHERE story = ? LIMIT 20", (largest,))]
        said = [row[0] for a in own for row in connection.execute("SELECT id FROM quotations WHERE article = ? LIMIT 2", (a,))]
        (disputed,) = ([row[0] for row in connection.execute(
            "SELECT json_extract(value, '$.left') FROM derived WHERE kind = 'relations' AND story = ? "
            "AND json_extract(value, '$.relation') = 'contradicts' LIMIT 10", (largest,))],)  # fmt: skip
    for size, keys in (("", articles), (" (largest)", own)):
        for part in ("", *PARTS):
            steps = f"/{part}" if part else ""
            yield from ((f"/stories/…{steps}{size}", f"/stories/{key}{steps}") for key in keys[: times if not size else 5])
        yield from ((f"/articles/…{size}", f"/articles/{key}") for key in keys)
        yield from ((f"/api/v1/stories/…{size}", f"/api/v1/stories/{key}") for key in keys)
        yield from ((f"/api/v1/articles/…{size}", f"/api/v1/articles/{key}") for key in keys)
        for table in TABLES:
            yield from ((f"/api/v1/{table}?story=…{size}", f"/api/v1/{table}?story={key}") for key in keys[:10])
    for size, keys in (("", quotations), (" (largest)", said)):
        for kind in ("entries", "sources", "claims", "api/v1/entries"):
            yield from ((f"/{kind}/…{size}", f"/{kind}/{key}") for key in keys)
    yield from (("/disputes/… (largest)", f"/disputes/{key}") for key in disputed)
    yield from (("/entries/…", f"/entries/{key}") for key in figures)
    pages = max(counts["stories"] // 30, 1)
    yield from (("/?page=…", f"/?page={chance.randint(1, pages)}") for _ in range(times))
    yield from (("/api/v1/stories", f"/api/v1/stories?offset={chance.randint(0, counts['stories'])}") for _ in range(times))
    for table in TABLES:
        yield from ((f"/api/v1/{table}", f"/api/v1/{table}?offset={n * 500}") for n in range(10))
        yield (f"/api/v1/{table}, far", f"/api/v1/{table}?offset={counts['articles'] // 2}")
    narrowed = (
        "&kind=figure",
        "&kind=statement",
        "&publisher={publisher}",
        "&source={source}",
        "&from={day}",
        "&from={day}&to={day}",
    )
    for base in ("/search", "/api/v1/search"):
        for words in COMMON:
            yield f"{base}?q=", f"{base}?q={words.replace(' ', '+')}"
            for filters in narrowed:
                given = {"publisher": chance.choice(publishers), "source": chance.choice(sources), "day": chance.choice(DAYS)}
                yield f"{base}?q=…&filter", f"{base}?q={words}{filters.format(**given)}".replace(" ", "+")
        for source in chance.sample(sources, min(times, len(sources))):
            yield f"{base}?q=name", f"{base}?q={source}".replace(" ", "+")
            yield f"{base}?source=", f"{base}?source={source}".replace(" ", "+")
    for base in ("/since", "/api/v1/since"):
        yield from ((base, base if n < 3 else f"{base}?day={DAYS[n % 3]}") for n in range(10))
    yield from (("/feed.atom", "/feed.atom") for _ in range(5))
    yield from (("/api/v1/", "/api/v1/") for _ in range(5))


def main() -> None:
    """Asks, and prints."""
    path, times = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40
    app = make_app(path)
    asked = [(k, a) for k, a in list_addresses(path, times) if not sys.argv[3:] or any(w in k for w in sys.argv[3:])]
    asyncio.run(ask(app, asked[0][1]))  # the templates are compiled at the first page
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    refused: dict[str, list[str]] = defaultdict(list)
    for kind, address in asked:
        status, cpu, wall = asyncio.run(ask(app, address))
        if status not in (200, 404):
            refused[kind].append(f"{status} {address}")
        taken[kind].append((cpu, wall))
    taken["all"] = [t for times in taken.values() for t in times]
    print(f"{'':36}  CPU median     p95     most   wall median     p95  (ms; number)")
    for kind, both in taken.items():
        line = ""
        for times_taken in (sorted(c for c, _ in both), sorted(w for _, w in both)):
            line += f"{times_taken[len(both) // 2]:10.1f} {times_taken[int(0.95 * (len(both) - 1))]:8.1f}"
            line += f" {times_taken[-1]:8.1f}" if len(line) < 20 else ""
        late = sorted(c for c, _ in both)[int(0.95 * (len(both) - 1))] > MARK
        told = f", {len(refused[kind])} refused" if kind in refused else ""
        print(f"{kind:36} {line}  ({len(both)}{told}){' *' if late else ''}")


if __name__ == "__main__":
    main()
