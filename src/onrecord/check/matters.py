"""What passages are about, and what of the ledger they are compared with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from onrecord.language.words import NUMBERS, content_words
from onrecord.model import Claim, Figure, Quotation, Relation

NUMBER_WORDS = frozenset((*NUMBERS, *"hundred thousand million billion dozen dozens".split()))


@lru_cache(maxsize=16384)
def matter_of(text: str) -> frozenset[str]:
    """The stems of the content words of a text without its numbers, which are compared by themselves."""
    return frozenset(w for w in content_words(text) if not w[0].isdigit() and w not in NUMBER_WORDS)


def matter_said(quotation: Quotation) -> frozenset[str]:
    """What a statement is about."""
    return matter_of(words_said(quotation))


def words_said(quotation: Quotation) -> str:
    """The words of a statement, its parts one behind the other."""
    return " ".join(part.exact for part in quotation.content)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A sentence of the ledger, with the statements and figures that stand in it."""

    article: str
    start: int
    end: int
    text: str
    story: str
    quotations: tuple[Quotation, ...]
    figures: tuple[Figure, ...]

    @cached_property
    def matter(self) -> frozenset[str]:
        """What the sentence is about."""
        return matter_of(self.text)

    @cached_property
    def own(self) -> frozenset[str]:
        """What it says in the article's own voice: outside of what is attributed to somebody."""
        text = list(self.text)
        for q in self.quotations:
            if q.source is None:
                continue
            for part in q.content:
                for i in range(max(part.start, self.start), min(part.end, self.end)):
                    text[i - self.start] = " "
        return matter_of("".join(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the ledger derives of some entries: the claim of each, and the relations of those claims' members."""

    claim_of: dict[str, Claim] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()

    def members(self, entries: Iterable[str]) -> set[str]:
        """The entries, and those that say the same."""
        found = set(entries)
        for entry in list(found):
            if entry in self.claim_of:
                found.update(self.claim_of[entry].members)
        return found

    def others(self, entries: Iterable[str], relation: str) -> list[tuple[str, Relation]]:
        """What stands in a relation to the entries or to those that say the same; of updates, what came later."""
        members = self.members(entries)
        found: dict[str, Relation] = {}
        for r in self.relations:
            if r.relation == relation and r.left in members and r.right not in members:
                found.setdefault(r.right, r)
            elif r.relation == relation == "contradicts" and r.right in members and r.left not in members:
                found.setdefault(r.left, r)
        return sorted(found.items())
