"""What a relation of two figures means for the statements that give them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.language.likeness import Weights, compare
from onrecord.language.units import is_measure
from onrecord.language.words import content_words
from onrecord.reconcile.items import Quantity, Statement
from onrecord.reconcile.outcomes import is_unreal
from onrecord.reconcile.standing import is_aside
from onrecord.reconcile.statements import Finding, are_one_source, comes_before, differ_in_source, overlap_in_text
from onrecord.reconcile.wording import agree_with, name_of, quote, tell_said

# A statement of more content words than this is seldom about its number alone.
_LONGEST = 24
_SURE = 0.9
# Statements about one number say the same from so much wording in common on; each is held against so many others.
_ALIKE = 0.25
_ALIKE_LATER = 0.2
_SAME = 0.8
_FAULTED = 0.7
_NEIGHBOURS = 8
_WHAT = {"contradicts": "These numbers exclude each other", "updates": "A later number", "narrows": "A more exact number"}


def find_spoken(statements: Sequence[Statement], quantities: Iterable[Quantity]) -> dict[str, Statement]:
    """The statement that each figure is the matter of, by the figure's id: the first number of a short one."""
    by_id = {s.id: s for s in statements}
    figures: dict[str, list[Quantity]] = defaultdict(list)
    for q in quantities:
        if q.figure.quotation in by_id:
            figures[q.figure.quotation].append(q)
    spoken = {}
    for id_, given in figures.items():
        statement = by_id[id_]
        first = min(given, key=lambda q: (q.start, q.id))
        if len(statement.words) <= _LONGEST and (statement.upheld or statement.stance == "denies"):
            spoken[first.id] = statement
    return spoken


def find_same_numbers(
    group: Sequence[Quantity], spoken: Mapping[str, Statement], weights: Weights
) -> list[tuple[float, str, str]]:
    """(likeness, id, id) of statements about one number, neighbours in time, that share words besides."""
    members = [(q, spoken[q.id]) for q in sorted(group, key=lambda q: (q.first or "", q.article, q.start)) if q.id in spoken]
    found = []
    for i, (q, left) in enumerate(members):
        for other, right in members[i + 1 : i + 1 + _NEIGHBOURS]:
            alike = left.stance == right.stance and left.negated == right.negated and left.faults == right.faults
            if not alike or overlap_in_text(left, right):
                continue
            likeness = compare(left.words, right.words, weights)[0]
            if likeness >= (_ALIKE if q.first == other.first else 1.0) or (
                q.first != other.first and likeness >= _ALIKE_LATER and _may_be_again(q, other, left, right)
            ):
                found.append((_SAME, left.id, right.id))
    return found


def _may_be_again(q: Quantity, other: Quantity, left: Statement, right: Statement) -> bool:
    """Whether two statements may give one number on two days: of one source, or of a measure that stands."""
    return are_one_source(left, right) or (is_measure(q.figure.unit) and not is_aside(q) and not is_aside(other))


def find_faulted(group: Sequence[Quantity], spoken: Mapping[str, Statement]) -> list[Finding]:
    """Who finds fault with a number ("far too low") against who gives it: whom the critic names, else the last one before."""
    said = {spoken[q.id].id: spoken[q.id] for q in group if q.id in spoken and spoken[q.id].stance == "asserts"}
    found = []
    for critic in (s for s in said.values() if s.faults):
        givers = [
            s
            for s in said.values()
            if not s.faults and differ_in_source(s, critic) and not overlap_in_text(s, critic) and comes_before(s, critic)
            if not s.negative and not is_unreal(s.text)
        ]
        if givers:
            giver = max(givers, key=lambda s: (bool(set(content_words(s.source)) & critic.words), s.day or "", s.id))
            finds = agree_with(critic, "finds", "find")
            reason = f"{tell_said(giver)}. {name_of(critic)} {finds} fault with it: {quote(critic.text)}"
            found.append(Finding(left=giver.id, right=critic.id, relation="contradicts", reason=reason, score=_FAULTED))
    return found


def speak(findings: Iterable[Finding], spoken: Mapping[str, Statement]) -> list[Finding]:
    """The relations of statements that follow from those of the figures that they are about."""
    found = []
    for f in findings:
        left, right = spoken.get(f.left), spoken.get(f.right)
        if f.relation not in _WHAT or left is None or right is None or left.id == right.id or overlap_in_text(left, right):
            continue
        if f.relation == "contradicts" and not differ_in_source(left, right):
            continue
        said = f"{name_of(left)}, {quote(left.text)}, and {name_of(right)}, {quote(right.text)}"
        reason = f"{_WHAT[f.relation]}: {said}. {f.reason}"
        found.append(Finding(left=left.id, right=right.id, relation=f.relation, reason=reason, score=round(f.score * _SURE, 3)))
    return found
