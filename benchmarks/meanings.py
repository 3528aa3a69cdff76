"""How long search by meaning takes, and how many of the nearest it finds, in a ledger of so many made vectors.

    python benchmarks/meanings.py COUNT [FILE] [VECTORS]

Makes the ledger at FILE (a file that goes away, unless one is named; one that is there is used as it is). Its vectors lie about
the rows of VECTORS, a NumPy file of real ones, or else about made middles; statements are those of 5,000 articles.
Prints the median and the 95th percentile of the processor time of a search, by what narrows it, and how many of the ten
nearest that brute force finds are found.
"""

import json
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.cells import WIDTH, lengths
from onrecord.codec import encode
from onrecord.model import Quotation, Source, Span, When
from onrecord.store.connection import open_ledger, transaction
from onrecord.store.nearest import search_near
from onrecord.store.search import Among
from onrecord.store.vectors import add_vectors

ARTICLES = 5_000
ASKED = 100
TEXT = "The wall above Vell had cracked, Osk Pell said."
APART = 0.7
_TOGETHER = 20_000

Bytes = NDArray[np.int8]


def make_vectors(count: int, middles: NDArray[np.float32], *, seed: int = 7) -> Bytes:
    """Vectors about middles drawn at random, so that a few dozen lie near each.

    Shape: [count, WIDTH]; middles [any, WIDTH], of length 1.
    """
    draw = np.random.default_rng(seed)
    made = np.empty((count, WIDTH), dtype=np.int8)
    for at in range(0, count, _TOGETHER):
        rows = middles[draw.integers(0, len(middles), min(_TOGETHER, count - at))]
        noise = draw.normal(size=rows.shape).astype(np.float32)
        rows = rows + APART * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        made[at : at + len(rows)] = np.rint(127 * rows / np.abs(rows).max(axis=1, keepdims=True))
    return made


def fill(connection: sqlite3.Connection, vectors: Bytes) -> None:
    """Stores a statement for each vector."""
    span = Span(start=0, end=31, exact=TEXT[:31])
    value = json.dumps(encode(Quotation(id="q", article="a", content=(span,), source=Source(name="Osk Pell"))))
    with transaction(connection):
        for a in range(ARTICLES):
            day = f"20{10 + a % 20}-05-{1 + a % 28:02d}"
            anchor = json.dumps(encode(When(value=day, earliest=day, latest=day)))
            connection.execute(
                "INSERT INTO articles VALUES (?,NULL,NULL,NULL,?,NULL,'[]','en',?,'[]',?)",
                (f"a-{a:06}", f"Outlet {a % 97}", anchor, TEXT),
            )
            connection.execute("INSERT INTO readings VALUES (?,?,'[]','[]')", (f"a-{a:06}", anchor))
            connection.execute('INSERT INTO sentences (article, start, "end") VALUES (?,0,?)', (f"a-{a:06}", len(TEXT)))
        for at in range(0, len(vectors), _TOGETHER):
            part = [bytes(row) for row in vectors[at : at + _TOGETHER]]
            ids = [(f"q-{n:08}", f"a-{n % ARTICLES:06}") for n in range(at, at + len(part))]
            connection.executemany(
                "INSERT INTO quotations VALUES (?,?,0,?,'indirect','asserts',?)",
                [(q, a, f"Osk Pell {n % 500}", value.replace('"q"', f'"{q}"').replace('"a"', f'"{a}"'))
                 for n, (q, a) in enumerate(ids)],
            )  # fmt: skip
            add_vectors(connection, [(*id_, v) for id_, v in zip(ids, part, strict=True)])


def find_true(vectors: Bytes, asked: Bytes) -> list[str]:
    """The ten nearest by brute force."""
    near = np.concatenate([
        (rows := vectors[at : at + _TOGETHER].astype(np.float32)) @ asked.astype(np.float32) / lengths(rows)
        for at in range(0, len(vectors), _TOGETHER)
    ])  # fmt: skip
    return [f"q-{n:08}" for n in np.argsort(-near, kind="stable")[:10]]


def measure(connection: sqlite3.Connection, vectors: Bytes, asked: Bytes) -> None:
    """Asks, and prints."""
    among = {
        "all": None, "a source": Among(source="pell 77"), "an outlet": Among(publisher="Outlet 5"),
        "two years": Among(first="2012-01-01", last="2013-12-31"), "an outlet that is not there": Among(publisher="None"),
    }  # fmt: skip
    for name, chosen in among.items():
        took = []
        for row in asked:
            begun = time.process_time()
            search_near(connection, bytes(row), limit=26, among=chosen)
            took.append(1000 * (time.process_time() - begun))
        took.sort()
        print(f"{name:28} median {took[len(took) // 2]:6.1f} ms   p95 {took[int(0.95 * (len(took) - 1))]:6.1f} ms", flush=True)
    found = []
    for row in asked[:40]:
        hits = {h.entries[0] for h in search_near(connection, bytes(row), limit=10)}
        found.append(len(hits & set(find_true(vectors, row))))
    print(f"of the ten nearest found: {sum(found) / len(found) / 10:.3f}")


def main() -> None:
    """Makes the ledger, and measures."""
    count = int(sys.argv[1])
    if len(sys.argv) > 3:
        middles = np.load(sys.argv[3]).astype(np.float32)
    else:
        middles = np.random.default_rng(3).normal(size=(max(count // 20, 1), WIDTH)).astype(np.float32)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    vectors, asked = make_vectors(count, middles), make_vectors(ASKED, middles, seed=8)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else f"{folder}/x.onrecord")
        fresh = not path.exists()
        connection = open_ledger(path)
        if fresh:
            begun = time.process_time()
            fill(connection, vectors)
            print(f"{count:,} vectors stored in {time.process_time() - begun:.0f} s")
        measure(connection, vectors, asked)
        connection.close()


if __name__ == "__main__":
    main()
