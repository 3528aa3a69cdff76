"""How long pages and answers by JSON take, each asked for on its own, with other keys each time.

    python benchmarks/pages.py LEDGER [TIMES] [KIND...]

Make a large ledger with benchmarks/many.py. Prints, for each kind of page and answer, the median and the 95th percentile of the
processor time (what other programs do does not count) and of wall clock, over TIMES (default 40) of each: of stories, articles
and entries at random but the same each time, and of the largest story apart. KIND leaves out all others. At the end it names
the addresses of the application that were not asked for: those that write, check a draft or make a dossier are asked by
benchmarks/sends.py.
"""

import asyncio
import datetime as dt
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from starlette.routing import Match

import onrecord
from onrecord.paging.cursors import write_cursor
from onrecord.since import last_day
from onrecord.store import kept, slices
from onrecord.store.judgements import count_judgements
from onrecord.store.orders import ORDERS, find_place
from onrecord.tell.report.copies import MAX_COMPARED
from onrecord.tell.report.disputes import MAX_DISPUTES
from onrecord.tell.report.wording import count
from onrecord.tell.tables import TABLES
from onrecord.web.app import make_app
from onrecord.web.entries import SOURCES
from onrecord.web.links import EVENTS
from onrecord.web.parts import ARTICLES, CLAIMS, LADDERS, REGISTERS
from onrecord.web.places import PLACES
from onrecord.web.queue import DOUBTS
from onrecord.web.serving import settle

PARTS = ("disputes", "figures", "figures?values=one", "timeline", "map", "sources", "claims", "copies", "articles", "queue")
COMMON = ("dam", "governor", "about 200", "dam wall", "river", "the", "people were", '"the river"', "wall governor night")
DAYS = ("2024-10-08", "2024-11-30", "2026-02-10")
ASKED = (
    "who warned before the fire", "what caused the explosion", "the tunnel will stay closed", "families of the victims",
    "they deny that the doors were locked", "how many people were hurt", "an inquiry was promised",
    "the driver was not to blame",
)  # fmt: skip
FEW = 5
PATIENT = 600.0  # seconds


def _count(part: str, size: int) -> Callable[[Path, str], int]:
    """How many pages a part of the largest story has."""

    def last(path: Path, story: str) -> int:
        with onrecord.open(path, read_only=True) as ledger:
            return kept.count_rows_of(ledger.connection, story, part) // size

    return last


def _count_parts(part: str, size: int) -> Callable[[Path, str], int]:
    def last(path: Path, story: str) -> int:
        with onrecord.open(path, read_only=True) as ledger:
            head = slices.get_head(ledger.connection, story)
            counts = {**slices.count_parts(ledger.connection, story), "articles": head.articles if head else 0}
            return counts[part] // size

    return last


# of the largest story, how many pages each part has
LAST = {
    "disputes": _count("disputes", MAX_DISPUTES), "figures": _count("moving", LADDERS),
    "figures?values=one": _count("still", REGISTERS), "timeline": _count_parts("events", EVENTS),
    "map": _count_parts("places", PLACES), "sources": _count("sources", SOURCES),
    "claims": _count_parts("claims", CLAIMS), "copies": _count("pairs", MAX_COMPARED),
    "articles": _count_parts("articles", ARTICLES), "queue": _count_parts("contradicts", DOUBTS),
}  # fmt: skip
MARK = 100.0  # ms


async def ask(app: Any, address: str, *, body: bytes = b"", **headers: str) -> tuple[int, float, float]:
    """The status of one answer, and the processor time and wall clock it took in milliseconds; what has a body is sent."""
    path, _, query = address.partition("?")
    status = 0
    given = {"host": "localhost", **({"content_length": str(len(body))} if body else {}), **headers}

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    scope = {
        "type": "http", "method": "POST" if body else "GET", "path": path, "raw_path": path.encode(),
        "query_string": query.encode(), "scheme": "http", "server": ("localhost", 80), "http_version": "1.1", "root_path": "",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()],
    }  # fmt: skip
    cpu, wall = time.process_time(), time.perf_counter()
    await app(scope, receive, send)
    return status, 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)


def draw_cursors(path: Path, name: str, times: int) -> Iterator[str]:
    """Cursors of a list of the whole ledger, from all over it."""
    chance = random.Random(name)
    with onrecord.open(path, read_only=True) as ledger:
        connection = ledger.connection
        for _ in range(times):
            at = f"a-{chance.getrandbits(64):016x}"
            if name == "queue":
                row = connection.execute(
                    "SELECT p_right, kind, story, ids, number FROM doubts WHERE story >= ? ORDER BY story LIMIT 1 OFFSET ?",
                    (at, chance.randint(0, 40)),
                ).fetchone()
                place = row
            else:
                kind = {"disputes": "relations", "timeline": "events", "copies": "reuse"}.get(name, name)
                where = " AND json_extract(value, '$.relation') = 'contradicts'" if name == "disputes" else ""
                query = {
                    "figures": "SELECT id FROM figures WHERE id >= 'f' || substr(:at, 2) ORDER BY id LIMIT 1",
                    "sources": "SELECT id FROM quotations WHERE id >= 'q' || substr(:at, 2) ORDER BY id LIMIT 1",
                    "articles": "SELECT id FROM articles WHERE id >= 'a' || substr(:at, 2) ORDER BY id LIMIT 1",
                }.get(name, f"SELECT story, position FROM derived WHERE kind = '{kind}' AND story >= :at{where} LIMIT 1")
                key = connection.execute(query, {"at": at}).fetchone()
                place = find_place(connection, name, key) if key and name in ORDERS else None
            if place:
                yield write_cursor(name, 1000, place)


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
        counts["judgements"] = count_judgements(connection)
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
        counted = [row[0] for a in own for row in connection.execute("SELECT id FROM figures WHERE article = ? LIMIT 2", (a,))]
        (disputed,) = ([row[0] for row in connection.execute(
            "SELECT json_extract(value, '$.left') FROM derived WHERE kind = 'relations' AND story = ? "
            "AND json_extract(value, '$.relation') = 'contradicts' LIMIT 10", (largest,))],)  # fmt: skip
    for size, keys in (("", articles), (" (largest)", own)):
        for part in ("", *PARTS):
            steps = f"/{part}" if part else ""
            yield from ((f"/stories/…{steps}{size}", f"/stories/{key}{steps}") for key in keys[: times if not size else FEW])
        yield from ((f"/articles/…{size}", f"/articles/{key}") for key in keys)
        yield from ((f"/api/v1/stories/…{size}", f"/api/v1/stories/{key}") for key in keys)
        yield from ((f"/api/v1/articles/…{size}", f"/api/v1/articles/{key}") for key in keys)
        for table in TABLES:
            yield from ((f"/api/v1/{table}?story=…{size}", f"/api/v1/{table}?story={key}") for key in keys[:10])
    for part, last in LAST.items():
        number = max(last(path, largest), 1)
        join = "&" if "?" in part else "?"
        for n in range(FEW):
            yield (
                f"/stories/…/{part}{join}page=… (largest)",
                f"/stories/{own[0]}/{part}{join}page={1 + n * (number - 1) // FEW}",
            )
    for size, keys in (("", quotations), (" (largest)", said)):
        for kind in ("entries", "sources", "claims", "api/v1/entries"):
            yield from ((f"/{kind}/…{size}", f"/{kind}/{key}") for key in keys)
    yield from (("/disputes/… (largest)", f"/disputes/{key}") for key in disputed)
    for key in disputed:
        yield from (("/disputes/…/entries?page=… (largest)", f"/disputes/{key}/entries?page={n}") for n in (1, 10))
    yield from (("/quantities/…", f"/quantities/{key}") for key in figures)
    yield from (("/quantities/… (largest)", f"/quantities/{key}") for key in counted)
    yield from (("/entries/…", f"/entries/{key}") for key in figures)
    yield from _list_whole(path, counts, times, chance)
    yield from _list_searches(path, times, chance, said=said, publishers=publishers, sources=sources)


def _list_whole(path: Path, counts: dict[str, int], times: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Lists of the whole ledger."""
    pages = max(counts["stories"] // 30, 1)
    yield from (("/?page=…", f"/?page={chance.randint(1, pages)}") for _ in range(times))
    yield from (("/api/v1/stories", f"/api/v1/stories?offset={chance.randint(0, counts['stories'])}") for _ in range(times))
    for table in TABLES:
        yield from ((f"/api/v1/{table}", f"/api/v1/{table}?offset={n * 100}") for n in range(11))
        yield from (
            (f"/api/v1/{table}?after=…", f"/api/v1/{table}?after={after}") for after in draw_cursors(path, table, times)
        )
    waiting = counts.get("doubts", 0)
    for n in range(times):
        yield "/queue?page=…", f"/queue?page={1 + n * (waiting // 20) // times}"
        yield "/api/v1/queue?offset=…", f"/api/v1/queue?offset={n * 1000 // times}"
        yield "/judgements?page=…", f"/judgements?page={1 + n * (counts['judgements'] // 100) // times}"
        yield "/api/v1/judgements?offset=…", f"/api/v1/judgements?offset={n * counts['judgements'] // times}"
    for after in draw_cursors(path, "queue", times):
        yield "/api/v1/queue?after=…", f"/api/v1/queue?after={after}"


def _list_searches(
    path: Path, times: int, chance: random.Random, *, said: list[str], publishers: list[str], sources: list[str]
) -> Iterator[tuple[str, str]]:
    """Searches, what is new, and what is always the same."""
    for source in said[:10]:
        for base in ("/search", "/api/v1/search"):
            yield f"{base}?q=…&story=", f"{base}?q=people&story={source}"
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
    for base in ("/search", "/api/v1/search"):
        for words in ASKED:
            yield f"{base}?by=meaning", f"{base}?by=meaning&q={words}".replace(" ", "+")
            given = {"publisher": chance.choice(publishers), "source": chance.choice(sources), "day": chance.choice(DAYS)}
            filters = chance.choice(narrowed).format(**given)
            yield f"{base}?by=meaning&filter", f"{base}?by=meaning&q={words}{filters}".replace(" ", "+")
    with onrecord.open(path, read_only=True) as ledger:
        last = dt.date.fromisoformat(last_day(ledger.connection) or "2031-01-01")
    for base in ("/since", "/api/v1/since"):
        yield from ((base, base) for _ in range(3))
        for ago in (1, 3, 7, 14, 30, 60, 100, 180, 365, 730, 1500):
            yield f"{base}?day=…", f"{base}?day={(last - dt.timedelta(days=ago)).isoformat()}"
    for fixed in ("/feed.atom", "/api/v1/", "/about", "/check", "/style.css", "/app.js", "/icon.svg", "/api/v1/openapi.json"):
        yield from ((fixed, fixed) for _ in range(5))


def main() -> None:
    """Asks, and prints."""
    path, times = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40
    app = make_app(path, seconds=PATIENT)  # what other programs hold up is not to be stopped
    asked = [(k, a) for k, a in list_addresses(path, times) if not sys.argv[3:] or any(w in k for w in sys.argv[3:])]
    asyncio.run(ask(app, asked[0][1]))  # the templates are compiled at the first page
    settle()
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    refused: dict[str, list[str]] = defaultdict(list)
    for kind, address in asked:
        status, cpu, wall = asyncio.run(ask(app, address))
        if status not in (200, 404):
            refused[kind].append(f"{status} {address}")
        taken[kind].append((cpu, wall))
    taken["all"] = [t for times in taken.values() for t in times]
    print(f"{'':48}  CPU median     p95     most   wall median     p95  (ms; number)")
    for kind, both in taken.items():
        line = ""
        for times_taken in (sorted(c for c, _ in both), sorted(w for _, w in both)):
            line += f"{times_taken[len(both) // 2]:10.1f} {times_taken[int(0.95 * (len(both) - 1))]:8.1f}"
            line += f" {times_taken[-1]:8.1f}" if len(line) < 20 else ""
        late = sorted(c for c, _ in both)[int(0.95 * (len(both) - 1))] > MARK
        told = f", {len(refused[kind])} refused" if kind in refused else ""
        print(f"{kind:48} {line}  ({len(both)}{told}){' *' if late else ''}")
    if not sys.argv[3:]:
        print("not asked for:", ", ".join(find_unasked(app, [address for _, address in asked])) or "nothing")


def find_unasked(app: Any, addresses: list[str]) -> list[str]:
    """The addresses of the application that none of these is of."""
    paths = {address.partition("?")[0] for address in addresses}
    scopes = [{"type": "http", "method": "GET", "path": p, "root_path": "", "headers": []} for p in paths]
    return [
        f"{'/'.join(sorted(route.methods - {'HEAD'}))} {route.path}"
        for route in app.app.routes
        if not any(route.matches(scope)[0] is Match.FULL for scope in scopes)
    ]


if __name__ == "__main__":
    main()
