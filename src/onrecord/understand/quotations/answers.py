"""What the accused say of the charge: whoever pleads not guilty or denies, and then says what was not done, denies it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Source
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.marks import Quoted

_SPEAKING = frozenset({"say", "tell", "add", "state", "argue", "insist", "maintain", "claim", "testify", "write", "repeat"})
_CHARGED = frozenset({"plead", "deny"})
_UNDONE = re.compile(
    r"(?:that\s)?(?:he|she|they|it|i|we)\s(?:had|did|has|have|was|were)(?:n['’]t|\snot|\snever)\s"
    r"(?!(?:know|expect|want|think|believe|see|remember|recall|understand|hear|feel|need|yet|sure|aware|immediately|always)\b)",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|since|as he|as she|as they|until|unless)\b")
_HEAD = 90  # letters of what is said in which the deed stands


def answer_charges(
    text: str, drafts: Sequence[Draft], sources: Sequence[Source | None], quoted: Sequence[Quoted]
) -> list[Draft]:
    """The drafts, those as denials in which someone who denies a charge says that the deed was not done."""
    accused = {s.name for d, s in zip(drafts, sources, strict=True) if s and d.stance == "denies" and d.lemma in _CHARGED}
    out = list(drafts)
    for i, (draft, source) in enumerate(zip(drafts, sources, strict=True)):
        if source is None or source.name not in accused or draft.stance != "asserts" or draft.lemma not in _SPEAKING:
            continue
        parts = sorted([*draft.content, *((quoted[n].start, quoted[n].end) for n in draft.quotes)])
        if not parts:
            continue
        said = text[parts[0][0] : parts[0][1]].lstrip("“\"‘'")
        if _UNDONE.match(said) and not _REASON.search(said[:_HEAD]):
            out[i] = replace(draft, stance="denies")
    return out
