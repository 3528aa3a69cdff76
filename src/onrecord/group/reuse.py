"""Wording that articles share beyond quotations, and who had it first.

Sentences are found by the rare words and the runs of words they share, compared by the words they have in common in the same
order, all in all or in the clause where these stand closest, and joined where neighbours follow neighbours. Words inside
quotation marks are left out of the search: two outlets that quote one utterance have not copied from each other.
"""

import difflib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from onrecord.group.frequencies import rarity
from onrecord.group.precedence import who_is_earlier
from onrecord.group.runs import find_met, keep_sharing, post_runs, post_words
from onrecord.model import Block, Document, Passage, Reuse
from onrecord.text import WORD, fold, is_covered, words

RUN = 4  # words of a run that finds a partner
LEAST_RARITY = 4  # of a word that finds one
LEAST_WORDS = 6  # a shorter sentence is no evidence of anything
LEAST_SHARED = 9  # words from the first to the last run in common: a name with its title is no wording
LEAST_CONTENT = 2  # of them neither names nor of the commonest
LEAST_RUN = 3
LEAST_CONTAINED = 0.45
LEAST_DICE = 0.36
LONG_RUN = 8  # that many words in a row are evidence beside much that is new
LEAST_BESIDE_RUN = 0.3
# a clause taken into a sentence that goes on otherwise: nearly all of its words, and not names alone
LEAST_OF_CLAUSE = 0.75
LEAST_CLAUSE = 8  # words
LEAST_TOLD = 12.0  # the sum of their rarities
MOST_HOLDERS = 6  # articles that a word stands in, or
MOST_HOLD = 0.2  # of all of a story: beyond that it is what the story is about, and tells no wording
PASSED_OVER = 0.7  # of a word is lost for each that is passed over on either side
NAME_SHARE = 0.3  # of a name's weight: who and where is shared by all who report, wording is not
GAP = 2  # sentences passed over inside a joined passage
PARTNERS = (
    12  # other places a sentence is compared with, the likeliest first: bounds the work where one text stands 1,000 times
)
# one that is not closed before the line ends goes on in the next paragraph
QUOTED = re.compile(r"“[^“”\n]{1,2000}(?:”|$)|\"[^\"\n]{1,2000}\"", re.MULTILINE)
READABLE = ("title", "body", "summary", "caption", "repeat")


class _Numbers(dict[str, int]):
    """The words of a story, as they are written, by number: one for each folded word; and what is told of each number."""

    def __init__(self) -> None:
        self._folded: dict[str, int] = {}
        self.rarities: list[float] = []
        self.rare: list[bool] = []
        self.told: list[float] = []

    def __missing__(self, written: str) -> int:
        word = fold(written)
        number = self._folded.setdefault(word, len(self._folded))
        if number == len(self.rarities):
            self.rarities.append(rarity(word))
            self.rare.append(self.rarities[-1] >= LEAST_RARITY and not word.isdigit())
        self[written] = number
        return number

    def weigh_told(self, units: Sequence["_Unit"], documents: int) -> None:
        """Fills `told`: the rarity of each word, 0 of what the story is about."""
        words: dict[int, set[int]] = {}
        for unit in units:
            words.setdefault(unit.document, set()).update(unit.own)
        holders = Counter(chain.from_iterable(words.values()))
        most = max(MOST_HOLDERS, MOST_HOLD * documents)
        self.told[:] = [0.0 if holders[number] > most else rare for number, rare in enumerate(self.rarities)]


@dataclass(frozen=True)
class _Unit:
    """A sentence of a text as it is compared: the numbers of its words outside quotations, of the rare ones among them.

    `quoted` are the stretches around it that are left out; `aside` is a caption's.
    """

    text: str = field(repr=False)
    document: int
    order: int
    start: int
    end: int
    own: tuple[int, ...]
    rare: tuple[int, ...]
    rarities: Sequence[float] = field(repr=False)
    told: Sequence[float] = field(repr=False)
    aside: bool = False
    quoted: Sequence[tuple[int, int]] = ()

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands."""
        places = [m.span() for m in WORD.finditer(self.text, self.start, self.end)]
        return tuple([(a, b) for a, b in places if not _is_within(a, self.quoted)] if self.quoted else places)

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """The weights of the words: their rarity, less of what is written as a name."""
        return tuple(
            [
                self.rarities[n] * (NAME_SHARE if _is_name(self.text, a, b, self.start) else 1.0)
                for n, (a, b) in zip(self.own, self.spans, strict=True)
            ]
        )

    @cached_property
    def weight(self) -> float:
        """The sum of the weights."""
        return sum(self.weights)


class _Run(NamedTuple):
    """Words that two sentences share in a row: from which to which in the one, and in the other."""

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Match:
    """Two sentences that share wording: how much of it, and the stretch of each from the first to the last shared word."""

    left: _Unit
    right: _Unit
    similarity: float
    shared: int
    left_range: tuple[int, int]
    right_range: tuple[int, int]


def find_reuse(documents: Sequence[Document]) -> tuple[Reuse, ...]:
    """The passages of the articles of one story that share wording beyond a quotation, between articles or inside one.

    `similarity` is the share of the shorter passage's words (by their rarity) that stand in the other in the same order.
    """
    numbers = _Numbers()
    units = [unit for at, document in enumerate(documents) for unit in _units(document, at, numbers)]
    numbers.weigh_told(units, len(documents))
    matched: dict[tuple[int, int], list[_Match]] = {}
    for i, j in _candidates(units):
        # a page that shows a picture twice has copied from nobody
        alone = units[i].document == units[j].document and units[i].aside and units[j].aside
        match = None if alone else _compare(units[i], units[j])
        if match:
            matched.setdefault((match.left.document, match.right.document), []).append(match)
    found: list[Reuse] = []
    for (a, b), matches in sorted(matched.items()):
        earlier, reason = who_is_earlier(documents[a], documents[b])
        for run in _join(_one_to_one(matches)):
            shared = sum(m.shared for m in run)
            found.append(
                Reuse(
                    left=_passage(documents[a], run[0].left_range[0], run[-1].left_range[1]),
                    right=_passage(documents[b], run[0].right_range[0], run[-1].right_range[1]),
                    similarity=round(sum(m.similarity * m.shared for m in run) / shared, 3),
                    earlier=earlier,
                    reason=reason,
                )
            )
    return tuple(found)


def _units(document: Document, number: int, numbers: _Numbers) -> Iterator[_Unit]:
    text = document.article.text
    spans = [(s.start, s.end) for s in document.layout.sentences]
    for block in document.layout.blocks:
        if block.kind in READABLE and block.kind not in ("title", "body"):
            spans.extend(_lines(text, block))
    captions = [(b.start, b.end) for b in document.layout.blocks if b.kind == "caption"]
    quoted = [m.span() for m in QUOTED.finditer(text)]
    begins = [begin for begin, _ in quoted]
    for order, (start, end) in enumerate(sorted(spans)):
        first, last = bisect_right(begins, start), bisect_right(begins, end)
        inside = quoted[max(0, first - 1) : last]
        if inside and (first < last or _is_within(start, inside)):
            words = [m for m in WORD.finditer(text, start, end) if not _is_within(m.start(), inside)]
            own = tuple([numbers[m.group()] for m in words])
        else:
            inside, own = [], tuple(map(numbers.__getitem__, WORD.findall(text, start, end)))
        if len(own) < LEAST_WORDS:
            continue
        rare = tuple(dict.fromkeys([n for n in own if numbers.rare[n]]))
        aside = is_covered(start, end, captions)
        yield _Unit(text, number, order, start, end, own, rare, numbers.rarities, numbers.told, aside, inside)


def _is_within(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the stretches, which are in order and apart."""
    before = bisect_right(stretches, at, key=_begin)
    return before > 0 and at < stretches[before - 1][1]


def _begin(stretch: tuple[int, int]) -> int:
    return stretch[0]


def _is_name(text: str, start: int, end: int, sentence: int) -> bool:
    """Whether a word is written as part of a name; the first of a sentence only where a capital follows it."""
    return text[start].isupper() and (start != sentence or text[end : end + 2].lstrip()[:1].isupper())


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Sentence-like stretches of a block that was not split into sentences."""
    for m in re.finditer(r"\S(?:[^\n]*?[.!?][\"”’)]*(?=\s)|[^\n]*)", text[block.start : block.end]):
        yield block.start + m.start(), block.start + m.end()


def _candidates(units: Sequence[_Unit]) -> list[tuple[int, int]]:
    """Pairs of sentences (by index, the lower first) that share a run of words or several rare words, and may share enough."""
    runs = post_runs([unit.own for unit in units], RUN)
    rare = post_words([unit.rare for unit in units])
    # a run counts as much as two rare words
    met = find_met([runs, runs, rare], len(units), first=PARTNERS * 4, most=PARTNERS)
    return keep_sharing(met, [unit.own for unit in units], LEAST_SHARED)


def _compare(left: _Unit, right: _Unit) -> _Match | None:
    """What two sentences share in the same order, where it is enough to tell wording from subject."""
    if not LCSseq.similarity(left.own, right.own, score_cutoff=LEAST_CLAUSE):
        return None
    runs = [
        _Run(o.src_start, o.src_end, o.dest_start, o.dest_end) for o in LCSseq.opcodes(left.own, right.own) if o.tag == "equal"
    ]
    if max(run.length for run in runs) < LEAST_RUN:
        return None
    return _match_sentences(left, right, runs) or _match_clauses(left, right, runs)


def _match_sentences(left: _Unit, right: _Unit, runs: Sequence[_Run]) -> _Match | None:
    """Two sentences that share enough of all they say: `similarity` is the shared words' weight in the lighter one's."""
    # a word that stands alone before or after what is shared is a chance
    telling = [run for run in runs if run.length > 1]
    first, last = telling[0], telling[-1]
    shared = [k for run in runs for k in range(run.start, run.end)]
    inside = [k for k in shared if first.start <= k < last.end]
    if len(inside) < LEAST_SHARED or sum(left.weights[k] > 2.0 for k in inside) < LEAST_CONTENT:
        return None
    weight, a, b = sum(left.weights[k] for k in shared), left.weight, right.weight
    contained = min(1.0, weight / min(a, b))
    long = max(run.length for run in telling) >= LONG_RUN
    if not long and (contained < LEAST_CONTAINED or 2 * weight / (a + b) < LEAST_DICE):
        return None
    return _match(left, right, telling, contained, len(shared)) if contained >= LEAST_BESIDE_RUN else None


def _match_clauses(left: _Unit, right: _Unit, runs: Sequence[_Run]) -> _Match | None:
    """Two sentences of two articles that share a clause: `similarity` is the share of the longer clause's words.

    One article alone comes back to its own turns of phrase.
    """
    clause = _closest(runs)
    while clause and clause[0].length < 2:
        clause = clause[1:]
    while clause and clause[-1].length < 2:
        clause = clause[:-1]
    if left.document == right.document or not clause or max(run.length for run in clause) < LEAST_RUN:
        return None
    shared = sum(run.length for run in clause)
    similarity = shared / max(clause[-1].end - clause[0].start, clause[-1].other_end - clause[0].other_start)
    if shared < LEAST_CLAUSE or similarity < LEAST_OF_CLAUSE:
        return None
    told = sum(
        left.told[left.own[k]]
        for run in clause
        for k in range(run.start, run.end)
        if not _is_name(left.text, *left.spans[k], left.start)
    )
    return _match(left, right, clause, similarity, shared) if told >= LEAST_TOLD else None


def _closest(runs: Sequence[_Run]) -> Sequence[_Run]:
    """The neighbouring runs that have the most words for what is passed over between them.

    Source: Smith, Waterman 1981, over runs in place of words.
    """
    best = value = 0.0
    first, chosen = 0, runs[:1]
    for at, run in enumerate(runs):
        if at:
            before = runs[at - 1]
            value -= PASSED_OVER * (run.start - before.end + run.other_start - before.other_end)
            if value < 0:
                first, value = at, 0.0
        value += run.length
        if value > best:
            best, chosen = value, runs[first : at + 1]
    return chosen


def _match(left: _Unit, right: _Unit, runs: Sequence[_Run], similarity: float, shared: int) -> _Match:
    first, last = runs[0], runs[-1]
    left_range = _stretch(left, first.start, last.end)
    return _Match(left, right, similarity, shared, left_range, _stretch(right, first.other_start, last.other_end))


def _stretch(unit: _Unit, first: int, end: int) -> tuple[int, int]:
    """From the first to the last shared word; the whole sentence where hardly a word is left out."""
    start = unit.start if first <= 1 else unit.spans[first][0]
    stop = unit.end if end >= len(unit.own) - 1 else unit.spans[end - 1][1]
    return start, stop


def _one_to_one(matches: list[_Match]) -> list[_Match]:
    """Each stretch with its best partner in the other article, the best matches first; a sentence can have two sources."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    kept = []
    for m in sorted(matches, key=lambda m: (-m.similarity, -m.shared, m.left.start, m.right.start)):
        sides = ((m.left, m.left_range), (m.right, m.right_range))
        if not any(is_covered(*range_, taken.get((unit.document, unit.start), ())) for unit, range_ in sides):
            for unit, range_ in sides:
                taken.setdefault((unit.document, unit.start), []).append(range_)
            kept.append(m)
    return sorted(kept, key=lambda m: (m.left_range[0], m.right_range[0]))


def _join(matches: list[_Match]) -> Iterator[list[_Match]]:
    """Runs of matches whose sentences follow each other on both sides."""
    run: list[_Match] = []
    for m in matches:
        if run and not (0 < m.left.order - run[-1].left.order <= GAP and 0 < m.right.order - run[-1].right.order <= GAP):
            yield run
            run = []
        run.append(m)
    if run:
        yield run


def _passage(document: Document, start: int, end: int) -> Passage:
    return Passage(article=document.article.id, start=start, end=end, exact=document.article.text[start:end])


def align(left: str, right: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of words that two passages share, as offsets into each, in order; for showing them side by side."""
    a, b = words(left), words(right)
    matcher = difflib.SequenceMatcher(None, [w[0] for w in a], [w[0] for w in b], autojunk=False)
    return [
        ((a[m.a][1], a[m.a + m.size - 1][2]), (b[m.b][1], b[m.b + m.size - 1][2]))
        for m in matcher.get_matching_blocks()
        if m.size
    ]
