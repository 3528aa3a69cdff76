"""The check of a whole draft: read by itself, held against the ledger, its findings in the order of its text."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.check.counted import match_figures
from onrecord.check.days import check_days
from onrecord.check.figures import check_figures
from onrecord.check.findings import SEVERITIES, Check, Counts, Finding, Kind
from onrecord.check.lookup import Index
from onrecord.check.matters import words_said
from onrecord.check.passages import Draft
from onrecord.check.quotes import check_quotes, find_quotes
from onrecord.check.said import MAX_SENTENCES, match_statements
from onrecord.check.statements import check_statements
from onrecord.model import Document
from onrecord.text import WORD

_ABOUT = 0.25  # of the votes of the likest story, for another to be what the draft is about too
_NEARLY = 0.9  # of the share of the likest sentence, for another story to be as like
_SAME_THING: tuple[frozenset[Kind], ...] = (
    frozenset({"attribution-wrong", "quote-words", "statement-disputed", "statement-superseded"}),
    frozenset({"figure-stale", "statement-superseded", "attribution-dropped"}),
    frozenset({"figure-unknown", "statement-superseded"}),
    frozenset({"figure-disputed", "statement-disputed", "attribution-dropped"}),
    frozenset({"quote-words", "quote-tense", "quote-cut", "quote-joined", "quote-made", "quote-unknown", "statement-reversed"}),
)


def check_document(draft: Document, connection: sqlite3.Connection) -> Check:
    """What the ledger has against a draft; nothing is stored."""
    index = Index(connection)
    text = draft.article.text
    stories = find_stories(draft, index)
    index.narrow(stories)
    asked = [text[s.start : s.end] for s in draft.layout.sentences[:MAX_SENTENCES]]
    asked += [words_said(q) for q in draft.reading.quotations if q.source]
    near = [h for words in asked for h in index.find_near(words)]
    index.meet(q for h in near for q in h.quotations if q.source)
    quotes = find_quotes(draft, index)
    index.meet(m.entry for q in quotes for m in q.matches if m.entry)
    figures = match_figures(draft, quotes, index, stories)
    said = match_statements(draft, quotes, index, stories)
    entries = {f.id for m in figures for f in m.agreeing}
    entries |= {i for s in said for i in s.rests_on()} | {x.entry.id for s in said for x in s.like}
    standing = index.standing_of(entries, stories)
    found = [
        *check_quotes(draft, quotes, index),
        *check_figures(draft, figures, standing, index),
        *check_statements(draft, said, standing, index),
        *check_days(draft, index, stories),
    ]
    anchor = draft.reading.anchor
    return Check(
        text=text,
        day=anchor.value,
        stories=tuple(stories),
        counts=Counts(
            words=len(WORD.findall(text)),
            sentences=len(draft.layout.sentences),
            quotes=len(quotes),
            quotes_to_the_letter=sum(q.found for q in quotes),
            figures=len(figures),
            figures_found=sum(bool(m.agreeing) or m.loose for m in figures),
            statements=len(said),
        ),
        findings=_number(settle(draft, found), text),
    )


def find_stories(draft: Document, index: Index) -> list[str]:
    """The stories that a draft is about: those of the sentences most like its own."""
    votes: dict[str, float] = defaultdict(float)
    text = draft.article.text
    for sentence in draft.layout.sentences[:MAX_SENTENCES]:
        found = index.vote(text[sentence.start : sentence.end])
        best = max(found.values(), default=0.0)
        alike = [story for story, share in found.items() if share >= _NEARLY * best]
        for story in alike:
            votes[story] += 1 / len(alike)  # a sentence that could be of any story tells nothing
    most = max(votes.values(), default=0.0)
    return sorted(s for s, n in votes.items() if n >= _ABOUT * most)


def settle(draft: Document, found: Iterable[Draft]) -> list[Draft]:
    """The findings without those that say again what a graver one says of the same words; one note a sentence."""
    order = {severity: n for n, severity in enumerate(SEVERITIES)}
    kept: list[Draft] = []
    for finding in sorted(found, key=lambda d: (order[d.severity], d.start, d.end - d.start, d.kind)):
        where = _sentences(draft, finding)
        beside = [k for k in kept if where & _sentences(draft, k)]
        if any(_is_told(k, finding) for k in beside):
            continue
        if finding.severity == "note" and beside:
            continue
        kept.append(finding)
    return sorted(kept, key=lambda d: (d.start, d.end, order[d.severity], d.kind))


def _is_told(graver: Draft, finding: Draft) -> bool:
    overlap = graver.start < finding.end and finding.start < graver.end
    return overlap and (graver.kind == finding.kind or any({graver.kind, finding.kind} <= kinds for kinds in _SAME_THING))


def _sentences(draft: Document, finding: Draft) -> set[int]:
    return {s.start for s in draft.layout.sentences if s.start < finding.end and s.end > finding.start}


def _number(found: Sequence[Draft], text: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            number=number,
            kind=d.kind,
            severity=d.severity,
            start=d.start,
            end=d.end,
            exact=text[d.start : d.end],
            message=d.message,
            differences=d.differences,
            evidence=d.evidence,
        )
        for number, d in enumerate(found, 1)
    )
