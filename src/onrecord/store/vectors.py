"""The vectors of statements as rows, and what stands of each in its cell: a short code by which it is likely to be near.

Of every component the code holds the sign: 48 bytes in place of 384. Codes of a cell lie some sixty to a row, since a search
that reads a hundred thousand of them has no time for a row each.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cells import NOWHERE, WIDTH, file_vectors

CODE = np.dtype([("number", "<i8"), ("article", "<u8"), ("signs", "<u8", WIDTH // 64)])
"""What a cell holds of a vector: the number of its row, the key of its article (`make_key`), its signs."""
Codes = NDArray[np.void]
_PART = 16  # bits of a number that are alike in all of one row: about 65,536 vectors in a thousand cells


def make_key(article: str) -> int:
    """A number for an article's id; two ids that have one alike are as good as never met."""
    return int.from_bytes(hashlib.blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def make_signs(vectors: Sequence[bytes]) -> NDArray[np.uint64]:
    """The signs of vectors that are WIDTH long.

    Shape: [vectors, WIDTH / 64].
    """
    rows = np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(-1, WIDTH)
    return np.packbits(rows > 0, axis=1).view("<u8")


def add_vectors(connection: sqlite3.Connection, rows: Sequence[tuple[str, str, bytes]], *, table: str = "meanings") -> None:
    """Stores vectors, each with its statement and article; those of a cell get their codes there."""
    first = connection.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()[0]  # noqa: S608 - fixed names
    cells = file_vectors([value for *_, value in rows])
    connection.executemany(
        f"INSERT INTO {table} VALUES (?,?,?,?,?)",  # noqa: S608
        [(first + i, cell, *row) for i, (cell, row) in enumerate(zip(cells, rows, strict=True))],
    )
    filed = [i for i, cell in enumerate(cells) if cell != NOWHERE]
    made = np.empty(len(filed), dtype=CODE)
    made["number"] = [first + i for i in filed]
    keys = {article: make_key(article) for article in {rows[i][1] for i in filed}}
    made["article"] = np.array([keys[rows[i][1]] for i in filed], dtype=np.uint64)
    made["signs"] = make_signs([rows[i][2] for i in filed])
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, i in enumerate(filed):
        places[cells[i], (first + i) >> _PART].append(at)
    for place, own in places.items():
        held = _get_codes(connection, place)
        if held is None:
            connection.execute("INSERT INTO codes VALUES (?,?,?)", (*place, made[own].tobytes()))
        else:
            _set_codes(connection, place, held + made[own].tobytes())


def take_vectors(connection: sqlite3.Connection, article: str, quotations: Collection[str]) -> None:
    """Removes the vectors of these statements of an article, and their codes."""
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, cell, quotation in connection.execute(
        "SELECT number, cell, quotation FROM meanings WHERE article = ?", (article,)
    ).fetchall():
        if quotation in quotations:
            places[cell, number >> _PART].append(number)
            connection.execute("DELETE FROM meanings WHERE number = ?", (number,))
    for place, numbers in places.items():
        held = np.frombuffer(_get_codes(connection, place) or b"", dtype=CODE)
        _set_codes(connection, place, held[~np.isin(held["number"], numbers)].tobytes())


def _get_codes(connection: sqlite3.Connection, place: tuple[int, int]) -> bytes | None:
    row = connection.execute("SELECT value FROM codes WHERE cell = ? AND part = ?", place).fetchone()
    return bytes(row[0]) if row else None


def _set_codes(connection: sqlite3.Connection, place: tuple[int, int], value: bytes) -> None:
    connection.execute("UPDATE codes SET value = ? WHERE cell = ? AND part = ?", (value, *place))


def read_codes(connection: sqlite3.Connection, cells: Iterable[int], *, most: int, articles: set[str] | None = None) -> Codes:
    """The codes of the cells in turn, none in part, until there are `most`; of these articles alone where they are given."""
    own = None if articles is None else np.array([make_key(a) for a in articles], dtype=np.uint64)
    parts: list[Codes] = []
    count = 0
    for cell in cells:
        if count >= most:
            break
        rows = connection.execute("SELECT value FROM codes WHERE cell = ? ORDER BY part", (cell,))
        held = np.frombuffer(b"".join(value for (value,) in rows), dtype=CODE)
        count += len(held)
        parts.append(held if own is None else held[np.isin(held["article"], own)])
    return np.concatenate(parts) if parts else np.empty(0, dtype=CODE)
