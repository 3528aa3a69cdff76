"""Collecting garbage seldom while much is made: what a story is derived from and gives is nearly all kept until the end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SELDOM = (500_000, 20, 20)  # objects made; times that those were gone through
_lock = Lock()
_inside: list[tuple[int, int, int]] = []


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Goes through new objects in search of cycles a thousandth as often, in all threads, until the last that asked is done.

    With Python's own bounds, which are made for small heaps, that search takes a fifth of the time in which a story is derived.
    """
    with _lock:
        _inside.append(gc.get_threshold() if not _inside else _inside[0])
        gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        with _lock:
            before = _inside.pop()
            if not _inside:
                gc.set_threshold(*before)
