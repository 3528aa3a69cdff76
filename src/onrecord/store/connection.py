"""Opening a ledger file, and what can go wrong with it."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import LedgerError, LedgerWriteError, NewerLedgerError
from onrecord.store.migrations import MIGRATIONS, VERSION

APPLICATION_ID = 0x6F6E7263  # "onrc", in the file's header: tells a ledger from any other SQLite file
BUSY_SECONDS = 30.0
CACHE_KIB = 65_536
LARGE = 100 * 2**20  # bytes of a ledger from which on a change of its form takes so long that it is told

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into ledger errors that name the file and the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error).lower()
        if "disk is full" in said or "disk i/o" in said:
            raise LedgerWriteError(
                f"{path}: the disk is full or failing ({error}). What was reported as stored is kept; free some space and run "
                "the same command again."
            ) from error
        if "readonly" in said or "read-only" in said:
            raise LedgerWriteError(f"{path}: the ledger cannot be written. Make the file and its folder writable.") from error
        if "locked" in said or "busy" in said:
            raise LedgerWriteError(
                f"{path}: another process has been writing for over {BUSY_SECONDS:.0f} s. Wait for it, then run this again."
            ) from error
        if "unable to open" in said:
            raise LedgerError(
                f"{path}: cannot be opened or made. Check the permissions of the file and its folder, or choose another path "
                "with --ledger."
            ) from error
        if "not a database" in said or "malformed" in said:
            raise LedgerError(f"{path}: not a ledger that can be read ({error}). Check the path or restore it.") from error
        raise LedgerError(f"{path}: {error}") from error


def open_ledger(path: Path, *, create: bool = True, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the ledger file, made or migrated where need be: an older form that may be written also for reading.

    Raises: LedgerError (missing, or not a ledger), NewerLedgerError, LedgerWriteError.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        size = None
    except OSError as error:
        raise LedgerError(f"{path}: cannot be looked at ({error.strerror}). Check the path and its permissions.") from error
    if size is None and (read_only or not create):
        raise LedgerError(f"{path}: no such ledger. Make one with: onrecord read SOURCE... --ledger {path}")
    if size == 0 and read_only:
        raise LedgerError(f"{path}: an empty file, not a ledger yet. Fill it with: onrecord read SOURCE... --ledger {path}")
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; a ledger is one file, for example {path / 'story.onrecord'}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist. Make it first.")
    with translate_errors(path):
        uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        if read_only and _is_at_rest(path):
            uri += "&immutable=1"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            older = _prepare(connection, path, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    if older:
        connection.close()
        if not os.access(path, os.W_OK) or _is_at_rest(path):
            raise LedgerError(
                f"{path}: written by an older onrecord; it may not be written where it lies, and so not brought up to date. "
                "Copy it to a folder of your own and open the copy."
            )
        open_ledger(path, create=False).close()
        return open_ledger(path, read_only=True)
    return connection


def _is_at_rest(path: Path) -> bool:
    """Whether the ledger lies in a folder where nobody may write its journal, as on a disc or a share, and has none."""
    return not os.access(path.absolute().parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> bool:
    """Makes a connection ready, the file's form first; whether it is of an older one that reading alone cannot raise."""
    # in one transaction: another process may be making the tables at this moment
    connection.execute("BEGIN")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if application != APPLICATION_ID and (tables or version):
        raise LedgerError(f"{path}: an SQLite file of another program, not a ledger. Choose another path.")
    if version > VERSION:
        raise NewerLedgerError(
            f"{path}: written by a newer onrecord (form {version}; this one knows up to {VERSION}). Update onrecord to open it."
        )
    # the keys of an article lie all over the index: what is at hand of it must not shrink to nothing as the ledger grows
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    if read_only and not version:
        raise LedgerError(f"{path}: not a ledger yet. Fill it with: onrecord read SOURCE... --ledger {path}")
    if read_only:
        connection.execute("PRAGMA foreign_keys = ON")
        return bool(version < VERSION)
    connection.execute("PRAGMA journal_mode = WAL")
    # NORMAL: a killed process loses nothing that was committed; only a power cut may take back the last seconds, never corrupt.
    connection.execute("PRAGMA synchronous = NORMAL")
    if 0 < version < VERSION and path.stat().st_size >= LARGE:
        _log.warning(
            "%s: written by an older onrecord; it is brought up to date, once. At its size this takes minutes, and "
            "meanwhile as much room again on its disk. Nothing is lost where it is stopped.",
            path,
        )
    for number in range(version + 1, VERSION + 1):
        with transaction(connection):
            # another process may have migrated while this one waited for the lock
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:
                MIGRATIONS[number - 1](connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
    # a migration may put a table in another's place
    connection.execute("PRAGMA foreign_keys = ON")
    return False


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: commits at the end, rolls back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def undoing_in_memory(connection: sqlite3.Connection) -> Iterator[None]:
    """Keeps in memory, not in files, the pages that each statement changes, until it is done: a few megabytes of a story.

    To be entered outside of a transaction. Large sorts would be held in memory within it, too.
    """
    (before,) = connection.execute("PRAGMA temp_store").fetchone()
    connection.execute("PRAGMA temp_store = MEMORY")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA temp_store = {before}")


@contextlib.contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read within is of one state of the ledger, whoever writes to it meanwhile."""
    begun = not connection.in_transaction
    if begun:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if begun and connection.in_transaction:
            connection.execute("ROLLBACK")
