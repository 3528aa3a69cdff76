"""Which days and events of a story come first where there is no room for all: the most reported and the most consequential.

A day weighs by how many articles name it, how many still name it when it is more than a week past, and how many were published
on it; a little by how many name it when it is more than a month past. Of the events of one day, the one comes first that says
most of what is told of that day, and of what the articles of that day and the next open with, in words of which the story is
full, and rather as a deed; what is told of it later counts more.

Source: the parts, and that they count alike, were chosen on six topics of Timeline17 (Tran et al. 2013).
"""

import dataclasses
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from onrecord.language.likeness import Wording
from onrecord.language.words import content_words
from onrecord.model import Document, Event, Origin, Passage
from onrecord.tell.deeds import is_deed
from onrecord.tell.readable import leans_back

# From so many days after it, a day that is named is remembered.
_LATER = 7
# How much it counts that a day is named so long after.
_LONG_AFTER, _LASTING = 30, 0.25
# What the first sentences of the articles of a day and the next count beside what is told of the day.
_OPENINGS, _OPENING, _NEXT = 5, 0.25, 1
# How much it counts that a word is rare among what is told, and that the story has it often.
_RARITY, _TELLING = 0.3, 0.4
# What it counts that a passage tells a deed.
_DEED = 0.05
_REMEMBERED = 5
_REMEMBERED_BONUS = 0.4
_PLANNED = 0.2
# What it costs a passage to tell an event in a clause beside others, or without its day.
_BESIDE = 0.2
# What it costs a passage to lean on the sentence before it.
_LEANING = 0.15
# What a scrap or a paragraph costs a passage against those that tell the same.
_UNWIELDY = 0.1


def rank_events(
    events: Sequence[Event],
    documents: Sequence[Document],
    *,
    origins: Sequence[Origin],
    beside: Collection[Passage] = (),
) -> tuple[Event, ...]:
    """The events in their order, each with its best words, rather not of a passage that tells it `beside`, and its weight.

    The second event of a day weighs half of its first, the third a third. Articles of one origin count as one.
    """
    voice_of = {a: o.id for o in origins for a in o.articles}
    published = {d.article.id: read_day(d.reading.anchor.latest) for d in documents}
    words = {p: frozenset(content_words(p.exact)) for e in events for p in e.passages}
    weights = _weigh_words(list(words.values()))
    opened = _weigh_openings(documents, weights)
    named = _weigh_days(documents, voice_of)
    by_day: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_day[event.date].append(event)
    found: dict[str, Event] = {}
    for day, told in by_day.items():
        shares = _weigh_told(day, told, words, weights, published, beside, opened.get(day, {}))
        told.sort(key=lambda e: (-shares[e.id][0], e.id))
        own = [math.log1p(len({voice_of.get(a, a) for a in e.articles})) for e in told]
        for n, event in enumerate(told):
            # a stretch of days has no day that is named
            weight = own[n] if "/" in day else named.get(day, 0.0)
            found[event.id] = dataclasses.replace(event, text=shares[event.id][1], weight=round(weight / (n + 1), 4))
    return tuple(found[e.id] for e in events)


def pick_events(events: Sequence[Event], limit: int) -> tuple[Event, ...]:
    """The weightiest events, at most so many, in order of their days."""
    first = sorted(events, key=lambda e: (-e.weight, e.date, e.id))[:limit]
    return tuple(sorted(first, key=lambda e: (e.date, e.id)))


def _weigh_days(documents: Sequence[Document], voice_of: Mapping[str, str]) -> dict[str, float]:
    """The weight of each day that articles name or were published on."""
    naming: dict[str, set[str]] = defaultdict(set)
    later: dict[str, set[str]] = defaultdict(set)
    lasting: dict[str, set[str]] = defaultdict(set)
    news: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        anchor, voice = document.reading.anchor, voice_of.get(document.article.id, document.article.id)
        published = read_day(anchor.latest)
        if anchor.latest and anchor.latest == anchor.earliest:
            news[anchor.latest].add(voice)
        for timex in document.reading.dates:
            day = read_day(timex.earliest) if timex.earliest == timex.latest and timex.type in ("DATE", "TIME") else None
            if day and timex.earliest:
                naming[timex.earliest].add(voice)
                if published and (published - day).days > _LATER:
                    later[timex.earliest].add(voice)
                if published and (published - day).days > _LONG_AFTER:
                    lasting[timex.earliest].add(voice)
    return {
        d: sum(math.log1p(len(by[d])) for by in (naming, later, news)) + _LASTING * math.log1p(len(lasting[d]))
        for d in sorted({*naming, *news})
    }


def _weigh_words(wordings: Sequence[Wording]) -> dict[str, float]:
    """Words that are rare, but not in this story, say most of what it is about."""
    counts = Counter(word for wording in wordings for word in wording)
    return {word: math.log(1 + len(wordings) / (n + 0.5)) ** _RARITY * n**_TELLING for word, n in counts.items()}


def _weigh_openings(documents: Sequence[Document], weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """By day, the words of the first sentences of the articles of that day and the next, by what they weigh."""
    opened: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for document in documents:
        published, text = read_day(document.reading.anchor.latest), document.article.text
        if not published:
            continue
        days = [(published - timedelta(days=n)).isoformat() for n in range(_NEXT + 1)]
        body = (s for s in document.layout.sentences if s.kind == "body")
        for sentence in itertools.islice(body, _OPENINGS):
            for word in set(content_words(text[sentence.start : sentence.end])):
                if weight := weights.get(word):
                    for day in days:
                        opened[day][word] += _OPENING * weight
    return opened


def _weigh_told(
    day: str,
    told: Sequence[Event],
    words: Mapping[Passage, Wording],
    weights: Mapping[str, float],
    published: Mapping[str, date | None],
    beside: Collection[Passage],
    opened: Mapping[str, float],
) -> dict[str, tuple[float, str]]:
    """How much of what is told of the day each event says, and the words of the passage that says most of it."""
    if len(told) == 1 and len(told[0].passages) == 1:
        # there is nothing to choose from
        return {told[0].id: (1.0, told[0].passages[0].exact)}
    first = read_day(day.partition("/")[0])
    ago = {a: (p - first).days for e in told for a in e.articles if first and (p := published.get(a))}
    said: dict[str, float] = defaultdict(float, opened)
    for event in told:
        for passage in event.passages:
            counted = 1 + _REMEMBERED if ago.get(passage.article, 0) > _LATER else 1
            for word in words[passage]:
                said[word] += counted * weights[word]
    whole = math.sqrt(math.fsum(v * v for v in said.values())) or 1.0
    shares = {}
    for event in told:
        scores = []
        for passage in event.passages:
            own = math.sqrt(math.fsum(weights[w] ** 2 for w in words[passage])) or 1.0
            score = math.fsum(said[w] * weights[w] for w in words[passage]) / (whole * own)
            since = ago.get(passage.article, 0)
            score += _REMEMBERED_BONUS if since > _LATER else -_PLANNED if since < 0 else 0.0
            if leans_back(passage.exact):
                score -= _LEANING
            elif is_deed(passage.exact):
                score += _DEED
            unwieldy = _UNWIELDY * (not 60 <= len(passage.exact) <= 260)
            scores.append((score, score - unwieldy - _BESIDE * (passage in beside), passage.exact))
        shares[event.id] = max(score for score, _, _ in scores), max(scores, key=lambda s: s[1:])[2]
    return shares


def read_day(iso: str | None) -> date | None:
    """The calendar day of an ISO 8601 text, or None."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
