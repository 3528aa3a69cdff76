"""Utterances: two renderings of what one source said, told by the words that they share to the letter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, combinations
from typing import NamedTuple

from onrecord.language.likeness import Pair, Weights, compare
from onrecord.language.words import is_content
from onrecord.reconcile.items import Statement
from onrecord.reconcile.statements import agree, are_one_source, overlap_in_text
from onrecord.text import fold_words

# So many words in a row, so many of them content words, are not shared by chance: of one source, and of any two.
_RUN = 5
_RUN_CONTENT = 2
_LONG = 7
_FRAGMENT = 3
_FRAGMENT_CONTENT = 2
# How many statements are compared under one run of words: one that more share is a set phrase.
_MOST = 30
_DAYS = 2
_RENDERED = 0.85
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,200})[”\"]")


class _Content(dict[str, bool]):
    """Which words say what a passage is about, each asked once."""

    def __missing__(self, word: str) -> bool:
        found = self[word] = is_content(word)
        return found


def _runs(tokens: Sequence[str], length: int, least: int, content: _Content) -> list[str]:
    so_far = [0, *accumulate(map(content.__getitem__, tokens))]
    told = zip(range(len(tokens) - length + 1), so_far, so_far[length:], strict=False)
    return [" ".join(tokens[i : i + length]) for i, before, after in told if after - before >= least]


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


class Run(NamedTuple):
    """Positions of two statements that share words in a row: `quoted` where both give them in quotes, `long` where not few."""

    left: int
    right: int
    quoted: bool
    long: bool


def find_runs(statements: Sequence[Statement]) -> list[Run]:
    """The statements that share words in a row."""
    content = _Content()
    found: dict[tuple[int, int], tuple[bool, bool]] = {}
    kinds = ((_RUN, _RUN_CONTENT, False), (_LONG, _RUN_CONTENT, False), (_FRAGMENT, _FRAGMENT_CONTENT, True))
    for length, least, quoted in kinds:
        posted: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(statements):
            parts = _fragments(s) if quoted else _said(s)
            for run in {run for tokens in parts for run in _runs(tokens, length, least, content)}:
                posted[run].append(i)
        for listed in posted.values():
            if 1 < len(listed) <= _MOST:
                for pair in combinations(listed, 2):
                    before = found.get(pair, (False, False))
                    found[pair] = before[0] or quoted, before[1] or length == _LONG
    return [Run(i, j, *kind) for (i, j), kind in sorted(found.items())]


def find_renderings(statements: Sequence[Statement], runs: Sequence[Run]) -> list[tuple[float, int, int]]:
    """(likeness, position, position) of renderings of one utterance: words in a row of one source, or quoted by two.

    Where both quote one source's words at some length, what the one quotes besides may be negative and the other's not.
    """
    found = []
    for i, j, quoted, long in runs:
        a, b = statements[i], statements[j]
        near = not a.day or not b.day or abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) <= _DAYS
        quotes = quoted and long and near and a.article != b.article and are_one_source(a, b) and a.stance == b.stance
        if overlap_in_text(a, b) or not (agree(a, b) or quotes):
            continue
        # an article that gives one phrase to two tells of two who say it
        if are_one_source(a, b) or (quoted and near and a.article != b.article):
            found.append((_RENDERED, i, j))
    return found


def join_pairs(pairs: Sequence[Pair], statements: Sequence[Statement], runs: Sequence[Run], weights: Weights) -> list[Pair]:
    """The candidates by words, and those that share words in a row."""
    known = {(p.left, p.right) for p in pairs}
    more = [
        Pair(i, j, *compare(statements[i].words, statements[j].words, weights)) for i, j, _, _ in runs if (i, j) not in known
    ]
    return sorted([*pairs, *more])
