"""Alibis: who was not there, or had no part in it, against the accusation that stands before it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.reconcile.items import Statement
from onrecord.reconcile.statements import Finding, differ_in_source, overlap_in_text
from onrecord.reconcile.wording import name_of, quote, tell_said

_WHO = r"(?:he|she|they|we|I)"
_ALIBI = re.compile(
    # "they were not even in the province", "I wasn't there"
    rf"^{_WHO} (?:had |have |has )?(?:was|were|been) ?(?:not|never|n['’]t|neither)(?: even)?"
    r" (?:present|there|involved|in the|at the|near)\b"
    # "he took no part in the raid", "we had nothing to do with it"
    rf"|^{_WHO} (?:took no part|(?:had|have|has) (?:no (?:part|role|hand|involvement) in|nothing to do with))\b"
    # "nobody has any evidence that I was there"
    rf"|\b(?:no|any) (?:evidence|proof) (?:that )?{_WHO} (?:was|were) (?:there|present|involved)\b",
    re.IGNORECASE,
)
# "she was in Orsk on the night of the raid"
_ELSEWHERE = re.compile(
    rf"^(?P<who>{_WHO}) (?:was|were) (?:in|at|with) [\w’' -]{{2,40}}? (?:on )?the (?:day|night|morning|evening|time) "
    r"(?:of (?:the )?|(?:that |when )?the )"
    r"(?:attack|raid|murder|killing|riot|crime|robber|shooting|bombing|assault|clash|violence)",
    re.IGNORECASE,
)
# Who only watches, and was not there for that.
_WATCHING = re.compile(
    r"\b(?:monitors?|observers?|officials?|officers?|police|reporters?|journalists?|spokes\w+|minist\w+|government|army|diplomats?)\b",
    re.IGNORECASE,
)
_SPEAKS_FOR = re.compile(
    r"\b(?:lawyers?|attorneys?|family|families|relatives?|wife|husband|mother|father|brothers?|sisters?|sons?|daughters?|parents"
    r"|defendants?|accused|suspects?)\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(r"\b(?:defendants?|suspects?|accused|convicts)\b", re.IGNORECASE)
_CHARGES = re.compile(r"accus|charg|alleg|indict|convict|found guilty|suspect|(?:is|are|was|were) said", re.IGNORECASE)
_CRIME = re.compile(
    r"\b(?:kill|murder|lynch|attack|assault|bomb|stab|shot|shoot|rob|loot|raid|storm|burn|torch|rape|kidnap|abduct)\w*",
    re.IGNORECASE,
)
# How many sentences of its article an alibi looks back, and how many accusations it answers there.
_LOOK_BACK = 12
_EACH = 3
_LOOK_AT = 40


def _is_alibi(statement: Statement) -> bool:
    """Whether somebody says that they, or those they speak for, were not there or had no part.

    Who says that another was in Vell at the time may place him there: elsewhere is who says it of themselves.
    """
    if statement.stance not in ("asserts", "denies"):
        return False
    text = statement.text.lstrip("“\"'‘ ")
    source = statement.quotation.source
    called = f"{source.name} {source.mention.exact if source.mention else ''}" if source else ""
    if _ALIBI.search(text):
        return bool(_SPEAKS_FOR.search(called) or not _WATCHING.search(called))
    found = _ELSEWHERE.search(text)
    if found is None or source is None:
        return False
    who = found["who"].lower()
    own = who in ("i", "we") or (source.mention is not None and source.mention.exact.lower() == who)
    return own or _SPEAKS_FOR.search(called) is not None


def _accuses(statement: Statement) -> bool:
    """Whether a statement says that the accused did a crime."""
    cue = statement.quotation.cue.exact if statement.quotation.cue else ""
    crime = statement.stance == "asserts" and not statement.negative and _CRIME.search(statement.text)
    return bool(crime and (_ACCUSED.search(statement.text) or _CHARGES.search(cue)))


def find_alibis(articles: Iterable[Sequence[Statement]]) -> Iterator[Finding]:
    """Alibis against the last accusations before them; `articles` has the statements of each in the order of the text."""
    for said in articles:
        for at, alibi in enumerate(said):
            if not _is_alibi(alibi):
                continue
            before = [
                s
                for s in said[max(0, at - _LOOK_AT) : at]
                if alibi.sentence - s.sentence <= _LOOK_BACK
                and _accuses(s)
                and not _is_alibi(s)
                and differ_in_source(s, alibi)
                and not overlap_in_text(s, alibi)
            ]
            for s in before[-_EACH:]:
                reason = f"{tell_said(s)}. Answered by {name_of(alibi)}: {quote(alibi.text)}"
                yield Finding(left=s.id, right=alibi.id, relation="contradicts", reason=reason, score=0.55)
