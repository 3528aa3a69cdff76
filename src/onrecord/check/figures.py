"""Figures of a draft against the figures of the ledger that count the same thing."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.check.findings import Evidence, Severity
from onrecord.check.lookup import Index
from onrecord.check.matters import NUMBER_WORDS, Standing, matter_of
from onrecord.check.passages import MAX_EVIDENCE, Draft, cite, quoted, show_entry
from onrecord.check.quotes import Quote
from onrecord.model import Document, Figure, Quotation, Sentence
from onrecord.reconcile.intervals import Interval, are_alike, are_disjoint, is_rounding
from onrecord.text import words
from onrecord.units import in_barrels, is_measure, to_base
from onrecord.words import content_words

MAX_FIGURES = 400
_SMALL = 10  # a count up to this is rather told ("two officials") than measured
_LABELS = 12  # figures with another label that lead to all of that label
_LEAST = 3  # stems that two sentences must share to be about one matter
_SHARED = 0.45  # of a sentence's matter, for a number in another sentence to be the same one
_SCALES = frozenset("hundred thousand million billion dozen dozens".split())
_WRITTEN = 1_000  # numbers below are written in digits or in words
_LOOKED_AT = 40  # places of an article where a number stands
_AROUND = 160  # letters on either side
_NAMES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
_SURELY = 0.65
_PLACE = re.compile(r"\s(?:in|at|near|on)\s")
_KINDS = re.compile(r"^(?:further|some of the|other|difference in|change in)\b")
_FORMER = re.compile(
    r"\b(?:initial(?:ly)?|at first|originally|earlier|previous(?:ly)?|former(?:ly)?|no longer|rather than|instead of|than the"
    r"|first (?:put|said|reported|thought|announced)|once (?:put|thought)|up from|down from"
    r"|had (?:been |earlier |first |initially )?(?:put|given|counted|reported|estimated|said)"
    r"|(?:rose|fell|cut|lowered|raised|revised|corrected|climbed|risen|dropped|down|up|reduced|increased)\b[^.;]{0,60}?\bfrom)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A figure of the draft, and the figures of the ledger for the same question: those that agree, and the others.

    `loose` says that the number at least stands in a sentence of the ledger about the same matter.
    """

    figure: Figure
    sentence: Sentence
    agreeing: tuple[Figure, ...]
    others: tuple[Figure, ...]
    loose: bool


def interval_of(figure: Figure) -> Interval:
    """The bounds of a figure in the unit that it is compared in."""
    oil = in_barrels(figure.unit)
    factor = oil[1] if oil else to_base(figure.unit)[1]
    low, high = (None if n is None else float(f"{n * factor:.6g}") for n in (figure.low, figure.high))
    return Interval(low=low, high=high, approximate=figure.approximate)


def _unit(figure: Figure) -> str:
    oil = in_barrels(figure.unit)
    return oil[0] if oil else to_base(figure.unit)[0]


def core_of(label: str) -> str:
    """What is counted, without the place."""
    return _PLACE.split(label)[0]


@lru_cache(maxsize=4096)
def _stems(label: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The stems of what a label counts, in their order, and those of its place."""
    parts = _PLACE.split(label)
    return tuple(sorted(content_words(parts[0]))), frozenset(content_words(" ".join(parts[1:])))


def are_one_question(ours: Figure, theirs: Figure) -> bool:
    """Whether two figures count the same thing: one unit, one label but for a place that one of them leaves out."""
    if _unit(ours) != _unit(theirs) or not ours.indicator or bool(ours.change) != bool(theirs.change):
        return False
    kinds = [m.group() if (m := _KINDS.match(f.indicator)) else "" for f in (ours, theirs)]
    if kinds[0] != kinds[1]:
        return False
    if ours.indicator == theirs.indicator:
        return True
    (left, here), (right, there) = _stems(ours.indicator), _stems(theirs.indicator)
    return bool(left) and left == right and (not here or not there or bool(here & there))


def are_alike_in_label(ours: Figure, theirs: Figure, matter: frozenset[str]) -> bool:
    """Whether the labels of two figures, in sentences about one matter, can be two wordings of one.

    `matter` is that of the sentence of ours, which may hold what its label leaves out.
    """
    if _unit(ours) != _unit(theirs) or bool(ours.change) != bool(theirs.change):
        return False
    if any(_KINDS.match(f.indicator) for f in (ours, theirs)):
        return False
    left, right = (set(_stems(f.indicator)[0]) for f in (ours, theirs))
    return bool(left & right) and (left <= right or right <= left | matter)


def agree(ours: Figure, theirs: Figure) -> bool:
    """Whether a figure of the draft says what one of the ledger says, to the number, rounded, or more vaguely."""
    a, b = interval_of(ours), interval_of(theirs)
    if are_alike(a, b) or is_rounding(a, b):
        return True
    if ours.approximate and a.stated and b.stated and abs(a.stated[0] - b.stated[0]) <= 0.1 * abs(b.stated[0]):
        return True
    # "up to 50" is no vaguer word for "up to 30"
    vague = (a.low is None and b.low is not None) or (a.high is None and b.high is not None)
    return vague and not are_disjoint(a, b) and _holds(a, b)


def _holds(outer: Interval, inner: Interval) -> bool:
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    return low and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


def match_figures(draft: Document, quotes: Sequence[Quote], index: Index, stories: Sequence[str]) -> list[Match]:
    """The figures of a draft, each with the ledger's figures for the same question.

    Those in a quote are left to the comparison of its words.
    """
    found = []
    words_of = [q.passage for q in quotes if q.matches or q.parts]
    text = draft.article.text
    for figure in draft.reading.figures[:MAX_FIGURES]:
        sentence = next((s for s in draft.layout.sentences if s.start <= figure.passage.start < s.end), None)
        if sentence is None or any(q.start <= figure.passage.start < q.end for q in words_of):
            continue
        whole = text[sentence.start : sentence.end]
        near = [h for h in index.find_near(whole) if h.story in stories]
        under = index.figures_under(core_of(figure.indicator), stories) if figure.indicator else []
        known = _choose(figure, [*under, *(f for h in near for f in h.figures)])
        matter = matter_of(whole)
        for h in near:
            if index.share(matter, h.matter) >= _SHARED and len(matter & h.matter) >= _LEAST:
                known |= {f.id: f for f in h.figures if are_alike_in_label(figure, f, matter)}
        # another wording of the label brings in all that it stands over
        for f in [f for f in known.values() if f.indicator != figure.indicator][:_LABELS]:
            known |= _choose(f, index.figures_under(core_of(f.indicator), stories))
        same = list(known.values())
        same.sort(key=lambda f: (_day(index, f), f.article, f.passage.start))
        agreeing = tuple(f for f in same if agree(figure, f))
        others = tuple(f for f in same if not agree(figure, f))
        loose = bool(agreeing) or _is_near(draft, figure, sentence, index, stories)
        loose = loose or _is_about(draft, figure, sentence, index, stories, strict=bool(others))
        found.append(Match(figure=figure, sentence=sentence, agreeing=agreeing, others=others, loose=loose))
    return found


def _choose(figure: Figure, among: Iterable[Figure]) -> dict[str, Figure]:
    """Those of the figures that count the same thing, by their ids; each label is looked at once."""
    asked: dict[tuple[str, str, str | None], bool] = {}
    found = {}
    for f in among:
        key = (f.indicator, f.unit, f.change)
        if key not in asked:
            asked[key] = are_one_question(figure, f)
        if asked[key]:
            found[f.id] = f
    return found


def _is_near(draft: Document, figure: Figure, sentence: Sentence, index: Index, stories: Sequence[str]) -> bool:
    """Whether the number stands, in digits or words, in a sentence of the ledger about the same matter."""
    text = draft.article.text
    matter = matter_of(text[sentence.start : sentence.end])
    numbers = {w for w, _, _ in words(figure.passage.exact) if any(c.isdigit() for c in w)}
    for held in index.find_near(text[sentence.start : sentence.end]):
        if held.story not in stories:
            continue
        share = index.share(matter, held.matter)
        if any(_unit(f) == _unit(figure) and agree(figure, f) for f in held.figures) and share >= _SHARED / 2:
            return True
        if share >= _SHARED and numbers and numbers <= {w for w, _, _ in words(held.text)}:
            return True
    return False


def _is_about(
    draft: Document, figure: Figure, sentence: Sentence, index: Index, stories: Sequence[str], *, strict: bool
) -> bool:
    """Whether the number stands in a passage of the ledger that shares matter with the draft's own passage about it.

    Where the ledger has other numbers for the same (`strict`), that must be the very thing.
    """
    forms = _forms(figure)
    if not forms:
        return False
    text = draft.article.text
    around = [s for s in draft.layout.sentences if s.paragraph == sentence.paragraph] or [sentence]
    here, whole = matter_of(text[sentence.start : sentence.end]), matter_of(text[around[0].start : around[-1].end])
    label = frozenset(content_words(core_of(figure.indicator)))
    for held in index.find_words(forms, stories):
        there = index.matter_about(held)
        if strict:
            there = held.matter
            if label & there and index.share(here, there) >= _SURELY:
                return True
        elif index.share(here, there) >= _SHARED or (label & there and index.share(whole, there) >= _SHARED / 2):
            return True
    # what stands beside the body, such as a caption, is not in the index
    pattern = re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, forms))})(?![\w]|[.,]\d)", re.IGNORECASE)
    for article in sorted({h.article for h in index.find_near(text[sentence.start : sentence.end]) if h.story in stories}):
        body = index.text_of(article)
        for found in itertools.islice(pattern.finditer(body), _LOOKED_AT):
            there = matter_of(body[max(found.start() - _AROUND, 0) : found.end() + _AROUND])
            if label & there and index.share(here, there) >= _SHARED:
                return True
    return False


def _forms(figure: Figure) -> list[str]:
    """How the number of a figure may be written."""
    told = [w for w, _, _ in words(figure.passage.exact)]
    found = [w for w in told if any(c.isdigit() for c in w) or (w in NUMBER_WORDS and w not in _SCALES)][:2]
    for n in {figure.low, figure.high} - {None}:
        if n is not None and n == int(n) and 0 < n < _WRITTEN:
            found += [str(int(n)), *_NAMES[int(n) - 1 : int(n)]]
    return sorted({*found, *(w.replace(",", "") for w in found)})


def _day(index: Index, figure: Figure) -> str:
    as_of = figure.as_of
    return (as_of.latest or as_of.earliest if as_of else None) or index.day_of(figure.article)


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
        latest = sorted(m.others, key=lambda f: (_day(index, f), f.id), reverse=True)
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
    small = low is not None and low <= _SMALL and not is_measure(m.figure.unit)
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
    sentence = draft.article.text[m.sentence.start : m.sentence.end]
    passage = m.figure.passage
    ids = [f.id for f in m.agreeing]
    told = [o.figure for o in every if o is not m]
    after = _find_later(draft, m, standing, index)
    later = max(after, key=lambda f: (_day(index, f), f.id), default=None)
    if later and not _FORMER.search(sentence) and not any(_brings_up(o, m, after, index) for o in every if o is not m):
        severity: Severity = "note" if _is_dated(draft, m) else "warning" if _is_attributed(draft, m) else "error"
        return Draft(
            kind="figure-stale",
            severity=severity,
            start=passage.start,
            end=passage.end,
            message=f"Overtaken: for {later.indicator} the ledger has {quoted(later.passage.exact)} later "
            f"({cite(index, later.article)}){_giver(later)}.",
            evidence=(show_entry(index, "later", later), show_entry(index, "what the draft gives", m.agreeing[-1])),
        )
    rivals = [e for i, _ in standing.others(ids, "contradicts") if isinstance(e := index.entry(i), Figure)]
    rivals = [r for r in _distinct(rivals) if not agree(m.figure, r) and not any(agree(t, r) for t in told)]
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
    bound = _check_bound(m, index)
    return bound or _check_origin(draft, m, standing, index)


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
    last = max((_day(index, f) for f in m.agreeing), default="")
    rivals = standing.members(i for i, _ in standing.others([f.id for f in m.agreeing], "contradicts"))
    # a count in the draft's own voice; rates and sums are estimated by many, and none of these overtakes another
    counted = not is_measure(m.figure.unit) and "/" not in m.figure.unit and not _is_attributed(draft, m)
    for f in m.others if counted else ():
        point = f.low is not None and f.low == f.high
        same = f.indicator in {a.indicator for a in m.agreeing}
        if same and point and f.id not in rivals and last < _day(index, f) and _is_level(m.figure):
            later.append(f)
    return [f for f in later if _day(index, f) >= last]


def _brings_up(other: Match, m: Match, after: Sequence[Figure], index: Index) -> bool:
    """Whether another figure of the draft tells how it went on: a later value, of the ledger's or by its day."""
    if any(agree(other.figure, f) for f in after):
        return True
    last = max((_day(index, f) for f in m.agreeing), default="")
    later = are_one_question(m.figure, other.figure) and not agree(other.figure, m.figure)
    return later and any(_day(index, f) > last for f in other.agreeing)


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
    if _is_attributed(draft, m) or (m.figure.low is not None and m.figure.low <= _SMALL and m.figure.unit != "person"):
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
