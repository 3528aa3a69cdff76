"""Transcripts: paragraphs that begin with who speaks ("Ada Berg: We waited.", "AB: Why?", "Q: How long?")."""

import re
from collections.abc import Mapping, Sequence

from onrecord.model import Name, Sentence, Stance
from onrecord.understand.grammar import is_role, word_set
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.hits import Range

_LABEL = re.compile(r"([A-Z][\w.’'-]{0,24}(?: [A-Z][\w.’'-]{0,24}){0,4})\s?:\s+(?=\S)")
_NO = re.compile(r"(?:well,?\s+|oh,?\s+)?no\b[,.!;]", re.IGNORECASE)
_ASKING = word_set("q question reporter interviewer journalist host moderator presenter anchor")
_ANSWERING = word_set("a answer")
_LEAST = 2  # turns of a transcript
_APART = 4  # paragraphs between two turns of one transcript
_OWN = word_set("i we you")


def find_turns(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> list[Draft]:
    """The turns of a transcript as statements, each up to the end of its paragraph; none where it is not one."""
    known = {form for n in names if n.kind == "person" for form in (n.full, n.passage.exact)}
    initials = initials_of(names)
    found: list[tuple[int, Draft]] = []
    k = 0
    while k < len(sentences):
        last = k
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[k].paragraph:
            last += 1
        first = sentences[k]
        label = _LABEL.match(text, first.start, first.end)
        if label and first.kind == "body" and _is_speaker(label[1], known, initials):
            source = (first.start, label.end(1))
            content = ((max(s.start, label.end()), s.end) for s in sentences[k : last + 1] if s.end > label.end())
            draft = Draft(
                lemma=":",
                shape="turn",
                stance=_stance(text[label.end() : sentences[last].end]),
                sentence=k,
                source=source,
                content=tuple(content),
                around=(first.start, label.end()),
            )
            if draft.content:
                found.append((first.paragraph, draft))
        k = last + 1
    near = [
        d
        for i, (paragraph, d) in enumerate(found)
        if any(abs(paragraph - other) <= _APART for other, _ in (*found[max(0, i - 1) : i], *found[i + 1 : i + 2]))
    ]
    speakers = {text[slice(*d.source)] for d in near if d.source}
    return near if len(near) >= _LEAST and len(speakers) >= _LEAST else []


def _stance(words: str) -> Stance:
    return "denies" if _NO.match(words) else "questions" if words.rstrip().endswith("?") else "asserts"


def _is_speaker(label: str, known: set[str], initials: Mapping[str, str]) -> bool:
    """Whether what stands before a colon is a person, a person's initials, or who asks and answers."""
    words = label.split()
    low = label.lower().rstrip(".")
    titled = any(" ".join(words[k:]) in known for k in range(len(words)))
    return titled or low in _ASKING or low in _ANSWERING or is_role(words[-1].lower()) or label.replace(".", "") in initials


def initials_of(names: Sequence[Name]) -> dict[str, str]:
    """The persons of an article by their initials, where these are those of one alone."""
    found: dict[str, set[str]] = {}
    for full in {n.full for n in names if n.kind == "person" and " " in n.full}:
        found.setdefault("".join(w[0] for w in full.split()).upper(), set()).add(full)
    return {letters: min(persons) for letters, persons in found.items() if len(persons) == 1 and len(letters) <= 4}


def join_turns(text: str, drafts: Sequence[Draft], turns: Sequence[Draft]) -> list[Draft]:
    """The drafts with the turns in their places, without what the speakers of the turns only say of themselves."""
    if not turns:
        return list(drafts)
    spans = [(t, (t.around[0], t.content[-1][1])) for t in turns]
    kept: list[Draft] = []
    for draft in drafts:
        at = (draft.source or draft.cue or (draft.content[0] if draft.content else (-1, -1)))[0]
        around = next((span for _, span in spans if span[0] <= at < span[1]), None)
        if around is None or (draft.shape == "verb" and draft.source and not _is_own(text, draft.source, around)):
            kept.append(draft)
    return sorted([*kept, *turns], key=lambda d: (d.sentence, d.cue or d.source or (0, 0)))


def _is_own(text: str, source: Range, around: Range) -> bool:
    return source[0] == around[0] or text[slice(*source)].lower() in _OWN
