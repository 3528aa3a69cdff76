"""What happened, day by day."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from onrecord.likeness import compare, find_pairs, weigh
from onrecord.model import Document, Event, Origin
from onrecord.tell.happenings import Happening, find_happenings
from onrecord.tell.ranking import rank_events
from onrecord.tell.undated import find_undated
from onrecord.text import make_id

_SAME_EVENT = 0.3
# Of a day to come few things are known: plans are one from so little that they share around the day.
_SAME_PLAN = 0.1


def make_timeline(documents: Sequence[Document], *, origins: Sequence[Origin]) -> tuple[Event, ...]:
    """The events of one story in order of their days, one entry an event however many articles tell it."""
    documents = sorted(documents, key=lambda d: d.article.id)
    told = [h for d in documents for h in find_happenings(d)]
    groups = [group for group in _add_undated(_group(told), documents) if not all(h.referred for h in group)]
    events = sorted(map(_make_event, groups), key=lambda e: (e.date, e.id))
    return rank_events(events, documents, origins=origins)


class _Groups:
    """Which of n passages tell the same event."""

    def __init__(self, n: int) -> None:
        self._root = list(range(n))

    def find(self, i: int) -> int:
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = self.find(i), self.find(j)
        self._root[max(a, b)] = min(a, b)


def _group(told: Sequence[Happening]) -> list[list[Happening]]:
    """The passages by event: of one day, and alike in what they say, in all or around the day."""
    days = [h.date for h in told]
    same = _Groups(len(told))
    for wordings in ([h.words for h in told], [h.near for h in told]):
        for i, j, cosine, _ in find_pairs(wordings, weigh(wordings), within=days):
            if cosine >= _SAME_EVENT:
                same.join(i, j)
    weights = weigh([h.near for h in told])
    first: dict[tuple[str, str], int] = {}
    for i, happening in enumerate(told):
        for word in sorted(happening.near) if happening.planned else ():
            other = first.setdefault((happening.date, word), i)
            if compare(happening.near, told[other].near, weights)[0] >= _SAME_PLAN:
                same.join(i, other)
    groups: dict[int, list[Happening]] = defaultdict(list)
    for i, happening in enumerate(told):
        groups[same.find(i)].append(happening)
    return [groups[i] for i in sorted(groups)]


def _add_undated(groups: Sequence[Sequence[Happening]], documents: Sequence[Document]) -> list[list[Happening]]:
    """The events with the undated passages that tell them too, and the deeds that are told undated alone."""
    undated = [found for d in documents for found in find_undated(d)]
    told = [h for group in groups for h in group]
    group_of = [n for n, group in enumerate(groups) for _ in group]
    wordings = [h.words for h in told] + [h.words for h, _ in undated]
    best: dict[int, tuple[float, int]] = {}
    for i, j, cosine, _ in find_pairs(wordings, weigh(wordings)):
        if i < len(told) <= j and cosine >= _SAME_EVENT and told[i].last <= undated[j - len(told)][0].last:
            best[j] = max(best.get(j, (0.0, 0)), (cosine, -group_of[i]))
    joined = [list(group) for group in groups]
    for j, (_, n) in sorted(best.items()):
        event = groups[-n][0]
        joined[-n].append(dataclasses.replace(undated[j - len(told)][0], first=event.first, last=event.last))
    deeds = [h for j, (h, deed) in enumerate(undated, len(told)) if deed and j not in best]
    return joined + _group(deeds)


def _make_event(group: Sequence[Happening]) -> Event:
    passages = tuple(sorted({h.passage for h in group}, key=lambda p: (p.article, p.start, p.end)))
    return Event(
        id=make_id("e", group[0].date, *(f"{p.article} {p.start} {p.end}" for p in passages)),
        date=group[0].date,
        text=passages[0].exact,
        passages=passages,
        articles=tuple(sorted({p.article for p in passages})),
    )
