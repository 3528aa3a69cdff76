"""The day of an event of the story, by what the articles that date it agree on."""

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

    def place(self, offset: Offset) -> Placed | None:
        """The day that the offset means, where the dated articles agree on the day of its event."""
        weights = {word: rarity(word) for word in sorted(offset.words)}
        total = sum(weights.values())
        scores: dict[date, float] = {}
        tellers: dict[date, set[str]] = {}
        for word, weight in weights.items():
            by_day = self._days.get(word, {})
            told = sum(len(articles) for articles in by_day.values())
            for day, articles in by_day.items():
                scores[day] = scores.get(day, 0.0) + weight * len(articles) / (told * total)
                tellers.setdefault(day, set()).update(articles)
        needed = _SHARE_NAMED if offset.weekday else _SHARE
        placed = []
        for event, share in scores.items():
            day = add_days(event, offset.days)
            known = len(tellers[event]) > 1 or max(weights.values()) >= _RARE
            if known and share >= needed and offset.weekday in (0, day.isoweekday()):
                placed.append(Placed(offset=offset, day=day, event=event, share=min(1.0, share)))
        return max(placed, key=lambda p: (p.share, p.day), default=None)


def add_days(day: date, days: int) -> date:
    """The day so many days on; the day itself where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
