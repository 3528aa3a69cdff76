"""Lists of those who sign a text: rows of names with their posts, which are the article's own for all that they say nothing."""

import re
from collections.abc import Sequence, Set

from onrecord.clean.blocks.lines import Line

_SIGNING = re.compile(r"\b(?:[Ww]e|undersigned|[Ss]ignator(?:y|ies)|(?:[Oo]pen|[Jj]oint) [Ll]etter)\b")
_QUOTED = re.compile(r"[“”\"]")
_LEAST = 5  # rows, from which on they are a list of signatories
_LONGEST = 60  # words of a row
_HONORIFICS = frozenset(
    "professor prof dr sir dame lord lady baroness rev reverend rabbi imam bishop mr mrs ms judge justice ambassador".split()
)
_PARTICLES = frozenset("de du da di del der den van von bin ibn al el la le dos ter ten af av".split())
_POSTS_LISTING = """
academy adviser advisor ambassador architect archbishop artist association attorney author barrister bishop centre center
chair chairman chairperson chairwoman chambers chancellor chief church coach college commissioner composer convenor
coordinator council councillor counsel court curator dean deputy designer director doctor economist editor emeritus
emerita engineer faculty fellow former foundation founder governor head historian hospital institute institution journalist
judge laureate lawyer lawyers leader lecturer llp manager mayor member mep minister mp musician network novelist nurse
officer philosopher physician playwright poet president principal producer professor prosecutor publisher rabbi reader
rector representative researcher scholar school scientist secretary senator society solicitor spokesperson surgeon teacher
treasurer trust trustee union university vicar writer
"""
_POSTS = frozenset(_POSTS_LISTING.split())
_VERBS = frozenset("is are was were be has have had will would can could may said says told do does did gets get".split())


def find_roster(lines: Sequence[Line], furniture: Set[int]) -> set[int]:
    """The lines that name those who sign, below a text that speaks as several or says that it is signed."""
    found: set[int] = set()
    run: list[int] = []
    signed = False
    for i in range(len(lines) + 1):
        if i < len(lines) and signed and i not in furniture and _is_row(lines[i]):
            run.append(i)
            continue
        if len(run) >= _LEAST and sum(_is_told_apart(lines[j]) for j in run) >= 0.6 * len(run):
            found.update(run)
        run = []
        if i < len(lines) and i not in furniture and lines[i].is_prose:
            opening = lines[i].text[:2000]
            signed = signed or (_SIGNING.search(opening) is not None and _QUOTED.search(opening) is None)
    return found


def _is_row(line: Line) -> bool:
    """Whether a line is a full name with a post or a house behind it, and no sentence."""
    if not 3 <= line.length <= _LONGEST or _QUOTED.search(line.text) or line.text.endswith(("?", "!", ":")):
        return False
    words = line.folded
    name = 0
    for token, word in zip(line.tokens, words, strict=True):
        if not token[:1].isupper() and not (name and word in _PARTICLES):
            break
        name += word not in _HONORIFICS
    return name >= 2 and any(w in _POSTS for w in words[2:]) and not any(w in _VERBS for w in words)


def _is_told_apart(line: Line) -> bool:
    """Whether a row shows that it is no headline: an honorific before the name or a comma behind it."""
    return line.folded[0] in _HONORIFICS or "," in line.text or ";" in line.text
