"""Utterances: two renderings of what one source said, told by the words that they share to the letter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.language.likeness import Pair, Weights, compare
from onrecord.language.words import is_content
from onrecord.reconcile.items import Statement
from onrecord.reconcile.statements import agree, are_one_source, overlap_in_text
from onrecord.text import fold_words

# So many words in a row, so many of them content words, are not shared by chance: of one source, and of any two.
_RUN = 5
_RUN_CONTENT = 2
_FRAGMENT = 3
_FRAGMENT_CONTENT = 2
# How many statements are compared under one run of words: one that more share is a set phrase.
_MOST = 30
_DAYS = 2
_RENDERED = 0.85
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,200})[”\"]")


def _runs(tokens: Sequence[str], length: int, least: int) -> Iterator[str]:
    content = [is_content(w) for w in tokens]
    for i in range(len(tokens) - length + 1):
        if sum(content[i : i + length]) >= least:
            yield " ".join(tokens[i : i + length])


def _said(statement: Statement) -> Iterator[list[str]]:
    """The words of each part of a statement, contracted forms as they are heard."""
    for part in statement.quotation.content:
        yield fold_words(part.exact.replace("’", "'"))


def _fragments(statement: Statement) -> Iterator[list[str]]:
    """The words that a statement gives in quotation marks."""
    direct = statement.quotation.form == "direct"
    for part in statement.quotation.content:
        inside = [part.exact] if direct else _QUOTED.findall(part.exact)
        for quoted in inside:
            yield fold_words(quoted.replace("’", "'"))


def find_runs(statements: Sequence[Statement]) -> list[tuple[int, int, bool]]:
    """(position, position, quoted) of statements that share words in a row, `quoted` where both give them in quotes."""
    posted: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for i, s in enumerate(statements):
        keys = {(False, run) for tokens in _said(s) for run in _runs(tokens, _RUN, _RUN_CONTENT)}
        keys |= {(True, run) for tokens in _fragments(s) for run in _runs(tokens, _FRAGMENT, _FRAGMENT_CONTENT)}
        for key in keys:
            posted[key].append(i)
    found: dict[tuple[int, int], bool] = {}
    for (quoted, _), listed in posted.items():
        if len(listed) <= _MOST:
            for at, i in enumerate(listed):
                for j in listed[at + 1 :]:
                    found[i, j] = found.get((i, j), False) or quoted
    return [(i, j, quoted) for (i, j), quoted in sorted(found.items())]


def find_renderings(statements: Sequence[Statement], runs: Sequence[tuple[int, int, bool]]) -> list[tuple[float, int, int]]:
    """(likeness, position, position) of renderings of one utterance: words in a row of one source, or quoted by two."""
    found = []
    for i, j, quoted in runs:
        a, b = statements[i], statements[j]
        if overlap_in_text(a, b) or not agree(a, b):
            continue
        near = not a.day or not b.day or abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) <= _DAYS
        # an article that gives one phrase to two tells of two who say it
        if are_one_source(a, b) or (quoted and near and a.article != b.article):
            found.append((_RENDERED, i, j))
    return found


def join_pairs(
    pairs: Sequence[Pair], statements: Sequence[Statement], runs: Sequence[tuple[int, int, bool]], weights: Weights
) -> list[Pair]:
    """The candidates by words, and those that share words in a row."""
    known = {(p.left, p.right) for p in pairs}
    more = [Pair(i, j, *compare(statements[i].words, statements[j].words, weights)) for i, j, _ in runs if (i, j) not in known]
    return sorted([*pairs, *more])
