"""Which articles are about one matter: links between pairs of articles, stories as the connected components.

Whether two articles are linked depends on these two alone, so the order in which articles arrive changes nothing.
"""

import datetime
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.group.frequencies import rarity
from onrecord.model import Document, Story
from onrecord.text import WORD, fold, make_id, words

TERMS = 64  # the weightiest words of an article that are compared
KEYS = 16  # the weightiest of them that an article is found by
LEAST_RARITY = 2.0  # words that stand in more than about one article of seven tell no story
NAME_WEIGHT = 1.5
LEAST_SIMILARITY = 0.2
DOUBLING_DAYS = 120  # articles that far apart must be twice as alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What tells an article's story, small enough to be kept: two articles can be linked only where they share a key.

    `terms` are hashed words, `weights` their shares (unit length), `keys` the terms to find it by; days as ISO 8601.
    """

    article: str
    terms: tuple[int, ...]
    weights: tuple[float, ...]
    keys: tuple[int, ...]
    earliest: str | None
    latest: str | None


def make_sketch(document: Document) -> Sketch:
    """The sketch of an article, from that article alone."""
    weights = _weigh(document)
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    length = math.sqrt(sum(w * w for _, w in top)) or 1.0
    day = document.layout.published
    return Sketch(
        article=document.article.id,
        terms=tuple(_hash(word) for word, _ in top),
        weights=tuple(round(w / length, 5) for _, w in top),
        keys=tuple(_hash(word) for word, _ in top[:KEYS]),
        earliest=day.earliest,
        latest=day.latest,
    )


def _weigh(document: Document) -> dict[str, float]:
    """Each telling word's weight: how often it stands there, how rare it is, more where it is written as a name."""
    text = document.article.text
    count: Counter[str] = Counter()
    as_name: Counter[str] = Counter()
    for sentence in document.layout.sentences:
        for m in WORD.finditer(text, sentence.start, sentence.end):
            word = fold(m.group())
            if len(word) > 2 and word.isalpha():
                count[word] += 1
                as_name[word] += m.group()[0].isupper() and m.start() != sentence.start
    return {
        word: (1 + math.log(n)) * rare * (NAME_WEIGHT if as_name[word] * 2 > n else 1.0)
        for word, n in count.items()
        if (rare := rarity(word)) >= LEAST_RARITY
    }


def _hash(word: str) -> int:
    """32 bits of a word, the same on any machine (FNV-1a)."""
    value = 0x811C9DC5
    for byte in word.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def similarity(left: Sketch, right: Sketch) -> float:
    """The cosine of the two articles' words, 0 to 1."""
    weight = dict(zip(left.terms, left.weights, strict=True))
    return sum(weight.get(term, 0.0) * w for term, w in zip(right.terms, right.weights, strict=True))


def days_apart(left: Sketch, right: Sketch) -> int:
    """The least number of days between the two articles; 0 where a day is not known."""
    if not (left.earliest and left.latest and right.earliest and right.latest):
        return 0
    gap = max(_day(left.earliest) - _day(right.latest), _day(right.earliest) - _day(left.latest))
    return max(0, gap.days)


def _day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def are_linked(left: Sketch, right: Sketch) -> bool:
    """Whether two articles are about one matter: alike in their telling words, the more so the farther apart in time."""
    return similarity(left, right) >= LEAST_SIMILARITY * (1 + days_apart(left, right) / DOUBLING_DAYS)


def make_story(documents: Sequence[Document]) -> Story:
    """The story of some articles: their days, and the headline that tells most of what all of them are about."""
    ids = tuple(sorted(d.article.id for d in documents))
    days = [d.reading.anchor for d in documents]
    return Story(
        id=make_id("s", *ids),
        title=_pick_headline(documents),
        articles=ids,
        earliest=min((day.earliest for day in days if day.earliest), default=None),
        latest=max((day.latest for day in days if day.latest), default=None),
    )


def _pick_headline(documents: Sequence[Document]) -> str:
    """A headline, verbatim; where no article has one, a first sentence; where none has a sentence, a file's name."""
    headlines = [(text, d) for d in documents if (text := _headline(d))]
    leads = [(d.article.text[s.start : s.end], d) for d in documents for s in d.layout.sentences[:1]]
    candidates = headlines or leads
    if not candidates:
        first = min(documents, key=lambda d: d.article.id).article
        return first.path or first.url or first.id
    about: Counter[str] = Counter()
    for document in documents:
        about.update(set(_weigh(document)))

    def centrality(text: str) -> float:
        telling = {word for word, _, _ in words(text) if rarity(word) >= LEAST_RARITY}
        # a longer headline shares more; the root keeps a short and apt one ahead of a long list
        return sum(about[word] for word in telling) / math.sqrt(len(telling) + 1)

    def rank(candidate: tuple[str, Document]) -> tuple[float, str, str]:
        text, document = candidate
        return -centrality(text), document.reading.anchor.earliest or "9999", document.article.id

    return min(candidates, key=rank)[0]


def _headline(document: Document) -> str | None:
    text = document.article.text
    titles = (text[b.start : b.end] for b in document.layout.blocks if b.kind == "title")
    return document.article.title or next(titles, None)
