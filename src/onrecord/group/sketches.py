"""What tells an article's story, from that article alone: its weightiest words, its numbers, wording, address and days."""

import datetime
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.group.addresses import address_key
from onrecord.group.frequencies import rarity
from onrecord.group.signatures import sign_text
from onrecord.model import Document, Sentence
from onrecord.text import WORD, fold

TERMS = 64  # the weightiest words of an article that are compared
KEYS = 16  # the weightiest of them that an article is found by
LEAD = 3  # sentences, the headline among them
LEAD_TERMS = 32
LEAST_RARITY = 2.0  # words that stand in more than about one article of seven tell no story
NAME_WEIGHT = 1.5
NUMBER_WEIGHT = 5.0  # as if of that rarity: of two quakes each has its own strength, tolls and year
_LISTED = 5  # rows that end as no sentence does, from which on they are a list
_CLOSING = re.compile(r"[.!?…][\"'”’»)\]\s]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What tells an article's story, small enough to be kept.

    `terms` are hashed words, the weightiest first, and behind them numbers; `weights` are their shares (unit length);
    `lead_terms` and `lead_weights` are the same of its lead alone; `copy_keys` are the keys of its wording, `address` is that
    of its address; days as ISO 8601.
    """

    article: str
    terms: tuple[int, ...]
    weights: tuple[float, ...]
    copy_keys: tuple[int, ...]
    address: int | None
    earliest: str | None
    latest: str | None
    # none where another version made the sketch
    lead_terms: tuple[int, ...] = ()
    lead_weights: tuple[float, ...] = ()

    @property
    def keys(self) -> dict[int, float]:
        """What the article is found by, and how much each says: two articles can be linked only where they share one."""
        found = dict(zip(self.terms[:KEYS], self.weights[:KEYS], strict=True))
        whole = (*self.copy_keys, self.address) if self.address is not None else self.copy_keys
        return found | dict.fromkeys(whole, 1.0)

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands in the order in which articles follow each other; the undated last."""
        return self.earliest or "9999", self.article


def make_sketch(document: Document) -> Sketch:
    """The sketch of an article, from that article alone."""
    sentences = _telling(document)
    terms, weights = _weigh(document.article.text, sentences, TERMS)
    lead_terms, lead_weights = _weigh(document.article.text, sentences[:LEAD], LEAD_TERMS)
    day = document.layout.published
    address = address_key(document.article.url)
    return Sketch(
        article=document.article.id,
        terms=terms,
        weights=weights,
        copy_keys=sign_text(body_text(document)),
        address=hash_word(f"address {address}") if address else None,
        earliest=day.earliest,
        latest=day.latest,
        lead_terms=lead_terms,
        lead_weights=lead_weights,
    )


def body_text(document: Document) -> str:
    """The title and body alone, as they are compared."""
    text = document.article.text
    return "\n".join(text[s.start : s.end] for s in document.layout.sentences)


def _weigh(text: str, sentences: Sequence[Sentence], most: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The weightiest words, hashed, and what each weighs: how often it stands there, how rare it is, more as a name."""
    count: Counter[str] = Counter()
    as_name: Counter[str] = Counter()
    for sentence in sentences:
        for m in WORD.finditer(text, sentence.start, sentence.end):
            word = fold(m.group())
            if word[0].isdigit():
                count[word] += 1
            elif len(word) > 2 and word.isalpha():
                count[word] += 1
                as_name[word] += m.group()[0].isupper() and m.start() != sentence.start
    weights = {
        word: (1 + math.log(n)) * rare * (NAME_WEIGHT if as_name[word] * 2 > n else 1.0)
        for word, n in count.items()
        if (rare := NUMBER_WEIGHT if word[0].isdigit() else rarity(word)) >= LEAST_RARITY
    }
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    # a number stands in articles on anything: nothing is to be found by it
    top.sort(key=lambda item: item[0][0].isdigit())
    length = math.sqrt(sum(w * w for _, w in top)) or 1.0
    return tuple(hash_word(word) for word, _ in top), tuple(round(w / length, 5) for _, w in top)


def _telling(document: Document) -> list[Sentence]:
    """The sentences without what is only listed: the names of hundreds who sign a letter say nothing of what it is about."""
    text = document.article.text
    kept: list[Sentence] = []
    for listed, run in groupby(document.layout.sentences, lambda s: not _CLOSING.search(text, max(s.start, s.end - 12), s.end)):
        rows = list(run)
        if not listed or len(rows) < _LISTED:
            kept += rows
    return kept or list(document.layout.sentences)


def hash_word(word: str) -> int:
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
