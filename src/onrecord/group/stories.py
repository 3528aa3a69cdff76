"""Which articles are about one matter: each follows the one before it that is most like it, and a story is a tree of these.

"Before" is by day and id, not by arrival, so the order in which articles arrive changes nothing. An article follows one other
alone: one that is a little like two stories does not melt them into one. A tree whose articles fall into two matters is parted
(`onrecord.group.partings`).
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.group.frequencies import rarity
from onrecord.group.partings import part_sketches
from onrecord.group.sketches import LEAST_RARITY, Sketch, days_apart, similarity
from onrecord.model import Document, Story
from onrecord.text import LEADS, WORD, find_lead, fold, fold_words, make_id

LEAST_SIMILARITY = 0.2
DOUBLING_DAYS = 120  # articles that far apart must be twice as alike
LEAST_MET = 0.1  # of the similarity must come from the words that articles are found by
LEAST_OF_COPIES = 0.5  # a form letter with other names in it is no copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The article that another follows, and how much alike they are, the days between them counted in."""

    parent: str
    score: float


def link_score(left: Sketch, right: Sketch, *, are_copies: Callable[[str, str], bool]) -> float:
    """How much two articles are about one matter; 0 where they are not.

    They are where they are alike in their telling words, the more so the farther apart in time; where one is a copy of the
    other; and where they stand at one address. `are_copies` is asked of two ids only where keys and telling words suggest it.
    """
    alike = similarity(left, right)
    if left.address is not None and left.address == right.address:
        return max(alike, LEAST_SIMILARITY)
    score = alike / (1 + days_apart(left, right) / DOUBLING_DAYS)
    if score >= LEAST_SIMILARITY and met(left.keys, right.keys) >= LEAST_MET:
        return score
    suggested = alike >= LEAST_OF_COPIES and not set(left.copy_keys).isdisjoint(right.copy_keys)
    return alike if suggested and are_copies(left.article, right.article) else 0.0


def met(left: Mapping[int, float], right: Mapping[int, float]) -> float:
    """How much of the similarity of two articles comes from the keys that they are found by."""
    return sum(weight * right[key] for key, weight in left.items() if key in right)


def choose_parent(sketch: Sketch, others: Iterable[Sketch], *, are_copies: Callable[[str, str], bool]) -> Link | None:
    """The article that this one follows: of those before it the most like it; None where it begins a story."""
    before = [other for other in others if other.place < sketch.place]
    scored = [(-link_score(other, sketch, are_copies=are_copies), other.place) for other in before]
    best = min(scored, default=(0.0, ("", "")))
    return Link(parent=best[1][1], score=-best[0]) if best[0] else None


def group_sketches(sketches: Sequence[Sketch], *, are_copies: Callable[[str, str], bool]) -> list[list[str]]:
    """The ids of the articles by story, in their order."""
    return sorted(part for tree in tie_sketches(sketches, are_copies=are_copies) for part in part_sketches(tree))


def tie_sketches(sketches: Sequence[Sketch], *, are_copies: Callable[[str, str], bool]) -> list[list[Sketch]]:
    """The trees of articles that follow each other."""
    posted: dict[int, list[tuple[str, float]]] = {}
    known: dict[str, Sketch] = {}
    first: dict[str, str] = {}
    for sketch in sorted(sketches, key=lambda s: s.place):
        shared: dict[str, float] = {}
        for key, weight in sketch.keys.items():
            for other, its in posted.get(key, ()):
                shared[other] = shared.get(other, 0.0) + weight * its
            posted.setdefault(key, []).append((sketch.article, weight))
        near = (known[other] for other, share in shared.items() if share >= LEAST_MET)
        link = choose_parent(sketch, near, are_copies=are_copies)
        first[sketch.article] = first[link.parent] if link else sketch.article
        known[sketch.article] = sketch
    trees: dict[str, list[Sketch]] = {}
    for article, root in first.items():
        trees.setdefault(root, []).append(known[article])
    return list(trees.values())


def make_story(documents: Sequence[Document]) -> Story:
    """The story of some articles: their days, and the headline that tells most of what all of them are about.

    An article that is only known to be after a day says how far the story runs, not when it began; before a day, the other way.
    Where nothing tells when it began, that many of its articles are after a day does not date it.
    """
    ids = tuple(sorted(d.article.id for d in documents))
    days = [d.reading.anchor for d in documents]
    firsts = [day.earliest if day.earliest and day.latest else day.latest for day in days]
    lasts = [day.latest or day.earliest for day in days]
    begun = min(filter(None, firsts), default=None)
    return Story(
        id=make_id("s", *ids),
        title=_pick_headline(documents),
        articles=ids,
        earliest=begun,
        latest=max(filter(None, lasts), default=None) if begun else None,
    )


def _pick_headline(documents: Sequence[Document]) -> str:
    """A headline, verbatim; where no article has one, a first sentence; where none has a sentence, a file's name."""
    headlines = [(text, d) for d in documents if (text := _headline(d))]
    leads = [(find_lead(d.article.text[s.start : s.end] for s in d.layout.sentences[:LEADS]), d) for d in documents]
    candidates = headlines or [(text, d) for text, d in leads if text]
    if not candidates:
        first = min(documents, key=lambda d: d.article.id).article
        return first.path or first.url or first.id
    told = {text: {word for word in fold_words(text) if rarity(word) >= LEAST_RARITY} for text, _ in candidates}
    wanted = {word for telling in told.values() for word in telling if len(word) > 2 and word.isalpha()}
    about: Counter[str] = Counter()
    for document in documents:
        text = document.article.text
        written = set().union(*(WORD.findall(text, s.start, s.end) for s in document.layout.sentences))
        about.update({fold(word) for word in written} & wanted)

    def centrality(text: str) -> float:
        telling = told[text]
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
