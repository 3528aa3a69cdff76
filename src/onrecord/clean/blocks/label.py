"""The kind of every stretch of an article's text, decided from wording, shape, place and neighbours together."""

from collections import Counter
from collections.abc import Sequence, Set

from onrecord.clean.blocks.lines import Line
from onrecord.clean.blocks.patterns import BYLINE, COMMENT_POLICY, COMMENT_STAMP
from onrecord.clean.blocks.pieces import Piece, cut_line
from onrecord.clean.blocks.repeats import find_gallery, find_repeats
from onrecord.clean.blocks.rosters import find_roster
from onrecord.clean.blocks.structure import find_comments, find_core, find_lists, is_final_credit, is_furniture
from onrecord.clean.blocks.tails import find_summary, is_teaser
from onrecord.model import Block, BlockKind

_HEAD = 30  # lines before the core among which the title is looked for


def label_blocks(
    text: str, lines: Sequence[Line], *, title: str | None = None, hints: Sequence[Block] = (), foreign: Set[int] = frozenset()
) -> list[Piece]:
    """The pieces of a text, of which the lines are given, in order, each of one kind: they cover it, but for white space,
    without overlap.

    `title` and `hints` are what metadata and markup told; `foreign` are numbers of paragraphs in another language.
    """
    kinds = _label_lines(lines, title=title, hints=hints, foreign=foreign)
    pieces: list[Piece] = []
    opening = True
    head = True
    for line, kind in zip(lines, kinds, strict=True):
        if kind != "body":
            pieces.append(Piece(start=line.start, end=line.end, paragraph=line.number, kind=kind))
            continue
        cut = cut_line(text, line, opening=opening, head=head, before=pieces)
        pieces.extend(cut)
        opening = False
        head = head and sum(piece.kind == "body" for piece in pieces[:8]) <= 4
    return _close(text, pieces)


def _label_lines(lines: Sequence[Line], *, title: str | None, hints: Sequence[Block], foreign: Set[int]) -> list[BlockKind]:
    """The kind of each line as a whole."""
    told = _read_hints(lines, hints)
    furniture = {i for i, line in enumerate(lines) if told.get(i) not in ("body", "title") and is_furniture(line)}
    repeats = find_repeats(lines)
    roster = find_roster(lines, furniture | set(repeats)) - set(told)
    furniture |= {i for i in foreign if i < len(lines)} - roster  # a name and a house abroad are no foreign text
    gallery = find_gallery(lines)
    comments = find_comments(lines, furniture)
    stop = len(lines) if comments is None else comments
    first, last = find_core(
        lines[:stop], furniture | gallery | {i for i, kind in told.items() if kind not in ("body", "title")}, set(repeats)
    )
    if any(kind == "body" for kind in told.values()):
        marked = [i for i, kind in told.items() if kind == "body" and i < stop]
        first, last = min([first, *marked]), max([last, *(i + 1 for i in marked)])
    roster = {i for i in roster if first <= i < stop and not any(lines[j].is_prose for j in range(last, i))}
    last = max([last, *(i + 1 for i in roster)])
    inside = set(range(first, last))
    lists = {i for i in find_lists(lines, first, last, furniture) if i not in told} - roster
    kinds: list[BlockKind] = []
    for i in range(len(lines)):
        if i in told and told[i] not in ("body", "title"):
            kinds.append(told[i])
        elif i in gallery:
            kinds.append("caption")
        elif i >= stop:
            kinds.append("boilerplate" if COMMENT_POLICY.is_in(lines[i].text[:300]) and i not in inside else "comment")
        elif i in repeats and (repeats[i] in inside or i not in inside):
            kinds.append("repeat")
        elif i in furniture or i in lists or i not in inside:
            kinds.append("boilerplate")
        else:
            kinds.append("body")
    _name_head(lines, kinds, first=first, title=title, told=told, furniture=furniture)
    _keep_last_words(lines, kinds, last=last, stop=stop, furniture=furniture)
    for i in find_summary(lines, [i for i, kind in enumerate(kinds) if kind == "body"]):
        if i not in told:
            kinds[i] = "summary"
    return kinds


def _read_hints(lines: Sequence[Line], hints: Sequence[Block]) -> dict[int, BlockKind]:
    """What the markup told of each line: the kind of the hint that covers most of it."""
    told: dict[int, BlockKind] = {}
    ordered = sorted(hints, key=lambda b: (b.start, b.end))
    at = 0
    for i, line in enumerate(lines):
        while at < len(ordered) and ordered[at].end <= line.start:
            at += 1
        for hint in ordered[at : at + 8]:
            if min(hint.end, line.end) - max(hint.start, line.start) > 0.6 * (line.end - line.start):
                told[i] = hint.kind
    return told


def _name_head(
    lines: Sequence[Line],
    kinds: list[BlockKind],
    *,
    first: int,
    title: str | None,
    told: dict[int, BlockKind],
    furniture: Set[int],
) -> None:
    """Find the title, and the standfirst under it, among the lines before the core; in place."""
    given = " ".join(title.casefold().split()) if title else None
    found = None
    for i in range(min(len(lines), first + _HEAD)):
        text = " ".join(lines[i].text.casefold().split())
        if told.get(i) == "title" or (
            given and len(text) > 10 and (text == given or (given.startswith(text) and len(text) > 0.6 * len(given)))
        ):
            if found is None:
                found, kinds[i] = i, "title"
            elif kinds[i] in ("body", "boilerplate", "title"):
                kinds[i] = "repeat"
    known = frozenset().union(*(line.content for line in lines[first : first + 12]))
    if found is None:
        scored = [
            (len(lines[i].content & known) / len(lines[i].content), -i)
            for i in range(max(0, first - _HEAD), first)
            if kinds[i] == "boilerplate"
            and i not in furniture
            and 3 <= lines[i].length <= 30
            and lines[i].content
            and not BYLINE.match(lines[i].text)
        ]
        if scored and max(scored)[0] >= 0.4:
            found = -max(scored)[1]
    if found is None:
        found = _find_first_headline(lines, kinds, known, first=first, furniture=furniture)
    if found is None:
        found = _find_open_headline(lines, kinds)
    if found is None:
        return
    kinds[found] = "title"
    for i in range(found + 1, len(lines)):
        if lines[i].length <= 30 and kinds[i] in ("body", "boilerplate") and lines[i].key == lines[found].key:
            kinds[i] = "repeat"
    for i in range(found + 1, min(first, found + 4)):
        line = lines[i]
        if (
            kinds[i] == "boilerplate"
            and i not in furniture
            and line.length >= 8
            and line.stop_share >= 0.15
            and line.content & known
        ):
            kinds[i] = "body"


def _find_first_headline(
    lines: Sequence[Line], kinds: Sequence[BlockKind], known: Set[str], *, first: int, furniture: Set[int]
) -> int | None:
    """The very first line of a text, close above the core, where it reads as a headline and shares a word with the core."""
    if not 0 < first <= 4 or kinds[0] != "boilerplate" or 0 in furniture:
        return None
    line = lines[0]
    headline = not line.is_closed and 4 <= line.length <= 25 and line.text[0].isupper() and not BYLINE.match(line.text)
    return 0 if headline and line.content & known else None


def _find_open_headline(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> int | None:
    """The headline among the body's lines: one that does not end as a sentence does, at its head or before a repeat of it."""
    bodies = [i for i, kind in enumerate(kinds) if kind == "body"]
    known: Counter[str] = Counter(word for i in bodies for word in lines[i].content)
    for at, i in enumerate(bodies):
        line = lines[i]
        heads = at == 0 or "repeat" in kinds[i + 1 : i + 4]
        if not heads or line.is_closed or not 4 <= line.length <= 25 or not line.content or not line.text[0].isupper():
            continue
        told = sum(known[word] > 1 for word in line.content) / len(line.content)
        if told >= 0.5 and any(lines[k].is_prose for k in range(i + 1, min(len(lines), i + 4))):
            return i
    return None


def _keep_last_words(lines: Sequence[Line], kinds: list[BlockKind], *, last: int, stop: int, furniture: Set[int]) -> None:
    """A lone line behind the core that reads as text, with nothing of a page around it, is the article's; in place."""
    rest = [i for i in range(last, stop) if kinds[i] == "boilerplate"]
    if (
        len(rest) == 1
        and not furniture & set(range(last, stop))
        and lines[rest[0]].length >= 6
        and lines[rest[0]].stop_share >= 0.2
    ):
        kinds[rest[0]] = "body"


def _close(text: str, pieces: list[Piece]) -> list[Piece]:
    """Give what stands behind the article's end its kind, and the last sentence, where it announces another page."""
    total = sum(p.end - p.start for p in pieces if p.kind == "body")
    before = 0
    ended: BlockKind | None = None
    for n, piece in enumerate(pieces):
        closing = piece.kind in ("body", "boilerplate") and before >= 0.5 * total and before >= 300
        sentence = text[piece.start : min(piece.end, piece.start + 500)] if ended or closing else ""
        policy = sentence != "" and COMMENT_POLICY.is_in(sentence)
        if ended and piece.kind == "body":
            pieces[n] = piece._replace(kind="boilerplate" if policy else ended)
        elif closing:
            if policy:
                ended = "comment"
            elif is_final_credit(sentence):
                ended = "boilerplate"
            elif COMMENT_STAMP.match(sentence) and piece.kind == "boilerplate":
                continue
        if ended and policy:
            ended = "comment"
        if piece.kind == "body":
            before += piece.end - piece.start
    _mark_teasers(text, pieces)
    return pieces


def _mark_teasers(text: str, pieces: list[Piece]) -> None:
    bodies = [n for n, p in enumerate(pieces) if p.kind == "body"]
    for _ in range(2):
        if len(bodies) < 6:
            return
        n = bodies.pop()
        rest = [text[pieces[i].start : pieces[i].end] for i in bodies[-400:]]
        if not is_teaser(text[pieces[n].start : pieces[n].end], rest):
            return
        pieces[n] = pieces[n]._replace(kind="boilerplate")
