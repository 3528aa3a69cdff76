"""The sentences that say most of what a story is about: leads, and what events are told by.

A sentence scores by how much of the story's wording is in it: each content word counts by the share of the independent origins
that use it among their leads and events. What a chosen sentence says counts little in the next.

Source: word probabilities with discount after SumBasic (Nenkova and Vanderwende 2005); leads as candidates after the inverted
pyramid of news.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.language.words import content_words
from onrecord.model import Document, Event, Passage
from onrecord.tell.ranking import read_day

# Sentences of an article's beginning that tell its news.
_LEADS = 3
_FIRST = 1.25
# What the lightest and the weightiest event of a story are worth.
_LIGHT, _WEIGHTY = 0.8, 1.25
# A sentence about days so long past is background.
_LONG_AGO, _BACKGROUND = 14, 0.25
_TOLD = 0.25  # of its worth a word keeps once it was said
_QUOTES = "“\"'‘«"


def pick_gist(documents: Sequence[Document], events: Sequence[Event], origin_of: Mapping[str, str]) -> Iterator[Passage]:
    """Passages in the order in which they add to what was told, each whole as it stands."""
    heaviest = max((e.weight for e in events), default=0.0) or 1.0
    told: dict[str, dict[Passage, float]] = defaultdict(dict)
    for event in events:
        for passage in event.passages:
            worth = _LIGHT + (_WEIGHTY - _LIGHT) * event.weight / heaviest
            told[passage.article][passage] = max(told[passage.article].get(passage, 0.0), worth)
    worth_of = {p: worth for d in documents for p, worth in _weigh(d, told[d.article.id]).items()}
    words = {p: frozenset(content_words(p.exact)) for p in worth_of}
    voices: dict[str, set[str]] = defaultdict(set)
    for passage, wording in words.items():
        for word in wording:
            voices[word].add(origin_of.get(passage.article, passage.article))
    every = len({origin_of.get(d.article.id, d.article.id) for d in documents}) or 1
    share = {word: len(by) / every for word, by in voices.items() if len(by) > 1 or every == 1}

    def score(passage: Passage) -> float:
        wording = sorted(words[passage])
        return worth_of[passage] * math.fsum(share.get(w, 0.0) for w in wording) / math.sqrt(len(wording) or 1)

    # What was said only lowers a score, so that an old one is a bound: the best is found without scoring all again.
    queue = [(-score(p), p.article, p.start, p.end, p) for p in worth_of]
    heapq.heapify(queue)
    while queue:
        _, article, start, end, passage = heapq.heappop(queue)
        now = (-score(passage), article, start, end)
        if queue and now > queue[0][:4]:
            heapq.heappush(queue, (*now, passage))
            continue
        yield passage
        for word in words[passage]:
            if word in share:
                share[word] *= _TOLD


def _weigh(document: Document, told: Mapping[Passage, float]) -> dict[Passage, float]:
    """What the leads of an article and its passages that tell of events are worth, before what they say is looked at."""
    found = {lead: _FIRST if n == 0 else 1.0 for n, lead in enumerate(_leads(document))}
    for passage, worth in told.items():
        found[passage] = max(found.get(passage, 0.0), worth)
    published = read_day(document.reading.anchor.earliest)
    named = [(t.passage.start, day) for t in document.reading.dates if (day := read_day(t.latest)) and t.type != "SET"]
    for passage in found:
        days = [day for start, day in named if passage.start <= start < passage.end]
        if published and days and (published - max(days)).days > _LONG_AGO:
            found[passage] *= _BACKGROUND
    return found


def _leads(document: Document) -> Iterator[Passage]:
    article = document.article
    body = (s for s in document.layout.sentences if s.kind == "body")
    for sentence, _ in zip(body, range(_LEADS), strict=False):
        exact = article.text[sentence.start : sentence.end]
        if not exact.lstrip().startswith(tuple(_QUOTES)):
            yield Passage(article=article.id, start=sentence.start, end=sentence.end, exact=exact)
