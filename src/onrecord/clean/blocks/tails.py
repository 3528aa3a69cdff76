"""What follows the last paragraph: credits, comment policies, teasers of other pages, lists made from the text."""

import re
from collections.abc import Sequence

from onrecord.clean.blocks.lines import STOP_WORDS, Line
from onrecord.clean.blocks.patterns import SUMMARY_HEADING
from onrecord.text import WORD

_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[•●▪*–-])\s+\S")
_BYLINED_TEASER = re.compile(
    r",? (?:says|writes|asks|reports|explains|finds out|argues) ((?:[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+)\.$"
)
_BIOGRAPHY = re.compile(
    r"^(?:[A-Z][\w'’.-]+ ){1,2}([A-Z][\w'’-]+) is (?:an?|the) (?:[\w'’-]+ ){0,6}?(?:correspondent|reporter|journalist"
    r"|editor|columnist|fellow)\b"
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|do|does|did|should|may|might|must|[a-z]{3,}ed)\b")
_ANAPHOR = re.compile(
    r"(?i)\b(?:he|she|they|we|it|i|this|that|these|those|his|her|their|its|our|my|him|them|us|you|said|says|told|added"
    r"|such|there)\b|[“”\"]"
)


def find_summary(lines: Sequence[Line], candidates: Sequence[int]) -> set[int]:
    """The lines of a list that only says again what the body says: headed as such, or numbered at the very end.

    `candidates` are the indices of the lines that are still taken for body, in order.
    """
    found: set[int] = set()
    position = {i: n for n, i in enumerate(candidates)}
    for i in candidates:
        if SUMMARY_HEADING.match(lines[i].text) and lines[i].length <= 6:
            listed = []
            for j in candidates[position[i] + 1 :]:
                if not _NUMBERED.match(lines[j].text):
                    break
                listed.append(j)
            if len(listed) >= 2:
                found.update([i, *listed])
    tail = []
    for i in reversed(candidates):
        if not _NUMBERED.match(lines[i].text):
            break
        tail.append(i)
    body = [lines[i] for i in candidates if i not in tail]
    if 2 <= len(tail) <= 12 and sum(line.length for line in body) >= 3 * sum(lines[i].length for i in tail):
        known = frozenset().union(*(line_content(line.text) for line in body)) if body else frozenset()
        told = [line_content(lines[i].text) for i in tail]
        words = sum(len(t) for t in told)
        if words and sum(len(t & known) for t in told) >= 0.6 * words and words >= 6 * len(tail):
            found.update(tail)
    return found


def line_content(text: str) -> frozenset[str]:
    """The content words of a passage, folded to their first six letters so that inflections meet."""
    words = [w for w in WORD.findall(text, 0, 4000) if len(w) > 3]
    return frozenset(w[:6] for w in " ".join(words).casefold().split(" ") if w not in STOP_WORDS) if words else frozenset()


def is_teaser(sentence: str, rest: Sequence[str]) -> bool:
    """Whether the last sentence of a text announces another page or its author: no shared word, a byline, a life in short.

    `rest` are the sentences before it.
    """
    if len(sentence) > 400 or any(mark in sentence for mark in '“”"'):
        return False
    bio = _BIOGRAPHY.match(sentence)
    body = " ".join(rest)
    if bio and bio.group(1) not in body:
        return True
    m = _BYLINED_TEASER.search(sentence)
    if m and " " in m.group(1) and sentence.count(" ") >= 8:
        name, surname = m.group(1), m.group(1).rsplit(" ", 1)[-1]
        return body.count(surname) == body.count(name)
    verbless = not _VERB.search(sentence)
    own = line_content(sentence) if verbless or sentence.endswith("?") else frozenset()
    if len(own) < 4 or _ANAPHOR.search(sentence):
        return False
    known: frozenset[str] = frozenset().union(*map(line_content, rest))
    if len(known) < 40:
        return False
    shared = len(own & known) / len(own)
    return (shared == 0 and (verbless or sentence.endswith("?"))) or (shared <= 0.5 and verbless and sentence.endswith("?"))
