"""The day of an event of the story, by what the articles that date it agree on."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.group.days.mentions import Told
from onrecord.group.days.offsets import Offset
from onrecord.group.frequencies import rarity

#: The share of the dated sentences telling of an event that must agree on its day; less where a weekday agrees too.
_SHARE = 0.5
_SHARE_NAMED = 0.15
#: A day that one article alone gives is taken only for words as rare as this.
_RARE = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The day that an offset means; `event` is the day that it counts from, `share` how far the articles agree on it."""

    offset: Offset
    day: date
    event: date
    share: float


class Events:
    """On which days the dated sentences of a story tell of each word."""

    def __init__(self, told: Iterable[Told]) -> None:
        days: dict[str, dict[date, set[str]]] = {}
        for each in told:
            for mention in each.mentions:
                day = mention.earliest
                if not day or mention.form != "known" or day != mention.latest or not mention.past:
                    continue
                for word in mention.words:
                    days.setdefault(word, {}).setdefault(day, set()).add(each.article)
        self._days = days

    def weigh(self, told: frozenset[str]) -> dict[date, float]:
        """By day, the rarity-weighted share (0 to 1) of what is said in these words that the articles put on it."""
        weights = {word: rarity(word) for word in sorted(told) if word in self._days}
        total = math.fsum(rarity(word) for word in sorted(told))
        scores: dict[date, float] = {}
        for word, weight in weights.items():
            by_day = self._days[word]
            count = sum(len(articles) for articles in by_day.values())
            for day, articles in by_day.items():
                scores[day] = scores.get(day, 0.0) + weight * len(articles) / (count * total)
        return scores

    def place(self, offset: Offset) -> Placed | None:
        """The day that the offset means, where the dated articles agree on the day of its event."""
        rarest = max(rarity(word) for word in offset.words)
        needed = _SHARE_NAMED if offset.weekday else _SHARE
        placed = []
        for event, share in sorted(self.weigh(offset.words).items()):
            day = add_days(event, offset.days)
            tellers = {article for word in offset.words for article in self._days.get(word, {}).get(event, ())}
            known = len(tellers) > 1 or rarest >= _RARE
            if known and share >= needed and offset.weekday in (0, day.isoweekday()):
                placed.append(Placed(offset=offset, day=day, event=event, share=min(1.0, share)))
        return max(placed, key=lambda p: (p.share, p.day), default=None)


def add_days(day: date, days: int) -> date:
    """The day so many days on; the day itself where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
