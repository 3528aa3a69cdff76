"""Which lines belong to the article by where they stand: the densest stretch of prose, and what surrounds it."""

import itertools
from collections.abc import Sequence, Set

from onrecord.clean.blocks.lines import Line
from onrecord.clean.blocks.patterns import (
    AGENCY_LINE,
    AGO,
    COMMENT_HEADING,
    COMMENT_POLICY,
    FINAL_CREDIT,
    FURNITURE,
    LIST_HEADING,
    MENU_LINES,
    MENU_WORDS,
    PAGE_UPDATED,
)

_TABLE = 10  # short lines in a row, from which on they are a table rather than a menu and part the prose less
_SENTENCE_LIMIT = 45  # words of a line that can be furniture as a whole


def is_furniture(line: Line) -> bool:
    """Whether a line is page furniture by its wording alone."""
    text = line.text.replace("’", "'")
    if line.length > _SENTENCE_LIMIT:
        ages = len(AGO.findall(text[:4000]))
        return ages >= 3 and ages * 25 >= min(line.length, 600)
    folded = text.strip(" :.…»›>|•-–—*#[]()!").casefold()
    if folded in MENU_LINES or (line.tokens and len(line.tokens) <= 12 and all(map(MENU_WORDS.__contains__, line.folded))):
        return True
    if not line.tokens:
        return True
    if line.length > 16 and PAGE_UPDATED.match(text):
        return False
    return (
        FURNITURE.is_in(text)
        or COMMENT_POLICY.is_in(text)
        or AGENCY_LINE.match(text) is not None
        or _is_row(text)
        or (not line.is_closed and AGO.search(text) is not None and line.length <= 25)
    )


def is_final_credit(sentence: str) -> bool:
    """Whether a sentence credits those who reported, wrote or edited, as under an agency's text."""
    m = FINAL_CREDIT.match(sentence[:400])
    if not m:
        return False
    words = sentence[:400].split()
    lower = [w for w in words[1:] if w[:1].islower() and w.strip(",;") not in _CREDIT_WORDS]
    return len(lower) <= max(1, len(words) // 6) or sentence.startswith(("(", "["))


_CREDIT_WORDS_LISTING = """
by and in for from with the at of editing reporting writing additional compiled translated edited written bureau
"""
_CREDIT_WORDS = frozenset(_CREDIT_WORDS_LISTING.split())


_STEPS = (" > ", " » ", " › ", " | ", " · ", " • ")


def _is_row(text: str) -> bool:
    """Whether a line is a row of hashtags, breadcrumbs or words run together."""
    parts = text.split()
    if "#" in text and len(parts) >= 2 and sum(p.startswith("#") for p in parts) >= 0.8 * len(parts):
        return True
    if len(parts) == 1 and len(text) >= 20 and "." not in text and "/" not in text:
        return sum(a.islower() and b.isupper() for a, b in itertools.pairwise(text)) >= 3
    steps = sum(map(text.count, _STEPS))
    return steps >= 2 and len(parts) <= 4 * steps + 4 and not text.rstrip().endswith((".", "!", "?"))


def find_core(lines: Sequence[Line], furniture: Set[int], neutral: Set[int]) -> tuple[int, int]:
    """The (first, past last) line of the stretch whose prose outweighs what else it holds the most.

    Source: Pasternack and Roth, Extracting article text from the web with maximum subsequence segmentation (2009).
    """
    best, best_range, total, start, between = 0.0, (0, len(lines)), 0.0, 0, 0
    for i, line in enumerate(lines):
        weight = 0.0 if i in neutral else _weigh(line, is_known_furniture=i in furniture)
        if weight <= 0 and _flows(lines, i):
            weight = line.length * 0.5
        between = between + 1 if weight < 0 else 0
        if between > _TABLE:
            weight = -1.0
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range if best >= 20 else (0, len(lines))


def _flows(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence runs over the end of this line or of the one before it."""
    line = lines[i]
    if line.length < 4 or (not line.text[-1:].isalnum() and line.text[-1:] != ","):
        return (
            i > 0 and line.length >= 3 and line.text[:1].islower() and lines[i - 1].length >= 4 and not lines[i - 1].is_closed
        )
    return i + 1 < len(lines) and lines[i + 1].text[:1].islower() and lines[i + 1].length >= 2


def _weigh(line: Line, *, is_known_furniture: bool) -> float:
    if is_known_furniture:
        return -6.0
    if line.is_prose:
        return float(min(line.length, 60))
    if line.is_closed and line.length >= 3:
        return line.length * 0.5
    if line.length >= 15 or (line.length >= 12 and line.stop_share >= 0.25):
        return 2.0
    return -4.0


def find_lists(lines: Sequence[Line], first: int, last: int, furniture: Set[int]) -> set[int]:
    """The lines inside the core that are titles of other pages: runs of short lines that are no sentences."""
    found: set[int] = set()
    run: list[int] = []
    headed = False
    for i in range(first, last + 1):
        line = lines[i] if i < last else None
        if line is not None and i in furniture:
            headed = headed or LIST_HEADING.match(line.text) is not None
            run.append(i)
            continue
        if line is not None and not line.is_prose and not line.is_closed and line.length <= 20 and not _flows(lines, i):
            run.append(i)
            continue
        own = [j for j in run if j not in furniture]
        if len(own) >= 4 or (len(own) >= 2 and headed) or (own and len(run) - len(own) >= 2):
            found.update(own)
        run, headed = [], False
    return found


def find_comments(lines: Sequence[Line], furniture: Set[int]) -> int | None:
    """The line with which the readers' comments begin, or None."""
    total = sum(line.length for line in lines if line.is_prose)
    before = 0
    for i, line in enumerate(lines):
        if line.length <= 12 and COMMENT_HEADING.match(line.text):
            after = lines[i + 1 : i + 13]
            names = sum(1 <= other.length <= 4 and not other.is_closed for other in after)
            if before >= 60 and after and (before >= 0.5 * total or (names >= 0.25 * len(after) and before >= 100)):
                return i
        if line.is_prose and i not in furniture:
            before += line.length
    return None
