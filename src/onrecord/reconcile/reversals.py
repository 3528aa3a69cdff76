"""Statements that answer or replace earlier ones: taken back, come about, answered by the accused, said not to be there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from onrecord.language.likeness import Weights, compare
from onrecord.language.words import content_words, stem
from onrecord.reconcile.items import Statement
from onrecord.reconcile.outcomes import outcomes_of
from onrecord.reconcile.statements import ARMY, Finding, differ_in_source, overlap_in_text
from onrecord.reconcile.wording import agree_with, name_of, quote, tell_said
from onrecord.text import AnyCase, fold_words

# How far back in its article an answer looks, how many earlier statements of a source or name are looked at, and how many
# one statement takes back.
_LOOK_BACK = 6
_LOOK_AT = 60
_TAKEN_BACK = 3
_ANSWER_DAYS = 2

# "there was no bomb", "There isn't a single soldier here", "No trace of explosives was found"
_ABSENT = AnyCase(
    r"^(?:there (?:(?:is|was|are|were|has been|have been|had been) (?:no|not (?:one|a|any)(?: single)?)"
    r"|(?:is|was|are|were)n['’]t (?:a|any)(?: single)?)"
    # what is missing to tell is no thing that is missing
    r"(?! (?:\w+ )?(?:evidence|proof|signs?|indications?|traces?|doubt|question|reason"
    r"|need|way|chance|hope|point|such|other|more|longer)\b)"
    r"|no (?:trace|sign|evidence) of) (?P<what>[\w’'-]+(?: [\w’'-]+)?)"
    # of "no northern “Plan B”", "northern" is not what is missing
    r"\b(?!\s*[“\"‘`])"
)
# "soldiers hold the gate", "in full control of both portals"
_HOLDS = AnyCase(
    r"\b(?:in (?:full )?control of|control(?:s|led)?|hold(?:s|ing)?|held|took|taken|in the hands of"
    r"|seiz(?:ed|es)|captur(?:ed|es)|occup(?:y|ies|ied)|guard(?:s|ed|ing)?)\b"
)
# "we never sold it", "Vellia has not fired": whoever is accused says of themselves that they did not
_DONE_NOT = AnyCase(
    r"^(?P<who>(?:[\w'’-]+ ){1,5}?)(?:(?:did|had|have|has)(?: not| never|n['’]t)|never)\b(?! (?:been|be|say|said)\b)"
)
_FROM = re.compile(r"\b(?:from|by)\s(?:[\w'’-]+\s){0,2}[A-Z][\w'’-]+")
_SELVES = frozenset(("i", "we", "he", "she", "it", "they"))
_OF_WRONG = re.compile(
    r"\b(?:accus|blam|alleg|charg|suspect|condemn|involv|illegal|corrupt|brib|fraud|guilt|responsib|behind|terror|murder|lied|breach|violat"
    r"|smuggl|supplied|armed)\w*",
    re.IGNORECASE,
)
# "hopes to lift", "will soon be retaken": what is in sight, and the few words behind it
_PROSPECT = AnyCase(
    r"\b(?:would|will|hop(?:es?|ed|ing) to|plan(?:s|ned|ning)? to|expect(?:s|ed)? to|vow(?:s|ed)? to|pledg(?:es?|ed) to"
    r"|intend(?:s|ed)? to|about to|goal is to|aim(?:s|ed)? to)\b(?P<what>[^.;:“”\"]{1,80})"
    r"|['’]ll\b(?P<short>[^.;:“”\"]{1,80})"
)
_DOUBTED = AnyCase(r"\b(?:not|never|unlikely|n['’]t|if|unless|whether|impossible|until|may|might|could|no|nor)\b")
_BEFORE_VERB = frozenset("to will would ll soon fully also then and be been eventually finally completely".split())
_DOUBTS = AnyCase(r"\b(?:doubt(?:s|ed|ing)?|(?:is|are|was|were|remains?) s[ck]eptical)\b")
_WORD_KEPT = AnyCase(r"\b(?:will|would|promises?|pledges?|word|commitments?|vows?|intentions?|assurances?|sincer\w+)\b")
_OPENING = 4  # words
_LEAST_NAME = 4  # letters
_BLAMES = AnyCase(r"\bblam(?:es?|ed|ing)\b")
_HAVING = frozenset("has have had was were been is are".split())
# What happens to people is no plan that comes about.
_HARM = frozenset(content_words("kill attack fire explode collapse sink cause warn leak contaminate receive"))
_LEAST_SHARED = 3
# From so much of an answer in what was said before it, that only tells of the answer.
_RETOLD = 0.7
_OF_ONE_MATTER = 0.1


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
    if all(told.values()):
        return frozenset()
    tokens = fold_words(statement.text)
    done = set()
    for i, word in enumerate(tokens):
        sense = stem(word)
        if told.get(sense, True) or sense in _HARM or word.endswith("ing"):
            continue
        if word.endswith("ed") or _HAVING & set(tokens[max(0, i - 3) : i]):
            done.add(sense)
    return frozenset(done)


def _in_sight(statement: Statement) -> frozenset[str]:
    """The stems of the verbs of what a statement announces: "lift" of "hopes to lift the curfew"."""
    found: set[str] = set()
    for match in _PROSPECT.finditer(statement.text):
        clause = match["what"] or match["short"]
        before = statement.text[max(0, match.start() - 30) : match.start()]
        if _DOUBTED.search(clause) or _DOUBTED.search(before):
            continue
        tokens = fold_words(clause)
        for i, word in enumerate(tokens):
            if i == 0 or tokens[i - 1] in _BEFORE_VERB or word.endswith("ing"):
                found.add(stem(word))
    return frozenset(found) - _HARM


def _find_come_about(said: Sequence[Statement], weights: Weights) -> Iterator[Finding]:
    """What a source announced or hoped for, and later says has happened, once each."""
    prospects: list[tuple[Statement, frozenset[str]]] = []
    for later in said:
        done = _done(later) if _is_positive(later) else frozenset()
        met = []
        for s, sight in prospects[-_LOOK_AT:] if done else ():
            shared = s.words & later.words
            near = len(shared) >= _LEAST_SHARED or compare(s.words, later.words, weights)[0] >= _OF_ONE_MATTER
            if done & sight and near and (_days(s, later) or 0) > 0:
                met.append((compare(s.words, later.words, weights)[0], s))
        if met:
            s = max(met, key=lambda row: (row[0], row[1].id))[1]
            prospects = [p for p in prospects if p[0].id != s.id]
            reason = f"What {name_of(s)} announced has come about by the same account: {_show(s)}, then {_show(later)}"
            yield Finding(left=s.id, right=later.id, relation="updates", reason=reason, score=0.7)
        s = later
        if s.stance in ("promises", "asserts") and not s.negative and (sight := _in_sight(s)):
            prospects.append((s, sight))


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
        if answer.stance in ("asserts", "denies") and (names := _denies_own(answer)):
            yield from _answer(answer, names, posted)
        if _is_positive(answer):
            for word in answer.words:
                posted[word].append(answer)


def _denies_own(answer: Statement) -> frozenset[str]:
    """The names of a source that says of itself that it did not do something; none of one that does not."""
    found = _DONE_NOT.match(answer.text.lstrip("“\"' "))
    names = _names(answer) if found else frozenset()
    if not found or not names:
        return frozenset()
    own = not _SELVES.isdisjoint(fold_words(found["who"])) or not names.isdisjoint(content_words(found["who"]))
    return names if own else frozenset()


def _answer(answer: Statement, names: frozenset[str], posted: dict[str, list[Statement]]) -> Iterator[Finding]:
    matter = (answer.words & answer.turned) - names
    if not matter:
        return
    meant = {s.id: s for name in sorted(names) for s in posted[name][-_LOOK_AT:]}
    ranked = [
        (-len(matter & s.words), s.article != answer.article, -s.start, s.id, s)
        for s in meant.values()
        if matter & s.words and differ_in_source(s, answer) and not overlap_in_text(s, answer)
        if (_days(s, answer) or 0) <= _ANSWER_DAYS and _has_name(s, names) and (_accuses(s) or _traces_to(s, names))
        if len(answer.words & s.words) < _RETOLD * len(answer.words)
    ]
    for *_, s in sorted(ranked, key=lambda row: row[:4])[:1]:
        reason = f"{name_of(s)} says of {name_of(answer)}: {quote(s.text)}. {name_of(answer)}: {quote(answer.text)}"
        yield Finding(left=s.id, right=answer.id, relation="contradicts", reason=reason, score=0.6)


def _accuses(statement: Statement) -> bool:
    """Whether a statement speaks of something wrong."""
    cue = statement.quotation.cue.exact if statement.quotation.cue else ""
    return bool(_OF_WRONG.search(cue) or _OF_WRONG.search(statement.text))


def _traces_to(statement: Statement, names: frozenset[str]) -> bool:
    """Whether a statement traces something to whoever has the name: "the rifles came from Orsk"."""
    return any(names & set(content_words(m.group())) for m in _FROM.finditer(statement.text))


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
            # "not a single soldier" is said of the army that holds the place
            army = bool(absent & ARMY and s.words & ARMY and _HOLDS.search(s.text))
            if (
                near
                and (absent <= s.words or army)
                and _is_positive(s)
                and differ_in_source(s, answer)
                and not overlap_in_text(s, answer)
            ):
                reason = f"{name_of(s)} and {name_of(answer)} say the opposite: {quote(s.text)} and {quote(answer.text)}"
                yield Finding(left=s.id, right=answer.id, relation="contradicts", reason=reason, score=0.65)
                if not army:
                    break


def _cue(statement: Statement) -> str:
    return statement.quotation.cue.exact if statement.quotation.cue else ""


def _find_doubted(said: Sequence[Statement]) -> Iterator[Finding]:
    """What somebody has just promised and another doubts: "it will keep the truce", "doubts Orsk will keep its word"."""
    for at, doubt in enumerate(said):
        if not (_DOUBTS.search(_cue(doubt)) or _DOUBTS.search(" ".join(doubt.text.split()[:_OPENING]))):
            continue
        for s in reversed(said[max(0, at - _LOOK_AT) : at]):
            if doubt.sentence - s.sentence > _LOOK_BACK:
                break
            named = any(w.startswith(n) for n in _names(s) if len(n) >= _LEAST_NAME for w in doubt.words)
            if s.stance == "promises" and named and _WORD_KEPT.search(doubt.text) and differ_in_source(s, doubt):
                promises, doubts = agree_with(s, "promises", "promise"), agree_with(doubt, "doubts", "doubt")
                reason = f"{name_of(s)} {promises} {quote(s.text)}; {name_of(doubt)} {doubts} it: {quote(doubt.text)}"
                yield Finding(left=s.id, right=doubt.id, relation="contradicts", reason=reason, score=0.6)
                break


def find_blames(statements: Sequence[Statement], disputes: Sequence[Finding]) -> list[Finding]:
    """What was denied, and whom the denier blames for it in the same breath: "denied any part in it, blaming smugglers"."""
    of = {s.id: s for s in statements}
    blames: dict[tuple[str, str, int], Statement] = {}
    for s in statements:
        if s.source and _BLAMES.search(_cue(s)) and s.stance == "asserts":
            blames.setdefault((s.article, s.source, s.sentence), s)
    found = []
    for f in disputes:
        denier, accuser = of[f.right], of[f.left]
        blame = blames.get((denier.article, denier.source, denier.sentence))
        if denier.stance != "denies" or blame is None or blame.id == denier.id or overlap_in_text(accuser, blame):
            continue
        reason = f"{tell_said(accuser)}. {name_of(blame)} denies it and blames {quote(blame.text)}"
        found.append(Finding(left=accuser.id, right=blame.id, relation="contradicts", reason=reason, score=0.6))
    return found


def find_reversals(statements: Sequence[Statement], weights: Weights) -> list[Finding]:
    """Statements that take back, fulfil or answer what was said before."""
    found = list(_find_answers(statements))
    for _, said in sorted(_by_source(statements).items()):
        found += [*_find_taken_back(said), *_find_come_about(said, weights)]
    articles: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        articles[s.article].append(s)
    for said in articles.values():
        found += [*_find_not_there(said), *_find_doubted(said)]
    return found
