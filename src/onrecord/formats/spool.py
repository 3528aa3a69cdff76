"""Rows that wait on disk until a format has room for them, so that no ledger has to fit into memory."""

import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Self


class Spool:
    """Texts by section, given back in the order of their keys, equals in the order they came."""

    def __init__(self) -> None:
        # "" is a temporary database on disk, which goes when it is closed
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE spool (section TEXT, key TEXT, n INTEGER PRIMARY KEY, text BLOB)")
        self._rows.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._rows.close()

    def add(self, section: str, key: str, text: str) -> None:
        """Keeps a text."""
        self._rows.execute(
            "INSERT INTO spool (section, key, text) VALUES (?, ?, ?)", (section, key, text.encode("utf-8", "surrogatepass"))
        )

    def read(self, section: str) -> Iterator[str]:
        """The texts of a section."""
        for (text,) in self._rows.execute("SELECT text FROM spool WHERE section = ? ORDER BY key, n", (section,)):
            yield text.decode("utf-8", "surrogatepass")
