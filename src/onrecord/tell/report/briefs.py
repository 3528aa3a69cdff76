"""The record in short: the few lines on top that a reader with one minute needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.tell.report.changes import Changes, Ladder
from onrecord.tell.report.copies import Copies
from onrecord.tell.report.disputes import Disputes
from onrecord.tell.report.entries import Entry
from onrecord.tell.report.matters import is_extent
from onrecord.tell.report.records import inside
from onrecord.tell.report.rungs import name_quantity

MAX_LINES = 2
MAX_VALUES = 4
_SLIP = 0.05


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
    for ladder in choose_ladders(changes.ladders, disputes):
        values = choose_values(ladder)
        lines.append(Brief(kind=name_kind(values), href=ladder.anchor, title=ladder.indicator, values=values))
    credited = copies.credited[: MAX_LINES + 1]
    lines += [Brief(kind="Text from others", href=c.anchor, title=c.verdict, detail=c.reason) for c in credited]
    room = max(MAX_LINES - len(credited), 1)
    lines += [Brief(kind="Shared text", href=c.anchor, title=c.verdict, detail=c.shared) for c in copies.compared[:room]]
    return tuple(lines)


def choose_ladders(ladders: Sequence[Ladder], disputes: Disputes) -> tuple[Ladder, ...]:
    """The ladders that are told in short: of several values, of what no dispute above tells already, extents last."""
    told = {name_quantity("".join(p.text for p in d.title)) for d in disputes.shown[:MAX_LINES] if not d.verbatim}
    ranked = []
    for n, ladder in enumerate(ladders):
        name, single = name_quantity(ladder.counted), len(choose_values(ladder)) < 2
        ranked.append((single, is_extent(ladder.measured), name in told, n, ladder))
        if not single:
            told.add(name)
    return tuple(ladder for *_, ladder in sorted(ranked, key=lambda row: row[:4])[:MAX_LINES])


def name_kind(values: Sequence[Value]) -> str:
    """What values that follow on each other are: what everybody gives another number for did not move."""
    givers = [v.giver for v in values]
    return "Moved" if len(set(givers)) < len(givers) else "Given"


def choose_values(ladder: Ladder) -> tuple[Value, ...]:
    """The values of a ladder in order of time, each once, where it is first given; and the last one, where it comes back.

    Those that several origins give, where there are two such, and not but a few of a great many. Where they are too many: the
    first, the last, and between them those that most origins give. Whoever gave several stands first, with all of theirs.
    """
    every = [r for r in (*ladder.rows, *ladder.more) if r.entry.amount]
    own = [r for r in every if not r.past and not r.part_of] or every
    # what two of hundreds print is a slip, or of something else
    least = max((r.origins for r in own), default=0) * _SLIP
    firm = [r for r in own if r.origins > max(1, least) and not r.vague]
    several = len(firm) > 1 or (len(firm) == 1 and least > 1)
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
        turns = by.setdefault(value.giver, [])
        if not turns or turns[-1].read_as != value.read_as:
            turns.append(value)
    return tuple(value for turns in sorted(by.values(), key=lambda turns: len(turns) == 1) for value in turns)


def _number(entry: Entry) -> str:
    """What a value is read as without its bounds: a toll of "≥ 9" that is then "9" did not move."""
    return entry.amount.read_as.lstrip("=≥≤≈ ").removeprefix("about ") if entry.amount else ""
