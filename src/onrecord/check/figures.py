"""Figures of a draft against the figures of the ledger that count the same thing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.check.counted import SMALL, Match, agree, are_one_question, day_of, interval_of
from onrecord.check.findings import Evidence, Severity
from onrecord.check.lookup import Index
from onrecord.check.matters import Standing
from onrecord.check.passages import MAX_EVIDENCE, Draft, cite, quoted, show_entry
from onrecord.language.units import is_measure
from onrecord.language.words import content_words
from onrecord.model import Document, Figure, Quotation
from onrecord.reconcile.intervals import are_alike

_FORMER = re.compile(
    r"\b(?:initial(?:ly)?|at first|originally|earlier|previous(?:ly)?|former(?:ly)?|no longer|rather than|instead of|than the"
    r"|first (?:put|said|reported|thought|announced)|once (?:put|thought)|up from|down from"
    r"|had (?:been |earlier |first |initially )?(?:put|given|counted|reported|estimated|said)"
    r"|(?:rose|fell|cut|lowered|raised|revised|corrected|climbed|risen|dropped|down|up|reduced|increased)\b[^.;]{0,60}?\bfrom)\b",
    re.IGNORECASE,
)


def check_figures(draft: Document, matches: Sequence[Match], standing: Standing, index: Index) -> list[Draft]:
    """What is wrong with the figures of a draft."""
    found = []
    for m in matches:
        checked = _check_found(draft, m, matches, standing, index) if m.agreeing else _check_missing(m, index)
        if checked:
            found.append(checked)
    return found


def _check_missing(m: Match, index: Index) -> Draft | None:
    """A figure that no source gives: with what the ledger gives instead, or without anything of the kind."""
    passage = m.figure.passage
    if m.others and not m.loose:
        latest = sorted(m.others, key=lambda f: (day_of(index, f), f.id), reverse=True)
        latest = _distinct(sorted(latest, key=lambda f: f.indicator != m.figure.indicator))
        values = ", ".join(f"{quoted(f.passage.exact)} ({cite(index, f.article)})" for f in latest[:3])
        return Draft(
            kind="figure-unknown",
            severity="error",
            start=passage.start,
            end=passage.end,
            message=f"No source in the ledger gives this for {m.figure.indicator}. It has {values}.",
            evidence=tuple(show_entry(index, "what the ledger has", f) for f in latest[:MAX_EVIDENCE]),
        )
    if m.loose:
        return None
    low = m.figure.low if m.figure.low is not None else m.figure.high
    small = low is not None and low <= SMALL and not is_measure(m.figure.unit)
    vague = m.figure.approximate and m.figure.high is None
    lasting = m.figure.indicator.startswith(("length of time", "age"))
    return Draft(
        kind="figure-unknown",
        severity="note" if small or vague or lasting else "warning",
        start=passage.start,
        end=passage.end,
        message=f"No source in the ledger gives this figure{f' for {m.figure.indicator}' if m.figure.indicator else ''}.",
    )


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """The first figure of each value."""
    found: dict[tuple[float, ...], Figure] = {}
    for f in figures:
        found.setdefault(interval_of(f).stated, f)
    return list(found.values())


def _check_found(draft: Document, m: Match, every: Sequence[Match], standing: Standing, index: Index) -> Draft | None:
    """What is wrong with a figure that sources give: overtaken, disputed, or both; else less than that."""
    told = [o.figure for o in every if o is not m]
    stale, later = _check_stale(draft, m, every, standing, index)
    disputed = _check_disputed(draft, m, told, later, standing, index)
    if stale and disputed:
        both = f"{stale.message} {disputed.message.replace('Disputed: the ledger also has', 'Disputed as well: it also has')}"
        evidence = (*stale.evidence, *(e for e in disputed.evidence if e not in stale.evidence))
        return replace(stale, message=both, evidence=evidence[:MAX_EVIDENCE])
    if stale or disputed:
        return stale or disputed
    return _check_bound(m, index) or _check_origin(draft, m, standing, index)


def _check_stale(
    draft: Document, m: Match, every: Sequence[Match], standing: Standing, index: Index
) -> tuple[Draft | None, list[Figure]]:
    """That a figure was overtaken, by what, when and by whose word; and all that came after it."""
    sentence = draft.article.text[m.sentence.start : m.sentence.end]
    passage = m.figure.passage
    after = _find_later(draft, m, standing, index)
    later = max(after, key=lambda f: (day_of(index, f), f.id), default=None)
    if later and not _FORMER.search(sentence) and not any(_brings_up(o, m, after, index) for o in every if o is not m):
        severity: Severity = "note" if _is_dated(draft, m) else "warning" if _is_attributed(draft, m) else "error"
        stale = Draft(
            kind="figure-stale",
            severity=severity,
            start=passage.start,
            end=passage.end,
            message=f"Overtaken: for {later.indicator} the ledger has {quoted(later.passage.exact)} later "
            f"({cite(index, later.article)}){_giver(later)}.",
            evidence=(show_entry(index, "later", later), show_entry(index, "what the draft gives", m.agreeing[-1])),
        )
        return stale, after
    return None, after


def _check_disputed(
    draft: Document, m: Match, told: Sequence[Figure], after: Sequence[Figure], standing: Standing, index: Index
) -> Draft | None:
    """That others give a figure that cannot hold beside this one; what came `after` it overtakes it, and is no rival."""
    passage, ids = m.figure.passage, [f.id for f in m.agreeing]
    rivals = [e for i, _ in standing.others(ids, "contradicts") if isinstance(e := index.entry(i), Figure)]
    rivals = [r for r in _distinct(rivals) if not any(agree(t, r) for t in (m.figure, *told, *after))]
    if any(are_one_question(m.figure, t) and not are_alike(interval_of(t), interval_of(m.figure)) for t in told):
        rivals = []  # the draft itself gives more than one number
    if rivals:
        attributed = _is_attributed(draft, m)
        named = ", ".join(f"{quoted(r.passage.exact)}{_giver(r)} ({cite(index, r.article)})" for r in rivals[:2])
        return Draft(
            kind="figure-disputed",
            severity="note" if attributed else "warning",
            start=passage.start,
            end=passage.end,
            message=f"Disputed: the ledger also has {named}, and both cannot hold.",
            evidence=(
                *(show_entry(index, "against it", r) for r in rivals[: MAX_EVIDENCE - 1]),
                show_entry(index, "what the draft gives", m.agreeing[-1]),
            ),
        )
    return None


def _find_later(draft: Document, m: Match, standing: Standing, index: Index) -> list[Figure]:
    """The values of the same thing that came after all that agree with the draft."""
    seen: set[str] = set()
    waiting = [f.id for f in m.agreeing]
    later: list[Figure] = []
    while waiting and len(seen) < 50:
        ids, waiting = waiting, []
        for other, _ in standing.others(ids, "updates"):
            entry = index.entry(other) if other not in seen else None
            seen.add(other)
            if isinstance(entry, Figure) and not agree(m.figure, entry):
                later.append(entry)
                waiting.append(other)
    last = _last_given(m, index)
    rivals = standing.members(i for i, _ in standing.others([f.id for f in m.agreeing], "contradicts"))
    # a count in the draft's own voice; rates and sums are estimated by many, and none of these overtakes another
    counted = not is_measure(m.figure.unit) and "/" not in m.figure.unit and not _is_attributed(draft, m)
    first = min((day_of(index, f) for f in m.agreeing), default="")
    before = [f for f in m.others if day_of(index, f) < first] if counted else []
    for f in m.others if counted else ():
        if any(are_alike(interval_of(f), interval_of(b)) for b in before):
            continue  # who looks back to what was given before does not overtake
        point = f.low is not None and f.low == f.high
        same = f.indicator in {a.indicator for a in m.agreeing}
        if same and point and f.id not in rivals and last < day_of(index, f) and _is_level(m.figure):
            later.append(f)
    return [f for f in later if day_of(index, f) >= last]


def _last_given(m: Match, index: Index) -> str:
    """The day until which most gave the figure: one that comes back to it much later does not make it stand until then."""
    days = sorted(day_of(index, f) for f in m.agreeing)
    return days[-(-3 * (len(days) - 1) // 4)] if days else ""


def _brings_up(other: Match, m: Match, after: Sequence[Figure], index: Index) -> bool:
    """Whether another figure of the draft tells how it went on: a later value, of the ledger's or by its day."""
    if any(agree(other.figure, f) for f in after) and not _count_others(m.figure, other.figure):
        return True
    last = max((day_of(index, f) for f in m.agreeing), default="")
    later = are_one_question(m.figure, other.figure) and not agree(other.figure, m.figure)
    return later and any(day_of(index, f) > last for f in other.agreeing)


def _count_others(one: Figure, other: Figure) -> bool:
    """Whether two figures say of what they are, and it is not the same: so much caught tells nothing of how much leaks."""
    labels = [set(content_words(f.indicator)) for f in (one, other)]
    return all(len(words) > 1 for words in labels) and not (labels[0] <= labels[1] or labels[1] <= labels[0])


def _is_level(figure: Figure) -> bool:
    """Whether a figure tells how things stand, so that a later one takes its place, rather than how long or how far."""
    return len(content_words(figure.indicator)) >= 2 and not figure.indicator.startswith(("length", "age", "distance"))


def _giver(figure: Figure) -> str:
    return f", given by {figure.giver}" if figure.giver else ""


def _is_dated(draft: Document, m: Match) -> bool:
    """Whether the sentence says itself of which day the figure is: what was so on Tuesday is not overtaken by Friday."""
    days = {
        t.earliest for t in draft.reading.dates if m.sentence.start <= t.passage.start < m.sentence.end and t.type == "DATE"
    }
    as_of = {f.as_of.earliest for f in m.agreeing if f.as_of and f.as_of.earliest}
    return bool((days - {None}) & as_of)


def _is_attributed(draft: Document, m: Match) -> bool:
    return m.figure.quotation is not None or any(
        q.source and p.start <= m.figure.passage.start < p.end for q in draft.reading.quotations for p in q.content
    )


def _check_bound(m: Match, index: Index) -> Draft | None:
    """A bound that every source has and the draft leaves out: "300" of "less than 300"."""
    ours = interval_of(m.figure)
    if not ours.is_point or m.figure.approximate:
        return None
    if any(interval_of(f).is_point for f in m.agreeing):
        return None
    first = m.agreeing[0]
    return Draft(
        kind="figure-bound",
        severity="warning",
        start=m.figure.passage.start,
        end=m.figure.passage.end,
        message=f"The source does not give an exact number but {quoted(first.passage.exact)} ({cite(index, first.article)}).",
        evidence=tuple(show_entry(index, "the source", f) for f in m.agreeing[:2]),
    )


def _check_origin(draft: Document, m: Match, standing: Standing, index: Index) -> Draft | None:
    """A figure given in the draft's own voice that goes back to one origin or one source's word."""
    if _is_attributed(draft, m) or (m.figure.low is not None and m.figure.low <= SMALL and m.figure.unit != "person"):
        return None
    claims = {c.id: c for f in m.agreeing if (c := standing.claim_of.get(f.id))}
    if not claims or sum(c.origins for c in claims.values()) > 1:
        return None
    first = m.agreeing[0]
    entry: Quotation | Figure | None = index.entry(first.quotation) if first.quotation else None
    by = f", on the word of {entry.source.name}" if isinstance(entry, Quotation) and entry.source else ""
    evidence: tuple[Evidence, ...] = (show_entry(index, "the only origin", first),)
    return Draft(
        kind="single-origin",
        severity="note",
        start=m.figure.passage.start,
        end=m.figure.passage.end,
        message=f"This figure goes back to one origin ({cite(index, first.article)}){by}.",
        evidence=evidence,
    )
