"""What people decided, as a dossier shows it: beside each entry, and all of it in order of time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.judge.standing import Judged
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.verdicts import tell_judgement
from onrecord.tell.report.wording import clip

_WORDS = 400
_STATES = {
    "stands": "",
    "withdrawn": " Taken back by a later one.",
    "overruled": " A later one decides otherwise.",
    "lost": " What it speaks of is not found any more.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A judgement as it is shown, by its number in the data: what was decided, and each thing it speaks of with its anchor."""

    number: int
    told: str
    withdrawn: bool
    words: tuple[tuple[str, str | None], ...]

    @property
    def spoken_of(self) -> str:
        """The words of all that it speaks of, as the check compares them."""
        return "".join(words for words, _ in self.words)


def show_decided(judgements: Sequence[Judged], known: Collection[str]) -> list[Decided]:
    """The judgements in order of time; `known` are the entries that the dossier holds."""
    made = []
    for number, judged in enumerate(sorted(judgements, key=lambda j: (j.judgement.at, j.judgement.id))):
        v = tell_judgement(judged)
        done = f"{v.undoes} undone" if v.undoes else v.done
        told = f"{done[:1].upper()}{done[1:]} by {v.editor}, {v.day}{f': {v.why}' if v.why else ''}."
        words = tuple((clip(text, _WORDS) or id_, make_anchor("e", id_) if id_ in known else None) for id_, text in v.words)
        made.append(Decided(number=number, told=told + _STATES[v.state], withdrawn=v.state == "withdrawn", words=words))
    return made


def decided_data(judgements: Sequence[Judged], shown: Sequence[Decided]) -> list[dict[str, Any]]:
    """The judgements as data, each with what the page shows of it."""
    ordered = sorted((j.judgement for j in judgements), key=lambda j: (j.at, j.id))
    return [
        {
            "id": j.id,
            "decision": j.decision,
            "editor": j.editor,
            "at": j.at,
            "why": j.why,
            "about": [t.id for t in j.targets],
            "changes": {c.field: c.value for c in j.changes},
            "undoes": j.undoes,
            "told": d.told,
            "words": d.spoken_of,
        }
        for j, d in zip(ordered, shown, strict=True)
    ]
