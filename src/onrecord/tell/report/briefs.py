"""The record in short: the few lines on top that a reader with one minute needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.tell.report.changes import Changes, Ladder
from onrecord.tell.report.copies import Copies
from onrecord.tell.report.disputes import Disputes
from onrecord.tell.report.entries import Entry
from onrecord.tell.report.records import inside

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
    for ladder in changes.ladders[:MAX_LINES]:
        values = choose_values(ladder)
        lines.append(Brief(kind=name_kind(values), href=ladder.anchor, title=ladder.indicator, values=values))
    credited = copies.credited[: MAX_LINES + 1]
    lines += [Brief(kind="Text from others", href=c.anchor, title=c.verdict, detail=c.reason) for c in credited]
    room = max(MAX_LINES - len(credited), 1)
    lines += [Brief(kind="Shared text", href=c.anchor, title=c.verdict, detail=c.shared) for c in copies.compared[:room]]
    return tuple(lines)


def name_kind(values: Sequence[Value]) -> str:
    """What values that follow on each other are: what everybody gives another number for did not move."""
    givers = [v.giver for v in values]
    return "Moved" if len(set(givers)) < len(givers) else "Given"


def choose_values(ladder: Ladder) -> tuple[Value, ...]:
    """The values of a ladder in order of time, each once, where it is first given; and the last one, where it comes back.

    Those that several origins give, where there are two such. Where they are too many: the first, the last, and between them
    those that most origins give. Whoever gave several stands first, with all of theirs.
    """
    every = [r for r in (*ladder.rows, *ladder.more) if r.entry.amount]
    own = [r for r in every if not r.past] or every
    firm = [r for r in own if r.origins > 1 and not r.vague]
    several = len(firm) > 1
    given = sorted(firm if several else own, key=lambda r: r.places)
    often: Counter[str] = Counter()
    first: dict[str, Entry] = {}
    for r in given:
        first.setdefault(_number(r.entry), r.begins)
        often[_number(r.entry)] += r.origins
    rows = list(first.items())
    last = max(given, key=lambda r: r.places[1], default=None)
    if last and not several and _number(last.latest) != rows[-1][0]:
        rows.append((_number(last.latest), last.latest))
    if len(rows) > MAX_VALUES:
        between = sorted(range(1, len(rows) - 1), key=lambda n: (-often[rows[n][0]], n))[: MAX_VALUES - 2]
        rows = [rows[n] for n in (0, *sorted(between), len(rows) - 1)]
    values = [
        Value(
            read_as=e.amount.read_as.removeprefix("= "),
            giver=inside(e.giver.name),
            when=e.amount.as_of or e.said or f"printed {e.article.day}",
            at=e.at,
        )
        for _, e in rows
        if e.amount
    ]
    return _put_turns_first(values)


def _put_turns_first(values: Sequence[Value]) -> tuple[Value, ...]:
    """Values of whoever gave several follow on each other and come first: a rival's value is no turn of theirs."""
    by: dict[str, list[Value]] = {}
    for value in values:
        by.setdefault(value.giver, []).append(value)
    return tuple(value for turns in sorted(by.values(), key=lambda turns: len(turns) == 1) for value in turns)


def _number(entry: Entry) -> str:
    """What a value is read as without its bounds: a toll of "≥ 9" that is then "9" did not move."""
    return entry.amount.read_as.lstrip("=≥≤≈ ").removeprefix("about ") if entry.amount else ""
