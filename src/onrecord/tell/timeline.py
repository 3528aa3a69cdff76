"""What happened, day by day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.likeness import find_pairs, weigh
from onrecord.model import Document, Event, Origin
from onrecord.tell.happenings import Happening, find_happenings
from onrecord.text import make_id

_SAME_EVENT = 0.3


def make_timeline(documents: Sequence[Document], *, origins: Sequence[Origin]) -> tuple[Event, ...]:
    """The events of one story in order of their days, one entry an event however many articles tell it."""
    documents = sorted(documents, key=lambda d: d.article.id)
    origin_of = {article: origin.id for origin in origins for article in origin.articles}
    told = [h for d in documents for h in find_happenings(d)]
    return tuple(sorted((_make_event(group, origin_of) for group in _group(told)), key=lambda e: (e.date, e.id)))


def _group(told: Sequence[Happening]) -> list[list[Happening]]:
    """The passages by event: of one day, and alike in what they say."""
    wordings = [h.words for h in told]
    weights = weigh(wordings)
    root = list(range(len(told)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    pairs = find_pairs(wordings, weights, within=[h.date for h in told])
    for i, j, cosine, _ in sorted(pairs, key=lambda p: (-p.cosine, p.left, p.right)):
        if cosine < _SAME_EVENT:
            break
        a, b = find(i), find(j)
        root[max(a, b)] = min(a, b)
    groups: dict[int, list[Happening]] = defaultdict(list)
    for i, happening in enumerate(told):
        groups[find(i)].append(happening)
    return [groups[i] for i in sorted(groups)]


def _make_event(group: Sequence[Happening], origin_of: Mapping[str, str]) -> Event:
    # the wording that most origins share is the clearest; copies have one voice
    voices: dict[str, set[str]] = defaultdict(set)
    for happening in group:
        for word in happening.words:
            voices[word].add(origin_of.get(happening.passage.article, happening.passage.article))

    def rank(h: Happening) -> tuple[bool, float, int, str]:
        shared = sum(len(voices[w]) for w in h.words) / (len(h.words) + 3)
        return h.unwieldy, -shared, h.passage.start, h.passage.article

    passages = tuple(sorted({h.passage for h in group}, key=lambda p: (p.article, p.start, p.end)))
    return Event(
        id=make_id("e", group[0].date, *(f"{p.article} {p.start} {p.end}" for p in passages)),
        date=group[0].date,
        text=min(group, key=rank).passage.exact,
        passages=passages,
        articles=tuple(sorted({p.article for p in passages})),
    )
