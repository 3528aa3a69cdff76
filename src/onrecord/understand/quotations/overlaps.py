"""Statements that stand in each other's way: echoes of one, contents that run on over the next cue, claims only answered."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.understand.grammar import AUXILIARIES, word_set
from onrecord.understand.quotations.drafts import ATTITUDES, Draft
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.quotations.phrases import head_of, is_adverb
from onrecord.understand.quotations.verbs import forms_of
from onrecord.understand.tokens import tokenise

_TOLD_OF = word_set(
    "consider contemplate know understand show prove demonstrate indicate support back endorse encourage mention favour favor"
    " reportedly"
)
_NEAR = 12  # drafts on either side that one is compared with
_SINGLE, _SEVERAL = frozenset({"he", "she"}), frozenset({"they"})
_ARTICLE = 4  # letters of "the" and a space
_SEMICOLON = re.compile(r"\s*;\s+(?:(?:but|and|while)\s+)?")
_BEHIND_QUOTE = re.compile(r"[”\"»],? (?:and|but) (?:also )?\Z")
_JOINT = re.compile(r"[\s,;–—-]*(?:\b(?:and|but|or|while)\s+)?(?:also\s+)?\Z")


def settle_overlaps(
    text: str, drafts: Sequence[Draft], ruled: Sequence[Draft], *, quoted: Sequence[Quoted] = ()
) -> list[Draft]:
    """The drafts, in the order of the text, without those that say again what one beside them says; `ruled` are the rules'."""
    nouns = [d for d in ruled if d.shape == "noun" and d.cue]
    kept = [d for d in drafts if not _only_answers(text, d, nouns)]
    out = list(kept)
    for i in range(len(kept)):
        draft = out[i]
        near = kept[max(0, i - _NEAR) : i + _NEAR]
        out[i] = draft = _cut_at_semicolon(text, draft, [o.source for o in near if o is not kept[i] and o.source])
        for other in near:
            if other is kept[i] or other.sentence != draft.sentence:
                continue
            if _runs_over(draft, other):
                out[i] = _cut_before(text, out[i], other)
            elif _follows_quote(text, draft, other):
                out[i] = _cut_before(text, out[i], other)
                at = next(k for k, o in enumerate(kept) if o is other)
                out[at] = replace(out[at], source=out[at].source or draft.source)
            elif _is_closed_by(draft, other):
                out[i] = _cut_tag(text, out[i], other)
            elif _holds(text, draft, other):
                out[i] = _from(out[i], other)
    said = [(d, [*d.content, *((quoted[n].start, quoted[n].end) for n in d.quotes)]) for d in out]
    return [
        d
        for i, d in enumerate(out)
        if d.cue is None
        or not (d.lemma in ATTITUDES or d.lemma in _TOLD_OF)  # no other says but what another says
        or not any(_echoes(text, d, o) or _only_tells(d, o, whole) for o, whole in said[max(0, i - _NEAR) : i + _NEAR])
    ]


def _only_tells(inner: Draft, outer: Draft, said: Sequence[Range]) -> bool:
    """Whether a statement is but a part of what somebody else says: how another stands to a thing ("they know it", "the
    figures show it", "was reportedly shut")."""
    if inner is outer or inner.cue is None or inner.lemma not in _TOLD_OF or outer.shape not in ("verb", "according", "run"):
        return False
    return any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in said)


def _cut_at_semicolon(text: str, draft: Draft, sources: Sequence[Range]) -> Draft:
    """The draft without what somebody else says behind a semicolon ("said ten had died; the mayor said none had")."""
    if len(draft.content) != 1 or draft.quotes or draft.within >= 0:
        return draft
    start, end = draft.content[0]
    own = draft.source or (0, 0)
    for m in _SEMICOLON.finditer(text, start, end):
        said = text[start : m.start()]
        quoted = said.count("“") > said.count("”") or said.count('"') % 2 == 1
        if not quoted and any(s != own and 0 <= s[0] - m.end() <= _ARTICLE for s in sources):
            return replace(draft, content=((start, m.start()),))
    return draft


def _only_answers(text: str, draft: Draft, nouns: Sequence[Draft]) -> bool:
    """Whether a verb that states nothing has somebody's claim or call for its object ("defied the mayor's call to wait")."""
    if draft.shape != "verb" or draft.cue is None or len(draft.content) != 1 or draft.quotes:
        return False
    if any(forms_of(t.low) for t in tokenise(text, *draft.cue)):
        return False
    return any(
        noun.sentence == draft.sentence and draft.content[0][0] in {r[0] for r in (noun.cue, noun.source) if r}
        for noun in nouns
    )


def _runs_over(draft: Draft, other: Draft) -> bool:
    """Whether a content goes on over the cue of what its own speaker says next."""
    if len(draft.content) != 1 or draft.quotes or draft.cue is None or other.cue is None or draft.within >= 0:
        return False
    start, end = draft.content[0]
    shared = other.source is not None and other.source == draft.source and other.source[1] <= start
    return shared and other.shape == "verb" and start < other.cue[0] and other.cue[1] < end and draft.cue[1] <= start


def _follows_quote(text: str, draft: Draft, other: Draft) -> bool:
    """Whether a content runs on over a cue that goes on behind its quoted words (“it is sad” | and repeated her view that)."""
    if len(draft.content) != 1 or draft.quotes or draft.cue is None or other.cue is None or other.source is not None:
        return False
    start, end = draft.content[0]
    inside = draft.cue[1] <= start < other.cue[0] < other.cue[1] < end
    return inside and _BEHIND_QUOTE.search(text, start, other.cue[0]) is not None


def _is_closed_by(draft: Draft, other: Draft) -> bool:
    """Whether a content runs on over whoever tells the whole of it ("The doctor said he had left, | Berg said")."""
    if len(draft.content) != 1 or draft.cue is None or other.cue is None or other.source is None or not other.content:
        return False
    start, end = draft.content[0]
    tag = min(other.source[0], other.cue[0])
    whole = other.content[0][0] <= draft.cue[0] or (other.content[0][0] == start and other.source != draft.source)
    told = whole and draft.cue[1] <= other.content[-1][1] < tag
    return told and start < tag and end - max(other.source[1], other.cue[1]) in (0, 1)


def _cut_tag(text: str, draft: Draft, other: Draft) -> Draft:
    (start, _), source, cue = draft.content[0], other.source or (0, 0), other.cue or (0, 0)
    end = len(text[start : min(source[0], cue[0])].rstrip(" ,"))
    return replace(draft, content=((start, start + end),)) if end else draft


def _holds(text: str, draft: Draft, other: Draft) -> bool:
    """Whether a content begins where that of a statement begins which stands ahead of it, so that it is lost
    ("told the hearing | Berg said that")."""
    if draft.shape != "verb" or other.shape != "verb" or len(draft.content) != 1 or draft.quotes or draft.cue is None:
        return False
    if other.cue is None or other.source is None or draft.source is None or len(other.content) != 1:
        return False
    if text[slice(*draft.source)].lower() == text[slice(*other.source)].lower():
        return False  # "He said the mill had burnt, he said"
    start, end = draft.content[0]
    ahead = draft.cue[1] < other.source[0] or end <= draft.cue[0]
    return start == other.content[0][0] and ahead and other.source[0] < other.cue[0] < other.cue[1] <= start


def _from(draft: Draft, other: Draft) -> Draft:
    """The draft whose content begins with the other's source."""
    return replace(draft, content=((other.source[0], draft.content[0][1]),)) if other.source else draft


def _cut_before(text: str, draft: Draft, other: Draft) -> Draft:
    start, end = draft.content[0]
    at = other.cue[0] if other.cue else end
    joint = _JOINT.search(text, start, min(at, end))
    if joint is None or not joint.group().strip():
        return draft
    cut = joint.start()
    return replace(draft, content=((start, cut),)) if start < cut < end else draft


def _echoes(text: str, inner: Draft, outer: Draft) -> bool:
    """Whether a statement only goes on with the one it stands in: "they believe" of "officials said they believed"."""
    if inner is outer or inner.source is None or inner.cue is None or inner.within >= 0 or outer.within >= 0:
        return False
    if outer.shape != "verb" or len(outer.content) != 1 or outer.source is None or inner.shape != "verb":
        return False
    start, end = outer.content[0]
    if inner.source[0] != start or inner.lemma not in ATTITUDES or inner.cue[1] > end or outer.source[0] >= start:
        return False
    between = tokenise(text, inner.source[1], inner.cue[0])
    if any(t.low not in AUXILIARIES and not is_adverb(t) for t in between):
        return False
    return _agree(text, text[slice(*inner.source)].lower(), outer.source)


def _agree(text: str, pronoun: str, source: Range) -> bool:
    """Whether a pronoun can be the speaker's own: "they" of several or of a body, "he" of one."""
    words = tokenise(text, *source)
    head = head_of(words)
    several = any(t.low == "and" for t in words) or (head.endswith("s") and words[-1].low == head and head.islower())
    if pronoun in _SINGLE:
        return not several and head != "they"
    return pronoun == "it" or (pronoun in _SEVERAL and (several or head in ("some", "many", "most", "others", "they", "both")))
