"""Copies: which articles share wording, which is earlier and why, and the passages side by side."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.model import Passage, Reuse
from onrecord.tell.report.derivations import NARROW, WIDE, Edge, Node, Picture, draw_derivation
from onrecord.tell.report.entries import ArticleRef, Piece
from onrecord.tell.report.records import Prepared
from onrecord.tell.report.wording import count, join_names, tell_when
from onrecord.text import fold, make_id, words

MAX_COMPARED = 6
MAX_PASSAGES = 2
MAX_PICTURE = 30
MAX_ROWS = 30
_MAX_WORDS = 150
_MAX_TEXT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """Two passages with the words that they share marked, and the anchors of their places."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    left_at: str
    right_at: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Two articles that share wording: the earlier left where it is known, how much, why that one is earlier, examples."""

    anchor: str
    left: ArticleRef
    right: ArticleRef
    known: bool
    verdict: str
    reason: str
    passages: int
    similarity: int
    shared: str
    aligned: tuple[Aligned, ...]
    unshown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """An origin with the articles that go back to it."""

    anchor: str
    name: str
    reason: str
    articles: tuple[ArticleRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An article whose text goes back to another outlet, by its own credit line."""

    anchor: str
    article: ArticleRef
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Who shares wording with whom, most first, the picture of it, the origins, and articles that print a passage twice."""

    compared: tuple[Sharing, ...] = ()
    more: tuple[Sharing, ...] = ()
    credited: tuple[Credit, ...] = ()
    origins: tuple[Beginning, ...] = ()
    pictures: tuple[Picture, ...] = ()
    repeats: tuple[tuple[ArticleRef, int], ...] = ()

    @property
    def total(self) -> int:
        """How many pairs of articles share wording."""
        return len(self.compared) + len(self.more)


def reuse_at(reuse: Reuse, side: str) -> str:
    """The anchor of one side ("l" or "r") of a shared passage in its article."""
    left, right = reuse.left, reuse.right
    return f"at-{make_id('r', left.article, left.start, left.end, right.article, right.start, right.end)}-{side}"


def find_copies(story: Prepared) -> Copies:
    """The articles that share wording, with the passages of the first pairs side by side."""
    pairs: dict[tuple[str, str], list[tuple[int, Reuse]]] = defaultdict(list)
    repeats: dict[str, int] = defaultdict(int)
    for n, r in enumerate(story.record.reuse):
        a, b = r.left.article, r.right.article
        if a not in story.refs or b not in story.refs:
            continue
        if a == b:
            repeats[a] += 1
        else:
            pairs[(a, b) if story.refs[a].number < story.refs[b].number else (b, a)].append((n, r))
    ranked = sorted(pairs.items(), key=lambda p: (-sum(_length(r) for _, r in p[1]), p[0]))
    sharings = [_make_sharing(story, key, rows, shown=i < MAX_COMPARED) for i, (key, rows) in enumerate(ranked)]
    origins = [
        Beginning(
            anchor=o.id,
            name=story.name_origin(o) or "not stated",
            reason=story.tell_reason(o.reason),
            articles=tuple(sorted((story.refs[a] for a in o.articles if a in story.refs), key=lambda r: r.number)),
        )
        for o in story.record.origins
    ]
    origins = sorted((o for o in origins if o.articles), key=lambda o: (-len(o.articles), o.articles[0].number))
    return Copies(
        compared=tuple(sharings[:MAX_COMPARED]),
        more=tuple(sharings[MAX_COMPARED:]),
        credited=_find_credits(story),
        origins=tuple(o for o in origins if len(o.articles) > 1),
        pictures=_make_pictures(story, sharings),
        repeats=tuple((story.refs[a], n) for a, n in sorted(repeats.items(), key=lambda i: story.refs[i[0]].number)),
    )


def _find_credits(story: Prepared) -> tuple[Credit, ...]:
    """The articles that themselves name another outlet as where their text is from."""
    found = []
    for d in story.documents:
        ref, origin = story.refs[d.article.id], story.origin_of.get(d.article.id)
        own = f" {fold(d.article.publisher or '')} "
        others = [a for a in d.layout.agency if f" {fold(a)} " not in own]
        if not others:
            continue
        reason = story.tell_reason(origin.reason) if origin else ""
        found.append(
            Credit(
                anchor=f"k-{ref.anchor}",
                article=ref,
                verdict=f"{ref.number} {ref.publisher} goes back to {join_names(others)}",
                reason=reason
                if " credits " in reason
                else " ".join(r for r in (f"The text credits {join_names(others)}.", reason) if r),
            )
        )
    return tuple(found)


def _length(r: Reuse) -> int:
    return r.left.end - r.left.start


def _make_sharing(story: Prepared, key: tuple[str, str], rows: list[tuple[int, Reuse]], *, shown: bool) -> Sharing:
    rows.sort(key=lambda row: (-_length(row[1]), row[0]))
    votes = defaultdict(list)
    for _, r in rows:
        if r.earlier != "unknown":
            votes[r.left.article if r.earlier == "left" else r.right.article].append(r)
    first = max(votes, key=lambda a: (len(votes[a]), a)) if votes else key[0]
    second = key[1] if first == key[0] else key[0]
    reason = next((r.reason for r in (votes[first] if votes else [r for _, r in rows]) if r.reason), "")
    left, right = story.refs[first], story.refs[second]
    shared = sum(len(words(r.left.exact)) for _, r in rows)
    weight = sum(_length(r) for _, r in rows) or 1
    similarity = sum(r.similarity * _length(r) for _, r in rows) / weight
    total = len(words(story_text(story, second)))
    percent = min(round(100 * shared / max(total, 1)), 100)
    share = f"{count(shared, 'word')} in {count(len(rows), 'passage')}, {percent} % of {right.number}"
    if votes:
        verdict = f"{right.number} {right.publisher} shares wording with {left.number} {left.publisher}, which had it first"
    else:
        verdict = (
            f"{left.number} {left.publisher} and {right.number} {right.publisher} share wording; which is earlier is not known"
        )
    aligned = tuple(_align(r, first) for _, r in rows[:MAX_PASSAGES]) if shown else ()
    return Sharing(
        anchor=f"r-{left.number}-{right.number}-{story.record.story.id[-6:]}",
        left=left,
        right=right,
        known=bool(votes),
        verdict=verdict,
        reason=story.tell_reason(reason),
        passages=len(rows),
        similarity=round(100 * similarity),
        shared=share,
        aligned=aligned,
        unshown=len(rows) - len(aligned),
    )


def story_text(story: Prepared, article: str) -> str:
    """The body of an article as one text."""
    d = story.by_number[story.refs[article].number]
    return "\n".join(d.article.text[b.start : b.end] for b in d.layout.blocks if b.kind in ("title", "body"))


def _align(r: Reuse, first: str) -> Aligned:
    left, right = (r.left, r.right) if r.left.article == first else (r.right, r.left)
    a, b = words(left.exact[:_MAX_TEXT])[:_MAX_WORDS], words(right.exact[:_MAX_TEXT])[:_MAX_WORDS]
    matcher = SequenceMatcher(None, [w for w, _, _ in a], [w for w, _, _ in b], autojunk=False)
    runs = [m for m in matcher.get_matching_blocks() if m.size > 0]
    same = sum(m.size for m in runs)
    sides = ("l", "r") if left is r.left else ("r", "l")
    longest = max((m.size for m in runs), default=0)
    return Aligned(
        left=_mark(left, [(a[m.a][1], a[m.a + m.size - 1][2]) for m in runs if m.size > 1 or len(runs) < 3]),
        right=_mark(right, [(b[m.b][1], b[m.b + m.size - 1][2]) for m in runs if m.size > 1 or len(runs) < 3]),
        left_at=reuse_at(r, sides[0]),
        right_at=reuse_at(r, sides[1]),
        note=f"{same} of {len(a)} and {len(b)} words are the same, in order; the longest run has {longest}.",
    )


def _mark(passage: Passage, runs: list[tuple[int, int]]) -> tuple[Piece, ...]:
    text = passage.exact[:_MAX_TEXT]
    pieces, at = [], 0
    for start, end in runs:
        pieces += [Piece(text=text[at:start]), Piece(text=text[start:end], style="same")]
        at = end
    pieces.append(Piece(text=text[at:]))
    if len(passage.exact) > _MAX_TEXT:
        pieces.append(Piece(text=" […]", style="cut"))
    return tuple(p for p in pieces if p.text)


def _make_pictures(story: Prepared, sharings: list[Sharing]) -> tuple[Picture, ...]:
    if not sharings or len(story.documents) > MAX_PICTURE:
        return ()
    nodes = [
        Node(
            number=ref.number,
            name=ref.publisher,
            day=tell_when(d.reading.anchor, year=False) or "undated",
            sort=d.reading.anchor.earliest or "9999",
            anchor=ref.anchor,
            origin=story.origin_of[d.article.id].id if d.article.id in story.origin_of else d.article.id,
            credits=d.layout.agency,
        )
        for d in story.documents
        for ref in (story.refs[d.article.id],)
    ]
    edges = [
        Edge(left=s.left.number, right=s.right.number, known=s.known, weight=s.passages, anchor=s.anchor) for s in sharings
    ]
    return tuple(draw_derivation(nodes, edges, size=size) for size in (WIDE, NARROW))
