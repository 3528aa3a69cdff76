"""Denials of a claim that stands in them, before or elsewhere: "denied reports that", "no such call", "claims are false"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from onrecord.language.likeness import Weights, Wording, compare
from onrecord.language.polarity import CLAIMS, called_untrue, is_negative, scope_of
from onrecord.language.words import content_words, stem
from onrecord.reconcile.items import Statement, is_title
from onrecord.reconcile.meanings import cosines, stack
from onrecord.reconcile.outcomes import is_question, is_unreal, is_unsure
from onrecord.reconcile.statements import CLAIM_WORDS, Finding, comes_before, deny, differ_in_source, overlap_in_text
from onrecord.reconcile.times import days_between
from onrecord.reconcile.wording import name_of, quote
from onrecord.text import AnyCase, fold_words

# "denied Western accusations that it had ...": so few words stand before the claim inside its denial
_FRAME = 8
_LOOK_AT = 30
_CLOSE_BY = 4  # sentences
_LEAST = 3  # content words that are denied, and that both share
_ALIKE = 0.5
_MOST_INSIDE = 0.75
_EACH = 6
_LEAST_NAMED = 2  # content words of the denier's name
_SUCH_DAYS = 3
_RARE = 40  # statements with a word, beyond which it leads nowhere

# "they made no such call", "there was no such order", "we did no such thing"
_NO_SUCH = AnyCase(
    r"\b(?:made|make|had|have|has|received|sent|gave|given|did|done|issued|held|took|taken|signed|fired|placed"
    r"|knows? of|knew of|(?:is|was|are|were|been)) no such (?P<what>[\w’'-]{3,30})"
)

_NAMES = re.compile(r"\b[A-Z][\w’'-]+")
# The cue of what is denied as said: "accusations", "announcement"
_OF_CLAIM = AnyCase(rf"\b{CLAIMS}|accus|alleg|claim|assert|charg|suggest|announce|report|insist|contention|argu|testimon")
_ACCUSES = AnyCase(r"accus|blam|alleg|suspect|condemn")
_PART_IN = AnyCase(
    r"\b(?:involve(?:d|ment)|role|part in|hand in|responsib(?:le|ility)|behind|orchestrat\w+|control(?:s|led|ling)"
    r"|direct(?:ed|ing)|arm(?:s|ed|ing)|fund(?:s|ed|ing)?|fuel(?:s|led|ling|ed|ing)?|stok(?:es|ed|ing)|support(?:s|ed|ing)|supply(?:ing)?|supplied)\b"
)
# "..., a charge she denies"
_APPOSED = re.compile(
    rf"(?:an? |the )?(?:\w+ )?(?:{CLAIMS}|charges?|accusations?|contentions?|characterizations?)", re.IGNORECASE
)
_EDGES = " ,;.“”\"'‘’–—-"
_ASIDE = 12  # characters between the charge and what calls it so
_LEAST_MEANT = 2
# So many words in a row, behind a negation so many words before, of statements that are read so far.
_IN_A_ROW = 4
_CLOSE_WORDS = 2
_OPEN_WORDS = 5
_LONGEST = 200
_NOT = frozenset(("not", "never", "t", "cannot"))
# Whoever "can't force people to know it" does not say that they do not.
_WHOM = frozenset(stem(w) for w in ("people", "them", "him", "her", "us", "you", "me", "anybody", "everybody"))
_DENIERS = 300
_TOGETHER = 32  # whose likeness to all others is held at once
_NEAR = 0.49  # cosine
_NEARER = 0.56
_BESIDE = 3  # sentences


def denied_part(statement: Statement) -> str:
    """What a statement says is not so: the content of a denial, the clause that a verdict of untruth is of; else nothing."""
    if statement.stance not in ("asserts", "denies"):
        return ""
    return called_untrue(statement.text) or (scope_of(statement.text) if statement.stance == "denies" else "")


def _is_claimed(said: Statement, denier: Statement) -> bool:
    """Whether somebody else upholds what a denial may be of."""
    return said.upheld and differ_in_source(said, denier) and comes_before(said, denier)


def _find_inside(said: Sequence[Statement]) -> Iterator[Finding]:
    """A denial against the claim that it holds: "denied Western accusations that it was arming the rebels"."""
    for at, denier in enumerate(said):
        part = denied_part(denier)
        if not part:
            continue
        begin = denier.text.find(part)
        for inner in said[at + 1 : at + 1 + _LOOK_AT]:
            if inner.start > denier.end:
                break
            cue = inner.quotation.cue
            inside = cue is not None and _OF_CLAIM.search(cue.exact) and denier.start <= cue.start and inner.end <= denier.end
            frame = " ".join(denier.text[: max(0, inner.start - denier.start)].split()[:-1])
            if inside and len(frame.split()) <= _FRAME + begin and _is_claimed(inner, denier):
                yield deny(denier, inner, 0.85)


def _is_apposed(denier: Statement) -> bool:
    """Whether a denial is of the charge that its sentence has just told: "..., a charge she denies"."""
    return denier.stance == "denies" and bool(_APPOSED.fullmatch(denier.text.strip(_EDGES)))


def _find_apposed(said: Sequence[Statement]) -> Iterator[Finding]:
    """A denial against the statement that it stands beside: "said the mayor took money, a charge the mayor denies"."""
    for at, denier in enumerate(said):
        if not _is_apposed(denier):
            continue
        before = [s for s in said[max(0, at - _LOOK_AT) : at] if s.sentence == denier.sentence and s.upheld]
        close = [s for s in before if s.end <= denier.start + _ASIDE or s.end >= denier.end]
        if close:
            told = max(close, key=lambda s: (min(s.end, denier.start), s.start))
            if differ_in_source(told, denier) and denier.start - told.end <= _ASIDE:
                yield deny(denier, told, 0.85)


def find_no_such(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Who says there was no such thing against who spoke of it: the last close before, and others who told it of the denier.

    What is told of such a thing is not therefore one claim.
    """
    articles = in_articles(statements)
    denials = [
        (said[max(0, at - _LOOK_AT) : at], denier, stem(found["what"].casefold()))
        for said in articles
        for at, denier in enumerate(said)
        if denier.stance in ("asserts", "denies") and (found := _NO_SUCH.search(denier.text))
    ][:_DENIERS]
    things = {meant for _, _, meant in denials}
    told: dict[str, list[Statement]] = defaultdict(list)
    for s in (s for said in articles for s in said if things):
        if s.upheld:
            spoken_of = things & _stems(s)
            for word in spoken_of - s.turned if spoken_of else ():
                told[word].append(s)
    for before, denier, meant in denials:
        own = frozenset(content_words(denier.source)) - CLAIM_WORDS
        close = _spoken_before(denier, before, meant, own)
        if close:
            yield deny(denier, close, 0.75)
        # elsewhere the name of the denier has to stand beside it
        for s in [s for s in told[meant] if s.article != denier.article and len(own & s.words) >= _LEAST_NAMED][:_EACH]:
            between = days_between(denier.day, s.day)
            if _is_claimed(s, denier) and between is not None and abs(between) <= _SUCH_DAYS:
                yield deny(denier, s, 0.7)


def _stems(statement: Statement) -> frozenset[str]:
    return frozenset(map(stem, fold_words(statement.text)))


def _spoken_before(denier: Statement, before: Sequence[Statement], meant: str, own: frozenset[str]) -> Statement | None:
    """The last statement close before that speaks of what was not; of the denier where that is "no such thing"."""
    for s in reversed(before):
        if denier.sentence - s.sentence > _CLOSE_BY:
            break
        spoken_of = own & s.words if meant == "thing" else meant in _stems(s)
        if spoken_of and _is_claimed(s, denier) and not overlap_in_text(s, denier) and not is_negative(s.text):
            return s
    return None


def _find_untrue(statements: Sequence[Statement], weights: Weights) -> Iterator[Finding]:
    """A verdict that claims are untrue against those who make them, in any article."""
    asserted: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.upheld and not is_negative(s.text) and not is_unsure(s.text) and not is_unreal(s.text) and not denied_part(s):
            for word in s.words:
                asserted[word].append(s)
    for denier in statements:
        part = denied_part(denier)
        if not part or is_negative(part):
            continue
        meant: Wording = frozenset(weights.squares.keys() & (frozenset(content_words(part)) - CLAIM_WORDS))
        if len(meant) < _LEAST:
            continue
        near = {s.id: s for word in meant if len(asserted[word]) <= _RARE for s in asserted[word]}
        ranked = []
        for s in near.values():
            if len(meant & s.words) < _LEAST or not _is_claimed(s, denier) or overlap_in_text(s, denier):
                continue
            numbers = frozenset(w for w in meant if w[0].isdigit())
            if numbers and s.numbers and not numbers & s.numbers:
                continue
            cosine, inside = compare(meant, s.words, weights)
            if cosine >= _ALIKE or inside >= _MOST_INSIDE:
                ranked.append((-cosine, s.article, s.start, s.id, s))
        for row in sorted(ranked, key=lambda row: row[:4])[:_EACH]:
            yield deny(denier, row[4], 0.6 - 0.3 * row[0])


def _names_in(text: str) -> frozenset[str]:
    """The stems of the capitalised words of a text, but for a first one that any sentence would begin with."""
    return frozenset(content_words(" ".join(_NAMES.findall(text)))) - CLAIM_WORDS


def find_meant(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A denial against what lies near it by meaning: close before it and of the same name, or an accusation of the denier.

    An accusation may stand in any article, where what is denied is a part in something. What one denial answers so is not
    therefore one claim.
    """
    deniers = [i for i, s in enumerate(statements) if s.stance == "denies" and len(s.words) >= _LEAST_MEANT][:_DENIERS]
    rows = stack(statements)
    if not rows.shape[1] or not deniers:
        return
    near = (row for at in range(0, len(deniers), _TOGETHER) for row in cosines(rows[deniers[at : at + _TOGETHER]], rows))
    for i, likeness in zip(deniers, near, strict=True):
        denier = statements[i]
        names, own = _names_in(denier.text), _names_in(denier.quotation.source.name if denier.quotation.source else "")
        part = bool(_PART_IN.search(denier.text))
        ranked = []
        for j in np.flatnonzero(likeness >= _NEAR).tolist():
            s = statements[j]
            if not _is_claimed(s, denier) or overlap_in_text(s, denier) or is_negative(s.text) or denied_part(s):
                continue
            if is_unreal(s.text) or is_unsure(s.text) or is_negative(scope_of(denier.text)):
                continue
            accused = bool(own) and own <= s.words and is_accusing(s)
            far = denier.sentence - s.sentence if s.article == denier.article else None
            beside = far is not None and 0 <= far <= _BESIDE and bool((names | own) & _names_in(s.text) & s.words)
            if beside or (accused and part and likeness[j] >= _NEARER):
                ranked.append((-float(likeness[j]), s.article, s.start, s.id, s))
        for row in sorted(ranked, key=lambda row: row[:4])[:_EACH]:
            yield deny(denier, row[4], 0.4 - 0.4 * row[0])


def _find_turned(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Who says no to words in a row of another: "our goal is not to go after Kelmer", "this is going after Kelmer"."""
    rows = [
        [bare for w in fold_words(s.text) if (bare := _bare(w)) is not None][:_LONGEST]
        if s.stance == "asserts" and not is_question(s.text)
        else []
        for s in statements
    ]
    # words that nobody says no to are of no use, whoever shares them
    turned = {
        tuple(row[at : at + _IN_A_ROW])
        for row in rows
        if not _NOT.isdisjoint(row)
        for at in range(len(row) - _IN_A_ROW + 1)
        if _is_turned(row, at)
    }
    turned = {run for run in turned if sum(map(_telling, run)) >= _LEAST_MEANT and not (run[0] in _WHOM and run[1] == "to")}
    first = {run[0] for run in turned}
    posted: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for i, row in enumerate(rows):
        for at in range(len(row) - _IN_A_ROW + 1):
            if row[at] in first and (run := tuple(row[at : at + _IN_A_ROW])) in turned:
                posted[run].append((i, at))
    done = set()
    for listed in posted.values():
        # a set phrase is of many matters
        for i, at in listed[:_EACH]:
            for j, other in listed[:_EACH]:
                a, b = statements[i], statements[j]
                sides = _is_turned(rows[i], at), _is_turned(rows[j], other)
                if sides != (True, False) or (i, j) in done or not differ_in_source(a, b) or overlap_in_text(a, b):
                    continue
                if not _NOT.isdisjoint(rows[j][:other]):
                    continue  # what stands behind another's "did not" is told in passing
                near = days_between(a.day, b.day)
                if near is not None and abs(near) <= 1 and not _is_open(rows[i], at) and not _is_open(rows[j], other):
                    done.add((i, j))
                    reason = f"{name_of(a)} and {name_of(b)} say the opposite: {quote(a.text)} and {quote(b.text)}"
                    yield Finding(left=a.id, right=b.id, relation="contradicts", reason=reason, score=0.65)


@lru_cache(maxsize=16_384)
def _bare(word: str) -> str | None:
    """The stem of a word without its participle; none of a title."""
    return None if is_title(word) else stem(word).removesuffix("ing")


@lru_cache(maxsize=16_384)
def _telling(word: str) -> int:
    """How many content words without digits a word is."""
    return sum(c.isalpha() for c in content_words(word))


def _is_turned(row: Sequence[str], at: int) -> bool:
    """Whether a negation stands close before the words at a position."""
    return bool(_NOT & set(row[max(0, at - _CLOSE_WORDS) : at]))


def _is_open(row: Sequence[str], at: int) -> bool:
    """Whether the words before a position tell of what may or would be."""
    # who tells a goal, or what it is not, means it
    before = " ".join(w for w in row[max(0, at - _OPEN_WORDS) : at] if w not in ("goal", "aim", "to"))
    return is_unsure(before) or is_unreal(before)


def is_accusing(statement: Statement) -> bool:
    """Whether a statement accuses, or tells of a part that somebody has in something."""
    cue = statement.quotation.cue.exact if statement.quotation.cue else ""
    return bool(_ACCUSES.search(cue) or _PART_IN.search(statement.text))


def find_denials(statements: Sequence[Statement], weights: Weights) -> list[Finding]:
    """Denials against the claims that they hold or are of."""
    found = [*_find_untrue(statements, weights), *_find_turned(statements)]
    for said in in_articles(statements):
        found += [*_find_inside(said), *_find_apposed(said)]
    return found


def in_articles(statements: Iterable[Statement]) -> list[list[Statement]]:
    """The statements of each article, in the order of the text, the longer first."""
    articles: dict[str, list[Statement]] = defaultdict(list)
    for s in sorted(statements, key=lambda s: (s.article, s.start, -s.end, s.id)):
        articles[s.article].append(s)
    return list(articles.values())
