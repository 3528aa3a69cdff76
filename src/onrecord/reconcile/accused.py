"""The accused who deny a part in something, against all who say in those days that they have one.

A denial answers whoever makes the charge, not the last one alone who made it: "Orsk denies any involvement" stands against the
minister who says that Orsk arms the rebels and against the envoy who says that it is behind the unrest.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.language.likeness import compare, weigh
from onrecord.language.polarity import CLAIMS, is_negative
from onrecord.language.words import content_words
from onrecord.reconcile.denials import denied_part
from onrecord.reconcile.items import Statement
from onrecord.reconcile.outcomes import is_unreal, is_unsure
from onrecord.reconcile.statements import CLAIM_WORDS, Finding, deny, differ_in_source, overlap_in_text
from onrecord.reconcile.times import days_between
from onrecord.text import AnyCase, fold, fold_words

_LEAST_NAME = 4  # letters that "Vellia" and "Vellian" have in common
_DAYS = 10
_DENIERS = 60
_EACH = 6
_ALIKE = 0.08
_SCORE = 0.55
_BEHIND = 80  # letters
_CLOSE_BY = 3  # sentences
# What is denied as a part in something, or as a charge.
_PART = AnyCase(
    rf"\b(?:involve(?:d|ment)|(?:any|a|no|playing) (?:\w+ )?(?:role|part|hand|links?|ties)|part in|hand in"
    rf"|responsib(?:le|ility)|behind|orchestrat\w+|carrying (?:it|them|this|that) out|{CLAIMS}"
    r"|fuel(?:l?ing|s|l?ed)?|stok\w+|whip\w* up"
    rf"|wrongdoing|manslaughter|murder(?:ing)?|guilt|negligence|fraud|brib\w+|corruption|theft|assault|rape|conspiracy|perjury)\b"
)
_ONE = re.compile(r"\W*an? ", re.IGNORECASE)  # "a charge she denies" is of the one just told
_ACCUSES = AnyCase(r"\baccus|\bblam")
# "Orsk's involvement in", "Orsk is behind", "Orsk continues to fund": what comes soon behind the name
_DOES = AnyCase(
    r"^[^.;:“”\"]{0,40}?\b(?:involve(?:d|ment)|role in|part in|hand in|responsib(?:le|ility)|behind|orchestrat\w+"
    r"|control(?:s|led|ling)|direct(?:ed|ing|s)|arm(?:s|ed|ing)|fund(?:s|ed|ing)?|fuel(?:s|l?ed|l?ing)?|stok(?:es|ed|ing)"
    r"|support(?:s|ed|ing)|suppl(?:y|ied|ies|ying)|instigat\w+|foment\w+|incit\w+)\b"
)
# "Hale gave her a lethal dose", as those say who prosecute
_DID = AnyCase(
    r"^[^.;:“”\"]{0,40}?\b(?:gave|caused|killed|murdered|poisoned|stole|took|paid|bribed|lied|hid|shot|stabbed|attacked|beat"
    r"|ordered|planned|conspired|abandoned|reckless|negligen\w+|guilty|responsible)\b"
)
# "he did not cause her death": what those say of themselves who deny it
_OWN = AnyCase(
    r"\W*(?:that )?(?:he|she|they|it|i|we) (?:(?:had|did|has|have|was|were)(?: not|n['’]t| never)|never|(?:had|has|have) no)\b"
    r"(?P<deed>[^.;:“”\"]{3,200})"
)
# "pleaded not guilty to fraud", "insists that she is innocent"
_INNOCENT = AnyCase(
    r"\W*(?:that )?(?:(?:he|she|they|i|we) (?:was|were|is|are|am|had been) )?(?:completely |entirely )?"
    r"(?:not guilty|innocent)\b(?! (?:people|civilians|men|women|children|victims|bystanders|lives|part(?:y|ies)|until|by))"
)
# "prosecutors say he gave her a lethal dose"
_PRONOUN = AnyCase(r"\W*(?:he|she|they|it)\b")
_PROSECUTES = AnyCase(r"\bprosecut|\bplaintiff|\bindictment|\bcharge sheet")
_TITLED = re.compile(r"(?:(?:the|mr|mrs|ms|dr|doctor|president|general|sir|[a-z-]+) ){0,2}(?:[A-Z][\w’'-]+ )?", re.IGNORECASE)
# What somebody left undone is no part in anything.
_OMITTED = AnyCase(r"\s(?:of|for) (?:\w+ )?(?:fail|not\b|refus|neglect|ignor|breach|violat)")
# Of what: a part in a thing that is nobody's boast.
_WRONG = frozenset(
    content_words(
        "unrest violence violent turmoil uprising rebellion rebels separatists separatist militants insurgents insurgency"
        " attack provocations killing massacre bombing hacking poisoning fraud coup terrorism terrorists gunmen"
        " seizure crisis conflict corruption smuggling murder shooting assassination crash explosion mercenaries crime crimes"
        " death dead killed died lethal fatal manslaughter negligence reckless bribes stolen theft rape assault guilty"
    )
)


def find_accused(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Who denies a part in something against those who charge them with it, in any article of those days."""
    deniers = [s for s in statements if s.source and _denies_part(s)][:_DENIERS]
    if not deniers:
        return
    accusers = [s for s in statements if s.upheld and not is_negative(s.text) and not denied_part(s) and not is_unreal(s.text)]
    accusers = [s for s in accusers if not is_unsure(s.text) and (s.words & _WRONG or _ACCUSES.search(_cue(s)))]
    around = {s.id: frozenset(content_words(s.context)) - CLAIM_WORDS for s in (*deniers, *accusers)}
    weights = weigh(list(around.values()))
    naming: dict[str, list[Statement]] = defaultdict(list)
    for s in accusers:
        for beginning in sorted({w[:_LEAST_NAME] for w in fold_words(s.text)}):
            naming[beginning].append(s)
    pronouns = [s for s in accusers if _PRONOUN.match(s.text) and _PROSECUTES.search(s.source)]
    for denier in deniers:
        own = frozenset(content_words(denier.source))
        person = denier.quotation.source is not None and denier.quotation.source.kind == "person"
        name = _name_of(denier)
        if not name:
            continue
        named = _pattern_of(name, person=person)
        ranked = []
        named_here = (*naming[fold(name[-1])[:_LEAST_NAME]], *(pronouns if person else ()))
        for s in {s.id: s for s in named_here}.values():
            if s.article != denier.article and not _is_named(denier):
                continue
            between = days_between(denier.day, s.day)
            if between is None or abs(between) > _DAYS or not differ_in_source(s, denier) or overlap_in_text(s, denier):
                continue
            if not _charges(s, named, denier):
                continue
            likeness = compare(around[denier.id] - own, around[s.id] - own, weights)[0]
            # whoever is accused by name is on trial for one thing, a state for more than one
            if person or likeness >= _ALIKE:
                ranked.append((-likeness, s.article, s.start, s.id, s))
        for row in sorted(ranked, key=lambda row: row[:4])[:_EACH]:
            yield deny(denier, row[4], _SCORE - 0.3 * row[0])


def _denies_part(statement: Statement) -> bool:
    """Whether a statement denies a part in something, or a wrong of its own source's."""
    if _PART.search(denied_part(statement)):
        return not _ONE.match(statement.text)
    if _INNOCENT.match(statement.text):
        return True
    own = _OWN.match(statement.text) if statement.quotation.stance == "denies" else None
    return bool(own and _WRONG & frozenset(content_words(own["deed"])))


def _cue(statement: Statement) -> str:
    return statement.quotation.cue.exact if statement.quotation.cue else ""


def _charges(accusation: Statement, named: re.Pattern[str], denier: Statement) -> bool:
    """Whether an accusation names who denies as the one who has a part in something, or a prosecutor's speaks of them."""
    prosecutes = bool(_PROSECUTES.search(f"{accusation.source} {_named_before(accusation)}"))
    he = _PRONOUN.match(accusation.text)
    close = accusation.article == denier.article and abs(denier.sentence - accusation.sentence) <= _CLOSE_BY
    if he and prosecutes and accusation.words & _WRONG and (close or named.search(_before(accusation))):
        return bool(_DID.match(accusation.text[he.end() : he.end() + _BEHIND]))
    for found in named.finditer(accusation.text):
        behind = accusation.text[found.end() : found.end() + _BEHIND]
        if (
            _ACCUSES.search(_cue(accusation))
            and found.start() < _BEHIND
            and _TITLED.fullmatch(accusation.text[: found.start()])
            and not _OMITTED.match(behind)
        ):
            return True
        if accusation.words & _WRONG and (_DOES.match(behind) or (prosecutes and _DID.match(behind))):
            return True
    return False


def _named_before(statement: Statement) -> str:
    """What stands before the statement in its sentence: "Prosecutor David Wall told jurors that"."""
    return re.split(r"[.!?]\s", _before(statement))[-1]


def _before(statement: Statement) -> str:
    """What stands before the statement in its sentence and the one before."""
    return statement.context[: max(0, statement.context.find(statement.text))]


def _name_of(denier: Statement) -> list[str]:
    """What a source is called by in what others say: a person the last name, others the beginnings of their names.

    Whoever has no name ("the company") is called so by the same article alone.
    """
    source = denier.quotation.source
    if source is None:
        return []
    if source.kind == "person":
        return [w for w in source.name.split()[-1:] if len(w) >= _LEAST_NAME]
    words = [w for w in source.name.split() if len(w) >= _LEAST_NAME]
    named = [w[: max(_LEAST_NAME, len(w) - 2)] for w in words if w[:1].isupper()]
    return named or words[-1:]


def _is_named(denier: Statement) -> bool:
    source = denier.quotation.source
    return source is not None and any(w[:1].isupper() for w in source.name.split())


def _pattern_of(name: Sequence[str], *, person: bool) -> re.Pattern[str]:
    """What finds a name in a text; that of no person with what comes of it: "Vellian" of "Vellia"."""
    return re.compile(r"\b" + r"\w*\s".join(map(re.escape, name)) + (r"\b" if person else r"\w*"))
