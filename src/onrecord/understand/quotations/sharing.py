"""Whose a verb is that has no subject of its own: that of the clause before, of the sentence, of what is told."""

from collections.abc import Sequence

from onrecord.understand.grammar import word_set
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.phrases import QUOTE, STOPS, is_agent, is_finite, is_past, phrase_before, verb_group
from onrecord.understand.tokens import Token

_FAR = 30  # items that a clause runs over
_GOING_ON = word_set("add continue conclude")  # whoever spoke goes on speaking
_CLAUSES = word_set("but while where and when as whereas")


def clause_subject(items: Sequence[Token], hit: Hit) -> Range | None:
    """The subject of the clause right before a participle ("the bank said it had closed, but Berg left, calling for")."""
    if hit.form != "ing" or hit.lemma in _GOING_ON or hit.start < 4 or items[hit.start - 1].low != ",":
        return None
    for k in range(hit.start - 2, max(1, hit.start - _FAR), -1):
        if items[k].low in STOPS or items[k].low == QUOTE:
            return None
        if items[k].low not in _CLAUSES or items[k - 1].low not in STOPS | {","}:
            continue
        verb = next((j for j in range(k + 2, hit.start - 1) if is_finite(items[j]) or is_past(items, j)), None)
        found = phrase_before(items, verb_group(items, verb, k + 1).start, k + 1) if verb else None
        return found if found and is_agent(items[slice(*found)]) else None
    return None


_SPOKEN_TO = frozenset({"him", "her", "them"})


def subject_telling(items: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> Range | None:
    """The subject of what the cue before says, where a participle has the speaker of that for whom it is told to
    ("Berg testified that Holm had called her in, | telling her")."""
    last = next((h for h in reversed(hits) if h.cue[1] <= hit.start), None)
    if hit.form != "ing" or last is None or hit.cue[1] >= len(items):
        return None
    if last.shared and last.form == "ing":
        return subject_telling(items, last, hits)  # "and ordering her"
    if items[hit.cue[1]].low not in _SPOKEN_TO or last.shape != "verb" or "c" not in last.frames:
        return None
    start = last.cue[1] + (items[last.cue[1]].low == "that")
    verb = next((k for k in range(start + 1, hit.start) if is_finite(items[k]) or is_past(items, k)), None)
    found = phrase_before(items, verb_group(items, verb, start).start, start) if verb else None
    return found if found and found[0] == start and is_agent(items[slice(*found)]) else None


def main_subject(items: Sequence[Token], before: int) -> Range | None:
    """The subject of the sentence's first verb."""
    for i in range(1, before):
        if is_finite(items[i]) or is_past(items, i):
            found = phrase_before(items, verb_group(items, i, 0).start, 0)
            if found:
                return found if is_agent(items[slice(*found)]) else None
    return None
