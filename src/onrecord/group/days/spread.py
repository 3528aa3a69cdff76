"""How the articles of a story lie in time, as the odds for another one of it.

Of articles drawn from one story none is more likely than another to come first: between any two that follow each other, and
before and after all, another one lies with equal odds. So the odds follow how dense the story is told. Beyond its ends they
fall as those of a length of which a few values are known: the fewer articles of known day, the farther another may lie.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date

#: The length that the story runs on before and after its articles of known day: at least, and where there is but one.
_LEAST, _OF_ONE = 3.0, 20.0


class Spread:
    """The odds for the day of another article of a story, by its articles of known day."""

    def __init__(self, days: Iterable[date]) -> None:
        counts = Counter(day.toordinal() for day in days)
        self._days = sorted(counts)
        self._counts = [counts[day] for day in self._days]
        self._size = sum(self._counts)
        length = self._days[-1] - self._days[0] if self._days else 0
        self._tail = max(_LEAST, length / self._size) if self._size > 1 else _OF_ONE

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
            away = days[0] - at if at <= days[0] else at - days[-1]
            found += (self._beyond(away) - self._beyond(away + 1)) * (2 if len(days) == 1 and not away else 1)
        return found / (self._size + 1)

    def _beyond(self, away: int) -> float:
        """The odds of more than so many days beyond an end (Lomax: exponential, its mean known from so many days)."""
        shape = len(self._days)
        return float((1 + away / (self._tail * shape)) ** -shape)

    def _share(self, k: int) -> float:
        """What one day gets of the stretch from the k-th known day to the next, both ends included."""
        if not 0 <= k < len(self._days) - 1:
            return 0.0
        return 1.0 / (self._days[k + 1] - self._days[k] + 1)
