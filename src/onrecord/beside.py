"""Work in a second process beside this one, where that is safe and there is a core for it; elsewhere in this one."""

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any


@contextmanager
def beside(work: Callable[[], Iterator[Any]], *, worth: bool = True) -> Iterator[Iterator[Any]]:
    """Gives what `work` gives, one value after the other, made in a second process while this one goes on.

    `work` must give the same each time and change nothing: where it is not `worth` a process, or this one is not to be forked,
    it runs in this process when its values are asked for, and so does what a second process that failed has left undone.
    """
    process, source = _begin(work) if worth and _can_fork() else (None, None)
    if process is None or source is None:
        yield work()
        return
    try:
        with source:
            yield _receive(source, work)
    finally:
        _end(process)


def _can_fork() -> bool:
    """Whether a copy of this process can work: it would lack the other threads, and keep what locks they hold."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _begin(work: Callable[[], Iterator[Any]]) -> tuple[int, IO[bytes]] | tuple[None, None]:
    """The second process, and from where its values come; None where there is no room for one."""
    source, target = os.pipe()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads of libraries, none of which it uses
            process = os.fork()
    except OSError:
        os.close(source)
        os.close(target)
        return None, None
    if process == 0:
        os.close(source)
        _work(work, target)
    os.close(target)
    return process, os.fdopen(source, "rb")


def _work(work: Callable[[], Iterator[Any]], target: int) -> None:
    """Sends the values and ends this process, in which nothing of the first may be closed or flushed."""
    try:
        gc.disable()  # a connection to a ledger that is garbage would be closed
        with warnings.catch_warnings(), os.fdopen(target, "wb") as pipe:
            warnings.simplefilter("error")  # what there is to tell, the first process tells
            for value in work():
                pickle.dump((value,), pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
            pickle.dump(None, pipe)
    finally:
        os._exit(0)


def _receive(source: IO[bytes], work: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    received = 0
    with contextlib.suppress(EOFError, pickle.UnpicklingError):
        while told := pickle.load(source):  # noqa: S301 - what a copy of this process wrote
            received += 1
            yield told[0]
        return
    yield from islice(work(), received, None)


def _end(process: int) -> None:
    """Waits for the second process, and ends it where nobody waits for its values any more."""
    with contextlib.suppress(ChildProcessError):  # somebody else has waited for it
        if os.waitpid(process, os.WNOHANG) == (0, 0):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
