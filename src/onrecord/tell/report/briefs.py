"""The record in short: the few lines on top that a reader with one minute needs."""

from dataclasses import dataclass

from onrecord.tell.report.changes import Changes, Ladder
from onrecord.tell.report.copies import Copies
from onrecord.tell.report.disputes import Disputes
from onrecord.tell.report.entries import Entry

MAX_LINES = 2
MAX_VALUES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a ladder in short: what it is read as, by whom, when, and the anchor of its sentence."""

    read_as: str
    giver: str
    when: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One line: what it is about, and the parts of which only those that apply are set."""

    kind: str
    href: str
    title: str
    verbatim: bool = False
    detail: str = ""
    values: tuple[Value, ...] = ()


def write_briefs(disputes: Disputes, changes: Changes, copies: Copies) -> tuple[Brief, ...]:
    """The biggest disputes, the figures that moved most, and whose text is whose."""
    lines = [
        Brief(
            kind="In dispute",
            href=d.anchor,
            title="".join(p.text for p in d.title),
            verbatim=d.verbatim,
            detail=d.dek,
        )
        for d in disputes.shown[:MAX_LINES]
    ]
    lines += [
        Brief(kind="Moved", href=ladder.anchor, title=ladder.indicator, values=choose_values(ladder))
        for ladder in changes.ladders[:MAX_LINES]
    ]
    credited = copies.credited[: MAX_LINES + 1]
    lines += [Brief(kind="Text from others", href=c.anchor, title=c.verdict, detail=c.reason) for c in credited]
    room = max(MAX_LINES - len(credited), 1)
    lines += [Brief(kind="Shared text", href=c.anchor, title=c.verdict, detail=c.shared) for c in copies.compared[:room]]
    return tuple(lines)


def choose_values(ladder: Ladder) -> tuple[Value, ...]:
    """The values of a ladder in order of time: all where they are few, else the first ones and the last."""
    seen: dict[tuple[str, str], Entry] = {}
    for e in (*ladder.rows, *ladder.more):
        if e.amount:
            seen.setdefault((e.amount.read_as, e.giver.name), e)
    rows = list(seen.values())
    if len(rows) > MAX_VALUES:
        rows = [*rows[: MAX_VALUES - 1], rows[-1]]
    return tuple(
        Value(
            read_as=e.amount.read_as.removeprefix("= "),
            giver=e.giver.name,
            when=e.amount.as_of or e.said or f"printed {e.article.day}",
            at=e.at,
        )
        for e in rows
        if e.amount
    )
