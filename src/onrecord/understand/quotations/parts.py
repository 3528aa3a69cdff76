"""The content of one statement as ranges of the sentence's tokens: before its cue, after it, or on both sides."""

from collections.abc import Sequence

from onrecord.understand.grammar import COORDINATORS, NEGATIONS, RELATIVES
from onrecord.understand.quotations.contents import Complement, end_of
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.phrases import DASHES, MARKS, QUOTE, STOPS, phrase_before
from onrecord.understand.quotations.refusals import OUTLOOK, before_adjuncts, called_false
from onrecord.understand.tokens import Token


def parts_of_verb(items: Sequence[Token], hit: Hit, complement: Complement, hits: Sequence[Hit]) -> list[Range]:
    """The content of a verb's statement: after it, before it, or on both sides."""
    high = len(items)
    anchor = hit.source[0] if hit.source and not hit.inverted and hit.source[0] < hit.start else hit.start
    p = anchor - 1
    while p > 0 and (items[p].low == "," or items[p].low in ("and", "as")):
        p -= 1
    quoted_left = p >= 0 and items[p].low == QUOTE and anchor - p <= 3 and not hit.shared
    quoted_left = quoted_left and (complement.start is None or _leads_on(items, p)) and not _is_anothers(p, hit, hits)
    left = [(p, p + 1)] if quoted_left else []
    speaks = bool(set("cq") & set(hit.frames))
    if complement.start is not None and complement.start < high:
        start = complement.start
        if items[start].low == QUOTE and (
            start + 1 >= high or items[start + 1].low in STOPS | {","} or not set("no") & set(hit.frames)
        ):
            return [*left, (start, start + 1)]
        if left and items[min(complement.around, high - 1)].low != "that":
            return left
        end = end_of(items, start, high, hit, hits)
        part = (start, min(end, hit.stop) if hit.stop > start else end)
        if set("no") & set(hit.frames) and (rejected := called_false(items, part, hit.lemma)):
            # quoted words of the rejection stay with what they reject
            return [part if any(t.low in MARKS for t in items[slice(*part)]) else rejected]
        if items[start].low not in ("to", "that") and "n" in hit.frames and hit.stance in ("denies", "questions"):
            part = before_adjuncts(items, part)
        return [*([hit.lead] if hit.lead else []), (_from_negation(items, hit, part[0]), part[1])]
    if not speaks or hit.shared or (not left and "c" not in hit.frames):
        return []
    if left:
        return [*left, *_split_on(items, complement.around, hit, hits)]
    return _before_trailing(items, hit, anchor, complement, hits)


def _is_anothers(quote: int, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a quotation is what somebody else in the clause says, which the cue behind it closes
    ("after the bank told them, “It is yours,” the mayor said")."""
    return any(
        h is not hit
        and h.shape == "verb"
        and h.source is not None
        and h.source != hit.source
        and not (h.inverted or h.shared)
        and "q" in h.frames
        and 0 <= quote - h.cue[1] <= 3
        for h in hits
    )


def _from_negation(items: Sequence[Token], hit: Hit, start: int) -> int:
    """Where a content starts that would say the opposite without its verb ("does | not expect the dam to fail")."""
    if hit.stance != "asserts" or hit.lemma not in OUTLOOK:
        return start
    return next((k for k in range(*hit.cue) if items[k].low in NEGATIONS), start)


def _split_on(items: Sequence[Token], at: int, hit: Hit, hits: Sequence[Hit]) -> list[Range]:
    """The second part of a quotation that its cue splits ("No," she said, pointing at it, "it is not")."""
    for k in range(at + 1, len(items)):
        if items[k].low == QUOTE:
            inner = items[k].text.lstrip("“\"‘' «`")
            return [(k, k + 1)] if items[k - 1].low == "," and inner[:1].islower() else []
        if any(h.source and h.cue[0] == k and not h.shared for h in hits if h is not hit):
            return []
    return []


def _leads_on(items: Sequence[Token], quote: int) -> bool:
    """Whether a quotation ends as one that its speaker follows."""
    inner = items[quote].text.rstrip("”\"’'» ")
    return items[quote + 1].low == "," or inner.endswith((",", "?", "!", "-", "—", "–"))


def _before_trailing(items: Sequence[Token], hit: Hit, anchor: int, complement: Complement, hits: Sequence[Hit]) -> list[Range]:
    """The clause that ", she said" closes, and what goes on after it."""
    high = len(items)
    if anchor < 3 or not (items[anchor - 1].low in (",", QUOTE) or items[anchor - 1].low in MARKS | DASHES):
        return []
    start = 0
    for k in range(anchor - 2, 0, -1):
        if items[k].low == ";" or (
            items[k].low in ("but", "while") and items[k - 1].low == "," and any(h.cue[0] < k for h in hits)
        ):
            start = k + 1
            break
    parts = [(start, anchor)]
    after = complement.around
    if after < high and items[after].low == "," and after + 2 < high and not _own_clause(items, after + 1, hit, hits):
        parts.append((after + 1, end_of(items, after + 1, high, hit, hits)))
    elif after + 2 < high and items[after].low in DASHES:
        parts.append((after + 1, high))
    return parts


def _own_clause(items: Sequence[Token], at: int, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a cue with the same or another speaker stands right at `at`."""
    for other in hits:
        if other is hit or other.cue[0] < at:
            continue
        first = min(other.source[0], other.start) if other.source and not other.inverted else other.start
        if first <= at + 1:
            return True
    return items[at].low in COORDINATORS | {"who", "which", "while", "as", "after", "when"}


def parts_of_according(items: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> list[Range]:
    """The content around "according to" and its source."""
    high = len(items)
    end = hit.source[1] if hit.source else hit.cue[1]
    before = items[hit.start - 1] if hit.start else None
    opens = (
        before is None
        or before.low in STOPS
        or before.low in ("and", "but", "where", "that", "which")
        or (before.low == "," and (hit.start < 3 or items[hit.start - 2].low in ("where", "that", "and", "but", "which")))
    )
    if opens:
        k = next((k for k in range(end, min(high, end + 40)) if items[k].low == ","), None)
        return [(k + 1, end_of(items, k + 1, high, hit, hits))] if k is not None and k + 1 < high else []
    start = 0
    for k in range(hit.start - 2, 0, -1):
        if items[k].low == ";":
            start = k + 1
            break
    parts = [(start, hit.start)]
    if end + 2 < high and items[end].low == "," and hit.start - start < 6 and not _own_clause(items, end + 1, hit, hits):
        parts.append((end + 1, high))
    return parts


def parts_of_passive(items: Sequence[Token], hit: Hit) -> list[Range]:
    """The content of "is said by": its subject, and what it is said to be."""
    subject = phrase_before(items, hit.start, 0)
    if subject is None or items[subject[0]].low in RELATIVES:
        return []
    end = hit.source[1] if hit.source else hit.cue[1]
    if set("ob") & set(hit.frames) and end < len(items) and items[end].low in ("as", "of", "for", "to"):
        stop = next((k for k in range(end, len(items)) if items[k].low in STOPS | {","}), len(items))
        return [subject, (end, stop)]
    return [subject]


def parts_of_unnamed(items: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> list[Range]:
    """The content of what is said by nobody: "it is said that", "reportedly"."""
    high = len(items)
    if hit.lemma == "reportedly":
        start = next((k + 1 for k in range(hit.start - 1, -1, -1) if items[k].low in STOPS | {","}), 0)
        return [(start, hit.start), (hit.cue[1], end_of(items, hit.cue[1], high, hit, hits))]
    start = hit.cue[1] + (hit.cue[1] < high and items[hit.cue[1]].low == "that")
    parts = [(start, end_of(items, start, high, hit, hits))]
    subject = phrase_before(items, hit.start, 0)
    if subject and items[subject[0]].low not in RELATIVES | {"it"}:
        parts.insert(0, subject)
    return parts
