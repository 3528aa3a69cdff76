"""Who has seen no sign of what another says is so: "there is no evidence that the troops have left"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.language.likeness import Weights, Wording, compare
from onrecord.language.polarity import is_negative
from onrecord.language.words import content_words
from onrecord.reconcile.items import Statement
from onrecord.reconcile.outcomes import is_unsure
from onrecord.reconcile.statements import Finding, comes_before, differ_in_source, overlap_in_text
from onrecord.reconcile.wording import agree_with, name_of, quote, tell_said
from onrecord.text import AnyCase

_NO_SIGN = AnyCase(
    r"(?:\bno|\bnot? (?:\w+ ){0,2}any|n['’]t (?:\w+ ){0,2}any|\bnever (?:\w+ )?any|\blittle)"
    r" (?:\w+ )?(?:evidence|signs?|proof|indications?|confirmation)\b"
    r"(?: whatsoever| at all| so far| yet)?(?:,? (?:of|that|to (?:support|suggest|show|back up|confirm)|for)\b)"
)
_REPORTED = frozenset(
    content_words("announcement claim statement report assertion allegation evidence sign proof indication confirmation")
)
_CLAUSE = re.compile(r"[,;:.]\s|\s(?:but|although|though|while|after|since|because)\s")
_LEAST = 3  # content words that are missed, and that both share
_INSIDE = 0.5  # of the words of the shorter
_ALIKE = 0.35
_EACH = 3
_RARE = 30  # statements with a word, beyond which it leads nowhere


def missed_words(text: str) -> Wording:
    """The stems of what a text tells that no sign is seen of; none where it tells no such thing."""
    found = _NO_SIGN.search(text)
    return frozenset(content_words(_CLAUSE.split(text[found.end() :], maxsplit=1)[0])) - _REPORTED if found else frozenset()


def find_unseen(statements: Sequence[Statement], weights: Weights) -> Iterator[Finding]:
    """Who has seen no sign of something against who says that it is so."""
    asserted: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.stance == "asserts" and not is_negative(s.text) and not is_unsure(s.text):
            for word in s.words:
                asserted[word].append(s)
    for doubter in statements:
        missed = (
            missed_words(doubter.text) if doubter.stance in ("asserts", "questions", "denies", "cannot-verify") else frozenset()
        )
        if len(missed) < _LEAST:
            continue
        known = frozenset(missed & weights.squares.keys())
        near = {s.id: s for word in known if len(asserted[word]) <= _RARE for s in asserted[word]}
        ranked = []
        for s in near.values():
            own = overlap_in_text(s, doubter)
            if len(known & s.words) < _LEAST or not differ_in_source(s, doubter) or not comes_before(s, doubter):
                continue
            cosine, inside = compare(known, s.words, weights)
            if own or (inside >= _INSIDE and cosine >= _ALIKE):
                ranked.append((-cosine, s.article, s.start, s.id, s))
        for cosine, _, _, _, s in sorted(ranked, key=lambda row: row[:4])[:_EACH]:
            sees = agree_with(doubter, "sees", "see")
            reason = f"{tell_said(s)}. {name_of(doubter)} {sees} no sign of it: {quote(doubter.text)}"
            score = round(0.55 - 0.35 * cosine, 3)
            yield Finding(left=s.id, right=doubter.id, relation="contradicts", reason=reason, score=score)
