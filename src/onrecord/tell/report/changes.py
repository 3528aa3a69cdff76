"""What changed: figures of one kind with several values, statements replaced by later ones, statements made more exact."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Figure, Relation
from onrecord.tell.arithmetic import find_checks
from onrecord.tell.report.entries import Entry
from onrecord.tell.report.matters import weigh_matter
from onrecord.tell.report.plots import NARROW, SHAPE_NAMES, WIDE, Mark, Plot, draw_plot
from onrecord.tell.report.questions import gather_components
from onrecord.tell.report.records import UNNAMED, Prepared, by_time, inside
from onrecord.tell.report.rungs import (
    F,
    Rung,
    Value,
    day_begun,
    entry_of,
    find_rungs,
    in_one_unit,
    is_bare,
    is_past,
    lend_days,
    name_quantity,
    span_of,
    weigh_rung,
    when_given,
)
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import capitalise, count, join_names, tell_unit
from onrecord.text import fold, make_id

MAX_PLOTS = 8
MAX_WIDE = 2
MAX_ROWS = 8
MAX_WIDE_ROWS = 20
MAX_MARKS = 60
MANY_VALUES = 16
MAX_STEPS = 5
MAX_CHAINS = 4
MAX_SUMS = 12
_FACTOR = "times"
_MOVES = frozenset({"fall", "rise"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """One quantity with two or more values: plots for wide and narrow pages, and the values behind them in order of time.

    `counted` and `measured` are the label and unit of its first figure. `rows` are those that most origins give, `more` the
    others. `wide` ladders take the whole width; `several` says that the rows count the quantity under more than one name.
    """

    anchor: str
    indicator: str
    counted: str
    unit: str
    measured: str
    dek: str
    wide: bool
    several: bool
    plots: tuple[Plot, ...]
    rows: tuple[Rung, ...]
    more: tuple[Rung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a change: an entry, and why it follows on the one before."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Statements that follow on each other, in order of time."""

    anchor: str
    title: str
    steps: tuple[Step, ...]
    more: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The figures of one indicator."""

    indicator: str
    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum that wording ties together, with the figures it is made of; the last is what it is held against."""

    text: str
    fits: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed in a story, what moved most first, and the figures that have one value alone."""

    ladders: tuple[Ladder, ...] = ()
    more_ladders: tuple[Ladder, ...] = ()
    updated: tuple[Chain, ...] = ()
    more_updated: tuple[Chain, ...] = ()
    narrowed: tuple[Chain, ...] = ()
    more_narrowed: tuple[Chain, ...] = ()
    other_figures: tuple[Register, ...] = ()
    sums: tuple[Sum, ...] = ()

    @property
    def total(self) -> int:
        """How many quantities and statements changed."""
        parts = (self.ladders, self.more_ladders, self.updated, self.more_updated, self.narrowed, self.more_narrowed)
        return sum(len(p) for p in parts)


def find_changes(story: Prepared) -> Changes:
    """The ladders, updates and refinements of a story."""
    bare = {f.id for f in story.figures.values() if is_bare(story, f)}
    moving, still = split_figures([f for f in story.figures.values() if f.id not in bare])
    still += [group for part in split_figures([f for f in story.figures.values() if f.id in bare]) for group in part]
    moving.sort(key=weigh_figures)
    ladders = [make_ladder(story, figures, rank=n) for n, figures in enumerate(moving)]
    in_ladder = {f.id for figures in moving for f in figures} | bare
    updated = _chains(story, "updates", in_ladder)
    narrowed = _chains(story, "narrows", in_ladder)
    return Changes(
        ladders=tuple(ladders[:MAX_PLOTS]),
        more_ladders=tuple(ladders[MAX_PLOTS:]),
        updated=tuple(updated[:MAX_CHAINS]),
        more_updated=tuple(updated[MAX_CHAINS:]),
        narrowed=tuple(narrowed[:MAX_CHAINS]),
        more_narrowed=tuple(narrowed[MAX_CHAINS:]),
        other_figures=make_register(story, still),
        sums=tuple(
            Sum(text=c.text, fits=c.fits, entries=tuple(story.entries[i] for i in c.figures))
            for c in find_checks(story.documents)[:MAX_SUMS]
        ),
    )


def weigh_figures(figures: Sequence[F]) -> tuple[float, int, str]:
    """How much a quantity tells, the least first that tells most: by givers, values and articles, how many figures, of what."""
    givers, values = len({f.giver for f in figures}), len({(f.low, f.high) for f in figures})
    weight = 4 * min(givers, 8) + 4 * min(values, 8) + 4 * min(len({f.article for f in figures}), 8) + min(len(figures), 30)
    return -weight * weigh_matter(figures[0].indicator, figures[0].unit), -len(figures), min(f.id for f in figures)


def split_figures(figures: Collection[F]) -> tuple[list[list[F]], list[list[F]]]:
    """The figures by what they count: those quantities that have several values, and those that have one."""
    moving: list[list[F]] = []
    still: list[list[F]] = []
    for key, group in _group_figures(figures).items():
        values = {(f.low, f.high) for f in group if f.low is not None or f.high is not None}
        # A label that only repeats the unit ("crown", in crowns) does not say that these count one thing.
        # A factor ("twice the rate") is held against something else each time.
        counted = (
            key[1] != _FACTOR
            and key[0]
            and key[0].removesuffix("s") not in (fold(key[1]), fold(tell_unit(key[1])).removesuffix("s"))
        )
        # each fall or rise is one of its own day
        moved = key[1] == "percent" and not _MOVES.isdisjoint(key[0].split())
        (moving if len(values) > 1 and counted and not moved else still).append(group)
    return moving, still


def _group_figures(figures: Collection[F]) -> dict[tuple[str, str, str], list[F]]:
    """The figures by what they count, unit and place; those without a place go with the place that is named most."""
    figures = in_one_unit(figures)
    places: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for f in figures:
        if f.place:
            places[name_quantity(f.indicator), f.unit][fold(f.place)] += 1
    groups: dict[tuple[str, str, str], list[F]] = defaultdict(list)
    for f in figures:
        key = (name_quantity(f.indicator), f.unit)
        known = places.get(key)
        place = fold(f.place) if f.place else max(known, key=lambda p: (known[p], p)) if known else ""
        groups[*key, place].append(f)
    return groups


def make_register(story: Prepared, groups: Sequence[Sequence[Figure]]) -> tuple[Register, ...]:
    """The groups of figures as tables, the longest first."""
    made = []
    for figures in groups:
        rows = tuple(sorted((story.entries[f.id] for f in figures), key=by_time))
        first = rows[0].amount
        made.append(Register(indicator=capitalise(first.indicator) if first else "", rows=rows))
    return tuple(sorted(made, key=lambda r: (-len(r.rows), fold(r.indicator), r.rows[0].id)))


def make_ladder(story: Prepared, figures: Sequence[Figure], *, rank: int, printed: Mapping[Value, int] | None = None) -> Ladder:
    """The ladder of figures that count one thing; `rank` says how large it is drawn.

    Where not all of them are at hand, `printed` tells how many articles print each value.
    """
    figures = lend_days(story, [f for f in figures if not is_bare(story, f)] or figures)
    figures.sort(key=lambda f: when_given(story, f))
    rungs = find_rungs(story, figures, printed=printed)
    names = Counter(f.indicator for f in figures)
    indicator = min(names, key=lambda name: (len(name), name))
    named = [f.place for f in figures if f.place]
    place = named[0] if 2 * len(named) > len(figures) else ""
    if place and fold(place) not in fold(indicator):
        indicator = f"{indicator}, {place}"
    givers = Counter(e.giver.name for r in rungs for e in (r.entry, *r.others) if e.stance_class != "denies")
    order = [name for name, _ in sorted(givers.items(), key=lambda item: (-item[1], item[0]))]
    anchor = make_id("l", figures[0].id)
    unit = tell_unit(figures[0].unit)
    first = sorted(range(len(rungs)), key=lambda n: (*(-w for w in weigh_rung(rungs[n])), n))
    first = first[: MAX_WIDE_ROWS if rank < MAX_WIDE else MAX_ROWS]
    plots: tuple[Plot, ...] = ()
    marks = _marks(story, figures, rungs, order) if rank < MAX_PLOTS else []
    # where no value has a day there is nothing to plot: the table tells them
    if any(m.first and m.last for m in marks):
        whole = 100.0 if figures[0].unit == "percent" else None
        sizes = (WIDE, NARROW) if rank < MAX_WIDE else (NARROW,)
        plots = tuple(draw_plot(marks, size=size, name=f"{anchor}-{n}", whole=whole) for n, size in enumerate(sizes))
    values = max(len(rungs), len(printed or ()))
    return Ladder(
        anchor=anchor,
        indicator=capitalise(indicator),
        counted=figures[0].indicator,
        unit=unit,
        measured=figures[0].unit,
        wide=rank < MAX_WIDE,
        several=len(names) > 1,
        dek=f"{count(values, 'value')} given by {join_names([inside(name) for name in order], limit=5)}.",
        plots=plots,
        rows=tuple(rungs[n] for n in sorted(first)),
        more=tuple(r for n, r in enumerate(rungs) if n not in first),
    )


def _marks(story: Prepared, figures: list[Figure], rungs: list[Rung], givers: list[str]) -> list[Mark]:
    """One mark for each value that a giver gives for a day, however many articles print it.

    Not for values of earlier times or parts of others; and where there are many values, for those alone that several print or
    somebody gives.
    """
    told = [r for r in rungs if not r.past and not r.part_of]
    if len(told) > MANY_VALUES:
        told = [r for r in told if not r.vague and (r.origins > 1 or r.entry.giver.name not in UNNAMED)]
    plotted = {e.id for r in told for e in r.entries}
    begun = day_begun(story)
    seen: dict[tuple[object, ...], Mark] = {}
    shape = {name: min(n, len(SHAPE_NAMES) - 1) for n, name in enumerate(givers)}
    for f in figures:
        if f.id not in plotted or (f.low is None and f.high is None) or is_past(story, f, begun):
            continue
        entry = entry_of(story, f)
        if entry.stance_class == "denies":
            continue
        first, last, stated = span_of(story, f)
        key = (entry.giver.name, f.low, f.high, first, last)
        if key in seen:
            seen[key] = replace(seen[key], rows=(*seen[key].rows, entry.anchor))
        elif len(seen) < MAX_MARKS:
            seen[key] = Mark(
                first=first,
                last=last,
                low=f.low,
                high=f.high,
                approximate=f.approximate,
                dated=stated,
                giver=entry.giver.name,
                shape=shape.get(entry.giver.name, len(SHAPE_NAMES) - 1),
                wording=f.passage.exact,
                href=entry.at,
                label=entry.label,
                short=entry.amount.read_as.removeprefix("= ") if entry.amount else "",
                rows=(entry.anchor,),
            )
    return list(seen.values())


def _chains(story: Prepared, kind: str, in_ladder: set[str]) -> list[Chain]:
    """The statements joined by one kind of relation, as chains in order of time; figures that a ladder shows are left to it."""
    relations = [r for r in story.relations if r.relation == kind and not (r.left in in_ladder and r.right in in_ladder)]
    groups = gather_components((r.left, r.right) for r in relations)
    reasons: dict[str, list[Relation]] = defaultdict(list)
    for r in relations:
        reasons[r.right].append(r)
    chains = []
    for group in groups:
        entries = sorted((story.entries[i] for i in group), key=by_time)
        rank = _follow(entries, reasons)
        entries.sort(key=lambda e: (rank[e.id], by_time(e)))
        steps, claims = [], set()
        for e in entries:
            node = story.node(e.id)
            if node in claims:
                continue
            claims.add(node)
            steps.append(Step(entry=e, reason=story.tell_reason(reasons[e.id][0].reason) if reasons[e.id] else ""))
        if len(steps) > 1:
            chains.append(
                Chain(
                    anchor=make_anchor(kind[0], entries[0].id),
                    title=_title_chain(steps),
                    steps=tuple(steps[:MAX_STEPS]),
                    more=tuple(steps[MAX_STEPS:]),
                )
            )
    return sorted(chains, key=lambda c: (-len(c.steps) - len(c.more), by_time(c.steps[0].entry)))


def _title_chain(steps: Sequence[Step]) -> str:
    """What the figures of a chain count, without what tells one label from its like; of statements, who makes them."""
    counted = [s.entry.amount.indicator.partition(" (")[0] for s in steps if s.entry.amount]
    if len(counted) == len(steps):
        return capitalise(min(counted, key=lambda label: (len(label), label)))
    return join_names(list(dict.fromkeys(s.entry.giver.name for s in steps)), limit=3)


def _follow(entries: list[Entry], reasons: dict[str, list[Relation]]) -> dict[str, int]:
    """How many relations lead up to each entry at the most, where that is longer than the order of time shows; cycles stop."""
    rank = {e.id: 0 for e in entries}
    for e in entries:
        rank[e.id] = max([rank[e.id], *(rank[r.left] + 1 for r in reasons[e.id] if r.left in rank)])
    return rank
