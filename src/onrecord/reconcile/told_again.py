"""People told of again: "two Norlanders were held", then "the two men" or, above it all, "Two suspects held"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.language.words import content_words, stem
from onrecord.reconcile.fates import fates_of
from onrecord.reconcile.grounds import ANYBODY
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import are_of_other_people, interval_of

_FEWEST, _MOST = 2, 20
_TRIED = 8  # figures of one number before one in its article
_HEADING = 200  # letters from the beginning of an article
_SHARED = 3  # words that a headline and its lead have in common
# Who may be anybody of those just told of.
_THEY = ANYBODY | frozenset(
    stem(w)
    for w in (
        "suspects defendants accused teenagers youths pair brothers sisters siblings boys girls children detainees prisoners"
        " friends convicts fugitives male female aged young"
    ).split()
)


def find_told_again(quantities: Sequence[Quantity]) -> list[tuple[str, str]]:
    """Pairs of ids of figures of one article that count the same few people, told again with "the" or below their headline."""
    filed: dict[tuple[str, tuple[float, ...]], list[Quantity]] = defaultdict(list)
    for q in sorted(quantities, key=lambda q: (q.article, q.start, q.id)):
        interval = interval_of(q)
        if q.figure.unit == "person" and interval.is_point and _FEWEST <= interval.stated[0] <= _MOST and q.stance == "asserts":
            filed[q.article, interval.stated].append(q)
    return [pair for listed in filed.values() for pair in _pair_up(listed)]


def _pair_up(listed: Sequence[Quantity]) -> Iterator[tuple[str, str]]:
    for n, q in enumerate(listed):
        before = [p for p in listed[max(0, n - _TRIED) : n] if _may_be_they(p, q)]
        if before and _is_definite(q):
            yield before[-1].id, q.id
        elif n == 1 and before and _is_headline_of(before[0], q):
            yield before[0].id, q.id


def _is_definite(q: Quantity) -> bool:
    beginning = q.context[: q.passage_in_context].rsplit(None, 1)[-1:]
    return bool(beginning) and beginning[0].casefold().lstrip("“\"'") in ("the", "these", "those")


def _is_headline_of(heading: Quantity, lead: Quantity) -> bool:
    """Whether a figure stands in the first line of its article and the next tells its matter again."""
    first = heading.start < _HEADING and heading.start - heading.passage_in_context <= 0
    return first and lead.context != heading.context and len(heading.near & lead.near) >= _SHARED


def _may_be_they(a: Quantity, b: Quantity) -> bool:
    """Whether the second may be the first: of no other sort or fate, called by a word for anybody or as the first is."""
    fates = fates_of(a.words), fates_of(b.words)
    if (all(fates) and fates[0] != fates[1]) or are_of_other_people(a, b) or any(w.startswith("(") for w in a.words ^ b.words):
        return False
    called = _named(b)
    return not called or bool(called & _named(a))


def _named(q: Quantity) -> frozenset[str]:
    """What the passage calls those whom it counts, but for words that anybody may be called by and names of nations."""
    plain = " ".join(w for w in q.figure.passage.exact.split() if not w[:1].isupper() or w.isupper())
    return frozenset(w for w in content_words(plain) if w.isalpha() and w not in _THEY)
