"""Courses of things: what was planned and is done, what a source would not do and does, shares that grow from day to day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.language.likeness import Weights, compare
from onrecord.language.polarity import is_negative
from onrecord.language.words import stem
from onrecord.reconcile.intervals import are_disjoint
from onrecord.reconcile.items import Quantity, Statement
from onrecord.reconcile.outcomes import is_unsure
from onrecord.reconcile.series import interval_of
from onrecord.reconcile.standing import is_aside
from onrecord.reconcile.statements import CLAIM_WORDS, Finding, are_one_source
from onrecord.reconcile.times import days_between, show_day
from onrecord.reconcile.wording import name_of, quote
from onrecord.text import AnyCase

_LOOK_AT = 60  # statements of one word or source before
_DAYS = 31
_LEAST = 3  # content words that plan and outcome share
_ALIKE = 0.35
_LEAST_SHARE = 2
# "would be allowed to keep", "were allowed to keep"
_PLANNED = AnyCase(
    r"\b(?:would|will|shall|(?:is|are|was|were) (?:due |set )?to) (?:also |then |soon )?be (?P<verb>\w{2,20}(?:ed|en|n))\b"
)
_DONE = AnyCase(
    r"\b(?:was|were|(?:has|have|had) (?:now |also |already |since )?been) (?:\w+ly |also |already |now )?"
    r"(?P<verb>\w{2,20}(?:ed|en|n))\b"
)
# "it would not investigate", "we won't reopen", and the other way round
_SUBJECT = r"^[“\"']?(?:it|we|i|they|he|she) "
_ABOUT_TO = r"(?:going|about|planning|ready) to"
_WILL_NOT = AnyCase(
    rf"{_SUBJECT}(?:(?:would|will|shall|(?:is|was|were|are) {_ABOUT_TO}) (?:not|never)|(?:would|wo)n['’]t"
    r"|(?:does|did|do|is|was|are|were)(?: not|n['’]t) (?:intend|plan|want|going) to) (?:be )?(?P<verb>[a-z]{3,20})\b"
)
_WILL = AnyCase(
    rf"{_SUBJECT}(?:would|will|shall|has|have|had|(?:is|was|were|are) (?:now )?{_ABOUT_TO}) (?:now |also |begun to )?(?:be )?"
    r"(?P<verb>(?!not\b|never\b)[a-z]{3,20})\b"
)
_SO_FAR = AnyCase(r"\b(?:so far|already|to date|by now|(?:has|have|had) (?:\w+ ){0,2}been)\b")


def _days(first: Statement, last: Statement) -> int:
    between = days_between(first.day, last.day)
    return between if between is not None and between <= _DAYS else 0


def _show(earlier: Statement, later: Statement) -> str:
    return (
        f"{name_of(earlier)} on {show_day(earlier.day)}: {quote(earlier.text)}. "
        f"{name_of(later)} on {show_day(later.day)}: {quote(later.text)}"
    )


def _update(earlier: Statement, later: Statement, what: str, score: float) -> Finding:
    return Finding(left=earlier.id, right=later.id, relation="updates", reason=f"{what}: {_show(earlier, later)}", score=score)


def _find_done(ordered: Sequence[Statement], weights: Weights) -> Iterator[Finding]:
    """What somebody told as planned and any source tells later as done, in like words."""
    planned: dict[str, list[Statement]] = defaultdict(list)
    for s in ordered:
        if s.stance not in ("asserts", "promises") or is_unsure(s.text):
            continue
        done = sorted({stem(m["verb"].casefold()) for m in _DONE.finditer(s.text)} & planned.keys())
        met = {
            p.id: (compare(p.words, s.words, weights)[0], p)
            for verb in done
            for p in planned[verb][-_LOOK_AT:]
            if _days(p, s) > 0 and len(p.words & s.words) >= _LEAST
        }
        alike = [row for row in met.values() if row[0] >= _ALIKE]
        if alike and not _PLANNED.search(s.text):
            likeness, plan = max(alike, key=lambda row: (row[0], row[1].id))
            yield _update(plan, s, "What was planned is told as done", round(0.5 + 0.4 * likeness, 3))
        for verb in sorted({stem(m["verb"].casefold()) for m in _PLANNED.finditer(s.text)}):
            planned[verb].append(s)


def _find_turned_round(ordered: Sequence[Statement]) -> Iterator[Finding]:
    """What a source would not do and later will, or the other way round, of one matter."""
    said: dict[tuple[str, str], list[tuple[Statement, bool]]] = defaultdict(list)
    for s in ordered:
        refused = _WILL_NOT.search(s.text)
        found = refused or _WILL.search(s.text)
        if not found or not s.source or s.stance == "denies":
            continue
        verb = stem(found["verb"].casefold())
        before = [
            p
            for p, negative in said[s.source, verb][-_LOOK_AT:]
            if negative != bool(refused) and _days(p, s) > 0 and _share_matter(p, s, verb)
        ]
        if before:
            yield _update(before[-1], s, f"{name_of(s)} has turned round", 0.7)
        said[s.source, verb].append((s, bool(refused)))


def _share_matter(a: Statement, b: Statement, verb: str) -> bool:
    """Whether two statements of one verb are of one matter: they share another word, or both are of claims."""
    return bool((a.words & b.words) - {verb}) or bool(a.words & CLAIM_WORDS and b.words & CLAIM_WORDS)


def _find_grown(ordered: Sequence[Statement], number_of: Mapping[str, Quantity]) -> Iterator[Finding]:
    """A share that one source gives as reached, and later a larger one of the same matter."""
    last: dict[str, Statement] = {}
    for s in ordered:
        q = number_of.get(s.id)
        if q is None or not s.source or s.stance != "asserts" or q.figure.unit != "percent" or not _SO_FAR.search(s.text):
            continue
        if is_negative(s.text) or is_aside(q):
            continue
        before = last.get(s.source)
        last[s.source] = s
        if before is None or not are_one_source(before, s) or _days(before, s) <= 0:
            continue
        former = number_of[before.id]
        shared = {w for w in before.words & s.words if w.isalpha()}
        grown = are_disjoint(interval_of(former), interval_of(q)) and max(interval_of(former).stated) < min(
            interval_of(q).stated
        )
        if grown and len(shared) >= _LEAST_SHARE:
            yield _update(before, s, "A share has grown by the same account", 0.75)
            reason = (
                f"{name_of(s)} gives “{former.figure.passage.exact}” on {show_day(before.day)} and "
                f"“{q.figure.passage.exact}” on {show_day(s.day)}"
            )
            yield Finding(left=former.id, right=q.id, relation="updates", reason=reason, score=0.75)


def find_courses(
    statements: Sequence[Statement], weights: Weights, spoken: Mapping[str, Statement], of: Mapping[str, Quantity]
) -> list[Finding]:
    """Later statements that tell how it went on; `spoken` are the statements by the id of the figure that each is of."""
    ordered = sorted((s for s in statements if s.day), key=lambda s: (s.day or "", s.article, s.start, s.id))
    number_of = {s.id: of[id_] for id_, s in spoken.items()}
    return [*_find_done(ordered, weights), *_find_turned_round(ordered), *_find_grown(ordered, number_of)]
