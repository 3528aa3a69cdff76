"""Whose a document is, and which one "the document" means: reports, letters and findings as those who speak."""

import re
from collections.abc import Sequence

from onrecord.model import Source
from onrecord.understand.grammar import DOCUMENT_NOUNS, word_set
from onrecord.understand.quotations.memory import REMEMBERED, Memory, Place, names_in
from onrecord.understand.quotations.phrases import STOPS, is_finite, phrase_after
from onrecord.understand.tokens import Token, tokenise

_ISSUED = re.compile(
    r"\s*,?\s+(?:(?:that|which)\s+(?=the\s|[A-Z])|(?:published|released|issued|written|compiled)\s+by\s+|by\s+)"
)
_WITHIN = r"(?:[^.;:“”\"\n]|(?<=[A-Z])\.)"  # a letter of the same clause, the stops of "U.N." too
_WRITTEN = re.compile(
    rf"{_WITHIN}{{0,110}}?\b(?:sent|written|signed|drafted|authored|prepared|compiled)\s(?:{_WITHIN}{{0,90}}?\s)?by\s"
)
_REACH = 220  # letters behind a document's mention in which its makers may stand
_BEFORE = 3000  # letters before "the report" in which another may be told of
_LONGEST = 16  # words that name the makers
_PLAIN = word_set("document text paper")  # words that any document is called by
_CALLED = frozenset({"report", "letter", "study", "document", "text", "paper"})
_OWN = r"\b(?:an?|another|new|latest|its|his|her|their|own|separate|earlier|previous|[A-Z]\w*|\w+['’]s?)\s(?:\w+\s){0,2}"


def makers_of(memory: Memory, place: Place, core: Sequence[Token]) -> str | None:
    """Who a document is said to be by ("a report that the Valley Institute published", "a letter sent by several unions")."""
    end = core[-1].end
    issued = _ISSUED.match(memory.text, end, end + 40)
    if issued:
        here = names_in(memory, issued.end(), min(issued.end() + 60, memory.sentences[place.sentence].end))
        if here and here[0].kind == "organisation" and here[0].passage.start - issued.end() <= 4:
            return here[0].full
    stop = min(end + _REACH, memory.sentences[place.sentence].end)
    written = _WRITTEN.match(memory.text, end, stop)
    if written is None:
        return None
    words = tokenise(memory.text, written.end(), stop)
    found = phrase_after(words, 0, len(words))
    if found is None or found[0] != 0 or found[1] > _LONGEST:
        return None
    first = 1 if words[0].low in ("the", "a", "an") else 0
    end = found[1]
    if end < len(words) and words[end].low.endswith("ing") and words[end].text.islower():
        # "unions | working in the valley"
        end = next((k for k in range(end, len(words)) if is_finite(words[k]) or words[k].low in STOPS | {","}), end)
    return memory.text[words[first].start : words[end - 1].end] if first < end <= _LONGEST else None


def same_paper(memory: Memory, core: Sequence[Token], head: str) -> Source | None:
    """The one document that has spoken before, which "the document" or "the report" means where no other is told of."""
    if len(core) != 2 or core[0].low not in ("the", "this") or head not in _CALLED:
        return None
    papers = {s.source.name: s.source for s in memory.said[-REMEMBERED:] if s.source.kind == "document"}
    if len(papers) != 1:
        return None
    paper = next(iter(papers.values()))
    words = {w.strip("()").removesuffix("s") for w in paper.name.lower().split()}
    if head not in _PLAIN and any(
        not {w.lower() for w in m.group().split()[:-1]} <= words
        for m in re.finditer(_OWN + head, memory.text[max(0, core[0].start - _BEFORE) : core[0].start])
    ):
        return None
    return paper if words & DOCUMENT_NOUNS else None
