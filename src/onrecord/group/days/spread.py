"""How the articles of a story lie in time, as the odds for another one of it.

Of articles drawn from one story none is more likely than another to come first: between any two that follow each other, and
before and after all, another one lies with equal odds. So the odds follow how dense the story is told. Beyond its ends they
fall as those of a length of which a few values are known: the fewer articles of known day, the farther another may lie.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date

#: The length that the story runs on before and after its articles of known day: at least, and where there is but one.
_LEAST, _OF_ONE = 3.0, 20.0
#: How much longer it runs on after them: what undated articles tell as past is told before they are published.
_LATER = 1.5
#: As factors where all articles tell one event: of that length, and of the number of days that it is known from.
_SHORTER, _SURER = 0.55, 4.0


class Spread:
    """The odds for the day of another article of a story, by its articles of known day.

    `unity` is how far all its articles tell one event, 0 to 1.
    """

    def __init__(self, days: Iterable[date], *, unity: float = 0.0) -> None:
        counts = Counter(day.toordinal() for day in days)
        self._days = sorted(counts)
        self._counts = [counts[day] for day in self._days]
        self._size = sum(self._counts)
        self._shape = len(self._days) * math.pow(_SURER, unity)
        length = self._days[-1] - self._days[0] if self._days else 0
        self._tail = (max(_LEAST, length / self._size) if self._size > 1 else _OF_ONE) * math.pow(_SHORTER, unity)

    @property
    def ends(self) -> tuple[int, int] | None:
        """The first and last known day, by number; None where there is none."""
        return (self._days[0], self._days[-1]) if self._days else None

    def weigh(self, day: date) -> float:
        """The probability of the day; 1 for any where no article of the story has a known one."""
        if not self._size:
            return 1.0
        at, days = day.toordinal(), self._days
        k = bisect_left(days, at)
        found = 0.0
        if k < len(days) and days[k] == at:
            # articles of one day have no days between them
            found += self._counts[k] - 1
            found += self._share(k - 1) + self._share(k)
        else:
            found += self._share(k - 1)
        if at <= days[0] or at >= days[-1]:
            # the one day that there is may be the first and the last
            found += self._run_on(days[0] - at, self._tail) if at <= days[0] else 0.0
            found += self._run_on(at - days[-1], self._tail * _LATER) if at >= days[-1] else 0.0
        return found / (self._size + 1)

    def _run_on(self, away: int, tail: float) -> float:
        """The odds of the day so many days beyond an end (Lomax: exponential, its mean known from so many days)."""
        shape = self._shape
        return float((1 + away / (tail * shape)) ** -shape - (1 + (away + 1) / (tail * shape)) ** -shape)

    def _share(self, k: int) -> float:
        """What one day gets of the stretch from the k-th known day to the next, both ends included."""
        if not 0 <= k < len(self._days) - 1:
            return 0.0
        return 1.0 / (self._days[k + 1] - self._days[k] + 1)
