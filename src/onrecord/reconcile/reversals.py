"""Statements that answer or replace earlier ones: taken back, come about, answered by the accused, said not to be there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from onrecord.reconcile.items import Statement
from onrecord.reconcile.statements import Finding, differ_in_source, name_of, outcomes_of, overlap_in_text, quote
from onrecord.text import words
from onrecord.words import content_words, stem

# How far back in its article an answer looks, how many earlier statements of a source or name are looked at, and how many
# one statement takes back.
_LOOK_BACK = 6
_LOOK_AT = 60
_TAKEN_BACK = 3
_ANSWER_DAYS = 2

# "there was no bomb", "There isn't a single soldier here", "No trace of explosives was found"
_ABSENT = re.compile(
    r"^(?:there (?:(?:is|was|are|were|has been|have been|had been) (?:no|not (?:one|a|any)(?: single)?)"
    r"|(?:is|was|are|were)n['’]t (?:a|any)(?: single)?)"
    r"|no (?:trace|sign|evidence) of) (?P<what>[\w’'-]+(?: [\w’'-]+)?)",
    re.IGNORECASE,
)
_DONE_NOT = re.compile(
    r"\b(?:never|(?:did|do|does|had|have|has|was|were) not|(?:did|do|does|had|have|has|was|were)n['’]t)\b", re.IGNORECASE
)
_PROSPECT = re.compile(
    r"\b(?:would|will|soon|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?|expect(?:s|ed)?"
    r"|vow(?:s|ed)?|pledg(?:es?|ed)|intend(?:s|ed)?|about to|goal)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)


def _days(first: Statement, last: Statement) -> int | None:
    try:
        return (date.fromisoformat(last.day or "") - date.fromisoformat(first.day or "")).days
    except ValueError:
        return None


def _show(statement: Statement) -> str:
    day = date.fromisoformat(statement.day or "")
    return f"{quote(statement.text)} on {day.day} {day:%B %Y}"


def _absent(statement: Statement) -> frozenset[str]:
    """The stems of what a statement says is not there."""
    found = _ABSENT.match(statement.text.lstrip("“\"' "))
    return frozenset(content_words(found["what"])) if found else frozenset()


def _is_positive(statement: Statement) -> bool:
    return statement.stance == "asserts" and not statement.negative and not statement.negated


def _by_source(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    said: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.source and s.day:
            said[s.source].append(s)
    for listed in said.values():
        listed.sort(key=lambda s: (s.day or "", s.article, s.start, s.id))
    return said


def _find_taken_back(said: Sequence[Statement]) -> Iterator[Finding]:
    """A source that says something is not there after it spoke of it: "planted a bomb", later "there was no bomb"."""
    done: set[frozenset[str]] = set()
    for at, later in enumerate(said):
        absent = _absent(later)
        if not absent or absent in done:
            continue
        done.add(absent)
        before = [
            s for s in said[max(0, at - _LOOK_AT) : at] if absent <= s.words and _is_positive(s) and (_days(s, later) or 0) > 0
        ]
        seen: set[frozenset[str]] = set()
        for s in before:
            if s.words not in seen and len(seen) < _TAKEN_BACK:
                seen.add(s.words)
                reason = f"{name_of(later)} takes it back: {_show(s)}, then {_show(later)}"
                yield Finding(left=s.id, right=later.id, relation="updates", reason=reason, score=0.8)


def _done(statement: Statement) -> frozenset[str]:
    """The outcomes that a statement tells as having come about, other than in passing ("retaking the town would help")."""
    told = outcomes_of(statement.text)
    return frozenset(
        sense for w, _, _ in words(statement.text) if (sense := stem(w)) in told and not told[sense] and not w.endswith("ing")
    )


def _find_come_about(said: Sequence[Statement]) -> Iterator[Finding]:
    """What a source announced or hoped for, and later says has happened."""
    prospects: list[Statement] = []
    for later in said:
        done = _done(later) if _is_positive(later) else frozenset()
        for s in prospects[-_LOOK_AT:] if done else ():
            shared = s.words & later.words
            if done & shared and len(shared) >= 2 and (_days(s, later) or 0) > 0:
                reason = f"What {name_of(s)} announced has come about by the same account: {_show(s)}, then {_show(later)}"
                yield Finding(left=s.id, right=later.id, relation="updates", reason=reason, score=0.7)
                break
        if (s := later).stance == "promises" or (s.stance == "asserts" and not s.negative and _PROSPECT.search(s.text)):
            prospects.append(later)


def _names(statement: Statement) -> frozenset[str]:
    """The stems of the proper names in the name of a source."""
    source = statement.quotation.source
    words = [w for w in (source.name if source else "").replace("’s", "").replace("'s", "").split() if w[:1].isupper()]
    return frozenset(content_words(" ".join(words)))


def _find_answers(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Whoever is named in a statement and says soon that they never did such a thing."""
    posted: dict[str, list[Statement]] = defaultdict(list)
    ordered = sorted((s for s in statements if s.day), key=lambda s: (s.day or "", s.article, s.start, s.id))
    for answer in ordered:
        if answer.stance in ("asserts", "denies") and _DONE_NOT.search(answer.text) and (names := _names(answer)):
            yield from _answer(answer, names, posted)
        if _is_positive(answer):
            for word in sorted(answer.words):
                posted[word].append(answer)


def _answer(answer: Statement, names: frozenset[str], posted: dict[str, list[Statement]]) -> Iterator[Finding]:
    matter = answer.words - names
    if not matter:
        return
    meant = {s.id: s for name in sorted(names) for s in posted[name][-_LOOK_AT:]}
    ranked = [
        (-len(matter & s.words), s.article != answer.article, -s.start, s.id, s)
        for s in meant.values()
        if matter & s.words and differ_in_source(s, answer) and not overlap_in_text(s, answer)
        if (_days(s, answer) or 0) <= _ANSWER_DAYS and _has_name(s, names)
    ]
    for *_, s in sorted(ranked, key=lambda row: row[:4])[:1]:
        reason = f"{name_of(s)} says of {name_of(answer)}: {quote(s.text)}. {name_of(answer)}: {quote(answer.text)}"
        yield Finding(left=s.id, right=answer.id, relation="contradicts", reason=reason, score=0.6)


def _has_name(statement: Statement, names: frozenset[str]) -> bool:
    """Whether all names stand in a statement: "the Vell Front" is not "the Vell road"."""
    return names <= statement.words


def _find_not_there(said: Sequence[Statement]) -> Iterator[Finding]:
    """What another source has just said is there: "soldiers hold the gate", "there isn't a single soldier"."""
    for at, answer in enumerate(said):
        absent = _absent(answer) if answer.stance == "asserts" else frozenset()
        if not absent:
            continue
        for s in reversed(said[max(0, at - _LOOK_AT) : at]):
            near = answer.sentence - s.sentence <= _LOOK_BACK
            if (
                near
                and absent <= s.words
                and _is_positive(s)
                and differ_in_source(s, answer)
                and not overlap_in_text(s, answer)
            ):
                reason = f"{name_of(s)} and {name_of(answer)} say the opposite: {quote(s.text)} and {quote(answer.text)}"
                yield Finding(left=s.id, right=answer.id, relation="contradicts", reason=reason, score=0.65)
                break


def find_reversals(statements: Sequence[Statement]) -> list[Finding]:
    """Statements that take back, fulfil or answer what was said before."""
    found = list(_find_answers(statements))
    for _, said in sorted(_by_source(statements).items()):
        found += [*_find_taken_back(said), *_find_come_about(said)]
    articles: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        articles[s.article].append(s)
    for said in articles.values():
        found += _find_not_there(said)
    return found
