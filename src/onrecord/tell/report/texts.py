"""The articles in full, with every entry marked in its place."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from onrecord.model import Block, Document
from onrecord.tell.report.copies import reuse_at
from onrecord.tell.report.days import event_at, label_events
from onrecord.tell.report.entries import ArticleRef
from onrecord.tell.report.records import Prepared, tell_article_basis
from onrecord.tell.report.safe import find_address, make_anchor
from onrecord.tell.report.wording import clip, count, tell_range, tell_when

_LEFT_OUT = {
    "caption": ("caption or picture credit", "captions and picture credits"),
    "summary": ("summary", "summary lines"),
    "comment": ("reader comment", "lines of reader comments"),
    "boilerplate": ("line of page furniture", "lines of page furniture"),
    "repeat": ("repeat of text given before", "repeats of text given before"),
}
MAX_TITLE = 300
MAX_SHARED = 2  # of the articles that share wording with one line, those that are told there
_IN_TEXT = ("title", "body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A short name that stands before an entry in the text: its own anchor, and the address of the entry.

    One that is `quiet` is not told there, but leads there all the same; one without address stands for such.
    """

    anchor: str
    href: str
    label: str
    kind: str
    words: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """Words of an article that carry the same marks, after the short names of the entries that begin here."""

    refs: tuple[Ref, ...]
    at: int
    text: str
    style: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """Who makes a statement that begins in a paragraph."""

    mark: str
    name: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as sentences of bits; `kind` is set where it is no part of the body but holds an entry."""

    number: int
    title: bool
    kind: str
    sentences: tuple[tuple[Bit, ...], ...]
    margin: tuple[Margin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Paragraphs in a row that are no part of the article and hold no entry."""

    label: str
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """One article as the report shows it."""

    ref: ArticleRef
    title: str
    authors: str
    address: str | None
    plain_address: str
    day: str
    basis: str
    credits: str
    origin: str
    counts: str
    note: str
    parts: tuple[Paragraph | LeftOut, ...]


@dataclass(slots=True)
class _Marks:
    """The marks of one article: where styles change and where short names stand."""

    changes: dict[int, Counter[str]]
    notes: dict[int, str]
    refs: dict[int, list[Ref]]
    margin: dict[int, list[Margin]]
    shared: list[tuple[int, int, Ref]]

    def add(self, start: int, end: int, style: str) -> None:
        if start < end:
            self.changes[start][style] += 1
            self.changes[end][style] -= 1


def show_articles(story: Prepared, *, only: Collection[str] | None = None) -> tuple[ArticleText, ...]:
    """The articles of a story in order of time, or those of them that are named, marked."""
    shown = [d for d in story.documents if only is None or d.article.id in only]
    marks = {d.article.id: _mark_own(story, d) for d in shown}
    labels = label_events(story)
    for event in {e.id: e for e in story.record.events if e.id in labels}.values():
        for n, p in enumerate(event.passages):
            if p.article in marks:
                anchor = make_anchor("e", event.id)
                ref = Ref(anchor=event_at(event, n), href=anchor, label=labels[event.id], kind="event", words="event")
                marks[p.article].refs[p.start].append(ref)
    for r in story.record.reuse:
        for side, p, other in (("l", r.left, r.right), ("r", r.right, r.left)):
            if p.article in marks and other.article in story.refs and p.article != other.article:
                to = story.refs[other.article]
                href = reuse_at(r, "r" if side == "l" else "l")
                label = f"={to.number}"
                words = f"shares wording with article {to.number}"
                ref = Ref(anchor=reuse_at(r, side), href=href, label=label, kind="copy", words=words)
                marks[p.article].shared.append((p.start, p.end - p.start, ref))
    return tuple(_show_article(story, d, marks[d.article.id]) for d in shown)


def _mark_own(story: Prepared, d: Document) -> _Marks:
    marks = _Marks(changes=defaultdict(Counter), notes={}, refs=defaultdict(list), margin=defaultdict(list), shared=[])
    for q in d.reading.quotations:
        e = story.entries.get(q.id)
        if e is None or story.quotations.get(q.id) is not q:
            continue
        at = min(s.start for s in q.content)
        words = f"{e.giver.name} {e.stance}, statement"
        marks.refs[at].append(Ref(anchor=e.at, href=e.anchor, label=e.label, kind="statement", words=words))
        marks.margin[at].append(Margin(mark=e.mark, name=e.giver.name, label=e.label, href=e.anchor))
        for part in q.content:
            marks.add(part.start, part.end, "s")
    for f in d.reading.figures:
        e = story.entries.get(f.id)
        if e is None or e.amount is None or story.figures.get(f.id) is not f:
            continue
        words = f"{e.amount.indicator}, figure"
        marks.refs[f.passage.start].append(Ref(anchor=e.at, href=e.anchor, label=e.label, kind="figure", words=words))
        marks.add(f.passage.start, f.passage.end, "f")
    for t in d.reading.dates:
        marks.add(t.passage.start, t.passage.end, "d")
        marks.notes[t.passage.start] = tell_range(t.earliest, t.latest) or t.value
    return marks


def _lines(d: Document) -> list[tuple[int, int, str]]:
    """The lines of an article with the kind of their block; what no block covers counts as body."""
    text = d.article.text
    blocks: list[Block] = sorted(d.layout.blocks, key=lambda b: b.start)
    whole: list[tuple[int, int, str]] = []
    at = 0
    for b in blocks:
        start = max(b.start, at)
        whole += [(at, start, "body"), (start, b.end, b.kind)]
        at = max(at, b.end)
    whole.append((at, len(text), "body"))
    lines = []
    for start, end, kind in whole:
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            if text[start:stop].strip():
                lines.append((start, stop, kind))
            start = stop + 1
    return lines


def _show_article(story: Prepared, d: Document, marks: _Marks) -> ArticleText:
    text = d.article.text
    starts = [s.start for s in d.layout.sentences]
    ends = [s.end for s in d.layout.sentences]
    lines = _lines(d)
    _mark_shared(marks, [start for start, _, _ in lines])
    _settle(marks, lines)
    cuts = sorted({*marks.changes, *marks.refs, *starts, *ends})
    states, running = [], Counter[str]()
    for cut in cuts:
        running.update(marks.changes.get(cut, {}))
        states.append(_style(running))
    parts: list[Paragraph | LeftOut] = []
    left: list[tuple[str, str]] = []
    for number, (start, end, kind) in enumerate(lines, 1):
        low, high = bisect_left(cuts, start), bisect_left(cuts, end)
        holds = any(c in marks.refs for c in cuts[low:high])
        if kind not in _IN_TEXT and not holds:
            left.append((kind, text[start:end]))
            continue
        if left:
            parts.append(_leave_out(left))
            left = []
        edges = [start, *(c for c in cuts[low:high] if c > start), end]
        groups: list[list[Bit]] = [[]]
        for a, b in pairwise(edges):
            i = bisect_right(cuts, a) - 1
            j = bisect_left(starts, a)
            if j < len(starts) and starts[j] == a and groups[-1]:
                groups.append([])
            style = states[i] if i >= 0 else ""
            note = marks.notes.get(a, "") if "d" in style.split() else ""
            groups[-1].append(Bit(refs=tuple(marks.refs.get(a, ())), at=a, text=text[a:b], style=style, note=note))
        margin = tuple(m for c in cuts[low:high] for m in marks.margin.get(c, ()))
        parts.append(
            Paragraph(
                number=number,
                title=kind == "title",
                kind="" if kind in _IN_TEXT else _LEFT_OUT[kind][0],
                sentences=tuple(tuple(g) for g in groups),
                margin=margin,
            )
        )
    if left:
        parts.append(_leave_out(left))
    return _head(story, d, tuple(parts))


def _mark_shared(marks: _Marks, starts: Sequence[int]) -> None:
    """Puts the short names of other articles where wording shared with them begins: of each line those that share most."""
    lines: dict[int, list[tuple[int, int, Ref]]] = defaultdict(list)
    for at, size, ref in marks.shared:
        lines[bisect_right(starts, at)].append((at, size, ref))
    for told in lines.values():
        told.sort(key=lambda row: (-row[1], row[0]))
        shown = list({ref.label: (at, ref) for at, _, ref in reversed(told)}.values())[::-1][:MAX_SHARED]
        named = {ref.label for _, ref in shown}
        for at, _, ref in told:
            marks.refs[at].append(ref if (at, ref) in shown else replace(ref, quiet=True))
        if rest := len({ref.label for *_, ref in told} - named):
            words = f"shares wording with {count(rest, 'more article')}"
            marks.refs[max(at for at, _ in shown)].append(Ref(anchor="", href="", label=f"+{rest}", kind="copy", words=words))


def _settle(marks: _Marks, lines: Sequence[tuple[int, int, str]]) -> None:
    """Moves short names that stand between lines to the line that follows, so that no address is lost."""
    starts = [start for start, _, _ in lines]
    for at in sorted(marks.refs):
        i = bisect_right(starts, at) - 1
        if starts and not (i >= 0 and at < lines[i][1]):
            to = starts[min(i + 1, len(starts) - 1)]
            marks.refs[to] += marks.refs.pop(at)


def _style(running: Counter[str]) -> str:
    names = []
    if running["s"] > 0:
        names.append("s" if running["s"] == 1 else "s s2")
    names += [k for k in ("f", "d") if running[k] > 0]
    return " ".join(names)


def _leave_out(left: Sequence[tuple[str, str]]) -> LeftOut:
    kinds = Counter(kind for kind, _ in left)
    words = sum(len(t.split()) for _, t in left)
    named = [count(n, *_LEFT_OUT[kind]) for kind, n in sorted(kinds.items())]
    return LeftOut(
        label=f"{', '.join(named)} ({count(words, 'word')})",
        paragraphs=tuple((_LEFT_OUT[kind][0], t) for kind, t in left),
    )


def _head(story: Prepared, d: Document, parts: tuple[Paragraph | LeftOut, ...]) -> ArticleText:
    article = d.article
    words = sum(len(article.text[b.start : b.end].split()) for b in d.layout.blocks if b.kind in _IN_TEXT)
    counts = [count(words, "word"), count(len(d.reading.quotations), "statement"), count(len(d.reading.figures), "figure")]
    origin = story.origin_of.get(article.id)
    address = find_address(article.url)
    named_by = story.name_origin(origin) if origin and article.publisher not in (None, origin.name) else ""
    return ArticleText(
        ref=story.refs[article.id],
        title=clip(article.title or "", MAX_TITLE),
        authors=clip(", ".join(article.authors), MAX_TITLE),
        address=address,
        plain_address="" if address else article.url or PurePath(article.path or "").name,
        day=tell_when(d.reading.anchor) or "undated",
        basis=tell_article_basis(d),
        credits=", ".join(d.layout.agency),
        origin=named_by or "",
        counts=", ".join(counts),
        note=d.layout.note,
        parts=parts,
    )
