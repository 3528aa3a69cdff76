"""What people decided, in words: what was done, to which passages, by whom and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.judge.corrections import changes_of
from onrecord.judge.scales import CREDIBILITY, RELIABILITY
from onrecord.judge.standing import Judged
from onrecord.judge.targets import bind_targets
from onrecord.model import Document, Judgement
from onrecord.tell.report.wording import tell_value

_DONE = {
    "reject-relation": "rejected",
    "confirm-relation": "confirmed",
    "confirm-entry": "found right as read",
    "merge-entities": "put together as one",
    "split-entity": "set apart as another",
    "merge-claims": "put together as one claim",
    "split-claim": "taken out of the claim",
    "merge-stories": "put together as one story",
    "split-story": "taken out of the story",
    "note": "noted",
    "undo": "undone",
}
_RELATIONS = {"contradicts": "contradiction", "updates": "update", "narrows": "more exact", "same": "said alike"}
_FIELDS = {
    "low": "at least",
    "high": "at most",
    "approximate": "approximate",
    "unit": "unit",
    "indicator": "counts",
    "place": "place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement as it is told: what was done, and by its id what each target says, verbatim."""

    id: str
    decision: str
    done: str
    words: tuple[tuple[str, str], ...]
    rest: tuple[tuple[str, str], ...]
    editor: str
    day: str
    at: str
    why: str
    state: str
    lost: tuple[str, ...]
    undoes: str | None
    by: str | None = None
    waiting: bool = False

    @property
    def stands(self) -> str:
        """What is to be said of how it stands; nothing where it does and is worked in."""
        if self.state == "overruled":
            return f"overruled by a later one, {self.by}"
        if self.state == "lost":
            return "what it speaks of is not found any more"
        return "withdrawn" if self.state == "withdrawn" else "not yet worked in" if self.waiting else ""


def tell_judgement(judged: Judged) -> Verdict:
    """A judgement in words."""
    j = judged.judgement
    return Verdict(
        id=j.id,
        decision=j.decision,
        done=tell_decision(j),
        words=tuple((t.id, t.passage.exact if t.passage else t.name) for t in j.targets),
        rest=tuple((t.id, t.passage.exact if t.passage else t.name) for t in j.rest),
        editor=j.editor,
        day=tell_value(j.at[:10]),
        at=j.at,
        why=j.why,
        state=judged.state,
        lost=judged.lost,
        undoes=j.undoes,
        by=judged.by,
        waiting=judged.waiting,
    )


def mark_entries(judgements: Iterable[Judged], documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """What was decided about each statement and figure, by its id: "source corrected to Ada Brandt by N. Orr, 3 May 2031".

    What was withdrawn or overruled, and what is lost, is left out.
    """
    standing = [j for j in judgements if j.state == "stands" and j.judgement.decision != "undo"]
    bound = bind_targets([j.judgement for j in standing], documents) if standing else {}
    marks: dict[str, list[str]] = {}
    for verdict, made in ((tell_judgement(j), j.judgement) for j in standing):
        why = f": {verdict.why}" if verdict.why else ""
        for target in made.targets:
            if target in bound and target.kind in ("quotation", "figure"):
                told = f"{verdict.done} by {verdict.editor}, {verdict.day}{why}"
                marks.setdefault(bound[target], []).append(told)
    return {id_: tuple(told) for id_, told in marks.items()}


def tell_decision(judgement: Judgement) -> str:
    """What was decided: "contradiction rejected", "source corrected to Ivo Brandt"."""
    given = changes_of(judgement)
    if judgement.decision in ("reject-relation", "confirm-relation"):
        return f"{_RELATIONS.get(given.get('relation') or '', 'relation')} {_DONE[judgement.decision]}"
    if judgement.decision == "split-entity":
        return f"set apart as {given.get('name')}"
    if judgement.decision == "correct-source":
        return f"source corrected to {given.get('source') or 'none'}"
    if judgement.decision == "correct-date":
        return f"day corrected to {given.get('value')}"
    if judgement.decision == "correct-figure":
        return f"figure corrected: {_tell_figure(given)}"
    if judgement.decision == "grade-source":
        grade = given.get("reliability") or ""
        return f"source graded {grade}, {RELIABILITY.get(grade, '')}"
    if judgement.decision == "grade-information":
        grade = given.get("credibility") or ""
        return f"information graded {grade}, {CREDIBILITY.get(grade, '')}"
    return _DONE.get(judgement.decision, judgement.decision)


def _tell_figure(given: Mapping[str, str | None]) -> str:
    told = []
    for field, value in given.items():
        number = field in ("low", "high") and value
        told.append(f"{_FIELDS.get(field, field)} {f'{float(value):,.12g}' if number and value else value or 'none'}")
    return ", ".join(told)
