"""Splitting paragraphs into sentences."""

import re

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9“‘])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Capt|Adm|Gov|Sen|Rep|Prof|Inc|Ltd|Co|Corp|No|vs|U\.S|U\.K|U\.N|a\.m|p\.m"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, a paragraph, as offsets without the white space between them."""
    found = []
    at = start
    for m in _END.finditer(text, start, end):
        if m.group() == "." and _ABBREVIATION.search(text, at, m.end()):
            continue
        found.append((at, m.end()))
        at = m.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        found.append((at, end))
    return found
