"""What is in dispute: contradictions between claims, gathered into the questions that they are about."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from onrecord.language.polarity import denies_claim
from onrecord.model import Figure, Relation
from onrecord.tell.report.between import tell_between
from onrecord.tell.report.entries import Entry, Piece, Spot, find_spot
from onrecord.tell.report.questions import group_contradictions, name_question, split_sides
from onrecord.tell.report.records import NO_SOURCE, UNNAMED, Prepared, by_time, inside
from onrecord.tell.report.rungs import Rung, find_rungs, in_one_unit, weigh_rung
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import capitalise, clip_quotes, count, join_names, spell, tell_unit
from onrecord.tell.unverified import is_near
from onrecord.text import fold

# what says little by itself: "it was behind the raid", "the bank of having paid"
_LEANS = re.compile(
    r"(?:it|its|he|his|she|her|they|their|this|that|these|those|such|them|him)\b|(?:[\w’'.-]+ ){1,5}of (?:having )?\w+ing\b",
    re.IGNORECASE,
)
# the verb of a whole clause
_TELLS = re.compile(
    r"\b(?:is|are|was|were|isn['’]t|has|have|had|will|would|can|could|did|does|do|may|might|must|should|said|says"
    r"|holds?|keeps?|makes?|wants?|remains?|needs?|gives?|takes?|knows?|leaves?|means?|shows?|seems?|lies|comes?|goes|(?<!-)[a-z]{3,}ed)\b"
)

MAX_PAIRS = 3
_ENOUGH = 3  # origins past which more make a side no stronger
MAX_DISPUTES = 6
MAX_MORE = 40
MAX_DENIALS = 6
MAX_LISTED = 6
MAX_VALUES = 12
MAX_GIVERS = 6
MAX_ORIGINS = 8
MAX_SPOTS = 8


E = TypeVar("E")
F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Generic[E]):
    """A claim, the reason why the other cannot be true of the same, and the counter."""

    left: E
    right: E
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Generic[E]):
    """One of the further values of figures in dispute: who gives it, how many more do, how many articles print it."""

    read_as: str
    entries: tuple[E, ...]
    more: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """An origin of one side: its name, where its first entries stand, how many more it has."""

    name: str
    spots: tuple[Spot, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Where one side of a dispute comes from: its first origins, how many `more` there are, and what all have."""

    title: str
    rows: tuple[Beginning, ...]
    more: int
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Generic[E]):
    """One question in dispute: pairs, further statements of both sides, who cannot verify, receipts, claims.

    `title` is verbatim for statements and the tool's label of what is counted for figures. `size` counts sources, contradicting
    pairs, entries. Of figures the further ones are `values`, by side, instead of entries one by one. `sides` are the ids of all
    entries, in order of time. What is shown stands as entries, or as whatever names them (`map_entries`).
    """

    anchor: str
    title: tuple[Piece, ...]
    verbatim: bool
    dek: str
    heads: tuple[str, str]
    pairs: tuple[Pair[E], ...]
    left_more: tuple[E, ...]
    right_more: tuple[E, ...]
    unshown: int
    neither: tuple[E, ...]
    receipts: tuple[Receipt, ...]
    claims: tuple[str, ...]
    size: tuple[int, int, int]
    values: tuple[tuple[Given[E], ...], tuple[Given[E], ...]] = ((), ())
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def cut(self) -> bool:
        """Whether some of its entries are not shown."""
        given = any(g.more for side in self.values for g in side)
        return bool(self.unshown or given or any(r.more or any(b.more for b in r.rows) for r in self.receipts))


def map_entries(dispute: Dispute[E], find: Callable[[E], F]) -> Dispute[F]:
    """The dispute with another thing in the place of each entry."""

    def each(entries: Iterable[E]) -> tuple[F, ...]:
        return tuple(find(e) for e in entries)

    parts = {
        "pairs": tuple(replace(cast(Any, p), left=find(p.left), right=find(p.right)) for p in dispute.pairs),
        "left_more": each(dispute.left_more),
        "right_more": each(dispute.right_more),
        "neither": each(dispute.neither),
        "values": tuple(tuple(replace(cast(Any, g), entries=each(g.entries)) for g in side) for side in dispute.values),
    }
    return cast(Dispute[F], replace(cast(Any, dispute), **parts))


def order_disputes(disputes: Iterable[Dispute[E]]) -> list[Dispute[E]]:
    """The disputes with the biggest first."""
    return sorted(disputes, key=lambda d: (*(-n for n in d.size), d.anchor))


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputes:
    """The disputes of a story, biggest first; those past the limit only by name.

    `denials` are statements that deny something of which no statement was found: one of each claim, in order of time.
    """

    shown: tuple[Dispute[Entry], ...] = ()
    more: tuple[Dispute[Entry], ...] = ()
    pairs: int = 0
    denials: tuple[Entry, ...] = ()
    denials_unshown: int = 0

    @property
    def total(self) -> int:
        """How many disputes there are."""
        return len(self.shown) + len(self.more)


def find_disputes(story: Prepared) -> Disputes:
    """The contradictions of a story gathered into disputes, biggest first."""
    given: dict[str, list[str]] = defaultdict(list)
    for figure in story.figures.values():
        if figure.quotation:
            given[figure.quotation].append(figure.id)
    groups = group_contradictions(
        story.relations, node=story.node, given=given, asks={f.id: name_question(f) for f in story.figures.values()}
    )
    disputed = {
        node
        for r in story.relations
        if r.relation == "contradicts" and len({story.node(r.left), story.node(r.right)}) == 2
        for node in (story.node(r.left), story.node(r.right))
    }
    doubters = [e for e in story.entries.values() if e.stance_class == "cannot-verify" and _is_newsroom(story, e)]
    made = order_disputes(
        _make_dispute(story, list(dict.fromkeys(story.node(i) for r in group for i in (r.left, r.right))), group, doubters)
        for group in groups
    )
    denials = _find_denials(story, disputed)
    return Disputes(
        shown=tuple(made[:MAX_DISPUTES]),
        more=tuple(made[MAX_DISPUTES:]),
        pairs=sum(r.relation == "contradicts" for r in story.relations),
        denials=tuple(denials[:MAX_DENIALS]),
        denials_unshown=max(len(denials) - MAX_DENIALS, 0),
    )


def _find_denials(story: Prepared, disputed: set[str]) -> list[Entry]:
    """The first denial of each claim that is in no dispute; who refuses what others want denies no claim."""
    found: dict[str, Entry] = {}
    for entry in sorted((e for e in story.entries.values() if e.stance_class == "denies"), key=by_time):
        figure = story.figures.get(entry.id)
        said = story.quotations.get((figure.quotation or "") if figure else entry.id)
        if said and not denies_claim(said):
            continue
        node = story.node(entry.id)
        if node not in disputed:
            found.setdefault(node, entry)
    return list(found.values())


def _make_dispute(story: Prepared, nodes: list[str], relations: list[Relation], doubters: list[Entry]) -> Dispute[Entry]:
    left_nodes, right_nodes = split_sides(story, nodes, relations)
    left_ids = [m for n in left_nodes for m in story.members(n)]
    right_ids = [m for n in right_nodes for m in story.members(n)]
    left, right = _entries(story, left_ids), _entries(story, right_ids)
    pairs = _choose_pairs(story, relations, set(left_ids))
    used = {e.id for p in pairs for e in (p.left, p.right)}
    left_more, right_more = [e for e in left if e.id not in used], [e for e in right if e.id not in used]
    figures = all(e.amount for e in (*left, *right))
    further: tuple[tuple[Given[Entry], ...], tuple[Given[Entry], ...]] = ((), ())
    main = pairs[0].left if pairs else left[0]
    if figures and main.amount:
        title: tuple[Piece, ...] = (Piece(text=capitalise(main.amount.indicator)),)
        own = in_one_unit(story.figures[e.id] for e in (*left, *right))
        rungs = sorted(find_rungs(story, own), key=_by_weight)
        denied = any(e.stance_class == "denies" for e in (*left, *right))
        dek = f"Given as {_list_values(rungs, own)}{', and denied' if denied else ''}."
        by_side = _find_values(story, left_more), _find_values(story, right_more)
        unshown = sum(max(len(side) - MAX_VALUES, 0) for side in by_side)
        left_more, right_more, further = [], [], (_tell_values(by_side[0]), _tell_values(by_side[1]))
        heads = ("Claimed", "Denied") if denied and len(rungs) == 1 else ("First figure", "Counter-figure")
    else:
        title = _title(story, [main, *left, *right])
        dek = f"{_names(left)} against {inside(_names(right))}."
        heads = ("Claimed", "Denied or contradicted")
    if not figures:
        unshown = max(len(left_more) - MAX_MORE, 0) + max(len(right_more) - MAX_MORE, 0)
    of_question = {*left_ids, *right_ids}
    neither = [] if figures else [e for e in doubters if e.id not in of_question and _doubts(story, e, (*left, *right))]
    return Dispute(
        anchor=make_anchor("d", min(nodes)),
        title=title,
        verbatim=not figures,
        dek=dek,
        heads=heads,
        pairs=tuple(pairs),
        left_more=tuple(left_more[:MAX_MORE]),
        right_more=tuple(right_more[:MAX_MORE]),
        unshown=unshown,
        neither=tuple(neither[:2]),
        receipts=(
            _make_receipt(story, "Origins of the first figure" if figures else "Origins of the claim", left_ids),
            _make_receipt(story, "Origins of the counter-figure" if figures else "Origins of the counter", right_ids),
        ),
        claims=tuple(n for n in (*left_nodes, *right_nodes) if n in story.claims),
        size=(len({e.giver.name for e in (*left, *right)} - UNNAMED), len(relations), len(left) + len(right)),
        values=further,
        sides=(tuple(e.id for e in left), tuple(e.id for e in right)),
    )


def _title(story: Prepared, entries: Sequence[Entry]) -> tuple[Piece, ...]:
    """The words of the first entry, or of the first claim that can be read by itself, where these cannot."""
    own = [e.content[0].text for e in entries if e.content]
    claims = [c.text for e in entries if (c := story.claim_of.get(e.id)) and c.text]
    texts = [t.rstrip(" ,;:") for t in (*own[:1], *claims, *own[1:])]
    clear = next((t for t in texts if _TELLS.search(t) and not _LEANS.match(t)), texts[0] if texts else "")
    return (Piece(text=clear[:240], style="u"),) if clear else entries[0].content


def _find_values(story: Prepared, entries: Iterable[Entry]) -> list[Rung]:
    """The values of figures, those that most origins give first."""
    return sorted(find_rungs(story, in_one_unit(story.figures[e.id] for e in entries)), key=_by_weight)


def _tell_values(rungs: Sequence[Rung]) -> tuple[Given[Entry], ...]:
    return tuple(
        Given(
            read_as=r.entry.amount.read_as,
            entries=(r.entry, *r.others[: MAX_GIVERS - 1]),
            more=max(len(r.others) + 1 - MAX_GIVERS, 0),
            articles=r.articles,
        )
        for r in rungs[:MAX_VALUES]
        if r.entry.amount
    )


def _by_weight(rung: Rung) -> tuple[int, ...]:
    return tuple(-w for w in weigh_rung(rung))


def _list_values(rungs: list[Rung], figures: Iterable[Figure]) -> str:
    """The values that most origins give, in order of time, and how many there are besides; their one unit is named once."""
    chosen = sorted(rungs[:MAX_LISTED], key=lambda r: r.places)
    told = list(dict.fromkeys(r.entry.amount.read_as.removeprefix("= ") for r in chosen if r.entry.amount))
    units = {tell_unit(f.unit) for f in figures}
    if len(units) == 1 and (unit := f" {units.pop()}") != " ":
        told = [*(t.removesuffix(unit) for t in told[:-1]), told[-1]]
    rest = len(rungs) - len(chosen)
    return f"{', '.join(told)} and {spell(rest)} more" if rest > 0 else join_names(told, limit=len(told))


def _is_newsroom(story: Prepared, entry: Entry) -> bool:
    """Whether a statement is of the newsroom that prints it, which then stands between the sides."""
    document = story.by_number[entry.article.number]
    names = {fold(n) for n in (document.article.publisher, *document.layout.agency) if n}
    return entry.amount is None and (entry.giver.name == NO_SOURCE or fold(entry.giver.name) in names)


def _doubts(story: Prepared, doubter: Entry, entries: Iterable[Entry]) -> bool:
    """Whether a "could not be verified" stands by one of the entries in its article, or names it."""
    number = doubter.article.number
    starts = [s.start for s in story.by_number[number].layout.sentences]
    said = (story.quotations[e.id] for e in entries if e.article.number == number and e.id in story.quotations)
    return any(is_near(story.quotations[doubter.id], q, starts) for q in said)


def _entries(story: Prepared, ids: Iterable[str]) -> list[Entry]:
    return sorted((story.entries[i] for i in dict.fromkeys(ids)), key=by_time)


def _names(entries: Iterable[Entry]) -> str:
    return join_names(list(dict.fromkeys(e.giver.name for e in entries)))


def _choose_pairs(story: Prepared, relations: list[Relation], left_ids: set[str]) -> list[Pair[Entry]]:
    """The contradictions that tell most and need no entry twice, the strongest first.

    Those decided by people come before all; then both sides count, by their origins and by whether they are given by name.
    """

    def weigh(r: Relation) -> int:
        named = sum(_is_name(story.entries[i].giver.name) for i in (r.left, r.right))
        claims = [story.claim_of.get(i) for i in (r.left, r.right)]
        return -named - min(_ENOUGH, *(c.origins if c else 1 for c in claims))

    ranked = sorted(
        relations,
        key=lambda r: (
            r.decided_by != "person",
            story.entries[r.left].headline or story.entries[r.right].headline,
            weigh(r),
            -r.score,
            by_time(story.entries[r.left]),
            by_time(story.entries[r.right]),
        ),
    )
    used: set[str] = set()
    pairs: list[Pair[Entry]] = []
    for r in ranked:
        if len(pairs) < MAX_PAIRS and used.isdisjoint((r.left, r.right)):
            used |= {r.left, r.right}
            a, b = (r.left, r.right) if r.left in left_ids else (r.right, r.left)
            left, right = story.entries[a], story.entries[b]
            title = pairs[0].left.amount if pairs else left.amount
            reason = tell_between(story.tell_reason(r.reason), title=title.indicator if title else "")
            pairs.append(Pair(left=left, right=right, reason=clip_quotes(reason), decided_by=r.decided_by))
    return pairs


def _is_name(name: str) -> bool:
    """Whether a giver goes by a name, as far as capitals tell: "Orsk Oil", "Ada Berg", not "third" or "Two of them"."""
    first, *others = name.split() or [""]
    return name not in UNNAMED and any(w[:1].isupper() for w in others or [first])


def _make_receipt(story: Prepared, title: str, ids: list[str]) -> Receipt:
    origins = story.origins(ids)
    entries = [e for _, group in origins for e in group]
    figures = sum(e.amount is not None for e in entries)
    counts = [count(len(entries) - figures, "statement")] if len(entries) > figures else []
    counts += [count(figures, "figure")] if figures else []
    rows = tuple(
        Beginning(name=name, spots=tuple(map(find_spot, group[:MAX_SPOTS])), more=max(len(group) - MAX_SPOTS, 0))
        for name, group in origins[:MAX_ORIGINS]
    )
    more = max(len(origins) - MAX_ORIGINS, 0)
    return Receipt(title=title, rows=rows, more=more, total=f"{' and '.join(counts)}, {count(len(origins), 'origin')}")
