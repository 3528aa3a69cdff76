"""Quotes of a draft against the words in quotation marks in the ledger."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.check.differences import Alignment, Word, align, is_tense, split_words, tell_steps, turns
from onrecord.check.findings import Kind, Severity
from onrecord.check.lookup import Index
from onrecord.check.naming import Verdict, compare, is_named, profile_of
from onrecord.check.passages import Draft, cite, quoted, show
from onrecord.language.words import is_content
from onrecord.model import Document, Quotation, Span
from onrecord.text import words
from onrecord.understand.quotations.marks import Quoted, find_quoted

MAX_QUOTES = 300
_LEAST = 3  # words of a quote that is looked for: fewer are a label, or a word held at arm's length
_MADE = 4  # words that an article cannot have in common with a quote by chance
_ALIKE = 0.6
_SURELY = 5  # words, some of them content words, of a quote that is asked for when it is nowhere
_WINDOW = 1_200  # letters about a sentence that a quote is looked for in, beside its own length
_PARTS = 12
_NEAR = 6  # sentences about the matter of a quote that it is compared with
_SENTENCE = re.compile(r"[^.!?\n]{1,1000}[.!?]?")
_CUE = 14  # words between two parts of one quote, as "she said in a statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A quote of the draft in an article: `inside` is the share of its words that stand in quotation marks there."""

    article: str
    start: int
    end: int
    alignment: Alignment
    inside: float
    joined: bool
    entry: Quotation | None

    @property
    def exact(self) -> bool:
        """Whether it is to the letter, and a quotation."""
        return not self.alignment.faults and self.inside == 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage in quotation marks in the draft, whom the draft has it from, and where it stands in the ledger.

    `parts` are its sentences where these stand in the ledger each by itself, and it as a whole does not.
    """

    passage: Quoted
    words: int
    spoken: Quotation | None
    matches: tuple[Match, ...]

    parts: tuple[Match, ...] = ()

    @property
    def found(self) -> bool:
        """Whether it stands in the ledger to the letter."""
        return bool(self.matches) and self.matches[0].exact


def find_quotes(draft: Document, index: Index) -> list[Quote]:
    """The quotes of a draft that are long enough to be anybody's words, each with its likest passages."""
    text = draft.article.text
    found = []
    for passage in find_quoted(text, draft.layout.sentences)[:MAX_QUOTES]:
        tokens = split_words(text, passage.start, passage.end)
        plain = [w for w in tokens if not w.mark]
        if len(plain) < _LEAST or not any(is_content(w.word) for w in plain):
            continue
        spoken = _spoken(draft, passage)
        matches = _find_matches(text[passage.start : passage.end], tokens, index)
        parts = [] if matches else _find_parts(text, passage, index)
        found.append(Quote(passage=passage, words=len(plain), spoken=spoken, matches=tuple(matches), parts=tuple(parts)))
    return found


def _spoken(draft: Document, passage: Quoted) -> Quotation | None:
    """The statement of the draft that a quote is in, the narrowest first."""
    holding = [
        q
        for q in draft.reading.quotations
        if q.source and any(p.start < passage.end and p.end > passage.start for p in q.content)
    ]
    return min(holding, key=lambda q: (q.form == "indirect", sum(p.end - p.start for p in q.content), q.id), default=None)


def _find_matches(quote: str, tokens: Sequence[Word], index: Index) -> list[Match]:
    held = {(h.article, h.start): h for h in [*index.find_runs(quote), *index.find_near(quote)[:_NEAR]]}
    seen: dict[tuple[str, int, int], Match] = {}
    for h in held.values():
        match = _match(tokens, h.article, h.start, len(quote), index)
        if match:
            seen.setdefault((match.article, match.start, match.end), match)
    return sorted(
        seen.values(),
        key=lambda m: (
            not m.exact,
            bool(m.alignment.faults),
            -m.alignment.sim,
            -m.inside,
            index.day_of(m.article) or "9999",
            m.article,
            m.start,
        ),
    )


def _find_parts(text: str, passage: Quoted, index: Index) -> list[Match]:
    """The sentences of a quote, where each of two or more is somebody's words by itself."""
    found = []
    for m in itertools.islice(_SENTENCE.finditer(text, passage.start, passage.end), _PARTS):
        tokens = split_words(text, m.start(), m.end())
        matches = _find_matches(m.group(), tokens, index) if len(tokens) >= _LEAST else []
        if matches and matches[0].exact:
            found.append(matches[0])
    return found if len(found) > 1 else []


def _match(tokens: Sequence[Word], article: str, at: int, length: int, index: Index) -> Match | None:
    """The quote in the text about one place of an article: first in what is quoted there, else in all of it."""
    sentences = [s for s in index.sentences_of(article) if s.end > at - length - _WINDOW and s.start < at + length + _WINDOW]
    if not sentences:
        return None
    low, high = sentences[0].start, sentences[-1].end
    every = index.words_in(article, low, high)
    there = {w.word for w in every}
    plain = [w.word for w in tokens if not w.mark]
    # what it holds too few words of need not be laid along it
    if sum(w in there for w in plain) < _ALIKE * len(plain):
        return None
    marks = [q for q in index.quoted_in(article) if q.start < high and q.end > low]
    inside = [w for w in every if _holding(marks, w.start) is not None]
    among = align(tokens, inside)
    whole = align(tokens, every) if among is None or among.faults else None
    if whole and (among is None or (not whole.faults and among.faults) or whole.sim > among.sim + 0.2):
        chosen, source = whole, every
    elif among:
        chosen, source = among, inside
    else:
        return None
    if chosen.sim < _ALIKE or chosen.last <= chosen.first:
        return None
    used = source[chosen.first : chosen.last]
    matched = [w for s in chosen.steps if s.equal for w in s.source]
    share = sum(_holding(marks, w.start) is not None for w in matched) / len(matched)
    start, end = used[0].start, used[-1].end
    return Match(
        article=article,
        start=start,
        end=end,
        alignment=chosen,
        inside=share,
        joined=share == 1.0 and _is_joined(chosen, marks, every),
        entry=_entry_at(index, article, start, end),
    )


def _holding(marks: Sequence[Quoted], offset: int) -> int | None:
    """The number of the quoted passage that an offset stands in."""
    at = bisect_left(marks, offset, key=lambda q: q.end)
    return at if at < len(marks) and marks[at].start <= offset < marks[at].end else None


def _is_joined(alignment: Alignment, marks: Sequence[Quoted], every: Sequence[Word]) -> bool:
    """Whether words that stand in a row in the draft come from quotations that more than a cue keeps apart."""
    row = [w for s in alignment.steps if s.equal or not s.fair for w in s.source]
    breaks = {id(s.source[0]) for s in alignment.steps if s.fair and s.source}
    starts = [w.start for w in every]
    for before, after in itertools.pairwise(row):
        if id(after) in breaks or _holding(marks, before.start) == _holding(marks, after.start):
            continue
        between = every[bisect_left(starts, before.end) : bisect_left(starts, after.start)]
        if sum(_holding(marks, w.start) is None for w in between) > _CUE:
            return True
    return False


def _entry_at(index: Index, article: str, start: int, end: int) -> Quotation | None:
    """The statement of the ledger that shares most of its words with a passage."""
    best: tuple[int, int, str] | None = None
    found = None
    for a, b, q in index.entries_of(article)[0]:
        if a >= end or b <= start or q.source is None:
            continue
        shared = sum(max(0, min(p.end, end) - max(p.start, start)) for p in q.content)
        rank = (-shared, sum(p.end - p.start for p in q.content), q.id)
        if shared and (best is None or rank < best):
            best, found = rank, q
    return found


def check_quotes(draft: Document, quotes: Sequence[Quote], index: Index) -> list[Draft]:
    """What is wrong with the quotes of a draft."""
    found = []
    for quote in quotes:
        if not quote.matches:
            found.append(_tell_parts(quote, index) if quote.parts else _tell_missing(draft, quote))
            continue
        best = quote.matches[0]
        wording = _check_wording(draft, quote, best, index)
        if wording:
            found.append(wording)
        if best.inside == 1.0 and not any(m.inside == 1.0 and _judge(draft, quote, m, index) == "same" for m in quote.matches):
            wrong = _check_speaker(draft, quote, best, index)
            if wrong:
                found.append(wrong)
    return found


def _tell_parts(quote: Quote, index: Index) -> Draft:
    places = list(dict.fromkeys(cite(index, m.article) for m in quote.parts))
    return Draft(
        kind="quote-joined",
        severity="error",
        start=quote.passage.start,
        end=quote.passage.end,
        message=f"{len(quote.parts)} quotations run into one: they stand apart in the ledger ({'; '.join(places[:3])}).",
        evidence=tuple(show(index, "a part of it", m.article, *_widen(index, m), m.entry) for m in quote.parts[:4]),
    )


def _tell_missing(draft: Document, quote: Quote) -> Draft:
    p = quote.passage
    told = [w for w, _, _ in words(draft.article.text, p.start, p.end)]
    sure = quote.words >= _SURELY and sum(map(is_content, told)) > 1 and quote.spoken is not None
    return Draft(
        kind="quote-unknown",
        severity="warning" if sure else "note",
        start=p.start,
        end=p.end,
        message="No article in the ledger has these words, nor any close to them, in quotation marks.",
    )


def _check_wording(draft: Document, quote: Quote, best: Match, index: Index) -> Draft | None:
    text, source = draft.article.text, index.text_of(best.article)
    faults = best.alignment.faults
    where = cite(index, best.article)
    differences = tell_steps(best.alignment, text, source) if faults else ()
    evidence = [show(index, "the source", best.article, *_widen(index, best), best.entry)]
    kind: Kind
    severity: Severity = "error"
    if faults:
        if best.inside < 0.5 and quote.words < _SURELY:
            return None
        kind, message = _tell_faults(best, where)
        if best.inside < 0.5:
            message += " There they are the article’s own words, not a quotation."
    elif best.inside < 1.0:
        if quote.words < _MADE:
            return None
        kind = "quote-made"
        severity = "error" if quote.words >= _SURELY and quote.spoken else "warning"
        part = "Not all of these words are" if best.inside > 0 else "These words are not"
        message = f"{part} in quotation marks in the source ({where}): they are the article’s own."
    elif best.joined:
        kind, severity = "quote-joined", "warning"
        message = f"Two quotations run into one: in the source ({where}) other text stands between them."
    else:
        return None
    p = quote.passage
    return Draft(
        kind=kind,
        severity=severity,
        start=p.start,
        end=p.end,
        message=message,
        evidence=tuple(evidence),
        differences=differences,
    )


def _tell_faults(best: Match, where: str) -> tuple[Kind, str]:
    faults = best.alignment.faults
    if best.joined:
        return (
            "quote-joined",
            f"Two quotations run into one, and not to the letter: in the source ({where}) other text stands between.",
        )
    if any(turns(s) for s in faults):
        return "quote-words", f"The quote says the opposite of its source ({where}): a negation was lost or added."
    if all(not s.draft for s in faults):
        lost = sum(len(s.source) for s in faults)
        return "quote-cut", f"{lost} word{'s' * (lost != 1)} of the source ({where}) left out without an ellipsis."
    if all(is_tense(s) for s in faults):
        return "quote-tense", f"The quote changes the tense of its source ({where})."
    changed = sum(max(len(s.draft), len(s.source)) for s in faults)
    return "quote-words", f"The quote differs from its source ({where}) in {changed} word{'s' * (changed != 1)}."


def _widen(index: Index, match: Match) -> tuple[int, int]:
    first = index.sentence_at(match.article, match.start)
    last = index.sentence_at(match.article, max(match.end - 1, match.start))
    return min(first.start, match.start), max(last.end, match.end)


def _judge(draft: Document, quote: Quote, match: Match, index: Index) -> Verdict:
    """Whether the draft has the quote from whom the article has it."""
    spoken, entry = quote.spoken, match.entry
    if not spoken or not spoken.source or not entry or not entry.source:
        return "unknown"
    return judge_source(
        draft, spoken, Span(start=quote.passage.outer_start, end=quote.passage.outer_end, exact=""), entry, index
    )


def judge_source(draft: Document, spoken: Quotation, at: Span, entry: Quotation, index: Index) -> Verdict:
    """Whether a statement of the draft and one of the ledger are of one source; "unknown" where the texts leave it open."""
    if spoken.source is None or entry.source is None:
        return "unknown"
    theirs = profile_of(entry.source, index.who(entry))
    ours = profile_of(spoken.source)
    verdict = compare(ours, theirs)
    if verdict != "other":
        return verdict
    if not is_named(spoken) or _mentions(_about(draft, spoken, at), theirs.names):
        return "unknown"
    # who else is named beside the words in the article may be who said them
    if _mentions(_paragraph(index.text_of(entry.article), entry.content[0].start, entry.content[-1].end), ours.names):
        return "unknown"
    return "other"


def _about(draft: Document, spoken: Quotation, at: Span) -> str:
    """The text of the draft that says who speaks: the sentences of the quote, or the paragraph where these name nobody."""
    text = draft.article.text
    sentences = [s for s in draft.layout.sentences if s.end > at.start and s.start < at.end]
    if not sentences:
        return _paragraph(text, at.start, at.end)
    low, high = sentences[0].start, sentences[-1].end
    mention = spoken.source.mention if spoken.source else None
    if mention and low <= mention.start < high:
        return text[low:high]
    return _paragraph(text, low, high)


def _paragraph(text: str, start: int, end: int) -> str:
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    return text[low : high if high >= 0 else len(text)]


def _mentions(text: str, names: frozenset[str]) -> bool:
    return any(w in names for w, _, _ in words(text))


def _check_speaker(draft: Document, quote: Quote, best: Match, index: Index) -> Draft | None:
    if _judge(draft, quote, best, index) != "other":
        return None
    spoken, entry = quote.spoken, best.entry
    if not spoken or not spoken.source or not entry or not entry.source:
        return None
    p = quote.passage
    return Draft(
        kind="attribution-wrong",
        severity="error",
        start=p.start,
        end=p.end,
        message=f"The draft has this from {spoken.source.name}; the ledger has it from {entry.source.name} "
        f"({cite(index, best.article)}): {quoted(index.text_of(best.article)[best.start : best.end])}.",
        evidence=(show(index, "the source", best.article, *_widen(index, best), entry),),
    )
