"""Who says that nobody was killed or hurt, against who counts some: "no deaths", "as many as 11 people had been killed"."""

from collections.abc import Iterator, Sequence

from onrecord.language.likeness import compare, weigh
from onrecord.language.words import content_words
from onrecord.reconcile.figures import Telling
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import in_other_places, interval_of
from onrecord.reconcile.standing import is_aside
from onrecord.reconcile.statements import Finding
from onrecord.reconcile.times import is_count
from onrecord.reconcile.vague import fate_of

_SCORE = 0.75
_BESIDE = 500  # characters
_ALIKE = 0.2
_NONE = 40  # figures of nobody that are held against others
_EACH = 6


def find_unhurt(quantities: Sequence[Quantity], telling: Telling) -> Iterator[Finding]:
    """A toll of nobody against those that others give of the same fate for the same day: close by, or told in like words."""
    tolls = [q for q in quantities if is_count(q) and q.stance == "asserts" and q.source and q.first and not is_aside(q)]
    tolls = sorted((q for q in tolls if fate_of(q) is not None), key=lambda q: (q.article, q.start, q.id))
    nobody = [q for q in tolls if interval_of(q).stated == (0.0,)][:_NONE]
    if not nobody:
        return
    around = {q.id: frozenset(content_words(q.context)) for q in tolls}
    weights = weigh(list(around.values()))
    for none in nobody:
        ranked = []
        for q in tolls:
            if not any(interval_of(q).stated) or fate_of(q) != fate_of(none) or q.source == none.source:
                continue
            if (q.first, q.last) != (none.first, none.last) or in_other_places(q, none):
                continue
            likeness = compare(around[none.id], around[q.id], weights)[0]
            beside = q.article == none.article and abs(q.start - none.start) <= _BESIDE
            if beside or likeness >= _ALIKE:
                ranked.append((not beside, -likeness, q.article, q.start, q.id, q))
        for row in sorted(ranked, key=lambda row: row[:5])[:_EACH]:
            q = row[5]
            values = f"{_said(none)} ({telling.giver(none)}) and {_said(q)} ({telling.giver(q)})"
            reason = f"Both tell of one day, and cannot both hold: {values}"
            yield Finding(left=q.id, right=none.id, relation="contradicts", reason=reason, score=_SCORE)


def _said(quantity: Quantity) -> str:
    return "“" + " ".join(quantity.figure.passage.exact.split()) + "”"
