"""CPU time held against a bound: the best of a few tries counts. A busy machine fails nothing, a slow way still does."""

import gc
import time
from collections.abc import Callable

TRIES = 4


def take(work: Callable[[], object]) -> float:
    """The CPU seconds of `work`, without the collector, whose time grows with what other tests left behind."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()


def within(seconds: float, work: Callable[[], object]) -> bool:
    """Whether `work` can be done in so many CPU seconds."""
    return any(take(work) < seconds for _ in range(TRIES))


def grows(small: Callable[[], object], large: Callable[[], object], *, times: float, least: float = 0.02) -> bool:
    """Whether `large` takes more than so many times the CPU time of `small`, or of `least` seconds, at every try."""
    small()  # what is made once is made here
    return all(take(large) >= times * max(take(small), least) for _ in range(TRIES))
