"""Where a served ledger is read and written: one thread for each, one question or judgement at a time, each within bounds."""

import asyncio
import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from onrecord.errors import LedgerError, LimitError, OnrecordError
from onrecord.judge.standing import Judged
from onrecord.ledger import Ledger
from onrecord.review.deciding import Asked

T = TypeVar("T")
SECONDS = 5.0
WAITING = 64
PATIENCE = 0.7
"""Seconds that the answer to a judgement waits for it to be worked in."""
LARGE = 60
"""Articles of stories to be derived again from which on a process of its own does so: it takes some 40 ms an article."""
_WORK = "import sys; from onrecord.ledger import Ledger\nwith Ledger(sys.argv[1], create=False) as ledger: ledger.work_in()"
_STEPS = 20_000  # of SQLite's machine between two looks at the clock


class BusyError(LimitError):
    """More questions are waiting than the desk takes."""


class Desk:
    """Answers questions about a ledger that others may write to meanwhile; each sees one state of it.

    The file is opened at the first question, and again where another file has taken its place.
    """

    def __init__(self, path: Path, *, seconds: float = SECONDS, waiting: int = WAITING) -> None:
        self.path = path
        self._seconds = seconds
        self._most = waiting
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")
        self._ledger: Ledger | None = None
        self._file: tuple[int, int] | None = None
        self._waiting = 0

    async def ask(self, question: Callable[[Ledger], T]) -> T:
        """What `question` gives of the ledger.

        Raises: LimitError (it takes too long, or too many wait), LedgerError.
        """
        if self._waiting >= self._most:
            raise BusyError("Too many requests at once. Try again in a moment.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._answer, question)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Closes the ledger, after the question at hand."""
        self._pool.submit(self._close).result()
        self._pool.shutdown()

    def _close(self) -> None:
        if self._ledger:
            self._ledger.close()
            self._ledger = None

    def _open(self) -> Ledger:
        try:
            found = self.path.stat()
            file = (found.st_dev, found.st_ino)
        except OSError:
            file = None
        if self._ledger is None or file != self._file:
            self._close()
            self._ledger = Ledger(self.path, create=False, read_only=True)
            self._file = file
        return self._ledger

    def _answer(self, question: Callable[[Ledger], T]) -> T:
        ledger = self._open()
        connection = ledger.connection
        end = time.monotonic() + self._seconds
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            connection.execute("BEGIN")
            try:
                return question(ledger)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except (sqlite3.OperationalError, LedgerError) as error:
            # a ledger's own methods tell an interrupted query as an error of the ledger
            if time.monotonic() > end:
                raise LimitError(f"This took more than {self._seconds:g} seconds and was stopped. Ask for less.") from error
            raise
        finally:
            connection.set_progress_handler(None, 0)


class Pen:
    """Takes down what people decide about a ledger; each is stored before it is answered, and worked in right after.

    What has a large story derived again is worked in by a process of its own, so that neither pages nor the next judgement
    wait for it.
    """

    def __init__(self, path: Path, *, large: int = LARGE) -> None:
        self.path = path
        self._large = large
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="judging")
        self._working = ThreadPoolExecutor(max_workers=1, thread_name_prefix="working")
        self._deriving = ThreadPoolExecutor(max_workers=1, thread_name_prefix="deriving")
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._waiting = 0

    async def judge(self, asked: Asked) -> Judged:
        """Stores a judgement; of a large story it may be shown only later.

        Raises: LimitError (too many wait), ConfigError, LedgerError.
        """
        if self._waiting >= WAITING:
            raise BusyError("Too many judgements at once. Try again in a moment.")
        loop = asyncio.get_running_loop()
        self._waiting += 1
        try:
            made = await loop.run_in_executor(self._pool, self._take_down, asked)
        finally:
            self._waiting -= 1
        worked = loop.run_in_executor(self._working, self._work_in)
        await asyncio.wait([worked], timeout=PATIENCE)
        waiting = await loop.run_in_executor(self._pool, self._is_waiting, made.judgement.id)
        return replace(made, waiting=waiting)

    def catch_up(self) -> None:
        """Has a process of its own do what was left undone: after a change of the ledger's form pages are slow until then."""
        self._deriving.submit(self._derive, Ledger.is_behind)

    def close(self) -> None:
        """Waits for what is being laid over; what is not worked in then is when the ledger is next written to."""
        self._closed = True
        if process := self._process:
            # what it does is stored at its end or not at all
            process.terminate()
        for pool in (self._pool, self._working, self._deriving):
            pool.shutdown(cancel_futures=True)

    def _take_down(self, asked: Asked) -> Judged:
        with Ledger(self.path, create=False) as ledger:
            return Judged(judgement=ledger.take_down(asked), state="stands")

    def _is_waiting(self, judgement: str) -> bool:
        with Ledger(self.path, create=False, read_only=True) as ledger:
            return ledger.is_waiting(judgement)

    def _work_in(self) -> None:
        # stored it is: who cannot work it in now leaves it to who next writes
        with contextlib.suppress(OnrecordError), Ledger(self.path, create=False) as ledger:
            ledger.lay_over()
            waiting = ledger.count_deriving()
            if 0 < waiting <= self._large:
                ledger.work_in()
            elif waiting:
                self._deriving.submit(self._derive)

    def _derive(self, waits: Callable[[Ledger], bool | int] = Ledger.count_deriving) -> None:
        """Has a process of its own work in what waits, unless one before it took that along."""
        with contextlib.suppress(OnrecordError, OSError):
            with Ledger(self.path, create=False, read_only=True) as ledger:
                if self._closed or not waits(ledger):
                    return
            self._process = subprocess.Popen(
                [sys.executable, "-c", _WORK, str(self.path)],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            if self._closed:
                self._process.terminate()
            self._process.wait()
            self._process = None
