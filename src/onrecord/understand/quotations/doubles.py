"""Where the reader and the rules differ over one sentence: verbs that only the rules give a speaker."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.neural import Attribution
from onrecord.understand.quotations.drafts import ATTITUDES, Draft
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.marks import Quoted

SURE = 0.95  # from here on the reader is trusted by itself
_JOINT = 45  # letters before a cue in which a quotation closes that another clause follows
_CLOSED_BEFORE = re.compile(r"[”\"»],? (?:and|but) [^“”\"»«]*\Z")


def is_within(quoted: Sequence[Quoted], one: Attribution, ruled: Draft, near: Sequence[Attribution]) -> bool:
    """Whether a cue without a source of its own stands inside what the rules' source for it is given as saying: a state of
    mind, or quoted words ("Berg said his client was tired and | worried about the rest")."""
    source = ruled.source
    if source is None or ruled.shape != "verb":
        return False
    k = bisect_right(quoted, one.cue.start, key=lambda q: q.start) - 1
    if ruled.lemma not in ATTITUDES and not (k >= 0 and one.cue.end <= quoted[k].end):
        return False
    return any(
        o is not one
        and o.score >= SURE
        and o.cue.end <= one.cue.start
        and any(s.start < source[1] and source[0] < s.end for s in o.source)
        and any(c.start <= one.cue.start and one.cue.end <= c.end for c in o.content)
        for o in near
    )


def takes_another(
    text: str,
    draft: Draft,
    by_cue: dict[Range, Draft],
    cues: Sequence[Range],
    match: Range,
    used: set[int],
    near: Sequence[Attribution],
) -> bool:
    """Whether the reader's content runs on over what the rules set beside it: by the same source, or of the same content."""
    ruled = by_cue[match]
    if len(ruled.content) != 1 or ruled.quotes or len(draft.content) != 1 or draft.quotes:
        return False
    (start, end), (_, high) = ruled.content[0], draft.content[0]
    for cue in cues[bisect_left(cues, (end, end)) : bisect_left(cues, (high, high))]:
        other = by_cue[cue]
        read = any(a.cue.start < cue[1] and cue[0] < a.cue.end for a in near)
        closed = _CLOSED_BEFORE.search(text, max(0, cue[0] - _JOINT), cue[0])
        if id(other) in used or not (read or closed or other.sentence == 0):
            continue
        taken_in = other.source is not None and other.source[1] <= high
        if ruled.cue and taken_in and any(a <= ruled.cue[0] and ruled.cue[1] <= b for a, b in other.content):
            continue  # whoever retells all of it
        if other.source == ruled.source or any(a < end and start < b for a, b in other.content):
            return True
    return False
