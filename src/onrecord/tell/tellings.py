"""Which passages tell the same event."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations

from onrecord.language.likeness import Wording, compare, find_pairs, weigh
from onrecord.language.words import content_words
from onrecord.model import Passage
from onrecord.tell.deeds import tells_past
from onrecord.tell.happenings import Happening

_SAME_EVENT = 0.3
# Two articles tell the same of a day where so much of the shorter passage is in the other; asked of a story of no more passages
# with days, where the index by rare words misses what short passages share.
_SAME_REPORT = 0.18
_FEW = 400
# Of a month or year of which a story tells little, from so much.
_SAME_STRETCH = 0.2
# An article opens with its news, which it tells again with its day.
_SAME_NEWS = 0.15
_NEWS = 3
# Two passages that share names alone ("President Brandt", "the Orsk Ferry Company") tell two things of those.
_SAME_DEED = 0.1
# Of a day to come few things are known: plans are one from so little that they share around the day.
_SAME_PLAN = 0.1
# Passages of two groups that are held against each other, and how alike they are on average.
_MOST = 6
_TOGETHER = 0.15
# Events of one kind that one that "occurred" is sought among.
_MOST_EVENTS = 400
# A sentence told again a day or two later is of the day on which it was told first.
_TOLD_AGAIN = 0.6
_AGAIN = 2

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_OCCURRED = re.compile(r"(?:The|This)\s(?P<kind>[a-z]{3,20})\s(?:had\s)?(?:occurred|happened|took\splace|taken\splace)\b")
_CAPITAL = re.compile(r"[A-Z\u00c0-\u00de]")

Group = list[Happening]


def gather(told: Sequence[Happening], undated: Sequence[Happening]) -> list[Group]:
    """The passages by the event that they tell, the undated ones too where they tell one, or a deed alone."""
    likeness = _Likeness([*told, *undated])
    groups = _add_stretches(_group(told, likeness), likeness)
    return _add_occurrences(_add_undated(groups, undated, likeness))


def find_names(passages: Iterable[str]) -> frozenset[str]:
    """The content words that stand with a capital within a passage more often than without: names, as far as words tell."""
    told = ((_WORD.findall(text), _WORD.match(text) is not None) for text in passages)
    counts = Counter(chain.from_iterable(found[1:] if begins else found for found, begins in told))
    raised: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for word, n in counts.items():
        for stem in content_words(word):
            (raised if _CAPITAL.match(word) else plain)[stem] += n
    return frozenset(stem for stem, n in raised.items() if n > plain[stem])


class _Likeness:
    """How alike the passages of a story are: in all their words, and in those that are no names."""

    def __init__(self, passages: Sequence[Happening]) -> None:
        self._names = find_names({h.passage.exact for h in passages})
        self.weights = weigh([h.words for h in passages])
        self._deeds: dict[Wording, Wording] = {h.words: h.words - self._names for h in passages}
        self._deed_weights = weigh(list(self._deeds.values()))
        self._held: dict[tuple[int, int], float] = {}

    def same_deed(self, a: Happening, b: Happening) -> bool:
        """Whether two passages share more than names."""
        return compare(self._deeds[a.words], self._deeds[b.words], self._deed_weights)[0] >= _SAME_DEED

    def compare(self, a: Happening, b: Happening) -> tuple[float, float]:
        """How much of both passages is shared, and how much of the shorter one."""
        return compare(a.words, b.words, self.weights)

    def hold_together(self, left: Sequence[Happening], right: Sequence[Happening]) -> bool:
        """Whether the passages of two groups are alike on average."""
        several = [self._cosine(a, b) for a in left[:_MOST] for b in right[:_MOST]]
        return math.fsum(several) >= _TOGETHER * len(several)

    def _cosine(self, a: Happening, b: Happening) -> float:
        # groups that grow are held against each other again and again
        pair = id(a.words), id(b.words)
        if pair not in self._held:
            self._held[pair] = compare(a.words, b.words, self.weights)[0]
        return self._held[pair]


class _Groups:
    """Which of n passages tell the same event."""

    def __init__(self, passages: Sequence[Happening]) -> None:
        self._passages = passages
        self._root = list(range(len(passages)))
        self._members = [[i] for i in self._root]

    def _find(self, i: int) -> int:
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def of(self, i: int) -> Group:
        return [self._passages[k] for k in self._members[self._find(i)]]

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self._find(i), self._find(j)))
        if a != b:
            self._root[b] = a
            self._members[a] += self._members[b]

    def all(self) -> list[Group]:
        return [self.of(i) for i in range(len(self._passages)) if self._root[i] == i]


def _group(told: Sequence[Happening], likeness: _Likeness) -> list[Group]:
    """The passages by event: of one day, and alike in what they say, in all or around the day; the likest first."""
    days = [h.date for h in told]
    same = _Groups(told)
    alike: dict[tuple[int, int], float] = {}

    def note(i: int, j: int, cosine: float) -> None:
        if likeness.same_deed(told[i], told[j]):
            alike[i, j] = max(alike.get((i, j), 0.0), cosine)

    for wordings in ([h.words for h in told], [h.near for h in told]):
        for i, j, cosine, _ in find_pairs(wordings, weigh(wordings), within=days):
            if cosine >= (_SAME_EVENT if told[i].first == told[i].last else _SAME_STRETCH):
                note(i, j, cosine)
    for i, j in _pair_reports(told):
        cosine, inside = likeness.compare(told[i], told[j])
        if inside >= _SAME_REPORT:
            note(i, j, cosine)
    for i, j in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        if likeness.hold_together(same.of(i), same.of(j)):
            same.join(i, j)
    _join_plans(told, same)
    return same.all()


def _pair_reports(told: Sequence[Happening]) -> Iterator[tuple[int, int]]:
    """The passages of different articles that are of one day, in a story that tells little."""
    if len(told) > _FEW:
        return
    by_day: dict[str, list[int]] = defaultdict(list)
    for i, happening in enumerate(told):
        by_day[happening.date].append(i)
    for of_day in by_day.values():
        yield from ((i, j) for i, j in combinations(of_day, 2) if told[i].passage.article != told[j].passage.article)


def _join_plans(told: Sequence[Happening], same: _Groups) -> None:
    weights = weigh([h.near for h in told])
    first: dict[tuple[str, str], int] = {}
    for i, happening in enumerate(told):
        for word in sorted(happening.near) if happening.planned else ():
            other = first.setdefault((happening.date, word), i)
            if compare(happening.near, told[other].near, weights)[0] >= _SAME_PLAN:
                same.join(i, other)


def _add_stretches(groups: Sequence[Group], likeness: _Likeness) -> list[Group]:
    """The events, one told of a stretch of days ("in May") in that of a shorter one or day within it that is told alike."""
    told = [h for group in groups for h in group]
    group_of = [n for n, group in enumerate(groups) for _ in group]
    best: dict[int, tuple[float, int]] = {}
    for i, j, cosine, _ in find_pairs([h.words for h in told], likeness.weights):
        for wide, near in ((i, j), (j, i)):
            a, b = told[wide], told[near]
            if cosine < _SAME_EVENT or a.first == a.last or a.planned or not _is_part(b, a) or not likeness.same_deed(a, b):
                continue
            best[group_of[wide]] = max(best.get(group_of[wide], (0.0, 0)), (cosine, -group_of[near]))
    joined = {n: list(group) for n, group in enumerate(groups)}
    for wide, (_, near) in sorted(best.items(), key=lambda row: -_length(groups[row[0]][0])):
        event = groups[-near][0]
        joined[-near] += [replace(h, first=event.first, last=event.last, beside=True) for h in joined.pop(wide)]
    return [joined[n] for n in sorted(joined)]


def _add_occurrences(groups: Sequence[Group]) -> list[Group]:
    """The events, one that only occurred ("the blast happened at dawn") in the most told one of that kind on that day."""
    joined = {n: list(group) for n, group in enumerate(groups)}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for word in sorted({w for h in group for w in h.words}):
            by_kind[word].append(n)
    for n, group in enumerate(groups):
        kinds = {_kind(h.passage.exact) for h in group}
        kind = kinds.pop() if len(kinds) == 1 else None
        near = by_kind[kind][:_MOST_EVENTS] if kind else []
        others = [m for m in near if m != n and m in joined and _meet(groups[m][0], group[0])]
        if others:
            event = max(others, key=lambda m: (len(joined[m]), -m))
            first = joined[event][0]
            joined[event] += [replace(h, first=first.first, last=first.last, beside=True) for h in joined.pop(n)]
    return [joined[n] for n in sorted(joined)]


def _kind(exact: str) -> str | None:
    """What a sentence says only that it occurred, as a content word."""
    found = _OCCURRED.match(exact)
    return next(iter(content_words(found["kind"])), None) if found else None


def _meet(a: Happening, b: Happening) -> bool:
    return a.first <= b.last and b.first <= a.last


def _length(happening: Happening) -> int:
    return (date.fromisoformat(happening.last) - date.fromisoformat(happening.first)).days


def _is_part(part: Happening, whole: Happening) -> bool:
    """Whether a stretch lies in another that is longer, or begins before it ends."""
    return _length(part) < _length(whole) and _meet(part, whole)


def _add_undated(groups: Sequence[Group], undated: Sequence[Happening], likeness: _Likeness) -> list[Group]:
    """The events with the undated passages that tell them too, and the deeds that are told undated alone."""
    told = [h for group in groups for h in group]
    group_of = [n for n, group in enumerate(groups) for _ in group]
    wordings = [h.words for h in told] + [h.words for h in undated]
    best: dict[int, tuple[float, int]] = {}
    found = {(i, j): c for i, j, c, _ in find_pairs(wordings, likeness.weights, across=len(told))}
    found.update(_pair_leads(told, undated, likeness))
    for (i, j), cosine in sorted(found.items()):
        event, passage = told[i], undated[j - len(told)]
        if _can_tell(event, passage, cosine) and likeness.same_deed(event, passage):
            best[j] = max(best.get(j, (0.0, 0)), (cosine, -group_of[i]))
    joined = [list(group) for group in groups]
    for j, (_, n) in sorted(best.items()):
        event = groups[-n][0]
        joined[-n].append(replace(undated[j - len(told)], first=event.first, last=event.last))
    deeds = [h for j, h in enumerate(undated, len(told)) if h.alone and j not in best]
    return joined + _group(_date_first(deeds, likeness), likeness)


def _pair_leads(
    told: Sequence[Happening], undated: Sequence[Happening], likeness: _Likeness
) -> Iterator[tuple[tuple[int, int], float]]:
    """Where the passages of a day stand with the openings of that day, and how alike both are, in a story that tells little."""
    if len(told) > _FEW:
        return
    by_day: dict[str, list[int]] = defaultdict(list)
    for i, happening in enumerate(told):
        by_day[happening.date].append(i)
    for j, opening in enumerate(undated, len(told)):
        if opening.lead:
            yield from (((i, j), likeness.compare(told[i], opening)[0]) for i in by_day[opening.date])


def _can_tell(told: Happening, undated: Happening, cosine: float) -> bool:
    """Whether a passage without a day can tell an event: of a day before it, as past, and no later deed in like words."""
    if told.last > undated.last or overlap(told.passage, undated.passage):
        return False
    if undated.lead and (told.date == undated.date or _is_news_of(told, undated)):
        return cosine >= _SAME_NEWS
    newer = undated.alone and undated.last > told.last
    return cosine >= (_TOLD_AGAIN if newer else _SAME_EVENT) and (cosine >= _TOLD_AGAIN or tells_past(undated.passage.exact))


def _is_news_of(told: Happening, lead: Happening) -> bool:
    """Whether an event of an article is recent enough for its first sentence to tell."""
    apart = (date.fromisoformat(lead.last) - date.fromisoformat(told.last)).days
    return told.passage.article == lead.passage.article and apart <= _NEWS


def overlap(a: Passage, b: Passage) -> bool:
    """Whether two passages share a stretch of one article."""
    return a.article == b.article and a.start < b.end and b.start < a.end


def _date_first(deeds: Sequence[Happening], likeness: _Likeness) -> list[Happening]:
    """The deeds, those told again within days in the same words of the day of the first telling."""
    days = {i: h.first for i, h in enumerate(deeds)}
    for i, j, cosine, _ in find_pairs([h.words for h in deeds], likeness.weights):
        apart = abs((date.fromisoformat(deeds[i].first) - date.fromisoformat(deeds[j].first)).days)
        if cosine >= _TOLD_AGAIN and apart <= _AGAIN:
            days[i] = days[j] = min(days[i], days[j])
    return [replace(h, first=days[i], last=days[i]) for i, h in enumerate(deeds)]
