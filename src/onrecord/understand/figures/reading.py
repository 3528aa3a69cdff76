"""One sentence by itself: its quantities with the units that they lend each other, their moves, and what is set aside."""

import re
from dataclasses import replace

from onrecord.model import Sentence
from onrecord.understand.figures.context import resolve_units
from onrecord.understand.figures.moves import read_moves
from onrecord.understand.figures.nouns import Head, find_head
from onrecord.understand.figures.quantities import Quantity, read_quantities
from onrecord.understand.figures.tokens import tokenize, word_set


def read_sentence(text: str) -> list[Quantity]:
    """Every quantity of a sentence, in order; ages, and "one" of several, are marked as set aside, bare numbers kept."""
    sentence = Sentence(start=0, end=len(text), paragraph=0)
    quantities = read_quantities(text, 0, len(text), asides=True)
    return read_moves(text, lend_nouns(text, resolve_units(text, [(sentence, quantities)], bare=True)[0]), 0)


_LENT = word_set("by in at during last from a compared this on for over")
_COMPARED = word_set("compared with while from to and versus against including estimates or lowest highest")


def lend_nouns(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Bare numbers with the unit of the one before them that they continue ("435 homes by sale and 187 by tender"), of the one
    after them ("7- or 8-inch"), or the noun beyond it ("eight million 250ml bottles")."""
    done: list[Quantity] = []
    for number, q in enumerate(quantities):
        ahead = quantities[number + 1] if number + 1 < len(quantities) else None
        lender = next((d for d in reversed(done) if not d.aside and d.unit not in _BARE and d.dimension != "share"), None)
        if q.unit not in _BARE or q.aside:
            done.append(q)
        elif ahead and (noun := _noun_beyond(text, q, ahead)):
            done.append(replace(q, unit=noun.lemma, dimension="count", noun=noun.lemma, words=noun.words))
        elif ahead and ahead.unit not in _BARE and _AHEAD.fullmatch(text, q.end, ahead.start):
            done.append(_lend(q, ahead))
        elif lender and _continues(text, lender, q):
            done.append(_lend(q, lender))
        else:
            done.append(q)
    return done


_BARE = frozenset({"", "1"})
_AHEAD = re.compile(r"-?\s(?:or|and|to)\s|\s(?:up|down)\s|\s")


def _lend(q: Quantity, lender: Quantity) -> Quantity:
    return replace(q, unit=lender.unit, dimension=lender.dimension, noun=lender.noun, words=lender.words, people=lender.people)


def _noun_beyond(text: str, q: Quantity, ahead: Quantity) -> Head | None:
    if text[q.end : ahead.start] != " " or ahead.dimension not in {"volume", "mass", "length", "area", "power", "energy"}:
        return None
    tokens = tokenize(text, ahead.end, min(len(text), ahead.end + 40))
    return find_head(tokens, 0, reach=2) if tokens and text[ahead.end : ahead.end + 1] in " -" else None


def _continues(text: str, lender: Quantity, q: Quantity) -> bool:
    gap = text[lender.end : q.start].lower().split()
    after = text[q.end : q.end + 12].lower().split()
    joined = not gap or not _COMPARED.isdisjoint(w.strip(",;:.") for w in gap[-7:])
    free = not after or text[q.end : q.end + 1] in ",.;:)" or after[0].strip(",.;:") in _LENT
    return joined and free and len(gap) < _FARTHEST and q.form == "digits"


_FARTHEST = 20
"""Words between a bare number and the one that it continues."""
