"""What a draft says, or has somebody say, against who says so in the ledger."""

import re
from collections.abc import Sequence

from onrecord.check.lookup import Index
from onrecord.check.matters import Standing, matter_of, matter_said, words_said
from onrecord.check.naming import compare, is_named, profile_of
from onrecord.check.passages import MAX_EVIDENCE, Draft, cite, quoted, show, show_entry
from onrecord.check.said import BACK, LEAST, NEARLY_ALL, PLAIN, SAYS, Likeness, Said
from onrecord.language.polarity import negated_words
from onrecord.language.words import content_words
from onrecord.model import Document, Figure, Quotation
from onrecord.text import words

_LONG = 5  # stems of one whose absence is told
_SAYS_IT = 0.68
_UNHEARD = 0.3
_TOLD = 0.5
_HEDGED = re.compile(
    r"\b(?:may|might|could|whether|if|apparent(?:ly)?|suspected|alleged(?:ly)?|supposed(?:ly)?|purported(?:ly)?|unclear|unconfirmed"
    r"|possibl[ey]|perhaps|likely|unlikely|question|disputed|would)\b|\?",
    re.IGNORECASE,
)
_OPPOSED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|disput\w*|dismiss\w*|contradict\w*|insist\w*|contest(?:s|ed)?|refut\w+|challeng\w+"
    r"|nothing to do|untrue|false|no evidence|no proof|retract\w*|withdr[ae]w\w*|took back|taken back|dropped|corrected|revised"
    r"|disagree\w*|differ(?:s|ed)?|rival|however|but|while)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",? (?:and|but) that |; ")
_NONE = re.compile(r"\b(?:no|without|neither|nor)\s((?:[\w-]+\s?){1,3})", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:initial(?:ly)?|at first|originally|earlier|previous(?:ly)?|first said|then"
    r"|had (?:said|claimed|told|blamed|accused|hoped|promised))\b",
    re.IGNORECASE,
)


def check_statements(draft: Document, said: Sequence[Said], standing: Standing, index: Index) -> list[Draft]:
    """What is wrong with the statements of a draft."""
    found = []
    for s in said:
        checked = _check_own(s, standing, index) if s.quotation is None else _check_said(draft, s, standing, index)
        if checked:
            found.append(checked)
    return found


def _check_said(draft: Document, s: Said, standing: Standing, index: Index) -> Draft | None:
    quoted_only = bool(s.entries) or (s.quotation is not None and s.quotation.form == "direct")
    found = None
    if not quoted_only:
        found = _check_source(s, index) or _check_turn(draft.article.text, s, index) or _check_unheard(s, index)
    return found or _check_disputed(draft, s, standing, index) or _check_anonymous(s, standing, index)


def _check_source(s: Said, index: Index) -> Draft | None:
    """Whether the ledger has the statement from others alone."""
    if any(x.same and x.ours >= BACK for x in s.like) or not is_named(s.quotation) or s.plain >= _SAYS_IT:
        return None
    strong = [x for x in s.like if x.ours >= _SAYS_IT and x.theirs >= BACK and len(s.matter & matter_said(x.entry)) >= LEAST]
    if not strong or not all(x.other for x in strong):
        return None
    entry, source = strong[0].entry, s.quotation.source if s.quotation else None
    if entry.source is None or source is None:
        return None
    return Draft(
        kind="attribution-wrong",
        severity="error",
        start=s.start,
        end=s.end,
        message=f"The draft has this from {source.name}; the ledger has it from {entry.source.name} "
        f"({cite(index, entry.article)}).",
        evidence=tuple(show_entry(index, "the source", x.entry) for x in strong[:MAX_EVIDENCE]),
    )


def _is_the_same(ours: frozenset[str], x: Likeness, index: Index) -> bool:
    """Whether two statements are of one matter: most of what both are about, all of it where that is little."""
    theirs = matter_said(x.entry)
    if len(ours & theirs) >= LEAST:
        return index.share(ours, theirs) >= _SAYS_IT and index.share(theirs, ours) >= SAYS
    return ours == theirs and len(ours) == LEAST - 1


def _negated(text: str) -> frozenset[str]:
    """The stems that a negation of the text governs: behind "not" in its clause, or next to "no"."""
    near = [w for m in _NONE.finditer(text) for w in content_words(m.group(1))]
    return negated_words(text) | frozenset(near)


def _are_opposed(stance: str, ours: str, entry: Quotation) -> bool:
    """Whether one of two statements of one matter denies, or negates of it, what the other says."""
    theirs = words_said(entry)
    left = bool(_negated(ours) & matter_of(theirs))
    right = bool(_negated(theirs) & matter_of(ours))
    return (stance == "denies") ^ left ^ (entry.stance == "denies") ^ right


def _check_turn(text: str, s: Said, index: Index) -> Draft | None:
    """Whether the draft has a source deny what it says in the ledger, or say what it denies there."""
    if s.quotation is None or s.quotation.stance not in ("asserts", "denies"):
        return None
    clause, strong = s.text, list[Likeness]()
    for part in _CLAUSE.split(s.text):
        matter = matter_of(part)
        found = [x for x in s.like if x.same and x.entry.stance in ("asserts", "denies") and _is_the_same(matter, x, index)]
        if found:
            clause, strong = part, found
            break
    if not strong or not all(_are_opposed(s.quotation.stance, clause, x.entry) for x in strong):
        return None
    entry = strong[0].entry
    name = entry.source.name if entry.source else "the source"
    verb = "denies" if entry.stance == "denies" else "says"
    start = max(text.find(clause, s.start, s.end), s.start)
    return Draft(
        kind="statement-reversed",
        severity="error",
        start=start,
        end=min(start + len(clause), s.end),
        message=f"Turned round: in the ledger {name} {verb} {quoted(entry.content[0].exact)} ({cite(index, entry.article)}).",
        evidence=tuple(show_entry(index, "the source", x.entry) for x in strong[:2]),
    )


def _check_unheard(s: Said, index: Index) -> Draft | None:
    """Whether nothing in the ledger is about what somebody is said to say."""
    if len(s.matter) < _LONG or s.heard >= _UNHEARD or not is_named(s.quotation):
        return None
    nearest = s.nearest
    evidence = (show(index, "the nearest", nearest.article, nearest.start, nearest.end),) if nearest else ()
    return Draft(
        kind="statement-unsupported",
        severity="warning",
        start=s.start,
        end=s.end,
        message="Nothing in the ledger says this, or anything close to it.",
        evidence=evidence,
    )


def _check_disputed(draft: Document, s: Said, standing: Standing, index: Index) -> Draft | None:
    """Whether others contradict a statement, or its source has taken it back, and the draft leaves that out."""
    ids = s.rests_on()
    against = [e for i, _ in standing.others(ids, "contradicts") if isinstance(e := index.entry(i), Quotation)]
    if s.quotation is not None and s.quotation.stance == "denies":
        against = []  # who denies says that it is disputed
    if against and not any(speaks_of(draft, s, e, index) for e in against):
        first = min(against, key=lambda e: (-len(matter_said(e)), index.day_of(e.article), e.id))
        name = first.source.name if first.source else "somebody unnamed"
        return Draft(
            kind="statement-disputed",
            severity="warning",
            start=s.start,
            end=s.end,
            message=f"Disputed, which the draft does not say. {name}{', denying' if first.stance == 'denies' else ''}: "
            f"{quoted(first.content[0].exact)} ({cite(index, first.article)}).",
            evidence=tuple(show_entry(index, "against it", e) for e in [first, *(e for e in against if e is not first)][:3]),
        )
    later = [e for i, _ in standing.others(ids, "updates") if isinstance(e := index.entry(i), Quotation)]
    if later and not _FORMER.search(s.sentence) and not any(speaks_of(draft, s, e, index) for e in later):
        last = max(later, key=lambda e: (index.day_of(e.article), e.id))
        name = f"{last.source.name}: " if last.source else ""
        return Draft(
            kind="statement-superseded",
            severity="warning",
            start=s.start,
            end=s.end,
            message=f"Overtaken, which the draft does not say: {name}{quoted(last.content[0].exact)} "
            f"({cite(index, last.article)}).",
            evidence=(show_entry(index, "later", last),),
        )
    return None


def speaks_of(draft: Document, s: Said, entry: Quotation, index: Index) -> bool:
    """Whether another sentence of the draft tells what an entry says, or that its source objects."""
    text = draft.article.text
    theirs = matter_said(entry)
    names = profile_of(entry.source, index.who(entry)).names if entry.source else frozenset()
    for sentence in draft.layout.sentences:
        whole = text[sentence.start : sentence.end]
        if sentence.start <= s.start < sentence.end:
            rest = text[sentence.start : s.start] + " " + text[s.end : sentence.end]
            if _OPPOSED.search(rest) and names & {w for w, _, _ in words(rest)}:
                return True
            continue
        if len(theirs) >= 2 and index.share(theirs, matter_of(whole)) >= _TOLD:
            return True
        if names & {w for w, _, _ in words(whole)} and _OPPOSED.search(whole):
            return True
    return any(_answers(draft, s, q, entry, theirs, index) for q in draft.reading.quotations if q is not s.quotation)


def _answers(draft: Document, s: Said, q: Quotation, entry: Quotation, theirs: frozenset[str], index: Index) -> bool:
    """Whether a statement of the draft is the other side's: its denial, its words on the matter, or its words beside."""
    if q.source is None or entry.source is None:
        return False
    if compare(profile_of(q.source), profile_of(entry.source, index.who(entry))) != "same":
        return False
    text = draft.article.text
    beside = "\n" not in text[min(s.start, q.content[0].start) : max(s.start, q.content[0].start)].strip()
    return q.stance == "denies" or beside or bool(theirs & matter_said(q))


def _check_anonymous(s: Said, standing: Standing, index: Index) -> Draft | None:
    """Whether a statement rests on one unnamed source of one origin."""
    likest = [x for x in s.like if x.ours >= _SAYS_IT and (x.theirs >= BACK or x.ours >= NEARLY_ALL)]
    if not likest or any(x.entry.source is None or x.entry.source.kind != "anonymous" for x in likest):
        return None
    claim = standing.claim_of.get(likest[0].entry.id)
    if claim is None or claim.origins > 1:
        return None
    entry = likest[0].entry
    return Draft(
        kind="single-origin",
        severity="note",
        start=s.start,
        end=s.end,
        message=f"One unnamed source of one origin says this ({cite(index, entry.article)}).",
        evidence=(show_entry(index, "the only origin", entry),),
    )


def _check_own(s: Said, standing: Standing, index: Index) -> Draft | None:
    """A sentence in the draft's own voice: whether the ledger has it only as somebody's words."""
    if len(s.matter) < LEAST or _HEDGED.search(s.text):
        return None
    strong = [x for x in s.like if x.ours >= SAYS and len(s.matter & matter_said(x.entry)) >= LEAST]
    if strong and s.plain < strong[0].ours - PLAIN:
        return _tell_dropped(s, strong, standing, index)
    if len(s.matter) >= _LONG and s.heard < _UNHEARD:
        nearest = s.nearest
        return Draft(
            kind="statement-unsupported",
            severity="note",
            start=s.start,
            end=s.end,
            message="Nothing in the ledger says this, or anything close to it.",
            evidence=(show(index, "the nearest", nearest.article, nearest.start, nearest.end),) if nearest else (),
        )
    return None


def _is_wording(x: Likeness) -> bool:
    """Whether nearly all of it is somebody's own words, given in quotation marks."""
    return x.entry.form == "direct" and x.ours >= NEARLY_ALL


def _tell_dropped(s: Said, strong: Sequence[Likeness], standing: Standing, index: Index) -> Draft:
    best = strong[0].entry
    ids = [x.entry.id for x in strong if x.ours >= strong[0].ours - PLAIN]
    against = [e for i, _ in standing.others(ids, "contradicts") if isinstance(e := index.entry(i), (Quotation, Figure))]
    later = [e for i, _ in standing.others(ids, "updates") if isinstance(e := index.entry(i), (Quotation, Figure))]
    name = best.source.name if best.source else "somebody unnamed"
    message = f"The ledger has this only as the words of {name} ({cite(index, best.article)})"
    if against or later:
        other = (against or later)[0]
        by = other.source.name if isinstance(other, Quotation) and other.source else ""
        told = "others dispute it" if against else "it was overtaken"
        message += f", and {told}{f' ({by}, {cite(index, other.article)})' if by else f' ({cite(index, other.article)})'}."
    else:
        claim = standing.claim_of.get(best.id)
        message += ", on one origin." if claim and claim.origins == 1 else "."
    evidence = [show_entry(index, "whose words they are", best)]
    evidence += [show_entry(index, "against it", e) for e in against[:2]] + [show_entry(index, "later", e) for e in later[:1]]
    return Draft(
        kind="attribution-dropped",
        severity="error" if against else "warning" if later or _is_wording(strong[0]) else "note",
        start=s.start,
        end=s.end,
        message=message,
        evidence=tuple(evidence),
    )
