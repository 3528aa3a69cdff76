"""Two wordings word by word: what a quote in a draft changed, left out or added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from onrecord.check.findings import Change, Difference
from onrecord.language.words import stem
from onrecord.text import fold, words

# "…", "..." and ". . ." with or without brackets, and an editor's words in brackets
_MARK = re.compile(r"[\[(]?\s?(?:…|\.{3,4}|\. \. \.)\s?[\])]?|\[([^\[\]\n]{1,120})\]")
_INSERTED = 8  # words of the source that words in brackets may stand for
_LONGEST = 400  # words of a quote that are compared
_AUXILIARY = [
    frozenset("is are was were be been being am s re m".split()),
    frozenset("has have had having ve".split()),
    frozenset("will would ll shall should wo".split()),
    frozenset("can could".split()),
    frozenset("may might".split()),
    frozenset("do does did done".split()),
]
_NEGATIVE = frozenset("not no never t nobody none nothing neither nor cannot without".split())


class Word(NamedTuple):
    """A folded word with where it stands; `mark` is "…" for an ellipsis and "[]" for an editor's words, else ""."""

    word: str
    start: int
    end: int
    mark: str = ""


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words of a quote with its ellipses and brackets as words of their own."""
    found: list[Word] = []
    at = start
    for m in _MARK.finditer(text, start, end):
        found += [Word(*w) for w in words(text, at, m.start())]
        found.append(Word(m.group(1) or "", m.start(), m.end(), "[]" if m.group(1) else "…"))
        at = m.end()
    found += [Word(*w) for w in words(text, at, end)]
    return found[:_LONGEST]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Words of the draft and the words of the source in their place; `fair` where the draft marks what it changed."""

    draft: tuple[Word, ...]
    source: tuple[Word, ...]
    fair: bool

    @property
    def equal(self) -> bool:
        """Whether the words are the same."""
        return [w.word for w in self.draft] == [w.word for w in self.source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A quote laid along a passage of a source: words `first` to `last` (exclusive) of it; `sim` is the share found."""

    first: int
    last: int
    sim: float
    steps: tuple[Step, ...]

    @property
    def faults(self) -> tuple[Step, ...]:
        """The steps where the quote differs without saying so."""
        return tuple(s for s in self.steps if not s.fair and not s.equal)


def align(quote: Sequence[Word], source: Sequence[Word]) -> Alignment | None:
    """The quote along the passage of the source that is most like it; None where they share nothing."""
    plain = [w.word for w in quote if not w.mark]
    if not plain or not source:
        return None
    exact = _find_exact(plain, source) if len(plain) == len(quote) else None
    if exact is not None:
        step = Step(draft=tuple(quote), source=tuple(source[exact : exact + len(plain)]), fair=False)
        return Alignment(first=exact, last=exact + len(plain), sim=1.0, steps=(step,))
    matcher = SequenceMatcher(None, [w.mark or w.word for w in quote], [w.word for w in source], autojunk=False)
    blocks = _keep_near([b for b in matcher.get_matching_blocks() if b.size], len(quote))
    if not blocks:
        return None
    first = max(blocks[0].b - _edge(quote[: blocks[0].a]), 0)
    last = min(blocks[-1].b + blocks[-1].size + _edge(quote[blocks[-1].a + blocks[-1].size :]), len(source))
    steps: list[Step] = []
    at_quote, at_source = 0, first
    for b in blocks:
        steps += _between(quote[at_quote : b.a], source[at_source : b.b])
        steps.append(Step(draft=tuple(quote[b.a : b.a + b.size]), source=tuple(source[b.b : b.b + b.size]), fair=False))
        at_quote, at_source = b.a + b.size, b.b + b.size
    steps += _between(quote[at_quote:], source[at_source:last])
    return Alignment(first=first, last=last, sim=sum(b.size for b in blocks) / len(plain), steps=tuple(steps))


def _edge(words_: Sequence[Word]) -> int:
    """How many words of the source stand where the quote begins or ends with words that it does not have."""
    return 0 if any(w.mark for w in words_) else len(words_)


def _find_exact(plain: list[str], source: Sequence[Word]) -> int | None:
    held = [w.word for w in source]
    size = len(plain)
    return next((i for i in range(len(held) - size + 1) if held[i] == plain[0] and held[i : i + size] == plain), None)


def _keep_near(blocks: list[Match], length: int) -> list[Match]:
    """The blocks about the longest one; a word met far away is there by chance."""
    if not blocks:
        return []
    best = max(range(len(blocks)), key=lambda i: blocks[i].size)
    reach = max(12, length)
    kept = [blocks[best]]
    for b in reversed(blocks[:best]):
        if kept[0].b - (b.b + b.size) > reach or (b.size == 1 and kept[0].b - b.b > 6 + kept[0].a - b.a):
            break
        kept.insert(0, b)
    for b in blocks[best + 1 :]:
        if b.b - (kept[-1].b + kept[-1].size) > reach or (
            b.size == 1 and b.b - kept[-1].b > 6 + kept[-1].size + b.a - kept[-1].a
        ):
            break
        kept.append(b)
    return kept


def _between(quote: Sequence[Word], source: Sequence[Word]) -> list[Step]:
    if not quote and not source:
        return []
    only_marks = bool(quote) and all(w.mark for w in quote)
    fair = only_marks and (any(w.mark == "…" for w in quote) or len(source) <= _INSERTED)
    return [Step(draft=tuple(quote), source=tuple(source), fair=fair)]


def tell_steps(alignment: Alignment, draft: str, source: str) -> tuple[Difference, ...]:
    """The steps of an alignment as the words of draft and source."""
    found = []
    for step in alignment.steps:
        ours = draft[step.draft[0].start : step.draft[-1].end] if step.draft else ""
        theirs = source[step.source[0].start : step.source[-1].end] if step.source else ""
        change: Change = (
            "equal" if step.equal or step.fair else "changed" if ours and theirs else "added" if ours else "left-out"
        )
        found.append(Difference(change=change, draft=" ".join(ours.split()), source=" ".join(theirs.split())))
    return tuple(found)


def is_tense(step: Step) -> bool:
    """Whether the words changed are forms of one verb: "is", "was"; "know", "knew"."""
    ours, theirs = [w.word for w in step.draft], [w.word for w in step.source]
    if not ours or not theirs:
        return False
    content = [w for w in ours + theirs if not any(w in forms for forms in _AUXILIARY)]
    left = {stem(fold(w)) for w in ours if w in content}
    right = {stem(fold(w)) for w in theirs if w in content}
    if left != right:
        return False
    return bool(left) or any(set(ours) & forms and set(theirs) & forms for forms in _AUXILIARY)


def turns(step: Step) -> bool:
    """Whether a negation is among what was changed, left out or added."""
    return bool({w.word for w in step.draft} & _NEGATIVE) != bool({w.word for w in step.source} & _NEGATIVE)
