"""A ledger of any number of articles, made cheaply: the example's own rows, under other names, days and outlets.

    python benchmarks/many.py LEDGER [ARTICLES]

Every dozen articles tell the example's story anew, with all that is derived of it; no text is read and nothing compared.
Stories are as large as in a newsroom's ledger: one of 3,000 articles, some of over a hundred, most of a dozen. Words that are
common stand in all of them, names in one alone; outlets and days are shared. Statements have the vectors of the example's, each
moved at random; JUDGED of them have a note.
"""

import datetime as dt
import hashlib
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from retold import Pattern, Telling, move_vectors

import onrecord
from onrecord.cells import lengths, to_rows
from onrecord.ledger import Ledger
from onrecord.paging.keeping import keep_waiting
from onrecord.review.deciding import Asked
from onrecord.store.connection import transaction
from onrecord.store.judgements import mark_judged
from onrecord.store.stories import DERIVED, SPACE
from onrecord.store.vectors import add_vectors as store_vectors

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 250  # dozens of articles: 3,000
LARGE = 10  # dozens
SHARE = 0.15  # of the articles stand in such large ones
OUTLETS = 300
SPAN = 1095  # days
WEEKS = 60  # days that a large story goes on
MIB_AT_HAND = 4_000
JUDGED = 2_000
_TOGETHER = 20_000
_URL, _PUBLISHER, _TEXT = 2, 4, 10  # of the columns of an article
CHANGED = 50  # an article in so many stands at the address of another
_PART = re.compile(
    r"\\.|\b(?P<id>[a-z]-[0-9a-f]{16})\b|\b(?P<day>2\d{3}-[01]\d-[0-3]\d)\b|(?<![^\W\d_])(?P<name>[A-Z][a-z]{3,})\b"
)


def tell(number: int, *, shift: int | None = None) -> Telling:
    """The story of one number, by so many days later, or by as many as are drawn for it."""
    drawn = int(hashlib.sha256(f"day {number}".encode()).hexdigest(), 16) % SPAN
    return Telling(number, dt.timedelta(days=drawn if shift is None else shift))


def size_stories(dozens: int) -> Iterator[int]:
    """How many dozens of articles each story holds."""
    left, large = dozens, int(dozens * SHARE)
    while left:
        size = LARGEST if left == dozens and left > LARGEST else LARGE if large >= LARGE <= left else 1
        large -= size
        left -= size
        yield size


def make_ledger(path: Path, articles: int) -> None:
    """Writes the ledger."""
    with tempfile.TemporaryDirectory() as folder, onrecord.open(Path(folder) / "one.onrecord") as one:
        one.read([ROOT / "examples/harrow/articles"], metadata=ROOT / "examples/harrow/metadata.csv")
        source = one.connection
        texts = " ".join(row[0] for row in source.execute("SELECT text FROM articles"))
        lower = set(re.findall(r"\b[a-z]+\b", texts))
        common = frozenset(w for w in re.findall(r"\b[A-Z][a-z]+\b", texts) if w.lower() in lower)
        tables = {}
        for table in ("articles", "layouts", "readings", "quotations", "figures"):
            rows = source.execute(f"SELECT * FROM {table}").fetchall()
            tables[table] = [[Pattern(v, _PART, kept=common) if isinstance(v, str) else v for v in row] for row in rows]
        derived = [
            (k, Pattern(v, _PART, kept=common))
            for k, v in source.execute("SELECT kind, value FROM derived ORDER BY kind, position")
        ]
        sentences = source.execute(
            'SELECT a.id, a.text, s.start, s."end" FROM sentences s JOIN articles a ON a.id = s.article'
        ).fetchall()
        vectors = [row[0] for row in source.execute("SELECT value FROM meanings WHERE cell >= 0 ORDER BY quotation")]
        (story,) = [json.loads(row[0]) for row in source.execute("SELECT value FROM stories")]
    dozen = len(tables["articles"])
    with onrecord.open(path) as ledger:
        connection = ledger.connection
        for pragma in (
            f"cache_size = -{1024 * MIB_AT_HAND}",
            "synchronous = OFF",
            "journal_mode = MEMORY",
            "foreign_keys = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        copy = 0
        for size in size_stories(-(-articles // dozen)):
            _write_story(connection, range(copy, copy + size), tables, derived, sentences, story)
            copy += size
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        keep_waiting(connection)
        add_vectors(connection, vectors)
        add_notes(ledger)


def add_vectors(connection: Connection, middles: Sequence[bytes]) -> None:
    """Gives every statement a vector that lies about one of these."""
    rows = to_rows(middles) / lengths(to_rows(middles))[:, None]
    draw = np.random.default_rng(7)
    ids = connection.execute("SELECT id, article FROM quotations ORDER BY rowid")
    with transaction(connection):
        while part := ids.fetchmany(_TOGETHER):
            values = move_vectors(rows[draw.integers(0, len(rows), len(part))], draw)
            store_vectors(connection, [(*id_, value) for id_, value in zip(part, values, strict=True)])


def add_notes(ledger: Ledger) -> None:
    """Notes on JUDGED statements from all over the ledger."""
    connection = ledger.connection
    step = max(connection.execute("SELECT number FROM counts WHERE name = 'quotations'").fetchone()[0] // JUDGED, 1)
    ids = [id_ for n, (id_,) in enumerate(connection.execute("SELECT id FROM quotations ORDER BY id")) if n % step == 0]
    for n, id_ in enumerate(ids[:JUDGED]):
        at = (dt.datetime(2031, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=n)).isoformat().replace("+00:00", "Z")
        made = ledger.take_down(Asked(decision="note", ids=[id_], editor="N. Orr", why="Ask again.", at=at))
        mark_judged(connection, {t.article for t in made.targets})


def _write_story(
    connection: Connection, copies: range, tables: dict[str, list[list[object]]], derived: list[tuple[str, Pattern]],
    sentences: list[tuple[str, str, int, int]], story: dict[str, object],
) -> None:  # fmt: skip
    members: list[str] = []
    values: dict[str, list[str]] = {kind: [] for kind in DERIVED}
    days: list[str] = []
    for number in copies:
        # a large story goes on for weeks
        shift = (number - copies.start) % WEEKS + copies.start % (SPAN - WEEKS) if len(copies) >= LARGE else None
        names = tell(number, shift=shift)
        texts: dict[str, str] = {}
        for table, rows in tables.items():
            filled = [[v.fill(names) if isinstance(v, Pattern) else v for v in row] for row in rows]
            if table == "articles":
                for k, row in enumerate(filled):
                    if row[_URL] and (number * len(filled) + k) % CHANGED:
                        row[_URL] = f"{row[_URL]}?{number}"
                    row[_PUBLISHER] = f"Outlet {int(hashlib.sha256(str(row[0]).encode()).hexdigest(), 16) % OUTLETS}"
                    texts[str(row[0])] = str(row[_TEXT])
                members += texts
            marks = ",".join("?" * len(filled[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", filled)
        for old, _, start, end in sentences:
            article = names("id", old)
            at = connection.execute(
                'INSERT INTO sentences (article, start, "end") VALUES (?,?,?)', (article, start, end)
            ).lastrowid
            connection.execute("INSERT INTO sentence_index (rowid, words) VALUES (?, ?)", (at, texts[article][start:end]))
        for kind, value in derived:
            values[kind].append(value.fill(names))
        days += [names("day", str(story[end])) for end in ("earliest", "latest")]
    id_ = tell(copies.start)("id", str(story["id"]))
    value = {**story, "id": id_, "articles": sorted(members), "earliest": min(days), "latest": max(days)}
    if len(copies) > 1:
        value["title"] = f"A story of {len(members)} articles"
    key = min(members)
    connection.execute("INSERT INTO stories VALUES (?,?,?)", (key, id_, json.dumps(value, ensure_ascii=False)))
    connection.executemany("INSERT INTO story_articles VALUES (?,?)", [(a, key) for a in sorted(members)])
    for kind, made in values.items():
        rows = [(key, kind, SPACE * n, v) for n, v in enumerate(made, 1)]
        connection.executemany("INSERT INTO derived VALUES (?,?,?,?)", rows)


def main() -> None:
    """Makes the ledger."""
    path, articles = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    begun = time.process_time()
    make_ledger(path, articles)
    print(f"{path}: {path.stat().st_size / 1e6:,.0f} MB in {time.process_time() - begun:.0f} CPU seconds")


if __name__ == "__main__":
    main()
