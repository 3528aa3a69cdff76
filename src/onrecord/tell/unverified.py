"""Which claims could not be verified, as texts say: derived from the statements that say so and what stands before them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from onrecord.language.words import content_words
from onrecord.model import Document, Quotation, StoryRecord

_LOOK_BACK = 3  # sentences before "could not be verified"
_LOOK_AT = 20
_LEAST_SHARED = 2  # content words by which it names what it means


def _start(quotation: Quotation) -> int:
    return quotation.content[0].start if quotation.content else quotation.cue.start if quotation.cue else 0


def _words(quotation: Quotation) -> set[str]:
    return {word for part in quotation.content for word in content_words(part.exact)}


def _meant(doubt: Quotation, before: Sequence[Quotation], starts: Sequence[int]) -> list[Quotation]:
    """What a "could not be verified" is of: the statements before it that it names, else those of the sentence right before."""
    number = bisect_right(starts, _start(doubt))
    near: list[tuple[int, Quotation]] = []
    for q in reversed(before[-_LOOK_AT:]):
        sentence = bisect_right(starts, _start(q))
        if number - sentence > _LOOK_BACK:
            break
        if q.stance in ("asserts", "denies"):
            near.append((sentence, q))
    own = _words(doubt)
    named = [q for _, q in near if len(own & _words(q)) >= _LEAST_SHARED]
    last = max((n for n, _ in near), default=-1)
    return named or [q for n, q in near if n == last]


def is_near(doubt: Quotation, said: Quotation, starts: Sequence[int]) -> bool:
    """Whether a "could not be verified" may be of a statement of its article: one that it names, or one right before it.

    `starts` are those of the article's sentences.
    """
    between = bisect_right(starts, _start(doubt)) - bisect_right(starts, _start(said))
    return 0 <= between <= _LOOK_BACK or len(_words(doubt) & _words(said)) >= _LEAST_SHARED


def find_unverified(documents: Iterable[Document], records: Iterable[StoryRecord]) -> Mapping[str, tuple[str, ...]]:
    """By the id of each claim that a text says could not be verified: the ids of the statements that say so."""
    return match_unverified(documents, {m: c.id for r in records for c in r.claims for m in c.members})


def match_unverified(documents: Iterable[Document], claim_of: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """As `find_unverified`, by the id of the claim that each statement makes."""
    found: dict[str, list[str]] = {}
    for document in documents:
        starts = [s.start for s in document.layout.sentences]
        said = sorted(document.reading.quotations, key=lambda q: (_start(q), q.id))
        for at, doubt in enumerate(said):
            if doubt.stance != "cannot-verify":
                continue
            meant = _meant(doubt, said[max(0, at - _LOOK_AT) : at], starts)
            claims = {claim_of[q.id] for q in meant if q.id in claim_of}
            for claim in sorted(claims - {claim_of.get(doubt.id, "")}):
                found.setdefault(claim, []).append(doubt.id)
    return {claim: tuple(dict.fromkeys(ids)) for claim, ids in found.items()}
