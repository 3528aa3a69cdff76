"""The rungs of a ladder: figures of one quantity put together where they give one value, however many articles print it."""

import datetime as dt
import functools
import itertools
import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar, cast

from onrecord.language.units import in_barrels
from onrecord.model import Figure, When
from onrecord.tell.report.entries import Entry
from onrecord.tell.report.records import UNNAMED, Prepared, by_time
from onrecord.tell.report.wording import read_day, tell_amount, tell_number, tell_when
from onrecord.text import fold, words

# Words that qualify a quantity without making it another one: with and without them, figures belong on one plot.
_QUALIFIERS = frozenset(
    "average case current daily early estimate estimated estimates final highest initial latest likely lowest maximum "
    "minimum official original overall peak possible preliminary present probable revised total worst".split()
)
# The same amount told in gallons or litres is rounded anew each time.
_ROUNDED = 0.03
_EXACT = 1e-6
_LONG_DAYS = 7
_SAID_BEFORE = 2
"""So many days may lie between what somebody says and an article that prints it without the day."""
_PAST_DAYS = 365
_RATE = "/day"
_JOINED = 40
"""So many letters may lie between two parts of a sum."""
_AND = re.compile(r"(?:^|\s)(?:and|plus)\s[^.;:]*$")
_CALLED = 40
"""So many letters may stand around a number that is but called out ("Pick one: 5,000...")."""
_TRAILS_OFF = re.compile(r"\s?(?:\.\.\.|…)")
# "loses 5,000 barrels before breakfast" is no rate
_FIGURATIVE = re.compile(r"\sbefore\s(?:breakfast|lunch|dinner|noon|dawn)\b")

Value = tuple[float | None, float | None]


class Counted(Protocol):
    """What of a figure tells which others count the same, and how much it tells."""

    @property
    def id(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def giver(self) -> str | None: ...
    @property
    def indicator(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def place(self) -> str | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


F = TypeVar("F", bound=Counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One value of a quantity: the entry that stands for it, and the others that give it, in order of time.

    `entry` is the first that names its giver, else the first; `again` are those by which an article repeats it ("5,000
    barrels (210,000 gallons)"), `first` and `latest` the first and last of all; `places` are where these come among the
    figures of the quantity, in order of time. `begins` is the one whose day is the value's, `converted` says how it is told in
    another unit. `articles` and `origins` are those that print the value. A value of the `past` is said to hold for a day long
    before the story began, and one that is `vague` has no digits and no upper bound ("millions"). `part_of` is the value of
    the same quantity that it makes together with another beside it.
    """

    entry: Entry
    others: tuple[Entry, ...]
    again: tuple[Entry, ...] = ()
    first: Entry
    begins: Entry
    latest: Entry
    places: tuple[int, int]
    articles: int
    origins: int
    past: bool = False
    vague: bool = False
    part_of: float | None = None
    converted: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries at hand that give the value."""
        return (self.entry, *self.others, *self.again)

    @property
    def givers(self) -> tuple[str, ...]:
        """Who else gives it, by name; not who denies it."""
        names = dict.fromkeys(e.giver.name for e in self.others if e.stance_class != "denies")
        return tuple(n for n in names if n != self.entry.giver.name and n not in UNNAMED)


@functools.lru_cache(maxsize=4096)
def name_quantity(indicator: str) -> str:
    """What a label counts, without the words that only qualify it."""
    kept = [w for w, _, _ in words(indicator) if w not in _QUALIFIERS]
    return " ".join(kept) or fold(indicator)


def _to_barrels(unit: str) -> tuple[str, float] | None:
    """The unit in barrels of a volume or flow, and how many of these one is."""
    if "/" in unit:
        return in_barrels(unit)
    found = in_barrels(unit + _RATE)
    return (found[0].removesuffix(_RATE), found[1]) if found else None


def name_unit(unit: str) -> str:
    """The unit in which amounts of this one are compared."""
    to = _to_barrels(unit)
    return to[0] if to else unit


def in_one_unit(figures: Iterable[F]) -> list[F]:
    """The figures, those told in gallons or litres in barrels where the story tells them in barrels too.

    To three digits, or as the value in barrels that they are rounded from ("5,000 barrels (795,000 litres)").
    """
    figures = list(figures)
    told: dict[tuple[str, str], set[Value]] = defaultdict(set)
    for f in figures:
        told[name_quantity(f.indicator), f.unit].add((f.low, f.high))
    done = []
    for f in figures:
        to = _to_barrels(f.unit)
        values = told.get((name_quantity(f.indicator), to[0])) if to else None
        if to and values:
            low, high = (None if n is None else float(f"{n * to[1]:.3g}") for n in (f.low, f.high))
            near = [v for v in values if _is_near(low, v[0]) and _is_near(high, v[1])]
            low, high = min(near, key=lambda v: (abs((v[0] or v[1] or 0) - (low or high or 0)), str(v)), default=(low, high))
            f = cast(F, replace(cast(Any, f), low=low, high=high, unit=to[0]))
        done.append(f)
    return done


def _is_near(a: float | None, b: float | None) -> bool:
    return a is b or (a is not None and b is not None and abs(a - b) <= _ROUNDED * max(abs(a), abs(b)))


def is_bare(story: Prepared, f: Figure) -> bool:
    """Whether a number is but called out, alone in its sentence or before an ellipsis ("5,000... 8,000..."), or no amount.

    What it counts is read from what stands around it, so it tells nothing of its quantity.
    """
    document = story.entries[f.id].document
    text, sentences = document.article.text, document.layout.sentences
    at = bisect_right(sentences, f.passage.start, key=lambda s: s.start) - 1
    if _FIGURATIVE.match(text, f.passage.end):
        return True
    if at < 0 or f.passage.end > sentences[at].end or sentences[at].kind == "title":
        return False
    around = text[sentences[at].start : f.passage.start] + text[f.passage.end : sentences[at].end]
    return (_TRAILS_OFF.match(text, f.passage.end) is not None and len(around) <= _CALLED) or not re.search(r"[^\W\d_]", around)


def entry_of(story: Prepared, f: Figure) -> Entry:
    """The entry of a figure; read in another unit, or on a day that another article tells, where the figure was put so."""
    entry, own = story.entries[f.id], story.figures[f.id]
    if entry.amount is None or (f.unit == own.unit and f.as_of == own.as_of):
        return entry
    read_as = entry.amount.read_as if f.unit == own.unit else tell_amount(f)
    as_of = entry.amount.as_of if f.as_of == own.as_of or not f.as_of else f"{tell_when(f.as_of)}, {f.as_of.reason}"
    return replace(entry, amount=replace(entry.amount, read_as=read_as, as_of=as_of))


def lend_days(story: Prepared, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one quantity, those without a day on the one that another article tells of the same.

    It is the same where one named giver gives values that agree, one of them on a day up to two before the other is printed.
    """
    by_giver: dict[str, list[tuple[dt.date, Figure]]] = defaultdict(list)
    for f in figures:
        first, last, stated = span_of(story, f)
        day = read_day(first) if stated and first == last else None
        if day:
            by_giver[story.entries[f.id].giver.name].append((day, f))
    return [_with_day(story, f, by_giver.get(story.entries[f.id].giver.name, [])) for f in figures]


def _with_day(story: Prepared, f: Figure, known: Sequence[tuple[dt.date, Figure]]) -> Figure:
    q, printed = story.quotations.get(f.quotation or ""), read_day(story.printed[f.article].earliest)
    undated = f.as_of is not None and f.as_of.basis == "inferred" and f.as_of.earliest and not (q and q.said)
    if not undated or printed is None or story.entries[f.id].giver.name in UNNAMED:
        return f
    near = [(d, g) for d, g in known if g.article != f.article and 0 <= (printed - d).days <= _SAID_BEFORE and _agree(f, g)]
    if not near:
        return f
    day, told = max(near, key=lambda row: (row[0], row[1].id))
    value, number = day.isoformat(), story.refs[told.article].number
    return replace(
        f, as_of=When(value=value, earliest=value, latest=value, basis="inferred", reason=f"as article {number} has it")
    )


def _agree(a: Figure, b: Figure) -> bool:
    low = max(-math.inf if f.low is None else f.low for f in (a, b))
    return low <= min(math.inf if f.high is None else f.high for f in (a, b))


def span_of(story: Prepared, f: Figure) -> tuple[str | None, str | None, bool]:
    """The days that a figure holds for, and whether the text says so; else the days it was printed.

    Of a former value only the last that it can hold for is known.
    """
    if f.as_of and f.as_of.latest:
        return f.as_of.earliest, f.as_of.latest, f.as_of.basis != "inferred"
    q = story.quotations.get(f.quotation or "")
    if q and q.said and q.said.earliest and q.said.latest:
        return q.said.earliest, q.said.latest, False
    printed = story.printed[f.article]
    return printed.earliest, printed.latest, False


def when_given(story: Prepared, f: Figure) -> tuple[str, tuple[str, int, int]]:
    """The order of figures in time; one that holds for a month stands where the month ends."""
    first, last, _ = span_of(story, f)
    a, b = read_day(first), read_day(last)
    long = a is None or b is None or (b - a).days > _LONG_DAYS
    return (last if long else first) or "9999", by_time(story.entries[f.id])


def find_rungs(story: Prepared, figures: Sequence[Figure], *, printed: Mapping[Value, int] | None = None) -> list[Rung]:
    """The values of figures in one unit, in order of time.

    Where only some of the figures are at hand, `printed` tells how many articles print each value.
    """
    groups: dict[Value, list[tuple[int, Figure]]] = defaultdict(list)
    for n, f in enumerate(sorted(figures, key=lambda f: when_given(story, f))):
        groups[f.low, f.high].append((n, f))
    begun = day_begun(story)
    parts = _find_parts(story, figures)
    rungs = [
        replace(_make_rung(story, group, begun, (printed or {}).get(value, 0)), part_of=parts.get(value))
        for value, group in groups.items()
    ]
    return sorted(rungs, key=lambda r: r.places)


def _find_parts(story: Prepared, figures: Sequence[Figure]) -> dict[Value, float]:
    """By value, what it makes together with one that "and" joins to it: "two crew and nine passengers" of eleven."""
    exact = sorted(
        ((f.article, f.passage.start, f) for f in figures if f.low is not None and f.low == f.high and not f.approximate),
        key=lambda row: row[:2],
    )
    whole = {f.low for *_, f in exact}
    parts: dict[Value, float] = {}
    for (*_, left), (*_, right) in itertools.pairwise(exact):
        total = (left.low or 0.0) + (right.low or 0.0)
        if left.article == right.article and left.low and right.low and total in whole:
            between = story.entries[left.id].document.article.text[left.passage.end : right.passage.start]
            if len(between) <= _JOINED and _AND.search(between):
                parts |= {(left.low, left.high): total, (right.low, right.high): total}
    return parts


def day_begun(story: Prepared) -> dt.date | None:
    """The first day of a story, as far as its articles tell."""
    days = [d for d in (read_day(w.earliest) for w in story.printed.values()) if d]
    return read_day(story.record.story.earliest) or min(days, default=None)


def is_past(story: Prepared, f: Figure, begun: dt.date | None) -> bool:
    """Whether a figure is said to hold for a day long before the story began."""
    _, last, stated = span_of(story, f)
    day = read_day(last)
    return stated and begun is not None and day is not None and (begun - day).days > _PAST_DAYS


def _make_rung(story: Prepared, placed: list[tuple[int, Figure]], begun: dt.date | None, printed: int) -> Rung:
    # where no day is told it is taken for the same value again
    stated = [f for _, f in placed if (span := span_of(story, f))[2] and read_day(span[1])]
    old = {f.id for f in stated if is_past(story, f, begun)}
    past = bool(stated) and len(old) == len(stated)
    if not past:  # it stands for what the value is of in the story, not for a like thing long before
        placed = sorted(placed, key=lambda p: p[1].id in old)
    figures = [f for _, f in placed]
    entries = [entry_of(story, f) for f in figures]
    at = min(range(len(entries)), key=lambda n: (entries[n].stance_class == "denies", entries[n].giver.name in UNNAMED, n))
    first = entries[at]
    seen: dict[tuple[int, str], Entry] = {(first.article.number, first.giver.name): first}
    for e in entries:
        seen.setdefault((e.article.number, e.giver.name), e)
    others = [e for e in seen.values() if e is not first]
    shown = {e.id for e in seen.values()}
    spans = [span_of(story, f)[:2] for f in figures]
    now = [n for n, f in enumerate(figures) if past or f.id not in old]
    articles, origins = len({f.article for f in figures}), len(story.origins([f.id for f in figures]))
    if articles < printed:  # of a value that is shown in part, the articles that print it stand for its origins
        articles, origins = printed, max(origins, printed)
    return Rung(
        entry=first,
        others=tuple(others),
        again=tuple(e for e in entries if e.id not in shown),
        first=entries[0],
        begins=first if spans[at] == spans[0] else entries[0],
        latest=entries[now[-1]],
        places=(placed[0][0], placed[now[-1]][0]),
        articles=articles,
        origins=origins,
        past=past,
        vague=all(f.high is None and not re.search(r"\d", f.passage.exact) for f in figures),
        converted=_tell_conversions(story, figures),
    )


def _tell_conversions(story: Prepared, figures: Sequence[Figure]) -> tuple[str, ...]:
    """How figures that were put into one unit are told in another, with the sum: "“210,000 gallons” ÷ 42 = 5,000"."""
    told: dict[tuple[float | None, float | None, str], str] = {}
    for own in (story.figures[f.id] for f in figures if f.unit != story.figures[f.id].unit):
        to = _to_barrels(own.unit)
        if to and (own.low, own.high, own.unit) not in told:
            values = [n * to[1] for n in dict.fromkeys((own.low, own.high)) if n is not None]
            exact = all(abs(n - round(n)) < _EXACT for n in values)
            sums = "–".join(tell_number(n if exact else float(f"{n:.4g}")) for n in values)
            made_of = tell_number(round(1 / to[1], 3))
            told[own.low, own.high, own.unit] = f"“{own.passage.exact}” ÷ {made_of} {'=' if exact else '≈'} {sums}"
    return tuple(told.values())


def weigh_rung(rung: Rung) -> tuple[bool, int, int]:
    """How much a value tells of its quantity: whether it is of this story and has a number, origins, named givers."""
    return not (rung.past or rung.vague or rung.part_of), rung.origins, len({*rung.givers, rung.entry.giver.name} - UNNAMED)
